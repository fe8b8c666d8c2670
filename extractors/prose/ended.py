"""Ended: what became of all the cases that a number counts: "investigated one and did not uphold it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.words import any_of
from extractors.prose.clause import start_of_next
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame
from schemas.codes import Measure

#: What it costs (see extractors.prose.costs) to give a number's cases the end that its clause tells.
_ENDED = 0.4
_COUNTED = (Measure.INVESTIGATED, Measure.DECIDED, Measure.RESPONDED)
_NOT = any_of("did not uphold, not uphold, dismissed, rejected, did not find fault (in|with), found no fault (in|with)")
_YES = any_of("upheld, found fault (in|with), found in favour of the complainant in, found maladministration in")
_PARTLY = any_of("partly upheld, partially upheld, upheld in part")
#: "(Investigated three) and upheld all of them", "which it did not uphold", "neither of which was upheld".
_AND_THEN = re.compile(
    r"(?P<gap>[^.;:()]{0,60}?)(?:,?\s+(?:and|but)\s+(?:(?:it|they|we|he|she)\s+)?(?:(?:then|also|in the end)\s+)?)"
    rf"(?:(?P<partly>{_PARTLY})|(?P<not>{_NOT})|(?P<yes>{_YES}))\s+"
    r"(?P<of>it|them|all(?: of)?(?: them| these| the complaints)?|both(?: of them| complaints)?"
    r"|any(?: of them)?|either(?: of them)?)"
    r"(?=\s*(?:[.,;)]|$|and\b|but\b))",
    re.I,
)
_WHICH = re.compile(
    r"(?P<gap>[^.;:(),]{0,60}?),?\s+which\s+(?:(?:it|they|we)\s+)?(?:was\s+|were\s+)?"
    rf"(?:(?P<partly>{_PARTLY})|(?P<not>{_NOT}|not upheld)|(?P<yes>{_YES}))(?P<of>)(?=\s*(?:[.,;)]|$))",
    re.I,
)
#: "(2) were investigated and upheld", "(4) were looked into and no fault found".
_BOTH = re.compile(
    r"(?P<gap>[^.;:(),\d]{0,40}?)\b(?:investigated|considered|examined|looked into|decided)(?: in (?:detail|full))?"
    r"\s+and\s+(?:(?:was|were|then|all|both)\s+)*"
    r"(?:(?P<partly>(?:partly|partially) upheld|upheld in part)|(?P<not>not upheld|no fault (?:was )?found)"
    r"|(?P<yes>upheld|fault (?:was )?found|found at fault))(?P<of>)(?=\s*(?:[.,;)]|$|\b(?:and|but|while|with|in)\b))",
    re.I,
)
#: "(Made five) recommendations, all of which have been carried out".
_ALL_DONE = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?recommendations,?\s+(?:all|each|both|every one) of which\s+"
    r"(?:(?:have|has|had|were|was|are|been|now|since|fully|also)\s+)+"
    r"(?:carried out|implemented|complied with|completed|met|put in place|done|delivered)\b",
    re.I,
)
_ANY = re.compile(r"any|either", re.I)
_ONE, _TWO = re.compile(r"it$", re.I), re.compile(r"both|either", re.I)


def with_ends(sentence: Sentence, frames: list[Frame]) -> list[Frame]:
    """The frames with those of what became of all the cases that one of them counts."""
    told = [ended for frame in frames if (ended := _ended(sentence, frame, frames)) is not None]
    return sorted([*frames, *told], key=lambda frame: frame.group.start)


def _ended(sentence: Sentence, frame: Frame, frames: Sequence[Frame]) -> Frame | None:
    group = frame.group
    if (
        frame.measure is Measure.RECOMMENDATIONS
        and group.first.unit is None
        and _ALL_DONE.match(sentence.text, group.end)
    ):
        alone = group.first.value > 0 and not any(other.measure is Measure.COMPLIANCE for other in frames)
        return replace(frame, measure=Measure.COMPLIANCE, cost=frame.cost + _ENDED) if alone else None
    counts = frame.measure in _COUNTED and frame.breakdown is None and group.with_unit(None) is group.first
    end = start_of_next(sentence, group)
    text = sentence.text[:end]
    ways = (way.match(text, group.end) for way in (_AND_THEN, _WHICH, _BOTH)) if counts else ()
    match = next(filter(None, ways), None)
    if match is None or any(other is not frame and other.group is group for other in frames):
        return None
    if not _agrees(match["of"], group.first.value):
        return None
    measure = Measure.PARTIALLY_UPHELD if match["partly"] else Measure.NOT_UPHELD if match["not"] else Measure.UPHELD
    if _ANY.match(match["of"]) and measure is not Measure.NOT_UPHELD:
        return None
    return replace(frame, measure=measure, cost=frame.cost + _ENDED, limit=None, soft=False)


def _agrees(words: str, count: float) -> bool:
    """Whether words for all of some cases go with how many there are: "it" with one, "both" with two."""
    if _ONE.match(words):
        return count == 1
    if _TWO.match(words):
        return count == 2
    return not words or count > 1
