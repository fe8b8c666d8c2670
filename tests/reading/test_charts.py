"""Charts: bars and their labels are one block and leak into no other."""

from __future__ import annotations

from pathlib import Path

from extractors.reading.model import Kind
from tests.reading.paper import GRID, Sheet, blocks, prose, story, table, tables, texts


def test_bars_with_axis_and_labels(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 100, "Figure 1: Complaints received each year", bold=True)
    for x, height, year, value in ((100, 80, "2021-22", "44"), (180, 120, "2022-23", "62"), (260, 60, "2023-24", "31")):
        sheet.bar(x, 300 - height, 40, height)
        sheet.text(x + 20, 294 - height, value, size=8, align="centre")
        sheet.text(x + 20, 312, year, size=8, align="centre")
    sheet.line(80, 300, 330)
    sheet.text(60, 360, "The number of complaints fell by half in the last year, and has not risen since then.")
    document = sheet.read()
    (chart,) = blocks(document, Kind.CHART)
    assert sorted(chart.text.string.split()) == ["2021-22", "2022-23", "2023-24", "31", "44", "62"]
    assert texts(document, Kind.CAPTION) == ["Figure 1: Complaints received each year"]
    assert len(texts(document, Kind.PARAGRAPH)) == 1
    assert tables(document) == []


def test_bars_that_grow_to_the_right(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for top, width, label, value in ((200, 150, "Delay", "15"), (225, 90, "Staff", "9"), (250, 40, "Other", "4")):
        sheet.bar(120, top, width, 14)
        sheet.text(112, top + 10, label, size=8, align="right")
        sheet.text(124 + width, top + 10, value, size=8)
    (chart,) = blocks(sheet.read(), Kind.CHART)
    assert sorted(chart.text.string.split()) == ["15", "4", "9", "Delay", "Other", "Staff"]


def test_filled_cells_are_no_bars(tmp_path: Path) -> None:
    rows = [["", "2022/23", "2023/24"], ["", "Number", "Number"], ["Stage 1", "12", "14"], ["Stage 2", "3", "1"]]
    fills = [("BACKGROUND", (0, 0), (-1, 1), "#cccccc"), ("SPAN", (0, 0), (0, 1))]
    document = story(tmp_path / "a.pdf", prose(), table(rows, *GRID, *fills), prose())
    assert blocks(document, Kind.CHART) == []
    assert len(tables(document)) == 1


def test_table_above_a_chart_stays_a_table(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for top in (100, 118, 136):
        sheet.line(80, top, 330)
    for x in (80, 180, 330):
        sheet.line(x, 100, x, 136)
    for top, label, value in ((112, "Team", "New"), (130, "Parks", "17")):
        sheet.text(86, top, label)
        sheet.text(200, top, value)
    sheet.text(80, 152, "Complaints in each year", size=8, bold=True)
    for x, height, year, value in ((100, 80, "2021-22", "44"), (180, 120, "2022-23", "62"), (260, 60, "2023-24", "31")):
        sheet.bar(x, 300 - height, 40, height)
        sheet.text(x + 20, 294 - height, value, size=8, align="centre")
        sheet.text(x + 20, 312, year, size=8, align="centre")
    sheet.line(80, 300, 330)
    document = sheet.read()
    assert [len(found.cells) for found in tables(document)] == [4]
    (chart,) = blocks(document, Kind.CHART)
    assert "Parks" not in chart.text.string
