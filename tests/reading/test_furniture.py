"""Furniture: what repeats at the head and foot of pages is dropped and kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.reading.model import Kind
from tests.reading.paper import Sheet, only_table, shown, texts

LINE = "The council answered most of the complaints that it received within the time that it allows itself."


def pages(tmp_path: Path, head: str, foot: str, count: int = 3) -> Sheet:
    sheet = Sheet(tmp_path / "a.pdf")
    for page in range(1, count + 1):
        if page > 1:
            sheet.turn()
        sheet.text(60, 40, head.format(page=page, count=count), size=8)
        sheet.text(60, 100, f"{LINE} {page}")
        sheet.text(60, 810, foot.format(page=page, count=count), size=8)
    return sheet


@pytest.mark.parametrize(
    "foot", ["{page}", "Page {page} of {count}", "Page | {page}", "{page}/{count}", "Anytown {page}", "- {page} -"]
)
def test_header_and_page_numbers_go(tmp_path: Path, foot: str) -> None:
    document = pages(tmp_path, "Complaints report 2023/24", foot).read()
    assert texts(document, Kind.PARAGRAPH) == [f"{LINE} 1", f"{LINE} 2", f"{LINE} 3"]
    assert len(document.blocks) == 3
    assert "Complaints report 2023/24" in document.running
    assert foot.format(page=2, count=3) in document.running


def test_line_that_a_browser_prints(tmp_path: Path) -> None:
    document = pages(
        tmp_path, "30/11/2024, 10:42     Customer feedback", "https://example.org/feedback     {page}/{count}"
    ).read()
    assert len(document.blocks) == 3


def test_heading_of_a_table_that_repeats_is_no_furniture(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    expected = [["Ward", "Received"]]
    for page in range(3):
        if page:
            sheet.turn()
        sheet.text(60, 60, "Ward", bold=True)
        sheet.text(300, 60, "Received", bold=True)
        for row in range(30):
            sheet.text(60, 76 + 16 * row, f"Ward {30 * page + row}")
            sheet.text(300, 76 + 16 * row, str(200 + 30 * page + row))
            expected.append([f"Ward {30 * page + row}", str(200 + 30 * page + row)])
    grid = only_table(sheet.read())
    assert shown(grid) == expected
    assert grid.joined


def test_first_line_of_a_page_stays(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 60, "Stage 1", bold=True)
    sheet.text(60, 80, LINE)
    sheet.turn()
    sheet.text(60, 60, "Stage 2", bold=True)
    sheet.text(60, 80, LINE)
    document = sheet.read()
    assert [block.text.string for block in document.blocks] == ["Stage 1", LINE, "Stage 2", LINE]


def test_the_foot_of_the_only_page_bears_its_number(tmp_path: Path) -> None:
    document = pages(
        tmp_path, "{page} of {count}", "Anytown Council: compliments and complaints {page}", count=1
    ).read()
    assert texts(document, Kind.PARAGRAPH) == [f"{LINE} 1"]


def test_a_numbered_label_at_the_foot_stays(tmp_path: Path) -> None:
    document = pages(tmp_path, "", "See stage {page}", count=1).read()
    assert len(document.blocks) == 2
