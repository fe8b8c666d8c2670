"""Borderless tables: columns found by white space and alignment, with rules under rows as hints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.reading.canvas import Canvas, Rect, Rule
from extractors.reading.grid import Grid, is_number, is_value
from extractors.reading.heads import with_heads
from extractors.reading.lines import CONTENTS, Line, Segment, spans_of
from extractors.reading.model import Word
from extractors.reading.rows import build
from extractors.reading.runs import MOST_HEADS, TIGHT, cut, is_core, is_data, run_of

#: White space this wide (font sizes) between columns in every row makes a gutter.
GUTTER = 0.55
#: A column within a column begins in this share of its rows, and in so many at the least.
MOST_OPEN, LEAST_STARTS = 0.8, 6


@dataclass
class Found:
    """A table and the lines that it takes."""

    first: int
    last: int
    grid: Grid


def borderless_tables(canvas: Canvas, lines: Sequence[Line], rules: Sequence[Rule]) -> list[Found]:
    """Tables among lines of one column of the page, from the top."""
    found: list[Found] = []
    index = 0
    while index < len(lines):
        if not is_core(lines[index]):
            index += 1
            continue
        first, last = run_of(lines, index, rules, found[-1].last + 1 if found else 0)
        listed = first > 0 and CONTENTS.match(lines[first - 1].text)
        table = None if listed else _table(canvas, lines, first, last, rules)
        if table is None:
            index += 1
            continue
        found.append(table)
        index = table.last + 1
    return found


def _table(canvas: Canvas, lines: Sequence[Line], first: int, last: int, rules: Sequence[Rule]) -> Found | None:
    """The lines as a table, if they are one."""
    rows = list(lines[first : last + 1])
    while (
        rows
        and not is_core(rows[-1])
        and len(rows) > 1
        and not is_value(rows[-1].text)
        and (rows[-1].top - rows[-2].bottom > TIGHT * rows[-1].size)
    ):
        rows.pop()
    if len(rows) < 2:
        return None
    box = Rect(min(r.x0 for r in rows), rows[0].top, max(r.x1 for r in rows), max(r.bottom for r in rows))
    own = [
        rule for rule in rules if box.top - 6 <= rule.at <= box.bottom + 8 and rule.start < box.x1 and rule.end > box.x0
    ]
    heads = header_lines(canvas, rows, own, box)
    body = rows[heads:]
    if not body:
        return None
    columns = columns_of(body, rows[:heads])
    if len(columns) < 2 or not _plausible(rows, heads, columns, own, box):
        return None
    grid = build(canvas.page, rows, heads, columns, own)
    return Found(first, first + len(rows) - 1, grid) if grid is not None else None


def header_lines(canvas: Canvas, rows: Sequence[Line], rules: Sequence[Rule], box: Rect) -> int:
    """How many leading lines head the columns: those above a rule, or bold ones, or those before data."""
    left = box.x0 + 0.08 * box.width
    wide = sorted(rule.at for rule in rules if rule.length >= 0.6 * box.width and rule.start <= left)
    data = next((i for i, row in enumerate(rows) if is_data(row)), len(rows))
    bold = 0
    while bold < len(rows) and rows[bold].bold:
        bold += 1
    if bold == len(rows):
        bold = 0
    filled = _on_first_fill(canvas, rows)
    while bold > 1 and _is_section(rows, bold - 1):
        bold -= 1
    limit = min(max(bold, filled) or data, 5)
    depths = [sum(1 for row in rows if (row.top + row.bottom) / 2 < at) for at in wide]
    depths = [depth for depth in depths if 0 < depth <= limit and depth < len(rows)]
    if depths:
        return max(depths) if bold or filled or data < len(rows) else min(depths)
    if filled and filled <= 5:
        return filled
    if bold and bold <= 6:
        return bold
    label = data
    while 1 < label < len(rows) and _opens_row(rows[label - 1], rows[data]):
        label -= 1
    if label < data < len(rows) and len(rows[label - 1].segments) > 1:
        data = label
    return data if 0 < data <= MOST_HEADS and data < len(rows) else 0


def _opens_row(line: Line, data: Line) -> bool:
    """Whether a line above the first figures is the first line of their label, rather than a heading."""
    figures = [segment.x0 for segment in cut(data)[1:] if is_number(segment.text)]
    return len(line.segments) == 1 and line.x1 < min(figures) and line.x0 <= data.x0 + line.size


def _is_section(rows: Sequence[Line], index: int) -> bool:
    """Whether a line is the name of the rows below it: a text alone at the left, with white space above it."""
    line, above = rows[index], rows[index - 1]
    alone = len(line.segments) == 1 and line.x0 <= min(row.x0 for row in rows) + line.size
    return alone and line.top - above.bottom > 0.4 * line.size and len(rows[0].segments) > 1


def _on_first_fill(canvas: Canvas, rows: Sequence[Line]) -> int:
    """How many leading lines stand on the coloured area behind the first, unless all do."""
    first = rows[0]
    x, y = (first.x0 + first.x1) / 2, (first.top + first.bottom) / 2
    foot = max((fill.bottom for fill in canvas.fills if fill.holds(x, y)), default=y)
    count = sum(1 for row in rows if (row.top + row.bottom) / 2 < foot)
    return count if count < len(rows) else 0


def columns_of(body: Sequence[Line], heads: Sequence[Line]) -> list[tuple[float, float]]:
    """Horizontal extents of the columns: what white space parts in (nearly) every row."""
    figures = [line for line in body if is_data(line)]
    rows = [cut(line) for line in (figures if len(figures) >= 3 else body)]
    size = body[0].size
    full = [row for row in rows if len(row) > 1]
    spare = len(full) // 6 if len(full) >= 4 else 0
    spans = _covered(rows, spare)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 - columns[-1][1] < GUTTER * size:
            columns[-1] = (columns[-1][0], x1)
        else:
            columns.append((x0, x1))
    if len(columns) > 1:
        reach = [
            cut(line)[0].x1 for line in body if cut(line)[0].x0 < columns[0][1] and cut(line)[0].x1 < columns[1][0]
        ]
        columns[0] = (columns[0][0], max([columns[0][1], *reach]))
    left = columns[0][0] if columns else 0.0
    texts = [
        segment for line in body for segment in cut(line) if len(line.segments) > 1 or segment.x1 < left - 0.5 * size
    ]
    beside = spans_of([[text for text in texts if not _touches(text, columns)]])
    return with_heads(heads, _parted(figures if len(figures) >= 3 else body, sorted([*columns, *beside])))


def _parted(rows: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns, each cut where most rows have a word begin at one place though a long label closes the gutter."""
    parted: list[tuple[float, float]] = []
    for x0, x1 in columns:
        within = [[word for word in line.words if x0 <= word.x0 and word.x1 <= x1 + 0.1] for line in rows]
        at = _second_start([words for words in within if words])
        if at is None:
            parted.append((x0, x1))
            continue
        ends = [word.x1 for words in within for word in words if word.x0 < at - 1]
        parted += [(x0, max(ends)), (at, x1)]
    return parted


def _second_start(rows: Sequence[Sequence[Word]]) -> float | None:
    """Where, right of a column's edge, a word begins in nearly every row, mostly behind white space."""
    counts = Counter(round(word.x0) for words in rows for word in words)
    left = min((word.x0 for words in rows for word in words), default=0.0)
    for edge, count in counts.most_common(3):
        begun = [next((i for i, word in enumerate(words) if abs(word.x0 - edge) <= 1), None) for words in rows]
        starts = [(words[: i or 0], words[i]) for words, i in zip(rows, begun, strict=True) if i is not None]
        if edge < left + 2 or count < MOST_OPEN * len(rows) or len(starts) < LEAST_STARTS:
            continue
        if any(word.x0 < edge - 1 and word.x1 > edge for words in rows for word in words):
            continue
        apart = [not before or word.x0 - before[-1].x1 > word.size for before, word in starts]
        if any(before for before, _ in starts) and sum(apart) >= MOST_OPEN * len(starts):
            return min(word.x0 for _, word in starts)
    return None


def _touches(text: Segment, columns: Sequence[tuple[float, float]]) -> bool:
    return any(text.x0 < right and left < text.x1 for left, right in columns)


def _covered(rows: Sequence[Sequence[Segment]], spare: int) -> list[tuple[float, float]]:
    """Extents that more than ``spare`` segments cover."""
    edges = sorted({x for row in rows for segment in row for x in (segment.x0, segment.x1)})
    spans: list[tuple[float, float]] = []
    for x0, x1 in pairwise(edges):
        middle = (x0 + x1) / 2
        depth = sum(1 for row in rows for segment in row if segment.x0 < middle < segment.x1)
        if depth > spare or (depth and _ends_here(rows, x0, x1)):
            if spans and abs(spans[-1][1] - x0) < 0.01:
                spans[-1] = (spans[-1][0], x1)
            else:
                spans.append((x0, x1))
    return spans


def _ends_here(rows: Sequence[Sequence[Segment]], x0: float, x1: float) -> bool:
    """Whether the few segments over an interval begin or end at it, rather than run across a gutter."""
    middle = (x0 + x1) / 2
    over = [(row, s) for row in rows for s in row if s.x0 < middle < s.x1]
    return any(len(row) > 1 for row, _ in over)


def _plausible(
    rows: Sequence[Line], heads: int, columns: Sequence[tuple[float, float]], rules: Sequence[Rule], box: Rect
) -> bool:
    """Whether lines with gaps are a table: figures under each other, or texts under headings."""
    body = rows[heads:]
    data = [row for row in body if is_data(row)]
    headed = heads > 0 and any(len(row.segments) >= 2 for row in rows[:heads])
    if data and (len(data) >= 2 or headed):
        figures = sum(1 for row in data for s in cut(row)[1:] if is_value(s.text))
        others = sum(1 for row in data for s in cut(row)[1:] if not is_value(s.text))
        if figures >= others or headed:
            return True
    ruled = any(rule.length >= 0.8 * box.width and rule.at > rows[0].top for rule in rules)
    styled = headed and (all(row.bold for row in rows[:heads]) or ruled)
    return styled and any(len(cut(row)) >= 2 for row in body)
