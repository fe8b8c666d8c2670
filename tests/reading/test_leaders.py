"""Leaders: dots between a label and its figures are left out; a table of contents is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.reading.leaders import bare, without_leaders
from extractors.reading.lines import Line
from extractors.reading.model import Kind, Word
from tests.reading.paper import Sheet, only_table, shown, tables, texts


def line(*words: tuple[str, float], top: float = 100.0) -> Line:
    """Words of 10 points, each with its left edge and 5 points to a character."""
    return Line(tuple(Word(text, 1, x, top, x + 5 * len(text), top + 10, 10.0) for text, x in words))


def test_dots_after_a_label_are_dropped_and_a_missing_figure_stays() -> None:
    assert bare(line(("Planning", 50), ("......", 92), ("...", 200), ("12", 260))).text == "Planning ... 12"
    assert bare(line(("Waste", 50), (".", 80), (".", 90), (".", 100), (".", 110), ("7", 200))).text == "Waste 7"
    assert bare(line(("Housing...", 50), ("31", 200))).text == "Housing 31"


def test_lines_of_contents_keep_their_dots() -> None:
    rising = [
        line(("Findings", 50), ("......", 95), ("4", 300)),
        line(("Annex", 50), ("......", 80), ("9", 300), top=115),
    ]
    assert without_leaders(rising) == rising
    falling = [rising[0], line(("Annex", 50), ("......", 80), ("2", 300), top=115)]
    assert [one.text for one in without_leaders(falling)] == ["Findings 4", "Annex 2"]


@pytest.mark.parametrize("dot", [".", ". "])
def test_table_whose_labels_lead_to_figures(tmp_path: Path, dot: str) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [("Planning", "1,204", "81.5"), ("Waste and recycling", "312", "94.0"), ("Total", "1,516", "84.1")]
    for x, head in ((380, "Received"), (460, "In time (%)")):
        sheet.text(x, 100, head, align="right")
    for index, (label, received, in_time) in enumerate(rows):
        top = 116 + 13 * index
        sheet.text(72, top, label)
        sheet.text(72 + sheet.canvas.stringWidth(label, "Helvetica", 10) + 1, top, dot * (60 // len(dot) - len(label)))
        sheet.text(380, top, received, align="right")
        sheet.text(460, top, in_time, align="right")
    assert shown(only_table(sheet.read())) == [["", "Received", "In time (%)"], *map(list, rows)]


def test_contents_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for index, (label, page) in enumerate([("Summary", "1"), ("Stage 1", "3"), ("Stage 2", "3"), ("Ombudsman", "8")]):
        sheet.text(72, 100 + 14 * index, f"{label} " + "." * 60)
        sheet.text(420, 100 + 14 * index, page, align="right")
    document = sheet.read()
    assert tables(document) == []
    assert any("Ombudsman" in text for text in texts(document, Kind.PARAGRAPH))
