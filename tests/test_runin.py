"""Heads that run into their paragraphs become headings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.context import walk
from extractors.reading.model import Block, Document, Kind
from extractors.runin import part_run_ins
from schemas.codes import Stage, Stream
from tests.prose.said import block, heading, scope


def bold(text: str, count: int) -> Block:
    """A paragraph whose first words are set in bold."""
    plain = block(text)
    words = tuple(replace(word, bold=at < count) for at, word in enumerate(plain.text.words))
    return replace(plain, text=replace(plain.text, words=words))


def parts(*blocks: Block) -> list[tuple[str, str]]:
    return [(part.kind.value, part.text.string) for part in part_run_ins(blocks)]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Adult social care. We received 138 complaints in the year.", "Adult social care."),
        ("The Ombudsman. Fourteen complaints were decided in the year.", "The Ombudsman."),
        ("Stage 2. Sixty reviews were completed in the year.", "Stage 2."),
        ("Corporate complaints at Stage 1. We received 340 of them last year.", "Corporate complaints at Stage 1."),
    ],
)
def test_names_of_procedures_and_stages(text: str, head: str) -> None:
    assert parts(block(text)) == [("heading", head), ("paragraph", text.removeprefix(head).strip())]


@pytest.mark.parametrize(
    "text",
    [
        "We have two stages. The first is answered within ten days.",
        "Complaints rose. We received 340 of them in the year.",
        "Adult social care received 138 complaints. Most of them were upheld.",
        "Stage 2: sixty reviews were completed in the year.",
        "Adult social care. See below.",
    ],
)
def test_sentences_are_no_heads(text: str) -> None:
    assert parts(block(text)) == [("paragraph", text)]


def test_bold_words_are_a_head_whatever_they_say() -> None:
    told = parts(bold("Cases we turned away. We declined 31 complaints in all.", 4))
    assert told == [("heading", "Cases we turned away."), ("paragraph", "We declined 31 complaints in all.")]
    assert parts(bold("Results: 40 complaints were upheld in the year.", 1))[0][0] == "paragraph"
    assert parts(bold("There were 40 complaints. Most were upheld in the end.", 4))[0][0] == "paragraph"


def test_one_of_a_numbered_series_with_heads() -> None:
    heads = ("Corporate.", "Adult social care.", "The Ombudsman.", "Turned away.", "This was late.")
    blocks = [
        replace(block(f"{head} We had 40 complaints in the year."), number=f"4.{at}") for at, head in enumerate(heads)
    ]
    assert [text for kind, text in parts(*blocks) if kind == "heading"] == list(heads[:4])
    assert [text for kind, text in parts(blocks[3]) if kind == "heading"] == []


def test_what_follows_stands_below_the_head_until_the_next() -> None:
    blocks = part_run_ins(
        [
            heading("The year in detail"),
            block("Adult social care. We received 138 complaints in the year."),
            block("Thirty of them were late."),
            block("The Ombudsman. Its letter gave the figures below."),
            block("It upheld nine."),
            heading("Next year"),
            block("We aim for 95% at both stages."),
        ]
    )
    document = Document(blocks=blocks, pages=())
    told = [
        (context.stream, context.stage) for each, context in walk(document, scope("all")) if each.kind is Kind.PARAGRAPH
    ]
    assert told == [
        (Stream.ADULT_SOCIAL_CARE, None),
        (Stream.ADULT_SOCIAL_CARE, None),
        (None, Stage.OMBUDSMAN),
        (None, Stage.OMBUDSMAN),
        (None, None),
    ]
