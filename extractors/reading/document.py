"""Document: a PDF file becomes a document of blocks in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from extractors.reading.canvas import Canvas, paint, visible
from extractors.reading.draft import Draft
from extractors.reading.expansion import TooLarge
from extractors.reading.furniture import Sheet, furniture
from extractors.reading.headings import rank
from extractors.reading.join import joined
from extractors.reading.joining import text_of, vocabulary
from extractors.reading.layout import layout
from extractors.reading.lines import common_size, lines_of
from extractors.reading.model import EMPTY, Block, Cell, Document, PageInfo, Table, Text, Word
from extractors.reading.modes import Ocr, available
from extractors.reading.skim import Pick, Picked, Skimmed, skim
from extractors.reading.source import letters, mended_page, opened, page_of, title_of
from extractors.reading.textless import is_picture, wanted
from extractors.reading.turning import Back, upright
from extractors.reading.words import words_of

if TYPE_CHECKING:
    from extractors.reading.ocr import Scan

#: Files of fewer pages are read whole.
LONG = 30


#: A page on which pdfium finds so many letters has text.
_TELLING = 20


class LostText(Exception):
    """A page has text that could not be read."""


@dataclass
class _Sheet:
    info: PageInfo
    canvas: Canvas | None
    words: list[Word]
    back: Back | None = None
    scan: Scan | None = None


def read(path: Path, ocr: Ocr = Ocr.AUTO, pick: Pick | None = None) -> Document:
    """Read a PDF file; pages that ``ocr`` picks are read from their picture where OCR is installed.

    Of a file of at least ``LONG`` pages only those are read that ``pick`` picks by their text, and those whose
    text does not tell what is on them; the others are marked as passed over.
    A page that cannot be read has ``error`` set and is named in ``warnings``; the others are read.

    Raises:
        Encrypted: the file asks for a password.
        Damaged: the file is not a PDF, or cannot be opened.
        NoPages: no page was found in it.
    """
    with opened(path) as (pdf, pages):
        texts = skim(path, len(pages)) if pick is not None and len(pages) >= LONG else []
        picked = pick(texts) if pick is not None and texts else None
        sheets = [
            _sheet(pdf, page, number, path, ocr, _is_read(number, texts, picked))
            for number, page in enumerate(pages, 1)
        ]
        title = title_of(pdf)
    _take_scans(sheets)
    front, back = (picked.front, picked.back) if picked is not None and picked.front else (1, len(sheets))
    before, (drafts, running), after = (
        _drafts(part) for part in (sheets[: front - 1], sheets[front - 1 : back], sheets[back:])
    )
    drafts = [*before[0], *drafts, *after[0]]
    warnings = tuple(
        f"{path.name}, page {sheet.info.number}: could not be read ({sheet.info.error}); the other pages were"
        for sheet in sheets
        if sheet.info.error
    )
    known = vocabulary(word for sheet in sheets for word in sheet.words)
    backs = {sheet.info.number: sheet.back for sheet in sheets if sheet.back is not None}
    return Document(
        blocks=tuple(_block(draft, known, backs) for draft in drafts if draft.words or draft.grid is not None),
        pages=tuple(sheet.info for sheet in sheets),
        running=running,
        metadata_title=title,
        filename=path.name,
        warnings=warnings,
        front=front,
        back=back,
        wrapper=tuple((texts[0] or "").splitlines()) if front > 1 else (),
    )


def _drafts(sheets: Sequence[_Sheet]) -> tuple[list[Draft], tuple[str, ...]]:
    """The drafts of pages that belong together in reading order, and the lines that run on all of them."""
    body = _body_size(sheets)
    running = _drop_furniture(sheets, body)
    drafts = joined([zone for sheet in sheets for zone in _zones(sheet, body)])
    rank(drafts, body)
    return drafts, running


def _is_read(number: int, texts: Sequence[Skimmed], picked: Picked | None) -> bool:
    return picked is None or number in picked.pages or texts[number - 1] is None


def _sheet(pdf: PDF, source: PDFPage, number: int, path: Path, ocr: Ocr, is_read: bool) -> _Sheet:
    page = None
    try:
        page = page_of(pdf, source, number)
        if not is_read:
            info = PageInfo(number, float(page.width), float(page.height), True, passed_over=True)
            return _Sheet(info, None, [])
        return _seen(page, path, ocr)
    except (MemoryError, TooLarge) as error:
        return _failed(number, error)
    except Exception as error:  # whatever a broken page provokes must not harm the others
        return _sheet_again(path, number, ocr, error)
    finally:
        if page is not None:
            page.close()


def _sheet_again(path: Path, number: int, ocr: Ocr, error: Exception) -> _Sheet:
    """A page that could not be read, read from the copy that pdfium mends."""
    try:
        with mended_page(path, number) as page:
            return _seen(page, path, ocr)
    except Exception:  # as above; what went wrong at first tells more
        return _failed(number, error)


def _failed(number: int, error: Exception) -> _Sheet:
    return _Sheet(PageInfo(number, 0.0, 0.0, False, _reason(error)), None, [])


def _seen(page: Page, path: Path, ocr: Ocr) -> _Sheet:
    """What is on a page.

    Raises:
        LostText: it has text that another program finds, but none was found here.
    """
    number = page.page_number
    painted = paint(page)
    canvas, back = upright(painted)
    words = words_of(canvas)
    if not painted.chars and letters(path, number) >= _TELLING:
        raise LostText("its text is written in a way that is not understood")
    if wanted(ocr, painted, words) and available():
        shown = visible(page)
        return _scanned(path, painted, (shown.x0, shown.top))
    info = PageInfo(number, painted.width, painted.height, bool(words) and not is_picture(painted, words))
    canvas.chars = []
    return _Sheet(info, canvas, words, back)


def _zones(sheet: _Sheet, body: float) -> list[list[Draft]]:
    """The zones of a page; none where it was not read, or its layout cannot be made sense of."""
    if sheet.canvas is None:
        return []
    try:
        return layout(sheet.canvas, sheet.words, body)
    except Exception as error:  # as above
        sheet.info = replace(sheet.info, has_text=False, error=_reason(error))
        return []


def _reason(error: Exception) -> str:
    if isinstance(error, PdfminerException) and error.args and isinstance(error.args[0], Exception):
        error = error.args[0]
    return f"{type(error).__name__}: {error}".strip(": ").splitlines()[0][:120]


def _scanned(path: Path, painted: Canvas, corner: tuple[float, float]) -> _Sheet:
    from extractors.reading.ocr import scan

    seen = scan(path, painted, corner)
    info = PageInfo(painted.page, painted.width, painted.height, bool(seen.lines), ocr=True)
    return _Sheet(info, seen.canvas, [], seen.back, seen)


def _take_scans(sheets: Sequence[_Sheet]) -> None:
    """Give pages that were read from their pictures their words, whose sizes and weights are those of all pages."""
    seen = [(sheet, sheet.scan) for sheet in sheets if sheet.scan is not None]
    if not seen:
        return
    from extractors.reading.ocr import words_of_scans

    for (sheet, _), words in zip(seen, words_of_scans([scan for _, scan in seen]), strict=True):
        sheet.words = words


def _drop_furniture(sheets: Sequence[_Sheet], body: float) -> tuple[str, ...]:
    """Take running lines off the sheets; the texts taken, each once."""
    pages = [Sheet(sheet.info.height, lines_of(w for w in sheet.words if w.upright)) for sheet in sheets]
    texts: Counter[str] = Counter()
    for sheet, page, dropped in zip(sheets, pages, furniture(pages, body), strict=True):
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


def _block(draft: Draft, known: frozenset[str], backs: Mapping[int, Back]) -> Block:
    def text(words: Sequence[Word]) -> Text:
        joined = text_of(words, known)
        if not backs or not joined:
            return joined
        placed = (backs[word.page](word) if word.page in backs else word for word in joined.words)
        return Text(tuple(placed), joined.gaps)

    if draft.grid is None:
        return Block(draft.kind, text(draft.words), draft.page, draft.number, draft.level)
    grid = draft.grid
    cells = (Cell(cell.row, cell.column, text(cell.words), cell.rowspan, cell.colspan) for cell in grid.cells)
    table = Table(tuple(cells), grid.rows, len(grid.columns), grid.header_rows, grid.ruled, grid.joined)
    return Block(draft.kind, EMPTY, draft.page, draft.number, draft.level, table)
