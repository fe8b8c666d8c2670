"""Steps: stages told by what happens at them: "went to a panel", "sixty reviews were completed"."""

from __future__ import annotations

import re

from extractors.lexicon.kinds import CHILDREN
from extractors.lexicon.words import run_of
from extractors.prose.clause import clause_after
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import State
from schemas.codes import Measure, Stage, Stream

#: Steps of the statutory children's procedure.
_STEPS = (
    (re.compile(r"\b(?:to|for) (?:an? |the )?(?:independent |formal |full )?investigation\b", re.I), Stage.STAGE_2),
    (re.compile(r"\b(?:to|for|before) (?:an? |the )?(?:independent |review )*panel\b", re.I), Stage.STAGE_3),
)
#: "54 went on to the second", where the sentence spoke of the first.
_NEXT_ONE = re.compile(
    r"\bto (?:the|its|our|their) (?P<which>second|third)(?=\s*(?:[,.;)]|$|stage|(?:and|but|nor|while)\b))", re.I
)


def step_taken(sentence: Sentence, group: Group, state: State) -> Stage | None:
    """The stage of complaints that went "to the second", or children's that went "to investigation", "to a panel"."""
    next_one = _NEXT_ONE.search(clause_after(sentence, group))
    if next_one:
        return Stage.STAGE_3 if next_one["which"].lower() == "third" else Stage.STAGE_2
    if not _of_children(state) or state.context.stage is Stage.OMBUDSMAN:
        return None
    after = clause_after(sentence, group)
    return next((stage for words, stage in _STEPS if words.search(after)), None)


#: What is counted is a review of an answer, or an investigation by someone from outside.
_KINDS_OF = run_of(
    "such, further, formal, internal, new, of, the, these, our, its, requests for, complaints?, corporate"
)
_REVIEWS = re.compile(rf"\s+{_KINDS_OF}reviews?\b(?!\s+(?:panel|meeting|date|of\b))", re.I)
_INVESTIGATIONS = re.compile(r"\s+(?:of the\s+)?(?:independent|stage two|external)\s+investigations?\b", re.I)


def step_counted(sentence: Sentence, group: Group, state: State) -> Stage | None:
    """The stage of a number whose noun, or that of one before it, is a step: reviews are stage 2."""
    if Stage.OMBUDSMAN in (state.context.stage, state.stage):
        return None
    done = _by_whom(sentence, state)
    if done is not None:
        return done
    upto = [other for other in sentence.groups if other.start <= group.start]
    return next((stage for other in reversed(upto) if (stage := _noun_of(sentence, other, state))), None)


#: Who deals with complaints at a later stage, as the subject of a sentence.
_DOERS = re.compile(
    r"\s*(?:the |our |these |independent |external |review |stage \w+ )*"
    r"(?:(?P<investigators>investigators?|investigating officers?|reviewers?|reviewing officers?)|panels?)"
    r"\s+(?!(?:had|have|has|were|was|are|is) (?:been )?(?:appointed|trained|paid|recruited))[a-z]+",
    re.I,
)


def _by_whom(sentence: Sentence, state: State) -> Stage | None:
    """The stage whose investigators or panels did what a sentence says, where people were just said to go there."""
    match = _DOERS.match(sentence.text)
    if match is None:
        return None
    came = [frame.stage for frame in state.last if frame.measure is Measure.ESCALATED]
    if came:
        return came[-1]
    if not _of_children(state):
        return None
    return Stage.STAGE_2 if match["investigators"] else Stage.STAGE_3


def _noun_of(sentence: Sentence, group: Group, state: State) -> Stage | None:
    """The stage that a number's own noun is."""
    if group.first.unit is not None:
        return None
    end = group.base.end if group.base is not None and group.base.end > group.first.end else group.first.end
    if _INVESTIGATIONS.match(sentence.text, end):
        return Stage.STAGE_2 if _of_children(state) or _of_welsh_care(state) else None
    context = state.context
    one_stage = context.family is Stream.ADULT_SOCIAL_CARE or context.scope.council.nation == "Scotland"
    return Stage.STAGE_2 if _REVIEWS.match(sentence.text, end) and not one_stage else None


def _of_welsh_care(state: State) -> bool:
    """Whether complaints come under the Welsh procedure for social services, whose second stage is an investigation."""
    care = Stream.ADULT_SOCIAL_CARE in {state.stream, state.here, state.context.family}
    return care and state.context.scope.council.nation == "Wales"


def _of_children(state: State) -> bool:
    return bool({state.stream, state.here, state.context.family} & CHILDREN)
