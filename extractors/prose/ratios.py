"""Ratios: numbers that only say how many of how many: "one complaint in every 150", "nine answers in ten"."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of
from extractors.numbers import SPELLED
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

#: "One complaint in every 150", "nine answers in ten": a ratio.
_RATIO_BEFORE = re.compile(
    rf"\b(?:{SPELLED}|\d+)(?:\s+[\w']+){{0,3}}\s+(?:in|out of) (?:every |each )$|\b(?:1|one) (?:in|out of) $", re.I
)
_RATIO_OF_TEN = re.compile(rf"\b{SPELLED}(?:\s+[\w']+){{0,3}}\s+(?:in|out of)\s+$", re.I)
_RATIO_BEHIND = re.compile(
    r"\s+(?:[\w']+\s+){0,3}?(?:in|out of|for|to|per)\s+(?:(?:every|each)\s+\w+"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a hundred)(?!\s+(?!were\b|was\b|inside\b|within\b"
    r"|on\b|in\b|had\b|got\b|came\b|led\b)[\w-]))",
    re.I,
)
#: "9 in 10 are on time".
_DAYS = r"(?!\s*(?:working|calendar|school|days)\b)"
_DIGITS_BEFORE = re.compile(r"\b\d{1,2}\s+in\s+(?:every\s+)?$", re.I)
_DIGITS_BEHIND = re.compile(rf"\s+in\s+(?:every\s+)?100?\b{_DAYS}(?=\s+(?:are|were|is|was|of)\b)", re.I)
_NOUN_NEXT = re.compile(
    rf"\s+(?!{any_of('were, was, inside, within, on, in, had, got, came, led, is, are')}\b)[\w-]", re.I
)


def is_ratio(sentence: Sentence, group: Group) -> bool:
    """Whether a number is half of a ratio: "one in every 150", "nine complaints in ten"."""
    if _RATIO_BEFORE.search(sentence.text[: group.start]):
        return True
    if _DIGITS_BEFORE.search(sentence.text[: group.start]) and group.first.value in (10, 100):
        return True
    if group.base is None and _DIGITS_BEHIND.match(sentence.text, group.end):
        return True
    small = group.first.spelled and group.base is None and len(group.numbers) == 1
    if small and _RATIO_OF_TEN.search(sentence.text[: group.start]) and not _NOUN_NEXT.match(sentence.text, group.end):
        return True
    return small and _RATIO_BEHIND.match(sentence.text, group.end) is not None
