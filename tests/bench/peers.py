"""Peers: what others would use to get text and tables out of a PDF, each as plainly as its handbook shows it.

``python tests/bench/peers.py PEER FILE...`` reads the files with one of them and prints the number of pages and tables.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from collections.abc import Callable, Iterable

#: Pages and tables seen.
Seen = tuple[int, int]


def with_pdfplumber(path: str) -> Seen:
    """The script that a user would write: text and tables of each page."""
    import pdfplumber

    tables = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            tables += len(page.extract_tables())
        return len(pdf.pages), tables


def with_pymupdf(path: str) -> Seen:
    """Text and ``find_tables`` of each page."""
    import pymupdf

    tables = 0
    with pymupdf.open(path) as pdf:
        for page in pdf:
            page.get_text()
            found = page.find_tables()
            tables += len([table.extract() for table in found.tables])
        return len(pdf), tables


def with_camelot(path: str) -> Seen:
    """Ruled tables of all pages; no text."""
    import camelot
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        pages = len(pdf)
    return pages, len(camelot.read_pdf(path, pages="all", flavor="lattice", suppress_stdout=True))


PEERS: dict[str, Callable[[str], Seen]] = {
    "pdfplumber": with_pdfplumber,
    "pymupdf": with_pymupdf,
    "camelot": with_camelot,
}


def read(peer: str, paths: Iterable[str]) -> Seen:
    """Pages and tables of all files."""
    seen = [PEERS[peer](path) for path in paths]
    return sum(pages for pages, _ in seen), sum(tables for _, tables in seen)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    print(json.dumps(read(sys.argv[1], sys.argv[2:])))
