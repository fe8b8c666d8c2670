"""The sieve finds what spaCy's Matcher finds when it tries every pattern."""

from __future__ import annotations

import re
from typing import Any

import pytest
import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

from extractors.lexicon.match import _entries
from extractors.lexicon.patterns import TokenPattern, compile_pattern
from extractors.lexicon.sieve import Sieve

VOCAB = spacy.blank("en").vocab
ENTRIES = [(key, [tokens for one in patterns for tokens in compile_pattern(one)]) for key, patterns in _entries()]


def sieve(**patterns: str) -> Sieve:
    return Sieve([(key, compile_pattern(pattern)) for key, pattern in patterns.items()])


def test_the_longest_of_matches_that_overlap() -> None:
    words = ["six", "not", "upheld", "at", "all", ",", "two", "upheld"]
    found = sieve(upheld="(not|partly)? upheld (at|in full)?").matches(words)
    assert sorted(found) == [("upheld", 1, 4), ("upheld", 7, 8)]


def test_the_first_of_two_as_long() -> None:
    assert sieve(pair="late|later late|later").matches(["late", "later", "late"]) == [("pair", 0, 2)]


def test_entries_do_not_hide_each_other() -> None:
    found = sieve(whole="not upheld", part="upheld").matches(["Not", "Upheld"])
    assert sorted(found) == [("part", 1, 2), ("whole", 0, 2)]


def test_a_pattern_of_words_that_may_all_be_missing() -> None:
    assert sieve(loose="(very|most)*").matches(["a", "very", "late", "reply"]) == [("loose", 1, 2)]


@pytest.mark.parametrize("text", ["", "nothing of it here"])
def test_nothing(text: str) -> None:
    assert sieve(upheld="not upheld").matches(text.split()) == []


def example(pattern: TokenPattern) -> list[str]:
    """Words that a pattern matches."""
    return [word(rule["LOWER"]) for rule in pattern]


def word(rule: Any) -> str:
    if isinstance(rule, str):
        return rule
    if "IN" in rule:
        return str(rule["IN"][-1])
    stem = re.sub(r"\(\?:|[\^$\\]", "", rule["REGEX"])
    first = re.split(r"[|]", stem)[0]
    return re.sub(r"\.[*+]", "ing", re.sub(r"(\w)\?", r"\1", first)).strip("()") or "x"


def test_as_matcher_with_every_pattern_of_the_lexicon() -> None:
    """Texts of some patterns' words in a row: what each matches, and what they match across their borders."""
    every = Matcher(VOCAB)
    for key, patterns in ENTRIES:
        every.add(key, patterns, greedy="LONGEST")
    own = Sieve(ENTRIES)
    examples = [example(pattern) for _, patterns in ENTRIES for pattern in patterns]
    matched = 0
    for start in range(0, len(examples), 16):
        words = [word for one in examples[start : start + 16 : 4] for word in one]
        expected = {(VOCAB.strings[key], first, end) for key, first, end in every(Doc(VOCAB, words=words))}
        assert set(own.matches(words)) == expected, words
        matched += len(expected)
    assert matched > 400
