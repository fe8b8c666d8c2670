"""Group headings: the columns that a heading of an upper storey of a table stands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.reading.canvas import Rect, Rule
from extractors.reading.lines import area_of
from extractors.reading.model import Word

Columns = Sequence[tuple[float, float]]

#: White between the text of a cell and its edge, in font sizes.
_PADDING = 0.6
#: What it costs, in points, to set a heading over other columns than it stands over, or the rule below it runs under.
_ASTRAY = 100.0
#: How far, in font sizes, a heading may stand from the edge of a column that it is set like.
_ALIKE = 0.5


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
        here, there = self.box, other.box
        return here.x0 < there.x1 and here.x1 > there.x0


def middle(column: tuple[float, float]) -> float:
    """The middle of a column."""
    return (column[0] + column[1]) / 2


def centre(head: Head) -> float:
    """The middle of a heading."""
    return (head.box.x0 + head.box.x1) / 2


@dataclass
class Unit:
    """Columns that a group heading takes whole: one column, or those of a group heading in the storey below."""

    first: int
    last: int
    x0: float
    x1: float


def units_of(headed: Sequence[tuple[Head, int | None]], columns: Columns) -> list[Unit]:
    """The columns that have these headings right below the group headings, each as wide as its heading and figures."""
    units: dict[int, Unit] = {}
    for leaf, home in headed:
        if home is None:
            continue
        unit = units.setdefault(home, Unit(home, home, *columns[home]))
        unit.x0, unit.x1 = min(unit.x0, leaf.box.x0), max(unit.x1, leaf.box.x1)
    return [units[home] for home in sorted(units)]


def joined(units: Sequence[Unit], heads: Sequence[Head], spans: Sequence[tuple[int, int]]) -> list[Unit]:
    """The units for the storey above: each group heading with its columns is one."""
    result = [unit for unit in units if not any(first <= unit.first <= last for first, last in spans)]
    for head, (first, last) in zip(heads, spans, strict=True):
        inside = [unit for unit in units if first <= unit.first <= last]
        x0 = min([unit.x0 for unit in inside] + [head.box.x0])
        x1 = max([unit.x1 for unit in inside] + [head.box.x1])
        result.append(Unit(first, last, x0, x1))
    return sorted(result, key=lambda unit: unit.first)


def columns_under(
    heads: Sequence[Head], units: Sequence[Unit], columns: Columns, rules: Sequence[Rule]
) -> list[tuple[int, int]]:
    """For each group heading the columns under it: those over the rule below it, or those it is centred on."""
    ruled = [_ruled_span(head, columns, rules) for head in heads]
    # a rule that runs on under several headings tells none of them apart
    ruled = [span if ruled.count(span) == 1 else None for span in ruled]
    known = [span for span in ruled if span is not None]
    if len(known) == len(heads):
        return known
    beside = units[0].first == 0 and all(head.box.x0 > units[0].x1 for head in heads) if units else False
    units = units[1:] if beside else units
    if len(units) < len(heads):
        units = [Unit(i, i, x0, x1) for i, (x0, x1) in enumerate(columns)]
    if len(units) < len(heads):
        nearest = [min(range(len(columns)), key=lambda i: abs(middle(columns[i]) - centre(head))) for head in heads]
        return [(column, column) for column in nearest]
    order = sorted(range(len(heads)), key=lambda i: heads[i].box.x0)
    plans = [
        _partition([heads[i] for i in order], cells, [ruled[i] for i in order]) for cells in _cells_of(units, heads)
    ]
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
            reached = [i for i, column in enumerate(columns) if rule.start - 3 <= middle(column) <= rule.end + 3]
            if reached:
                return reached[0], reached[-1]
    return None


@dataclass
class _Cells:
    """Units with the left and right edges of the cells around them; ``at``: where along these headings meet them.

    Group headings begin where their first cell begins (0), or are centred (0.5).
    """

    units: Sequence[Unit]
    edges: Sequence[tuple[float, float]]
    at: float = 0.5

    def off(self, head: Head, start: int, end: int) -> float:
        """How far a heading stands from where it would, were it set over the units from ``start`` up to ``end``."""
        left, right = self.edges[start][0], self.edges[end - 1][1]
        box = head.box
        off = abs(box.x0 + self.at * box.width - left - self.at * (right - left))
        outside = [unit for at, unit in enumerate(self.units) if not start <= at < end]
        if any(box.x0 + 2 < unit.x1 and unit.x0 < box.x1 - 2 for unit in outside):
            return off + _ASTRAY
        only = self.units[start]
        alike = min(abs(box.x0 - only.x0), abs(box.x1 - only.x1), abs(centre(head) - (only.x0 + only.x1) / 2))
        # over one column it may be set as that is
        return min(off, alike) if end - start == 1 and alike < _ALIKE * head.words[0].size else off


def _cells_of(units: Sequence[Unit], heads: Sequence[Head]) -> list[_Cells]:
    """What headings may be centred on: the texts of units, or their cells, where texts stand to the right or left."""
    pad = _PADDING * heads[0].words[0].size
    pitch = median([right.x1 - left.x1 for left, right in pairwise(units)] or [0.0])
    starts, ends = [unit.x0 - pad for unit in units], [unit.x1 + pad for unit in units]
    texts = [(unit.x0, unit.x1) for unit in units]
    to_right = list(zip([ends[0] - pitch, *ends[:-1]], ends, strict=True))
    to_left = list(zip(starts, [*starts[1:], starts[-1] + pitch], strict=True))
    return [_Cells(units, texts), _Cells(units, texts, 0.0), _Cells(units, to_right), _Cells(units, to_left)]


def _partition(
    heads: Sequence[Head], cells: _Cells, ruled: Sequence[tuple[int, int] | None]
) -> tuple[float, list[tuple[int, int]]]:
    """Units shared out among headings in order, each a run, so that each heading stands best over its run.

    A heading with a rule below it (``ruled``) is over the columns that the rule runs under.
    """
    units, count, unset = cells.units, len(cells.units), float("inf")
    costs = [[unset] * (count + 1) for _ in range(len(heads) + 1)]
    back = [[0] * (count + 1) for _ in range(len(heads) + 1)]
    skip = 0.5 * (units[-1].x1 - units[0].x0) / count
    costs[0] = [skip * start for start in range(count + 1)]
    for h, head in enumerate(heads, 1):
        for end in range(h, count + 1):
            for start in range(h - 1, end):
                off = cells.off(head, start, end)
                if ruled[h - 1] == (units[start].first, units[end - 1].last):
                    off = 0.0
                elif ruled[h - 1] is not None:
                    off += _ASTRAY
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
