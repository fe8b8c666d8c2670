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
