"""Headings: the title, and levels by size, weight and capitals."""

from __future__ import annotations

from pathlib import Path

from extractors.reading.model import Kind
from tests.reading.paper import Sheet, blocks, texts

LINE = "The council answered most of the complaints that it received within the time that it allows itself."


def test_title_over_several_lines(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for top, words in ((200, "Annual Complaints Report"), (230, "2023/24"), (260, "Children and Families")):
        sheet.text(80, top, words, size=24, bold=True)
    sheet.text(80, 320, "Report of the Director", size=12, bold=True)
    sheet.turn()
    sheet.text(60, 100, LINE)
    document = sheet.read()
    assert texts(document, Kind.TITLE) == ["Annual Complaints Report 2023/24 Children and Families"]
    assert texts(document, Kind.HEADING) == ["Report of the Director"]


def test_levels_follow_size_then_weight(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 60, "Feedback", size=24)
    top = 100.0
    for words, size, bold in (("One", 16, True), ("Two", 16, False), ("Three", 12, True), ("Four", 10, True)):
        sheet.text(60, top, f"Part {words}", size=size, bold=bold)
        sheet.text(60, top + 20, LINE)
        top += 50
    levels = {block.text.string: block.level for block in blocks(sheet.read(), Kind.HEADING)}
    assert levels == {"Part One": 1, "Part Two": 2, "Part Three": 3, "Part Four": 4}


def test_short_numbered_items_are_a_list(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 100, LINE)
    for step in range(3):
        sheet.text(60, 124 + 24 * step, f"{step + 1}.")
        sheet.text(84, 124 + 24 * step, LINE)
    found = [(block.number, block.text.string) for block in blocks(sheet.read(), Kind.BULLET)]
    assert found == [("1.", LINE), ("2.", LINE), ("3.", LINE)]


def test_numbers_that_count_the_whole_report_are_paragraphs(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for step in range(8):
        sheet.text(60, 100 + 24 * step, f"{step + 1}.")
        sheet.text(84, 100 + 24 * step, LINE)
    found = [block.number for block in blocks(sheet.read(), Kind.PARAGRAPH)]
    assert found == [f"{n}." for n in range(1, 9)]
