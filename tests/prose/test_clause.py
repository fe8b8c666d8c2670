"""The words of a sentence around a number."""

from __future__ import annotations

import re

from extractors.prose.clause import (
    between,
    clause_after,
    clause_before,
    end_of_last,
    last_match,
    start_of_next,
    words_in,
)
from tests.prose.said import sentence

TAKEN = sentence("In all we had 12 late replies and 30 others; of these 7 were very late. None escalated.")
FIRST, SECOND, THIRD, FOURTH = TAKEN.groups


def test_clauses_end_at_numbers_and_stops() -> None:
    assert clause_before(TAKEN, FIRST) == "In all we had "
    assert clause_after(TAKEN, FIRST) == " late replies and "
    assert clause_after(TAKEN, SECOND) == " others"
    assert clause_before(TAKEN, THIRD) == " of these "
    assert clause_before(TAKEN, FOURTH) == ""


def test_neighbours() -> None:
    assert end_of_last(TAKEN, FIRST) == 0
    assert end_of_last(TAKEN, SECOND) == FIRST.end
    assert start_of_next(TAKEN, FIRST) == SECOND.start
    assert start_of_next(TAKEN, FOURTH) == len(TAKEN.text)
    assert between(TAKEN, 0, THIRD.start, FIRST) == [SECOND]


def test_words_and_matches() -> None:
    assert words_in("12 late replies, and £4") == 5
    match = last_match(re.compile("a."), "ab ac ad")
    assert match is not None
    assert match[0] == "ad"
    assert last_match(re.compile("x"), "ab") is None
