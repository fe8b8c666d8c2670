"""Measure and unit: what is counted, and whether it is a percentage."""

from __future__ import annotations

import pytest

from tests.tables.drawn import figures, unread


def test_the_stronger_of_row_and_column() -> None:
    assert figures("Measure | Upheld | In time\nComplaints closed at stage 1 | 5 | 7") == [
        "corporate stage_1 2023-24 on_time count 7",
        "corporate stage_1 2023-24 upheld count 5",
    ]


def test_nearest_heading_before_the_outer_one() -> None:
    assert figures(
        """
        Stage | Timeliness | < | <
        ^ | Closed | In time | %
        Stage 1 | 200 | 150 | 75
        """,
        header=2,
    ) == [
        "corporate stage_1 2023-24 on_time count 150",
        "corporate stage_1 2023-24 on_time percent 75",
        "corporate stage_1 2023-24 responded count 200",
    ]


def test_caption_gives_the_measure() -> None:
    assert figures("Service | 2022/23 | 2023/24\nStage 1 | 5 | 7", "Complaints closed by stage") == [
        "corporate stage_1 2022-23 responded count 5",
        "corporate stage_1 2023-24 responded count 7",
    ]


def test_row_without_a_measure_among_measures_is_left_unread() -> None:
    drawing = """
        Measure | 2023/24
        Stage 1 complaints received | 90
        Number upheld | 30
        Number re-opened | 4
        """
    assert "4" in unread(drawing)
    assert not any(line.endswith(" 4") for line in figures(drawing))


def test_percentages_without_a_sign() -> None:
    assert figures("Outcome | Number | %\nUpheld | 30 | 40\nNot upheld | 45 | 60", "Outcomes at stage 2") == [
        "corporate stage_2 2023-24 not_upheld count 45",
        "corporate stage_2 2023-24 not_upheld percent 60",
        "corporate stage_2 2023-24 upheld count 30",
        "corporate stage_2 2023-24 upheld percent 40",
    ]


def test_percentages_in_brackets_announced_by_the_caption() -> None:
    assert figures("Outcome | Stage 1\nUpheld | 1,958 (52.0)\nNot upheld | 829 (22.0)", "Outcomes, number (%)") == [
        "corporate stage_1 2023-24 not_upheld count 829",
        "corporate stage_1 2023-24 not_upheld percent 22",
        "corporate stage_1 2023-24 upheld count 1958",
        "corporate stage_1 2023-24 upheld percent 52",
    ]


def test_brackets_that_nothing_explains() -> None:
    drawing = "Stage | Upheld\nStage 1 | 30 (12)\nStage 2 | 4 (1)"
    assert unread(drawing)["12"] == "a number in brackets that nothing explains"


def test_sign_in_the_cell_beats_the_heading() -> None:
    assert figures("Stage | Number upheld\nStage 1 | 50%\nStage 2 | 39%") == [
        "corporate stage_1 2023-24 upheld percent 50",
        "corporate stage_2 2023-24 upheld percent 39",
    ]


def test_shares_are_kept_for_groups_only() -> None:
    drawing = "Service | Complaints | Share of complaints\nWaste | 30 | 60%\nParking | 20 | 40%\nTotal | 50 | 100%"
    assert "corporate stage_1 2023-24 received percent 60 #service_area:Waste" in figures(drawing, "Stage 1 complaints")
    assert unread(drawing, "Stage 1 complaints") == {"100%": "a share of the whole, not a rate"}


def test_rate_of_complaints_upheld_is_no_share() -> None:
    assert figures("Measure | 2023/24\n% of complaints upheld | 44%") == ["all all 2023-24 upheld percent 44"]


def test_rates_per_thousand_days_and_money() -> None:
    assert figures(
        """
        Indicator | 2023/24
        Stage 1 complaints per 1,000 homes | 45.2
        Average working days, stage 1 | 9.5
        Compensation paid after Ombudsman complaints (£) | 4,500
        """,
        stream="housing",
        whole="housing",
    ) == [
        "housing ombudsman 2023-24 remedy_paid gbp 4500",
        "housing stage_1 2023-24 average_days days 9.5",
        "housing stage_1 2023-24 received per_1000 45.2",
    ]


def test_bands_of_days_are_no_deadlines() -> None:
    drawing = """
        Response time | Stage 1
        Within 10 working days | 100
        11-20 working days | 50
        Over 20 working days | 25
        """
    assert figures(drawing, "Complaints closed, by response time") == [
        "corporate stage_1 2023-24 late count 25 @20",
        "corporate stage_1 2023-24 on_time count 100 @10",
    ]
    assert list(unread(drawing, "Complaints closed, by response time")) == ["50"]


def test_target_for_something_else() -> None:
    drawing = (
        "Indicator | Target | 2023/24\n% of stage 1 complaints upheld | 30% | 44%\nStage 1 answered on time | 90% | 80%"
    )
    assert figures(drawing) == [
        "corporate stage_1 2023-24 on_time percent 80",
        "corporate stage_1 2023-24 on_time_target percent 90",
        "corporate stage_1 2023-24 upheld percent 44",
    ]


def test_word_that_the_paragraph_before_explains() -> None:
    lead = 'The table is by stage. "Justified" means upheld in full or in part.'
    assert figures("Stage | Justified\nStage 1 | 30\nStage 2 | 5", "", "Complaints", lead=lead) == [
        "corporate stage_1 2023-24 upheld_or_partially_upheld count 30",
        "corporate stage_2 2023-24 upheld_or_partially_upheld count 5",
    ]


def test_total_of_outcomes_was_answered() -> None:
    assert "corporate stage_1 2023-24 responded count 83" in figures(
        "Outcome | Stage 1\nUpheld | 15\nNot upheld | 60\nWithdrawn | 8\nTotal | 83", "Stage 1 decisions"
    )


def test_labels_that_tell_more_than_any_measure_are_left_unread() -> None:
    drawing = """
        Indicator | 2023/24
        Stage 1 complaints taking more than 20 working days | 30
        Stage 1 complaints acknowledged late | 4
        Oldest complaint still waiting (days) | 120
        """
    assert figures(drawing) == ["corporate stage_1 2023-24 late count 30 @20"]
    assert set(unread(drawing)) == {"4", "120"}


def test_total_of_outcomes_and_open_cases_was_received() -> None:
    drawing = "Service | Total | Upheld | Not upheld | Ongoing\nWaste | 50 | 20 | 28 | 2"
    assert "corporate stage_1 2023-24 received count 50 #service_area:Waste" in figures(drawing, "Stage 1 complaints")


def test_days_to_close_are_a_mean() -> None:
    assert figures("Working days to close | 2023/24\nStage 1 | 6.4\nStage 2 | 21") == [
        "corporate stage_1 2023-24 average_days days 6.4",
        "corporate stage_2 2023-24 average_days days 21",
    ]


def test_concerns_settled_without_a_complaint_are_informal() -> None:
    found = figures("Measure | 2023/24\nConcerns settled without a complaint | 70\nComplaints received | 40")
    assert [line.split(" ", 1)[1] for line in found] == [
        "all 2023-24 received count 40",
        "informal 2023-24 received count 70",
    ]


def test_a_percentage_of_those_is_of_what_the_row_before_counts() -> None:
    drawing = """
        Indicator | 2023/24
        Received at stage 1 | 200
        Answered in 12 working days | 150
        As a percentage of those received | 75%
        Upheld | 50
        % of those closed | 26%
        """
    assert figures(drawing, "Corporate complaints")[2:] == [
        "corporate all 2023-24 upheld count 50",
        "corporate all 2023-24 upheld percent 26",
        "corporate stage_1 2023-24 received count 200",
    ]
    assert "corporate all 2023-24 on_time percent 75 @12" in figures(drawing, "Corporate complaints")


def test_a_percentage_of_those_behind_all_of_them_is_a_share() -> None:
    drawing = "Indicator | 2023/24\nEscalated to stage 2 | 20\nAs a percentage of those closed | 10%"
    assert unread(drawing) == {"10%": "a share of the whole, not a rate"}


def test_services_in_brackets_are_no_deeds() -> None:
    drawing = "Procedure | 2023/24\nCorporate (planning, licensing) | 90\nAdult social care | 40\nHousing | 60"
    assert "corporate all 2023-24 received count 90" in figures(drawing, "Complaints by procedure")


def test_time_words_do_not_hide_a_row_among_indicators() -> None:
    drawing = "Adults | 2023/24\nComplaints received | 90\nUpheld | 30\nClosed within 30 working days | 44"
    assert "adult_social_care all 2023-24 on_time count 44 @30" in figures(drawing, "", "Adult social care")


def test_a_codes_timescales_are_a_time_limit() -> None:
    drawing = "Indicator | 2023/24\nStage 1 complaints answered within the Complaint Handling Code timescale | 75%"
    assert figures(drawing) == ["corporate stage_1 2023-24 on_time percent 75"]


def test_compliments_received_are_compliments() -> None:
    table = "Kind | What | Q1 | Q2\nComplaints | received | 38 | 44\nCompliments | received | 39 | 48"
    found = figures(table, "Complaints and compliments by quarter")
    assert [line for line in found if "39" in line or "48" in line] == [line for line in found if "compliments" in line]


def test_limits_of_replies_are_about_complaints_in_a_complaints_report() -> None:
    drawing = """
        Reply sent within | Number
        20 working days | 90
        40 working days | 120
        """
    assert figures(drawing, "Speed of reply", "Timeliness") == [
        "all all 2023-24 on_time count 120 @40",
        "all all 2023-24 on_time count 90 @20",
    ]


def test_part_of_the_row_above_has_its_measure() -> None:
    drawing = """
        Enquiries | 2023/24
        Received, all | 80
        of which from councillors | 49
        of which from MPs | 31
        """
    assert figures(drawing, "", "Members' enquiries") == [
        "member_enquiries all 2023-24 received count 31 #complainant:MPs",
        "member_enquiries all 2023-24 received count 49 #complainant:councillors",
        "member_enquiries all 2023-24 received count 80",
    ]


def test_kinds_of_an_ombudsmans_cases_were_decided() -> None:
    drawing = """
        Outcome | Number
        Out of jurisdiction | 6
        Premature | 11
        Closed after initial consideration | 9
        Total | 26
        """
    found = figures(drawing, "Outcome of complaints closed by the Ombudsman", "Public Services Ombudsman")
    assert len([line for line in found if " ombudsman 2023-24 decided count " in line]) >= 3


def test_a_limit_named_as_a_target_is_kept_or_not() -> None:
    drawing = "Measure | In target | Out of target\nComplaints answered within the 14-day target | 261 | 17"
    assert figures(drawing, "Complaints closed") == [
        "all all 2023-24 late count 17 @14",
        "all all 2023-24 on_time count 261 @14",
    ]


def test_a_service_named_compliance_is_no_ombudsmans_compliance() -> None:
    assert not [
        line for line in figures("Team | Total\nCompliance | 126", "Complaints by team") if " compliance " in line
    ]


def test_redress_among_findings_is_a_decision() -> None:
    found = figures("Finding | Total\nMaladministration | 34\nService failure | 2\nRedress | 2", "Housing Ombudsman")
    assert "housing ombudsman 2023-24 decided count 2 #decision:Redress" in found


@pytest.mark.parametrize(
    "heading", ["Volumes, timeliness and outcomes", "Complaints and response times", "Compliments & lessons"]
)
def test_a_heading_over_several_subjects_gives_no_measure(heading: str) -> None:
    told = figures("Quarter | Stage 1 | Stage 2\nQ1 | 90 | 9\nQ2 | 80 | 8", "Complaints in each quarter", heading)
    assert told == [
        "corporate stage_1 2023-24 Q1 received count 90",
        "corporate stage_1 2023-24 Q2 received count 80",
        "corporate stage_2 2023-24 Q1 received count 9",
        "corporate stage_2 2023-24 Q2 received count 8",
    ]


@pytest.mark.parametrize(
    "heading", ["Timeliness", "Timeliness and performance", "Answers within time limits, by stage"]
)
def test_a_heading_over_one_subject_gives_its_measure(heading: str) -> None:
    assert figures("Stage | % \nStage 1 | 90\nStage 2 | 80", "Complaints by stage", heading) == [
        "corporate stage_1 2023-24 on_time percent 90",
        "corporate stage_2 2023-24 on_time percent 80",
    ]


def test_no_finding_is_no_number() -> None:
    assert figures("Outcome | No. | %\nUpheld | 30 | 66.7\nResolved, no finding | 15 | 33.3", "Stage 1 outcomes") == [
        "corporate stage_1 2023-24 resolved count 15",
        "corporate stage_1 2023-24 resolved percent 33.3",
        "corporate stage_1 2023-24 upheld count 30",
        "corporate stage_1 2023-24 upheld percent 66.7",
    ]


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("Stage 2: independent investigation", "received"),
        ("Stage 2 (formal investigation)", "received"),
        ("Stage 2 investigations requested", "received"),
        ("Stage 2 investigations started", "received"),
        ("Stage 2 complaints investigated", "investigated"),
    ],
)
def test_the_investigation_that_a_stage_is(label: str, measure: str) -> None:
    told = figures(f"Stage | 2023/24\nStage 1 complaints received | 84\n{label} | 9", "Complaints received")
    assert told == [
        "corporate stage_1 2023-24 received count 84",
        f"corporate stage_2 2023-24 {measure} count 9",
    ]


def test_percent_sign_of_the_caption_is_that_of_bare_numbers() -> None:
    assert figures(" | Stage 1 | Stage 2\n2023-24 | 81 | 74", "Complaints answered on time (%)") == [
        "corporate stage_1 2023-24 on_time percent 81",
        "corporate stage_2 2023-24 on_time percent 74",
    ]


def test_percent_sign_of_the_caption_leaves_counts_beside_bases_alone() -> None:
    assert figures("Stage | Received | On time\nStage 1 | 81 | 74", "Complaints received and answered on time (%)") == [
        "corporate stage_1 2023-24 on_time count 74",
        "corporate stage_1 2023-24 received count 81",
    ]


def test_complaints_beside_escalation_are_not_escalated() -> None:
    drawing = " | Stage 1 | Stage 2 | Escalation rate\nPlace | 40 | 8 | 20%\nCouncil total | 70 | 11 | 16%"
    assert figures(drawing, "Complaints and escalation by directorate", stream="all") == [
        "all stage_1 2023-24 received count 40 #service_area:Place",
        "all stage_1 2023-24 received count 70",
        "all stage_2 2023-24 received count 11",
        "all stage_2 2023-24 received count 8 #service_area:Place",
    ]


def test_a_reply_in_a_number_of_days_beside_its_target() -> None:
    drawing = " | Target | Achieved\nStage 1 reply in 10 days | 90% | 84%\nStage 2 reply in 20 days | 90% | 71%"
    assert figures(drawing, "Standards for replies to complaints") == [
        "corporate stage_1 2023-24 on_time percent 84 @10",
        "corporate stage_1 2023-24 on_time_target percent 90 @10",
        "corporate stage_2 2023-24 on_time percent 71 @20",
        "corporate stage_2 2023-24 on_time_target percent 90 @20",
    ]


def test_complaints_that_were_not_accepted() -> None:
    drawing = "Why not | Number\nMore than a year old | 6\nBefore a court | 2\nTotal | 8"
    found = figures(drawing, "Complaints that we did not accept")
    assert "all all 2023-24 rejected count 8" in found
    assert not any("received" in figure for figure in found)


def test_how_many_payments_is_no_sum_of_money() -> None:
    drawing = "Service | Number of payments | Amount paid\nRoads | 3 | £450\nTotal | 8 | £1,250"
    found = figures(drawing, "Remedies paid", "Ombudsman")
    assert found == [
        "all ombudsman 2023-24 remedy_paid gbp 1250",
        "all ombudsman 2023-24 remedy_paid gbp 450 #service_area:Roads",
    ]


def test_a_total_of_counts_and_mean_of_days_in_one_column() -> None:
    drawing = " | Q1 | Q2 | Q3 | Q4 | Total/Average\nReceived | 3 | 4 | 5 | 6 | 18\nDays | 8 | 9 | 7 | 8 | 8"
    assert "all all 2023-24 received count 18" in figures(drawing, "Complaints")


def test_shares_of_answers_belong_to_the_column_before() -> None:
    drawing = "Service | Answered | Upheld | % of answers | In time | % of answers\nAll | 50 | 10 | 20% | 40 | 80%"
    found = figures(drawing, "Stage 1 complaints")
    assert {
        "corporate stage_1 2023-24 upheld percent 20",
        "corporate stage_1 2023-24 on_time percent 80",
    } <= set(found)


def test_a_rate_of_maladministration_is_no_decision() -> None:
    drawing = (
        "Year | Determinations | Maladministration | Service failure | No maladministration | Maladministration rate"
        "\n2023-24 | 9 | 5 | 1 | 3 | 67%"
    )
    found = figures(drawing, "", "Housing Ombudsman", stream="housing", whole="housing")
    assert "housing ombudsman 2023-24 upheld percent 67" in found


def test_open_cases_at_both_ends_of_the_year() -> None:
    drawing = " | Stage 1\nOpen at 1 April 2023 | 7\nReceived | 50\nOpen at 31 March 2024 | 9"
    assert figures(drawing, "Complaints") == [
        "corporate stage_1 2023-24 brought_forward count 7",
        "corporate stage_1 2023-24 carried_forward count 9",
        "corporate stage_1 2023-24 received count 50",
    ]


def test_how_many_remedies_of_each_kind() -> None:
    drawing = "Remedy | Stage 1 | Stage 2\nApology | 90 | 12\nExplanation | 40 | 5\nCompensation | 7 | 2"
    assert figures(drawing, "Remedies offered") == []


def test_questions_and_answers() -> None:
    drawing = "Question | Answer\nHow many complaints were received? | 412\nHow many were late? | 68"
    assert figures(drawing, "Complaints in numbers") == [
        "all all 2023-24 late count 68",
        "all all 2023-24 received count 412",
    ]


def test_shares_that_make_a_hundred_under_a_caption_with_a_percent_sign() -> None:
    shares = "How it came | 2022/23 | 2023/24\nEmail | 31 | 40\nTelephone | 49 | 45\nLetter | 20 | 15"
    assert figures(shares, "How stage 1 complaints were made (%)") == [
        "corporate stage_1 2022-23 received percent 20 #channel:Letter",
        "corporate stage_1 2022-23 received percent 31 #channel:Email",
        "corporate stage_1 2022-23 received percent 49 #channel:Telephone",
        "corporate stage_1 2023-24 received percent 15 #channel:Letter",
        "corporate stage_1 2023-24 received percent 40 #channel:Email",
        "corporate stage_1 2023-24 received percent 45 #channel:Telephone",
    ]


def test_counts_under_such_a_caption_where_they_make_no_hundred() -> None:
    counts = "How it came | 2023/24\nEmail | 62\nTelephone | 45\nLetter | 15"
    assert "corporate stage_1 2023-24 received count 62 #channel:Email" in figures(
        counts, "How stage 1 complaints were made (%)"
    )


@pytest.mark.parametrize("label", ["Complaints closed within 6 months", "Complaints answered inside 12 weeks"])
def test_limits_in_months_and_weeks(label: str) -> None:
    assert figures(f"Measure | 2023-24\nComplaints received | 40\n{label} | 90.3%") == [
        "all all 2023-24 on_time percent 90.3",
        "all all 2023-24 received count 40",
    ]


def test_the_last_months_are_no_limit() -> None:
    assert figures("Measure | 2023-24\nComplaints closed in the last six months | 53") == [
        "all all 2023-24 responded count 53"
    ]


def test_numbers_beside_timeliness() -> None:
    drawing = "Service | Stage 1 | On time | % | Stage 2 | On time | %\nTotal | 25 | 21 | 84% | 6 | 5 | 83%"
    assert figures(drawing, "Complaints and timeliness by service") == [
        "corporate stage_1 2023-24 on_time count 21",
        "corporate stage_1 2023-24 on_time percent 84",
        "corporate stage_1 2023-24 received count 25",
        "corporate stage_2 2023-24 on_time count 5",
        "corporate stage_2 2023-24 on_time percent 83",
        "corporate stage_2 2023-24 received count 6",
    ]


def test_performance_against_a_target_in_its_own_column() -> None:
    drawing = "Stage | Target % | 2022-23 | 2023-24\nStage 1 | 90% | 77% | 82%"
    assert figures(drawing, "Performance against target", "Complaints") == [
        "corporate stage_1 2022-23 on_time percent 77",
        "corporate stage_1 2023-24 on_time percent 82",
        "corporate stage_1 2023-24 on_time_target percent 90",
    ]


def test_complaints_that_were_opened_again() -> None:
    drawing = " | 2023-24\nComplaints closed | 322\nComplaints reopened | 15"
    assert figures(drawing, "Quality of responses") == ["all all 2023-24 responded count 322"]


def test_the_last_of_several_bands_of_days() -> None:
    drawing = "Timescale | Number\nWithin 10 working days | 30\n11-20 working days | 25\n21+ working days | 20"
    assert figures(drawing, "Response times", "Stage 1") == ["corporate stage_1 2023-24 on_time count 30 @10"]


def test_both_stages_under_a_caption_of_escalation() -> None:
    drawing = """
    Service | Stage 1 | Stage 2 | Escalation rate
    Benefits | 25 | 4 | 16%
    Libraries | 40 | 6 | 15%
    """
    found = figures(drawing, "Escalation 2023-24")
    assert "corporate stage_1 2023-24 received count 25 #service_area:Benefits" in found
    assert "corporate stage_2 2023-24 received count 6 #service_area:Libraries" in found


def test_numbers_beside_the_percentages_that_the_caption_names() -> None:
    drawing = """
    Quarter | Stage 1 | < | Stage 2 | <
    ^ | Received | % in time | Received | % in time
    Q1 | 141 | 79 | 13 | 69
    Q2 | 150 | 80 | 15 | 73
    """
    found = figures(drawing, "Complaints received and the percentage answered in time", header=2)
    assert "corporate stage_2 2023-24 Q1 received count 13" in found
    assert "corporate stage_2 2023-24 Q2 on_time percent 73" in found


def test_requests_under_the_name_of_a_second_stage() -> None:
    for label in ("Requests", "Review requests", "Requests for a review", "Reviews requested"):
        drawing = f"| 2022/23 | 2023/24\nStage 1 | < | <\nReceived | 119 | 164\nStage 2 | < | <\n{label} | 18 | 29"
        assert figures(drawing) == [
            "corporate stage_1 2022-23 received count 119",
            "corporate stage_1 2023-24 received count 164",
            "corporate stage_2 2022-23 escalated count 18",
            "corporate stage_2 2023-24 escalated count 29",
        ], label


def test_caption_that_asks() -> None:
    found = figures("| Yes | No | % yes\nStage 1 | 302 | 69 | 81", "Was the complaint answered on time?")
    assert found == [
        "corporate stage_1 2023-24 late count 69",
        "corporate stage_1 2023-24 on_time count 302",
        "corporate stage_1 2023-24 on_time percent 81",
    ]


def test_rates_per_thousand_under_years() -> None:
    assert figures("Council | 2022/23 | 2023/24\nTestford | 1.8 | 2.0", "Stage 1 complaints per 1,000 residents") == [
        "corporate stage_1 2022-23 received per_1000 1.8",
        "corporate stage_1 2023-24 received per_1000 2",
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Upheld in full or in part. Open cases are left out.",
        "Includes complaints partly upheld.",
        "Note: upheld means fully or partially upheld.",
        "Upheld figures include partially upheld complaints.",
    ],
)
def test_a_note_says_what_upheld_takes_in(note: str) -> None:
    drawing = "Service | Closed | Upheld\nWaste | 109 | 58\nParks | 46 | 15"
    found = figures(drawing, "Stage 1 complaints by service", notes=note)
    assert "corporate stage_1 2023-24 upheld_or_partially_upheld count 58 #service_area:Waste" in found
    assert not any(" upheld count" in line for line in found)


@pytest.mark.parametrize(
    "note", ["Does not include complaints partly upheld.", "Upheld complaints led to an apology.", ""]
)
def test_other_notes_do_not(note: str) -> None:
    drawing = "Service | Closed | Upheld\nWaste | 109 | 58\nParks | 46 | 15"
    found = figures(drawing, "Stage 1 complaints by service", notes=note)
    assert "corporate stage_1 2023-24 upheld count 58 #service_area:Waste" in found


def test_a_note_does_not_change_a_table_that_tells_them_apart() -> None:
    drawing = "Stage | Upheld | Partly upheld\nStage 1 | 58 | 12"
    assert "corporate stage_1 2023-24 upheld count 58" in figures(drawing, notes="Includes partly upheld.")


@pytest.mark.parametrize("head", ["Withdrawn / other", "Withdrawn or others", "Other or withdrawn"])
def test_outcomes_counted_with_others_are_left_unread(head: str) -> None:
    drawing = f"Stage | Upheld | Not upheld | {head}\nStage 1 | 31 | 45 | 6\nStage 2 | 12 | 22 | 3"
    assert unread(drawing, "Outcome of complaints") == {
        "6": "no words say what was counted",
        "3": "no words say what was counted",
    }


@pytest.mark.parametrize("head", ["Payments recommended (£)", "Financial remedies recommended (£)"])
def test_money_recommended_is_a_remedy(head: str) -> None:
    drawing = f" | 2022/23\nReceived | 9\nInvestigated | 2\nUpheld | 1\n{head} | 150"
    assert "all ombudsman 2022-23 remedy_paid gbp 150" in figures(drawing, "Ombudsman")


def test_an_amount_beside_remedies() -> None:
    drawing = "Year | Decided | Upheld | Remedies recommended | Amount\n2022-23 | 49 | 19 | 17 | £1,725"
    assert "all ombudsman 2022-23 remedy_paid gbp 1725" in figures(drawing, "Ombudsman cases")


def test_remedies_by_kind_are_counts() -> None:
    drawing = "Remedy | Complaints\nExplanation | 143\nPayment | 29"
    assert not any(" gbp " in line for line in figures(drawing, "Remedies agreed"))


def test_what_the_ombudsman_received_is_no_kind_of_decision() -> None:
    drawing = """
     | 2022/23
    Complaints and enquiries received | 9
    Decided | 8
    Referred back for local resolution | 3
    Closed after initial enquiries | 3
    Invalid or incomplete | 1
    """
    assert "all ombudsman 2022-23 received count 9" in figures(drawing, "Local Government Ombudsman")


def test_stages_are_counts_beside_a_column_in_time() -> None:
    drawing = "Service | Stage 1 | Stage 2 | On time (%)\nParking | 40 | 5 | 80\nTotal | 90 | 9 | 70"
    found = figures(drawing, "Complaints by service, with the percentage of Stage 1 complaints answered on time")
    assert "corporate stage_1 2023-24 received count 90" in found
    assert "corporate stage_2 2023-24 received count 9" in found
    assert "corporate stage_1 2023-24 on_time percent 70" in found


def test_a_time_limit_may_be_an_ombudsmans() -> None:
    drawing = " | 2022-23 | 2023-24\nStage 1 | 84 | 96\nStage 2 | 66 | 85"
    for caption in ("Complaints closed within the SPSO timescale", "Responses issued within PSOW timescales"):
        assert "corporate stage_1 2023-24 on_time count 96" in figures(drawing, caption)


def test_the_year_before_in_brackets_counts_in_the_same_unit() -> None:
    drawing = """
        | Received | % upheld | On time (%)
        Stage 1 | 839 (908) | 27 (29) | 87.7 (71.5)
        """
    assert figures(drawing, "Complaints 2023/24 (2022/23)") == [
        "corporate stage_1 2022-23 on_time percent 71.5",
        "corporate stage_1 2022-23 received count 908",
        "corporate stage_1 2022-23 upheld percent 29",
        "corporate stage_1 2023-24 on_time percent 87.7",
        "corporate stage_1 2023-24 received count 839",
        "corporate stage_1 2023-24 upheld percent 27",
    ]


def test_the_same_quarter_of_the_year_before_in_brackets() -> None:
    caption = "Complaints 2023/24 Quarter 2 (2022/23 Quarter 2)"
    assert figures("Stage | Received\nStage 2 | 7 (6)", caption, period="2023-24 Q2") == [
        "corporate stage_2 2022-23 Q2 received count 6",
        "corporate stage_2 2023-24 Q2 received count 7",
    ]
