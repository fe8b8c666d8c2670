"""Levelling: a figure set half way down a label of two lines is put on the first of them, as a row is read."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.reading.grid import is_value
from extractors.reading.lines import Line

#: White space between such a label and its figure, in font sizes: its height tells more than its distance.
GAP = 0.25


def levelled(lines: Sequence[Line]) -> list[Line]:
    """The same lines, from the top, without those that hold such a figure alone."""
    result: list[Line] = []
    for index, line in enumerate(lines):
        if result and index + 1 < len(lines) and _is_half_way(line, result[-1], lines[index + 1]):
            result[-1] = Line((*result[-1].words, *line.words))
        else:
            result.append(line)
    return result


def _is_half_way(line: Line, above: Line, below: Line) -> bool:
    """Whether a line is one figure, on the height of both lines of a label to its left."""
    if len(line.segments) > 1 or not is_value(line.text.split(" (")[0]):
        return False
    gap = GAP * line.size
    labels = all(len(label.segments) == 1 and _is_text(label) and label.x1 + gap < line.x0 for label in (above, below))
    return labels and above.top < line.top < above.bottom and below.top < line.bottom < below.bottom


def _is_text(line: Line) -> bool:
    return any(sign.isalpha() for sign in line.text)
