"""Strokes: the rules that are drawn in the picture of a page, and the picture without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.canvas import Rule
from extractors.reading.deskew import Picture

#: Rules are thinner than this (points), and darker than what is on both sides of them by this many shades.
THICKEST, CONTRAST = 3.0, 26
#: Shorter strokes (points) across and down the page are parts of letters.
ACROSS, DOWN = 24.0, 13.0
#: Strokes down the page touch a rule across it, or are longer than this (points).
LONG = 34.0
#: Shorter strokes (points) are parts of letters where this share of what is beside them is dark, ...
DOUBTFUL, BUSY = 110.0, 0.2
#: ... this many points away, unless nearly all is: then it is a thick rule, or a double one.
BESIDE, WHOLE = 1.5, 0.9
#: A rule may be broken by this many pixels, or stray from row to row by that many.
BREAK, STRAY = 1, 2


class Run(NamedTuple):
    """Dark pixels of one row (or column) of the picture, from ``start`` up to ``end``."""

    at: int
    start: int
    end: int


@dataclass
class Stroke:
    """Runs that lie side by side."""

    runs: list[Run]

    @property
    def rule(self) -> Rule:
        """The stroke as a rule, in pixels."""
        length = sum(run.end - run.start for run in self.runs)
        at = sum((run.at + 0.5) * (run.end - run.start) for run in self.runs) / length
        return Rule(at, min(run.start for run in self.runs), max(run.end for run in self.runs))


def strokes_of(picture: Picture, scale: float) -> tuple[list[Rule], list[Rule], Picture]:
    """Rules across and down a straight picture, in pixels, and the picture without them.

    ``scale`` is pixels in a point.
    """
    across, filled_across = _strokes(picture, scale, ACROSS)
    down, filled_down = _strokes(np.ascontiguousarray(picture.T), scale, DOWN)
    level = [stroke.rule for stroke in across]
    upright = [stroke for stroke in down if _is_table_rule(stroke.rule, level, scale)]
    clean = picture.copy()
    _erase(clean, filled_across, across)
    _erase(clean.T, filled_down, upright)
    return level, [stroke.rule for stroke in upright], clean


def _is_table_rule(rule: Rule, level: Sequence[Rule], scale: float) -> bool:
    slack = 3 * scale
    return rule.length > LONG * scale or any(
        other.start - slack <= rule.at <= other.end + slack and rule.start - slack <= other.at <= rule.end + slack
        for other in level
    )


def _strokes(picture: Picture, scale: float, shortest: float) -> tuple[list[Stroke], Picture]:
    """Strokes across the picture, and what the picture would be without anything that is thin across."""
    filled = _closed(picture, round(THICKEST * scale) | 1)
    dark = _blurred(filled.astype(np.int16) - picture) > CONTRAST
    strokes = _grouped([run for run in _runs(dark, BREAK) if run.end - run.start >= shortest * scale])
    return [stroke for stroke in strokes if _is_drawn(stroke, dark, scale)], filled


def _is_drawn(stroke: Stroke, dark: NDArray[np.bool_], scale: float) -> bool:
    """Whether a stroke is a rule, and not where letters of one line have strokes at the same height."""
    if stroke.rule.length > DOUBTFUL * scale:
        return True
    beside = round(BESIDE * scale)
    for side in (-beside, beside):
        rows = [dark[run.at + side, run.start : run.end] for run in stroke.runs if 0 <= run.at + side < len(dark)]
        if rows and BUSY < float(np.concatenate(rows).mean()) < WHOLE:
            return False
    return True


def _closed(picture: Picture, size: int) -> Picture:
    """The picture without dark strokes across that are thinner than ``size`` pixels."""
    result = picture
    for extreme in (np.maximum, np.minimum):
        padded = np.pad(result, ((size // 2, size // 2), (0, 0)), mode="edge")
        result = padded[: len(picture)]
        for offset in range(1, size):
            result = extreme(result, padded[offset : offset + len(picture)])
    return result


def _blurred(shades: NDArray[np.int16]) -> NDArray[np.int16]:
    """Shades evened out over three pixels along each row: grain and dust vanish, strokes stay."""
    padded = np.pad(shades, ((0, 0), (1, 1)), mode="edge")
    return (padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]) // 3


def _runs(dark: NDArray[np.bool_], gap: int) -> list[Run]:
    """Runs of dark pixels in rows, over gaps of up to ``gap`` pixels."""
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    if not len(rows):
        return []
    breaks = np.nonzero((np.diff(rows) != 0) | (starts[1:] - ends[:-1] > gap))[0]
    first, last = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(rows) - 1]))
    return [
        Run(*found) for found in zip(rows[first].tolist(), starts[first].tolist(), ends[last].tolist(), strict=True)
    ]


def _grouped(runs: Sequence[Run]) -> list[Stroke]:
    """Runs of neighbouring rows that overlap or follow each other, as strokes."""
    strokes: list[Stroke] = []
    for run in sorted(runs):
        near = [
            stroke
            for stroke in strokes
            if any(
                run.at - other.at <= STRAY and run.start <= other.end + STRAY and other.start <= run.end + STRAY
                for other in stroke.runs
            )
        ]
        strokes = [stroke for stroke in strokes if stroke not in near]
        strokes.append(Stroke([run, *(other for stroke in near for other in stroke.runs)]))
    return strokes


def _erase(picture: Picture, filled: Picture, strokes: Sequence[Stroke]) -> None:
    """Paint strokes over with what is beside them, one row more on either side for their soft edges."""
    for stroke in strokes:
        for run in stroke.runs:
            rows = slice(max(run.at - 1, 0), run.at + 2)
            picture[rows, run.start : run.end] = filled[rows, run.start : run.end]
