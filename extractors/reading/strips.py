"""Strips: one line of writing that OCR recognised becomes words with boxes, sizes and footnote marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.reading.deskew import Picture
from extractors.reading.glyphs import UNKNOWN
from extractors.reading.ink import gaps_of, inked_of, own_ink, strength_of
from extractors.reading.words import SUPERSCRIPTS

#: Heights in font sizes: of capitals and figures, of the letter t, of small letters, of what hangs below the base line.
CAPITALS, STEMS, SMALLS, HANGING = 0.72, 0.67, 0.52, 0.21
#: A word's box reaches this many font sizes above the base line, as in a PDF.
ASCENT = 0.79
#: Where no space was recognised, words are parted by gaps of so many font sizes; figures, which are set wider, by more
#: after another figure, and after a point or comma.
LETTER_GAP, FIGURE_GAP, POINT_GAP = 0.24, 0.5, 0.34
#: No space is narrower than this share of the spaces that were recognised in the same strip.
SPACE_SHARE = 0.75
#: A gap this wide sets off a bullet, or a piece of the next column, that was not recognised.
OUTSIDE_GAP = 0.4
#: Characters are at most this many font sizes beside the place that the recogniser gives.
MOST_STRAY = 0.3
#: Beside figures a gap narrower than this, in font sizes, parts no words whatever was recognised.
TIGHT = 0.12
#: A mark ends this many font sizes above the base line and is at most this high.
RAISED, MARK_HEIGHT = 0.2, 0.56
#: Font sizes that differ by less than this share are one.
ALIKE = 0.07
#: A figure recognised with less certainty is not known.
LEAST_SURE = 0.5

#: How high words rise, by the letters of which they have one.
_RISES = (
    (frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZbdfhijkl0123456789%£&?!()[]/|"), CAPITALS),
    (frozenset("t"), STEMS),
)
_HANGING = frozenset("gjpqy,;()[]|_")
_ENDING = frozenset(".,;:!?)]%'’/–-")
_MARKS = "*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹"
#: Wide forms of Latin letters, figures and signs, and signs taken for others.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(wrong): right for wrong, right in {"、": ",", "。": ".", "【": "[", "】": "]", "’": "'", "‘": "'"}.items()
}
_FIGURE_LIKE = re.compile(r"[(£<>~+-]*[\dOoIl|]*\d[\dOoIl|]*(?:[.,][\dOoIl|]+)*[%)]*[.,;:]?")
_YEAR_LIKE = re.compile(r"\(?[2Z][0O][\dOoIl|]{2}[-–/][\dOoIl|]{2,4}[).,;:]*")
_FIGURES = str.maketrans("OoIl|Z", "001112")
_LEADERS = re.compile(r"^\.{2,3}(?=\d*$)")
_DOTTED_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})\.(\d{3})(?![\d.])")


@dataclass(frozen=True)
class Strip:
    """Writing recognised in one piece of a picture.

    ``text`` has spaces; ``centres`` and ``sure`` belong to its other characters: the middle of each in pixels from
    the piece's left edge, and how certain it is, 0..1.
    """

    picture: Picture
    text: str
    centres: tuple[float, ...]
    sure: tuple[float, ...]


class Piece(NamedTuple):
    """A word of a strip, in pixels from the piece's corner; ``size`` is the font's.

    ``stroke`` is how thick its lines are, in font sizes of black; ``reach`` how near to black they come, 0..1.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    stroke: float
    reach: float
    mark: str = ""
    lead: str = ""


@dataclass
class _Group:
    """Characters of one word with the columns that they take."""

    text: str
    start: int
    end: int
    sure: tuple[float, ...]
    mark: str = ""
    lead: str = ""


def pieces_of(strip: Strip) -> list[Piece]:
    """The words of a strip from the left."""
    ink = own_ink(strip.picture)
    if not strip.text.strip() or not ink.any():
        return []
    size = _rough_size(ink)
    groups = _groups(strip, ink, size)
    base, size = _metrics(groups, ink, size)
    groups = _without_marks(groups, ink, base, size)
    pieces = []
    for group in groups:
        columns = slice(group.start, group.end)
        stroke, reach = strength_of(strip.picture[:, columns], ink[:, columns])
        box = (group.start, base - ASCENT * size, group.end, base + HANGING * size)
        pieces.append(Piece(mended(_hidden(group)), *box, size, stroke / size, reach, group.mark, group.lead))
    return pieces


def mended(text: str) -> str:
    """A word put right: letters that stand for figures, dots for commas, too few dots that lead to a page."""
    if _FIGURE_LIKE.fullmatch(text) or _YEAR_LIKE.fullmatch(text):
        text = text.translate(_FIGURES)
    return _LEADERS.sub("....", _DOTTED_THOUSANDS.sub(r"\1,\2", text))


def _hidden(group: _Group) -> str:
    """The text of a word, in which figures that may be others are unknown."""
    if len(group.sure) != len(group.text):
        return group.text
    return "".join(
        UNKNOWN if char.isdigit() and sure < LEAST_SURE else char
        for char, sure in zip(group.text, group.sure, strict=True)
    )


def _rough_size(ink: NDArray[np.bool_]) -> float:
    rows = np.nonzero(ink.sum(axis=1) >= 2)[0]
    return max(float(rows[-1] - rows[0] + 1) / (CAPITALS + HANGING / 2), 4.0) if len(rows) else float(len(ink))


def _groups(strip: Strip, ink: NDArray[np.bool_], size: float) -> list[_Group]:
    """The characters of a strip as words: parted where a space was recognised or a gap is wide."""
    chars = [char for char in strip.text.translate(_PLAIN) if not char.isspace()]
    if len(chars) != len(strip.centres):
        return []
    partings = _partings(chars, strip, ink, size)
    ends = sorted({0: (0, 0), len(chars): (ink.shape[1], 0), **partings}.items())
    groups: list[_Group] = []
    for (first, (_, start)), (last, (end, _)) in pairwise(ends):
        columns = np.nonzero(ink[:, start:end].any(axis=0))[0]
        if len(columns):
            left, right = start + int(columns[0]), start + int(columns[-1]) + 1
            groups.append(_Group("".join(chars[first:last]), left, right, strip.sure[first:last]))
    return groups


def _partings(chars: list[str], strip: Strip, ink: NDArray[np.bool_], size: float) -> dict[int, tuple[int, int]]:
    """The gaps that part words, and that after a bullet, each by the index of the character after it."""
    spaced = [at for at, space in enumerate(_spaced(strip.text)) if space and at]
    inked = np.nonzero(ink.any(axis=0))[0]
    gaps = [gap for gap in gaps_of(ink) if inked[0] < gap[0] and gap[1] <= inked[-1]]
    centres = np.array(strip.centres)
    for _ in range(2):
        chosen = _chosen([(centres[at - 1] + centres[at]) / 2 for at in spaced], gaps, size)
        strays = [sum(gap) / 2 - (centres[at - 1] + centres[at]) / 2 for at, gap in zip(spaced, chosen, strict=True)]
        centres += float(np.median(strays)) if strays else 0.0
    found = {
        at: gap
        for at, gap in zip(spaced, chosen, strict=True)
        if gap[1] - gap[0] > TIGHT * size or not (chars[at - 1].isdigit() or chars[at].isdigit())
    }
    usual = SPACE_SHARE * float(np.median([end - start for start, end in chosen])) if chosen else 0.0
    for gap in gaps:
        if gap in chosen:
            continue
        if (outer := _outside(gap, centres, size)) is not None:
            found.setdefault(outer * len(chars), gap)
            continue
        at = _after(gap, chars, centres, size)
        if at and gap[1] - gap[0] > max(_least_gap(chars[at - 1], chars[at]) * size, usual):
            found.setdefault(at, gap)
    return found


def _outside(gap: tuple[int, int], centres: NDArray[np.float64], size: float) -> int | None:
    """Whether a gap sets off ink that belongs to no character: 0 before the first, 1 after the last."""
    if gap[1] - gap[0] <= OUTSIDE_GAP * size:
        return None
    slack = MOST_STRAY * size
    return 0 if gap[1] < centres[0] + slack else 1 if gap[0] > centres[-1] - slack else None


def _after(gap: tuple[int, int], chars: list[str], centres: NDArray[np.float64], size: float) -> int | None:
    """The index of the character after a gap, by where characters are; none that ends a word."""
    middles = (centres[1:] + centres[:-1]) / 2
    strays = np.maximum(np.maximum(gap[0] - middles, middles - gap[1]), 0)
    for before in np.argsort(strays, kind="stable")[:2].tolist():
        if strays[before] < MOST_STRAY * size and chars[before + 1] not in _ENDING:
            return int(before) + 1
    return None


def _least_gap(before: str, after: str) -> float:
    """The narrowest gap, in font sizes, that parts two characters between which no space was recognised."""
    if not after.isdigit() or before.isalpha():
        return LETTER_GAP
    return FIGURE_GAP if before.isdigit() else POINT_GAP


def _chosen(places: list[float], gaps: list[tuple[int, int]], size: float) -> list[tuple[int, int]]:
    """For each place from the left the gap that is meant: near it, and wide."""
    if len(gaps) < len(places):
        return [(round(place), round(place)) for place in places]
    middles = np.array([(start + end) / 2 for start, end in gaps])
    widths = np.array([min(end - start, 0.6 * size) for start, end in gaps])
    best = np.zeros(len(gaps) + 1)
    steps = []
    for place in places:
        costs = best[:-1] + (np.abs(middles - place) - widths) / size
        least = np.minimum.accumulate(costs)
        steps.append(costs)
        best = np.concatenate(([np.inf], least))
    chosen: list[tuple[int, int]] = []
    end = len(gaps)
    for costs in reversed(steps):
        end = int(np.argmin(costs[:end]))
        chosen.insert(0, gaps[end])
    return chosen


def _spaced(text: str) -> list[bool]:
    """For each character but spaces, whether a space stands before it."""
    found, after = [], False
    for char in text:
        if not char.isspace():
            found.append(after)
        after = char.isspace()
    return found


def _metrics(groups: list[_Group], ink: NDArray[np.bool_], size: float) -> tuple[float, float]:
    """The base line and font size that the words agree on; words with tall letters tell the size best."""
    seen = []
    for group in groups:
        rows = np.nonzero(ink[:, group.start : group.end].any(axis=1))[0]
        if len(rows) and any(char.isalnum() for char in group.text):
            rise = next((rise for letters, rise in _RISES if letters & set(group.text)), SMALLS)
            drop = HANGING if _HANGING & set(group.text) else 0.0
            seen.append((float(rows[0]), float(rows[-1] + 1), rise, drop))
    if not seen:
        rows = np.nonzero(ink.any(axis=1))[0]
        return float(rows[0] + rows[-1] + 1) / 2 + CAPITALS / 2 * size, size
    tallest = max(rise for _, _, rise, _ in seen)
    size = max(
        float(np.median([(foot - top) / (rise + drop) for top, foot, rise, drop in seen if rise == tallest])), 4.0
    )
    return float(np.median([foot - drop * size for _, foot, _, drop in seen])), size


def _without_marks(groups: list[_Group], ink: NDArray[np.bool_], base: float, size: float) -> list[_Group]:
    """Words without the raised figures and signs that follow them, which become their marks."""
    result: list[_Group] = []
    lead = ""
    for group in groups:
        _lift_mark(group, ink, base, size)
        if group.text:
            group.lead, lead = lead + group.lead, ""
            result.append(group)
        elif result and group.start - result[-1].end < 0.8 * size:
            result[-1].mark += group.mark
        else:
            lead += group.mark
    return result


def _lift_mark(group: _Group, ink: NDArray[np.bool_], base: float, size: float) -> None:
    """Take marks off the end of a word, by their signs or because they are set high; what ends the sentence stays."""
    stem = group.text.rstrip(".,;:)")
    tail = group.text[len(stem) :]
    body = stem.rstrip(_MARKS)
    cut = len(stem) - len(body)
    runs = inked_of(ink[:, group.start : group.end])
    runs = runs[: len(runs) - len(tail)]
    while (
        cut < min(2, len(stem))
        and body[-1:].isdigit()
        and len(runs) > cut
        and _is_raised(ink[:, group.start + runs[-1 - cut][0] : group.start + runs[-1 - cut][1]], base, size)
    ):
        body, cut = body[:-1], cut + 1
    if not cut or (not body and set(group.text) == {"*"}):
        return
    group.mark = stem[len(body) :].translate(SUPERSCRIPTS)
    group.sure = (*group.sure[: len(body)], *group.sure[len(stem) :])
    group.text = body + tail if body else ""
    if body and len(runs) > cut and not tail:
        group.end = group.start + runs[-1 - cut][1]


def _is_raised(ink: NDArray[np.bool_], base: float, size: float) -> bool:
    rows = np.nonzero(ink.any(axis=1))[0]
    return bool(len(rows)) and base - rows[-1] - 1 > RAISED * size and rows[-1] + 1 - rows[0] < MARK_HEIGHT * size


def sizes_of(sizes: Sequence[tuple[float, int]]) -> dict[float, float]:
    """Measured font sizes, each with the length of its word, with those that are nearly alike taken as one."""
    usual = typical(sizes)
    found = {size: usual for size, _ in sizes if abs(size - usual) <= ALIKE * usual}
    group: list[float] = []
    for here, after in pairwise([*sorted({size for size, _ in sizes} - set(found)), float("inf")]):
        group.append(here)
        if after > (1 + ALIKE) * here or after > (1 + 1.5 * ALIKE) * group[0]:
            found |= dict.fromkeys(group, float(np.median(group)))
            group = []
    return found


def typical(measures: Sequence[tuple[float, int]]) -> float:
    """The middle one of measures that count as often as their weights say; 1 where there are none."""
    half, passed = sum(weight for _, weight in measures) / 2, 0
    for measure, weight in sorted(measures):
        passed += weight
        if passed >= half:
            return measure
    return 1.0
