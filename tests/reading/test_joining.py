"""Joining: hyphens at the ends of lines go or stay."""

from __future__ import annotations

import pytest

from extractors.reading.joining import keeps_hyphen, text_of, vocabulary
from extractors.reading.model import Word


def word(text: str, x0: float, top: float) -> Word:
    return Word(text, 1, x0, top, x0 + 5 * len(text), top + 10, 10)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("20-", "working"), ("2023-", "24"), ("non-", "statutory"), ("long-", "term"), ("self-", "assessment"),
        ("Q1-", "Q4"), ("Non-", "Statutory"), ("desk-", "based"), ("end-to-", "end"),
        ("example.org/make-", "a-complaint"),
    ],
)  # fmt: skip
def test_hyphens_that_stay(first: str, second: str) -> None:
    assert keeps_hyphen(first, second, frozenset())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("en-", "quiries"),
        ("com-", "plaints"),
        ("in-", "cluded"),
        ("for-", "ward"),
        ("Ombuds-", "man"),
        ("re-", "ceived"),
    ],
)
def test_hyphens_that_only_break_a_word(first: str, second: str) -> None:
    assert not keeps_hyphen(first, second, frozenset({"for", "in", "ward", "man"}))


def test_the_document_knows_how_it_writes_a_word() -> None:
    known = vocabulary([word("co-operation", 50, 100), word("safeguarding", 50, 114)])
    assert keeps_hyphen("co-", "operation", known)
    assert not keeps_hyphen("safe-", "guarding", known | {"safe", "guarding"})


def test_broken_halves_are_not_in_the_vocabulary() -> None:
    assert vocabulary([word("require-", 50, 100), word("ment", 50, 114), word("in", 80, 114)]) == {"in"}


def test_text_joins_lines_and_keeps_every_word() -> None:
    words = [
        word("MP", 50, 100),
        word("en-", 65, 100),
        word("quiries", 50, 112),
        word("20-", 90, 112),
        word("day", 50, 124),
    ]
    text = text_of(words, frozenset())
    assert text.string == "MP enquiries 20-day"
    assert [w.text for w in text.words_between(3, 12)] == ["en", "quiries"]


def test_hyphen_inside_a_line_stays() -> None:
    assert text_of([word("Apr-", 50, 100), word("Jun", 75, 100)], frozenset()).string == "Apr- Jun"


def test_nothing_gives_an_empty_text() -> None:
    assert text_of([], frozenset()).string == ""
