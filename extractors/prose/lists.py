"""Lists: bullets that are a label and a number ("Bullying: 31", "2 x Planning"), under a sentence that leads in."""

from __future__ import annotations

import re

from extractors.finding import Finding
from extractors.numbers import find_numbers
from extractors.prose.state import State
from extractors.reading.model import Block
from schemas.codes import Dimension, Measure, Method, Stage, Unit

_LABEL_FIRST = re.compile(
    r"^\s*(?P<label>[A-Za-z][^:=\d]{2,90}?)\s*(?::|=|-|\u2013|\u2014)\s*(?P<count>\d[\d,]*)(?:\s*(?:complaints?|cases?))?\s*(?:\((?P<percent>\d+(?:\.\d+)?\s?%)\))?\s*[.;,]?\s*(?:and)?\s*$"
)
_BRACKETS = re.compile(
    r"^\s*(?P<label>[A-Za-z][^:=\d(]{2,90}?)\s*\(\s*(?P<count>\d[\d,]*)(?:\s*(?:complaints?|cases?))?(?:\s*[,;]\s*(?P<percent>\d+(?:\.\d+)?\s?%))?\s*\)\s*[.;,]?\s*(?:and)?\s*$"
)
_COUNT_FIRST = re.compile(
    r"^\s*(?P<count>\d[\d,]*)\s*(?:x|\u00d7|-|\u2013|:|\((?P<percent>\d+(?:\.\d+)?\s?%)\))\s*(?P<label>[A-Za-z].{2,90}?)\s*[.;]?\s*$"
)
_COMPLAINT = re.compile(r"complain|upheld|about|reason|theme|issue|cases|enquir|outcome|compliment", re.I)


_IN_LINE = re.compile(
    r"(?P<label>[A-Za-z][^:=\d]{1,70}?)\s*(?::|\s[-\u2013\u2014])\s*(?P<count>\d[\d,]*)(?!\d|[.,]\d|\s*%)(?:\s*\((?P<percent>\d+(?:\.\d+)?\s?%)\))?\s*[,;.]?\s*"
)


def list_in_line(block: Block, state: State) -> list[Finding]:
    """The findings of a list that was set as one line: "Upheld: 92 Not upheld: 70 Withdrawn: 8"."""
    string = block.text.string
    items = list(_IN_LINE.finditer(string))
    if len(items) < 2 or _IN_LINE.sub("", string).strip():
        return []
    return [finding for item in items for finding in _item(item, block, state)]


def list_item(block: Block, state: State) -> list[Finding]:
    """The findings of a bullet that is only a label and a number; none where it is a sentence."""
    string = block.text.string
    match = _LABEL_FIRST.match(string) or _BRACKETS.match(string) or _COUNT_FIRST.match(string)
    return _item(match, block, state) if match else []


def _item(match: re.Match[str], block: Block, state: State) -> list[Finding]:
    context = state.context
    above = f"{state.lead} {context.heading}"
    label = match["label"].strip(" -\u2013:")
    words = context.facets(label)
    lead = context.facets(state.lead or context.heading)
    if not (_COMPLAINT.search(above) or words.measures):
        return []
    own = words.measure is not None and not words.soft and not words.group and len(words.residue) <= 1
    measure = (
        words.measure if own and words.measure else lead.measure if lead.measure and not lead.soft else Measure.RECEIVED
    )
    if measure in (Measure.ON_TIME_TARGET, Measure.AVERAGE_DAYS, Measure.REMEDY_PAID):
        return []
    stage = words.stage or lead.stage or state.stage or context.stage or Stage.ALL
    stream = context.stream_for(stage)
    dimension = (
        None
        if own or not words.residue and not words.group
        else lead.cue or context.cue or words.group or Dimension.OTHER
    )
    found = []
    for name in ("count", "percent"):
        if match[name]:
            number = find_numbers(match[name])[0]
            found.append(
                Finding(
                    stream=stream,
                    stage=Stage.ALL if measure is Measure.COMPLIMENTS else stage,
                    period=context.period,
                    measure=measure,
                    unit=Unit.PERCENT if name == "percent" else Unit.COUNT,
                    value=number.value,
                    box=block.text.box(*match.span(name)),
                    method=Method.PROSE,
                    evidence=f"{state.lead} {match[0]}".strip(),
                    confidence=0.85 if own else 0.75,
                    dimension=dimension,
                    category=label if dimension else None,
                )
            )
    return found
