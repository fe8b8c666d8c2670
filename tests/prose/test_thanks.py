"""Thanks: how often a council, or one of its services, was thanked."""

from __future__ import annotations

import pytest

from tests.prose.said import said


@pytest.mark.parametrize(
    "text",
    [
        "People wrote to praise staff 611 times, compared with 574 in 2022-23.",
        "Residents thanked our staff on 611 occasions (2022-23: 574).",
        "We were thanked 611 times, up from 574.",
        "611 people wrote to say thank you, against 574 the year before.",
        "Staff and services were thanked 611 times (574 the year before).",
    ],
)
def test_thanks_are_compliments(text: str) -> None:
    assert said(text) == ["2022-23 compliments 574", "compliments 611"]


def test_thanks_to_one_service() -> None:
    assert said("The grounds maintenance team was thanked most often, forty-one times.") == [
        "compliments 41 service_area=grounds maintenance team"
    ]


def test_times_that_are_no_thanks() -> None:
    assert said("The form was downloaded 611 times and the bins were missed on 12 occasions.") == []


def test_compliments_that_say_whom_they_thank() -> None:
    assert said("We had 85 compliments from every part of the county thanking drivers for their patience.") == [
        "compliments 85"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 85 compliments thanking our drivers.", "compliments 85"),
        ("There were 85 compliments praising library staff.", "compliments 85"),
        ("It told of the compliments which had been received by the services, which totalled 85.", "compliments 85"),
        ("There were 85 compliments about our services in 2023/24 - 12 more than before.", "compliments 85"),
    ],
)
def test_compliments_and_what_they_were_for(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_compliments_of_which_a_service_had_some() -> None:
    assert said("We received 574 compliments, of which the reablement service had 203.")[0] == "compliments 203"
