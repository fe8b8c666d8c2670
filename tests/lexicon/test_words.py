"""Regular expressions from lists of plain words."""

from __future__ import annotations

import re

import pytest

from extractors.lexicon.words import any_of, run_of, whole


@pytest.mark.parametrize(
    ("words", "matches", "others"),
    [
        ("rose", ["rose"], ["roses"]),
        ("complaints?", ["complaint", "complaints"], ["complain"]),
        ("increas*", ["increase", "increasing", "increas"], ["decrease"]),
        ("remed(y|ies)", ["remedy", "remedies"], ["remedial"]),
        ("up (on|from), down", ["up on", "up from", "down"], ["up"]),
        ("stage _", ["stage two", "stage 2"], ["stage"]),
        ("satisf_", ["satisfied"], ["satisf"]),
        ("rates?(?! of pay)", ["rate", "rates"], []),
    ],
)
def test_words(words: str, matches: list[str], others: list[str]) -> None:
    assert [text for text in matches if not re.fullmatch(any_of(words), text)] == []
    assert [text for text in others if re.fullmatch(any_of(words), text)] == []


def test_lists_are_added_up() -> None:
    assert any_of("fell, rose,", "grew") == "(?:fell|rose|grew)"


def test_whole_words() -> None:
    assert re.search(whole("rose"), "it rose by") is not None
    assert re.search(whole("rose"), "it arose by") is None


def test_runs() -> None:
    assert re.fullmatch("of " + run_of("the, all, our") + "cases", "of all our cases") is not None
    assert re.fullmatch("of " + run_of("the, all, our") + "cases", "of cases") is not None
    assert re.fullmatch("of " + run_of("the, all, our") + "cases", "of new cases") is None
