"""Added: numbers that only add to those before them, pick some of them out or say more of them."""

from __future__ import annotations

import re

from extractors.lexicon.kinds import TIMES
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame
from schemas.codes import Measure

_FURTHER = re.compile(r"\b(?:a further|another|an additional|an extra)\s+(?:just |only )?$", re.I)
_MORE = re.compile(r"\s+(?:more|others?|further|in addition)\b", re.I)


def is_further(sentence: Sentence, group: Group) -> bool:
    """Whether a number adds answers of a longer limit to those of a shorter: "58 in ten days, a further 44 in 20"."""
    added = _FURTHER.search(sentence.text, 0, group.start) or _MORE.match(sentence.text, group.first.end)
    days = [limit.days for limit in sentence.limits() if limit.start >= group.end]
    shorter = [limit.days for limit in sentence.limits() if limit.end <= group.start]
    return added is not None and bool(days) and bool(shorter) and days[0] > min(shorter)


#: "(112 improvements, and we have) picked out three".
_PICKED = re.compile(
    r"\b(?:pick(?:ed)?(?: out)?|chosen|chose|select(?:ed)?|highlight(?:ed)?|describe[ds]?|set out|listed|presented)"
    r"\s+(?:just |only |the |some )?$",
    re.I,
)
_CASES_NAMED = re.compile(r"\s+(?:[\w'-]+\s+){0,3}?(?:complaints?|cases?|enquiries|replies|responses)\b", re.I)


def says_more_of_actions(sentence: Sentence, group: Group, previous: Frame, measure: Measure) -> bool:
    """Whether a number is of some of the improvements before it: "96 actions, and 61 had been completed"."""
    if previous.measure is not Measure.LEARNING_ACTIONS:
        return False
    if measure is Measure.LEARNING_ACTIONS:
        return _PICKED.search(sentence.text, 0, group.start) is not None
    return measure in (Measure.RESPONDED, *TIMES) and _CASES_NAMED.match(sentence.text, group.first.end) is None


_IS_ABOUT = re.compile(
    r"\s+(?:(?:stage \w+\s+)?complaints?\s+|cases\s+)?(?:had\s+)?"
    r"(?:concerned|were about|were to do with|related to|involved|arose (?:from|out of))\b",
    re.I,
)


def is_about(sentence: Sentence, group: Group) -> bool:
    """Whether a number is a part of a base that is not named: "212 of the 377 complaints concerned one of those"."""
    return group.base is not None and _IS_ABOUT.match(sentence.text, group.end) is not None
