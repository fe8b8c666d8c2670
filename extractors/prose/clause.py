"""Clauses: the words of a sentence around a number, up to the numbers beside it or to a stop."""

from __future__ import annotations

import re

from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

#: Where one statement ends and another begins.
STOP = re.compile(r";|\.\s")
_WORD = re.compile(r"[A-Za-z0-9£%]+")


def words_in(text: str) -> int:
    """How many words and figures a text has."""
    return len(_WORD.findall(text))


def between(sentence: Sentence, start: int, end: int, group: Group) -> list[Group]:
    """The other numbers between two places of a sentence."""
    return [other for other in sentence.groups if other is not group and start <= other.start and other.end <= end]


def end_of_last(sentence: Sentence, group: Group) -> int:
    """Where the number before this one ends; 0 where it is the first."""
    return max((other.end for other in sentence.groups if other.end <= group.start), default=0)


def start_of_next(sentence: Sentence, group: Group) -> int:
    """Where the number behind this one starts; the end of the sentence where it is the last."""
    return min((other.start for other in sentence.groups if other.start >= group.end), default=len(sentence.text))


def clause_before(sentence: Sentence, group: Group) -> str:
    """The words before a number, back to the number before it or a stop."""
    return STOP.split(sentence.text[end_of_last(sentence, group) : group.start])[-1]


def clause_after(sentence: Sentence, group: Group) -> str:
    """The words behind a number, up to the next number or a stop."""
    return STOP.split(sentence.text[group.end : start_of_next(sentence, group)])[0]


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place of a text where a pattern matches."""
    match = None
    for match in pattern.finditer(text):  # noqa: B007 - the last one is wanted
        pass
    return match
