"""Hopes: what is expected is not counted."""

from __future__ import annotations

import pytest

from extractors.prose.hopes import is_hoped
from tests.prose.said import sentence


@pytest.mark.parametrize(
    ("text", "hoped"),
    [
        ("Next year we expect about 300 complaints.", True),
        ("The service hopes to answer 80% in time.", True),
        ("The aim is to come down to 40 complaints.", True),
        ("We received 300 complaints.", False),
        ("We expected a rise and had 300 complaints.", False),
        ("As we had hoped, 300 were closed.", False),
    ],
)
def test_hopes(text: str, hoped: bool) -> None:
    taken = sentence(text)
    assert is_hoped(taken, taken.groups[0]) is hoped
