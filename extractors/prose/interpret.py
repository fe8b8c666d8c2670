"""Interpreting: the numbers of a paragraph get measure, stage, stream, period and limit, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.context import Context
from extractors.finding import Finding, Reading
from extractors.lexicon.facets import facets, stream_of
from extractors.lexicon.match import Span, sentences
from extractors.limitbook import LimitBook
from extractors.numbers import Number
from extractors.prose.attach import (
    BASES,
    OUTCOMES,
    TIMES,
    Choice,
    choices,
    is_change,
    measures,
    nearest_limit,
    nearest_stage,
    noun_measure,
    own_period,
)
from extractors.prose.breakdown import Breakdown, continued, find_breakdown
from extractors.prose.compare import compared_with, from_to, to_from
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence, take_apart
from extractors.reading.model import Block
from schemas.codes import Measure, Method, Stage, Stream, Unit
from schemas.observation import Unread
from schemas.periods import shifted, year_of

_CHILDREN = frozenset({Stream.CHILDREN, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE})
_OTHERS = re.compile(
    r"\b(?:national(?:ly)?|average (?:for|across|of)|averages?\s+(?:was|is|of|stands)|all-England|england|benchmark\w*|other (?:councils|authorities)|similar (?:councils|authorities)|nearest neighbours?|peers?|median|across (?:the|all) councils|(?:county|unitary|district|borough|metropolitan|scottish|welsh|english|london) (?:council )?(?:average|authorities)|sector|authorities of our type|councils? average)\b",
    re.I,
)
_SURVEY_GOES_ON = re.compile(r"^\s*(?:of (?:these|those|them)|the rest|a further|another)\b", re.I)
_NOT_COUNTED = re.compile(r"\backnowledg|\bextension|\bextended\b|\btrain(?:ed|ing)\b|\battended\b|\bsubject access\b|\bfreedom of information\b|\bfoi\b", re.I)
_PLAN = re.compile(r"\b(?:will|aim|plan|intend|expect|hope|propos\w*|agreed funding|should be|going to)\b", re.I)
_TARGET_BEFORE = re.compile(r"\b(?:targets?|kpis?|key performance indicators?|aim(?:s|ed)? to|ambition|goal|asks? for|standard is|benchmark of|target that|target for|objective)\b[^.;%]{0,90}$", re.I)
_MISSED = re.compile(r"\b(?:short of|missed|below|above|against|exceed\w*|within|meet|met|under|over|towards?|achiev\w*|fell|beat)\s+(?:the|our|its|this|a|an|that)?\s*(?:\w+\s+){0,2}$", re.I)
_REFERENT = re.compile(r"\b(?:of\s+)?the (?P<which>former|latter)\b", re.I)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.I)
_ELLIPSIS = re.compile(r"^\s*(?:(?:in|for|during|at)\s+[^,]{3,40},?\s*)?(?:a year (?:earlier|before|ago)|the year before|the (?:previous|prior) year|last year|previously|in)?[^.;]{0,30}?\b(?:it|the (?:figure|number|rate|total|proportion|percentage|average|equivalent figure|comparable figure|corresponding figure)s?)\s+(?:was|were|had been|stood at)\b", re.I)
_CLOSE = re.compile(r"^\s*(?:were|was|are|is)?\s*(?:sent|completed|answered|closed|handled|dealt with|responded to|replied to|issued|finished|resolved|held|concluded|met)\b", re.I)
_WITHIN = re.compile(r"\b(?:within|inside|in|with|under|by)\s+(?:(?:the|our|its|their|a|given|agreed|permitted|target|corporate|statutory|initial|prescribed|required|standard|set|timeframes?|timescales?|time|limits?|deadlines?|of|standards?|targets?|that|policy|published|full|first|whole)\s+)*$", re.I)
_BEYOND = re.compile(r"\b(?:outside|beyond|over|after|exceed\w*|more than|longer than|past)\s+(?:(?:of|the|our|its|their|a|given|agreed|permitted|target|corporate|statutory|prescribed|limit|deadline)\s+)*$", re.I)


@dataclass
class State:
    """What earlier sentences of a section established."""

    context: Context
    stream: Stream | None = None
    stage: Stage | None = None
    limit: int | None = None
    period: str | None = None
    survey: bool = False
    last: list[Frame] = field(default_factory=list)


@dataclass(frozen=True)
class Frame:
    """A group of numbers with its meaning."""

    group: Group
    measure: Measure
    stream: Stream
    stage: Stage
    period: str
    limit: int | None
    cost: float
    soft: bool = False
    breakdown: Breakdown | None = None
    stage_said: bool = False
    days: bool = False


def read_paragraph(block: Block, state: State, limits: LimitBook) -> Reading:
    """The findings of a paragraph or bullet, and those of its numbers that got no meaning."""
    string = block.text.string
    if not re.search(r"\d|[a-z]", string):
        return Reading()
    state.stage = None
    findings: list[Finding] = []
    unread: list[Unread] = []
    for start, end in sentences(string):
        sentence = take_apart(string[start:end], start, state.context.short)
        frames, missed = _frames(sentence, state, limits)
        for frame in frames:
            findings += _findings(frame, sentence, block)
        unread += [
            Unread(box=block.text.box(start + number.start, start + number.end), text=sentence.text[number.start : number.end], reason=reason)
            for number, reason in missed
        ]
    return Reading(tuple(findings), tuple(unread))


def _frames(sentence: Sentence, state: State, limits: LimitBook) -> tuple[list[Frame], list[tuple[Number, str]]]:
    if sentence.is_survey or (state.survey and _SURVEY_GOES_ON.match(sentence.text)):
        state.survey = True
        return [], []
    state.survey = False
    _note_topic(sentence, state)
    found = _meaningful(sentence, measures(sentence))
    frames: list[Frame] = []
    missed: list[tuple[Number, str]] = []
    for index, group in enumerate(sentence.groups):
        result = _frame(sentence, group, index, frames, found, state, limits)
        if isinstance(result, Frame):
            frames.append(result)
        elif result:
            missed.append((group.first, result))
    frames = _from_to_pairs(sentence, frames, state)
    frames = _respectively(sentence, frames)
    if frames:
        state.last = frames
        said = [frame for frame in frames if frame.stage_said]
        if said:
            state.stage = said[-1].stage
    return frames, missed


def _note_topic(sentence: Sentence, state: State) -> None:
    """Remember the stream, stage and limit that a sentence speaks of."""
    streams = [s for s in sentence.tagged("stream") if not re.match(r"social (?:care|work)$", s.text, re.I)]
    words = state.context.facets(sentence.text)
    stream = stream_of(words, state.context.family)
    if stream is not None and streams and stream is not Stream.ALL:
        state.stream = stream
    stages = [Stage(span.code) for span in sentence.tagged("stage") if span.code not in (Stage.INFORMAL, Stage.ALL)]
    if len(set(stages)) == 1 and not _IN_PASSING.search(sentence.text):
        state.stage = stages[0]
    days = {limit.days for limit in sentence.limits()}
    if len(days) == 1 and not _NOT_COUNTED.search(sentence.text):
        state.limit = days.pop()
    elif len(days) > 1:
        state.limit = None


_IN_PASSING = re.compile(r"\bombudsm[ae]n(?:'s)?\s+(?:complaint handling code|code|guidance|guide|powers|website|definition|remedies guidance)|\b(?:go|refer\w*|complain|take|turn|escalate) (?:straight |directly )?(?:\w+ ){0,4}to the [\w ]*ombudsman", re.I)


def _meaningful(sentence: Sentence, found: Sequence[Span]) -> list[Span]:
    """Measure words without those that mean nothing where they stand."""
    kept = []
    upheld = re.search(r"\b(?:upheld|uphold|fault|justified|founded)\b", sentence.text, re.I)
    for span in found:
        text = span.text.lower()
        if text in ("were not", "was not") and not (upheld and re.match(r"\s*(?:[.,;)]|$|and\b)", sentence.text[span.end :])):
            continue
        if text in ("part", "partly", "partially", "partial", "in part") and not upheld:
            continue
        if text in ("on average", "timely", "missed", "met", "resolution", "saw", "number", "had", "demand", "held", "record", "log") and span.code.endswith(".soft") and text != "saw":
            continue
        kept.append(span)
    return kept


def _frame(
    sentence: Sentence, group: Group, index: int, frames: list[Frame], found: Sequence[Span], state: State, limits: LimitBook
) -> Frame | str | None:
    """The meaning of a group; the reason where it is known to be none; None where it is no figure of ours."""
    if is_change(sentence, group):
        return None
    if _is_of_others(sentence, group):
        return "another council's figure or an average"
    if _NOT_COUNTED.search(_clause(sentence, group)):
        return None
    previous = frames[-1] if frames else None
    unit = group.first.unit
    chosen = _choose(sentence, group, found, unit)
    compared = previous is not None and compared_with(sentence, group, previous.group)
    if compared and previous is not None and not (chosen and chosen.after and chosen.cost < 0.5 and unit is None and previous.measure is not chosen.measure and group.base is None):
        return _other_year(sentence, group, previous, state)
    breakdown = find_breakdown(sentence, group, state.context)
    if previous is not None and previous.breakdown is not None and breakdown is None and (chosen is None or chosen.cost > 1.0 or chosen.measure in BASES):
        breakdown = continued(sentence, group, previous.breakdown, state.context)
    if chosen is None:
        chosen = _inherited(sentence, group, previous, breakdown, state)
    if chosen is None:
        if _ELLIPSIS.match(sentence.text[: group.start] + sentence.text[group.start : group.start]) and state.last and previous is None:
            return _other_year(sentence, group, _same_unit(state.last, group), state)
        if previous is None and state.last and re.match(r"^\s*(?:in|the year before|a year earlier|the previous year|last year)\b[^.;]{0,40}$", sentence.text[: group.start], re.I) and len(sentence.groups) == 1:
            return _other_year(sentence, group, _same_unit(state.last, group), state)
        return "no words say what was counted" if _near_case(sentence, group) else None
    return _built(sentence, group, chosen, breakdown, previous, state, limits)


def _same_unit(frames: Sequence[Frame], group: Group) -> Frame:
    for frame in reversed(frames):
        if frame.group.with_unit(group.first.unit) is not None and frame.breakdown is None:
            return frame
    return frames[-1]


def _near_case(sentence: Sentence, group: Group) -> bool:
    return re.match(r"^\W*(?:\w+\s+){0,3}(?:complaints?|compliments|escalat)", sentence.text[group.end :], re.I) is not None


def _clause(sentence: Sentence, group: Group) -> str:
    """The words around a number up to the neighbouring numbers and stops."""
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    following = [other.start for other in sentence.groups if other.start >= group.end]
    end = min(following) if following else len(sentence.text)
    before = re.split(r"[;:]", sentence.text[start : group.start])[-1]
    after = re.split(r"[;:]", sentence.text[group.end : end])[0]
    return f"{before} # {after}"


def _is_of_others(sentence: Sentence, group: Group) -> bool:
    """Whether a number is a national figure, an average of councils, or another council's."""
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    following = [other.start for other in sentence.groups if other.start >= group.end]
    end = min(following) if following else len(sentence.text)
    before, after = sentence.text[start : group.start], sentence.text[group.end : end]
    near = re.match(r"^\s*(?:national(?:ly)?|average|in england|across (?:the|all)|for (?:similar|other|all)|elsewhere)\b", after, re.I)
    if near or re.match(r"^\s*(?:which|that)?\s*\w*\s*(?:the )?(?:national|sector|peer)\b[^,]{0,30}average", after, re.I):
        return True
    match = None
    for match in _OTHERS.finditer(before):
        pass
    return match is not None and not re.search(r"[.;]|,\s*(?:and\s+)?(?:we|our|the council)\b", before[match.end() :])


def _choose(sentence: Sentence, group: Group, found: Sequence[Span], unit: Unit | None) -> Choice | None:
    noun = noun_measure(sentence, group, found)
    ranked = choices(sentence, group, found)
    if noun is not None and unit is None:
        measure = Measure(noun.code.split(".")[0])
        outcome = next((c for c in ranked if c.after and c.measure in OUTCOMES and c.cost < 1.0), None)
        if outcome is None or measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS):
            return Choice(measure, noun, 0.0, after=True)
    if unit is Unit.PERCENT and _TARGET_BEFORE.search(_last_clause(sentence, group)) and not _MISSED_TARGET(sentence, group):
        span = next((c.span for c in ranked if c.measure is Measure.ON_TIME_TARGET), None)
        if span is not None:
            return Choice(Measure.ON_TIME_TARGET, span, 0.2)
    allowed = [choice for choice in ranked if _goes_with(choice.measure, unit) and choice.cost <= 2.2]
    if not allowed:
        return None
    best = allowed[0]
    if best.measure in BASES or best.measure is Measure.ESCALATED:
        # "Of the 34 ... 16 were answered within 28 days": how a case ended outweighs that it was answered
        closer = [c for c in allowed if c.after and c.measure in (*OUTCOMES, *TIMES) and c.cost <= best.cost + 0.6]
        if closer and best.measure is not Measure.RECEIVED:
            return closer[0]
        if closer and unit is Unit.PERCENT:
            return closer[0]
    return best


def _MISSED_TARGET(sentence: Sentence, group: Group) -> bool:
    """Whether the word target only says what a result is measured by: "short of the target ... we achieved 76%"."""
    before = _last_clause(sentence, group)
    match = None
    for match in re.finditer(r"\b(?:target|kpi|standard)s?\b", before, re.I):
        pass
    if match is None:
        return False
    rest = before[match.end() :]
    return re.search(r"\b(?:achiev\w*|managed|reached|was met|were met|we (?:met|answered|responded|replied))\b", rest, re.I) is not None or re.match(r"^\s*(?:of|is|was|at)?\s*(?:of\s+)?\d+ (?:working )?days", rest) is not None and "target" in before[: match.end()].lower() and re.search(r"\bwithin\b", before[: match.start()], re.I) is not None or re.search(r"\bwithin\s+(?:our|the|its)\s+(?:\w+\s+){0,2}$", before[: match.start()], re.I) is not None


def _last_clause(sentence: Sentence, group: Group) -> str:
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    return re.split(r"[;]|\.\s", sentence.text[start : group.start])[-1]


def _goes_with(measure: Measure, unit: Unit | None) -> bool:
    if measure is Measure.AVERAGE_DAYS or unit is Unit.DAYS:
        return measure is Measure.AVERAGE_DAYS and unit is Unit.DAYS
    if measure is Measure.REMEDY_PAID or unit is Unit.GBP:
        return measure is Measure.REMEDY_PAID and unit is Unit.GBP
    if unit is Unit.PER_1000:
        return measure in BASES
    if measure is Measure.ON_TIME_TARGET:
        return unit is Unit.PERCENT
    return True


def _inherited(
    sentence: Sentence, group: Group, previous: Frame | None, breakdown: Breakdown | Stream | None, state: State
) -> Choice | None:
    """The measure of the number before, in a list: "received 12 at stage 1 and 3 at stage 2"."""
    if previous is not None and re.search(r"(?:,|\band\b|\bor\b|:|\bwith\b)", sentence.text[previous.group.end : group.start]) and not re.search(r";|\.\s", sentence.text[previous.group.end : group.start]):
        same = group.with_unit(previous.group.first.unit) is not None
        gap = sentence.text[previous.group.end : group.start]
        words = re.findall(r"[A-Za-z]+", gap)
        if same and (len(words) <= 12 or breakdown is not None):
            span = Span("measure", previous.measure.value, previous.group.start, previous.group.end, "")
            return Choice(previous.measure, span, 0.7 + previous.cost / 2, previous.soft)
    if breakdown is not None:
        span = Span("measure", "received.soft", group.start, group.end, "")
        default = Measure.RECEIVED
        if state.last and state.last[-1].measure in (Measure.COMPLIMENTS, Measure.LATE):
            default = state.last[-1].measure
        return Choice(default, span, 1.0, True)
    return None


def _built(
    sentence: Sentence,
    group: Group,
    chosen: Choice,
    breakdown: Breakdown | Stream | None,
    previous: Frame | None,
    state: State,
    limits: LimitBook,
) -> Frame | str | None:
    measure = _refined(sentence, group, chosen)
    unit = group.first.unit
    part = breakdown if isinstance(breakdown, Breakdown) else None
    only_percent = all(number.unit is Unit.PERCENT for number in group.numbers)
    if measure in (*BASES, Measure.ESCALATED) and only_percent and part is None:
        return None
    if measure in (Measure.AVERAGE_DAYS, Measure.REMEDY_PAID, Measure.COMPLIANCE, Measure.ON_TIME_TARGET):
        part = None if measure is not Measure.REMEDY_PAID else None
    stage, said = _stage(sentence, group, chosen, measure, state)
    stream = breakdown if isinstance(breakdown, Stream) else _stream(sentence, group, stage, state)
    if measure is Measure.REMEDY_PAID and stage not in (Stage.OMBUDSMAN,):
        stage = Stage.ALL
    if measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS):
        stage = Stage.ALL
        if not isinstance(breakdown, Stream):
            stream = state.context.stream or state.context.scope.whole
    period = own_period(sentence, group)
    resolved = period.resolve(state.context.period) if period else state.context.period
    limit = _limit_of(sentence, group, measure, stream, stage, state, limits)
    return Frame(group, measure, stream, stage, resolved, limit, chosen.cost, chosen.soft, part, said, unit is Unit.DAYS)


def _refined(sentence: Sentence, group: Group, chosen: Choice) -> Measure:
    """"Answered within 20 working days" is on time, "answered outside them" late."""
    measure = chosen.measure
    if measure not in (*BASES, Measure.RESOLVED, *TIMES):
        return measure
    after = sentence.text[group.end :]
    following = [other.start - group.end for other in sentence.groups if other.start >= group.end]
    reach = after[: min(following)] if following else after
    reach = re.split(r"[;]|\.\s|,\s*(?:while|whereas|compared|against|but|and the|although)", reach)[0]
    for duration in sentence.durations:
        at = duration.start - group.end
        if 0 <= at <= len(reach):
            before = after[:at]
            if _BEYOND.search(before):
                return Measure.LATE
            if _WITHIN.search(before) and measure is not Measure.LATE:
                return Measure.ON_TIME
    if measure in TIMES:
        return measure
    if len(following) and measure in (Measure.RESPONDED,) and chosen.span.end <= group.start:
        later = [s for s in measures(sentence) if s.code in TIMES and s.start >= group.end]
        if later and all(n.unit is Unit.PERCENT for n in group.numbers):
            return Measure(later[0].code)
        tail = sentence.text[group.end :]
        if all(n.unit is Unit.PERCENT for n in group.numbers) and _WITHIN.search(tail[: max((d.start - group.end for d in sentence.durations if d.start >= group.end), default=0)]):
            return Measure.ON_TIME
    return measure


def _stage(sentence: Sentence, group: Group, chosen: Choice, measure: Measure, state: State) -> tuple[Stage, bool]:
    referent = _referent(sentence, group, state)
    if referent is not None:
        return referent.stage, True
    if measure in (Measure.ESCALATED, Measure.DIRECT):
        after = [s for s in sentence.tagged("stage") if s.start >= chosen.span.end - 1 and s.code not in (Stage.INFORMAL,)]
        near = [s for s in after if not [g for g in sentence.groups if g is not group and chosen.span.end <= g.start and g.end <= s.start and g.start > group.end]]
        if chosen.after and near:
            return Stage(near[-1].code if len(near) > 1 and re.search(r"\bfrom\b", sentence.text[chosen.span.start : near[0].start + 1]) else near[0].code), True
    span = nearest_stage(sentence, group)
    context = state.context
    if span is not None:
        code = Stage(span.code)
        if code is Stage.STAGE_2_ESCALATED and context.scope.council.nation != "Scotland":
            code = Stage.STAGE_2
        if code is Stage.OMBUDSMAN and _IN_PASSING.search(sentence.text):
            pass
        elif code is Stage.INFORMAL and measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS):
            pass
        else:
            return code, True
    if context.stage is Stage.OMBUDSMAN:
        return Stage.OMBUDSMAN, True
    if state.stage is not None:
        return state.stage, True
    if context.stage is not None:
        return context.stage, True
    return Stage.ALL, False


def _stream(sentence: Sentence, group: Group, stage: Stage, state: State) -> Stream:
    referent = _referent(sentence, group, state)
    if referent is not None:
        return referent.stream
    family = state.context.family
    near = _stream_span(sentence, group)
    if near is not None:
        named = stream_of(state.context.facets(near), state.stream or family)
        if named is not None and named is not Stream.ALL:
            if named is Stream.CHILDREN and family in (Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE):
                return family
            return named
        if named is Stream.ALL:
            return Stream.CHILDREN if family in _CHILDREN else Stream.ALL
    if stage is Stage.OMBUDSMAN and re.search(r"\bhousing ombudsman\b", sentence.text, re.I) and not re.search(r"\blocal government\b", sentence.text, re.I):
        return Stream.HOUSING
    if state.context.stream is not None:
        if state.stream in _CHILDREN and state.context.stream is Stream.CHILDREN and state.stream is not Stream.CHILDREN:
            return state.stream
        if stage is Stage.OMBUDSMAN and state.stream is Stream.HOUSING:
            return Stream.HOUSING
        return state.context.stream_for(stage)
    if state.stream is not None:
        return state.stream
    return state.context.stream_for(stage)


def _stream_span(sentence: Sentence, group: Group) -> str | None:
    """The words of a number's clause that name a stream: behind the number, else before it."""
    text = sentence.text
    following = [other.start for other in sentence.groups if other.start >= group.end]
    end = min(following) if following else len(text)
    after = re.split(r"[;]|\.\s|,\s*(?:and|while|compared|but)", text[group.end : end])[0]
    inside = [s for s in sentence.tagged("stream") if group.end <= s.start and s.end <= group.end + len(after)]
    if inside or re.search(r"\b(?:non-?\s?statutory|statutory|social care|corporate)\b", after, re.I):
        return after
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    before = re.split(r"[;]|\.\s", text[start : group.start])[-1]
    inside = [s for s in sentence.tagged("stream") if group.start - len(before) <= s.start and s.end <= group.start]
    return before if inside else None


def _referent(sentence: Sentence, group: Group, state: State) -> Frame | None:
    """"88% of the former": the frame of the first of two numbers in the sentence before."""
    match = _REFERENT.search(sentence.text, group.end, group.end + 40)
    if not match or len(state.last) < 2:
        return None
    main = [frame for frame in state.last if frame.period == state.last[0].period]
    if len(main) < 2:
        return None
    return main[0] if match["which"].lower() == "former" else main[1]


def _limit_of(
    sentence: Sentence, group: Group, measure: Measure, stream: Stream, stage: Stage, state: State, limits: LimitBook
) -> int | None:
    if measure not in (*TIMES, Measure.ON_TIME_TARGET):
        return None
    near = nearest_limit(sentence, group)
    if near is not None:
        return near.days
    known = limits.find(stream, stage)
    return known if known is not None else state.limit


def _other_year(sentence: Sentence, group: Group, previous: Frame, state: State) -> Frame | None:
    """The frame before, for the year that this number is set beside."""
    period = own_period(sentence, group)
    base = previous.period
    if period is None or period.shift == 0:
        inside = [p for p in sentence.periods if previous.group.end <= p.start and p.end <= group.start and not p.vague and p.shift != 0]
        period = inside[-1] if inside else None
    resolved = period.resolve(year_of(base) if period.shift else state.context.period) if period is not None else shifted(base, -1)
    if resolved == base and period is not None and period.shift is None and group.start > previous.group.end:
        return None
    units = {number.unit for number in previous.group.numbers}
    if group.first.unit not in units and not (previous.days and group.first.unit in (None, Unit.DAYS)):
        if not (group.first.unit is Unit.PERCENT and previous.measure in (*OUTCOMES, *TIMES, Measure.COMPLIANCE)) and not (group.first.unit is None and Unit.PERCENT in units):
            return None
    stage = nearest_stage(sentence, group, allowed_before=False)
    return replace(
        previous,
        group=group,
        period=resolved,
        cost=previous.cost + 0.3,
        stage=Stage(stage.code) if stage is not None and stage.code != Stage.INFORMAL else previous.stage,
    )


def _from_to_pairs(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """In "from 40 days to 36" the first number is the earlier year's, in "to 69 from 53" the second."""
    result = list(frames)
    by_start = {frame.group.start: index for index, frame in enumerate(result)}
    groups = list(sentence.groups)
    for first, second in zip(groups, groups[1:], strict=False):
        earlier, later = (first, second) if from_to(sentence, first, second) else (second, first) if to_from(sentence, first, second) else (None, None)
        if earlier is None or later is None:
            continue
        model = result[by_start[first.start]] if first.start in by_start else result[by_start[second.start]] if second.start in by_start else None
        if model is None:
            continue
        quarters = [p for p in sentence.periods if p.part]
        if quarters:
            continue
        result = [frame for frame in result if frame.group.start not in (earlier.start, later.start)]
        before, after = _year_beside(sentence, earlier, state), _year_beside(sentence, later, state)
        now = after or state.context.period
        then = before or shifted(now, -1)
        result.append(replace(model, group=earlier, period=then))
        result.append(replace(model, group=later, period=now))
        by_start = {frame.group.start: index for index, frame in enumerate(result)}
    return sorted(result, key=lambda frame: frame.group.start)


def _year_beside(sentence: Sentence, group: Group, state: State) -> str | None:
    for period in sentence.periods:
        gap = sentence.text[group.end : period.start] if period.start >= group.end else None
        if gap is not None and not period.vague and re.fullmatch(r"\s*(?:working |calendar )?(?:days|complaints|cases|of cases|%)?\s*(?:in|for|during|\()?\s*", gap):
            return period.resolve(state.context.period)
    return None


def _respectively(sentence: Sentence, frames: list[Frame]) -> list[Frame]:
    """"340 and 28 respectively": the numbers take the meanings of the two before them, in order."""
    match = _RESPECTIVELY.search(sentence.text)
    if not match or len(frames) < 4:
        return frames
    listed = [frame for frame in frames if frame.group.end <= match.start()]
    if len(listed) % 2 or len(listed) < 4:
        return frames
    half = len(listed) // 2
    heads, tails = listed[-2 * half : -half], listed[-half:]
    if any(head.period == tail.period for head, tail in zip(heads, tails, strict=True)):
        return frames
    moved = {id(tail): replace(head, group=tail.group, period=tail.period, cost=tail.cost) for head, tail in zip(heads, tails, strict=True)}
    return [moved.get(id(frame), frame) for frame in frames]


def _findings(frame: Frame, sentence: Sentence, block: Block) -> list[Finding]:
    found = []
    evidence = sentence.text.strip()
    for number in frame.group.numbers:
        unit = number.unit or (Unit.DAYS if frame.days or frame.measure is Measure.AVERAGE_DAYS else Unit.COUNT)
        if unit is Unit.PERCENT and frame.measure in (*BASES, Measure.ESCALATED) and frame.breakdown is None:
            continue
        if unit is Unit.PERCENT and number.value > 100 or unit is Unit.COUNT and number.value != int(number.value):
            continue
        if not _goes_with(frame.measure, None if unit is Unit.COUNT else unit):
            continue
        found.append(
            Finding(
                stream=frame.stream,
                stage=frame.stage,
                period=frame.period,
                measure=frame.measure,
                unit=unit,
                value=number.value,
                box=block.text.box(sentence.offset + number.start, sentence.offset + number.end),
                method=Method.PROSE,
                evidence=evidence,
                confidence=max(0.3, 0.93 - 0.12 * frame.cost - 0.08 * frame.soft - (0.1 if frame.breakdown else 0)),
                target_days=frame.limit,
                dimension=frame.breakdown.dimension if frame.breakdown else None,
                category=frame.breakdown.category if frame.breakdown else None,
                soft=frame.soft,
            )
        )
    return found
