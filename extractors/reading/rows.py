"""Rows: the lines of a table without a grid become logical rows of cells with spans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.canvas import Rule
from extractors.reading.grid import Grid, GridCell, is_value
from extractors.reading.groupheads import Columns
from extractors.reading.heads import edges_of, heading, place, splits, texts_of
from extractors.reading.lines import Line, area_of, lines_of
from extractors.reading.model import Word
from extractors.reading.runs import is_data
from extractors.reading.textrows import LEADING, Row, bands_of, chunks_of, text_rows

#: Words of one row stand on one base line within this many font sizes.
LEVEL = 0.12


def build(page: int, rows: Sequence[Line], heads: int, columns: Columns, rules: Sequence[Rule]) -> Grid | None:
    """Lines as a grid: ``heads`` leading lines head the columns, the rest is the body."""
    edges = edges_of(columns)
    cells, depth = heading(rows[:heads], columns, rules)
    width = columns[-1][1] - columns[0][0]
    walls = sorted(rule.at for rule in rules if rule.length >= 0.7 * width)
    body_cells, count = body(list(rows[heads:]), edges, walls, len(columns))
    for cell in body_cells:
        cell.row += depth
    grid = Grid(page=page, cells=cells + body_cells, rows=depth + count, columns=list(columns), header_rows=depth)
    grid.tidy()
    return grid if grid.rows >= 2 and len(grid.columns) >= 2 else None


def body(lines: Row, edges: list[float], walls: list[float], columns: int) -> tuple[list[GridCell], int]:
    """Cells of the body, rows counted from 0, and how many rows there are."""
    anchors = [_is_anchor(line, edges) for line in lines]
    figured = any(anchor and is_data(line) for anchor, line in zip(anchors, lines, strict=True))
    if not figured and not _is_banded(lines, anchors, walls):
        return text_rows(lines, edges, walls)
    labels: Row = []
    if columns > 2 and _has_centred_labels(lines, edges):
        labels, lines = _without_labels(lines, edges)
    lines, floats = _without_floats(lines, edges)
    anchors = [_is_anchor(line, edges, bool(labels)) for line in lines]
    if _is_banded(lines, anchors, walls):
        rows = [[lines[i] for i in band] for band in bands_of(lines, walls)]
    else:
        rows = _by_anchors(lines, anchors, walls, edges)
    cells = _cells(rows, edges)
    _reach_across(cells, lines, edges)
    cells += _floating(floats, rows, cells, edges)
    if labels:
        cells += _centred_labels(labels, rows)
    else:
        _reach_down(cells, len(rows), columns)
    return cells, len(rows)


def _is_banded(lines: Row, anchors: Sequence[bool], walls: Sequence[float]) -> bool:
    """Whether rules part the rows: as many bands as rows of figures, and never two such rows in one."""
    bands = bands_of(lines, walls)
    one_each = all(sum(anchors[i] for i in band) <= 1 for band in bands)
    return one_each and len(bands) >= max(3, sum(anchors) - 1)


def rows_by_figures(lines: Sequence[Line], edges: Sequence[float]) -> list[Row]:
    """Lines of a table grouped to rows, each with one line of figures; ``edges`` part the columns."""
    return _by_anchors(lines, [_is_anchor(line, edges) for line in lines], [], edges)


def _is_anchor(line: Line, edges: Sequence[float], unlabelled: bool = False) -> bool:
    """Whether a line opens a row of figures: a label with figures beside it."""
    texts = texts_of(line.words, edges)
    values = [c for c, words in texts.items() if c > 0 and is_value(_joined(words))]
    labels = [c for c in texts if c not in values]
    return bool(values) and (unlabelled or bool(labels) or len(values) > 1)


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _walled(above: Line, below: Line, walls: Sequence[float]) -> bool:
    return any((above.top + above.bottom) / 2 < wall < (below.top + below.bottom) / 2 for wall in walls)


def _has_centred_labels(lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether the first column labels groups of rows half way down: its lines miss the base lines of the figures."""
    first, others = _columns_apart(lines, edges)
    seconds = {id(line) for line in lines if 1 in texts_of(line.words, edges)}
    figures = [line for line in lines if _is_anchor(line, edges, True)]
    named = [line for line in figures if id(line) in seconds]
    if not first or not figures or len(named) < 0.8 * len(figures):
        return False
    if any(is_value(_joined(texts_of(line.words, edges)[1])) for line in named):
        return False
    stray = any(not _on_level(line, others) for chunk in chunks_of(first) for line in chunk)
    late = 0 not in texts_of(figures[0].words, edges)
    return (stray or late) and len(chunks_of(first)) < len(figures)


def _columns_apart(lines: Sequence[Line], edges: Sequence[float]) -> tuple[list[Word], list[Word]]:
    first: list[Word] = []
    others: list[Word] = []
    for line in lines:
        for word in line.words:
            (others if place(word, edges) else first).append(word)
    return first, others


def _on_level(line: Line, words: Sequence[Word]) -> bool:
    return any(abs(word.bottom - line.bottom) <= LEVEL * line.size for word in words)


def _without_labels(lines: Sequence[Line], edges: Sequence[float]) -> tuple[Row, Row]:
    """The first column's words as lines, and the other columns' words as lines."""
    first, others = _columns_apart(lines, edges)
    return lines_of(first), lines_of(others)


def _centred_labels(labels: Sequence[Line], rows: Sequence[Row]) -> list[GridCell]:
    """Labels printed half way down their rows: each takes the rows that its middle is the middle of."""
    chunks = chunks_of([word for line in labels for word in line.words])
    boxes = [area_of(word for line in row for word in line.words) for row in rows]
    middles = [(chunk[0].top + chunk[-1].bottom) / 2 for chunk in chunks]
    spans = shared_rows(middles, [(box.top, box.bottom) for box in boxes])
    return [
        GridCell(first, 0, [word for line in chunk for word in line.words], rowspan=last - first)
        for chunk, (first, last) in zip(chunks, spans, strict=True)
    ]


def shared_rows(middles: Sequence[float], rows: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Rows (top, bottom) shared out in order among labels by their middles: first row and the row after the last."""
    spans: list[tuple[int, int]] = []
    start = 0
    for index, middle in enumerate(middles):
        left = len(middles) - index - 1
        first = min(start, len(rows) - 1)
        ends = range(first + 1, max(len(rows) - left, first + 1) + 1) if left else [len(rows)]
        end = min(ends, key=lambda e: abs(middle - (rows[first][0] + rows[e - 1][1]) / 2))
        spans.append((first, end))
        start = end
    return spans


def _without_floats(lines: Sequence[Line], edges: Sequence[float]) -> tuple[Row, Row]:
    """Lines apart from those that hold one figure only, printed between the base lines of two rows."""
    kept: Row = []
    floats: Row = []
    for index, line in enumerate(lines):
        texts = texts_of(line.words, edges)
        lone = len(texts) == 1 and 0 not in texts and is_value(_joined(line.words).split(" (")[0])
        between = 0 < index < len(lines) - 1 and any(_is_anchor(other, edges) for other in lines[index + 1 :])
        (floats if lone and between and not _goes_on(lines[:index], line, edges) else kept).append(line)
    return kept, floats


def _goes_on(lines: Sequence[Line], line: Line, edges: Sequence[float]) -> bool:
    """Whether a figure ends the text above it in its column, as in "Not upheld:" and "12" under it."""
    column = place(line.words[0], edges)
    above = next((texts[column] for row in lines[::-1] if column in (texts := texts_of(row.words, edges))), [])
    return bool(above) and above[-1].text.endswith(":") and line.top - above[-1].bottom <= LEADING * line.size


def _floating(
    floats: Sequence[Line], rows: Sequence[Row], cells: Sequence[GridCell], edges: Sequence[float]
) -> list[GridCell]:
    """Cells for figures printed half way between rows: they belong to all the rows that lack such a figure."""
    boxes = [area_of(word for line in row for word in line.words) for row in rows]
    result = []
    for line in floats:
        column = place(line.words[0], edges)
        taken = {cell.row for cell in cells if cell.column == column and cell.words}
        middle = (line.top + line.bottom) / 2
        spans = [
            (first, last)
            for first in range(len(rows))
            for last in range(first, min(first + 6, len(rows)))
            if not taken & set(range(first, last + 1))
        ]
        if not spans:
            nearest = min(range(len(rows)), key=lambda r: abs(middle - (boxes[r].top + boxes[r].bottom) / 2))
            spans = [(nearest, nearest)]
        first, last = min(
            spans, key=lambda s: (round(abs(middle - (boxes[s[0]].top + boxes[s[1]].bottom) / 2)), s[1] - s[0])
        )
        result.append(GridCell(first, column, list(line.words), rowspan=last - first + 1))
    return result


def _by_anchors(
    lines: Sequence[Line], anchors: Sequence[bool], walls: Sequence[float], edges: Sequence[float]
) -> list[Row]:
    """Rows of figures: each anchor opens a row; the lines between go up, down or stand alone."""
    groups: list[list[int]] = []
    pending: list[int] = []
    for index in range(len(lines)):
        if anchors[index]:
            groups.append([*pending, index])
            pending = []
            continue
        way = _way(lines, index, walls, edges)
        if way == "up" and (groups or pending):
            (pending if pending else groups[-1]).append(index)
        elif way == "down":
            pending.append(index)
        else:
            groups += [group for group in (pending, [index]) if group]
            pending = []
    if pending:
        groups.append(pending)
    return [[lines[i] for i in group] for group in groups]


def _way(lines: Sequence[Line], index: int, walls: Sequence[float], edges: Sequence[float]) -> str:
    """Whether a line without figures goes on from the text above it, begins the one below, or stands alone."""
    line = lines[index]
    columns = set(texts_of(line.words, edges))
    before = _gap(lines, range(index - 1, -1, -1), line, columns, edges, walls)
    after = _gap(lines, range(index + 1, len(lines)), line, columns, edges, walls)
    least = LEADING * line.size
    up, down = before is not None and before <= least, after is not None and after <= least
    if columns == {0}:
        up = up and not _ended(lines, index - 1, index, edges)
        down = down and not _ended(lines, index, index + 1, edges)
    if up and down and before is not None and after is not None:
        if abs(after - before) > 0.1 * line.size:
            return "down" if after < before else "up"
        return "down" if _opens_label(lines, index, edges) else "up"
    return "up" if up else "down" if down else "alone"


def _gap(
    lines: Sequence[Line],
    others: Sequence[int],
    line: Line,
    columns: set[int],
    edges: Sequence[float],
    walls: Sequence[float],
) -> float | None:
    """White space between a line and the nearest text in its columns, None where a rule or nothing is there."""
    for index in others:
        other = lines[index]
        upper, lower = (other, line) if other.top < line.top else (line, other)
        if _walled(upper, lower, walls):
            return None
        words = [w for c, group in texts_of(other.words, edges).items() if c in columns for w in group]
        if words:
            box = area_of(words)
            return max(line.top - box.bottom, box.top - line.bottom)
    return None


def _ended(lines: Sequence[Line], above: int, below: int, edges: Sequence[float]) -> bool:
    """Whether a label ends with its line: in a colon, in bold, or with room for the word that begins the line below."""
    labels = [texts_of(line.words, edges).get(0, []) for line in lines]
    upper, lower = labels[above], labels[below]
    if upper and (upper[-1].text.endswith(":") or (lower and upper[-1].bold and not lower[0].bold)):
        return True
    if not upper or not lower or upper[-1].text[-1:] in ",-–/&":
        return False
    indented = lower[0].text[:1].isdigit() and lower[0].x0 > upper[0].x0 + 0.5 * lower[0].size
    if not (lower[0].text[:1].isupper() or indented):
        return False
    room = max(words[-1].x1 for words in labels if words) - upper[-1].x1
    return room > lower[0].x1 - lower[0].x0 + 1.5 * lower[0].size


def _opens_label(lines: Sequence[Line], index: int, edges: Sequence[float]) -> bool:
    """Whether a line of text alone begins the label of the row below, not the end of the one above."""
    first = lines[index].words[0]
    above = texts_of(lines[index - 1].words, edges).get(0, []) if index else []
    if not first.text[:1].isupper() or not above:
        return False
    room = (edges[0] if edges else 0.0) - above[-1].x1
    return room > 2.5 * (first.x1 - first.x0)


def _cells(rows: Sequence[Row], edges: Sequence[float]) -> list[GridCell]:
    cells = []
    for row, lines in enumerate(rows):
        cells += _row_cells(row, lines, edges)
    return cells


def _row_cells(row: int, lines: Sequence[Line], edges: Sequence[float]) -> list[GridCell]:
    """Cells of one row; a text that runs across the gutters of its row spans the columns."""
    placed: dict[int, list[Word]] = {}
    for line in lines:
        for segment in line.segments:
            texts = texts_of(segment.words, edges)
            alone = len(lines) == 1 and len(line.segments) == 1
            if len(texts) > 1 and alone and not splits(segment.words, edges):
                return [GridCell(row, min(texts), list(segment.words), colspan=max(texts) - min(texts) + 1)]
            for column, words in texts.items():
                placed.setdefault(column, []).extend(words)
    return [GridCell(row, column, words) for column, words in placed.items()]


def _reach_across(cells: Sequence[GridCell], lines: Sequence[Line], edges: Sequence[float]) -> None:
    """A text alone in its row, and centred over the columns of figures, is the name of rows and spans them all."""
    figures = [word for line in lines if _is_anchor(line, edges) for word in line.words if place(word, edges)]
    if len(edges) < 2 or not figures:
        return
    area = area_of(figures)
    alone = [
        c for c in cells if c.column and sum(1 for other in cells if other.row == c.row) == 1 and not is_value(c.text)
    ]
    for cell in alone:
        box = area_of(cell.words)
        if abs(box.x0 + box.x1 - area.x0 - area.x1) < 2 * cell.words[0].size:
            cell.column, cell.colspan = 1, len(edges)


def _reach_down(cells: Sequence[GridCell], rows: int, columns: int) -> None:
    """A group label in the first column, printed beside its first row, reaches down to the next label."""
    labels = sorted((c for c in cells if c.column == 0 and c.colspan == 1), key=lambda c: c.row)
    seconds = {c.row for c in cells if c.column == 1 and not is_value(c.text)}
    if not labels or columns < 3 or labels[0].row != 0 or len(labels) > 0.6 * rows or len(seconds) < 0.8 * rows:
        return
    for label, following in pairwise([*labels, None]):
        if label is not None:
            label.rowspan = (following.row if following is not None else rows) - label.row
