"""The lexicon's words in a text: tokens, spans, sentences."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractors.lexicon
from extractors.lexicon.match import Span, covered, fold, sentences, spans, tokens
from schemas.codes import Dimension, Measure, Stage, Stream

FOLDER = Path(extractors.lexicon.__file__).parent


def tagged(text: str, tag: str) -> list[tuple[str, str]]:
    return [(span.code, span.text) for span in spans(text) if span.tag == tag]


def test_folding_keeps_offsets() -> None:
    text = "The council’s “stage 1” – 48…"
    assert fold(text) == 'The council\'s "stage 1" - 48.'
    assert len(fold(text)) == len(text)


def test_tokens_leave_possessives_out() -> None:
    assert [token.text for token in tokens("The council's reply")] == ["The", "council", "reply"]


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("Adult social care complaints", "stream", ("adult_social_care", "Adult social care")),
        ("non-statutory children's complaints", "stream", ("children_corporate", "non-statutory children")),
        ("at Stage Two", "stage", ("stage_2", "Stage Two")),
        ("the Ombudsman wrote", "stage", ("ombudsman", "Ombudsman")),
        ("were partly upheld", "measure", ("partially_upheld", "partly upheld")),
        ("four compliments", "measure", ("compliments", "compliments")),
    ],
)
def test_spans(text: str, tag: str, expected: tuple[str, str]) -> None:
    assert expected in tagged(text, tag)


def test_words_before_which_an_entry_does_not_hold() -> None:
    assert tagged("housing complaints", "stream") != []
    assert tagged("housing benefit", "stream") == []


def test_variants_of_measures() -> None:
    soft = Span("measure", "responded.soft", 0, 10, "dealt with")
    rate = Span("measure", "upheld.rate", 0, 11, "uphold rate")
    assert (soft.measure, soft.is_soft, soft.is_rate) == (Measure.RESPONDED, True, False)
    assert (rate.measure, rate.is_soft, rate.is_rate) == (Measure.UPHELD, False, True)


def test_covered() -> None:
    long, short = Span("stage", "stage_2", 0, 20, ""), Span("measure", "escalated", 5, 9, "")
    assert covered(short, [long])
    assert not covered(long, [short, long])


def test_sentences() -> None:
    text = "We had 12. Of these 3.5% were late; all others were not."
    assert [text[start:end] for start, end in sentences(text)] == [
        "We had 12.",
        "Of these 3.5% were late; all others were not.",
    ]


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        ("streams", {code.value for code in Stream}),
        ("stages", {code.value for code in Stage}),
        ("measures", {code.value for code in Measure}),
        ("breakdowns", {code.value for code in Dimension}),
    ],
)
def test_the_data_files_hold_no_unknown_codes(file: str, codes: set[str]) -> None:
    entries = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))
    assert entries
    assert set(entries) - codes == set()


@given(st.text(max_size=60))
def test_spans_stand_in_the_text(text: str) -> None:
    for span in spans(text):
        assert text[span.start : span.end] == span.text
        assert span.start < span.end
