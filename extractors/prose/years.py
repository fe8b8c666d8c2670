"""Years: numbers of another year beside this year's: "compared with 36%", "from 74% to 76%", "respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.lexicon.kinds import BASES, OUTCOMES, TIMES
from extractors.lexicon.words import any_of, whole
from extractors.periods import Period
from extractors.prose.compare import from_to, to_from
from extractors.prose.groups import Group
from extractors.prose.nearest import nearest_stage, own_period
from extractors.prose.order import in_order, last_run
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Measure, Stage, Unit
from schemas.periods import shifted, start_year, year_of

#: How much less sure the other year's number is than the one it is set beside.
_OTHER_YEAR = 0.3

# Sentences that only give another year's value --------------------------------------------------------

_YEAR_WORDS = any_of(
    "a year (earlier|before|ago), the year before, the (previous|prior) year, last year, previously, in"
)
_FIGURE = (
    r"the (?:(?:comparable |corresponding |equivalent )?"
    r"(?:figure|number|rate|total|proportion|percentage|average|share)s?|equivalents?|comparison)"
    r"(?:\s+(?:for|in) [^,.;]{3,30}?)?"
)
#: "A year earlier the figure was".
_ELLIPSIS = re.compile(
    rf"^\s*(?:(?:in|for|during|at)\s+[^,]{{3,40}},?\s*)?{_YEAR_WORDS}?[^.;]{{0,30}}?"
    rf"\b(?:it|this|that|{_FIGURE})\s+(?:was|were|had been|stood at)\b",
    re.I,
)
_CHANGES = any_of(
    "increase, decrease, improvement, reduction, rise, fall, drop, down, up, higher, lower, better, worse"
)
#: "That is up from".
_MARKED = re.compile(
    r"^\s*(?:(?:however|but|and|again|overall)\b,?\s+)?"
    r"(?:(?:when )?(?:compared|in comparison) (?:to|with) (?:last|the (?:previous|prior)) year,?\s+)?"
    r"(?:this|that|it)\b[^.;]{0,60}\b"
    rf"(?:compared (?:with|to)|against|{_CHANGES} (?:on|from|than))\b"
    # "An increase of 4% on (3,955 in the previous year)"
    rf"|^\s*an?\s+(?:[\w-]+\s+)?{_CHANGES}(?: of [\d\u00b7,]+\s?(?:%|per cent)?)?\s+"
    r"(?:on|from|over|compared (?:with|to))\s+(?:the\s+)?$",
    re.I,
)
#: "The full year 2022-23 had (3,906)".
_YEAR_HAD = re.compile(
    r"\s*(?:the )?(?:(?:full|whole|previous|last|financial|first|second|third|fourth) )*(?:year|quarter|half)\b"
    r"[^.;,]{0,20}?\s(?:had|saw|brought|gave|produced)\s+(?:only |just )?$",
    re.I,
)
_ONLY_YEAR = re.compile(r"^\s*(?:in|the year before|a year earlier|the previous year|last year)\b[^.;]{0,40}$", re.I)


def is_ellipsis(sentence: Sentence, group: Group) -> bool:
    """Whether a sentence only gives another year's value of what the sentence before was about."""
    before = sentence.text[: group.start]
    if not any(period.shift or (period.year and not period.vague) for period in sentence.periods):
        return False
    if _MARKED.search(before) or _ELLIPSIS.match(before) or _YEAR_HAD.match(before):
        return True
    return len(sentence.groups) == 1 and _ONLY_YEAR.match(before) is not None


def same_unit(frames: Sequence[Frame], group: Group) -> Frame:
    """Of several frames the last that has a number of a group's unit."""
    alike = [f for f in reversed(frames) if f.breakdown is None and f.group.with_unit(group.first.unit) is not None]
    results = [f for f in alike if f.measure is not Measure.ON_TIME_TARGET]
    if group.base is not None:
        # "71 of 156 were upheld. The year before it was 68 of 141": a part again, not its whole
        results = [f for f in results if f.group.base is not None] or results
    return next(iter(results), alike[0] if alike else frames[-1])


_THEN_PARTS = re.compile(r"[^.;\d]{0,40}?(?:,\s*)?\b(?:of which|of whom|of these|of them|when|with|and)\s+$", re.I)


def whole_of_last(sentence: Sentence, group: Group, state: State) -> Frame | None:
    """What the whole was in the sentence before, where this one gives another year's with a part behind it."""
    later = next((other for other in sentence.groups if other.start >= group.end), None)
    if later is None or not _THEN_PARTS.fullmatch(sentence.text, group.end, later.start):
        return None
    wholes = (frame for frame in state.last if frame.measure in BASES and frame.breakdown is None)
    return next((frame for frame in wholes if frame.group.with_unit(group.first.unit) is not None), None)


# One other year ----------------------------------------------------------------------------------------


def other_year(sentence: Sentence, group: Group, model: Frame, state: State) -> Frame | None:
    """A frame like another, for the year that this number is set beside; None where the units do not fit."""
    period = own_period(sentence, group)
    if period is None or period.shift == 0:
        between = [
            mention
            for mention in sentence.periods
            if model.group.end <= mention.start
            and mention.end <= group.start
            and not mention.vague
            and mention.shift != 0
        ]
        period = between[-1] if between else None
    here = state.context.period
    said_here = any(p.shift == 0 and model.group.end <= p.start and p.end <= group.start for p in sentence.periods)
    back_here = period is None and said_here and model.period != here
    resolved = here if back_here else _resolved(sentence, period, model, state)
    if resolved == model.period or not units_fit(group, model):
        return None
    own = nearest_stage(sentence, group, allowed_before=False)
    if own is not None and _closes_before(sentence, group, own.start):
        own = None
    named = own is not None and own.code not in (Stage.INFORMAL, Stage.OMBUDSMAN)
    stage = Stage(own.code) if own is not None and named else model.stage
    return replace(model, group=group, period=resolved, cost=model.cost + _OTHER_YEAR, stage=stage)


def _closes_before(sentence: Sentence, group: Group, at: int) -> bool:
    """Whether a number stands in a bracket that closes before a place: "(2022/23: 4.9) and stage 2 answers"."""
    before, behind = sentence.text[: group.start], sentence.text[group.end : at]
    return before.count("(") > before.count(")") and behind.count(")") > behind.count("(")


def units_fit(group: Group, model: Frame) -> bool:
    """Whether a number can be another year's value of what a frame gives."""
    unit, units = group.first.unit, {number.unit for number in model.group.numbers}
    if unit in units or (model.days and unit in (None, Unit.DAYS)):
        return True
    if unit is Unit.PERCENT:
        return model.measure in (*OUTCOMES, *TIMES, Measure.COMPLIANCE)
    # "43% were upheld, compared with 36": the sign may be left out
    return unit is None and Unit.PERCENT in units and model.measure not in BASES


def _resolved(sentence: Sentence, period: Period | None, model: Frame, state: State) -> str:
    here = state.context.period
    if period is None:
        return shifted(model.period, -1)
    if period.quarters:
        return period.resolve(model.period)
    if not period.shift or period.part:
        return period.resolve(here)
    words = sentence.text[period.start : period.end]
    from_model = start_year(model.period) < start_year(here) and re.search(r"year before|earlier", words, re.I)
    if from_model and re.search(r"year before (?:that|last)", words, re.I):
        return shifted(model.period, -1)
    if from_model or model.period.startswith(year_of(here)):
        return shifted(model.period, period.shift)
    return shifted(year_of(here), period.shift)


#: "This compares with (7 complaints, of which 2 were upheld,) in 2022/23": a sentence on another year only.
_ALL_OTHER = re.compile(
    r"\s*(?:this|that|these|it|they|both|which)\s+(?:(?:figures?|numbers?|totals?|is|was|are|were|has|had|can be)\s+)*"
    r"(?:(?:compare[sd]? favourably|compares?|compared|in comparison|set|against)\s+(?:with|to|against|from|on|over)"
    # "this is a rise with 40 about roads" goes on about this year
    r"|(?:an? |the )?(?:\w+ )?(?:increase|decrease|rise|fall|drop|reduction)(?: of [\w%.]+)?"
    r"\s+(?:compared with|compared to|against|from|on|over))\b",
    re.I,
)


def all_of_other_year(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """The numbers of a sentence that as a whole tells what another year was like: all are that year's."""
    opening = _ALL_OTHER.match(sentence.text)
    if opening is None or any(frame.group.start < opening.end() for frame in frames):
        return frames
    pairs = zip(sentence.groups, sentence.groups[1:], strict=False)
    if any(from_to(sentence, *pair) or to_from(sentence, *pair) for pair in pairs):
        return frames
    here = state.context.period
    named = {period.resolve(here) for period in sentence.periods if not period.vague}
    if len(named) > 1 or here in named:
        return frames
    year = next(iter(named), shifted(here, -1))
    return [replace(frame, period=year) for frame in frames]


# Pairs -------------------------------------------------------------------------------------------------


_FROM = re.compile(r"\bfrom\s+(?:just |only )?$", re.I)
_THEN_TO = re.compile(r"(?:\s*%|\s+days)?,?\s+(?:and )?(?:then )?to\s+", re.I)


def _years_in_turn(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame] | None:
    """Three years' numbers, the last of them this year's: "from 512 to 488 to 431"; None where there are no such."""
    for run in zip(sentence.groups, sentence.groups[1:], sentence.groups[2:], strict=False):
        gaps = [(one.end, other.start) for one, other in pairwise(run)]
        in_turn = all(_THEN_TO.fullmatch(sentence.text, start, end) for start, end in gaps)
        models = [frame for frame in frames if any(frame.group is group for group in run)]
        if not in_turn or not _FROM.search(sentence.text, 0, run[0].start) or not models:
            continue
        if any(not period.vague for period in sentence.periods) or state.context.period.partition(" ")[2]:
            continue
        kept = [frame for frame in frames if not any(frame.group is group for group in run)]
        told = [
            replace(models[0], group=group, period=shifted(state.context.period, back))
            for group, back in zip(run, (-2, -1, 0), strict=True)
        ]
        return sorted([*kept, *told], key=lambda frame: frame.group.start)
    return None


def pair_years(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """Of "from 40 days to 36" the first number is the earlier year's, of "to 69 from 53" the second."""
    in_turn = _years_in_turn(sentence, frames, state)
    if in_turn is not None:
        return in_turn
    in_parts = any(period.part for period in sentence.periods)
    result = list(frames)
    for first, second in zip(sentence.groups, sentence.groups[1:], strict=False):
        if from_to(sentence, first, second):
            earlier, later = first, second
        elif to_from(sentence, first, second):
            earlier, later = second, first
        else:
            continue
        models = [frame for group in (first, second) for frame in result if frame.group is group]
        if not models:
            continue
        model, here = models[0], state.context.period
        if _THROUGH_THE_YEAR.search(sentence.text, 0, first.start) and not in_parts:
            # neither is a year's
            result = [frame for frame in result if frame.group not in (earlier, later)]
            continue
        now = _year_beside(sentence, later, state.context.period)
        before = _year_beside(sentence, earlier, now or state.context.period)
        if in_parts and not (before and now):
            if any(first.start <= period.start < second.end for period in sentence.periods if period.part):
                continue
            result = [frame for frame in result if frame.group not in (earlier, later)]
            result += _in_a_quarter(sentence, earlier, later, model, here)
            continue
        result = [frame for frame in result if frame.group not in (earlier, later)]
        now = now or (here if before or model.period < here else model.period)
        result.append(replace(model, group=earlier, period=before or shifted(now, -1)))
        result.append(replace(model, group=later, period=now))
    return sorted(result, key=lambda frame: frame.group.start)


#: "Through the year it went from 43 days to 32".
_THROUGH_THE_YEAR = re.compile(
    r"\b(?:through(?:out)?|over the course of|in the course of) the (?:financial |reporting )?year\b(?! before)", re.I
)


def _in_a_quarter(sentence: Sentence, earlier: Group, later: Group, model: Frame, here: str) -> list[Frame]:
    """The numbers of "in quarter 4 it rose from 12 to 14"; of the 12 only "the previous quarter" says when."""
    back = [period for period in sentence.periods if period.quarters]
    named = [period.resolve(here) for period in sentence.periods if period.part]
    if len(named) != 1:
        return []
    now = replace(model, group=later, period=named[0])
    cost = model.cost + _OTHER_YEAR
    return [*(replace(model, group=earlier, period=each.resolve(named[0]), cost=cost) for each in back[:1]), now]


_BESIDE = re.compile(
    r"\s*(?:working |calendar )?(?:days|complaints|cases|of cases|%)?\s*(?:in|for|during|over|\()?\s*",
)


def _year_beside(sentence: Sentence, group: Group, base: str) -> str | None:
    """The period that stands right behind a number; ``base`` is the one that it may be told from."""
    for period in sentence.periods:
        behind = period.start >= group.end and not period.vague
        if behind and _BESIDE.fullmatch(sentence.text[group.end : period.start]):
            return period.resolve(base)
    return None


# Respectively ------------------------------------------------------------------------------------------

_RESPECTIVELY = re.compile(r"\brespectively\b", re.I)
_TWO_YEARS = re.compile(whole("(previous|last|preceding|prior) (two|2) years, two previous years"), re.I)


def respectively(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """The numbers of "340 and 28 respectively" take the meanings of the two before them, in order."""
    match = _RESPECTIVELY.search(sentence.text)
    if not match:
        return frames
    again = _again_in_order(sentence, match.start(), frames, state)
    if again is not None:
        return again
    told = in_order(sentence, match.start(), frames, state)
    if told is not None:
        return told
    listed = [frame for frame in frames if frame.group.end <= match.start()]
    if _TWO_YEARS.search(sentence.text[: match.start()]) and len(listed) >= 3:
        return _two_years_back(frames, listed, year_of(state.context.period))
    if len(listed) % 2 or len(listed) < 4:
        return frames
    half = len(listed) // 2
    pairs = list(zip(listed[:half], listed[half:], strict=True))
    if any(head.period == tail.period for head, tail in pairs):
        return frames
    moved = {id(tail): replace(head, group=tail.group, period=tail.period, cost=tail.cost) for head, tail in pairs}
    return [moved.get(id(frame), frame) for frame in frames]


def _again_in_order(sentence: Sentence, end: int, frames: list[Frame], state: State) -> list[Frame] | None:
    """Another year's numbers of a whole list: "45% upheld, 30% not (in 2022-23 46% and 31% respectively)"."""
    run = last_run(sentence, [group for group in sentence.groups if group.end <= end])
    heads = [frame for frame in frames if frame.group.end <= run[0].start] if run else []
    models = heads[-len(run) :]
    between = (
        [p for p in sentence.periods if models[-1].group.end <= p.start and p.end <= run[0].start and not p.vague]
        if models
        else []
    )
    if len(run) < 2 or len(models) != len(run) or len(between) != 1:
        return None
    period = between[0].resolve(state.context.period)
    alike = all(model.group.with_unit(run[0].first.unit) for model in models)
    apart = len({(model.measure, model.stage, model.stream, model.breakdown) for model in models}) == len(models)
    if not alike or not apart or any(model.period == period for model in models):
        return None
    rest = [frame for frame in frames if not any(frame.group is group for group in run)]
    told = [
        replace(model, group=group, period=period, cost=model.cost + _OTHER_YEAR)
        for model, group in zip(models, run, strict=True)
    ]
    return sorted([*rest, *told], key=lambda frame: frame.group.start)


def _two_years_back(frames: list[Frame], listed: list[Frame], year: str) -> list[Frame]:
    """The last two of "12, compared with 9 and 7 in the previous two years" are one and two years back."""
    newer, older = listed[-2:]
    back = {id(newer): -1, id(older): -2}
    return [replace(frame, period=shifted(year, back[id(frame)])) if id(frame) in back else frame for frame in frames]
