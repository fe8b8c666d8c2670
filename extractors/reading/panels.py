"""Panels: coloured or framed boxes side by side, each with a text of its own under a heading of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.reading.canvas import Canvas, Rect, Rule
from extractors.reading.lines import Line, is_figure, lines_of
from extractors.reading.model import Word

#: A panel takes at least this share of the page's width and so much height (points), and holds so many lines.
LEAST_WIDTH, LEAST_HEIGHT, LEAST_LINES = 0.2, 60.0, 4
#: One of the panels of a row has a line of at least so many words: cells of tables have fewer.
PROSE_WORDS = 6
#: Panels of a row begin within so many points of each other.
LEVEL = 6.0


def panels(canvas: Canvas, words: Sequence[Word]) -> list[Rect]:
    """The panels of the first row of them on a page, from the left; none where boxes are cells or tiles."""
    boxes = sorted({box for box in (*canvas.fills, *canvas.frames) if _is_large(canvas, box)})
    boxes = [box for box in boxes if not any(other != box and other.contains(box) for other in boxes)]
    for first in sorted(boxes, key=lambda box: (box.top, box.x0)):
        row = sorted(box for box in boxes if abs(box.top - first.top) <= LEVEL)
        if len(row) > 1 and _apart(row) and _hold_texts(row, words):
            return row
    return []


def inside(canvas: Canvas, panel: Rect) -> Canvas:
    """What is drawn in a panel, without its own fill and frame."""

    def drawn(box: Rect) -> bool:
        smaller = box.width < panel.width - 2 or box.height < panel.height - 2
        return panel.contains(box, 1.5) and smaller

    return _part(canvas, drawn)


def outside(canvas: Canvas, row: Sequence[Rect]) -> Canvas:
    """What is drawn on a page but for a row of panels and what they hold."""
    return _part(canvas, lambda box: not any(panel.contains(box, 1.5) for panel in row))


def _is_large(canvas: Canvas, box: Rect) -> bool:
    return box.width >= LEAST_WIDTH * canvas.width and box.height >= LEAST_HEIGHT


def _apart(row: Sequence[Rect]) -> bool:
    return all(left.x1 <= right.x0 + 2 for left, right in pairwise(row))


def _hold_texts(row: Sequence[Rect], words: Sequence[Word]) -> bool:
    """Whether every word at the height of a row of boxes is in one of them, and each box is headed text."""
    top, bottom = min(box.top for box in row), max(box.bottom for box in row)
    level = [word for word in words if top < (word.top + word.bottom) / 2 < bottom]
    if any(not any(box.x0 - 1 <= word.x0 and word.x1 <= box.x1 + 1 for box in row) for word in level):
        return False
    held = [lines_of(word for word in level if box.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2))
            for box in row]  # fmt: skip
    return all(map(_is_headed, held)) and any(len(line.words) >= PROSE_WORDS for lines in held for line in lines)


def _is_headed(lines: Sequence[Line]) -> bool:
    """Whether lines are a heading, larger or bolder than the rest, and a text that is no column of figures."""
    if len(lines) < LEAST_LINES:
        return False
    head, rest = lines[0], lines[1:]
    plain = [line for line in rest if line.size < 0.95 * head.size or (head.bold and not line.bold)]
    figures = sum(all(is_figure(word.text) for word in line.words) for line in rest)
    return len(head.segments) == 1 and 2 * len(plain) > len(rest) and 2 * figures < len(rest)


def _part(canvas: Canvas, wanted: Callable[[Rect], bool]) -> Canvas:
    def across(rule: Rule) -> bool:
        return wanted(Rect(rule.start, rule.at, rule.end, rule.at))

    def down(rule: Rule) -> bool:
        return wanted(Rect(rule.at, rule.start, rule.at, rule.end))

    return replace(
        canvas,
        horizontal=[rule for rule in canvas.horizontal if across(rule)],
        vertical=[rule for rule in canvas.vertical if down(rule)],
        fills=[box for box in canvas.fills if wanted(box)],
        frames=[box for box in canvas.frames if wanted(box)],
        curves=[box for box in canvas.curves if wanted(box)],
        images=[box for box in canvas.images if wanted(box)],
        dots=[box for box in canvas.dots if wanted(box)],
    )
