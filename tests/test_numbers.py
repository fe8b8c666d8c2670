"""Numbers in text: figures, units, number words, and words that only look like numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import Number, find_numbers, value_of_words
from schemas.codes import Unit


def values(text: str) -> list[float]:
    return [number.value for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 1,204 complaints", [1204]),
        ("1,204,306 visits", [1204306]),
        ("between 7 and 12", [7, 12]),
        ("an average of 16.4 days", [16.4]),
        ("Forty-three were upheld", [43]),
        ("one hundred and two cases", [102]),
        ("a hundred and four cases", [104]),
        ("two thousand three hundred people", [2300]),
        ("three and two", [3, 2]),
        ("none of the nineteen", [0, 19]),
        ("nil returns", [0]),
        ("12 complaints (30%)", [12, 30]),
        ("£1.2 million and £450", [1_200_000, 450]),
        ("£3k", [3000]),
    ],
)
def test_values(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "one third of the cases",
        "two-thirds",
        "three quarters of them",
        "one of the main reasons",
        "one another",
        "no one person",
        "step-by-step",
        "none of the above",
        "version A12",
        "see page-3a",
    ],
)
def test_words_that_are_no_numbers(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("54%", Unit.PERCENT),
        ("54 %", Unit.PERCENT),
        ("54 per cent", Unit.PERCENT),
        ("fifty-four per cent", Unit.PERCENT),
        ("£54", Unit.GBP),
        ("54 per 1,000 homes", Unit.PER_1000),
        ("54 complaints for every thousand people", Unit.PER_1000),
        ("54", None),
    ],
)
def test_units(text: str, unit: Unit | None) -> None:
    assert find_numbers(text)[0].unit is unit
    assert find_numbers(text)[0].value == 54


def test_decimals_and_places() -> None:
    assert find_numbers("rose to 12.75% overall") == [Number(8, 14, 12.75, Unit.PERCENT, decimals=2)]


def test_words_for_a_percentage_are_part_of_it() -> None:
    assert find_numbers("Twenty per cent of them") == [Number(0, 15, 20.0, Unit.PERCENT, spelled=True)]


def test_words_without_a_number_have_no_value() -> None:
    assert value_of_words("complaints") is None


SENTENCE = st.lists(
    st.sampled_from(
        ["one", "hundred", "and", "forty", "-", "7", "1,000", ".5", "%", "£", "third", "none", "of", "a", "k", "("]
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(st.text(max_size=80), SENTENCE))
def test_a_number_found_is_printed_in_the_text(text: str) -> None:
    at = 0
    for number in find_numbers(text):
        printed = text[number.start : number.end]
        assert number.start >= at, "in order, without overlap"
        at = number.end
        assert number.value >= 0
        if not number.spelled:
            digits = re.search(r"[\d,]*\.?\d+", printed)
            assert digits is not None
            scale = number.value / float(digits[0].replace(",", "") or 0) if number.value else 1
            assert round(scale) in (1, 10**3, 10**6, 10**9)
        elif number.value:
            assert value_of_words(re.sub(r"\s+per\s?cent$", "", printed, flags=re.I)) == number.value
        else:
            assert printed.lower() in ("none", "zero", "nil")
