"""Run-in heads: a paragraph that opens with its own heading, "Corporate complaints. We had ...", is parted from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.lexicon.facets import facets
from extractors.lexicon.words import whole
from extractors.reading.model import Block, Kind, Text

#: A few words up to the stop that sets them off, and the beginning of a sentence.
_HEAD = re.compile(r"(?P<head>(?:[^\s.:!?]+\s){0,7}[^\s.:!?]+)(?P<stop>[.:])\s+(?=[A-Z\d])")
#: Numbers that a head may have: those of stages and years.
_FIGURES = re.compile(r"\d+")
_NUMBERED = re.compile(r"\b(?:stages?|steps?|tiers?)\s+\d(?:\s*(?:and|&|to|,|-|–)\s*\d)*\b|\b(?:19|20)\d\d\b", re.I)
#: What follows a head has at least so many words.
_LEAST_WORDS = 5
#: So many paragraphs with heads of their own make it likely that others have them too, of at most so many words.
_SERIES, _SERIES_WORDS = 3, 5
_SENTENCE = re.compile(
    whole("is, are, was, were, be, has, have, had, do, does, did, can, may, will, would, we, it, they, you, i"), re.I
)


def part_run_ins(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a document, in which heads that run into their paragraphs are headings below all others."""
    level = 1 + max((block.level for block in blocks if block.kind is Kind.HEADING), default=0)
    heads = [_head(block) for block in blocks]
    sure = [head is not None and _is_sure(block, head) for block, head in zip(blocks, heads, strict=True)]
    series = sum(found and block.number is not None for block, found in zip(blocks, sure, strict=True)) >= _SERIES
    parted: list[Block] = []
    for block, head, found in zip(blocks, heads, sure, strict=True):
        if head is not None and (found or (series and _is_alike(block, head))):
            parted += _parted(block, len(head["head"].split()), level)
        else:
            parted.append(block)
    return tuple(parted)


def _parted(block: Block, count: int, level: int) -> Iterator[Block]:
    words, gaps = block.text.words, block.text.gaps
    yield replace(block, kind=Kind.HEADING, level=level, text=Text.of(words[:count]))
    yield replace(block, number=None, text=Text(words[count:], ("", *gaps[count + 1 :])))


def _head(block: Block) -> re.Match[str] | None:
    """The words of a paragraph that may be its head."""
    match = _HEAD.match(block.text.string) if block.kind is Kind.PARAGRAPH else None
    if match is None or _FIGURES.search(_NUMBERED.sub("", match["head"])):
        return None
    return match if len(block.text.words) - len(match["head"].split()) >= _LEAST_WORDS else None


def _is_sure(block: Block, match: re.Match[str]) -> bool:
    """Whether the first words are set off by their weight, or name a procedure or stage and nothing else."""
    said = facets(match["head"])
    names = bool(said.streams or said.stages) and not said.measures
    if match["stop"] == ":" and not names:
        return False
    *head, after = block.text.words[: len(match["head"].split()) + 1]
    set_off = all(word.bold for word in head) and not after.bold
    return set_off or (names and not said.residue and match["stop"] == ".")


def _is_alike(block: Block, match: re.Match[str]) -> bool:
    """Whether a numbered paragraph of a series with heads opens with a few words that are no sentence."""
    few = len(match["head"].split()) <= _SERIES_WORDS and match["stop"] == "."
    return few and block.number is not None and _SENTENCE.search(match["head"]) is None
