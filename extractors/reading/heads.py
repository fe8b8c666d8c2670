"""Headings of tables without a grid: wrapped lines, and storeys of group headings over several columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.reading.canvas import Rect, Rule
from extractors.reading.grid import YEAR, GridCell
from extractors.reading.lines import Line, area_of
from extractors.reading.model import Word

Columns = Sequence[tuple[float, float]]

#: Lines closer than this many font sizes can be lines of one cell.
TIGHT = 0.5
#: Lines farther apart than this many font sizes are no lines of one cell.
FAR = 0.75
#: Gaps wider than this many font sizes part two headings: headings are never justified.
HEAD_GAP = 0.45
#: A heading that stands over no column goes with a free one at most this many font sizes away.
ASIDE = 6.0


@dataclass
class Head:
    """The text of one heading cell."""

    words: list[Word]

    @property
    def box(self) -> Rect:
        """The area of the words."""
        return area_of(self.words)

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    def over(self, other: Head) -> bool:
        """Whether two heads share a stretch of the line."""
        return self.box.x0 < other.box.x1 and self.box.x1 > other.box.x0


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


def splits(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether every edge that words lie around falls between two of them."""
    return not any(word.x0 + 1 < edge < word.x1 - 1 for word in words for edge in edges)


def heading(lines: Sequence[Line], columns: Columns, rules: Sequence[Rule]) -> tuple[list[GridCell], int]:
    """Cells of the heading and how many rows it has; ``columns`` include what ``with_heads`` added."""
    leaves, storeys = layers(lines, columns)
    if not leaves:
        return [], 0
    depth = len(storeys) + 1
    cells: dict[tuple[int, int, int], GridCell] = {}
    homes = _homes(leaves, columns)
    for leaf, home in zip(leaves, homes, strict=True):
        if home is None:
            home = min(range(len(columns)), key=lambda i: abs(_middle(columns[i]) - _centre(leaf)))
        _put(cells, depth - 1, home, home, leaf.words)
    units = _units(leaves, homes, columns, _foot(storeys[-1]) if storeys else 0.0)
    for row in range(depth - 2, -1, -1):
        spans = _spans(storeys[row], units, columns, rules)
        for head, (first, last) in zip(storeys[row], spans, strict=True):
            _put(cells, row, first, last, head.words)
        units = _joined(units, storeys[row], spans)
    result = list(cells.values())
    _raise_labels(result, depth)
    return result, depth


def _put(cells: dict[tuple[int, int, int], GridCell], row: int, first: int, last: int, words: list[Word]) -> None:
    cell = cells.setdefault((row, first, last), GridCell(row, first, [], colspan=last - first + 1))
    cell.words = cell.words + words


def with_heads(lines: Sequence[Line], columns: Columns) -> list[tuple[float, float]]:
    """The columns of the body, and those that have nothing but a heading."""
    leaves, _ = layers(lines, columns)
    extra = [
        (leaf.box.x0, leaf.box.x1) for leaf, home in zip(leaves, _homes(leaves, columns), strict=True) if home is None
    ]
    return sorted([*columns, *extra])


def layers(lines: Sequence[Line], columns: Columns) -> tuple[list[Head], list[list[Head]]]:
    """The headings of single columns, and the storeys of group headings over them, uppermost first."""
    leaves: list[Head] = []
    storeys: list[list[Head]] = []
    space = _space(lines)
    for line in reversed(lines):
        heads = _heads(line, columns, space)
        groups = _are_groups(heads, leaves)
        lower = list(leaves)
        upper: list[Head] = []
        for head in heads:
            under = [leaf for leaf in lower if head.over(leaf)]
            if (
                len(under) > 1
                or _is_between(head, lower)
                or ((groups or not under) and _is_among(head, lower, columns))
                or (len(under) == 1 and _is_far(head, under[0]))
            ):
                upper.append(head)
            elif len(under) == 1 and _is_tight(head, under[0]):
                under[0].words = head.words + under[0].words
            else:
                leaves.append(head)
        if not upper:
            continue
        if storeys and _same_storey(upper, storeys[-1]):
            _stack(upper, storeys[-1])
        else:
            storeys.append(upper)
    return sorted(leaves, key=lambda leaf: leaf.box.x0), storeys[::-1]


def _heads(line: Line, columns: Columns, space: float) -> list[Head]:
    """The words of a line, cut at gaps wider than a space of their font; between two columns a little will do."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups:
            before = groups[-1][-1]
            gap = (word.x0 - before.x1) / max(word.size, 1.0)
            parted = gap > max(0.3, 1.12 * space) and _column_under(before, columns) != _column_under(word, columns)
            if gap <= max(HEAD_GAP, 1.5 * space) and not parted:
                groups[-1].append(word)
                continue
        groups.append([word])
    return [Head(group) for group in groups]


def _space(lines: Sequence[Line]) -> float:
    """The width of a space, in font sizes: the narrowest gap between words, unless all gaps are wide."""
    gaps = [(b.x0 - a.x1) / max(b.size, 1.0) for line in lines for a, b in pairwise(line.words)]
    return min((gap for gap in gaps if 0.1 < gap < 0.4), default=0.28)


def _column_under(word: Word, columns: Columns) -> int:
    """The column under a word, or the one nearest to it."""
    return min(range(len(columns)), key=lambda i: max(columns[i][0] - word.x1, word.x0 - columns[i][1]))


def _are_groups(heads: Sequence[Head], leaves: Sequence[Head]) -> bool:
    """Whether a line of a heading names groups of columns: the headings below it repeat, or are more by far."""
    covered = [leaf for leaf in leaves if any(head.over(leaf) for head in heads)]
    if not leaves or len(heads) >= len(leaves) or (len(covered) == len(leaves) and len(heads) == len(covered)):
        return False
    if any(sum(1 for leaf in leaves if head.over(leaf)) > 1 for head in heads):
        return True
    if _repeat([leaf.text for leaf in sorted(leaves, key=lambda leaf: leaf.box.x0)]):
        return True
    years = all(YEAR.match(head.text) for head in heads)
    return years and not any(YEAR.match(leaf.text) for leaf in leaves)


def _repeat(texts: Sequence[str]) -> bool:
    """Whether a sequence of texts recurs: Received, Upheld, Received, Upheld."""
    return any(
        sum(1 for here, there in zip(texts, texts[period:], strict=False) if here == there) >= 2
        for period in range(2, len(texts) // 2 + 2)
    )


def _is_among(head: Head, leaves: Sequence[Head], columns: Columns) -> bool:
    """Whether a head stands over headings of columns, and not over a column that has no other heading."""
    boxes = [leaf.box for leaf in leaves]
    for left, right in columns:
        own = head.box.x0 < right and head.box.x1 > left
        if own and not any(box.x0 < right and box.x1 > left for box in boxes):
            return False
    return any(box.x0 <= head.box.x1 for box in boxes) and any(box.x1 >= head.box.x0 for box in boxes)


def _is_between(head: Head, leaves: Sequence[Head]) -> bool:
    """Whether a head stands in the middle over two or three neighbouring headings, and not over one of them."""
    size = head.words[0].size
    below = sorted(
        (leaf for leaf in leaves if leaf.box.top >= head.box.bottom - 0.2 * size), key=lambda leaf: leaf.box.x0
    )
    if len(below) < 3 or any(abs(_centre(head) - _centre(leaf)) < 1.2 * size for leaf in below):
        return False
    if any(head.over(leaf) and _is_flush(head, leaf) for leaf in below):
        return False
    for first, last in [pair for step in (1, 2) for pair in zip(below, below[step:], strict=False)]:
        inside = first.box.x0 <= head.box.x0 and head.box.x1 <= last.box.x1
        if inside and abs(_centre(head) - (first.box.x0 + last.box.x1) / 2) < 0.8 * size:
            return True
    return False


def _is_flush(upper: Head, lower: Head) -> bool:
    """Whether two lines begin, or end, at one margin, as those of one heading do that is not centred."""
    return min(abs(upper.box.x0 - lower.box.x0), abs(upper.box.x1 - lower.box.x1)) < 1.0


def _is_tight(upper: Head, lower: Head) -> bool:
    return lower.box.top - upper.box.bottom <= TIGHT * upper.words[0].size


def _is_far(upper: Head, lower: Head) -> bool:
    """Whether more than the white of a line lies between two headings, as never between the lines of one."""
    return lower.box.top - upper.box.bottom > FAR * upper.words[0].size


def _same_storey(upper: Sequence[Head], lower: Sequence[Head]) -> bool:
    """Whether a line of group headings goes on in the line below: each over one, and close to it."""
    return (
        len(upper) <= len(lower)
        and all(
            sum(1 for below in lower if head.over(below)) == 1
            and any(head.over(below) and _is_tight(head, below) for below in lower)
            for head in upper
        )
        and not _repeat([below.text for below in lower])
    )


def _stack(upper: Sequence[Head], lower: Sequence[Head]) -> None:
    for head in upper:
        below = next(below for below in lower if head.over(below))
        below.words = head.words + below.words


def _homes(leaves: Sequence[Head], columns: Columns) -> list[int | None]:
    """The column of each heading; None for one that stands over no column and beside no free one."""
    homes: list[int | None] = []
    for leaf in leaves:
        shared = [min(leaf.box.x1, right) - max(leaf.box.x0, left) for left, right in columns]
        best = max(range(len(columns)), key=lambda i: shared[i], default=None)
        homes.append(best if best is not None and shared[best] > -1 else None)
    for index, leaf in enumerate(leaves):
        if homes[index] is not None:
            continue
        before = max((home for home in homes[:index] if home is not None), default=-1)
        after = min((home for home in homes[index + 1 :] if home is not None), default=len(columns))
        free = [i for i in range(before + 1, after) if _apart(leaf, columns[i]) < ASIDE * leaf.words[0].size]
        if free:
            homes[index] = min(free, key=lambda i: _apart(leaf, columns[i]))
    return homes


def _apart(head: Head, column: tuple[float, float]) -> float:
    return max(column[0] - head.box.x1, head.box.x0 - column[1])


def _middle(column: tuple[float, float]) -> float:
    return (column[0] + column[1]) / 2


def _centre(head: Head) -> float:
    return (head.box.x0 + head.box.x1) / 2


@dataclass
class _Unit:
    """Columns that a group heading takes whole: one column, or those of a group heading in the storey below."""

    first: int
    last: int
    x0: float
    x1: float


def _units(leaves: Sequence[Head], homes: Sequence[int | None], columns: Columns, floor: float) -> list[_Unit]:
    """The columns headed below the group headings (``floor``), each as wide as its heading and figures together."""
    units: dict[int, _Unit] = {}
    for leaf, home in zip(leaves, homes, strict=True):
        if home is None or leaf.box.top < floor:
            continue
        unit = units.setdefault(home, _Unit(home, home, *columns[home]))
        unit.x0, unit.x1 = min(unit.x0, leaf.box.x0), max(unit.x1, leaf.box.x1)
    return [units[home] for home in sorted(units)]


def _foot(heads: Sequence[Head]) -> float:
    """The height below which headings begin a storey of their own; those above it stand beside, half way down."""
    return max(head.box.top + 0.9 * head.words[-1].size for head in heads)


def _joined(units: Sequence[_Unit], heads: Sequence[Head], spans: Sequence[tuple[int, int]]) -> list[_Unit]:
    """The units for the storey above: each group heading with its columns is one."""
    result = [unit for unit in units if not any(first <= unit.first <= last for first, last in spans)]
    for head, (first, last) in zip(heads, spans, strict=True):
        inside = [unit for unit in units if first <= unit.first <= last]
        x0 = min([unit.x0 for unit in inside] + [head.box.x0])
        x1 = max([unit.x1 for unit in inside] + [head.box.x1])
        result.append(_Unit(first, last, x0, x1))
    return sorted(result, key=lambda unit: unit.first)


def _spans(
    heads: Sequence[Head], units: Sequence[_Unit], columns: Columns, rules: Sequence[Rule]
) -> list[tuple[int, int]]:
    """For each group heading the columns under it: those over the rule below it, or those it is centred on."""
    ruled = [_ruled_span(head, columns, rules) for head in heads]
    known = [span for span in ruled if span is not None]
    if len(known) == len(heads) and len({*known}) == len(known):
        return known
    beside = units[0].first == 0 and all(head.box.x0 > units[0].x1 for head in heads) if units else False
    units = units[1:] if beside else units
    if len(units) < len(heads):
        units = [_Unit(i, i, x0, x1) for i, (x0, x1) in enumerate(columns)]
    if len(units) < len(heads):
        nearest = [min(range(len(columns)), key=lambda i: abs(_middle(columns[i]) - _centre(head))) for head in heads]
        return [(column, column) for column in nearest]
    order = sorted(range(len(heads)), key=lambda i: heads[i].box.x0)
    plans = [_partition([heads[i] for i in order], units, at_left) for at_left in (False, True)]
    _, best = min(plans, key=lambda plan: plan[0])
    spans = [(0, 0)] * len(heads)
    for index, span in zip(order, best, strict=True):
        spans[index] = span
    return spans


def _ruled_span(head: Head, columns: Columns, rules: Sequence[Rule]) -> tuple[int, int] | None:
    """The columns over which a rule below a heading runs, where it does not run under the whole table."""
    box = head.box
    width = columns[-1][1] - columns[0][0]
    for rule in rules:
        under = box.bottom - 3 <= rule.at <= box.bottom + 8 and rule.start <= box.x0 + 3 and rule.end >= box.x1 - 3
        if under and rule.length < 0.7 * width:
            reached = [i for i, column in enumerate(columns) if rule.start - 3 <= _middle(column) <= rule.end + 3]
            if reached:
                return reached[0], reached[-1]
    return None


def _partition(heads: Sequence[Head], units: Sequence[_Unit], at_left: bool) -> tuple[float, list[tuple[int, int]]]:
    """Units shared out among headings in order, each a run, so that each heading stands best over its run.

    ``at_left``: headings begin where their first column begins, instead of being centred on their columns.
    """
    count, unset = len(units), float("inf")
    costs = [[unset] * (count + 1) for _ in range(len(heads) + 1)]
    back = [[0] * (count + 1) for _ in range(len(heads) + 1)]
    skip = 0.5 * (units[-1].x1 - units[0].x0) / count
    costs[0] = [skip * start for start in range(count + 1)]
    for h, head in enumerate(heads, 1):
        for end in range(h, count + 1):
            for start in range(h - 1, end):
                left, right = units[start].x0, units[end - 1].x1
                off = abs(head.box.x0 - left) if at_left else abs(_centre(head) - (left + right) / 2)
                cost = costs[h - 1][start] + off
                if cost < costs[h][end]:
                    costs[h][end], back[h][end] = cost, start
    end = min(range(len(heads), count + 1), key=lambda e: costs[-1][e] + skip * (count - e))
    total = costs[-1][end] + skip * (count - end)
    spans = []
    for h in range(len(heads), 0, -1):
        start = back[h][end]
        spans.append((units[start].first, units[end - 1].last))
        end = start
    sizes = [last - first for first, last in spans]
    uneven = sum(abs(size - sum(sizes) / len(sizes)) for size in sizes)
    return total + 0.1 * uneven, spans[::-1]


def _raise_labels(cells: Sequence[GridCell], depth: int) -> None:
    """A heading of one column that stands beside a group heading reaches over all storeys."""
    for cell in [cell for cell in cells if cell.colspan == 1 and depth > 1]:
        others = [c for c in cells if c is not cell and c.column <= cell.column < c.column + c.colspan]
        if not others:
            cell.row, cell.rowspan = 0, depth
