"""Figures set large: a number alone on its line, above the words that say what it is, is one sentence with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.facets import facets
from extractors.numbers import SPELLED
from extractors.reading.model import Block, Cell, Kind, Text, Word
from extractors.reading.tiles import other_year_at

_NUMBER = re.compile(
    rf"\s*(?:£\s?)?(?:\d[\d,]*(?:\.\d+)?|{SPELLED})(?:\s?%|\s?per\s?cent|\s+(?:working )?days)?\s*", re.I
)
#: How much larger than its words a figure is set.
_LARGER = 1.15
#: A frame with fewer cells is no infographic.
_LEAST_TILES = 2
#: A label that begins with a capital letter is no longer than this.
_LABEL_WORDS = 8
_MAY_BE_FIGURES = (Kind.HEADING, Kind.TITLE, Kind.PARAGRAPH)


def join_large(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a document, in which each figure set large stands in one paragraph with its words."""
    joined: list[Block] = []
    for block in (part for whole in blocks for part in _tiles(whole) or [whole]):
        if joined and _is_figure_of(joined[-1], block):
            words = (*joined.pop().text.words, *block.text.words)
            block = replace(block, text=Text.of(words))
        joined.append(block)
    return tuple(joined)


def _tiles(block: Block) -> list[Block]:
    """Each cell of a framed infographic as a paragraph: a figure set large, and under it what it counts."""
    cells = [cell for cell in block.table.cells if cell.text] if block.table else []
    if len(cells) < _LEAST_TILES or not all(map(_is_tile, cells)):
        return []
    texts = [Text.of(words) for cell in cells for words in _by_year(cell.text.words)]
    return [Block(Kind.PARAGRAPH, text, text.words[0].page) for text in texts]


def _by_year(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The words of a tile, and those that give another year's figure below them."""
    at = other_year_at(words)
    return [words] if at is None else [words[:at], words[at:]]


def _is_tile(cell: Cell) -> bool:
    first, *label = cell.text.words
    large = bool(label) and _NUMBER.fullmatch(first.text) is not None and any(word.text.isalpha() for word in label)
    return large and first.bottom - first.top >= _LARGER * max(word.bottom - word.top for word in label)


def _is_figure_of(figure: Block, label: Block) -> bool:
    if figure.kind not in _MAY_BE_FIGURES or label.kind is not Kind.PARAGRAPH or figure.page != label.page:
        return False
    if not label.text or not _NUMBER.fullmatch(figure.text.string) or _height(figure) < _LARGER * _height(label):
        return False
    string = label.text.string
    short = len(string.split()) <= _LABEL_WORDS and not re.search(r"\d", string)
    return string[0].islower() or (short and bool(facets(string).measures))


def _height(block: Block) -> float:
    """The height of a block's first word."""
    word = block.text.words[0]
    return word.bottom - word.top
