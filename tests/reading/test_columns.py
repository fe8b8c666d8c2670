"""Columns: pages set in two columns, and tables side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from extractors.reading.document import read
from extractors.reading.model import Document, Kind
from tests.reading.paper import (
    A4,
    BODY,
    BOLD,
    CAPTION,
    GRID,
    HEADING,
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

FIRST = "The first column tells how the year began, with long queues at the counter and few people to answer them."
SECOND = "The second column tells how it ended, after more people had been taken on and a new number was published."


def two_columns(path: Path, *parts: Paragraph) -> Document:
    width = (A4[0] - 120) / 2
    frames = [Frame(50, 60, width, 700), Frame(70 + width, 60, width, 700)]
    paper = BaseDocTemplate(str(path), pagesize=A4)
    paper.addPageTemplates(PageTemplate(frames=frames))
    paper.build(list(parts))
    return read(path)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    parts = [Paragraph("Beginning", HEADING), *[Paragraph(FIRST * 3, BODY)] * 9, *[Paragraph(SECOND * 3, BODY)] * 7]
    found = texts(two_columns(tmp_path / "a.pdf", *parts), Kind.PARAGRAPH)
    assert found == [FIRST * 3] * 9 + [SECOND * 3] * 7


def test_table_in_one_of_two_columns(tmp_path: Path) -> None:
    rows = [["Stage", "2022/23", "2023/24"], ["Stage 1", "120", "131"], ["Stage 2", "12", "14"]]
    before = [Paragraph(FIRST * times, BODY) for times in (3, 2, 4, 3, 4, 3)]
    after = [Paragraph(SECOND * times, BODY) for times in (2, 4, 3, 3, 4, 2, 3)]
    parts = [*before, table(rows, *BOLD, *RIGHT), *after]
    document = two_columns(tmp_path / "a.pdf", *parts)
    assert shown(only_table(document)) == rows
    assert document.blocks[6].kind is Kind.TABLE


@pytest.mark.parametrize("style", [GRID + BOLD, BOLD], ids=["ruled", "bare"])
def test_tables_side_by_side_keep_their_captions(tmp_path: Path, style: list[tuple[object, ...]]) -> None:
    def small(number: str) -> object:
        return table([["Stage", "Number"], ["Stage 1", number], ["Total", "99"]], *style)

    captions = [Paragraph("Table 1: First year", CAPTION), Paragraph("Table 2: Second year", CAPTION)]
    beside = table([captions, [small("31"), small("42")]], colWidths=[230, 230])
    document = story(tmp_path / "a.pdf", prose(2), beside, prose())
    assert [block.kind for block in document.blocks] == [
        Kind.PARAGRAPH, Kind.CAPTION, Kind.TABLE, Kind.CAPTION, Kind.TABLE, Kind.PARAGRAPH,
    ]  # fmt: skip
    assert [shown(grid)[1] for grid in tables(document)] == [["Stage 1", "31"], ["Stage 1", "42"]]
    assert texts(document, Kind.CAPTION) == ["Table 1: First year", "Table 2: Second year"]


def test_text_beside_a_table(tmp_path: Path) -> None:
    rows = [["Outcome", "Number"], ["Upheld", "45"], ["Not upheld", "55"]]
    beside = table([[Paragraph(FIRST * 2, BODY), table(rows, *GRID, *BOLD)]], colWidths=[260, 180])
    document = story(tmp_path / "a.pdf", prose(2), beside, prose())
    assert shown(only_table(document)) == rows
    assert FIRST * 2 in texts(document, Kind.PARAGRAPH)


def test_texts_under_headings_side_by_side_are_no_table(tmp_path: Path) -> None:
    cards = table(
        [["Schools", "Homes"], [Paragraph(FIRST * 2, BODY), Paragraph(SECOND, BODY)]], *BOLD, colWidths=[220, 220]
    )
    document = story(tmp_path / "a.pdf", Paragraph("Bulletin", HEADING), prose(2), cards, prose())
    assert tables(document) == []
    found = [(block.kind, block.text.string) for block in document.blocks[2:6]]
    assert found == [
        (Kind.HEADING, "Schools"),
        (Kind.PARAGRAPH, FIRST * 2),
        (Kind.HEADING, "Homes"),
        (Kind.PARAGRAPH, SECOND),
    ]


def _filled(sheet: Sheet, x: float, top: float, lines: int) -> float:
    for line in range(lines):
        sheet.text(x, top + 12 * line, ("The queue grew in spring and", "then fell back again as staff")[line % 2])
    return top + 12 * lines


def _rows(sheet: Sheet, x: float, top: float) -> float:
    for index, (label, figure) in enumerate((("Planning", "14"), ("Waste", "24"), ("Housing", "31"), ("Roads", "9"))):
        sheet.text(x, top + 11 * index, label, size=9)
        sheet.text(x + 140, top + 11 * index, figure, size=9, align="right")
    return top + 44


WORDS = [["Planning", "14"], ["Waste", "24"], ["Housing", "31"], ["Roads", "9"]]


def test_table_without_rules_beside_text(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    _filled(sheet, 72, 100, 8)
    _rows(sheet, 320, 116)
    document = sheet.read()
    assert shown(only_table(document)) == WORDS
    assert texts(document, Kind.PARAGRAPH)[0].startswith("The queue grew in spring and then fell")


def test_tables_without_rules_in_both_columns_of_a_page(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    foot = _rows(sheet, 72, _filled(sheet, 72, 100, 8) + 14)
    _filled(sheet, 72, foot + 14, 20)
    foot = _rows(sheet, 320, _filled(sheet, 320, 100, 19) + 14)
    _filled(sheet, 320, foot + 14, 8)
    assert [shown(grid) for grid in tables(sheet.read())] == [WORDS, WORDS]


def test_table_below_two_tables_side_by_side_stays_whole(tmp_path: Path) -> None:
    left = table([["Received by", "No."], ["Website", "290"], ["Email", "120"], ["Total", "410"]], *GRID)
    right = table([["Reason", "No."], ["Delay", "230"], ["Staff attitude", "180"], ["Total", "410"]], *GRID)
    below = [["Stage", "Year", "Received", "Upheld", "% upheld", "Days"]]
    below += [["Stage 1", f"20{y}/{y + 1}", "412", "160", "40", "8.1"] for y in (20, 21, 22)]
    below += [["Stage 2", f"20{y}/{y + 1}", "41", "16", "41", "16.9"] for y in (20, 21, 22)]
    widths = [60, 60, 70, 60, 60, 80]
    sheets = story(
        tmp_path / "a.pdf",
        prose(),
        table([[left, right]], colWidths=[200, 200], hAlign="LEFT"),
        table(below, ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black), colWidths=widths, hAlign="LEFT"),
    )
    assert [len(grid) for grid in (shown(found)[0] for found in tables(sheets))] == [2, 2, 6]
