"""Wordings: sentences that officers write in more ways than one, each way read alike."""

from __future__ import annotations

import pytest

from tests.prose.said import book, bullet, heading, lines, said, scope

CHILDREN = scope("children_statutory", "children")


@pytest.mark.parametrize(
    "text",
    [
        "Twelve families asked for an independent investigation at Stage 2.",
        "Twelve complainants sought a Stage 2 investigation.",
        "Twelve took up the offer of an independent investigation at Stage 2.",
        "Twelve people wanted their complaint reviewed at Stage 2.",
        "Twelve complaints rose to Stage 2.",
        "There were 12 requests for a Stage 2 investigation.",
        "Twelve parents asked for their complaint to be looked at again at Stage 2.",
    ],
)
def test_asking_for_the_next_stage(text: str) -> None:
    assert said(text, about=CHILDREN) == ["stage_2 escalated 12"]


def test_taken_further_from_the_first_stage() -> None:
    assert said("We had 431 complaints at Stage 1, and 40 people took their complaint further.") == [
        "stage_1 received 431",
        "stage_2 escalated 40",
    ]


@pytest.mark.parametrize(
    "end",
    [
        "in 64 (40%) we did not agree that anything had gone wrong",
        "in 64 (40%) we did not find that the service had been at fault",
        "in the other 64 (40%) we saw nothing to uphold",
        "64 (40%) were not upheld",
    ],
)
def test_nothing_had_gone_wrong(end: str) -> None:
    assert said(f"Of the complaints, 58 (36%) were upheld in part and {end}.") == [
        "not_upheld 40%",
        "not_upheld 64",
        "partially_upheld 36%",
        "partially_upheld 58",
    ]


def test_clause_of_its_own_takes_no_outcome_from_the_list() -> None:
    assert said("Thirty were upheld, 12 partly upheld and in nine the service wrote a letter.") == [
        "partially_upheld 12",
        "upheld 30",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Eighty-two answers, or 51%, were sent within ten, and 131 (82%) within 20.",
        "We sent 82 replies (51%) within ten, and 131 (82%) within 20.",
    ],
)
def test_limits_without_their_unit(text: str) -> None:
    rule = "An answer is due in ten working days, or in 20 where the matter is complex."
    found = said(heading("Stage 1"), f"{rule} {text}", limits=book(stage_1=10))
    assert found == [
        "stage_1 on_time 131 @20",
        "stage_1 on_time 51% @10",
        "stage_1 on_time 82 @10",
        "stage_1 on_time 82% @20",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Four of the nine were finished inside the 65 working days that are the limit; the mean was 83.",
        "Four of the nine were finished inside 65 working days; on average they took 83.",
        "Four of the nine were finished inside 65 working days and the average time was 83.",
    ],
)
def test_mean_without_its_unit(text: str) -> None:
    found = said(heading("Stage 2"), text, about=CHILDREN)
    assert found == ["stage_2 average_days 83 days", "stage_2 on_time 4 @65"]


@pytest.mark.parametrize(
    "text",
    [
        "Managers recorded 29 actions arising from complaints.",
        "Services logged 29 learning points arising from complaints.",
        "Schools and services reported 29 changes that came out of complaints.",
    ],
)
def test_learning_is_of_the_whole(text: str) -> None:
    assert said(text, about=CHILDREN) == ["children learning_actions 29"]


def test_schools_that_did_something_are_no_subject() -> None:
    text = "Families, schools and the courts sent 247 compliments. We received 30 complaints."
    assert said(text, about=CHILDREN) == ["children compliments 247", "received 30"]
    assert said("Schools received 12 complaints.", about=CHILDREN) == ["schools received 12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Parents were behind 121 of the complaints and young people behind 19.",
            ["received 121 complainant=Parents", "received 19 complainant=young people"],
        ),
        (
            "Parents made 30 complaints and advocates made 7.",
            ["received 30 complainant=Parents", "received 7 complainant=advocates"],
        ),
        (
            "Young people made 19, which is four more than we had the year before; other relatives made 14.",
            ["received 19 complainant=Young people", "received 14 complainant=other relatives"],
        ),
        (
            "Young people made 19 complaints, four more than the year before, and relatives made 14.",
            ["received 19 complainant=Young people", "received 14 complainant=relatives"],
        ),
        ("In five cases an advocate wrote to us.", ["received 5 complainant=advocate"]),
        (
            "In a further three cases it was a foster carer who complained, and in two an advocate.",
            ["received 3 complainant=foster carer", "received 2 complainant=advocate"],
        ),
        (
            "Students made 121 of them (85%), applicants eight and members of the public 13.",
            [
                "received 121 complainant=Students",
                "received 85% complainant=Students",
                "received 8 complainant=applicants",
                "received 13 complainant=members of the public",
            ],
        ),
        (
            "Of the 71 complaints, 26 were to do with charges, 19 with delay and 14 with home care.",
            ["received 26 theme=charges", "received 19 theme=delay", "received 14 theme=home care"],
        ),
        (
            "The remaining 20 were about a variety of things, from pocket money to parking at a contact centre.",
            ["received 20 theme=variety of things"],
        ),
    ],
)
def test_groups_in_sentences(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_number_words_name_no_group() -> None:
    text = "Eleven complaints went on to Stage 2 (2022-23: nine) and three were heard by a panel at Stage 3."
    assert said(text, about=CHILDREN) == [
        "2022-23 stage_2 escalated 9",
        "stage_2 escalated 11",
        "stage_3 escalated 3",
    ]


def test_base_of_last_year_that_the_report_gave_for_its_own() -> None:
    text = "Five of last year's 36 children's services complaints came from young people and 24 from parents."
    found = said("We received 36 complaints at Stage 1.", text, about=CHILDREN)
    assert found == [
        "stage_1 received 24 complainant=parents",
        "stage_1 received 36",
        "stage_1 received 5 complainant=young people",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Adult Social Care services received 70 complaints.",
        "The adults' service had 70 complaints.",
        "The Adult Social Care directorate received 70 complaints.",
    ],
)
def test_service_that_is_a_procedure(text: str) -> None:
    assert said(text, about=scope("all")) == ["adult_social_care received 70"]


@pytest.mark.parametrize(
    "text",
    [
        "A questionnaire goes out with every letter. We had 31 back, or 23% of those sent.",
        "Everyone gets a feedback form. Thirty-one were returned and 19 people were content.",
        "We asked people how we had done. 31 replied, and 61% of those found it easy.",
        "Academic appeals, of which there were 203, have a procedure of their own.",
    ],
)
def test_what_is_no_complaint(text: str) -> None:
    assert said(text) == []


def test_one_finding_at_least_is_no_number() -> None:
    found = said(
        bullet("The Housing Ombudsman made nine determinations. Eight contained at least one finding of fault.")
    )
    assert found == ["housing ombudsman decided 9", "housing ombudsman upheld 8"]


QUARTER = scope("corporate", "all", period="2024-25 Q2")


def test_enquiries_beside_complaints() -> None:
    found = said("1,214 enquiries from councillors", "We received 96 complaints at Stage 1.", about=QUARTER)
    assert found == ["member_enquiries received 1214", "stage_1 received 96"]


@pytest.mark.parametrize(
    "text",
    [
        "We received 410 complaints, which brings the half-year to 802.",
        "We received 410 complaints, which makes 802 for the year to date.",
        "So far this year 802 complaints have been received, 410 of them in this quarter.",
    ],
)
def test_year_so_far(text: str) -> None:
    assert said(text, about=QUARTER) == ["2024-25 H1 all received 802", "all received 410"]


def test_year_so_far_that_has_no_name() -> None:
    third = scope("corporate", "all", period="2024-25 Q3")
    assert said("We received 410 complaints, which makes 1,202 for the year to date.", about=third) == [
        "all received 410"
    ]


def test_parts_of_a_number_and_those_of_the_quarter_before() -> None:
    found = said(
        "Stage 2 took in 129 complaints, made up of 44 on the corporate side and 85 from tenants and leaseholders; "
        "in Quarter 1 the figures had been 41 and 77.",
        about=QUARTER,
    )
    assert found == [
        "2024-25 Q1 housing stage_2 received 77",
        "2024-25 Q1 stage_2 received 41",
        "housing stage_2 received 85",
        "stage_2 received 129",
        "stage_2 received 44",
    ]


def test_groups_after_a_stage_that_some_went_to() -> None:
    found = said(
        "Of the complaints received at Stage 1, 14 have gone on to Stage 2.",
        "Eighteen of the complaints came from parents, nine from young people, of whom six had an advocate.",
        about=CHILDREN,
    )
    assert found == [
        "received 18 complainant=parents",
        "received 9 complainant=young people",
        "stage_2 escalated 14",
    ]


def test_each_quarter_with_the_number_behind_it() -> None:
    found = said(heading("Stage 2"), "Most cases were received in Quarter 1 (95), with Quarter 4 close behind (87).")
    assert found == ["2023-24 Q1 stage_2 received 95", "2023-24 Q4 stage_2 received 87"]


def test_last_year_beside_the_year_before_it() -> None:
    found = said("Set against the 140 cases of 2022/23, last year saw 152 complaints.")
    assert found == ["received 152"]


def test_majority_is_no_service() -> None:
    found = said(
        "We received 282 complaints. The majority were answered at Stage 1, with only 17 escalating to Stage 2."
    )
    assert found == ["received 282", "stage_2 escalated 17"]


def test_sentence_that_compares_is_of_the_other_year() -> None:
    found = said(
        heading("The Ombudsman"),
        "The Ombudsman received 10 enquiries, of which two were upheld.",
        "This compared to seven complaints or enquiries with three upheld in 2022/23.",
    )
    assert found == [
        "2022-23 ombudsman received 7",
        "2022-23 ombudsman upheld 3",
        "ombudsman received 10",
        "ombudsman upheld 2",
    ]


def test_another_end_than_those_of_the_list() -> None:
    found = said(heading("The Ombudsman"), "Three cases were upheld, two withdrawn and one resulting in a payment.")
    assert found == ["ombudsman upheld 3", "ombudsman withdrawn 2"]


def test_three_years_in_turn() -> None:
    found = said("Complaints fell for the third year in a row, from 512 to 488 to 431.")
    assert found == ["2021-22 received 512", "2022-23 received 488", "received 431"]


@pytest.mark.parametrize(
    "text",
    [
        "In the first half of the year 210 complaints were received and 221 in the second.",
        "In the first half of the year 210 complaints were received; in the second half 221 were received.",
        "We received 210 complaints in the first half and 221 in the second half.",
    ],
)
def test_halves_in_turn(text: str) -> None:
    assert said(text) == ["2023-24 H1 received 210", "2023-24 H2 received 221"]


def test_remedies_are_no_reasons() -> None:
    assert said("The commonest remedy was an apology (140 cases), followed by a payment (22).") == []
