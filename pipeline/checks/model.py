"""What checks work on and what they give: reports as they state things, cases, discrepancies, rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from schemas.claim import Claim
from schemas.codes import Dimension, DiscrepancyKind, Measure, Stage, Stream, Unit
from schemas.observation import Observation

#: What a number must be read with, at the least, to accuse another. Numbers below may only acquit.
FIRM = 0.7


class Key(NamedTuple):
    """What a number is about."""

    stream: Stream
    stage: Stage
    period: str
    measure: Measure
    unit: Unit = Unit.COUNT
    target_days: int | None = None
    dimension: Dimension | None = None
    category: str | None = None


@dataclass(frozen=True)
class Stated:
    """An observation with its id and its report.

    ``sure`` is the confidence in the number: its own, or that of another place which states the same.
    """

    id: str
    report: str
    seen: Observation
    sure: float = 1.0

    @property
    def value(self) -> float:
        """The number."""
        return self.seen.value

    @property
    def page(self) -> int:
        """Its page."""
        return self.seen.box.page

    @property
    def firm(self) -> bool:
        """Whether it was read surely enough to accuse another."""
        return self.sure >= FIRM

    @cached_property
    def key(self) -> Key:
        """What it is about."""
        seen = self.seen
        return Key(
            seen.stream,
            seen.stage,
            seen.period,
            seen.measure,
            seen.unit,
            seen.target_days,
            seen.dimension,
            seen.category,
        )


@dataclass(frozen=True)
class StatedClaim:
    """A claim with its id and the observations that stand beside it."""

    id: str
    claim: Claim
    now: Stated | None = None
    before: Stated | None = None


@dataclass(frozen=True)
class Report:
    """What one report states: its id, council, period (empty if unknown), numbers and claims."""

    report: str
    council: str
    period: str
    stated: Sequence[Stated]
    claims: Sequence[StatedClaim] = ()

    @cached_property
    def by_key(self) -> Mapping[Key, Sequence[Stated]]:
        """The numbers by what they are about, in reading order, without those that are evidently misread.

        A number on time without a limit belongs to the only limit that its stream and stage have.
        """
        limits: dict[tuple[Stream, Stage], set[int]] = {}
        for each in self.stated:
            if each.seen.target_days:
                limits.setdefault((each.seen.stream, each.seen.stage), set()).add(each.seen.target_days)
        found: dict[Key, list[Stated]] = {}
        for each in self.stated:
            key = each.key
            only = limits.get((key.stream, key.stage), set())
            if key.target_days is None and len(only) == 1 and key.measure in (Measure.ON_TIME, Measure.LATE):
                key = key._replace(target_days=next(iter(only)))
            found.setdefault(key, []).append(each)
        return {key: sound for key, stated in found.items() if (sound := _consistent(stated))}

    def at(self, key: Key) -> Sequence[Stated]:
        """The numbers stated for one key."""
        return self.by_key.get(key, ())


def _consistent(stated: Sequence[Stated]) -> list[Stated]:
    """Numbers for one key, without those by which a sentence contradicts itself and that no other place states.

    Nobody does that: two values in a sentence are two things that were read as one.
    """
    values: dict[tuple[int, str], set[float]] = {}
    for each in stated:
        values.setdefault((each.page, each.seen.evidence), set()).add(each.value)

    def is_sound(each: Stated) -> bool:
        words = (each.page, each.seen.evidence)
        if len(values[words]) == 1:
            return True
        return any(each.value in other for where, other in values.items() if where != words and len(other) == 1)

    return [each for each in stated if is_sound(each)]


@dataclass(frozen=True)
class Discrepancy:
    """One disagreement. ``words`` fill the sentence of the rule; ``parts`` are what the arithmetic needs besides."""

    key: Key
    stated: float
    expected: float
    words: Mapping[str, str]
    observation: Stated | None = None
    claim: StatedClaim | None = None
    other: Stated | None = None
    parts: Sequence[Stated] = ()
    alternative: str | None = None

    @property
    def page(self) -> int:
        """Page of the stated number."""
        if self.claim is not None:
            return self.claim.claim.box.page
        return self.observation.page if self.observation else self.parts[0].page

    @property
    def other_page(self) -> int | None:
        """Page of the other number, or of the first part; None where all stand together."""
        others = ([self.other] if self.other else []) + list(self.parts)
        elsewhere = [each.page for each in others if each is not self.observation]
        return elsewhere[0] if elsewhere else None


class Constraint(Protocol):
    """What printed numbers must keep: a sum, a percentage of a base."""

    @property
    def members(self) -> Sequence[Stated]:
        """The numbers that it is about."""

    def holds(self, instead: Mapping[str, float]) -> bool:
        """Whether it holds, with other values for the members of some ids."""

    def repairs(self, member: Stated) -> Sequence[float]:
        """Values of one member with which it would hold, best first."""


@dataclass(frozen=True)
class Case:
    """Something that a rule could test: the numbers it rests on, and what does not fit, if anything.

    ``bears_out``: that it fits makes the numbers more certain. ``constraint`` is what they must keep, for cases
    that one wrong number may fail together.
    """

    involved: Sequence[Stated]
    discrepancy: Discrepancy | None = None
    bears_out: bool = True
    constraint: Constraint | None = None


Check = Callable[[Report, Sequence[Report]], Iterable[Case]]


@dataclass(frozen=True)
class Rule:
    """One check.

    ``title`` says what must hold; ``sentence`` is what a reader is told where it does not, with the fields that
    the check fills in; ``check`` goes through the cases of a report, given the council's earlier reports.
    """

    name: str
    kind: DiscrepancyKind
    title: str
    sentence: str
    check: Check = field(repr=False)
