"""Demand and performance: what a council publishes by quarter or half year, side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.site.charts import Chart, Point, series
from schemas.codes import Measure, PeriodType, Unit
from schemas.label import amount, words
from schemas.periods import part, shifted, year_of

#: How many parts of a year there are of each kind, and their letter.
PARTS = {PeriodType.QUARTER: (4, "Q"), PeriodType.HALF: (2, "H")}

#: Columns of the panel: heading, unit, and the measures that it shows, the first that is stated.
COLUMNS: tuple[tuple[str, Unit, tuple[Measure, ...]], ...] = (
    ("Complaints", Unit.COUNT, (Measure.RECEIVED, Measure.INVESTIGATED, Measure.RESPONDED)),
    ("Upheld or partly upheld", Unit.PERCENT, (Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.UPHELD)),
    ("Answered on time", Unit.PERCENT, (Measure.ON_TIME,)),
    ("Average days", Unit.DAYS, (Measure.AVERAGE_DAYS,)),
)

#: A panel of fewer periods than this is no course of events.
ENOUGH = 2


@dataclass(frozen=True)
class Number:
    """A number of the panel: the observation it is, and what it was counted or measured against."""

    observation: str
    value: float
    unit: Unit
    measure: str
    target_days: int | None

    @property
    def text(self) -> str:
        """The number as people write it."""
        return amount(self.value, self.unit)


@dataclass(frozen=True)
class Line:
    """One period: a number for each heading of the panel, None where none is stated."""

    period: str
    numbers: tuple[Number | None, ...]


@dataclass(frozen=True)
class Panel:
    """One procedure and stage by quarter, or by half year: lines in order of time, and charts of what they show."""

    stream: str
    stage: str
    kind: PeriodType
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    charts: tuple[Chart, ...]


_QUERY = """
    select o.id, o.stream, o.stage, o.period, o.period_type, o.measure, o.unit, o.value, o.target_days
    from observations as o join reports as r on r.report = o.report
    where o.council = ? and o.period_type in ('quarter', 'half') and o.dimension is null
      and o.measure in ({measures}) and o.unit in ('count', 'percent', 'days')
    order by o.stream, o.stage, o.period_type desc, o.period, r.year desc, o.method = 'table' desc, o.page, o.top
"""


def panels(connection: sqlite3.Connection, council: str) -> list[Panel]:
    """The panels of a council, one for each procedure, stage and kind of period with two periods or more.

    Of several values for a number the latest report's stands, then a table's, then the first.
    """
    measures = [measure.value for _, _, each in COLUMNS for measure in each]
    query = _QUERY.format(measures=", ".join("?" * len(measures)))
    rows = connection.execute(query, (council, *measures)).fetchall()
    made = []
    for (stream, stage, kind), group in groupby(rows, lambda row: (row["stream"], row["stage"], row["period_type"])):
        panel = _panel(stream, stage, PeriodType(kind), list(group))
        if panel:
            made.append(panel)
    return made


def _panel(stream: str, stage: str, kind: PeriodType, rows: Sequence[sqlite3.Row]) -> Panel | None:
    lines = []
    for period, group in groupby(rows, lambda row: row["period"]):
        stated = list(group)
        lines.append(Line(period, tuple(_number(stated, unit, measures) for _, unit, measures in COLUMNS)))
    shown = [at for at in range(len(COLUMNS)) if any(line.numbers[at] for line in lines)]
    lines = [Line(line.period, tuple(line.numbers[at] for at in shown)) for line in lines if any(line.numbers)]
    if len(lines) < ENOUGH:
        return None
    headings = tuple(COLUMNS[at][0] for at in shown)
    return Panel(stream, stage, kind, headings, tuple(lines), _charts(stream, stage, kind, headings, lines))


def _number(rows: Iterable[sqlite3.Row], unit: Unit, measures: Sequence[Measure]) -> Number | None:
    """The number of one column: by the first measure that is stated; of several limits the longest."""
    of_unit = [row for row in rows if row["unit"] == unit]
    for measure in measures:
        stated = [row for row in of_unit if row["measure"] == measure]
        if stated:
            longest = max(row["target_days"] or 0 for row in stated)
            row = next(row for row in stated if (row["target_days"] or 0) == longest)
            return Number(row["id"], row["value"], unit, row["measure"], row["target_days"])
    return None


def _charts(
    stream: str, stage: str, kind: PeriodType, headings: Sequence[str], lines: Sequence[Line]
) -> tuple[Chart, ...]:
    periods = _periods(kind, lines)
    charts = []
    for at, heading in enumerate(headings):
        found = [(line.period, number) for line in lines if (number := line.numbers[at])]
        if len(found) < ENOUGH:
            continue
        points = [Point(period, number.value, like=_like(number)) for period, number in found]
        unit = found[0][1].unit
        identity = f"{kind}-{stream}-{stage}-{at}".replace("_", "-")
        charts.append(series(identity, points, unit, periods, heading, bars=unit is Unit.COUNT))
    return tuple(charts)


def _like(number: Number) -> str:
    if number.measure == Measure.ON_TIME:
        return f"limit {number.target_days} days" if number.target_days else "no limit stated"
    return "" if number.measure == Measure.UPHELD_OR_PARTIALLY_UPHELD else words(number.measure)


def _periods(kind: PeriodType, lines: Sequence[Line]) -> list[str]:
    """Every period from the first to the last, those without numbers too."""
    parts, letter = PARTS[kind]
    first, last = lines[0].period, lines[-1].period
    years = [year_of(first)]
    while years[-1] < year_of(last):
        years.append(shifted(years[-1], 1))
    every = [part(year, f"{letter}{at}") for year in years for at in range(1, parts + 1)]
    found = [period for period in every if first <= period <= last]
    # A financial and a calendar year do not follow each other.
    return found if {line.period for line in lines} <= set(found) else [line.period for line in lines]
