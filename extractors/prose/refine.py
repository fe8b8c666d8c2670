"""Refining: a measure made more exact by what stands beside it: a time limit, an ombudsman."""

from __future__ import annotations

import re

from extractors.lexicon.kinds import BASES, TIMES
from extractors.lexicon.match import Span
from extractors.lexicon.words import run_of, whole
from extractors.prose.attach import Choice, measures
from extractors.prose.clause import STOP, clause_after, clause_before, start_of_next
from extractors.prose.groups import Group
from extractors.prose.informal import put_right_at_once
from extractors.prose.sentence import Sentence
from extractors.prose.timing import WITHIN, in_months
from schemas.codes import Measure, Stage, Unit

_BEYOND = re.compile(
    rf"(?<!\bno )(?<!\bnot ){whole('outside, beyond, over, after, exceed*, more than, longer than, past')}\s+"
    + run_of(
        "of, the, our, its, their, a, given, agreed, permitted, target, corporate, statutory, prescribed, limit",
        "deadline",
    )
    + "$",
    re.I,
)
#: What was open "at the start of the year" was brought into it.
_AT_THE_START = re.compile(r"\bat (?:the )?(?:start|beginning) of\b|\bon 1 April\b", re.I)
_NEW_CLAUSE = re.compile(STOP.pattern + r"|,\s*(?:while|whereas|compared|against|but|and the|although)")
_FEW_WORDS = re.compile(r"\s*(?:\w+\s+){0,2}")
#: Words of people who took their complaint to an ombudsman, not of a council that passed it up.
_WENT = re.compile(r"went|gone?\b|going|took|taken|asked", re.I)
_FINISHED = re.compile(
    r"clos|determin|conclud|complet|finish|consider|dealt|deal|handl|process|adjudicat|dispos|settl", re.I
)


def refined(sentence: Sentence, group: Group, chosen: Choice) -> Measure:
    """On time for "answered within 20 working days", late for "answered outside them"."""
    measure = chosen.measure
    if measure is Measure.CARRIED_FORWARD and _AT_THE_START.search(sentence.text):
        return Measure.BROUGHT_FORWARD
    if measure not in (*BASES, Measure.RESOLVED, *TIMES) or put_right_at_once(sentence, group):
        return measure
    timed = (
        _by_limit_behind(sentence, group, measure)
        or _by_limit_before(sentence, group, chosen)
        or _by_time_words(sentence, group, chosen)
        or measure
    )
    return Measure.LATE if _is_negated(sentence, group, chosen, timed) else timed


_NOT = re.compile(
    r"\bnot\b(?! (?:a |formal )*complaints?\b)|n't\b|" + whole("never, fail(ed|ing|s)? to, unable to"), re.I
)
#: "46 met the deadline and 17 did not".
_DID_NOT = re.compile(
    r"\s*(?:(?:complaints|cases|of them|others)\s+)?(?:did|was|were|had|could)(?:\s+not|n't)\s*(?:[.,;)]|$)"
    r"|\s*(?:outside|beyond|over)(?:\s+(?:it|them|that|this))?\s*(?:[.,;)]|$)"
)


def _is_negated(sentence: Sentence, group: Group, chosen: Choice, measure: Measure) -> bool:
    """Whether a number counts what was not in time: "eight did not receive a reply within 20 working days"."""
    in_time = measure is Measure.ON_TIME or any(span.code == Measure.ON_TIME for span in measures(sentence))
    if measure not in (Measure.ON_TIME, Measure.RESPONDED) or not in_time:
        return False
    if not chosen.after and _DID_NOT.match(clause_after(sentence, group)):
        return True
    if not chosen.after and chosen.span.text:
        return _NOT.search(clause_before(sentence, group)) is not None
    words = re.split(",", clause_after(sentence, group))[0]
    before_verb = words[: max(chosen.span.start - group.end, 0)] if measure is chosen.measure else words
    return _NOT.search(before_verb) is not None


#: "Answered on average within 6.4 working days": a mean, and no limit.
_ON_AVERAGE = re.compile(r"\bon average\s+(?:with)?in\s+$", re.I)


def _end_before_limit(sentence: Sentence, group: Group) -> int:
    """Where the number ends whose percentage stands behind the limit: "40 of the 80 within 10 working days (50%)"."""
    last = max(group.first.end, group.base.end if group.base else 0)
    inside = any(last <= duration.start and duration.end <= group.end for duration in sentence.durations)
    return last if inside else group.end


def _by_limit_behind(sentence: Sentence, group: Group, measure: Measure) -> Measure | None:
    end = _end_before_limit(sentence, group)
    after = sentence.text[end:]
    reach = _NEW_CLAUSE.split(sentence.text[end : start_of_next(sentence, group)])[0]
    for duration in sentence.durations:
        at = duration.start - end
        if not 0 <= at <= len(reach) or _ON_AVERAGE.search(after[:at]):
            continue
        if _BEYOND.search(after[:at]):
            return Measure.LATE
        if WITHIN.search(after[:at]) and measure is not Measure.LATE:
            return Measure.ON_TIME
    if measure is Measure.RESPONDED and in_months(reach):
        return Measure.ON_TIME
    return None


_STRAIGHT_ON = re.compile(r"\s*(?:[:=,(-]|(?:were|was|are|is)\b)?\s*")


#: "Sent within 15 working days on 40 occasions".
_ON = re.compile(r"\s*,?\s*(?:on|in)\s+(?:only |just )?", re.I)
_OFTEN = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:occasions|cases|instances)\b|(?<=cases)|(?<=occasions)|(?<=\))", re.I)


def _by_limit_before(sentence: Sentence, group: Group, chosen: Choice) -> Measure | None:
    """On time or late for "answered in 10 working days: 233"."""
    if chosen.after or not chosen.span.text:
        return None
    for duration in sentence.durations:
        inside = chosen.span.end <= duration.start and duration.end <= group.start
        often = (
            inside
            and _OFTEN.match(sentence.text, group.end)
            and _ON.fullmatch(sentence.text, duration.end, group.start)
        )
        if often or (inside and _STRAIGHT_ON.fullmatch(sentence.text, duration.end, group.start)):
            before = sentence.text[: duration.start]
            return Measure.LATE if _BEYOND.search(before) else Measure.ON_TIME if WITHIN.search(before) else None
    return None


_FOR = re.compile(r"\s*(?:(?:for|in|with)\s+)?(?:just |only |some |about )?(?:the )?", re.I)


def _by_time_words(sentence: Sentence, group: Group, chosen: Choice) -> Measure | None:
    """On time or late, where words for it follow those for an answer: "answered on time"."""
    times = [span for span in measures(sentence) if span.code in TIMES]
    beside = [
        span
        for span in times
        if span.start >= chosen.span.end and _FEW_WORDS.fullmatch(sentence.text[chosen.span.end : span.start])
    ]
    if beside and chosen.after and chosen.measure not in TIMES:
        return beside[0].measure
    before = [span for span in times if span.end <= group.start]
    kept = [span for span in before if _FOR.fullmatch(sentence.text, span.end, group.start)]
    if kept and chosen.measure is Measure.RESPONDED and chosen.after:
        # "we met ten days for 31 replies": the noun only says what was counted
        return kept[-1].measure
    shares = all(number.unit is Unit.PERCENT for number in group.numbers)
    if chosen.measure is not Measure.RESPONDED or not shares or chosen.span.end > group.start:
        return None
    # "we replied to 84% ... on time": the words stand on the other side of the number
    later = [span for span in times if span.start >= group.end]
    if later:
        return later[0].measure
    ends = [duration.start for duration in sentence.durations if duration.start >= group.end]
    return Measure.ON_TIME if ends and WITHIN.search(sentence.text[group.end : max(ends)]) else None


#: "(The Ombudsman considered 10) complaints or enquiries": so it calls what it receives.
_AND_ENQUIRIES = re.compile(
    r"\s+(?:\w+\s+)?(?:complaints?\s*(?:and|or|/|&)\s*enquiries|enquiries\s*(?:and|or|/|&)\s*complaints?)\b", re.I
)


def at_ombudsman(sentence: Sentence, group: Group, measure: Measure, span: Span, stage: Stage) -> Measure:
    """What an ombudsman closes or determines is decided; what went there, or is an enquiry too, was received there."""
    if stage is Stage.OMBUDSMAN and measure is Measure.RESPONDED and _AND_ENQUIRIES.match(sentence.text, group.end):
        return Measure.RECEIVED
    finished = measure is Measure.RESPONDED and _FINISHED.match(span.text)
    if stage is Stage.OMBUDSMAN and measure is Measure.ESCALATED and _WENT.match(span.text):
        return Measure.RECEIVED
    return Measure.DECIDED if stage is Stage.OMBUDSMAN and finished else measure
