"""Years: numbers of another year beside this year's: "compared with 36%", "from 74% to 76%", "respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.periods import Period
from extractors.prose.attach import BASES, OUTCOMES, TIMES, nearest_stage, own_period
from extractors.prose.compare import from_to, to_from
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Measure, Stage, Unit
from schemas.periods import shifted, start_year, year_of

_RESPECTIVELY = re.compile(r"\brespectively\b", re.I)
_TWO_YEARS = re.compile(r"\b(?:previous|last|preceding|prior) (?:two|2) years\b|\btwo previous years\b", re.I)
_ELLIPSIS = re.compile(
    r"^\s*(?:(?:in|for|during|at)\s+[^,]{3,40},?\s*)?(?:a year (?:earlier|before|ago)|the year before|the (?:previous|prior) year|last year|previously|in)?[^.;]{0,30}?\b(?:it|this|that|the (?:comparable |corresponding |equivalent )?(?:figure|number|rate|total|proportion|percentage|average|share)s?(?:\s+(?:for|in) [^,.;]{3,25}?)?)\s+(?:was|were|had been|stood at)\b",
    re.I,
)
_MARKED = re.compile(
    r"^\s*(?:this|that|it)\b[^.;]{0,60}\b(?:compared (?:with|to)|against|(?:increase|decrease|improvement|reduction|rise|fall|drop|down|up|higher|lower|better|worse) (?:on|from|than))\b",
    re.I,
)
_ONLY_YEAR = re.compile(r"^\s*(?:in|the year before|a year earlier|the previous year|last year)\b[^.;]{0,40}$", re.I)


def is_ellipsis(sentence: Sentence, group: Group) -> bool:
    """Whether a sentence only gives another year's value of what the sentence before was about."""
    before = sentence.text[: group.start]
    if not any(p.shift or p.year and not p.vague for p in sentence.periods):
        return False
    return (
        _MARKED.search(before) is not None
        or _ELLIPSIS.match(before) is not None
        or len(sentence.groups) == 1
        and _ONLY_YEAR.match(before) is not None
    )


def same_unit(frames: Sequence[Frame], group: Group) -> Frame:
    """Of several frames the last that has a number of a group's unit."""
    for frame in reversed(frames):
        if frame.group.with_unit(group.first.unit) is not None and frame.breakdown is None:
            return frame
    return frames[-1]


def other_year(sentence: Sentence, group: Group, model: Frame, state: State) -> Frame | None:
    """A frame like another, for the year that this number is set beside; None where the units do not fit."""
    period = own_period(sentence, group)
    if period is None or period.shift == 0:
        inside = [
            p
            for p in sentence.periods
            if model.group.end <= p.start and p.end <= group.start and not p.vague and p.shift != 0
        ]
        period = inside[-1] if inside else None
    resolved = _resolved(sentence, period, model, state)
    if resolved == model.period:
        return None
    units = {number.unit for number in model.group.numbers}
    unit = group.first.unit
    days = model.days and unit in (None, Unit.DAYS)
    rate = unit is Unit.PERCENT and model.measure in (*OUTCOMES, *TIMES, Measure.COMPLIANCE)
    if (
        unit not in units
        and not days
        and not rate
        and not (unit is None and Unit.PERCENT in units and model.measure not in BASES)
    ):
        return None
    stage = nearest_stage(sentence, group, allowed_before=False)
    own = (
        Stage(stage.code) if stage is not None and stage.code not in (Stage.INFORMAL, Stage.OMBUDSMAN) else model.stage
    )
    return replace(model, group=group, period=resolved, cost=model.cost + 0.3, stage=own)


def _resolved(sentence: Sentence, period: Period | None, model: Frame, state: State) -> str:
    base = state.context.period
    if period is None:
        return shifted(model.period, -1)
    if period.shift:
        words = sentence.text[period.start : period.end]
        earlier = start_year(model.period) < start_year(base)
        if earlier and re.search(r"year before|earlier", words, re.I):
            return shifted(model.period, period.shift)
        return shifted(year_of(base) if not model.period.startswith(year_of(base)) else model.period, period.shift)
    return period.resolve(base)


def pair_years(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """In "from 40 days to 36" the first number is the earlier year's, in "to 69 from 53" the second."""
    result = list(frames)
    for first, second in zip(sentence.groups, sentence.groups[1:], strict=False):
        if from_to(sentence, first, second):
            earlier, later = first, second
        elif to_from(sentence, first, second):
            earlier, later = second, first
        else:
            continue
        model = next((f for f in result if f.group is first), None) or next(
            (f for f in result if f.group is second), None
        )
        if model is None or any(period.part for period in sentence.periods):
            continue
        result = [frame for frame in result if frame.group not in (earlier, later)]
        before, now = _year_beside(sentence, earlier, state), _year_beside(sentence, later, state)
        now = now or (state.context.period if model.period < state.context.period or before else model.period)
        result.append(replace(model, group=earlier, period=before or shifted(now, -1)))
        result.append(replace(model, group=later, period=now))
    return sorted(result, key=lambda frame: frame.group.start)


def _year_beside(sentence: Sentence, group: Group, state: State) -> str | None:
    for period in sentence.periods:
        if period.start < group.end or period.vague:
            continue
        if re.fullmatch(
            r"\s*(?:working |calendar )?(?:days|complaints|cases|of cases|%)?\s*(?:in|for|during|\()?\s*",
            sentence.text[group.end : period.start],
        ):
            return period.resolve(state.context.period)
    return None


_FOUR_QUARTERS = re.compile(
    r"\b(?:four quarters|quarter by quarter|quarter on quarter|each quarter|through(?:out)? the year|over the year|from quarter to quarter)\b",
    re.I,
)


def four_quarters(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """ "over the four quarters, from 74% to 78%, 81% and 85%": four numbers in order are the quarters'."""
    if not _FOUR_QUARTERS.search(sentence.text) or any(period.part for period in sentence.periods):
        return frames
    if len(frames) != 4 or len({(f.measure, f.stream, f.stage, f.group.first.unit) for f in frames}) != 1:
        return frames
    year = year_of(state.context.period)
    return [replace(frame, period=f"{year} Q{number}") for number, frame in enumerate(frames, 1)]


def respectively(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """ "340 and 28 respectively": the numbers take the meanings of the two before them, in order."""
    match = _RESPECTIVELY.search(sentence.text)
    if not match:
        return frames
    listed = [frame for frame in frames if frame.group.end <= match.start()]
    if _TWO_YEARS.search(sentence.text[: match.start()]) and len(listed) >= 3:
        newer, older = listed[-2:]
        base = year_of(state.context.period)
        moved = {
            id(newer): replace(newer, period=shifted(base, -1)),
            id(older): replace(older, period=shifted(base, -2)),
        }
        return [moved.get(id(frame), frame) for frame in frames]
    if len(listed) % 2 or len(listed) < 4:
        return frames
    half = len(listed) // 2
    heads, tails = listed[-2 * half : -half], listed[-half:]
    if any(head.period == tail.period for head, tail in zip(heads, tails, strict=True)):
        return frames
    moved = {
        id(tail): replace(head, group=tail.group, period=tail.period, cost=tail.cost)
        for head, tail in zip(heads, tails, strict=True)
    }
    return [moved.get(id(frame), frame) for frame in frames]


_QUARTER_LIST = re.compile(r"\bfirst quarter\b", re.I)
_QUARTER_ITEM = re.compile(r"\bin the (?P<which>second|third|fourth|last|final)\b(?!\s+quarter)[^\d]{0,12}$", re.I)
_QUARTER_AFTER = re.compile(
    r"^\s+(?:complaints? )?(?:arrived |came |were received )?in the (?P<which>second|third|fourth|last|final)\b(?!\s+(?:quarter|half))",
    re.I,
)
_QUARTERS = {"second": "Q2", "third": "Q3", "fourth": "Q4", "last": "Q4", "final": "Q4"}


def quarter_list(sentence: Sentence, frames: list[Frame]) -> list[Frame]:
    """ "In the first quarter 297, in the second 441": the ordinals go on counting quarters."""
    if not _QUARTER_LIST.search(sentence.text):
        return frames
    result = []
    for frame in frames:
        match = _QUARTER_ITEM.search(sentence.text[: frame.group.start]) or _QUARTER_AFTER.match(
            sentence.text[frame.group.end :]
        )
        result.append(
            replace(frame, period=f"{year_of(frame.period)} {_QUARTERS[match['which'].lower()]}") if match else frame
        )
    return result
