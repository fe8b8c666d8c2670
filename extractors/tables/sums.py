"""Sums: lines that add up to another are of its stage, or count what it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.lexicon.kinds import BASES
from extractors.tables.axes import measured
from extractors.tables.cells import parts
from extractors.tables.grid import Grid, Line
from schemas.codes import Stage

#: The sums of at least so many lines must come right, and of this share of all.
_LEAST, _SHARE = 3, 0.7
#: Smaller numbers may be a sum by chance.
_LEAST_WHOLE = 10


def parts_of_stages(grid: Grid) -> Grid:
    """A grid whose quarters, or months, belong to the stage whose numbers are their sums: "Q1 ... Q4, Stage 1"."""
    columns = _mended(grid.columns, grid.rows, lambda column, row: _count(grid, row, column))
    rows = _mended(grid.rows, grid.columns, lambda row, column: _count(grid, row, column))
    return replace(grid, rows=rows, columns=columns)


def _mended(
    lines: tuple[Line, ...], across: Sequence[Line], count: Callable[[Line, Line], float | None]
) -> tuple[Line, ...]:
    spread = [line for line in lines if _is_part(line)]
    staged = [line for line in lines if _stage(line) is not None]
    if len(spread) < 2:
        return lines
    summed = [line for line in staged if _adds_up(spread, line, across, count)]
    if len(summed) != 1:
        return lines
    stage = _stage(summed[0])
    return tuple(_at(line, stage) if line in spread and stage else line for line in lines)


def _is_part(line: Line) -> bool:
    """Whether a line is a part of a year, of no stage and nothing that is measured."""
    words = line.own
    part = words is not None and any(period.part for period in words.periods)
    return part and not any(said.stages or measured(said) for said in line.facets)


def _stage(line: Line) -> Stage | None:
    """The stage of a line that says no more than its stage."""
    words = line.own
    if words is None or words.periods or measured(words) or words.unit is not None:
        return None
    return words.stages[0] if len(words.stages) == 1 else None


def _adds_up(
    spread: Sequence[Line], whole: Line, across: Sequence[Line], count: Callable[[Line, Line], float | None]
) -> bool:
    right = wrong = 0
    for other in across:
        total, addends = count(whole, other), [count(line, other) for line in spread]
        if total is None or any(addend is None for addend in addends):
            continue
        if total == sum(addend or 0 for addend in addends):
            right += 1
        else:
            wrong += 1
    return right >= _LEAST and right >= _SHARE * (right + wrong)


def _count(grid: Grid, row: Line, column: Line) -> float | None:
    """The one plain number of a cell."""
    cell = grid.cell(row, column)
    found = parts(cell.string) if cell else []
    return found[0].value if len(found) == 1 and found[0].unit is None else None


def _at(line: Line, stage: Stage) -> Line:
    own = line.facets[-1]
    return replace(line, facets=(*line.facets[:-1], replace(own, stages=(stage,))))


# Stages that add up to a base ----------------------------------------------------------------------------------


def parts_of_bases(grid: Grid) -> Grid:
    """A grid whose stages count what the line before them counts, if that is their sum: "Closed", "at Stage 1", ..."""
    rows = _counted(grid.rows, grid.columns, lambda row, column: _count(grid, row, column))
    columns = _counted(grid.columns, grid.rows, lambda column, row: _count(grid, row, column))
    return replace(grid, rows=rows, columns=columns)


def _counted(
    lines: tuple[Line, ...], across: Sequence[Line], count: Callable[[Line, Line], float | None]
) -> tuple[Line, ...]:
    result = list(lines)
    for at, base in enumerate(lines):
        if not _is_base(base):
            continue
        parts_ = list(takewhile(lambda line: _stage(line) is not None, lines[at + 1 :]))
        if len({_stage(line) for line in parts_}) == len(parts_) > 1 and _is_sum(parts_, base, across, count):
            measures = base.facets[-1].measures
            result[at + 1 : at + 1 + len(parts_)] = [
                replace(line, facets=(*line.facets[:-1], replace(line.facets[-1], measures=measures, soft=False)))
                for line in parts_
            ]
    return tuple(result)


def _is_base(line: Line) -> bool:
    """Whether a line counts cases, and names no stage of its own."""
    words = line.own
    return words is not None and measured(words) and words.measures[0] in BASES and not words.stages and not words.unit


def _is_sum(
    parts_: Sequence[Line], whole: Line, across: Sequence[Line], count: Callable[[Line, Line], float | None]
) -> bool:
    """Whether parts add up to the whole wherever all have counts; rounded percentages beside them need not."""
    right = wrong = 0
    for other in across:
        numbers = [count(line, other) for line in (whole, *parts_)]
        known = [number for number in numbers if number is not None and number.is_integer()]
        if len(known) < len(numbers) or known[0] < _LEAST_WHOLE:
            continue
        right, wrong = right + (known[0] == sum(known[1:])), wrong + (known[0] != sum(known[1:]))
    return right > 0 and wrong == 0
