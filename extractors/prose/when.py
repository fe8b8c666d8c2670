"""When: the period of a number, as its clause says, else as what it is part of, or the section."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.lexicon.words import whole
from extractors.periods import Period
from extractors.prose.clause import clause_before
from extractors.prose.groups import Group
from extractors.prose.nearest import own_period
from extractors.prose.quarters import pair_of_quarters, to_date
from extractors.prose.sentence import Sentence
from extractors.prose.state import State
from schemas.codes import Measure, Stage
from schemas.periods import part, shifted, year_of

_TO_COME = re.compile(
    whole(
        "will, (aim|intend|plan|hope|want|expect|seek|commit|pledge)s?, intends?, to (answer|reply|respond|reach)",
        "to achieve, (aim|goal|target|ambition|plan|objective)s?, should, improve to, raise",
    ),
    re.I,
)
_BY_THEN = re.compile(r"\b(?:by|from|before|until)\s+(?:the end of\s+)?$", re.I)


def planned(sentence: Sentence, state: State) -> str | None:
    """The later year that a sentence tells what is planned for: "we will answer 95% in time by March 2025"."""
    own = year_of(state.context.scope.period)
    for period in sentence.periods:
        later = period.year is not None and len(period.year) > 4 and period.year > own
        by_then = _BY_THEN.search(sentence.text[: period.start]) is not None
        if later and (by_then or _TO_COME.search(sentence.text)):
            return period.year
    return None


#: "A target of 85%, which was met (in the last three months)": the time is that of the results.
_MET_THEN = re.compile(
    r"[^.;,]{0,40}?,?\s+(?:which|that|and|but|a (?:target|figure|level) (?:that|which))\s+"
    r"(?:(?:we|it|this|they)\s+)?(?:(?:was|were|only)\s+)*"
    r"(?:met|reached|achieved|missed|hit|exceeded|beaten|not met)\b",
    re.I,
)
_THIS_PART = re.compile(r"\b(?:quarter|half|six months)\b", re.I)


def stretch(base: str, state: State) -> str:
    """The quarter or half that "the same period" and "the quarter before" start from."""
    return base if base.partition(" ")[2] else state.stretch or base


_SET_BESIDE = re.compile(
    r"\b(?:improvement|increase|decrease|reduction|rise|fall|drop|better|worse|higher|lower|up|down)\s+"
    r"(?:on|from|than)\s+(?:(?:the|our|its)\s*)?(?:(?:last|previous|prior)\s+(?:\w+\s+)?(?:when|where)\s+)?$",
    re.I,
)


_TARGET_IS = re.compile(r"\b(?:target|goal|aim|standard|ambition)\s+(?:is|remains|stays)\s+(?:still\s+|at\s+)?$", re.I)
_SET_FIRST = re.compile(
    r"\s*(?:in comparison (?:to|with)|set (?:against|beside)|compared (?:to|with)|against|up from|down from)\b", re.I
)


def _is_last_year(sentence: Sentence, period: Period) -> bool:
    return period.shift == -1 and sentence.text[period.start : period.end].lower().endswith("last year")


def _without_year_of_base(sentence: Sentence, state: State) -> Sentence:
    """A sentence without a "last year" that is the report's own: "five of last year's 36", where it told of those 36.

    So it is in "compared to the 140 of 2022/23, last year saw 152", in a report on 2023/24.
    """
    before = shifted(year_of(state.context.scope.period), -1)
    beside = any(period.year == before and not period.shift for period in sentence.periods)
    if beside and _SET_FIRST.match(sentence.text):
        return replace(sentence, periods=tuple(p for p in sentence.periods if not _is_last_year(sentence, p)))
    if state.base is None:
        return sentence
    spans = [(group.first.end, group.base.start) for group in sentence.groups if group.base is not None]
    kept = tuple(
        period
        for period in sentence.periods
        if not (period.shift and any(start <= period.start and period.end <= end for start, end in spans))
    )
    return replace(sentence, periods=kept)


def period_of(sentence: Sentence, group: Group, measure: Measure, stage: Stage, state: State) -> str:
    """The period that a number covers."""
    base = state.base.period if state.base is not None and state.base.stage is stage else state.context.period
    if measure is Measure.ON_TIME_TARGET and _TARGET_IS.search(sentence.text, 0, group.start):
        own = own_period(sentence, group)
        # "the year before we managed 83%, and our target is 85%": what is aimed for is so now
        if own is not None and (own.shift or 0) < 0 and own.end <= group.start:
            return base
    added_up = to_date(sentence, group, state.context.period)
    if added_up and not any(period.shift for period in sentence.periods):
        return added_up
    quarter = pair_of_quarters(sentence, group)
    if quarter is not None:
        named = next((period.year for period in sentence.periods if period.year and not period.part), None)
        return part(named or year_of(base), quarter)
    if measure is Measure.ON_TIME_TARGET and _MET_THEN.match(sentence.text, group.end):
        return base
    standing = measure in (Measure.CARRIED_FORWARD, Measure.BROUGHT_FORWARD)
    period = None if standing else own_period(_without_year_of_base(sentence, state), group)
    this_part = period is not None and period.shift == 0 and _THIS_PART.search(sentence.text, period.start, period.end)
    if period is not None and (period.quarters or period.same or this_part):
        return period.resolve(stretch(base, state))
    if period is not None and not (measure is Measure.PUBLIC_REPORTS and period.part):
        # "one public report was issued, in February": the year has no other
        return period.resolve(base)
    if _SET_BESIDE.search(clause_before(sentence, group)):
        return shifted(base, -1)
    return _only_year(sentence, state) or base


def _only_year(sentence: Sentence, state: State) -> str | None:
    """The report's own year, where it is the only one that a sentence names below a heading with another."""
    own = state.context.scope.period
    if state.context.period == own or state.base is not None:
        return None
    named = {period.resolve(own) for period in sentence.periods if not period.vague}
    return own if named == {own} else None


def period_listed(sentence: Sentence, group: Group, whole: Group) -> bool:
    """Whether a part in a list has the period of the whole before the colon: "43 in quarter four: lifts (21), ..."."""
    colon = sentence.text.find(":", whole.end, group.start)
    if colon < 0 or re.search(r"[;.]\s", sentence.text[colon : group.start]):
        return False
    return not any(colon < period.start <= group.end + _RIGHT_BEHIND for period in sentence.periods)


#: A period that begins so few characters behind a number is its own.
_RIGHT_BEHIND = 12
