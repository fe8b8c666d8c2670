"""Runs: which lines, one after another, can belong to one table without a grid."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.blocks import marker
from extractors.reading.canvas import Rule
from extractors.reading.grid import is_number, is_value
from extractors.reading.lines import CAPTION, LEADERS, Line, Segment, is_enumerator, spans_of

#: A heading has at most so many lines.
MOST_HEADS = 9
#: Lines of one table are at most this many font sizes apart.
ROW_GAP = 2.3
#: A row between two rules is at most so many font sizes high.
MOST_LINES = 7
#: Lines of one cell are closer than this many font sizes.
TIGHT = 0.5
#: Footnotes are smaller than the rows of their table by this factor.
SMALLER = 0.95


def cut(line: Line) -> tuple[Segment, ...]:
    """A line's segments; the number or bullet that opens a paragraph is no cell."""
    segments = line.segments
    if len(segments) == 2 and is_enumerator(segments[0].text) and not is_value(segments[1].text):
        return segments[1:]
    return segments


def is_core(line: Line) -> bool:
    """Whether a line has the gaps of a row, and is neither a caption nor an entry of a table of contents."""
    return len(cut(line)) >= 2 and not LEADERS.search(line.text) and not CAPTION.match(line.text)


def is_data(line: Line) -> bool:
    """Whether a line holds figures beyond its first segment."""
    return any(is_number(segment.text) for segment in cut(line)[1:])


def run_of(lines: Sequence[Line], start: int, rules: Sequence[Rule], floor: int) -> tuple[int, int]:
    """First and last of the lines around a seed that can belong to one table."""
    last = start
    columns = spans_of([cut(lines[start])])
    index = start + 1
    while index < len(lines):
        line, before = lines[index], lines[index - 1]
        if line.top - before.bottom > ROW_GAP * min(line.size, before.size) or CAPTION.match(line.text):
            break
        if not is_core(line) and _in_row(lines, index, rules, columns):
            last = index
            index += 1
            continue
        if LEADERS.search(line.text) or line.size > 1.35 * lines[start].size:
            break
        if _opens_table(lines, start, index):
            break
        parts = _parts_rows(lines, start, index, columns)
        if _is_note(line, lines[start]) or (not parts and _falls_behind(lines[start : index + 1])):
            break
        if is_core(line):
            columns = spans_of([cut(row) for row in lines[start : index + 1] if is_core(row)])
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


def _in_row(lines: Sequence[Line], index: int, rules: Sequence[Rule], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the nearest rules above and below a line are of one length and part a row of figures around it."""
    line = lines[index]
    if len(columns) < 2 or line.x0 < columns[0][0] - line.size or line.bold:
        return False
    long = [rule for rule in rules if rule.start <= columns[0][0] + 1 and rule.end >= columns[-1][1] - 1]
    above = max((rule for rule in long if rule.at <= line.top + 1), key=lambda rule: rule.at, default=None)
    below = min((rule for rule in long if rule.at >= line.bottom - 1), key=lambda rule: rule.at, default=None)
    if above is None or below is None or below.at - above.at > MOST_LINES * line.size:
        return False
    if abs(above.start - below.start) > 2 or abs(above.end - below.end) > 2 or line.x1 > above.end:
        return False
    band = [row for row in lines if above.at < (row.top + row.bottom) / 2 < below.at]
    gaps = [max(row.top - line.bottom, line.top - row.bottom) for row in band if row is not line]
    return any(is_core(row) and is_data(row) for row in band) and min(gaps) <= TIGHT * line.size


def _climbed(lines: Sequence[Line], first: int, columns: Sequence[tuple[float, float]], floor: int) -> int:
    """The first line of the heading over rows of figures: between them stand names of rows, but no text or caption."""
    if len(columns) < 2:
        return first
    size = lines[first].size
    left, right, stub = columns[0][0] - 2 * size, columns[-1][1] + 2 * size, columns[0][1]
    top = first
    for index in range(first - 1, max(floor, first - MOST_HEADS - 3) - 1, -1):
        line, below = lines[index], lines[index + 1]
        headed = any(len(row.segments) > 1 for row in lines[top:first])
        apart = below.top - line.bottom > (1.2 if headed else ROW_GAP) * size
        if apart or CAPTION.match(line.text) or LEADERS.search(line.text) or not 0.8 * size < line.size < 1.2 * size:
            break
        if line.x0 < left or line.x1 > right or len(cut(line)) != len(line.segments) or is_data(line):
            break
        if len(line.segments) > 1 or (line.x0 > stub - size and len(line.words) <= 8):
            top = index
        elif len(line.words) > 10 or line.x1 > columns[1][0] or first - index > 3 or top < first:
            break
    return top


def _is_note(line: Line, row: Line) -> bool:
    """Whether a line is a footnote under a table: it opens with a mark, in smaller letters."""
    return bool(line.words[0].lead) and line.size < SMALLER * row.size


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
    return bool(light) and is_core(head) and not is_data(head) and head.bold and is_data(data)


def _parts_rows(lines: Sequence[Line], start: int, index: int, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line of few words, set across the columns, names the rows of figures that follow it in them."""
    line = lines[index]
    rows = [row for row in lines[start:index] if is_data(row)]
    if len(line.words) > 9 or len(line.segments) > 1 or not rows or line.text.endswith((".", ";")):
        return False
    data = next((row for row in lines[index + 1 : index + 4] if len(cut(row)) > 1), None)
    if data is None or not is_data(data) or data.top - line.bottom > 2 * ROW_GAP * line.size:
        return False
    if marker(line, True) or abs(line.size - data.size) > 0.05 * line.size:
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
    right_of_labels = line.x0 > columns[0][1] - below.size if columns else False
    if _rule_between(rules, line, below, columns) and not (right_of_labels and _in_band(rules, line, below)):
        return False
    within = line.x0 >= columns[0][0] - below.size and line.x1 <= columns[-1][1] + below.size
    if len(line.segments) == 1:
        inside = [column for column in columns if column[0] < line.x1 and column[1] > line.x0]
        return (right_of_labels and within and len(line.words) <= 8) or (
            len(inside) == 1 and below.bold and line.bold and line.x0 > columns[0][1]
        )
    return within


def _in_band(rules: Sequence[Rule], line: Line, below: Line) -> bool:
    """Whether a line stands in a band of its own between two rules as wide as each other: the top of a heading."""
    near = below.size
    over = [rule for rule in rules if line.top - near <= rule.at <= line.top + 2]
    under = [rule for rule in rules if line.bottom - 2 <= rule.at <= below.top + 2]
    return any(abs(a.start - b.start) < 2 and abs(a.end - b.end) < 2 for a in over for b in under)


def _rule_between(rules: Sequence[Rule], above: Line, below: Line, columns: Sequence[tuple[float, float]]) -> bool:
    width = columns[-1][1] - columns[0][0]
    return any(
        above.bottom - 2 <= rule.at <= below.top + 2
        and rule.length > 0.6 * width
        and rule.start < columns[-1][1]
        and rule.end > columns[0][0]
        for rule in rules
    )
