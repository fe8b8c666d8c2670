"""Time limits in text: "within 20 working days", "10-day response", "28 calendar days"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.numbers import SPELLED, value_of_words

_COUNT = rf"(?P<n>\d{{1,3}}|{SPELLED})"
_LIMIT = re.compile(
    rf"\b{_COUNT}\s?-?\s?(?:(?:working|calendar|school|week|business|clear)\s?-?\s?)?days?\b(?:'|\u2019)?(?!\s+(?:old|late))",
    re.I,
)
_BEFORE = re.compile(
    r"(?:within|inside|in|under|limits? (?:of|is)|target of|targets? (?:is|was)|standards? (?:of|is)|timescales? (?:of|is)|deadlines? (?:of|is)"
    r"|timeframes? of|up to|by|or|and|to|of|is|are|exceed(?:s|ed|ing)?|over|than|outside(?: the)?|beyond(?: the)?|after|the|our|its|\(|,|permitted|statutory|corporate|initial|:)\s*(?:the |a |an |our |its |permitted |statutory |further )*\(?$",
    re.I,
)
_AVERAGE = re.compile(r"\b(?:average|mean|averaged|averaging|took|median|typical)\b", re.I)


@dataclass(frozen=True)
class Limit:
    """A time limit at an offset of a text, in days."""

    start: int
    end: int
    days: int


def find_durations(text: str) -> list[Limit]:
    """Every stretch of days that a text names, limits or not."""
    found = []
    for match in _LIMIT.finditer(text):
        days = int(match["n"]) if match["n"].isdigit() else value_of_words(match["n"])
        if days is not None and 1 <= days <= 400:
            found.append(Limit(match.start(), match.end(), int(days)))
    return found


def is_limit(text: str, duration: Limit) -> bool:
    """Whether a stretch of days is a time limit, not a duration that was measured."""
    before = text[max(0, duration.start - 60) : duration.start]
    clause = re.split(r"[.;]", before)[-1]
    adjective = re.match(r"\d+\s?-\s?(?:working\s)?days?\b", text[duration.start : duration.end]) is not None
    if _AVERAGE.search(clause) and not re.search(r"\b(?:within|inside|limit|target|standard)\b", clause, re.I):
        return False
    return adjective or _BEFORE.search(before) is not None or not before.strip()


def find_limits(text: str) -> list[Limit]:
    """The time limits that a text names."""
    return [duration for duration in find_durations(text) if is_limit(text, duration)]
