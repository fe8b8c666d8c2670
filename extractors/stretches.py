"""Stretches of time told by where they begin or end: "April to June 2024", "the year ending 31 March 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.months import (
    AUGUST,
    CENTURY,
    DAY,
    DECEMBER,
    FULL,
    JULY_AUGUST,
    MONTH,
    SEPTEMBER,
    SHORT,
    TO,
    calendar_year,
    month_number,
    months_to_period,
    year_named,
)  # fmt: skip
from extractors.period import Period
from schemas.periods import financial_year

_RANGE = re.compile(
    rf"(?<![\d/-])\b(?P<d1>{DAY})(?P<m1>{MONTH})(?:\s+(?P<y1>{CENTURY}))?{TO}"
    rf"(?P<d2>{DAY})(?P<m2>{MONTH})(?:\s+(?P<y2>(?:19|20)?\d\d)\b)?",
    re.I,
)


#: "Oct 23 - Mar 24", "Apr '23 to Jun '23".
_SHORT_RANGE = re.compile(
    rf"(?<![\d/-])\b(?P<m1>{MONTH})\s?[-'\u2019]?\s?(?P<y1>\d\d){TO}(?P<m2>{MONTH})\s?[-'\u2019]?\s?(?P<y2>\d\d)(?![\d/%.,-])",
    re.I,
)


def short_ranges(text: str) -> Iterator[Period]:
    """Months from and to with two figures for their years, which are no days: "Oct 23 - Mar 24"."""
    for match in _SHORT_RANGE.finditer(text):
        first, last = month_number(match["m1"]), month_number(match["m2"])
        began = calendar_year(match["y1"])
        turned = (first + 2) % 12 > (last + 2) % 12
        found = months_to_period(first, last, began)
        if found and calendar_year(match["y2"]) == began + turned:
            yield Period(match.start(), match.end(), *found)


#: Quarters of a university's year, which begins in August: "August to October" is its first.
_ACADEMIC_QUARTERS = {(5, 7): "Q1", (8, 10): "Q2", (11, 1): "Q3", (2, 4): "Q4"}


def ranges(text: str) -> Iterator[Period]:
    """Months from and to: "April to June 2024", "1 April 2023 - 31 March 2024"."""
    for match in _RANGE.finditer(text):
        first, last = month_number(match["m1"]), month_number(match["m2"])
        year = calendar_year(match["y1"]) if match["y1"] else None
        if year is None and match["y2"]:
            year = calendar_year(match["y2"])
            year -= (first + 2) % 12 > (last + 2) % 12
        found = months_to_period(first, last, year)
        academic = (first == SEPTEMBER and last in JULY_AUGUST) or (first, last) in _ACADEMIC_QUARTERS
        if academic and year:
            began = year if AUGUST <= first <= DECEMBER else year - 1
            found = (financial_year(began), _ACADEMIC_QUARTERS.get((first, last)))
        if first == 10 and last == DECEMBER and year:
            yield Period(match.start(), match.end(), str(year))
        elif found:
            yield Period(match.start(), match.end(), found[0], found[1], academic=academic)
        elif first != last:
            yield Period(match.start(), match.end(), vague=True, nameless=True)


#: "01/04/2023 - 31/03/2024".
_DATES = re.compile(
    rf"(?<![\d/.])\d{{1,2}}[/.](?P<m1>\d{{1,2}})[/.](?P<y1>(?:20)?\d\d){TO}\d{{1,2}}[/.](?P<m2>\d{{1,2}})[/.](?:20)?\d\d(?![\d/])",
    re.I,
)


def dated_ranges(text: str) -> Iterator[Period]:
    """Dates in figures, from and to: "01/04/2023 - 31/03/2024"."""
    for match in _DATES.finditer(text):
        # January is 1 here, April is 1 below
        first, last = ((int(match[month]) - 4) % 12 + 1 for month in ("m1", "m2"))
        found = months_to_period(first, last, calendar_year(match["y1"]))
        if found and max(int(match["m1"]), int(match["m2"])) <= 12:
            yield Period(match.start(), match.end(), *found)


_YEAR_ENDING = re.compile(
    rf"\b(?:year|period|12 months)\s+(?:ended|ending|to)\s+{DAY}(?P<m>{MONTH})\s+(?P<y>{CENTURY})", re.I
)

#: Parts of a year told by their end: "the six months to 30 September 2024", "quarter ended 30 June 2023".
_LENGTHS = {"six months": 6, "6 months": 6, "half year": 6, "half-year": 6}
_LENGTHS |= {"three months": 3, "3 months": 3, "quarter": 3}
_NO_PART = (
    r"\b(?:two|four|five|seven|eight|nine|ten|eleven|[245789]|1[01])\s+months\s+"
    r"(?:(?:up )?to|ended|ending)\s+(?:the end of\s+)?"
)
_ODD_ENDING = re.compile(rf"{_NO_PART}{DAY}{MONTH}(?:\s+{CENTURY})?", re.I)
_PART_ENDING = re.compile(
    rf"\b(?P<n>{'|'.join(_LENGTHS)})\s+(?:(?:up )?to|ended|ending)\s+(?:the end of\s+)?{DAY}(?P<m>{MONTH})"
    rf"\s+(?P<y>{CENTURY})",
    re.I,
)


def year_ends(text: str) -> Iterator[Period]:
    """Years and parts of them told by their end: "the year ending 31 March 2024"."""
    for match in _YEAR_ENDING.finditer(text):
        month, year = month_number(match["m"]), int(match["y"])
        if month == 12:
            yield Period(match.start(), match.end(), financial_year(year - 1))
        elif month in JULY_AUGUST:
            yield Period(match.start(), match.end(), financial_year(year - 1), academic=True)
        elif month == DECEMBER:
            yield Period(match.start(), match.end(), str(year))
    for match in _PART_ENDING.finditer(text):
        last, year = month_number(match["m"]), int(match["y"])
        first = (last - _LENGTHS[match["n"].lower()]) % 12 + 1
        found = months_to_period(first, last, year - ((first + 2) % 12 > (last + 2) % 12))
        if found and found[1]:
            yield Period(match.start(), match.end(), *found)
    for match in _ODD_ENDING.finditer(text):
        yield Period(match.start(), match.end(), vague=True, nameless=True)


_THREE_MONTHS = re.compile(
    rf"\b(?P<which>first|last|final) (?:three|3) months of (?:(?P<y>{CENTURY})(?!\s?[/\u2013-]\s?\d)"
    rf"|(?P<fy>{FULL}|{SHORT})|(?:the |this )(?:financial )?year)"
    r"|\bin the (?P<end>first|last|final) (?:three|3) months(?! of\b)",
    re.I,
)


def three_months(text: str) -> Iterator[Period]:
    """Ends of a year: "the last three months of 2022" are October to December, those of 2022/23 January to March."""
    for match in _THREE_MONTHS.finditer(text):
        first = (match["which"] or match["end"]).lower() == "first"
        if match["y"]:
            found = months_to_period(10 if first else 7, 12 if first else 9, int(match["y"]))
            year, name = found if found else (None, None)
        else:
            year, name = year_named(match["fy"] or ""), "Q1" if first else "Q4"
        yield Period(match.start(), match.end(), year, name)
