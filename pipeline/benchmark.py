"""The benchmark: observations folded into one row per council, procedure, stage and year.

The rules are those of the data dictionary. Whatever is worked out says so (``count_basis``,
``upheld_basis``); where a report is silent the cell stays empty.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields

from pipeline.checks.run import Checked, involved
from schemas.codes import (
    BenchmarkFigure,
    CountBasis,
    Grade,
    Measure,
    Method,
    RateBasis,
    Role,
    Stage,
    Stream,
    Unit,
    UpheldBasis,
)
from schemas.observation import Observation
from schemas.periods import is_part, start_year
from schemas.tables import Cell

_RATED = (Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.UPHELD, Measure.PARTIALLY_UPHELD)

#: An observation with its id.
_Stated = tuple[str, Observation]


@dataclass(frozen=True)
class Figures:
    """What one report states: its id, the period it is about (empty if unknown), its observations by id."""

    report: str
    period: str
    observations: Mapping[str, Observation]


@dataclass(frozen=True)
class Standing:
    """How observations stand after the checks: the discrepancies each takes part in, and those that are borne out."""

    disputed: Mapping[str, Set[str]]
    borne_out: Set[str]

    @classmethod
    def of(cls, checked: Checked) -> Standing:
        """The standing that the checks give."""
        disputed: dict[str, set[str]] = defaultdict(set)
        for name, (_, found) in checked.found.items():
            for number, role in involved(found):
                if role is not Role.PART:
                    disputed[number.id].add(name)
        return cls(disputed, checked.borne_out)


@dataclass(frozen=True)
class Figure:
    """One cell of a row: its value, and the ids of the observations that it rests on."""

    value: float
    rests_on: tuple[str, ...]

    @property
    def whole(self) -> int:
        """The value as a number of cases."""
        return round(self.value)


@dataclass(frozen=True)
class BenchmarkRow:
    """One row of the ``benchmark`` table; ``sources`` has the observations that each figure rests on."""

    council: str
    stream: Stream
    stage: Stage
    year: str
    count: int | None
    count_basis: CountBasis | None
    upheld: int | None
    upheld_rate: float | None
    upheld_basis: UpheldBasis | None
    on_time: int | None
    on_time_rate: float | None
    on_time_target_days: int | None
    report: str
    discrepancies: int
    grade: Grade
    rate_base: int | None
    rate_basis: RateBasis | None
    sources: Mapping[BenchmarkFigure, tuple[str, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> dict[str, Cell]:
        """The row as a mapping from column to value."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "sources"}

    @property
    def evidence(self) -> list[dict[str, Cell]]:
        """The row's rows of the table ``benchmark_observations``."""
        key: dict[str, Cell] = {"council": self.council, "stream": self.stream, "stage": self.stage, "year": self.year}
        return [
            {**key, "figure": figure, "observation": identity}
            for figure in BenchmarkFigure
            for identity in self.sources.get(figure, ())
        ]


#: Before any check.
UNCHECKED = Standing({}, frozenset())


def benchmark(reports: Iterable[Figures], standing: Standing = UNCHECKED) -> list[BenchmarkRow]:
    """One row per council, stream, stage and year, sorted by these, with the grade that the checks give it.

    Of several reports that give a row the latest wins, whole; of two about the same period a full year's
    before a part's, then the first by id.
    """
    rows: dict[tuple[str, str, str, str], BenchmarkRow] = {}
    for figures in sorted(reports, key=_precedence):
        for row in _rows_of(figures, standing):
            rows.setdefault((row.council, row.stream, row.stage, row.year), row)
    return [rows[key] for key in sorted(rows)]


def _precedence(figures: Figures) -> tuple[int, bool, str]:
    year = start_year(figures.period) if figures.period else 0
    return -year, is_part(figures.period), figures.report


def _rows_of(figures: Figures, standing: Standing) -> Iterable[BenchmarkRow]:
    groups: dict[tuple[str, Stream, Stage, str], dict[str, Observation]] = defaultdict(dict)
    for identity, seen in figures.observations.items():
        if seen.dimension is None and not is_part(seen.period):
            groups[seen.council, seen.stream, seen.stage, seen.period][identity] = seen
    for (council, stream, stage, year), observations in groups.items():
        facts = _Facts(observations)
        count, count_basis = _count(facts)
        upheld, upheld_basis = _upheld(facts)
        upheld_rate, divided_by = _upheld_rate(facts, count, upheld, upheld_basis)
        on_time, on_time_rate, target_days = _on_time(facts)
        if not any((count, upheld, upheld_rate, on_time, on_time_rate)):
            continue
        base, rate_basis = _rate_base(facts, upheld, upheld_rate, divided_by, on_time_rate)
        shown = {i: seen for i, seen in observations.items() if _is_shown(seen, count_basis, on_time, on_time_rate)}
        discrepancies = {name for identity in shown for name in standing.disputed.get(identity, ())}
        figures_shown = dict(
            zip(BenchmarkFigure, (count, upheld, upheld_rate, on_time, on_time_rate, base), strict=True)
        )
        yield BenchmarkRow(
            council=council,
            stream=stream,
            stage=stage,
            year=year,
            count=_whole(count),
            count_basis=count_basis,
            upheld=_whole(upheld),
            upheld_rate=upheld_rate.value if upheld_rate else None,
            upheld_basis=upheld_basis,
            on_time=_whole(on_time),
            on_time_rate=on_time_rate.value if on_time_rate else None,
            on_time_target_days=target_days,
            report=figures.report,
            discrepancies=len(discrepancies),
            grade=_grade(shown, discrepancies, standing),
            rate_base=_whole(base),
            rate_basis=rate_basis,
            sources={cell: figure.rests_on for cell, figure in figures_shown.items() if figure},
        )


def _whole(figure: Figure | None) -> int | None:
    return figure.whole if figure else None


def _is_shown(
    seen: Observation, count_basis: CountBasis | None, on_time: Figure | None, on_time_rate: Figure | None
) -> bool:
    """Whether a row's figures rest on an observation, or on another value for the same fact."""
    if seen.measure in _RATED:
        return True
    if seen.measure is Measure.ON_TIME:
        return (on_time if seen.unit is Unit.COUNT else on_time_rate) is not None
    return count_basis is not None and seen.measure is Measure[count_basis.name] and seen.unit is Unit.COUNT


def _grade(shown: Mapping[str, Observation], discrepancies: Set[str], standing: Standing) -> Grade:
    if discrepancies:
        return Grade.DISPUTED
    facts: dict[tuple[Measure, Unit, int | None], bool] = {}
    for identity, seen in shown.items():
        fact = seen.measure, seen.unit, seen.target_days
        facts[fact] = facts.get(fact, False) or identity in standing.borne_out
    return Grade.RECONCILED if all(facts.values()) else Grade.STATED_ONCE


class _Facts:
    """The observations of one row with their ids, asked for one value per measure and unit."""

    def __init__(self, observations: Mapping[str, Observation]) -> None:
        self.observations = sorted(observations.items(), key=_place)

    def all(self, measure: Measure, unit: Unit) -> list[_Stated]:
        return [stated for stated in self.observations if stated[1].measure is measure and stated[1].unit is unit]

    def count(self, measure: Measure) -> Figure | None:
        return self.settle(self.all(measure, Unit.COUNT))

    def percent(self, measure: Measure) -> Figure | None:
        return self.settle(self.all(measure, Unit.PERCENT))

    def settle(self, candidates: Sequence[_Stated]) -> Figure | None:
        """One value of several, and the first place that states it.

        The table's, else the one stated together with its count, else the one stated most often, else the
        first in the report.
        """
        if not candidates:
            return None
        tables = [stated for stated in candidates if stated[1].method is Method.TABLE]
        together = [stated for stated in candidates if self._stands_with_its_count(stated[1])]
        finalists = tables or together or candidates
        votes = Counter(seen.value for _, seen in finalists)
        value = max(votes, key=lambda value: votes[value])
        return Figure(value, (next(identity for identity, seen in finalists if seen.value == value),))

    def _stands_with_its_count(self, seen: Observation) -> bool:
        """Whether the words that state a percentage state its count too, or a count its percentage."""
        return any(
            other.measure is seen.measure
            and other.unit is not seen.unit
            and other.evidence == seen.evidence
            and other.box.page == seen.box.page
            for _, other in self.observations
        )


def _place(stated: _Stated) -> tuple[int, float, float]:
    box = stated[1].box
    return box.page, box.top, box.x0


def _count(facts: _Facts) -> tuple[Figure | None, CountBasis | None]:
    for basis in CountBasis:
        count = facts.count(Measure[basis.name])
        if count:
            return count, basis
    return None, None


def _upheld(facts: _Facts) -> tuple[Figure | None, UpheldBasis | None]:
    """Upheld and partly upheld together, and how that number came about.

    The basis also stands where only a percentage is stated: it then is the basis of the rate.
    """
    either, fully, partly = (facts.count(measure) for measure in _RATED)
    either_rate, fully_rate, partly_rate = (facts.percent(measure) for measure in _RATED)
    if either:
        return either, UpheldBasis.STATED
    if fully and partly:
        return Figure(fully.value + partly.value, fully.rests_on + partly.rests_on), UpheldBasis.SUMMED
    if either_rate:
        return _from_percent(facts, either_rate)
    if fully:
        return (fully, UpheldBasis.STATED) if partly_rate is None else (None, None)
    if partly:
        return (partly, UpheldBasis.PARTIALLY_UPHELD_ONLY) if fully_rate is None else (None, None)
    if fully_rate and partly_rate is None:
        return _from_percent(facts, fully_rate)
    # shares that could be worked out from the cases they are of are not just added up
    unbased = fully_rate is not None and partly_rate is not None and facts.count(Measure.RESPONDED) is None
    return None, UpheldBasis.SUMMED if unbased else None


def _from_percent(facts: _Facts, rate: Figure) -> tuple[Figure | None, UpheldBasis]:
    responded = facts.count(Measure.RESPONDED)
    worked_out = only_count(rate.value, responded.whole) if responded else None
    if responded is None or worked_out is None:
        return None, UpheldBasis.STATED
    return Figure(worked_out, rate.rests_on + responded.rests_on), UpheldBasis.FROM_PERCENT


def only_count(percent: float, base: int) -> int | None:
    """The only whole number out of ``base`` that gives ``percent`` as printed; None if several do, or none.

    38% of 34 is 13; 32% of 537 may be 170 to 174, so it is nothing.
    """
    if base <= 0 or not 0 <= percent <= 100:
        return None
    half = 0.5 * 10.0 ** -_decimals(percent)
    low, high = (percent - half) * base / 100, (percent + half) * base / 100
    fits = range(max(math.ceil(low - 1e-9), 0), min(math.floor(high + 1e-9), base) + 1)
    return fits[0] if len(fits) == 1 else None


def _decimals(value: float) -> int:
    return len(f"{value:.4f}".rstrip("0").partition(".")[2])


def _upheld_rate(
    facts: _Facts, count: Figure | None, upheld: Figure | None, basis: UpheldBasis | None
) -> tuple[Figure | None, Figure | None]:
    """The stated percentage of what ``upheld`` counts, else upheld out of responded, else out of the count.

    The second is what was divided by, where the rate is worked out.
    """
    either, fully, partly = (facts.percent(measure) for measure in _RATED)
    if either:
        return either, None
    stated = None
    if basis in (UpheldBasis.STATED, UpheldBasis.FROM_PERCENT) and facts.count(_RATED[0]) is None:
        stated = fully
    elif basis is UpheldBasis.PARTIALLY_UPHELD_ONLY:
        stated = partly
    if stated:
        return stated, None
    if upheld is None and basis is UpheldBasis.SUMMED and fully and partly:
        return Figure(round(fully.value + partly.value, 4), fully.rests_on + partly.rests_on), None
    base = facts.count(Measure.RESPONDED) or count
    if upheld is None or base is None or not base.value or upheld.value > base.value:
        return None, None
    rests_on = upheld.rests_on + tuple(each for each in base.rests_on if each not in upheld.rests_on)
    return Figure(round(100 * upheld.whole / base.whole, 1), rests_on), base


#: A share that lies between those of two limits may be of a third; of three, it is that of all.
_SEVERAL = 3


def _on_time(facts: _Facts) -> tuple[Figure | None, Figure | None, int | None]:
    """Number and share answered in time, and the limit: of several limits, the longest, unless a share is of all."""
    counts, percents = facts.all(Measure.ON_TIME, Unit.COUNT), facts.all(Measure.ON_TIME, Unit.PERCENT)
    overall = _over_all_limits(facts, percents)
    if overall is not None:
        return facts.settle([each for each in counts if each[1].target_days is None]), overall, None
    limits = {seen.target_days for _, seen in (*counts, *percents) if seen.target_days}
    longest = max(limits, default=None)
    on_time, rate = (
        facts.settle(
            [each for each in stated if each[1].target_days == longest]
            # A number without a limit belongs to the only limit there is; of several, nobody knows which.
            or [each for each in stated if each[1].target_days is None and len(limits) == 1]
        )
        for stated in (counts, percents)
    )
    return on_time, rate, longest


def _over_all_limits(facts: _Facts, percents: Sequence[_Stated]) -> Figure | None:
    """The share in time whatever the limit, where it lies between those of several limits."""
    shares = {seen.target_days: seen.value for _, seen in percents if seen.target_days}
    overall = facts.settle([each for each in percents if each[1].target_days is None])
    if overall is None or len(shares) < _SEVERAL:
        return None
    return overall if min(shares.values()) < overall.value < max(shares.values()) else None


def _rate_base(
    facts: _Facts,
    upheld: Figure | None,
    upheld_rate: Figure | None,
    divided_by: Figure | None,
    on_time_rate: Figure | None,
) -> tuple[Figure | None, RateBasis | None]:
    """How many cases the rates are shares of.

    What a rate was divided by; of a stated one the first count that gives it from the upheld number, else the first
    that the report states at all.
    """
    if upheld_rate is None and on_time_rate is None:
        return None, None
    stated = [(facts.count(Measure[basis.name]), basis) for basis in RateBasis]
    known = [(base, basis) for base, basis in stated if base and base.value]
    fits = [
        (base, basis)
        for base, basis in known
        if base == divided_by
        or (divided_by is None and upheld and upheld_rate and _gives(upheld.whole, base.whole, upheld_rate.value))
    ]
    return next(iter(fits or known), (None, None))


def _gives(part: int, base: int, percent: float) -> bool:
    return abs(100 * part / base - percent) <= 0.5 * 10.0 ** -_decimals(percent) + 1e-9
