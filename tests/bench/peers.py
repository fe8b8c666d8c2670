"""Peers: what others would use to get text and tables out of a PDF, each as plainly as its handbook shows it.

``python tests/bench/peers.py PEER FILE...`` reads files with one of them and prints how much it has seen.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator

#: Pages and tables, as far as they were read.
Seen = Iterator[tuple[int, int]]


def with_pdfplumber(path: str) -> Seen:
    """The script that a user would write: text and tables of each page."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            yield 1, len(page.extract_tables())


def with_pymupdf(path: str) -> Seen:
    """Text and ``find_tables`` of each page."""
    import pymupdf

    with pymupdf.open(path) as pdf:
        for page in pdf:
            page.get_text()
            yield 1, len([table.extract() for table in page.find_tables().tables])


def with_camelot(path: str) -> Seen:
    """Ruled tables of all pages; no text."""
    import camelot
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        pages = len(pdf)
    yield pages, len(camelot.read_pdf(path, pages="all", flavor="lattice", suppress_stdout=True))


PEERS: dict[str, Callable[[str], Seen]] = {
    "pdfplumber": with_pdfplumber,
    "pymupdf": with_pymupdf,
    "camelot": with_camelot,
}


def main(peer: str, paths: Iterable[str]) -> None:
    """Print how far it got after each step, so that one who is stopped has said it."""
    pages = tables = 0
    for path in paths:
        for more_pages, more_tables in PEERS[peer](path):
            pages, tables = pages + more_pages, tables + more_tables
            print(json.dumps([pages, tables]), flush=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    main(sys.argv[1], sys.argv[2:])
