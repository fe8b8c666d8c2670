"""Numbers that are changes, and so count nothing."""

from __future__ import annotations

import pytest

from tests.prose.said import parts


@pytest.mark.parametrize(
    "text",
    [
        "There was a 46% decrease.",
        "Complaints rose by 27.",
        "We had 740 fewer complaints.",
        "There were 12 more complaints than before.",
        "Replies improved by a further 3%.",
        "It was 9% higher than last year.",
        "An increase of 14 was seen.",
        "On time replies fell 4 percentage points.",
        "A reduction of around 5% followed.",
        "Compliments grew by over 40%.",
    ],
)
def test_changes(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Complaints rose by 27 to 81.", ["81"]),
        ("Complaints fell from 90 to 81.", ["90", "81"]),
        ("In 81 cases the charge was reduced.", ["81"]),
        ("27 more were upheld.", ["27"]),
        ("Of 90 complaints 81 were upheld, a rise of 3%.", ["90", "81"]),
    ],
)
def test_numbers_beside_changes(text: str, expected: list[str]) -> None:
    assert parts(text) == expected
