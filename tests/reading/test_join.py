"""Join: tables and paragraphs that go on over a page break."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.platypus import PageBreak

from extractors.reading.model import Kind
from tests.reading.paper import (
    BODY,
    BOLD,
    CAPTION,
    GRID,
    RIGHT,
    Paragraph,
    Sheet,
    only_table,
    prose,
    shown,
    story,
    table,
    tables,
    texts,
)

WARDS = [["Ward", "Received", "Upheld"], *[[f"Ward {i}", str(100 + i), str(i)] for i in range(1, 60)]]


@pytest.mark.parametrize("repeat", [0, 1], ids=["once", "repeated"])
@pytest.mark.parametrize("style", [GRID, []], ids=["ruled", "bare"])
def test_long_table(tmp_path: Path, repeat: int, style: list[tuple[object, ...]]) -> None:
    document = story(tmp_path / "a.pdf", prose(), table(WARDS, *style, *BOLD, *RIGHT, repeatRows=repeat), prose())
    grid = only_table(document)
    assert shown(grid) == WARDS
    assert grid.joined
    assert grid.header_rows == 1
    last = grid.at(59, 1)
    assert last is not None
    assert last.text.words[0].page == 2


def test_tables_on_two_pages_with_their_own_captions(tmp_path: Path) -> None:
    parts = []
    for year in ("2022/23", "2023/24"):
        parts += [Paragraph(f"Table: Wards in {year}", CAPTION), table(WARDS[:5], *GRID, *BOLD), PageBreak()]
    assert len(tables(story(tmp_path / "a.pdf", *parts))) == 2


def test_total_alone_on_the_next_page(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for x, head in ((60, "Service"), (300, "Stage 1"), (400, "Stage 2")):
        sheet.text(x, 700, head, bold=True)
    for top, row in ((720, ("Housing", "293", "32")), (740, ("Waste", "174", "19"))):
        for x, words in zip((60, 300, 400), row, strict=True):
            sheet.text(x, top, words)
    sheet.turn()
    for x, words in zip((60, 300, 400), ("Total", "467", "51"), strict=True):
        sheet.text(x, 80, words, bold=True)
    sheet.text(60, 120, "Housing made up most of the complaints that came in, as it has done in every year so far.")
    grid = only_table(sheet.read())
    assert shown(grid)[-2:] == [["Waste", "174", "19"], ["Total", "467", "51"]]


def test_row_broken_by_the_page(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")

    def grid_lines(tops: list[float]) -> None:
        for x in (60, 300, 400):
            sheet.line(x, tops[0], x, tops[-1])
        for top in tops:
            sheet.line(60, top, 400, top)

    grid_lines([700, 720, 740, 760])
    rows = ((714, "Measure", "2023/24"), (734, "Complaints received", "120"), (754, "Complaints that came up", "14"))
    for top, label, value in rows:
        sheet.text(64, top, label)
        sheet.text(304, top, value)
    sheet.turn()
    grid_lines([60, 80, 100])
    sheet.text(64, 74, "from the first stage")
    sheet.text(64, 94, "Complaints withdrawn")
    sheet.text(304, 94, "3")
    assert shown(only_table(sheet.read())) == [
        ["Measure", "2023/24"],
        ["Complaints received", "120"],
        ["Complaints that came up from the first stage", "14"],
        ["Complaints withdrawn", "3"],
    ]


def test_sentence_goes_on_over_the_page(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 700, "5.1")
    sheet.text(90, 700, "We answered 48 of the complaints in time, which is a larger share than in any year")
    sheet.text(90, 712, "since the new rules began, although the number of staff who")
    sheet.turn()
    sheet.text(90, 80, "answer them has fallen from 12 to 9.")
    sheet.text(60, 104, "5.2")
    sheet.text(90, 104, "Next year we will take on more.")
    document = sheet.read()
    assert [block.number for block in document.blocks] == ["5.1", "5.2"]
    assert document.blocks[0].text.string.endswith("the number of staff who answer them has fallen from 12 to 9.")


def test_new_paragraph_on_a_new_page_stays_apart(tmp_path: Path) -> None:
    whole = "We answered most of the complaints that we received in time."
    document = story(tmp_path / "a.pdf", Paragraph(whole, BODY), PageBreak(), Paragraph(whole, BODY))
    assert texts(document, Kind.PARAGRAPH) == [whole, whole]
