"""Periods: the one spelling each stretch of time has in the database.

``2023-24`` (financial or academic year), ``2023`` (calendar year), ``2021-22 Q1``,
``2021-22 H2``, ``2023-24 M01`` (April is M01).
"""

from __future__ import annotations

import re

from schemas.codes import PeriodType

PERIOD_PATTERN = re.compile(
    r"^(?:(?P<year>(?:19|20)\d\d)(?:-(?P<next>\d\d))?)(?: (?P<part>Q[1-4]|H[12]|M(?:0[1-9]|1[0-2])))?$"
)

MONTHS = (
    "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "january", "february", "march",
)  # fmt: skip


def financial_year(start: int) -> str:
    """The year that starts in April ``start``: 2023 gives ``2023-24``."""
    return f"{start}-{(start + 1) % 100:02d}"


def start_year(period: str) -> int:
    """First calendar year of a period: ``2023-24 Q4`` gives 2023."""
    return int(period[:4])


def year_of(period: str) -> str:
    """The whole year a period belongs to: ``2023-24 Q4`` gives ``2023-24``."""
    return period.split(" ")[0]


def is_part(period: str) -> bool:
    """Whether a period is less than a year."""
    return " " in period


def part(year: str, name: str) -> str:
    """A part of a year: ``part("2023-24", "Q1")`` gives ``2023-24 Q1``."""
    return f"{year_of(year)} {name}"


def shifted(period: str, years: int) -> str:
    """The same stretch of time so many years later (negative: earlier)."""
    year, _, rest = period.partition(" ")
    start = start_year(period) + years
    moved = financial_year(start) if "-" in year else str(start)
    return f"{moved} {rest}".strip()


def period_type(period: str, academic: bool = False) -> PeriodType:
    """The type of a well-formed period.

    Raises:
        ValueError: the text is not a period.
    """
    match = PERIOD_PATTERN.match(period)
    if not match or (match["next"] and int(match["next"]) != (int(match["year"]) + 1) % 100):
        raise ValueError(f"not a period: {period!r}")
    name = match["part"]
    if name:
        return {"Q": PeriodType.QUARTER, "H": PeriodType.HALF, "M": PeriodType.MONTH}[name[0]]
    if not match["next"]:
        return PeriodType.CALENDAR_YEAR
    return PeriodType.ACADEMIC_YEAR if academic else PeriodType.FINANCIAL_YEAR
