"""Canvas: what is drawn on one page — characters, rules, fills, frames and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.layout import LTComponent, LTContainer, LTCurve, LTImage
from pdfplumber.page import Page

from extractors.reading.glyphs import Glyph, drawn

#: A drawn shape this thin (points) is a rule, not an area.
RULE_THICKNESS = 2.6
#: Shorter strokes are ticks and decoration.
SHORTEST_RULE = 4.0
#: A bullet that is drawn rather than written is at most this wide and high.
LARGEST_DOT = 7.0
#: What a drawn dot is read as, a letter of a font of pictures, and a character of unknown meaning that stands alone.
BULLET = "•"
#: Names of fonts whose letters are pictures.
PICTURES = re.compile(r"dingbats|wingdings|webdings", re.IGNORECASE)
#: Every channel above this is white enough to vanish on paper.
WHITE = 0.96


class Char(NamedTuple):
    """One character with its box; ``order`` is its place in the order of painting."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    white: bool
    upright: bool
    order: int


class Rect(NamedTuple):
    """An area of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent in points."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies in the area."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack

    def contains(self, other: Rect, slack: float = 1.0) -> bool:
        """Whether another area lies wholly in this one."""
        return self.holds(other.x0, other.top, slack) and self.holds(other.x1, other.bottom, slack)

    def overlaps(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether the areas share a point."""
        return (
            self.x0 <= other.x1 + slack
            and other.x0 <= self.x1 + slack
            and self.top <= other.bottom + slack
            and other.top <= self.bottom + slack
        )


class Rule(NamedTuple):
    """A straight horizontal or vertical line: ``at`` on one axis, from ``start`` to ``end`` on the other.

    ``soft`` rules are edges of fills, which suggest a border but draw none.
    """

    at: float
    start: float
    end: float
    soft: bool = False

    @property
    def length(self) -> float:
        """Extent in points."""
        return self.end - self.start


@dataclass
class Canvas:
    """Everything drawn on a page: ``fills`` are coloured areas, ``frames`` stroked or white ones, ``dots`` bullets."""

    page: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    fills: list[Rect] = field(default_factory=list)
    frames: list[Rect] = field(default_factory=list)
    curves: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)
    dots: list[Rect] = field(default_factory=list)


def paint(page: Page) -> Canvas:
    """Collect what is drawn on a page, in pdfplumber's coordinates."""
    canvas = Canvas(page=page.page_number, width=float(page.width), height=float(page.height))
    left, foot = page.mediabox[0], canvas.height + page.mediabox[1]
    shown = visible(page)
    whites: list[tuple[Rule, bool]] = []
    for order, item in enumerate(_leaves(drawn(page))):
        if isinstance(item, Glyph):
            char = _char(item, left, foot, order)
            if shown.holds((char.x0 + char.x1) / 2, (char.top + char.bottom) / 2):
                canvas.chars.append(char)
            continue
        area = Rect(item.x0 + left, foot - item.y1, item.x1 + left, foot - item.y0)
        if not shown.overlaps(area):
            continue
        if isinstance(item, LTImage):
            canvas.images.append(area)
        elif isinstance(item, LTCurve):
            _draw(canvas, item, area, whites)
    _keep_white_rules(canvas, whites)
    return canvas


def visible(page: Page) -> Rect:
    """The part of a page that is shown, in pdfplumber's coordinates.

    On a page that is shown turned pdfplumber exchanges the axes of its boxes but not their directions.
    """
    left, upper, right, lower = (float(edge) for edge in page.cropbox)
    media = tuple(float(edge) for edge in page.mediabox)
    if page.rotation in (180, 270):
        left, right = media[0] + media[2] - right, media[0] + media[2] - left
    if page.rotation in (90, 180):
        upper, lower = media[1] + media[3] - lower, media[1] + media[3] - upper
    return Rect(left, upper, right, lower)


def _leaves(items: Iterable[Any]) -> Iterator[Glyph | LTComponent]:
    for item in items:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _char(item: Glyph, left: float, foot: float, order: int) -> Char:
    text, x0, y0, x1, y1, size, (a, b, _, d), font, colour = item
    upright = (b == 0 or abs(b) < 0.1 * (abs(a) + 1e-6)) and d > 0
    bold, pictures = _style(font)
    return Char(
        BULLET if pictures and text.isascii() and text.isalnum() else text,
        x0 + left,
        foot - y1,
        x1 + left,
        foot - y0,
        size if upright or abs(b) < abs(a) else x1 - x0,
        bold,
        _is_white(colour) if isinstance(colour, tuple) else is_white(colour),
        upright,
        order,
    )


@lru_cache(maxsize=1_000)
def _style(fontname: str | bytes) -> tuple[bool, bool]:
    """Whether a font is heavy, and whether its letters and digits are pictures ("n" for a square)."""
    font = fontname.decode("latin-1") if isinstance(fontname, bytes) else fontname
    return is_bold(font), PICTURES.search(font) is not None


def is_bold(font: str) -> bool:
    """Whether a font's name says that it is heavy."""
    name = font.lower()
    return any(word in name for word in ("bold", "black", "heavy", "demi")) and "semilight" not in name


def is_white(colour: object) -> bool:
    """Whether a colour (grey, RGB or CMYK channels, 0..1) is as good as white."""
    channels = colour if isinstance(colour, tuple | list) else (colour,)
    if not channels or not all(isinstance(channel, int | float) for channel in channels):
        return False
    if len(channels) == 4:
        return all(channel < 1 - WHITE for channel in channels)
    return all(channel > WHITE for channel in channels)


_is_white = lru_cache(maxsize=1_000)(is_white)


def _draw(canvas: Canvas, item: LTCurve, area: Rect, whites: list[tuple[Rule, bool]]) -> None:
    stroked = bool(item.stroke) and (item.linewidth or 0) >= 0
    filled = bool(item.fill)
    white = is_white(item.non_stroking_color if filled else item.stroking_color)
    if not white and max(area.width, area.height) <= LARGEST_DOT and abs(area.width - area.height) < 1:
        canvas.dots.append(area)
        return
    if area.height <= RULE_THICKNESS or area.width <= RULE_THICKNESS:
        across = area.width >= area.height
        rule = (
            Rule((area.top + area.bottom) / 2, area.x0, area.x1)
            if across
            else Rule((area.x0 + area.x1) / 2, area.top, area.bottom)
        )
        if rule.length < SHORTEST_RULE:
            return
        if white:
            whites.append((rule, across))
        else:
            (canvas.horizontal if across else canvas.vertical).append(rule)
        return
    if not _is_rectangle(item):
        canvas.curves.append(area)
        return
    if filled and not white:
        canvas.fills.append(area)
    if stroked and not is_white(item.stroking_color):
        canvas.frames.append(area)
        canvas.horizontal += [Rule(area.top, area.x0, area.x1), Rule(area.bottom, area.x0, area.x1)]
        canvas.vertical += [Rule(area.x0, area.top, area.bottom), Rule(area.x1, area.top, area.bottom)]
    elif filled and white:
        canvas.frames.append(area)


def _is_rectangle(item: LTCurve) -> bool:
    points = item.pts
    if not 4 <= len(points) <= 7:
        return False
    for here, there in pairwise(points):
        if abs(here[0] - there[0]) > 0.5 and abs(here[1] - there[1]) > 0.5:
            return False
    return all(
        min(abs(x - item.x0), abs(x - item.x1)) < 0.6 or min(abs(y - item.y0), abs(y - item.y1)) < 0.6
        for x, y in points
    )


def _keep_white_rules(canvas: Canvas, whites: list[tuple[Rule, bool]]) -> None:
    """White rules separate cells where they cross a coloured area, and are invisible elsewhere."""
    for rule, across in whites:
        middle = (rule.start + rule.end) / 2
        x, y = (middle, rule.at) if across else (rule.at, middle)
        if any(fill.holds(x, y, 1.0) for fill in canvas.fills):
            (canvas.horizontal if across else canvas.vertical).append(rule)
