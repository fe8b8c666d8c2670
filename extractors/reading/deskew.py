"""Deskew: how far the picture of a page is turned, the picture set straight, and points put back."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, tan
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

#: A picture in shades of grey, row by row from the top: 0 is black, 255 white.
Picture = NDArray[np.uint8]

#: Scanned pages are turned by at most this many degrees; smaller angles than the least are left alone.
STEEPEST, LEAST = 6.0, 0.04
#: Steps in which the angle is sought, each within one step of what the coarser one found.
STEPS = (0.5, 0.1, 0.02)
#: Lines of text stand out this much more clearly from one side than from the other on a page that lies sideways.
SIDEWAYS = 1.5
#: The angle is sought on a picture this many pixels high.
SMALL = 1100


@dataclass(frozen=True)
class Pose:
    """How a page lies: quarter turns to the left that set it upright, then degrees to the left that set it straight.

    ``width`` and ``height`` are those of the page as it lies, in any unit.
    """

    quarters: int
    degrees: float
    width: float
    height: float

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the straight picture is on the page as it lies."""
        wide, high = (self.width, self.height) if self.quarters % 2 == 0 else (self.height, self.width)
        x, y = _about(x, y, wide / 2, high / 2, self.degrees)
        for _ in range(self.quarters % 4):
            x, y = high - y, x
            wide, high = high, wide
        return x, y


def _about(x: float, y: float, middle: float, centre: float, degrees: float) -> tuple[float, float]:
    """A point turned to the right about another; y grows downwards."""
    angle = radians(degrees)
    right, down = x - middle, y - centre
    return middle + right * cos(angle) - down * sin(angle), centre + right * sin(angle) + down * cos(angle)


def pose_of(picture: Picture) -> Pose:
    """How the page of a picture lies, as far as its lines of text tell: upside down looks like upright."""
    height, width = picture.shape
    small = _shrunk(picture)
    poses = [(quarters, _skew(np.rot90(small, quarters))) for quarters in (0, 1)]
    upright, lying = (_clearness(np.rot90(small, quarters), degrees) for quarters, degrees in poses)
    quarters, degrees = poses[lying > SIDEWAYS * upright]
    return Pose(quarters, degrees, float(width), float(height))


def straight(picture: Picture, pose: Pose) -> Picture:
    """The picture upright and straight, of the same size."""
    upright = np.ascontiguousarray(np.rot90(picture, pose.quarters))
    if abs(pose.degrees) < LEAST:
        return upright
    turned = Image.fromarray(upright).rotate(pose.degrees, Image.Resampling.BICUBIC, fillcolor=_paper(upright))
    return np.asarray(turned)


def _paper(picture: Picture) -> int:
    return int(np.percentile(picture[::7, ::7], 80))


def _shrunk(picture: Picture) -> Picture:
    factor = max(max(picture.shape) // SMALL, 1)
    return np.asarray(Image.fromarray(picture).reduce(factor))


def _skew(small: Picture) -> float:
    """Degrees to the left by which the picture must be turned to set its lines level."""
    best = 0.0
    reach = STEEPEST
    for step in STEPS:
        tries = best + np.arange(-round(reach / step), round(reach / step) + 1) * step
        best = float(max(tries, key=lambda degrees: (round(_clearness(small, degrees), 6), -abs(degrees))))
        reach = step
    return best if abs(best) >= LEAST and abs(best) < STEEPEST else 0.0


def _clearness(small: Picture, degrees: float) -> float:
    """How clearly dark and light rows alternate along lines that rise to the right by that angle downwards."""
    ys, xs = _ink(small)
    if not len(ys):
        return 0.0
    rows = np.round(ys - xs * tan(radians(degrees))).astype(np.int64)
    counts = np.bincount(rows - rows.min())
    steps: Any = np.diff(counts.astype(np.float64))
    return float((steps**2).sum() / len(ys))


def _ink(small: Picture) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the dark pixels, without the margin, where scanners leave shadows."""
    high, wide = (size // 40 for size in small.shape)
    ys, xs = np.nonzero(small[high:-high, wide:-wide] < _paper(small) - 70)
    return ys, xs
