"""Charts: bars that carry their figures become a table of categories and series, and are read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.context import Context
from extractors.finding import Reading
from extractors.limitbook import LimitBook
from extractors.reading.model import Block, Cell, Table, Text, Word
from extractors.tables.caption import Caption
from extractors.tables.interpret import about_us, read_table
from schemas.codes import Method
from schemas.observation import Unread

_FIGURE = re.compile(r"^£?\d[\d,]*(?:\.\d+)?\s?%?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
#: A gap between words wider than so many times the type is a gap between labels.
_GAP = 0.6
_ROUND_STEPS = frozenset({1.0, 2.0, 2.5, 5.0})


@dataclass(frozen=True)
class _Label:
    """Words of a chart that belong together, and where they stand."""

    words: tuple[Word, ...]

    @property
    def string(self) -> str:
        return Text.of(self.words).string

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.words[0].bottom - self.words[0].top

    @property
    def value(self) -> float | None:
        match = _FIGURE.match(self.string)
        return float(re.sub(r"[^\d.]", "", self.string)) if match else None


@dataclass(frozen=True)
class _Bars:
    """What a chart shows: a number for each category and series. ``title``: words inside the chart above it."""

    categories: tuple[_Label, ...]
    series: tuple[_Label, ...]
    values: tuple[tuple[_Label, ...], ...]
    title: str = ""


def read_chart(block: Block, caption: Caption, context: Context, limits: LimitBook) -> Reading:
    """The findings of a bar chart whose bars are labelled, and its numbers that could not be matched with labels.

    The numbers along an axis are none. A chart that does not speak of complaints gives nothing.
    """
    labels = _labels(block.text.words)
    numbers = [label for label in labels if label.value is not None]
    shown = _without_ticks(numbers)
    bars = _upright(labels, shown) or _lying(labels, shown)
    if bars is None:
        words = f"{caption.words} {block.text.string}"
        return Reading(unread=tuple(map(_unmatched, shown)) if about_us(words, context) else ())
    if bars.title:
        caption = replace(caption, text=f"{caption.text} {bars.title}".strip())
    return read_table(_table(bars), caption, context, limits, Method.CHART)


def _unmatched(number: _Label) -> Unread:
    reason = "a chart whose labels could not be matched with its numbers"
    return Unread(box=Text.of(number.words).box(), text=number.string, reason=reason)


def _labels(words: Sequence[Word]) -> list[_Label]:
    """The words of a chart grouped into labels: what stands close together on one line."""
    runs: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (round((word.top + word.bottom) / 6), word.x0)):
        last = runs[-1][-1] if runs else None
        if last and _same_line(last, word) and 0 <= word.x0 - last.x1 + 1 <= _GAP * (word.bottom - word.top) + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_Label(tuple(run)) for run in runs]


def _same_line(one: Word, other: Word) -> bool:
    return abs(one.top + one.bottom - other.top - other.bottom) / 2 < 0.4 * (one.bottom - one.top)


def _without_ticks(numbers: Sequence[_Label]) -> list[_Label]:
    """Numbers without those of an axis: in one line, at even distances, in round and even steps."""
    ticks: set[int] = set()
    for number in numbers:
        column = sorted((other for other in numbers if abs(other.x1 - number.x1) < 2.5), key=lambda label: label.y)
        row = sorted((other for other in numbers if abs(other.y - number.y) < 2.5), key=lambda label: label.x)
        for line, places in ((column, [label.y for label in column]), (row, [label.x for label in row])):
            if _even(places, 0.2) and _steps([label.value or 0.0 for label in line]):
                ticks.update(map(id, line))
    return [number for number in numbers if id(number) not in ticks]


def _even(places: Sequence[float], tolerance: float) -> bool:
    """Whether numbers, three or more, lie at even distances."""
    if len(places) < 3:
        return False
    pitch = (places[-1] - places[0]) / (len(places) - 1)
    return all(abs(b - a - pitch) <= tolerance * abs(pitch) for a, b in pairwise(places))


def _steps(values: Sequence[float]) -> bool:
    """Whether values go up, or down, in steps of 1, 2, 2.5 or 5 times a power of ten, and are such steps themselves."""
    step = abs(values[1] - values[0])
    if not step or not _even(values, 0.001):
        return False
    while step >= 10:
        step /= 10
    return step in _ROUND_STEPS and values[0] % abs(values[1] - values[0]) == 0


def _upright(labels: Sequence[_Label], shown: Sequence[_Label]) -> _Bars | None:
    """Bars that stand on a line of categories."""
    if len(shown) < 2:
        return None
    floor = max(number.bottom for number in shown if not _YEAR.match(number.string)) if shown else 0.0
    below = [label for label in labels if label.y > floor and (label.value is None or label in shown)]
    if not below:
        return None
    first = min(label.y for label in below)
    row = [label for label in below if abs(label.y - first) < label.height]
    rest = [label for label in labels if label.value is None and label not in row]
    values = [number for number in shown if number not in row]
    if len(row) < 2 or len(values) < len(row):
        return None
    categories = [_wrapped(label, rest, row) for label in sorted(row, key=lambda label: label.x)]
    groups = [[v for v in values if _nearest(v.x, [c.x for c in categories]) == at] for at in range(len(categories))]
    pitch = min(b.x - a.x for a, b in pairwise(categories))
    if any(abs(v.x - c.x) > 0.5 * pitch for c, group in zip(categories, groups, strict=True) for v in group):
        return None
    used = {word for category in categories for word in category.words}
    return _bars(categories, groups, [label for label in rest if label.words[0] not in used], upright=True)


def _wrapped(label: _Label, rest: Sequence[_Label], row: Sequence[_Label]) -> _Label:
    """A category with the lines that follow below it, as far as they are no wider than its place allows."""
    places = sorted(other.x for other in row)
    pitch = min(b - a for a, b in pairwise(places))
    words = list(label.words)
    bottom = label.bottom
    for line in sorted(rest, key=lambda line: line.y):
        near = line.y > label.y and line.top - bottom < 0.4 * line.height
        if near and abs(line.x - label.x) < 0.25 * pitch and line.x1 - line.x0 <= pitch:
            words += line.words
            bottom = line.bottom
    return _Label(tuple(words))


def _nearest(place: float, places: Sequence[float]) -> int:
    return min(range(len(places)), key=lambda at: abs(places[at] - place))


def _lying(labels: Sequence[_Label], shown: Sequence[_Label]) -> _Bars | None:
    """Bars that lie to the right of a column of categories."""
    if len(shown) < 2:
        return None
    left = min(number.x0 for number in shown)
    names = _stacked([label for label in labels if label.value is None and label.x1 <= left + 1])
    found: dict[int, list[_Label]] = {}
    for number in shown:
        if not names:
            return None
        at = _nearest(number.y, [name.y for name in names])
        found.setdefault(at, []).append(number)
    categories = [names[at] for at in sorted(found)]
    heights = [number.height for number in shown]
    apart = all(
        abs(n.y - names[at].y) < (0.7 if len(group) == 1 else 3) * max(heights)
        for at, group in found.items()
        for n in group
    )
    if not apart or len(categories) < 2:
        return None
    used = {word for name in names for word in name.words}
    rest = [label for label in labels if label.value is None and label.words[0] not in used]
    return _bars(categories, [found[at] for at in sorted(found)], rest, upright=False)


def _stacked(lines: Sequence[_Label]) -> list[_Label]:
    """Lines of text right below one another as one label each, from the top."""
    found: list[_Label] = []
    for line in sorted(lines, key=lambda line: line.y):
        last = found[-1] if found else None
        aligned = last is not None and (abs(last.x1 - line.x1) < 3 or abs(last.x0 - line.x0) < 3)
        if last is not None and aligned and line.top - last.bottom < 0.35 * line.height:
            found[-1] = _Label((*last.words, *line.words))
        else:
            found.append(line)
    return found


def _bars(categories: list[_Label], groups: list[list[_Label]], rest: list[_Label], upright: bool) -> _Bars | None:
    """The chart, where every category has a number, or one for each entry of the legend, side by side.

    Of several series only bars that stand are read: in which order bars lie, programs that draw them differ.
    """
    sizes = {len(group) for group in groups}
    if len(sizes) != 1 or sizes == {0}:
        return None
    size = sizes.pop()
    title = [label for label in rest if label.bottom <= min(number.top for group in groups for number in group)]
    legend = sorted((label for label in rest if label not in title), key=lambda label: (round(label.y / 4), label.x))
    ordered = [sorted(group, key=lambda label: label.x if upright else label.y) for group in groups]
    if size > 1 and not (upright and _side_by_side(ordered)):
        return None
    if size > 1 and len(legend) != size:
        legend, title = _legend_above(title, size)
        if not legend:
            return None
    words = " ".join(label.string for label in title)
    return _Bars(tuple(categories), tuple(legend) if size > 1 else (), tuple(map(tuple, ordered)), words)


def _legend_above(title: list[_Label], size: int) -> tuple[list[_Label], list[_Label]]:
    """A legend that stands in one line above the bars, apart from the title."""
    for label in title:
        line = sorted((other for other in title if abs(other.y - label.y) < label.height), key=lambda other: other.x)
        if len(line) == size:
            return line, [other for other in title if other not in line]
    return [], title


def _side_by_side(groups: Sequence[Sequence[_Label]]) -> bool:
    """Whether the numbers of each category stand beside, not on top of, one another."""
    pairs = [(a, b) for group in groups for a, b in pairwise(group)]
    return all(b.x - a.x > 0.5 * a.height for a, b in pairs)


def _table(bars: _Bars) -> Table:
    """The chart as a table: a row for each category, a column for each series."""
    cells = [Cell(0, column, Text.of(label.words)) for column, label in enumerate(bars.series, 1)]
    for row, (category, values) in enumerate(zip(bars.categories, bars.values, strict=True), 1):
        cells.append(Cell(row, 0, Text.of(category.words)))
        cells += [Cell(row, column, Text.of(value.words)) for column, value in enumerate(values, 1)]
    columns = 1 + max(len(values) for values in bars.values)
    return Table(tuple(cells), len(bars.categories) + 1, columns, header_rows=1, ruled=False)
