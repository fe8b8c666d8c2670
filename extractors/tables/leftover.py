"""Leftovers: the numbers of a table that no row and column gave a meaning, each with the reason why it has none.

Whoever takes a figure from a table has to account for all of it: what is no observation is unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.reading.model import Cell, Table
from extractors.tables.cells import is_numeric, is_range, is_year, parts
from extractors.tables.grid import Grid
from schemas.observation import Box, Unread

#: As much of a remark is kept.
LONGEST = 80

_PURE = re.compile(r"^\W*\d[\d,.]{2,}\W*$|^\W*\d[\d,.]*\s*%\W*$")
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


def leftovers(table: Table, read: Sequence[Grid], passed: Sequence[Grid], taken: Sequence[Box]) -> list[Unread]:
    """The numbers of a table that are in none of the boxes ``taken``.

    ``read`` are its grids that were interpreted, ``passed`` those that are not about complaints. Labels and headings
    are no numbers, whatever digits they hold.
    """
    result: list[Unread] = []
    for cell in table.cells:
        if not re.search(r"\d", cell.string) or any(_meets(cell, box) for box in taken):
            continue
        reason = _reason(table, cell, read, passed)
        if reason is not None:
            result += _unread(cell, reason)
    return result


def _meets(cell: Cell, box: Box) -> bool:
    return any(
        word.page == box.page
        and min(word.x1, box.x1) > max(word.x0, box.x0)
        and min(word.bottom, box.bottom) > max(word.top, box.top)
        for word in cell.text.words
    )


def _reason(table: Table, cell: Cell, read: Sequence[Grid], passed: Sequence[Grid]) -> str | None:
    """Why a cell gave nothing; None for a label or heading."""
    if any(_holds(grid, cell) for grid in read):
        if is_numeric(cell.string):
            return "neither its row nor its column is one of figures"
        return "a year or date, not a figure" if _is_dated(cell.string) else "a number among words, not a figure"
    if any(_holds(grid, cell) for grid in passed):
        return "in a part of the table that is not about complaints"
    if cell.row < table.header_rows:
        return "a figure among the headings" if _PURE.match(cell.string) and not is_year(cell.string) else None
    is_label = cell.column == 0 or is_range(cell.string) or not _PURE.match(cell.string)
    return None if is_label else "a figure among the labels"


def _is_dated(text: str) -> bool:
    return is_year(text) or _DATED.search(text) is not None


def _holds(grid: Grid, cell: Cell) -> bool:
    """Whether a cell stands where a row and a column of figures meet."""
    rows = range(cell.row, cell.row + cell.rowspan)
    columns = range(cell.column, cell.column + cell.colspan)
    return any(line.index in rows for line in grid.rows) and any(line.index in columns for line in grid.columns)


def _unread(cell: Cell, reason: str) -> Iterator[Unread]:
    if not is_numeric(cell.string):
        yield Unread(box=cell.text.box(), text=cell.string[:LONGEST], reason=reason)
        return
    for part in parts(cell.string):
        yield Unread(box=cell.text.box(part.start, part.end), text=cell.string[part.start : part.end], reason=reason)
