"""Interpreting: the numbers of a paragraph get measure, stage, stream, period and limit, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.finding import Finding, Reading
from extractors.lexicon.kinds import BASES, goes_with
from extractors.lexicon.match import Span, sentences
from extractors.limitbook import LimitBook
from extractors.numbers import Number
from extractors.prose.altogether import both_outcomes, in_parallel, one_verb, with_sum
from extractors.prose.below import with_stage_below
from extractors.prose.claims import claims_of
from extractors.prose.compare import compared_with
from extractors.prose.ended import with_ends
from extractors.prose.explaining import explains
from extractors.prose.groups import Group
from extractors.prose.idle import meaningful
from extractors.prose.labels import label_of, under_label
from extractors.prose.lists import list_in_line, list_item, lists_remedies
from extractors.prose.meaning import meaning_of
from extractors.prose.order import stages_in_turn, two_stages
from extractors.prose.ours import counts_something_else, is_loose, is_not_counted, is_of_others
from extractors.prose.parts import go_on, note_part
from extractors.prose.quarters import adding_up, both_quarters, four_quarters, quarter_list
from extractors.prose.question import answer_alone
from extractors.prose.requests import is_of_requests
from extractors.prose.sentence import Sentence, take_apart
from extractors.prose.sequence import compared_in_sequence, in_sequence
from extractors.prose.state import Frame, Known, State
from extractors.prose.topic import note_run_in, note_stage, note_topic
from extractors.prose.whose import sets_education_apart
from extractors.prose.years import all_of_other_year, pair_years, respectively
from extractors.reading.model import Block, Kind
from schemas.claim import Claim
from schemas.codes import Dimension, Measure, Method, Stage, Stream, Unit
from schemas.observation import Unread

#: A number without a meaning, and why it has none.
Missed = tuple[Number, str]

#: Paragraphs that end in a colon, and are no longer than this, lead in a list.
_LEADS_IN, _LEAD_LENGTH = re.compile(r":\W*$"), 300

#: A short paragraph that ends in a question mark or colon may ask for the number below it.
_ASKS, _ASKED_LENGTH = re.compile(r"[?:]\s*$"), 120


def read_paragraph(block: Block, state: State, limits: LimitBook) -> Reading:
    """The findings of a paragraph, bullet or footnote, and those of its numbers that got no meaning."""
    string = block.text.string
    alone = answer_alone(block, state)
    if alone:
        state.above = ""
        return Reading(tuple(alone))
    findings, listed = _begin_bullet(block, state) if block.kind is Kind.BULLET else _begin_paragraph(block, state)
    if listed == len(string):
        return Reading(tuple(findings))
    unread: list[Unread] = []
    claims: list[Claim] = []
    counted: list[Frame] = []
    for start, end in sentences(string[listed:]):
        sentence = take_apart(
            string[listed + start : listed + end], listed + start, state.context.short, state.context.stage_names
        )
        if start == 0:
            note_run_in(sentence, state)
        frames, missed = _frames(sentence, state, limits)
        state.opened = not sentence.groups and _COMPLAINTS_ARE.match(sentence.text) is not None
        counted = frames or counted
        stated = [finding for frame in frames for finding in _findings(frame, sentence, block, state)]
        remember(stated, state)
        findings += stated
        claims += claims_of(sentence, frames, block, state.context.scope.period)
        unread += [_unread(number, reason, sentence, block) for number, reason in missed]
    state.label = label_of(string, bool(findings or unread))
    state.above = string.strip() if _ASKS.search(string) and len(string) < _ASKED_LENGTH else ""
    if block.kind is not Kind.BULLET:
        state.lead_stage = state.stage if state.lead else None
        state.led = _led(counted) if state.lead else None
    return Reading(tuple(findings), tuple(unread), tuple(claims))


def _led(frames: Sequence[Frame]) -> Frame | None:
    """The whole that bullets under a lead are parts of: "the 7 complaints (by parents) that were partly upheld:"."""
    whole = [frame for frame in frames if frame.breakdown is None or frame.breakdown.dimension is Dimension.COMPLAINANT]
    counts = [frame for frame in whole if frame.group.first.unit is None]
    return counts[-1] if counts else None


def remember(findings: Sequence[Finding], state: State) -> None:
    """Keep the counts of a report, so that "of the 279" can be understood later."""
    for finding in findings:
        if finding.unit is not Unit.COUNT:
            continue
        known = Known(finding.stream, finding.stage, finding.period, finding.measure)
        if finding.category is None:
            state.memory.setdefault(finding.value, set()).add(known)
        elif not finding.soft or finding.measure is not Measure.RECEIVED:
            state.groups.setdefault((finding.value, finding.category.lower()), known)


def _begin_bullet(block: Block, state: State) -> tuple[list[Finding], int]:
    """A bullet goes on at the stage of the paragraph that leads it in; its findings, where it is only a label."""
    state.stage = state.lead_stage
    if lists_remedies(state):
        return [], len(block.text.string)
    findings = list_item(block, state)
    return findings, len(block.text.string) if findings else 0


def _begin_paragraph(block: Block, state: State) -> tuple[list[Finding], int]:
    """A paragraph begins anew within its section; the findings of a list that opens it, and where that ends."""
    string = block.text.string
    findings, listed = list_in_line(block, state)
    if findings and listed == len(string):
        return findings, listed
    state.base, state.here, state.led, state.brackets_prior = None, None, None, False
    state.counted, state.spoken, state.stretch, state.requests = set(), [], "", False
    state.part, state.whole_told = None, False
    state.sets_education_apart = sets_education_apart(string, state.context)
    # where all complaints were told of too, or alone, the paragraph's stage is open
    state.stage = next(iter(state.stages)) if len(state.stages) == 1 and Stage.ALL not in state.stages else None
    state.lead = string if _LEADS_IN.search(string) and len(string) < _LEAD_LENGTH else ""
    return findings, listed


#: "Complaints about adult social care are governed by national regulations."
_COMPLAINTS_ARE = re.compile(
    r"\s*(?:all |formal |statutory |corporate )*complaints "
    r"(?:about|in|concerning|regarding|relating to|against|under)\b",
    re.I,
)

# From sentences to frames --------------------------------------------------------------------------------

_CAME_BACK = (
    r"(?:were |was |had been )?(?:returned|sent out|sent back|filled in|completed)|back|came back|replied|responded"
)
_WHO_ANSWERED = r"(?:people|forms|replies|responses|complainants|of them)"
_SURVEY_GOES_ON = re.compile(
    r"^\s*(?:of (?:these|those|them)|of the \w+ who|the rest|a further|another)\b"
    rf"|^\W*(?:we (?:had|got|received)\s+)?(?:of (?:the )?)?[\w,-]+(?:\s+{_WHO_ANSWERED})?\s+(?:{_CAME_BACK})\b"
    r"|\bresponse rate\b|\bof those (?:sent|asked|returned|who (?:replied|responded|answered))\b",
    re.I,
)
#: What the report tells apart from complaints, except members' enquiries, and the sentence that then counts it.
_NO_COMPLAINTS = re.compile(
    r"^(?!.*\b(?:enquir|inquir|councillor|member|mps?\b)).*\b(?:(?:is|are|was|were) not|never|do(?:es)? not) "
    r"(?:(?:count|counted|treated|recorded|classed|logged|regarded|dealt with|included) )?"
    r"(?:as |among )?(?:a |formal )*complaints?\b",
    re.I,
)
_THERE_WERE = re.compile(
    r"\s*(?:there (?:were|was)|we (?:had|received|took|handled)|they numbered)\s+[\d,]+(?! complaints)", re.I
)


#: "9,870 people had care, 2,115 of them at home": a part of what is no figure of ours.
_OF_THEM = re.compile(r"\s+of (?:them|these|those|whom|which)\b", re.I)
#: "(77 comments, down from 112 in 2022-23,) 127 in 2021-22".
_NEXT_YEAR = re.compile(r"\s*(?:in|for|during)\s+[\d/\s-]{4,9}(?:,|,? and)\s+")
_BOUND = re.compile(r"\b(?:no|not) (?:more|less|fewer|later|longer) than\b", re.I)
_OWN_CASES = re.compile(r"\s+(?:[\w-]+\s+){0,2}(?:complaints?|cases|compliments?|enquiries)\b", re.I)


def _is_of_people(sentence: Sentence, group: Group) -> bool:
    """Whether a sentence tells of shares of what is no figure of ours."""
    fronted = _FRONTED_OF.match(sentence.text[: group.start]) is not None
    return fronted and group.first.unit is None and counts_something_else(sentence, group)


def _goes_with(sentence: Sentence, before: Group | None, group: Group) -> bool:
    """Whether a number is another year's of the one before it, which is no figure of ours."""
    if before is None or before.first.unit is not None or _OWN_CASES.match(sentence.text, group.end):
        return False
    next_year = _NEXT_YEAR.fullmatch(sentence.text, before.end, group.start)
    bound = _BOUND.search(sentence.text, before.end, group.start)
    return next_year is not None or (bound is None and compared_with(sentence, group, before))


#: "Of the total number of complaints received, (15%)": of those at all stages, whatever was told before.
_OF_ALL = re.compile(
    r"\s*(?:out )?of (?:the total (?:number |volume )?of|all(?: of)?(?: the| these)?) complaints\b", re.I
)

#: "(1/2) means two complaints were received and one was in time": how to read a table.
_IS_LEGEND = re.compile(
    r"\W*(?:(?:for example|e\.g\.|so|here|thus),?\s*\W*)?\d+\s*/\s*\d+\W+(?:means|shows|stands for|tells)\b", re.I
)
#: "All responses issued in the year, including 2 to complaints opened before it": what a table covers.
_COVERS = re.compile(
    r"\W*(?:notes?\W+)?all (?:responses|replies|answers|complaints|cases|figures)\b[^.;,\d]{0,50},\s*"
    r"(?:including|excluding|counting|not counting)\s+(?:the )?\d[^.;]*\.?\s*$",
    re.I,
)
_NO_NAME = "a stretch of time that is no year, half, quarter or month"
#: "Of the 2,600 tenants (on our books, 58% are women)": shares of what is no figure of ours.
_FRONTED_OF = re.compile(r"(?:.*,)?\W*of (?:the|these|those|all|our)\s+$", re.I)
_OF_OTHERS = "another council's figure or an average"
_NO_ORDER = "another year's figures, and no words say of what"


def _frames(sentence: Sentence, state: State, limits: LimitBook) -> tuple[list[Frame], list[Missed]]:
    """The meanings of a sentence's numbers, and the numbers that have none."""
    if _IS_LEGEND.match(sentence.text) or _COVERS.match(sentence.text):
        return [], []
    state.survey = sentence.is_survey or (state.survey and _SURVEY_GOES_ON.match(sentence.text) is not None)
    if state.survey or (state.uncounted and _THERE_WERE.match(sentence.text)) or is_of_requests(sentence, state):
        return [], []
    if explains(sentence.text):
        note_stage(sentence, [], state)
        return [], []
    if state.of_others and _SURVEY_GOES_ON.match(sentence.text):
        return [], [(group.first, _OF_OTHERS) for group in sentence.groups]
    state.of_others = bool(sentence.groups) and all(is_of_others(sentence, group) for group in sentence.groups)
    state.uncounted = _NO_COMPLAINTS.search(sentence.text) is not None
    if _is_nameless(sentence):
        return [], [(group.first, _NO_NAME) for group in sentence.groups]
    labelled = under_label(sentence, state)
    if labelled is not None:
        return labelled, []
    told_again = adding_up(sentence, state) or in_sequence(sentence, state)
    if told_again is not None:
        state.last = told_again or state.last
        unclear = [] if told_again else [(group.first, _NO_ORDER) for group in sentence.groups]
        return told_again, unclear
    note_topic(sentence, state)
    if _OF_ALL.match(sentence.text):
        state.stage, state.part, state.whole_told = None, None, True
    state.stretch = _stretch(sentence, state)
    found = meaningful(sentence)
    frames: list[Frame] = []
    missed: list[Missed] = []
    skipped = 0
    lost, before, of_people = False, None, False
    for group in sentence.groups:
        if is_not_counted(sentence, group, skipped):
            skipped = group.end
            continue
        if lost and (_OF_THEM.match(sentence.text, group.end) or _goes_with(sentence, before, group)):
            before = group
            continue
        before = group
        if of_people and group.first.unit is Unit.PERCENT:
            continue
        result = meaning_of(sentence, group, frames, found, state, limits)
        lost = result is None
        of_people = of_people or (lost and _is_of_people(sentence, group))
        if isinstance(result, Frame):
            base = _base_frame(sentence, group, result, found, state) or _base_again(group, result, frames)
            frames += [base, result] if base else [result]
        elif result:
            missed.append((group.first, result))
    frames = with_sum(sentence, in_parallel(sentence, one_verb(sentence, frames, limits), state), state)
    frames = both_outcomes(sentence, frames, state)
    frames = compared_in_sequence(sentence, stages_in_turn(sentence, pair_years(sentence, frames, state)), state)
    frames = two_stages(sentence, respectively(sentence, frames, state), limits)
    frames = four_quarters(sentence, quarter_list(sentence, both_quarters(sentence, frames)), state)
    frames = [each for frame in frames for each in _at_each_stage(frame, sentence, limits)]
    frames = with_stage_below(sentence, frames, state)
    frames = with_ends(sentence, go_on(sentence, all_of_other_year(sentence, frames, state), state))
    note_part(sentence, frames, state)
    note_stage(sentence, frames, state)
    state.both_procedures = state.both_procedures or _gives_both(frames)
    state.offered = not sentence.groups and any(span.measure is Measure.ESCALATED for span in found)
    state.counted |= {frame.measure for frame in frames}
    state.last = frames or state.last
    return frames, missed


_BOTH = {Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE}


def _gives_both(frames: Sequence[Frame]) -> bool:
    """Whether figures of a sentence count one thing in both procedures for children."""
    told = {(frame.measure, frame.stage, frame.period) for frame in frames if frame.stream in _BOTH}
    return len(told) == 1 and {frame.stream for frame in frames} >= _BOTH


def _is_nameless(sentence: Sentence) -> bool:
    """Whether a sentence tells of a stretch of time that the data has no name for, and of no other.

    What it adds behind a comma ("most of them between May and August") leaves its numbers as they are.
    """
    nameless = [period for period in sentence.periods if period.nameless]
    if not nameless or not all(period.vague for period in sentence.periods):
        return False
    return "," not in sentence.text[sentence.groups[0].end : nameless[0].start] if sentence.groups else False


def _stretch(sentence: Sentence, state: State) -> str:
    """The part of the year that a sentence names by itself, else that of the sentences before it."""
    named = (period for period in sentence.periods if period.part and not period.shift and not period.vague)
    return next((period.resolve(state.context.period) for period in named), state.stretch)


_EACH_STAGE = re.compile(r"\b(?:each|either|both|every) stages?\b", re.I)


def _at_each_stage(frame: Frame, sentence: Sentence, limits: LimitBook) -> list[Frame]:
    """A target "at both stages" is one of each."""
    is_target = frame.measure is Measure.ON_TIME_TARGET and frame.stage is Stage.ALL
    if not is_target or not _EACH_STAGE.search(sentence.text):
        return [frame]
    stages = (Stage.STAGE_1, Stage.STAGE_2)
    return [replace(frame, stage=stage, limit=limits.find(frame.stream, stage)) for stage in stages]


#: Nouns of a base that say what it counts.
_BASE_NOUNS = {
    "replies": Measure.RESPONDED,
    "responses": Measure.RESPONDED,
    "decisions": Measure.DECIDED,
    "reviews": Measure.RESPONDED,
    "answers": Measure.RESPONDED,
    "investigations": Measure.INVESTIGATED,
}
#: What an ombudsman receives, and what is then made of them.
_SENT_THERE = ("enquiries", "referrals")
_BASE_NOUN = re.compile(r"\s+(?:stage \w+ |(?:first|second|third)[- ]stage |such )?(\w+)")
_BASE_CLAUSE = re.compile(
    r"\s+(?:[\w']+\s+){0,4}?(?:that|which)\s+(?:(?:we|it|they|were|was|had|have|been|the \w+)\s+){0,3}"
    r"|\s+(?:[\w'-]+\s+){0,4}?(?:complaints?|cases)\s+(?:(?:it|we|they)\s+)?(?:(?:at|in|under)\s+(?:the\s+)?\w+\s+\w+\s+)?"
)
#: The cost of a base that words name (see extractors.prose.costs).
_BASE = 0.5


def _base_frame(sentence: Sentence, group: Group, frame: Frame, found: Sequence[Span], state: State) -> Frame | None:
    """The base of a group, where words say what it is: "54 of the ninety that were answered", "26 of 52 replies"."""
    base = group.base
    if base is None or frame.breakdown is not None:
        return None
    noun = _BASE_NOUN.match(sentence.text, base.end)
    clauses = (s for s in found if s.start >= base.end and _describes(sentence, base, s))
    clause = next(clauses, None) or next((s for s in found if _is_participle(sentence, base, s)), None)
    named = _BASE_NOUNS.get(noun[1].lower()) if noun else None
    if noun and frame.stage is Stage.OMBUDSMAN and noun[1].lower() in _SENT_THERE:
        named = Measure.RECEIVED
    measure = clause.measure if clause else named
    if measure not in BASES or (frame.stage is Stage.OMBUDSMAN and measure is Measure.RESPONDED):
        return None
    base_frame = replace(frame, group=Group.of(base), measure=measure, limit=None, cost=_BASE, soft=False)
    if frame.measure is not Measure.ESCALATED or state.context.stage is not None:
        return base_frame
    # "15 of the 48 received went to stage 2": the 48 did not
    return replace(base_frame, stage=Stage.ALL, stage_said=False)


_WERE = re.compile(r"(?:was|were|has|have|had)\b", re.I)
_THAT = re.compile(r"\b(?:that|which|who)\b", re.I)


def _describes(sentence: Sentence, base: Number, span: Span) -> bool:
    """Whether words behind a base say what it counts; in "46 of the 117 were made at stage 1" they are of the 46."""
    clause = _BASE_CLAUSE.fullmatch(sentence.text, base.end, span.start)
    return clause is not None and (not _WERE.match(span.text) or _THAT.search(clause[0]) is not None)


def _base_again(group: Group, frame: Frame, frames: Sequence[Frame]) -> Frame | None:
    """The base of a group that counts the same as the one before: "79 of the 229 at stage 2"."""
    if group.base is None or frame.breakdown is not None or len(frames) < 2:
        return None
    base, part = frames[-2:]
    if part.measure is not frame.measure or base.measure not in BASES or base.group.first is not part.group.base:
        return None
    return replace(frame, group=Group.of(group.base), measure=base.measure, limit=None, cost=_BASE, soft=False)


_PARTICIPLE = re.compile(r"(?:answered|closed|completed|concluded|finished|determined|decided)", re.I)
_VERB_BEHIND = re.compile(r"\s*(?:\)|,|(?:were|was|had|got|met|went|came|ended)\b)", re.I)


def _is_participle(sentence: Sentence, base: Number, span: Span) -> bool:
    """Whether a word right behind a base says what it counts: "178 of the 289 answered were in time"."""
    beside = span.start >= base.end and not sentence.text[base.end : span.start].strip()
    return beside and bool(_PARTICIPLE.fullmatch(span.text) and _VERB_BEHIND.match(sentence.text, span.end))


# From frames to findings ---------------------------------------------------------------------------------

#: Confidence in a number with a measure that costs nothing, and the least that any has.
_CONFIDENCE, _LEAST_CONFIDENCE = 0.93, 0.3
#: What is taken off for each unit of cost, for soft words, and for a breakdown.
_PER_COST, _FOR_SOFT, _FOR_BREAKDOWN = 0.12, 0.08, 0.1


def _findings(frame: Frame, sentence: Sentence, block: Block, state: State) -> list[Finding]:
    return [
        Finding(
            stream=frame.stream,
            stage=frame.stage,
            period=frame.period,
            measure=frame.measure,
            unit=unit,
            value=number.value,
            box=block.text.box(sentence.offset + number.start, sentence.offset + number.end),
            method=Method.PROSE,
            evidence=sentence.quoted,
            confidence=_confidence(frame),
            target_days=frame.limit,
            dimension=frame.breakdown.dimension if frame.breakdown else None,
            category=frame.breakdown.category if frame.breakdown else None,
            soft=frame.soft,
            stage_open=not frame.stage_said,
            section=state.section,
            loose=is_loose(frame, number, sentence),
        )
        for number in frame.group.numbers
        if _is_sound(number, unit := _unit(number, frame), frame)
    ]


def _unit(number: Number, frame: Frame) -> Unit:
    return number.unit or (Unit.DAYS if frame.days or frame.measure is Measure.AVERAGE_DAYS else Unit.COUNT)


def _is_sound(number: Number, unit: Unit, frame: Frame) -> bool:
    """Whether a number can be a value of its frame's measure in its unit."""
    if unit is Unit.PERCENT:
        share_of_all = frame.measure in (*BASES, Measure.ESCALATED, Measure.DIRECT) and frame.breakdown is None
        if share_of_all or number.value > 100:
            return False
    if unit is Unit.COUNT and not number.value.is_integer():
        return False
    return goes_with(frame.measure, None if unit is Unit.COUNT else unit)


def _confidence(frame: Frame) -> float:
    sure = _CONFIDENCE - _PER_COST * frame.cost - _FOR_SOFT * frame.soft
    return max(_LEAST_CONFIDENCE, sure - _FOR_BREAKDOWN * (frame.breakdown is not None))


def _unread(number: Number, reason: str, sentence: Sentence, block: Block) -> Unread:
    start, end = sentence.offset + number.start, sentence.offset + number.end
    return Unread(box=block.text.box(start, end), text=block.text.string[start:end], reason=reason)
