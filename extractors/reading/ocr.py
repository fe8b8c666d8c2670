"""OCR: pages that are pictures are read by recognising their writing (optional extra ``ocr``)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image

from extractors.reading.canvas import Canvas, Rect, Rule
from extractors.reading.deskew import Picture, Pose, pose_of, straight
from extractors.reading.model import Word
from extractors.reading.strips import Piece, Strip, pieces_of, sizes_of
from extractors.reading.strokes import strokes_of
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
#: Lines of writing thicker than those of most words on the page by this factor are bold.
BOLD = 1.3


@dataclass(frozen=True)
class Scan:
    """A page read from its picture; ``back`` puts its words where they stand on the page."""

    canvas: Canvas
    words: list[Word]
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
    words = _words(found, canvas.page, zoom)
    flat = found.pose.quarters == 0 and not found.pose.degrees

    def back(word: Word) -> Word:
        x, y = found.pose.back((word.x0 + word.x1) / 2 * zoom, (word.top + word.bottom) / 2 * zoom)
        x, y = corner[0] + x / zoom, corner[1] + y / zoom
        wide, high = (word.x1 - word.x0) / 2, (word.bottom - word.top) / 2
        if found.pose.quarters % 2:
            wide, high = high, wide
        return replace(word, x0=x - wide, top=y - high, x1=x + wide, bottom=y + high)

    if flat and not is_pictured(canvas):
        return Scan(replace(canvas, chars=[]), [back(word) for word in words], lambda word: word)
    turned = found.pose.quarters % 2
    drawn = Canvas(canvas.page, *((height / zoom, width / zoom) if turned else (width / zoom, height / zoom)))
    drawn.horizontal, drawn.vertical = _in_points(found.level, zoom), _in_points(found.upright, zoom)
    return Scan(drawn, words, back)


@dataclass(frozen=True)
class _Look:
    """What is seen of a page in one pose, in pixels of the straight picture."""

    pose: Pose
    level: list[Rule]
    upright: list[Rule]
    strips: list[tuple[Rect, Strip]]

    @property
    def sure(self) -> float:
        """How certain the characters are on average."""
        sure = [certainty for _, strip in self.strips for certainty in strip.sure]
        return sum(sure) / len(sure) if sure else 0.0


def _look(picture: Picture, pose: Pose, zoom: float) -> _Look:
    level, upright, clean = strokes_of(straight(picture, pose), zoom)
    return _Look(pose, level, upright, [(area, recognised(_part(clean, area))) for area in _areas(clean, zoom)])


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


def _words(look: _Look, page: int, zoom: float) -> list[Word]:
    """The words of a page in points of the straight picture, with sizes and weights told from each other."""
    placed: list[tuple[Rect, Piece]] = [(area, piece) for area, strip in look.strips for piece in pieces_of(strip)]
    sizes = sizes_of([piece.size for _, piece in placed])
    usual = _usual([piece for _, piece in placed])
    words = []
    for area, piece in placed:
        sideways = area.height > TALL * area.width
        left, upper = area.x0 + piece.x0, area.top + piece.top
        right, lower = area.x0 + piece.x1, area.top + piece.bottom
        if sideways:
            left, right, upper, lower = area.x0, area.x1, area.bottom - piece.x1, area.bottom - piece.x0
        words.append(
            Word(
                text=piece.text,
                page=page,
                x0=left / zoom,
                top=upper / zoom,
                x1=right / zoom,
                bottom=lower / zoom,
                size=round(sizes[piece.size] / zoom, 2),
                bold=piece.stroke > BOLD * usual,
                mark=piece.mark,
                lead=piece.lead,
                upright=not sideways,
            )
        )
    return sorted(words, key=lambda word: (word.top, word.x0))


def _usual(pieces: Sequence[Piece]) -> float:
    """How thick, in font sizes, the lines of most characters are."""
    weighed = sorted((piece.stroke, len(piece.text)) for piece in pieces)
    half, passed = sum(weight for _, weight in weighed) / 2, 0
    for stroke, weight in weighed:
        passed += weight
        if passed >= half:
            return stroke
    return 1.0
