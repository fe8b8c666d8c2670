"""Implied measures: what a number counts where no measure word stands near it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.kinds import BASES, goes_with
from extractors.lexicon.match import Span
from extractors.lexicon.words import any_of, run_of, whole
from extractors.prose.attach import Choice
from extractors.prose.category import Breakdown
from extractors.prose.clause import STOP, clause_after, clause_before, last_match
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Measure, Stream, Unit


def implied(measure: Measure, start: int, end: int, cost: float, soft: bool = False) -> Choice:
    """A measure that no word names, as if it were said at a place of the sentence."""
    code = f"{measure.value}.soft" if soft else measure.value
    return Choice(measure, Span("measure", code, start, end, ""), cost, soft)


# Targets --------------------------------------------------------------------------------------------

_TARGET_BEFORE = re.compile(
    whole(
        "targets?, kpis?, key performance indicators?, aim(s|ed)? to, ambition, goal, asks? for, standard is",
        "benchmark of, objective",
    )
    + r"(?=[^.;%]{0,90}$)",
    re.I,
)
_MEASURED_BY_IT = re.compile(
    whole("within, inside, meet, met, missed, against, below, above, short of, exceed*, achiev*")
    + rf"\s+{any_of('the, our, its, this, that, a, an')}?\s*(?:\w+\s+){{0,2}}$",
    re.I,
)
_ACHIEVED = re.compile(whole("achiev*, managed, reached, was met, were met, we (met|answered|responded|replied)"), re.I)
_TARGET_IS = re.compile(r"(?:targets?|kpis?|key performance indicators?)\s+(?:of|is|was|at)\s+", re.I)


def is_target(sentence: Sentence, group: Group) -> bool:
    """Whether a percentage is what the council aims for, not what it achieved."""
    before = clause_before(sentence, group)
    match = last_match(_TARGET_BEFORE, before)
    if match is None or _ACHIEVED.search(before[match.start() :]):
        return False
    by_it = _MEASURED_BY_IT.search(before[: match.start()]) is not None
    return not by_it or _TARGET_IS.fullmatch(before[match.start() :]) is not None


# Money ----------------------------------------------------------------------------------------------

_MONEY_PAID = re.compile(
    whole(
        r"compensat*, remed(y|ies), redress, ombudsm[ae]n*, recommend*, orders?, complain\w+, goodwill, injustice",
    ),
    re.I,
)
_OTHER_MONEY = re.compile(
    whole(
        "budgets?, salar*, staffing, posts?, funded, grants?, invest(ed|ment), contracts?, per (year|annum), a year",
        "savings?, rent, turnover, fees?",
    ),
    re.I,
)


def remedy(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """Money is a remedy where the sentence says that it was paid for a complaint."""
    spans = [span for span in found if span.code == Measure.REMEDY_PAID]
    main_clause = re.sub(r",\s*which[^,]*,", "", sentence.text)
    if not spans or not _MONEY_PAID.search(sentence.text) or _OTHER_MONEY.search(main_clause):
        return None
    nearest = min(spans, key=lambda span: abs(span.start - group.start))
    return Choice(Measure.REMEDY_PAID, nearest, 0.5)


# Time limits ----------------------------------------------------------------------------------------

#: Words that may stand between "within" and a time limit.
_LIMIT_WORDS = (
    "the, our, its, their, a, of, that, given, agreed, permitted, target, corporate, statutory, prescribed",
    "initial, required, standard, set, timeframes?, timescales?, time, limits?, deadlines?, standards?, targets?",
    "policy, published, full, first, whole",
)
WITHIN = re.compile(
    r"\b(?:within|inside|in|with|under|by|(?:no|not) (?:more|longer|later) than|up to|at most)\s+"
    rf"{run_of(*_LIMIT_WORDS)}$",
    re.I,
)
_REPLIED = re.compile(
    whole(
        "respon*, repl*, answer*, complet*, closed, dealt, performance, timeliness, compliance, turn(ed)? around",
        "resolved",
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


_COUNTED_IN = re.compile(r"\s*,?\s*(?:in|for|to)\s+")


def _counted_within(sentence: Sentence, group: Group) -> Choice | None:
    """On time, where a count stands right behind a time limit: "a reply went out within 20 days in 711"."""
    for limit in sentence.limits():
        beside = limit.end <= group.start and _COUNTED_IN.fullmatch(sentence.text, limit.end, group.start)
        if beside and WITHIN.search(sentence.text[: limit.start]) and _REPLIED.search(sentence.text[: limit.start]):
            return implied(Measure.ON_TIME, limit.start, limit.end, 0.6)
    return None


# Changes of complaints and bare numbers of them ----------------------------------------------------

_CHANGED = re.compile(
    whole(
        "increas*, decreas*, r(ose|isen|ising), fell, fallen, falling, dropp*, doubled, trebled, halved, grew, grown",
        "went, gone, moved, slipped, climbed, improved, declined, reduced, up, down",
    )
    + r"[^.;]{0,50}?\b(?:from|to)\s+(?:just |only |a total of |around |about )?$",
    re.I,
)


def changed(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """The subject of a change, which may stand far off: "received by the Ombudsman had increased from 135"."""
    before, unit = sentence.text[: group.start], group.first.unit
    if not _CHANGED.search(before):
        return None
    subjects = [
        span
        for span in found
        if span.end <= group.start
        and not span.is_soft
        and goes_with(span.measure, unit)
        and not STOP.search(before[span.end :])
    ]
    if not subjects or (unit is Unit.PERCENT and subjects[-1].measure in BASES):
        return None
    return Choice(subjects[-1].measure, subjects[-1], 0.9)


_NEW_CASES = re.compile(
    r"^\s+(?:"
    + any_of("stage _, social care, of these, non-statutory, children's, _")
    + r"\s+){0,4}?"
    + any_of("complaints?, concerns, representations, reports of dissatisfaction, enquiries")
    + r"\b",
    re.I,
)
_INFORMAL_CASES = re.compile(r"representations|dissatisfaction|concerns", re.I)
#: Words before a number that repeat one already given.
_REPEATED = re.compile(r"\b(?:the|these|those|all|both|every|each|per|for|of)\s+$", re.I)
_CASES_BECAME = re.compile(
    r"\b(?:complaints?|number of (?:cases|reviews|escalations))\b[^.;]{0,80}?"
    + r"\b(?:total of|increased|decreased|rose|fell|dropped|stood at|numbered|totall?ed|to|from|were|was|:|is|are)\s*"
    + r"(?:by\s+)?(?:a total of |just |only )?$",
    re.I,
)


def bare(sentence: Sentence, group: Group) -> Choice | None:
    """A number of complaints of which nothing more is said: "complaints rose ... to a total of 434"."""
    if group.first.unit is not None:
        return None
    cases = _NEW_CASES.match(clause_after(sentence, group))
    if cases and group.first.value == 0:
        return None
    if cases and (not _REPEATED.search(sentence.text[: group.start]) or _INFORMAL_CASES.search(cases[0])):
        return implied(Measure.RECEIVED, group.start, group.start, 1.3, soft=True)
    if _CASES_BECAME.search(clause_before(sentence, group)):
        return implied(Measure.RECEIVED, group.start, group.start, 1.2, soft=True)
    return None


# Lists ----------------------------------------------------------------------------------------------

_LIST = re.compile(r"(?:,|\band\b|\bor\b|:|\bwith\b|\bthrough\b|\bthen\b)")
#: An item of a list stands at most so many words behind the one before, unless it names a group of its own.
_ITEM_WORDS = 12


_NEXT_CASE = re.compile(
    r"[;,]\s*(?:and |while |whereas |but )?(?P<case>(?:at|in|for|within|by|during)\s[^,;:.]{2,45}?),?\s*"
    r"(?:(?:it|this|that|the figure) was )?$",
    re.I,
)


def _is_next_case(sentence: Sentence, group: Group, gap: str) -> bool:
    """Whether a number is of another stage, limit or stream, and its clause has no verb: "; at stage 2, 67%"."""
    match = _NEXT_CASE.search(gap)
    if not match:
        return False
    start = group.start - len(gap) + match.start("case")
    spans = [span for span in sentence.spans if start <= span.start and span.end <= group.start]
    limited = any(start <= limit.start < group.start for limit in sentence.limits())
    told = limited or any(span.tag in ("stage", "stream") for span in spans)
    return told and not any(span.tag == "measure" for span in spans)


def inherited(
    sentence: Sentence, group: Group, previous: Frame | None, breakdown: Breakdown | Stream | None, state: State
) -> Choice | None:
    """The measure of the number before, in a list: "received 12 at stage 1 and 3 at stage 2"."""
    if previous is not None:
        gap = sentence.text[previous.group.end : group.start]
        same = group.with_unit(previous.group.first.unit) is not None
        if same and _is_next_case(sentence, group, gap):
            span = Span("measure", previous.measure.value, previous.group.start, previous.group.end, "")
            return Choice(previous.measure, span, 0.6 + previous.cost / 2, previous.soft)
        near = len(re.findall(r"[A-Za-z]+", gap)) <= _ITEM_WORDS or breakdown is not None
        if same and near and _LIST.search(gap) and not STOP.search(gap):
            span = Span("measure", previous.measure.value, previous.group.start, previous.group.end, "")
            return Choice(previous.measure, span, 0.7 + previous.cost / 2, previous.soft)
    last = state.last
    if isinstance(breakdown, Breakdown) and state.led is not None:
        return implied(state.led.measure, group.start, group.end, 1.0, soft=True)
    if isinstance(breakdown, Breakdown):
        goes_on = last and last[-1].measure in (Measure.COMPLIMENTS, Measure.LATE)
        return implied(last[-1].measure if goes_on else Measure.RECEIVED, group.start, group.end, 1.0, soft=True)
    if isinstance(breakdown, Stream) and group.first.unit is None:
        goes_on = last and last[0].measure in BASES
        return implied(last[0].measure if goes_on else Measure.RECEIVED, group.start, group.end, 1.0, soft=True)
    return None
