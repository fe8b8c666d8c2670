"""Whose complaints a clause is about: a service, or the people who complained."""

from __future__ import annotations

import pytest

from tests.prose.said import lines, said, scope

ALL = scope("all")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Highways rose from 61 to 75.",
            ["2022-23 received 61 service_area=Highways", "received 75 service_area=Highways"],
        ),
        (
            "Waste was up from 20 to 31.",
            ["2022-23 received 20 service_area=Waste", "received 31 service_area=Waste"],
        ),
        (
            "Complaints made directly by young people went up from 15 to 18.",
            ["2022-23 received 15 complainant=young people", "received 18 complainant=young people"],
        ),
        (
            "Complaints received by the Early Help Service dropped from 69 to 56.",
            [
                "2022-23 received 69 service_area=Early Help Service",
                "received 56 service_area=Early Help Service",
            ],
        ),
        ("Complaints received by the Council rose from 300 to 340.", ["2022-23 received 300", "received 340"]),
        ("Within Planning there were 31 complaints.", ["received 31 service_area=Planning"]),
        (
            "For Highways, 45 complaints were received, and 60% were upheld.",
            ["received 45 service_area=Highways", "upheld 60% service_area=Highways"],
        ),
        (
            "The Planning directorate had 45 complaints, 12 of which were upheld.",
            ["received 45 service_area=Planning directorate", "upheld 12 service_area=Planning directorate"],
        ),
        (
            "The number of Highways complaints upheld rose from 12 to 15.",
            ["2022-23 upheld 12 service_area=Highways", "upheld 15 service_area=Highways"],
        ),
        ("Upheld planning-related complaints rose to five.", ["upheld 5 service_area=planning-related"]),
        ("Repairs continued to attract most complaints (120).", ["received 120 service_area=Repairs"]),
        (
            "Repairs remains our most complained about service with 120 complaints.",
            ["received 120 service_area=Repairs"],
        ),
    ],
)
def test_the_subject_of_a_clause(text: str, expected: list[str]) -> None:
    assert said(text, about=ALL) == lines(*expected)


def test_a_team_that_grew_had_no_complaints() -> None:
    assert said("The damp and mould team has grown from 3 to 7.", about=ALL) == []


def test_planning_applications_are_no_complaints_about_planning() -> None:
    assert not [each for each in said("Planning applications rose from 845 to 900.", about=ALL) if "=" in each]


def test_what_the_whole_council_did_is_not_of_the_service_before() -> None:
    found = said("Planning had 20 complaints, and in total 12 complaints were upheld across the council.", about=ALL)
    assert "upheld 12" in found


def test_a_directorate_is_of_no_stream_told_before() -> None:
    text = "Adult Social Care received 45 complaints. The Place directorate received 120 complaints."
    assert said(text, about=ALL) == lines(
        "adult_social_care received 45", "received 120 service_area=Place directorate"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We received 40 compliments. Of the complaints, 19 related to bins, eight to driving and five to attitude.",
            ["compliments 40", "received 19 theme=bins", "received 8 theme=driving", "received 5 theme=attitude"],
        ),
        ("We logged 366 compliments and complaints.", []),
        ("52 of these were compliments and 158 were enquiries.", ["compliments 52"]),
        ("There were 448 different issues raised.", []),
        ("The number of complaint issues rose from 3,000 to 3,300.", []),
        ("We had 50 requests for information with 77 queries.", []),
        ("39 complaints or concerns were made.", ["received 39"]),
    ],
)
def test_what_is_no_complaint(text: str, expected: list[str]) -> None:
    assert said(text, about=ALL) == lines(*expected)


def test_an_informal_meeting_is_no_stage() -> None:
    text = "After an informal meeting with young people five of the 18 complaints were withdrawn."
    assert "withdrawn 5" in said(text, about=ALL)


def test_a_share_behind_a_dash_says_something_more() -> None:
    text = "We closed 970 complaints in the period - 76% within 30 working days."
    assert said(text, about=ALL) == lines("responded 970", "on_time 76% @30")
    assert said("We upheld 48 complaints - 26%.", about=ALL) == lines("upheld 48", "upheld 26%")


@pytest.mark.parametrize(
    "text",
    [
        "Waste (36%, 27), housing (11%, 8) and trees (9%, 7) received the most complaints.",
        "The top three services were Waste (27, 36%), Housing (8, 11%) and Trees (7, 9%).",
    ],
)
def test_pairs_in_brackets_behind_services(text: str) -> None:
    found = [each.lower() for each in said(text, about=ALL)]
    services = [("waste", 27, 36), ("housing", 8, 11), ("trees", 7, 9)]
    assert found == lines(
        *(f"received {n} service_area={name}" for name, n, _ in services),
        *(f"received {share}% service_area={name}" for name, _, share in services),
    )


def test_how_the_complaints_in_brackets_ended() -> None:
    text = "The most upheld complaints related to joint waste (39%, 23), tax and benefits (12%, 7) and trees (8%, 5)."
    assert {each.split("=")[-1] for each in said(text, about=ALL)} == {"joint waste", "tax and benefits", "trees"}
    assert {each.split()[0] for each in said(text, about=ALL)} == {"upheld"}


def test_a_rate_of_some_cases() -> None:
    assert said("The upheld complaints in SEND cases remain high at 82%.", about=ALL)[0].endswith("=SEND")


def test_what_goes_on_from_comments() -> None:
    text = (
        "We had 231 compliments, up from 202 in 2022/23; and 77 comments, down from 112 in 2022/23 and 127 in 2021/22."
    )
    assert said(text, about=ALL) == lines("compliments 231", "2022-23 compliments 202")


def test_concerns_about_safety_are_no_complaints() -> None:
    assert said("We received 1,530 reports of concern about an adult.", about=ALL) == []


def test_a_service_that_did_two_things() -> None:
    text = "The Repairs Service made 5,800 repairs and received 225 complaints, that is 4% dissatisfaction."
    assert said(text, about=ALL) == ["received 225 service_area=Repairs Service"]


def test_parts_behind_a_semicolon() -> None:
    text = "In 2022-23 six complaints were upheld; four for Planning and two for Waste."
    expected = ["upheld 6", "upheld 4 service_area=Planning", "upheld 2 service_area=Waste"]
    assert {each.removeprefix("2022-23 ") for each in said(text, about=ALL)} == set(expected)


def test_why_complaints_were_withdrawn() -> None:
    assert said("Eight complaints were withdrawn due to consent not being given.") == ["withdrawn 8"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Complaints about bins made up 42%, and those about parking 20%.",
            ["received 42% theme=bins", "received 20% service_area=parking"],
        ),
        (
            "Place answered 120 complaints, 84% of them on time; People 45, with 62% on time.",
            [
                "responded 120 service_area=Place",
                "on_time 84% service_area=Place",
                "received 45 service_area=People",
                "on_time 62% service_area=People",
            ],
        ),
        (
            "Most were from residents (312), with 14 from businesses and nine from councillors.",
            [
                "received 312 complainant=residents",
                "received 14 complainant=businesses",
                "received 9 complainant=councillors",
            ],
        ),
        (
            "There were 31 Planning complaints, 20 at stage 1 and 11 at stage 2.",
            [
                "received 31 service_area=Planning",
                "stage_1 received 20 service_area=Planning",
                "stage_2 received 11 service_area=Planning",
            ],
        ),
        ("For five of the six complaints, no fault was found.", ["not_upheld 5"]),
    ],
)
def test_lists_of_owners(text: str, expected: list[str]) -> None:
    assert said(text, about=ALL) == lines(*expected)


def test_services_of_one_list_are_of_one_stream() -> None:
    text = "Of the 12 complaints upheld by the Ombudsman, seven were about Adult Social Care and five about Education."
    found = said(text, about=ALL)
    assert "ombudsman upheld 7 service_area=Adult Social Care" in found
    assert "ombudsman upheld 5 service_area=Education" in found


def test_a_directorate_with_the_name_of_a_procedure() -> None:
    text = "Place received 57 of the 116 compliments, People 40 and Corporate Resources 19."
    expected = ["Place", "People", "Corporate Resources"]
    counts = [57, 40, 19]
    pairs = zip(counts, expected, strict=True)
    assert said(text, about=ALL) == lines(*(f"compliments {count} service_area={name}" for count, name in pairs))


def test_the_rest_is_no_part_of_a_name() -> None:
    assert said("12 came from advocates and the rest from families.") == ["received 12 complainant=advocates"]
