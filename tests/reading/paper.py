"""Pages typeset for the tests, and tables shown as rows of strings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from extractors.reading.document import read
from extractors.reading.model import Block, Document, Kind
from extractors.reading.model import Table as Grid

BODY = getSampleStyleSheet()["BodyText"]
HEADING = getSampleStyleSheet()["Heading2"]
CAPTION = ParagraphStyle("caption", parent=BODY, fontName="Helvetica-Bold", fontSize=9)
PROSE = (
    "Residents wrote to us about many things this year, and most of them heard back within the time that our own "
    "rules allow, although some of the longer cases took until the summer to be settled. "
)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
BOLD = [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")]
RIGHT = [("ALIGN", (1, 0), (-1, -1), "RIGHT")]


class Sheet:
    """A page on which text is placed by its distance from the left and the top."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=A4)

    def text(self, x: float, top: float, words: str, size: float = 10, bold: bool = False, align: str = "left") -> None:
        """One line of text; ``top`` is its base line from the top of the page."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "centre": self.canvas.drawCentredString,
        }
        draw[align](x, A4[1] - top, words)

    def bar(self, x: float, top: float, width: float, height: float, colour: str = "#336699") -> None:
        """A filled area."""
        self.canvas.setFillColor(colors.HexColor(colour))
        self.canvas.rect(x, A4[1] - top - height, width, height, stroke=0, fill=1)
        self.canvas.setFillColor(colors.black)

    def line(self, x0: float, top: float, x1: float, foot: float | None = None) -> None:
        """A rule from one point to another, level where no ``foot`` is given."""
        self.canvas.line(x0, A4[1] - top, x1, A4[1] - (top if foot is None else foot))

    def turn(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()

    def read(self) -> Document:
        """Save the pages and read them."""
        self.canvas.save()
        return read(self.path)


def prose(times: int = 1) -> Paragraph:
    """Running text."""
    return Paragraph(PROSE * times, BODY)


def table(rows: Sequence[Sequence[Any]], *styles: Any, **options: Any) -> Table:
    """A table with the given reportlab styles."""
    return Table([list(row) for row in rows], style=list(styles), **options)


def story(path: Path, *parts: Flowable) -> Document:
    """Flow parts over pages and read the result."""
    SimpleDocTemplate(str(path), pagesize=A4).build(list(parts))
    return read(path)


def tables(document: Document) -> list[Grid]:
    """The tables of a document in order."""
    return [block.table for block in document.blocks if block.table is not None]


def only_table(document: Document) -> Grid:
    """The one table of a document."""
    found = tables(document)
    assert len(found) == 1, [shown(grid) for grid in found]
    return found[0]


def shown(grid: Grid) -> list[list[str]]:
    """A table as rows of strings; "^" stands where a merged cell reaches to."""
    result = []
    for row in range(grid.rows):
        texts = []
        for column in range(grid.columns):
            cell = grid.at(row, column)
            own = cell is not None and (cell.row, cell.column) == (row, column)
            texts.append(cell.string if cell is not None and own else "^" if cell is not None else "")
        result.append(texts)
    return result


def texts(document: Document, kind: Kind) -> list[str]:
    """The texts of all blocks of one kind."""
    return [block.text.string for block in document.blocks if block.kind is kind]


def blocks(document: Document, kind: Kind) -> list[Block]:
    """The blocks of one kind."""
    return [block for block in document.blocks if block.kind is kind]
