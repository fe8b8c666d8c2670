"""Coverage: which figures councils' reports give and which they do not, so that every gap is a row.

A figure is a measure of one procedure and stage over a whole year. What a reader would look for in a report is

- what its series (the reports of one council about the same procedures) publishes for a procedure and stage in any
  year, and
- for each procedure and stage that the series counts complaints of, the core measures of that stage.

A report that could not be read belongs to no series: all that its council publishes is looked for in it, and where
nothing is known of the council, the core measures of the council as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from schemas.codes import Measure, Outcome, Stage, Status, Stream
from schemas.observation import Observation
from schemas.periods import is_part, start_year
from schemas.tables import Cell

_FIGURES = (Measure.RECEIVED, Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.ON_TIME)
#: What a reader would look for in each stage: what the benchmark shows. Of sums, only how many there were.
_CORE: dict[Stage, tuple[Measure, ...]] = {
    Stage.INFORMAL: (Measure.RECEIVED,),
    Stage.STAGE_1: _FIGURES,
    Stage.STAGE_2: _FIGURES,
    Stage.STAGE_2_ESCALATED: _FIGURES,
    Stage.STAGE_3: _FIGURES,
    Stage.OMBUDSMAN: (Measure.RECEIVED, Measure.UPHELD_OR_PARTIALLY_UPHELD),
    Stage.DFE: (Measure.RECEIVED,),
    Stage.ALL: (Measure.RECEIVED,),
}
#: Procedures that councils only count: schools answer for themselves, and enquiries are not upheld.
_ONLY_COUNTED = frozenset({Stream.SCHOOLS, Stream.MEMBER_ENQUIRIES})
#: Measures that tell a reader the same where a report gives them instead.
_STAND_INS: dict[Measure, tuple[Measure, ...]] = {
    Measure.RECEIVED: (Measure.INVESTIGATED, Measure.RESPONDED, Measure.DECIDED, Measure.ESCALATED),
    Measure.UPHELD_OR_PARTIALLY_UPHELD: (Measure.UPHELD, Measure.PARTIALLY_UPHELD),
    Measure.ON_TIME: (Measure.LATE,),
}
#: What a gap means, by what came of reading the report.
_GAPS: dict[Outcome, Status] = {
    Outcome.OK: Status.NOT_FOUND,
    Outcome.NOTHING_FOUND: Status.NOT_FOUND,
    Outcome.PARTIAL: Status.PUBLISHED_AS_IMAGE,
    Outcome.IMAGE_ONLY: Status.PUBLISHED_AS_IMAGE,
}
#: Of several reports for a year, the status that says most about a gap.
_TELLING = (Status.PUBLISHED_AS_IMAGE, Status.FAILED, Status.NOT_FOUND)

Pair = tuple[Stream, Stage]
Figure = tuple[Stream, Stage, str, Measure]


@dataclass(frozen=True)
class Held:
    """A report of the build.

    ``period`` is what it is about and ``series`` the procedures that it covers as a whole; either is None where
    nothing tells it, ``series`` always where the report could not be read.
    """

    report: str
    council: str
    period: str | None
    series: Stream | None
    outcome: Outcome
    observations: Sequence[Observation]


@dataclass(frozen=True)
class CoverageRow:
    """One row of the ``coverage`` table, columns in its order."""

    council: str
    stream: Stream
    stage: Stage
    year: str
    measure: Measure
    status: Status
    stated_as: str | None
    report: str

    @property
    def cells(self) -> dict[str, Cell]:
        """The row as a mapping from column to value."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def coverage(reports: Iterable[Held]) -> list[CoverageRow]:
    """A row for every figure that is stated or looked for, sorted by council, stream, stage, year and measure."""
    by_council: dict[str, list[Held]] = defaultdict(list)
    for held in sorted(reports, key=_latest_first):
        by_council[held.council].append(held)
    return [row for council in sorted(by_council) for row in _of_council(council, by_council[council])]


def _latest_first(held: Held) -> tuple[int, str]:
    return -start_year(held.period) if held.period else 0, held.report


def _of_council(council: str, reports: Sequence[Held]) -> Iterator[CoverageRow]:
    stated: dict[Figure, str] = {}
    for held in reports:
        for figure in _stated(held):
            stated.setdefault(figure, held.report)
    gaps = _gaps(reports)
    for figure in sorted({*stated, *gaps}):
        stream, stage, year, measure = figure
        instead = [other for other in _STAND_INS.get(measure, ()) if (stream, stage, year, other) in stated]
        if figure in stated:
            yield CoverageRow(council, *figure, Status.PUBLISHED, None, stated[figure])
        elif instead:
            report = stated[stream, stage, year, instead[0]]
            yield CoverageRow(council, *figure, Status.PUBLISHED, ", ".join(instead), report)
        else:
            status, report = min(gaps[figure], key=lambda gap: _TELLING.index(gap[0]))
            yield CoverageRow(council, *figure, status, None, report)


def _stated(held: Held) -> Iterator[Figure]:
    """The headline figures of whole years."""
    for seen in held.observations:
        if seen.dimension is None and not is_part(seen.period):
            yield seen.stream, seen.stage, seen.period, seen.measure


def _gaps(reports: Sequence[Held]) -> dict[Figure, list[tuple[Status, str]]]:
    """Every figure that is looked for: with each report that should state it, what it means if it does not."""
    looked_for: dict[Figure, list[tuple[Status, str]]] = defaultdict(list)
    for held in reports:
        if held.period is None or is_part(held.period):
            continue
        series = [other for other in reports if held.series in (None, other.series)]
        status = _GAPS.get(held.outcome, Status.FAILED)
        for (stream, stage), measures in _expected(series).items():
            for measure in measures:
                looked_for[stream, stage, held.period, measure].append((status, held.report))
    return looked_for


def _expected(series: Sequence[Held]) -> dict[Pair, set[Measure]]:
    """What a reader would look for in a report of a series."""
    published: dict[Pair, set[Measure]] = defaultdict(set)
    for held in series:
        for stream, stage, _, measure in _stated(held):
            published[stream, stage].add(measure)
    if not published:
        return {(Stream.ALL, Stage.ALL): set(_FIGURES)}
    return {pair: measures | _core(pair, published) for pair, measures in published.items()}


def _core(pair: Pair, published: dict[Pair, set[Measure]]) -> set[Measure]:
    """The core measures of a procedure and stage, none where the series counts no complaints there."""
    stream, stage = pair
    if not published[pair] & {Measure.RECEIVED, *_STAND_INS[Measure.RECEIVED]}:
        return set()
    sums_streams = stream is Stream.ALL and any(other is not stream for other, _ in published)
    if sums_streams or stream in _ONLY_COUNTED:
        return {Measure.RECEIVED}
    has_stages = any(other is stream and step is not Stage.ALL for other, step in published)
    # A procedure without stages has everything under "all".
    return set(_FIGURES if stage is Stage.ALL and not has_stages else _CORE[stage])
