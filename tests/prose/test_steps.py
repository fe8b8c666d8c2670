"""Stages told by what happens at them."""

from __future__ import annotations

import pytest

from tests.prose.said import heading, lines, said, scope

COUNCIL = scope("all")
CHILDREN = scope("children", slug="wandsworth")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sixty reviews were completed. Twenty-two (37%) were upheld.",
         ["stage_2 responded 60", "stage_2 upheld 22", "stage_2 upheld 37%"]),
        ("Of 131 reviews finished, 41 found something wrong.",
         ["stage_2 responded 131", "stage_2 upheld_or_partially_upheld 41"]),
        ("A manager closed 48 reviews and upheld 12.", ["stage_2 responded 48", "stage_2 upheld 12"]),
        ("We closed 48 formal reviews.", ["stage_2 responded 48"]),
        ("We closed 480 complaints.", ["responded 480"]),
    ],
)  # fmt: skip
def test_reviews_are_the_second_stage(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_independent_investigations_are_the_second_stage_of_childrens_complaints() -> None:
    text = "Eight independent investigations were completed, three of them within 65 working days."
    assert said(heading("Children's social care"), text, about=CHILDREN) == lines(
        "children_statutory stage_2 responded 8", "children_statutory stage_2 on_time 3 @65"
    )


def test_reviews_of_a_procedure_with_one_stage_are_none() -> None:
    about = scope("adult_social_care")
    assert said("We closed 12 reviews.", about=about) == ["responded 12"]


@pytest.mark.parametrize("who", ["Investigators", "Independent investigators", "The investigating officers"])
def test_who_deals_with_complaints_at_the_second_stage(who: str) -> None:
    found = said(
        "There were 114 complaints at Stage 1, and 108 were answered. Five complaints progressed to Stage 2. "
        f"{who} finished four, of which three were partly upheld and one was not upheld.",
        about=scope("children_statutory", "children"),
    )
    assert {"stage_2 responded 4", "stage_2 partially_upheld 3", "stage_2 not_upheld 1"} <= set(found)
