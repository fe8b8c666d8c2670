"""Turning: pages set sideways are read upright and boxes stay where the words stand."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from tests.reading.paper import A4, Sheet, only_table, shown

ROWS = [
    ["Service", "Received", "Upheld"],
    ["Housing", "1,204", "455"],
    ["Planning", "60", "12"],
    ["Total", "1,264", "467"],
]


def page(path: Path, angle: int, turned: bool) -> Sheet:
    """A page with a table, its content turned by an angle, and shown upright by the page's own rotation or not."""
    sheet = Sheet(path)
    if turned:
        sheet.canvas.setPageRotation(90)
    if angle == 90:
        sheet.canvas.translate(A4[0], 0)
    else:
        sheet.canvas.translate(0, A4[1])
    sheet.canvas.rotate(angle)
    for row, cells in enumerate(ROWS):
        for column, words in enumerate(cells):
            sheet.canvas.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 10)
            sheet.canvas.drawString(80 + 180 * column, 400 - 18 * row, words)
    return sheet


@pytest.mark.parametrize(("angle", "turned"), [(90, True), (90, False), (-90, False)])
def test_sideways_table(tmp_path: Path, angle: int, turned: bool) -> None:
    document = page(tmp_path / "a.pdf", angle, turned).read()
    grid = only_table(document)
    assert shown(grid) == ROWS
    cell = grid.at(1, 1)
    assert cell is not None
    box = cell.text.box()
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        chars = pdf.pages[0].crop((box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)).chars
    assert "".join(char["text"] for char in chars) == "1,204"
