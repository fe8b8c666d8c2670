"""Charts: areas of bars, axes and curves, so that their labels do not leak into the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.reading.canvas import Canvas, Rect, Rule
from extractors.reading.lines import area_of, is_figure, lines_of
from extractors.reading.model import Word
from extractors.reading.rules import merged

#: The names of bars and axes have at most so many words.
LABEL_WORDS = 6


@dataclass(frozen=True)
class _Label:
    """Words of one line without a gap between them."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Rect:
        """The area of the words."""
        return area_of(self.words)

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def figures(self) -> bool:
        """Whether every word is a figure."""
        return all(is_figure(word.text) for word in self.words)


def chart_areas(canvas: Canvas, words: Sequence[Word]) -> list[Rect]:
    """The areas of charts on a page, with their labels."""
    bars = _bars(canvas, words)
    areas: list[Rect] = []
    labels = [_Label(segment.words) for line in lines_of(words) for segment in line.segments] if bars else []
    for group, upright in _groups(bars):
        area = _union(group)
        frame = _frame(canvas, area)
        areas.append(frame if frame is not None else _with_labels(canvas, group, upright, labels))
    for frame in _frames_of_curves(canvas, words):
        if not any(frame.overlaps(area) for area in areas):
            areas.append(frame)
    return _disjoint(areas)


def _bars(canvas: Canvas, words: Sequence[Word]) -> list[Rect]:
    """Coloured areas that hold no text but perhaps their own figure, and touch no area that holds some."""
    bars, texts = [], []
    across = merged(canvas.horizontal)
    for fill in sorted(set(canvas.fills)):
        if fill.width > 0.6 * canvas.width and fill.height > 0.3 * canvas.height:
            continue
        if fill not in canvas.frames and _is_ruled_cell(across, fill):
            continue
        inside = [w for w in words if fill.holds((w.x0 + w.x1) / 2, (w.top + w.bottom) / 2)]
        if not inside or (len(inside) == 1 and is_figure(inside[0].text)):
            bars.append(fill)
        if any(not is_figure(word.text) for word in inside):
            texts.append(fill)
    return [bar for bar in bars if not any(_is_cell_beside(bar, fill) for fill in texts)]


def _is_ruled_cell(across: Sequence[Rule], fill: Rect) -> bool:
    """Whether rules longer than an area run along its top and its foot."""
    along = [r for r in across if r.start <= fill.x0 + 2 and r.end >= fill.x1 - 2]
    longer = [r for r in along if r.length > 1.3 * fill.width]
    return all(any(abs(r.at - edge) < 2 for r in longer) for edge in (fill.top, fill.bottom))


def _is_cell_beside(bar: Rect, fill: Rect) -> bool:
    """Whether two areas are neighbours in a row of a table: they touch and share an edge's height."""
    touching = abs(bar.x1 - fill.x0) < 1.5 or abs(bar.x0 - fill.x1) < 1.5
    level = abs(bar.top - fill.top) < 1.5 or abs(bar.bottom - fill.bottom) < 1.5
    return bar != fill and touching and level


def _groups(bars: list[Rect]) -> list[tuple[list[Rect], bool]]:
    """Bars that rise from one base line (true), or grow from one axis (false), to different lengths."""
    groups: list[tuple[list[Rect], bool]] = []
    for upright in (True, False):
        by_base: dict[int, list[Rect]] = {}
        for bar in bars:
            by_base.setdefault(round(bar.bottom if upright else bar.x0), []).append(bar)
        for members in by_base.values():
            for run in _side_by_side(members, upright):
                lengths = {round(bar.top if upright else bar.x1) for bar in run}
                if len(run) >= 2 and len(lengths) >= 2:
                    groups.append((run, upright))
    return groups


def _side_by_side(bars: list[Rect], upright: bool) -> list[list[Rect]]:
    """Bars of one base cut into runs in which each lies near the next and none inside another."""
    runs: list[list[Rect]] = []
    spans = sorted(bars, key=lambda bar: bar.x0 if upright else bar.top)
    for bar in spans:
        if runs:
            last = runs[-1][-1]
            gap, thick = (bar.x0 - last.x1, last.width) if upright else (bar.top - last.bottom, last.height)
            if -1 <= gap <= 2 * thick:
                runs[-1].append(bar)
                continue
        runs.append([bar])
    return runs


def _union(areas: Sequence[Rect]) -> Rect:
    return Rect(
        min(a.x0 for a in areas), min(a.top for a in areas), max(a.x1 for a in areas), max(a.bottom for a in areas)
    )


def _frame(canvas: Canvas, area: Rect) -> Rect | None:
    """The smallest frame drawn around bars with room for labels, if there is one."""
    around = [
        frame
        for frame in canvas.frames
        if frame.contains(area)
        and frame.height > 1.05 * area.height
        and frame.width < 0.98 * canvas.width
        and frame.height < 0.7 * canvas.height
    ]
    return max(around, key=lambda frame: frame.width * frame.height, default=None)


def _with_labels(canvas: Canvas, bars: Sequence[Rect], upright: bool, labels: Sequence[_Label]) -> Rect:
    """Bars with their grid lines, the names beside or below them, and the figures at their ends."""
    area = _union(bars)
    lines = [
        Rect(rule.start, rule.at, rule.end, rule.at)
        for rule in canvas.horizontal
        if rule.start <= area.x0 + 2
        and rule.end >= area.x1 - 2
        and area.top - 60 < rule.at < area.bottom + 3
        and rule.length < 1.8 * (area.width + 40)
        and not _has_words_below(rule, area, labels)
    ]
    area = _union([area, *lines])
    short = [label for label in labels if len(label.words) <= LABEL_WORDS]
    if not upright:
        area = _union([area, *(box for bar in bars for box in _named(bar, short))])
    for _ in range(3):
        grown = [label.box for label in short if _belongs(area, label) and not area.contains(label.box, 0.0)]
        if not grown:
            break
        area = _union([area, *grown])
    return area


def _has_words_below(rule: Rule, area: Rect, labels: Sequence[_Label]) -> bool:
    """Whether a text stands between a rule and the bars below it, as the title under another table does."""
    between = (label for label in labels if rule.at < label.middle < area.top and not label.figures)
    return any(rule.start - 3 <= label.box.x0 and label.box.x1 <= rule.end + 3 for label in between)


def _named(bar: Rect, labels: Sequence[_Label]) -> list[Rect]:
    """The nearest text to the left of a bar that grows to the right."""
    beside = [
        label.box for label in labels if bar.top - 3 <= label.middle <= bar.bottom + 3 and label.box.x1 <= bar.x0 + 2
    ]
    return [max(beside, key=lambda box: box.x1)] if beside else []


def _belongs(area: Rect, label: _Label) -> bool:
    """Whether a short text stands at the edge of a chart: on its axis, under it, or a figure over or beside it."""
    box, size = label.box, label.words[0].size
    level = area.top - size <= label.middle <= area.bottom + size
    beside = area.x0 - size < (box.x0 + box.x1) / 2 < area.x1 + size
    left = level and box.x0 <= area.x0 and area.x0 - box.x1 < 1.5 * size
    right = level and label.figures and box.x1 >= area.x1 and box.x0 - area.x1 < size
    below = beside and box.bottom >= area.bottom and box.top - area.bottom < 0.8 * size
    above = beside and label.figures and box.top <= area.top and area.top - box.bottom < size
    return left or right or below or above


def _frames_of_curves(canvas: Canvas, words: Sequence[Word]) -> list[Rect]:
    """Frames around pies and line charts: several curves and some labels in one frame."""
    found = []
    for frame in canvas.frames:
        if frame.width > 0.98 * canvas.width or frame.height < 50 or frame.height > 0.7 * canvas.height:
            continue
        inside = [curve for curve in canvas.curves if frame.contains(curve) and curve.width * curve.height > 60]
        if len(inside) >= 2:
            found.append(frame)
    return found


def _disjoint(areas: list[Rect]) -> list[Rect]:
    """Areas that share a point taken as one."""
    result: list[Rect] = []
    for area in areas:
        for other in [other for other in result if other.overlaps(area)]:
            result.remove(other)
            area = _union([area, other])
        result.append(area)
    return result
