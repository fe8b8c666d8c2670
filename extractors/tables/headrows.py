"""Heading rows: which rows of a table head its columns, and which columns are tables of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.lexicon.match import fold
from extractors.reading.model import Cell, Table
from extractors.tables.cells import is_nothing, is_numeric

#: A word that may name something.
OWN_MEANING = re.compile(r"[A-Za-z]{3,}")


def text_at(table: Table, row: int, column: int) -> str:
    """The text of a place; empty where there is no cell."""
    cell = table.at(row, column)
    return cell.string.strip() if cell else ""


def has_words(table: Table, row: int, columns: Sequence[int]) -> bool:
    """Whether a row says anything in some columns."""
    return any((text := text_at(table, row, column)) and not is_nothing(text) for column in columns)


def has_numbers(table: Table, row: int, columns: Sequence[int]) -> bool:
    """Whether a row holds data in some columns."""
    return any(is_numeric(text_at(table, row, column)) for column in columns)


def header_rows_of(table: Table) -> int:
    """How many leading rows head the columns: those without data, at least the rows marked so."""
    others = range(1, table.columns)
    count = 0
    for row in range(table.rows):
        if has_numbers(table, row, others) or _names_group(table, row) or _is_first_figure(table, row):
            break
        if has_words(table, row, others):
            count = row + 1
        elif row > 1:
            break
    else:
        return table.header_rows
    return max(count, table.header_rows)


def _names_group(table: Table, row: int) -> bool:
    """Whether a row is one merged cell below a row of headings of several words: the name of the rows that follow."""
    if row == 0 or not spans_row(table, row, range(table.columns)):
        return False
    return len({id(cell) for column in range(table.columns) if (cell := table.at(row - 1, column))}) > 1


_LIKE_A_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")


def _is_first_figure(table: Table, row: int) -> bool:
    """Whether a row is one of figures though its number looks like a year: "Repairs | 2017", above "Heating | 1803"."""
    if row == 0 or table.columns != 2 or not OWN_MEANING.search(text_at(table, row, 0)):
        return False
    figures = [text for below in range(row + 1, table.rows) if is_numeric(text := text_at(table, below, 1))]
    return _LIKE_A_YEAR.fullmatch(text_at(table, row, 1)) is not None and len(figures) >= 2


def side_by_side(table: Table, first: int) -> list[tuple[int, int]]:
    """The columns of each of the tables that stand side by side under repeated headings."""
    heads = [fold(" ".join(stacked(table, [(row, c) for row in range(first)]))).lower() for c in range(table.columns)]
    lowest = [fold(text_at(table, first - 1, c)).lower() if first else "" for c in range(table.columns)]
    titled = first > 1 and len({head for row in range(first - 1) for head in stacked(table, _row(table, row))}) > 1
    starts = [0]
    for column in range(2, table.columns - 1):
        body = [text for row in range(first, table.rows) if (text := text_at(table, row, column))]
        named = sum(OWN_MEANING.search(text) is not None and not is_numeric(text) for text in body)
        again = titled and lowest[column] in {"", lowest[0]} and lowest[column + 1] == lowest[1] != ""
        if (heads[column] == heads[0] or again) and named * 10 >= len(body) * 7 > 0 and column - starts[-1] > 1:
            starts.append(column)
    return list(zip(starts, [*starts[1:], table.columns], strict=True))


def _row(table: Table, row: int) -> list[tuple[int, int]]:
    return [(row, column) for column in range(table.columns)]


def sections_of(
    table: Table, first: int, labels: tuple[int, ...], columns: range
) -> Iterator[tuple[tuple[int, ...], range]]:
    """Rows of headings with the rows of data below them; a row of headings may stand half way down."""
    data = [column for column in columns if column not in labels]
    numeric = [c for c in data if any(is_numeric(text_at(table, row, c)) for row in range(first, table.rows))]
    header: tuple[int, ...] = tuple(range(first))
    start = first
    for row in range(first, table.rows - 1):
        heads = sum(has_words(table, row, [column]) for column in numeric)
        below = has_numbers(table, row + 1, numeric) or not has_words(table, row + 1, numeric)
        if (
            heads * 2 >= len(numeric) > 0
            and not has_numbers(table, row, data)
            and below
            and not spans_row(table, row, columns)
            and not _is_first_figure(table, row)
        ):
            if row > start:
                yield header, range(start, row)
            header, start = (row,), row + 1
    yield header, range(start, table.rows)


def spans_row(table: Table, row: int, columns: range) -> bool:
    """Whether one cell of words fills a row, or all of it but one place: the name of a group."""
    cell = table.at(row, columns[0])
    if cell is None or not 1 < cell.colspan >= len(columns) - 1:
        return False
    return not has_numbers(table, row, columns)


def stacked(table: Table, places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The distinct texts of some places, a merged cell once."""
    return tuple(cell.string.strip() for cell in cells_at(table, places))


def cells_at(table: Table, places: Sequence[tuple[int, int]]) -> list[Cell]:
    """The cells of some places that are not blank, a merged cell once."""
    seen: list[Cell] = []
    for row, column in places:
        cell = table.at(row, column)
        if cell is not None and cell not in seen and cell.string.strip():
            seen.append(cell)
    return seen
