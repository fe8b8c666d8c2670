"""Storeys: headings of a ruled table that no rule parts, told apart by the white space between them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.reading.grid import GridCell
from extractors.reading.groupheads import Columns
from extractors.reading.heads import heading, layers
from extractors.reading.lines import lines_of


def headings_apart(cells: Sequence[GridCell], columns: Columns, parted: bool = True) -> tuple[list[GridCell], int]:
    """Cells of a grid with the headings apart that cells of the first row hold; the rows that they take.

    "Stage 1" above "2022-23" and "2023-24" becomes a heading of two columns and one of each; the first row
    then takes as many rows as there are storeys. ``parted``: upright rules run through the first row.
    """
    first = sorted((cell for cell in cells if cell.row == 0), key=lambda cell: cell.column)
    together = [] if parted else _storeys(first, columns)
    read = together or [_read(run, columns) for run in _runs(first, columns)]
    depth = max((storeys for _, storeys in read), default=1)
    found = [part for parts, storeys in read for part in _stretched(parts, storeys, depth)]
    if len(found) == len(first):
        return list(cells), 1
    for cell in cells:
        if cell.row > 0:
            cell.row += depth - 1
    return [*found, *(cell for cell in cells if cell not in first)], depth


def _storeys(first: list[GridCell], columns: Columns) -> list[tuple[list[GridCell], int]]:
    """The headings of a row without upright rules, where they stand in storeys."""
    parts, depth = heading(lines_of(word for cell in first for word in cell.words), columns, ())
    single = all(cell.rowspan == 1 for cell in first)
    return [(parts, depth)] if single and depth > 1 and any(part.colspan > 1 for part in parts) else []


def _runs(first: Sequence[GridCell], columns: Columns) -> list[list[GridCell]]:
    """The cells of a row, with neighbours together that hold several headings each."""
    runs: list[list[GridCell]] = []
    for cell in first:
        if _holds_several(cell, columns) and runs and _holds_several(runs[-1][-1], columns):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _holds_several(cell: GridCell, columns: Columns) -> bool:
    """Whether words of one line of a cell stand apart over several columns."""
    if cell.colspan < 2 or cell.rowspan > 1 or not cell.words:
        return False
    leaves, _ = layers(lines_of(cell.words), columns[cell.column : cell.column + cell.colspan])
    return len(leaves) > 1


def _read(run: list[GridCell], columns: Columns) -> tuple[list[GridCell], int]:
    """The headings that cells hold, and in how many storeys they stand."""
    if not _holds_several(run[0], columns):
        return run, 1
    first, last = run[0].column, run[-1].column + run[-1].colspan
    parts, depth = heading(lines_of(word for cell in run for word in cell.words), columns[first:last], ())
    for part in parts:
        part.column += first
    return parts, depth


def _stretched(parts: list[GridCell], storeys: int, depth: int) -> list[GridCell]:
    """Cells of ``storeys`` rows set into ``depth`` rows: the lowest reach down to the last."""
    for part in parts:
        if part.row + part.rowspan == storeys:
            part.rowspan += depth - storeys
    return parts
