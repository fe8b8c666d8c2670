"""Typeset a made-up report to PDF, and remember where on the pages each of its places came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import reportlab
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table

from tests.generator.pen import Drawn, Grid

FONTS = {
    "sans": ("Helvetica", "Helvetica-Bold"),
    "serif": ("Times-Roman", "Times-Bold"),
    "vera": ("Vera", "VeraBd"),
}
LOOKS = ("ruled", "ruled", "half", "borderless", "zebra", "fill", "boxed")
BULLETS = ("•", "•", "–", "-", "▪")


@dataclass(frozen=True)
class Piece:
    """Something to set. ``kind``: title, subtitle, heading, subheading, text, bullet, label, question, big, break."""

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Item:
    """A place of a report that is measured by itself. ``number`` tells it from the others; frames have none."""

    pieces: tuple[Piece, ...] = ()
    drawn: Drawn | None = None
    number: int | None = None


@dataclass(frozen=True)
class Place:
    """A rectangle on a page that an item covers (points from the top left)."""

    number: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class Press:
    """How a report looks."""

    font: str
    size: float
    wide: bool
    margin: float
    numbered: str
    heading: str
    colour: str
    bullet: str
    justified: bool
    running: str
    look: str
    numbers: str
    table_size: float
    captioned: str


def make_press(rng: Random) -> Press:
    """A random look."""
    return Press(
        font=rng.choice(("sans", "sans", "serif", "vera")),
        size=rng.choice((9.5, 10, 10.5, 11, 12)),
        wide=rng.random() < 0.15,
        margin=rng.choice((45, 55, 65, 72)),
        numbered=rng.choice(("", "", "section", "dotted")),
        heading=rng.choice(("bold", "large", "capitals", "coloured")),
        colour=rng.choice(("#000000", "#1f3a5f", "#5b2a86", "#00594c")),
        bullet=rng.choice(BULLETS),
        justified=rng.random() < 0.3,
        running=rng.choice(("", "foot", "head", "both")),
        look=rng.choice(LOOKS),
        numbers=rng.choice(("RIGHT", "CENTER", "CENTER", "LEFT")),
        table_size=rng.choice((8.5, 9, 10)),
        captioned=rng.choice(
            ("Table {n}: {text}", "Table {n}: {text}", "Table {n} – {text}", "{text}", "Table {n}. {text}")
        ),
    )


class _Tracked:
    """Notes where it is drawn; its parts after a page break do so too."""

    number: int | None = None
    places: list[Place]

    def track(self, number: int | None, places: list[Place]) -> Any:
        self.number, self.places = number, places
        return self

    def split(self, width: float, height: float) -> list[Any]:
        parts = super().split(width, height)  # type: ignore[misc]
        return [part.track(self.number, self.places) if isinstance(part, _Tracked) else part for part in parts]

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        if self.number is not None:
            wide, high = _size(self)
            page, tall = canvas.getPageNumber(), canvas._pagesize[1]
            self.places.append(Place(self.number, page, x - 1, tall - y - high - 2, x + wide + 1, tall - y + 3))
        super().drawOn(canvas, x, y, _sW)  # type: ignore[misc]


def _size(flowable: Any) -> tuple[float, float]:
    if isinstance(flowable, Table):
        return float(flowable._width), float(flowable._height)
    return float(flowable.width), float(flowable.height)


class _Text(_Tracked, Paragraph):  # type: ignore[misc]
    """A paragraph that notes its places."""


class _Grid(_Tracked, Table):  # type: ignore[misc]
    """A table that notes its places."""


class _Room(Flowable):  # type: ignore[misc]
    """Takes up the page but for so many points, so that what follows runs over its end."""

    def __init__(self, room: float) -> None:
        super().__init__()
        self.room = room

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, max(0.0, height - self.room)

    def draw(self) -> None:
        """Nothing: it only takes up space."""


@dataclass
class Printer:
    """Sets items one after another."""

    press: Press
    rng: Random
    running: str
    places: list[Place]
    tables: int = 0
    section: int = 0
    paragraph: int = 0

    @property
    def page(self) -> tuple[float, float]:
        width, height = landscape(A4) if self.press.wide else A4
        return width, height

    @property
    def width(self) -> float:
        return self.page[0] - 2 * self.press.margin

    def style(self, **changes: Any) -> ParagraphStyle:
        size = changes.pop("fontSize", self.press.size)
        fields: dict[str, Any] = {
            "fontName": FONTS[self.press.font][0],
            "fontSize": size,
            "leading": size * 1.25,
            "spaceAfter": size * 0.6,
        }
        return ParagraphStyle("generated", **(fields | changes))

    def flowables(self, items: Sequence[Item]) -> list[Flowable]:
        """Everything in order."""
        found: list[Flowable] = []
        for item in items:
            for piece in item.pieces:
                found += self._piece(piece, item.number)
            if item.drawn:
                found += self._table(item.drawn, item.number)
        return found

    def _piece(self, piece: Piece, number: int | None) -> list[Flowable]:
        bold, size = FONTS[self.press.font][1], self.press.size
        if piece.kind == "break":
            return [PageBreak()]
        text = escape(piece.text, quote=False)
        if piece.kind in ("title", "subtitle"):
            size = size * (2.0 if piece.kind == "title" else 1.4)
            return [self._text(text, number, fontName=bold, fontSize=size, textColor=HexColor(self.press.colour))]
        if piece.kind in ("heading", "subheading"):
            return [self._heading(text, piece.kind == "heading", number)]
        if piece.kind == "text":
            self.paragraph += 1
            text = (
                f"{self.section}.{self.paragraph}&nbsp;&nbsp;{text}"
                if self.press.numbered == "dotted" and self.section
                else text
            )
            return [self._text(text, number, alignment=4 if self.press.justified else 0)]
        if piece.kind == "bullet":
            words = f"<bullet>{self.press.bullet}</bullet>{text}"
            return [self._text(words, number, leftIndent=24, bulletIndent=10, spaceAfter=size * 0.25)]
        if piece.kind == "big":
            return [
                self._text(
                    text,
                    number,
                    fontName=bold,
                    fontSize=size * 2.4,
                    spaceAfter=2,
                    textColor=HexColor(self.press.colour),
                )
            ]
        if piece.kind == "question":
            return [self._text(text, number, fontName=bold, keepWithNext=1, spaceAfter=2)]
        return [self._text(text, number, spaceAfter=size * 0.3)]

    def _heading(self, text: str, first: bool, number: int | None) -> Flowable:
        size = self.press.size * (1.4 if first else 1.15)
        if first:
            self.section, self.paragraph = self.section + 1, 0
            text = f"{self.section}. {text}" if self.press.numbered else text
        changes: dict[str, Any] = {
            "fontName": FONTS[self.press.font][1],
            "fontSize": size,
            "keepWithNext": 1,
            "spaceBefore": size * 0.6,
        }
        if self.press.heading == "bold":
            changes["fontSize"] = self.press.size * (1.1 if first else 1.0)
        if self.press.heading == "capitals" and first:
            text = text.upper()
        if self.press.heading == "coloured":
            changes["textColor"] = HexColor(self.press.colour)
        return self._text(text, number, **changes)

    def _text(self, text: str, number: int | None, **changes: Any) -> Flowable:
        return _Text(text, self.style(**changes)).track(number, self.places)

    # Tables -----------------------------------------------------------------------------------------

    def _table(self, drawn: Drawn, number: int | None) -> list[Flowable]:
        found: list[Flowable] = []
        grid = drawn.grid
        if grid.room:
            found.append(_Room(grid.room))
        if drawn.beside:
            found += [self._pair(drawn, number)]
        else:
            found += [self._caption(drawn.caption, number, keep=not grid.room), self._grid(grid, self.width, number)]
        if drawn.note:
            found.append(self._text(drawn.note, number, fontSize=self.press.table_size - 1.5, spaceBefore=3))
        return [*found, Spacer(1, self.press.size)]

    def _caption(self, text: str, number: int | None, keep: bool) -> Flowable:
        self.tables += 1
        words = self.press.captioned.format(n=self.tables, text=escape(text, quote=False))
        return self._text(
            words,
            number,
            fontName=FONTS[self.press.font][1],
            fontSize=self.press.table_size + 0.5,
            keepWithNext=int(keep),
            spaceAfter=3,
        )

    def _pair(self, drawn: Drawn, number: int | None) -> Flowable:
        """Two tables with their captions beside each other."""
        assert drawn.beside is not None
        half = (self.width - 24) / 2
        cells = [
            [self._caption(caption, None, keep=False), self._grid(grid, half, None)]
            for caption, grid in ((drawn.caption, drawn.grid), drawn.beside)
        ]
        style = [
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        return _Grid([[cells[0], "", cells[1]]], [half, 24, half], style=style).track(number, self.places)

    def _grid(self, grid: Grid, width: float, number: int | None) -> Flowable:
        look = grid.look or self.press.look
        size = self.press.table_size if len(grid.rows[0]) < 9 else self.press.table_size - 1.5
        columns = len(grid.rows[0])
        label = 0.0 if not grid.labels else max(0.42 if columns < 5 else 0.26, 0.16) if grid.labels == 1 else 0.2
        rest = (1 - label * grid.labels) / (columns - grid.labels)
        full = width * (1 if columns > 3 else 0.75)
        widths = [full * (label if at < grid.labels else rest) for at in range(columns)]
        size = self._fitting(grid, widths, size)
        cells = [
            [self._cell(text, row, column, grid, look, size) for column, text in enumerate(line)]
            for row, line in enumerate(grid.rows)
        ]
        style = [
            *_rules(grid, look, HexColor(self.press.colour)),
            *(("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in grid.spans),
        ]
        table = _Grid(cells, widths, style=style, repeatRows=grid.header if grid.repeat else 0, hAlign="LEFT")
        return table.track(number, self.places)

    def _fitting(self, grid: Grid, widths: Sequence[float], size: float) -> float:
        """The size at which no word is wider than its column."""
        font = FONTS[self.press.font][1]
        fitting = [
            size * (width - 13) / pdfmetrics.stringWidth(word, font, size)
            for line in grid.rows
            for text, width in zip(line, widths, strict=True)
            if "<" not in text
            for word in text.split()
        ]
        return float(min(size, *fitting))

    def _cell(self, text: str, row: int, column: int, grid: Grid, look: str, size: float) -> Flowable:
        """A cell's words; in a table only labels and captions are bold."""
        heads = row < grid.header or (grid.total and row == len(grid.rows) - 1)
        align = {"RIGHT": 2, "CENTER": 1, "LEFT": 0}[self.press.numbers] if column >= grid.labels else 0
        if any((row, column) == span[:2] and span[3] > span[1] for span in grid.spans):
            align = 1 if row < grid.header else 0
        colour = white if look == "fill" and row < grid.header else black
        marked = text if "<" in text else escape(text, quote=False)
        return Paragraph(
            marked,
            self.style(
                fontName=FONTS[self.press.font][heads],
                fontSize=size,
                leading=size * 1.15,
                alignment=align,
                textColor=colour,
                spaceAfter=0,
            ),
        )


def _rules(grid: Grid, look: str, colour: Color) -> list[tuple[Any, ...]]:
    """The lines and fills of a table by its look."""
    last, grey, pale = grid.header - 1, HexColor("#8a8f98"), HexColor("#eef1f5")
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if look == "ruled":
        style.append(("GRID", (0, 0), (-1, -1), 0.5, black))
    elif look == "half":
        style += [
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, black),
            ("LINEBELOW", (0, last), (-1, last), 0.5, black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.8, black),
        ]
    elif look == "zebra":
        style += [("BACKGROUND", (0, row), (-1, row), pale) for row in range(grid.header, len(grid.rows), 2)]
    elif look == "fill":
        style += [("BACKGROUND", (0, 0), (-1, last), colour if colour != black else HexColor("#333333"))]
        style += [("LINEBELOW", (0, grid.header), (-1, -1), 0.3, grey)]
    elif look == "boxed":
        style += [
            ("BOX", (0, 0), (-1, -1), 0.8, black),
            ("INNERGRID", (0, 0), (-1, last), 0.4, grey),
            ("LINEAFTER", (0, 0), (-2, -1), 0.4, grey),
            ("BACKGROUND", (0, 0), (-1, last), pale),
        ]
    return style


def typeset(items: Sequence[Item], press: Press, rng: Random, running: str, path: Path) -> list[Place]:
    """Write the PDF and say where its items stand. The same items give the same bytes."""
    for name in FONTS["vera"]:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf")))
    printer = Printer(press, rng, running, [])
    width, height = printer.page
    margin = press.margin

    def decorate(canvas: Canvas, _: Any) -> None:
        canvas.setFont(FONTS[press.font][0], 8)
        if press.running in ("head", "both"):
            canvas.drawString(margin, height - margin * 0.6, running)
        if press.running in ("foot", "both"):
            canvas.drawRightString(width - margin, margin * 0.5, f"Page {canvas.getPageNumber()}")

    target = BytesIO()
    document = BaseDocTemplate(target, pagesize=(width, height), invariant=1, title="", author="")
    frame = Frame(margin, margin, width - 2 * margin, height - 2 * margin, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=decorate))
    document.build(printer.flowables(items))
    path.write_bytes(target.getvalue())
    return printer.places
