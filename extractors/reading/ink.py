"""Ink: the pixels of the writing in one piece of a picture, apart from all else that is in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.reading.deskew import Picture

#: Rows at the edge of a piece that are ink to this share are no writing.
STRIPE = 0.7
#: The margin at the sides of a piece, in heights of it, in which no character stands alone.
MARGIN = 0.15
#: Rows with less ink than this share are specks; ink this near to the upper or lower edge, apart from the rest, is too.
SPECKS, EDGE = 0.004, 0.08
#: What differs less from the paper than this, 0..1, is grain.
FAINT = 0.15


def own_ink(picture: Picture) -> NDArray[np.bool_]:
    """The pixels of a piece of a picture that belong to the line of writing in it."""
    return _own_columns(_own_line(_within_fill(_ink(picture))))


def _ink(picture: Picture) -> NDArray[np.bool_]:
    """The pixels of the writing: the rarer of dark and light, parted where both differ most."""
    counts = np.bincount(picture.ravel(), minlength=256).astype(np.float64)
    below, sums = np.cumsum(counts), np.cumsum(counts * np.arange(256))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    dark = picture <= int(np.argmax(np.nan_to_num(between)))
    return dark if 2 * dark.sum() <= dark.size else ~dark


def _within_fill(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The ink without the stripes at the edges where the coloured area ends that the writing stands on."""
    result = ink.copy()
    for way in (result, result[::-1], result.T, result.T[::-1]):
        for row in way:
            if row.mean() < STRIPE:
                break
            row[:] = False
    return result


def _own_line(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The ink without what reaches in from the lines above and below: apart from the most of it, at the edge."""
    rows = ink.sum(axis=1)
    edges = np.diff(np.pad(rows > SPECKS * ink.shape[1], 1).astype(np.int8))
    bands = list(zip(np.nonzero(edges == 1)[0].tolist(), np.nonzero(edges == -1)[0].tolist(), strict=True))
    if len(bands) < 2:
        return ink
    own = max(bands, key=lambda band: int(rows[band[0] : band[1]].sum()))
    result, margin = ink.copy(), round(EDGE * len(ink))
    result[rows <= SPECKS * ink.shape[1]] = False
    for start, end in bands:
        if (start, end) == own:
            continue
        if start <= margin or end >= len(ink) - margin:
            result[start:end] = False
    return result


def _own_columns(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The ink without what reaches in at the sides: pieces of rules, fills and neighbours in the margin."""
    margin = round(MARGIN * len(ink))
    bands = inked_of(ink)
    result = ink.copy()
    for (start, end), (_, before), (after, _) in zip(
        bands, [(0, -margin), *bands], [*bands[1:], (10**6, 0)], strict=False
    ):
        left = end <= margin and after - end >= margin
        right = start >= ink.shape[1] - margin and start - before >= margin
        if (left or right) and len(bands) > 1:
            result[:, start:end] = False
    return result


def gaps_of(ink: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of columns without ink."""
    edges = np.diff(np.pad(ink.any(axis=0), 1, constant_values=True).astype(np.int8))
    return list(zip(np.nonzero(edges == -1)[0].tolist(), np.nonzero(edges == 1)[0].tolist(), strict=True))


def inked_of(ink: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of columns with ink."""
    ends = [0, *(edge for gap in gaps_of(ink) for edge in gap), ink.shape[1]]
    return [(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if end > start]


def strength_of(picture: Picture, ink: NDArray[np.bool_]) -> tuple[float, float]:
    """How thick the lines of the writing are, in pixels of black, and how near to black (or white) they come, 0..1.

    All that is dark counts, over how often ink begins: thin lines come out grey, and would else seem thick.
    """
    runs = sum(int((np.diff(np.pad(way, ((0, 0), (1, 0))).astype(np.int8), axis=1) == 1).sum()) for way in (ink, ink.T))
    paper, least, most = (float(shade) for shade in np.percentile(picture, (50, 1, 99)))
    full, reached = (-paper, least - paper) if paper - least > most - paper else (255 - paper, most - paper)
    if not runs or not full:
        return 0.0, 1.0
    depth = np.clip((picture - paper) / full, 0.0, 1.0)
    return 2 / runs * float(depth[depth > FAINT].sum()), reached / full
