"""Borderless tables: columns by white space, with few rules or none; prose and contents are no tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle

from extractors.reading.model import Kind
from tests.reading.paper import (
    BODY,
    BOLD,
    CAPTION,
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

BLACK = colors.black
PLAIN = [
    ["Service", "Received", "Upheld", "In time"],
    ["Housing repairs and\nmaintenance", "1,204", "455", "81%"],
    ["Planning", "60", "12", "94.5%"],
    ["Waste", "312", "101", "n/a"],
    ["Total", "1,576", "568", "85%"],
]
READ = [[cell.replace("\n", " ") for cell in row] for row in PLAIN]


@pytest.mark.parametrize(
    "style",
    [
        [],
        BOLD,
        [*BOLD, ("LINEBELOW", (0, 0), (-1, 0), 1, BLACK)],
        [("LINEBELOW", (0, 0), (-1, 0), 1, BLACK), ("LINEBELOW", (0, -1), (-1, -1), 1, BLACK)],
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, BLACK)],
        [("BOX", (0, 0), (-1, -1), 0.5, BLACK), *BOLD],
        [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#bbccdd"))],
    ],
    ids=["nothing", "bold", "bold and rule", "two rules", "rule under each row", "box", "filled heading"],
)
def test_grid_comes_out_whatever_is_drawn(tmp_path: Path, style: list[Any]) -> None:
    caption = Paragraph("Table 2: Complaints by service", CAPTION)
    document = story(tmp_path / "a.pdf", prose(), caption, table(PLAIN, *RIGHT, *style), prose())
    grid = only_table(document)
    assert shown(grid) == READ
    assert grid.header_rows == 1
    assert not grid.ruled
    assert texts(document, Kind.CAPTION) == ["Table 2: Complaints by service"]
    assert len(texts(document, Kind.PARAGRAPH)) == 2


def test_one_row(tmp_path: Path) -> None:
    grid = only_table(
        story(tmp_path / "a.pdf", prose(), table([["Received", "Upheld"], ["120", "45"]], *BOLD), prose())
    )
    assert shown(grid) == [["Received", "Upheld"], ["120", "45"]]
    assert grid.header_rows == 1


def test_labels_and_values_without_a_heading(tmp_path: Path) -> None:
    rows = [["Complaints received", "1,204"], ["Complaints upheld", "455"], ["Average days", "12.5"]]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows), prose()))
    assert shown(grid) == rows
    assert grid.header_rows == 0


def test_years_head_columns(tmp_path: Path) -> None:
    rows = [["", "2021/22", "2022-23", "2024"], ["Received", "61", "68", "75"], ["Upheld", "31", "27", "25"]]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *RIGHT), prose()))
    assert shown(grid) == rows
    assert grid.header_rows == 1


def test_texts_in_two_columns(tmp_path: Path) -> None:
    rows = [
        ["You said", "We did"],
        [Paragraph("The bin was missed three weeks running and nobody rang back."), Paragraph("We changed the round.")],
        [Paragraph("Letters were hard to read."), Paragraph("We rewrote twelve letters with a panel of residents.")],
        [Paragraph("Nobody answered."), Paragraph("Two more staff, and a line for those who cannot hear well.")],
    ]
    document = story(
        tmp_path / "a.pdf", prose(), table(rows, *BOLD, ("VALIGN", (0, 0), (-1, -1), "TOP"), colWidths=[180, 180])
    )
    assert shown(only_table(document)) == [
        ["You said", "We did"],
        ["The bin was missed three weeks running and nobody rang back.", "We changed the round."],
        ["Letters were hard to read.", "We rewrote twelve letters with a panel of residents."],
        ["Nobody answered.", "Two more staff, and a line for those who cannot hear well."],
    ]


def test_tables_under_each_other_stay_apart(tmp_path: Path) -> None:
    first, second = [["Stage", "2022/23"], ["One", "12"]], [["Stage", "2023/24"], ["One", "15"]]
    parts = [Paragraph("Table 1: Before", CAPTION), table(first, *BOLD), Paragraph("Table 2: After", CAPTION)]
    document = story(tmp_path / "a.pdf", prose(), *parts, table(second, *BOLD), prose())
    assert [shown(grid) for grid in tables(document)] == [first, second]


def test_contents_are_no_table(tmp_path: Path) -> None:
    rows = [
        ["1.", "Introduction", "3"],
        ["2.", "What we received", "4"],
        ["3.", "Learning", "9"],
        ["4.", "Notes", "12"],
    ]
    document = story(tmp_path / "a.pdf", Paragraph("Contents", HEADING), table(rows), prose())
    assert tables(document) == []
    assert texts(document, Kind.HEADING) == []


def test_numbered_and_bulleted_lists_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for step, words in enumerate(
        ("We will ring back 12 people", "We will write to 40 people", "We will visit 3 homes")
    ):
        sheet.text(60, 100 + 16 * step, f"{step + 1}.")
        sheet.text(90, 100 + 16 * step, words)
        sheet.text(60, 200 + 16 * step, "•")
        sheet.text(90, 200 + 16 * step, words)
    document = sheet.read()
    assert tables(document) == []
    assert len(texts(document, Kind.BULLET)) == 6


def _columns(sheet: Sheet, top: float, label: str, *figures: str, bold: bool = False) -> None:
    """A row: a label at the left, figures that end at 320, 420 and 520."""
    sheet.text(72, top, label, bold=bold)
    for index, figure in enumerate(figures):
        sheet.text(320 + 100 * index, top, figure, bold=bold, align="right")


def test_name_set_across_the_columns_parts_the_rows(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    _columns(sheet, 100, "Service", "2022", "2023", "2024")
    _columns(sheet, 116, "Planning", "14", "15", "16")
    _columns(sheet, 129, "Waste", "24", "25", "26")
    sheet.text(370, 148, "Answered in the time allowed", align="centre")
    _columns(sheet, 167, "Planning", "4", "5", "6")
    _columns(sheet, 180, "Waste", "7", "8", "9")
    assert shown(only_table(sheet.read()))[2:5] == [
        ["Waste", "24", "25", "26"],
        ["", "Answered in the time allowed", "^", ""],
        ["Planning", "4", "5", "6"],
    ]


def test_heading_of_the_next_table_parts_no_rows(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    _columns(sheet, 100, "Service", "2022", "2023", "2024", bold=True)
    _columns(sheet, 116, "Planning", "14", "15", "16")
    _columns(sheet, 129, "Waste", "24", "25", "26")
    sheet.text(72, 152, "Answered within the time that our policy allows", bold=True)
    _columns(sheet, 170, "", "Stage 1", "Stage 2", "Both", bold=True)
    _columns(sheet, 186, "Planning", "4", "5", "6")
    _columns(sheet, 199, "Waste", "7", "8", "9")
    assert [grid.rows for grid in tables(sheet.read())] == [3, 3]


def test_heading_of_six_lines_over_the_name_of_rows(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for index, word in enumerate(("Share", "of those", "that were", "answered", "in the", "time")):
        sheet.text(420, 100 + 12 * index, word, align="right")
    sheet.text(72, 160, "Service")
    sheet.text(320, 160, "Received", align="right")
    sheet.text(72, 178, "Environment")
    _columns(sheet, 191, "Planning", "14", "50%")
    _columns(sheet, 204, "Waste and street cleansing", "24", "75%")
    assert shown(only_table(sheet.read())) == [
        ["Service", "Received", "Share of those that were answered in the time"],
        ["Environment", "", ""],
        ["Planning", "14", "50%"],
        ["Waste and street cleansing", "24", "75%"],
    ]


def test_currency_at_the_left_of_a_column_belongs_to_its_figure(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    _columns(sheet, 100, "Service", "Paid", "Cases", "Refused")
    _columns(sheet, 116, "Planning", "1,200", "4", "(NA)")
    _columns(sheet, 129, "Waste", "350", "2", "1")
    sheet.text(270, 116, "£")
    assert shown(only_table(sheet.read()))[1] == ["Planning", "£ 1,200", "4", "(NA)"]


def test_footnotes_under_a_table_are_no_rows(tmp_path: Path) -> None:
    note = ParagraphStyle("note", parent=BODY, fontSize=6.5)
    text = "<super>1</super> The depot moved in May; vans made 4 million calls. <super>2</super> Car parks only."
    rows = [["Service", "Received", "Upheld"], ["Waste", "98", "41"], ["Parking", "61", "22"], ["Other", "8", "1"]]
    document = story(tmp_path / "a.pdf", prose(), table(rows, *BOLD), Paragraph(text, note), prose())
    assert shown(only_table(document)) == rows
    assert len(texts(document, Kind.FOOTNOTE)) == 1


def test_labels_half_way_down_their_rows_are_a_column(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(150, 100, "Measure", bold=True)
    for x, year in ((320, "2023"), (420, "2024")):
        sheet.text(x, 100, year, bold=True, align="right")
    rows = [("Received", "14", "15"), ("Upheld", "4", "5"), ("Received", "24", "25"), ("Upheld", "6", "7")]
    for index, (label, *figures) in enumerate(rows):
        sheet.text(150, 116 + 15 * index, label)
        for column, figure in enumerate(figures):
            sheet.text(320 + 100 * column, 116 + 15 * index, figure, align="right")
    for index, stage in enumerate(("Stage 1", "Stage 2")):
        sheet.text(72, 123.5 + 30 * index, stage)
    assert shown(only_table(sheet.read()))[1:] == [
        ["Stage 1", "Received", "14", "15"],
        ["^", "Upheld", "4", "5"],
        ["Stage 2", "Received", "24", "25"],
        ["^", "Upheld", "6", "7"],
    ]


def test_second_column_of_labels_is_parted_though_one_label_closes_the_gutter(tmp_path: Path) -> None:
    rows = [
        ("Housing", "Received", "48"),
        ("", "Upheld", "20"),
        ("Planning", "Received", "31"),
        ("", "Upheld", "9"),
        ("Environmental health", "Received", "17"),
        ("", "Upheld", "6"),
        ("Waste", "Received", "64"),
        ("", "Upheld", "33"),
    ]
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(72, 100, "Complaints by service and outcome", size=10)
    sheet.text(160, 124, "Measure", size=9, bold=True)
    sheet.text(300, 124, "Number", size=9, bold=True)
    for index, (service, measure, number) in enumerate(rows):
        sheet.text(72, 138 + 12 * index, service, size=9)
        sheet.text(160, 138 + 12 * index, measure, size=9)
        sheet.text(300, 138 + 12 * index, number, size=9)
    body = shown(only_table(sheet.read()))[-8:]
    assert [row[1] for row in body] == [measure for _, measure, _ in rows]
    assert body[4] == ["Environmental health", "Received", "17"]
