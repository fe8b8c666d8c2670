"""Tables as published reports draw them, told in other figures: each taught the reader a rule."""

from __future__ import annotations

from extractors.tables.caption import Caption
from tests.tables.drawn import figures, unread

LEAD = (
    "We keep a record. The following table presents the complaints about us on which the Local Government Ombudsman"
    "(LGSCO) made decisions. There were 5 upheld complaints."
)


def test_the_sentence_that_introduces_a_table_is_its_caption() -> None:
    assert Caption("", LEAD).leading == LEAD.split(". ")[1] + "."


def test_ombudsman_named_only_by_the_introduction() -> None:
    found = figures("Year | Investigated | Upheld | Not investigated\n2023/24 | 8 | 5 | 21", "", lead=LEAD)
    assert found == [
        "all ombudsman 2023-24 investigated count 8",
        "all ombudsman 2023-24 rejected count 21",
        "all ombudsman 2023-24 upheld count 5",
    ]


def test_changes_among_the_years_are_no_labels() -> None:
    found = figures(" | Change | 2023/24 | 2022/23\nComplaints received | 4% (down) | 50 | 52")
    assert found == ["all all 2022-23 received count 52", "all all 2023-24 received count 50"]


def test_the_year_before_in_brackets_beside_two_units() -> None:
    lead = "Last year's figures are in brackets."
    found = figures(
        "Service | Upheld | Average days\nTotal | 84 = 42% (47%) | 27 days (33 days)", "Complaints", lead=lead
    )
    assert found == [
        "all all 2022-23 average_days days 33",
        "all all 2022-23 upheld percent 47",
        "all all 2023-24 average_days days 27",
        "all all 2023-24 upheld count 84",
        "all all 2023-24 upheld percent 42",
    ]


def test_a_heading_on_concerns_and_complaints_makes_neither_informal() -> None:
    found = figures("Quarter | Concerns | Complaints\nQ1 | 16 | 13", "", "Concerns and complaints")
    assert found == ["all all 2023-24 Q1 received count 13", "corporate informal 2023-24 Q1 received count 16"]


def test_councils_with_their_population() -> None:
    drawing = (
        "Authority (population) | Year | Stage 1 complaints\nBarnsley (244,900) | 2023/24 | 300\nLeeds | 2023/24 | 400"
    )
    assert figures(drawing) == []
    assert set(unread(drawing).values()) == {"another council's figure or an average"}


def test_quarters_and_years_in_words() -> None:
    assert figures("Quarter | 2023 to 2024\nOne | 43\nTwo | 54", "Complaints received") == [
        "all all 2023-24 Q1 received count 43",
        "all all 2023-24 Q2 received count 54",
    ]


def test_a_column_that_counts_something_else_beside_complaints() -> None:
    drawing = "Team | Number of referrals | Number of complaints received\nAdoption | 83 | 5\nFostering | 90 | 6"
    assert unread(drawing) == {"83": "not about complaints", "90": "not about complaints"}


def test_a_service_named_once_for_its_stages() -> None:
    drawing = "Service | Stage | 2023/24\nBenefits | Stage 1 | 7\n | Stage 2 | 2\nParking | Stage 1 | 4\n | Stage 2 | 1"
    assert figures(drawing, "Complaints") == [
        "corporate stage_1 2023-24 received count 4 #service_area:Parking",
        "corporate stage_1 2023-24 received count 7 #service_area:Benefits",
        "corporate stage_2 2023-24 received count 1 #service_area:Parking",
        "corporate stage_2 2023-24 received count 2 #service_area:Benefits",
    ]


def test_lists_within_cells_below_headings_of_their_own() -> None:
    drawing = (
        "Stage 1 Target (5 days) | Extensions\nMissed target: 34 Met target: 273 | 12\n"
        "Stage 1 Outcome | Stage 2 Outcome\nUpheld: 190 Not upheld: 77 | Upheld: 15 Not upheld: 9"
    )
    assert figures(drawing, "", "Complaints performance") == [
        "corporate stage_1 2023-24 late count 34 @5",
        "corporate stage_1 2023-24 not_upheld count 77",
        "corporate stage_1 2023-24 on_time count 273 @5",
        "corporate stage_1 2023-24 upheld count 190",
        "corporate stage_2 2023-24 not_upheld count 9",
        "corporate stage_2 2023-24 upheld count 15",
    ]


def test_a_percentage_with_its_numbers_under_two_stages() -> None:
    drawing = "Type | Stage 2 | Stage 3\nCorporate complaints | 60% (6/10) | n/a"
    assert figures(drawing, "Stage 2 and Stage 3 complaints closed on time") == [
        "corporate stage_2 2023-24 on_time count 6",
        "corporate stage_2 2023-24 on_time percent 60",
    ]


def test_rows_set_off_by_a_dash_are_of_the_stage_above() -> None:
    drawing = " | 2023/24\nStage 1 received | 31\n- upheld | 9\nStage 2 investigations | 4\n- upheld | 1"
    found = figures(drawing, "Complaints")
    assert "corporate stage_1 2023-24 upheld count 9" in found
    assert "corporate stage_2 2023-24 upheld count 1" in found


def test_a_rate_beside_the_one_stage_that_is_counted() -> None:
    drawing = "Service | Stage one received | Answered on time (10 days)\nRepairs | 512 | 66%\nCleaning | 161 | 90%"
    assert "corporate stage_1 2023-24 on_time percent 66 @10 #service_area:Repairs" in figures(drawing, "Complaints")


def test_received_is_of_no_stage_where_another_row_is_of_stage_1() -> None:
    drawing = " | 2022-23\nComplaints received | 3,186\nClosed at stage 1 | 2,700\nEscalated to stage 2 | 33"
    assert "all all 2022-23 received count 3186" in figures(drawing, "Complaints")


def test_a_caption_on_complaints_and_compliments_is_no_measure() -> None:
    found = figures("Year | 2023/24\nFormal complaints | 91\nCompliments | 73", "Complaints and compliments")
    assert found == ["all all 2023-24 compliments count 73", "all all 2023-24 received count 91"]


def test_investigations_by_how_they_came() -> None:
    found = figures(
        " | 2018/19\nInvestigation, not escalated | 102\nInvestigation, escalated | 41",
        "Complaints closed",
        nation="Scotland",
        stream="all",
    )
    assert found == [
        "all stage_2 2018-19 responded count 102",
        "all stage_2_escalated 2018-19 responded count 41",
    ]


def test_a_share_of_those_answered_is_a_rate() -> None:
    drawing = "Stage | Answered | Upheld\nStage 1 | 184 | 46 (25%)"
    found = figures(drawing, "Answers, number and (in brackets) share of those answered")
    assert "corporate stage_1 2023-24 upheld percent 25" in found
    whole = figures(drawing, "Answers, number and (in brackets) share of all complaints upheld")
    assert "corporate stage_1 2023-24 upheld percent 25" not in whole
