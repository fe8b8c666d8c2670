"""Choosing: of the words around a number the one that says what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.kinds import BASES, OUTCOMES, TIMES, goes_with
from extractors.lexicon.match import Span
from extractors.lexicon.words import whole
from extractors.prose.attach import Choice, choices, implied, noun_measure
from extractors.prose.clause import clause_after
from extractors.prose.costs import MOST_COST
from extractors.prose.goals import is_target, reached
from extractors.prose.groups import Group
from extractors.prose.implied import (
    announced,
    bare,
    cases_of_stage,
    changed,
    complaints_in_brackets,
    labelled,
)
from extractors.prose.informal import put_right_at_once
from extractors.prose.money import remedy
from extractors.prose.sentence import Sentence
from extractors.prose.stated import stated_first
from extractors.prose.thanks import counts_thanks
from extractors.prose.timing import by_limit, days_taken, kept_within, limit_first
from schemas.codes import Measure, Stage, Unit

_RIGHT_BEFORE = re.compile(r"\s+(?:a total of |all |only |just |another )?", re.I)
#: Answers as things that are counted: "12 replies to complaints were late".
_REPLIES = re.compile(r"(?:final )?(?:replies|responses|answers)\b", re.I)
_CASES = re.compile(
    whole(
        "complaints?, concerns?, representations?, enquiries, cases?, escalations?, investigations?, reviews?",
        "ombudsm[ae]n, (at|in) stage",
    ),
    re.I,
)
_ABOUT_THESE = re.compile(whole(r"of (these|those|them), about, complain\w+"), re.I)

# Costs (see extractors.prose.costs) up to which a choice stands against another one.
_NEAR = 1.0
_NEAR_CLOSED = 0.8
#: For a number that is none or nil words farther off will do.
_FOR_ZERO = MOST_COST + 1
_RATE = 0.2
_TOLD_SO = 0.6
#: How much dearer a choice may be that says more of the same.
_BOTH_OUTRANK, _OUTCOME_OUTRANKS = 1.2, 0.6


_RATE_IS = re.compile(r"\s+(?:of|was|is|at|stands at|stood at|came to|rose to|fell to)\s+(?:just |only |about )?", re.I)


def _rate_of(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """The measure of a percentage right behind the rate that it is: "two were not, an uphold rate of 80%"."""
    if group.first.unit is not Unit.PERCENT:
        return None
    rates = (span for span in found if span.is_rate and span.measure is not Measure.ON_TIME_TARGET)
    beside = (span for span in rates if span.end <= group.start)
    rate = next((s for s in beside if _RATE_IS.fullmatch(sentence.text, s.end, group.start)), None)
    return Choice(rate.measure, rate, _RATE) if rate else None


def choose(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """The measure of a number; None where no words near enough name one."""
    unit = group.first.unit
    label = labelled(sentence, group) or announced(sentence, group, found) or kept_within(sentence, group)
    told = (
        stated_first(sentence, group, found)
        or label
        or cases_of_stage(sentence, group)
        or _rate_of(sentence, group, found)
    )
    if told is not None:
        return told
    if put_right_at_once(sentence, group):
        return implied(Measure.RECEIVED, group.start, group.start, _TOLD_SO)
    if unit is None and counts_thanks(sentence.text, group.start, group.end):
        return implied(Measure.COMPLIMENTS, group.start, group.start, _TOLD_SO)
    ranked = choices(sentence, group, found)
    named = _by_noun(sentence, group, found, ranked) if unit is None else None
    if named is not None:
        return named
    if unit is Unit.PERCENT and is_target(sentence, group):
        return implied(Measure.ON_TIME_TARGET, group.start, group.start, 0.2)
    if unit is Unit.GBP:
        return remedy(sentence, group, found)
    allowed = _allowed(ranked, group)
    beside_goal = reached(sentence, group) if all(choice.measure in BASES for choice in allowed) else None
    if beside_goal is not None:
        return beside_goal
    if not allowed and unit is Unit.PER_1000:
        return implied(Measure.RECEIVED, group.start, group.start, 1.0, soft=True)
    if not allowed:
        by_words = (
            days_taken(sentence, group)
            or by_limit(sentence, group)
            or changed(sentence, group, found)
            or bare(sentence, group)
        )
        return by_words or complaints_in_brackets(sentence, group)
    fitting = _without_base(group, allowed)
    best = _verb_itself(sentence, group, fitting) or _outranked(sentence, fitting, unit)
    if _is_there_were(sentence, group, best):
        return None
    if best.measure is Measure.RESPONDED and limit_first(sentence, group):
        return replace(best, measure=Measure.ON_TIME)
    if best.cost <= _NEAR:
        return best
    moved = changed(sentence, group, found)
    return moved if moved is not None and moved.cost < best.cost else best


def _by_noun(sentence: Sentence, group: Group, found: Sequence[Span], ranked: Sequence[Choice]) -> Choice | None:
    """The measure that a number's own noun names, unless words behind it say what became of those."""
    noun = noun_measure(sentence, group, found)
    if noun is None:
        return None
    behind = [choice for choice in ranked if choice.after]
    closed = [c for c in behind if c.measure is Measure.RESPONDED and c.span.start > noun.end and c.cost < _NEAR_CLOSED]
    at_ombudsman = any(stage.code == Stage.OMBUDSMAN for stage in sentence.tagged("stage"))
    if closed and noun.measure is Measure.INVESTIGATED and not at_ombudsman:
        return closed[0]
    ended = any(choice.measure in OUTCOMES and choice.cost < _NEAR for choice in behind)
    if ended and noun.measure not in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS):
        return None
    return Choice(noun.measure, noun, 0.0, after=True)


def _allowed(ranked: Sequence[Choice], group: Group) -> list[Choice]:
    """The choices that are near enough and go with the number's unit."""
    unit = group.first.unit
    allowed = [
        choice
        for choice in ranked
        if goes_with(choice.measure, unit) and choice.measure is not Measure.ON_TIME_TARGET and choice.cost <= MOST_COST
    ]
    if unit is Unit.PERCENT:
        shares = [c for c in allowed if c.measure not in BASES or (c.measure is Measure.RESPONDED and c.cost < _NEAR)]
        # "the limit was met for 62% of answers": the answers are what it is a share of
        told = any(c.measure in (*OUTCOMES, *TIMES) and c.cost <= _NEAR for c in shares)
        shares = [c for c in shares if not (told and c.after and c.measure in BASES and _REPLIES.match(c.span.text))]
        allowed = shares or allowed
    if group.first.value == 0 and not allowed:
        return [choice for choice in ranked if choice.after and choice.measure in OUTCOMES and choice.cost <= _FOR_ZERO]
    return allowed


def _without_base(group: Group, allowed: Sequence[Choice]) -> Sequence[Choice]:
    """The choices, where "fault was found in 12 of the 40 complaints closed" has another, without what the base is."""
    base = group.base
    if base is None:
        return allowed
    of_base = [c for c in allowed if c.measure in BASES and base.end <= c.span.start and c.span.end <= group.end]
    rest = [choice for choice in allowed if choice not in of_base]
    said = any(choice.measure in (*OUTCOMES, *TIMES) and choice.cost <= _NEAR for choice in rest)
    return rest if of_base and said else allowed


def _verb_itself(sentence: Sentence, group: Group, allowed: Sequence[Choice]) -> Choice | None:
    """The verb right before a number whose noun has "made" behind it: "investigated seven complaints made to us"."""
    best = allowed[0]
    made = best.after and best.measure is Measure.RECEIVED and best.span.text.lower().endswith("made")
    verbs = [choice for choice in allowed if not choice.after and choice.measure is not best.measure]
    before = (c for c in verbs if _RIGHT_BEFORE.fullmatch(sentence.text, c.span.end, group.start))
    return next(before, None) if made else None


#: "Taking full and partial findings together (we agreed in 51)".
_ADDED = re.compile(
    r"\W*(?:taking|counting|adding|putting|with)\b[^.;]*\bpart[^.;]*\b"
    r"(?:together|combined|as one|as well|too|included)\b",
    re.I,
)
#: "6 complaints made by parents that were upheld".
_THAT_WERE = re.compile(r"\b(?:that|which) (?:was|were|had been)\s+$", re.I)


def _outranked(sentence: Sentence, allowed: Sequence[Choice], unit: Unit | None) -> Choice:
    """The cheapest choice, or the one that says more of the same thing."""
    best = allowed[0]
    if best.measure is Measure.UPHELD and _ADDED.match(sentence.text, 0, best.span.start):
        return replace(best, measure=Measure.UPHELD_OR_PARTIALLY_UPHELD)
    if best.measure is Measure.UPHELD:
        both = [
            choice
            for choice in allowed
            if choice.measure is Measure.UPHELD_OR_PARTIALLY_UPHELD
            and choice.cost <= best.cost + _BOTH_OUTRANK
            and not re.search(r"\bupheld\b", choice.span.text, re.I)
        ]
        if both:
            return both[0]
    if best.measure is Measure.RECOMMENDATIONS and unit is Unit.PERCENT:
        return Choice(Measure.COMPLIANCE, best.span, best.cost)
    if best.measure is Measure.RESOLVED:
        # "resolved 60% on time" counts answers, and says how many were in time
        timed = [
            choice for choice in allowed if choice.measure in TIMES and choice.cost <= best.cost + _OUTCOME_OUTRANKS
        ]
        return timed[0] if timed else best
    waiting = [choice for choice in allowed if choice.after and choice.measure is Measure.CARRIED_FORWARD]
    if best.measure is Measure.RECEIVED and waiting and _still(sentence, best, waiting[0]):
        # "seven complaints received in the year were still open at its end"
        return waiting[0]
    if best.measure in BASES or best.measure is Measure.ESCALATED:
        # "answered ... in time": how a case ended outweighs that it was answered
        # a percentage of the replies is one of something else that is said of them
        noun = unit is Unit.PERCENT or _REPLIES.match(best.span.text) is not None
        reach = MOST_COST if noun else best.cost + _OUTCOME_OUTRANKS
        closer = [c for c in allowed if c.after and c.measure in (*OUTCOMES, *TIMES) and c.cost <= reach]
        that = next((c for c in closer if _THAT_WERE.search(sentence.text[: c.span.start])), None)
        if that is not None and best.after and that.span.start > best.span.end:
            return that
        ended = next((c for c in closer if _ends_so(sentence, best, c)), None)
        if closer and (best.measure is not Measure.RECEIVED or unit is Unit.PERCENT or ended):
            return ended or closer[0]
    return best


#: "Complaints raised (were found to be) upheld", "complaints received did not identify any fault".
_FOUND = re.compile(
    r"\s+(?:(?:were|was|had been|have been)\s+(?:(?:later|then|found to (?:be|have been)|judged|deemed)\s+)?)?"
)


def _ends_so(sentence: Sentence, came: Choice, end: Choice) -> bool:
    """Whether words right behind "complaints received" are the verb that tells how those ended."""
    behind = came.after and came.measure is Measure.RECEIVED and came.span.end <= end.span.start
    return behind and _FOUND.fullmatch(sentence.text, came.span.end, end.span.start) is not None


#: Between what came in and what is still open: "received in the year (were still) open".
_STILL = re.compile(r"[^.;,]*\b(?:were|was|are|is|remained|remain)\s+(?:still |also |yet )?", re.I)


def _still(sentence: Sentence, came: Choice, waiting: Choice) -> bool:
    """Whether the cases that came in are said to be open: "seven complaints received in the year were still open"."""
    between = sentence.text[came.span.end : waiting.span.start]
    return (
        came.after
        and came.span.end <= waiting.span.start
        and (_STILL.fullmatch(between + " ") is not None or _STILL.match(between + waiting.span.text) is not None)
    )


def _is_there_were(sentence: Sentence, group: Group, best: Choice) -> bool:
    """Whether only "there were" speaks for a number, and nothing says that it counts cases."""
    if not best.soft or not best.span.text.lower().startswith("there"):
        return False
    return not _CASES.search(clause_after(sentence, group)) and not _ABOUT_THESE.search(sentence.text)
