"""Informal: worries that were put right at once, and so became no complaints."""

from __future__ import annotations

import pytest

from tests.prose.said import said


@pytest.mark.parametrize(
    "text",
    [
        "A further 43 people rang or wrote with a worry that we could sort out by the end of the next working day.",
        "Another 43 people contacted us with a concern that was put right the same day.",
        "Besides, 43 callers had an issue that we settled by the next working day without a formal complaint.",
        "Another 43 matters were sorted out informally within one working day.",
        "We put 43 things right on the spot, without the need for a formal complaint.",
        "A further 43 tenants had their concern resolved by the repairs team without a formal complaint.",
    ],
)
def test_put_right_at_once(text: str) -> None:
    assert said(text) == ["informal received 43"]


@pytest.mark.parametrize(
    "text",
    [
        # what people ring a contact centre about is no worry that the complaints team counts
        "The contact centre took 9,000 calls and 320 people rang about an issue that was resolved the next day.",
        "We fixed 42 things on the estate straight away.",
    ],
)
def test_no_worries_of_ours(text: str) -> None:
    assert said(text) == []


def test_complaints_settled_at_once_are_complaints() -> None:
    assert said("Of the 88 complaints, 43 were settled on the spot and 12 went to Stage 2.") == [
        "responded 43",
        "stage_2 escalated 12",
    ]
