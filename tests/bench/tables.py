"""Cell adjacency of the tables found in a folder of PDFs: ``python tests/bench/tables.py FOLDER``.

The measure of the ICDAR-2013 table competition (Göbel and others): a relation is a cell and its nearest neighbour with
text to the right of it or below, compared without spaces, marks and case. Relations are pooled by page, so that a table
found where there is none costs precision, and one that is missed costs recall. The folder holds the PDFs and
``truth.json``, a list of ``{"pdf": name, "page": 1, "cells": [[row0, column0, row1, column1, text], ...]}``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

from extractors.reading import document
from extractors.reading.errors import ReadingError
from extractors.reading.model import Document, Table

#: First and last row and column of a cell, and its text.
Cell = tuple[int, int, int, int, str]
#: A cell's text, its neighbour's, and the direction, each with how often it is found.
Relations = Counter[tuple[str, str, str]]
#: A file's name and a page's number.
Page = tuple[str, int]


class Score(NamedTuple):
    """How many relations were found, are true, and are both."""

    found: int
    true: int
    both: int

    @property
    def recall(self) -> float:
        """Share of the true relations that were found."""
        return self.both / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        """Share of the relations found that are true."""
        return self.both / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.both / (self.found + self.true) if self.found + self.true else 1.0


def main() -> None:
    """Read every PDF that the truth knows and print how well its tables were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="PDFs with truth.json")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the N pages with most faults")
    parser.add_argument("--found", type=Path, metavar="FILE", help="write the tables found to a file, as JSON")
    parser.add_argument("--bare", action="store_true", help="read as if nothing but text were drawn on the pages")
    parser.add_argument("--least", type=float, default=0.0, metavar="F1", help="fail below this F1")
    options = parser.parse_args()
    truth = true_relations(json.loads((options.folder / "truth.json").read_text(encoding="utf-8")))
    names = sorted({name for name, _ in truth})
    with Pool(2, _draw_nothing if options.bare else None) as pool:
        found = dict(zip(names, pool.map(tables_in, [options.folder / name for name in names]), strict=True))
    if options.found:
        options.found.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    seen: dict[Page, Relations] = {}
    for name, tables in found.items():
        for page, cells in tables:
            seen.setdefault((name, page), Counter()).update(relations(cells))
    scores = {page: score(seen.get(page, Counter()), truth.get(page, Counter())) for page in truth | seen}
    for page, one in sorted(scores.items(), key=lambda item: 2 * item[1].both - item[1].found - item[1].true)[
        : options.worst
    ]:
        print(f"{page[0]} page {page[1]}: {one.true - one.both} missed, {one.found - one.both} wrong")
    total = Score(*(sum(column) for column in zip(*scores.values(), strict=True)))
    print(f"{len(names)} files: recall {total.recall:.3f}  precision {total.precision:.3f}  F1 {total.f1:.3f}")
    if total.f1 < options.least:
        sys.exit(f"{options.folder}: F1 is below {options.least}")


def _draw_nothing() -> None:
    """Take rules, frames and fills off every page that is read from here on."""
    painted = document.paint
    nothing: dict[str, list[Any]] = {"horizontal": [], "vertical": [], "fills": [], "frames": [], "curves": []}
    document.paint = lambda page: replace(painted(page), **nothing)  # type: ignore[attr-defined]


def true_relations(tables: Iterable[dict[str, object]]) -> dict[Page, Relations]:
    """The relations of hand-made tables, by page."""
    pages: dict[Page, Relations] = {}
    for table in tables:
        page = (str(table["pdf"]), int(str(table["page"])))
        cells = table["cells"]
        assert isinstance(cells, list)
        pages.setdefault(page, Counter()).update(relations([tuple(cell) for cell in cells]))
    return pages


def tables_in(path: Path) -> list[tuple[int, list[Cell]]]:
    """The tables of a file, each with its page; none, with a line that says why, where it cannot be read."""
    try:
        return list(tables_of(document.read(path)))
    except ReadingError as error:
        print(error, file=sys.stderr)
        return []


def tables_of(read: Document) -> Iterable[tuple[int, list[Cell]]]:
    """The tables of a document; one that goes on over a page break counts on each page with what stands there."""
    for block in read.blocks:
        if block.table is not None:
            pages = sorted({word.page for cell in block.table.cells for word in cell.text.words})
            yield from ((page, _cells(block.table, page)) for page in pages)


def _cells(table: Table, page: int) -> list[Cell]:
    cells = []
    for cell in table.cells:
        text = " ".join(word.lead + word.text + word.mark for word in cell.text.words if word.page == page)
        cells.append((cell.row, cell.column, cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1, text))
    return cells


def relations(cells: Sequence[Cell]) -> Relations:
    """Every cell with its nearest neighbours that have a text; a cell that spans places has one for each it meets."""
    at: dict[tuple[int, int], Cell] = {}
    for top, left, foot, right, text in cells:
        if plain := re.sub(r"[^0-9a-z%]+", "", (text or "").casefold()):
            for row in range(top, foot + 1):
                for column in range(left, right + 1):
                    at[row, column] = (top, left, foot, right, plain)
    rows, columns = 1 + max((row for row, _ in at), default=0), 1 + max((column for _, column in at), default=0)
    found: set[tuple[Cell, Cell, str]] = set()
    for (row, column), cell in at.items():
        ways = {
            "right": ((row, other) for other in range(column + 1, columns)),
            "below": ((other, column) for other in range(row + 1, rows)),
        }
        for way, places in ways.items():
            neighbour = next((at[place] for place in places if place in at and at[place] != cell), None)
            if neighbour is not None:
                found.add((cell, neighbour, way))
    return Counter((one[4], other[4], way) for one, other, way in found)


def score(found: Relations, true: Relations) -> Score:
    """Relations found on a page compared with the true ones."""
    return Score(found.total(), true.total(), (found & true).total())


if __name__ == "__main__":
    main()
