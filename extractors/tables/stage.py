"""Stage: which step of the procedure a number of a table belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.facets import Facets
from extractors.lexicon.kinds import BASES, INTERNAL, OUTCOMES, TIMES
from extractors.tables.axes import Axis
from extractors.tables.cells import is_numeric
from extractors.tables.view import Slot, View
from schemas.codes import Measure, Stage

_OMBUDSMANS = frozenset({Measure.DECIDED, Measure.COMPLIANCE, Measure.RECOMMENDATIONS, Measure.PUBLIC_REPORTS})
#: What becomes of cases, and is said of those that were named before.
_OF_CASES = frozenset(
    {
        Measure.UPHELD,
        Measure.NOT_UPHELD,
        Measure.PARTIALLY_UPHELD,
        Measure.UPHELD_OR_PARTIALLY_UPHELD,
        Measure.INVESTIGATED,
        Measure.REMEDY_PAID,
        Measure.COMPLIANCE,
    }
)
#: What is said of the cases that the column before counts.
_OF_BASE = OUTCOMES | {Measure.CARRIED_FORWARD, Measure.WITHDRAWN, Measure.RESOLVED, Measure.ON_TIME, Measure.LATE}
_AT_OMBUDSMAN = frozenset({Stage.OMBUDSMAN, Stage.INFORMAL})
_NEXT = {Stage.INFORMAL: Stage.STAGE_1, Stage.STAGE_1: Stage.STAGE_2, Stage.STAGE_2: Stage.STAGE_3}


def stage_of(view: View, slot: Slot, words: Sequence[Facets], measure: Measure | None) -> Stage:
    """The stage of a number: as its labels say, else caption and section."""
    if measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS) and not _named(words, Stage.OMBUDSMAN):
        return Stage.ALL
    if _is_ombudsmans(view):
        return Stage.OMBUDSMAN
    if _under_ombudsman(view):
        return Stage.OMBUDSMAN
    own = _of_labels(view, slot, words, measure)
    if own is not None:
        return own
    caption = view.caption_stages
    if len(caption) == 1 and (_agrees(view, caption) or _times_stage(view, measure)):
        return _destination(next(iter(caption)), measure)
    if Stage.ALL in view.caption.facets.stages:
        return Stage.ALL
    if _follows_ombudsman(view, slot, measure):
        return Stage.OMBUDSMAN
    base = _stage_of_base(view, slot, measure)
    if base is not None:
        return base
    section = view.context.stage
    others = section is Stage.OMBUDSMAN and any(said.stage in INTERNAL for said in view.labels)
    if section is not None and len(caption) < 2 and not others:
        return _destination(section, measure)
    if measure is Measure.ESCALATED:
        return Stage.STAGE_2
    first = measure in (Measure.RECEIVED, Measure.INVESTIGATED) and not _cannot_go_on(view, slot)
    if _first_of_escalated(view) and (first or _went_on(view, slot)):
        return Stage.STAGE_1
    return Stage.ALL


def _is_ombudsmans(view: View) -> bool:
    """Whether a table that names no stage counts what only an ombudsman does: decisions, and what came of them."""
    meanings = [said for line in view.lines for said in view.meanings(line)]
    stages = {stage for said in meanings for stage in said.stages} | view.caption_stages
    counted = {measure for said in meanings for measure in said.measures}
    decided = Measure.DECIDED in counted and Measure.INVESTIGATED in counted
    return not stages - {Stage.OMBUDSMAN} and (view.decides or decided or len(counted & _OMBUDSMANS) > 1)


def _under_ombudsman(view: View) -> bool:
    """Whether caption or section is about the ombudsman, whose "early resolution" is no stage of the council."""
    section = view.context.stage is Stage.OMBUDSMAN and not view.caption_stages
    stages = {stage for said in view.labels for stage in said.stages}
    return (section or view.caption_stages == {Stage.OMBUDSMAN}) and Stage.INFORMAL in stages <= _AT_OMBUDSMAN


def _follows_ombudsman(view: View, slot: Slot, measure: Measure | None) -> bool:
    """Whether an outcome stands right after the only label that names a stage: "Ombudsman cases", "of which upheld"."""
    if measure not in _OF_CASES or {stage for said in view.labels for stage in said.stages} != {Stage.OMBUDSMAN}:
        return False
    for line, lines in ((slot.row, view.grid.rows), (slot.column, view.grid.columns)):
        before = [other for other in lines if other.index < line.index]
        first = next((other for other in before if any(Stage.OMBUDSMAN in said.stages for said in other.facets)), None)
        if first is not None:
            between = [other for other in before if other.index > first.index]
            return all(_OF_CASES.issuperset(said.measures) for other in between for said in other.facets)
    return False


_UNDER = re.compile(r"^\s*[-\u2013\u2014\u2022>]\s*\w")


def _stage_of_head(view: View, slot: Slot) -> Stage | None:
    """The stage of a row set off by a dash ("- upheld"): that of the row it stands under."""
    own = slot.row.own
    if own is None or not _UNDER.match(own.text):
        return None
    heads = [o.own for o in view.grid.rows if o.index < slot.row.index and o.own and not _UNDER.match(o.own.text)]
    return heads[-1].stage if heads and heads[-1].stage in INTERNAL else None


def _stage_of_base(view: View, slot: Slot, measure: Measure | None) -> Stage | None:
    """The stage of outcomes beside the one column, or row, that counts the cases and says no more than its stage."""
    headed = _stage_of_head(view, slot)
    if headed is not None:
        return headed
    if measure not in _OF_BASE or len({stage for said in view.labels for stage in said.stages}) != 1:
        return None
    for line, lines in ((slot.row, view.grid.rows), (slot.column, view.grid.columns)):
        before = [other.own for other in lines if other.index < line.index and other.own is not None]
        bases = [
            said for said in before if said.stage in INTERNAL and not said.residue and "of_which" not in said.flags
        ]
        # "Stage one received | Answered in time": columns speak of one row's cases, rows need not
        counted = BASES if lines is view.grid.columns else ()
        bases = [said for said in bases if set(counted).issuperset(said.measures)]
        if bases and line.own is not None and measure in line.own.measures:
            return bases[-1].stage
    return None


def stage_is_open(view: View, words: Sequence[Facets], stage: Stage) -> bool:
    """Whether nothing in or above a table says of what stage a number is, so that other statements of it may."""
    if stage is not Stage.ALL or view.context.several_stages or view.context.stage is not None:
        return False
    return not any(said.stages for said in (*words, *view.labels, view.caption.facets))


def _named(words: Sequence[Facets], stage: Stage) -> bool:
    return any(stage in said.stages for said in words)


#: "Escalated from stage 1" names where cases came from, "escalated to stage 2" where they went.
_FROM = re.compile(
    r"\b(?:from|beyond|past|out of|after)\s+(?:the\s+)?(?:\w+\s+stage|stage\s+\w+|informal)", re.IGNORECASE
)


def _of_labels(view: View, slot: Slot, words: Sequence[Facets], measure: Measure | None) -> Stage | None:
    named = [said for said in words if said.stage is not None]
    specific = [said for said in named if said.stage is not Stage.ALL]
    if specific:
        if _named(specific, Stage.OMBUDSMAN):
            return Stage.OMBUDSMAN
        to = [said for said in specific if Measure.ESCALATED in said.measures]
        first = (to or specific)[0]
        stage = first.stage or Stage.ALL
        arrived = len(first.stages) > 1 or (to and not _FROM.search(first.text))
        return stage if arrived else _destination(stage, measure)
    if named:
        return Stage.ALL
    totals = (line.is_total and view.axis(line) is Axis.STAGE for line in (slot.row, slot.column))
    return Stage.ALL if any(totals) else None


def _destination(stage: Stage, measure: Measure | None) -> Stage:
    """Where cases escalated from stage 1 arrive: at stage 2."""
    return _NEXT[stage] if measure is Measure.ESCALATED and stage in (Stage.STAGE_1, Stage.INFORMAL) else stage


def _agrees(view: View, caption: frozenset[Stage]) -> bool:
    """Whether the labels name no other stage than the caption, but for that to which cases went on."""
    return {said.stage for said in view.labels if said.stage and Measure.ESCALATED not in said.measures} <= caption


def _went_on(view: View, slot: Slot) -> bool:
    """Whether a number's column, in a table with measures in its rows, counts how many cases went on from stage 1."""
    onward = [row for row in view.grid.rows if row.own and row.own.measure is Measure.ESCALATED]
    counted = any(Measure.RECEIVED in said.measures for row in view.grid.rows for said in row.facets)
    cells = [view.grid.cell(row, slot.column) for row in onward]
    return counted and any(cell is not None and is_numeric(cell.string) for cell in cells)


def _times_stage(view: View, measure: Measure | None) -> bool:
    """Whether a caption names a stage only for the answers in time: "Complaints, and Stage 1 answers in 20 days"."""
    return measure in TIMES and measure in view.caption.facets.measures


_DOES_NOT_APPLY = re.compile(r"\W*(?:n\s?/?\s?a|not applicable|single stage|one stage)\W*", re.IGNORECASE)


def _cannot_go_on(view: View, slot: Slot) -> bool:
    """Whether the table says, where it counts the cases that went on, that a number's procedure has no next stage."""
    onward = [row for row in view.grid.rows if row.own and row.own.measure is Measure.ESCALATED]
    cells = [view.grid.cell(row, slot.column) for row in onward]
    return any(cell is not None and _DOES_NOT_APPLY.fullmatch(cell.string) for cell in cells)


def _first_of_escalated(view: View) -> bool:
    """Whether the table goes on to say how many were escalated, so that what was received is stage 1."""
    escalated = any(Measure.ESCALATED in said.measures for said in view.labels)
    told = any(Stage.STAGE_1 in said.stages for said in view.labels)
    return escalated and not told and not view.context.several_stages
