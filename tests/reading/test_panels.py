"""Panels: boxes side by side that are read one after the other."""

from __future__ import annotations

from pathlib import Path

from extractors.reading.model import Kind
from tests.reading.paper import Sheet, only_table, shown, tables, texts


def test_boxes_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(50, 70, "What we were told", size=20, bold=True)
    sheet.bar(50, 100, 245, 150, "#e0f0f0")
    sheet.bar(295, 100, 245, 150, "#f0e0e0")
    sheet.text(56, 118, "Our tenants", size=14, bold=True)
    sheet.text(56, 136, "Of all the cases on the page before")
    sheet.text(56, 148, "these came from the homes we let:")
    for top, cells in ((170, ("", "2022", "2023")), (186, ("Stage 1", "31", "44")), (202, ("Stage 2", "7", "9"))):
        for x, words in zip((60, 180, 240), cells, strict=True):
            sheet.text(x, top, words, bold=top == 170)
    sheet.text(301, 118, "Social care", size=14, bold=True)
    sheet.text(301, 140, "21 complaints came in.")
    sheet.text(301, 165, "14 were answered on time.")
    sheet.text(301, 190, "5 were upheld.")
    sheet.text(301, 202, "3 were partly upheld.")
    for top in (300, 312, 324):
        sheet.text(50, top, "Below the boxes the report goes on as it began, in lines that run over the whole page.")
    document = sheet.read()
    assert texts(document, Kind.HEADING) == ["Our tenants", "Social care"]
    assert shown(only_table(document)) == [["", "2022", "2023"], ["Stage 1", "31", "44"], ["Stage 2", "7", "9"]]
    kinds = [block.kind for block in document.blocks]
    assert kinds[1:5] == [Kind.HEADING, Kind.PARAGRAPH, Kind.TABLE, Kind.HEADING]


def test_coloured_columns_of_a_table_are_no_panels(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.bar(50, 100, 245, 130, "#e0f0f0")
    sheet.bar(295, 100, 245, 130, "#f0e0e0")
    rows = [("Service", "Received"), ("Waste", "31"), ("Housing repairs", "44"), ("Parking", "7"), ("Libraries", "9")]
    for row, (label, value) in enumerate(rows):
        sheet.text(60, 118 + 20 * row, label, bold=row == 0)
        sheet.text(400, 118 + 20 * row, value, bold=row == 0)
    assert [grid.rows for grid in tables(sheet.read())] == [5]
