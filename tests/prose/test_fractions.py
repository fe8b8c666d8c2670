"""Fractions: what is told of half of those closed."""

from __future__ import annotations

import pytest

from tests.prose.said import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In just over half of those closed (244, or 52%) the Council accepted some fault.",
            ["upheld_or_partially_upheld 244", "upheld_or_partially_upheld 52%"],
        ),
        ("Two thirds of those answered (180) had their reply in time.", ["on_time 180"]),
        ("We closed 471 complaints.", ["responded 471"]),
    ],
)
def test_numbers_behind_a_fraction(text: str, expected: list[str]) -> None:
    assert said(text) == expected
