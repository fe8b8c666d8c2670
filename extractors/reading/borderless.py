"""Borderless tables: columns found by white space and alignment, with rules under rows as hints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.reading.canvas import Canvas, Rect, Rule
from extractors.reading.grid import Grid, is_number, is_value
from extractors.reading.heads import with_heads
from extractors.reading.lines import CAPTION, CONTENTS, LEADERS, Line, Segment, is_enumerator, spans_of
from extractors.reading.rows import build

#: A heading has at most so many lines.
MOST_HEADS = 9
#: Lines of one table are at most this many font sizes apart.
ROW_GAP = 2.3
#: Lines of one cell are closer than this many font sizes.
TIGHT = 0.5
#: White space this wide (font sizes) between columns in every row makes a gutter.
GUTTER = 0.55


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
        if not _is_core(lines[index]):
            index += 1
            continue
        first, last = _run(lines, index, rules, found[-1].last + 1 if found else 0)
        listed = first > 0 and CONTENTS.match(lines[first - 1].text)
        table = None if listed else _table(canvas, lines, first, last, rules)
        if table is None:
            index += 1
            continue
        found.append(table)
        index = table.last + 1
    return found


def cut(line: Line) -> tuple[Segment, ...]:
    """A line's segments; the number or bullet that opens a paragraph is no cell."""
    segments = line.segments
    if len(segments) == 2 and is_enumerator(segments[0].text) and not is_value(segments[1].text):
        return segments[1:]
    return segments


def _is_core(line: Line) -> bool:
    return len(cut(line)) >= 2 and not LEADERS.search(line.text) and not CAPTION.match(line.text)


def _run(lines: Sequence[Line], start: int, rules: Sequence[Rule], floor: int) -> tuple[int, int]:
    """First and last of the lines around a seed that can belong to one table."""
    last = start
    columns = spans_of([cut(lines[start])])
    index = start + 1
    while index < len(lines):
        line, before = lines[index], lines[index - 1]
        if line.top - before.bottom > ROW_GAP * min(line.size, before.size) or CAPTION.match(line.text):
            break
        if LEADERS.search(line.text) or line.size > 1.35 * lines[start].size:
            break
        if _opens_table(lines, start, index):
            break
        parts = _parts_rows(lines, start, index, columns)
        if not parts and _falls_behind(lines[start : index + 1]):
            break
        if _is_core(line):
            columns = spans_of([cut(row) for row in lines[start : index + 1] if _is_core(row)])
            last = index
        elif parts:
            last = index
        elif not _fits(line, lines[start:index], columns) and not _heads_on(line, lines[start:index]):
            break
        elif line.top - before.bottom <= TIGHT * line.size or is_value(line.text):
            last = index
        index += 1
    first = start
    while first > floor and _heads(lines[first - 1], lines[first], columns, rules):
        first -= 1
    if first == start and is_data(lines[start]):
        first = _climbed(lines, first, columns, floor)
    return first, last


def _climbed(lines: Sequence[Line], first: int, columns: Sequence[tuple[float, float]], floor: int) -> int:
    """The first line of the heading over rows of figures: between them stand names of rows, but no text or caption."""
    if len(columns) < 2:
        return first
    size = lines[first].size
    left, right, stub = columns[0][0] - 2 * size, columns[-1][1] + 2 * size, columns[0][1]
    top = first
    for index in range(first - 1, max(floor, first - MOST_HEADS - 3) - 1, -1):
        line, below = lines[index], lines[index + 1]
        apart = below.top - line.bottom > (ROW_GAP if top == index + 1 == first or top > index + 1 else 1.2) * size
        if apart or CAPTION.match(line.text) or LEADERS.search(line.text) or not 0.8 * size < line.size < 1.2 * size:
            break
        if line.x0 < left or line.x1 > right or len(cut(line)) != len(line.segments) or is_data(line):
            break
        if len(line.segments) > 1 or (line.x0 > stub - size and len(line.words) <= 8):
            top = index
        elif len(line.words) > 10 or line.x1 > columns[1][0] or first - index > 3 or top < first:
            break
    return top


def _falls_behind(rows: Sequence[Line]) -> bool:
    """Whether the last line stands further from the rest than these from each other, and holds no figures."""
    first = next((index for index, row in enumerate(rows) if is_data(row)), len(rows))
    body = rows[first:]
    if len(body) < 4 or is_data(body[-1]):
        return False
    gaps = [below.top - above.bottom for above, below in pairwise(body)]
    return gaps[-1] > 1.5 * max(gaps[:-1]) + 0.2 * body[-1].size


def _fits(line: Line, rows: Sequence[Line], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line without gaps can be part of one cell: it stays within one column."""
    segments = cut(line)
    if len(segments) != len(line.segments):
        return False
    x0, x1 = line.x0, line.x1
    room = sorted({segment.x0 for row in rows for segment in cut(row)})
    starts = [x for x in room if x > x0 + line.size]
    inside = sum(1 for column in columns if column[0] < x1 and column[1] > x0)
    if inside > 1:
        return False
    under = [column for column in columns if column[0] < x1 and column[1] > x0]
    limit = next((x for x in starts if not any(left <= x <= right for left, right in under)), None)
    left = min(column[0] for column in columns)
    right = max(column[1] for column in columns)
    if x0 >= max(column[0] for column in columns) - line.size:
        return True
    label = len(line.words) <= 4 and line.top - rows[-1].bottom <= TIGHT * line.size
    outside = x1 < left - line.size and (label or all(row.bold for row in rows))
    return outside or (x0 >= left - 2 * line.size and x1 <= (limit if limit is not None else right + 2 * line.size))


def _opens_table(lines: Sequence[Line], start: int, index: int) -> bool:
    """Whether a bold line under rows of figures is the title of the next table, whose heading follows it."""
    if not lines[index].bold or len(lines[index].segments) > 1 or index + 2 >= len(lines):
        return False
    head, data = lines[index + 1], lines[index + 2]
    light = [row for row in lines[start:index] if is_data(row) and not row.bold]
    return bool(light) and _is_core(head) and not is_data(head) and head.bold and is_data(data)


def _parts_rows(lines: Sequence[Line], start: int, index: int, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line of few words, set across the columns, names the rows of figures that follow it in them."""
    line = lines[index]
    rows = [row for row in lines[start:index] if is_data(row)]
    if len(line.words) > 9 or len(line.segments) > 1 or not rows or line.text.endswith((".", ";")):
        return False
    data = next((row for row in lines[index + 1 : index + 4] if len(cut(row)) > 1), None)
    if data is None or not is_data(data) or data.top - line.bottom > 2 * ROW_GAP * line.size:
        return False
    if line.x0 < columns[0][0] + line.size and line.top - lines[index - 1].bottom > line.size:
        return False
    figures = [segment for segment in cut(data)[1:] if is_number(segment.text)]
    aligned = sum(1 for figure in figures if any(left < figure.x1 and figure.x0 < right for left, right in columns[1:]))
    return aligned == len(figures) and 2 * len(cut(data)) >= len(columns) and line.x1 <= columns[-1][1] + line.size


def _heads_on(line: Line, rows: Sequence[Line]) -> bool:
    """Whether a line goes on with a bold heading of several lines."""
    tight = line.top - rows[-1].bottom <= TIGHT * line.size
    return tight and line.bold and all(row.bold for row in rows) and len(line.words) <= 12


def _heads(line: Line, below: Line, columns: Sequence[tuple[float, float]], rules: Sequence[Rule]) -> bool:
    """Whether a line just above a table is the upper storey of its heading."""
    if below.top - line.bottom > 0.9 * below.size or CAPTION.match(line.text) or LEADERS.search(line.text):
        return False
    if line.size > 1.2 * below.size or len(cut(line)) != len(line.segments):
        return False
    if _rule_between(rules, line, below, columns):
        return False
    right_of_labels = line.x0 > columns[0][1] - below.size if columns else False
    within = line.x0 >= columns[0][0] - below.size and line.x1 <= columns[-1][1] + below.size
    if len(line.segments) == 1:
        inside = [column for column in columns if column[0] < line.x1 and column[1] > line.x0]
        return (right_of_labels and within and len(line.words) <= 8) or (
            len(inside) == 1 and below.bold and line.bold and line.x0 > columns[0][1]
        )
    return within


def _rule_between(rules: Sequence[Rule], above: Line, below: Line, columns: Sequence[tuple[float, float]]) -> bool:
    width = columns[-1][1] - columns[0][0]
    return any(
        above.bottom - 2 <= rule.at <= below.top + 2
        and rule.length > 0.6 * width
        and rule.start < columns[-1][1]
        and rule.end > columns[0][0]
        for rule in rules
    )


def _table(canvas: Canvas, lines: Sequence[Line], first: int, last: int, rules: Sequence[Rule]) -> Found | None:
    """The lines as a table, if they are one."""
    rows = list(lines[first : last + 1])
    while (
        rows
        and not _is_core(rows[-1])
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


def is_data(line: Line) -> bool:
    """Whether a line holds figures beyond its first segment."""
    return any(is_number(segment.text) for segment in cut(line)[1:])


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
    texts = [segment for line in body for segment in cut(line) if len(line.segments) > 1]
    beside = spans_of([[text for text in texts if not _touches(text, columns)]])
    return with_heads(heads, sorted([*columns, *beside]))


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
