"""Skim: a first look at the text of every page, so that of a long file only pages that matter are read closely.

pdfium gives the bare text of some hundred pages in a second, without words, boxes or drawings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from extractors.reading.textless import says_nothing

#: The text of a page; None where pdfium sees none, or none that can be trusted, so that the page must be read.
Skimmed = str | None


class Picked(NamedTuple):
    """The numbers of the pages of a file that are to be read.

    ``front`` and ``back`` are the first and last page of the report where it is one paper in a pack, else 0.
    """

    pages: frozenset[int]
    front: int = 0
    back: int = 0


#: Tells by the texts of a file's pages which of them to read; None for all.
Pick = Callable[[Sequence[Skimmed]], Picked | None]


def skim(path: Path, count: int) -> list[Skimmed]:
    """The text of each of ``count`` pages; no text at all where pdfium sees another number of pages."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            if len(document) != count:
                return [None] * count
            return [_text(document, index) for index in range(count)]
    except (pypdfium2.PdfiumError, OSError):
        return [None] * count


def _text(document: pypdfium2.PdfDocument, index: int) -> Skimmed:
    try:
        page = document[index]
        try:
            text = page.get_textpage().get_text_range()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return None
    return None if says_nothing(text.split()) else text
