"""Questions: a heading that asks ("How many complaints did we receive?") says what the answer's first number counts."""

from __future__ import annotations

import re

from extractors.lexicon.kinds import BASES, goes_with
from extractors.lexicon.words import any_of
from extractors.prose.attach import Choice, implied
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import State
from schemas.codes import Unit

#: How sure the answer's number is of what the question asks for.
_ASKED = 0.6
_OPENING = any_of(
    "there were, there was, a total of, in total, in all, altogether, it was, about, around, just, only, we had"
)
#: Nothing but these words stands before the number that answers.
_ANSWER = re.compile(rf"\s*(?:{_OPENING},?\s+)*", re.I)


def asked(sentence: Sentence, group: Group, state: State) -> Choice | None:
    """What a number counts that answers the question above it."""
    headings = state.context.headings
    if not headings or not headings[-1].text.rstrip().endswith("?"):
        return None
    question, unit = headings[-1], group.first.unit
    if question.measure is None or not _ANSWER.fullmatch(sentence.text, 0, group.start):
        return None
    if not goes_with(question.measure, unit) or (unit is Unit.PERCENT and question.measure in BASES):
        return None
    return implied(question.measure, group.start, group.start, _ASKED, soft=question.soft)
