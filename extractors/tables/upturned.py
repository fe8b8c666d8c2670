"""Upturned tables: one row of numbers with the words for each below it, as under the parts of a bar."""

from __future__ import annotations

from dataclasses import replace

from extractors.reading.model import Table
from extractors.tables.cells import is_numeric
from extractors.tables.headrows import OWN_MEANING, text_at


def turned_up(table: Table) -> Table:
    """A table of two rows with its words above its numbers; any other as it is."""
    if table.rows != 2 or table.columns < 2:
        return table
    numbers, words = ([text_at(table, row, column) for column in range(table.columns)] for row in (0, 1))
    if not all(map(is_numeric, numbers)) or not all(
        OWN_MEANING.search(text) and not is_numeric(text) for text in words
    ):
        return table
    cells = sorted((replace(cell, row=1 - cell.row) for cell in table.cells), key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(cells), header_rows=1)
