"""Ended: what became of all the cases that a number counts."""

from __future__ import annotations

import pytest

from tests.prose.said import heading, lines, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took one of these to investigation and did not uphold it.", ["investigated 1", "not_upheld 1"]),
        ("The Ombudsman investigated one complaint and upheld it.", ["investigated 1", "upheld 1"]),
        ("The Ombudsman looked into two complaints and upheld both.", ["investigated 2", "upheld 2"]),
        ("It investigated one, which it did not uphold.", ["investigated 1", "not_upheld 1"]),
        ("It investigated three complaints and found no fault in any of them.", ["investigated 3", "not_upheld 3"]),
        ("It investigated four complaints and upheld none of them.", ["investigated 4", "upheld 0"]),
        ("It investigated four and partly upheld all of them.", ["investigated 4", "partially_upheld 4"]),
        # "it" is no word for four, and other numbers have words of their own
        ("It investigated four complaints and did not uphold it.", ["investigated 4"]),
        ("It investigated four complaints and upheld three.", ["investigated 4", "upheld 3"]),
    ],
)
def test_ends_of_all(text: str, expected: list[str]) -> None:
    assert said(heading("The Ombudsman"), text) == lines(*(f"ombudsman {each}" for each in expected))


def test_what_came_of_an_investigation_is_said_beside_it() -> None:
    text = "The Ombudsman considered 14 complaints: 5 were investigated and upheld, 3 were looked into and not upheld."
    assert {"ombudsman investigated 5", "ombudsman upheld 5", "ombudsman not_upheld 3"} <= set(said(text))
    assert said("We investigated 9 complaints and upheld 4.") == lines("investigated 9", "upheld 4")
