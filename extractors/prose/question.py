"""Questions: what an answer counts is said by the question, or the label, on the line above it."""

from __future__ import annotations

import re

from extractors.finding import Finding
from extractors.lexicon.facets import Facets, stream_of
from extractors.lexicon.kinds import BASES, TIMES, goes_with
from extractors.lexicon.words import any_of
from extractors.numbers import find_numbers
from extractors.prose.attach import Choice, implied
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import State
from extractors.reading.model import Block
from schemas.codes import Measure, Method, Stage, Unit

#: How sure the answer's number is of what the question asks for.
_ASKED = 0.6
_OPENING = any_of(
    "there were, there was, a total of, in total, in all, altogether, it was, about, around, just, only, we had"
)
#: Nothing but these words stands before the number that answers.
_ANSWER = re.compile(rf"\s*(?:{_OPENING},?\s+)*", re.I)


def asked(sentence: Sentence, group: Group, state: State) -> Choice | None:
    """What a number counts that answers the question above it."""
    question, unit = _question(state), group.first.unit
    if question is None or question.measure is None or _is_of_other_year(question, state):
        return None
    if not _ANSWER.fullmatch(sentence.text, 0, group.start):
        return None
    if not goes_with(question.measure, unit) or (unit is Unit.PERCENT and question.measure in BASES):
        return None
    return implied(question.measure, group.start, group.start, _ASKED, soft=question.soft)


def _is_of_other_year(question: Facets, state: State) -> bool:
    """Whether a question asks for another year than the report's own."""
    return any(period.resolve(state.context.period) != state.context.period for period in question.periods)


def _question(state: State) -> Facets | None:
    """What the question above asks for: that of the paragraph before, else of the heading."""
    if state.above.endswith("?"):
        return state.context.facets(state.above)
    headings = state.context.headings
    return headings[-1] if headings and headings[-1].text.rstrip().endswith("?") else None


# Answers that are only a number ------------------------------------------------------------------------------

_COUNT, _PERCENT = r"(?P<count>\d[\d,]*)", r"(?P<percent>\d+(?:\.\d+)?)\s?(?:%|per\s?cent)"
_CASES = r"(?:\s+(?:stage \w+ )?(?:complaints?|cases))?"
_ALONE = re.compile(
    rf"\s*(?:{_COUNT}{_CASES}(?:\s*\({_PERCENT}\))?"
    rf"|{_PERCENT.replace('percent', 'rate')}(?:\s*\({_COUNT.replace('count', 'part')}{_CASES}\))?"
    r"|(?P<days>\d+(?:\.\d+)?)\s+(?:working |calendar )?days)\s*\.?\s*"
)
_UNITS = {
    "count": Unit.COUNT, "part": Unit.COUNT, "percent": Unit.PERCENT, "rate": Unit.PERCENT, "days": Unit.DAYS,
}  # fmt: skip
#: "How many of these": of those that the answer before counts.
_OF_THESE = re.compile(r"\bof (?:these|those|them|which)\b", re.I)
#: Confidence in such a number.
_SURE = 0.8


def answer_alone(block: Block, state: State) -> list[Finding]:
    """The findings of a paragraph that is only a number, below a question or a label that ends in a colon."""
    match = _ALONE.fullmatch(block.text.string)
    context = state.context
    label = context.facets(state.above) if state.above else _question(state)
    if match is None or label is None or label.measure is None or (label.residue and label.group):
        return []
    stage = label.stage or context.stage or (state.answered if _OF_THESE.search(label.text) else None) or Stage.ALL
    state.answered = stage
    stream = stream_of(label, context.family) or context.stream_for(stage)
    return [
        Finding(
            stream=stream,
            stage=stage,
            period=label.periods[0].resolve(context.period) if label.periods else context.period,
            measure=label.measure,
            unit=unit,
            value=find_numbers(match[name])[0].value,
            box=block.text.box(*match.span(name)),
            method=Method.PROSE,
            evidence=f"{label.text} {match[0]}".strip(),
            confidence=_SURE,
            soft=label.soft,
            target_days=label.limits[0].days if label.limits and label.measure in TIMES else None,
            section=state.section,
        )
        for name, unit in _UNITS.items()
        if match[name] and _fits(label.measure, unit)
    ]


def _fits(measure: Measure, unit: Unit) -> bool:
    """Whether a bare number in a unit can be a measure's."""
    if unit is Unit.PERCENT and measure in BASES:
        return False
    return goes_with(measure, None if unit is Unit.COUNT else unit)
