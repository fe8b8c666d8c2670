"""Answers below a heading that asks."""

from __future__ import annotations

import pytest

from tests.prose.said import Block, heading, lines, said

RECEIVED = heading("How many stage 1 complaints did we receive?")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((RECEIVED, "340, compared with 312 last year."), ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ((RECEIVED, "A total of 340."), ["stage_1 received 340"]),
        # a number further on, and one in another unit, answers nothing
        ((RECEIVED, "The team of 12 is busy."), []),
        ((RECEIVED, "82% more or less."), []),
        # a question goes on about what the one before it named
        ((RECEIVED, "340.", heading("How many were upheld?"), "48."), ["stage_1 received 340", "stage_1 upheld 48"]),
        ((heading("Stage 2"), heading("How many were upheld?"), "Four were upheld."), ["stage_2 upheld 4"]),
        # one that names something of its own does not
        ((RECEIVED, "340.", heading("What of social care?"), "We upheld four."), ["stage_1 received 340", "upheld 4"]),
    ],
)  # fmt: skip
def test_answers(blocks: tuple[str | Block, ...], expected: list[str]) -> None:
    assert said(*blocks) == lines(*expected)


def test_no_heading_asks() -> None:
    assert said(heading("Complaints received"), "340, compared with 312 last year.") == []
