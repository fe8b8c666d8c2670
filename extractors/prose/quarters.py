"""Quarters: numbers in a row that are those of the quarters of a year."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractors.lexicon.words import any_of, whole
from extractors.prose.clause import end_of_last, last_match, start_of_next
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.periods import part, year_of

_FOUR_QUARTERS = re.compile(
    whole(
        "four quarters, quarter by quarter, quarter on quarter, each quarter, from quarter to quarter",
        "through(out)? the year, over the year",
    ),
    re.I,
)


def four_quarters(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """Four numbers in order are the quarters': "over the four quarters, from 74% to 78%, 81% and 85%"."""
    if not _FOUR_QUARTERS.search(sentence.text) or any(period.part for period in sentence.periods):
        return frames
    if len(frames) != 4 or len({(f.measure, f.stream, f.stage, f.group.first.unit) for f in frames}) != 1:
        return frames
    year = year_of(state.context.period)
    return [replace(frame, period=part(year, f"Q{number}")) for number, frame in enumerate(frames, 1)]


#: "In the last two quarters, 78% and 83%".
_TWO_QUARTERS = re.compile(
    r"\b(?P<which>first|last|final) (?:two|2) quarters\b(?:\s+of\s+[\w/ -]{4,12}?)?,?\s+"
    r"(?:(?:with|at|were|was|we (?:reached|achieved|had))\s+)?$",
    re.I,
)
_AND = re.compile(r"\s*(?:%|per ?cent)?\s+and\s+(?:then\s+)?")


def pair_of_quarters(sentence: Sentence, group: Group) -> str | None:
    """The quarter of one of two numbers that stand behind "the last two quarters"; None for any other number."""
    for first, second in pairwise(sentence.groups):
        match = _TWO_QUARTERS.search(sentence.text[: first.start])
        alike = first.first.unit is second.first.unit and _AND.fullmatch(sentence.text, first.end, second.start)
        if match and alike and group in (first, second):
            start = 1 if match["which"].lower() == "first" else 3
            return f"Q{start + (group is second)}"
    return None


def both_quarters(sentence: Sentence, frames: list[Frame]) -> list[Frame]:
    """Frames with that of the first of two quarters, where only the second has words of its own."""
    for at, frame in enumerate(frames):
        quarter = pair_of_quarters(sentence, frame.group)
        first = next((a for a, b in pairwise(sentence.groups) if b is frame.group), None)
        alone = first is not None and all(other.group is not first for other in frames)
        if quarter in ("Q2", "Q4") and first is not None and alone:
            earlier = part(year_of(frame.period), "Q1" if quarter == "Q2" else "Q3")
            return [*frames[:at], replace(frame, group=first, period=earlier), *frames[at:]]
    return frames


_FIRST_QUARTER = re.compile(r"\bfirst quarter\b", re.I)
_QUARTERS = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4", "last": "Q4", "final": "Q4"}
#: "In the second", of a quarter.
_IN_THE = re.compile(rf"\b(?:in|for|during) the (?P<which>{'|'.join(_QUARTERS)})\b(?!\s+(?:half|stage|year))", re.I)
_NEW_PART = re.compile(r"[;:.]|\bcompared\b|\bagainst\b")
#: "(Making) 240 in all": the quarters added together.
_SUM_BEFORE = re.compile(r"\b(?:making|giving|a total of)\s+(?:a total of\s+)?$", re.I)
_SUM_BEHIND = re.compile(r"^\s+(?:\w+\s+)?(?:in all|in total|altogether|for the year|over the year)\b", re.I)


_FIRST_HALF = re.compile(r"\b(?:first|opening) (?:half|six months)\b", re.I)
_SECOND = r"(?:in|for|during|over) the (?:second|latter|other|last|following|remaining)"
_IN_SECOND = re.compile(rf"(?:\s+complaints|\s+cases)?\s+{_SECOND}\b(?!\s+(?:quarter|stage|year))", re.I)
_SECOND_BEFORE = re.compile(rf"\b{_SECOND}(?: half| six(?: months)?)?,?\s+$", re.I)


def _second_half(sentence: Sentence, frame: Frame) -> Frame:
    """A frame of the second half, where the sentence told of the first: "210 in the first half, 221 in the second"."""
    beside = _IN_SECOND.match(sentence.text, frame.group.end) or _SECOND_BEFORE.search(
        sentence.text, 0, frame.group.start
    )
    return replace(frame, period=part(year_of(frame.period), "H2")) if beside else frame


def quarter_list(sentence: Sentence, frames: list[Frame]) -> list[Frame]:
    """Ordinals go on counting quarters: "In the first quarter 297, in the second 441", "81 in the first quarter"."""
    if _FIRST_HALF.search(sentence.text):
        return [_second_half(sentence, frame) for frame in frames]
    opening = _FIRST_QUARTER.search(sentence.text)
    if not opening or len(frames) < 2 or len(_IN_THE.findall(sentence.text)) < 2:
        return frames
    behind = sentence.groups[0].end <= opening.start()
    return [_in_quarter(sentence, frame, behind) for frame in frames]


def _in_quarter(sentence: Sentence, frame: Frame, behind: bool) -> Frame:
    """A frame in the quarter that stands behind its number, or before it."""
    text, group = sentence.text, frame.group
    if _SUM_BEFORE.search(text[: group.start]) or _SUM_BEHIND.match(text[group.end :]):
        return replace(frame, period=year_of(frame.period))
    if behind:
        words = _NEW_PART.split(text[group.end : start_of_next(sentence, group)])[0]
        match = _IN_THE.search(words)
    else:
        words = _NEW_PART.split(text[end_of_last(sentence, group) : group.start])[-1]
        match = last_match(_IN_THE, words)
    return replace(frame, period=part(frame.period, _QUARTERS[match["which"].lower()])) if match else frame


# Parts of the year that add up ----------------------------------------------------------------------------

_HALF_WORDS = re.compile(
    r"\b(?:first|opening) (?:half|six months)\b[^.]*\b(?:second|latter|other|last|following|remaining|next)\b"
    r"(?! (?:stage|quarter|year))",
    re.I,
)
_QUARTER_WORDS = re.compile(r"\b(?:first quarter|quarters|three months)\b", re.I)
#: "(In the following) six".
_OF_MONTHS = re.compile(r"\b(?:first|last|following|other|remaining|next|second) six$", re.I)
#: How much less sure such a number is than the one that it is a part of.
_PART_OF_YEAR = 0.3


def adding_up(sentence: Sentence, state: State) -> list[Frame] | None:
    """The frames of two halves, or four quarters, that make up a number of the year which was just given.

    "We received 500 complaints. The first half of the year brought 210; the second, with its storms, 290."
    """
    groups = [group for group in sentence.groups if not _OF_MONTHS.search(sentence.text, 0, group.end)]
    parts = {2: ("H1", "H2"), 4: ("Q1", "Q2", "Q3", "Q4")}.get(len(groups), ())
    words = _HALF_WORDS if len(parts) == 2 else _QUARTER_WORDS
    plain = all(group.first.unit is None and len(group.numbers) == 1 for group in groups)
    if not parts or not plain or not words.search(sentence.text):
        return None
    total = sum(group.first.value for group in groups)
    whole_year = (f for f in state.last if f.period == year_of(f.period) == year_of(state.context.period))
    model = next((f for f in whole_year if _counts(f, total)), None)
    if model is None:
        return None
    return [
        replace(model, group=group, period=part(model.period, name), cost=model.cost + _PART_OF_YEAR)
        for group, name in zip(groups, parts, strict=True)
    ]


def _counts(frame: Frame, total: float) -> bool:
    """Whether a frame gives a number of cases that comes to a total."""
    return frame.group.first.unit is None and not frame.days and frame.group.first.value == total


# A quarter's report that adds up the year so far -----------------------------------------------------------

_SO_FAR = any_of(
    "year[- ]to[- ]date, year so far, cumulative(ly)?( total| figure)?, running total, nine months",
    "so far this year, since (1 )?april",
)
_HALF = any_of("half[- ]year, six months, first half")
_TO_DATE_BEFORE = re.compile(rf"\b(?:(?P<half>{_HALF})|{_SO_FAR})\b[^.;,\d]{{0,30}}$", re.I)
_TO_DATE_BEHIND = re.compile(
    r"(?:\s+stage \w+)?(?:\s+(?:complaints|cases|enquiries))?(?:\s+(?:were|had been)\s+\w+)?"
    rf"(?:\s+(?:so far in|for|in|over|during))?(?:\s+the)?\s+(?:(?P<half>{_HALF})|{_SO_FAR})\b",
    re.I,
)


def to_date(sentence: Sentence, group: Group, here: str) -> str | None:
    """The period of a number that adds up the year so far in a quarter's report; empty where that has no name.

    None: the number is no such sum.
    """
    match = _TO_DATE_BEFORE.search(sentence.text[end_of_last(sentence, group) : group.start])
    match = match or _TO_DATE_BEHIND.match(sentence.text, group.end)
    year, _, quarter = here.partition(" ")
    if match is None or quarter[:1] != "Q":
        return None
    if match["half"]:
        return part(year, "H1") if quarter == "Q2" else ""
    return {"Q1": here, "Q2": part(year, "H1"), "Q4": year}.get(quarter, "")
