"""Again: numbers of a sentence that says only what differs from the one before it: another stage, the result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.facets import facets, stream_of
from extractors.lexicon.kinds import BASES, OUTCOMES, TIMES, goes_with
from extractors.lexicon.words import any_of
from extractors.prose.groups import Group
from extractors.prose.nearest import nearest_limit, nearest_stage, own_period
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from extractors.prose.years import same_unit
from schemas.codes import Measure, Stage, Unit
from schemas.periods import year_of

#: How much less sure such a number is than the one that it follows.
_AGAIN = 0.4

# The whole year -----------------------------------------------------------------------------------------

#: "(43 in quarter four); and a total of (148) for the year".
_AND_IN_ALL = re.compile(
    r"[;,)]\s+(?:and|making|with)\s+(?:an?\s+)?(?:overall\s+|cumulative\s+|grand\s+)?total of\s+$", re.I
)
_FOR_THE_YEAR = re.compile(
    r"\s+(?:complaints?\s+)?(?:for|in|over|during|across)\s+(?:the\s+)?(?:(?:whole|full|financial|year)\s+)*"
    r"(?:\S*\d\d\s+)?(?:financial\s+)?(?:year\b|(?:20)?\d\d[/-]\d\d)",
    re.I,
)


def in_all(sentence: Sentence, group: Group, frames: Sequence[Frame]) -> Frame | None:
    """The whole year's number behind a quarter's of the same sentence: "43 in quarter four; and 148 for the year"."""
    first = frames[0] if frames else None
    if first is None or first.breakdown is not None or " " not in first.period or first.measure not in BASES:
        return None
    if group.first.unit is not first.group.first.unit or group.first.value < first.group.first.value:
        return None
    if not _AND_IN_ALL.search(sentence.text, 0, group.start) or not _FOR_THE_YEAR.match(sentence.text, group.end):
        return None
    return replace(first, group=group, period=year_of(first.period), cost=first.cost + _AGAIN)


# Another stage -----------------------------------------------------------------------------------------

_FIGURE = any_of("figure, number, total, rate, proportion, percentage, share, average, result")
#: "At stage 2 the number was".
_NEXT_CASE = re.compile(
    r"(?:^\s*|[;,]\s*)(?:(?:and|while|whereas|but),?\s+)?(?:at|in|for|under)\s+(?P<case>[^,;:.]{3,45}?),?\s+"
    rf"(?:it|this|that|the (?:comparable |corresponding |equivalent )?{_FIGURE})\s+"
    r"(?:was|were|is|stood at|came to)\s+(?:just |only )?$",
    re.I,
)


def next_case(sentence: Sentence, group: Group, state: State, frames: Sequence[Frame] = ()) -> Frame | None:
    """The number of another stage or procedure: "At stage 1 we received 340. At stage 2 the number was 28".

    ``frames`` are those before it, where its own sentence goes on with it: "...; at stage 2 it was 28".
    """
    told = frames or state.last
    match = _NEXT_CASE.search(sentence.text[frames[-1].group.end if frames else 0 : group.start])
    if not told or match is None:
        return None
    alike = [frame for frame in told if (frame.group.base is None) == (group.base is None)]
    model = same_unit(alike or told, group)
    case = facets(match["case"])
    stream = stream_of(case, state.context.family) or model.stream
    stage = case.stage or (model.stage if stream is model.stream else Stage.ALL)
    other = (stage, stream) != (model.stage, model.stream) and stage not in (Stage.INFORMAL, Stage.OMBUDSMAN)
    if not other or model.group.with_unit(group.first.unit) is None:
        return None
    limit = nearest_limit(sentence, group)
    return replace(
        model,
        group=group,
        stage=stage,
        stream=stream,
        stage_said=True,
        period=_period(sentence, group, state),
        limit=limit.days if limit else None,
        cost=model.cost + _AGAIN,
    )


# The same again -----------------------------------------------------------------------------------------

#: "60 of 83 had done so".
_DID_SO = re.compile(
    r"^[^.;,()]{0,30}?\b(?:(?:had|have|has) (?:done so|done this|done the same)|did so|did the same|were so|was so)\b",
    re.I,
)


def did_so(sentence: Sentence, group: Group, frames: Sequence[Frame], state: State) -> Frame | None:
    """Those of whom the sentence before told the first: "64 met the limit, 32 did not. Last year 60 had done so"."""
    told = frames or state.last
    if not told or told[0].breakdown is not None or not _DID_SO.match(sentence.text[group.first.end :]):
        return None
    stage = nearest_stage(sentence, group)
    same = stage is None or Stage(stage.code) is told[0].stage
    if not same or goes_with(told[0].measure, group.first.unit) is False:
        return None
    return replace(told[0], group=group, period=_period(sentence, group, state), cost=told[0].cost + _AGAIN)


#: "Of 83 at stage 2, 60 (72%) were."
_VERB_ALONE = re.compile(r"^[^.;,()]{0,30}?\b(?:were|was|did|had been)\s*\.?\s*$", re.I)
_OF_SO_MANY = re.compile(r"^\s*(?:and )?(?:of|out of|from)\s+(?:the |these |those |our )?$", re.I)


def verb_alone(sentence: Sentence, group: Group, frames: Sequence[Frame], state: State) -> Frame | None:
    """Base and part of another stage: "Of 340 at stage 1, 95 were upheld. Of 28 at stage 2, nine were"."""
    if (
        len(sentence.groups) != 2
        or len(state.last) != 2
        or not _OF_SO_MANY.match(sentence.text[: sentence.groups[0].start])
    ):
        return None
    base, part = sentence.groups
    told_base, told = state.last
    stage = nearest_stage(sentence, base)
    whole = told_base.measure in BASES and told_base.group.first.unit is None and base.first.unit is None
    smaller = part.first.unit is not None or part.first.value <= base.first.value
    if stage is None or not whole or not smaller or not _VERB_ALONE.match(sentence.text[part.end :]):
        return None
    if sentence.tagged("measure") or told.group.with_unit(part.first.unit) is None or told.breakdown is not None:
        return None
    model = told_base if group is base else told
    return replace(model, group=group, stage=Stage(stage.code), stage_said=True, cost=model.cost + _AGAIN)


# The result beside its target ------------------------------------------------------------------------------

_RESULTS = any_of(
    "results?, out-?turn, actual (figure|performance|result|outturn)?, performance, achievement, score, figure achieved"
)
_WE, _GOT = any_of("we, it, council, authority, service, team"), any_of("managed, achieved, reached, attained")
#: "(Our target is 80%). We managed".
_ACHIEVED = re.compile(
    rf"(?:\b{_WE}\s+(?:only |actually )?{_GOT}"
    rf"|\b(?:the|our|its)\s+{_RESULTS}\s*(?:for [^,;.]{{3,40}}\s+)?(?:was|were|is|came to|stood at))"
    r"\s+(?:just |only )?$",
    re.I,
)


def achieved(sentence: Sentence, group: Group, frames: Sequence[Frame], state: State) -> Frame | None:
    """What was achieved of a target that was just named: "The target is 80%; the result was 74%"."""
    if group.first.unit is not Unit.PERCENT or not _ACHIEVED.search(sentence.text[: group.start]):
        return None
    targets = [frame for frame in (frames or state.last) if frame.measure is Measure.ON_TIME_TARGET]
    if not targets:
        return None if frames else _other_result(sentence, group, state)
    return replace(
        targets[-1],
        group=group,
        measure=Measure.ON_TIME,
        period=_period(sentence, group, state),
        cost=targets[-1].cost + _AGAIN,
    )


def _other_result(sentence: Sentence, group: Group, state: State) -> Frame | None:
    """Another year's percentage in time, after this year's: "We answered 62% in time. In 2021/22 we managed 71%"."""
    last = [frame for frame in state.last if frame.measure in TIMES and frame.group.with_unit(Unit.PERCENT) is not None]
    period = _period(sentence, group, state)
    if not last or period == last[0].period:
        return None
    return replace(last[0], group=group, period=period, cost=last[0].cost + _AGAIN)


#: "We had (1,275 in 2021/22)."
_HAD = re.compile(
    rf"(?:^|[;,.]\s*)\s*(?:and |but )?(?:(?:in|during) [\w/\u2013-]+,?\s+)?{_WE}\s+"
    r"(?:had|received|got|recorded|logged)\s+(?:only |just )?$",
    re.I,
)
_NO_NOUN = re.compile(r"\s*(?:$|[.;]|,?\s*(?:in|during|for)\s+(?:the\s+)?(?:\d|last|previous|prior|year))", re.I)


def had_before(sentence: Sentence, group: Group, frames: Sequence[Frame], state: State) -> Frame | None:
    """Another year's number of what was just counted: "We were sent 310 compliments. We had 280 in 2021/22"."""
    if frames or group.first.unit is not None or not _HAD.search(sentence.text[: group.start]):
        return None
    counts = [f for f in state.last if f.breakdown is None and f.group.first.unit is None and not f.days]
    period = _period(sentence, group, state)
    if not counts or not _NO_NOUN.match(sentence.text, group.end) or period == counts[0].period:
        return None
    return replace(counts[0], group=group, period=period, cost=counts[0].cost + _AGAIN)


#: "(Short of the 79%) that we managed (the year before)".
_WE_MANAGED = re.compile(
    rf"\s*(?:(?:that|which) )?{_WE}\s+(?:had )?(?:{_GOT}|had)\s+"
    r"(?=in\b|the (?:year|quarter) before|last year|a year earlier|the (?:previous|prior) year|for 20)",
    re.I,
)


def managed_before(sentence: Sentence, group: Group, state: State) -> Frame | None:
    """Another year's percentage on time, set beside that of the sentence before: "the 79% we managed last year"."""
    last = [frame for frame in state.last if frame.measure in TIMES and frame.group.with_unit(Unit.PERCENT) is not None]
    if group.first.unit is not Unit.PERCENT or not last or not _WE_MANAGED.match(sentence.text, group.end):
        return None
    period = _period(sentence, group, state)
    return (
        replace(last[-1], group=group, period=period, cost=last[-1].cost + _AGAIN)
        if period != last[-1].period
        else None
    )


def _period(sentence: Sentence, group: Group, state: State) -> str:
    period = own_period(sentence, group)
    return period.resolve(state.context.period) if period is not None else state.context.period


# The same as a percentage -------------------------------------------------------------------------------

#: "... in which we were wrong; that is 49%".
_WHICH_IS = re.compile(
    r"(?:stage \d|[^;.()\d]){0,110}(?:[;,]\s*(?:and )?(?:that|this)|[;,]?\s*(?:and )?which)"
    r"(?:,\s*(?:excluding|leaving out|leaving aside)\s[^,;.\d]*,)? (?:is|was|makes|gives|equals)"
    r"(?: just| about| around| a rate of)*\s+",
    re.I,
)


def share_again(sentence: Sentence, group: Group, frames: Sequence[Frame]) -> Frame | None:
    """A percentage that says again what the count before it says: "12 were upheld, which is 30%"."""
    if group.first.unit is not Unit.PERCENT or not frames or frames[-1].group.with_unit(Unit.PERCENT) is not None:
        return None
    counts = [f for f in reversed(frames) if f.group.first.unit is None and f.measure in (*OUTCOMES, *TIMES)]
    again = (f for f in counts if _WHICH_IS.fullmatch(sentence.text, f.group.end, group.start))
    previous = next((f for f in again if not _left_out(sentence, f.group)), None)
    return replace(previous, group=group) if previous else None


_LEFT_OUT = re.compile(r"\b(?:excluding|leaving out|leaving aside)\s(?:the |those |these )?$", re.I)


def _left_out(sentence: Sentence, group: Group) -> bool:
    """Whether a number is of cases that another number leaves out: "excluding the five withdrawn"."""
    return _LEFT_OUT.search(sentence.text[: group.start]) is not None
