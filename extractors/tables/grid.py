"""The grid: which rows and columns of a table are labels, which are data, and what the labels say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicon.facets import Facets, facets
from extractors.reading.model import Cell, Table
from extractors.tables.cells import is_nothing, is_numeric
from schemas.codes import Stream

_NUMBERED = re.compile(r"^\s*(?:stage|quarter|qtr|year|month|period|level|q|step|half)s?\s*$", re.I)


class Axis(StrEnum):
    """What tells the rows (or columns) of a table apart."""

    STREAM = "stream"
    STAGE = "stage"
    MEASURE = "measure"
    PERIOD = "period"
    CATEGORY = "category"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Line:
    """A row or column of data: its labels from the outermost to the nearest, and what each says.

    ``head`` is the heading over the label (for rows: of the label column nearest to the data).
    """

    index: int
    labels: tuple[str, ...]
    facets: tuple[Facets, ...]
    head: str = ""

    @property
    def text(self) -> str:
        """The labels in one line."""
        return " | ".join(label for label in self.labels if label)

    @property
    def is_total(self) -> bool:
        """Whether this is a line of totals."""
        return bool(self.facets) and "total" in self.facets[-1].flags

    def has(self, flag: str) -> bool:
        """Whether any label carries a flag of the lexicon."""
        return any(flag in words.flags for words in self.facets)


@dataclass(frozen=True)
class Grid:
    """A table taken apart: rows and columns of data with their labels."""

    table: Table
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    label_columns: tuple[int, ...]
    label_heads: tuple[str, ...]

    def cell(self, row: Line, column: Line) -> Cell | None:
        """The cell where a row and a column meet."""
        return self.table.at(row.index, column.index)


def _text(table: Table, row: int, column: int) -> str:
    cell = table.at(row, column)
    return cell.string.strip() if cell else ""


def header_rows(table: Table) -> int:
    """How many leading rows head the columns: those without data, at least the rows marked so."""
    count = 0
    for row in range(table.rows):
        texts = [_text(table, row, column) for column in range(1, table.columns)]
        if any(is_numeric(text) for text in texts) or not any(texts):
            break
        count += 1
    return max(count, table.header_rows) if count < table.rows else table.header_rows


def _is_label_column(table: Table, column: int, first: int) -> bool:
    head = " ".join(_text(table, row, column) for row in range(first))
    body = [text for row in range(first, table.rows) if (text := _text(table, row, column))]
    if not body:
        return column == 0
    if _NUMBERED.match(head) and column == 0:
        return True
    data = sum(is_numeric(text) or is_nothing(text) for text in body)
    return data * 2 < len(body)


def label_columns(table: Table, first: int) -> tuple[int, ...]:
    """The leading columns that label the rows."""
    columns = []
    for column in range(table.columns - 1):
        if not _is_label_column(table, column, first):
            break
        head = facets(" ".join(_text(table, row, column) for row in range(first)))
        if columns and "limit_only" in head.flags:
            break
        columns.append(column)
    return tuple(columns)


def _stack(table: Table, cells: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The distinct texts of some places, a merged cell once."""
    seen: list[Cell] = []
    for row, column in cells:
        cell = table.at(row, column)
        if cell is not None and cell not in seen and cell.string.strip():
            seen.append(cell)
    return tuple(cell.string.strip() for cell in seen)


def _row_labels(table: Table, row: int, columns: tuple[int, ...], heads: tuple[str, ...]) -> tuple[str, ...]:
    labels = list(_stack(table, [(row, column) for column in columns]))
    if labels and heads and _NUMBERED.match(heads[-1]) and re.match(r"^\W*\d", labels[-1]):
        labels[-1] = f"{heads[-1]} {labels[-1]}"
    return tuple(labels)


def take_apart(table: Table, facets: Callable[[str], Facets]) -> Grid | None:
    """The grid of a table, its labels read by ``facets``; None where it holds no data."""
    first = header_rows(table)
    labels = label_columns(table, first)
    heads = tuple(" ".join(_stack(table, [(row, column) for row in range(first)])) for column in labels)
    data_columns = [column for column in range(table.columns) if column not in labels]
    columns = []
    for column in data_columns:
        texts = _stack(table, [(row, column) for row in range(first)])
        columns.append(Line(column, texts, (facets(" ".join(texts)),) if texts else ()))
    rows: list[Line] = []
    group: tuple[str, ...] = ()
    for row in range(first, table.rows):
        own = _row_labels(table, row, labels, heads)
        filled = [column for column in data_columns if _text(table, row, column)]
        spanning = table.at(row, 0)
        if own and (not filled or (spanning is not None and spanning.colspan >= table.columns - 1)):
            group = own
            continue
        texts = (*group, *own)
        rows.append(Line(row, texts, tuple(facets(text) for text in texts), heads[-1] if heads else ""))
    if not rows or not columns:
        return None
    return Grid(table, tuple(rows), tuple(columns), labels, heads)


def kinds(line: Line) -> set[Axis]:
    """What a label says, as kinds of meaning; a category where no facet explains its words."""
    if not line.facets:
        return set()
    words = line.facets[-1]
    found: set[Axis] = set()
    if words.streams and words.streams != (Stream.ALL,):
        found.add(Axis.STREAM)
    if words.stages:
        found.add(Axis.STAGE)
    if words.measures and not words.soft:
        found.add(Axis.MEASURE)
    if words.periods:
        found.add(Axis.PERIOD)
    if not found and not line.is_total and words.residue:
        found.add(Axis.CATEGORY)
    return found


def axis(lines: Sequence[Line], cued: bool) -> Axis:
    """What tells the lines apart: the kind of meaning that most of them, totals aside, have.

    ``cued``: the heading over the labels announces a breakdown ("Service"), so that names of
    procedures among them are categories unless they are most of the lines.
    """
    own = [line for line in lines if not line.is_total and line.facets]
    if not own:
        return Axis.NOTHING
    share = {kind: sum(kind in kinds(line) for line in own) / len(own) for kind in Axis}
    exact = sum(Axis.STREAM in kinds(line) and not line.facets[-1].residue for line in own) / len(own)
    if cued and exact < 0.6 and share[Axis.MEASURE] < 0.5 and share[Axis.STAGE] < 0.5 and share[Axis.PERIOD] < 0.5:
        return Axis.CATEGORY
    if share[Axis.CATEGORY] + share[Axis.STREAM] >= 0.6 and exact < 0.5 and share[Axis.CATEGORY] > 0 and share[Axis.MEASURE] < 0.4:
        return Axis.CATEGORY
    order = (Axis.MEASURE, Axis.STAGE, Axis.PERIOD, Axis.STREAM, Axis.CATEGORY)
    best = max(order, key=lambda kind: share[kind])
    return best if share[best] >= 0.4 else Axis.CATEGORY if share[Axis.CATEGORY] > 0 else Axis.NOTHING
