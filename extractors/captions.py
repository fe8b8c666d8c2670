"""Captions: which caption belongs to which table or chart, whether captions stand above or below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractors.reading.model import Block, Kind

_SHOWN = (Kind.TABLE, Kind.CHART)
_OF_CHARTS = re.compile(r"^\W*(?:figure|fig|chart|graph|diagram)\b", re.IGNORECASE)
_FIGURE = re.compile(r"^\W*fig(?:ure)?\b", re.IGNORECASE)
_OF_TABLES = re.compile(r"^\W*table\b", re.IGNORECASE)
#: How a line begins that explains the table above it.
_NOTE = re.compile(r"^\s*(?:[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3#^]|notes?\b\W|n\.?b\b)", re.IGNORECASE)


def pair(blocks: Sequence[Block]) -> dict[int, str]:
    """The caption of each table and chart that has one, by the place of the table or chart among the blocks."""
    found: dict[int, str] = {}
    for kind in _SHOWN:
        below = _stand_below(blocks, kind)
        for at, block in enumerate(blocks):
            if block.kind is kind:
                caption = _after(blocks, at) if below else _before(blocks, at)
                if caption is not None:
                    found[at] = caption.text.string
    return found


def notes(blocks: Sequence[Block]) -> dict[int, str]:
    """What the footnotes and notes right below each table and chart say, by its place among the blocks."""
    found: dict[int, str] = {}
    for at, block in enumerate(blocks):
        if block.kind in _SHOWN:
            below = takewhile(_explains, blocks[at + 1 :])
            found[at] = " ".join(note.text.string for note in below)
    return found


def _explains(block: Block) -> bool:
    """Whether a block below a table is a note on it."""
    return block.kind is Kind.FOOTNOTE or (block.kind is Kind.PARAGRAPH and _NOTE.match(block.text.string) is not None)


def _fits(caption: Block, kind: Kind) -> bool:
    """Whether a caption may be that of a table, or of a chart, by its first word."""
    other = _OF_TABLES if kind is Kind.CHART else _OF_CHARTS
    return caption.kind is Kind.CAPTION and other.search(caption.text.string) is None


def _is_figure(block: Block) -> bool:
    """Whether a caption says "Figure", as some reports call their tables too."""
    return block.kind is Kind.CAPTION and _FIGURE.search(block.text.string) is not None


def _stand_below(blocks: Sequence[Block], kind: Kind) -> bool:
    """Whether most captions of a kind follow what they name."""
    above = below = 0
    for at, block in enumerate(blocks):
        if _fits(block, kind):
            above += at + 1 < len(blocks) and blocks[at + 1].kind is kind
            below += at > 0 and blocks[at - 1].kind is kind
    return below > above


def _before(blocks: Sequence[Block], at: int) -> Block | None:
    """The nearest caption above, with no other table, chart or heading between."""
    below_chart = at > 1 and blocks[at - 2].kind is Kind.CHART
    if at and blocks[at].kind is Kind.TABLE and _is_figure(blocks[at - 1]) and not below_chart:
        return blocks[at - 1]
    for block in reversed(blocks[:at]):
        if _fits(block, blocks[at].kind):
            return block
        if block.kind in _SHOWN or block.kind is Kind.HEADING:
            return None
    return None


def _after(blocks: Sequence[Block], at: int) -> Block | None:
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    return following if following is not None and _fits(following, blocks[at].kind) else None
