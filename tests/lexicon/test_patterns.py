"""The pattern language of the lexicon's data files, tried on tokens."""

from __future__ import annotations

import pytest
import spacy
from spacy.matcher import Matcher

from extractors.lexicon.match import tokens
from extractors.lexicon.patterns import compile_pattern

VOCAB = spacy.blank("en").vocab


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern matches a whole text."""
    matcher = Matcher(VOCAB)
    matcher.add("pattern", compile_pattern(pattern))
    doc = spacy.tokens.Doc(VOCAB, words=[token.text for token in tokens(text)])
    return any(start == 0 and end == len(doc) for _, start, end in matcher(doc))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("upheld", "UPHELD"),
        ("partly|part upheld", "part upheld"),
        ("complaints? made", "complaint made"),
        ("complaints? made", "complaints made"),
        ("respond*", "responding"),
        ("remed(y|ies)", "remedies"),
        ("in (a|the)? time", "in time"),
        ("in (a|the)? time", "in the time"),
        ("(of all|in) cases", "of all cases"),
        ("(of all|in) cases", "in cases"),
        ("(very|most)* late", "very very late"),
        ("(very|most)* late", "late"),
        ("stage _", "stage 4"),
        ("stage ( 1 )", "stage (1)"),
        ("not yet? closed", "not closed"),
        ("social care for adults", "social care for adults"),
    ],
)
def test_match(pattern: str, text: str) -> None:
    assert matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("upheld", "upheld not"),
        ("partly|part upheld", "upheld"),
        ("respond*", "correspond"),
        ("remed(y|ies)", "remedial"),
        ("(of all|in) cases", "cases"),
        ("stage _", "stage"),
    ],
)
def test_no_match(pattern: str, text: str) -> None:
    assert not matches(pattern, text)
