"""Neighbours: other councils that are named beside the report's own."""

from __future__ import annotations

import pytest

from extractors.prose.neighbours import is_of_neighbour
from extractors.register import Council
from tests.prose.said import sentence


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("Leeds City Council had 31 complaints and Bradford 14.", [True, True]),
        ("Leeds City Council had 31 complaints; we had 14.", [True, False]),
        ("Kent County Council received 31 complaints.", [False]),
        ("We had 31 complaints and Leeds City Council 14.", [False, True]),
        ("Riverside Housing Trust had 31 complaints.", [True]),
        ("In Leeds 31 complaints were received.", [False]),
    ],
)
def test_neighbours(text: str, theirs: list[bool]) -> None:
    taken, own = sentence(text), Council(slug="kent", name="Kent County Council", nation="England")
    assert [is_of_neighbour(taken, group, own) for group in taken.groups] == theirs
