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
