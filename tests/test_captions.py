"""Captions: above or below, of tables or of charts."""

from __future__ import annotations

from extractors.captions import pair
from extractors.reading.model import Block, Kind, Text
from tests.tables.drawn import words


def blocks(*drawn: str) -> list[Block]:
    """Blocks by their first letter: T table, C chart, H heading, P paragraph, and a caption for anything else."""
    kinds = {"T": Kind.TABLE, "C": Kind.CHART, "H": Kind.HEADING, "P": Kind.PARAGRAPH}
    return [
        Block(kinds[text], Text.of([]), 1) if text in kinds else Block(Kind.CAPTION, words(text), 1) for text in drawn
    ]


def test_captions_above() -> None:
    found = blocks("Table 1: received", "T", "P", "Table 2: upheld", "T", "Figure 1: by year", "C")
    assert pair(found) == {1: "Table 1: received", 4: "Table 2: upheld", 6: "Figure 1: by year"}


def test_captions_below() -> None:
    found = blocks("P", "C", "Figure 1: by year", "P", "C", "Figure 2: by stage", "P")
    assert pair(found) == {1: "Figure 1: by year", 4: "Figure 2: by stage"}


def test_captions_below_charts_and_above_tables() -> None:
    found = blocks("Table 1: received", "T", "C", "Figure 1: by year", "P", "C", "Figure 2: by stage", "H")
    assert pair(found) == {1: "Table 1: received", 2: "Figure 1: by year", 5: "Figure 2: by stage"}


def test_no_caption_over_a_heading_or_another_table() -> None:
    found = blocks("Table 1: received", "H", "T", "Table 2: upheld", "T", "T")
    assert pair(found) == {4: "Table 2: upheld"}


def test_a_figure_right_above_a_table_is_the_tables() -> None:
    assert pair(blocks("Figure 1: by service", "T")) == {1: "Figure 1: by service"}
    assert 2 not in pair(blocks("C", "Figure 1: by year", "T", "P", "C", "Figure 2: by stage"))
