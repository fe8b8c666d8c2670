"""Document: a PDF file becomes a document of blocks in reading order."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from extractors.reading.canvas import Canvas, paint
from extractors.reading.draft import Draft
from extractors.reading.errors import Damaged, Encrypted, NoPages
from extractors.reading.furniture import Sheet, furniture
from extractors.reading.headings import rank
from extractors.reading.join import joined
from extractors.reading.joining import text_of, vocabulary
from extractors.reading.layout import layout
from extractors.reading.lines import common_size, lines_of
from extractors.reading.model import EMPTY, Block, Cell, Document, PageInfo, Table, Word
from extractors.reading.words import words_of


@dataclass
class _Sheet:
    info: PageInfo
    canvas: Canvas | None
    words: list[Word]


def read(path: Path) -> Document:
    """Read a PDF file.

    A page that cannot be read has ``error`` set and is named in ``warnings``; the others are read.

    Raises:
        Encrypted: the file asks for a password.
        Damaged: the file is not a PDF, or cannot be opened.
        NoPages: no page was found in it.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with _open(path) as pdf:
        sheets = [_sheet(pdf, index) for index in range(_count(pdf, path))]
        title = _title(pdf)
    warnings = tuple(
        f"{path.name}, page {sheet.info.number}: could not be read ({sheet.info.error}); the other pages were"
        for sheet in sheets
        if sheet.info.error
    )
    running = _drop_furniture(sheets)
    body = _body_size(sheets)
    drafts = joined([layout(s.canvas, s.words, body) for s in sheets if s.canvas is not None])
    rank(drafts, body)
    known = vocabulary(word for sheet in sheets for word in sheet.words)
    return Document(
        blocks=tuple(_block(draft, known) for draft in drafts if draft.words or draft.grid is not None),
        pages=tuple(sheet.info for sheet in sheets),
        running=running,
        metadata_title=title,
        filename=path.name,
        warnings=warnings,
    )


def _open(path: Path) -> PDF:
    try:
        return pdfplumber.open(path)
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise Encrypted(path) from error
        raise Damaged(path, "not a readable PDF") from error
    except (OSError, RecursionError) as error:
        raise Damaged(path, f"cannot be opened ({error})") from error
    except Exception as error:
        raise Damaged(path, f"not a readable PDF ({type(error).__name__})") from error


def _count(pdf: PDF, path: Path) -> int:
    try:
        count = len(pdf.pages)
    except Exception as error:
        raise Damaged(path, f"its pages cannot be listed ({type(error).__name__})") from error
    if not count:
        raise NoPages(path)
    return count


def _title(pdf: PDF) -> str:
    title = pdf.metadata.get("Title") if isinstance(pdf.metadata, dict) else ""
    return title.strip() if isinstance(title, str) else ""


def _sheet(pdf: PDF, index: int) -> _Sheet:
    page = pdf.pages[index]
    try:
        canvas = paint(page)
        words = words_of(canvas)
        info = PageInfo(index + 1, canvas.width, canvas.height, bool(words))
        canvas.chars = []
        return _Sheet(info, canvas, words)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".strip(": ").splitlines()[0][:120]
        return _Sheet(PageInfo(index + 1, 0.0, 0.0, False, reason), None, [])
    finally:
        page.close()


def _drop_furniture(sheets: Sequence[_Sheet]) -> tuple[str, ...]:
    """Take running lines off the sheets; the texts taken, each once."""
    pages = [Sheet(sheet.info.height, lines_of(w for w in sheet.words if w.upright)) for sheet in sheets]
    texts: Counter[str] = Counter()
    for sheet, page, dropped in zip(sheets, pages, furniture(pages), strict=True):
        gone = {id(word) for index in dropped for word in page.lines[index].words}
        sheet.words = [word for word in sheet.words if id(word) not in gone]
        texts.update(page.lines[index].text for index in dropped)
    return tuple(texts)


def _body_size(sheets: Sequence[_Sheet]) -> float:
    """The font size of running text: of lines with many words and no gaps, or else of all words."""
    words = [word for sheet in sheets for word in sheet.words]
    prose = [
        word
        for sheet in sheets
        for line in lines_of(sheet.words)
        if len(line.words) >= 6 and len(line.segments) == 1
        for word in line.words
    ]
    return common_size(prose or words)


def _block(draft: Draft, known: frozenset[str]) -> Block:
    table = None
    text = text_of(draft.words, known)
    if draft.grid is not None:
        grid, text = draft.grid, EMPTY
        table = Table(
            cells=tuple(
                Cell(cell.row, cell.column, text_of(cell.words, known), cell.rowspan, cell.colspan)
                for cell in grid.cells
            ),
            rows=grid.rows,
            columns=len(grid.columns),
            header_rows=grid.header_rows,
            ruled=grid.ruled,
            joined=grid.joined,
        )
    return Block(draft.kind, text, draft.page, draft.number, draft.level, table)
