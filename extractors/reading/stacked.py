"""Stacked pieces: a table that zebra fills or a filled head cut into pieces is put together again.

Word processors and browsers paint only some rows of a table, so that the painted rows come out as one table,
the others as a second one, and a single row between them as a line of text. Pieces that stand right below each
other, in the same columns, are one table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.reading.model import Block, Cell, Kind, Table, Text, Word, box_of

#: Largest gap between two pieces, in heights of a line.
_GAP = 1.9
#: How much of the narrower of two columns the other must share to be the same column.
_SHARED = 0.5
#: A line of at most so many words may be a row.
_ROW_WORDS = 40
#: A line of at most so many words, indented at most so many points, may label the rows below it.
_GROUP_WORDS = 8
_INDENT = 12.0


@dataclass(frozen=True)
class _Piece:
    """A table, or a line of text that may be a row of one, with the extent of its words."""

    block: Block
    words: tuple[Word, ...]
    top: float
    bottom: float
    columns: tuple[tuple[float, float], ...]

    @property
    def height(self) -> float:
        """Height of a line, in points."""
        heights = sorted(word.bottom - word.top for word in self.words)
        return heights[len(heights) // 2]


def stacked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in which tables cut into pieces are whole again."""
    result: list[Block] = []
    for block in blocks:
        result.append(block)
        while (merged := _last_merged(result)) is not None:
            count, table = merged
            result[-count:] = [table]
    return tuple(result)


def _last_merged(blocks: list[Block]) -> tuple[int, Block] | None:
    """The last blocks as one table, and how many they were; None where they are not pieces of one."""
    if len(blocks) < 2 or blocks[-1].kind is not Kind.TABLE:
        return None
    below = _piece(blocks[-1])
    above = _piece(blocks[-2])
    if below is None or above is None or above.block.page != below.block.page or not _adjoin(above, below):
        return None
    if above.block.kind is Kind.TABLE:
        joined = _join(above, below)
        return (2, joined) if joined else None
    if below.block.table is None or below.block.table.header_rows:
        return None
    row = _row(above, below.columns) or _group(above, below.columns)
    if row is None:
        return None
    if len(blocks) >= 3 and blocks[-3].kind is Kind.TABLE:
        first = _piece(blocks[-3])
        if first is not None and first.block.page == above.block.page and _adjoin(first, row):
            middle = _join(first, replace(row, columns=first.columns))
            whole = _join(replace(_must(middle), columns=first.columns), below) if middle else None
            if whole:
                return 3, whole
    if _heads(row):
        joined = _join(row, below, header=True)
        return (2, joined) if joined else None
    return None


def _must(block: Block) -> _Piece:
    piece = _piece(block)
    if piece is None:
        raise ValueError("a joined table has words")
    return piece


def _piece(block: Block) -> _Piece | None:
    if block.kind is Kind.TABLE and block.table is not None:
        words = tuple(word for cell in block.table.cells for word in cell.text.words)
        columns = _columns(block.table)
    elif block.kind in (Kind.PARAGRAPH, Kind.HEADING):
        words, columns = block.text.words, ()
        if len(words) > _ROW_WORDS or block.number:
            return None
    else:
        return None
    here = [word for word in words if word.page == block.page]
    if not here or len(here) < len(words):
        return None
    box = box_of(here)
    return _Piece(block, tuple(here), box.top, box.bottom, columns)


def _columns(table: Table) -> tuple[tuple[float, float], ...]:
    """Left and right edge of the words of each column; empty where a column has no word of its own."""
    columns = []
    for column in range(table.columns):
        words = [w for cell in table.cells if cell.column == column and cell.colspan == 1 for w in cell.text.words]
        if not words:
            return ()
        columns.append((min(word.x0 for word in words), max(word.x1 for word in words)))
    return tuple(columns)


def _adjoin(above: _Piece, below: _Piece) -> bool:
    """Whether one piece stands right above another."""
    gap = below.top - above.bottom
    return -1.0 <= gap <= _GAP * max(above.height, below.height)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(min(one[1] - one[0], other[1] - other[0]), 1.0)


def _same_columns(above: _Piece, below: _Piece) -> bool:
    """Whether two pieces have the same columns: as many, and none that overlaps a neighbour's."""
    if len(above.columns) != len(below.columns) or len(above.columns) < 2:
        return False
    pairs = list(zip(above.columns, below.columns, strict=True))
    apart = all(
        max(one[1], other[1]) <= min(pairs[index + 1][0][0], pairs[index + 1][1][0]) + 2.0
        for index, (one, other) in enumerate(pairs[:-1])
    )
    return apart and sum(_overlap(one, other) > _SHARED for one, other in pairs) * 2 > len(pairs)


def _join(above: _Piece, below: _Piece, header: bool = False) -> Block | None:
    """Two pieces as one table; None where their columns differ or the lower has a head of its own."""
    one, other = above.block.table, below.block.table
    if one is None or other is None or not _same_columns(above, below):
        return None
    if other.header_rows and one.rows > one.header_rows:
        return None
    cells = [*one.cells, *(replace(cell, row=cell.row + one.rows) for cell in other.cells)]
    header_rows = one.header_rows + (other.header_rows if one.rows == one.header_rows else 0)
    table = Table(
        cells=tuple(cells),
        rows=one.rows + other.rows,
        columns=one.columns,
        header_rows=one.rows if header else header_rows,
        ruled=one.ruled or other.ruled,
        joined=one.joined or other.joined,
    )
    return replace(above.block, kind=Kind.TABLE, text=Text((), ()), table=table, level=0)


def _row(line: _Piece, columns: tuple[tuple[float, float], ...]) -> _Piece | None:
    """A line of text as a row in given columns; None where its words do not fall into them."""
    if not columns or line.bottom - line.top > 2.6 * line.height:
        return None
    starts = [columns[0][0]] + [(left[1] + right[0]) / 2 for left, right in zip(columns, columns[1:], strict=False)]
    places: list[list[Word]] = [[] for _ in columns]
    for word in line.words:
        at = max((index for index, start in enumerate(starts) if (word.x0 + word.x1) / 2 >= start), default=0)
        places[at].append(word)
    if sum(bool(words) for words in places) < max(2, len(columns) - 1):
        return None
    for left, right in zip(places, places[1:], strict=False):
        if left and right and min(w.x0 for w in right) - max(w.x1 for w in left) < 3.0:
            return None
    cells = tuple(Cell(0, index, Text.of(words)) for index, words in enumerate(places) if words)
    block = replace(line.block, kind=Kind.TABLE, table=Table(cells, 1, len(columns), 0, ruled=False))
    edges = tuple(
        (min(w.x0 for w in words), max(w.x1 for w in words)) if words else column
        for words, column in zip(places, columns, strict=True)
    )
    return _Piece(block, line.words, line.top, line.bottom, edges)


def _group(line: _Piece, columns: tuple[tuple[float, float], ...]) -> _Piece | None:
    """A short line without figures as the label of the rows below it; None where it is none."""
    if not columns or len(line.words) > _GROUP_WORDS or any(re.search(r"\d{2}", word.text) for word in line.words):
        return None
    if abs(line.words[0].x0 - columns[0][0]) > _INDENT or line.block.text.string.rstrip().endswith((".", ":")):
        return None
    cell = Cell(0, 0, Text.of(line.words), colspan=len(columns))
    block = replace(line.block, kind=Kind.TABLE, table=Table((cell,), 1, len(columns), 0, ruled=False))
    return _Piece(block, line.words, line.top, line.bottom, columns)


def _heads(row: _Piece) -> bool:
    """Whether a row reads as the head of columns: years, quarters, words, but no data."""
    table = row.block.table
    if table is None:
        return False
    texts = [cell.string for cell in table.cells if cell.column > 0]
    return len(texts) > 1 and all(re.search(r"[A-Za-z]|\b(?:19|20)\d\d\b|\d\d[/-]\d\d|%", text) for text in texts)
