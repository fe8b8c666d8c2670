"""Blocks: headings, numbered paragraphs, bullets, captions and footnotes of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.reading.model import Document, Kind
from tests.reading.paper import Sheet, blocks, texts

LINE = "The council answered most of the complaints that it received within the time that it allows itself"


def paragraph(sheet: Sheet, x: float, top: float, *lines: str, size: float = 10, pitch: float = 12) -> float:
    for step, words in enumerate(lines):
        sheet.text(x, top + pitch * step, words, size=size)
    return top + pitch * len(lines)


def read_page(tmp_path: Path, draw: object) -> Document:
    sheet = Sheet(tmp_path / "a.pdf")
    draw(sheet)  # type: ignore[operator]
    return sheet.read()


def test_lines_close_together_are_one_paragraph(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    below = paragraph(sheet, 60, 100, LINE, "and wrote to the others.")
    paragraph(sheet, 60, below + 8, LINE + ".")
    assert texts(sheet.read(), Kind.PARAGRAPH) == [f"{LINE} and wrote to the others.", f"{LINE}."]


@pytest.mark.parametrize("number", ["1.1", "5.6", "2.3.", "10.12", "3.5.1"])
@pytest.mark.parametrize("gap", [30, 22], ids=["hanging", "running on"])
def test_numbers_of_paragraphs_are_lifted_off(tmp_path: Path, number: str, gap: float) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    paragraph(sheet, 60, 100, LINE + ".")
    sheet.text(60, 130, number)
    sheet.text(60 + max(gap, 6 * len(number)), 130, LINE)
    sheet.text(60 if gap == 22 else 90, 142, "and wrote to the 12 others.")
    block = sheet.read().blocks[1]
    assert (block.kind, block.number) == (Kind.PARAGRAPH, number)
    assert block.text.string == f"{LINE} and wrote to the 12 others."


def test_misprinted_number_is_tolerated(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    paragraph(sheet, 60, 100, LINE + ".")
    sheet.text(60, 130, "4 9.1")
    sheet.text(96, 130, LINE + ".")
    block = sheet.read().blocks[1]
    assert block.number == "4 9.1"
    assert block.text.string == f"{LINE}."


def test_figure_that_begins_a_line_is_no_number(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    paragraph(
        sheet,
        60,
        100,
        LINE,
        "2.5 days sooner than in the year before, and",
        "12 days sooner than the year before that.",
    )
    (block,) = sheet.read().blocks
    assert block.number is None
    assert "2.5 days sooner" in block.text.string


@pytest.mark.parametrize("mark", ["•", "–", "-", "o"])
def test_bullets(tmp_path: Path, mark: str) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    paragraph(sheet, 60, 100, LINE + ":")
    for top, words in ((118, "12 letters were sent late"), (130, "4 calls were lost")):
        sheet.text(76, top, mark)
        sheet.text(94, top, words)
    assert texts(sheet.read(), Kind.BULLET) == ["12 letters were sent late", "4 calls were lost"]


def test_bold_lines_and_large_lines_are_headings(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 80, "A year of complaints", size=20)
    sheet.text(60, 110, "2", size=14, bold=True)
    sheet.text(90, 110, "What we received", size=14, bold=True)
    paragraph(sheet, 60, 130, LINE, "and wrote to the others.")
    sheet.text(60, 170, "Stage 1", bold=True)
    paragraph(sheet, 60, 186, LINE, "and wrote to the others.")
    document = sheet.read()
    assert texts(document, Kind.TITLE) == ["A year of complaints"]
    found = [(block.text.string, block.number, block.level) for block in blocks(document, Kind.HEADING)]
    assert found == [("What we received", "2", 1), ("Stage 1", None, 2)]


def test_few_words_alone_before_a_text_head_it(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    paragraph(sheet, 60, 80, LINE + ".")
    sheet.text(60, 110, "5.2")
    sheet.text(90, 110, "Stage 1")
    sheet.text(60, 130, "5.3")
    paragraph(sheet, 90, 130, LINE, "and wrote to the others.")
    (head,) = blocks(sheet.read(), Kind.HEADING)
    assert (head.text.string, head.number) == ("Stage 1", "5.2")


def test_bold_words_that_open_a_paragraph_stay_in_it(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 100, "Charging letters.", bold=True)
    sheet.text(148, 100, "Three families received a bill before anyone had told them that")
    sheet.text(60, 112, "there would be a charge.")
    (block,) = sheet.read().blocks
    assert block.text.string.startswith("Charging letters. Three families received a bill")


def test_caption_over_two_lines(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    paragraph(sheet, 60, 80, LINE + ".")
    sheet.text(60, 110, "Table 5: Complaints closed in full within 5 working days at the first stage or", bold=True)
    sheet.text(60, 122, "20 working days at the second", bold=True)
    paragraph(sheet, 60, 150, LINE + ".")
    assert texts(sheet.read(), Kind.CAPTION) == [
        "Table 5: Complaints closed in full within 5 working days at the first stage or 20 working days at the second"
    ]


def test_footnote_at_the_foot(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for step in range(4):
        sheet.text(60, 100 + 12 * step, LINE)
    text = sheet.canvas.beginText(60, 60)
    text.setFont("Helvetica", 5)
    text.setRise(3)
    text.textOut("3")
    text.setRise(0)
    text.setFont("Helvetica", 8)
    text.textOut(" Some cases were counted at both stages.")
    sheet.canvas.drawText(text)
    (note,) = blocks(sheet.read(), Kind.FOOTNOTE)
    assert (note.number, note.text.string) == ("3", "Some cases were counted at both stages.")


def test_entries_of_contents_are_no_headings(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 80, "Contents", size=16, bold=True)
    for top, words in ((110, "Introduction"), (130, "Complaints received"), (150, "Learning")):
        sheet.text(60, top, f"{words} " + "." * 60 + " 3", bold=True)
    document = sheet.read()
    assert texts(document, Kind.HEADING) == []
    assert texts(document, Kind.TITLE) == ["Contents"]


@pytest.mark.parametrize(("word", "number"), [("Per", "2.2"), ("per", None), ("Days", "2.2"), ("days", None)])
def test_number_before_a_capital_is_no_amount(tmp_path: Path, word: str, number: str | None) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    paragraph(sheet, 60, 100, LINE + ".")
    paragraph(sheet, 60, 130, f"2.2 {word} head of population there were few.")
    assert [block.number for block in blocks(sheet.read(), Kind.PARAGRAPH)] == [None, number]


def test_a_line_of_percentages_is_no_heading(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(50, 100, "Post 20% - Web 70% - Visit 10%", size=14, bold=True)
    paragraph(sheet, 50, 130, LINE, LINE, LINE)
    assert texts(sheet.read(), Kind.HEADING) == []


def test_a_text_at_the_margin_below_a_list_is_no_part_of_its_last_item(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    paragraph(sheet, 60, 100, LINE + ":")
    sheet.text(63, 120, "•")
    sheet.text(80, 120, "refused: 5")
    sheet.text(60, 134, "That is more than before.")
    assert texts(sheet.read(), Kind.BULLET) == ["refused: 5"]


def test_an_item_that_runs_on_at_the_margin_stays_whole(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 100, "•")
    sheet.text(72, 100, LINE)
    sheet.text(60, 112, "Kent allows.")
    assert texts(sheet.read(), Kind.BULLET) == [f"{LINE} Kent allows."]
