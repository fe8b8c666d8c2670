"""Lists: bullets that are a label and a number ("Bullying: 31", "2 x Planning"), under a sentence that leads in."""

from __future__ import annotations

import re

from extractors.finding import Finding
from extractors.lexicon.facets import Facets
from extractors.lexicon.kinds import BASES, OUTCOMES, TIMES
from extractors.numbers import SPELLED, find_numbers
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import State
from extractors.prose.stated import SAYS_WHAT
from extractors.reading.model import Block
from schemas.codes import Dimension, Measure, Method, Stage, Unit

_COUNT = rf"(?P<count>\d[\d,]*(?:\.\d+)?|{SPELLED})"
_PERCENT = r"(?P<percent>\d+(?:\.\d+)?\s?(?:%|per\s?cent))"
_CASES = r"(?:\s*(?:complaints?|cases?))?"
_DASH = r"[-\u2013\u2014]"
_ITEM_END = r"\s*[.;,]?\s*(?:and)?\s*$"
#: "Bullying: 31 (12%)".
_LABEL_FIRST = re.compile(
    rf"^\s*(?P<label>[A-Za-z][^:=\d]{{2,90}}?)\s*(?::|=|{_DASH})\s*{_COUNT}{_CASES}\s*(?:\({_PERCENT}\))?{_ITEM_END}"
)
#: "Bullying (31, 12%)".
_BRACKETS = re.compile(
    rf"^\s*(?P<label>[A-Za-z][^:=\d(]{{2,90}}?)\s*\(\s*{_COUNT}{_CASES}(?:\s*[,;]\s*{_PERCENT})?\s*\){_ITEM_END}"
)
#: "Bullying - 12%".
_PERCENT_ONLY = re.compile(
    rf"^\s*(?P<label>[A-Za-z][^:=\d]{{2,90}}?)\s*(?::|=|{_DASH})\s*{_PERCENT}(?P<count>){_ITEM_END}"
)
#: "Quarter 1 - 15", "Within 20 working days: 8": labels with numbers of their own.
_NUMBERED_LABEL = re.compile(
    rf"^\s*(?P<label>[A-Za-z][^:=]{{1,60}}?)\s*(?::|=|\s{_DASH}\s)\s*{_COUNT}{_CASES}\s*(?:\({_PERCENT}\))?{_ITEM_END}"
)
#: "31 x Bullying", "31 (12%) Bullying".
_COUNT_FIRST = re.compile(
    rf"^\s*{_COUNT}\s*(?:x|\u00d7|-|\u2013|:|\({_PERCENT}\))\s*(?P<label>[A-Za-z](?:(?![.;] ).){{2,90}}?)\s*[.;]?\s*$"
)
#: "Upheld: 92 Not upheld: 70", one item of it.
_IN_LINE = re.compile(
    rf"(?P<label>[Ss]tage \d|[A-Za-z][^:=\d]{{1,70}}?)\s*(?::|\s{_DASH})\s*"
    rf"{_COUNT}(?!\d|[.,]\d|\s*%|\s+per\s?cent)(?:\s*\({_PERCENT}\))?\s*[,;.]?\s*"
)
_OUR_SUBJECT = re.compile(
    r"complain|upheld|about|reason|theme|issue|cases|enquir|outcome|compliment|referr|ombuds|nipso|lgsco|psow|spso",
    re.I,
)
#: "19 (4%) were withdrawn by the person who had complained" is a sentence.
_VERB_FIRST = re.compile(r"(?:were|was|had|have|found|resulted|led|ended|did|met|missed)\b", re.I)
#: Measures that no list of labels and counts gives.
_NO_COUNTS = (Measure.ON_TIME_TARGET, Measure.AVERAGE_DAYS, Measure.REMEDY_PAID)
#: More items than so many are a list, though sentences follow in the same paragraph.
_ITEMS_BEFORE_SENTENCES = 2
#: Confidence in a number whose own label names its measure, and in one that has it from the words above.
_OWN, _FROM_ABOVE = 0.85, 0.75


def list_in_line(block: Block, state: State) -> tuple[list[Finding], int]:
    """The findings of a list that was set as one line, and where it ends: "Upheld: 92 Not upheld: 70 Withdrawn: 8".

    A single label and number is a list only below words that lead one in, or below a heading that
    says what it is by; sentences may follow behind three of them.
    """
    string, items = block.text.string, []
    end = len(string) - len(string.lstrip())
    while item := _IN_LINE.match(string, end):
        items.append(item)
        end = item.end()
    whole, led = end == len(string), bool(state.lead or state.context.cue)
    if len(items) < (1 if led else 2) or not (whole or len(items) > _ITEMS_BEFORE_SENTENCES):
        return [], 0
    findings = [finding for item in items for finding in _item(item, block, state)]
    return findings, end if findings else 0


def list_item(block: Block, state: State) -> list[Finding]:
    """The findings of a bullet that is only a label and a number; none where it is a sentence."""
    string = block.text.string
    match = _LABEL_FIRST.match(string) or _BRACKETS.match(string) or _COUNT_FIRST.match(string)
    match = match or _PERCENT_ONLY.match(string) or _numbered(string, state)
    if match is not None and SAYS_WHAT.match(match["label"]):
        return []
    if match is None or (_VERB_FIRST.match(match["label"]) and state.context.facets(match["label"]).measures):
        return []
    return _item(match, block, state)


def _numbered(string: str, state: State) -> re.Match[str] | None:
    """A label that is a part of the year, a time limit or a stage, and its number."""
    match = _NUMBERED_LABEL.match(string)
    words = state.context.facets(match["label"]) if match else None
    if words is None or words.residue:
        return None
    by_stage = words.stages and (words.measures or _tells_numbers(state))
    return match if words.periods or words.limits or by_stage else None


#: "We received the following", "Complaint numbers": what stands above stages and their counts.
_TELLS_NUMBERS = re.compile(
    r"\b(?:numbers?|figures|totals?|how many|volumes?|complaints)\W*(?:in|for|by|at)?\b[^.;]*$", re.I
)


def _tells_numbers(state: State) -> bool:
    """Whether the words above a list say what it counts."""
    above = _last_sentence(state.lead) or state.context.heading
    measures = state.context.facets(above).measures
    if measures:
        return measures[0] not in _NO_COUNTS
    return _TELLS_NUMBERS.search(above) is not None


_SENTENCES = re.compile(r"(?<=[.;])\s+")
_REMEDIES = re.compile(r"\bremed(?:y|ies)\b", re.I)


def _last_sentence(lead: str) -> str:
    return _SENTENCES.split(lead.strip())[-1]


def lists_remedies(state: State) -> bool:
    """Whether the bullets to come are what was done about complaints, and so count none."""
    return _REMEDIES.search(_last_sentence(state.lead)) is not None


#: "The main subject of the complaint was:".
_OF_COMPLAINTS = re.compile(
    r"\b(?:the|our|all|these|those|each|every)\s+(?:\w+\s+)?(?:complaints?|cases)\b[^.;\d]*:\s*$", re.I
)


def _asked_of(state: State, above: Facets) -> Facets:
    """What the words that lead a list in say: those of their last sentence, where it speaks of complaints anew."""
    last = _last_sentence(state.lead)
    said = state.context.facets(last)
    anew = last != state.lead.strip() and said.cue is not None and _OF_COMPLAINTS.search(last) is not None
    return said if anew else above


def _item(match: re.Match[str], block: Block, state: State) -> list[Finding]:
    context = state.context
    label = match["label"].strip(" -\u2013:")
    words = context.facets(label)
    above = context.facets(state.lead or context.heading)
    lead = _asked_of(state, above)
    if not (_OUR_SUBJECT.search(f"{state.lead} {context.heading}") or words.measures):
        return []
    own = words.measure is not None and not words.soft and not words.group and len(words.residue) <= 1
    own = own or _begins_with(words, label.split()[0], state)
    own = own and words.measure not in (Measure.ON_TIME_TARGET, Measure.REMEDY_PAID)
    measure = words.measure if own else None if lead.soft else lead.measure
    measure = measure or Measure.RECEIVED
    if measure in _NO_COUNTS and not own:
        return []
    at_ombudsman = Stage.OMBUDSMAN in (above.stage, state.stage, context.stage)
    own_stage = None if at_ombudsman and words.stage is Stage.INFORMAL else words.stage
    stage = own_stage or above.stage or state.stage or context.stage or Stage.ALL
    dimension = None if own else _dimension(words, lead, context.cue)
    return [
        Finding(
            stream=context.stream_for(stage),
            stage=Stage.ALL if measure is Measure.COMPLIMENTS else stage,
            period=words.periods[0].resolve(context.period) if words.periods else context.period,
            measure=measure,
            unit=unit,
            value=_value(match[name]),
            box=block.text.box(*match.span(name)),
            method=Method.PROSE,
            evidence=f"{state.lead} {match[0]}".strip(),
            confidence=_OWN if own else _FROM_ABOVE,
            dimension=dimension,
            target_days=words.limits[0].days if words.limits and measure in TIMES else None,
            category=label if dimension else None,
        )
        for name, unit in _units(measure)
        if match[name] and (unit is not Unit.COUNT or _value(match[name]).is_integer())
    ]


#: How a case ended: "Withdrawn before the answer".
_ENDS = frozenset({*OUTCOMES, Measure.WITHDRAWN, Measure.REJECTED})


def _begins_with(words: Facets, first: str, state: State) -> bool:
    """Whether the first word of a label says how cases ended, so that the rest explains it."""
    ended = state.context.facets(first).measure
    return ended in _ENDS and ended in words.measures and words.group is None and not words.soft


def _units(measure: Measure) -> tuple[tuple[str, Unit], ...]:
    """The units of an item's two numbers."""
    if measure is Measure.AVERAGE_DAYS:
        return (("count", Unit.DAYS),)
    return (("count", Unit.COUNT), ("percent", Unit.PERCENT))


def _value(text: str) -> float:
    return find_numbers(text)[0].value


def _dimension(words: Facets, lead: Facets, cue: Dimension | None) -> Dimension | None:
    """What a list breaks its numbers down by, where the label names a group."""
    total = "total" in words.flags
    if total or (not words.residue and not words.group and Dimension.SERVICE_AREA not in (lead.cue, cue)):
        return None
    return lead.cue or cue or words.group or (Dimension.SERVICE_AREA if words.streams else Dimension.OTHER)


#: "Adults: 19 at Stage 1 and two at Stage 2", an item below "the numbers were as follows:".
_LABEL = re.compile(r"\s*(?P<label>[A-Z][^:\d]{2,50}):\s*")
_NUMBERS_WERE = re.compile(r"\b(?:numbers|figures|complaints|totals)\b[^.]*$", re.I)


def of_procedure(sentence: Sentence, group: Group, state: State) -> Measure | None:
    """What the number behind the name of a procedure counts, in a list: as the words that lead it in say."""
    label = _LABEL.fullmatch(sentence.text, 0, group.start) if state.lead and group.first.unit is None else None
    said = state.context.facets(label["label"]) if label else None
    if said is None or not said.streams or said.residue or said.measures or not _NUMBERS_WERE.search(state.lead):
        return None
    lead = state.context.facets(_NUMBERS_WERE.findall(state.lead)[-1])
    return lead.measure if lead.measure in BASES and not lead.soft else Measure.RECEIVED
