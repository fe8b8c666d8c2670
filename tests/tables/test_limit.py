"""Time limits: from label, column or row of limits, caption, or what the report says elsewhere."""

from __future__ import annotations

from tests.tables.drawn import figures, limits


def days(drawing: str, caption: str = "", **of: object) -> list[str]:
    return [line.split(" ", 1)[1] for line in figures(drawing, caption, **of) if "@" in line]


def test_label_gives_the_limit() -> None:
    assert days("Measure | 2023/24\nStage 1 answered within 15 working days | 80%") == [
        "stage_1 2023-24 on_time percent 80 @15"
    ]


def test_two_limits_in_one_label_are_those_of_the_stages() -> None:
    assert days("Measure | Stage 1 | Stage 2\nClosed within target (10 / 20 working days) | 8 | 9") == [
        "stage_1 2023-24 on_time count 8 @10",
        "stage_2 2023-24 on_time count 9 @20",
    ]


def test_column_and_row_of_limits() -> None:
    assert days("Stage | Limit (working days) | In time\nStage 1 | 10 | 80\nStage 2 | 25 | 9") == [
        "stage_1 2023-24 on_time count 80 @10",
        "stage_2 2023-24 on_time count 9 @25",
    ]
    assert days(
        "Stage | Standard | Within standard\nStage 1 | 10 working days | 80\nStage 2 | 25 working days | 9"
    ) == [
        "stage_1 2023-24 on_time count 80 @10",
        "stage_2 2023-24 on_time count 9 @25",
    ]
    assert days("Measure | Stage 1 | Stage 2\nTimescale (working days) | 10 | 25\nAnswered in time | 80 | 9") == [
        "stage_1 2023-24 on_time count 80 @10",
        "stage_2 2023-24 on_time count 9 @25",
    ]


def test_caption_gives_a_limit_for_each_stage() -> None:
    caption = "Complaints closed within 5 working days (Stage 1) or 20 working days (Stage 2)"
    assert days("Stage | 2023/24\nStage 1 | 80\nStage 2 | 9", caption) == [
        "stage_1 2023-24 on_time count 80 @5",
        "stage_2 2023-24 on_time count 9 @20",
    ]


def test_report_says_it_elsewhere() -> None:
    book = limits(("corporate", "stage_1", 12))
    assert days("Stage | In time\nStage 1 | 80\nStage 2 | 9", book=book) == ["stage_1 2023-24 on_time count 80 @12"]


def test_target_has_the_limit_of_what_it_is_a_target_for() -> None:
    drawing = "Type | % in 10 working days | Target (%)\nMP enquiries | 84 | 90"
    assert days(drawing) == ["all 2023-24 on_time percent 84 @10", "all 2023-24 on_time_target percent 90 @10"]


def test_heading_gives_a_limit_for_each_stage() -> None:
    drawing = """
        Closed in time (5 working days at Stage 1, 20 at Stage 2) | 2023/24
        Stage 1 | 80
        Stage 2 direct | 9
        Stage 2 escalated | 7
        """
    assert days(drawing, nation="Scotland", stream="all") == [
        "stage_1 2023-24 on_time count 80 @5",
        "stage_2 2023-24 on_time count 9 @20",
        "stage_2_escalated 2023-24 on_time count 7 @20",
    ]


def test_limit_written_in_words() -> None:
    assert days("Measure | 2023/24\nStage 1 in fifteen working days | 80\nStage 1 received | 90") == [
        "stage_1 2023-24 on_time count 80 @15"
    ]


def test_later_than_a_limit_is_late() -> None:
    drawing = "Measure | 2023/24\nClosed within 25 working days | 58\nClosed later than 25 working days | 22"
    assert figures(drawing, "Time taken to close complaints") == [
        "all all 2023-24 late count 22 @25",
        "all all 2023-24 on_time count 58 @25",
    ]


def test_a_stage_that_says_its_own_limit_stands_over_results() -> None:
    drawing = """
        | Received | Replied to within limit
        Stage 1 (limit 10 working days) | 118 | 97
        Stage 2 (limit 20 working days) | 19 | 12
        2022/23 Stage 1 | 94 | 80
        """
    assert figures(drawing, "Complaints") == [
        "corporate stage_1 2022-23 on_time count 80 @10",
        "corporate stage_1 2022-23 received count 94",
        "corporate stage_1 2023-24 on_time count 97 @10",
        "corporate stage_1 2023-24 received count 118",
        "corporate stage_2 2023-24 on_time count 12 @20",
        "corporate stage_2 2023-24 received count 19",
    ]


def test_limit_without_the_word_days() -> None:
    assert figures("Service | Received | Within 10\nRoads | 40 | 31", "Stage 1 complaints by service") == [
        "corporate stage_1 2023-24 on_time count 31 @10 #service_area:Roads",
        "corporate stage_1 2023-24 received count 40 #service_area:Roads",
    ]


def test_answers_in_time_that_count_extensions_or_do_not() -> None:
    drawing = "Stage 1 | 2023/24\nReceived | 90\n{label} | 60"
    for label in ("Closed in time including extensions", "Closed in time, with agreed extensions"):
        assert "corporate stage_1 2023-24 on_time count 60" in figures(drawing.format(label=label), "Stage 1")
    without = drawing.format(label="Closed in 10 working days, no extension")
    assert "corporate stage_1 2023-24 on_time count 60 @10" in figures(without, "Stage 1")
    assert len(figures(drawing.format(label="Extensions agreed"), "Stage 1")) == 1


def test_percentages_of_those_closed_are_of_what_the_table_counts() -> None:
    for head in ("As % of closed", "As a percentage of all closed", "As % of complaints answered"):
        drawing = f"Stage | Closed within timescale | {head}\nStage 1 | 80 | 78.5\nStage 2 | 9 | 66.0"
        percents = [line for line in figures(drawing) if "percent" in line]
        assert percents == [
            "corporate stage_1 2023-24 on_time percent 78.5",
            "corporate stage_2 2023-24 on_time percent 66",
        ]
