"""Constraints: sums, shares and changes of printed numbers, and which value of one number would make them hold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.arithmetic import change, decimals, fits, percent, rounded_like, same
from pipeline.checks.model import Stated

#: More whole numbers than these that would do are none in particular.
_MOST_REPAIRS = 12


@dataclass(frozen=True)
class Sum:
    """A total is the sum of its parts, less those taken off."""

    total: Stated
    parts: Sequence[Stated]
    less: Sequence[Stated] = ()

    @property
    def members(self) -> Sequence[Stated]:
        """Total and parts."""
        return (self.total, *self.parts, *self.less)

    def worked_out(self, instead: Mapping[str, float]) -> float:
        """What the parts give."""

        def values(numbers: Sequence[Stated]) -> float:
            return sum(instead.get(each.id, each.value) for each in numbers)

        return values(self.parts) - values(self.less)

    def holds(self, instead: Mapping[str, float]) -> bool:
        """Whether it closes."""
        return same(instead.get(self.total.id, self.total.value), self.worked_out(instead))

    def repairs(self, member: Stated) -> Sequence[float]:
        """The one value that closes it."""
        off = self.worked_out({}) - self.total.value
        if member is self.total:
            value = self.total.value + off
        else:
            value = member.value - off if member in self.parts else member.value + off
        return [value] if value >= 0 else []


@dataclass(frozen=True)
class Share:
    """A percentage is that of a count out of a base. ``rate`` is None where it is a claim, and no observation."""

    printed: float
    count: Stated
    base: Stated
    rate: Stated | None = None

    @classmethod
    def of(cls, rate: Stated, count: Stated, base: Stated) -> Share:
        """The share that an observation states."""
        return cls(rate.value, count, base, rate)

    @property
    def members(self) -> Sequence[Stated]:
        """Percentage, count and base."""
        return ([self.rate] if self.rate else []) + [self.count, self.base]

    def holds(self, instead: Mapping[str, float]) -> bool:
        """Whether the percentage is that of the count, as rounded."""
        count, base = (instead.get(each.id, each.value) for each in (self.count, self.base))
        rate = instead.get(self.rate.id, self.printed) if self.rate else self.printed
        return base > 0 and _prints(self.printed, rate, percent(count, base))

    def repairs(self, member: Stated) -> Sequence[float]:
        """Values that would do: the percentage as rounded, or all whole numbers that give it."""
        count, base = self.count.value, self.base.value
        low, high = _range(self.printed)
        if member is self.rate:
            return [rounded_like(self.printed, percent(count, base))]
        if member is self.count:
            return _between(low * base / 100, high * base / 100, count)
        return _between(100 * count / high, 100 * count / low if low > 0 else math.inf, base)


@dataclass(frozen=True)
class Change:
    """A change in percent, up or down, is that between two figures."""

    printed: float
    now: Stated
    before: Stated

    @property
    def members(self) -> Sequence[Stated]:
        """The later and the earlier figure."""
        return (self.now, self.before)

    def holds(self, instead: Mapping[str, float]) -> bool:
        """Whether the change is that of the figures, as rounded, up or down."""
        now, before = (instead.get(each.id, each.value) for each in self.members)
        return before > 0 and fits(self.printed, abs(change(now, before)))

    def repairs(self, member: Stated) -> Sequence[float]:
        """All whole numbers for one of the figures that give the change."""
        now, before = self.now.value, self.before.value
        low, high = (edge / 100 * (1 if now >= before else -1) for edge in _range(self.printed))
        if member is self.now:
            return _between(before * (1 + min(low, high)), before * (1 + max(low, high)), now)
        if min(1 + low, 1 + high) <= 0:
            return []
        return _between(now / (1 + max(low, high)), now / (1 + min(low, high)), before)


@dataclass(frozen=True)
class Remainder:
    """A number is what a percentage of a base leaves: the late ones, where so many were in time."""

    rate: Stated
    left: Stated
    base: Stated

    @property
    def members(self) -> Sequence[Stated]:
        """Percentage, remainder and base."""
        return (self.rate, self.left, self.base)

    def holds(self, instead: Mapping[str, float]) -> bool:
        """Whether the percentage leaves the number, as rounded."""
        rate, left, base = (instead.get(each.id, each.value) for each in self.members)
        return base > 0 and _prints(self.rate.value, rate, percent(base - left, base))

    def repairs(self, member: Stated) -> Sequence[float]:
        """Values that would do: the percentage as rounded, or all whole numbers that give it."""
        rate, left, base = (each.value for each in self.members)
        low, high = (100 - edge for edge in reversed(_range(rate)))
        if member is self.rate:
            return [rounded_like(rate, percent(base - left, base))]
        if member is self.left:
            return _between(low * base / 100, high * base / 100, left)
        return _between(100 * left / high, 100 * left / low, base) if low > 0 else []


def _range(printed: float) -> tuple[float, float]:
    """What a printed number may have been before it was rounded."""
    half = 0.5 * 10.0 ** -decimals(printed)
    return printed - half, printed + half


def _between(low: float, high: float, near: float) -> list[float]:
    """The whole numbers in a range, those nearest to a number first; none where they are too many."""
    if high - low > _MOST_REPAIRS:
        return []
    found = [float(number) for number in range(max(math.ceil(low), 0), math.floor(high) + 1)]
    return sorted(found, key=lambda number: abs(number - near))


def _prints(printed: float, rate: float, exact: float) -> bool:
    """Whether a percentage is the exact one, in the digits of the printed one or in its own."""
    return fits(rate, exact) or abs(rate - exact) <= 0.5 * 10.0 ** -decimals(printed) + 1e-6
