"""Topic: what a section has spoken of so far — stream, stage, limit, base — for the sentences that follow."""

from __future__ import annotations

import re

from extractors.lexicon.facets import stream_of
from extractors.lexicon.kinds import BASES, CHILDREN, INTERNAL
from extractors.lexicon.match import covered
from extractors.lexicon.words import any_of, run_of, whole
from extractors.numbers import SPELLED
from extractors.prose.category import of_both_ages
from extractors.prose.passing import ombudsman_in_passing
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, Known, State
from schemas.codes import Dimension, Measure, Stage, Stream
from schemas.periods import year_of

# Before a sentence is read -----------------------------------------------------------------------------

#: A sentence of at most so many words may be a heading that runs into its paragraph.
_RUN_IN_WORDS = 7
#: "These" and the like take up what was mentioned, if they stand within so many characters.
_TAKES_UP, _OPENING = re.compile(whole("these, those, them, they, such"), re.I), 60
_OF_THESE = re.compile(rf"^\s*{any_of('of (these|those|them|the), these, both, all of these, one of these')}\b", re.I)
_OF_ALL = re.compile(r"^\s*of the\b", re.I)
#: "Every request is checked after 4 days" states no limit for answers.
_AFTER = re.compile(r"\b(?:after|for|every)\s+$", re.I)
_ACKNOWLEDGED = re.compile(r"\backnowledg", re.I)


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
    """Before a sentence is read: the stream it speaks of, what its numbers are parts of, and the limit it states."""
    of_mentioned = state.mentioned is not None and _of_mentioned(sentence, state)
    _note_stream(sentence, state)
    _note_base(sentence, state)
    weak = _OF_ALL.match(sentence.text) is not None and bool(sentence.tagged("stage"))
    if _OF_THESE.match(sentence.text) and not (weak or of_mentioned) and state.last and state.base is None:
        other = None if _counts_others(sentence, state) else state.last[-1]
        # "our target is 85%" counts nothing that another number could be a part of
        told = [f for f in reversed(state.last) if f.measure is not Measure.ON_TIME_TARGET]
        last = next((f for f in told if f.period == state.context.period), other)
        if last is not None and last.stage_said:
            state.base = Known(last.stream, last.stage, last.period, last.measure)
    state.brackets_prior = state.brackets_prior or _dates_its_brackets(sentence)
    days = {limit.days for limit in sentence.limits() if not _AFTER.search(sentence.text[: limit.start])}
    if days and not _ACKNOWLEDGED.search(sentence.text):
        state.limit = days.pop() if len(days) == 1 else None
        state.limit_stages = frozenset(Stage(span.code) for span in sentence.tagged("stage"))


_OF_THE = re.compile(r"^\s*of the\s+$", re.I)


def _counts_others(sentence: Sentence, state: State) -> bool:
    """Whether a sentence begins with a base that the one before did not give: "of the 11 that were upheld"."""
    opening = next(iter(sentence.groups), None)
    if opening is None or not _OF_THE.match(sentence.text[: opening.start]):
        return False
    given = {number.value for frame in state.last for number in frame.group.numbers}
    return opening.first.value not in given


_BRACKET = re.compile(r"\([^()]*\)")


def _dates_its_brackets(sentence: Sentence) -> bool:
    """Whether a bracket holds one number and the year before: "(2022/23: 312)", "(312 last year)"."""
    earlier = [period for period in sentence.periods if period.shift == -1 or (period.year and not period.vague)]
    for bracket in _BRACKET.finditer(sentence.text):
        start, end = bracket.span()
        held = [group for group in sentence.groups if start <= group.start and group.end <= end]
        if len(held) == 1 and any(start <= period.start and period.end <= end for period in earlier):
            return True
    return False


#: "(We compare complaints with) referrals and open social care cases": work that is no complaint.
_WORKLOAD = re.compile(
    r"^(?!.*\bcomplain).*\b(?:referrals|caseloads?|open (?:[\w-]+ ){0,3}cases|assessments)\b", re.I | re.S
)


def _note_stream(sentence: Sentence, state: State) -> None:
    named = _stream_of(sentence, state) or _of_three_stages(sentence, state)
    if not sentence.groups and _WORKLOAD.search(sentence.text):
        return
    leads_in = state.lead and named is not None
    if not sentence.groups and not leads_in:
        state.mentioned = named or state.mentioned
        if state.here is Stream.CHILDREN and named in CHILDREN:
            # "Children. The Children Act procedure has ...": the paragraph is about that one
            state.stream = state.here = named
        return
    if state.stream is Stream.MEMBER_ENQUIRIES and named is None and _COUNTS_COMPLAINTS.search(sentence.text):
        # what councillors asked was told of before, and is no complaint
        state.stream = state.here = None
    if named is not None:
        state.stream = state.here = named
    elif state.mentioned is not None and _THERE_WERE.match(sentence.text):
        # "Complaints about special needs fall under the corporate procedure. There were 412 at Stage 1"
        state.stream = state.here = state.mentioned
    elif state.mentioned is not None and (_TAKES_UP.search(sentence.text[:_OPENING]) or _of_mentioned(sentence, state)):
        state.stream = state.mentioned
    state.mentioned = None


def _of_mentioned(sentence: Sentence, state: State) -> bool:
    """Whether a sentence begins with a number not met before: "Corporate complaints drove this. Of the 103 ..."."""
    opening = next(iter(sentence.groups), None)
    if opening is None or not _OF_THE.match(sentence.text[: opening.start]):
        return False
    return opening.first.value >= _TOLD_AGAIN and opening.first.value not in state.memory


#: What was just named is counted without a noun of its own.
_THERE_WERE = re.compile(
    rf"\s*(?:there (?:were|was)|they numbered|we (?:had|received|took))\s+(?:[\d,]+|{SPELLED})"
    r"(?=\s*(?:[.,;(]|(?:at|in|under)\s|this year\b|of (?:them|these)\b|$))",
    re.I,
)
_COUNTS_COMPLAINTS = re.compile(rf"(?:\d|\b{SPELLED})\s+(?:[\w'-]+\s+){{0,3}}?complaints?\b", re.I)
_THREE_STAGES = re.compile(r"\b(?:three|3) stages\b", re.I)


def _of_three_stages(sentence: Sentence, state: State) -> Stream | None:
    """Only the statutory procedure for children has three stages (Children Act 1989 and its 2006 regulations)."""
    in_children = state.context.family in CHILDREN and state.context.stream is not Stream.CHILDREN_CORPORATE
    return Stream.CHILDREN_STATUTORY if in_children and _THREE_STAGES.search(sentence.text) else None


_OF_A_GROUP = re.compile(r"\b(?:for|about|against|from|to|with|on|in)\s+(?:the\s+|our\s+)?$", re.I)


#: "Leisure (Adult Lessons) (9)", an item of a list with its number in brackets.
_ITEM = re.compile(r"(?:\s+[\w&'-]+){0,4}\s*\(")


#: "Housing for (33%)", "Leisure (9)".
_HEADS = re.compile(r"[\s(]*(?:(?:for|with|at|had|made up|accounted for)\s+)?(?:another |a further |only )?[\s(]*")


#: "(431 for bins,) housing repairs for 286": the next item of a list.
_FOR_SO_MANY = re.compile(r"(?:\s+[\w&'-]+){1,3}\s+(?:for|with|at|had)\s+")
_NEXT_NAME = re.compile(r"(?:,|\band)\s+(?:the\s+)?$")


def _names_groups(sentence: Sentence) -> bool:
    """Whether streams are named only as groups of a list, behind its first number: "203 for bins, 118 for adults"."""
    if len(sentence.groups) < 2:
        return False
    first, *others = sentence.groups
    services = [span for span in sentence.tagged("group") if span.code == Dimension.SERVICE_AREA]
    in_brackets = [group for group in sentence.groups if sentence.text[: group.start].endswith("(")]
    for span in sentence.tagged("stream"):
        heads = any(
            span.end <= other.start and _HEADS.fullmatch(sentence.text[span.end : other.start]) for other in others
        )
        so_many = any(_FOR_SO_MANY.fullmatch(sentence.text, span.end, other.start) for other in others)
        if so_many and _NEXT_NAME.search(sentence.text, 0, span.start):
            continue
        item = (_ITEM.fullmatch(sentence.text, span.end, group.start) for group in in_brackets if len(in_brackets) > 1)
        if any(item) or covered(span, [each for each in services if each.length > span.length]):
            continue
        told = span.start >= others[0].end and _OF_A_GROUP.search(sentence.text[: span.start])
        if span.start < first.end or not (heads or told):
            return False
    return True


_NON_STATUTORY = re.compile(r"\bnon-?\s?statutory\b", re.I)
_BY_LAW = re.compile(r"(?<!non-)(?<!non )\bstatutory complaints?\b", re.I)
_WHOLE_COUNCIL = re.compile(
    whole("whole council, council-wide, council as a whole, across the council, all council services"), re.I
)
_CLAUSES = re.compile(r"[,:;]|\band\b")


#: "(830 complaints), roads and schools having the largest part in them": a remark on the side.
_REMARK = re.compile(
    r",\s+with\b[^.;]*\b(?:being|as) (?:the|our) (?:\w+ )?(?:main|most|biggest|largest|leading|primary)\b", re.I
)


def _is_remark(sentence: Sentence) -> bool:
    """Whether streams are named only in a remark behind the last number."""
    remark = _REMARK.search(sentence.text, sentence.groups[-1].end) if sentence.groups else None
    return remark is not None and all(span.start > remark.start() for span in sentence.tagged("stream"))


def _is_in_other_part(sentence: Sentence) -> bool:
    """Whether streams stand only in later parts of a list, without numbers: "the rise to 1,241; care complaints"."""
    if not sentence.groups or not sentence.tagged("stream"):
        return False
    stop = sentence.text.find(";", sentence.groups[-1].end)
    return stop >= 0 and all(span.start > stop for span in sentence.tagged("stream"))


def _stream_of(sentence: Sentence, state: State) -> Stream | None:
    """The one stream that a sentence speaks of."""
    if _is_remark(sentence) or _is_in_other_part(sentence):
        return None
    if not sentence.tagged("stream"):
        by_law = state.context.family in CHILDREN and _BY_LAW.search(sentence.text)
        return Stream.CHILDREN_STATUTORY if by_law else None
    if _names_groups(sentence):
        return None
    context, family = state.context, state.stream or state.context.family
    if of_both_ages(sentence.text) and context.family not in CHILDREN:
        return None
    parts = {stream_of(context.facets(part), family) for part in _CLAUSES.split(sentence.text)}
    if len(parts - {None, Stream.ALL, Stream.CHILDREN}) > 1:
        both = parts - {None} <= {*CHILDREN, Stream.CORPORATE} and _NON_STATUTORY.search(sentence.text)
        return Stream.CHILDREN if both else None
    stream = stream_of(context.facets(sentence.text), family)
    if stream is Stream.ALL:
        return Stream.ALL if _WHOLE_COUNCIL.search(sentence.text) else None
    if stream is Stream.CORPORATE and context.scope.stream not in (Stream.CORPORATE, Stream.ALL):
        # a one-stream report mentions the corporate procedure only to say what it leaves out
        return None
    return stream


# "Of the 279, ...": a number that the report gave before says whose the others are ------------------

#: Smaller numbers than this are met too often to be told again.
_TOLD_AGAIN = 5
_FRONTED = re.compile(
    r"(?:\b(?:of|out of|from|among)\s+"
    + run_of("the, these, those, its, our, all, their, (this|last) year's")
    + r"|^(?:the|these|those)\s+)$",
    re.I,
)


def _note_base(sentence: Sentence, state: State) -> None:
    bases = [group.base for group in sentence.groups if group.base]
    bases += [
        group.first
        for group in sentence.groups
        if group.first.unit is None and _FRONTED.search(sentence.text[: group.start])
    ]
    for number in bases:
        if number.value < _TOLD_AGAIN:
            continue
        known = [each for each in state.memory.get(number.value, ()) if _is_plausible(each, state)]
        # 48 complaints that are known as those at stage 1 are not also those at all stages
        staged = [each for each in known if each.stage is not Stage.ALL] or known
        places = {(each.stream, each.stage, each.period) for each in staged}
        if len(places) == 1 and {(each.stream, each.period) for each in known} == {(s, p) for s, _, p in places}:
            state.base = staged[0]
            return
    if sentence.tagged("stage", "stream"):
        state.base = None


def _is_plausible(known: Known, state: State) -> bool:
    """Whether a number known from elsewhere can be meant in this section."""
    context = state.context
    if not known.period.startswith(year_of(context.period)) or known.measure not in (*BASES, Measure.ESCALATED):
        return False
    if context.stage is not None and known.stage is not context.stage:
        return False
    if context.stage is Stage.OMBUDSMAN and known.stream is context.scope.whole:
        return True
    stream = context.stream or state.stream
    if stream is None or known.stream is stream or (stream is Stream.CHILDREN and known.stream in CHILDREN):
        return True
    return context.stream is None and stream not in CHILDREN and known.stream not in CHILDREN


# After a sentence was read ----------------------------------------------------------------------------


_ALL_STAGES = re.compile(r"\b(?:across|over|at|in) all (?:of )?(?:the )?(?:\w+ )?stages\b", re.I)


#: Below the heading of one stage, another is the next sentences' only if it is named within so many characters.
_OPENS_WITH = 30


def _is_whole(frame: Frame, state: State) -> bool:
    """Whether a number counts all complaints of the report's year."""
    return frame.breakdown is None and frame.measure in BASES and frame.period == state.context.period


def _opens_on(said: list[Frame], frames: list[Frame], state: State) -> bool:
    """Whether a paragraph opens with how many went on to a stage, and so goes on about those: "143 went to stage 2"."""
    arrived = {frame.stage for frame in frames if frame.measure is Measure.ESCALATED and frame.breakdown is None}
    alone = bool(said) and len(said) == len(frames) and all(frame.measure is Measure.ESCALATED for frame in frames)
    return alone and len(arrived) == 1 and arrived <= {Stage.STAGE_2, Stage.STAGE_3} and state.context.stage is None


def note_stage(sentence: Sentence, frames: list[Frame], state: State) -> None:
    """After a sentence was read: the stage that the following ones go on about."""
    if _ALL_STAGES.search(sentence.text):
        # the section is no longer about one stage
        state.stages.add(Stage.ALL)
    if any(frame.stage is Stage.ALL and _is_whole(frame, state) for frame in frames):
        # the section tells of all complaints too
        state.stages.add(Stage.ALL)
    said = [frame for frame in frames if frame.stage_said]
    opened = not state.spoken and _opens_on(said, frames, state)
    for frame in said:
        if state.spoken[-1:] != [frame.stage]:
            state.spoken.append(frame.stage)
    stayed = [frame for frame in said if frame.measure not in (Measure.ESCALATED, Measure.DIRECT)]
    here = [frame for frame in stayed if frame.stage is not Stage.INFORMAL]
    if here or (said and not stayed):
        state.stages |= {frame.stage for frame in here or said if frame.stage in INTERNAL}
        if not here:
            # "of those at stage 1, 14 went on to stage 2": what follows may be of either
            state.stages |= {Stage(span.code) for span in sentence.tagged("stage")} & set(INTERNAL)
        if here:
            state.stage = here[-1].stage if len({frame.stage for frame in here}) == 1 else None
        elif opened:
            state.stage = said[0].stage
        # "one went on to stage three": the next sentence is about it only if it says "of these"
        return
    spans = [span for span in sentence.tagged("stage") if span.code != Stage.INFORMAL]
    stages = {Stage(span.code) for span in spans}
    headed = state.context.stage in INTERNAL and all(span.start > _OPENS_WITH for span in spans)
    if len(stages) > 1 and sentence.durations:
        # the limits of several stages: what follows may be of any
        state.stages |= stages & set(INTERNAL)
    if len(stages) == 1 and not headed and not ombudsman_in_passing(sentence.text):
        state.stage = stages.pop()
        state.stages |= {state.stage} & set(INTERNAL)
