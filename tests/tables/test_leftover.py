"""Leftovers: every number of a table that is read has an observation or a reason."""

from __future__ import annotations

from tests.tables.drawn import figures, unread


def test_words_and_dates_among_figures() -> None:
    drawing = """
        Measure                   | 2023/24               | Note
        Stage 1 complaints upheld | 70                    | Agreed on 9 July 2024
        Stage 2 complaints upheld | 12                    | Three of 14 staff left
    """
    assert figures(drawing) == [
        "corporate stage_1 2023-24 upheld count 70",
        "corporate stage_2 2023-24 upheld count 12",
    ]
    assert unread(drawing) == {
        "Agreed on 9 July 2024": "a year or date, not a figure",
        "Three of 14 staff left": "a number among words, not a figure",
    }


def test_labels_and_headings_with_digits_are_no_numbers() -> None:
    drawing = "Stage | Limit | Upheld in 2023/24\nStage 1 | 10 working days | 70\nStage 2 | 20 working days | 12"
    assert set(unread(drawing)) <= {"10", "20"}


def test_table_that_gives_nothing_owes_nothing() -> None:
    assert unread("Team | Desks\nPlanning | 12\nWaste | 31", "Desks by team, 5 in store") == {}


def test_part_that_is_not_about_complaints() -> None:
    drawing = """
        Stage   | Complaints upheld
        Stage 1 | 70
        Stage 2 | 12
        Room    | Chairs
        Hall    | 41
        Annex   | 19
    """
    assert "70" not in unread(drawing)
    assert {"41", "19"} <= set(unread(drawing))
