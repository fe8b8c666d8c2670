"""Centred labels: labels that stand half way down the rows that they hold for, in tables without rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.reading.model import Cell, Table
from extractors.tables.cells import is_nothing


def spread_centred(table: Table) -> Table:
    """A table in which labels of the first column, set half way down their rows, cover all of them.

    "Stage 1", "Benefits", "Stage 2" below one another in two columns: both stages are of benefits. So it is only where
    the first row has no label, which no row above could give it, and where each round of the second labels
    ("Stage 1", "Stage 2", again "Stage 1") has one label.
    """
    body = range(table.header_rows, table.rows)
    if table.columns < 3 or len(body) < 3 or _text(table, body[0], 0) or not _text(table, body[0], 1):
        return table
    rounds = _rounds(table, body)
    labels = [[cell for row in rows if (cell := table.at(row, 0)) and cell.string.strip()] for rows in rounds]
    if len(rounds) < 2 or any(len({id(cell) for cell in found}) != 1 for found in labels):
        return table
    kept = [row for row in range(table.rows) if row < body[0] or not _only_labels(table, row)]
    place = {row: at for at, row in enumerate(kept)}
    cells = [
        replace(cell, row=place[cell.row]) for cell in table.cells if cell.row in place and not _is_label(cell, body)
    ]
    for rows, found in zip(rounds, labels, strict=True):
        filled = [place[row] for row in rows if row in place]
        cells.append(Cell(filled[0], 0, found[0].text, rowspan=len(filled)))
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), rows=len(kept))


def _rounds(table: Table, body: range) -> list[list[int]]:
    """The rows of each round: one begins where the first of the second labels comes again, or where there is none."""
    first = _text(table, body[0], 1)
    rounds: list[list[int]] = []
    early: list[int] = []
    for row in body:
        second = _text(table, row, 1)
        if _only_labels(table, row):
            early.append(row)
            continue
        if not rounds or second == first or is_nothing(second) or second in _seconds(table, rounds[-1]):
            rounds.append([])
        rounds[-1].append(row)
    return _with_labels(table, rounds, early)


def _with_labels(table: Table, rounds: list[list[int]], early: Sequence[int]) -> list[list[int]]:
    """Rounds with the rows that hold nothing but a label: each belongs to the round that goes on below it."""
    for row in early:
        home = next((rows for rows in rounds if rows[0] < row < rows[-1]), None)
        if home is None:
            return []
        home.insert(next(at for at, other in enumerate(home) if other > row), row)
    return rounds


def _seconds(table: Table, rows: Sequence[int]) -> set[str]:
    return {_text(table, row, 1) for row in rows}


def _only_labels(table: Table, row: int) -> bool:
    return bool(_text(table, row, 0)) and not any(_text(table, row, column) for column in range(1, table.columns))


def _is_label(cell: Cell, body: range) -> bool:
    return cell.column == 0 and cell.row in body


def _text(table: Table, row: int, column: int) -> str:
    cell = table.at(row, column)
    return cell.string.strip() if cell else ""
