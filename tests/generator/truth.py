"""What a report says, number by number, and how far what was read agrees with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from schemas.codes import Dimension, Measure, Stage, Stream, Unit
from schemas.observation import Observation


@dataclass(frozen=True)
class Expected:
    """One number that a place of the report states.

    ``target_days`` is the limit that the same place names; ``known_days`` one that the report names elsewhere,
    which may be read or left out. With neither, a limit would be invented. ``streams``, ``stages`` and ``measures``
    are other readings that a careful person might choose as well. An ``optional`` number may be left out: it is
    implied, not printed. ``either`` is a wholly different reading that is right as well.
    """

    stream: Stream
    stage: Stage
    period: str
    measure: Measure
    unit: Unit
    value: float
    target_days: int | None = None
    known_days: int | None = None
    dimension: Dimension | None = None
    category: str | None = None
    streams: tuple[Stream, ...] = ()
    stages: tuple[Stage, ...] = ()
    measures: tuple[Measure, ...] = ()
    optional: bool = False
    either: Expected | None = None

    def states(self, seen: Observation) -> bool:
        """Whether an observation says the same."""
        if self.either and self.either.states(seen):
            return True
        return abs(seen.value - self.value) < 1e-6 and seen.unit is self.unit and not self.fields_unlike(seen)

    def fields_unlike(self, seen: Observation) -> list[str]:
        """The fields in which an observation says something else."""
        same = {
            "stream": seen.stream in (self.stream, *self.streams),
            "stage": seen.stage in (self.stage, *self.stages),
            "period": seen.period == self.period,
            "measure": seen.measure in (self.measure, *self.measures),
            "target days": self._same_limit(seen.target_days),
            "breakdown": seen.dimension is self.dimension and _same_category(self.category, seen.category),
        }
        return [name for name, right in same.items() if not right]

    def unlike(self, seen: Observation) -> int:
        """In how many fields an observation says something else."""
        return len(self.fields_unlike(seen))

    def _same_limit(self, days: int | None) -> bool:
        return days == self.target_days if self.target_days is not None else days in (None, self.known_days)

    def changed(self, **changes: object) -> Expected:
        return replace(self, **changes)  # type: ignore[arg-type]

    def __str__(self) -> str:
        days = f" {self.target_days} days" if self.target_days else ""
        group = f" [{self.category}]" if self.category else ""
        return f"{self.stream} {self.stage} {self.period} {self.measure} {self.value:g} {self.unit}{days}{group}"


def _same_category(one: str | None, two: str | None) -> bool:
    one, two = (re.sub(r"[^a-z0-9]+", " ", (text or "").casefold()).strip() for text in (one, two))
    return one == two or (bool(one and two) and SequenceMatcher(None, one, two).ratio() >= 0.9)


def told(seen: Observation) -> str:
    """An observation in the words in which an expected number is printed."""
    days = f" {seen.target_days} days" if seen.target_days else ""
    group = f" [{seen.dimension}: {seen.category}]" if seen.category else ""
    return f"{seen.stream} {seen.stage} {seen.period} {seen.measure} {seen.value:g} {seen.unit}{days}{group}"


@dataclass
class Tally:
    """How one place, or many together, came back."""

    expected: int = 0
    found: int = 0
    read: int = 0
    right: int = 0
    exact: int = 0
    places: int = 0
    missed: list[Expected] = field(default_factory=list)
    wrong: list[Observation] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        for name in ("expected", "found", "read", "right", "exact", "places"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def causes(self) -> Counter[str]:
        """What went wrong, by the field that was misread: a number missed and one read amiss are one fault if equal."""
        left, found = list(self.wrong), Counter[str]()
        for each in self.missed:
            near = min(
                (one for one in left if one.value == each.value and one.unit is each.unit),
                key=each.unlike,
                default=None,
            )
            found[f"{', '.join(each.fields_unlike(near))} misread" if near else "not read"] += 1
            if near:
                left.remove(near)
        found["read though not stated"] += len(left)
        return +found

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0


def compare(expected: Iterable[Expected], seen: Sequence[Observation]) -> Tally:
    """One place of a report: what it states against what was read there. Numbers said twice count once."""
    wanted = list(dict.fromkeys(expected))
    distinct = list({told(each): each for each in seen}.values())
    missed = [each for each in wanted if not each.optional and not any(each.states(one) for one in distinct)]
    wrong = [each for each in distinct if not any(one.states(each) for one in wanted)]
    needed = sum(not each.optional for each in wanted)
    return Tally(
        expected=needed,
        found=needed - len(missed),
        read=len(distinct),
        right=len(distinct) - len(wrong),
        exact=not missed and not wrong,
        places=1,
        missed=missed,
        wrong=wrong,
    )
