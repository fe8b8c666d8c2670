"""Source: a PDF file is opened and its pages handed out one by one, each failure on its own."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from extractors.reading.errors import Damaged, Encrypted, NoPages

#: Width and height of the page that stands for one which cannot be read.
_NO_PAGE = (595, 842)


@contextmanager
def opened(path: Path) -> Iterator[tuple[PDF, list[PDFPage]]]:
    """The open file and its pages. A file in which pdfium finds more pages is read from the copy that pdfium mends.

    Raises:
        Encrypted: the file asks for a password.
        Damaged: the file is not a PDF, or cannot be opened.
        NoPages: no page was found in it.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pdf, pages, reason = _attempt(path, path)
    count = _page_count(path)
    if len(pages) < count and (mended := _mended(path, range(1, count + 1))) is not None:
        copy, more, _ = _attempt(path, mended)
        if len(more) > len(pages):
            pdf, copy, pages = copy, pdf, more
        _close(copy)
    if pdf is None or (reason and not pages):
        _close(pdf)
        raise Damaged(path, reason)
    try:
        if not pages:
            raise NoPages(path)
        yield pdf, pages
    finally:
        _close(pdf)


@contextmanager
def mended_page(path: Path, number: int) -> Iterator[Page]:
    """A page that could not be read, from the copy that pdfium mends.

    Raises:
        Exception: it cannot be read from there either.
    """
    mended = _mended(path, [number])
    if mended is None:
        raise Damaged(path, f"page {number} cannot be read")
    pdf, pages, _ = _attempt(path, mended)
    try:
        if pdf is None or not pages:
            raise Damaged(path, f"page {number} cannot be read")
        yield page_of(pdf, pages[0], number)
    finally:
        _close(pdf)


def page_of(pdf: PDF, page: PDFPage, number: int) -> Page:
    """One page, ready to be read; ``number`` counts from 1."""
    return Page(pdf, page, page_number=number, initial_doctop=0)


def title_of(pdf: PDF) -> str:
    """The title in the file's metadata, or nothing."""
    title = pdf.metadata.get("Title") if isinstance(pdf.metadata, dict) else ""
    return title.strip() if isinstance(title, str) else ""


def _attempt(path: Path, source: Path | io.BytesIO) -> tuple[PDF | None, list[PDFPage], str]:
    """The open file with its pages, or why that failed."""
    pdf = None
    try:
        pdf = pdfplumber.open(source)
        return pdf, list(PDFPage.create_pages(pdf.doc)), ""
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise Encrypted(path) from error
        return pdf, [], "not a readable PDF"
    except OSError as error:
        raise Damaged(path, f"cannot be opened ({error.strerror or error})") from error
    except Exception as error:  # pdfminer raises whatever a broken file provokes
        return pdf, [], f"not a readable PDF ({type(error).__name__})"


def _page_count(path: Path) -> int:
    """How many pages pdfium finds."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    except (pypdfium2.PdfiumError, OSError):
        return 0


def letters(path: Path, number: int) -> int:
    """How many letters and digits pdfium finds on a page."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return sum(map(str.isalnum, document[number - 1].get_textpage().get_text_bounded()))
    except (pypdfium2.PdfiumError, OSError):
        return 0


def _mended(path: Path, numbers: Iterable[int]) -> io.BytesIO | None:
    """A new file of some pages as pdfium understands them, an empty one for each that it cannot read either.

    None where it can read none of them.
    """
    try:
        with pypdfium2.PdfDocument(path) as document, pypdfium2.PdfDocument.new() as copy:
            taken = [_taken(copy, document, number) for number in numbers]
            if not any(taken):
                return None
            mended = io.BytesIO()
            copy.save(mended)
    except (pypdfium2.PdfiumError, OSError):
        return None
    mended.seek(0)
    return mended


def _taken(copy: pypdfium2.PdfDocument, document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether a page could be added to a copy; an empty one keeps its place if not."""
    before = len(copy)
    try:
        copy.import_pages(document, [number - 1])
    except pypdfium2.PdfiumError:
        if len(copy) == before:
            copy.new_page(*_NO_PAGE)
        return False
    return True


def _close(pdf: PDF | None) -> None:
    if pdf is not None:
        with suppress(Exception):
            pdf.stream.close()
