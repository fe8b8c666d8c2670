"""Period: years, quarters, halves and months as rows or columns, totals over them, and the year before."""

from __future__ import annotations

from tests.tables.drawn import figures, unread


def periods(drawing: str, caption: str = "Stage 1 complaints", **of: str) -> dict[str, float]:
    lines = [line.split() for line in figures(drawing, caption, **of)]
    return {" ".join(line[2:-3]): float(line[-1]) for line in lines}


def test_quarters_and_their_total() -> None:
    assert periods("Measure | Q1 | Q2 | Q3 | Q4 | Total\nReceived | 1 | 2 | 3 | 4 | 10") == {
        "2023-24 Q1": 1,
        "2023-24 Q2": 2,
        "2023-24 Q3": 3,
        "2023-24 Q4": 4,
        "2023-24": 10,
    }


def test_total_of_two_quarters_is_a_half() -> None:
    assert periods("Measure | Q1 | Q2 | Total\nReceived | 1 | 2 | 3")["2023-24 H1"] == 3


def test_total_of_three_quarters_has_no_name() -> None:
    drawing = "Measure | Q1 | Q2 | Q3 | Year to date\nReceived | 11 | 12 | 13 | 36"
    assert unread(drawing, "Stage 1 complaints")["36"].startswith("a stretch of time")


def test_year_to_date_reaches_to_the_last_part_beside_it() -> None:
    assert periods("Measure | Q2 24/25 | YTD\nReceived | 12 | 36", period="2024-25 Q2") == {
        "2024-25 Q2": 12,
        "2024-25 H1": 36,
    }


def test_months_halves_and_years_as_rows() -> None:
    assert periods("Month | Received\nApr-23 | 5\nMay-23 | 6\nJun-23 | 7\nTotal | 18") == {
        "2023-24 M01": 5,
        "2023-24 M02": 6,
        "2023-24 M03": 7,
        "2023-24 Q1": 18,
    }
    assert periods("Half | Received\nApril to September | 5\nOctober to March | 6") == {
        "2023-24 H1": 5,
        "2023-24 H2": 6,
    }
    assert periods("Year | Received\n2021/22 | 5\n2022/23 | 6") == {"2021-22": 5, "2022-23": 6}


def test_quarters_under_years() -> None:
    drawing = "Measure | 2022/23 | < | 2023/24 | <\n^ | Q1 | Q2 | Q1 | Q2\nReceived | 1 | 2 | 3 | 4"
    assert periods(drawing, header=2) == {"2022-23 Q1": 1, "2022-23 Q2": 2, "2023-24 Q1": 3, "2023-24 Q2": 4}


def test_this_year_and_last() -> None:
    assert periods("Measure | This year | Last year\nReceived | 5 | 6") == {"2023-24": 5, "2022-23": 6}


def test_year_before_in_brackets() -> None:
    caption = "Stage 1 complaints 2023/24 (2022/23 in brackets)"
    assert periods("Measure | Number\nReceived | 604 (548)", caption) == {"2023-24": 604, "2022-23": 548}


def test_caption_names_another_year() -> None:
    assert periods("Measure | Number\nReceived | 7", "Stage 1 complaints, Quarter 1 2024/25") == {"2024-25 Q1": 7}


def test_total_over_years_is_no_year() -> None:
    assert "30" in unread("Measure | 2022/23 | 2023/24 | Total\nReceived | 10 | 20 | 30", "Stage 1 complaints")


def test_the_year_before_named_in_brackets_over_the_figures_in_brackets() -> None:
    drawing = "Service | Stage 1 (2022-23)\nLeisure | 20 (25)\nTotal | 90 (80)"
    assert figures(drawing, "Complaints 2023-24, previous year in brackets") == [
        "corporate stage_1 2022-23 received count 25 #service_area:Leisure",
        "corporate stage_1 2022-23 received count 80",
        "corporate stage_1 2023-24 received count 20 #service_area:Leisure",
        "corporate stage_1 2023-24 received count 90",
    ]


def test_years_told_by_their_dates() -> None:
    drawing = "Year | Complaints received\n01/04/22 - 31/03/23 | 35\n2023-24 | 41"
    assert figures(drawing) == ["all all 2022-23 received count 35", "all all 2023-24 received count 41"]


def test_nine_months_have_no_name() -> None:
    assert figures(" | April - December 2023\nReceived | 92", "Complaints") == []
    assert figures(" | Stage 1\nReceived | 92", "Complaints, April to December 2023") == []
    cumulative = " | Q1 | Q1-Q2 | Q1-Q3\nComplaints received | 80 | 171 | 240"
    assert figures(cumulative) == ["all all 2023-24 H1 received count 171", "all all 2023-24 Q1 received count 80"]


def test_the_year_before_in_a_column_of_brackets() -> None:
    assert "all all 2022-23 received count 288" in figures(" | 2023/24 | (2022/23)\nComplaints received | 310 | (288)")
