"""Source: a PDF file is opened and its pages handed out one by one, each failure on its own."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
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


@contextmanager
def opened(path: Path) -> Iterator[tuple[PDF, list[PDFPage]]]:
    """The open file and its pages. A file whose structure is broken is read from the copy that pdfium mends.

    Raises:
        Encrypted: the file asks for a password.
        Damaged: the file is not a PDF, or cannot be opened.
        NoPages: no page was found in it.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pdf, pages, reason = _attempt(path, path)
    if not pages and (mended := _mended(path)) is not None:
        _close(pdf)
        pdf, pages, again = _attempt(path, mended)
        reason = reason or again
    if pdf is None or (reason and not pages):
        _close(pdf)
        raise Damaged(path, reason)
    try:
        if not pages:
            raise NoPages(path)
        yield pdf, pages
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


def _mended(path: Path) -> io.BytesIO | None:
    """The file as pdfium rewrites it, None where pdfium finds no pages either."""
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError):
        return None
    try:
        if not len(document):
            return None
        copy = io.BytesIO()
        document.save(copy)
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()
    copy.seek(0)
    return copy


def _close(pdf: PDF | None) -> None:
    if pdf is not None:
        with suppress(Exception):
            pdf.stream.close()
