"""Enquiries of elected representatives are no complaints."""

from __future__ import annotations

import pytest

from tests.prose.said import said


@pytest.mark.parametrize(
    "text",
    [
        "Councillors and MPs made 120 enquiries about council housing.",
        "120 letters were received from MPs.",
        "We received 120 queries from ward councillors.",
    ],
)
def test_enquiries(text: str) -> None:
    assert said(text) == ["member_enquiries received 120"]


def test_complaints_by_councillors_are_complaints() -> None:
    assert said("Councillors made 12 complaints.") == ["received 12"]
