"""Admission: nothing from tables and rows about other things."""

from __future__ import annotations

import pytest

from tests.tables.drawn import figures, reading, unread


def test_telephone_calls_give_nothing_at_all() -> None:
    found = reading(
        """
        Measure | 2022/23 | 2023/24
        Calls received | 100,000 | 98,000
        Calls answered | 90,000 | 91,000
        """,
        "Customer services",
    )
    assert (found.findings, found.unread) == ((), ())


def test_satisfaction_survey() -> None:
    drawing = """
        Question | Yes | No | % satisfied
        Were you satisfied with how we handled your complaint? | 20 | 40 | 33%
        """
    assert figures(drawing, "Complaints satisfaction survey") == []
    assert unread(drawing, "Complaints satisfaction survey")["33%"] == "a survey result"


def test_training() -> None:
    drawing = """
        Course | Staff attended
        Investigating at Stage 2 | 27
        Managing complaints | 48
        """
    assert figures(drawing, "Staff trained") == []


def test_staff_and_budget_beside_complaints() -> None:
    drawing = """
        Team | Staff | Budget (£) | Complaints received
        Highways | 12 | 400,000 | 50
        Waste | 30 | 900,000 | 80
        """
    assert figures(drawing, "", "Complaints at stage 1") == [
        "corporate stage_1 2023-24 received count 50 #service_area:Highways",
        "corporate stage_1 2023-24 received count 80 #service_area:Waste",
    ]


def test_indicators_of_many_things() -> None:
    drawing = """
        Indicator | Target | 2022/23 | 2023/24 | RAG
        Stage 1 complaints answered within 10 working days | 90% | 84% | 88% | Amber
        Telephone calls answered in 5 minutes | 80% | 77% | 81% | Green
        Council tax collected (%) | 98 | 97 | 96 | Red
        """
    assert figures(drawing) == [
        "corporate stage_1 2022-23 on_time percent 84 @10",
        "corporate stage_1 2023-24 on_time percent 88 @10",
        "corporate stage_1 2023-24 on_time_target percent 90 @10",
    ]
    assert unread(drawing)["81%"] == "not about complaints"


def test_requests_for_information_and_comments() -> None:
    drawing = """
        Type | 2023/24
        Complaints | 800
        Comments | 30
        Freedom of information requests | 1,000
        """
    assert figures(drawing, "Feedback received") == ["all all 2023-24 received count 800"]


def test_other_councils_and_averages() -> None:
    drawing = """
        Authority | Investigated | Upheld | Average for similar authorities
        Testford | 20 | 15 | 60%
        Leeds City Council | 30 | 20 | 60%
        Bradford Council | 25 | 14 | 60%
        """
    assert figures(drawing, "Ombudsman figures compared") == [
        "all ombudsman 2023-24 investigated count 20",
        "all ombudsman 2023-24 upheld count 15",
    ]
    assert unread(drawing, "Ombudsman figures compared")["14"] == "another council's figure or an average"


def test_changes_bounds_and_limits() -> None:
    drawing = """
        Reason | 2023/24 | Change
        Delay | 12 | +3
        Bullying | <5 | -1
        """
    reasons = unread(drawing, "Complaints by reason")
    assert reasons == {
        "3": "a change, not a count",
        "5": "suppressed: only a bound is given",
        "1": "a change, not a count",
    }


def test_people_are_no_complaints() -> None:
    drawing = """
        Team | Number
        Fostering | 7
        Adoption | 12
        """
    assert figures(drawing, "Teams of the 19 children who were the subject of a complaint") == []


def test_people_of_an_age_are_a_breakdown_but_no_total_of_complaints() -> None:
    drawing = """
        Age | Number
        5-10 | 7
        11-15 | 12
        Total | 19
        """
    assert figures(drawing, "Age of the 19 young people who were the subject of a complaint") == [
        "all all 2023-24 received count 12 #age:11-15",
        "all all 2023-24 received count 7 #age:5-10",
    ]


def test_words_of_a_group_are_not_taken_for_more() -> None:
    drawing = """
        Theme | 2023/24 | Change in complaints received
        Failure to acknowledge | 6 | 1
        Timescales | 8 | 2
        Increased charges | 9 | 3
        """
    assert figures(drawing, "Stage 1 complaints by theme") == [
        "corporate stage_1 2023-24 received count 6 #theme:Failure to acknowledge",
        "corporate stage_1 2023-24 received count 8 #theme:Timescales",
        "corporate stage_1 2023-24 received count 9 #theme:Increased charges",
    ]
    assert set(unread(drawing, "Stage 1 complaints by theme").values()) == {"a change, not a count"}


def test_teams_named_after_places_are_no_other_councils() -> None:
    drawing = """
        Team | Received
        Adur and Worthing team | 8
        Mid Sussex and Horsham team | 9
        """
    assert len(figures(drawing, "Complaints by team")) == 2


def test_teams_that_handle_applications_have_complaints() -> None:
    drawing = """
        Team | Stage 1 complaints
        Licence applications | 4
        Visits to homes | 6
        Conduct of staff | 2
        """
    assert len(figures(drawing, "Complaints by team")) == 3
    assert figures("Number of | 2023/24\nPlanning applications | 400\nComplaints received | 12", "Activity") == [
        "all all 2023-24 received count 12"
    ]


def test_stages_over_the_columns_count_complaints_in_every_row() -> None:
    assert figures(
        """
        Decision | Stage 1 | Stage 2 | Both
        Complaint upheld | 30 | 4 | 34
        Settled without a decision | 6 | 2 | 8
        """,
        "What was decided",
        whole="corporate",
    ) == [
        "corporate all 2023-24 resolved count 8",
        "corporate all 2023-24 upheld count 34",
        "corporate stage_1 2023-24 resolved count 6",
        "corporate stage_1 2023-24 upheld count 30",
        "corporate stage_2 2023-24 resolved count 2",
        "corporate stage_2 2023-24 upheld count 4",
    ]


def test_outcomes_below_the_complaints_that_they_end() -> None:
    assert figures(
        """
        Indicator | 2023/24
        Complaints closed | 90
        Upheld wholly by managers | 30
        Withdrawn by the customer | 5
        Appeals withdrawn | 7
        """,
        "The year at a glance",
        whole="corporate",
    ) == [
        "corporate all 2023-24 responded count 90",
        "corporate all 2023-24 upheld count 30",
        "corporate all 2023-24 withdrawn count 5",
    ]


_PROMPTLY = (
    "Quarter | Replies sent | In 20 working days | Mean working days\nApr-Jun | 49 | 31 | 21\nJul-Sep | 52 | 30 | 23"
)


def test_how_promptly_replies_were_sent() -> None:
    assert figures(_PROMPTLY, "Replies by quarter", whole="corporate") == [
        "corporate all 2023-24 Q1 average_days days 21",
        "corporate all 2023-24 Q1 on_time count 31 @20",
        "corporate all 2023-24 Q1 responded count 49",
        "corporate all 2023-24 Q2 average_days days 23",
        "corporate all 2023-24 Q2 on_time count 30 @20",
        "corporate all 2023-24 Q2 responded count 52",
    ]


def test_replies_to_other_requests_are_none_of_ours() -> None:
    assert figures(_PROMPTLY, "Replies to freedom of information requests") == []
    assert figures(_PROMPTLY, "Replies by quarter", "Subject access requests") == []


def test_a_directorate_called_growth_is_no_change() -> None:
    assert figures(
        """
        Directorate | Service | Stage 1
        Environment | Street scene | 37
        Growth | Planning | 41
        ^ | Building control | 6
        """,
        "Complaints by service",
    ) == [
        "corporate stage_1 2023-24 received count 37 #service_area:Street scene",
        "corporate stage_1 2023-24 received count 41 #service_area:Planning",
        "corporate stage_1 2023-24 received count 6 #service_area:Building control",
    ]


@pytest.mark.parametrize("label", ["Whole council", "Council-wide", "Entire organisation", "Whole district"])
def test_the_whole_council_is_a_total(label: str) -> None:
    told = figures(f"Service | Stage 1\nStreet scene | 37\nPlanning | 41\n{label} | 78", "Complaints by service")
    assert "corporate stage_1 2023-24 received count 78" in told


def test_a_total_of_all_feedback_counts_no_complaints() -> None:
    drawing = "Directorate | Compliments | Complaints | Total feedback\nPlace | 20 | 40 | 60\nTotal | 35 | 70 | 105"
    found = figures(drawing, "Feedback by directorate")
    assert "all all 2023-24 received count 70" in found
    assert not any(figure.endswith(" 105") for figure in found)


def test_neighbours_beside_our_own_council() -> None:
    drawing = "Council | Investigated | Upheld\nTestford | 12 | 9\nOtherham | 14 | 10"
    found = figures(drawing, "How we compare", "Ombudsman")
    assert found == ["all ombudsman 2023-24 investigated count 12", "all ombudsman 2023-24 upheld count 9"]


def test_population_beside_complaints() -> None:
    drawing = "Year | Complaints | Population | Per 1,000 population\n2023-24 | 350 | 119,000 | 2.9"
    assert figures(drawing, "Complaints received") == [
        "all all 2023-24 received count 350",
        "all all 2023-24 received per_1000 2.9",
    ]


def test_fractions_of_days_are_no_limits() -> None:
    drawing = "Service | Complaints | Response time (target 10 days)\nParking | 40 | 8.5 days\nTrees | 22 | 13.2 days"
    assert "corporate stage_1 2023-24 average_days days 8.5 #service_area:Parking" in figures(drawing, "Stage 1")


def test_bands_of_days_taken() -> None:
    drawing = "Days taken | Number\n0-5 | 40\n6-10 | 50\nOver 10 | 30\nTotal | 120"
    assert figures(drawing, "Stage 1 answers") == ["corporate stage_1 2023-24 responded count 120"]


def test_rates_per_ten_thousand() -> None:
    drawing = "Year | Complaints | Rate per 10,000 residents\n2023-24 | 901 | 45"
    assert figures(drawing, "Complaints received") == ["all all 2023-24 received count 901"]


def test_a_rank_among_councils() -> None:
    drawing = "Measure | Testford | Average | Rank\nComplaints upheld | 77% | 79% | 12"
    assert figures(drawing, "", "Ombudsman") == ["all ombudsman 2023-24 upheld percent 77"]


def test_a_list_of_single_cases() -> None:
    drawing = "Reference | Service | Decision | Remedy paid\n23 001 234 | Housing | Upheld | £250"
    assert figures(drawing, "Upheld decisions", "Ombudsman") == []


def test_appeals_to_a_tribunal() -> None:
    drawing = " | Stage 1 | Tribunal appeals\n2023-24 | 31 | 90"
    assert figures(drawing, "SEND complaints", stream="children", whole="children") == [
        "children_corporate stage_1 2023-24 received count 31"
    ]


def test_how_long_cases_have_been_open() -> None:
    drawing = "Age of open case | Stage 1\nUnder 10 days | 20\nOver 20 days | 9\nTotal open | 40"
    assert figures(drawing, "Complaints open at 31 March 2024") == [
        "corporate stage_1 2023-24 carried_forward count 40"
    ]


def test_received_and_brought_forward_together() -> None:
    drawing = """
     | 1st stage
    Complaints received | 120
    Complaints carried forward from previous year | 4
    All complaints received and carried forward | 124
    """
    assert figures(drawing, "Complaints", stream="housing", whole="housing") == [
        "housing stage_1 2023-24 brought_forward count 4",
        "housing stage_1 2023-24 received count 120",
    ]


def test_actions_carried_out_beside_those_identified() -> None:
    drawing = "Directorate | Learning actions identified | Learning actions completed\nTotal | 63 | 50"
    assert figures(drawing, "Learning from complaints") == ["all all 2023-24 learning_actions count 63"]


def test_a_share_of_all_contacts_is_no_group() -> None:
    drawing = "Contacts | Number\nComplaints | 812\nComplaints as % of contacts | 2%"
    assert not any("percent" in figure for figure in figures(drawing, "Context"))


def test_what_is_to_come() -> None:
    drawing = " | 2023/24 actual | 2024/25 forecast\nStage 1 | 322 | 350"
    assert figures(drawing, "Complaints received") == ["corporate stage_1 2023-24 received count 322"]


def test_homes_beside_complaints() -> None:
    drawing = """
    Landlord | Homes | Complaints | Per 1,000 homes
    Council homes | 9,200 | 412 | 44.8
    Total | 9,900 | 440 | 44.4
    """
    found = figures(drawing, "Complaints by landlord", stream="housing", whole="housing")
    assert "housing all 2023-24 received count 440" in found
    assert not any(figure.endswith(("9900", "9200 #service_area:Council homes")) for figure in found)


def test_subjects_are_more_than_complaints() -> None:
    drawing = "Subject | Number\nCommunication | 30\nDelay | 21\nAttitude of staff | 9\nTotal number of subjects | 60"
    found = figures(drawing, "Top subjects of complaint")
    assert len(found) == 3
    assert all("#theme" in figure for figure in found)


def test_concerns_and_complaints_are_not_added_up() -> None:
    drawing = "Year | 2022-23 | 2023-24\nComplaints | 73 | 66\nConcerns | 87 | 53\nTotal | 160 | 119"
    found = figures(drawing, "Concerns and complaints", stream="adult_social_care", whole="adult_social_care")
    assert found == [
        "adult_social_care all 2022-23 received count 73",
        "adult_social_care all 2023-24 received count 66",
        "adult_social_care informal 2022-23 received count 87",
        "adult_social_care informal 2023-24 received count 53",
    ]


def test_cases_told_by_letters() -> None:
    drawing = "Case | Determination | Orders\nCase A | Maladministration | 3\nCase B | No maladministration | 0"
    assert figures(drawing, "Determinations", "Housing Ombudsman", stream="housing", whole="housing") == []


def test_two_things_in_one_column() -> None:
    drawing = " | Stage 1\nReceived | 400\nLess withdrawn / rejected | 22"
    assert figures(drawing, "Complaints") == ["corporate stage_1 2023-24 received count 400"]


@pytest.mark.parametrize(
    "caption",
    ["Heads of complaint in the investigations", "Points of complaint at Stage 2", "Elements of each complaint"],
)
def test_what_complaints_are_made_up_of(caption: str) -> None:
    drawing = "Case | Upheld | Not upheld\nFirst | 2 | 3\nSecond | 1 | 4\nAll | 3 | 7"
    assert figures(drawing, caption) == []
    assert set(unread(drawing, caption).values()) == {"what complaints are made up of, not complaints"}


@pytest.mark.parametrize("head", ["Average", "5-year average", "Average 2019 to 2023", "Average of three years"])
def test_means_of_counts_over_several_years_are_no_mean_days(head: str) -> None:
    drawing = f"""
        Area | {head} | 2021-22 | 2022-23 | 2023-24
        East | 31 | 30 | 31 | 32
        West | 41 | 40 | 42 | 41
        """
    found = figures(drawing, "Complaints received by area")
    assert len(found) == 6
    assert not [line for line in found if "average" in line]
    assert unread(drawing, "Complaints received by area")["31"] == "another council's figure or an average"


def test_means_of_days_over_a_year_are() -> None:
    drawing = """
        Stage | Q1 | Q2 | Q3 | Q4 | Average
        Stage 1 | 9 | 11 | 12 | 8 | 10
        """
    assert "corporate stage_1 2023-24 average_days days 10" in figures(drawing, "Average days to respond")


def test_cases_of_both_ombudsmen() -> None:
    drawing = """
        Data | 2022-23 | 2023-24
        Number of corporate complaints received | 610 | 580
        Number of LGSCO cases received | 21 | 19
        Number of HOS cases received | 3 | 5
        """
    assert {line for line in figures(drawing, stream="all", whole="all") if "ombudsman" in line} == {
        "all ombudsman 2022-23 received count 21",
        "all ombudsman 2023-24 received count 19",
        "housing ombudsman 2022-23 received count 3",
        "housing ombudsman 2023-24 received count 5",
    }
