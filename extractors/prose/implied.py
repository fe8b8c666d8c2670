"""Implied measures: what a number counts where no measure word stands near it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.facets import facets
from extractors.lexicon.kinds import BASES, OUTCOMES, TIMES, goes_with
from extractors.lexicon.match import Span, spans
from extractors.lexicon.words import any_of, whole
from extractors.prose.attach import Choice, implied
from extractors.prose.category import Breakdown
from extractors.prose.clause import STOP, clause_after, clause_before, ends_otherwise, tells_anew
from extractors.prose.compliments import are_no_compliments
from extractors.prose.enquiries import counts_enquiries, names_enquiries
from extractors.prose.groups import Group
from extractors.prose.lists import of_procedure
from extractors.prose.money import remedy
from extractors.prose.nearest import own_period
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame, State
from schemas.codes import Dimension, Measure, Stage, Stream, Unit

# Labels ---------------------------------------------------------------------------------------------

_LABEL = re.compile(r"\s*(?:[A-Za-z0-9]{1,2}[.)]\s+)?(?P<label>[A-Za-z][^:;.,\d]{3,70}):\s*")
_NO_MORE = re.compile(r"\s*(?:[.;]?\s*$|[.;(])")


def labelled(sentence: Sentence, group: Group) -> Choice | None:
    """What a label says of the one number behind its colon: "Improvements logged from complaints: 27"."""
    label = _LABEL.fullmatch(sentence.text[: group.start])
    if label is None or group.base is not None or not _NO_MORE.match(sentence.text[group.end :]):
        return None
    said = facets(label["label"])
    if said.measure is None or said.soft or not goes_with(said.measure, group.first.unit):
        return None
    start, end = label.span("label")
    return Choice(said.measure, Span("measure", said.measure.value, start, end, label["label"]), 0.3)


#: The cost of a measure that opens its sentence (see extractors.prose.costs).
_ANNOUNCED = 0.2
#: "With regard to (complaints being upheld), there were 10".
_TOPIC = re.compile(
    r"\s*(?:with regards? to|as regards|regarding|in terms of|as for|turning to|in (?:respect|relation) (?:of|to)"
    r"|when it comes to|looking at)\s+(?P<topic>[^,;.:\d]{4,80}),\s+"
    r"(?:(?:there (?:were|was)|we (?:had|saw|recorded|found)|(?:it|this) was"
    r"|the (?:figure|number|total|rate) (?:was|is))\s+)?"
    r"(?:only |just |a total of )?",
    re.I,
)


def announced(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """What the words that open a sentence say of its first number: "As for complaints upheld, there were 10"."""
    opening = _TOPIC.fullmatch(sentence.text, 0, group.start)
    named = [s for s in found if opening and s.end <= opening.end("topic") and not s.is_soft]
    fits = [s for s in named if s.measure in (*OUTCOMES, *TIMES) and goes_with(s.measure, group.first.unit)]
    told = any(s.start >= group.end and s.measure in (*OUTCOMES, *TIMES) for s in found)
    return Choice(fits[-1].measure, fits[-1], _ANNOUNCED) if fits and not told else None


# Changes of complaints and bare numbers of them ----------------------------------------------------

_CHANGED = re.compile(
    whole(
        "increas*, decreas*, r(ose|isen|ising), fell, fallen, falling, dropp*, doubled, trebled, halved, grew, grown",
        "went, gone, moved, slipped, climbed, improved, declined, reduced, up, down",
    )
    + r"[^.;]{0,50}?\b(?:from|to)\s+(?:just |only |a total of |around |about )?$",
    re.I,
)


#: "The number at Stage 2 went up from 55 to 62".
_NUMBER_AT = re.compile(r"^\s*(?:the|our) (?:total )?(?:number|total|figure)s? (?:at|for|of) stage \w+ [^.;,]*$", re.I)


def changed(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """The subject of a change, which may stand far off: "received by the Ombudsman had increased from 135"."""
    before, unit = sentence.text[: group.start], group.first.unit
    if not _CHANGED.search(before):
        return None
    subjects = [
        span
        for span in found
        if span.end <= group.start
        and not span.is_soft
        and goes_with(span.measure, unit)
        and not STOP.search(before[span.end :])
    ]
    number = _NUMBER_AT.search(before) if unit is None and not subjects else None
    if number is not None:
        return implied(Measure.RECEIVED, number.start(), number.end(), 0.9, soft=True)
    if not subjects or (unit is Unit.PERCENT and subjects[-1].measure in BASES):
        return None
    return Choice(subjects[-1].measure, subjects[-1], 0.9)


#: "Complaints per quarter were stable: Q1 (517), Q2 (598)".
_QUARTER_OPENS = re.compile(
    r"\bcomplaints\b[^.;()]*:\s*(?:[^.;:]*(?:,|\band)\s*)?(?:Q[1-4]|quarter (?:[1-4]|one|two|three|four))\s*\(\s*$",
    re.I,
)
_COMPLAINTS_OPEN, _CLOSES = re.compile(r"\bcomplaints\s*\(\s*$", re.I), re.compile(r"\s*\)")


def complaints_in_brackets(sentence: Sentence, group: Group) -> Choice | None:
    """Received, where the number stands in brackets behind the complaints: "Stage 1 complaints (861) rose"."""
    opened = _COMPLAINTS_OPEN.search(sentence.text, 0, group.first.start)
    opened = opened or _QUARTER_OPENS.search(sentence.text, 0, group.first.start)
    if opened is None or group.first.unit is not None or not _CLOSES.match(sentence.text, group.first.end):
        return None
    return implied(Measure.RECEIVED, group.start, group.start, 0.8, soft=True)


_NEW_CASES = re.compile(
    r"^\s+(?:"
    + any_of("stage _, social care, of these, non-statutory, children's, _")
    + r"\s+){0,4}?"
    + any_of("complaints?, concerns, representations, reports of dissatisfaction, enquiries")
    + r"\b",
    re.I,
)
#: "The 120 complaints compare with 98": the whole is set beside another year's.
_COMPARE_NEXT = re.compile(r"\s+(?:this year )?(?:compares?|compared) (?:with|to)\b")
_STAGED_CASES = re.compile(
    r"\s+stage (?:2|3|two|three) (?:(?:independent|formal|review) )*"
    r"(?:investigations?|panels?|hearings?|reviews?)\s*(?:[,.;(]|$)",
    re.I,
)


def cases_of_stage(sentence: Sentence, group: Group) -> Choice | None:
    """Cases that bear the name of their stage, of which nothing more is said: "7 stage 2 investigations"."""
    if (
        group.first.unit is not None
        or group.base is not None
        or not _STAGED_CASES.match(sentence.text, group.first.end)
    ):
        return None
    opens = not sentence.text[: group.start].strip()
    return implied(Measure.RECEIVED, group.start, group.start, 0.8, soft=True) if opens else None


_INFORMAL_CASES = re.compile(r"representations|dissatisfaction|concerns", re.I)
#: Words before a number that repeat one already given.
_REPEATED = re.compile(r"\b(?:the|these|those|all|both|every|each|per|for|(?<!a total )of)\s+$", re.I)
_CASES_BECAME = re.compile(
    r"\b(?:complaints?|number of (?:cases|reviews|escalations))\b[^.;]{0,80}?"
    + r"\b(?:total of|increased|decreased|rose|fell|dropped|stood at|numbered|totall?ed|to|from|were|was|:|is|are)\s*"
    + r"(?:by\s+)?(?:a total of |just |only )?$",
    re.I,
)


def bare(sentence: Sentence, group: Group) -> Choice | None:
    """A number of complaints of which nothing more is said: "complaints rose ... to a total of 434"."""
    if group.first.unit is not None:
        return None
    cases = _NEW_CASES.match(clause_after(sentence, group))
    if cases and group.first.value == 0:
        return None
    compared = cases and _COMPARE_NEXT.match(clause_after(sentence, group), cases.end())
    if cases and (compared or not _REPEATED.search(sentence.text[: group.start]) or _INFORMAL_CASES.search(cases[0])):
        return implied(Measure.RECEIVED, group.start, group.start, 1.3, soft=True)
    if _CASES_BECAME.search(clause_before(sentence, group)):
        return implied(Measure.RECEIVED, group.start, group.start, 1.2, soft=True)
    return None


# What the section says -------------------------------------------------------------------------------

#: "One hundred did so": they did what the sentence before offers.
_DID_SO = re.compile(
    rf"^\s+(?:{any_of('people, customers, residents, complainants, tenants, of them, more')}\s+)?did so\b", re.I
)
#: "Taking the two together": of those upheld and partly upheld.
_TOGETHER = re.compile(
    rf"\b(?:both|the (?:first )?two|these two|those two)"
    rf"(?:\s+{any_of('groups, outcomes, findings, categories, figures, kinds, sorts, types, forms')})?"
    r"(?P<named>\s+of\s+upheld\s+(?:complaints?|cases?|outcomes?|findings?|decisions?))?"
    r"(?:\s+(?:taken|added|put|counted|treated))?\s+(?:together|combined|as one)\b",
    re.I,
)
_PARTS = {Measure.UPHELD, Measure.PARTIALLY_UPHELD}
_VERB_THERE = re.compile(r"(?P<verb>[a-z]+)\s+(?:a further |another |only |just )?$", re.I)


#: "(Complaints about adult care have one stage.) There were 219".
_THERE_WERE = re.compile(r"\s*(?:there (?:were|was)|they numbered|we (?:had|received|took))\s+(?:just |only )?", re.I)
_NO_NOUN = re.compile(r"\s*(?:[.,;(]|$|(?:at|in|this|during|of them|of these)\b)", re.I)


def from_section(sentence: Sentence, group: Group, found: Sequence[Span], state: State) -> Choice | None:
    """What a number counts that has no words of its own, as the sentence or the section before it says."""
    if group.first.unit is Unit.GBP:
        return remedy(sentence, group, found, state.context.stage is Stage.OMBUDSMAN)
    if state.offered and _DID_SO.match(sentence.text[group.end :]):
        return implied(Measure.ESCALATED, group.start, group.start, 0.6)
    together = _TOGETHER.search(sentence.text[: group.start])
    if together and (together["named"] or state.counted >= _PARTS):
        return implied(Measure.UPHELD_OR_PARTIALLY_UPHELD, group.start, group.start, 0.8)
    if is_of_kind(sentence, group, state):
        return implied(Measure.DECIDED, group.start, group.start, 0.5)
    if state.opened and group is sentence.groups[0] and _THERE_WERE.fullmatch(sentence.text, 0, group.start):
        plainly = group.first.unit is None and _NO_NOUN.match(sentence.text, group.end) is not None
        return implied(Measure.RECEIVED, group.start, group.start, 0.8) if plainly else None
    labelled_so = of_procedure(sentence, group, state)
    if labelled_so is not None:
        return implied(labelled_so, group.start, group.start, 1.0, soft=True)
    if _goes_on_by_month(sentence, group, state):
        return implied(state.last[-1].measure, group.start, group.start, 0.8, soft=True)
    if counts_enquiries(sentence, group, state):
        return implied(Measure.RECEIVED, group.start, group.start, 1.0, soft=True)
    return None


_THERE_WERE = re.compile(r"\s*(?:there (?:were|was)|we (?:had|received)|followed by)\s+(?:only |just )?$", re.I)


def _goes_on_by_month(sentence: Sentence, group: Group, state: State) -> bool:
    """Whether "there were 32 in November" goes on after a month's complaints, or a quarter's."""
    own, last = own_period(sentence, group), state.last[-1] if state.last else None
    begins = group is sentence.groups[0] and _THERE_WERE.fullmatch(sentence.text, 0, group.start)
    told = last is not None and last.measure in BASES and last.breakdown is None and bool(last.period.partition(" ")[2])
    return bool(begins) and own is not None and own.part is not None and told and group.first.unit is None


def is_of_kind(sentence: Sentence, group: Group, state: State) -> bool:
    """Whether a number of a section about an ombudsman counts one kind of its decisions."""
    at_ombudsman = Stage.OMBUDSMAN in (state.stage, state.context.stage)
    return at_ombudsman and kind_around(sentence, group) is not None


_TO_SO_MANY = re.compile(r"\s+(?:(?:in|on|to|about|for)\s+)?(?:just |only |a further |another )?", re.I)


def _is_right_before(sentence: Sentence, group: Group, span: Span) -> bool:
    """Whether a number stands right behind what was decided: "declined to investigate two", "gave advice in one"."""
    kind = span.code == Dimension.DECISION and span.end <= group.start and group.first.unit is None
    return kind and _TO_SO_MANY.fullmatch(sentence.text, span.end, group.start) is not None


def kind_around(sentence: Sentence, group: Group) -> str | None:
    """The kind of an ombudsman's decision that stands around a number: "referred 23 back", "called six invalid"."""
    right_before = [span for span in sentence.tagged("group") if _is_right_before(sentence, group, span)]
    if right_before:
        return max(right_before, key=lambda span: span.length).text
    verb = _VERB_THERE.search(sentence.text[: group.start])
    if verb is None or group.first.unit is not None:
        return None
    words = f"{verb['verb']} {clause_after(sentence, group).lstrip()}"
    kinds = [span for span in spans(words) if span.tag == "group" and span.code == Dimension.DECISION]
    beside = [span for span in kinds if span.start <= len(verb["verb"]) + 1]
    return max(beside, key=lambda span: span.length).text if beside else None


# Lists ----------------------------------------------------------------------------------------------

_LIST = re.compile(r"(?:,|\band\b|\bor\b|:|\bwith\b|\bthrough\b|\bthen\b)")
#: An item of a list stands at most so many words behind the one before, unless it names a group of its own.
_ITEM_WORDS = 12


#: "58 complaints (concerned)": the cases are named anew.
_CASES_NEXT = re.compile(r"\s+(?:[\w'-]+\s+){0,3}?(?:complaints|cases)\b")
_COMPLAINTS_WERE_ABOUT = re.compile(r"\s+complaints\s+(?:concern|were about|related to|involved|arose)", re.I)
_NEXT_CASE = re.compile(
    r"[;,]\s*(?:and |while |whereas |but )?(?P<case>(?:at|in|for|within|by|during)\s[^,;:.]{2,45}?),?\s*"
    r"(?:(?:it|this|that|the figure) was )?$",
    re.I,
)


def _is_next_case(sentence: Sentence, group: Group, gap: str) -> bool:
    """Whether a number is of another stage, limit or stream, and its clause has no verb: "; at stage 2, 67%"."""
    match = _NEXT_CASE.search(gap)
    if not match:
        return False
    start = group.start - len(gap) + match.start("case")
    spans = [span for span in sentence.spans if start <= span.start and span.end <= group.start]
    limited = any(start <= limit.start < group.start for limit in sentence.limits())
    told = limited or any(span.tag in ("stage", "stream") for span in spans)
    return told and not any(span.tag == "measure" for span in spans)


#: "Six complaints were upheld; (three for Planning)".
_PARTS_NEXT = re.compile(r"[^.;:]{0,40}[;:]\s*(?:of (?:these|which),?\s*)?")
#: "Of the 47, 36 were for education": the 36 are counted as the 47 were.
_ANSWERED = (Measure.RESPONDED, Measure.INVESTIGATED)


_THE = re.compile(r"\b(?:the|these|those)\s+$", re.I)
_COMPLAINED = re.compile(r"\bcomplained (?:about|of|to)\b", re.I)
_THE_MOST = re.compile(whole("most, highest, largest, greatest, biggest"), re.I)


_MOST_OF_THEM = re.compile(r"\b(?:most|(?:largest|highest|greatest) (?:number|proportion|share|volume) of)\s+$", re.I)


def _of_most(sentence: Sentence, group: Group) -> Measure | None:
    """What the most cases are said to have been: "most complaints were closed by Housing (12)"."""
    before = STOP.split(sentence.text[: group.start])[-1]
    ended = (s for s in sentence.tagged("measure") if s.measure in OUTCOMES and s.end <= group.start)
    most = next((s for s in ended if _MOST_OF_THEM.search(sentence.text, 0, s.start)), None)
    if most is not None:
        return most.measure
    said = [s for s in sentence.tagged("measure") if s.code in _ANSWERED and s.end <= group.start]
    return said[-1].measure if said and _THE_MOST.search(before) else None


def inherited(
    sentence: Sentence, group: Group, previous: Frame | None, breakdown: Breakdown | Stream | None, state: State
) -> Choice | None:
    """The measure of the number before, in a list: "received 12 at stage 1 and 3 at stage 2"."""
    if previous is not None:
        gap = sentence.text[previous.group.end : group.start]
        same = group.with_unit(previous.group.first.unit) is not None
        same = same and not (previous.measure is Measure.COMPLIMENTS and are_no_compliments(sentence, group))
        if same and _is_next_case(sentence, group, gap):
            span = Span("measure", previous.measure.value, previous.group.start, previous.group.end, "")
            return Choice(previous.measure, span, 0.6 + previous.cost / 2, previous.soft)
        if isinstance(breakdown, Breakdown) and same and previous.breakdown is None and _PARTS_NEXT.fullmatch(gap):
            span = Span("measure", previous.measure.value, previous.group.start, previous.group.end, "")
            return Choice(previous.measure, span, 0.8 + previous.cost / 2, previous.soft)
        near = len(re.findall(r"[A-Za-z]+", gap)) <= _ITEM_WORDS or breakdown is not None
        if breakdown is None and (tells_anew(sentence, group) or ends_otherwise(sentence, group)):
            return None
        if same and near and _LIST.search(gap) and not STOP.search(gap):
            span = Span("measure", previous.measure.value, previous.group.start, previous.group.end, "")
            return Choice(previous.measure, span, 0.7 + previous.cost / 2, previous.soft)
    last = state.last
    if isinstance(breakdown, Breakdown) and state.led is not None:
        return implied(state.led.measure, group.start, group.end, 1.0, soft=True)
    if isinstance(breakdown, Breakdown):
        last = [previous] if previous is not None else last
        anew = _CASES_NEXT.match(sentence.text, group.end) is not None
        of_these = (Measure.COMPLIMENTS, Measure.LATE) if sentence.offset else (Measure.COMPLIMENTS,)
        goes_on = last and last[-1].measure in of_these and not anew and not names_enquiries(sentence)
        goes_on = goes_on and not (last[-1].measure is Measure.COMPLIMENTS and are_no_compliments(sentence, group))
        of_base = state.base.measure if state.base is not None and state.base.measure in _ANSWERED else Measure.RECEIVED
        known = state.groups.get((group.first.value, breakdown.category.lower()))
        if known is not None and _THE.search(sentence.text[: group.start]):
            return implied(known.measure, group.start, group.end, 0.9)
        anew = anew or _COMPLAINTS_WERE_ABOUT.match(sentence.text, group.end) is not None
        of_base = Measure.RECEIVED if anew and not sentence.tagged("measure") else of_base
        of_base = Measure.RECEIVED if _COMPLAINED.search(sentence.text) else _of_most(sentence, group) or of_base
        return implied(last[-1].measure if goes_on else of_base, group.start, group.end, 1.0, soft=True)
    if isinstance(breakdown, Stream) and group.first.unit is None:
        goes_on = last and last[0].measure in BASES
        return implied(last[0].measure if goes_on else Measure.RECEIVED, group.start, group.end, 1.0, soft=True)
    return None
