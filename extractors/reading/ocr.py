"""OCR: pages that are pictures are read by recognising their writing (optional extra ``ocr``)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
from PIL import Image

from extractors.reading.canvas import BULLET, Canvas, Rect, Rule
from extractors.reading.deskew import Picture, Pose, pose_of, straight
from extractors.reading.model import Word
from extractors.reading.strips import ALIKE, Piece, Strip, pieces_of, sizes_of, typical
from extractors.reading.strokes import fills_of, strokes_of
from extractors.reading.textless import is_pictured
from extractors.reading.turning import Back

#: Dots per inch at which writing is recognised, and at which it is found on the page.
SHARP, COARSE = 200, 120
#: No picture is larger than this many pixels either way.
LARGEST = 4000
#: Writing that is recognised with less certainty on average stands upside down, if it is clearer when turned.
UPSIDE_DOWN = 0.85
#: Writing this many times higher than wide is set sideways.
TALL = 2.5
#: A line of words is bold, or one word in it, when it is drawn thicker than most in the report by this factor.
BOLD_LINE, BOLD_WORD = 1.15, 1.3
#: Bullets stand at most so many font sizes before the line, are so many wide, and so much darker than the paper.
DOT_REACH, SMALLEST_DOT, LARGEST_DOT, DOT_CONTRAST = 3.2, 0.14, 0.7, 60
#: Dashes that stand there are so thick, and so long.
DASH, THICKEST_DASH, SHORTEST_DASH, LONGEST_DASH = "–", 0.16, 0.25, 1.1


class Ink(NamedTuple):
    """A word as it is printed: how thick its strokes are in font sizes of black, how near to black they come."""

    word: Word
    stroke: float
    reach: float


#: Words of one line of writing.
Line = list[Ink]


@dataclass(frozen=True)
class Scan:
    """A page read from its picture; ``back`` puts its words where they stand on the page."""

    canvas: Canvas
    lines: list[Line]
    back: Back


def scan(path: Path, canvas: Canvas, corner: tuple[float, float] = (0.0, 0.0)) -> Scan:
    """Read a page from its picture. ``canvas`` is the page as drawn, ``corner`` where its visible part begins.

    Raises:
        pypdfium2.PdfiumError: the page cannot be drawn.
    """
    picture, zoom = _picture(path, canvas.page)
    height, width = picture.shape
    pose = pose_of(picture) if is_pictured(canvas) else Pose(0, 0.0, float(width), float(height))
    found = _look(picture, pose, zoom)
    if found.sure < UPSIDE_DOWN:
        found = max(found, _look(picture, replace(pose, quarters=pose.quarters + 2), zoom), key=lambda look: look.sure)
    lines = _lines(found, canvas.page, zoom)
    flat = found.pose.quarters == 0 and not found.pose.degrees

    def back(word: Word) -> Word:
        x, y = found.pose.back((word.x0 + word.x1) / 2 * zoom, (word.top + word.bottom) / 2 * zoom)
        x, y = corner[0] + x / zoom, corner[1] + y / zoom
        wide, high = (word.x1 - word.x0) / 2, (word.bottom - word.top) / 2
        if found.pose.quarters % 2:
            wide, high = high, wide
        return replace(word, x0=x - wide, top=y - high, x1=x + wide, bottom=y + high)

    if flat and not is_pictured(canvas):
        placed = [[ink._replace(word=back(ink.word)) for ink in line] for line in lines]
        return Scan(replace(canvas, chars=[]), placed, lambda word: word)
    turned = found.pose.quarters % 2
    drawn = Canvas(canvas.page, *((height / zoom, width / zoom) if turned else (width / zoom, height / zoom)))
    drawn.fills = [Rect(*(edge / zoom for edge in area)) for area in found.fills]
    drawn.horizontal, drawn.vertical = _in_points(found.level, zoom), _in_points(found.upright, zoom)
    return Scan(drawn, lines, back)


def words_of_scans(scans: Sequence[Scan]) -> list[list[Word]]:
    """The words of pages of one report, line by line; sizes are made even and bold words told from the others."""
    seen = [ink for page in scans for line in page.lines for ink in line]
    sizes = sizes_of([(ink.word.size, len(ink.word.text)) for ink in seen])
    usual_size = typical([(ink.word.size, len(ink.word.text)) for ink in seen])
    black = typical([(ink.reach, len(ink.word.text)) for ink in seen])
    usual = typical([(ink.stroke, len(ink.word.text)) for ink in seen])

    def thickness(ink: Ink) -> float:
        large = ink.word.size > (1 - ALIKE / 2) * usual_size
        return ink.stroke / usual * (max(black / ink.reach, 1.0) if large and ink.reach > 0 else 1.0)

    return [_weighed(page, sizes, thickness) for page in scans]


def _weighed(page: Scan, sizes: Mapping[float, float], thickness: Callable[[Ink], float]) -> list[Word]:
    words = []
    for line in page.lines:
        weights = [(thickness(ink), len(ink.word.text)) for ink in line]
        heavy = _is_heavy(weights)
        for ink, (thick, length) in zip(line, weights, strict=True):
            bold = heavy or (thick > BOLD_WORD and length > 2)
            words.append(replace(ink.word, size=round(2 * sizes[ink.word.size]) / 2, bold=bold))
    return sorted(words, key=lambda word: (word.top, word.x0))


def _is_heavy(weights: Sequence[tuple[float, int]]) -> bool:
    """Whether a whole line of words is bold, and not one half of it, by the thickness and length of its words."""
    bold = sum(length for thick, length in weights if thick > (1 + BOLD_LINE) / 2)
    return typical(weights) > BOLD_LINE and bold > 0.8 * sum(length for _, length in weights)


@dataclass(frozen=True)
class _Look:
    """What is seen of a page in one pose, in pixels of the straight picture."""

    pose: Pose
    level: list[Rule]
    upright: list[Rule]
    fills: list[Rect]
    clean: Picture
    strips: list[tuple[Rect, Strip]]

    @property
    def sure(self) -> float:
        """How certain the characters are on average."""
        sure = [certainty for _, strip in self.strips for certainty in strip.sure]
        return sum(sure) / len(sure) if sure else 0.0


def _look(picture: Picture, pose: Pose, zoom: float) -> _Look:
    level, upright, clean = strokes_of(straight(picture, pose), zoom)
    strips = [(area, recognised(_part(clean, area))) for area in _areas(clean, zoom)]
    return _Look(pose, level, upright, fills_of(clean, zoom), clean, strips)


def _in_points(rules: Sequence[Rule], zoom: float) -> list[Rule]:
    return [Rule(rule.at / zoom, rule.start / zoom, rule.end / zoom) for rule in rules]


def _picture(path: Path, number: int) -> tuple[Picture, float]:
    """The page in shades of grey, and pixels in a point."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        zoom = min(SHARP / 72, LARGEST / max(page.get_size()))
        return np.asarray(page.render(scale=zoom, grayscale=True).to_pil().convert("L")), zoom


def _areas(picture: Picture, zoom: float) -> list[Rect]:
    """Where writing is, in pixels."""
    shrink = min(COARSE / 72 / zoom, 1.0)
    height, width = picture.shape
    small = Image.fromarray(picture).resize((round(width * shrink), round(height * shrink)), Image.Resampling.BOX)
    boxes = _engine()(_coloured(np.asarray(small)), use_det=True, use_cls=False, use_rec=False).boxes
    if boxes is None:
        return []
    areas = []
    for box in boxes:
        (left, upper), (right, lower) = box.min(axis=0) / shrink, box.max(axis=0) / shrink
        areas.append(Rect(max(floor(left), 0), max(floor(upper), 0), min(ceil(right), width), min(ceil(lower), height)))
    return [area for area in areas if area.width > 2 and area.height > 2]


def _part(picture: Picture, area: Rect) -> Picture:
    """A piece of a picture, set upright where it is much higher than wide."""
    part = picture[int(area.top) : int(area.bottom), int(area.x0) : int(area.x1)]
    return np.ascontiguousarray(np.rot90(part, -1) if area.height > TALL * area.width else part)


def recognised(part: Picture) -> Strip:
    """The writing in one piece of a picture."""
    result = _engine()(_coloured(part), use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    if not result.txts or not result.txts[0].strip():
        return Strip(part, "", (), ())
    text, found = result.txts[0], result.word_results[0]
    step = part.shape[1] / found.line_txt_len
    centres = tuple((column + 0.5) * step for columns in found.word_cols for column in columns)
    sure = tuple(float(sure) for char, sure in zip(text, found.confs, strict=True) if not char.isspace())
    return Strip(part, text, centres, sure)


def _coloured(picture: Picture) -> Any:
    return np.repeat(picture[:, :, None], 3, axis=2)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    threads = min(os.cpu_count() or 1, 2)
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Global.max_side_len": LARGEST,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _lines(look: _Look, page: int, zoom: float) -> list[Line]:
    """The lines of a page in points of the straight picture."""
    lines = []
    for area, strip in look.strips:
        if pieces := pieces_of(strip):
            pieces = _with_bullet(look.clean, area, pieces)
            lines.append([Ink(_word(piece, area, page, zoom), piece.stroke, piece.reach) for piece in pieces])
    return lines


def _word(piece: Piece, area: Rect, page: int, zoom: float) -> Word:
    upright = area.height <= TALL * area.width
    left, upper = area.x0 + piece.x0, area.top + piece.top
    right, lower = area.x0 + piece.x1, area.top + piece.bottom
    if not upright:
        left, right, upper, lower = area.x0, area.x1, area.bottom - piece.x1, area.bottom - piece.x0
    box = (left / zoom, upper / zoom, right / zoom, lower / zoom)
    return Word(piece.text, page, *box, piece.size / zoom, mark=piece.mark, lead=piece.lead, upright=upright)


def _with_bullet(picture: Picture, area: Rect, line: list[Piece]) -> list[Piece]:
    """The words of a line after the dot that stands before them, if one does."""
    first, size = line[0], line[0].size
    right, left = area.x0 + first.x0 - 0.25 * size, area.x0 + first.x0 - DOT_REACH * size
    upper = area.top + first.top
    part = picture[int(max(upper, 0)) : int(area.top + first.bottom), int(max(left, 0)) : int(max(right, 0))]
    if not part.size:
        return line
    ink = part < np.percentile(part, 80) - DOT_CONTRAST
    rows, columns = np.nonzero(ink.any(axis=1))[0], np.nonzero(ink.any(axis=0))[0]
    if not len(rows) or columns[0] == 0 or columns[-1] == part.shape[1] - 1:
        return line
    high, wide = (rows[-1] + 1 - rows[0]) / size, (columns[-1] + 1 - columns[0]) / size
    sign = _sign(high, wide, float(ink.sum()) / (high * wide * size * size))
    if sign is None:
        return line
    start = max(left, 0) - area.x0 + float(columns[0])
    return [Piece(sign, start, first.top, start + wide * size, first.bottom, size, first.stroke, first.reach), *line]


def _sign(high: float, wide: float, full: float) -> str | None:
    """A dot or dash by its height and width in font sizes, and how much of them is ink."""
    if abs(high - wide) <= 0.3 * max(high, wide, 0.2) and SMALLEST_DOT <= high <= LARGEST_DOT and full > 0.5:
        return BULLET
    return DASH if high <= THICKEST_DASH and SHORTEST_DASH <= wide <= LONGEST_DASH and full > 0.4 else None
