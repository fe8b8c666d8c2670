"""Strokes: the rules and coloured areas in the picture of a page, and the picture without the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.canvas import Rect, Rule
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
#: Coloured areas are seen in blocks of so many points, and are at least so wide and high; they differ from paper by
#: so many shades, and from one row of blocks to the next by fewer.
BLOCK, WIDE, HIGH, SHADE, SAME_SHADE = 1.4, 10.0, 6.0, 9, 12
#: Light letters leave gaps of so many points in an area along its rows, and where it is so many shades darker than
#: paper, light words break up as many points of its height.
LETTERS, DARK, WORDS = 7.0, 70, 10.0


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


def fills_of(picture: Picture, scale: float) -> list[Rect]:
    """Coloured areas of a straight picture without rules, in pixels."""
    size = max(round(BLOCK * scale), 2)
    rows, columns = (length // size for length in picture.shape)
    blocks = picture[: rows * size, : columns * size].reshape(rows, size, columns, size).swapaxes(1, 2)
    shades = np.partition(blocks.reshape(rows, columns, size * size), 3 * size * size // 4, axis=2)
    light = shades[:, :, 3 * size * size // 4].astype(np.int16)
    paper = float(np.percentile(light, 80))
    areas: list[_Area] = []
    for run in _runs(light < paper - SHADE, round(LETTERS * scale / size)):
        if (run.end - run.start) * size < WIDE * scale:
            continue
        shade = float(np.median(light[run.at, run.start : run.end]))
        reach = round(WORDS * scale / size) if shade < paper - DARK else 1
        above = next((area for area in reversed(areas) if _continues(area, run, shade, reach)), None)
        if above is None:
            areas.append(_Area(run, run, shade))
        else:
            areas[areas.index(above)] = above._replace(last=run)
    found = [
        Rect(first.start * size, first.at * size, first.end * size, (last.at + 1) * size) for first, last, _ in areas
    ]
    height, width = picture.shape
    inside = [area for area in found if area.x0 > size and area.top > size and area.x1 < width - 2 * size]
    return [area for area in inside if area.height >= HIGH * scale and area.bottom < height - 2 * size]


class _Area(NamedTuple):
    """A coloured area by its first and last row of blocks."""

    first: Run
    last: Run
    shade: float


def _continues(area: _Area, run: Run, shade: float, reach: int) -> bool:
    return (
        0 < run.at - area.last.at <= reach
        and abs(area.first.start - run.start) <= 1
        and abs(area.first.end - run.end) <= 1
        and abs(area.shade - shade) <= SAME_SHADE
    )
