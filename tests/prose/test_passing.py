"""Ombudsmen that are only mentioned."""

from __future__ import annotations

import pytest

from extractors.prose.passing import ombudsman_in_passing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We follow the Housing Ombudsman's Complaint Handling Code.", True),
        ("Anyone may take their complaint to the Ombudsman.", True),
        ("The limits are set by the Local Government Ombudsman.", True),
        ("The Ombudsman upheld four complaints.", False),
        ("Four complaints reached the Ombudsman.", False),
    ],
)
def test_in_passing(text: str, expected: bool) -> None:
    assert ombudsman_in_passing(text) is expected
