"""Choosing: of the words around a number the one that says what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.match import Span
from extractors.prose.attach import BASES, OUTCOMES, TIMES, Choice, choices, measures, noun_measure
from extractors.prose.breakdown import Breakdown
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Measure, Stage, Stream, Unit

#: Words that are measures only in company: alone they mean too many things.
_NEEDS_DEADLINE = frozenset({"missed", "delayed", "met", "timely", "kept to", "not met", "breached"})
_NEEDS_UPHELD = frozenset({"part", "partly", "partially", "partial", "in part"})
_NOUN_REPLY = frozenset({"answer", "reply", "close", "response"})
_VAGUE = frozenset({"number", "had", "demand", "record", "recording", "it had", "saw"})
_DEADLINE = re.compile(
    r"\b(?:targets?|deadlines?|time limits?|limits?|standards?|timescales?|it was met|met it|sla|kpis?|days?|dates?)\b",
    re.I,
)
_UPHELD = re.compile(r"\b(?:upheld|uphold|fault|justified|founded|substantiated)\b", re.I)
_TARGET_BEFORE = re.compile(
    r"\b(?:targets?|kpis?|key performance indicators?|aim(?:s|ed)? to|ambition|goal|asks? for|standard is|benchmark of|objective)\b[^.;%]{0,90}$",
    re.I,
)
_MEASURED_BY_TARGET = re.compile(
    r"\b(?:within|inside|meet|met|missed|against|below|above|short of|exceed\w*|achiev\w*)\s+(?:the|our|its|this|that|a|an)?\s*(?:\w+\s+){0,2}$",
    re.I,
)
_ACHIEVED = re.compile(
    r"\b(?:achiev\w*|managed|reached|was met|were met|we (?:met|answered|responded|replied))\b", re.I
)
WITHIN = re.compile(
    r"\b(?:within|inside|in|with|under|by)\s+(?:(?:the|our|its|their|a|given|agreed|permitted|target|corporate|statutory|initial|prescribed|required|standard|set|timeframes?|timescales?|time|limits?|deadlines?|of|standards?|targets?|that|policy|published|full|first|whole)\s+)*$",
    re.I,
)
_BEYOND = re.compile(
    r"\b(?:outside|beyond|over|after|exceed\w*|more than|longer than|past)\s+(?:(?:of|the|our|its|their|a|given|agreed|permitted|target|corporate|statutory|prescribed|limit|deadline)\s+)*$",
    re.I,
)
_LIST = re.compile(r"(?:,|\band\b|\bor\b|:|\bwith\b)")
_CASES = re.compile(r"\b(?:complaints?|concerns?|representations?|enquiries|cases?|escalations?|investigations?|reviews?|ombudsm[ae]n)\b", re.I)
_ABOUT_THESE = re.compile(r"\b(?:of (?:these|those|them)|about|complain\w+)\b", re.I)
_SUBJECT_CASES = re.compile(
    r"\bcomplaints?\b[^.;]{0,80}?\b(?:total of|increased|decreased|rose|fell|dropped|stood at|numbered|totall?ed|to|from|were|was|:|is|are)\s*(?:by\s+)?(?:a total of |just |only )?$",
    re.I,
)
#: How far apart a number and its words may be.
MOST_COST = 1.9


def meaningful(sentence: Sentence) -> list[Span]:
    """The measure words of a sentence, without those that mean nothing where they stand."""
    kept = []
    for span in measures(sentence):
        text = span.text.lower()
        if text in _NEEDS_UPHELD and not _UPHELD.search(sentence.text):
            continue
        if text in _NEEDS_DEADLINE and not _DEADLINE.search(sentence.text):
            continue
        if text in _NOUN_REPLY and not re.search(
            r"\b(?:to|we|not|did|will|can|they|it)\s+$", sentence.text[: span.start], re.I
        ):
            continue
        if text in _VAGUE:
            continue
        kept.append(span)
    return sorted([*kept, *_were_not(sentence)], key=lambda span: span.start)


def _were_not(sentence: Sentence) -> list[Span]:
    """ "Three were upheld and two were not": the last words are not upheld."""
    if not _UPHELD.search(sentence.text):
        return []
    return [
        Span("measure", Measure.NOT_UPHELD.value, match.start(), match.end(), match[0])
        for match in re.finditer(r"\b(?:were|was) not(?=\s*(?:[.,;)]|$))", sentence.text)
    ]


def goes_with(measure: Measure, unit: Unit | None) -> bool:
    """Whether a measure can have a unit (None: a plain count)."""
    if measure is Measure.AVERAGE_DAYS or unit is Unit.DAYS:
        return measure is Measure.AVERAGE_DAYS and unit is Unit.DAYS
    if measure is Measure.REMEDY_PAID or unit is Unit.GBP:
        return measure is Measure.REMEDY_PAID and unit is Unit.GBP
    if unit is Unit.PER_1000:
        return measure in BASES
    if measure is Measure.ON_TIME_TARGET:
        return unit is Unit.PERCENT
    return True


def clause_before(sentence: Sentence, group: Group) -> str:
    """The words before a number, back to the number before it or a stop."""
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    return re.split(r"[;]|\.\s", sentence.text[start : group.start])[-1]


def clause_after(sentence: Sentence, group: Group) -> str:
    """The words behind a number, up to the next number or a stop."""
    following = [other.start for other in sentence.groups if other.start >= group.end]
    end = min(following) if following else len(sentence.text)
    return re.split(r"[;]|\.\s", sentence.text[group.end : end])[0]


def choose(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """The measure of a number; None where no words near enough name one."""
    unit = group.first.unit
    ranked = choices(sentence, group, found)
    noun = noun_measure(sentence, group, found)
    if noun is not None and unit is None:
        measure = Measure(noun.code.split(".")[0])
        outcome = next((c for c in ranked if c.after and c.measure in OUTCOMES and c.cost < 1.0), None)
        closed = next(
            (
                c
                for c in ranked
                if c.after and c.measure is Measure.RESPONDED and c.span.start > noun.end and c.cost < 0.8
            ),
            None,
        )
        if (
            closed is not None
            and measure is Measure.INVESTIGATED
            and not any(s.code == Stage.OMBUDSMAN for s in sentence.tagged("stage"))
        ):
            return closed
        if outcome is None or measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS):
            return Choice(measure, noun, 0.0, after=True)
    if unit is Unit.PERCENT and _is_target(sentence, group):
        return Choice(
            Measure.ON_TIME_TARGET, Span("measure", Measure.ON_TIME_TARGET.value, group.start, group.start, ""), 0.2
        )
    if unit is Unit.GBP:
        return _remedy(sentence, group, found)
    allowed = [
        choice
        for choice in ranked
        if goes_with(choice.measure, unit) and choice.measure is not Measure.ON_TIME_TARGET and choice.cost <= MOST_COST
    ]
    if unit is Unit.PERCENT:
        allowed = [
            c for c in allowed if c.measure not in BASES or c.measure is Measure.RESPONDED and c.cost < 1.0
        ] or allowed
    if group.first.value == 0 and not allowed:
        allowed = [c for c in ranked if c.after and c.measure in OUTCOMES and c.cost <= MOST_COST + 1]
    if not allowed and unit is Unit.PER_1000:
        return Choice(Measure.RECEIVED, Span("measure", "received.soft", group.start, group.start, ""), 1.0, soft=True)
    if not allowed:
        return _by_limit(sentence, group) or _changed(sentence, group, found) or _bare(sentence, group)
    best = _outranked(allowed, unit)
    if best.soft and best.span.text.lower().startswith("there") and not _CASES.search(clause_after(sentence, group)) and not _ABOUT_THESE.search(sentence.text):
        return None
    moved = _changed(sentence, group, found) if best.cost > 1.0 else None
    return moved if moved is not None and moved.cost < best.cost else best


_MONEY_PAID = re.compile(
    r"\b(?:compensat\w+|remed(?:y|ies)|redress|ombudsm[ae]n\w*|recommend\w*|orders?|complain\w+|goodwill|injustice)\b",
    re.I,
)
_OTHER_MONEY = re.compile(
    r"\b(?:budgets?|salar\w+|staffing|posts?|funded|grants?|invest(?:ed|ment)|contracts?|per (?:year|annum)|a year|savings?|rent|turnover|fees?)\b",
    re.I,
)


def _remedy(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """Money is a remedy where the sentence says that it was paid for a complaint."""
    spans = [span for span in found if span.code == Measure.REMEDY_PAID]
    if (
        not spans
        or not _MONEY_PAID.search(sentence.text)
        or _OTHER_MONEY.search(re.sub(r",\s*which[^,]*,", "", sentence.text))
    ):
        return None
    nearest = min(spans, key=lambda span: abs(span.start - group.start))
    return Choice(Measure.REMEDY_PAID, nearest, 0.5)


def _outranked(allowed: Sequence[Choice], unit: Unit | None) -> Choice:
    """The cheapest choice, or the one that says more of the same thing."""
    best = allowed[0]
    if best.measure is Measure.UPHELD:
        both = [
            c
            for c in allowed
            if c.measure is Measure.UPHELD_OR_PARTIALLY_UPHELD
            and c.cost <= best.cost + 1.2
            and not re.search(r"\bupheld\b", c.span.text, re.I)
        ]
        if both:
            return both[0]
    if best.measure is Measure.RECOMMENDATIONS and unit is Unit.PERCENT:
        return Choice(Measure.COMPLIANCE, best.span, best.cost)
    if best.measure in BASES or best.measure is Measure.ESCALATED:
        # "answered ... in time": how a case ended outweighs that it was answered
        closer = [c for c in allowed if c.after and c.measure in (*OUTCOMES, *TIMES) and c.cost <= best.cost + 0.6]
        if closer and (best.measure is not Measure.RECEIVED or unit is Unit.PERCENT):
            return closer[0]
    return best


def _is_target(sentence: Sentence, group: Group) -> bool:
    """Whether a percentage is what the council aims for, not what it achieved."""
    before = clause_before(sentence, group)
    match = None
    for match in _TARGET_BEFORE.finditer(before):
        pass
    if match is None:
        return False
    rest = before[match.start() :]
    if _ACHIEVED.search(rest):
        return False
    lead = before[: match.start()]
    if _MEASURED_BY_TARGET.search(lead) and not re.fullmatch(
        r"(?:targets?|kpis?|key performance indicators?)\s+(?:of|is|was|at)\s+", rest, re.I
    ):
        return False
    return True


_REPLIED = re.compile(
    r"\b(?:respon\w+|repl\w+|answer\w*|complet\w*|closed|dealt|performance|timeliness|compliance|turn(?:ed)? around|resolved)\b",
    re.I,
)


def _by_limit(sentence: Sentence, group: Group) -> Choice | None:
    """ "Our 20-day response times rose from 74%": a limit and a reply before a percentage."""
    if group.first.unit is not Unit.PERCENT:
        return None
    after = clause_after(sentence, group)
    for duration in sentence.durations:
        at = duration.start - group.end
        if (
            0 <= at <= len(after)
            and WITHIN.search(after[:at])
            and _REPLIED.search(sentence.text)
        ):
            return Choice(
                Measure.ON_TIME, Span("measure", Measure.ON_TIME.value, duration.start, duration.end, ""), 0.6
            )
    text = sentence.text[: group.start]
    limits = [limit for limit in sentence.limits() if limit.end <= group.start]
    if limits and _REPLIED.search(re.split(r"[;]|\.\s|,\s*and our\b", text)[-1]):
        return Choice(
            Measure.ON_TIME, Span("measure", Measure.ON_TIME.value, limits[-1].start, limits[-1].end, ""), 0.8
        )
    return None


_CHANGED = re.compile(
    r"\b(?:increas\w*|decreas\w*|r(?:ose|isen|ising)|fell|fallen|falling|dropp\w*|doubled|trebled|halved|grew|grown|went|gone|moved|slipped|climbed|improved|declined|reduced|up|down)\b[^.;]{0,50}?\b(?:from|to)\s+(?:just |only |a total of |around |about )?$",
    re.I,
)


def _changed(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """ "Complaints received by the Ombudsman had increased from 135": the subject of a change may stand far off."""
    before = sentence.text[: group.start]
    if not _CHANGED.search(before):
        return None
    subjects = [
        s
        for s in found
        if s.end <= group.start
        and not s.code.endswith(".soft")
        and goes_with(Measure(s.code.split(".")[0]), group.first.unit)
        and not re.search(r"[;]|\.\s", before[s.end :])
    ]
    if not subjects or group.first.unit is Unit.PERCENT and Measure(subjects[-1].code.split(".")[0]) in BASES:
        return None
    return Choice(Measure(subjects[-1].code.split(".")[0]), subjects[-1], 0.9)


def _bare(sentence: Sentence, group: Group) -> Choice | None:
    """A number of complaints of which nothing more is said: "complaints rose ... to a total of 434"."""
    if group.first.unit is not None:
        return None
    span = Span("measure", "received.soft", group.start, group.start, "")
    after = re.match(
        r"^\s+(?:(?:new|formal|corporate|statutory|non-statutory|stage \w+|social care|adult|children's|housing|landlord|school|corporate|such|more|of these|\w+)\s+){0,4}?(?:complaints?|concerns|representations|reports of dissatisfaction|enquiries)\b",
        clause_after(sentence, group),
        re.I,
    )
    repeated = re.search(
        r"\b(?:the|these|those|all|both|every|each|per|for|of)\s+$", sentence.text[: group.start], re.I
    )
    if after and group.first.value == 0:
        return None
    if after and (not repeated or re.search(r"representations|dissatisfaction|concerns", after[0], re.I)):
        return Choice(Measure.RECEIVED, span, 1.3, soft=True)
    if _SUBJECT_CASES.search(clause_before(sentence, group)):
        return Choice(Measure.RECEIVED, span, 1.2, soft=True)
    return None


def inherited(
    sentence: Sentence, group: Group, previous: Frame | None, breakdown: Breakdown | Stream | None, state: State
) -> Choice | None:
    """The measure of the number before, in a list: "received 12 at stage 1 and 3 at stage 2"."""
    if previous is not None:
        gap = sentence.text[previous.group.end : group.start]
        same = group.with_unit(previous.group.first.unit) is not None
        words = re.findall(r"[A-Za-z]+", gap)
        if same and _LIST.search(gap) and not re.search(r";|\.\s", gap) and (len(words) <= 12 or breakdown is not None):
            span = Span("measure", previous.measure.value, previous.group.start, previous.group.end, "")
            return Choice(previous.measure, span, 0.7 + previous.cost / 2, previous.soft)
    if breakdown is not None and not isinstance(breakdown, Stream):
        default = Measure.RECEIVED
        if state.last and state.last[-1].measure in (Measure.COMPLIMENTS, Measure.LATE):
            default = state.last[-1].measure
        return Choice(default, Span("measure", "received.soft", group.start, group.end, ""), 1.0, soft=True)
    if isinstance(breakdown, Stream) and group.first.unit is None:
        listed = state.last[0].measure if state.last and state.last[0].measure in BASES else Measure.RECEIVED
        return Choice(listed, Span("measure", "received.soft", group.start, group.end, ""), 1.0, soft=True)
    return None


def refined(sentence: Sentence, group: Group, chosen: Choice) -> Measure:
    """ "Answered within 20 working days" is on time, "answered outside them" late."""
    measure = chosen.measure
    if measure not in (*BASES, Measure.RESOLVED, *TIMES):
        return measure
    following = [other.start - group.end for other in sentence.groups if other.start >= group.end]
    after = sentence.text[group.end :]
    reach = after[: min(following)] if following else after
    reach = re.split(r"[;]|\.\s|,\s*(?:while|whereas|compared|against|but|and the|although)", reach)[0]
    for duration in sentence.durations:
        at = duration.start - group.end
        if 0 <= at <= len(reach):
            if _BEYOND.search(after[:at]):
                return Measure.LATE
            if WITHIN.search(after[:at]) and measure is not Measure.LATE:
                return Measure.ON_TIME
    times = [
        s
        for s in measures(sentence)
        if s.code in TIMES
        and s.start >= chosen.span.end
        and chosen.after
        and re.fullmatch(r"\s*(?:\w+\s+){0,2}", sentence.text[chosen.span.end : s.start])
    ]
    if times and measure not in TIMES:
        return Measure(times[0].code)
    only_percent = all(number.unit is Unit.PERCENT for number in group.numbers)
    if measure is Measure.RESPONDED and only_percent and chosen.span.end <= group.start:
        later = [span for span in measures(sentence) if span.code in TIMES and span.start >= group.end]
        if later:
            return Measure(later[0].code)
        ends = [d.start - group.end for d in sentence.durations if d.start >= group.end]
        if ends and WITHIN.search(after[: max(ends)]):
            return Measure.ON_TIME
    return measure


def at_ombudsman(measure: Measure, span: Span, stage: Stage) -> Measure:
    """What an ombudsman closes or determines is decided."""
    if (
        stage is Stage.OMBUDSMAN
        and measure is Measure.RESPONDED
        and re.match(r"clos|determin|conclud|complet|finish", span.text, re.I)
    ):
        return Measure.DECIDED
    return measure
