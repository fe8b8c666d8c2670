"""Requests for information under other laws are no complaints, nor are the parts of them."""

from __future__ import annotations

import pytest

from tests.prose.said import said


@pytest.mark.parametrize(
    "text",
    [
        "Officers dealt with 410 Freedom of Information requests, of which 88% were answered within 20 working days.",
        "The unit also answered 62 subject access requests. Of these, 50 (81%) were completed on time.",
        "We logged 35 requests under data protection law. They were all closed within the limit, 30 of them early.",
        "97 EIR requests came in. In total, 9 of those were late.",
    ],
)
def test_requests_under_other_laws_are_not_counted(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We handled 35 FOI requests. We received 90 complaints.",
        "We received 90 complaints. The same team handled 35 FOI requests.",
    ],
)
def test_complaints_beside_them_are(text: str) -> None:
    assert said(text) == ["received 90"]
