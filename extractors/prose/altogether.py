"""Altogether: numbers that sum up those before them, and lists that give another year's numbers in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.kinds import TIMES
from extractors.lexicon.words import any_of
from extractors.limitbook import LimitBook
from extractors.periods import Period
from extractors.prose.attach import Choice, implied
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, Known, State
from schemas.codes import Measure, Stage

_SUM_BEFORE = re.compile(
    rf"\b{any_of('making, makes, made, giving, gives, totalling, a total of, in total, together, altogether, that is')}"
    r"\s+(?:a total of |a combined |a grand total of )?$",
    re.I,
)
_SUM_AFTER = re.compile(
    rf"^\s*(?:complaints\s+|cases\s+)?{any_of('in all, in total, altogether, together, overall, combined')}\b",
    re.I,
)


def with_sum(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """The frames, where "97 at stage 2, which makes 583 in all" is a number of all stages, if the sum comes right."""
    result = list(frames)
    for group in sentence.groups:
        words = _SUM_BEFORE.search(sentence.text[: group.start]) or _SUM_AFTER.match(sentence.text[group.end :])
        parts = [frame for frame in result if frame.group.end <= group.start]
        if len(parts) > 1 and any(period.part for period in sentence.periods) and parts[0].measure in _STAGELESS:
            continue
        if words is None or group.first.unit is not None or not _is_sum(group, parts):
            continue
        stages, streams = {part.stage for part in parts}, {part.stream for part in parts}
        whole = replace(
            parts[0],
            group=group,
            stage=parts[0].stage if len(stages) == 1 else Stage.ALL,
            stream=parts[0].stream if len(streams) == 1 else state.context.stream_for(Stage.ALL),
            stage_said=True,
            limit=None,
        )
        # "the repairs team found 24 lessons and other teams 17, making 41": parts that no words tell apart
        same = len(stages) == len(streams) == 1 and all(_is_same(part, whole) for part in parts)
        kept = [] if same and len(parts) > 1 else parts
        rest = [frame for frame in result if frame.group.end > group.start and frame.group is not group]
        result = [*kept, *rest, whole]
    return sorted(result, key=lambda frame: frame.group.start)


#: Of these no stages tell two numbers apart: "24 lessons from repairs and 17 from other teams, making 41".
_STAGELESS = (Measure.LEARNING_ACTIONS, Measure.COMPLIMENTS)


def _is_same(frame: Frame, whole: Frame) -> bool:
    """Whether two frames would be two values of one figure."""
    return (frame.measure, frame.period, frame.breakdown) == (whole.measure, whole.period, None)


def summed(sentence: Sentence, group: Group, frames: Sequence[Frame]) -> Choice | None:
    """What was upheld and what was partly upheld, added up: "30 upheld and 12 partly upheld, making 42"."""
    words = _SUM_BEFORE.search(sentence.text[: group.start]) or _SUM_AFTER.match(sentence.text[group.end :])
    parts = frames[-2:]
    counts = [number.value for part in parts if (number := part.group.with_unit(None)) is not None]
    outcomes = {part.measure for part in parts} == {Measure.UPHELD, Measure.PARTIALLY_UPHELD}
    alike = len({(part.stage, part.stream, part.period, part.breakdown) for part in parts}) == 1
    if words is None or not outcomes or not alike or len(counts) != 2 or sum(counts) != group.first.value:
        return None
    return implied(Measure.UPHELD_OR_PARTIALLY_UPHELD, group.start, group.start, parts[-1].cost)


def both_outcomes(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """The frames, where "in 58 cases we found fault" is what was upheld and partly upheld, 41 and 17, added up."""
    return [_both(frame, state) for frame in frames]


def _both(frame: Frame, state: State) -> Frame:
    count = frame.group.with_unit(None)
    if frame.measure is not Measure.UPHELD or count is None or frame.breakdown is not None:
        return frame
    told = {measure: _told(frame, measure, state) for measure in (Measure.UPHELD, Measure.PARTIALLY_UPHELD)}
    sums = {full + part for full in told[Measure.UPHELD] for part in told[Measure.PARTIALLY_UPHELD] if full and part}
    new = count.value in sums and count.value not in told[Measure.UPHELD]
    return replace(frame, measure=Measure.UPHELD_OR_PARTIALLY_UPHELD) if new else frame


def _told(frame: Frame, measure: Measure, state: State) -> set[float]:
    """The numbers of a measure that the report gave before, of the same cases."""
    known = Known(frame.stream, frame.stage, frame.period, measure)
    return {value for value, counted in state.memory.items() if known in counted}


def _is_sum(group: Group, parts: Sequence[Frame]) -> bool:
    """Whether a number is the sum of those before it, which count one thing at several stages or in several streams."""
    told = {(part.stage, part.stream) for part in parts}
    alike = {(part.measure, part.period, part.breakdown) for part in parts}
    counts = [number.value for part in parts if (number := part.group.with_unit(None)) is not None]
    apart = len(told) == len(parts) or (len(told) == 1 and all(part.measure in _STAGELESS for part in parts))
    return apart and len(parts) == len(counts) > 1 and len(alike) == 1 and sum(counts) == group.first.value


# One verb for two stages ------------------------------------------------------------------------------------

_AND_AT = re.compile(
    r"\s+(?:complaints\s+|cases\s+)?(?:at|in|for)\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+)?\s+and\s+(?:for\s+)?", re.I
)


def one_verb(sentence: Sentence, frames: list[Frame], limits: LimitBook) -> list[Frame]:
    """The frames, where "816 of 1,169 at stage 1 and 116 of 182 at stage 2 within the limits" are both on time."""
    result = list(frames)
    for at in range(len(result) - 1):
        first, second = result[at], result[at + 1]
        timed = first.measure is Measure.RESPONDED and second.measure in TIMES
        alike = first.group.base is not None and second.group.base is not None and first.stage is not second.stage
        if timed and alike and _AND_AT.fullmatch(sentence.text, first.group.end, second.group.start):
            limit = limits.find(first.stream, first.stage)
            result[at] = replace(first, measure=second.measure, limit=limit)
    return result


# Lists in the order of the one before -----------------------------------------------------------------------

_AND = re.compile(r"\s*(?:days|%)?\s*(?:,|and|, and)\s+")
_FIGURES = any_of("figures, numbers, totals, rates, percentages, proportions, shares, averages, results")
#: "For 2022-23 the numbers were", "this year it was", with the year taken out.
_ONLY_FIGURES = re.compile(
    r"\s*(?:(?:and|while|but)\s*)?(?:(?:in|for|during)\s*)?(?:,\s*)?"
    rf"(?:it|this|that|they|these|(?:the|those|our) (?:comparable |corresponding |equivalent |same )?{_FIGURES})\s+"
    r"(?:was|were|had been|stood at|are|is)\s+(?:(?:in|for|during)\s*)?(?:,\s*)?",
    re.I,
)


def in_parallel(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """The frames, where "for 2022-23 the numbers were 431, 88 and 519" are those of the list before, in its order.

    Where the list before is another one, nothing says which number is which: they have no meaning.
    """
    result = list(frames)
    for run in () if "respectively" in sentence.text else _runs(sentence):
        before = [group for group in sentence.groups if group.end <= run[0].start]
        start = before[-1].end if before else 0
        start = max(start, sentence.text.rfind(";", 0, run[0].start) + 1)
        said = [p for p in sentence.periods if start <= p.start and p.end <= run[0].start and not p.vague]
        if len(said) != 1 or not _ONLY_FIGURES.fullmatch(_without(sentence.text, start, run[0].start, said[0])):
            continue
        here = [frame for frame in result if frame.group.end <= run[0].start]
        models = _models(run, here or state.last)
        period = said[0].resolve(state.context.period)
        if any(model.period == period for model in models):
            continue
        told = [replace(model, group=group, period=period) for model, group in zip(models, run, strict=bool(models))]
        kept = [frame for frame in result if not any(frame.group is group for group in run)]
        result = sorted([*kept, *told], key=lambda frame: frame.group.start)
    return result


def _without(text: str, start: int, end: int, period: Period) -> str:
    return f"{text[start : period.start]}{text[period.end : end]}"


def _runs(sentence: Sentence) -> list[list[Group]]:
    """Numbers of one unit, two or more, with nothing but "and" or a comma between them."""
    runs: list[list[Group]] = []
    for group in sentence.groups:
        last = runs[-1][-1] if runs else None
        alike = last is not None and last.first.unit is group.first.unit
        if last is not None and alike and _AND.fullmatch(sentence.text, last.end, group.start):
            runs[-1].append(group)
        else:
            runs.append([group])
    return [run for run in runs if len(run) > 1]


def _models(run: Sequence[Group], frames: Sequence[Frame]) -> list[Frame]:
    """As many numbers of the list before, of one period, each of its own meaning."""
    unit = run[0].first.unit
    alike = [frame for frame in frames if frame.group.with_unit(unit) is not None]
    first = alike[0].group.first.value if alike else 0.0
    if len(alike) == len(run) + 1 and first == sum(frame.group.first.value for frame in alike[1:]):
        # "129, made up of 44 and 85; a year ago the figures were 41 and 77"
        alike = alike[1:]
    if len(alike) != len(run) or len({frame.period for frame in alike}) != 1:
        return []
    meanings = {(frame.stage, frame.stream, frame.measure, frame.breakdown) for frame in alike}
    return alike if len(meanings) == len(run) else []
