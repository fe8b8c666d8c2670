"""Rules: drawn lines and edges of fills, merged, and grouped to the frames of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from extractors.reading.canvas import Canvas, Rect, Rule
from extractors.reading.lines import CAPTION, Line, is_enumerator, is_figure, lines_of
from extractors.reading.model import Word
from extractors.reading.rows import rows_by_figures

#: A rule that is typed.
_TYPED = re.compile(r"^(?:-{6,}|_{6,}|={6,}|[–—─]{4,})$")
#: Rules whose distance is within this many points are one, and touch each other.
SNAP, TOUCH = 2.0, 3.0

#: Horizontal and vertical rules of one table.
Component = tuple[list[Rule], list[Rule]]


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with those on one line joined, drawn ones and edges of fills apart."""
    result: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.soft, r.at, r.start)):
        twin = None
        for index in range(len(result) - 1, -1, -1):
            other = result[index]
            if other.soft != rule.soft or rule.at - other.at > SNAP:
                break
            if rule.start <= other.end + TOUCH and other.start <= rule.end + TOUCH:
                twin = index
                break
        if twin is None:
            result.append(rule)
        else:
            other = result[twin]
            result[twin] = Rule(other.at, min(rule.start, other.start), max(rule.end, other.end), rule.soft)
    return result


def typed_rules(words: Sequence[Word]) -> tuple[list[Word], list[Rule]]:
    """Words without those that are rows of dashes, and these as rules: on lines that hold nothing else."""
    kept: list[Word] = []
    rules: list[Rule] = []
    for line in lines_of(words):
        if all(_TYPED.match(word.text) for word in line.words):
            rules += [Rule((word.top + word.bottom) / 2, word.x0, word.x1) for word in line.words]
        else:
            kept += line.words
    return kept, rules


def rules_of(canvas: Canvas, without: Sequence[Rect] = ()) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical rules of a page, edges of fills among them, outside given areas."""

    def outside(x: float, y: float) -> bool:
        return not any(area.holds(x, y, 1.0) for area in without)

    across = [r for r in canvas.horizontal if outside((r.start + r.end) / 2, r.at)]
    down = [r for r in canvas.vertical if outside(r.at, (r.start + r.end) / 2)]
    page_area = canvas.width * canvas.height
    for fill in canvas.fills:
        if fill.width < 8 or fill.height < 5 or fill.width * fill.height > 0.5 * page_area:
            continue
        if not outside((fill.x0 + fill.x1) / 2, (fill.top + fill.bottom) / 2):
            continue
        across += [Rule(fill.top, fill.x0, fill.x1, True), Rule(fill.bottom, fill.x0, fill.x1, True)]
        down += [Rule(fill.x0, fill.top, fill.bottom, True), Rule(fill.x1, fill.top, fill.bottom, True)]
    return merged(across), merged(down)


def components(across: list[Rule], down: list[Rule], words: Sequence[Word]) -> list[Component]:
    """Rules that touch each other, directly or over others; filled rows that alternate with blank ones."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.start - TOUCH <= v.at <= h.end + TOUCH and v.start - TOUCH <= h.at <= v.end + TOUCH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, Component] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    whole = [(h, v) for h, v in groups.values() if h and v]
    whole.sort(key=lambda group: min(rule.at for rule in group[0]))
    loose = [rule for h, v in groups.values() if not v for rule in h]
    return [group for group in (_extended(g, loose, words) for g in _stacked(whole, words)) if _is_framed(group)]


def _is_filled(component: Component) -> bool:
    """Whether only edges of fills part the columns."""
    area = extent(*component)
    inner = [rule for rule in component[1] if area.x0 + TOUCH < rule.at < area.x1 - TOUCH]
    return bool(inner) and all(rule.soft for rule in inner)


def _is_framed(component: Component) -> bool:
    """Whether rules or fills frame every row: fills behind every other row, or one column, only hint at rows."""
    area = extent(*component)
    if not _is_filled(component):
        return not _parts_only_head(component, area)
    drawn = [rule for rule in component[0] if not rule.soft]
    wide = [rule for rule in component[0] if rule.soft and rule.length > 0.9 * area.width]
    inner = [rule for rule in component[1] if area.x0 + TOUCH < rule.at < area.x1 - TOUCH]
    covered = max(sum(rule.length for rule in inner if abs(rule.at - at) < TOUCH) for at in {rule.at for rule in inner})
    return bool(wide) and (len(levels(rule.at for rule in drawn)) >= 3 or covered > 0.85 * area.height)


def _parts_only_head(component: Component, area: Rect) -> bool:
    """Whether the rules between columns end with the heading, below which no more rules than the last are drawn."""
    inner = [rule for rule in component[1] if area.x0 + TOUCH < rule.at < area.x1 - TOUCH]
    walls = [rule for rule in component[1] if rule not in inner and rule.length > 0.9 * area.height]
    foot = max((rule.end for rule in inner), default=area.bottom)
    below = levels(rule.at for rule in component[0] if rule.at > foot + TOUCH)
    return not walls and len(below) <= 1 and area.bottom - foot > 0.5 * area.height


def _stacked(groups: list[Component], words: Sequence[Word]) -> list[Component]:
    """Framed or filled rows with a blank row between them, taken as one table."""
    result = list(groups)
    merging = True
    while merging:
        merging = False
        for i, j in combinations(range(len(result)), 2):
            if _stack(result[i], result[j], words):
                upper, lower = result[i], result.pop(j)
                result[i] = (upper[0] + lower[0], upper[1] + lower[1])
                merging = True
                break
    return result


def _stack(one: Component, two: Component, words: Sequence[Word]) -> bool:
    """Whether two components are rows of one table: the columns of one are among those of the other."""
    first, second = extent(*one), extent(*two)
    wide, narrow = (one, two) if first.width >= second.width else (two, one)
    edges = [rule.at for rule in wide[1]]
    if not all(any(abs(rule.at - edge) < TOUCH for edge in edges) for rule in narrow[1]):
        return False
    if min(abs(first.x0 - second.x0), abs(first.x1 - second.x1)) > TOUCH:
        return False
    if first.top < (second.top + second.bottom) / 2 < first.bottom:
        return True
    upper, lower = (first, second) if first.top <= second.top else (second, first)
    height = max(_row_height(one), _row_height(two))
    return _is_row_between(wide, upper.bottom, lower.top, height, words)


def _row_height(component: Component) -> float:
    return max((b - a for a, b in pairwise(levels(rule.at for rule in component[0]))), default=0.0)


def _is_row_between(
    component: Component, top: float, bottom: float, height: float, words: Sequence[Word], lone: bool = False
) -> bool:
    """Whether the space between two rows, or under the last, is one more row: cells that keep to the columns.

    ``lone``: a row may consist of one cell, the name of the rows below it.
    """
    if bottom - top < TOUCH:
        return bottom - top > -TOUCH
    area = extent(*component)
    inside = [w for w in words if area.x0 <= (w.x0 + w.x1) / 2 <= area.x1 and top <= (w.top + w.bottom) / 2 <= bottom]
    if not inside or bottom - top > 2.2 * height:
        return False
    lines = lines_of(inside)
    edges = [rule.at for rule in component[1]]
    if _opens_text(lines[0]) or (not lone and max(len(line.segments) for line in lines) < 2):
        return False
    return not any(w.x0 < x - 1 and w.x1 > x + 1 for w in inside for x in edges)


def _opens_text(line: Line) -> bool:
    """Whether a line is a caption or a numbered heading, which no row is."""
    segments = line.segments
    numbered = len(segments) == 2 and is_enumerator(segments[0].text) and not is_figure(segments[1].text)
    return bool(CAPTION.match(line.text)) or numbered


def _extended(component: Component, loose: list[Rule], words: Sequence[Word]) -> Component:
    """A table with the rules and blank rows that follow it without touching what parts its columns."""
    horizontal, vertical = component
    filled = _is_filled(component)
    area, height = extent(*component), _row_height(component)
    alike = [r for r in loose if abs(r.start - area.x0) < 2 * TOUCH and abs(r.end - area.x1) < 2 * TOUCH]
    horizontal = horizontal + [r for r in alike if filled and area.top < r.at < area.bottom]
    pending: list[Rule] = []
    for rule in sorted(r for r in alike if r.at > area.bottom):
        bottom = extent([*horizontal, *pending], vertical).bottom
        if not _is_row_between((horizontal, vertical), bottom, rule.at, height, words, lone=True):
            break
        pending.append(rule)
        if _is_row_between((horizontal, vertical), bottom, rule.at, height, words):
            horizontal, pending = [*horizontal, *pending], []
    if not filled or len(levels(rule.at for rule in horizontal)) < 3:
        return horizontal, vertical
    for row in _rows_under((horizontal, vertical), words):
        horizontal = [*horizontal, Rule(max(line.bottom for line in row) + 1, area.x0, area.x1, True)]
    return horizontal, vertical


def _rows_under(component: Component, words: Sequence[Word]) -> list[list[Line]]:
    """The lines just under filled rows that are more rows: close together, and keeping to the columns."""
    area = extent(*component)
    edges = levels(rule.at for rule in component[1])
    under = lines_of(w for w in words if area.x0 <= (w.x0 + w.x1) / 2 <= area.x1 and w.top > area.bottom - 1)
    lines: list[Line] = []
    for line in under:
        above = lines[-1].bottom if lines else area.bottom
        crossing = any(w.x0 < x - 1 and w.x1 > x + 1 for w in line.words for x in edges)
        if crossing or line.top - above > 1.1 * line.size or CAPTION.match(line.text):
            break
        lines.append(line)
    while lines and len(lines[-1].segments) == 1 and (len(lines) == 1 or _is_loose(lines[-2], lines[-1])):
        lines.pop()
    return rows_by_figures(lines, edges[1:-1]) if any(len(line.segments) > 1 for line in lines) else []


def _is_loose(above: Line, below: Line) -> bool:
    return below.top - above.bottom > 0.4 * below.size


def extent(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> Rect:
    """The area that rules enclose."""
    return Rect(
        min([r.start for r in horizontal] + [r.at for r in vertical]),
        min([r.at for r in horizontal] + [r.start for r in vertical]),
        max([r.end for r in horizontal] + [r.at for r in vertical]),
        max([r.at for r in horizontal] + [r.end for r in vertical]),
    )


def levels(values: Iterable[float]) -> list[float]:
    """Positions with those that lie together taken as one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= TOUCH:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
