"""Interpreting: the numbers of a paragraph get measure, stage, stream, period and limit, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.finding import Finding, Reading
from extractors.lexicon.match import Span, sentences
from extractors.limitbook import LimitBook
from extractors.numbers import Number
from extractors.prose.attach import BASES, Choice, own_period
from extractors.prose.breakdown import Breakdown, bracketed, continued, find_breakdown
from extractors.prose.choose import (
    at_ombudsman,
    choose,
    clause_after,
    clause_before,
    goes_with,
    inherited,
    meaningful,
    refined,
)
from extractors.prose.compare import compared_with
from extractors.prose.groups import Group
from extractors.prose.lists import list_in_line, list_item
from extractors.prose.sentence import Sentence, take_apart
from extractors.prose.state import Frame, Known, State
from extractors.prose.whose import (
    CHILDREN,
    in_family,
    limit_for,
    names_stream,
    note_run_in,
    note_stage,
    note_topic,
    stage_of,
    stream_for,
)
from extractors.prose.years import (
    four_quarters,
    is_ellipsis,
    other_year,
    pair_years,
    quarter_list,
    respectively,
    same_unit,
)
from extractors.reading.model import Block, Kind
from schemas.codes import Dimension, Measure, Method, Stage, Stream, Unit
from schemas.observation import Unread
from schemas.periods import shifted

_OTHERS = re.compile(
    r"\b(?:national(?:ly)?|average (?:for|across|of) (?:all|other|similar|councils|authorities|the|our)|averages?\s+(?:was|is|of|stands)\b(?=.{0,20}(?:councils|authorities))|all-England|england|benchmark\w*|other (?:councils|authorities)|similar (?:councils|authorities)|nearest neighbours?|peers?|median|across (?:the|all|similar|other) (?:councils|authorities)|(?:county|unitary|district|borough|metropolitan|scottish|welsh|english|london) (?:council )?(?:average|authorities|councils)|sector|authorities of our type|councils? average)\b",
    re.I,
)
_OTHERS_AFTER = re.compile(
    r"^\s*(?:national(?:ly)?|average\b(?! (?:reply|response|time|number))|in england|across (?:the|all) (?:council|authorit|sector|country)|(?:for|among|across|in)\s+(?:\w+\s+){0,3}(?:councils|authorities|boroughs|districts|counties|unitaries|landlords)\b|elsewhere|in other (?:councils|authorities))\b",
    re.I,
)
#: "That is 64% of those": the sentence before in another unit.
_THAT_IS = re.compile(r"^\s*(?:that|this|which) (?:is|was|represents|equates to|amounts to|gives|makes)\s+(?:just |only |about )?$", re.I)
_OF_WHICH = re.compile(r"\bof (?:which|these|those|them)\b", re.I)
_SET_BESIDE = re.compile(
    r"\b(?:improvement|increase|decrease|reduction|rise|fall|drop|better|worse|higher|lower|up|down)\s+(?:on|from|than)\s+(?:the|our|its)?\s*$",
    re.I,
)
_SURVEY_GOES_ON = re.compile(r"^\s*(?:of (?:these|those|them)|of the \w+ who|the rest|a further|another)\b", re.I)
_NOT_COUNTED = re.compile(
    r"\backnowledg|\bextensions?\b|\bextended\b|\btrain(?:ed|ing)\b|\battended\b|\bsubject access\b|\bfreedom of information\b|\bfoi\b",
    re.I,
)
_WORD = re.compile(r"[A-Za-z][\w'-]*")
_NP_END = re.compile(
    r"[.,;:()]|\b(?:was|were|is|are|be|been|being|of|in|at|on|had|have|has|received|by|for|to|about|that|which|who|and|or|from|with|within|after|before|during|against|than|as|made|went|took|came|escalated|progressed|moved|concern\w*|relat\w*|we|they|it|under|through|into|across|over|inside|outside|throughout|until|since|because|so|but|without|between|among|regarding|following|whose|where|when|if|while|whilst|themselves|itself|ourselves|directly|together|altogether|overall|alone|combined|come|coming|compared|this|last|the|a|an|out|resulted|raised|contained|carried|led|ended|upheld|completed|responded|closed|answered|remained?|rolled|logged|per|through|via|respectively|did|do|not)\b",
    re.I,
)
#: Names of streams that are also people, who are no complaints.
_PERCENT_OF = re.compile(
    r"^\s+of\s+(?:(?:the|our|its|all|their|such|both)\s+)*(?!(?:them|these|those|which|whom|former|latter|total|time|all|that|this)\b)(?=[a-z])",
    re.I,
)
_PEOPLE = frozenset({"children", "adults", "schools", "tenants", "childrens", "housing"})
#: A bracket so near a number holds its value of the year before.
_NEAR_WORDS = 4
#: Counts up to this may be those of a story about a few cases.
_SMALL = 10
_MODIFIERS = frozenset(
    "complaints complaint cases case concerns representations enquiries investigations decisions determinations reviews panels people complainants customers residents replies responses escalations matters issues "
    "compliments improvements lessons actions changes recommendations reports findings occasions instances times working days".split()
)


def read_paragraph(block: Block, state: State, limits: LimitBook) -> Reading:
    """The findings of a paragraph, bullet or footnote, and those of its numbers that got no meaning."""
    string = block.text.string
    if block.kind is Kind.BULLET:
        state.stage = state.lead_stage
        items = list_item(block, state)
        if items:
            return Reading(tuple(items))
    else:
        listed = list_in_line(block, state)
        if listed:
            return Reading(tuple(listed))
        state.base, state.here = None, None
        state.stage = next(iter(state.stages)) if len(state.stages) == 1 else None
        state.lead = string if string.rstrip().endswith(":") and len(string) < 300 else ""
    findings: list[Finding] = []
    unread: list[Unread] = []
    for start, end in sentences(string):
        sentence = take_apart(string[start:end], start, state.context.short)
        if start == 0:
            note_run_in(sentence, state)
        frames, missed = _frames(sentence, state, limits)
        for frame in frames:
            findings += _findings(frame, sentence, block, state)
        unread += [
            Unread(
                box=block.text.box(start + number.start, start + number.end),
                text=sentence.text[number.start : number.end],
                reason=reason,
            )
            for number, reason in missed
        ]
    if block.kind is not Kind.BULLET:
        state.lead_stage = state.stage if state.lead else None
    return Reading(tuple(findings), tuple(unread))


def _frames(sentence: Sentence, state: State, limits: LimitBook) -> tuple[list[Frame], list[tuple[Number, str]]]:
    if sentence.is_survey or (state.survey and _SURVEY_GOES_ON.match(sentence.text)):
        state.survey = True
        return [], []
    state.survey = False
    note_topic(sentence, state)
    found = meaningful(sentence)
    frames: list[Frame] = []
    missed: list[tuple[Number, str]] = []
    skipped = 0
    for group in sentence.groups:
        if _not_counted(sentence, group, skipped):
            skipped = group.end
            continue
        result = _frame(sentence, group, frames, found, state, limits)
        if isinstance(result, Frame):
            base = _base_frame(sentence, group, result, found)
            frames += [base, result] if base else [result]
        elif result:
            missed.append((group.first, result))
    frames = pair_years(sentence, frames, state)
    frames = respectively(sentence, frames, state)
    frames = four_quarters(sentence, quarter_list(sentence, frames), state)
    frames = [frame for one in frames for frame in _at_each_stage(one, sentence, limits)]
    note_stage(sentence, frames, state)
    if frames:
        state.last = frames
    return frames, missed


_EACH_STAGE = re.compile(r"\b(?:each|either|both|every) stages?\b", re.I)


def _at_each_stage(frame: Frame, sentence: Sentence, limits: LimitBook) -> list[Frame]:
    """A target "at both stages" is one of each."""
    if (
        frame.measure is not Measure.ON_TIME_TARGET
        or frame.stage is not Stage.ALL
        or not _EACH_STAGE.search(sentence.text)
    ):
        return [frame]
    return [
        replace(frame, stage=stage, limit=limits.find(frame.stream, stage)) for stage in (Stage.STAGE_1, Stage.STAGE_2)
    ]


_BASE_NOUNS = {
    "replies": Measure.RESPONDED,
    "responses": Measure.RESPONDED,
    "decisions": Measure.DECIDED,
    "reviews": Measure.RESPONDED,
}


def _base_frame(sentence: Sentence, group: Group, frame: Frame, found: Sequence[Span]) -> Frame | None:
    """The base of a group, where words say what it is: "54 of the ninety that were answered", "26 of 52 replies"."""
    base = group.base
    if base is None or frame.breakdown is not None:
        return None
    after = sentence.text[base.end :]
    noun = re.match(r"\s+(?:stage \w+ |such )?(\w+)", after)
    measure = _BASE_NOUNS.get(noun[1].lower()) if noun else None
    for span in found:
        gap = sentence.text[base.end : span.start] if span.start >= base.end else None
        if gap is not None and re.fullmatch(
            r"\s+(?:[\w']+\s+){0,4}?(?:that|which)\s+(?:(?:we|it|they|were|was|had|have|been|the \w+)\s+){0,3}", gap
        ):
            measure = Measure(span.code.split(".")[0])
            break
    if measure not in BASES or frame.stage is Stage.OMBUDSMAN and measure is Measure.RESPONDED:
        return None
    return replace(
        frame, group=Group([base], start=base.start, end=base.end), measure=measure, limit=None, cost=0.5, soft=False
    )


def _not_counted(sentence: Sentence, group: Group, skipped: int) -> bool:
    """Whether a number counts acknowledgements, extensions and the like, or goes on with a list of those."""
    if _NOT_COUNTED.search(f"{clause_before(sentence, group)} # {clause_after(sentence, group)}"):
        return True
    return (
        bool(skipped)
        and re.fullmatch(r"[^.;]{0,40}(?:,|\band\b)[^.;]{0,25}", sentence.text[skipped : group.start]) is not None
    )


def _frame(
    sentence: Sentence, group: Group, frames: Sequence[Frame], found: Sequence[Span], state: State, limits: LimitBook
) -> Frame | str | None:
    """The meaning of a group; the reason where it is known to be none; None where it is no figure of ours."""
    if _counts_something_else(sentence, group):
        return None
    if _is_of_others(sentence, group):
        return "another council's figure or an average"
    previous = frames[-1] if frames else None
    chosen = choose(sentence, group, found)
    repeated = chosen is None or chosen.measure in BASES
    if repeated and group.first.unit is Unit.PERCENT and previous is None and state.last and _THAT_IS.match(sentence.text[: group.start]):
        return replace(same_unit(state.last, group), group=group, cost=0.5)
    is_target = chosen is not None and chosen.measure is Measure.ON_TIME_TARGET
    if previous is not None and not is_target and _is_compared(sentence, group, previous, chosen, state):
        return other_year(sentence, group, previous, state)
    if previous is not None and previous.measure in (Measure.LEARNING_ACTIONS, Measure.RECOMMENDATIONS) and _OF_WHICH.search(sentence.text[previous.group.end : group.start]):
        return None
    breakdown: Breakdown | Stream | None = find_breakdown(sentence, group, state.context)
    weak = chosen is None or chosen.cost > 1.0 or chosen.measure in BASES
    if breakdown is None and weak:
        if previous is not None and previous.breakdown is not None:
            breakdown = continued(sentence, group, previous.breakdown, state.context)
        opened = re.search(r":|,|\band\b", sentence.text[previous.group.end : group.start]) if previous else None
        if breakdown is None and previous and previous.breakdown and opened and ":" in sentence.text[frames[0].group.end : group.start]:
            # "made 28 complaints: six about ... and 22 about": what stands behind the colon is of those
            breakdown = previous.breakdown
        if breakdown is None:
            breakdown = bracketed(sentence, group, state.context)
            if breakdown is not None:
                chosen = None
    passed_on = inherited(sentence, group, previous, breakdown, state)
    listed = previous is not None and previous.breakdown is not None and isinstance(breakdown, Breakdown)
    if listed and chosen is not None and chosen.measure in BASES and not chosen.after:
        # words of the item before ("failure to reply") are no measure of this one
        chosen = None
    if chosen is None or passed_on is not None and passed_on.cost + 0.2 < chosen.cost and not chosen.after:
        if chosen is None and previous is None and state.last and is_ellipsis(sentence, group):
            return other_year(sentence, group, same_unit(state.last, group), state)
        chosen = passed_on or chosen
    if chosen is None:
        return "no words say what was counted" if _near_case(sentence, group) else None
    return _built(sentence, group, chosen, breakdown, frames, state, limits)


def _is_compared(sentence: Sentence, group: Group, previous: Frame, chosen: Choice | None, state: State) -> bool:
    """Whether a number is another year's value of what the number before it gives."""
    if compared_with(sentence, group, previous.group):
        own = chosen is not None and chosen.after and chosen.cost < 0.5 and chosen.measure is not previous.measure
        again = chosen is not None and chosen.measure is Measure.RECEIVED and previous.measure is Measure.COMPLIMENTS
        return not own or group.base is not None or again
    between = sentence.text[previous.group.end : group.start]
    opened = re.search(r"\(\s*$", between) is not None
    if (
        opened
        and state.context.brackets_prior
        and group.first.unit is previous.group.numbers[-1].unit
        and len(between.split()) <= _NEAR_WORDS
        and not re.search(r"\band\b|,", between)
        and re.match(r"^\s*\)", sentence.text[group.end :])
    ):
        return True
    dated = re.search(r"\(\s*[^()]{4,24}?\s*[:=]?\s*$", between)
    if dated and any(p.start >= previous.group.end + dated.start() and p.end <= group.start and not p.vague for p in sentence.periods):
        return True
    if opened and (chosen is None or not chosen.after):
        inside = re.match(r"^[^()]*\)", sentence.text[group.end :])
        return (
            any(p.start >= group.end and p.end <= group.end + len(inside[0]) and not p.vague for p in sentence.periods)
            if inside
            else False
        )
    return False


def _counts_something_else(sentence: Sentence, group: Group) -> bool:
    """Whether the noun behind a number says that it counts no complaints: "nine psychologists", "two posts"."""
    rest = sentence.text[(group.base or group.first).end :]
    if group.first.unit is Unit.PERCENT and group.base is None:
        of = _PERCENT_OF.match(rest)
        if not of or len(group.numbers) > 1:
            return False
        rest = rest[of.end() - 1 :]
    elif group.first.unit is not None:
        return False
    stop = _NP_END.search(rest)
    phrase = rest[: stop.start()] if stop else rest
    if len(group.numbers) > 1 and group.numbers[1].start < group.first.end + len(phrase):
        phrase = phrase[: group.numbers[1].start - group.first.end]
    words = [word.lower() for word in _WORD.findall(phrase)]
    if not words:
        return False
    known = [
        s
        for s in sentence.spans
        if (s.tag in ("case", "measure", "stage") or s.tag == "stream" and s.text.lower() not in _PEOPLE)
        and s.start >= group.first.end
        and s.start < group.first.end + len(phrase)
    ]
    head = words[-1]
    end = group.first.end + len(phrase.rstrip())
    if (
        head in _MODIFIERS
        or len(group.numbers) > 1
        and group.numbers[1].unit is Unit.PERCENT
        and len(words) > 2
        or any(s.end >= end - 1 for s in known)
        or words[0] in ("other", "others", "more", "further", "fewer", "such", "each", "only", "also", "then")
    ):
        return False
    return not head.endswith("ed") and len(words) <= 5


def _is_loose(frame: Frame, number: Number, sentence: Sentence) -> bool:
    """Whether a small number names neither its base nor its year: it may be one of a story."""
    group = frame.group
    if number.unit is not None or number.value > _SMALL or len(group.numbers) > 1 or group.base is not None:
        return False
    return own_period(sentence, group) is None and frame.measure not in (
        Measure.LEARNING_ACTIONS,
        Measure.RECOMMENDATIONS,
    )


def remember(findings: Sequence[Finding], state: State) -> None:
    """Keep the counts of a report, so that "of the 279" can be understood later."""
    for finding in findings:
        if finding.dimension is None and finding.unit is Unit.COUNT:
            known = Known(finding.stream, finding.stage, finding.period, finding.measure)
            state.memory.setdefault(finding.value, set()).add(known)


def _near_case(sentence: Sentence, group: Group) -> bool:
    return (
        re.match(r"^\W*(?:\w+\s+){0,3}(?:complaints?|compliments|escalat)", sentence.text[group.end :], re.I)
        is not None
    )


def _is_of_others(sentence: Sentence, group: Group) -> bool:
    """Whether a number is a national figure, an average of councils, or another council's."""
    after = clause_after(sentence, group)
    if _OTHERS_AFTER.match(after):
        return True
    before = clause_before(sentence, group)
    if group.first.unit is Unit.PERCENT and re.search(
        r"(?<!\bon )\b(?:average|mean)\b(?! (?:reply|response|time))", f"{before} {after[:40]}", re.I
    ):
        return True
    match = None
    for match in _OTHERS.finditer(before):
        pass
    return match is not None and not re.search(r",\s*(?:and\s+)?(?:we|our|the council)\b", before[match.end() :])


def _built(
    sentence: Sentence,
    group: Group,
    chosen: Choice,
    breakdown: Breakdown | Stream | None,
    frames: Sequence[Frame],
    state: State,
    limits: LimitBook,
) -> Frame | None:
    measure = refined(sentence, group, chosen)
    unit = group.first.unit
    part = breakdown if isinstance(breakdown, Breakdown) else None
    if measure in (Measure.AVERAGE_DAYS, Measure.REMEDY_PAID, Measure.COMPLIANCE, Measure.ON_TIME_TARGET):
        part = None
    if (
        measure in (*BASES, Measure.ESCALATED)
        and part is None
        and all(number.unit is Unit.PERCENT for number in group.numbers)
    ):
        return None
    stage, said = stage_of(sentence, group, chosen, measure, state)
    measure = at_ombudsman(measure, chosen.span, stage)
    kind = _decision_kind(sentence, group) if stage is Stage.OMBUDSMAN else None
    if kind is not None and measure in (Measure.DECIDED, Measure.RESPONDED, Measure.RESOLVED, Measure.REJECTED):
        measure, part = Measure.DECIDED, Breakdown(Dimension.DECISION, kind)
    if (
        measure is Measure.UPHELD
        and re.match(r"(?:found )?fault", chosen.span.text, re.I)
        and any(f.measure is Measure.PARTIALLY_UPHELD for f in frames)
    ):
        measure = Measure.UPHELD_OR_PARTIALLY_UPHELD
    if measure is Measure.COMPLIANCE and stage is not Stage.OMBUDSMAN:
        if not sentence.limits():
            return None
        measure = Measure.ON_TIME
    stream = _stream_here(sentence, group, breakdown, stage, frames, state)
    if measure is Measure.REMEDY_PAID and stage is not Stage.OMBUDSMAN:
        stage = Stage.ALL
    if _is_anecdote(sentence, group, chosen, part):
        return None
    if stream is Stream.MEMBER_ENQUIRIES:
        stage, said = Stage.ALL, True
    if measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS):
        stage, said = Stage.ALL, True
        stream = breakdown if isinstance(breakdown, Stream) else _whole_stream(stream, state)
    period = None if measure in (Measure.CARRIED_FORWARD, Measure.BROUGHT_FORWARD) else own_period(sentence, group)
    default = state.base.period if state.base is not None and state.base.stage is stage else state.context.period
    resolved = (
        period.resolve(default)
        if period
        else shifted(default, -1)
        if _SET_BESIDE.search(clause_before(sentence, group))
        else default
    )
    limit = limit_for(sentence, group, measure, stream, stage, state, limits)
    return Frame(
        group, measure, stream, stage, resolved, limit, chosen.cost, chosen.soft, part, said, unit is Unit.DAYS
    )


def _stream_here(
    sentence: Sentence,
    group: Group,
    breakdown: Breakdown | Stream | None,
    stage: Stage,
    frames: Sequence[Frame],
    state: State,
) -> Stream:
    """The stream of a number: as its own clause says, else that of the number before it in the sentence."""
    own = stream_for(sentence, group, stage, state)
    if isinstance(breakdown, Stream):
        narrower = breakdown is Stream.CHILDREN and own in CHILDREN
        return own if narrower else in_family(breakdown, stage, state)
    if frames and frames[-1].stage is stage and frames[-1].breakdown is None and not names_stream(sentence, group):
        return frames[-1].stream
    return own


def _is_anecdote(sentence: Sentence, group: Group, chosen: Choice, part: Breakdown | None) -> bool:
    """Whether a small number in words tells a story ("In one case ...") instead of counting."""
    number = group.first
    if not number.spelled or number.value > 3 or number.value == 0 or len(group.numbers) > 1:
        return False
    if (
        number.value == 1
        and re.match(r"\s+(?:about|that|which|who|of the same|for)\b", sentence.text[number.end :])
        and not chosen.after
    ):
        return True
    if number.value == 1 and part is not None and part.dimension is Dimension.THEME:
        return True
    told = (
        re.search(r"\bin\s+$", sentence.text[: number.start], re.I) is not None
        and re.match(r"\s+(?:cases?|instances?|occasions?)\b", sentence.text[number.end :]) is not None
    )
    return (
        told
        and chosen.measure in (*BASES, Measure.RESOLVED, Measure.UPHELD)
        and not chosen.after
        or chosen.soft
        and chosen.cost > 1.4
    )


def _decision_kind(sentence: Sentence, group: Group) -> str | None:
    """The kind of an ombudsman's decision behind a number: "two were closed after initial enquiries"."""
    reach = group.end + len(clause_after(sentence, group))
    kinds = [
        span
        for span in sentence.tagged("group")
        if span.code == Dimension.DECISION and group.end <= span.start and span.end <= reach
    ]
    return max(kinds, key=lambda span: span.length).text if kinds else None


def _whole_stream(stream: Stream, state: State) -> Stream:
    """Whose compliments and improvements: the section's, else the paragraph's, else the whole report's."""
    context = state.context
    if context.stream is not None:
        return context.stream
    if state.here in CHILDREN:
        return Stream.CHILDREN
    return state.here or context.scope.whole


def _findings(frame: Frame, sentence: Sentence, block: Block, state: State) -> list[Finding]:
    found = []
    for number in frame.group.numbers:
        unit = number.unit or (Unit.DAYS if frame.days or frame.measure is Measure.AVERAGE_DAYS else Unit.COUNT)
        if unit is Unit.PERCENT and frame.measure in (*BASES, Measure.ESCALATED) and frame.breakdown is None:
            continue
        if unit is Unit.PERCENT and number.value > 100 or unit is Unit.COUNT and number.value != int(number.value):
            continue
        if not goes_with(frame.measure, None if unit is Unit.COUNT else unit):
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
                evidence=sentence.text.strip(),
                confidence=max(0.3, 0.93 - 0.12 * frame.cost - 0.08 * frame.soft - (0.1 if frame.breakdown else 0)),
                target_days=frame.limit,
                dimension=frame.breakdown.dimension if frame.breakdown else None,
                category=frame.breakdown.category if frame.breakdown else None,
                soft=frame.soft,
                stage_open=not frame.stage_said,
                section=state.section,
                loose=_is_loose(frame, number, sentence),
            )
        )
    return found
