"""Figures set large, and the words under them."""

from __future__ import annotations

import pytest

from extractors.prose.large import join_large
from extractors.reading.model import Block, Cell, Kind, Table, Text, Word


def line(text: str, height: float, kind: Kind = Kind.PARAGRAPH, page: int = 1) -> Block:
    """A block set in letters of a height."""
    words = [
        Word(text=word, page=page, x0=20.0 * at, top=100.0, x1=20.0 * at + 18.0, bottom=100.0 + height)
        for at, word in enumerate(text.split())
    ]
    return Block(kind, Text.of(words), page)


def joined(*blocks: Block) -> list[str]:
    return [f"{block.kind.value}: {block.text.string}" for block in join_large(blocks)]


@pytest.mark.parametrize(
    ("figure", "kind", "label"),
    [
        ("412", Kind.PARAGRAPH, "complaints received"),
        ("79 %", Kind.HEADING, "answered on time"),
        ("Fourteen", Kind.HEADING, "complaints at stage 2 received"),
        ("68.4 per cent", Kind.TITLE, "of complaints were upheld or partly upheld"),
        ("412", Kind.PARAGRAPH, "Complaints received"),
    ],
)
def test_a_figure_and_its_words_are_one_paragraph(figure: str, kind: Kind, label: str) -> None:
    assert joined(line(figure, 30, kind), line(label, 10)) == [f"paragraph: {figure} {label}"]


@pytest.mark.parametrize(
    ("figure", "label"),
    [
        # no figure; nothing that is counted; a page number, no larger than the words
        (line("Stage 2", 30, Kind.HEADING), line("complaints received", 10)),
        (line("412", 30), line("Our offices are open", 10)),
        (line("12", 10), line("complaints received", 10)),
        # on another page, or not above words
        (line("412", 30), line("complaints received", 10, page=2)),
        (line("412", 30), line("complaints received", 10, Kind.HEADING)),
    ],
)
def test_what_stays_apart(figure: Block, label: Block) -> None:
    assert join_large([figure, label]) == (figure, label)


def framed(*cells: tuple[str, str], larger: float = 3.0) -> Block:
    """A frame with a figure and its label in each cell."""
    made = []
    for column, (figure, label) in enumerate(cells):
        words = (*line(figure, 10 * larger).text.words, *line(label, 10).text.words)
        made.append(Cell(0, column, Text.of(words)))
    table = Table(tuple(made), 1, len(made), 0, ruled=True)
    return Block(Kind.TABLE, Text.of([word for cell in made for word in cell.text.words]), 1, table=table)


def test_each_cell_of_a_framed_infographic_is_a_paragraph() -> None:
    told = joined(framed(("84", "Stage 1 complaints"), ("77%", "of Stage 1 answered in time")))
    assert told == ["paragraph: 84 Stage 1 complaints", "paragraph: 77% of Stage 1 answered in time"]


def test_cells_of_a_table_stay_in_it() -> None:
    (block,) = join_large([framed(("84", "complaints"), ("77", "answers"), larger=1.0)])
    assert block.kind is Kind.TABLE
    (block,) = join_large([framed(("84", "complaints"))])
    assert block.kind is Kind.TABLE
    (block,) = join_large([framed(("84", "complaints"), ("Upheld", "in part"))])
    assert block.kind is Kind.TABLE
