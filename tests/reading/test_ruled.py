"""Ruled tables: grids, merged cells, fills for borders, rules that are missing."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors

from extractors.reading.model import Kind
from tests.reading.paper import BOLD, GRID, RIGHT, Sheet, only_table, prose, shown, story, table, texts

PLAIN = [
    ["Service", "Received", "Upheld", "In time"],
    ["Housing repairs and\nmaintenance", "1,204", "455", "81%"],
    ["Planning", "60", "12", "94.5%"],
    ["Waste", "312", "101", "-"],
    ["Total", "1,576", "568", "85%"],
]
READ = [[cell.replace("\n", " ") for cell in row] for row in PLAIN]


def test_full_grid(tmp_path: Path) -> None:
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(PLAIN, *GRID, *RIGHT), prose()))
    assert shown(grid) == READ
    assert grid.header_rows == 1
    assert grid.ruled


def test_cells_merged_across_and_down(tmp_path: Path) -> None:
    rows = [
        ["Stage", "Measure", "2023/24", ""],
        ["", "", "Number", "%"],
        ["Stage 1", "Upheld", "40", "31%"],
        ["", "Not upheld", "89", "69%"],
        ["Stage 2", "Upheld", "3", "25%"],
        ["", "Not upheld", "9", "75%"],
    ]
    spans = [("SPAN", *span) for span in (((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (3, 0)))]
    spans += [("SPAN", (0, 2), (0, 3)), ("SPAN", (0, 4), (0, 5)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *GRID, *spans, *BOLD), prose()))
    assert shown(grid) == [
        ["Stage", "Measure", "2023/24", "^"],
        ["^", "^", "Number", "%"],
        ["Stage 1", "Upheld", "40", "31%"],
        ["^", "Not upheld", "89", "69%"],
        ["Stage 2", "Upheld", "3", "25%"],
        ["^", "Not upheld", "9", "75%"],
    ]
    assert grid.header_rows == 2
    assert grid.at(0, 3).colspan == 2  # type: ignore[union-attr]


def test_three_storeys_of_headings(tmp_path: Path) -> None:
    rows = [
        ["", "2022/23", "", "2023/24", ""],
        ["", "Stage 1", "Stage 2", "Stage 1", "Stage 2"],
        ["Service", "Number", "Number", "Number", "Number"],
        ["Housing", "120", "12", "131", "14"],
        ["Planning", "60", "8", "66", "9"],
    ]
    spans = [("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("FONTNAME", (0, 0), (-1, 2), "Helvetica-Bold")]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *GRID, *spans), prose()))
    assert shown(grid)[0] == ["", "2022/23", "^", "2023/24", "^"]
    assert shown(grid)[3:] == rows[3:]
    assert grid.header_rows == 3


def test_rows_that_fills_tell_apart(tmp_path: Path) -> None:
    stripes = [
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#003366")),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.HexColor("#dddddd"), colors.white]),
    ]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(PLAIN, *stripes, *RIGHT), prose()))
    assert shown(grid) == READ
    assert grid.header_rows == 1


def test_numbered_heading_between_two_tables_is_no_row(tmp_path: Path) -> None:
    fill = [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#d9d9d9"))]
    sheets = [[["Team", "2022-23", "2023-24"], ["Stage 1", f"{n}1", f"{n}2"]] for n in (3, 4)]
    first, second = (table(rows, *GRID, *fill, colWidths=[150, 150, 150]) for rows in sheets)
    heading = table([["4.2", "Complaints about schools"]], colWidths=[30, 420])
    document = story(tmp_path / "a.pdf", first, heading, second)
    assert [shown(block.table) for block in document.blocks if block.table] == sheets


def test_cells_that_white_lines_part(tmp_path: Path) -> None:
    white = [("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#ccd5e0")), ("GRID", (0, 0), (-1, -1), 1, colors.white)]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(PLAIN, *white, *BOLD, *RIGHT), prose()))
    assert shown(grid) == READ


def test_only_columns_are_ruled(tmp_path: Path) -> None:
    upright = [("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(PLAIN, *upright, *BOLD, *RIGHT), prose()))
    assert shown(grid) == READ


def test_several_lines_of_one_cell_stay_together(tmp_path: Path) -> None:
    rows = [
        ["Stage", "Closed", "Outcome"],
        ["Stage 1", "307", "Upheld: 190\nPartly upheld: 40\nNot upheld: 77"],
        ["Stage 2", "28", "Upheld: 15\nPartly upheld: 4\nNot upheld: 9"],
    ]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *GRID, *BOLD), prose()))
    assert shown(grid)[1] == ["Stage 1", "307", "Upheld: 190 Partly upheld: 40 Not upheld: 77"]
    assert grid.rows == 3


def test_rows_set_as_lines_of_one_band_of_which_one_has_a_target(tmp_path: Path) -> None:
    rows = [
        ["Measure", "2022/23", "2023/24", "Target"],
        ["Replies in time\nShare in time\nAverage days", "49\n61%\n26", "61\n69%\n22", "\n85%\n"],
    ]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *GRID, *BOLD), prose()))
    assert shown(grid)[1:] == [
        ["Replies in time", "49", "61", ""],
        ["Share in time", "61%", "69%", "85%"],
        ["Average days", "26", "22", ""],
    ]


def test_box_around_a_text_is_a_paragraph(tmp_path: Path) -> None:
    document = story(
        tmp_path / "a.pdf", prose(), table([["In short, 45 of the complaints were upheld."]], *GRID), prose()
    )
    assert not [block for block in document.blocks if block.table]
    assert "In short, 45 of the complaints were upheld." in texts(document, Kind.PARAGRAPH)


def test_headings_set_sideways(tmp_path: Path) -> None:
    from tests.reading.paper import Sheet

    sheet = Sheet(tmp_path / "a.pdf")
    for x in (60, 160, 200, 240):
        sheet.line(x, 100, x, 230)
    for top in (100, 190, 210, 230):
        sheet.line(60, top, 240, top)
    sheet.text(64, 185, "Team")
    for x, name in ((185, "Quarter 1"), (225, "Quarter 2")):
        sheet.canvas.saveState()
        sheet.canvas.translate(x, 842 - 186)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, name)
        sheet.canvas.restoreState()
    for top, row in ((205, ("Revenues", "12", "14")), (225, ("Benefits", "3", "5"))):
        for x, words in zip((64, 170, 210), row, strict=True):
            sheet.text(x, top, words)
    assert shown(only_table(sheet.read())) == [
        ["Team", "Quarter 1", "Quarter 2"],
        ["Revenues", "12", "14"],
        ["Benefits", "3", "5"],
    ]


def test_storeys_of_headings_that_no_rule_parts(tmp_path: Path) -> None:
    rows = [
        ["", "Stage 1", "", "Stage 2", ""],
        ["Outcome", "No.", "%", "No.", "%"],
        ["Upheld", "30", "75%", "4", "40%"],
        ["Not upheld", "10", "25%", "6", "60%"],
    ]
    style = [
        ("BOX", (0, 0), (-1, -1), 1, colors.black), ("LINEBELOW", (0, 1), (-1, 1), 1, colors.black),
        ("INNERGRID", (0, 2), (-1, -1), 0.5, colors.grey), ("FONTNAME", (0, 0), (-1, 1), "Helvetica-Bold"),
        ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("ALIGN", (1, 0), (-1, -1), "CENTRE"),
    ]  # fmt: skip
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *style, colWidths=[100] + [60] * 4), prose()))
    assert shown(grid) == [
        ["Outcome", "Stage 1", "^", "Stage 2", "^"],
        ["^", "No.", "%", "No.", "%"],
        *rows[2:],
    ]
    assert grid.header_rows == 2


def test_rules_between_headings_only_frame_no_rows(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for top in (90, 108, 190):
        sheet.line(72, top, 480)
    for x in (250, 350):
        sheet.line(x, 90, x, 108)
    for row, cells in enumerate(
        (("Service", "2023", "2024"), ("Planning", "14", "15"), ("Waste", "24", "25"), ("All", "38", "40"))
    ):
        for x, text in zip((76, 320, 440), cells, strict=True):
            sheet.text(x, 102 + (14 if row else 0) + 12 * row, text, align="right" if x > 76 else "left")
    assert shown(only_table(sheet.read())) == [
        ["Service", "2023", "2024"],
        ["Planning", "14", "15"],
        ["Waste", "24", "25"],
        ["All", "38", "40"],
    ]


def test_rules_that_are_typed_are_rules(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for row, cells in enumerate(
        (("Service", "2023"), ("-" * 80, ""), ("Planning", "14"), ("Waste", "24"), ("_" * 60, ""))
    ):
        sheet.text(72, 100 + 12 * row, cells[0])
        sheet.text(330, 100 + 12 * row, cells[1], align="right")
    assert shown(only_table(sheet.read())) == [["Service", "2023"], ["Planning", "14"], ["Waste", "24"]]


def test_heading_centred_over_the_middle_of_its_columns_without_upright_rules(tmp_path: Path) -> None:
    rows = [
        ["", "Stage 1", "", "", "Stage 2"],
        ["Service", "Received", "In time", "% in time", "Received"],
        ["Parks", "40", "30", "75%", "5"],
        ["Libraries", "20", "15", "75%", "2"],
    ]
    style = [
        ("BOX", (0, 0), (-1, -1), 1, colors.black), ("LINEBELOW", (0, 1), (-1, 1), 1, colors.black),
        ("INNERGRID", (0, 2), (-1, -1), 0.5, colors.grey), ("SPAN", (1, 0), (3, 0)),
        ("ALIGN", (1, 0), (-1, -1), "CENTRE"),
    ]  # fmt: skip
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *style, colWidths=[100] + [70] * 4), prose()))
    assert shown(grid) == [
        ["Service", "Stage 1", "^", "^", "Stage 2"],
        ["^", "Received", "In time", "% in time", "Received"],
        *rows[2:],
    ]


def test_headings_wider_than_the_figures_of_columns_without_rules(tmp_path: Path) -> None:
    rows = [
        ["Directorate", "Stage 1", "", "", "Stage 2", "", ""],
        ["", "Met", "Missed", "of which\nextended", "Met", "Missed", "of which\nextended"],
        ["Environmental services", "97", "18", "9", "6", "2", "1"],
        ["Leisure", "58", "7", "4", "4", "1", "0"],
        ["Growth", "21", "12", "6", "3", "2", "2"],
    ]
    style = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (3, 0)), ("SPAN", (4, 0), (6, 0))]
    style += [("ALIGN", (1, 0), (-1, 0), "CENTER"), ("ALIGN", (1, 1), (-1, -1), "RIGHT")]
    style += [("BOX", (0, 0), (-1, -1), 0.8, colors.black), ("LINEBELOW", (0, 1), (-1, 1), 0.8, colors.black)]
    style += [("LINEBEFORE", (1, 0), (1, -1), 0.8, colors.black), ("LINEBEFORE", (4, 0), (4, -1), 0.8, colors.black)]
    style += [("LINEBELOW", (1, 0), (-1, 0), 0.8, colors.black)]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *style), prose()))
    assert shown(grid)[1] == ["^", "Met", "Missed", "of which extended", "Met", "Missed", "of which extended"]
