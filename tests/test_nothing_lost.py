"""Every number of a table that gave an observation is an observation or unread, with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.reading.document import read
from extractors.reading.model import Cell, Table, Word
from extractors.report import interpret
from schemas.observation import Box
from tests.generator.layouts import LAYOUTS
from tests.generator.report import make_short_report

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "sample").glob("*.pdf"))
#: Figures with nothing but signs, units and the words for a part of a whole beside them.
FIGURES = re.compile(r"(?:[^A-Za-z]|\b(?:days?|weeks?|working|out|of|n|met|missed|total|upheld|not|per|cent)\b)*", re.I)
YEAR = re.compile(r"\W*(?:19|20)\d\d(?:\s*[-/–]\s*\d\d(?:\d\d)?)?\W*")


def lost(path: Path) -> list[str]:
    """The numbers of a report's tables that are neither an observation nor unread, each with its row."""
    document = read(path)
    found = interpret(document)
    seen = [one.box for one in found.observations]
    told = [*seen, *(one.box for one in found.unread)]
    return [
        f"{word.text} in {' | '.join(each.string for each in table.cells if each.row == cell.row)}"
        for table in (block.table for block in document.blocks if block.table is not None)
        if any(meets(word, box) for cell in table.cells for word in cell.text.words for box in seen)
        for cell in figures(table)
        for word in cell.text.words
        if re.search(r"\d", word.text) and not any(meets(word, box) for box in told)
    ]


def figures(table: Table) -> Iterator[Cell]:
    """The cells beside the labels and below the headings that hold figures and no more; years are none."""
    for cell in table.cells:
        is_label = cell.column == 0 or cell.row < table.header_rows or YEAR.fullmatch(cell.string)
        if not is_label and re.search(r"\d", cell.string) and FIGURES.fullmatch(cell.string):
            yield cell


def meets(word: Word, box: Box) -> bool:
    """Whether a word lies in a box, at least in part."""
    return (
        word.page == box.page
        and min(word.x1, box.x1) > max(word.x0, box.x0)
        and min(word.bottom, box.bottom) > max(word.top, box.top)
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_is_lost_in_the_tables_of_the_samples(path: Path) -> None:
    assert lost(path) == []


@pytest.mark.parametrize("layout", [layout.name for layout in LAYOUTS])
def test_nothing_is_lost_in_made_up_tables(layout: str, tmp_path: Path) -> None:
    report = make_short_report(f"{layout}#0")
    report.write(tmp_path / "report.pdf")
    assert lost(tmp_path / "report.pdf") == []
