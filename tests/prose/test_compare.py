"""Numbers set beside each other as those of two years."""

from __future__ import annotations

import pytest

from extractors.prose.compare import compared_with, from_to, to_from
from tests.prose.said import sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("340 were late, compared with 312.", True),
        ("340 were late, up from 312.", True),
        ("340 were late, fewer than the 312 of last year.", True),
        ("340 were late; the figure was 312.", True),
        ("340 were late, twice as many as the 170.", True),
        ("340 were late and 312 were not.", False),
    ],
)
def test_set_beside(text: str, expected: bool) -> None:
    first, second = sentence(text).groups
    assert compared_with(sentence(text), second, first) is expected
    assert not compared_with(sentence(text), first, None)


@pytest.mark.parametrize(
    ("text", "forward", "backward"),
    [
        ("Late replies went from 40 to 36.", True, False),
        ("Late replies went from about 40 this year to just 36.", True, False),
        ("The share moved (74% to 76%).", True, False),
        ("Late replies came to 69 from 53.", False, True),
        ("Late replies numbered 40, and 36 were very late.", False, False),
    ],
)
def test_pairs(text: str, forward: bool, backward: bool) -> None:
    taken = sentence(text)
    first, second = taken.groups
    assert (from_to(taken, first, second), to_from(taken, first, second)) == (forward, backward)
