"""Compliments: which numbers count them, and where a list that begins with them goes on to complaints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.words import any_of
from extractors.prose.attach import Choice, implied
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame
from schemas.codes import Measure

#: "(158 were) enquiries", "(85) complaints": no compliments, though those were counted before.
_NO_COMPLIMENTS = re.compile(
    rf"\s+(?:were |was |of (?:them|these|those) were )?(?:{any_of('formal, informal, new, corporate, statutory')}\s+)*"
    rf"{any_of('complaints?, enquir(y|ies), inquir(y|ies), concerns?, comments?, queries, suggestions?')}\b",
    re.I,
)
#: "Of the complaints, (19 were about bins)": a sentence that says of what its numbers are parts.
_OF_COMPLAINTS = re.compile(
    r"^\W*(?:of|from|among|out of) (?:(?:all|the|these|those|our|this year's)\s+)*complaints\b", re.I
)


def are_no_compliments(sentence: Sentence, group: Group) -> bool:
    """Whether a number behind one of compliments counts something else."""
    return bool(_NO_COMPLIMENTS.match(sentence.text, group.end) or _OF_COMPLAINTS.match(sentence.text))


_COMPLIMENTS_FIRST = re.compile(r"\s*(?:(?:the|our|these|written)\s+)?compliments\b(?!.*\bcomplain)", re.I | re.S)


#: "Libraries (received 52) and the museum, which drew a single complaint, (39)".
_GOT = re.compile(r"received|had|got|were sent|took", re.I)
_ASIDE = re.compile(r",\s*(?:which|who|whose)\b[^,]*,|\([^()]*\)")
_OTHERS = re.compile(r"complain|enquir|inquir|concern|representation|case", re.I)


def _goes_on(sentence: Sentence, chosen: Choice, last: Sequence[Frame]) -> bool:
    """Whether "Libraries received 52", after a sentence on compliments, counts those."""
    told = bool(last) and all(frame.measure is Measure.COMPLIMENTS for frame in last)
    got = _GOT.fullmatch(chosen.span.text) is not None and not chosen.after
    return told and got and not _OTHERS.search(_ASIDE.sub("", sentence.text))


#: "(574 compliments,) of which the library had (203)".
_OF_WHICH = re.compile(r"\bof which\b", re.I)
#: What it costs to believe that compliments are the subject (see extractors.prose.costs).
_SUBJECT = 0.5
#: "The compliments which had been received by Adult Services totalled (64)".
_ARE_SUBJECT = re.compile(
    r"\bcompliments,?\s+(?:(?:which|that)\s+)?(?:(?:had|have|has|were|was|been|also)\s+)*received\b"
    r"(?:(?!\bcomplain)[^.;:\d])*\b(?:totall?ed|totall?ing|numbered|came to|amounted to|was|were|at)\s+$",
    re.I,
)


def of_compliments(
    sentence: Sentence, group: Group, chosen: Choice | None, frames: Sequence[Frame], last: Sequence[Frame] = ()
) -> Choice | None:
    """What "compliments are kept by services: 243 came in" counts are compliments; enquiries behind them are none.

    ``last`` are the frames of the sentence before.
    """
    if chosen is not None and chosen.measure is Measure.COMPLIMENTS and not chosen.after:
        return None if frames and are_no_compliments(sentence, group) else chosen
    subject = group.first.unit is None and _ARE_SUBJECT.search(sentence.text, 0, group.start) is not None
    if chosen is None and subject:
        return implied(Measure.COMPLIMENTS, group.start, group.start, _SUBJECT)
    if chosen is None or chosen.measure is not Measure.RECEIVED:
        return chosen
    among = bool(frames) and frames[-1].measure is Measure.COMPLIMENTS
    if among and _OF_WHICH.search(sentence.text, frames[-1].group.end, group.start):
        return replace(chosen, measure=Measure.COMPLIMENTS)
    if not subject and not _COMPLIMENTS_FIRST.match(sentence.text) and not _goes_on(sentence, chosen, last):
        return chosen
    return replace(chosen, measure=Measure.COMPLIMENTS)
