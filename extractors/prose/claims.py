"""Claims: what the percentages of a sentence say about its other figures: changes, escalation rates, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.lexicon.kinds import BASES
from extractors.lexicon.words import any_of, whole
from extractors.numbers import Number
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame
from extractors.reading.model import Block
from schemas.claim import Claim
from schemas.codes import ClaimKind, Direction, Measure, Stage, Unit
from schemas.observation import Box
from schemas.periods import is_part, shifted

#: Words before a percentage that make it no exact one.
_HEDGED = re.compile(
    any_of("about, around, nearly, almost, over, more than, approximately, some, roughly, just (under|over), under")
    + r"\s*(?:a\s*)?$",
    re.I,
)
_UP = re.compile(whole("increas*, ris(e|es|en|ing), rose, gr[eo]w*, growth, up, higher, more, uplift, jump*"), re.I)
_DOWN = re.compile(whole("decreas*, reduc*, fall*, fell, drop*, declin*, down, lower, fewer, less"), re.I)
#: How far the word for the direction may be from the percentage.
_BEFORE, _AFTER = 25, 30
#: A change "over three years" is measured from a year that is not the one before.
_LONGER = re.compile(whole("years, since, (pre-)?pandemic, quarter, month, half, average"), re.I)
#: Between a change and the figure behind it that it is a change of.
_TO_FIGURE = re.compile(whole("on, from, than, to, compared, against, over"), re.I)
#: Confidence in a claim about a figure whose measure costs nothing, and what is taken off for each unit of cost.
_TRUST, _PER_COST = 0.93, 0.12


def claims_of(sentence: Sentence, frames: Sequence[Frame], block: Block, own: str) -> Iterator[Claim]:
    """The claims of a sentence of a report about the period ``own``, given the meanings of its numbers."""
    yield from _changes(sentence, frames, block, own)
    for frame in frames:
        percent = frame.group.with_unit(Unit.PERCENT)
        if percent is None or frame.breakdown is not None or percent.value > 100:
            continue
        count = frame.group.with_unit(None)
        if frame.measure is Measure.ESCALATED and frame.stage is not Stage.ALL:
            yield _claim(ClaimKind.ESCALATION, percent, frame, sentence, block, beside=count)
        elif frame.measure in BASES and count is not None:
            yield _claim(ClaimKind.SHARE, percent, frame, sentence, block, beside=count)


@dataclass(frozen=True)
class _Figure:
    """A number of a sentence with its meaning."""

    number: Number
    frame: Frame

    @property
    def period(self) -> str:
        return self.frame.period

    def is_like(self, other: _Figure) -> bool:
        """Whether both are the same figure of two periods."""
        one, two = self.frame, other.frame
        return (one.stream, one.stage, one.measure) == (two.stream, two.stage, two.measure)


def _changes(sentence: Sentence, frames: Sequence[Frame], block: Block, own: str) -> Iterator[Claim]:
    figures = sorted(
        (
            _Figure(number, frame)
            for frame in frames
            for number in frame.group.numbers
            if number.unit is not Unit.PERCENT
        ),
        key=lambda figure: figure.number.start,
    )
    changes = [change for change in sentence.changes if change.first.unit is Unit.PERCENT]
    used: list[_Figure] = []
    for at, change in enumerate(changes):
        end = changes[at + 1].start if at + 1 < len(changes) else len(sentence.text)
        free = [figure for figure in figures if figure not in used or len(figures) > 1]
        pair = _pair(sentence.text, change, free, end, own)
        if pair is None or _HEDGED.search(sentence.text[: change.start]):
            continue
        now, before = pair
        figure = now or before
        used += filter(None, pair)
        period = now.period if now else own
        since = before.period if before else shifted(period, -1)
        alone = now is None or before is None
        if figure is None or since >= period or (alone and (is_part(period) or _LONGER.search(sentence.text))):
            continue
        yield _claim(
            ClaimKind.CHANGE,
            change.first,
            figure.frame,
            sentence,
            block,
            beside=now.number if now else None,
            beside_since=before.number if before else None,
            period=period,
            since=since,
            direction=_direction(sentence.text, change),
        )


def _pair(
    text: str, change: Group, figures: Sequence[_Figure], end: int, own: str
) -> tuple[_Figure | None, _Figure | None] | None:
    """The later and the earlier figure that a change lies between; None for one that another place gives."""
    behind = next((figure for figure in figures if change.end <= figure.number.start < end), None)
    ahead = next((figure for figure in reversed(figures) if figure.number.start < change.start), None)
    for figure in filter(None, (behind, ahead)):
        like = [other for other in figures if other.is_like(figure)]
        later = [other for other in like if other.period > figure.period]
        earlier = [other for other in like if other.period < figure.period]
        if later:
            return max(later, key=lambda other: other.period), figure
        if earlier:
            return figure, max(earlier, key=lambda other: other.period)
    if behind and _TO_FIGURE.search(text[change.end : behind.number.start]):
        single = behind
    elif ahead:
        single = ahead
    else:
        return None
    return (None, single) if single.period < own else (single, None)


def _direction(text: str, change: Group) -> Direction | None:
    """Which way words beside a percentage say that a figure went; None where they say both or neither."""
    beside = text[max(0, change.start - _BEFORE) : change.start], text[change.end : change.end + _AFTER]
    for words in (beside[1], beside[0]):
        up, down = _UP.search(words), _DOWN.search(words)
        if up or down:
            return (Direction.UP if up else Direction.DOWN) if not (up and down) else None
    return None


def _claim(
    kind: ClaimKind,
    percent: Number,
    frame: Frame,
    sentence: Sentence,
    block: Block,
    *,
    beside: Number | None = None,
    beside_since: Number | None = None,
    **said: Any,
) -> Claim:
    def box(number: Number) -> Box:
        return block.text.box(sentence.offset + number.start, sentence.offset + number.end)

    return Claim(
        kind=kind,
        value=percent.value,
        stream=frame.stream,
        stage=frame.stage,
        measure=frame.measure,
        beside=box(beside) if beside else None,
        beside_since=box(beside_since) if beside_since else None,
        box=box(percent),
        evidence=sentence.quoted,
        confidence=round(max(0.3, _TRUST - _PER_COST * frame.cost), 2),
        **({"period": frame.period} | said),
    )
