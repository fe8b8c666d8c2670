"""Lists of groups: items that bear names of procedures, labels with one number, limits without their unit."""

from __future__ import annotations

import pytest

from tests.prose.said import book, heading, lines, said, scope

COUNCIL = scope("all")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a procedure's name among services is a service, and says nothing about the others
        ("We logged 90 compliments; 40 were for Libraries and 12 for Adult Services.",
         ["compliments 12 service_area=Adult Services", "compliments 40 service_area=Libraries",
          "compliments 90"]),
        ("Repairs Services answered 82% of stage 1 complaints on time, Planning 70% and Children and Families 51%.",
         ["stage_1 on_time 51% @10 service_area=Children and Families",
          "stage_1 on_time 70% @10 service_area=Planning",
          "stage_1 on_time 82% @10 service_area=Repairs Services"]),
        ("Parents brought 40 of the complaints, people who use services 25 themselves, and solicitors the remaining 5.",
         ["received 25 complainant=people who use services", "received 40 complainant=Parents",
          "received 5 complainant=solicitors"]),
    ],
)  # fmt: skip
def test_items(text: str, expected: list[str]) -> None:
    assert said(text, about=COUNCIL, limits=book(stage_1=10)) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lessons recorded from complaints: 14.", ["learning_actions 14"]),
        ("Compliments received: 45.", ["compliments 45"]),
        # several numbers behind the colon are a list, not the label's number
        ("Complaints received by team: 14 for Libraries, 9 for Parks.",
         ["received 14 service_area=Libraries", "received 9 service_area=Parks"]),
    ],
)  # fmt: skip
def test_label_with_one_number(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stage 1 replies have 10 working days, or 20 where several teams are involved.", []),
        ("An investigation has 25 working days, which may be extended to 65.", []),
        ("Of the stage 1 complaints, 40 had a full reply within 10 days and 61 within twenty.",
         ["stage_1 on_time 40 @10", "stage_1 on_time 61 @20"]),
    ],
)  # fmt: skip
def test_limits_that_leave_out_the_days(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_one_of_several_sums_is_not_what_was_paid() -> None:
    assert said("We paid £900 in compensation for complaints, the largest sum being £400.") == [
        "remedy_paid 900 pounds"
    ]


def test_part_of_the_year_that_another_sentence_names() -> None:
    text = "The last quarter was busy. Forty of the complaints that quarter were about parking."
    assert said(text) == []


def test_referred_back_is_a_decision() -> None:
    found = said(
        heading("Local Government and Social Care Ombudsman"),
        "Seven complaints were referred back for local resolution.",
    )
    assert found == ["ombudsman decided 7 decision=referred back for local resolution"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 stage 2 investigations (5 in 2022/23)", ["2022-23 stage_2 received 5", "stage_2 received 7"]),
        ("3 Stage 3 review panels", ["stage_3 received 3"]),
        # what became of them is said
        ("7 stage 2 investigations were completed.", ["stage_2 responded 7"]),
    ],
)  # fmt: skip
def test_cases_that_bear_the_name_of_their_stage(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_population_is_no_number_of_complaints() -> None:
    text = "We received 340 complaints, or 2.4 per 1,000 residents (population 141,700)."
    assert said(text) == lines("received 2.4 per 1000", "received 340")


def test_the_time_that_something_took_is_a_theme() -> None:
    found = said("Charges came first with 20 complaints, then the time taken to visit (12) and communication (9).")
    assert "received 12 theme=time taken to visit" in " | ".join(found)
    assert "escalated" not in " ".join(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "and" inside a name does not part it
        ("Most were about kerbs and gullies (61), lamps (14) and delay (five).",
         ["received 14 theme=lamps", "received 5 theme=delay", "received 61 theme=kerbs and gullies"]),
        ("Kerbs and gullies (61), lamps (14) and verges (9) were the subjects met most often at stage 1.",
         ["stage_1 received 14 theme=lamps", "stage_1 received 61 theme=Kerbs and gullies",
          "stage_1 received 9 theme=verges"]),
        # verbs inside a name do not end it
        ("Next were the quality of meals (nine), how bills were worked out (eight) and delay (five).",
         ["received 5 theme=delay", "received 8 theme=how bills were worked out", "received 9 theme=quality of meals"]),
        # one group at two stages
        ("Most complaints were closed by the Roads and Bridges Team (7 stage 1 complaints and 4 stage 2 complaints).",
         ["stage_1 responded 7 service_area=Roads and Bridges Team",
          "stage_2 responded 4 service_area=Roads and Bridges Team"]),
        # what the most are said to have been, the one group named was too
        ("The team which answered the highest number of stage 1 complaints was the Roads Team (15).",
         ["stage_1 responded 15 service_area=Roads Team"]),
        ("The most frequently raised issue at stage 1 was broken paving which accounted for 22% (8) of complaints.",
         ["stage_1 received 22% theme=broken paving", "stage_1 received 8 theme=broken paving"]),
    ],
)  # fmt: skip
def test_items_in_brackets(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_what_people_complain_about_is_a_theme_in_a_section_on_who_complained() -> None:
    found = said(heading("Who complained"), "There were 41 complaints about meals and 24 about other things.")
    assert found == lines("received 41 theme=meals", "received 24 theme=other things")


def test_all_of_a_procedure_are_no_part_of_it() -> None:
    found = said("The three public health complaints concerned a clinic. None was upheld.", about=COUNCIL)
    assert found == lines("public_health upheld 0")


def test_the_rank_of_the_top_reasons_is_no_count() -> None:
    assert said("When broken down by the top three reasons received, delay came first.") == []
