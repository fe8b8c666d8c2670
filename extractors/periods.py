"""Periods in text: "2023/24", "Quarter 2", "April to June 2024", "the previous year" become periods.

A mention is either absolute (it names a year) or relative: a part of the year that the context gives
("Q1"), or a shift from it ("last year" is one year back).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.periods import MONTHS, financial_year, part, shifted, year_of

_DASH = r"\s?[-/\u2013\u2014\u2011]\s?"
_MONTH_NAMES = {name: number for number, name in enumerate(MONTHS, 1)} | {
    name[:3]: number for number, name in enumerate(MONTHS, 1)
}
_MONTH_NAMES["sept"] = 6
_MONTH = "(?:" + "|".join(sorted(_MONTH_NAMES, key=len, reverse=True)) + r")\b\.?"
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_QUARTERS = _ORDINALS | {"1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_ORDINAL = "(?:" + "|".join(_ORDINALS) + ")"
_FULL = rf"(?:19|20)\d\d(?:{_DASH}(?:20)?\d\d)?"
_SHORT = r"(?<![\d/.\-])(?<!aged )(?<!ages )(?<!age )(?<!between )\d\d\s?[/\-\u2013]\s?\d\d(?![\d/\-\u2013]|\s+years?\b|\s+year-olds)"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"


@dataclass(frozen=True)
class Period:
    """A mention of a period in a text, from offset ``start`` to ``end``.

    ``year`` ("2023-24") with or without ``part``; ``part`` alone ("Q1"); or ``shift`` (-1: the year
    before). ``whole``: the year as a whole, also in a report on a part of it. A ``vague`` mention is a single day or a bare calendar year ("Regulations 2009"): it is
    known to be no count, but says little about the period of the numbers beside it.
    """

    start: int
    end: int
    year: str | None = None
    part: str | None = None
    shift: int | None = None
    academic: bool = False
    vague: bool = False
    whole: bool = False

    def resolve(self, base: str) -> str:
        """The period, where ``base`` is the year that the context gives."""
        if self.shift == 0 and not self.part and not self.whole:
            return base
        year = self.year or shifted(year_of(base), self.shift or 0)
        return part(year, self.part) if self.part else year


def _year(text: str) -> str | None:
    """ "2023/24", "2023-2024", "23/24" or "2023" as a year; None where it is none."""
    digits = re.findall(r"\d+", text)
    if not digits:
        return None
    first = int(digits[0]) if len(digits[0]) == 4 else 2000 + int(digits[0])
    if not 1990 <= first <= 2099:
        return None
    if len(digits) == 1:
        return str(first) if len(digits[0]) == 4 else None
    following = int(digits[1]) % 100
    if following == (first + 1) % 100:
        return financial_year(first)
    return None


def _months_to_period(first: int, last: int, year: int | None) -> tuple[str | None, str | None] | None:
    """Months (April is 1) and the calendar year of the first one: (financial year, part of it)."""
    length = (last - first) % 12 + 1
    start = None if year is None else financial_year(year if first <= 9 else year - 1)
    if length == 12 and first == 1:
        return start, None
    if length == 3 and first in (1, 4, 7, 10):
        return start, f"Q{(first + 2) // 3}"
    if length == 6 and first in (1, 7):
        return start, "H1" if first == 1 else "H2"
    if length == 1:
        return start, f"M{first:02d}"
    return None


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


_RANGE = re.compile(
    rf"\b(?P<d1>{_DAY})(?P<m1>{_MONTH})(?:\s+(?P<y1>(?:19|20)\d\d))?\s*(?:{_DASH}|to|through(?: to)?|until|and)\s*"
    rf"(?P<d2>{_DAY})(?P<m2>{_MONTH})(?:\s+(?P<y2>(?:19|20)?\d\d)\b)?",
    re.I,
)
_QUARTER = re.compile(
    rf"\b(?:(?P<y1>{_FULL}|{_SHORT})\s*,?\s*)?\(?(?:q(?:uarter|tr)?\s?(?P<q>[1-4]|one|two|three|four)\b(?:\s?(?:-|to|and|&|\u2013)\s?q?(?P<q2>[1-4]))?"
    rf"|(?P<o>{_ORDINAL})\s+quarter(?:\s+of(?: the (?:financial |council |municipal )?year)?)?)\b\)?(?:[\s,(]*(?P<y2>{_FULL}|{_SHORT}))?",
    re.I,
)
_QUARTERS_PAIR = re.compile(r"\b(?:q|quarters?)\s?1\s?(?:-|to|and|&|\u2013)\s?q?(?:uarter)?\s?([24])\b", re.I)
_HALF = re.compile(
    rf"\b(?:(?P<y1>{_FULL}|{_SHORT})\s*)?(?:h(?P<h>[12])|(?P<o>first|second|1st|2nd)\s+(?:half|six months)(?:\s+of(?: the (?:financial |council |municipal )?year)?)?)\b"
    rf"(?:[\s,(]*(?:the year\s*)?(?P<y2>{_FULL}|{_SHORT}))?",
    re.I,
)
_YEAR_ENDING = re.compile(
    rf"\b(?:year|period|12 months)\s+(?:ended|ending|to)\s+{_DAY}(?P<m>{_MONTH})\s+(?P<y>(?:19|20)\d\d)", re.I
)
_YEAR = re.compile(rf"(?<![\d.,£/\-])(?:{_FULL})(?![\d%]|,\d|\.\d)|{_SHORT}(?!%)")
_MONTH_YEAR = re.compile(
    rf"\b(?P<d>{_DAY})(?P<m>{_MONTH})(?:\s+(?P<y>(?:19|20)\d\d)|\s?[-/'\u2019\u2013]\s?(?P<yy>\d\d)(?!\d))?(?![a-z])",
    re.I,
)
_SHIFTS = (
    (
        re.compile(
            r"\b(?:two years (?:ago|earlier|before|previously)|the year before (?:that|last)|two years back)\b", re.I
        ),
        -2,
    ),
    (
        re.compile(
            r"\b(?:(?:the |in the |our )?(?:previous|prior|preceding|last) (?:financial |academic |reporting |municipal )?year(?:'s|s')?"
            r"|(?:the|a) year (?:before|earlier|previously|ago)|the same (?:period|time|quarter) (?:last year|(?:in|of) the (?:previous|prior) year|a year (?:ago|earlier))"
            r"|twelve months (?:earlier|before)|year before)\b",
            re.I,
        ),
        -1,
    ),
    (
        re.compile(
            r"\b(?:this|the current|the reporting|the) (?:financial |academic |reporting )?year(?:'s)?\b(?! (?:before|earlier|ended|ending|previously|ago))"
            r"|\b(?:this|the same|the reporting|the) (?:reporting )?period\b|\bover the (?:whole )?year\b|\bin year\b",
            re.I,
        ),
        0,
    ),
)


#: The year as a whole: in a quarterly report these words leave the quarter.
_WHOLE = re.compile(
    r"\b(?:(?:over|across|for|in) )?the (?:full|whole|entire) year\b|\bthe year as a whole\b|\b(?:full|whole)[- ]year\b|\byear to date\b|\b(?:over|during|across|throughout) the year\b",
    re.I,
)


def _named_parts(text: str) -> Iterator[Period]:
    for match in _RANGE.finditer(text):
        first, last = _MONTH_NAMES[match["m1"].lower().rstrip(".")], _MONTH_NAMES[match["m2"].lower().rstrip(".")]
        year = _full_year(match["y1"])
        if year is None and match["y2"]:
            year = _full_year(match["y2"]) or 0
            year -= (first + 2) % 12 > (last + 2) % 12
        found = _months_to_period(first, last, year)
        academic = first == 6 and last in (4, 5)
        if academic and year:
            found = (financial_year(year), None)
        if found:
            yield Period(match.start(), match.end(), found[0], found[1], academic=academic)
    for match in _YEAR_ENDING.finditer(text):
        month, year = _MONTH_NAMES[match["m"].lower().rstrip(".")], int(match["y"])
        if month == 12:
            yield Period(match.start(), match.end(), financial_year(year - 1))
        elif month in (4, 5):
            yield Period(match.start(), match.end(), financial_year(year - 1), academic=True)
        elif month == 9:
            yield Period(match.start(), match.end(), str(year))
    for match in _QUARTER.finditer(text):
        quarter = _QUARTERS[(match["q"] or match["o"]).lower()]
        last = int(match["q2"]) if match["q2"] else quarter
        name = {(1, 2): "H1", (3, 4): "H2", (1, 4): None}.get((quarter, last), f"Q{quarter}")
        year = _year(match["y1"] or match["y2"] or "")
        end = match.end("y2") if match["y2"] else match.end()
        if name or year:
            yield Period(match.start(), end, year, name)
    for match in _QUARTERS_PAIR.finditer(text):
        yield Period(match.start(), match.end(), None, "H1" if match[1] == "2" else None, shift=0)
    for match in _HALF.finditer(text):
        half = match["h"] or ("1" if match["o"].lower() in ("first", "1st") else "2")
        yield Period(match.start(), match.end(), _year(match["y1"] or match["y2"] or ""), f"H{half}")


def _years(text: str) -> Iterator[Period]:
    for match in _YEAR.finditer(text):
        year = _year(match[0])
        if year:
            yield Period(match.start(), match.end(), year, vague=len(year) == 4)


def _months(text: str) -> Iterator[Period]:
    for match in _MONTH_YEAR.finditer(text):
        name = match["m"].lower().rstrip(".")
        if name in ("may", "mar", "march") and not match["y"] and not match["m"][0].isupper():
            continue
        found = _months_to_period(_MONTH_NAMES[name], _MONTH_NAMES[name], _full_year(match["y"] or match["yy"]))
        if found:
            yield Period(match.start(), match.end(), found[0], None if match["d"] else found[1], vague=bool(match["d"]))


def _shifts(text: str) -> Iterator[Period]:
    for pattern, shift in _SHIFTS:
        for match in pattern.finditer(text):
            yield Period(match.start(), match.end(), shift=shift)
    for match in _WHOLE.finditer(text):
        yield Period(match.start(), match.end(), shift=0, whole=True)


def find_periods(text: str, months: bool = True) -> list[Period]:
    """The periods that a text mentions, in order; of overlapping readings the longest.

    ``months``: whether a bare month ("April 2024") is a mention; a date with a day is masked as a
    mention of its year's month without a part, so that its digits are not read as numbers.
    """
    readings = [*_named_parts(text), *_years(text), *_shifts(text)]
    if months:
        readings += _months(text)
    readings.sort(key=lambda period: (period.start - period.end, period.start))
    kept: list[Period] = []
    for reading in readings:
        if all(reading.end <= other.start or reading.start >= other.end for other in kept):
            kept.append(reading)
    return _with_years(text, sorted(kept, key=lambda period: period.start))


def _with_years(text: str, found: list[Period]) -> list[Period]:
    """ "Quarter two of 2023/24" as one mention."""
    merged: list[Period] = []
    for period in found:
        last = merged[-1] if merged else None
        if (
            last
            and last.part
            and not last.year
            and period.year
            and not period.part
            and not period.vague
            and re.fullmatch(r"\s*(?:of|in|for|,|\()?\s*", text[last.end : period.start])
        ):
            merged[-1] = Period(last.start, period.end, period.year, last.part)
        else:
            merged.append(period)
    return merged
