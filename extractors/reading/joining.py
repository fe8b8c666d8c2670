"""Joining: words in reading order become a text, mending words that a hyphen breaks at a line's end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.reading.model import EMPTY, Text, Word

#: First parts of compounds, which keep their hyphen.
PREFIXES = frozenset(
    [
        "non",
        "long",
        "short",
        "self",
        "full",
        "part",
        "pre",
        "post",
        "co",
        "re",
        "multi",
        "cross",
        "sub",
        "ex",
        "well",
        "high",
        "low",
        "mid",
        "year",
        "end",
        "face",
        "hand",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "one",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "half",
        "semi",
        "inter",
        "intra",
        "anti",
        "pro",
        "follow",
        "sign",
        "over",
        "under",
        "out",
        "in",
        "up",
        "on",
        "off",
        "back",
        "by",
        "to",
        "day",
        "week",
        "month",
        "time",
        "first",
        "second",
        "third",
        "east",
        "west",
        "north",
        "south",
    ]
)


def vocabulary(words: Iterable[Word]) -> frozenset[str]:
    """Every word of a document as it stands unbroken, in lower case, bare of punctuation."""
    return frozenset(_bare(word.text) for word in words if not word.text.endswith("-"))


def text_of(words: Sequence[Word], known: frozenset[str]) -> Text:
    """Words as a text. A hyphen at the end of a line goes where it only broke a word."""
    if not words:
        return EMPTY
    result: list[Word] = []
    gaps: list[str] = []
    for word in words:
        gap = " " if result else ""
        if result and _broken(result[-1], word):
            before = result[-1]
            gap = ""
            if not keeps_hyphen(before.text, word.text, known):
                result[-1] = _without_hyphen(before)
        result.append(word)
        gaps.append(gap)
    return Text(tuple(result), tuple(gaps))


def _broken(before: Word, word: Word) -> bool:
    """Whether a word ends its line in a hyphen and the next begins another line."""
    if not before.text.endswith("-") or len(before.text) < 2 or not before.text[-2].isalnum():
        return False
    next_line = word.page != before.page or word.top > before.bottom - 0.3 * before.size or word.x0 < before.x0
    return next_line and word.text[:1].isalnum()


def keeps_hyphen(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether the hyphen between two parts belongs to the word ("non-" + "statutory") or only broke it."""
    head, tail = first[:-1].rsplit("-", 1)[-1], second.split("-", 1)[0]
    if head[-1:].isdigit() or tail[:1].isdigit() or tail[:1].isupper():
        return True
    whole = _bare(head) + _bare(tail)
    if _bare(f"{first}{second}") in known:
        return True
    if whole in known:
        return False
    if _bare(head) in PREFIXES:
        return True
    return _bare(head) in known and _bare(tail) in known and len(_bare(head)) > 2


def _bare(text: str) -> str:
    return text.strip(".,;:!?()[]'\"‘’“”").lower()


def _without_hyphen(word: Word) -> Word:
    return Word(
        word.text[:-1], word.page, word.x0, word.top, word.x1, word.bottom, word.size, word.bold,
        word.mark, word.lead, word.upright,
    )  # fmt: skip
