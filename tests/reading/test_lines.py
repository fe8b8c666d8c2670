"""Lines: words by base line, cut at wide gaps."""

from __future__ import annotations

import pytest

from extractors.reading.lines import CAPTION, LEADERS, is_enumerator, is_figure, lines_of, spans_of
from extractors.reading.model import Word


def word(text: str, x0: float, top: float = 100, size: float = 10) -> Word:
    return Word(text, 1, x0, top, x0 + 5 * len(text), top + size, size)


def test_words_of_one_height_are_one_line_from_the_left() -> None:
    lines = lines_of([word("b", 60), word("a", 50), word("c", 50, top=114)])
    assert [line.text for line in lines] == ["a b", "c"]


def test_wide_gaps_cut_a_line_and_figures_part_sooner() -> None:
    (line,) = lines_of([word("Stage", 50), word("one", 78), word("12", 120), word("34", 136)])
    assert [segment.text for segment in line.segments] == ["Stage one", "12", "34"]


def test_spans_join_what_overlaps() -> None:
    lines = lines_of([word("aaaa", 50), word("bb", 100), word("aa", 60, 114), word("bbbb", 95, 114)])
    assert spans_of(line.segments for line in lines) == [(50, 70), (95, 115)]


@pytest.mark.parametrize("text", ["1,204", "54%", "54.0", "£1.2m", "(26%)", "16/20", "-3", "<5"])
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["Stage", "2019-20", "Q1", "n/a", "1st"])
def test_no_figures(text: str) -> None:
    assert not is_figure(text)


@pytest.mark.parametrize("text", ["1.", "5.6", "(a)", "iv)", "•", "–", "2.3.1"])
def test_enumerators(text: str) -> None:
    assert is_enumerator(text)


@pytest.mark.parametrize(
    "text", ["Table 4: Results", "Figure 1: x", "Chart 3 – Number", "Table A1: By quarter", "Table B"]
)
def test_captions(text: str) -> None:
    assert CAPTION.match(text)


@pytest.mark.parametrize("text", ["Table 4 shows that", "Figures in Table 4", "Tables are dull", "Charting progress"])
def test_no_captions(text: str) -> None:
    assert not CAPTION.match(text)


def test_leaders() -> None:
    assert LEADERS.search("Introduction ........ 3")
    assert not LEADERS.search("What we did...")
