"""Whose: the stage, stream and time limit of a number, from its own clause, its sentence or the section."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.context import Context
from extractors.lexicon.facets import stream_of
from extractors.lexicon.kinds import CHILDREN, STATUTORY, TIMES, family
from extractors.lexicon.match import Span, fold
from extractors.limitbook import LimitBook, paired_limits
from extractors.numbers import SPELLED
from extractors.prose.attach import Choice
from extractors.prose.category import of_both_ages
from extractors.prose.clause import STOP, between, end_of_last, start_of_next
from extractors.prose.enquiries import counts_enquiries, is_enquiry
from extractors.prose.groups import Group
from extractors.prose.informal import put_right_at_once
from extractors.prose.nearest import nearest_limit, nearest_stage
from extractors.prose.passing import done_by_ombudsman, ombudsman_in_passing
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from extractors.prose.steps import step_counted, step_taken
from extractors.prose.timing import in_months
from schemas.codes import Measure, Stage, Stream

_REFERENT = re.compile(r"\b(?:of\s+)?the (?P<which>former|latter)\b", re.I)
#: Characters behind a number within which "the former" is its.
_REFERENT_REACH = 40


def referent(sentence: Sentence, group: Group, state: State) -> Frame | None:
    """The first of two numbers in the sentence before for "88% of the former", the second for "the latter"."""
    match = _REFERENT.search(sentence.text, group.end, group.end + _REFERENT_REACH)
    if not match or not state.last or any(group.end <= other.start < match.start() for other in sentence.groups):
        return None
    is_former = match["which"].lower() == "former"
    main = [frame for frame in state.last if frame.period == state.last[0].period]
    if len(main) > 1 and (main[0].stage, main[0].stream) != (main[1].stage, main[1].stream):
        return main[0] if is_former else main[1]
    if len(state.spoken) < 2:
        return None
    return replace(state.last[0], stage=state.spoken[-2 if is_former else -1])


#: Only an ombudsman sets one council's uphold rate beside that of others.
_AVERAGE_OF_COUNCILS = re.compile(
    r"\b(?:average|mean)\b[^.;]{0,40}\b(?:councils|authorities|boroughs|counties|districts|unitaries)\b"
    r"|\b(?:national|county|district|unitary|metropolitan|london|council)\w* average\b"
    r"|\bsimilar (?:councils|authorities)\b",
    re.I,
)

# Stages -----------------------------------------------------------------------------------------------


#: "Escalated by people unhappy with what they were told at (stage 1)".
_TOLD_THERE = re.compile(
    r"\b(?:told|given|heard|said|answer\w*|repl\w+|respon\w+|decisions?|outcomes?|results?|received|got|handled|treated)\b"
    r"[^.;,]{0,20}\bat\s+(?:the\s+)?$",
    re.I,
)
_INTO = re.compile(r"\b(?:to|into|at|through|for)\s+(?:an?\s+|the\s+)?(?:formal\s+)?$", re.I)


def stage_of(sentence: Sentence, group: Group, chosen: Choice, measure: Measure, state: State) -> tuple[Stage, bool]:
    """The stage of a number, and whether words of the report name it."""
    stage, said = _stage_here(sentence, group, chosen, measure, state)
    if measure is Measure.DIRECT and stage in (Stage.STAGE_1, Stage.ALL):
        # what "started there" did not go through stage 1
        return Stage.STAGE_2, said
    if measure is not Measure.ESCALATED or stage is not Stage.STAGE_1:
        return stage, said
    # "had been answered at stage 1 first" says where they came from
    own = range(chosen.span.start, chosen.span.end)
    behind = [span for span in sentence.tagged("stage") if span.start >= group.end and span.start not in own]
    into_first = any(
        span.code == Stage.STAGE_1
        and _INTO.search(sentence.text, 0, span.start)
        and not _TOLD_THERE.search(sentence.text, 0, span.start)
        for span in behind
    )
    # "4,316 complaints at Stage 1, and 402 people took theirs further"
    return (stage if into_first else Stage.STAGE_2), said


def _stage_here(sentence: Sentence, group: Group, chosen: Choice, measure: Measure, state: State) -> tuple[Stage, bool]:
    """The stage that a number's words, the sentence or the section name."""
    known = referent(sentence, group, state)
    if known is not None:
        return known.stage, True
    if put_right_at_once(sentence, group):
        return Stage.INFORMAL, True
    theirs = _TO_OMBUDSMAN.match(chosen.span.text) or done_by_ombudsman(sentence, chosen)
    named = Stage.OMBUDSMAN if theirs else None
    named = named or _named_stage(sentence, group, chosen, measure, state)
    if named is not None:
        return _here(named, state), True
    counted = step_counted(sentence, group, state)
    if counted is not None:
        return counted, True
    if state.base is not None:
        return state.base.stage, True
    if len(set(state.spoken)) > 1 and _TOGETHER.match(sentence.text):
        return Stage.ALL, True
    context = state.context
    if context.stage is Stage.OMBUDSMAN:
        return Stage.OMBUDSMAN, True
    headed = context.stage is not None and _THIS_STAGE.search(sentence.text)
    stage = context.stage if headed else state.stage or context.stage
    if stage is None and chosen.span.is_rate and _AVERAGE_OF_COUNCILS.search(sentence.text):
        return Stage.OMBUDSMAN, True
    return (stage, True) if stage is not None else (Stage.ALL, False)


#: After figures of several stages: "Put together, then, 116 were upheld".
_TOGETHER = re.compile(
    r"\s*(?:so,? |thus,? |and )?(?:(?:put|taken|added|counted|considered|looked at) together|all told|altogether"
    r"|adding (?:these|them|those|it all|the (?:two|three)) (?:up|together)|combining (?:these|them|the (?:two|three))"
    r"|if (?:these|they|the (?:two|three)) are (?:added|put|taken) together|between them|combined)\b",
    re.I,
)
#: "Four were (referred to the ombudsman)": the words for what was done name the stage.
_TO_OMBUDSMAN = re.compile(r"(?:referred|taken|gone|went|put|escalated) (?:on )?to\b.*\bombudsm[ae]n\b", re.I)
#: "(45% at) this stage": below the heading of one, that.
_THIS_STAGE = re.compile(r"\b(?:at|of|in|for|to|from) this stage\b", re.I)
#: What an ombudsman receives are its cases, whatever they are called.
_OMBUDSMAN_HEARD = re.compile(
    r"\b(?:ombudsm[ae]n|lgsco|spso|psow|nipso)\b[^.;]{0,20}\b(?:received|registered|considered)\b", re.I
)


#: "(51 were answered in time at) stage 1 and 2", and what shows that each stage has a number of its own.
_AND_TWO = re.compile(r"\s*(?:and|&|/|\+)\s*(?:stage\s+)?(?:2|two)\b(?!\s*[:=(-])", re.I)
_TWO_NUMBERS = re.compile(
    rf"\brespectively\b|(?<!stage )(?<!stages )(?<!stage)(?<!stages)(?:\d|\b{SPELLED})%?,?\s+and\s+(?:\d|{SPELLED}\b)",
    re.I,
)


def _named_stage(sentence: Sentence, group: Group, chosen: Choice, measure: Measure, state: State) -> Stage | None:
    """The stage that a number's own words name."""
    if measure in (Measure.ESCALATED, Measure.DIRECT):
        destination = _destination(sentence, group, chosen) or step_taken(sentence, group, state)
        if destination is not None:
            return destination
    span = nearest_stage(sentence, group)
    if span is None:
        return None
    stage = Stage(span.code)
    if _is_of_another(sentence, group, span, state):
        return None
    if _came_from(sentence, group, span, measure):
        return _NEXT.get(stage)
    if stage is Stage.STAGE_1 and _AND_TWO.match(sentence.text, span.end) and not _TWO_NUMBERS.search(sentence.text):
        return Stage.ALL
    if stage is Stage.OMBUDSMAN and ombudsman_in_passing(sentence.text):
        return None
    if stage is Stage.INFORMAL and _OMBUDSMAN_HEARD.search(sentence.text):
        return Stage.OMBUDSMAN
    if stage is Stage.INFORMAL:
        about_none = measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS)
        return None if about_none or state.context.stage is Stage.OMBUDSMAN else stage
    return stage


_OF_PROCEDURE = re.compile(r"\s+(?:of|under|in)\s+(?:the|our)\s+(?:[\w']+\s+){1,4}(?:procedure|process|policy)\b", re.I)


def _is_of_another(sentence: Sentence, group: Group, span: Span, state: State) -> bool:
    """Whether a stage is the number before's: "811 at stage 1 of the corporate procedure, 118 about adult care"."""
    if not _OF_PROCEDURE.match(sentence.text, span.end):
        return False
    before = [other for other in sentence.groups if other.end <= span.start]
    if not before or span.end > group.start or before[-1].end > group.start:
        return False
    own, theirs = _own_words(sentence, group), _own_words(sentence, before[-1])
    streams = [stream_of(state.context.facets(words), state.context.family) for words in (own, theirs) if words]
    return len(streams) == 2 and None not in streams and len({family(stream) for stream in streams if stream}) == 2


def _came_from(sentence: Sentence, group: Group, span: Span, measure: Measure) -> bool:
    """Whether the stage before a number is where others came from: "39 came up from stage 1, 38 were answered"."""
    if span.end > group.start or measure in (Measure.ESCALATED, Measure.DIRECT):
        return False
    fronted = re.search(r"\bfrom\s+$", sentence.text[: span.start]) is not None
    came = [each for each in sentence.tagged("measure") if each.code == Measure.ESCALATED and each.start <= span.start]
    stages = {each.code for each in sentence.tagged("stage")}
    return fronted and bool(came) and len(stages) == 1


def _here(stage: Stage, state: State) -> Stage:
    """Only Scottish councils tell escalated stage 2 complaints from direct ones."""
    if stage is Stage.STAGE_2_ESCALATED and state.context.scope.council.nation != "Scotland":
        return Stage.STAGE_2
    return stage


#: The stage that a complaint goes to from another.
_NEXT = {Stage.STAGE_1: Stage.STAGE_2, Stage.STAGE_2: Stage.STAGE_3, Stage.STAGE_3: Stage.OMBUDSMAN}


def _destination(sentence: Sentence, group: Group, chosen: Choice) -> Stage | None:
    """Where complaints escalated to: of "from stage 1 to stage 2" the second."""
    said = bool(chosen.span.text)
    at = chosen.span.start if said else group.end
    stages = [span for span in sentence.tagged("stage") if span.start >= at - 1 and span.code != Stage.INFORMAL]
    if chosen.after or chosen.span.end <= group.start:
        start = max(group.end, chosen.span.end) if chosen.after else group.end
        stages = [span for span in stages if not between(sentence, start, span.start, group)]
    taken = said and any(other.end <= chosen.span.start for other in sentence.groups if other is not group)
    own = [span for span in stages if span.start >= group.end and not between(sentence, group.end, span.start, group)]
    if taken and not chosen.after and own:
        # "four asked for stage 2 and one for a panel": the first of the stages is the other number's
        return Stage(own[0].code)
    if said and not chosen.after:
        stages = [span for span in stages if span.end <= group.start or span.start >= group.end]
    if not stages:
        return None
    fronted = re.search(r"\bfrom\s+$", sentence.text[: stages[0].start]) is not None
    if fronted and len(stages) == 1:
        return _NEXT.get(Stage(stages[0].code))
    return Stage(stages[1 if fronted else 0].code)


# Streams ----------------------------------------------------------------------------------------------


def stream_for(sentence: Sentence, group: Group, stage: Stage, state: State) -> Stream:
    """The stream of a number."""
    if _is_of_both(sentence, group, stage, state):
        return Stream.CHILDREN
    return in_family(_stream(sentence, group, stage, state), stage, state)


def _is_of_both(sentence: Sentence, group: Group, stage: Stage, state: State) -> bool:
    """Whether a stage that both procedures for children have is one of both, since the section told of the two."""
    shared = (
        stage in (Stage.STAGE_1, Stage.STAGE_2) and state.both_procedures and state.context.scope.stream in CHILDREN
    )
    here = state.context.stream in (None, Stream.CHILDREN) and state.stream in (None, Stream.CHILDREN)
    return shared and here and state.base is None and not names_stream(sentence, group)


def in_family(stream: Stream, stage: Stage, state: State) -> Stream:
    """In a children's report a stage of "children's" complaints is one of the statutory procedure."""
    statutory = stream is Stream.CHILDREN and stage in STATUTORY and state.context.by_law
    statutory = statutory or (stream is Stream.CHILDREN and stage is Stage.STAGE_3)
    return Stream.CHILDREN_STATUTORY if statutory else stream


def names_stream(sentence: Sentence, group: Group) -> bool:
    """Whether a number's own clause names a stream."""
    return _own_words(sentence, group) is not None


_HOUSING_OMBUDSMAN = re.compile(r"\bhousing ombudsman\b", re.I)
_LOCAL_GOVERNMENT = re.compile(r"\blocal government\b", re.I)


def _stream(sentence: Sentence, group: Group, stage: Stage, state: State) -> Stream:
    known = referent(sentence, group, state)
    if known is not None:
        return known.stream
    if is_enquiry(sentence, state) or counts_enquiries(sentence, group, state):
        return Stream.MEMBER_ENQUIRIES
    near = _own_words(sentence, group)
    if _FOR_EDUCATION.match(sentence.text) and state.context.scope.stream in CHILDREN:
        return Stream.CHILDREN_CORPORATE
    if state.sets_education_apart and _FOR_CHILDRENS.match(sentence.text):
        return Stream.CHILDREN_STATUTORY
    if near is not None and _is_childrens_other(sentence, group, near):
        return Stream.CHILDREN_CORPORATE
    named = _named_stream(near, state) if near is not None else None
    if named is not None:
        return named
    if state.base is not None and state.base.stage is stage:
        return state.base.stream
    at_ombudsman = stage is Stage.OMBUDSMAN
    if at_ombudsman and _HOUSING_OMBUDSMAN.search(sentence.text) and not _LOCAL_GOVERNMENT.search(sentence.text):
        return Stream.HOUSING
    context = state.context
    last = state.last[-1] if at_ombudsman and state.last else None
    if last is not None and last.stage is Stage.OMBUDSMAN and last.breakdown is None and last.stream is state.here:
        # "it received six complaints about children's social care and decided five. Two were ..."
        return last.stream
    if state.stream is not None:
        narrower = context.stream is Stream.CHILDREN and state.stream in CHILDREN
        of_ombudsman = at_ombudsman and state.stream in (Stream.HOUSING, Stream.ALL)
        in_general = context.stream is None and not at_ombudsman
        if narrower or of_ombudsman or in_general:
            return state.stream
    return context.stream_for(stage)


#: In a children's report what is not social care comes under the corporate procedure.
_FOR_EDUCATION = re.compile(r"\s*(?:For|In|Within)\s+(?:Education|SEND|Special Educational Needs)\b[^,]{0,40},")
_FOR_CHILDRENS = re.compile(
    r"\s*(?:For|In|Within)\s+(?:Children(?:'s|s'?)?\s+)?(?:Services|Social (?:Care|Work)(?: Services)?)\b[^,]{0,20},"
)
_EDUCATION_NEXT = re.compile(rf"(?:^|[.;]\s){_FOR_EDUCATION.pattern}")


def sets_education_apart(paragraph: str, context: Context) -> bool:
    """Whether a paragraph of a children's report tells of education in a sentence of its own, beside social care."""
    return context.scope.stream in CHILDREN and _EDUCATION_NEXT.search(fold(paragraph)) is not None


_NON_STATUTORY = re.compile(r"\bnon-?\s?statutory\b", re.I)


def _is_childrens_other(sentence: Sentence, group: Group, words: str) -> bool:
    """Whether "non-statutory" is set against children's statutory complaints named before in the sentence."""
    before = [span for span in sentence.tagged("stream") if span.end <= group.start]
    corporate = re.search(r"\bcorporate\b", words, re.I)
    return bool(_NON_STATUTORY.search(words)) and not corporate and any(Stream(s.code) in CHILDREN for s in before)


_PROCEDURE = re.compile(r"\b(?:statutory|social care)\b", re.I)
_ALL_COMPLAINTS = re.compile(r"\ball (?:of )?(?:the |our |these |those )?(?:formal |stage \w+ )?complaints\b", re.I)
#: Procedures that have reports of their own.
_ALONE = frozenset({Stream.CORPORATE, Stream.ADULT_SOCIAL_CARE, Stream.HOUSING, Stream.SCHOOLS, Stream.PUBLIC_HEALTH})


def _named_stream(words: str, state: State) -> Stream | None:
    """The stream that the words of a number's clause name, as the section and the report understand them."""
    context = state.context
    scope, family = context.scope.stream, context.family
    if of_both_ages(words) and family not in CHILDREN:
        return None
    bare = _PROCEDURE.search(words) is None
    if _CORPORATE_ONES.match(words) and scope not in CHILDREN:
        return Stream.CORPORATE
    stream = stream_of(context.facets(words), family if context.stream or bare else state.stream or family)
    if stream is Stream.CHILDREN and family in (Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE):
        return family
    if stream is Stream.ALL:
        # "all complaints" in a report on one procedure are all of that
        alone = scope is context.scope.whole and scope in _ALONE and _ALL_COMPLAINTS.search(words)
        return Stream.CHILDREN if scope in CHILDREN else scope if alone else Stream.ALL
    if stream is Stream.CORPORATE and scope not in (Stream.CORPORATE, Stream.ALL) and family not in CHILDREN:
        return None
    return stream


#: "(We had 10) corporate complaints (and 89 statutory ones)", in a report on one service.
_CORPORATE_ONES = re.compile(r"\s+(?:formal |new |further )?corporate complaints?\b", re.I)
_BESIDE = re.compile(r"\W{0,3}|\s+for\s+")
#: "(27 and Children's Services) totalled (12)".
_SUBJECT_OF_NEXT = re.compile(
    r"\W{0,3}|(?:\s+[a-z][\w&'-]+){1,3}\s+(?:for|with|had)\s+|(?:\s+[\w&'-]+){1,4}\s*\(|\s+(?:totall?ed|had|received|recorded|saw|were|was|with|numbered|for)\s+",
    re.I,
)
_CLAUSE_AFTER = re.compile(STOP.pattern + r"|,\s*(?:and|while|compared|but)")
_CLAUSE_BEFORE = re.compile(STOP.pattern + r"|,\s*(?:and|while|whilst)\b")
_PROCEDURE_AFTER = re.compile(r"\b(?:non-?\s?statutory|statutory|social care|corporate)\b", re.I)
_PROCEDURE_BEFORE = re.compile(
    r"\b(?:non-?\s?statutory|statutory|(?:non-?\s?)?social care (?:complaints|cases))\b", re.I
)


def _own_words(sentence: Sentence, group: Group) -> str | None:
    """The words of a number's clause that name a stream: right before it, behind it, else before it."""
    text, streams = sentence.text, sentence.tagged("stream")
    for span in streams:
        gap = text[span.end : group.start] if span.end <= group.start else ""
        if gap and _BESIDE.fullmatch(gap) and not ("," in gap and _has_own(sentence, group.start)):
            return span.text
    end = start_of_next(sentence, group)
    after = _CLAUSE_AFTER.split(text[group.end : end])[0]
    behind = [span for span in streams if group.end <= span.start and text[group.end : span.start].strip()]
    listed = [span for span in behind if _is_of_next(text, span, end) and not _has_own(sentence, end)]
    inside = _within(streams, group.end, group.end + len(after))
    if any(span not in listed for span in inside) or (not listed and _PROCEDURE_AFTER.search(after)):
        return after
    before = _CLAUSE_BEFORE.split(text[end_of_last(sentence, group) : group.start])[-1]
    named = _within(streams, group.start - len(before), group.start)
    return before if named or _PROCEDURE_BEFORE.search(before) else None


def _within(spans: list[Span], start: int, end: int) -> list[Span]:
    return [span for span in spans if start <= span.start and span.end <= end]


def _has_own(sentence: Sentence, start: int) -> bool:
    """Whether the number that begins at ``start`` names a stream behind it: "118 concerned adult social care"."""
    group = next((other for other in sentence.groups if other.start == start), None)
    end = start_of_next(sentence, group) if group else start
    own = [span for span in sentence.tagged("stream") if group and group.end <= span.start and span.end <= end]
    return any(not _is_of_next(sentence.text, span, end) for span in own)


def _is_of_next(text: str, span: Span, start: int) -> bool:
    """Whether a stream stands right before the next number: "12 housing, adults 7"."""
    return start < len(text) and span.end <= start and _SUBJECT_OF_NEXT.fullmatch(text[span.end : start]) is not None


# Time limits ------------------------------------------------------------------------------------------


def limit_for(
    sentence: Sentence, group: Group, measure: Measure, stream: Stream, stage: Stage, state: State, limits: LimitBook
) -> int | None:
    """The time limit that an on-time or late figure refers to, in days."""
    if measure not in (*TIMES, Measure.ON_TIME_TARGET):
        return None
    end = start_of_next(sentence, group)
    if in_months(sentence.text[group.end : end]) and not any(group.end <= d.start < end for d in sentence.durations):
        return None
    paired = paired_limits(sentence.text)
    if len(paired) > 1 and stage in paired:
        return paired[stage]
    near = nearest_limit(sentence, group)
    if near is not None:
        return near.days
    known = limits.find(stream, stage)
    stated_here = not state.limit_stages or stage in state.limit_stages
    return known if known is not None else state.limit if stated_here else None
