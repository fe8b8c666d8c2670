"""Beyond: answers that came after the time limit which those before them kept: "982 in 10 days, and later 216"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame
from schemas.codes import Measure

_A_FURTHER = re.compile(r"\b(?:a further|another|an additional)\s+$", re.I)
_AFTER_THAT = re.compile(
    r"(?:,|\band|\bbut|\bwith)\s+(?:after (?:that|it|then)|later(?: than that)?|afterwards|outside (?:it|them|that)"
    r"|beyond (?:it|that|them))\s+(?:(?:on|in|for|with)\s+)?(?:a further |another |the other |only )?$",
    re.I,
)


def is_between_limits(sentence: Sentence, group: Group, frames: Sequence[Frame]) -> bool:
    """Whether a number adds those answered within a longer limit: "48 in 25 days and a further 17 within 65"."""
    told = any(frame.measure is Measure.ON_TIME for frame in frames)
    return told and _A_FURTHER.search(sentence.text, 0, group.start) is not None


def is_after_limit(sentence: Sentence, group: Group, frames: Sequence[Frame]) -> bool:
    """Whether a number goes on with those that missed the limit: "on time on 982 occasions and after that on 216"."""
    told = bool(frames) and frames[-1].measure is Measure.ON_TIME
    return told and _AFTER_THAT.search(sentence.text, frames[-1].group.end, group.start) is not None
