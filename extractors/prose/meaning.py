"""Meaning: measure, stage, stream, period and limit of one group of numbers, or why it has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.kinds import BASES, OUTCOMES
from extractors.lexicon.match import Span
from extractors.limitbook import LimitBook
from extractors.prose.again import (
    achieved,
    did_so,
    had_before,
    in_all,
    managed_before,
    next_case,
    share_again,
    verb_alone,
)
from extractors.prose.altogether import summed
from extractors.prose.another import is_compared
from extractors.prose.attach import Choice, implied
from extractors.prose.breakdown import find_breakdown
from extractors.prose.building import build
from extractors.prose.category import Breakdown
from extractors.prose.choose import choose
from extractors.prose.compliments import of_compliments
from extractors.prose.counted import part_counted
from extractors.prose.enquiries import counts_enquiries, of_enquiries
from extractors.prose.fractions import without_base
from extractors.prose.goals import is_aimed_mean, is_beside, is_goal_of_outcome
from extractors.prose.groups import Group
from extractors.prose.hopes import is_hoped
from extractors.prose.implied import from_section, inherited, is_of_kind
from extractors.prose.informal import put_right_at_once
from extractors.prose.money import is_single_sum
from extractors.prose.nearest import own_period
from extractors.prose.neighbours import is_of_neighbour
from extractors.prose.ours import counts_something_else, is_of_others, spans_parts
from extractors.prose.procedures import procedure_listed
from extractors.prose.quarters import to_date
from extractors.prose.question import asked
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from extractors.prose.thanks import counts_thanks
from extractors.prose.timing import kept_within
from extractors.prose.when import stretch
from extractors.prose.years import is_ellipsis, other_year, same_unit, whole_of_last
from schemas.codes import Dimension, Measure, Stream, Unit

# Costs (see extractors.prose.costs): of a number that repeats the one before in another unit; by how much a list's
# measure must be nearer.
_REPEATED, _NEARER = 0.5, 0.2
#: "That is 64% of those": the sentence before in another unit.
_THAT_IS = re.compile(
    r"^\s*(?:that|this|which) (?:is|was|represents|equates to|amounts to|gives|makes)\s+(?:just |only |about )?$", re.I
)
_OF_WHICH = re.compile(r"\bof (?:which|these|those|them)\b", re.I)
#: "Of them" stands within so many characters behind its number.
_OF_THEM = 9
#: "(22 actions came out of complaints;) 17 are complete".
_ARE_DONE = re.compile(
    r"\s+(?:are|were|is|was|have been|has been|had been)\s+(?:now |already |still |fully |since )*"
    r"(?:completed?|done|finished|in place|implemented|carried out|under ?way|in hand|outstanding|in progress"
    r"|closed|open)\b",
    re.I,
)
_ACTIONS = re.compile(r"\s+(?:[\w-]+\s+)?(?:actions|improvements|changes)\b", re.I)
_OF_ACTIONS = (Measure.LEARNING_ACTIONS, Measure.RECOMMENDATIONS)
_NEW_YEAR = re.compile(r"\b(?:quarter|months?|weeks?|half) of the new (?:financial |reporting )?year\b", re.I)
_THAT_PART = re.compile(r"\b(?:that|those) (?:quarters?|months?|weeks?|half)\b", re.I)
_AT_THAT_TIME = re.compile(r"^\W*(?:at|during|by) that (?:time|period)\b", re.I)
#: "The target of registering 13 complaints per 1,000 homes".
_AIMED_AT = re.compile(
    r"\b(?:target|goal|aim|ceiling|limit)s? of\s+(?:\w+ing\s+)?(?:(?:under|over|fewer than|at least|only)\s+)?$", re.I
)
#: "13 complaints per day", "152 a year".
_PER_TIME = re.compile(
    r"\s*(?:(?:new|formal|stage \w+)\s+)*(?:complaints?|cases|enquiries|issues)?\s*(?:per|a|each|every)\s+"
    r"(?:day|week|month|quarter|year|working day)\b(?! (?:earlier|ago|before|later))",
    re.I,
)
#: "All were offered an advocate and 19 accepted."
_OFFERED = re.compile(r"\boffered\b[^.;]*$", re.I)
_TOOK_UP = re.compile(
    r"\s+(?:of them\s+)?(?:accepted|declined|took (?:it|this|that|them|one) up|took up|refused)\b", re.I
)
#: "They leave out 30 complaints about county-wide teams."
_LEFT_OUT = re.compile(
    r"\b(?:leav(?:es?|ing)|left) out\s+(?:the\s+|another\s+)?$|\b(?:excludes?|omits?)\s+(?:the\s+)?$", re.I
)
#: "The delay averaged four days."
_DELAY = re.compile(r"\b(?:delays?|overruns?|lateness|late by)\b[^.;,]{0,30}$", re.I)
_UNDONE = re.compile(
    r"\W*(?:\w+\s+){0,3}(?:could|can|did|were|was|ha[sd]|have)(?: not|n't) (?:be |been )?"
    r"(?:(?:fully )?resolved\b(?! (?:on|in|with|to) )|(?:progress|proceed|escalat|go (?:to|on|any|further))\w*)",
    re.I,
)
_NEAR_CASE = re.compile(r"^\W*(?:\w+\s+){0,3}(?:complaints?|compliments|escalat)", re.I)


def meaning_of(
    sentence: Sentence, group: Group, frames: Sequence[Frame], found: Sequence[Span], state: State, limits: LimitBook
) -> Frame | str | None:
    """The meaning of a group; the reason where it is known to be none; None where it is no figure of ours.

    ``frames`` are those of the numbers before it in the sentence, ``found`` the sentence's measure words.
    """
    if _is_no_figure(sentence, group, frames, found, state):
        return None
    told = _why_not(sentence, group, state) or managed_before(sentence, group, state)
    if told is not None:
        return told
    previous = frames[-1] if frames else None
    found = without_base(sentence, group, found)
    chosen = summed(sentence, group, frames) or choose(sentence, group, found)
    chosen = chosen or from_section(sentence, group, found, state)
    if previous is not None and _is_next_target(sentence, group, previous):
        chosen = implied(Measure.ON_TIME_TARGET, group.start, group.start, previous.cost)
    reason = _why_no_result(sentence, group, chosen, frames)
    if reason is not None:
        return reason
    if previous is None and _repeats_last(sentence, group, chosen, state):
        return replace(same_unit(state.last, group), group=group, cost=_REPEATED)
    another = next_case(sentence, group, state, frames) if frames and not (chosen and chosen.after) else None
    if another is not None:
        return another
    # "the 75% we aim for, down from 66%": the word for a target is of the number before
    is_target = chosen is not None and chosen.measure is Measure.ON_TIME_TARGET and not chosen.span.text
    result = next((frame for frame in reversed(frames) if frame.measure is not Measure.ON_TIME_TARGET), previous)
    with_goal = _with_goal(sentence, result, previous) if result is not None and previous is not None else None
    if result is not None and with_goal and not is_target and is_compared(sentence, group, with_goal, chosen, state):
        return other_year(sentence, group, result, state)
    chosen = of_compliments(sentence, group, chosen, frames, [] if frames else state.last)
    chosen = of_enquiries(sentence, group, chosen, state)
    complied = chosen is not None and chosen.measure is Measure.COMPLIANCE and group.first.unit is Unit.PERCENT
    if previous is not None and not complied and _is_of_actions(sentence, group, previous):
        return _part_of_actions(sentence, group, previous, state)
    again = in_all(sentence, group, frames) or did_so(sentence, group, frames, state)
    again = again or verb_alone(sentence, group, frames, state)
    again = again or share_again(sentence, group, frames) or had_before(sentence, group, frames, state)
    if again is not None:
        return again
    breakdown, chosen = part_counted(sentence, group, frames, chosen, state)
    chosen = None if _is_of_name(group, chosen, breakdown) else chosen
    passed_on = inherited(sentence, group, previous, breakdown, state)
    if chosen is None and previous is None and state.last and is_ellipsis(sentence, group):
        model = whole_of_last(sentence, group, state) or same_unit(state.last, group)
        return other_year(sentence, group, model, state)
    if chosen is None or (chosen.measure in BASES and group.first.unit is Unit.PERCENT):
        again = next_case(sentence, group, state) if previous is None else None
        again = again or achieved(sentence, group, frames, state)
        if again is not None:
            return again
        chosen = chosen or asked(sentence, group, state)
    if chosen is None or _is_nearer(group, passed_on, chosen):
        chosen = passed_on
    if chosen is None:
        return "no words say what was counted" if _NEAR_CASE.match(sentence.text[group.end :]) else None
    return build(sentence, group, chosen, breakdown, frames, state, limits)


def _is_of_name(group: Group, chosen: Choice | None, breakdown: Breakdown | Stream | None) -> bool:
    """Whether the word for a measure is the last of a group's name: "disagreement with a decision (67)"."""
    if chosen is None or not isinstance(breakdown, Breakdown):
        return False
    word = chosen.span.text.lower()
    beside = 0 <= group.start - chosen.span.end <= len(" (")
    return beside and chosen.measure in BASES and bool(word) and breakdown.category.lower().endswith(f" {word}")


def _with_goal(sentence: Sentence, result: Frame, previous: Frame) -> Frame:
    """A result up to the end of the goal set beside it: "81% compared to a target of 90%" compares no years."""
    if previous.measure is not Measure.ON_TIME_TARGET or not is_beside(sentence, result.group, previous.group):
        return result
    return replace(result, group=replace(result.group, end=previous.group.end))


def _why_no_result(sentence: Sentence, group: Group, chosen: Choice | None, frames: Sequence[Frame]) -> str | None:
    """Why a number tells only what was hoped for, or aimed at in something else than time; None where it may count."""
    aims = chosen is not None and chosen.measure is Measure.ON_TIME_TARGET
    if aims and is_goal_of_outcome(sentence, [frame.measure for frame in frames]):
        return "a target for something else"
    return "expected, not counted" if _is_only_hoped(sentence, group, chosen) else None


def _is_only_hoped(sentence: Sentence, group: Group, chosen: Choice | None) -> bool:
    """Whether a number was hoped for, and is no target: "we plan to finish in 30 days and did so for 64%" is none."""
    kept = chosen is not None and (chosen.measure is Measure.ON_TIME_TARGET or kept_within(sentence, group) is not None)
    return is_hoped(sentence, group) and not kept


def _is_nearer(group: Group, passed_on: Choice | None, chosen: Choice) -> bool:
    """Whether the measure that a list passes on is more certain than the words before a number."""
    if passed_on is None or chosen.after or passed_on.cost + _NEARER >= chosen.cost:
        return False
    # a percentage that words call upheld is no share of those received
    return not (group.first.unit is Unit.PERCENT and chosen.measure in OUTCOMES and passed_on.measure in BASES)


def _is_of_actions(sentence: Sentence, group: Group, previous: Frame) -> bool:
    """Whether a number tells of which of the actions before it something is said: "12 actions, nine of them done"."""
    beside = sentence.text[previous.group.end : group.start] + sentence.text[group.end : group.end + _OF_THEM]
    actions = previous.measure is Measure.LEARNING_ACTIONS or _ACTIONS.match(sentence.text, previous.group.end)
    done = bool(actions) and _ARE_DONE.match(sentence.text, group.end) is not None
    return previous.measure in _OF_ACTIONS and (done or _OF_WHICH.search(beside) is not None)


def _part_of_actions(sentence: Sentence, group: Group, previous: Frame, state: State) -> Frame | None:
    """The improvements, or compliments, of one service: "12 improvements, nine of them in Libraries"."""
    part = find_breakdown(sentence, group, state.context)
    whole = previous.breakdown is None and group.first.unit is None and previous.group.first.unit is None
    named = isinstance(part, Breakdown) and part.dimension is Dimension.SERVICE_AREA
    if not named or not whole or previous.measure is Measure.RECOMMENDATIONS:
        return None
    return replace(previous, group=group, breakdown=part if isinstance(part, Breakdown) else None)


_OF_WHOM = re.compile(r",?\s*(?:and )?of whom\s+(?:only |just )?$", re.I)


def _is_no_figure(
    sentence: Sentence, group: Group, frames: Sequence[Frame], found: Sequence[Span], state: State
) -> bool:
    """Whether a number counts no complaints, or says more of some of a group: "of whom six had an advocate"."""
    ours = put_right_at_once(sentence, group) or is_of_kind(sentence, group, state)
    ours = ours or counts_thanks(sentence.text, group.start, group.end)
    ours = ours or counts_enquiries(sentence, group, state)
    ours = ours or procedure_listed(sentence, group, state.context) is not None
    if counts_something_else(sentence, group) and not ours:
        return True
    if not frames or frames[-1].breakdown is None:
        return False
    of_whom = _OF_WHOM.search(sentence.text, frames[-1].group.end, group.start) is not None
    return of_whom and not any(span.measure in OUTCOMES and span.start >= group.end for span in found)


#: Between two targets of one sentence nothing says that the second was reached.
_NEXT_TARGET = re.compile(
    r"(?!.*\b(?:achiev\w*|reach\w*|was|were|we|actual\w*|perform\w*|against|answered|met|result)\b).*\band\s+", re.I
)


def _is_next_target(sentence: Sentence, group: Group, previous: Frame) -> bool:
    """Whether a percentage is a second target: "aims to close 85% at stage 1 and 75% at stage 2"."""
    percent = previous.measure is Measure.ON_TIME_TARGET and group.first.unit is Unit.PERCENT
    return percent and _NEXT_TARGET.fullmatch(sentence.text, previous.group.end, group.start) is not None


def _why_not(sentence: Sentence, group: Group, state: State) -> str | None:
    """Why a number is no figure of the report's own year and complaints; None where it may be one."""
    if is_of_others(sentence, group) or is_of_neighbour(sentence, group, state.context.scope.council):
        return "another council's figure or an average"
    if is_single_sum(sentence, group):
        return "one of several sums"
    if _AT_THAT_TIME.match(sentence.text):
        return "of a time that another sentence names"
    if spans_parts(sentence, group) or to_date(sentence, group, state.context.period) == "":
        return "a stretch of several quarters or months that has no name"
    if group.first.unit is not Unit.PERCENT and _AIMED_AT.search(sentence.text, 0, group.start):
        return "a number aimed at, not counted"
    if _OFFERED.search(sentence.text, 0, group.start) and _TOOK_UP.match(sentence.text, group.end):
        return "what people made of an offer, not complaints"
    if _LEFT_OUT.search(sentence.text, 0, group.start):
        return "left out of the figures"
    if _PER_TIME.match(sentence.text, group.end):
        return "so many a day, week or month, not a count"
    if _DELAY.search(sentence.text, 0, group.start) and group.first.unit is Unit.DAYS:
        return "how late answers were, not how long they took"
    if is_aimed_mean(sentence, group):
        return "a mean that is aimed at, not counted"
    if _NEW_YEAR.search(sentence.text):
        return "of the year after the report's own"
    if _UNDONE.match(sentence.text, group.end):
        return "not resolved, which no measure counts"
    whole_year = not state.context.period.partition(" ")[2]
    own = own_period(sentence, group)
    if own is not None and own.quarters and not stretch(state.context.period, state).partition(" ")[2]:
        return "of a quarter that has no name"
    return (
        "of a part of the year that another sentence names" if whole_year and _THAT_PART.search(sentence.text) else None
    )


def _repeats_last(sentence: Sentence, group: Group, chosen: Choice | None, state: State) -> bool:
    """Whether a percentage gives the last sentence's number again: "That is 64% of them"."""
    open_measure = chosen is None or chosen.measure in BASES
    percent = group.first.unit is Unit.PERCENT
    return percent and open_measure and bool(state.last) and bool(_THAT_IS.match(sentence.text[: group.start]))
