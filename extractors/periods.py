"""Periods in text: "2023/24", "Quarter 2", "April to June 2024", "the previous year" become periods.

A mention is either absolute (it names a year) or relative: a part of the year that the context gives
("Q1"), or a shift from it ("last year" is one year back).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon.words import any_of, whole
from extractors.memo import kept
from extractors.months import (
    ALSO_WORDS,
    CENTURY,
    DAY,
    FULL,
    MONTH,
    MONTH_NUMBERS,
    OF_YEAR,
    SHORT,
    calendar_year,
    month_number,
    months_to_period,
    year_named,
)  # fmt: skip
from extractors.period import Period
from extractors.stretches import dated_ranges, ranges, short_ranges, three_months, year_ends
from schemas.periods import financial_year

__all__ = ["Period", "find_periods"]

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_QUARTERS = _ORDINALS | {"1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "four": 4}
#: Quarters added together: their first and last, and the period's name (None: the whole year).
_ADDED_QUARTERS = {(1, 2): "H1", (3, 4): "H2", (1, 4): None}


@kept
def find_periods(text: str, months: bool = True) -> list[Period]:
    """The periods that a text mentions, in order; of overlapping readings the longest.

    ``months``: whether a bare month ("April 2024") is a mention; a date with a day is masked as a
    mention of its year's month without a part, so that its digits are not read as numbers.
    """
    small = text.lower()
    readings = [
        reading
        for find, cue in _KINDS.items()
        if cue.search(small) and (months or find is not _months)
        for reading in find(text)
    ]
    readings.sort(key=lambda period: (period.start - period.end, period.start))
    kept: list[Period] = []
    for reading in readings:
        if all(reading.end <= other.start or reading.start >= other.end for other in kept):
            kept.append(reading)
    return _with_years(text, sorted(kept, key=lambda period: period.start))


# Kinds of mention -----------------------------------------------------------------------------------

#: "2024 to 2025"; "from 2022 to 2023" and "between 2022 to 2023" set two years side by side.
_SPELLED_YEARS = re.compile(r"(?<!\bfrom )(?<!\bbetween )\b(?P<first>20\d\d) to (?P<last>20\d\d)\b", re.I)


def _spelled_years(text: str) -> Iterator[Period]:
    """Years as they are spelled for screen readers: "2024 to 2025"."""
    for match in _SPELLED_YEARS.finditer(text):
        if int(match["last"]) == int(match["first"]) + 1:
            yield Period(match.start(), match.end(), financial_year(int(match["first"])), None)


_YEAR_BEFORE = rf"(?:(?P<y1>{FULL}|{SHORT})\s*,?\s*)?"
_QUARTER = re.compile(
    rf"\b{_YEAR_BEFORE}\(?(?:"
    r"q(?:uarter|tr)?\s?(?P<q>[1-4]|one|two|three|four)\b(?:\s?(?:-|to|and|&|\u2013)\s?q?(?P<q2>[1-4]))?"
    rf"|(?P<o>{any_of(','.join(_ORDINALS))})\s+quarter{OF_YEAR}"
    rf")\b\)?(?(y1)|(?:[\s,(]*(?P<y2>{FULL}|{SHORT}))?)",
    re.I,
)
_FIRST_QUARTERS = re.compile(r"\b(?:q|quarters?)\s?1\s?(?:-|to|and|&|\u2013)\s?q?(?:uarter)?\s?(?P<last>[24])\b", re.I)


#: "Last quarter" is the one before, "the last quarter" that of a year, unless something is set beside it.
_OF_A_YEAR = re.compile(r"(?<!\bwith )(?<!\bthan )(?<!\bcompared to )\bthe\s+$", re.I)


def _quarters(text: str) -> Iterator[Period]:
    """Quarters, alone or added together: "Q2 2023/24", "the first quarter", "quarters 1 to 2"."""
    for match in _QUARTER.finditer(text):
        if match[0].lower() == "last quarter" and not _OF_A_YEAR.search(text[: match.start()]):
            yield Period(match.start(), match.end(), quarters=-1)
            continue
        first = _QUARTERS[(match["q"] or match["o"]).lower()]
        last = int(match["q2"]) if match["q2"] else first
        year = year_named(match["y1"] or match["y2"] or "")
        if first < last and (first, last) not in _ADDED_QUARTERS:
            yield Period(match.start(), match.end(), vague=True, nameless=True)
            continue
        name = _ADDED_QUARTERS.get((first, last), f"Q{first}")
        if name or year:
            yield Period(match.start(), match.end(), year, name)
    for match in _FIRST_QUARTERS.finditer(text):
        yield Period(match.start(), match.end(), None, "H1" if match["last"] == "2" else None, shift=0)


_HALF = re.compile(
    rf"\b(?:(?P<y1>{FULL}|{SHORT})\s*)?"
    rf"(?:h(?P<h>[12])|(?P<o>first|second|1st|2nd)\s+(?:half|six months){OF_YEAR})\b"
    rf"(?(y1)|(?:[\s,(]*(?:the year\s*)?(?P<y2>{FULL}|{SHORT}))?)",
    re.I,
)


def _halves(text: str) -> Iterator[Period]:
    """Halves: "H1", "the second half of 2022/23", "the first six months"."""
    for match in _HALF.finditer(text):
        half = match["h"] or ("1" if match["o"].lower() in ("first", "1st") else "2")
        yield Period(match.start(), match.end(), year_named(match["y1"] or match["y2"] or ""), f"H{half}")


_YEAR = re.compile(rf"(?<![\d.,£/\-])(?:{FULL})(?![\d%]|,\d|\.\d)|{SHORT}(?!%)")


def _years(text: str) -> Iterator[Period]:
    """Years by their digits; a bare calendar year is vague."""
    for match in _YEAR.finditer(text):
        year = year_named(match[0])
        if year:
            yield Period(match.start(), match.end(), year, vague=len(year) == 4)


_MONTH_YEAR = re.compile(
    rf"\b(?P<d>{DAY})(?P<m>{MONTH})"
    rf"(?:\s+(?P<y>{CENTURY})|\s?[-/'\u2019\u2013]\s?(?P<yy>\d\d)(?!\d))?(?![a-z])",
    re.I,
)


#: "By the end of March 2024" is a day, and no month in which something was counted.
_POINT_OF = re.compile(r"\b(?:end|close|start|beginning|middle)\s+(?:of\s+)?$", re.I)


#: "The letter, published in July 2023": when something was written, not when what it tells of happened.
_WRITTEN = re.compile(
    rf"\b{any_of('letters?, reviews?, reports?, statistics, data, figures, decisions?, bulletin')}\b"
    rf"[\s,(]*(?:(?:which|that) )?(?:was |were )?"
    rf"{any_of('published, issued, dated, sent, released, received, came, arrived, written')}\s+"
    r"(?:to us\s+|out\s+)?(?:in|on)?\s*$",
    re.I,
)


#: "The April board meeting".
_MEETING = re.compile(r"\s+(?:\w+\s+)?(?:meetings?|minutes|agenda|board|committee|cabinet)\b", re.I)


def _months(text: str) -> Iterator[Period]:
    """Single months and days: "April 2024", "Apr-24", "1 April 2024" (vague)."""
    for match in _MONTH_YEAR.finditer(text):
        name = match["m"]
        if name.lower().rstrip(".") in ALSO_WORDS and not match["y"] and not name[0].isupper():
            continue
        digits = match["y"] or match["yy"]
        found = months_to_period(month_number(name), month_number(name), calendar_year(digits) if digits else None)
        if found and not (_MEETING.match(text, match.end()) and not digits):
            day = bool(match["d"]) or any(each.search(text, 0, match.start()) for each in (_POINT_OF, _WRITTEN))
            yield Period(match.start(), match.end(), found[0], None if day else found[1], vague=day)


# Words for other years -------------------------------------------------------------------------------

_TWO_BACK = whole("two years (ago|earlier|before|previously|back), the year before (that|last)")
_ONE_BACK = whole(
    "(the |in the |our )?(previous|prior|preceding|last) (financial |academic |reporting |municipal )?year('s|s')?",
    "(the|a) year (before|earlier|previously|ago), year before, twelve months (earlier|before)",
)
#: The same stretch of another year: "the same quarter last year", "the same six months of the year before".
_SAME = re.compile(
    r"\bthe (?:same|corresponding|equivalent) "
    rf"{any_of('period, time, point, quarter, half([- ]year)?, (six|three) months, month')}"
    rf"\s+(?:(?:in|of|for|during)\s+)?(?:{_ONE_BACK})",
    re.I,
)
#: "The same months of 2023", in a report on a part of a year.
_SAME_OF = re.compile(
    r"\bthe (?:same|corresponding|equivalent) "
    rf"{any_of('period, quarter, half([- ]year)?, (six |three )?months, month')}"
    rf"\s+(?:in|of|for|during)\s+(?P<year>{FULL}|{SHORT})(?![\d/-])",
    re.I,
)
#: The quarter before the one that is spoken of.
_QUARTER_BEFORE = re.compile(
    r"\b(?:the |in the |our )?(?:previous|prior|preceding) (?:reporting )?quarter(?:'s|s')?\b"
    r"|\b(?:the|a) quarter (?:before|earlier)\b",
    re.I,
)
_THIS = (
    whole("(this|the current|the reporting|the) (financial |academic |reporting )?year('s)?")
    + "(?! (?:before|earlier|ended|ending|previously|ago))"
    + "|"
    + whole(
        "(this|the same|the reporting|the) (reporting )?period, in year, the (12|twelve) months",
        "(this|the current) (quarter|half([- ]year)?|six months)",
    )
    + "(?! (?:to|ending|ended|before|previous|from)\\b)"
)
_SHIFTS = tuple((re.compile(words, re.I), years) for words, years in ((_TWO_BACK, -2), (_ONE_BACK, -1), (_THIS, 0)))
#: The year as a whole: in a quarterly report these words leave the quarter.
_WHOLE = re.compile(
    whole(
        "((over|across|for|in) )?the (full|whole|entire) year, the year as a whole, (full|whole)[- ]year, year to date",
        "(in|over|during|across|throughout) the year",
    ),
    re.I,
)


#: "In the last year we had ...": the one that a report is about, where the sentence names no other.
_PAST_YEAR = re.compile(
    r"(?<!than )(?<!with )(?<!to )(?<!against )\b(?:in|over|during|within) the (?:last|past) "
    r"(?:(?:financial |reporting )?year|12 months|twelve months)\b(?!.*\b(?:this year|20\d\d))(?! but one)",
    re.I | re.S,
)
_THIS_YEAR = re.compile(r"\bthis year\b|\b20\d\d|\d\s+(?:in|over|during|within) the last year", re.I)


def _shifts(text: str) -> Iterator[Period]:
    past = _PAST_YEAR.search(text)
    if past and not _THIS_YEAR.search(text, 0, past.start() + len(past[0])):
        yield Period(past.start(), past.end(), shift=0)
    for pattern, years in _SHIFTS:
        for match in pattern.finditer(text):
            yield Period(match.start(), match.end(), shift=years)
    for match in _SAME.finditer(text):
        yield Period(match.start(), match.end(), shift=-1, same=True)
    for match in _SAME_OF.finditer(text):
        year = year_named(match["year"])
        if year:
            yield Period(match.start(), match.end(), year, same=True)
    for match in _QUARTER_BEFORE.finditer(text):
        yield Period(match.start(), match.end(), quarters=-1)
    for match in _WHOLE.finditer(text):
        yield Period(match.start(), match.end(), shift=0, whole=True)


_A_MONTH = re.compile("|".join(sorted({name[:3] for name in MONTH_NUMBERS})))
#: What finds each kind of mention, with what stands in every text, in small letters, that has one: looking for that
#: first is much quicker.
_KINDS = {
    ranges: _A_MONTH,
    short_ranges: _A_MONTH,
    dated_ranges: re.compile(r"\d[/.]\d"),
    year_ends: re.compile("end| to "),
    _spelled_years: re.compile(" to "),
    _quarters: re.compile("q"),
    three_months: re.compile("months"),
    _halves: re.compile("h[12]|half|six months"),
    _years: re.compile(r"\d\d"),
    _shifts: re.compile("year|period|quarter|same|corresponding|equivalent|months"),
    _months: _A_MONTH,
}

_OF_OTHER = re.compile(r"\s+(?:(?:of|in|during)\s+)?(?:the\s+)?", re.I)
_BETWEEN_YEAR_AND_PART = re.compile(r"\s*[,:]?\s*\(?")
_BETWEEN_PART_AND_YEAR = re.compile(r"\s*(?:of|in|for|,|\()?\s*")


def _with_years(text: str, found: list[Period]) -> list[Period]:
    """A part of a year joined with the year beside it: "Quarter two of 2023/24", "2023/24 April to June"."""
    merged: list[Period] = []
    for period in found:
        last = merged[-1] if merged else None
        if last and _is_part(last) and period.shift and not period.same and _of(text, last, period):
            merged[-1] = Period(last.start, period.end, part=last.part, shift=period.shift)
        elif last and _is_part(last) and _is_year(period) and _beside(text, last, period, _BETWEEN_PART_AND_YEAR):
            merged[-1] = Period(last.start, period.end, period.year, last.part)
        elif last and _is_year(last) and _is_part(period) and _beside(text, last, period, _BETWEEN_YEAR_AND_PART):
            merged[-1] = Period(last.start, period.end, last.year, period.part)
        else:
            merged.append(period)
    return merged


def _of(text: str, first: Period, second: Period) -> bool:
    """Whether a part of a year is one of the other year named right behind it: "the first half of last year"."""
    return _OF_OTHER.fullmatch(text, first.end, second.start) is not None


def _is_part(period: Period) -> bool:
    return period.part is not None and period.year is None


def _is_year(period: Period) -> bool:
    return period.year is not None and not period.part and not period.vague


def _beside(text: str, first: Period, second: Period, gap: re.Pattern[str]) -> bool:
    return gap.fullmatch(text, first.end, second.start) is not None
