"""Order: numbers that take stages, years or measures named elsewhere, one after the other ("respectively")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from extractors.lexicon.match import Span
from extractors.limitbook import LimitBook
from extractors.periods import Period
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Measure, Stage

_AND = re.compile(r"\s*(?:days|%)?\s*(?:,|and|, and)\s+")
_AND_NEXT = re.compile(r"\s*(?:,\s*(?:(?:and|or)\s+)?|(?:and|or)\s+)(?:(?:at|in|for|found)\s+){0,2}")


def in_order(sentence: Sentence, end: int, frames: list[Frame], state: State) -> list[Frame] | None:
    """The last numbers before ``end`` with the stages, years or measures that are theirs in order.

    None where as many are named nowhere: "in 2022-23 and 2023-24, 71% and 74% respectively".
    """
    run = last_run(sentence, [group for group in sentence.groups if group.end <= end])
    models = [frame for frame in frames if any(frame.group is group for group in run)]
    if len(run) < 2 or not models:
        return None
    named: dict[str, list[Any]] = {
        "stage": [Stage(span.code) for span in _listed(sentence, sentence.tagged("stage"), run)],
        "measure": _measures(sentence, run),
        "period": [period.resolve(state.context.period) for period in _listed(sentence, _dated(sentence), run)],
    }
    told = {name: order for name, order in named.items() if len({*order}) == len(run)}
    before = [frame for frame in state.last if frame.breakdown is None]
    stages = list(dict.fromkeys(frame.stage for frame in before))
    if not told and len(stages) == len(run):
        told = {"stage": stages}
    if not told:
        return None
    model = next((frame for frame in models if frame.stage_said), models[0])
    ordered = [
        replace(model, group=group, **{name: order[at] for name, order in told.items()}) for at, group in enumerate(run)
    ]
    if "stage" in told:
        limits = {frame.stage: frame.limit for frame in (*before, *models)}
        ordered = [replace(frame, stage_said=True, limit=limits.get(frame.stage)) for frame in ordered]
    others = [frame for frame in frames if not any(frame.group is group for group in run)]
    return sorted([*others, *ordered], key=lambda frame: frame.group.start)


#: "Upheld and partially upheld", one after the other.
_BOTH = re.compile(r"(?:fully )?upheld and (?:partly|partially|part) upheld", re.I)


def _measures(sentence: Sentence, run: Sequence[Group]) -> list[Measure]:
    """The measures that are named one after the other."""
    spans = sentence.tagged("measure")
    if len(run) == 2 and any(_BOTH.fullmatch(span.text) and span.end <= run[0].start for span in spans):
        return [Measure.UPHELD, Measure.PARTIALLY_UPHELD]
    return [span.measure for span in _listed(sentence, spans, run)]


def last_run(sentence: Sentence, groups: Sequence[Group]) -> list[Group]:
    """The last numbers of one unit with nothing but "and" or a comma between them."""
    run: list[Group] = []
    for group in reversed(groups):
        if run and group.first.unit is not run[0].first.unit:
            break
        if run and not _AND.fullmatch(sentence.text, group.end, run[0].start):
            break
        run.insert(0, group)
    return run


def _dated(sentence: Sentence) -> list[Period]:
    return [period for period in sentence.periods if not period.vague]


def _listed(sentence: Sentence, spans: Sequence[Span | Period], run: Sequence[Group]) -> list[Any]:
    """As many words of one kind as there are numbers, one after the other, before or behind them."""
    for first in range(len(spans) - len(run) + 1):
        row = spans[first : first + len(run)]
        pairs = pairwise(row)
        joined = all(_AND_NEXT.fullmatch(sentence.text, one.end, other.start) for one, other in pairs)
        if joined and (row[-1].end <= run[0].start or row[0].start >= run[-1].end):
            return list(row)
    return []


#: "Stages 1 and 2", of which each has a number of its own.
_TWO_STAGES = re.compile(r"\bstages?\s+(?:1|one)\s*(?:and|&)\s*(?:stage\s+)?(?:2|two)\b", re.I)


def two_stages(sentence: Sentence, frames: list[Frame], limits: LimitBook) -> list[Frame]:
    """The two numbers of "40 and 12 at stages 1 and 2" are one of each."""
    named = _TWO_STAGES.search(sentence.text)
    if named is None or len(frames) != 2 or frames[0].measure is not frames[1].measure:
        return frames
    run = last_run(sentence, [frame.group for frame in frames])
    if len(run) < 2 or frames[0].period != frames[1].period or run[0].start < named.start() < run[1].end:
        return frames
    stages = (Stage.STAGE_1, Stage.STAGE_2)
    return [
        replace(frame, stage=stage, stage_said=True, limit=frame.limit and limits.find(frame.stream, stage))
        for frame, stage in zip(frames, stages, strict=True)
    ]


_SET_BESIDE = re.compile(
    r"(?:\b(?:against|compared (?:with|to)|versus|(?:up|down) from|from)|(?P<bracket>\()"
    r"(?:(?:in )?(?:last year|the (?:previous|prior) year|the year before|previously|20\d\d[/-]\d\d)[,:]?)?)"
    r"\s*(?:the\s+)?(?:\d[\d.,]*\s?%?\s*(?:,|and)\s*)?$",
    re.I,
)


def stages_in_turn(sentence: Sentence, frames: list[Frame]) -> list[Frame]:
    """Two earlier values set beside those of two stages: "60% at stage 1 and 67% at stage 2, against 55% and 58%"."""
    if len(frames) < 4:
        return frames
    first, second, third, fourth = frames[-4:]
    measures = {frame.measure for frame in (first, second, third, fourth)}
    beside = _SET_BESIDE.search(sentence.text[second.group.end : third.group.start])
    if beside and beside["bracket"] and fourth.period == first.period:
        # "(last year, 227 and 30)": the year in the bracket is that of both
        fourth = replace(fourth, period=third.period)
    alike = len(measures) == 1 and first.period == second.period != third.period == fourth.period
    bracketed = bool(beside and beside["bracket"])
    apart = first.stage is not second.stage and (third.stage is fourth.stage or bracketed)
    between = _AND.fullmatch(sentence.text, third.group.end, fourth.group.start)
    named = any(span.start >= third.group.start for span in sentence.tagged("stage"))
    if not (alike and apart and between and beside) or named:
        return frames
    earlier = (
        replace(third, stage=first.stage, limit=first.limit),
        replace(fourth, stage=second.stage, limit=second.limit),
    )
    return [*frames[:-2], *earlier]
