"""Textless: pages whose text layer does not say what is printed on them, and so need OCR."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.reading.canvas import Canvas
from extractors.reading.glyphs import UNKNOWN
from extractors.reading.model import Word
from extractors.reading.modes import Ocr

#: Words that are stamped on the pages of a pack, whatever is on them.
STAMP = re.compile(r"page|of|agenda|item|minute|appendix|annex|pack|[a-z]?\d{0,4}[.:]?|-", re.IGNORECASE)
#: With a larger share of unknown characters than this a text layer is garbage, ...
MOST_UNKNOWN = 0.3
#: ... or with fewer of the commonest words and of vowels than any English has.
FEWEST_COMMON, FEWEST_VOWELS = 0.01, 0.28
#: Only of so many words can be said that they are no language.
ENOUGH = 40

_COMMON = frozenset(
    {
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "for",
        "that",
        "on",
        "are",
        "with",
        "was",
        "by",
        "be",
        "were",
        "as",
        "at",
    }
    | {"from", "this", "an", "which", "not", "or", "it", "have", "has", "their", "our", "we", "your", "you", "all"}
)


def is_picture(canvas: Canvas, words: Sequence[Word]) -> bool:
    """Whether what a page says is in its pictures or drawings: nothing is written on it, or only a page's stamp."""
    if not words:
        return bool(canvas.images or canvas.curves or canvas.fills or canvas.frames)
    return is_pictured(canvas) and all(STAMP.fullmatch(word.text) for word in words)


def wanted(mode: Ocr, canvas: Canvas, words: Sequence[Word]) -> bool:
    """Whether a page goes through OCR; ``words`` are those of its text layer."""
    if mode == Ocr.AUTO:
        return is_picture(canvas, words) or is_garbage(words)
    return mode == Ocr.ALWAYS


def is_garbage(words: Sequence[Word]) -> bool:
    """Whether the words of a text layer are none: mostly unknown characters, or no language."""
    return _are_no_words([word.text for word in words])


def says_nothing(texts: Sequence[str]) -> bool:
    """Whether the words that pdfium sees on a page do not tell what is on it: none, a stamp, or garbage."""
    return all(STAMP.fullmatch(text) for text in texts) or _are_no_words(texts)


def _are_no_words(texts: Sequence[str]) -> bool:
    letters = "".join(texts)
    if letters.count(UNKNOWN) > MOST_UNKNOWN * len(letters):
        return True
    written = [text for text in (text.strip(".,;:()'\"") for text in texts) if text.isalpha() and len(text) > 1]
    if len(written) < ENOUGH:
        return False
    common = sum(text.lower() in _COMMON for text in written)
    vowels = sum(char in "aeiou" for text in written for char in text.lower())
    return common < FEWEST_COMMON * len(written) and vowels < FEWEST_VOWELS * sum(map(len, written))


def is_pictured(canvas: Canvas) -> bool:
    """Whether pictures cover most of the page."""
    return sum(area.width * area.height for area in canvas.images) > 0.5 * canvas.width * canvas.height
