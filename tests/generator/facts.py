"""Random facts about a council's complaints: every part adds up to its whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from random import Random

from extractors.register import Council, councils
from schemas.codes import Dimension, Stage, Stream
from schemas.periods import financial_year, part, shifted


@dataclass(frozen=True)
class Figures:
    """What one procedure counted at one stage in one period. ``long`` is on time within the longer limit."""

    brought_forward: int
    received: int
    upheld: int
    partially_upheld: int
    not_upheld: int
    withdrawn: int
    on_time: int
    long: int
    carried_forward: int
    average: float
    escalated: int

    @property
    def responded(self) -> int:
        """Every complaint that was closed has one outcome."""
        return self.upheld + self.partially_upheld + self.not_upheld + self.withdrawn

    @property
    def upheld_or_partially_upheld(self) -> int:
        return self.upheld + self.partially_upheld

    @property
    def late(self) -> int:
        return self.responded - self.on_time

    def __add__(self, other: Figures) -> Figures:
        """Two stretches of time, the other one following."""
        closed = self.responded + other.responded
        days = (self.average * self.responded + other.average * other.responded) / closed if closed else 0.0
        return replace(
            self,
            **{name: getattr(self, name) + getattr(other, name) for name in _ADDED},
            carried_forward=other.carried_forward,
            average=round(days, 1),
        )


_ADDED = ("received", "escalated", "upheld", "partially_upheld", "not_upheld", "withdrawn", "on_time", "long")


@dataclass(frozen=True)
class Procedure:
    """A complaints procedure: its stages, and the time limit in working days of each (shorter and longer)."""

    stream: Stream
    limits: Mapping[Stage, tuple[int, int]]

    @property
    def stages(self) -> tuple[Stage, ...]:
        return tuple(self.limits)


@dataclass(frozen=True)
class Split:
    """A breakdown: its groups, each with its number received at the first stage, upheld and on time among them."""

    dimension: Dimension
    groups: tuple[tuple[str, int, int, int], ...]

    @property
    def total(self) -> int:
        return sum(group[1] for group in self.groups)


@dataclass(frozen=True)
class Ombudsman:
    """A year's cases with the ombudsman. ``kinds`` are the decisions by kind and add up to ``decided``."""

    received: int
    kinds: Mapping[str, int]
    complied: int
    recommendations: int
    paid: int

    @property
    def decided(self) -> int:
        return sum(self.kinds.values())

    @property
    def upheld(self) -> int:
        return self.kinds["Upheld"]

    @property
    def not_upheld(self) -> int:
        return self.kinds["Not upheld"]

    @property
    def investigated(self) -> int:
        return self.upheld + self.not_upheld


@dataclass(frozen=True)
class Facts:
    """All that a report may say. ``figures`` is by stream, stage and period (years, quarters, halves).

    ``period`` is what the report is about: a year, or a quarter or half of one.
    """

    council: Council
    kind: str
    period: str
    procedures: tuple[Procedure, ...]
    figures: Mapping[tuple[Stream, Stage, str], Figures]
    months: Mapping[tuple[Stream, Stage], Sequence[int]]
    splits: Mapping[Stream, tuple[Split, ...]]
    ombudsman: Mapping[str, Ombudsman]
    compliments: Mapping[str, int]
    enquiries: Mapping[str, int]
    learning: int
    target: int

    def limits(self, stream: Stream, stage: Stage) -> tuple[int, int]:
        """Shorter and longer time limit of a stage, in working days."""
        return next(each for each in self.procedures if each.stream is stream).limits[stage]


TWO, THREE = (Stage.STAGE_1, Stage.STAGE_2), (Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_3)
CORPORATE = Procedure(Stream.CORPORATE, {Stage.STAGE_1: (10, 20), Stage.STAGE_2: (20, 40)})
SLOWER = Procedure(Stream.CORPORATE, {Stage.STAGE_1: (15, 30), Stage.STAGE_2: (25, 50)})
ADULTS = Procedure(Stream.ADULT_SOCIAL_CARE, {Stage.ALL: (25, 60)})
STATUTORY = Procedure(
    Stream.CHILDREN_STATUTORY, {Stage.STAGE_1: (10, 20), Stage.STAGE_2: (25, 65), Stage.STAGE_3: (30, 50)}
)
CHILDREN = Procedure(Stream.CHILDREN_CORPORATE, {Stage.STAGE_1: (15, 30), Stage.STAGE_2: (20, 40)})
HOUSING = Procedure(Stream.HOUSING, {Stage.STAGE_1: (10, 20), Stage.STAGE_2: (20, 40)})
SCOTTISH = Procedure(Stream.ALL, {Stage.STAGE_1: (5, 10), Stage.STAGE_2: (20, 40), Stage.STAGE_2_ESCALATED: (20, 40)})
FRONTLINE = Procedure(Stream.CORPORATE, {Stage.STAGE_1: (5, 10), Stage.STAGE_2: (20, 40)})

#: Kinds of report: which councils publish them, and about which procedures.
KINDS: dict[str, tuple[tuple[str, ...], tuple[tuple[Procedure, ...], ...]]] = {
    "district": (("district",), ((CORPORATE,), (SLOWER,))),
    "council": (
        ("unitary", "metropolitan", "london_borough", "county"),
        ((CORPORATE, ADULTS, STATUTORY), (SLOWER, ADULTS, HOUSING), (CORPORATE, STATUTORY), (SLOWER, ADULTS)),
    ),
    "adults": (("unitary", "metropolitan", "london_borough", "county"), ((ADULTS,),)),
    "children": (("unitary", "metropolitan", "london_borough", "county"), ((STATUTORY, CHILDREN),)),
    "landlord": (("district", "unitary", "metropolitan", "london_borough"), ((HOUSING,),)),
    "scottish": (("scottish",), ((SCOTTISH,),)),
    "welsh": (("welsh",), ((CORPORATE,),)),
    "northern_irish": (("northern_irish",), ((FRONTLINE,),)),
}
#: What part-year reports cover, and how many of all reports are such.
PARTS, PART_YEARS = ("Q1", "Q2", "Q3", "Q4", "H1", "H1"), 0.12
WEIGHTS = {
    "district": 4,
    "council": 7,
    "adults": 2,
    "children": 2,
    "landlord": 3,
    "scottish": 2,
    "welsh": 1,
    "northern_irish": 1,
}

SERVICES = {
    Stream.CORPORATE: (
        "Waste and recycling", "Planning", "Council Tax", "Highways", "Parking services", "Parks and open spaces",
        "Leisure", "Customer services", "Environmental health", "Legal services", "Libraries", "Licensing",
    ),
    Stream.ADULT_SOCIAL_CARE: (
        "Hospital discharge", "Learning disability", "Older people's teams", "Occupational therapy", "Safeguarding",
        "Direct payments", "Reablement", "Financial assessments",
    ),
    Stream.CHILDREN_STATUTORY: (
        "Assessment teams", "Looked after children", "Fostering and adoption", "Leaving care",
        "Disabled children's team", "Family support",
    ),
    Stream.CHILDREN_CORPORATE: ("School admissions", "SEN assessments", "Home to school transport", "Early years"),
    Stream.HOUSING: (
        "Responsive repairs", "Heating", "Tenancy management", "Estate services", "Leasehold services",
        "Damp and mould", "Gas servicing",
    ),
}  # fmt: skip
THEMES = (
    "Delay", "Staff attitude", "Quality of service", "Poor communication", "Disagreement with a decision",
    "Failure to provide a service", "Incorrect information", "Policy or procedure", "Charges",
)  # fmt: skip
CHANNELS = ("Online form", "Email", "Telephone", "Letter", "In person")
DECISIONS = (
    "Closed after initial enquiries",
    "Referred back for local resolution",
    "Advice given",
    "Incomplete or invalid",
)


def make_facts(rng: Random) -> Facts:
    """Random facts that fit together."""
    kind = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    types, choices = KINDS[kind]
    council = rng.choice([each for each in councils() if each.kind in types and not each.ended and _plain(each)])
    procedures = rng.choice(choices)
    year = financial_year(rng.randint(2015, 2024))
    period = part(year, rng.choice(PARTS)) if rng.random() < PART_YEARS else year
    figures: dict[tuple[Stream, Stage, str], Figures] = {}
    months = {}
    for procedure in procedures:
        received = _size(rng, kind, procedure.stream)
        for back in (0, 1, 2):
            figures |= _year(rng, procedure, shifted(year, -back), max(int(received * rng.uniform(0.75, 1.25)), 12))
        for stage in procedure.stages:
            quarters = [figures[procedure.stream, stage, part(year, f"Q{n}")].received for n in (1, 2, 3, 4)]
            months[procedure.stream, stage] = [n for total in quarters for n in _shares(rng, total, 3)]
    return Facts(
        council=council,
        kind=kind,
        period=period,
        procedures=procedures,
        figures=figures,
        months=months,
        splits={each.stream: _splits(rng, each, figures, period) for each in procedures},
        ombudsman={shifted(period, -back): _ombudsman(rng, kind) for back in (0, 1, 2)},
        compliments={shifted(period, -back): rng.randint(30, 900) for back in (0, 1, 2)},
        enquiries={shifted(period, -back): rng.randint(200, 2400) for back in (0, 1, 2)},
        learning=rng.randint(12, 70),
        target=rng.choice((80, 85, 90, 95)),
    )


def _plain(council: Council) -> bool:
    """Whether a council's name says that it is one."""
    return "Council" in council.name or "Borough" in council.name


def _size(rng: Random, kind: str, stream: Stream) -> int:
    if stream in (Stream.ADULT_SOCIAL_CARE, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE):
        return rng.randint(60, 340)
    return rng.randint(160, 700) if kind == "district" else rng.randint(300, 2600)


def _shares(rng: Random, total: int, parts: int) -> list[int]:
    """A number as so many parts of roughly like size."""
    weights = [rng.uniform(0.6, 1.4) for _ in range(parts)]
    shares = [int(total * weight / sum(weights)) for weight in weights]
    shares[rng.randrange(parts)] += total - sum(shares)
    return shares


def _year(rng: Random, procedure: Procedure, year: str, received: int) -> dict[tuple[Stream, Stage, str], Figures]:
    """The figures of each stage for a year, its halves and its quarters."""
    found: dict[tuple[Stream, Stage, str], Figures] = {}
    entering = _shares(rng, received, 4)
    for stage in procedure.stages:
        quarters: list[Figures] = []
        waiting = rng.randint(1, 2 + sum(entering) // 25)
        for number in entering:
            quarters.append(_quarter(rng, waiting, number, procedure.limits[stage], stage))
            waiting = quarters[-1].carried_forward
        entering = [each.escalated for each in quarters]
        if procedure.stream is Stream.ALL and stage is Stage.STAGE_1:
            entering = _shares(rng, received // 5, 4)
        for number, figure in enumerate(quarters, 1):
            found[procedure.stream, stage, part(year, f"Q{number}")] = figure
        found[procedure.stream, stage, part(year, "H1")] = quarters[0] + quarters[1]
        found[procedure.stream, stage, part(year, "H2")] = quarters[2] + quarters[3]
        found[procedure.stream, stage, year] = reduce(lambda one, two: one + two, quarters)
    return found


def _quarter(rng: Random, waiting: int, received: int, limits: tuple[int, int], stage: Stage) -> Figures:
    closed = max(waiting + received - rng.randint(0, max((waiting + received) // 8, 1)), 0)
    upheld = int(closed * rng.uniform(0.15, 0.45))
    partially = int(closed * rng.uniform(0.1, 0.3))
    withdrawn = int(closed * rng.uniform(0.01, 0.06))
    on_time = int(closed * rng.uniform(0.5, 0.95))
    return Figures(
        brought_forward=waiting,
        received=received,
        upheld=upheld,
        partially_upheld=partially,
        not_upheld=closed - upheld - partially - withdrawn,
        withdrawn=withdrawn,
        on_time=on_time,
        long=on_time + int((closed - on_time) * rng.uniform(0.4, 0.9)),
        carried_forward=waiting + received - closed,
        average=round(limits[0] * rng.uniform(0.6, 1.5), 1),
        escalated=0 if stage in (Stage.STAGE_3, Stage.ALL) else int(received * rng.uniform(0.08, 0.16)),
    )


def _splits(
    rng: Random, procedure: Procedure, figures: Mapping[tuple[Stream, Stage, str], Figures], period: str
) -> tuple[Split, ...]:
    """Breakdowns of what the first stage received in the period."""
    first = figures[procedure.stream, procedure.stages[0], period]
    names = {
        Dimension.SERVICE_AREA: SERVICES.get(procedure.stream, SERVICES[Stream.CORPORATE]),
        Dimension.THEME: THEMES,
        Dimension.CHANNEL: CHANNELS,
    }
    found = []
    for dimension, every in names.items():
        chosen = rng.sample(every, rng.randint(4, min(len(every), 8)))
        numbers = sorted(_shares(rng, first.received, len(chosen)), reverse=True)
        upheld = [first.upheld * number // max(first.received, 1) for number in numbers]
        upheld[0] += first.upheld - sum(upheld)
        timely = [int(number * rng.uniform(0.5, 0.95)) for number in numbers]
        found.append(Split(dimension, tuple(zip(chosen, numbers, upheld, timely, strict=True))))
    return tuple(found)


def _ombudsman(rng: Random, kind: str) -> Ombudsman:
    upheld = rng.randint(3, 12 if kind == "district" else 30)
    kinds = {"Upheld": upheld, "Not upheld": rng.randint(2, 9)}
    kinds |= {name: rng.randint(2, 18) for name in rng.sample(DECISIONS, rng.randint(2, 4))}
    return Ombudsman(
        received=sum(kinds.values()) + rng.randint(-4, 9),
        kinds=kinds,
        complied=rng.choice((90, 93, 96, 98, 100)),
        recommendations=rng.randint(2, upheld),
        paid=rng.randint(8, 400) * 50,
    )
