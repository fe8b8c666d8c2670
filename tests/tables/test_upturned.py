"""Upturned tables: words below the numbers that they name."""

from __future__ import annotations

from tests.tables.drawn import figures


def test_words_below_the_parts_of_a_bar() -> None:
    drawing = "41% | 19% | 40%\nUpheld | Partly upheld | Not upheld"
    assert figures(drawing, "Corporate stage 1 complaints: what we decided", header=0) == [
        "corporate stage_1 2023-24 not_upheld percent 40",
        "corporate stage_1 2023-24 partially_upheld percent 19",
        "corporate stage_1 2023-24 upheld percent 41",
    ]


def test_years_below_numbers_stay_where_they_are() -> None:
    assert figures("41 | 39\n2022/23 | 2023/24", "Complaints received", header=0) == []
