"""Comparisons: numbers of another year set beside this year's, and the pairs "from 74% to 76%"."""

from __future__ import annotations

import re

from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

_MARK = re.compile(
    r"\b(?:compared|comparison|comparing|against|as against|versus|vs\.?|up from|down from|opposed to|whereas|(?:up|down|increase|decrease|improvement|reduction|rise|fall|drop|higher|lower|more|fewer|less|worse|better|quicker|faster|slower|longer|shorter)\s+(?:on|from|than)|set against|set beside|beside|contrast|previously|previous|earlier|year before|last year|prior year)\b"
    r"|\b(?:twice|double|half|three times) (?:the|that|as many as)\b"
    r"|;[^;.]{0,40}\b(?:it|that|the (?:share|figure|rate|number|proportion|percentage|average|total)(?: (?:for|in) [\w/-]+)?) (?:was|were|had been|stood at)\s*$",
    re.I,
)
_FROM_TO = re.compile(r"\b(?:from|between)\s+(?:just |only |an? (?:average|total) of |some |about )?$", re.I)
_TO = re.compile(
    r"^(?:[^.;]{0,60}?)\b(?:to|and)\s+(?:just |only |an? (?:average|total) of |some |about |a current )?$", re.I
)


def compared_with(sentence: Sentence, group: Group, previous: Group | None) -> bool:
    """Whether a number is set beside the one before it as another year's."""
    if previous is None:
        return False
    gap = sentence.text[previous.end : group.start]
    return _MARK.search(gap) is not None


def from_to(sentence: Sentence, first: Group, second: Group) -> bool:
    """Whether two numbers are the earlier and the later of one measure: "from 40 days to 36"."""
    before, between = sentence.text[: first.start], sentence.text[first.end : second.start]
    if _FROM_TO.search(before) and _TO.match(between):
        return True
    inside = (
        re.search(r"\($", before.rstrip()) is not None and re.fullmatch(r"\s*(?:%|days)?\s*to\s*", between) is not None
    )
    return inside


def to_from(sentence: Sentence, first: Group, second: Group) -> bool:
    """The same in reverse: "to 69 days from 53 days last year"."""
    before, between = sentence.text[: first.start], sentence.text[first.end : second.start]
    return (
        re.search(r"\bto\s+$", before) is not None
        and re.fullmatch(
            r"\s*(?:working |calendar )?(?:days |complaints |cases )?(?:this year )?,?\s*(?:up |down )?from\s+",
            between,
            re.I,
        )
        is not None
    )
