"""Bands: answers within 10 days, within 20 and later, told apart so that together they are all answers."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lexicon.facets import Facets
from extractors.tables.axes import LATER, gives_limits, measured
from extractors.tables.cells import parts
from extractors.tables.grid import Grid, Line
from schemas.codes import Measure, Unit

#: How far percentages of all answers may miss a hundred, by rounding.
_ROUNDING = 1.5
#: Totals below this may be the sums of anything.
_LEAST = 5


def between_limits(grid: Grid) -> tuple[Line, ...]:
    """The rows and columns that count the answers between two limits.

    "Within 10 days: 31, within 20 days: 22, over 20 days: 9, total: 62" has 22 that took from 11 to 20 days: fewer
    than were answered within 20.
    """
    return tuple(
        line
        for lines, across, of_rows in ((grid.rows, grid.columns, True), (grid.columns, grid.rows, False))
        for line in _beyond_first(grid, lines, across, of_rows)
    )


def _beyond_first(grid: Grid, lines: Sequence[Line], across: Sequence[Line], of_rows: bool) -> list[Line]:
    timed = [line for line in lines if line.own is not None and _is_within(line.own)]
    late = [line for line in lines if line.own is not None and _is_late(line.own)]
    totals = [line for line in lines if line.is_total]
    days = [line.own.limits[0].days for line in timed if line.own]
    alike = {(words.stages, words.streams, words.residue, words.unit) for line in timed if (words := line.own)}
    totals = totals or [line for line in lines if line.own is not None and _counts_all(line.own)]
    if len(alike) > 1 or len(timed) < 2 or days != sorted(set(days)) or len(totals) > 1 or not (totals or late):
        return []
    found = False
    for other in across:
        values = [_value(grid, line, other, of_rows) for line in (*timed, *late)]
        total = _value(grid, totals[0], other, of_rows) if totals else (100.0, Unit.PERCENT)
        if not any(values) or (not totals and not any(value and value[1] is Unit.PERCENT for value in values)):
            continue
        if total is None or any(value is None for value in values) or not _adds_up([v for v in values if v], total):
            return []
        found = True
    return timed[1:] if found else []


def _counts_all(words: Facets) -> bool:
    """Whether a label counts every answer, in time or not: "Number", "Complaints received"."""
    return (
        not words.limits and words.unit is not Unit.PERCENT and words.measure in (Measure.RECEIVED, Measure.RESPONDED)
    )


def _is_within(words: Facets) -> bool:
    """Whether a label is a time limit that answers kept: "Within 20 days", "20 days"."""
    timed = words.measure is Measure.ON_TIME or not measured(words)
    limits = len(words.limits) == 1 and not gives_limits(words) and "total" not in words.flags
    return timed and limits and not _is_late(words)


def _is_late(words: Facets) -> bool:
    after = bool(words.limits) and not measured(words) and LATER.search(words.text) is not None
    return words.measure is Measure.LATE or after


def _value(grid: Grid, line: Line, other: Line, of_rows: bool) -> tuple[float, Unit | None] | None:
    cell = grid.cell(line, other) if of_rows else grid.cell(other, line)
    found = parts(cell.string) if cell else []
    return (found[0].value, found[0].unit) if len(found) == 1 else None


def _adds_up(values: Sequence[tuple[float, Unit | None]], total: tuple[float, Unit | None]) -> bool:
    if any(unit is not total[1] for _, unit in values):
        return False
    added = sum(value for value, _ in values)
    if total[1] is Unit.PERCENT:
        return abs(added - total[0]) <= _ROUNDING
    return total[0] >= _LEAST and added == total[0]
