"""The grid: rows, columns, groups, headings half way down, tables side by side."""

from __future__ import annotations

from extractors.lexicon.facets import facets
from extractors.tables.grid import Grid, take_apart
from extractors.tables.spelling import spelled_out
from tests.tables.drawn import figures, table


def grids(drawing: str, header: int = 1) -> list[Grid]:
    return take_apart(table(drawing, header), facets)


def test_merged_headings_and_merged_row_labels() -> None:
    (grid,) = grids(
        """
        Stream | Measure | 2022/23 | < | 2023/24 | <
        ^ | ^ | No. | % | No. | %
        Adults | Upheld | 3 | 30% | 4 | 40%
        ^ | Not upheld | 7 | 70% | 6 | 60%
        """,
        header=2,
    )
    assert [row.labels for row in grid.rows] == [("Adults", "Upheld"), ("Adults", "Not upheld")]
    assert grid.columns[0].labels == ("2022/23", "No.")
    assert grid.heads[0].text == "Stream"


def test_percent_column_is_of_what_the_column_before_it_counts() -> None:
    (grid,) = grids(
        """
        Service | Upheld | % | On time | %
        Waste | 5 | 50 | 8 | 80
        """
    )
    assert [column.labels for column in grid.columns][1] == ("Upheld", "%")
    assert [column.labels for column in grid.columns][3] == ("On time", "%")


def test_row_of_percentages_belongs_to_the_row_above() -> None:
    (grid,) = grids(
        """
        Measure | 2022/23 | 2023/24
        Closed on time | 80 | 90
         | 80% | 75%
        """
    )
    assert [row.labels for row in grid.rows] == [("Closed on time",), ("Closed on time",)]


def test_label_alone_heads_the_rows_below_it() -> None:
    (grid,) = grids(
        """
        Measure | 2022/23 | 2023/24
        Stage 1 | |
        Received | 10 | 12
        Stage 2 | |
        Received | 1 | 2
        """
    )
    assert [row.labels for row in grid.rows] == [("Stage 1", "Received"), ("Stage 2", "Received")]


def test_total_of_all_groups_belongs_to_none() -> None:
    (grid,) = grids(
        """
        Service | Complaints
        Place |
        Highways | 10
        Waste | 20
        People |
        Adults | 5
        Schools | 6
        Total | 41
        """
    )
    assert grid.rows[-1].labels == ("Total",)


def test_headings_half_way_down_start_a_second_grid() -> None:
    first, second = grids(
        """
        Measure | 2022/23 | 2023/24
        Received | 10 | 12
        Outcome | Number | %
        Upheld | 4 | 40.0
        """
    )
    assert [column.labels[-1] for column in first.columns] == ["2022/23", "2023/24"]
    assert [column.labels[-1] for column in second.columns] == ["Number", "%"]


def test_tables_side_by_side_are_two() -> None:
    left, right = grids(
        """
        Service | Received | Service | Received
        Waste | 40 | Planning | 11
        Parking | 30 | Libraries | 9
        """
    )
    assert [row.labels for row in left.rows] == [("Waste",), ("Parking",)]
    assert [row.labels for row in right.rows] == [("Planning",), ("Libraries",)]


def test_tables_side_by_side_under_titles_of_their_own_are_two() -> None:
    left, right = grids(
        """
        Findings | < | Promptness | <
        Finding | Number | | Number
        Upheld | 40 | In time | 61
        Not upheld | 30 | Late | 9
        """,
        header=2,
    )
    assert [row.labels for row in left.rows] == [("Upheld",), ("Not upheld",)]
    assert [row.labels for row in right.rows] == [("In time",), ("Late",)]


def test_two_columns_are_labels_and_numbers() -> None:
    (grid,) = grids(
        """
        Finding | Number
        Maladministration | 5
        Service failure | 7
        """
    )
    assert [row.labels for row in grid.rows] == [("Maladministration",), ("Service failure",)]


def test_numbered_stages_and_time_bands_are_labels() -> None:
    (stages,) = grids(
        """
        Stage | Upheld
        1 | 30
        2 | 4
        """
    )
    assert [row.labels[-1] for row in stages.rows] == ["Stage 1", "Stage 2"]
    (bands,) = grids(
        """
        Time taken | Stage 1
        Within 10 working days | 30
        Over 20 working days | 4
        """
    )
    assert [row.labels[-1] for row in bands.rows] == ["Within 10 working days", "Over 20 working days"]


def test_last_row_that_sums_the_others_is_a_total_whatever_its_name() -> None:
    (grid,) = grids(
        """
        Area | Complaints
        North | 10
        South | 20
        West | 5
        Borough of Testford | 35
        """
    )
    assert [row.is_total for row in grid.rows] == [False, False, False, True]


def test_labels_spelled_out() -> None:
    assert spelled_out("Apr-23") == "Apr 2023"
    assert spelled_out("FY24") == "2023/24"
    assert spelled_out("Complaints rec'd (excl. housing)") == "Complaints received "
    assert spelled_out("Number re-opened") == "Number reopened"


def test_column_of_ratings_is_no_label() -> None:
    (grid,) = grids("Indicator | Good is | 2023/24\nAnswered on time | High | 80%\nEscalated | Low | 9%")
    assert [row.labels for row in grid.rows] == [("Answered on time",), ("Escalated",)]


def test_merged_rows_below_the_headings_name_groups() -> None:
    drawing = """
     | 2022-23 | 2023-24
    Stage 1 | < | <
    Received | 21 | 24
    Upheld | 8 | 9
    Stage 2 | < | <
    Received | 2 | 3
    Upheld | 0 | 1
    """
    assert figures(drawing, "Corporate complaints", stream="all") == [
        "corporate stage_1 2022-23 received count 21",
        "corporate stage_1 2022-23 upheld count 8",
        "corporate stage_1 2023-24 received count 24",
        "corporate stage_1 2023-24 upheld count 9",
        "corporate stage_2 2022-23 received count 2",
        "corporate stage_2 2022-23 upheld count 0",
        "corporate stage_2 2023-24 received count 3",
        "corporate stage_2 2023-24 upheld count 1",
    ]


def test_a_figure_that_looks_like_a_year() -> None:
    drawing = "Area of complaint | Total\nRepairs | 2017\nHeating | 157\nGrounds | 80\nGrand total | 2254"
    assert "corporate stage_1 2023-24 received count 2017 #service_area:Repairs" in figures(
        drawing, "Stage 1 complaints"
    )


def test_marks_of_footnotes_at_labels_and_figures() -> None:
    drawing = " | 2023-24\nComplaints received¹ | 41†\nof which stage 2² | 6"
    assert figures(drawing, "Headlines") == [
        "all all 2023-24 received count 41",
        "corporate stage_2 2023-24 received count 6",
    ]


def test_a_column_that_only_numbers_the_rows() -> None:
    drawing = "Rank | Reason | 2023-24\n1 | Missed collection | 140\n2 | Delay | 101\n3 | Attitude of staff | 28"
    found = figures(drawing, "Top reasons for complaints")
    assert len(found) == 3
    assert "all all 2023-24 received count 140 #theme:Missed collection" in found


def test_a_table_without_labels_under_its_heading() -> None:
    drawing = "April 2023 - September 2023 | October 2023 - March 2024\n21 days | 14 days"
    assert figures(drawing, "Average response time to complaints") == [
        "all all 2023-24 H1 average_days days 21",
        "all all 2023-24 H2 average_days days 14",
    ]


def test_shares_in_a_column_of_their_own_belong_to_the_counts_before() -> None:
    drawing = """
    Theme | 2022-23 |  | 2021-22 |
    Delay | 60 | (60%) | 45 | (50%)
    Conduct of staff | 40 | (40%) | 45 | (50%)
    """
    found = figures(drawing, "Complaints received by theme")
    assert "all all 2022-23 received percent 60 #theme:Delay" in found
    assert "all all 2021-22 received percent 50 #theme:Delay" in found
