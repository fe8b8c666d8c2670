"""Sequence: another year's values of several numbers, in the order of those: "last year it was 81% and 79%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.lexicon.words import any_of
from extractors.numbers import find_numbers
from extractors.prose.groups import Group
from extractors.prose.nearest import nearest_stage
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Stage, Unit
from schemas.periods import shifted

#: How much less sure such a number is than the one whose place it takes.
_IN_ORDER = 0.4
#: Every word that such a sentence may have beside its numbers, years and stages: any other may change the meaning.
_PLAIN_WORDS = any_of(
    "the, these, those, there, this, that, they, it, its, our, we, both, corresponding, comparable, equivalent",
    "respective, same, calculation, gives, gave, basis, equivalents?",
    "figures?, rates?, numbers?, results?, percentages?, proportions?, shares?, totals?, averages?, values?",
    "was, were, is, are, been, had, have, has, stood, at, came, to, in, for, during, of, on, from, and, with, than, as",
    "compares?, compared, comparing, against, set, beside, up, down, improvement, increase, decrease, rise, fall, drop",
    "respectively, working, calendar, days, per cent, percent, respect, when, while, whereas, but, just, only, about",
    "a, an, year, years, earlier, before, ago, previous, prior, last, achieved, reported, recorded, stages?",
)
_PLAIN = re.compile(rf"(?:[\s,;:()\[\]%.\u00b7-]|\b{_PLAIN_WORDS}\b)*", re.I)
_COMPARES = re.compile(
    r"^\W*(?:up|down|against|compared (?:with|to))(?: from| on)?\W*\d[\d,.]*%?\W*$"
    r"|^\s*(?:this|that|these|those|it|they)\b[^.;]{0,30}\b(?:compares?|compared|against|from|on)\b",
    re.I,
)
_POINT = "\u00b7"


def in_sequence(sentence: Sentence, state: State) -> list[Frame] | None:
    """The frames of a sentence whose numbers stand for those before them: "Last year the rates were 81% and 79%".

    None where it says anything of its own; empty where the numbers before are not as many, or of other units.
    """
    groups = _groups(sentence)
    if not groups or not state.last or not _says_nothing_else(sentence, groups):
        return None
    period = _period(sentence, state)
    if period is None:
        return _at_another_stage(sentence, groups, state) or _each_of_its_year(sentence, groups, state)
    models = [frame for frame in state.last if any(_as_in(group, frame) for group in groups)]
    if len(groups) == 1 and (len(state.last) > 1 or not models):
        return None
    if len({frame.period for frame in models}) != 1 or models[0].period == period:
        return []
    placed = _by_stage(sentence, groups, models) or _by_place(groups, models) or _by_place(groups, _apart(models))
    return [replace(frame, group=group, period=period, cost=frame.cost + _IN_ORDER) for frame, group in placed]


#: "The corresponding figures for stage 2 were", "At stage 2 these were".
_POINTS_BACK = re.compile(
    r"^\W*(?:(?:the|those|these)\s+)?(?:corresponding|equivalent|comparable|same|respective)\b"
    r"|^\W*(?:at|for|in)\s+[^,;.]{3,20},?\s+(?:these|they|the (?:figures|shares|percentages|numbers|rates|results))\b",
    re.I,
)


def _at_another_stage(sentence: Sentence, groups: Sequence[Group], state: State) -> list[Frame]:
    """The frames of "The corresponding figures for stage 2 were 31%, 24% and 45%", in the order of those before."""
    stages = {Stage(span.code) for span in sentence.tagged("stage")}
    models = [frame for frame in state.last if frame.breakdown is None]
    alike = len(models) == len(groups) > 1 and all(
        _as_in(g, f) is not None for g, f in zip(groups, models, strict=True)
    )
    if len(stages) != 1 or not alike or len({frame.stage for frame in models}) != 1:
        return []
    (stage,) = stages
    if stage is models[0].stage or not _POINTS_BACK.match(sentence.text):
        return []
    return [
        replace(frame, group=group, stage=stage, stage_said=True, limit=None, cost=frame.cost + _IN_ORDER)
        for frame, group in zip(models, groups, strict=True)
    ]


def _each_of_its_year(sentence: Sentence, groups: Sequence[Group], state: State) -> list[Frame] | None:
    """The frames of "There had been 176 in 2022-23 and 158 in 2021-22": what the sentence before told first."""
    named = [period for period in sentence.periods if not period.vague and period.year]
    model = state.last[0]
    alike = all(_as_in(group, model) is not None for group in groups) and model.breakdown is None
    behind = all(group.end <= period.start for group, period in zip(groups, named, strict=False))
    last = all(period.end <= group.start for group, period in zip(groups[1:], named, strict=False))
    if len(named) != len(groups) or not (alike and behind and last):
        return None
    years = [period.resolve(state.context.period) for period in named]
    if model.period in years or len(set(years)) < len(years):
        return None
    return [
        replace(model, group=group, period=year, cost=model.cost + _IN_ORDER)
        for group, year in zip(groups, years, strict=True)
    ]


def _groups(sentence: Sentence) -> list[Group]:
    """The numbers of a sentence; decimals among them that show no unit, and so may only repeat others in theirs."""
    bare = [
        Group.of(number)
        for number in find_numbers(sentence.text.replace(_POINT, "."))
        if number.decimals and number.unit is None
    ]
    known = [*sentence.groups, *sentence.changes]
    bare = [group for group in bare if all(group.end <= other.start or other.end <= group.start for other in known)]
    return sorted([*sentence.groups, *bare], key=lambda group: group.start)


def _says_nothing_else(sentence: Sentence, groups: Sequence[Group]) -> bool:
    """Whether a sentence has no words but those that point back, besides numbers, years and stages."""
    told = [(number.start, number.end) for group in groups for number in group.numbers]
    told += [(group.base.start, group.base.end) for group in groups if group.base is not None]
    told += [(period.start, period.end) for period in sentence.periods]
    told += [(span.start, span.end) for span in sentence.tagged("stage")]
    rest = list(sentence.text)
    for start, end in told:
        rest[start:end] = " " * (end - start)
    if any("(" in sentence.text[one.end : other.start] for one, other in pairwise(groups)):
        return False
    return not sentence.changes and _PLAIN.fullmatch("".join(rest)) is not None


def _period(sentence: Sentence, state: State) -> str | None:
    """The one year that a sentence is about."""
    here = state.context.period
    named = {period.resolve(here) for period in sentence.periods if not period.vague}
    if len(named) > 1:
        return None
    if named:
        return named.pop()
    return shifted(here, -1) if _COMPARES.match(sentence.text) else None


def _as_in(group: Group, frame: Frame) -> Group | None:
    """A group in the units in which a frame may have it; None where it can have none."""
    units = {number.unit for number in frame.group.numbers}
    days = frame.days or Unit.DAYS in units
    first = group.first
    if first.unit is None and (days or first.decimals):
        bare = Unit.DAYS if days else Unit.PER_1000
        return Group.of(replace(first, unit=bare)) if days or bare in units else None
    counted = {Unit.PERCENT, None} if group.base is not None else set()
    return group if first.unit in units and {number.unit for number in group.numbers} <= units | counted else None


def _by_place(groups: Sequence[Group], models: Sequence[Frame]) -> list[tuple[Frame, Group]]:
    """Each group with the one in its place before."""
    if len(models) != len(groups) or any(one.group.start > other.group.start for one, other in pairwise(models)):
        return []
    pairs = [(frame, _as_in(group, frame)) for frame, group in zip(models, groups, strict=True)]
    known = [(frame, group) for frame, group in pairs if group is not None]
    return known if len(known) == len(pairs) else []


def _apart(models: Sequence[Frame]) -> list[Frame]:
    """The frames with each number of a group by itself: "340 complaints, or 2.4 per 1,000" are two."""
    return [replace(frame, group=Group.of(number)) for frame in models for number in frame.group.numbers]


def _by_stage(sentence: Sentence, groups: Sequence[Group], models: Sequence[Frame]) -> list[tuple[Frame, Group]]:
    """Each group with the one of its stage before, where stages are named."""
    if not sentence.tagged("stage"):
        return []
    placed: list[tuple[Frame, Group]] = []
    for group in groups:
        named = nearest_stage(sentence, group)
        alike = [
            (frame, fitting)
            for frame in models
            if named is not None and frame.stage is Stage(named.code) and (fitting := _as_in(group, frame))
        ]
        if len(alike) != 1:
            return []
        placed += alike
    return placed if len({id(frame) for frame, _ in placed}) == len(placed) else []


# Within a sentence -------------------------------------------------------------------------------------

_MARK = any_of("compared (with|to), against, as against, up from, down from, versus, compares with, in contrast to")
_SET_BESIDE = re.compile(rf"\b{_MARK}\s+(?:the\s+|{_PLAIN_WORDS}\s+)*$", re.I)
_NEXT_OF_RUN = re.compile(r"\s*(?:working |calendar )?(?:days)?\s*(?:,|and|, and)\s+", re.I)


def compared_in_sequence(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """The frames with those of "43% and 20%, compared with 40% and 25%": as many numbers take the others' places."""
    result = frames
    for run in _runs(sentence):
        models = [
            frame
            for frame in frames
            if frame.group.end <= run[0].start and _as_in(run[0], frame) and frame.period == state.context.period
        ]
        told = [frame for frame in frames if any(frame.group is group for group in run)]
        periods = {frame.period for frame in told if frame.period != state.context.period}
        placed = _by_place(run, models)
        if not placed or len(periods) != 1:
            continue
        period = periods.pop()
        kept = [frame for frame in result if not any(frame is other for other in told)]
        result = [
            *kept,
            *(replace(f, group=group, period=period, cost=f.cost + _IN_ORDER) for f, group in placed),
        ]
    return sorted(result, key=lambda frame: frame.group.start)


def _runs(sentence: Sentence) -> list[list[Group]]:
    """Numbers one after the other behind words of comparison, two or more."""
    runs: list[list[Group]] = []
    for group in sentence.groups:
        if runs and _NEXT_OF_RUN.fullmatch(sentence.text, runs[-1][-1].end, group.start):
            runs[-1].append(group)
        elif _SET_BESIDE.search(sentence.text[: group.start]):
            runs.append([group])
    return [run for run in runs if len(run) > 1]
