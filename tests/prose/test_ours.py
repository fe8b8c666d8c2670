"""Which numbers of a sentence are figures of this council's complaints."""

from __future__ import annotations

import pytest

from extractors.prose.ours import counts_something_else, is_not_counted, is_of_others
from tests.prose.said import said, sentence


def told(text: str) -> list[bool]:
    taken = sentence(text)
    return [counts_something_else(taken, group) for group in taken.groups]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine psychologists were appointed.", [True]),
        ("We run 14 care homes.", [True]),
        ("43% of the staff took part.", [True]),
        ("Nine complaints were upheld.", [False]),
        ("Nine stage 1 complaints were upheld.", [False]),
        ("43% of them were upheld.", [False]),
        ("Nine were upheld.", [False]),
        ("A further nine others followed.", [False]),
        ("Nine parking complaints were upheld.", [False]),
    ],
)
def test_nouns(text: str, expected: list[bool]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nationally, 57% were upheld.", [True]),
        ("The average for similar councils was 57%.", [True]),
        ("57% across all councils were upheld.", [True]),
        ("Nationally rates rose, and we upheld 43%.", [False]),
        ("We upheld 43%; nationally it was 57%.", [False, True]),
        ("The average reply took 43 days.", [False]),
    ],
)
def test_others(text: str, expected: list[bool]) -> None:
    taken = sentence(text)
    assert [is_of_others(taken, group) for group in taken.groups] == expected


def test_lists_of_acknowledgements_go_on() -> None:
    taken = sentence("We acknowledged 212 at once, and 31 the next day; we upheld 48.")
    first, second, third = taken.groups
    assert is_not_counted(taken, first, 0)
    assert is_not_counted(taken, second, first.end)
    assert not is_not_counted(taken, third, second.end)


def test_appeals_to_a_tribunal_are_no_complaints() -> None:
    assert said("Parking appeals are heard elsewhere: 310 were lodged and 120 succeeded.") == []
