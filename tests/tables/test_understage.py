"""Lines that name no stage, behind one that counts the complaints of a stage."""

from __future__ import annotations

from tests.tables.drawn import figures


def test_columns_behind_each_stage_are_of_that_stage() -> None:
    drawing = """
    Month | Stage 1 in | Stage 1 closed | Closed in 10 days | % | Stage 2 in | Stage 2 closed | Closed in 20 days | %
    May-23 | 14 | 12 | 9 | 75% | 4 | 2 | 1 | 50%
    """
    found = figures(drawing, "Complaints")
    assert "corporate stage_1 2023-24 M02 on_time count 9 @10" in found
    assert "corporate stage_1 2023-24 M02 on_time percent 75 @10" in found
    assert "corporate stage_2 2023-24 M02 on_time count 1 @20" in found
    assert "corporate stage_2 2023-24 M02 on_time percent 50 @20" in found


def test_only_the_first_stage_may_be_followed() -> None:
    drawing = """
     | Q1 | Q2
    Stage 1 received | 30 | 40
    Mean days to answer | 8 | 9
    Stage 2 received | 3 | 4
    """
    found = figures(drawing, "Complaints by quarter")
    assert "corporate stage_1 2023-24 Q1 average_days days 8" in found


def test_what_follows_the_last_stage_alone_may_be_of_all() -> None:
    drawing = """
     | Q1 | Q2
    Stage 1 received | 30 | 40
    Stage 2 received | 3 | 4
    Mean days to answer | 8 | 9
    """
    assert "all all 2023-24 Q1 average_days days 8" in figures(drawing, "Complaints by quarter")


def test_a_stage_that_comes_twice_tells_nothing() -> None:
    drawing = """
     | 2023-24
    Stage 1 received | 30
    Upheld | 8
    Stage 2 received | 3
    Upheld | 1
    Stage 1 closed | 28
    """
    assert not any("stage_1" in figure and "upheld" in figure for figure in figures(drawing, "Complaints"))


def test_columns_behind_each_year_are_of_that_year() -> None:
    drawing = "Stage | 2021-22 closed | % upheld | 2022-23 closed | % upheld\nStage 1 | 110 | 31% | 120 | 33%"
    assert figures(drawing, "Complaints by stage") == [
        "corporate stage_1 2021-22 responded count 110",
        "corporate stage_1 2021-22 upheld percent 31",
        "corporate stage_1 2022-23 responded count 120",
        "corporate stage_1 2022-23 upheld percent 33",
    ]


def test_rates_of_answers_behind_each_stage() -> None:
    drawing = """
     | 2023-24
    Stage 1 complaints received | 140
    % answered in full | 97%
    Mean days for a full answer | 4.1
    Stage 2 complaints received | 25
    % answered in full | 96%
    Mean days for a full answer | 16.5
    """
    found = figures(drawing, "Complaints", nation="Scotland", stream="housing", whole="housing")
    assert "housing stage_2 2023-24 average_days days 16.5" in found


def test_later_stages_may_have_fewer_columns_than_the_first() -> None:
    drawing = """
        Quarter | Stage 1 received | In time | Upheld | Stage 2 received | In time
        Q1 | 84 | 70 | 31 | 12 | 9
        Q2 | 90 | 81 | 29 | 15 | 13
        """
    assert [line for line in figures(drawing) if "Q1" in line] == [
        "corporate stage_1 2023-24 Q1 on_time count 70",
        "corporate stage_1 2023-24 Q1 received count 84",
        "corporate stage_1 2023-24 Q1 upheld count 31",
        "corporate stage_2 2023-24 Q1 on_time count 9",
        "corporate stage_2 2023-24 Q1 received count 12",
    ]


def test_complaints_before_the_stages_and_an_ombudsmans_cases_behind_them_leave_the_stages_theirs() -> None:
    drawing = """
    Year | Complaints | Stage 1 closed | In 5 days | Stage 2 closed | In 20 days | SPSO | Compliments
    2022/23 | 210 | 190 | 81% | 18 | 72% | 4 | 75
    2023/24 | 236 | 214 | 84% | 21 | 67% | 6 | 90
    """
    found = figures(drawing, "Annual figures")
    assert "corporate stage_1 2023-24 on_time percent 84 @5" in found
    assert "corporate stage_2 2022-23 on_time percent 72 @20" in found
    assert "all all 2023-24 received count 236" in found
    assert "all all 2023-24 compliments count 90" in found
