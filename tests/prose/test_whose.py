"""The stage, stream and time limit of a number."""

from __future__ import annotations

import pytest

from tests.prose.said import book, heading, lines, said, scope

CHILDREN = scope("children", slug="wandsworth")
COUNCIL = scope("all")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 340 complaints at stage 1 and 41 at stage 2.", ["stage_1 received 340", "stage_2 received 41"]),
        ("At stage 1 we received 340 complaints; at stage 2 we received 41.",
         ["stage_1 received 340", "stage_2 received 41"]),
        ("41 complaints escalated from stage 1 to stage 2.", ["stage_2 escalated 41"]),
        ("41 stage 1 complaints were escalated to stage 2.", ["stage_2 escalated 41"]),
        ("Nine complaints progressed to a review panel.", ["stage_3 escalated 9"]),
        ("Six complaints went straight to stage 2.", ["stage_2 direct 6"]),
        ("The Ombudsman received 14 complaints about us.", ["ombudsman received 14"]),
        ("People may take their complaint to the Ombudsman. We received 340 stage 1 complaints.",
         ["stage_1 received 340"]),
        ("We received 340 complaints.", ["received 340"]),
    ],
)  # fmt: skip
def test_stages(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adult social care received 138 complaints at stage 1.", ["adult_social_care stage_1 received 138"]),
        ("We received 138 stage 1 complaints about adult social care.", ["adult_social_care stage_1 received 138"]),
        ("Corporate complaints at stage 1 numbered 340.", ["corporate stage_1 received 340"]),
        ("The Housing Ombudsman decided 5 cases.", ["housing ombudsman decided 5"]),
        ("MPs and councillors sent us 212 enquiries.", ["member_enquiries received 212"]),
    ],
)
def test_streams(text: str, expected: list[str]) -> None:
    assert said(text, about=COUNCIL) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 51 statutory complaints at stage 1.", ["children_statutory stage_1 received 51"]),
        ("We received 62 corporate complaints at stage 1.", ["children_corporate stage_1 received 62"]),
        ("We received 62 non-statutory complaints at stage 1.", ["children_corporate stage_1 received 62"]),
        ("We received 51 complaints at stage 1.", ["children_statutory stage_1 received 51"]),
        ("We received 113 complaints in all.", ["received 113"]),
    ],
)
def test_in_a_childrens_report(text: str, expected: list[str]) -> None:
    assert said(text, about=CHILDREN) == lines(*expected)


def test_scotland_tells_escalated_stage_2_complaints_apart() -> None:
    text = "At stage 2 after escalation we answered 31 complaints."
    assert said(text, about=scope("all", slug="fife")) == ["stage_2_escalated responded 31"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 1 we received 340 complaints. Of these, 48 were upheld.",
         ["stage_1 received 340", "stage_1 upheld 48"]),
        ("We received 340 complaints at stage 1 and 41 at stage 2. We upheld 26% of the former and 40% of the latter.",
         ["stage_1 received 340", "stage_1 upheld 26%", "stage_2 received 41", "stage_2 upheld 40%"]),
        ("We received 340 stage 1 complaints and 41 stage 2 complaints. Of the 41, 9 were upheld.",
         ["stage_1 received 340", "stage_2 received 41", "stage_2 upheld 9"]),
        ("At stage 1 we received 340 complaints. Nine went on to stage 2. We upheld 48.",
         ["stage_1 received 340", "stage_1 upheld 48", "stage_2 escalated 9"]),
    ],
)  # fmt: skip
def test_sentences_before(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_a_number_told_again_in_a_later_paragraph() -> None:
    found = said(
        "We received 340 stage 1 complaints.", "We received 41 stage 2 complaints.", "Of the 41, 9 were upheld."
    )
    assert found == lines("stage_1 received 340", "stage_2 received 41", "stage_2 upheld 9")


def test_headings() -> None:
    found = said(
        heading("Adult social care", 1),
        "We received 138 complaints.",
        heading("Stage 2", 2),
        "We received 12 complaints.",
        heading("Compliments", 1),
        "We received 90 compliments.",
        about=COUNCIL,
    )
    assert found == lines("adult_social_care received 138", "adult_social_care stage_2 received 12", "compliments 90")


def test_a_heading_that_runs_into_its_paragraph() -> None:
    found = said("Adult social care. We received 138 complaints. Stage 2. Twelve were received.", about=COUNCIL)
    assert found[0] == "adult_social_care received 138"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 1, 82% were answered on time.", ["stage_1 on_time 82% @10"]),
        ("At stage 2, 74% were answered on time.", ["stage_2 on_time 74% @20"]),
        ("At stage 1, 82% were answered within 15 working days.", ["stage_1 on_time 82% @15"]),
        ("Of our complaints 80% were answered on time.", ["on_time 80%"]),
    ],
)
def test_limits(text: str, expected: list[str]) -> None:
    assert said(text, limits=book(stage_1=10, stage_2=20)) == lines(*expected)


def test_a_limit_said_in_the_sentence_before() -> None:
    text = "Stage 1 complaints have to be answered within 12 working days. We answered 82% on time."
    assert said(text) == ["stage_1 on_time 82% @12"]


def test_steps_of_the_childrens_procedure_are_told_by_their_names() -> None:
    lead = "Children. The Children Act procedure begins with a local resolution."
    text = f"{lead} Five were taken to investigation and one to a panel."
    assert said(text, about=scope("all")) == lines(
        "children_statutory stage_2 escalated 5", "children_statutory stage_3 escalated 1"
    )


def test_each_of_two_escalations_has_its_own_stage() -> None:
    text = "Four families asked for a stage 2 investigation and two for a stage 3 panel."
    assert said(text, about=scope("children_statutory")) == lines("stage_2 escalated 4", "stage_3 escalated 2")


def test_compliments_are_of_no_members() -> None:
    found = said(heading("Members' enquiries and compliments"), "We received 61 compliments.", about=scope("all"))
    assert found == ["compliments 61"]


def test_they_did_what_the_sentence_before_offers() -> None:
    text = "Whoever is unhappy may ask for a review. Eighty-one did so, against 77 a year ago."
    assert said(heading("Stage 2"), text) == lines("2022-23 stage_2 escalated 77", "stage_2 escalated 81")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It referred 23 back to us and called six incomplete or invalid.",
         ["ombudsman decided 23 decision=referred back", "ombudsman decided 6 decision=incomplete or invalid"]),
        ("We paid £1,850 as the letter asked.", ["ombudsman remedy_paid 1850 pounds"]),
        ("One letter asked us to pay £50 and the other £25, making £75 in total.",
         ["ombudsman remedy_paid 75 pounds"]),
        ("Across all eleven councils it received 141 complaints.", []),
    ],
)  # fmt: skip
def test_in_an_ombudsmans_section(text: str, expected: list[str]) -> None:
    assert said(heading("Ombudsman"), text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the replies at stage 1, 45% went within ten working days and 72% within twenty.",
         ["stage_1 on_time 45% @10", "stage_1 on_time 72% @20"]),
        ("We allow ourselves thirty working days. At stage 1, 57 complaints were answered inside that time.",
         ["stage_1 on_time 57 @30"]),
        ("Our aim at stage 1 is 80% within twenty.", ["stage_1 on_time_target 80% @20"]),
        ("The service standard for stage 1 remains 85%.", ["stage_1 on_time_target 85%"]),
        ("None of the seven stage 2 investigations that came to an end did so in 25 working days; three did in 65.",
         ["stage_2 on_time 0 @25", "stage_2 on_time 3 @65", "stage_2 responded 7"]),
    ],
)  # fmt: skip
def test_time_limits_in_other_words(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    "text",
    [
        # another stage's limit, and days that are no limit for answers
        "Stage 2 complaints have to be answered within 20 working days. At stage 1 we answered 82% on time.",
        "Each bin is checked after 4 days. At stage 1 we answered 82% on time.",
    ],
)
def test_a_limit_that_is_not_meant(text: str) -> None:
    assert said(text) == ["stage_1 on_time 82%"]


def test_a_corporate_target_is_any_procedures() -> None:
    found = said(
        heading("Housing complaints"),
        "The corporate target for replies sent on time is 80%.",
        "We answered 30 corporate complaints.",
        about=COUNCIL,
    )
    assert found == lines("housing on_time_target 80%", "corporate responded 30")


def test_the_stage_of_a_sentence_that_begins_with_including() -> None:
    found = said("Including 12 carried over from the previous year, we answered 340 stage 1 complaints.")
    assert found == lines("stage_1 brought_forward 12", "stage_1 responded 340")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("39 came up from stage 1, 38 were answered.", ["stage_2 escalated 39", "stage_2 responded 38"]),
        ("At its first stage 311 were received, and 54 went on to the second.",
         ["stage_1 received 311", "stage_2 escalated 54"]),
        ("Four went to the Ombudsman.", ["ombudsman received 4"]),
        ("At stage 1 the typical reply took 17 working days, from 19 in 2021/22.",
         ["2021-22 stage_1 average_days 19 days", "stage_1 average_days 17 days"]),
        ("3.4 average days, stage one", ["stage_1 average_days 3.4 days"]),
        ("Stage 1 complaints answered in 10 working days: 233 of 268 (87%); the 35 others took up to 31 days.",
         ["stage_1 late 35 @10", "stage_1 on_time 233 @10", "stage_1 on_time 87% @10"]),
        ("At stage 1, 178 of the 289 answered were in time.", ["stage_1 on_time 178", "stage_1 responded 289"]),
    ],
)  # fmt: skip
def test_steps_and_times_in_other_words(text: str, expected: list[str]) -> None:
    assert said(text, limits=book(stage_1=10) if "@10" in " ".join(expected) else None) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stage 1: 92% on time by March 2025", ["2024-25 stage_1 on_time_target 92%"]),
        ("By March 2025 we intend to bring upheld complaints down to 20%.", []),
        ("In March 2024 we answered 95% of stage 1 complaints in time.", ["2023-24 M12 stage_1 on_time 95%"]),
    ],
)  # fmt: skip
def test_plans_are_no_results(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_what_is_told_apart_from_complaints_is_not_counted() -> None:
    assert said("Service requests are not complaints. There were 11,430 of them.") == []
    found = said("Councillors' enquiries are not complaints. There were 1,118 of them.", about=scope("all"))
    assert found == ["member_enquiries received 1118"]


CHILDRENS_REPORT = scope("children_statutory", "children")


def test_education_told_apart_leaves_social_care() -> None:
    found = said(
        heading("The Ombudsman"),
        "For Children's Services, 3 of the 9 enquiries resulted in an investigation. For Education, 4 of the enquiries "
        "resulted in an investigation.",
        about=CHILDRENS_REPORT,
    )
    assert found == lines(
        "ombudsman investigated 3", "ombudsman received 9", "children_corporate ombudsman investigated 4"
    )  # fmt: skip


def test_ombudsman_cases_are_told_apart_by_procedure_in_one_sentence() -> None:
    found = said(
        heading("The Ombudsman"),
        "There were 15 Ombudsman enquiries. 6 of these were for statutory children's services, 8 were for education"
        " and one was about both SEND and Children's Services.",
        about=CHILDRENS_REPORT,
    )
    assert found == lines(
        "children ombudsman received 15",
        "ombudsman received 6",
        "children_corporate ombudsman received 8",
        "children ombudsman received 1 service_area=both SEND and Children's Services",
    )


def test_a_section_that_tells_of_all_stages_is_of_no_one_stage() -> None:
    found = said(
        heading("Age and gender"),
        "This section is about the complaints completed at stage 1.",
        "Some families complained more than once across all stages.",
        "There were 22 (40%) young females and 33 (60%) young males who complained.",
        about=CHILDRENS_REPORT,
    )
    assert found == lines(
        "received 22 gender=young females",
        "received 40% gender=young females",
        "received 33 gender=young males",
        "received 60% gender=young males",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("65% of stage 1 complaints were on time. This is an improvement on last year when 30% of stage 1 complaints"
         " were on time.", ["stage_1 on_time 65% @10", "2022-23 stage_1 on_time 30% @10"]),
        ("3 of the 14 stage 1 complaints completed had a response on time which, leaving out the withdrawn, is 21%.",
         ["stage_1 on_time 3 @10", "stage_1 on_time 21% @10", "stage_1 responded 14"]),
    ],
)  # fmt: skip
def test_times(text: str, expected: list[str]) -> None:
    assert said(text, limits=book(stage_1=10)) == lines(*expected)


def test_a_procedure_right_behind_its_number_is_not_the_next_ones() -> None:
    text = "We received 1,738 complaints: 1,536 corporate complaints, 118 about adult social care and 84 others."
    assert "corporate received 1536" in said(text, about=COUNCIL)
    assert "adult_social_care received 118" in said(text, about=COUNCIL)
    text = "Of these, 811 were made at stage one of the corporate procedure, 118 concerned adult social care."
    assert "corporate stage_1 received 811" in said(text, about=COUNCIL)


def test_the_stage_of_one_procedure_is_not_that_of_the_next() -> None:
    text = (
        "Of these, 811 were made at stage one of the corporate procedure, 118 concerned adult social care and 117"
        " concerned children's services."
    )
    assert set(said(text, about=COUNCIL)) == {
        "corporate stage_1 received 811",
        "adult_social_care received 118",
        "children received 117",
    }
    assert set(
        said("At stage 1 we received 340 corporate complaints and 41 about adult social care.", about=COUNCIL)
    ) == {
        "corporate stage_1 received 340",
        "adult_social_care stage_1 received 41",
    }


def test_a_stage_that_both_procedures_for_children_have() -> None:
    told = "We received 90 complaints, of which 55 were corporate complaints and 35 were statutory complaints."
    text = "At stage 1 we resolved 73 complaints, while 14 complaints went on to stage 2."
    found = said(told, text, about=scope("children"))
    assert any(each.startswith("stage_1") and each.endswith("73") for each in found)
    assert "stage_2 escalated 14" in found


def test_young_adults_are_no_procedure() -> None:
    assert "age=young adults" in said("We had 12 complaints from young adults.", about=scope("all"))[0]


def test_this_stage_is_that_of_the_heading() -> None:
    told = "We answer on average in 22 days. This was helped by there being less to do at stage 1."
    found = said(heading("Stage 2 complaints"), told + " The upheld rate at this stage was 45%.")
    assert "stage_2 upheld 45%" in found


def test_corporate_complaints_in_a_report_on_adult_care() -> None:
    text = "We received 10 corporate complaints, compared to the 20 received in 2022/23, and 89 statutory complaints."
    found = said(text, about=scope("adult_social_care"))
    assert {"corporate received 10", "2022-23 corporate received 20"} <= set(found)
    assert "received 89" in found


def test_two_numbers_at_two_stages_and_one_at_both() -> None:
    assert said("We had 61 and 9 complaints at stages 1 and 2.") == ["stage_1 received 61", "stage_2 received 9"]
    assert said("At stages one and two the numbers upheld were 20 and 4.") == ["stage_1 upheld 20", "stage_2 upheld 4"]
    assert said("We upheld 24 (stage 1 and 2).") == ["upheld 24"]


def test_those_of_which_some_went_on_were_not_at_the_next_stage() -> None:
    text = "Of the 61 complaints received, 9 were escalated to stage 2. We upheld 24 complaints."
    assert said(text) == lines("stage_1 received 61", "stage_2 escalated 9", "stage_1 upheld 24")


@pytest.mark.parametrize(
    "text",
    [
        "9 out of the 61 complaints received were escalated to stage 2.",
        "We received 61 complaints, of which 9 progressed to stage 2.",
        "In all 61 complaints were made and 9 of these went to stage 2.",
    ],
)
def test_those_of_which_some_went_on_were_at_the_stage_below(text: str) -> None:
    assert said(text) == lines("stage_1 received 61", "stage_2 escalated 9")


def test_of_all_complaints_is_of_those_at_all_stages() -> None:
    text = "We received 61 complaints. 84% were classed as stage 1. Of all the complaints received, 15% were upheld."
    assert said(text) == lines("received 61", "upheld 15%")


def test_the_number_of_an_item_counts_nothing() -> None:
    assert said("14 ANNUAL COMPLAINTS AND COMPLIMENTS REPORT - The panel noted that we received 61 complaints.") == [
        "received 61"
    ]
