"""Headings that go on in the days below them, and rows of answers that took longer."""

from __future__ import annotations

from tests.tables.drawn import figures, unread

SPANNED = """
Quarter | Replies sent | Replied within | < | {later}
^ | ^ | 10 working days | 20 working days | ^
Q1 | 40 | 18 (45%) | 31 (78%) | 9 (22%)
2023/24 | 160 | 70 (44%) | 120 (75%) | 40 (25%)
"""
WANTED = [
    "corporate stage_1 2023-24 late count 40 @20",
    "corporate stage_1 2023-24 late percent 25 @20",
    "corporate stage_1 2023-24 on_time count 120 @20",
    "corporate stage_1 2023-24 on_time count 70 @10",
    "corporate stage_1 2023-24 on_time percent 44 @10",
    "corporate stage_1 2023-24 on_time percent 75 @20",
    "corporate stage_1 2023-24 responded count 160",
]


def of_year(found: list[str]) -> list[str]:
    return [line for line in found if " 2023-24 Q1 " not in line]


def test_days_under_a_heading_that_ends_in_within() -> None:
    for later in ("Over 20 working days", "Later", "More than 20 working days"):
        drawing = SPANNED.format(later=later)
        assert of_year(figures(drawing, "Time taken at Stage 1", header=2)) == WANTED, later


def test_heading_set_over_the_columns_beside_its_own() -> None:
    drawing = """
    Quarter | Replied within | < | < | <
    ^ | Replies sent | 10 working days | 20 working days | Over 20 working days
    Q1 | 40 | 18 (45%) | 31 (78%) | 9 (22%)
    2023/24 | 160 | 70 (44%) | 120 (75%) | 40 (25%)
    """
    assert of_year(figures(drawing, "Time taken at Stage 1", header=2)) == WANTED


def test_rows_that_took_longer() -> None:
    for label in (
        "Closed in over 25 working days",
        "Closed in more than 25 working days",
        "Closed later than 25 working days",
        "Not closed within 25 working days",
    ):
        found = figures(f"| 2022/23 | 2023/24\nClosed within 25 working days | 61 | 70\n{label} | 12 | 15", "Stage 1")
        assert found == [
            "corporate stage_1 2022-23 late count 12 @25",
            "corporate stage_1 2022-23 on_time count 61 @25",
            "corporate stage_1 2023-24 late count 15 @25",
            "corporate stage_1 2023-24 on_time count 70 @25",
        ], label


def test_no_later_than_is_in_time() -> None:
    found = figures("| 2023/24\nClosed in no more than 25 working days | 70\nClosed later | 12", "Stage 1")
    assert "corporate stage_1 2023-24 on_time count 70 @25" in found


def test_bare_days_over_limits() -> None:
    drawing = "Stage | Working days | Replies in time | % in time\nStage 1 | 10 | 188 | 83%\nStage 2 | 20 | 43 | 72%"
    assert figures(drawing, "Replies to complaints within the time allowed") == [
        "corporate stage_1 2023-24 on_time count 188 @10",
        "corporate stage_1 2023-24 on_time percent 83 @10",
        "corporate stage_2 2023-24 on_time count 43 @20",
        "corporate stage_2 2023-24 on_time percent 72 @20",
    ]


def test_bare_days_that_are_no_limits_are_left_unread() -> None:
    drawing = "Stage | Closed in time | Working days\nStage 1 | 281 | 6\nStage 2 | 27 | 19"
    assert unread(drawing, "Speed of response to complaints") == {"6": "days, not a count", "19": "days, not a count"}


def test_bounds_below_a_heading_of_days_are_days() -> None:
    rows = "Up to 25 | 48 | 71\n26 to 65 | 17 | 25\nMore than 65 | 3 | 4\nTotal | 68 | 100"
    for head in ("Working days taken", "Time taken (working days)", "Working days to reply"):
        found = figures(f"{head} | Complaints answered | % of those answered\n{rows}", "Time taken to answer")
        assert "all all 2023-24 on_time count 48 @25" in found
        assert "all all 2023-24 late percent 4 @65" in found
        assert not any(" 17" in figure or " 25" in figure for figure in found)
