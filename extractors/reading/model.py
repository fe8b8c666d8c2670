"""What a page is read into: words, texts, tables and blocks.

Geometry is pdfplumber's: points, origin at the top left of the page, ``top`` and ``bottom`` growing
downwards. Nothing here knows about complaints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from schemas.observation import Box


@dataclass(frozen=True, slots=True)
class Word:
    """One word as printed, without the footnote marks that were lifted off it.

    ``mark`` holds the marks that followed the word ("23²": text "23", mark "2"), ``lead`` those that
    stood before it. The box is that of the text alone. ``upright`` is false for text set sideways.
    """

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    mark: str = ""
    lead: str = ""
    upright: bool = True

    @property
    def box(self) -> Box:
        """The word's rectangle."""
        return Box(page=self.page, x0=self.x0, top=self.top, x1=self.x1, bottom=self.bottom)


def box_of(words: Iterable[Word]) -> Box:
    """The rectangle around words; of words on two pages, around those on the first.

    Raises:
        ValueError: there are no words.
    """
    found = list(words)
    if not found:
        raise ValueError("no words, no box")
    page = found[0].page
    here = [word for word in found if word.page == page]
    return Box(
        page=page,
        x0=min(word.x0 for word in here),
        top=min(word.top for word in here),
        x1=max(word.x1 for word in here),
        bottom=max(word.bottom for word in here),
    )


@dataclass(frozen=True)
class Text:
    """Words in reading order as one string, in which every character knows its word.

    ``string`` joins the words with single spaces; a word broken by a hyphen at the end of a line is
    joined with the rest of it (``gaps`` holds what stands before each word: " " or "").
    """

    words: tuple[Word, ...]
    gaps: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[Word]) -> Text:
        """Words as a text, joined with single spaces."""
        return cls(tuple(words), tuple("" if i == 0 else " " for i in range(len(words))))

    @cached_property
    def string(self) -> str:
        """The words as one string."""
        return "".join(gap + word.text for gap, word in zip(self.gaps, self.words, strict=True))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Offset in ``string`` at which each word starts."""
        starts, at = [], 0
        for gap, word in zip(self.gaps, self.words, strict=True):
            at += len(gap)
            starts.append(at)
            at += len(word.text)
        return tuple(starts)

    def words_between(self, start: int, end: int) -> list[Word]:
        """The words that the characters ``start`` to ``end`` of ``string`` touch."""
        return [
            word for word, at in zip(self.words, self.starts, strict=True) if at < end and at + len(word.text) > start
        ]

    def box(self, start: int = 0, end: int | None = None) -> Box:
        """The rectangle around the characters ``start`` to ``end``."""
        return box_of(self.words_between(start, len(self.string) if end is None else end))

    def __bool__(self) -> bool:
        return bool(self.words)


EMPTY = Text((), ())


class Kind(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CAPTION = "caption"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CHART = "chart"


@dataclass(frozen=True)
class Cell:
    """One cell of a table; a merged cell stands once, at its top left place, with its spans."""

    row: int
    column: int
    text: Text
    rowspan: int = 1
    colspan: int = 1

    @property
    def string(self) -> str:
        """The cell's words as one string."""
        return self.text.string


@dataclass(frozen=True)
class Table:
    """A grid of cells. Empty places have no cell, or a cell with empty text.

    ``header_rows`` counts the leading rows that head the columns (0 when none was recognised).
    ``joined`` is true where the table continues over a page break (repeated headers are dropped).
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header_rows: int
    ruled: bool
    joined: bool = False

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place of the grid, spans included."""
        return self._cover.get((row, column))

    @cached_property
    def _cover(self) -> dict[tuple[int, int], Cell]:
        cover: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    cover.setdefault((row, column), cell)
        return cover


@dataclass(frozen=True)
class Block:
    """A piece of a page: heading, paragraph, bullet, caption, table, footnote or chart.

    ``number`` is the printed number of a heading, paragraph or footnote ("5.6"), lifted off the text.
    ``level`` ranks headings: 1 is the largest. ``table`` is set for tables. The words of a chart are
    in ``text``.
    """

    kind: Kind
    text: Text
    page: int
    number: str | None = None
    level: int = 0
    table: Table | None = None


@dataclass(frozen=True)
class PageInfo:
    """Size of a page in points, and what could be read of it; ``ocr`` where it was read from its picture.

    ``passed_over``: the page of a long file was not read, since its text is on other subjects.
    """

    number: int
    width: float
    height: float
    has_text: bool
    error: str | None = None
    ocr: bool = False
    passed_over: bool = False


@dataclass(frozen=True)
class Document:
    """A whole report: its blocks in reading order, its pages, and the lines that run on every page.

    In a pack of papers ``front`` and ``back`` are the first and last page of the report itself, and ``wrapper`` has the
    lines of the pack's first page. A ``back`` of 0 is the last page of the file.
    """

    blocks: tuple[Block, ...]
    pages: tuple[PageInfo, ...]
    running: tuple[str, ...] = ()
    metadata_title: str = ""
    filename: str = ""
    warnings: tuple[str, ...] = field(default=())
    front: int = 1
    back: int = 0
    wrapper: tuple[str, ...] = ()

    def parted(self, before: int, page: int) -> bool:
        """Whether pages that were passed over lie between two pages, so that nothing goes on from one to the other."""
        return any(info.passed_over for info in self.pages[before : page - 1])
