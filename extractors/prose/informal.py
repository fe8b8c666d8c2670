"""Informal: what was put right at once, before it became a complaint: "43 people rang with worries, soon put right"."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of, whole
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

_WHO = any_of(
    "people, callers?, customers?, residents?, tenants?, families, parents, carers, students, patients, households",
    "others, members of the public",
)
_WORRY = any_of(
    "worr(y|ies), concerns?, issues?, problems?, quer(y|ies), matters?, grumbles?, niggles?, things?, something",
    "contacts?, service requests?, expressions? of dissatisfaction",
)
_GOT_IN_TOUCH = any_of(
    "rang, phoned, telephoned, called, wrote, emailed, contacted, came, raised, had, reported, mentioned, got in touch",
    "brought, told, spoke, turned to",
)
_PUT_RIGHT = re.compile(
    whole(
        "sort(ed)?, put (it |them |that |this )?right, settled?, resolv(e|ed|ing), deal, dealt, fix(ed)?, clear(ed)?",
        "answered, handled, closed",
    ),
    re.I,
)
_AT_ONCE = re.compile(
    rf"\b(?:by|before|within)\s+(?:the\s+)?(?:end|close) of (?:the )?{any_of('next, same, following')}\b"
    r"|\b(?:by|before|within|on)?\s*the (?:next|same|following) (?:working |business )?day\b"
    rf"|\b{any_of('same-day, on the spot, there and then, straight away, at once, immediately, informally')}\b"
    r"|\bwithin (?:24 hours|48 hours|(?:one|a|two|1|2|three|3) (?:working |business )?days?)\b"
    r"|\bat (?:the )?first (?:point of )?contact\b",
    re.I,
)
#: What says that there was no complaint.
_NO_COMPLAINT = re.compile(
    r"\bwithout\b[^.;]{0,30}\bformal\b|\binformal(?:ly)?\b|\b(?:not|never|no) (?:\w+ ){0,4}?(?:any )?further\b"
    r"|\b(?:not|never) (?:\w+ ){0,3}?(?:as )?(?:a )?(?:formal )?complaints?\b"
    r"|\boutside (?:of )?the (?:formal )?(?:complaints? )?(?:procedure|process)\b"
    r"|\bbefore (?:it|they|these|this) (?:became|turned into|grew into|was made)\b"
    r"|\b(?:did|had|have) not (?:become|need|have to|go|get)\b",
    re.I,
)
_PEOPLE_WITH_WORRY = re.compile(
    rf"\s+(?:more |further |other )?"
    rf"(?:{_WHO}\s+(?:who\s+)?(?:{_GOT_IN_TOUCH}\b[^.;]{{0,30}}?)\s+(?:an? |their )?{_WORRY}"
    rf"|{_WHO}'?s?'? {_WORRY}|(?P<direct>(?:informal |minor |small |early )?{_WORRY}))\b",
    re.I,
)
#: What people ring a contact centre about is mostly no worry.
_CALLS = re.compile(r"\b(?:calls|contact cent(?:re|er)|switchboard|transactions|web ?chats?)\b", re.I)
_RESOLVED = re.compile(r"[^.;,]*?\b(?:were|was|been|being)\s+(?:\w+ly\s+)?resolved\b", re.I)
_PUT_BEFORE = re.compile(r"\bput\s+(?:a further |another )?$", re.I)


def put_right_at_once(sentence: Sentence, group: Group) -> bool:
    """Whether a number counts worries that were put right at once, so that no complaint was made."""
    if group.first.unit is not None or group.base is not None or _CALLS.search(sentence.text):
        return False
    worry = _PEOPLE_WITH_WORRY.match(sentence.text, group.end)
    if worry is None or any(worry.start() < other.start < worry.end() for other in sentence.groups):
        return False
    rest = sentence.text[worry.end() :].partition(";")[0]
    if worry["direct"] and _RESOLVED.match(rest):
        # concerns that "were resolved" are resolved ones
        return False
    if _PUT_BEFORE.search(sentence.text, 0, group.start) is None and not _PUT_RIGHT.search(rest):
        return False
    return _AT_ONCE.search(rest) is not None or _NO_COMPLAINT.search(rest) is not None
