"""Another year's value: whether a number gives for another year what the number before it gives for this one."""

from __future__ import annotations

import re

from extractors.prose.attach import Choice
from extractors.prose.compare import compared_with
from extractors.prose.groups import Group
from extractors.prose.nearest import labelled_period
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from extractors.prose.years import units_fit
from schemas.codes import Measure

#: Up to this cost (see extractors.prose.costs) a measure behind the number is certain.
_CERTAIN = 0.5
#: A bracket so near a number holds its value of the year before.
_NEAR_WORDS = 4
_OPENED = re.compile(r"\(\s*$")
_CLOSED = re.compile(r"^\s*\)")
#: "17 days, from 19 in 2021-22": the period stands at most so many characters behind.
_FROM_BEFORE, _RIGHT_BEHIND = re.compile(r"[^,;.]{0,30},\s+(?:up |down )?from\s+"), 20
_DATED_BRACKET = re.compile(r"\(\s*[^()]{4,24}?\s*[:=]?\s*$")
_TO_CLOSE = re.compile(r"^[^()]*\)")


def is_compared(sentence: Sentence, group: Group, previous: Frame, chosen: Choice | None, state: State) -> bool:
    """Whether a number is another year's value of what the number before it gives."""
    if compared_with(sentence, group, previous.group):
        if chosen is not None and not units_fit(group, previous):
            return False
        said = chosen is not None and (chosen.after or chosen.span.start >= previous.group.end)
        own = chosen is not None and said and chosen.cost < _CERTAIN and chosen.measure is not previous.measure
        again = chosen is not None and chosen.measure is Measure.RECEIVED and previous.measure is Measure.COMPLIMENTS
        return not own or group.base is not None or again
    between = sentence.text[previous.group.end : group.start]
    if _FROM_BEFORE.fullmatch(between) and _dated_within(sentence, group.end, group.end + _RIGHT_BEHIND):
        return True
    opened = _OPENED.search(between) is not None
    if _labelled_apart(sentence, group, previous):
        return True
    if (
        opened
        and (state.context.brackets_prior or state.brackets_prior)
        and _is_prior_bracket(sentence, group, previous, between)
    ):
        return True
    if _was_then(sentence, group, previous) or (_inside_was(between) and _TO_CLOSE.match(sentence.text[group.end :])):
        return True
    dated = _DATED_BRACKET.search(between)
    inside = _TO_CLOSE.match(sentence.text[group.end :])
    if dated and _dated_within(sentence, previous.group.end + dated.start(), group.start):
        return True
    if not opened or inside is None or (chosen is not None and chosen.after):
        return False
    return _dated_within(sentence, group.end, group.end + inside.end())


#: "We upheld 54% (it was 51%)", "212 (previously 187)".
_WAS_INSIDE = re.compile(
    r"[^.;(]*\(\s*(?:(?:it|this|that) (?:was|had been|stood at)|previously|formerly|was|had been"
    r"|(?:up |down )?from)\s+(?:only |just |about )?",
    re.I,
)


def _inside_was(between: str) -> bool:
    """Whether what lies between two numbers opens a bracket on what the first was before."""
    return _WAS_INSIDE.fullmatch(between) is not None


_THERE_WERE = re.compile(
    r"\s*[;,]\s*(?:and |but |while )?(?:in|for|during)?\s*,?\s*"
    r"(?:there (?:were|was|had been)|it was|we (?:had|managed|achieved|reached|got|did)|"
    r"the (?:figure|number|total) (?:was|were|stood at))\s+"
    r"(?:only |just |about )?",
    re.I,
)


def _was_then(sentence: Sentence, group: Group, previous: Frame) -> bool:
    """Whether only a year is told anew: "297 compliments came in; in 2022-23 there were 310"."""
    start, end = previous.group.end, group.start
    said = [p for p in sentence.periods if start <= p.start and p.end <= end and not p.vague and p.shift != 0]
    if len(said) != 1 or group.first.unit is not previous.group.numbers[-1].unit:
        return False
    gap = f"{sentence.text[start : said[0].start]}{sentence.text[said[0].end : end]}"
    stop = max(gap.rfind(";"), gap.rfind(","))
    return stop >= 0 and _THERE_WERE.fullmatch(gap[stop:]) is not None


def _labelled_apart(sentence: Sentence, group: Group, previous: Frame) -> bool:
    """Whether two numbers are each set in brackets behind a year of their own: "2023-24 (179) ... 2022-23 (161)"."""
    one, other = labelled_period(sentence, previous.group), labelled_period(sentence, group)
    return one is not None and other is not None and one != other


def _is_prior_bracket(sentence: Sentence, group: Group, previous: Frame, between: str) -> bool:
    """Whether a bracket holds the year before's value, in a report that says that its brackets do: "340 (312)"."""
    alike = group.first.unit is previous.group.numbers[-1].unit and len(between.split()) <= _NEAR_WORDS
    listed = re.search(r"\band\b|,", between) is not None
    return alike and not listed and _CLOSED.match(sentence.text[group.end :]) is not None


def _dated_within(sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= period.start and period.end <= end and not period.vague for period in sentence.periods)
