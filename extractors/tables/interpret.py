"""Interpreting: each number of a table gets the meaning of its row, column, caption and section, nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.context import Context
from extractors.finding import Finding, Reading
from extractors.lexicon.facets import facets
from extractors.limitbook import LimitBook
from extractors.reading.model import Cell, Table
from extractors.tables.admit import about_complaints, is_complaint, why_not
from extractors.tables.caption import Caption
from extractors.tables.category import TwoBreakdowns, category_of, dimension_of
from extractors.tables.cells import Part, Role, is_numeric, is_ratio, parts
from extractors.tables.centred import spread_centred
from extractors.tables.clash import Read, told_apart
from extractors.tables.dimension import closure
from extractors.tables.grid import Grid, Line, take_apart
from extractors.tables.leftover import leftovers
from extractors.tables.limit import TIMED, limit_of
from extractors.tables.measure import measure_of
from extractors.tables.period import period_of
from extractors.tables.stage import stage_is_open, stage_of
from extractors.tables.stream import stream_for
from extractors.tables.unit import misfit, unit_of
from extractors.tables.upturned import turned_up
from extractors.tables.view import Slot, View, look_at, said
from schemas.codes import Dimension, Measure, Method, Stage, Stream, Unit
from schemas.observation import Unread

_IN_BRACKETS = re.compile(r"\b(?:brackets|parenthes[ie]s)\b", re.IGNORECASE)


#: What an ombudsman's closing of a case without an investigation may be called.
_CLOSED = frozenset({Measure.REJECTED, Measure.RESPONDED, Measure.RESOLVED, Measure.DECIDED})
_MEMBERS = re.compile(r"\b(?:councillors?|cllrs?|members|mps?|msps?|mss|mlas?)\b", re.IGNORECASE)
#: Measures that are of no one stage.
_WHOLE = frozenset({Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS, Measure.REMEDY_PAID})
#: Stages at which a decision is the council's answer.
_ANSWERED = frozenset({Stage.INFORMAL, Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_2_ESCALATED, Stage.STAGE_3})
#: A figure above a bar is read less surely than one in a cell.
_LESS_SURE = {Method.CHART: 0.08}


def read_table(
    table: Table, caption: Caption, context: Context, limits: LimitBook, method: Method = Method.TABLE
) -> Reading:
    """The findings of a table, and its numbers that got no meaning. A chart is read as the table it was drawn from."""
    findings: list[Finding] = []
    unread: list[Unread] = []
    read: list[Grid] = []
    passed: list[Grid] = []
    table = turned_up(spread_centred(table))
    for grid in take_apart(table, context.facets):
        view = look_at(grid, caption, context, limits)
        if not about_complaints(view):
            passed.append(grid)
            continue
        read.append(grid)
        found, missed = _read(view)
        kept, lost = told_apart(found, view.dimension)
        findings += kept
        unread += [*missed, *lost]
    if findings:
        taken = [finding.box for finding in findings] + [number.box for number in unread]
        unread += leftovers(table, read, passed, taken)
    findings = [f.changed(method=method, confidence=f.confidence - _LESS_SURE.get(method, 0.0)) for f in findings]
    return Reading(tuple(findings), tuple(unread))


def about_us(words: str, context: Context) -> bool:
    """Whether words, or the headings above them, speak of complaints."""
    return is_complaint(f"{words} {' '.join(heading.text for heading in context.headings)}")


def _read(view: View) -> tuple[list[Read], list[Unread]]:
    found: list[Read] = []
    missed: list[Unread] = []
    for row in view.grid.rows:
        for column in view.grid.columns:
            cell = view.grid.cell(row, column)
            if cell is None or not _is_data(view, cell, column) or not _is_first(view, cell, row, column):
                continue
            for result in _read_cell(view, row, column, cell):
                if isinstance(result, Finding):
                    found.append(Read(result, row, column))
                else:
                    missed.append(result)
    return found, missed


def _is_data(view: View, cell: Cell, column: Line) -> bool:
    """Whether a cell holds numbers; "23/24" does in a column of ratios."""
    if is_numeric(cell.string):
        return True
    beside = [view.grid.cell(row, column) for row in view.grid.rows]
    if _LIKE_A_YEAR.fullmatch(cell.string):
        # "2017" among other numbers, of which one at least is as large
        numbers = [part.value for other in beside if other and is_numeric(other.string) for part in parts(other.string)]
        return len(numbers) >= 2 and max(numbers) >= _AS_LARGE
    return is_ratio(cell.string) and any(
        other and is_ratio(other.string) and is_numeric(other.string) for other in beside
    )


_LIKE_A_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
_AS_LARGE = 500


def _is_first(view: View, cell: Cell, row: Line, column: Line) -> bool:
    """Whether this is the first of the places that a merged cell covers."""
    first_row = min(line.index for line in view.grid.rows if line.index >= cell.row)
    first_column = min(line.index for line in view.grid.columns if line.index >= cell.column)
    return (row.index, column.index) == (first_row, first_column)


def _read_cell(view: View, row: Line, column: Line, cell: Cell) -> Iterator[Finding | Unread]:
    text = cell.string
    above = view.caption.text or view.context.heading
    evidence = " | ".join(filter(None, (above, row.text, column.text, text)))
    found = [_sampled(view, row, column, part, parts(text)) for part in parts(text)]
    values = [part for part in found if part.role in (Role.VALUE, Role.DURATION)]
    priors = any(_is_prior(view, row, column, values, part) for part in found)
    for part in found:
        box = cell.text.box(part.start, part.end)
        result: Finding | str | None = why_not(view, row, column, part)
        if result is None:
            prior = _is_prior(view, row, column, values, part)
            alone = len(found) == 1 and column.text.strip().endswith(")")
            bare = part.bracketed and not (prior or alone) and not any(other.unit is Unit.PERCENT for other in values)
            result = _finding(view, Slot(row, column, part, box, evidence, prior, bare, priors and not prior))
        if isinstance(result, Finding):
            yield result
        else:
            yield Unread(box=box, text=text[part.start : part.end], reason=result)


def _sampled(view: View, row: Line, column: Line, part: Part, others: Sequence[Part]) -> Part:
    """A number set as "74% (n=37)": the part where it is 74% of a count in its row or column, else the base."""
    percents = [other.value for other in others if other.unit is Unit.PERCENT]
    if part.role is not Role.SAMPLE:
        return part
    cells = [view.grid.cell(row, other) for other in view.grid.columns if other is not column]
    cells += [view.grid.cell(other, column) for other in view.grid.rows if other is not row]
    wholes = {other.value for cell in cells if cell for other in parts(cell.string)[:1] if other.unit is None}
    is_part = len(percents) == 1 and any(
        whole >= part.value and abs(100 * part.value / whole - percents[0]) <= 0.6 for whole in wholes if whole
    )
    return replace(part, role=Role.VALUE if is_part else Role.BASE, bracketed=False, label="", unit=None)


def _is_prior(view: View, row: Line, column: Line, values: Sequence[Part], part: Part) -> bool:
    """Whether a bracketed number of a cell is the previous year's: "604 (548)" under "2023/24 (2022/23)"."""
    alike = [value for value in values if (value.unit, value.role) == (part.unit, part.role)]
    if not part.bracketed or len(alike) != 2 or part is not alike[1]:
        return False
    labels = f"{row.text} {column.text} {view.caption.text}"
    words = f"{labels} {view.caption.lead} {' '.join(head.text for head in view.grid.heads.values())}"
    years = {period.year for period in facets(labels).periods if period.year}
    in_brackets = _IN_BRACKETS.search(words) is not None or "prior" in facets(words).flags
    return len(years) == 2 or in_brackets or view.context.brackets_prior


def _by_council(view: View) -> bool:
    """Whether the labels of a table name the council's own stages and no ombudsman: its decisions are answers."""
    stages = {stage for words in (*view.labels, view.caption.facets) for stage in words.stages}
    return bool(stages & _ANSWERED) and Stage.OMBUDSMAN not in stages


def _finding(view: View, slot: Slot) -> Finding | str:
    """The finding that a number makes; else why it makes none."""
    words = said(view, slot)
    reading = measure_of(view, slot)
    if reading is None:
        return "no words say what was counted"
    measure = reading.measure
    try:
        category = category_of(view, slot.row, slot.column)
    except TwoBreakdowns:
        return "two breakdowns at once"
    unit = unit_of(view, slot, measure)
    if slot.bare and unit is Unit.COUNT:
        return "a number in brackets that nothing explains"
    problem = misfit(view, slot, measure, unit, category)
    if problem:
        return problem
    period = period_of(view, slot, words)
    if period is None:
        return "a stretch of time that is no year, half, quarter or month"
    stage = stage_of(view, slot, words, measure)
    if measure is Measure.COMPLIANCE and stage is not Stage.OMBUDSMAN:
        return "compliance that no ombudsman asked for"
    if measure is Measure.DECIDED and (stage in _ANSWERED or (stage is Stage.ALL and _by_council(view))):
        measure = Measure.RESPONDED
    stream = stream_for(view, slot, words, stage)
    if measure is Measure.RESPONDED and stage is Stage.OMBUDSMAN and view.dimension is Dimension.DECISION:
        measure = Measure.DECIDED
    dimension = dimension_of(view, slot.row, slot.column)
    how = closure(slot.row) or closure(slot.column)
    if how and stage is Stage.OMBUDSMAN and category is None and measure in _CLOSED:
        measure, dimension, category = Measure.DECIDED, Dimension.DECISION, how
    if stream is Stream.MEMBER_ENQUIRIES:
        dimension = Dimension.COMPLAINANT if _MEMBERS.search(category or "") else Dimension.SERVICE_AREA
    return Finding(
        stream=stream,
        stage=stage,
        period=period,
        measure=measure,
        unit=unit,
        value=slot.part.value,
        box=slot.box,
        method=Method.TABLE,
        evidence=slot.evidence,
        confidence=0.97 - 0.04 * reading.above - 0.06 * reading.soft - 0.05 * slot.prior,
        target_days=limit_of(view, slot, words, stream, stage) if measure in TIMED else None,
        dimension=dimension if category else None,
        category=category,
        academic=view.context.academic and stream is Stream.SCHOOLS,
        soft=reading.soft,
        stage_open=stage_is_open(view, words, stage) and measure not in _WHOLE,
    )
