"""Parts that go on: what became of the one group a paragraph tells of: "Six were about noise. Two were upheld"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.kinds import BASES, OUTCOMES
from extractors.prose.category import Breakdown
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, Part, State
from schemas.codes import Dimension, Measure, Stage

_OF_THEM = r"of (?:these|those|them|which|whom)\b"
_FIRST, _BEHIND = re.compile(rf"^\W*(?:and\s+)?{_OF_THEM}", re.I), re.compile(rf"\s+{_OF_THEM}", re.I)


def part_outcome(group: Group, measure: Measure, state: State) -> Breakdown | None:
    """The group that a single case belongs to whose own subject is a mere story: "one about a key was upheld"."""
    single = group.first.unit is None and group.first.value == 1 and group.base is None
    goes_on = state.part is not None and measure in OUTCOMES and state.part.left >= 1
    return state.part.frame.breakdown if state.part is not None and single and goes_on else None


def go_on(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """Frames of what became of a group told before, with that group; its cases are used up one sentence at a time."""
    part = state.part
    if part is None or not frames:
        return frames
    told = [_as_story(frame, part) for frame in frames]
    own = [frame for frame in told if frame.breakdown in (None, part.frame.breakdown)]
    if not own or not all(_may_go_on(sentence, frame, part) for frame in own):
        return frames
    counted = sum(_count(frame) for frame in own)
    if counted > part.left:
        return frames
    state.part = replace(part, left=part.left - counted)
    whose = part.frame
    return [
        replace(frame, breakdown=whose.breakdown, stream=whose.stream, stage=_stage(frame, whose)) if frame in own
        else frame
        for frame in told
    ]  # fmt: skip


def note_part(sentence: Sentence, frames: Sequence[Frame], state: State) -> None:
    """After a sentence was read: the group that the following ones may go on about; none where it tells of all."""
    if not frames or (state.part is not None and any(f.breakdown == state.part.frame.breakdown for f in frames)):
        return
    groups = [frame for frame in frames if frame.breakdown is not None]
    state.whole_told = state.whole_told or len(groups) < len(frames)
    state.part = None
    if not groups or len(groups) < len(frames):
        return
    first, rest = groups[0], groups[1:]
    apart = all(other.breakdown and other.breakdown.dimension is not _dimension(first) for other in rest)
    if first.measure in BASES and apart and sum(map(_count, rest)) <= (_count(first) or math.inf):
        left = _count(first) or math.inf
        state.part = Part(first, left, explicit=state.whole_told or math.isinf(left))


def _as_story(frame: Frame, part: Part) -> Frame:
    """A single case with a subject of its own, as one of the group."""
    theme = frame.breakdown is not None and frame.breakdown.dimension is Dimension.THEME
    single = frame.measure in OUTCOMES and frame.group.first.unit is None and frame.group.first.value == 1
    return replace(frame, breakdown=part.frame.breakdown) if theme and single and not part.explicit else frame


def _may_go_on(sentence: Sentence, frame: Frame, part: Part) -> bool:
    """Whether a figure may be of a group: it says what became of so many of them, in the same year."""
    if frame.period != part.frame.period or frame.group.base is not None:
        return False
    if _takes_up(sentence, frame.group):
        return frame.measure not in BASES
    same = frame.stage is part.frame.stage and frame.measure in OUTCOMES and frame.group.with_unit(None) is not None
    return same and not part.explicit


def _takes_up(sentence: Sentence, group: Group) -> bool:
    """Whether a sentence opens with "of these", or a number of it stands before those words."""
    opening = sentence.groups[0]
    return bool(
        _FIRST.match(sentence.text[: opening.start])
        or _BEHIND.match(sentence.text, opening.end)
        or _BEHIND.match(sentence.text, group.end)
    )


def _stage(frame: Frame, whose: Frame) -> Stage:
    return frame.stage if frame.measure is Measure.ESCALATED else whose.stage


def _count(frame: Frame) -> float:
    count = frame.group.with_unit(None)
    return count.value if count else 0.0


def _dimension(frame: Frame) -> Dimension | None:
    return frame.breakdown.dimension if frame.breakdown else None


#: Smaller numbers than this are met too often to be told again.
_TOLD_AGAIN = 10


def is_part_of_group(group: Group, state: State) -> bool:
    """Whether a number is a part of what was only counted as a group: "164 of the 431", which were about waste."""
    base = group.base.value if group.base is not None else 0
    last = [frame.group.first.value for frame in state.last if frame.breakdown is not None]
    known = base in last or any(base == value for value, _ in state.groups)
    return base >= _TOLD_AGAIN and base not in state.memory and known
