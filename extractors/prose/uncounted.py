"""Uncounted: people that a service works with, and cases that have not ended, beside those that complained or did."""

from __future__ import annotations

import re

from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

#: "Adult care dealt with (24,407) cases in the year and 127 formal complaints": people served, of whom few complain.
_CASELOAD = re.compile(
    r"\s+(?:(?:open|active|live|new|individual|total)\s+)?(?:cases|clients|contacts|customers|people)\b[^.;,()]{0,50}?,?\s+and\s+"
    r"(?:(?:only|just|received|had|recorded|logged)\s+)*(?P<complaints>\d[\d,]*)\s+(?:\w+\s+){0,2}?complaints\b",
    re.I,
)
#: "(Four were withdrawn) and one is on hold, leaving (18) for the quarter": neither ended as the four did.
_ON_HOLD = re.compile(
    r"\s+(?:(?:complaints?|cases?|of (?:them|these))\s+)?(?:is|are|was|were|remains?|remained|has been|being)\s+"
    r"(?:(?:still|currently|put|placed)\s+)*(?:on hold|pending|suspended|paused|in abeyance)\b",
    re.I,
)
_LEAVING = re.compile(
    r"\b(?:withdrawn|withdrew|rejected|on hold|closed)\b[^.;]*\b(?:leaving|which (?:leaves|left)|resulting in)\s+"
    r"(?:a total of |just |only )?$",
    re.I,
)
_NO_MORE_SAID = re.compile(
    r"\s*(?:(?:complaints?|cases?)\s*)?(?:[.,;)]|$|(?:for|in) the (?:year|quarter|period|month)\b)"
)
#: A service serves at least so many times the people that complain of it.
_SERVED = 10


def is_served_or_left(sentence: Sentence, group: Group) -> bool:
    """Whether a number counts all that a service deals with, or what is on hold or left when others had ended."""
    if group.first.unit is not None:
        return False
    caseload = _CASELOAD.match(sentence.text, group.end)
    if caseload and group.first.value >= _SERVED * float(caseload["complaints"].replace(",", "")):
        return True
    left_over = _LEAVING.search(sentence.text, 0, group.start) and _NO_MORE_SAID.match(sentence.text, group.end)
    return bool(left_over) or _ON_HOLD.match(sentence.text, group.end) is not None
