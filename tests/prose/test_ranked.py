"""Ranked groups, each with its number in brackets."""

from __future__ import annotations

import pytest

from tests.prose.said import lines, said


@pytest.mark.parametrize(
    "text",
    [
        "Home care was the largest group (62), followed by assessment and review (48) and charging (39).",
        "Complaints about home care made up the largest group, followed by assessment and review (48), charging (39).",
    ],
)
def test_groups_that_follow_the_largest(text: str) -> None:
    assert said(text)[-2:] == lines("received 39 theme=charging", "received 48 theme=assessment and review")


def test_decision_in_the_name_of_a_reason_is_no_measure() -> None:
    text = "The most common reasons for complaints were disagreement with a decision (67) and delay (59)."
    assert said(text) == lines("received 59 theme=delay", "received 67 theme=disagreement with a decision")
