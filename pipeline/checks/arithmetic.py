"""Arithmetic of printed numbers: rounding as printed, sums that close, and how far apart two numbers are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from pipeline.checks.model import Stated
from schemas.codes import Severity, Unit

#: Numbers of cases from which a difference of one is minor.
_MANY = 30
#: More combinations of conflicting values than these are not tried.
_MOST_COMBINATIONS = 200
_EXACT = 1e-6


def decimals(value: float) -> int:
    """Digits behind the point of a printed number: 35.3 has one."""
    return len(f"{value:.4f}".rstrip("0").partition(".")[2])


def fits(printed: float, exact: float) -> bool:
    """Whether a printed number is another one rounded to its digits; halves may go either way."""
    return abs(printed - exact) <= 0.5 * 10.0 ** -decimals(printed) + _EXACT


def rounded_like(printed: float, exact: float) -> float:
    """A number rounded to the digits of a printed one, or to one more where that would not tell them apart."""
    digits = decimals(printed)
    near = round(exact, digits)
    return near if abs(near - printed) > _EXACT else round(exact, digits + 1)


def percent(part: float, whole: float) -> float:
    """A part in percent of a whole that is not zero."""
    return 100 * part / whole


def change(now: float, before: float) -> float:
    """By how many percent a number changed; down is negative."""
    return 100 * (now - before) / before


def same(one: float, other: float) -> bool:
    """Whether two values are equal but for the way computers keep them."""
    return abs(one - other) <= _EXACT


def combinations(choices: Sequence[Sequence[Stated]]) -> Iterator[tuple[Stated, ...]]:
    """One number of each choice, in all ways; none where there are too many."""
    count = 1
    for choice in choices:
        count *= len({each.value for each in choice})
    if count > _MOST_COMBINATIONS:
        return
    yield from product(*(_distinct(choice) for choice in choices))


def _distinct(choice: Iterable[Stated]) -> list[Stated]:
    """The surest number of each value."""
    best: dict[float, Stated] = {}
    for each in choice:
        if each.value not in best or each.seen.confidence > best[each.value].seen.confidence:
            best[each.value] = each
    return list(best.values())


def severity(stated: float, expected: float, unit: Unit) -> Severity:
    """``minor`` for at most one percentage point, or one case where both numbers are 30 or more."""
    apart = abs(stated - expected)
    if unit is Unit.COUNT:
        small = apart <= 1 + _EXACT and min(stated, expected) >= _MANY
    elif unit is Unit.PERCENT:
        small = apart <= 1 + _EXACT
    else:
        small = apart <= max(stated, expected) / 100
    return Severity.MINOR if small else Severity.MAJOR
