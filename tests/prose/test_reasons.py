"""What complaints were about, told as their reason."""

from __future__ import annotations

from tests.prose.said import lines, said


def test_most_common_reasons() -> None:
    found = said("The commonest reason for complaint was poor work (30 complaints), and delay was the cause of 25.")
    assert found == lines("received 30 theme=poor work", "received 25 theme=delay")
    assert said("The main theme was communication, with 40 complaints, followed by staff conduct (22).") == lines(
        "received 40 theme=communication", "received 22 theme=staff conduct"
    )


def test_lists_of_services_that_follow_the_first() -> None:
    assert said("Waste drew most complaints (418), followed by highways with 263 and then planning with 112.") == lines(
        "received 112 service_area=planning", "received 263 service_area=highways", "received 418 service_area=Waste"
    )
