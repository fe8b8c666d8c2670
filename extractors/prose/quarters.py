"""Quarters: numbers in a row that are those of the quarters of a year."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.lexicon.words import whole
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


_FIRST_QUARTER = re.compile(r"\bfirst quarter\b", re.I)
_QUARTERS = {"second": "Q2", "third": "Q3", "fourth": "Q4", "last": "Q4", "final": "Q4"}
_IN_THE = rf"in the (?P<which>{'|'.join(_QUARTERS)})\b"
_BEFORE = re.compile(rf"\b{_IN_THE}(?!\s+quarter)[^\d]{{0,12}}$", re.I)
_BEHIND = re.compile(rf"^\s+(?:complaints? )?(?:arrived |came |were received )?{_IN_THE}(?!\s+(?:quarter|half))", re.I)


def quarter_list(sentence: Sentence, frames: list[Frame]) -> list[Frame]:
    """Ordinals go on counting quarters: "In the first quarter 297, in the second 441"."""
    if not _FIRST_QUARTER.search(sentence.text):
        return frames
    return [_in_quarter(sentence, frame) for frame in frames]


def _in_quarter(sentence: Sentence, frame: Frame) -> Frame:
    before, behind = sentence.text[: frame.group.start], sentence.text[frame.group.end :]
    match = _BEFORE.search(before) or _BEHIND.match(behind)
    return replace(frame, period=part(frame.period, _QUARTERS[match["which"].lower()])) if match else frame
