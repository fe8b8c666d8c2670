"""Enquiries of elected representatives are no complaints."""

from __future__ import annotations

import pytest

from tests.prose.said import heading, said


@pytest.mark.parametrize(
    "text",
    [
        "Councillors and MPs made 120 enquiries about council housing.",
        "120 letters were received from MPs.",
        "We received 120 queries from ward councillors.",
        "120 letters came from MPs.",
    ],
)
def test_enquiries(text: str) -> None:
    assert said(text) == ["member_enquiries received 120"]


def test_other_numbers_of_a_section_on_enquiries() -> None:
    assert said(heading("Members' enquiries"), "The office has had 4 caseworkers instead of 2.") == []


def test_complaints_by_councillors_are_complaints() -> None:
    assert said("Councillors made 12 complaints.") == ["received 12"]
