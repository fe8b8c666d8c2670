"""Enquiries: sentences on what councillors and members of parliament asked, which are no complaints."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of
from extractors.prose.attach import Choice, implied
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import State
from schemas.codes import Measure, Stream

_REPRESENTATIVES = any_of(
    "mps?, msps?, mss?, mlas?, councillors?, cllrs?, elected (members|representatives)",
    "members of (the )?(senedd|parliament|scottish parliament|assembly|council), ward members",
)
_ASKED = any_of("enquir(y|ies), inquir(y|ies), letters?, queries, questions, correspondence, requests, contacts")
_FROM_THEM = re.compile(
    rf"\b{_REPRESENTATIVES}\b[^.;]{{0,40}}\b(?:made|put|sent|raised|submitted|wrote|asked|contacted us with)\b"
    rf"[^.;]{{0,25}}\b{_ASKED}\b"
    rf"|\b{_ASKED}\b[^.;]{{0,25}}\b(?:from|by|for|of)\b[^.;]{{0,25}}\b{_REPRESENTATIVES}\b"
    rf"|\b{_REPRESENTATIVES}\b(?:'s|s')?(?:\s+and\s+\w+)?\s+{_ASKED}\b"
    r"|\bmembers?'?s?'?\s+(?:enquir\w+|inquir\w+)",
    re.I,
)
_NOUN_BEHIND = re.compile(rf"\s+(?:[\w-]+\s+){{0,3}}?{_ASKED}\b", re.I)
_COMPLAINTS = re.compile(r"complain|compliment", re.I)


def names_enquiries(sentence: Sentence) -> bool:
    """Whether a sentence itself says that it is about what representatives asked."""
    return _FROM_THEM.search(sentence.text) is not None and not _COMPLAINTS.search(sentence.text)


def is_enquiry(sentence: Sentence, state: State) -> bool:
    """Whether the numbers of a sentence count enquiries of elected representatives."""
    in_section = state.context.stream is Stream.MEMBER_ENQUIRIES and not _COMPLAINTS.search(sentence.text)
    return in_section or names_enquiries(sentence)


def counts_enquiries(sentence: Sentence, group: Group, state: State) -> bool:
    """Whether the noun behind a number says that it counts them: "188 letters came from MPs"."""
    behind = group.first.unit is None and _NOUN_BEHIND.match(sentence.text, group.end) is not None
    return behind and (is_enquiry(sentence, state) or _asked_by_them(sentence, group))


_WITH_PARTS = re.compile(
    rf"\s+(?:[\w-]+\s+){{0,3}}?{_ASKED}\b[^.;]{{0,30}},\s*(?:and )?of (?:which|these|them)\b", re.I
)


def of_enquiries(sentence: Sentence, group: Group, chosen: Choice | None, state: State) -> Choice | None:
    """Received, where "replies to councillors: 118 enquiries, of which 101 were in time" gives the whole first."""
    answered = chosen is not None and chosen.measure is Measure.RESPONDED and not chosen.after
    if not answered or group.first.unit is not None or not is_enquiry(sentence, state):
        return chosen
    whole = _WITH_PARTS.match(sentence.text, group.end)
    return implied(Measure.RECEIVED, group.start, group.start, 0.8) if whole else chosen


def _asked_by_them(sentence: Sentence, group: Group) -> bool:
    """Whether one clause of a sentence says so: "we had 849 compliments, and councillors sent us 346 enquiries"."""
    told = (match for match in _FROM_THEM.finditer(sentence.text) if match.start() <= group.start < match.end())
    return any(not _COMPLAINTS.search(match[0]) for match in told)
