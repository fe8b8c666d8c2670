"""Ranked: the largest group and the one that follows it, each with its number in brackets behind it."""

from __future__ import annotations

import re

from extractors.context import Context
from extractors.lexicon.words import any_of
from extractors.prose.category import Breakdown, clean, named
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Dimension, Stream

_LARGEST = any_of(
    "largest, biggest, main, single largest, most common, commonest, top, leading, highest, chief, principal"
)
_GROUP = any_of(
    "group, category, area, share, theme, subject, reason, cause, source, issue, number, type, topic, ground"
)
_WAS = any_of("was, were, is, are, made up, formed, remained, remains, represented, provided, continued? to be, proved")
#: "(Complaints about) charging made up the largest group (".
_MOST = re.compile(
    rf"^\s*(?:(?:complaints?|concerns|those|cases)\s+(?:about|to|against|concerning|on|over|regarding)\s+)?"
    rf"(?P<what>[^(),;.\d]{{3,60}}?)\s+{_WAS}\s+(?:again\s+|still\s+|by far\s+)?(?:the|our)\s+{_LARGEST}\s+"
    rf"(?:\w+\s+)?{_GROUP}s?(?:\s+(?:of|for|to)\s+[^(),;.\d]{{0,30}})?\s*\($",
    re.I,
)
#: "(..., followed by) assessments (".
_NEXT = re.compile(r"\bfollowed by\s+(?:the\s+)?(?P<what>[^(),;.\d]{3,60}?)\s*\($", re.I)


def ranked(sentence: Sentence, group: Group, context: Context) -> Breakdown | Stream | None:
    """The group whose number stands in brackets behind its rank: "charging was the largest group (39)"."""
    before = sentence.text[: group.start]
    match = _MOST.search(before) or _NEXT.search(before)
    return named(clean(match["what"]), context, Dimension.THEME) if match else None
