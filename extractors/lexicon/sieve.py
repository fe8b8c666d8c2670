"""Sieve: what patterns of the lexicon match in a text, found by trying only those that it has the words for.

The patterns are spaCy's, and what they match is what its Matcher finds, which goes through a text once for each of
thousands of patterns. Here all words of a text are looked at at once: a set of places is a number, bit n for word n.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extractors.lexicon.patterns import ANY_WORD, TokenPattern

#: What one token of a pattern asks of a word, written out; a text "has" it when a word of the text satisfies it.
_Asked = str
#: A token of a pattern: what it asks for, and "?" or "*" where it may be left out.
_Step = tuple[_Asked, str]
#: Key of an entry, and the first and the last token but one of what matches it.
Match = tuple[str, int, int]


class Sieve:
    """Finds what entries match in a text. Each entry is a key with its patterns.

    Trying every pattern at every word is what would take longest of all in reading a report, and nearly all need
    a word that the text does not have. So each pattern is filed under the rarest thing that it asks for.
    """

    def __init__(self, entries: Iterable[tuple[str, Sequence[TokenPattern]]]) -> None:
        patterns = [(key, pattern) for key, patterns in entries for pattern in patterns]
        self._keys = [key for key, _ in patterns]
        self._steps = [[(_asked(rule), rule.get("OP", "")) for rule in pattern] for _, pattern in patterns]
        self._needs = [frozenset(asked for asked, operator in steps if not operator) for steps in self._steps]
        self._filed = _filed(self._needs)
        self._words = _Words(rule["LOWER"] for _, pattern in patterns for rule in pattern)

    def matches(self, words: Sequence[str]) -> list[Match]:
        """What the entries match in a text's words; of matches of one that overlap, the longest, then the first."""
        places = self._places(words)
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for asked in (*places, ""):
            for number in self._filed.get(asked, ()):
                if self._needs[number] <= places.keys():
                    found[self._keys[number]].update(_spans(self._steps[number], places))
        return [(key, *span) for key, spans in found.items() for span in _longest(spans)]

    def _places(self, words: Sequence[str]) -> dict[_Asked, int]:
        """Where the things stand that patterns ask for."""
        places: dict[_Asked, int] = defaultdict(int)
        for at, word in enumerate(words):
            for asked in self._words.asked(word.lower()):
                places[asked] |= 1 << at
        return places


def _spans(steps: Sequence[_Step], places: Mapping[_Asked, int]) -> Iterator[tuple[int, int]]:
    """Every way in which a pattern's tokens stand one after the other, but for those in which none stands."""
    for start in _bits(_starts(steps, places)):
        ends = 1 << start
        for asked, operator in steps:
            ends = _after(ends, places.get(asked, 0), operator)
            if not ends:
                break
        for end in _bits(ends & ~(1 << start)):
            yield start, end


def _starts(steps: Sequence[_Step], places: Mapping[_Asked, int]) -> int:
    """The places of what may come first: every token up to the first that must be there."""
    starts = 0
    for asked, operator in steps:
        starts |= places.get(asked, 0)
        if not operator:
            break
    return starts


def _after(here: int, found: int, operator: str) -> int:
    """The places to which one token of a pattern leads, which stands at the places ``found``."""
    there = (here & found) << 1
    if operator == "*":
        while there & ~here:
            here |= there
            there = (here & found) << 1
    return here | there if operator else there


def _bits(number: int) -> Iterator[int]:
    """The places that a number holds, from the first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


class _Words:
    """Which of the things that patterns ask for a word satisfies."""

    def __init__(self, rules: Iterable[str | Mapping[str, Any]]) -> None:
        self._plain: dict[str, set[_Asked]] = defaultdict(set)
        self._regexes: dict[_Asked, re.Pattern[str]] = {}
        self._always: set[_Asked] = set()
        for rule in rules:
            asked = repr(rule)
            if isinstance(rule, str):
                self._plain[rule].add(asked)
            elif "IN" in rule:
                for word in rule["IN"]:
                    self._plain[word].add(asked)
            elif rule["REGEX"] == f"^(?:{ANY_WORD})$":
                self._always.add(asked)
            else:
                self._regexes[asked] = re.compile(rule["REGEX"])
        self._any_regex = re.compile("|".join(regex.pattern for regex in self._regexes.values()) or "(?!)")
        self._known: dict[str, frozenset[_Asked]] = {}

    def asked(self, word: str) -> frozenset[_Asked]:
        """What is asked for that a word, in small letters, satisfies."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._asked(word)
        return known

    def _asked(self, word: str) -> frozenset[_Asked]:
        found = self._always | self._plain.get(word, set())
        if self._any_regex.search(word):
            found |= {asked for asked, regex in self._regexes.items() if regex.search(word)}
        return frozenset(found)


def _asked(rule: Mapping[str, Any]) -> _Asked:
    return repr(rule["LOWER"])


def _filed(needs: Sequence[frozenset[_Asked]]) -> dict[_Asked, list[int]]:
    """The numbers of patterns, each under what it needs and fewest others do; under "" where it needs nothing."""
    common = Counter(asked for need in needs for asked in need)
    filed: dict[_Asked, list[int]] = defaultdict(list)
    for number, need in enumerate(needs):
        filed[min(need, key=lambda asked: (common[asked], asked), default="")].append(number)
    return filed


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that share no token: the longest first, of two as long the first, as spaCy's greedy Matcher has it."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return kept
