"""Words: marks lifted off, invisible text dropped, drawn bullets seen."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib import colors

from extractors.reading.canvas import Canvas, paint
from extractors.reading.model import Word
from extractors.reading.words import words_of
from tests.reading.paper import A4, Sheet


def read_words(sheet: Sheet) -> list[Word]:
    sheet.canvas.save()
    with pdfplumber.open(sheet.path) as pdf:
        canvas: Canvas = paint(pdf.pages[0])
        return words_of(canvas)


def line(sheet: Sheet, parts: list[tuple[str, bool]]) -> None:
    """A line in which the parts marked true are set small and raised."""
    text = sheet.canvas.beginText(60, 700)
    for words, raised in parts:
        text.setFont("Helvetica", 6.5 if raised else 11)
        text.setRise(4 if raised else 0)
        text.textOut(words)
    sheet.canvas.drawText(text)


def test_raised_figure_is_a_mark_and_not_a_digit(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    line(sheet, [("We upheld 23", False), ("2", True), (" of 87 cases.", False)])
    words = read_words(sheet)
    assert [word.text for word in words] == ["We", "upheld", "23", "of", "87", "cases."]
    assert [word.mark for word in words] == ["", "", "2", "", "", ""]


def test_ordinals_keep_their_raised_letters(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    line(sheet, [("Until 31", False), ("st", True), (" March", False)])
    assert [word.text for word in read_words(sheet)] == ["Until", "31st", "March"]


def test_mark_before_a_note_leads_its_first_word(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    line(sheet, [("4", True), (" Some cases were counted twice.", False)])
    words = read_words(sheet)
    assert words[0].text == "Some"
    assert words[0].lead == "4"


@pytest.mark.parametrize(
    ("printed", "text", "mark"),
    [
        ("87*", "87", "*"),
        ("1,204†", "1,204", "†"),
        ("54%*", "54%", "*"),
        ("56²", "56", "2"),
        ("received‡", "received", "‡"),
    ],
)
def test_glued_marks_are_lifted(tmp_path: Path, printed: str, text: str, mark: str) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.canvas.setFont("Helvetica", 11)
    sheet.canvas.drawString(60, 700, printed)
    (word,) = read_words(sheet)
    assert (word.text, word.mark) == (text, mark)


def test_lone_star_stays(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 100, "5 * 7")
    assert [word.text for word in read_words(sheet)] == ["5", "*", "7"]


def test_white_text_is_dropped_unless_it_stands_on_colour(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.bar(50, 90, 200, 20, "#003366")
    sheet.canvas.setFillColor(colors.white)
    sheet.text(60, 104, "Visible 44")
    sheet.text(60, 200, "Hidden 999")
    assert [word.text for word in read_words(sheet)] == ["Visible", "44"]


def test_overprinted_and_off_page_text_is_dropped(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 100, "Double 55")
    sheet.text(60.2, 100, "Double 55")
    sheet.text(60, A4[1] + 40, "Below 777")
    assert [word.text for word in read_words(sheet)] == ["Double", "55"]


def test_drawn_dot_before_a_line_is_a_bullet(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.bar(60, 94, 3, 3, "#000000")
    sheet.text(72, 100, "First point")
    assert sorted(word.text for word in read_words(sheet)) == ["First", "point", "•"]


def test_words_know_size_weight_and_box(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 100, "Total", size=14, bold=True)
    (word,) = read_words(sheet)
    assert word.bold
    assert word.size == pytest.approx(14)
    assert word.x0 == pytest.approx(60, abs=0.5)
    assert word.top < 100 < word.bottom


def test_letters_of_a_font_of_pictures_are_marks(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.canvas.setFont("ZapfDingbats", 8)
    sheet.canvas.drawString(60, A4[1] - 100, "n")
    sheet.text(75, 100, "31 were new")
    sheet.canvas.save()
    with pdfplumber.open(sheet.path) as pdf:
        assert [word.text for word in words_of(paint(pdf.pages[0]))] == ["•", "31", "were", "new"]
