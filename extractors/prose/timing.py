"""Timing: on time and mean days, where only a time limit, or a verb beside days, says so."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of, run_of, whole
from extractors.numbers import SPELLED
from extractors.prose.attach import Choice, implied
from extractors.prose.clause import STOP, clause_after
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Measure, Unit

#: Words that may stand between "within" and a time limit.
_LIMIT_WORDS = (
    "the, our, its, their, a, of, that, given, agreed, permitted, target, corporate, statutory, prescribed",
    "initial, required, standard, set, timeframes?, timescales?, time, limits?, deadlines?, standards?, targets?",
    "policy, published, full, first, whole, spso, nipso, psow, ombudsman's, regulatory, national",
)
WITHIN = re.compile(
    r"\b(?:within|inside|in|with|under|by|(?:no|not) (?:more|longer|later) than|up to|at most)\s+"
    rf"{run_of(*_LIMIT_WORDS)}$",
    re.I,
)
#: "(Completed) within the statutory six months' timescale": a limit that no number of days gives.
_IN_MONTHS = re.compile(
    r"\b(?:within|inside|in under)\s+"
    rf"{run_of(*_LIMIT_WORDS)}(?:\d+|{SPELLED})[\s-]months?\b(?!\s+(?:of|before|after|from|ago|earlier)\b)",
    re.I,
)


def in_months(words: str) -> bool:
    """Whether words behind a number name a time limit in months."""
    return _IN_MONTHS.search(words) is not None


_REPLIED = re.compile(
    whole(
        "respon*, repl*, answer*, complet*, closed, dealt, performance, timeliness, compliance, turn(ed)? around",
        "resolved, settled, finished, concluded, sorted out, handled",
    ),
    re.I,
)
_NEW_STATEMENT = re.compile(STOP.pattern + r"|,\s*and our\b")


def by_limit(sentence: Sentence, group: Group) -> Choice | None:
    """On time, where a percentage stands beside a time limit: "our 20-day response times rose from 74%"."""
    if group.first.unit is None:
        return _counted_within(sentence, group)
    if group.first.unit is not Unit.PERCENT:
        return None
    after = clause_after(sentence, group)
    for duration in sentence.durations:
        at = duration.start - group.end
        if 0 <= at <= len(after) and WITHIN.search(after[:at]) and _REPLIED.search(sentence.text):
            return implied(Measure.ON_TIME, duration.start, duration.end, 0.6)
    limits = [limit for limit in sentence.limits() if limit.end <= group.start]
    if limits and _REPLIED.search(_NEW_STATEMENT.split(sentence.text[: group.start])[-1]):
        return implied(Measure.ON_TIME, limits[-1].start, limits[-1].end, 0.8)
    return None


#: "Answers took 27.3 working days to write": of many, so the mean.
_TOOK = re.compile(r"\b(?:took|taking|taken|takes)\s+(?:us\s+|just |only |about |around |an? )?$", re.I)
#: What opens a sentence holds for all of it: "On average a stage 1 answer took 8 days, and a stage 2 answer 19".
_ON_AVERAGE = re.compile(r"\s*(?:on average|the (?:average|mean))\b", re.I)
_TO_ANSWER = re.compile(
    r"\s*(?:(?:working|calendar)\s+)?days?\s+to\s+(?:(?:fully|formally)\s+)?"
    r"(?:respond|reply|answer|close|resolve|complete|investigate|deal|provide|give|send|issue|conclude|handle)\b"
    r"[^.;]{0,40}\b(?:complaints|enquiries|cases|complainants|customers|investigations|reviews)\b",
    re.I,
)


def days_taken(sentence: Sentence, group: Group) -> Choice | None:
    """Mean days, where "answers took 27.3 working days to write"."""
    took = group.first.unit is Unit.DAYS and _TOOK.search(sentence.text, 0, group.start)
    if took and _ON_AVERAGE.match(sentence.text):
        return implied(Measure.AVERAGE_DAYS, group.start, group.start, 0.8)
    taken = took
    if not taken or not _TO_ANSWER.match(sentence.text, group.end):
        return None
    return implied(Measure.AVERAGE_DAYS, group.start, group.start, 0.8)


_COUNTED_IN = re.compile(r"\s*,?\s*(?:in|for|to)\s+")


_ON_OCCASIONS = re.compile(r"\s*(?:limit |target |allowed |deadline )?,?\s*(?:on|in)\s+(?:only |just |all but )?", re.I)
_OCCASIONS = re.compile(
    r"\s+(?:\([^()]*\)\s+)?(?:occasions|cases|instances|times|complaints|of (?:the|them|these))\b", re.I
)
#: "Were given", "had gone out": right before the words for a time limit.
_CAME_OUT = re.compile(
    r"\s*(?:of (?:them|these|those)\s+|(?:complaints|cases|answers|replies|responses|reviews|investigations)\s+)?"
    r"(?:(?:were|was|had been|have been|came|went|got(?! a)|fell|had gone)\b\s*)?"
    r"(?:(?:had|got|received|given|sent) (?:a|an|their|our) (?:\w+ )?(?:reply|answer|response|decision)\s+)?"
    rf"(?:{any_of('given, sent, issued, made, finished, done, provided, dealt with, settled, ready, out, off')}\s+)?",
    re.I,
)


def _counted_within(sentence: Sentence, group: Group) -> Choice | None:
    """On time, where a count stands right behind a time limit, or before: "388 were given in ten working days"."""
    for limit in sentence.durations:
        within = WITHIN.search(sentence.text[: limit.start]) if limit.start >= group.end else None
        if within and _CAME_OUT.fullmatch(sentence.text, group.end, within.start()) and within.start() > group.end:
            return implied(Measure.ON_TIME, limit.start, limit.end, 0.6)
    for limit in sentence.durations:
        # "a reply was sent inside the 10 working days on 982 occasions"
        beside = limit.end <= group.start and _ON_OCCASIONS.fullmatch(sentence.text, limit.end, group.start)
        times = beside and _OCCASIONS.match(sentence.text, group.first.end)
        if times and WITHIN.search(sentence.text[: limit.start]) and _REPLIED.search(sentence.text[: limit.start]):
            return implied(Measure.ON_TIME, limit.start, limit.end, 0.6)
    base = group.base
    for limit in sentence.durations if base is not None else ():
        # "58 of the 137 that were answered went out inside ten working days (42%)"
        inside = base is not None and base.end <= limit.start and limit.end <= group.end
        said = sentence.text[base.end : limit.start] if base is not None and inside else ""
        if WITHIN.search(said) and _REPLIED.search(said):
            return implied(Measure.ON_TIME, limit.start, limit.end, 0.6)
    for limit in sentence.limits():
        beside = limit.end <= group.start and _COUNTED_IN.fullmatch(sentence.text, limit.end, group.start)
        if beside and WITHIN.search(sentence.text[: limit.start]) and _REPLIED.search(sentence.text[: limit.start]):
            return implied(Measure.ON_TIME, limit.start, limit.end, 0.6)
    return None


#: "Within the limit of 20 days we closed 118": the limit comes first.
_LIMIT_FIRST = re.compile(
    r"\s*(?:within|inside)\b[^,;.()]*?\bdays?\b(?: limit| target| deadline)?,?\s+(?:we|the (?:council|service|team))\s+"
    r"(?:had |have )?(?:answered|closed|completed|replied to|responded to|resolved|finished|concluded|settled)\s+",
    re.I,
)


def limit_first(sentence: Sentence, group: Group) -> bool:
    """Whether a number counts what a sentence that begins with a time limit says was answered within it."""
    opening = _LIMIT_FIRST.match(sentence.text)
    return opening is not None and opening.end() <= group.start


#: "We allow 15 working days (and kept within them on) 938 occasions", "(and managed that for) 71% of them".
_KEPT = re.compile(
    r"\bdays?\b[^.;\d]{0,40}?\b(?:and|but|which|,)\s+"
    r"(?:(?:we|it|this|that|they|the (?:council|service|team))\s+)?(?:(?:was|were|had)\s+)?"
    r"(?:did so|done so|managed (?:this|that|it|to do so)|met (?:it|this|that)|achieved (?:it|this|that)|succeeded"
    r"|kept (?:within|inside|to) (?:it|them|this|that|these|those)|observed|honoured|respected|adhered to)\s+"
    r"(?:(?:for|in|on|with)\s+)?(?:only |just |about )?$",
    re.I,
)
_SET = re.compile(
    r"\b"
    + any_of("aim, plan, allow, give, have, limit, target, standard, goal, promise, undertake, should, must, try"),
    re.I,
)


def kept_within(sentence: Sentence, group: Group) -> Choice | None:
    """On time, where a sentence sets a limit and goes on with how often it was kept."""
    before = sentence.text[: group.start]
    kept = _KEPT.search(before)
    limits = [limit for limit in sentence.durations if kept and limit.end <= kept.start() + len("days") + 1]
    if kept is None or not limits or not _SET.search(before[: kept.start()]) or group.first.unit is Unit.DAYS:
        return None
    return implied(Measure.ON_TIME, limits[-1].start, limits[-1].end, 0.6)
