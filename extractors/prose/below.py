"""Below: what cases that went up to a stage came from was counted at the stage below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.kinds import BASES
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Measure, Stage

_BELOW = {Stage.STAGE_2: Stage.STAGE_1, Stage.STAGE_2_ESCALATED: Stage.STAGE_1, Stage.STAGE_3: Stage.STAGE_2}
#: "Of the (59 complaints received), 13 went to stage 2"; of "of all 59" nothing is known.
_OF_THE = re.compile(r"\b(?:of|from|out of)\s+(?:the|these|those|our)\s+(?:total (?:of )?)?$", re.I)
#: "59 came in, of which (13)", "59 came in and 13 of them".
_OF_WHICH = re.compile(r"\bof (?:which|these|those|them)\W+(?:only |just )?$", re.I)
_OF_THEM = re.compile(r"\s+of (?:which|these|those|them)\b", re.I)
_GOES_ON = re.compile(r"(?:[^.;:\d]|(?<=stage )\d)*", re.I)


def with_stage_below(sentence: Sentence, frames: list[Frame], state: State) -> list[Frame]:
    """Frames in which the whole, of which a part went up, is of the stage that the part came from."""
    if state.context.stage is not None or (state.base is not None and state.base.stage is not Stage.ALL):
        return frames
    escalated = [frame for frame in frames if _is_plain(frame, Measure.ESCALATED) and frame.stage in _BELOW]
    told_before = state.base is not None
    return [_below(sentence, frame, escalated) if told_before or not frame.stage_said else frame for frame in frames]


def _below(sentence: Sentence, frame: Frame, escalated: Sequence[Frame]) -> Frame:
    if frame.stage is not Stage.ALL or not _is_plain(frame, *BASES):
        return frame
    for part in escalated:
        alike = (part.stream, part.period) == (frame.stream, frame.period)
        if alike and part.group.first.value < frame.group.first.value and _came_from(sentence, frame, part):
            return replace(frame, stage=_BELOW[part.stage], stage_said=True)
    return frame


def _came_from(sentence: Sentence, whole: Frame, part: Frame) -> bool:
    """Whether a part is told of a whole: "15 of the 48", "of the 48 received, 15"."""
    if part.group.base is not None:
        return part.group.base is whole.group.first
    fronted = _OF_THE.search(sentence.text, 0, whole.group.start) is not None
    taken_up = _OF_WHICH.search(sentence.text, whole.group.end, part.group.start) is not None
    taken_up = taken_up or _OF_THEM.match(sentence.text, part.group.end) is not None
    return (fronted or taken_up) and _GOES_ON.fullmatch(sentence.text, whole.group.end, part.group.start) is not None


def _is_plain(frame: Frame, *measures: Measure) -> bool:
    return frame.measure in measures and frame.breakdown is None and frame.group.first.unit is None
