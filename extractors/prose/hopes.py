"""Hopes: numbers that are expected or wished for, and count nothing that has happened."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of, whole
from extractors.prose.clause import STOP
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

_WISHES = any_of(
    "expect, anticipate, forecast, predict, hope to, hope for, hoping to, plan to, plan for, shall, will, intend to",
    "would like to, want to, foresee, project",
)
#: "We expect about", "the service hopes to answer".
_HOPED = re.compile(
    rf"\b(?:we|and|it|i|(?:the|our) [a-z]+(?: [a-z]+)?)\s+(?:\w+ly |now |also |still )?(?:{_WISHES}|expects|hopes to)\b"
    r"|\b(?:the|our|its) (?:aim|goal|ambition|plan|hope) (?:is|was|remains) (?:now )?to\b"
    r"|\b(?:is|are|were|was) (?:expected|forecast|predicted|projected|likely) to\b"
    r"|\b(?:agreed|recommended|proposed|decided|resolved|requested|suggested) that\b[^.;]*?"
    r"\bbe\s+\w+\s+(?:from|to|by)\b[^.;]*"
    r"|\bwill (?:be|rise|fall|go) [^.;,]{0,30}\bto\b",
    re.I,
)
#: Words for what did happen, which take back the wish: "we expected 40 and had 52".
_HAPPENED = re.compile(
    whole(
        "achieved, reached, was, were, had, have, received, answered, closed, completed, responded, but, instead",
        "compared, against, than, which, who, that, because, after, when, from",
    ),
    re.I,
)


def is_hoped(sentence: Sentence, group: Group) -> bool:
    """Whether words before a number say that it is expected: "we expect about 200 complaints"."""
    before = STOP.split(sentence.text[: group.start])[-1]
    wish = None
    for wish in _HOPED.finditer(before):  # noqa: B007 - the last one is wanted
        pass
    return wish is not None and not _HAPPENED.search(before[wish.end() :])
