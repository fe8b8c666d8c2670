"""Measure: what a number of a table counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.lexicon.facets import Facets, facets
from extractors.numbers import SPELLED
from extractors.tables.admit import is_complaint, sections
from extractors.tables.axes import LATER, Axis, measured, only_time
from extractors.tables.grid import Line
from extractors.tables.view import Slot, View, said
from schemas.codes import Dimension, Measure, Stage, Stream, Unit

#: Measures that count cases, of which the others are parts.
BASES = frozenset({Measure.RECEIVED, Measure.RESPONDED, Measure.INVESTIGATED, Measure.DECIDED, Measure.ESCALATED})
OUTCOMES = frozenset({Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.NOT_UPHELD, Measure.UPHELD_OR_PARTIALLY_UPHELD})
TIMES = frozenset({Measure.ON_TIME, Measure.LATE, Measure.ON_TIME_TARGET})
#: Of a row's and a column's measure the one that says more decides: "received" under "upheld" is upheld.
_STRENGTH = (
    Measure.AVERAGE_DAYS, Measure.LATE, Measure.ON_TIME_TARGET, Measure.ON_TIME, Measure.UPHELD_OR_PARTIALLY_UPHELD,
    Measure.NOT_UPHELD, Measure.PARTIALLY_UPHELD, Measure.UPHELD, Measure.COMPLIANCE, Measure.RECOMMENDATIONS,
    Measure.PUBLIC_REPORTS, Measure.REMEDY_PAID, Measure.LEARNING_ACTIONS, Measure.COMPLIMENTS, Measure.WITHDRAWN,
    Measure.REJECTED, Measure.RESOLVED, Measure.DIRECT, Measure.BROUGHT_FORWARD, Measure.CARRIED_FORWARD,
    Measure.ESCALATED, Measure.INVESTIGATED, Measure.DECIDED, Measure.RESPONDED, Measure.RECEIVED,
)  # fmt: skip
#: Measures that a section's heading may give to the tables below it.
_OF_SECTION = frozenset({Measure.AVERAGE_DAYS, Measure.ON_TIME, Measure.COMPLIMENTS, Measure.REMEDY_PAID})
_WITHIN = re.compile(r"^\W*(?:in|within|inside|under|up to|by)\b|\b(?:or less|or fewer)\b|[<≤]", re.IGNORECASE)
_OF_TIME = frozenset(
    {"over", "more", "than", "less", "under", "after", "beyond", "outside", "inside", "within", "up", "up-to"}
)
#: What is sent within a number of days.
_REPLIES = frozenset({"response", "responses", "reply", "replies", "answer", "answers", "resolution", "decision"})
_NUMBER = rf"(?:\d+|{SPELLED})"
_IN_DAYS = re.compile(
    rf"\b(?:in|within|inside|under)\s+(?:the\s+)?{_NUMBER}[\s-]+(?:working |calendar |school )?days\b", re.IGNORECASE
)
_LATER_THAN = re.compile(
    rf"(?:\b(?:more than|over|(?:longer|later) than|after|beyond|exceeding|outside)|>)\s*(?:the\s+)?{_NUMBER}[\s-]+"
    r"(?:working |calendar |school )?days\b",
    re.IGNORECASE,
)
_BAND = re.compile(
    r"\b\d+\s*(?:-|\u2013|to)\s*\d+\s*(?:working |calendar |school )?days?\b|\bbetween \d+ and"
    r"|\b\d+\s*(?:\+|plus|or more)\s*(?:working |calendar |school )?days?\b",
    re.IGNORECASE,
)
#: Days that complaints took, though no word says that they are a mean.
_DAYS_TO = re.compile(
    r"^\W*(?:working |calendar |school )?days\s+(?:taken |needed )?(?:to|until|before)\s+"
    r"(?:an? |the )?(?:final |full )?"
    r"(?:answer|reply|respon|clos|complet|conclu|resol|decision|finish|settle)",
    re.IGNORECASE,
)
_HAPPENED_TO_THEM = re.compile(
    r"^\W*(?:(?:number|no\.?|total|percentage|%) of )?(?:stage \w+ )?complaints? (?:(?:that )?(?:were|was) )?"
    r"(?:re-?)(?:opened|referred|submitted|assigned|directed|visited|considered)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(r"^(?!spring$|housing$|building$|parking$|planning$)\w+\w{2}(?:ed|ing)$", re.IGNORECASE)
#: What a label says in brackets about its name: "Corporate (planning, parking)".
_ASIDE = re.compile(r"\([^()]*\)")
_REFERRED = re.compile(r"\brefer", re.IGNORECASE)
_COMPLETED = re.compile(r"\b(?:complet|conclud|clos|finish)", re.IGNORECASE)
#: A time limit in months or weeks, as the law sets adults' and health complaints; "the last six months" is none.
_IN_MONTHS = re.compile(
    r"\b(?:within|in under|in less than|inside)\s+(?:\d+|three|six|twelve)[ -](?:calendar )?(?:months?|weeks)\b",
    re.I,
)
#: What joins the subjects of a heading: "Volumes, timeliness and outcomes".
_SUBJECTS = re.compile(r"\s*[,;/&]\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
#: Subjects that go with any other: "Timeliness and performance", "Response times and compliance".
_ANY_SUBJECT = re.compile(
    r"\b(?:performance|compliance|quality|standards?|targets?|timescales?|deadlines?|learning|praise)\b", re.IGNORECASE
)
_ASPECT = re.compile(r"\W*(?:by|in|at|for|of|to|from|over|per)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What a number counts. ``soft``: the words fit several measures; ``above``: they stand above the table."""

    measure: Measure
    soft: bool = False
    above: bool = False


def measure_of(view: View, slot: Slot) -> Reading | None:
    """What a number counts; None where no words say so."""
    if any(_BAND.search(words.text) for words in (slot.row.own, slot.column.own) if words):
        return None
    if not view.decides and any(_MIXED.search(words.text) for words in (slot.row.own, slot.column.own) if words):
        return None
    if slot.part.label and measured(own := facets(slot.part.label)) and own.measure:
        return Reading(own.measure)
    named = [m for line in (slot.row, slot.column) if (m := _of_line(view, line))]
    if named:
        return Reading(Measure.REMEDY_PAID if _is_sum_advised(slot) else min(named, key=_STRENGTH.index))
    if slot.part.unit is Unit.GBP and _amount_of_remedies(view, slot):
        return Reading(Measure.REMEDY_PAID)
    heads = (_of_label(view, words) for words in view.heads if measured(words) and not _announces(words))
    head = next((measure for measure in heads if measure), None)
    if head:
        return Reading(head)
    whole = next((m for line in (slot.row, slot.column) if (m := _of_whole(view, line))), None)
    if whole:
        return Reading(whole, soft=True)
    if _unexplained(view, slot):
        return None
    return _from_above(view, slot)


#: Outcomes counted together with others: "Withdrawn / other".
_MIXED = re.compile(
    r"\b(?:withdrawn|withdrawals?|rejected|resolved|closed)\s*(?:/|\bor\b|\band\b|&|,)\s*others?\b"
    r"|\bothers?\s*(?:/|\bor\b|&)\s*(?:withdrawn|rejected|resolved)\b",
    re.IGNORECASE,
)
_SUMS = frozenset({Measure.RECOMMENDATIONS, Measure.REMEDY_PAID})
_AMOUNT = re.compile(
    r"\W*(?:total |the )*(?:money|amounts?|sums?|values?|costs?|\u00a3)(?: (?:paid|agreed|recommended))?"
    r"\W*(?:\(\u00a3\))?\W*",
    re.IGNORECASE,
)


def _is_sum_advised(slot: Slot) -> bool:
    """Whether money is what was recommended: "Payments recommended (£)"."""
    own = [words for words in (slot.row.own, slot.column.own) if words and _SUMS.issubset(words.measures)]
    return any(slot.part.unit is Unit.GBP or words.unit is Unit.GBP for words in own)


def _amount_of_remedies(view: View, slot: Slot) -> bool:
    """Whether a column headed "Money" or "Amount" stands in a table of remedies."""
    amount = any(words and _AMOUNT.fullmatch(words.text) for words in (slot.row.own, slot.column.own))
    return amount and any(_SUMS & set(words.measures) for words in (*view.labels, view.caption.facets))


def _announces(words: Facets) -> bool:
    """Whether a heading over row labels names what they are about, not what is counted: "Target", "Response time"."""
    return words.measure is Measure.ON_TIME_TARGET or only_time(words)


def _of_line(view: View, line: Line) -> Measure | None:
    """The measure that the nearest of a line's labels names."""
    found = [measure for words in view.meanings(line) if (measure := _of_label(view, words))]
    if found[:1] == [Measure.RECEIVED] and Measure.COMPLIMENTS in found:
        # "Compliments | received" are no complaints
        return Measure.COMPLIMENTS
    return found[0] if found else None


def _of_whole(view: View, line: Line) -> Measure | None:
    """The measure of the line that this one is a part of: "of which by letter", below "Complaints received"."""
    if line.own is None or "of_which" not in line.own.flags or line.own.measures:
        return None
    lines = view.grid.rows if line in view.grid.rows else view.grid.columns
    before = [other for other in lines if other.index < line.index and not other.has("of_which")]
    return _of_line(view, before[-1]) if before else None


def _of_label(view: View, words: Facets) -> Measure | None:
    """The measure that a label names; a label that is only a number of days means on time, or late."""
    if _DAYS_TO.match(words.text):
        return Measure.AVERAGE_DAYS
    defined = facets(view.caption.meaning(words.text))
    if measured(words) and words.measure is Measure.UPHELD:
        parted = any(Measure.PARTIALLY_UPHELD in label.measures for label in view.labels)
        if defined.measure in OUTCOMES:
            return defined.measure
        if view.caption.upheld_in_part_too and not parted:
            return Measure.UPHELD_OR_PARTIALLY_UPHELD
    if measured(words):
        if words.measure is Measure.RECEIVED and Stage.DFE in words.stages and _REFERRED.search(words.text):
            return Measure.ESCALATED
        if words.measure is Measure.RESPONDED and _IN_MONTHS.search(words.text):
            return Measure.ON_TIME
        completed = words.measure is Measure.INVESTIGATED and _COMPLETED.search(words.text)
        return Measure.RESPONDED if completed else words.measure
    if words.limits and _LATER_THAN.search(words.text):
        return Measure.LATE
    rest = {word.lower() for word in words.residue} - _OF_TIME
    if words.limits and not rest - _REPLIES and _IN_DAYS.search(words.text):
        return Measure.ON_TIME
    if not words.limits or rest:
        return None
    if words.stages or words.streams:
        return None
    if LATER.search(words.text):
        return Measure.LATE
    timed = TIMES & {*view.caption.facets.measures, *(m for label in view.labels for m in label.measures)}
    return Measure.ON_TIME if timed or _WITHIN.search(words.text) or view.context.measure in TIMES else None


def _unexplained(view: View, slot: Slot) -> bool:
    """Whether labels that tell measures apart leave this number's own label without one: "Reopened"."""
    for line in (slot.row, slot.column):
        words = line.own
        if words is not None and not measured(words) and _HAPPENED_TO_THEM.match(words.text):
            return True
        if words is None or line.is_total or view.is_category(line, len(line.facets) - 1):
            continue
        if view.axis(line) is Axis.MEASURE and words.residue and not words.streams and words.unit is not Unit.PER_1000:
            return True
    return False


def _from_above(view: View, slot: Slot) -> Reading | None:
    """The measure that caption, section or the mere mention of complaints gives to a number."""
    words = said(view, slot)
    caption = view.caption.facets
    row_total = slot.row.is_total and view.axis(slot.row) is Axis.MEASURE
    column_total = slot.column.is_total and view.axis(slot.column) is Axis.MEASURE
    if row_total or column_total:
        return Reading(_total_of_outcomes(view), soft=True, above=True)
    if Dimension.DECISION in (view.dimension, view.of_columns) and _at_ombudsman(view, words):
        return Reading(Measure.DECIDED, above=True)
    both = caption.measure is Measure.COMPLIMENTS and is_complaint(caption.text)
    if caption.measure is Measure.ON_TIME_TARGET and any(
        Measure.ON_TIME_TARGET in said.measures for said in view.labels
    ):
        # "Performance against target", with the target in a column of its own
        return Reading(Measure.ON_TIME, above=True)
    if caption.measure in _BESIDE_NUMBERS and _counts_all(view, slot):
        return Reading(Measure.RECEIVED, soft=True, above=True)
    if measured(caption) and len(_families(caption)) == 1 and caption.measure and not only_time(caption) and not both:
        return Reading(caption.measure, above=True)
    if any(Stream.MEMBER_ENQUIRIES in said_.streams for said_ in (*words, caption)):
        return Reading(Measure.RECEIVED, above=True)
    of_section = view.context.measure if view.context.measure in _OF_SECTION else None
    if (
        of_section
        and not _lists_subjects(view.context.heading)
        and not (of_section is Measure.AVERAGE_DAYS and only_time(view.context.headings[-1]))
    ):
        return Reading(of_section, above=True)
    if any(_tells_more(view, line) for line in (slot.row, slot.column)):
        return None
    softly = [said_.measure for said_ in (*words, caption) if said_.soft and said_.measure]
    soft = next((measure for measure in softly if measure is not Measure.RECEIVED), softly[0] if softly else None)
    if soft:
        return Reading(soft, soft=True)
    if view.context.measure in (Measure.RECEIVED, Measure.RESPONDED) and slot.part.unit is None:
        return Reading(view.context.measure, soft=True, above=True)
    texts = " ".join([view.grid.words, view.caption.words, sections(view)])
    return Reading(Measure.RECEIVED, soft=True, above=True) if is_complaint(texts) else None


#: What captions name beside the number of complaints: "Complaints and escalation", "Stage 1 timeliness".
_BESIDE_NUMBERS = frozenset({Measure.ESCALATED, Measure.ON_TIME, Measure.AVERAGE_DAYS, *OUTCOMES})
_NOT_OUTCOMES = frozenset({Measure.ESCALATED, Measure.ON_TIME, Measure.AVERAGE_DAYS})
_NUMBER_OF_TABLE = re.compile(r"^\W*(?:table|figure|chart)\s+[\w.]+\s*[:.\u2013-]?\s*", re.IGNORECASE)
ALL_COMPLAINTS = re.compile(
    r"\W*(?:(?:all|total|the)\s+)*(?:(?:(?:numbers?|nos?\.?|count) of\s+)?(?:all |formal )*(?:complaints|cases)"
    r"|numbers?|nos?\.?|count)\W*",
    re.IGNORECASE,
)


def _counts_all(view: View, slot: Slot) -> bool:
    """Whether a number is of all complaints, whatever the caption says happened to some of them.

    So it is where the caption names that beside the complaints, or where another line does and this one is
    headed "Complaints" and nothing else.
    """
    caption = view.caption.facets
    subjects = _SUBJECTS.split(_NUMBER_OF_TABLE.sub("", view.caption.text))
    if caption.measure in _NOT_OUTCOMES and len(subjects) > 1 and any(map(ALL_COMPLAINTS.fullmatch, subjects)):
        return True
    stages = {stage for words in view.labels for stage in words.stages}
    if caption.measure is Measure.ESCALATED and stages >= {Stage.STAGE_1, Stage.STAGE_2}:
        # "Escalation | Stage 1 | Stage 2": what there was of both
        return True
    others = any(caption.measure in words.measures and measured(words) for words in view.labels)
    if others and caption.measure in _NOT_OUTCOMES and _begins_with_all(subjects) and _names_only_stage(slot):
        return True
    plain = (line.own and ALL_COMPLAINTS.fullmatch(line.own.text) for line in (slot.row, slot.column))
    return others and any(plain)


def _begins_with_all(subjects: Sequence[str]) -> bool:
    """Whether the first subject of a caption is complaints as such: "Complaints by service, and the share in time"."""
    return len(subjects) > 1 and is_complaint(subjects[0]) and not facets(subjects[0]).measures


def _names_only_stage(slot: Slot) -> bool:
    """Whether the row's or the column's own label is a stage and nothing else."""
    own = [line.own for line in (slot.row, slot.column) if line.own is not None]
    return any(words.stages and not (words.measures or words.residue or words.unit or words.limits) for words in own)


def _lists_subjects(heading: str) -> bool:
    """Whether a heading names several subjects, of which the measure is only one: "Complaints and compliments"."""
    parts = [part for part in _SUBJECTS.split(heading) if not _ASPECT.match(part)]
    others = [facets(part) for part in parts if not _ANY_SUBJECT.search(part)]
    return len(parts) > 1 and any(
        words.soft or is_complaint(words.text) or words.residue for words in others if not measured(words)
    )


def _tells_more(view: View, line: Line) -> bool:
    """Whether a line's own label says that something happened which no measure covers: "complaints reopened"."""
    words = line.own
    if words is None or measured(words) or view.is_category(line, len(line.facets) - 1):
        return False
    if view.axis(line) is Axis.STREAM:
        # "Commissioning" beside "Adults" and "Children" is a service
        return False
    explained = " ".join(_ASIDE.findall(words.text)).lower()
    return any(_HAPPENED.search(word) and word.lower() not in explained for word in words.residue)


def _at_ombudsman(view: View, words: Sequence[Facets]) -> bool:
    named = [*words, view.caption.facets]
    return any(Stage.OMBUDSMAN in said_.stages for said_ in named) or view.context.stage is Stage.OMBUDSMAN


def _total_of_outcomes(view: View) -> Measure:
    caption = view.caption.facets
    if _at_ombudsman(view, view.labels):
        return Measure.DECIDED
    if any(Measure.CARRIED_FORWARD in words.measures for words in view.labels):
        return Measure.RECEIVED
    named = [measure for measure in caption.measures if measure in BASES]
    return named[0] if len(named) == 1 and not caption.soft else Measure.RESPONDED


#: "Stage 2 and stage 3" joins stages, not measures.
_TWO_STAGES = re.compile(r"\bstages? \w+ and (?:stage )?\w+", re.IGNORECASE)


def _families(words: Facets) -> set[str]:
    """How many unlike things a caption names: "received and upheld" are two, "responded to in time" is one."""
    named = {
        "outcome" if measure in OUTCOMES else "time" if measure in TIMES else measure.value
        for measure in words.measures
    }
    if {*OUTCOMES, Measure.ON_TIME, Measure.AVERAGE_DAYS} & set(words.measures) and "and" not in _TWO_STAGES.sub(
        "", words.text
    ).split():
        named -= {Measure.RESPONDED.value, Measure.RECEIVED.value}
    return named
