"""Sieve: of all patterns of the lexicon, those that a text has the words for; spaCy's Matcher tries only these."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.lexicon.patterns import TokenPattern

#: What one token of a pattern asks of a word, written out; a text "has" it when a word of the text satisfies it.
_Asked = str
#: Key of an entry, and the first and the last token but one of what matches it.
Match = tuple[str, int, int]


class Sieve:
    """Finds what entries match in a text. Each entry is a key with its patterns.

    Trying every pattern at every word is what would take longest of all in reading a report, and nearly all need
    a word that the text does not have. So each pattern is filed under the rarest thing that it asks for.
    """

    def __init__(self, entries: Iterable[tuple[str, Sequence[TokenPattern]]], vocab: Vocab) -> None:
        self._patterns = [(key, pattern) for key, patterns in entries for pattern in patterns]
        self._vocab = vocab
        self._matchers: dict[int, Matcher] = {}
        self._needs = [frozenset(map(_asked, filter(_is_needed, pattern))) for _, pattern in self._patterns]
        self._filed = _filed(self._needs)
        self._words = _Words(rule["LOWER"] for _, pattern in self._patterns for rule in pattern)

    def matches(self, words: Sequence[str]) -> list[Match]:
        """What the entries match in a text's words; of matches of one that overlap, the longest, then the first."""
        has = frozenset[_Asked]().union(*map(self._words.asked, {word.lower() for word in words}))
        tried = [number for asked in (*has, "") for number in self._filed.get(asked, ()) if self._needs[number] <= has]
        if not tried:
            return []
        doc = Doc(self._vocab, words=list(words))
        found: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for number in tried:
            found[self._patterns[number][0]].update((first, end) for _, first, end in self._matcher(number)(doc))
        return [(key, *span) for key, spans in found.items() for span in _longest(spans)]

    def _matcher(self, number: int) -> Matcher:
        matcher = self._matchers.get(number)
        if matcher is None:
            matcher = self._matchers[number] = Matcher(self._vocab)
            matcher.add("", [self._patterns[number][1]])
        return matcher


class _Words:
    """Which of the things that patterns ask for a word satisfies."""

    def __init__(self, rules: Iterable[str | Mapping[str, Any]]) -> None:
        self._plain: dict[str, set[_Asked]] = defaultdict(set)
        self._regexes: dict[_Asked, re.Pattern[str]] = {}
        for rule in rules:
            asked = repr(rule)
            if isinstance(rule, str):
                self._plain[rule].add(asked)
            elif "IN" in rule:
                for word in rule["IN"]:
                    self._plain[word].add(asked)
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
        found = set(self._plain.get(word, ()))
        if self._any_regex.search(word):
            found |= {asked for asked, regex in self._regexes.items() if regex.search(word)}
        return frozenset(found)


def _asked(rule: Mapping[str, Any]) -> _Asked:
    return repr(rule["LOWER"])


def _is_needed(rule: Mapping[str, Any]) -> bool:
    """Whether a token must be there; "?" and "*" may have none."""
    return rule.get("OP", "") not in ("?", "*")


def _filed(needs: Sequence[frozenset[_Asked]]) -> dict[_Asked, list[int]]:
    """The numbers of patterns, each under what it needs and fewest others do; under "" where it needs nothing."""
    common = Counter(asked for need in needs for asked in need)
    filed: dict[_Asked, list[int]] = defaultdict(list)
    for number, need in enumerate(needs):
        filed[min(need, key=lambda asked: (common[asked], asked), default="")].append(number)
    return filed


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that share no token: the longest first, of two as long the first, as spaCy's greedy matching has it."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return kept
