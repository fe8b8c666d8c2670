"""Turning: a page whose text is set sideways is read upright, and its words are put back where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from extractors.reading.canvas import Canvas, Char, Rect, Rule
from extractors.reading.model import Word

#: The page is turned when more than this share of its characters is set sideways.
SIDEWAYS = 0.6

#: Puts a word of a turned page back to its place on the page.
Back = Callable[[Word], Word]


def upright(canvas: Canvas) -> tuple[Canvas, Back | None]:
    """The canvas with its text upright, and how to put words back; the same canvas where nothing is to turn."""
    sideways = [char for char in canvas.chars if not char.upright and not char.text.isspace()]
    marks = [char for char in canvas.chars if not char.text.isspace()]
    if not marks or len(sideways) <= SIDEWAYS * len(marks):
        return canvas, None
    climbing = sum(1 if b.top < a.top else -1 for a, b in pairwise(sideways)) > 0
    turn = _climbing(canvas) if climbing else _falling(canvas)
    turned = Canvas(page=canvas.page, width=canvas.height, height=canvas.width)
    turned.chars = [_char(char, turn(_box(char))) for char in canvas.chars]
    turned.fills = [turn(area) for area in canvas.fills]
    turned.frames = [turn(area) for area in canvas.frames]
    turned.curves = [turn(area) for area in canvas.curves]
    turned.images = [turn(area) for area in canvas.images]
    turned.dots = [turn(area) for area in canvas.dots]
    turned.vertical = [_down(turn(Rect(r.start, r.at, r.end, r.at))) for r in canvas.horizontal]
    turned.horizontal = [_across(turn(Rect(r.at, r.start, r.at, r.end))) for r in canvas.vertical]
    undo = _falling(turned) if climbing else _climbing(turned)

    def back(word: Word) -> Word:
        box = undo(Rect(word.x0, word.top, word.x1, word.bottom))
        return replace(word, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, upright=not word.upright)

    return turned, back


def _climbing(canvas: Canvas) -> Callable[[Rect], Rect]:
    """Turns text that runs up the page to run from the left."""
    height = canvas.height
    return lambda area: Rect(height - area.bottom, area.x0, height - area.top, area.x1)


def _falling(canvas: Canvas) -> Callable[[Rect], Rect]:
    """Turns text that runs down the page to run from the left."""
    width = canvas.width
    return lambda area: Rect(area.top, width - area.x1, area.bottom, width - area.x0)


def _box(char: Char) -> Rect:
    return Rect(char.x0, char.top, char.x1, char.bottom)


def _char(char: Char, box: Rect) -> Char:
    return char._replace(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, upright=not char.upright)


def _down(area: Rect) -> Rule:
    return Rule(area.x0, area.top, area.bottom)


def _across(area: Rect) -> Rule:
    return Rule(area.top, area.x0, area.x1)
