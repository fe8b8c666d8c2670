"""Labels: results below a line that says what they are of: "Replies within 10 days", and under it "We achieved 93%"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.lexicon.facets import stream_of
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Measure, Stage, Unit

#: A label is no longer than this, and ends without a stop.
_LENGTH, _ENDS = 140, re.compile(r"[^.;!?]$")
_ANSWERS = (Measure.ON_TIME, Measure.RESPONDED, Measure.RESOLVED)
_NO_ANSWER = re.compile(r"\backnowledg", re.I)
#: "Our performance this quarter was as follows:": of a part of the year that the label does not name again.
_OF_A_PART = re.compile(r"\b(?:quarter|month|half|week)\b", re.I)
#: "We achieved (93%)", with nothing else to say of what.
_ACHIEVED = re.compile(
    r"\W*(?:(?:we|the (?:team|service|council))\s+(?:have\s+)?)?"
    r"(?:achieved|reached|managed|attained|met this in|did so in"
    r"|performance(?: was| is)?:?|result:?|actual:?|outturn:?)\s+"
    r"(?:just |only |a |an )?",
    re.I,
)
#: "(11 outside target)".
_OUTSIDE = re.compile(r"\s*(?:\w+\s+)?(?:outside|late|overdue|missed|over|beyond|out of)\b", re.I)
_OPENED = re.compile(r"\s*\(\s*")
#: What it costs to believe it (see extractors.prose.costs).
_COST = 0.6


def label_of(string: str, counted: bool) -> str:
    """A block that is only a label for what follows: it names a time limit, and gives no figure."""
    text = string.strip().rstrip(":")
    return text if not counted and len(text) <= _LENGTH and _ENDS.search(text) else ""


def under_label(sentence: Sentence, state: State) -> list[Frame] | None:
    """What "We achieved 93% (11 outside target)" says below a label; none of acknowledgements; None for others."""
    if not state.label or not sentence.groups or not _ACHIEVED.fullmatch(sentence.text[: sentence.groups[0].start]):
        return None
    first = sentence.groups[0]
    if first.first.unit is not Unit.PERCENT or sentence.tagged("stage"):
        return None
    if _NO_ANSWER.search(state.label) or _OF_A_PART.search(state.lead):
        return []
    said = state.context.facets(state.label)
    if not said.limits or said.measure not in _ANSWERS:
        return None
    stage = said.stage or state.context.stage or Stage.ALL
    in_time = Frame(
        group=Group.of(first.first),
        measure=Measure.ON_TIME,
        stream=stream_of(said, state.context.family) or state.context.stream_for(stage),
        stage=stage,
        period=state.context.period,
        limit=said.limits[0].days,
        cost=_COST,
        stage_said=said.stage is not None,
    )
    return [in_time, *_late(sentence, in_time)]


def _late(sentence: Sentence, in_time: Frame) -> list[Frame]:
    """How many were late, in a bracket behind the share that was not."""
    for other in sentence.groups[1:2]:
        opened = _OPENED.fullmatch(sentence.text, in_time.group.end, other.start) is not None
        if opened and other.first.unit is None and _OUTSIDE.match(sentence.text, other.first.end):
            return [replace(in_time, group=Group.of(other.first), measure=Measure.LATE)]
    return []
