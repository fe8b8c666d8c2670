"""Services whose complaints rose or fell, or were the most."""

from __future__ import annotations

import pytest

from tests.prose.said import lines, said


@pytest.mark.parametrize(
    "text",
    [
        "Conversely, Street Cleaning experienced a 55% rise in complaints, increasing from 40 to 62.",
        "Street Cleaning recorded an increase in complaints from 40 to 62.",
        "There was a marked rise in complaints about Street Cleaning, from 40 to 62.",
        "The largest increase was in Street Cleaning, where complaints went from 40 to 62.",
        "Although Parking had the most complaints, they saw the biggest rise in Street Cleaning, going from 40 to 62.",
    ],
)
def test_changes_of_one_service_are_no_headline(text: str) -> None:
    part = "service_area=Street Cleaning"
    assert said(text) == lines(f"2022-23 received 40 {part}", f"received 62 {part}")


def test_the_service_with_the_most() -> None:
    assert said(
        "The Street Cleaning team had the second-highest number of complaints at 62, up 17% from last year."
    ) == ["received 62 service_area=Street Cleaning team"]


@pytest.mark.parametrize("who", ["The council", "We", "The year"])
def test_a_change_of_all_complaints_is_the_headline(who: str) -> None:
    assert said(f"{who} saw an increase in complaints, from 40 to 62.") == lines("2022-23 received 40", "received 62")


def test_how_to_read_a_table_counts_nothing() -> None:
    assert said("(1/2) means 2 complaints were received and 1 was responded to on time.") == []


def test_complaints_that_were_found_to_be_something() -> None:
    assert said("Over the year, 9 (27%) complaints raised did not identify any fault.") == lines(
        "not_upheld 9", "not_upheld 27%"
    )


def test_a_total_behind_a_list_is_not_its_last_item() -> None:
    text = "We received 27 complaints in quarter four: Repairs (20) and Lettings (7); and a total of 98 for the year."
    found = said(text)
    assert "2023-24 Q4 received 27" in found
    assert not [each for each in found if "98" in each and "=" in each]
    assert all("Q4" in each for each in found if "=" in each)
