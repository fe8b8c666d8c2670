"""Mending: labels that mean something only beside their neighbours."""

from __future__ import annotations

from tests.tables.drawn import figures

ESCALATED = """
 | Stage 1 | Stage 2 | Escalated
Closed | 70 | 15 | 7
"""


def test_escalated_beside_stages_is_a_stage_in_scotland() -> None:
    assert figures(ESCALATED, "Complaints closed", nation="Scotland", stream="all") == [
        "all stage_1 2023-24 responded count 70",
        "all stage_2 2023-24 responded count 15",
        "all stage_2_escalated 2023-24 responded count 7",
    ]


def test_elsewhere_it_is_what_came_up_to_stage_2() -> None:
    assert "corporate stage_2 2023-24 escalated count 7" in figures(ESCALATED, "Complaints closed")


def test_ages_are_no_years() -> None:
    assert figures(
        """
        Age | Complaints
        5-10 | 7
        11-15 | 12
        16-17 | 5
        """,
        "Age of young people who made stage 1 complaints",
    ) == [
        "corporate stage_1 2023-24 received count 12 #age:11-15",
        "corporate stage_1 2023-24 received count 5 #age:16-17",
        "corporate stage_1 2023-24 received count 7 #age:5-10",
    ]


def test_housing_company_and_education_among_procedures() -> None:
    assert figures(
        """
        Procedure | Received
        Corporate | 100
        Testford Homes | 200
        Education and SEND | 30
        Adult social care | 40
        """,
        "Stage 1 complaints",
    ) == [
        "adult_social_care stage_1 2023-24 received count 40",
        "children_corporate stage_1 2023-24 received count 30",
        "corporate stage_1 2023-24 received count 100",
        "housing stage_1 2023-24 received count 200",
    ]


def test_other_childrens_services_beside_social_care_are_corporate() -> None:
    drawing = """
        Procedure | Received
        Corporate | 100
        Children's social care | 30
        Schools, SEND and other children's services | 20
        """
    assert "children_corporate stage_1 2023-24 received count 20" in figures(drawing, "Stage 1 complaints")


def test_rows_have_the_stage_of_the_count_above_them() -> None:
    drawing = """
         | 2023-24
        Complaints at stage 1 | 50
        Answered in 10 days | 70%
        Complaints at stage 2 | 9
        Answered in 20 days | 60%
        """
    assert figures(drawing) == [
        "corporate stage_1 2023-24 on_time percent 70 @10",
        "corporate stage_1 2023-24 received count 50",
        "corporate stage_2 2023-24 on_time percent 60 @20",
        "corporate stage_2 2023-24 received count 9",
    ]


def test_rows_after_both_stages_belong_to_neither() -> None:
    drawing = " | 2023-24\nComplaints at stage 1 | 50\nComplaints at stage 2 | 9\nUpheld | 21"
    assert "all all 2023-24 upheld count 21" in figures(drawing)


ROUTES = """
Route | Upheld
Frontline (5 days) | 40
Investigative (20 days) | 9
Escalated (20 days) | 4
"""


def test_the_names_of_scottish_stages_alone() -> None:
    assert figures(ROUTES, "Complaints closed", nation="Scotland", stream="all") == [
        "all stage_1 2023-24 upheld count 40",
        "all stage_2 2023-24 upheld count 9",
        "all stage_2_escalated 2023-24 upheld count 4",
    ]
    assert not any(" stage_1 " in figure for figure in figures(ROUTES, "Complaints closed"))


STEPS = """
Procedure | Stage | Decided | Upheld
Corporate | 1 | 90 | 30
^ | 2 | 20 | 5
Adult social care | Single | 40 | 8
"""


def test_numbers_and_names_under_stage() -> None:
    assert figures(STEPS, "Complaints decided") == [
        "adult_social_care all 2023-24 responded count 40",
        "adult_social_care all 2023-24 upheld count 8",
        "corporate stage_1 2023-24 responded count 90",
        "corporate stage_1 2023-24 upheld count 30",
        "corporate stage_2 2023-24 responded count 20",
        "corporate stage_2 2023-24 upheld count 5",
    ]


def test_a_share_is_of_the_stage_that_the_column_before_counts() -> None:
    assert figures("Who | Stage 1 complaints | Share\nParent | 30 | 60%\nCarer | 20 | 40%", "Who complained") == [
        "corporate stage_1 2023-24 received count 20 #complainant:Carer",
        "corporate stage_1 2023-24 received count 30 #complainant:Parent",
        "corporate stage_1 2023-24 received percent 40 #complainant:Carer",
        "corporate stage_1 2023-24 received percent 60 #complainant:Parent",
    ]


def test_one_scottish_step_beside_the_full_name_of_another() -> None:
    found = figures("| Frontline | Investigation, not escalated\nClosed | 70 | 15", nation="Scotland", stream="all")
    assert found == ["all stage_1 2023-24 responded count 70", "all stage_2 2023-24 responded count 15"]


def test_a_target_beside_what_was_reached() -> None:
    drawing = "Year | Complaints | Target % in time | Actual % in time\n2023-24 | 120 | 90 | 84"
    assert figures(drawing, "Stage 1 timeliness") == [
        "corporate stage_1 2023-24 on_time percent 84",
        "corporate stage_1 2023-24 on_time_target percent 90",
        "corporate stage_1 2023-24 received count 120",
    ]


def test_what_is_said_of_escalated_complaints_in_scotland() -> None:
    drawing = """
     | 2023-24
    Stage 1 average working days | 5.5
    Stage 2 average working days | 21
    Escalated average working days | 23.5
    """
    found = figures(drawing, "Complaints", nation="Scotland", stream="all")
    assert "all stage_2_escalated 2023-24 average_days days 23.5" in found


def test_yes_and_no_under_what_was_asked() -> None:
    drawing = """
    Service | Answered on time | < | Upheld | <
    ^ | Yes | No | Yes | No
    Total | 74 | 18 | 40 | 52
    """
    assert figures(drawing, "Stage 1", header=2) == [
        "corporate stage_1 2023-24 late count 18",
        "corporate stage_1 2023-24 not_upheld count 52",
        "corporate stage_1 2023-24 on_time count 74",
        "corporate stage_1 2023-24 upheld count 40",
    ]


def test_no_with_a_stop_is_a_number() -> None:
    drawing = "Stage | Upheld | <\n^ | No. | %\nStage 1 | 12 | 40%"
    assert figures(drawing, "Outcomes", header=2) == [
        "corporate stage_1 2023-24 upheld count 12",
        "corporate stage_1 2023-24 upheld percent 40",
    ]


def test_letters_that_the_caption_explains() -> None:
    drawing = "Service | Received | U | PU | NU\nTotal | 70 | 33 | 14 | 23"
    assert figures(drawing, "Stage 1 (U = upheld, PU = partly upheld, NU = not upheld)") == [
        "corporate stage_1 2023-24 not_upheld count 23",
        "corporate stage_1 2023-24 partially_upheld count 14",
        "corporate stage_1 2023-24 received count 70",
        "corporate stage_1 2023-24 upheld count 33",
    ]


def test_references_in_front_of_names_of_indicators() -> None:
    drawing = """
    Indicator | Q1 | Q2 | Target
    CC2 Stage 1 complaints closed | 46 | 43 |
    CC3 Closed within 10 working days | 42 | 39 |
    CC4 % closed within 10 working days | 91% | 91% | 90%
    """
    found = figures(drawing, "", "First stage")
    assert "corporate stage_1 2023-24 Q1 on_time count 42 @10" in found
    assert "corporate stage_1 2023-24 Q2 on_time percent 91 @10" in found
    assert "corporate stage_1 2023-24 on_time_target percent 90 @10" in found
