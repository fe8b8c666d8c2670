"""The benchmark: observations folded into one row per council, procedure, stage and year.

The rules are those of the data dictionary. Whatever is worked out says so (``count_basis``,
``upheld_basis``); where a report is silent the cell stays empty.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields

from pipeline.checks.run import Checked, involved
from schemas.codes import CountBasis, Grade, Measure, Method, Role, Stage, Stream, Unit, UpheldBasis
from schemas.observation import Observation
from schemas.periods import is_part, start_year

_RATED = (Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.UPHELD, Measure.PARTIALLY_UPHELD)


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
class BenchmarkRow:
    """One row of the ``benchmark`` table, columns in its order."""

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

    @property
    def cells(self) -> dict[str, str | int | float | None]:
        """The row as a mapping from column to value."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


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
        facts = _Facts(list(observations.values()))
        count, count_basis = _count(facts)
        upheld, upheld_basis = _upheld(facts)
        upheld_rate = _upheld_rate(facts, count, upheld, upheld_basis)
        on_time, on_time_rate, target_days = _on_time(facts)
        if all(cell is None for cell in (count, upheld, upheld_rate, on_time, on_time_rate)):
            continue
        shown = {i: seen for i, seen in observations.items() if _is_shown(seen, count_basis, on_time, on_time_rate)}
        discrepancies = {name for identity in shown for name in standing.disputed.get(identity, ())}
        yield BenchmarkRow(
            council=council,
            stream=stream,
            stage=stage,
            year=year,
            count=count,
            count_basis=count_basis,
            upheld=upheld,
            upheld_rate=upheld_rate,
            upheld_basis=upheld_basis,
            on_time=on_time,
            on_time_rate=on_time_rate,
            on_time_target_days=target_days,
            report=figures.report,
            discrepancies=len(discrepancies),
            grade=_grade(shown, discrepancies, standing),
        )


def _is_shown(
    seen: Observation, count_basis: CountBasis | None, on_time: int | None, on_time_rate: float | None
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
    """The observations of one row, asked for one value per measure and unit."""

    def __init__(self, observations: Sequence[Observation]) -> None:
        self.observations = sorted(observations, key=_place)

    def all(self, measure: Measure, unit: Unit) -> list[Observation]:
        return [seen for seen in self.observations if seen.measure is measure and seen.unit is unit]

    def count(self, measure: Measure) -> int | None:
        value = self.settle(self.all(measure, Unit.COUNT))
        return None if value is None else round(value)

    def percent(self, measure: Measure) -> float | None:
        return self.settle(self.all(measure, Unit.PERCENT))

    def settle(self, candidates: Sequence[Observation]) -> float | None:
        """One value of several.

        The table's, else the one stated together with its count, else the one stated most often, else the
        first in the report.
        """
        if not candidates:
            return None
        tables = [seen for seen in candidates if seen.method is Method.TABLE]
        together = [seen for seen in candidates if self._stands_with_its_count(seen)]
        finalists = tables or together or candidates
        votes = Counter(seen.value for seen in finalists)
        return max(votes, key=lambda value: votes[value])

    def _stands_with_its_count(self, seen: Observation) -> bool:
        """Whether the words that state a percentage state its count too, or a count its percentage."""
        return any(
            other.measure is seen.measure
            and other.unit is not seen.unit
            and other.evidence == seen.evidence
            and other.box.page == seen.box.page
            for other in self.observations
        )


def _place(seen: Observation) -> tuple[int, float, float]:
    return seen.box.page, seen.box.top, seen.box.x0


def _count(facts: _Facts) -> tuple[int | None, CountBasis | None]:
    for basis in CountBasis:
        count = facts.count(Measure[basis.name])
        if count is not None:
            return count, basis
    return None, None


def _upheld(facts: _Facts) -> tuple[int | None, UpheldBasis | None]:
    """Upheld and partly upheld together, and how that number came about.

    The basis also stands where only a percentage is stated: it then is the basis of the rate.
    """
    either, fully, partly = (facts.count(measure) for measure in _RATED)
    either_rate, fully_rate, partly_rate = (facts.percent(measure) for measure in _RATED)
    if either is not None:
        return either, UpheldBasis.STATED
    if fully is not None and partly is not None:
        return fully + partly, UpheldBasis.SUMMED
    if either_rate is not None:
        return _from_percent(facts, either_rate)
    if fully is not None:
        return (fully, UpheldBasis.STATED) if partly_rate is None else (None, None)
    if partly is not None:
        return (partly, UpheldBasis.PARTIALLY_UPHELD_ONLY) if fully_rate is None else (None, None)
    if fully_rate is not None and partly_rate is None:
        return _from_percent(facts, fully_rate)
    return None, None


def _from_percent(facts: _Facts, rate: float) -> tuple[int | None, UpheldBasis]:
    responded = facts.count(Measure.RESPONDED)
    worked_out = None if responded is None else only_count(rate, responded)
    return worked_out, UpheldBasis.STATED if worked_out is None else UpheldBasis.FROM_PERCENT


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


def _upheld_rate(facts: _Facts, count: int | None, upheld: int | None, basis: UpheldBasis | None) -> float | None:
    """The stated percentage of what ``upheld`` counts, else upheld out of responded, else out of the count."""
    either, fully, partly = (facts.percent(measure) for measure in _RATED)
    if either is not None:
        return either
    stated = None
    if basis in (UpheldBasis.STATED, UpheldBasis.FROM_PERCENT) and facts.count(_RATED[0]) is None:
        stated = fully
    elif basis is UpheldBasis.PARTIALLY_UPHELD_ONLY:
        stated = partly
    if stated is not None:
        return stated
    responded = facts.count(Measure.RESPONDED)
    base = count if responded is None else responded
    if upheld is None or not base or upheld > base:
        return None
    return round(100 * upheld / base, 1)


def _on_time(facts: _Facts) -> tuple[int | None, float | None, int | None]:
    """Number and share answered in time, and the limit: of several limits, the longest."""
    counts, percents = facts.all(Measure.ON_TIME, Unit.COUNT), facts.all(Measure.ON_TIME, Unit.PERCENT)
    limits = {seen.target_days for seen in (*counts, *percents) if seen.target_days}
    longest = max(limits, default=None)
    on_time, rate = (
        facts.settle(
            [seen for seen in stated if seen.target_days == longest]
            # A number without a limit belongs to the only limit there is; of several, nobody knows which.
            or [seen for seen in stated if seen.target_days is None and len(limits) == 1]
        )
        for stated in (counts, percents)
    )
    return None if on_time is None else round(on_time), rate, longest
