"""Headings of tables without a grid: their storeys, wrapped lines and group headings over several columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.grid import Grid, GridCell
from extractors.reading.lines import Line, area_of
from extractors.reading.model import Word

Columns = Sequence[tuple[float, float]]

#: Lines closer than this many font sizes can be lines of one cell.
TIGHT = 0.5


def edges_of(columns: Columns) -> list[float]:
    """The middle of the white space between neighbouring columns."""
    return [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]


def place(word: Word, edges: Sequence[float]) -> int:
    """The column in which a word's middle lies."""
    return place_of((word.x0 + word.x1) / 2, edges)


def place_of(x: float, edges: Sequence[float]) -> int:
    """The column in which a position lies."""
    return sum(1 for edge in edges if x > edge)


def texts_of(words: Sequence[Word], edges: Sequence[float]) -> dict[int, list[Word]]:
    """Words by the column that they stand in."""
    texts: dict[int, list[Word]] = {}
    for word in words:
        texts.setdefault(place(word, edges), []).append(word)
    return texts


def header_rows(lines: Sequence[Line], columns: Columns) -> list[tuple[list[Line], bool]]:
    """Lines of the heading as rows: wrapped lines together, storeys of spanning headings apart."""
    result: list[tuple[list[Line], bool]] = []
    for line in lines:
        if result and _wraps(result[-1][0], line, columns):
            result[-1][0].append(line)
        else:
            result.append(([line], False))
    return result


def _wraps(above: Sequence[Line], line: Line, columns: Columns) -> bool:
    """Whether a line of the heading goes on with the texts of the lines above."""
    if line.top - above[-1].bottom > TIGHT * line.size:
        return False
    for segment in (s for upper in above for s in upper.segments):
        under = [s for s in line.segments if s.x0 < segment.x1 and s.x1 > segment.x0]
        reached = [c for c in columns if c[0] < segment.x1 and c[1] > segment.x0]
        if len(under) > 1 and (len(reached) > 1 or len(under) > 1):
            return False
    fewer = len(above[-1].segments) < len(line.segments)
    return not (fewer and any(_between(s.x0, s.x1, columns) for s in above[-1].segments))


def _between(x0: float, x1: float, columns: Columns) -> bool:
    """Whether a text stands over two columns rather than one."""
    return sum(1 for left, right in columns if left < x1 and right > x0) > 1


def header_cells(
    index: int, lines: Sequence[Line], columns: Columns, storeys: Sequence[tuple[list[Line], bool]], edges: list[float]
) -> list[GridCell]:
    """Cells of one row of the heading; a group heading spans the columns that its text is centred over."""
    last = index == len(storeys) - 1
    placed: dict[tuple[int, int], list[Word]] = {}
    blocks = _blocks(lines)
    if last:
        for block in blocks:
            touched = [i for i, c in enumerate(columns) if c[0] < block.x1 and c[1] > block.x0]
            texts = texts_of(block.words, edges)
            if len(texts) > 1 and splits(block.words, edges):
                for column, words in texts.items():
                    placed.setdefault((column, column), []).extend(words)
                continue
            middle = (block.x0 + block.x1) / 2
            near = min(range(len(columns)), key=lambda i: _distance(columns[i], middle))
            home = min(touched, key=lambda i: _distance(columns[i], middle)) if touched else near
            span = (home, home)
            if len(touched) > 1 and not placed.get((home, home)):
                span = (home, home)
            placed.setdefault(span, []).extend(block.words)
    else:
        below = [column for column in range(len(columns)) if _has_heading(column, storeys[index + 1 :], edges)]
        for block, span in zip(blocks, _group_spans(blocks, columns, below), strict=True):
            placed.setdefault(span, []).extend(block.words)
    return [GridCell(index, first, words, colspan=end - first + 1) for (first, end), words in sorted(placed.items())]


def _distance(column: tuple[float, float], x: float) -> float:
    if column[0] <= x <= column[1]:
        return 0.0
    return min(abs(column[0] - x), abs(column[1] - x))


def _blocks(lines: Sequence[Line]) -> list[Line]:
    """Segments of a heading that stand under each other as one text each."""
    blocks: list[list[Word]] = []
    for line in lines:
        for segment in line.segments:
            for block in blocks:
                box = area_of(block)
                if segment.x0 < box.x1 and segment.x1 > box.x0:
                    block.extend(segment.words)
                    break
            else:
                blocks.append(list(segment.words))
    return [Line(tuple(block)) for block in blocks]


def splits(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether every edge that words lie around falls between two of them."""
    return not any(word.x0 + 1 < edge < word.x1 - 1 for word in words for edge in edges)


def _has_heading(column: int, storeys: Sequence[tuple[list[Line], bool]], edges: Sequence[float]) -> bool:
    return any(place(word, edges) == column for lines, _ in storeys for line in lines for word in line.words)


def _group_spans(blocks: Sequence[Line], columns: Columns, below: Sequence[int]) -> list[tuple[int, int]]:
    """For each group heading the columns under it: those nearest to it, in one piece."""
    owners: dict[int, list[int]] = {}
    for column in below:
        middle = (columns[column][0] + columns[column][1]) / 2
        nearest = min(range(len(blocks)), key=lambda i: _reach(blocks[i], columns[column], middle))
        owners.setdefault(nearest, []).append(column)
    spans = []
    for index, block in enumerate(blocks):
        mine = owners.get(index, [])
        touched = [i for i, c in enumerate(columns) if c[0] < block.x1 and c[1] > block.x0]
        middle = (block.x0 + block.x1) / 2
        home = min(range(len(columns)), key=lambda i: _distance(columns[i], middle))
        if home not in below:
            spans.append((home, home))
            continue
        mine = sorted(set(mine) | {i for i in touched if i in below})
        if mine and columns[mine[0]][0] > block.x1 + 4 * block.size:
            mine = []
        spans.append((mine[0], mine[-1]) if mine else (home, home))
    return spans


def _reach(block: Line, column: tuple[float, float], middle: float) -> float:
    overlap = min(block.x1, column[1]) - max(block.x0, column[0])
    return abs((block.x0 + block.x1) / 2 - middle) - max(overlap, 0.0)


def raise_labels(grid: Grid) -> None:
    """A heading of one column that stands beside a group heading reaches over all storeys."""
    depth = grid.header_rows
    if depth < 2:
        return
    for cell in [cell for cell in grid.cells if cell.row < depth and cell.colspan == 1]:
        others = [
            c for c in grid.cells if c is not cell and c.row < depth and c.column <= cell.column < c.column + c.colspan
        ]
        if not others:
            cell.row, cell.rowspan = 0, depth
