"""Channels: how complaints came in."""

from __future__ import annotations

import pytest

from tests.prose.said import heading, lines, said, scope


def test_shares_of_complaints_that_came_by_a_channel() -> None:
    head = heading("Complaints received")
    for text in (
        "Half of all complaints (61) arrived by email; 30 were made on the website and 12 by telephone.",
        "Most complaints (61) came by email. Another 30 were made through our website and 12 over the telephone.",
    ):
        assert said(head, text) == lines(
            "received 61 channel=email", "received 30 channel=website", "received 12 channel=telephone"
        ), text


def test_written_without_a_preposition() -> None:
    assert said(heading("Complaints received"), "Forty were submitted online and nine were made in person.") == lines(
        "received 40 channel=online", "received 9 channel=in person"
    )


def test_all_complaints_of_a_report_on_one_procedure_are_its_own() -> None:
    found = said("A third of all complaints (31) arrived by email.", about=scope("adult_social_care"))
    assert found == ["received 31 channel=email"]


def test_complaint_about_an_app_came_in_by_none() -> None:
    assert said("At our pools 25 people complained about lockers and 11 about the booking app.") == lines(
        "received 25 theme=lockers", "received 11 theme=booking app"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Email brought in 312 complaints and the phone 205.",
            ["received 205 channel=phone", "received 312 channel=Email"],
        ),
        ("Social media accounted for 12% of complaints.", ["received 12% channel=Social media"]),
    ],
)
def test_channel_that_brought_complaints_in(text: str, expected: list[str]) -> None:
    assert said(text) == expected
