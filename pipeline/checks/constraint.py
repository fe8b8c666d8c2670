"""Constraints: sums and shares of printed numbers, and which other value of one number would make them hold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.arithmetic import decimals, fits, percent, rounded_like, same
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
    """A percentage is that of a count out of a base."""

    rate: Stated
    count: Stated
    base: Stated

    @property
    def members(self) -> Sequence[Stated]:
        """Percentage, count and base."""
        return (self.rate, self.count, self.base)

    def holds(self, instead: Mapping[str, float]) -> bool:
        """Whether the percentage is that of the count, as rounded."""
        rate, count, base = (instead.get(each.id, each.value) for each in self.members)
        return base > 0 and _prints(self.rate.value, rate, percent(count, base))

    def repairs(self, member: Stated) -> Sequence[float]:
        """Values that would do: the percentage as rounded, or all whole numbers that give it."""
        rate, count, base = (each.value for each in self.members)
        if member is self.rate:
            return [rounded_like(rate, percent(count, base))]
        half = 0.5 * 10.0 ** -decimals(rate)
        if member is self.count:
            low, high = (rate - half) * base / 100, (rate + half) * base / 100
        else:
            low = 100 * count / (rate + half)
            high = 100 * count / (rate - half) if rate > half else math.inf
        if high - low > _MOST_REPAIRS:
            return []
        found = [float(number) for number in range(max(math.ceil(low), 0), math.floor(high) + 1)]
        return sorted(found, key=lambda number: abs(number - member.value))


def _prints(printed: float, rate: float, exact: float) -> bool:
    """Whether a percentage is the exact one, in the digits of the printed one or in its own."""
    return fits(rate, exact) or abs(rate - exact) <= 0.5 * 10.0 ** -decimals(printed) + 1e-6
