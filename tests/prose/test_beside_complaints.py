"""What stands beside complaints and counts something else, or counts them elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.register import unknown
from tests.prose.said import bullet, heading, said, scope


def test_the_cases_of_a_service_are_no_complaints() -> None:
    found = said("The service dealt with 9,450 cases in total in the year and 63 formal complaints.")
    assert not [line for line in found if "9450" in line]


def test_cases_that_were_closed_are() -> None:
    found = said("We closed 35 cases in the year and 48 complaints were received.")
    assert found == ["received 48", "responded 35"]


@pytest.mark.parametrize("words", ["(Recommendation 41)", "as Recommendation 41 asks"])
def test_the_number_of_a_recommendation_counts_none(words: str) -> None:
    assert said(f"The Ombudsman confirmed that arrangements for complaints are in place {words}.") == []


def test_a_share_of_what_was_learned_is_no_number_of_lessons() -> None:
    assert said("38% for learning and improvement - down from 47% in the previous year.") == []


def test_what_an_ombudsman_did_is_of_its_stage() -> None:
    found = said("In addition to internal complaints, 12 cases were referred and investigated by NIPSO in 2023/24.")
    assert found == ["ombudsman investigated 12"]


def test_an_ombudsmans_enquiries_are_no_complaints() -> None:
    about = replace(scope("all", stage="ombudsman"), council=unknown("Public Services Ombudsman"))
    found = said(
        bullet("2,210 complaints - a 3% rise on the 2,146 received in the previous year."),
        bullet("870 enquiries - fewer than the 905 received in the previous year."),
        bullet("3,080 complaints and enquiries - much like the 3,051 determined in the previous year."),
        about=about,
    )
    assert found == ["2022-23 ombudsman received 2146", "ombudsman received 2210"]


def test_contacts_from_members_of_parliament() -> None:
    found = said("A total of 33 contacts were received from MPs about adult social care.")
    assert found == ["member_enquiries received 33"]


def test_a_limit_in_months_has_no_days() -> None:
    found = said("We answered 64% of complaints within 20 working days and 97% within six months.")
    assert found == ["on_time 64% @20", "on_time 97%"]
    assert said("91% of complaints were completed within the statutory 6 months' timescale.") == ["on_time 91%"]


@pytest.mark.parametrize(
    "sentence",
    [
        "However compared to last year this has been a decrease from 260.",
        "But this is a fall from 260 last year.",
        "A fall of 12% on 260 in the previous year.",
    ],
)
def test_last_years_number_in_a_sentence_that_points_back(sentence: str) -> None:
    assert said(f"We had 229 compliments. {sentence}") == ["2022-23 compliments 260", "compliments 229"]


def test_a_rise_with_its_parts_is_of_this_year() -> None:
    found = said(
        "We had 90 compliments as opposed to 70 last year. This is a rise with 40 compliments being recorded in the "
        "Library Service and 30 in Parks."
    )
    assert found == [
        "2022-23 compliments 70",
        "compliments 30 service_area=Parks",
        "compliments 40 service_area=Library Service",
        "compliments 90",
    ]


def test_the_only_year_that_a_sentence_names_wins_over_its_heading() -> None:
    found = said(
        heading("Latest year (2022/23)"),
        bullet("A total of 2,006 complaints, relating to 3,105 complaint issues, were received in 2023/24 (Table 1)."),
        bullet("On average we took 21.4 working days to answer complaints received in 2023/24."),
    )
    assert found == ["average_days 21.4 days", "received 2006"]


def test_the_whole_of_a_list_is_no_item_beside_it() -> None:
    found = said(
        "Of the 52 complaints about adults' services, 19 were to do with the cost of care.", about=scope("all")
    )
    assert "adult_social_care received 19 theme=cost of care" in found


@pytest.mark.parametrize("left", ["leaving 14", "resulting in 14 for the quarter", "which leaves a total of 14"])
def test_what_is_left_did_not_end_as_the_others(left: str) -> None:
    found = said(f"Of the 20 received, five were withdrawn and one is on hold, {left}.")
    assert found == ["received 20", "withdrawn 5"]


def test_names_and_numbers_between_commas() -> None:
    found = said("Nine complaints were escalated to stage two (Repairs, six and Lettings, three).")
    assert found == [
        "stage_2 escalated 3 service_area=Lettings",
        "stage_2 escalated 6 service_area=Repairs",
        "stage_2 escalated 9",
    ]


@pytest.mark.parametrize("lead", ["Complaints by quarter were", "The number of complaints was stable in the year"])
def test_quarters_with_their_numbers_in_brackets(lead: str) -> None:
    assert said(f"{lead}: Q1 (31), Q2 (40), quarter 3 (28) and Q4 (35).") == [
        "2023-24 Q1 received 31",
        "2023-24 Q2 received 40",
        "2023-24 Q3 received 28",
        "2023-24 Q4 received 35",
    ]


def test_the_whole_year_behind_a_quarter() -> None:
    found = said(
        "We received 29 complaints in quarter four: Repairs (20) and Lettings (9); and a total of 97 for the year."
    )
    assert "received 97" in found
    assert "2023-24 Q4 received 29" in found


def test_a_stage_where_the_cases_were_not() -> None:
    found = said("A further 61 complaints were received about staff (not at stage 1).")
    assert found and not [line for line in found if "stage_1" in line]
