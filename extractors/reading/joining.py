"""Joining: words in reading order become a text, mending words that a hyphen breaks at a line's end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.reading.model import EMPTY, Text, Word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: First parts of compounds, which keep their hyphen ...
COMPOUNDS = _words(
    "non self long short full part cross well high low mid half multi two three four five six seven eight nine ten "
    "twenty thirty forty fifty sixty seventy eighty ninety year one follow decision problem face end day"
)
#: ... and last parts of compounds.
TAILS = _words("based wide led term related specific depth agency house day year month week old up making")
#: First parts that are words of their own but begin many longer words: "in-" + "cluded", "for-" + "ward".
BEGINNINGS = _words(
    "a an any at be by can con every fore for her here him how in inter is it man may me more my never no not of off "
    "on or other our out over pro re so some sub sup the them there to under up us we what where who with your"
)


def vocabulary(words: Iterable[Word]) -> frozenset[str]:
    """Every word of a document as it stands unbroken, in lower case, bare of punctuation."""
    known = set()
    broken = False
    for word in words:
        if not broken and not word.text.endswith("-"):
            known.add(_bare(word.text))
        broken = word.text.endswith("-")
    return frozenset(known)


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
    next_line = word.page != before.page or word.top > before.top + 0.5 * before.size or word.x0 < before.x0
    return next_line and word.text[:1].isalnum()


def keeps_hyphen(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether the hyphen between two parts belongs to the word ("non-" + "statutory") or only broke it."""
    head, tail = _bare(first[:-1]), _bare(second.split("-", 1)[0])
    if head[-1:].isdigit() or not second[:1].islower() or any(mark in first[:-1] for mark in "/@.-"):
        return True
    if _bare(f"{first}{second}") in known:
        return True
    if head + tail in known:
        return False
    if head in COMPOUNDS or (tail in TAILS and len(head) > 2):
        return True
    return head in known and tail in known and head not in BEGINNINGS and len(tail) > 2


def _bare(text: str) -> str:
    return text.strip(".,;:!?()[]'\"‘’“”").lower()


def _without_hyphen(word: Word) -> Word:
    return Word(
        word.text[:-1], word.page, word.x0, word.top, word.x1, word.bottom, word.size, word.bold,
        word.mark, word.lead, word.upright,
    )  # fmt: skip
