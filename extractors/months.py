"""Months and years as they are written, and what parts of a year months make up."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of
from schemas.periods import MONTHS, financial_year

#: Months by their names and short names; April is 1.
MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 6}
)
JULY_AUGUST, AUGUST, SEPTEMBER, DECEMBER = (4, 5), 5, 6, 9
#: Months whose names, written small, are also other words.
ALSO_WORDS = ("may", "mar", "march")


DASH = r"\s?[-/\u2013\u2014\u2011]\s?"
TO = rf"\s*(?:{DASH}|to|through(?: to)?|until|and)\s*"
MONTH = any_of(",".join(sorted(MONTH_NUMBERS, key=len, reverse=True))) + r"\b\.?"
DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
CENTURY = r"(?:19|20)\d\d"
#: "2023/24", "2023-2024", "2023".
FULL = rf"{CENTURY}(?:{DASH}(?:20)?\d\d)?"
#: "23/24", which is no age range.
SHORT = (
    r"(?<![\d/.\-])(?<!aged )(?<!ages )(?<!age )(?<!between )"
    r"\d\d\s?[/\-\u2013]\s?\d\d(?![\d/\-\u2013]|\s+years?\b|\s+year-olds)"
)
OF_YEAR = r"(?:\s+of(?: the (?:financial |council |municipal )?year)?)?"


def year_named(text: str) -> str | None:
    """The year that "2023/24", "2023-2024", "23/24" or "2023" names; None where it is none."""
    digits = re.findall(r"\d+", text)
    if not digits:
        return None
    first = calendar_year(digits[0])
    if not 1990 <= first <= 2099:
        return None
    if len(digits) == 1:
        return str(first) if len(digits[0]) == 4 else None
    return financial_year(first) if int(digits[1]) % 100 == (first + 1) % 100 else None


def calendar_year(digits: str) -> int:
    """The year that two or four digits are."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def month_number(name: str) -> int:
    """Which month of the financial year a name is; April is 1."""
    return MONTH_NUMBERS[name.lower().rstrip(".")]


def months_to_period(first: int, last: int, year: int | None) -> tuple[str | None, str | None] | None:
    """Months (April is 1) and the calendar year of the first one: (financial year, part of it)."""
    length = (last - first) % 12 + 1
    start = None if year is None else financial_year(year if first <= DECEMBER else year - 1)
    if length == 12 and first == 1:
        return start, None
    if length == 3 and first in (1, 4, 7, 10):
        return start, f"Q{(first + 2) // 3}"
    if length == 6 and first in (1, 7):
        return start, "H1" if first == 1 else "H2"
    if length == 1:
        return start, f"M{first:02d}"
    return None
