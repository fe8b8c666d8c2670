"""Time limits in text, and stretches of days that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.limits import find_durations, find_limits


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("within 20 working days", [20]),
        ("a 10-day response", [10]),
        ("the limit of fifteen working days", [15]),
        ("inside ten days or twenty working days", [10, 20]),
        ("our 28 calendar days", [28]),
        ("20 working days", [20]),
        ("no later than 25 school days", [25]),
        ("an average reply within 15 days", [15]),
        ("within 65 working days'", [65]),
        ("18 took longer than 20 working days", [20]),
        ("the policy allows officers 12 working days", [12]),
        ("teams have 12 working days at stage 1 and a second officer 30 working days at stage 2", [12, 30]),
    ],
)
def test_limits(text: str, days: list[int]) -> None:
    assert [limit.days for limit in find_limits(text)] == days


@pytest.mark.parametrize(
    "text",
    [
        "replies took 14 days",
        "an average of 16 working days",
        "the median was nine days",
        "three days old",
        "replies took 12 working days at stage 1 and 30 working days at stage 2",
        "within 900 days",
        "0 days",
        "we closed 14 for 20 days",
        "within 16.4 days",
    ],
)
def test_days_that_are_no_limit(text: str) -> None:
    assert find_limits(text) == []


def test_days_with_decimals_are_one_duration() -> None:
    text = "the average reply took 28.0 working days"
    assert [(d.days, text[d.start : d.end]) for d in find_durations(text)] == [(28, "28.0 working days")]


def test_durations_are_found_either_way() -> None:
    assert [d.days for d in find_durations("took 14 days, within 20 working days")] == [14, 20]


@given(st.text(alphabet="within 0123456789-daysworking ", max_size=60))
def test_limits_stand_in_the_text(text: str) -> None:
    for limit in find_limits(text):
        assert 1 <= limit.days <= 400
        assert str(limit.days) in text[limit.start : limit.end] or not any(
            c.isdigit() for c in text[limit.start : limit.end]
        )
