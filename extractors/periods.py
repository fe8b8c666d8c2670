"""Periods in text: "2023/24", "Quarter 2", "April to June 2024", "the previous year" become periods.

A mention is either absolute (it names a year) or relative: a part of the year that the context gives
("Q1"), or a shift from it ("last year" is one year back).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.lexicon.words import any_of, whole
from extractors.memo import kept
from schemas.periods import MONTHS, financial_year, part, shifted, year_of

#: Months by their names and short names; April is 1.
_MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 6}
)
_JULY_AUGUST, _AUGUST, _SEPTEMBER, _DECEMBER = (4, 5), 5, 6, 9
#: Months whose names, written small, are also other words.
_ALSO_WORDS = ("may", "mar", "march")

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_QUARTERS = _ORDINALS | {"1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "four": 4}
#: Quarters added together: their first and last, and the period's name (None: the whole year).
_ADDED_QUARTERS = {(1, 2): "H1", (3, 4): "H2", (1, 4): None}

# Pieces of the patterns below -----------------------------------------------------------------------

_DASH = r"\s?[-/\u2013\u2014\u2011]\s?"
_TO = rf"\s*(?:{_DASH}|to|through(?: to)?|until|and)\s*"
_MONTH = any_of(",".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))) + r"\b\.?"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
_CENTURY = r"(?:19|20)\d\d"
#: "2023/24", "2023-2024", "2023".
_FULL = rf"{_CENTURY}(?:{_DASH}(?:20)?\d\d)?"
#: "23/24", which is no age range.
_SHORT = (
    r"(?<![\d/.\-])(?<!aged )(?<!ages )(?<!age )(?<!between )"
    r"\d\d\s?[/\-\u2013]\s?\d\d(?![\d/\-\u2013]|\s+years?\b|\s+year-olds)"
)
_OF_YEAR = r"(?:\s+of(?: the (?:financial |council |municipal )?year)?)?"


@dataclass(frozen=True)
class Period:
    """A mention of a period in a text, from offset ``start`` to ``end``.

    ``year`` ("2023-24") with or without ``part``; ``part`` alone ("Q1"); or ``shift`` (-1: the year
    before). ``whole``: the year as a whole, also in a report on a part of it. A ``vague`` mention is
    a single day or a bare calendar year ("Regulations 2009"): it is known to be no count, but says
    little about the period of the numbers beside it. ``same``: the same part of another year.
    ``quarters``: so many quarters from the one that the context gives (-1: the quarter before).
    """

    start: int
    end: int
    year: str | None = None
    part: str | None = None
    shift: int | None = None
    academic: bool = False
    vague: bool = False
    whole: bool = False
    same: bool = False
    quarters: int = 0

    def resolve(self, base: str) -> str:
        """The period, where ``base`` is the year that the context gives."""
        if self.shift == 0 and not self.part and not self.whole:
            return base
        if self.quarters:
            return _quarters_on(base, self.quarters)
        if self.same and self.year:
            return _same_part(base, self.year)
        if self.same:
            return shifted(base, self.shift or 0)
        year = self.year or shifted(year_of(base), self.shift or 0)
        return part(year, self.part) if self.part else year


def _quarters_on(base: str, count: int) -> str:
    """The quarter so many after the one that ``base`` is; ``base`` itself, where it is none."""
    year, name = year_of(base), base.partition(" ")[2]
    if not name.startswith("Q"):
        return base
    years, quarter = divmod(int(name[1:]) - 1 + count, 4)
    return part(shifted(year, years), f"Q{quarter + 1}")


def _same_part(base: str, year: str) -> str:
    """The part of a year that ``base`` is, in another year: of "2024-25 Q4" and "2023" the Q4 of 2022-23."""
    own, name = year_of(base), base.partition(" ")[2]
    if len(year) == 4:
        after_new_year = name in ("Q4", "H2", "M10", "M11", "M12")
        year = financial_year(int(year) - 1 if after_new_year else int(year)) if "-" in own else year
    return part(year, name) if name else year


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


# Years and months as numbers --------------------------------------------------------------------------


def _year(text: str) -> str | None:
    """The year that "2023/24", "2023-2024", "23/24" or "2023" names; None where it is none."""
    digits = re.findall(r"\d+", text)
    if not digits:
        return None
    first = _calendar_year(digits[0])
    if not 1990 <= first <= 2099:
        return None
    if len(digits) == 1:
        return str(first) if len(digits[0]) == 4 else None
    return financial_year(first) if int(digits[1]) % 100 == (first + 1) % 100 else None


def _calendar_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(name: str) -> int:
    return _MONTH_NUMBERS[name.lower().rstrip(".")]


def _months_to_period(first: int, last: int, year: int | None) -> tuple[str | None, str | None] | None:
    """Months (April is 1) and the calendar year of the first one: (financial year, part of it)."""
    length = (last - first) % 12 + 1
    start = None if year is None else financial_year(year if first <= _DECEMBER else year - 1)
    if length == 12 and first == 1:
        return start, None
    if length == 3 and first in (1, 4, 7, 10):
        return start, f"Q{(first + 2) // 3}"
    if length == 6 and first in (1, 7):
        return start, "H1" if first == 1 else "H2"
    if length == 1:
        return start, f"M{first:02d}"
    return None


# Kinds of mention -----------------------------------------------------------------------------------

_RANGE = re.compile(
    rf"(?<![\d/-])\b(?P<d1>{_DAY})(?P<m1>{_MONTH})(?:\s+(?P<y1>{_CENTURY}))?{_TO}"
    rf"(?P<d2>{_DAY})(?P<m2>{_MONTH})(?:\s+(?P<y2>(?:19|20)?\d\d)\b)?",
    re.I,
)


#: Quarters of a university's year, which begins in August: "August to October" is its first.
_ACADEMIC_QUARTERS = {(5, 7): "Q1", (8, 10): "Q2", (11, 1): "Q3", (2, 4): "Q4"}


def _ranges(text: str) -> Iterator[Period]:
    """Months from and to: "April to June 2024", "1 April 2023 - 31 March 2024"."""
    for match in _RANGE.finditer(text):
        first, last = _month(match["m1"]), _month(match["m2"])
        year = _calendar_year(match["y1"]) if match["y1"] else None
        if year is None and match["y2"]:
            year = _calendar_year(match["y2"])
            year -= (first + 2) % 12 > (last + 2) % 12
        found = _months_to_period(first, last, year)
        academic = (first == _SEPTEMBER and last in _JULY_AUGUST) or (first, last) in _ACADEMIC_QUARTERS
        if academic and year:
            began = year if _AUGUST <= first <= _DECEMBER else year - 1
            found = (financial_year(began), _ACADEMIC_QUARTERS.get((first, last)))
        if found:
            yield Period(match.start(), match.end(), found[0], found[1], academic=academic)


#: "01/04/2023 - 31/03/2024".
_DATES = re.compile(
    rf"(?<![\d/.])\d{{1,2}}[/.](?P<m1>\d{{1,2}})[/.](?P<y1>(?:20)?\d\d){_TO}\d{{1,2}}[/.](?P<m2>\d{{1,2}})[/.](?:20)?\d\d(?![\d/])",
    re.I,
)


def _dated_ranges(text: str) -> Iterator[Period]:
    """Dates in figures, from and to: "01/04/2023 - 31/03/2024"."""
    for match in _DATES.finditer(text):
        # January is 1 here, April is 1 below
        first, last = ((int(match[month]) - 4) % 12 + 1 for month in ("m1", "m2"))
        found = _months_to_period(first, last, _calendar_year(match["y1"]))
        if found and max(int(match["m1"]), int(match["m2"])) <= 12:
            yield Period(match.start(), match.end(), *found)


_YEAR_ENDING = re.compile(
    rf"\b(?:year|period|12 months)\s+(?:ended|ending|to)\s+{_DAY}(?P<m>{_MONTH})\s+(?P<y>{_CENTURY})", re.I
)

#: Parts of a year told by their end: "the six months to 30 September 2024", "quarter ended 30 June 2023".
_LENGTHS = {"six months": 6, "6 months": 6, "half year": 6, "half-year": 6}
_LENGTHS |= {"three months": 3, "3 months": 3, "quarter": 3}
_PART_ENDING = re.compile(
    rf"\b(?P<n>{'|'.join(_LENGTHS)})\s+(?:(?:up )?to|ended|ending)\s+(?:the end of\s+)?{_DAY}(?P<m>{_MONTH})"
    rf"\s+(?P<y>{_CENTURY})",
    re.I,
)


def _year_ends(text: str) -> Iterator[Period]:
    """Years and parts of them told by their end: "the year ending 31 March 2024"."""
    for match in _YEAR_ENDING.finditer(text):
        month, year = _month(match["m"]), int(match["y"])
        if month == 12:
            yield Period(match.start(), match.end(), financial_year(year - 1))
        elif month in _JULY_AUGUST:
            yield Period(match.start(), match.end(), financial_year(year - 1), academic=True)
        elif month == _DECEMBER:
            yield Period(match.start(), match.end(), str(year))
    for match in _PART_ENDING.finditer(text):
        last, year = _month(match["m"]), int(match["y"])
        first = (last - _LENGTHS[match["n"].lower()]) % 12 + 1
        found = _months_to_period(first, last, year - ((first + 2) % 12 > (last + 2) % 12))
        if found and found[1]:
            yield Period(match.start(), match.end(), *found)


#: "2024 to 2025"; "from 2022 to 2023" and "between 2022 to 2023" set two years side by side.
_SPELLED_YEARS = re.compile(r"(?<!\bfrom )(?<!\bbetween )\b(?P<first>20\d\d) to (?P<last>20\d\d)\b", re.I)


def _spelled_years(text: str) -> Iterator[Period]:
    """Years as they are spelled for screen readers: "2024 to 2025"."""
    for match in _SPELLED_YEARS.finditer(text):
        if int(match["last"]) == int(match["first"]) + 1:
            yield Period(match.start(), match.end(), financial_year(int(match["first"])), None)


_YEAR_BEFORE = rf"(?:(?P<y1>{_FULL}|{_SHORT})\s*,?\s*)?"
_QUARTER = re.compile(
    rf"\b{_YEAR_BEFORE}\(?(?:"
    r"q(?:uarter|tr)?\s?(?P<q>[1-4]|one|two|three|four)\b(?:\s?(?:-|to|and|&|\u2013)\s?q?(?P<q2>[1-4]))?"
    rf"|(?P<o>{any_of(','.join(_ORDINALS))})\s+quarter{_OF_YEAR}"
    rf")\b\)?(?(y1)|(?:[\s,(]*(?P<y2>{_FULL}|{_SHORT}))?)",
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
        name = _ADDED_QUARTERS.get((first, last), f"Q{first}")
        year = _year(match["y1"] or match["y2"] or "")
        if name or year:
            yield Period(match.start(), match.end(), year, name)
    for match in _FIRST_QUARTERS.finditer(text):
        yield Period(match.start(), match.end(), None, "H1" if match["last"] == "2" else None, shift=0)


_HALF = re.compile(
    rf"\b(?:(?P<y1>{_FULL}|{_SHORT})\s*)?"
    rf"(?:h(?P<h>[12])|(?P<o>first|second|1st|2nd)\s+(?:half|six months){_OF_YEAR})\b"
    rf"(?(y1)|(?:[\s,(]*(?:the year\s*)?(?P<y2>{_FULL}|{_SHORT}))?)",
    re.I,
)


_THREE_MONTHS = re.compile(
    rf"\b(?P<which>first|last|final) (?:three|3) months of (?:(?P<y>{_CENTURY})(?!\s?[/\u2013-]\s?\d)"
    rf"|(?P<fy>{_FULL}|{_SHORT})|(?:the |this )(?:financial )?year)"
    r"|\bin the (?P<end>first|last|final) (?:three|3) months(?! of\b)",
    re.I,
)


def _three_months(text: str) -> Iterator[Period]:
    """Ends of a year: "the last three months of 2022" are October to December, those of 2022/23 January to March."""
    for match in _THREE_MONTHS.finditer(text):
        first = (match["which"] or match["end"]).lower() == "first"
        if match["y"]:
            found = _months_to_period(10 if first else 7, 12 if first else 9, int(match["y"]))
            year, name = found if found else (None, None)
        else:
            year, name = _year(match["fy"] or ""), "Q1" if first else "Q4"
        yield Period(match.start(), match.end(), year, name)


def _halves(text: str) -> Iterator[Period]:
    """Halves: "H1", "the second half of 2022/23", "the first six months"."""
    for match in _HALF.finditer(text):
        half = match["h"] or ("1" if match["o"].lower() in ("first", "1st") else "2")
        yield Period(match.start(), match.end(), _year(match["y1"] or match["y2"] or ""), f"H{half}")


_YEAR = re.compile(rf"(?<![\d.,£/\-])(?:{_FULL})(?![\d%]|,\d|\.\d)|{_SHORT}(?!%)")


def _years(text: str) -> Iterator[Period]:
    """Years by their digits; a bare calendar year is vague."""
    for match in _YEAR.finditer(text):
        year = _year(match[0])
        if year:
            yield Period(match.start(), match.end(), year, vague=len(year) == 4)


_MONTH_YEAR = re.compile(
    rf"\b(?P<d>{_DAY})(?P<m>{_MONTH})"
    rf"(?:\s+(?P<y>{_CENTURY})|\s?[-/'\u2019\u2013]\s?(?P<yy>\d\d)(?!\d))?(?![a-z])",
    re.I,
)


#: "By the end of March 2024" is a day, and no month in which something was counted.
_POINT_OF = re.compile(r"\b(?:end|close|start|beginning|middle)\s+(?:of\s+)?$", re.I)


def _months(text: str) -> Iterator[Period]:
    """Single months and days: "April 2024", "Apr-24", "1 April 2024" (vague)."""
    for match in _MONTH_YEAR.finditer(text):
        name = match["m"]
        if name.lower().rstrip(".") in _ALSO_WORDS and not match["y"] and not name[0].isupper():
            continue
        digits = match["y"] or match["yy"]
        found = _months_to_period(_month(name), _month(name), _calendar_year(digits) if digits else None)
        if found:
            day = bool(match["d"]) or _POINT_OF.search(text, 0, match.start()) is not None
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
    rf"\s+(?:in|of|for|during)\s+(?P<year>{_FULL}|{_SHORT})(?![\d/-])",
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
        year = _year(match["year"])
        if year:
            yield Period(match.start(), match.end(), year, same=True)
    for match in _QUARTER_BEFORE.finditer(text):
        yield Period(match.start(), match.end(), quarters=-1)
    for match in _WHOLE.finditer(text):
        yield Period(match.start(), match.end(), shift=0, whole=True)


_A_MONTH = re.compile("|".join(sorted({name[:3] for name in _MONTH_NUMBERS})))
#: What finds each kind of mention, with what stands in every text, in small letters, that has one: looking for that
#: first is much quicker.
_KINDS = {
    _ranges: _A_MONTH,
    _dated_ranges: re.compile(r"\d[/.]\d"),
    _year_ends: re.compile("end| to "),
    _spelled_years: re.compile(" to "),
    _quarters: re.compile("q"),
    _three_months: re.compile("months"),
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
