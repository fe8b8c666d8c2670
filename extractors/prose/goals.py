"""Goals: percentages that a council aims for, and those that it sets beside them: "97% against an 85% target"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.kinds import OUTCOMES
from extractors.lexicon.words import any_of, whole
from extractors.prose.attach import Choice, implied
from extractors.prose.clause import clause_before, last_match, start_of_next
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Measure, Stage, Unit

_THOSE_WHO_ANSWER = "(services?|us|teams?|managers?|officers?|departments?|directorates?|staff|landlords?|everyone)"
_ANSWERING = "(answer|reply|respond|close|send|complete|be answered|be closed|be completed|be sent|issue)"
_TARGET_BEFORE = re.compile(
    whole(
        "targets?, kpis?, key performance indicators?, aim(s|ed)? (to|at), aims? (is|was|of|remains)",
        "(our|the|its) aims?, aiming (at|for|to), ambition, goal, asks? for, aspir(e|es|ation)",
        "standard (is|was|remains|stays|stands at|of|being), benchmark of, objective, promises?, pledges?",
        "(service|performance|corporate) standard",
        "commitment (is|was|of|remains|to), undertak(e|es|ing) to",
        f"(asks?|expects?|requires?|wants?|tells?) {_THOSE_WHO_ANSWER} to",
        f"(is|are|was|were) (asked|expected|required|meant|supposed) to {_ANSWERING}",
    )
    + r"(?=[^.;%]{0,90}$)",
    re.I,
)
_MEASURED_BY_IT = re.compile(
    whole(
        "within, inside, meet, met, missed, against, below, above, short of, exceed*, achiev*, kept, keep",
        "honour*, broke",
    )
    + rf"\s+{any_of('the, our, its, this, that, a, an')}?\s*(?:[\w-]+\s+){{0,4}}$",
    re.I,
)
_ACHIEVED = re.compile(
    whole(
        "achiev*, managed, reached, was met, were met",
        "(was|were) (therefore|thus|only|again|also|then) (met|hit|kept|achieved)",
        "we (met|answered|responded|replied)",
        "(did|done|doing) (so|this|that)",
    ),
    re.I,
)
_TARGET_IS = re.compile(r"(?:targets?|kpis?|key performance indicators?)\s+(?:of|is|was|at)\s+", re.I)


#: "The 75% we aim for", "the 95% target".
_TARGET_AFTER = re.compile(
    r"\s*(?:that |which )?(?:we|it|they|the council)\s+(?:aim|hope|strive|look|wish)(?:s|d|ed)?\s+(?:for|to)\b"
    r"|\s*(?:that |which )?(?:we|it|they|the council)\s+(?:want|expect|promise|seek)(?:s|ed)?\s*(?:[,.;)]|and\b|$)"
    r"|\s*(?:corporate |service |performance |council )?(?:target|goal|ambition)\b(?! met)",
    re.I,
)


#: "(Calls answered within 20 seconds were 78%) against a target of 80%": goals of other work.
_OF_OTHER_WORK = re.compile(
    r"\b(?:calls?|telephone|phones?|rent|rents|council tax collection|recycling rate|satisfaction|training|repairs)\b"
    r"(?!.*\b(?:complain|stage|repl(?:y|ies)|respon))",
    re.I,
)


def is_target(sentence: Sentence, group: Group) -> bool:
    """Whether a percentage is what the council aims for, not what it achieved."""
    if _OF_OTHER_WORK.search(sentence.text):
        return False
    if _TARGET_AFTER.match(sentence.text, group.end):
        return True
    before = clause_before(sentence, group)
    match = last_match(_TARGET_BEFORE, before)
    if match is not None and _CLOSED.search(before[match.start() :]):
        # "91% (target 95%) and at stage 2 84%"
        return False
    if match is None or _ACHIEVED.search(before[match.start() :]) or _is_of_other(sentence, group, match[0].strip()):
        return False
    by_it = _MEASURED_BY_IT.search(before[: match.start()]) is not None
    return not by_it or _TARGET_IS.fullmatch(before[match.start() :]) is not None


def _is_of_other(sentence: Sentence, group: Group, words: str) -> bool:
    """Whether the word for a target stands right behind another number: "our 80% target, with 84% answered"."""
    targets = (_TARGET_AFTER.match(sentence.text, other.end) for other in sentence.groups if other.end <= group.start)
    return any(target is not None and target[0].strip().endswith(words) for target in targets)


# What was reached, beside it -------------------------------------------------------------------------------

#: A bracket that held a goal of its own ends.
_CLOSED = re.compile(r"^[^(]*\)")
#: "97% (against our 85% target)", "(target 95%)", ", above the goal of 90%".
_BESIDE = any_of(
    "against, above, below, beside, exceeding, beating, missing, meeting, with, compared, versus, vs, short of, over",
    "under, than, ahead of, behind, beyond, to",
)
_SET_BESIDE = re.compile(rf"[^.;%]{{0,40}}?(?:\(|,|-|\b{_BESIDE}\b)[^.;%]{{0,40}}", re.I)
#: Words of sentences about how fast complaints are answered.
_ON_TIMELINESS = re.compile(
    whole(
        "performance, respon*, repl*, answer*, timel*, timescales?, timeframes?, on time, in time, deadlines?, days?",
        "complaints?, stage _, clos*, resol*, complet*, turnaround, compliance",
    ),
    re.I,
)
#: Words of sentences about what else councils have targets for.
_ON_OTHER_THINGS = re.compile(
    whole(
        "satisf*, dissatisf*, acknowledg*, train*, survey*, calls?, telephon*, phones?, repairs?, rents?, collect*",
        "recycl*, uphold*, upheld, quality, staff, happy, feedback, learning, compliments?, emails?, foi",
        "freedom of information, subject access, sars?, requests?, escalat*, reduc*",
    ),
    re.I,
)


def is_beside(sentence: Sentence, result: Group, goal: Group) -> bool:
    """Whether a goal stands right behind the result that it is set beside: "81% compared to a target of 90%"."""
    if {result.first.unit, goal.first.unit} != {Unit.PERCENT} or any(
        result.end <= span.start < goal.start for span in sentence.tagged("stage")
    ):
        return False
    return _SET_BESIDE.fullmatch(sentence.text, result.end, goal.start) is not None


def reached(sentence: Sentence, group: Group) -> Choice | None:
    """On time, where nothing but the goal beside a percentage says what it is of: "was 88%, above our 85% target"."""
    if group.first.unit is not Unit.PERCENT or is_target(sentence, group):
        return None
    start = start_of_next(sentence, group)
    goal = next((other for other in sentence.groups if other.start == start), None)
    if goal is None or not is_beside(sentence, group, goal) or not is_target(sentence, goal):
        return None
    about = sentence.text[: goal.end]
    if not _ON_TIMELINESS.search(about) or _ON_OTHER_THINGS.search(about):
        return None
    return implied(Measure.ON_TIME, group.start, group.start, 0.5)


#: "Our aim (to resolve complaints quickly and always within an average of) 10 days".
_AIMED_AT = re.compile(
    rf"\b(?:{any_of('aim, target, goal, ambition, objective, commitment, promise, standard, pledge, hope')}"
    r"(?:s|ed|ing)?)\s+(?:(?:is|was|remains|are) )?(?:to|of|at|for|an?)\b(?P<rest>[^.;]{0,110})$",
    re.I,
)
_CAME_TO = re.compile(
    whole("was, were, is, took, averaged, achieved, managed, reached, and (the|we|our|it|in|this), but, while"), re.I
)


def is_aimed_mean(sentence: Sentence, group: Group) -> bool:
    """Whether so many days are what the mean should be, not what it was."""
    if group.first.unit is not Unit.DAYS:
        return False
    aim = last_match(_AIMED_AT, sentence.text[: group.start])
    return aim is not None and _CAME_TO.search(aim["rest"]) is None


_TIMED = re.compile(
    whole("on time, in time, within, days?, timel*, timescales?, deadlines?, respon*, repl*, answer*, performance"),
    re.I,
)


def is_goal_of_outcome(sentence: Sentence, measures: Sequence[Measure]) -> bool:
    """Whether a goal is one for how complaints end: "41% were upheld, against a target of 40%".

    ``measures`` are those of the numbers before it.
    """
    return bool(measures) and set(measures) <= set(OUTCOMES) and _TIMED.search(sentence.text) is None


#: "(80% at stage 1 and 75%) for all investigations".
_FOR_INVESTIGATIONS = re.compile(r"\s+(?:for|of|at|in)\s+(?:all |the |our )?(?:investigat|reviews\b)", re.I)


def target_stage(sentence: Sentence, group: Group, stage: Stage) -> Stage:
    """The stage of a target: that of investigations is the second."""
    second = stage is Stage.STAGE_1 and _FOR_INVESTIGATIONS.match(sentence.text, group.end) is not None
    return Stage.STAGE_2 if second else stage
