"""Rows: the lines of a table without a grid become logical rows, headings and cells with spans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.canvas import Rule
from extractors.reading.grid import Grid, GridCell, is_value
from extractors.reading.lines import Line, area_of
from extractors.reading.model import Word

Columns = Sequence[tuple[float, float]]

#: Lines closer than this many font sizes can be lines of one cell.
TIGHT = 0.5


def build(page: int, rows: Sequence[Line], heads: int, columns: Columns, rules: Sequence[Rule]) -> Grid | None:
    """Lines as a grid: ``heads`` leading lines head the columns, the rest is the body."""
    edges = _edges(columns)
    head_rows = _header_rows(rows[:heads], columns)
    body_rows = group_lines(rows[heads:], columns, rules)
    cells: list[GridCell] = []
    for index, (line_group, _) in enumerate(head_rows):
        cells.extend(_header_cells(index, line_group, columns, head_rows, edges))
    depth = len(head_rows)
    for offset, group in enumerate(body_rows):
        cells.extend(_body_cells(depth + offset, group, edges, columns))
    grid = Grid(page=page, cells=cells, rows=depth + len(body_rows), columns=list(columns), header_rows=depth)
    _raise_header_labels(grid)
    _span_floating(grid, body_rows, depth)
    _span_labels(grid, body_rows, depth)
    grid.tidy()
    return grid if grid.rows >= 2 and len(grid.columns) >= 2 else None


def _edges(columns: Columns) -> list[float]:
    return [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]


def place(word: Word, edges: Sequence[float]) -> int:
    """The column in which a word's middle lies."""
    middle = (word.x0 + word.x1) / 2
    return sum(1 for edge in edges if middle > edge)


def _texts(words: Sequence[Word], edges: Sequence[float]) -> dict[int, list[Word]]:
    texts: dict[int, list[Word]] = {}
    for word in words:
        texts.setdefault(place(word, edges), []).append(word)
    return texts


def _header_rows(lines: Sequence[Line], columns: Columns) -> list[tuple[list[Line], bool]]:
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
    if fewer and any(_between(s.x0, s.x1, columns) for s in above[-1].segments):
        return False
    return True


def _between(x0: float, x1: float, columns: Columns) -> bool:
    """Whether a text stands over two columns rather than one."""
    return sum(1 for left, right in columns if left < x1 and right > x0) > 1


def _header_cells(
    index: int, lines: Sequence[Line], columns: Columns, storeys: Sequence[tuple[list[Line], bool]], edges: list[float]
) -> list[GridCell]:
    """Cells of one row of the heading; a group heading spans the columns that its text is centred over."""
    last = index == len(storeys) - 1
    placed: dict[tuple[int, int], list[Word]] = {}
    blocks = _blocks(lines)
    if last:
        for block in blocks:
            touched = [i for i, c in enumerate(columns) if c[0] < block.x1 and c[1] > block.x0]
            texts = _texts(block.words, edges)
            if len(texts) > 1 and _splits(block.words, edges):
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


def _splits(words: Sequence[Word], edges: Sequence[float]) -> bool:
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


def _raise_header_labels(grid: Grid) -> None:
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


def group_lines(lines: Sequence[Line], columns: Columns, rules: Sequence[Rule]) -> list[list[Line]]:
    """Lines of the body as logical rows: a row ends at a rule, at a gap, or where new figures begin."""
    if not lines:
        return []
    edges = _edges(columns)
    width = columns[-1][1] - columns[0][0]
    walls = sorted(rule.at for rule in rules if rule.length >= 0.7 * width)
    gaps = [below.top - max(row.bottom for row in lines[: i + 1]) for i, below in enumerate(lines[1:])]
    size = lines[0].size
    least = min(gaps, default=0.0)
    loose = max(least, 0.0) + 0.3 * size
    anchors = [_is_anchor(line, edges) for line in lines]
    bands = _bands(lines, walls)
    if walls and len(bands) >= max(3, sum(anchors) - 1) and all(sum(anchors[i] for i in band) <= 1 for band in bands):
        return [[lines[i] for i in band] for band in bands]
    if not any(anchors):
        return _by_gaps(lines, gaps, loose, walls, edges)
    return _by_anchors(lines, anchors, gaps, loose, walls, edges)


def _is_anchor(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line opens a row of figures: a label with figures beside it."""
    texts = _texts(line.words, edges)
    values = [c for c, words in texts.items() if c > 0 and is_value(" ".join(word.text for word in words))]
    labels = [c for c in texts if c not in values]
    return bool(values) and (bool(labels) or len(values) > 1)


def _bands(lines: Sequence[Line], walls: Sequence[float]) -> list[list[int]]:
    bands: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        middle = (line.top + line.bottom) / 2
        bands.setdefault(sum(1 for wall in walls if wall < middle), []).append(index)
    return [bands[key] for key in sorted(bands)]


def _walled(above: Line, below: Line, walls: Sequence[float]) -> bool:
    return any((above.top + above.bottom) / 2 < wall < (below.top + below.bottom) / 2 for wall in walls)


def _by_gaps(
    lines: Sequence[Line], gaps: Sequence[float], loose: float, walls: Sequence[float], edges: Sequence[float]
) -> list[list[Line]]:
    """Rows of texts: a new row after white space over all columns, or where every line opens one."""
    uneven = max(gaps, default=0.0) > loose
    result = [[lines[0]]]
    for above, below, gap in zip(lines, lines[1:], gaps, strict=False):
        texts = _texts(below.words, edges)
        opens = 0 in texts and len(texts) > 1 and texts[0][0].text[:1].isupper()
        if gap > loose or _walled(above, below, walls) or (not uneven and opens):
            result.append([below])
        else:
            result[-1].append(below)
    return result


def _by_anchors(
    lines: Sequence[Line],
    anchors: Sequence[bool],
    gaps: Sequence[float],
    loose: float,
    walls: Sequence[float],
    edges: Sequence[float],
) -> list[list[Line]]:
    """Rows of figures: each anchor opens a row; the lines between go up, down or stand alone."""
    groups: list[list[int]] = []
    pending: list[int] = []
    for index in range(len(lines)):
        if anchors[index]:
            groups.append([*pending, index])
            pending = []
            continue
        before = gaps[index - 1] if index else None
        after = gaps[index] if index < len(gaps) else None
        wall_before = index > 0 and _walled(lines[index - 1], lines[index], walls)
        wall_after = after is not None and _walled(lines[index], lines[index + 1], walls)
        up = before is not None and before <= loose and not wall_before and bool(groups or pending)
        down = after is not None and after <= loose and not wall_after
        if up and down and before is not None and after is not None:
            size = lines[index].size
            if after < before - 0.12 * size or before > after + 0.12 * size or _opens_label(lines, index, edges):
                up = False
            else:
                down = False
        if up:
            if pending:
                pending.append(index)
            else:
                groups[-1].append(index)
        elif down:
            pending.append(index)
        else:
            if pending:
                groups.append(pending)
                pending = []
            groups.append([index])
    if pending:
        groups.append(pending)
    return [[lines[i] for i in group] for group in groups]


def _opens_label(lines: Sequence[Line], index: int, edges: Sequence[float]) -> bool:
    """Whether a line of text alone begins the label of the row below, not the end of the one above."""
    first = lines[index].words[0].text
    above = _texts(lines[index - 1].words, edges).get(0, []) if index else []
    if not first[:1].isupper() or not above:
        return False
    room = (edges[0] if edges else 0.0) - above[-1].x1
    return room > 2.5 * (lines[index].words[0].x1 - lines[index].words[0].x0)


def _body_cells(row: int, lines: Sequence[Line], edges: Sequence[float], columns: Columns) -> list[GridCell]:
    placed: dict[int, list[Word]] = {}
    spans: list[GridCell] = []
    for line in lines:
        for segment in line.segments:
            texts = _texts(segment.words, edges)
            if len(texts) > 1 and ((len(lines) == 1 and len(line.segments) == 1) or not _splits(segment.words, edges)):
                if len(line.segments) == 1 and len(lines) == 1:
                    spans.append(GridCell(row, min(texts), list(segment.words), colspan=max(texts) - min(texts) + 1))
                    continue
            for column, words in texts.items():
                placed.setdefault(column, []).extend(words)
    return spans + [GridCell(row, column, words) for column, words in placed.items()]


def _span_floating(grid: Grid, body: Sequence[Sequence[Line]], depth: int) -> None:
    """A figure printed half way between rows that lack it belongs to all of them."""
    boxes = [area_of(word for line in group for word in line.words) for group in body]
    for cell in [c for c in grid.cells if c.row >= depth and c.column > 0 and c.colspan == 1]:
        row = cell.row - depth
        anchor = [w for c in grid.cells if c.row == cell.row and c is not cell for w in c.words if c.column > 0 or True]
        box = area_of(cell.words)
        if any(abs(w.bottom - v.bottom) < 0.3 * w.size for w in anchor for v in cell.words):
            if any(
                _first_line(other, v)
                for other in grid.cells
                if other.row == cell.row and other is not cell
                for v in cell.words
            ):
                continue
        middle = (box.top + box.bottom) / 2
        best, distance = (row, row), abs(middle - (boxes[row].top + boxes[row].bottom) / 2)
        for first in range(max(row - 3, 0), row + 1):
            for last in range(row, min(row + 4, len(body))):
                if first == last or not _free(grid, cell, first + depth, last + depth):
                    continue
                off = abs(middle - (boxes[first].top + boxes[last].bottom) / 2)
                if off < distance - 0.25 * cell.words[0].size:
                    best, distance = (first, last), off
        if best != (row, row) and distance < 0.6 * cell.words[0].size:
            cell.row, cell.rowspan = best[0] + depth, best[1] - best[0] + 1


def _first_line(other: GridCell, word: Word) -> bool:
    top = min(w.top for w in other.words)
    return abs(top - word.top) < 0.3 * word.size


def _free(grid: Grid, cell: GridCell, first: int, last: int) -> bool:
    return not any(
        other is not cell and other.words and first <= other.row <= last and other.column == cell.column
        for other in grid.cells
    )


def _span_labels(grid: Grid, body: Sequence[Sequence[Line]], depth: int) -> None:
    """Group labels in the first column reach over the rows they are printed beside or above."""
    labels = sorted((c for c in grid.cells if c.row >= depth and c.column == 0 and c.colspan == 1), key=lambda c: c.row)
    seconds = {c.row for c in grid.cells if c.row >= depth and c.column == 1 and not is_value(c.text)}
    count = grid.rows - depth
    if len(labels) < 1 or len(labels) > 0.6 * count or len(seconds) < 0.8 * count or len(grid.columns) < 3:
        return
    boxes = [
        area_of(w for c in grid.cells if c.row == depth + i and c.column > 0 for w in c.words)
        if any(c.row == depth + i and c.column > 0 for c in grid.cells)
        else area_of(w for line in group for w in line.words)
        for i, group in enumerate(body)
    ]
    top_aligned = labels[0].row == depth
    start = depth
    for index, label in enumerate(labels):
        following = labels[index + 1].row if index + 1 < len(labels) else grid.rows
        if top_aligned:
            end = following
        else:
            box = area_of(label.words)
            middle = (box.top + box.bottom) / 2
            choices = range(start + 1, grid.rows + 1) if index + 1 < len(labels) else [grid.rows]
            end = min(choices, key=lambda e: abs(middle - (boxes[start - depth].top + boxes[e - 1 - depth].bottom) / 2))
        label.row, label.rowspan = start if not top_aligned else label.row, 0
        label.rowspan = max(end - label.row, 1)
        start = end
        if start >= grid.rows:
            break
