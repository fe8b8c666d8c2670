"""Rows: labels that wrap, labels of groups of rows, figures printed between rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors

from extractors.reading.rows import shared_rows
from tests.reading.paper import BOLD, Sheet, only_table, prose, shown, story, table

GROUPED = [
    ["Stage", "Measure", "2022/23", "2023/24"],
    ["Stage 1", "Received", "100", "120"],
    ["", "Upheld", "40", "44"],
    ["", "In time", "80%", "85%"],
    ["Stage 2", "Received", "10", "14"],
    ["", "Upheld", "3", "5"],
    ["Ombudsman", "Decided", "4", "2"],
]
READ = [
    ["Stage", "Measure", "2022/23", "2023/24"],
    ["Stage 1", "Received", "100", "120"],
    ["^", "Upheld", "40", "44"],
    ["^", "In time", "80%", "85%"],
    ["Stage 2", "Received", "10", "14"],
    ["^", "Upheld", "3", "5"],
    ["Ombudsman", "Decided", "4", "2"],
]


@pytest.mark.parametrize("height", ["TOP", "MIDDLE"])
@pytest.mark.parametrize("ruled", [False, True], ids=["bare", "rules"])
def test_labels_of_groups_reach_over_their_rows(tmp_path: Path, height: str, ruled: bool) -> None:
    style = [("SPAN", (0, 1), (0, 3)), ("SPAN", (0, 4), (0, 5)), ("VALIGN", (0, 0), (0, -1), height), *BOLD]
    if ruled:
        style += [("LINEBELOW", (0, row), (-1, row), 0.5, colors.black) for row in (0, 3, 5)]
        style += [("LINEBELOW", (1, 1), (-1, -1), 0.25, colors.grey)]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(GROUPED, *style), prose()))
    assert shown(grid) == READ
    assert grid.header_rows == 1


def test_labels_that_wrap_under_their_figures(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for x, head in ((60, "Type of case"), (300, "Number"), (380, "Share")):
        sheet.text(x, 100, head, bold=True)
    lines = [
        ("Complaints answered through the", "62", "41%"),
        ("statutory procedure", "", ""),
        ("Concerns settled at once", "18", "12%"),
        ("Requests turned down, or passed to", "9", "6%"),
        ("another council", "", ""),
    ]
    tops = [120, 132, 150, 168, 180]
    for top, row in zip(tops, lines, strict=True):
        for x, words in zip((60, 300, 380), row, strict=True):
            sheet.text(x, top, words)
    assert shown(only_table(sheet.read())) == [
        ["Type of case", "Number", "Share"],
        ["Complaints answered through the statutory procedure", "62", "41%"],
        ["Concerns settled at once", "18", "12%"],
        ["Requests turned down, or passed to another council", "9", "6%"],
    ]


def test_figure_between_two_rows_belongs_to_both(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for x, head in ((60, "Stage"), (220, "Limit"), (320, "Answered"), (420, "In time")):
        sheet.text(x, 100, head, bold=True)
    for top, row in ((130, ("Stage 1", "10 days", "54%")), (160, ("Stage 1", "20 days", "76%"))):
        for x, words in zip((60, 220, 420), row, strict=True):
            sheet.text(x, top, words)
    sheet.text(320, 145, "37")
    for x, words in zip((60, 220, 320, 420), ("Stage 2", "25 days", "4", "25%"), strict=True):
        sheet.text(x, 190, words)
    grid = only_table(sheet.read())
    assert shown(grid) == [
        ["Stage", "Limit", "Answered", "In time"],
        ["Stage 1", "10 days", "37", "54%"],
        ["Stage 1", "20 days", "^", "76%"],
        ["Stage 2", "25 days", "4", "25%"],
    ]


def test_rows_are_shared_out_by_the_middles_of_labels() -> None:
    rows = [(100.0 + 20 * i, 110.0 + 20 * i) for i in range(6)]
    assert shared_rows([115.0, 165.0, 205.0], rows) == [(0, 2), (2, 5), (5, 6)]


def test_label_that_had_room_for_the_next_word_is_a_row_of_its_own(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for x, head in ((72, "Service"), (320, "2023"), (420, "2024")):
        sheet.text(x, 100, head, align="right" if x > 72 else "left")
    rows = [
        ("Adults", "", ""),
        ("Planning", "14", "15"),
        ("Homes for people who need", "", ""),
        ("care", "24", "25"),
        ("Fees:", "", ""),
        ("parking", "4", "5"),
    ]
    for index, (label, *figures) in enumerate(rows):
        sheet.text(72, 114 + 11.5 * index, label)
        for column, figure in enumerate(figures):
            sheet.text(320 + 100 * column, 114 + 11.5 * index, figure, align="right")
    assert shown(only_table(sheet.read()))[1:] == [
        ["Adults", "", ""],
        ["Planning", "14", "15"],
        ["Homes for people who need care", "24", "25"],
        ["Fees:", "", ""],
        ["parking", "4", "5"],
    ]


def _sheet(path: Path, rows: Sequence[tuple[float, str, tuple[str, ...]]], bold: tuple[int, ...] = ()) -> Sheet:
    """Rows from (indent, label, figures), a row of labels alone where there are no figures."""
    sheet = Sheet(path)
    for x, head in ((60, "Complaints about"), (300, "Received"), (380, "Upheld")):
        sheet.text(x, 100, head, bold=True)
    for index, (indent, label, figures) in enumerate(rows):
        sheet.text(60 + indent, 116 + 12 * index, label, bold=index in bold)
        for x, figure in zip((300, 380), figures, strict=False):
            sheet.text(x, 116 + 12 * index, figure)
    return sheet


def test_label_over_indented_ages_is_a_row_of_its_own(tmp_path: Path) -> None:
    rows = [
        (0, "Age", ()),
        (9, "18 to 64", ("40", "11")),
        (9, "65 and over", ("72", "30")),
        (0, "Not known", ("5", "1")),
    ]
    assert [row[0] for row in shown(only_table(_sheet(tmp_path / "a.pdf", rows).read()))[1:]] == [
        row[1] for row in rows
    ]


def test_bold_label_does_not_run_into_the_light_one_below(tmp_path: Path) -> None:
    rows = [
        (0, "Homes and estates, all wards", ()),
        (0, "Repairs to the inside of flats", ("40", "11")),
        (0, "Lifts", ("12", "3")),
    ]
    grid = only_table(_sheet(tmp_path / "a.pdf", rows, bold=(0,)).read())
    assert [row[0] for row in shown(grid)[1:]] == [row[1] for row in rows]


def test_dash_in_a_table_of_texts_is_no_row_of_figures(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [
        ("Service", "What was learnt", "Done by"),
        ("Parking", "Signs at two car parks are", "March"),
        ("", "to be made larger", ""),
        ("Libraries", "Staff rota reviewed", "June"),
        ("Theatres", "Refunds are now paid to", "August"),
        ("", "the card that was used,", ""),
        ("", "within a week", ""),
        ("Museums", "None", "—"),
    ]
    tops = [100, 114, 125, 141, 157, 168, 179, 195]
    for top, row in zip(tops, rows, strict=True):
        for x, words in zip((60, 170, 360), row, strict=True):
            sheet.text(x, top, words, bold=top == 100)
    assert shown(only_table(sheet.read())) == [
        ["Service", "What was learnt", "Done by"],
        ["Parking", "Signs at two car parks are to be made larger", "March"],
        ["Libraries", "Staff rota reviewed", "June"],
        ["Theatres", "Refunds are now paid to the card that was used, within a week", "August"],
        ["Museums", "None", "—"],
    ]


def test_figure_half_way_down_a_label_of_two_lines(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    lines = [(116, "Replied to within", ""), (122, "", "372"), (128, "5 days", ""), (146, "Out of time", "123")]
    sheet.text(300, 100, "No.", bold=True)
    for top, label, figure in lines:
        sheet.text(60, top, label)
        sheet.text(300, top, figure)
    assert shown(only_table(sheet.read())) == [
        ["", "No."],
        ["Replied to within 5 days", "372"],
        ["Out of time", "123"],
    ]


def test_rules_keep_lines_of_texts_between_them_in_one_table(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for x, head in ((60, "Year"), (160, "Answered"), (260, "Outcome")):
        sheet.text(x, 100, head, bold=True)
    years = [
        ("2021/22", "58", ("Fully upheld:", "12", "Not upheld: 46")),
        ("2022/23", "61", ("Fully upheld: 9", "Not", "upheld: 52")),
    ]
    for index, (year, answered, outcomes) in enumerate(years):
        top = 116 + 50 * index
        sheet.line(55, top - 12, 380)
        sheet.text(60, top + 12, year)
        sheet.text(160, top + 12, answered)
        for line, words in enumerate(outcomes):
            sheet.text(260, top + 12 * line, words)
    sheet.line(55, 204, 380)
    assert shown(only_table(sheet.read())) == [
        ["Year", "Answered", "Outcome"],
        ["2021/22", "58", "Fully upheld: 12 Not upheld: 46"],
        ["2022/23", "61", "Fully upheld: 9 Not upheld: 52"],
    ]
