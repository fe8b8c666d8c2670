"""Sentences that are known to be misread. A rule that mends one makes its test pass, and the line then moves out."""

from __future__ import annotations

import pytest

from tests.prose.said import heading, lines, said

OMBUDSMAN = heading("Local Government and Social Care Ombudsman")


@pytest.mark.xfail(strict=True, reason="known to be misread")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a change without "by"
        ("At stage 1, 48 (up 10%) were late.", ["stage_1 late 48"]),
        # a number that looks like a year
        ("At stage 1, 2045 complaints were upheld.", ["stage_1 upheld 2045"]),
        # the stage behind the last of several numbers
        ("Quarter by quarter we received 81, 90, 77 and 92 stage 1 complaints.",
         ["2023-24 Q1 stage_1 received 81", "2023-24 Q2 stage_1 received 90", "2023-24 Q3 stage_1 received 77",
          "2023-24 Q4 stage_1 received 92"]),
        # two stages together
        ("Stage 1 and stage 2 complaints numbered 381.", ["received 381"]),
        # members' enquiries with their apostrophe, behind "answered"
        ("The council answered 306 members' enquiries.", ["member_enquiries responded 306"]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.xfail(strict=True, reason="a heading sets the period only where it names the year")
def test_a_heading_that_names_a_quarter_without_its_year() -> None:
    assert said(heading("Quarter 3"), "We received 81 stage 1 complaints.") == ["2023-24 Q3 stage_1 received 81"]
