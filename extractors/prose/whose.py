"""Whose: the stage, stream and time limit of a number, from its own clause, its sentence or the section."""

from __future__ import annotations

import re

from extractors.lexicon.facets import stream_of
from extractors.limitbook import LimitBook
from extractors.prose.attach import BASES, TIMES, Choice, nearest_limit, nearest_stage
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, Known, State
from schemas.codes import Measure, Stage, Stream
from schemas.periods import year_of

CHILDREN = frozenset({Stream.CHILDREN, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE})
_INTERNAL = (Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_3)
_OMBUDSMAN_IN_PASSING = re.compile(
    r"\bombudsm[ae]n(?:'s)?\s+(?:complaint handling code|code|guidance|guide|powers|website|definition|remedies guidance)|\b(?:go|refer\w*|complain|take|turn|escalate) (?:straight |directly )?(?:\w+ ){0,4}to the [\w ]*ombudsman|\b(?:fixed|set|required|prescribed|published) by the [\w ]*ombudsman",
    re.I,
)
_REFERENT = re.compile(r"\b(?:of\s+)?the (?P<which>former|latter)\b", re.I)
_ANAPHORA = re.compile(r"\b(?:these|those|them|they|such)\b", re.I)
#: A sentence of at most so many words may be a heading that runs into its paragraph.
_RUN_IN_WORDS = 7
_OF_THESE = re.compile(r"^\s*(?:of (?:these|those|them|the)|these|both|all of these|one of these)\b", re.I)
_WHOLE_COUNCIL = re.compile(
    r"\b(?:whole council|council-wide|council as a whole|across the council|all council services)\b", re.I
)


def note_run_in(sentence: Sentence, state: State) -> None:
    """A paragraph may open with its heading: "Adult social care. There were 138 complaints"."""
    if sentence.groups or len(sentence.text.split()) > _RUN_IN_WORDS:
        return
    named = stream_of(state.context.facets(sentence.text), state.context.family)
    if named is not None:
        state.stream = state.here = named
    stages = {Stage(span.code) for span in sentence.tagged("stage")}
    if len(stages) == 1:
        state.stage = stages.pop()


def note_topic(sentence: Sentence, state: State) -> None:
    """Before a sentence is read: the stream it speaks of, and the limit it states."""
    named = _sentence_stream(sentence, state)
    anaphora = _ANAPHORA.search(sentence.text[:60]) is not None
    if named is not None and sentence.groups:
        state.stream, state.here, state.mentioned = named, named, None
    elif named is not None:
        state.mentioned = named
    elif state.mentioned is not None and anaphora and sentence.groups:
        state.stream, state.mentioned = state.mentioned, None
    elif sentence.groups:
        state.mentioned = None
    _note_base(sentence, state)
    if _OF_THESE.match(sentence.text) and state.last and state.base is None:
        current = [frame for frame in state.last if frame.period == state.context.period] or state.last
        last = current[-1]
        if last.stage_said:
            state.base = Known(last.stream, last.stage, last.period, last.measure)
    days = {limit.days for limit in sentence.limits()}
    if days and not re.search(r"\backnowledg", sentence.text, re.I):
        state.limit = days.pop() if len(days) == 1 else None


_FRONTED = re.compile(
    r"(?:\b(?:of|out of|from|among)\s+(?:(?:the|these|those|its|our|all|their|this year's)\s+)*|^(?:the|these|those)\s+)$",
    re.I,
)


def _note_base(sentence: Sentence, state: State) -> None:
    """ "Of the 279, ...": a number that the report gave before says whose the others are."""
    bases = [group.base for group in sentence.groups if group.base]
    bases += [g.first for g in sentence.groups if g.first.unit is None and _FRONTED.search(sentence.text[: g.start])]
    for number in bases:
        known = [k for k in state.memory.get(number.value, ()) if number.value >= 5 and _plausible(k, state)]
        if len({(k.stream, k.stage, k.period) for k in known}) == 1:
            state.base = known[0]
            return
    if sentence.tagged("stage") or sentence.tagged("stream"):
        state.base = None


def _plausible(known: Known, state: State) -> bool:
    """Whether a number known from elsewhere can be meant in this section."""
    context = state.context
    if not known.period.startswith(year_of(context.period)) or known.measure not in (*BASES, Measure.ESCALATED):
        return False
    if context.stage is not None and known.stage is not context.stage:
        return False
    stream = context.stream or state.stream
    related = stream is None or known.stream is stream or stream is Stream.CHILDREN and known.stream in CHILDREN
    return related or context.stream is None and not CHILDREN & {stream, known.stream}


def _sentence_stream(sentence: Sentence, state: State) -> Stream | None:
    spans = [span for span in sentence.tagged("stream")]
    if not spans:
        return None
    context = state.stream or state.context.family
    clauses = {stream_of(state.context.facets(part), context) for part in re.split(r"[,:;]|\band\b", sentence.text)}
    if len(clauses - {None, Stream.ALL, Stream.CHILDREN}) > 1:
        return None
    stream = stream_of(state.context.facets(sentence.text), context)
    scope = state.context.scope
    if stream is Stream.ALL:
        return Stream.ALL if _WHOLE_COUNCIL.search(sentence.text) else None
    if stream is Stream.CORPORATE and scope.stream not in (Stream.CORPORATE, Stream.ALL):
        # a one-stream report mentions the corporate procedure only to say what it leaves out
        return None
    return stream


def note_stage(sentence: Sentence, frames: list[Frame], state: State) -> None:
    """After a sentence was read: the stage that the following ones go on about."""
    said = [frame for frame in frames if frame.stage_said]
    stayed = [frame for frame in said if frame.measure not in (Measure.ESCALATED, Measure.DIRECT)]
    if said and not stayed:
        # "one went on to stage three": the next sentence is about it only if it says "of these"
        state.stages |= {frame.stage for frame in said if frame.stage in _INTERNAL}
        return
    said = [frame for frame in stayed if frame.stage is not Stage.INFORMAL]
    if said:
        several = len({frame.stage for frame in said}) > 1
        state.stage = None if several else said[-1].stage
        state.stages |= {frame.stage for frame in said if frame.stage in _INTERNAL}
        return
    stages = {Stage(span.code) for span in sentence.tagged("stage") if span.code not in (Stage.INFORMAL, Stage.ALL)}
    if len(stages) == 1 and not _OMBUDSMAN_IN_PASSING.search(sentence.text):
        state.stage = stages.pop()
        state.stages |= {state.stage} & set(_INTERNAL)


def referent(sentence: Sentence, group: Group, state: State) -> Frame | None:
    """ "88% of the former": the frame of the first of two numbers in the sentence before."""
    match = _REFERENT.search(sentence.text, group.end, group.end + 40)
    if not match or len(state.last) < 2:
        return None
    main = [frame for frame in state.last if frame.period == state.last[0].period]
    if len(main) < 2:
        return None
    return main[0] if match["which"].lower() == "former" else main[1]


def stage_of(sentence: Sentence, group: Group, chosen: Choice, measure: Measure, state: State) -> tuple[Stage, bool]:
    """The stage of a number, and whether words of the report name it."""
    known = referent(sentence, group, state)
    if known is not None:
        return known.stage, True
    if measure in (Measure.ESCALATED, Measure.DIRECT):
        destination = _destination(sentence, group, chosen)
        if destination is not None:
            return _here(destination, state), True
    span = nearest_stage(sentence, group)
    context = state.context
    if span is not None:
        code = Stage(span.code)
        passing = code is Stage.OMBUDSMAN and _OMBUDSMAN_IN_PASSING.search(sentence.text)
        passing = passing or code is Stage.INFORMAL and context.stage is Stage.OMBUDSMAN
        idle = code is Stage.INFORMAL and measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS)
        if not passing and not idle:
            return _here(code, state), True
    if state.base is not None:
        return state.base.stage, True
    if context.stage is Stage.OMBUDSMAN:
        return Stage.OMBUDSMAN, True
    if state.stage is not None:
        return state.stage, True
    if context.stage is not None:
        return context.stage, True
    return Stage.ALL, False


def _here(stage: Stage, state: State) -> Stage:
    """Only Scottish councils tell escalated stage 2 complaints from direct ones."""
    if stage is Stage.STAGE_2_ESCALATED and state.context.scope.council.nation != "Scotland":
        return Stage.STAGE_2
    return stage


def _destination(sentence: Sentence, group: Group, chosen: Choice) -> Stage | None:
    """Where complaints escalated to: of "from stage 1 to stage 2" the second."""
    at = chosen.span.start if chosen.span.text else group.end
    stages = [span for span in sentence.tagged("stage") if span.start >= at - 1 and span.code != Stage.INFORMAL]
    if chosen.after or chosen.span.end <= group.start:
        between = [g for g in sentence.groups if g is not group]
        stages = [span for span in stages if not any(group.end <= g.start and g.end <= span.start for g in between)]
    if chosen.span.text and not chosen.after:
        stages = [span for span in stages if span.end <= group.start or span.start >= group.end]
    if not stages:
        return None
    first = stages[0]
    fronted = re.search(r"\bfrom\s+$", sentence.text[: first.start]) is not None
    if fronted and len(stages) == 1:
        return _NEXT.get(Stage(first.code))
    return Stage((stages[1] if fronted else first).code)


_NEXT = {Stage.STAGE_1: Stage.STAGE_2, Stage.STAGE_2: Stage.STAGE_3, Stage.STAGE_3: Stage.OMBUDSMAN}


def stream_for(sentence: Sentence, group: Group, stage: Stage, state: State) -> Stream:
    """The stream of a number."""
    return in_family(_stream(sentence, group, stage, state), stage, state)


def in_family(stream: Stream, stage: Stage, state: State) -> Stream:
    """In a children's report a stage of "children's" complaints is one of the statutory procedure."""
    if stream is Stream.CHILDREN and stage in _INTERNAL and state.context.scope.stream in CHILDREN:
        return Stream.CHILDREN_STATUTORY
    return stream


def _stream(sentence: Sentence, group: Group, stage: Stage, state: State) -> Stream:
    known = referent(sentence, group, state)
    if known is not None:
        return known.stream
    context = state.context
    family = context.family
    near = _own_words(sentence, group)
    if near is not None:
        bare = re.search(r"\b(?:statutory|social care)\b", near, re.I) is None
        named = stream_of(context.facets(near), family if context.stream or bare else state.stream or family)
        if named is Stream.CHILDREN and family in (Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE):
            return family
        if named is Stream.ALL:
            return Stream.CHILDREN if context.scope.stream in CHILDREN else Stream.ALL
        if (
            named is Stream.CORPORATE
            and context.scope.stream not in (Stream.CORPORATE, Stream.ALL)
            and not CHILDREN & {family}
        ):
            named = None
        if named is not None:
            return named
    if state.base is not None and state.base.stage is stage:
        return state.base.stream
    if (
        stage is Stage.OMBUDSMAN
        and re.search(r"\bhousing ombudsman\b", sentence.text, re.I)
        and not re.search(r"\blocal government\b", sentence.text, re.I)
    ):
        return Stream.HOUSING
    if context.stream is not None:
        if state.stream in CHILDREN and context.stream is Stream.CHILDREN:
            return state.stream
        if stage is Stage.OMBUDSMAN and state.stream in (Stream.HOUSING, Stream.ALL):
            return state.stream
        return context.stream_for(stage)
    if state.stream is not None and (stage is not Stage.OMBUDSMAN or state.stream in (Stream.HOUSING, Stream.ALL)):
        return state.stream
    return context.stream_for(stage)


def names_stream(sentence: Sentence, group: Group) -> bool:
    """Whether a number's own clause names a stream."""
    return _own_words(sentence, group) is not None


def _own_words(sentence: Sentence, group: Group) -> str | None:
    """The words of a number's clause that name a stream: right before it, behind it, else before it."""
    text = sentence.text
    streams = sentence.tagged("stream")
    for span in streams:
        if span.end <= group.start and re.fullmatch(r"\W{0,3}", text[span.end : group.start]):
            return span.text
    following = [other.start for other in sentence.groups if other.start >= group.end]
    end = min(following) if following else len(text)
    after = re.split(r"[;]|\.\s|,\s*(?:and|while|compared|but)", text[group.end : end])[0]
    listed = [
        s
        for s in streams
        if following and group.end <= s.start and s.end <= min(following) and re.fullmatch(r"\W{0,3}", text[s.end : min(following)])
    ]
    inside = [s for s in streams if group.end <= s.start and s.end <= group.end + len(after) and s not in listed]
    if inside or not listed and re.search(r"\b(?:non-?\s?statutory|statutory|social care|corporate)\b", after, re.I):
        return after
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    before = re.split(r"[;]|\.\s|,\s*(?:and|while|whilst)\b", text[start : group.start])[-1]
    if re.search(r"\b(?:non-?\s?statutory|statutory)\b", before, re.I):
        return before
    return before if [s for s in streams if group.start - len(before) <= s.start and s.end <= group.start] else None


def limit_for(
    sentence: Sentence, group: Group, measure: Measure, stream: Stream, stage: Stage, state: State, limits: LimitBook
) -> int | None:
    """The time limit that an on-time or late figure refers to, in days."""
    if measure not in (*TIMES, Measure.ON_TIME_TARGET):
        return None
    near = nearest_limit(sentence, group)
    if near is not None:
        return near.days
    known = limits.find(stream, stage)
    return known if known is not None else state.limit
