"""Interpreting: each number of a table gets the meaning of its row, column, caption and section, nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.context import Context
from extractors.finding import Finding, Reading
from extractors.lexicon.facets import Facets, facets, stream_of
from extractors.limits import Limit
from extractors.limitbook import LimitBook, limits_by_stage
from extractors.reading.model import Cell, Table
from extractors.tables.cells import Part, Role, is_numeric, parts
from extractors.tables.grid import Axis, Grid, Line, axis, take_apart
from schemas.codes import Dimension, Measure, Method, Stage, Stream, Unit
from schemas.observation import Box, Unread
from schemas.periods import is_part, shifted, year_of

_BASES = frozenset({Measure.RECEIVED, Measure.RESPONDED, Measure.INVESTIGATED, Measure.DECIDED, Measure.ESCALATED})
_CHILDREN = frozenset({Stream.CHILDREN, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE})
_IN_BRACKETS = re.compile(r"\b(?:brackets|parenthes[ie]s)\b", re.I)
_ABOUT_COMPLAINTS = frozenset({"case"})
_COMPLAINT = re.compile(r"complain|enquir|inquir|compliment|ombuds|lgsco|spso|nipso|psow|upheld|uphold|stage [123]|feedback|representation|escalat", re.I)
_SATISFIED_HEAD = re.compile(r"satisf|survey|respondent|trained|training|attend|population|budget|staff(?:ing)? (?:in|number)|self-assess|code provision|acknowledg|website|calls? (?:received|answered|handled)", re.I)


@dataclass(frozen=True)
class Caption:
    """What stands over a table: its caption, the sentence that leads to it, or the nearest heading."""

    text: str = ""
    lead: str = ""

    @property
    def facets(self) -> Facets:
        """What the caption says."""
        return facets(self.text)


@dataclass(frozen=True)
class _Table:
    """A table under interpretation."""

    grid: Grid
    caption: Caption
    context: Context
    limits: LimitBook
    row_axis: Axis
    column_axis: Axis
    dimension: Dimension
    stages: frozenset[Stage]
    owns_stream: bool
    escalations: bool


@dataclass(frozen=True)
class _Slot:
    """One number of a table: where its row and column meet, and what of the cell it is."""

    row: Line
    column: Line
    part: Part
    box: Box
    evidence: str
    row_limit: int | None
    prior: bool


def read_table(table: Table, caption: Caption, context: Context, limits: LimitBook) -> Reading:
    """The findings of a table, and its numbers that got no meaning."""
    grid = take_apart(table, context.facets)
    if grid is None:
        return Reading()
    view = _view(grid, caption, context, limits)
    if not _about_complaints(view):
        return Reading()
    findings: list[Finding] = []
    unread: list[Unread] = []
    for row in grid.rows:
        row_limit = _row_limit(view, row)
        for column in grid.columns:
            cell = grid.cell(row, column)
            if cell is None or not is_numeric(cell.string) or _seen_in_merge(cell, row, column, grid):
                continue
            for result in _read_cell(view, row, column, cell, row_limit):
                (findings if isinstance(result, Finding) else unread).append(result)  # type: ignore[arg-type]
    return Reading(tuple(findings), tuple(unread))


def _seen_in_merge(cell: Cell, row: Line, column: Line, grid: Grid) -> bool:
    """Whether a merged cell was met before at another of its places."""
    first_row = min(line.index for line in grid.rows if line.index >= cell.row)
    first_column = min(line.index for line in grid.columns if line.index >= cell.column)
    return (row.index, column.index) != (first_row, first_column)


def _view(grid: Grid, caption: Caption, context: Context, limits: LimitBook) -> _Table:
    head = facets(grid.label_heads[-1]) if grid.label_heads else facets("")
    cue = head.cue if head.cue and not head.measures else None
    lines = [*grid.rows, *grid.columns]
    return _Table(
        grid=grid,
        caption=caption,
        context=context,
        limits=limits,
        row_axis=axis(grid.rows, cue is not None),
        column_axis=axis(grid.columns, False),
        dimension=_dimension(grid, cue, caption, context),
        stages=frozenset(words.stage for line in lines for words in line.facets if words.stage),
        owns_stream=any(set(words.streams) - {Stream.ALL} for line in lines for words in line.facets),
        escalations=any(Measure.ESCALATED in words.measures for line in grid.rows for words in line.facets),
    )


def _dimension(grid: Grid, cue: Dimension | None, caption: Caption, context: Context) -> Dimension:
    """What the categories of a table are: as its headings announce, else as most labels sound."""
    announced = cue or caption.facets.cue
    if announced:
        return announced
    groups = [words.group for line in grid.rows for words in line.facets[-1:] if words.group]
    if groups:
        return max(set(groups), key=lambda group: (groups.count(group), group))
    return context.cue or Dimension.OTHER


def _about_complaints(view: _Table) -> bool:
    """Whether the table claims to be about complaints at all."""
    labels = " ".join(line.text for line in (*view.grid.rows, *view.grid.columns))
    own = f"{view.caption.text} {labels} {' '.join(view.grid.label_heads)}"
    if _COMPLAINT.search(own):
        return not _SATISFIED_HEAD.search(view.caption.text)
    near = f"{view.caption.lead} {view.context.heading}"
    return bool(_COMPLAINT.search(near)) and not _SATISFIED_HEAD.search(own) and not _SATISFIED_HEAD.search(near)


def _row_limit(view: _Table, row: Line) -> int | None:
    """The time limit that a column of limits gives for a row."""
    for column in view.grid.columns:
        cell = view.grid.cell(row, column)
        if cell is None or not column.has("limit_only"):
            continue
        durations = facets(cell.string).limits
        if len(durations) == 1:
            return durations[0].days
        found = parts(cell.string)
        if len(found) == 1 and found[0].unit is None and found[0].value == int(found[0].value) and found[0].value > 0 and not column.has("others"):
            return int(found[0].value)
    return None


def _column_limit(view: _Table, column: Line) -> int | None:
    """The time limit that a row of limits gives for a column."""
    for row in view.grid.rows:
        cell = view.grid.cell(row, column)
        if cell is None or not row.has("limit_only") or any(words.measures for words in row.facets):
            continue
        found = parts(cell.string)
        if len(found) == 1 and found[0].value == int(found[0].value) and 1 <= found[0].value <= 400:
            return int(found[0].value)
    return None


def _read_cell(view: _Table, row: Line, column: Line, cell: Cell, row_limit: int | None) -> Iterator[Finding | Unread]:
    text = cell.string
    evidence = " | ".join(filter(None, (view.caption.text or view.context.heading, row.text, column.text, text)))
    found = parts(text)
    values = [part for part in found if part.role is Role.VALUE]
    for part in found:
        box = cell.text.box(part.start, part.end)
        number = text[part.start : part.end]
        reason = _why_not(view, row, column, part)
        if reason is None:
            prior = _is_prior(view, column, values, part)
            finding = _finding(view, _Slot(row, column, part, box, evidence, row_limit, prior))
            if isinstance(finding, Finding):
                yield finding
                continue
            reason = finding
        yield Unread(box=box, text=number, reason=reason)


def _why_not(view: _Table, row: Line, column: Line, part: Part) -> str | None:
    """Why a number is known to be no observation; None where it may be one."""
    if part.role is Role.CHANGE or (column.has("change") and not _measured(column)) or (row.has("change") and not _measured(row)):
        return "a change, not a count"
    if part.role is Role.SUPPRESSED:
        return "suppressed: only a bound is given"
    if part.role is Role.DURATION and not _is_average(row, column, view):
        return "a time limit or duration"
    if part.role is Role.BASE:
        return "the base of a percentage"
    if column.has("others") or row.has("others"):
        return "another council's figure or an average"
    if _is_average(row, column, view) and any(Measure.ON_TIME_TARGET in words.measures for words in (*row.facets, *column.facets)):
        return "a time limit or duration"
    if column.has("limit_only") and not _measured(column) or row.has("limit_only") and not _measured(row):
        return "a time limit or duration"
    if row.has("satisfaction") or column.has("satisfaction"):
        return "a survey result"
    if row.has("acknowledged") or column.has("acknowledged") or row.has("extension") or column.has("extension"):
        return "acknowledgements and extensions are not covered"
    if column.has("open_status"):
        return "a rating"
    return None


def _measured(line: Line) -> bool:
    return any(words.measures and not words.soft for words in line.facets)


def _is_average(row: Line, column: Line, view: _Table) -> bool:
    return any(Measure.AVERAGE_DAYS in words.measures for line in (row, column) for words in line.facets) or (
        view.caption.facets.measure is Measure.AVERAGE_DAYS
    )


def _is_prior(view: _Table, column: Line, values: Sequence[Part], part: Part) -> bool:
    """Whether a bracketed number of a cell is the previous year's: "604 (548)" under "2023/24 (2022/23)"."""
    if not part.bracketed or len(values) != 2 or part is values[0]:
        return False
    if (values[0].unit is Unit.PERCENT) != (part.unit is Unit.PERCENT):
        return False
    said = f"{view.caption.text} {view.caption.lead} {column.text} {' '.join(view.grid.label_heads)}"
    years = [p for p in facets(f"{column.text} {view.caption.text}").periods if p.year]
    return len({p.year for p in years}) == 2 or _IN_BRACKETS.search(said) is not None or "prior" in facets(said).flags


def _nearest(row: Line, column: Line) -> list[Facets]:
    """What the labels say, nearest first: the row's own label, the column's, then the outer ones."""
    return [*row.facets[-1:], *column.facets[-1:], *reversed(row.facets[:-1]), *reversed(column.facets[:-1])]


def _finding(view: _Table, slot: _Slot) -> Finding | str:
    row, column, part = slot.row, slot.column, slot.part
    words = _nearest(row, column)
    if part.label:
        words = [facets(part.label), *words]
    measure, soft, inherited = _measure(view, words, row, column, part)
    if measure is None:
        return "no words say what was counted"
    category = _category(view, row, column)
    if category == "":
        return "two breakdowns at once"
    unit = _unit(words, measure, part, view)
    measure, problem = _fit(view, words, measure, unit, part, category)
    if problem:
        return problem
    stage = _stage_of(view, words, row, column, measure)
    stream = _stream_of(view, words, row, column, stage, category)
    period, academic = _period(view, words, row, column, slot.prior)
    limit = _limit(view, words, slot.row_limit, column, stream, stage) if measure in (Measure.ON_TIME, Measure.LATE, Measure.ON_TIME_TARGET) else None
    confidence = 0.97 - 0.04 * inherited - 0.06 * soft - (0.05 if slot.prior else 0)
    if measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS) and stage is not Stage.OMBUDSMAN:
        stage = Stage.ALL
    return Finding(
        stream=stream,
        stage=stage,
        period=period,
        measure=measure,
        unit=unit,
        value=part.value,
        box=slot.box,
        method=Method.TABLE,
        evidence=slot.evidence,
        confidence=confidence,
        target_days=limit,
        dimension=view.dimension if category else None,
        category=category,
        academic=academic and stream is Stream.SCHOOLS,
        soft=soft,
    )


def _measure(
    view: _Table, words: Sequence[Facets], row: Line, column: Line, part: Part
) -> tuple[Measure | None, bool, bool]:
    """The measure, whether its words are soft, and whether it is inherited from above the table."""
    if part.label:
        own = facets(part.label)
        if own.measure and not own.soft:
            return own.measure, False, False
    hard = [w.measure for w in words if w.measure and not w.soft]
    if hard:
        return _strongest(hard), False, False
    if row.is_total and view.row_axis is Axis.MEASURE:
        return Measure.RESPONDED, True, True
    above = [view.caption.facets, facets(view.caption.lead) if view.caption.lead else facets("")]
    stage = _stage_of(view, words, row, column, None)
    for said in above:
        if said.measure and not said.soft and len(_families(said)) == 1:
            return said.measure, False, True
    if Stream.MEMBER_ENQUIRIES in view.caption.facets.streams or any(Stream.MEMBER_ENQUIRIES in w.streams for w in words):
        return Measure.RECEIVED, False, True
    if view.context.measure and view.context.measure in (Measure.AVERAGE_DAYS, Measure.ON_TIME, Measure.COMPLIMENTS, Measure.REMEDY_PAID):
        return view.context.measure, False, True
    if stage is Stage.OMBUDSMAN and view.dimension is Dimension.DECISION:
        return Measure.DECIDED, True, True
    if view.context.measure in (Measure.RECEIVED, Measure.RESPONDED) and part.unit is None:
        return view.context.measure, True, True
    texts = " ".join([*(w.text for w in words), view.caption.text, " ".join(view.grid.label_heads), view.context.heading, view.caption.lead])
    if _COMPLAINT.search(texts):
        return Measure.RECEIVED, True, True
    return None, True, True


def _families(said: Facets) -> set[str]:
    """How many unlike things a caption names: "received and upheld" are two."""
    outcome = {Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.NOT_UPHELD, Measure.UPHELD_OR_PARTIALLY_UPHELD}
    return {"outcome" if measure in outcome else "time" if measure in (Measure.ON_TIME, Measure.LATE, Measure.ON_TIME_TARGET) else measure.value for measure in said.measures} - (
        {Measure.RESPONDED.value, Measure.RECEIVED.value} if set(said.measures) & {Measure.ON_TIME, Measure.AVERAGE_DAYS, Measure.UPHELD, Measure.UPHELD_OR_PARTIALLY_UPHELD} else set()
    )


_STRENGTH = (
    Measure.AVERAGE_DAYS, Measure.LATE, Measure.ON_TIME_TARGET, Measure.ON_TIME, Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.NOT_UPHELD,
    Measure.PARTIALLY_UPHELD, Measure.UPHELD, Measure.COMPLIANCE, Measure.RECOMMENDATIONS, Measure.PUBLIC_REPORTS, Measure.REMEDY_PAID,
    Measure.LEARNING_ACTIONS, Measure.COMPLIMENTS, Measure.WITHDRAWN, Measure.REJECTED, Measure.RESOLVED, Measure.DIRECT, Measure.BROUGHT_FORWARD,
    Measure.CARRIED_FORWARD, Measure.ESCALATED, Measure.INVESTIGATED, Measure.DECIDED, Measure.RESPONDED, Measure.RECEIVED,
)  # fmt: skip


def _strongest(measures: Sequence[Measure]) -> Measure:
    """Of a row's and a column's measure the one that says more: "received" under "upheld" is upheld."""
    return min(measures, key=_STRENGTH.index)


def _unit(words: Sequence[Facets], measure: Measure, part: Part, view: _Table) -> Unit:
    if part.unit is not None:
        return part.unit
    if measure is Measure.AVERAGE_DAYS:
        return Unit.DAYS
    if measure is Measure.REMEDY_PAID:
        return Unit.GBP
    for said in words:
        if said.unit in (Unit.PER_1000, Unit.GBP):
            return said.unit
    if part.label:
        return Unit.COUNT
    # The nearest heading decides: under "Number" beside "%" a figure is a count.
    percents = [said for said in words if said.unit is Unit.PERCENT]
    if percents and not (part.bracketed is False and part.value > 100):
        return Unit.PERCENT
    if measure is Measure.ON_TIME_TARGET:
        return Unit.PERCENT
    caption = view.caption.facets
    if caption.unit is Unit.PERCENT and part.value <= 100 and not any("number" in said.text.lower() for said in words) and re.search(r"per\s?cent|percentage|%", view.caption.text, re.I):
        return Unit.PERCENT
    return Unit.COUNT


def _fit(
    view: _Table, words: Sequence[Facets], measure: Measure, unit: Unit, part: Part, category: str | None
) -> tuple[Measure, str | None]:
    """Whether measure and unit go together; mends what only the column heading blurred."""
    shared = any("share" in said.flags for said in words) or "share" in view.caption.facets.flags
    if unit is Unit.PERCENT:
        if part.value > 100:
            return measure, "a percentage above 100"
        if shared and category is None:
            return measure, "a share of the whole, not a rate"
        if measure in _BASES and category is None:
            return measure, "a share of the whole, not a rate"
        if measure is Measure.AVERAGE_DAYS:
            return measure, "a percentage where days were expected"
    elif unit is Unit.COUNT:
        if part.value != int(part.value):
            return measure, "a fraction where a count was expected"
        if measure is Measure.ON_TIME_TARGET:
            return measure, "a target that is no percentage"
    elif unit is Unit.GBP and measure is not Measure.REMEDY_PAID:
        return measure, "money that no word calls a remedy"
    return measure, None


def _stage_of(view: _Table, words: Sequence[Facets], row: Line, column: Line, measure: Measure | None) -> Stage:
    named = [said.stage for said in words if said.stage is not None]
    specific = [stage for stage in named if stage is not Stage.ALL]
    if specific:
        if Stage.OMBUDSMAN in specific:
            return Stage.OMBUDSMAN
        return specific[0]
    if named:
        return Stage.ALL
    if (row.is_total and view.row_axis is Axis.STAGE) or (column.is_total and view.column_axis is Axis.STAGE):
        return Stage.ALL
    caption = view.caption.facets
    said = set(caption.stages) - {Stage.ALL}
    if len(said) == 1 and view.stages <= said and not view.stages & {Stage.INFORMAL}:
        return next(iter(said))
    if Stage.ALL in caption.stages:
        return Stage.ALL
    if view.context.stage is not None and not len(said) > 1:
        return view.context.stage
    if view.escalations and measure in (Measure.RECEIVED, Measure.INVESTIGATED, None) and not view.context.several_stages:
        return Stage.STAGE_1
    return Stage.ALL


def _stream_of(view: _Table, words: Sequence[Facets], row: Line, column: Line, stage: Stage, category: str | None) -> Stream:
    family = _caption_stream(view) or view.context.family
    candidates = words
    if category is not None:
        skip = row.facets[-1:] if view.row_axis is Axis.CATEGORY else column.facets[-1:]
        candidates = [said for said in words if said not in skip]
    named = [stream for said in candidates if (stream := stream_of(said, family)) is not None]
    specific = [stream for stream in named if stream is not Stream.ALL]
    if specific:
        narrow = [stream for stream in specific if stream is not Stream.CHILDREN]
        if not narrow and family in _CHILDREN and not row.is_total:
            return family
        return (narrow or specific)[0]
    summed = (row.is_total and view.row_axis is Axis.STREAM) or (column.is_total and view.column_axis is Axis.STREAM)
    if named or summed:
        return Stream.CHILDREN if view.context.family in _CHILDREN else Stream.ALL
    above = _caption_stream(view)
    if above is not None and above is not Stream.ALL and not view.owns_stream:
        return above
    if above is not None and len(set(view.caption.facets.streams)) == 1:
        return above
    return view.context.stream_for(stage)


def _caption_stream(view: _Table) -> Stream | None:
    return stream_of(view.caption.facets, view.context.family)


def _category(view: _Table, row: Line, column: Line) -> str | None:
    """The group that a number is about; None for a headline number, "" where rows and columns both group."""
    of_row = _row_category(view, row)
    of_column = column.labels[-1] if view.column_axis is Axis.CATEGORY and column.facets and not column.is_total and _is_category(column) else None
    if of_row and of_column:
        return ""
    found = of_row or of_column
    return re.sub(r"^\s*(?:of which|including|of these)[:\s]+", "", found, flags=re.I).strip(" *:-") if found else None


def _is_category(line: Line) -> bool:
    words = line.facets[-1]
    return bool(words.residue) and not (words.measures and not words.soft) and not words.stages and not words.periods


def _row_category(view: _Table, row: Line) -> str | None:
    if not row.labels or row.is_total and len(row.labels) < 2:
        return None
    words = row.facets[-1]
    if Stream.MEMBER_ENQUIRIES in words.streams or words.measure is Measure.COMPLIMENTS:
        return None
    if view.row_axis is Axis.CATEGORY:
        if row.is_total:
            return None
        if words.stages and not words.residue or (words.measures and not words.soft and not words.residue):
            return None
        return row.labels[-1]
    segments = [part.strip() for part in re.split(r"\s[-\u2013|]\s", row.labels[-1])]
    for segment in segments:
        said = facets(segment)
        if "of_which" in said.flags and (said.residue or said.streams):
            return segment
        if len(segments) > 1 and said.residue and not (said.streams or said.stages or said.measures or said.periods or said.limits):
            return segment
    if view.row_axis in (Axis.STREAM, Axis.MEASURE, Axis.STAGE) and words.residue and not (words.streams or words.stages or words.measures or words.periods) and not row.is_total:
        return row.labels[-1]
    return None


def _period(view: _Table, words: Sequence[Facets], row: Line, column: Line, prior: bool) -> tuple[str, bool]:
    base = view.context.period
    captioned = [p for p in view.caption.facets.periods if not p.vague]
    named = [p for p in captioned if p.year]
    if named:
        base = named[0].resolve(base)
        if any(p.part and not p.year for p in captioned) and not is_part(base):
            base = next(p for p in captioned if p.part).resolve(base)
    elif captioned and captioned[0].part:
        base = captioned[0].resolve(base)
    if prior:
        years = [p for p in facets(f"{column.text} {view.caption.text}").periods if p.year]
        distinct = list(dict.fromkeys(p.year for p in years if p.year))
        if len(distinct) == 2:
            return distinct[1], view.context.academic
        return shifted(base, -1), view.context.academic
    mentions = [p for said in words for p in said.periods if not (p.vague and not _bare_year(said, p))]
    year = next((p.year for p in mentions if p.year), None)
    part = next((p.part for p in mentions if p.part), None)
    shift = next((p.shift for p in mentions if p.shift), None)
    whole = (row.is_total and view.row_axis is Axis.PERIOD) or (column.is_total and view.column_axis is Axis.PERIOD)
    if year and part:
        return f"{year} {part}", view.context.academic
    if year:
        return (year if whole or not is_part(base) or year_of(base) != year or _year_alone(mentions) else base), view.context.academic
    if part:
        return f"{year_of(base)} {part}", view.context.academic
    if shift:
        return shifted(base, shift), view.context.academic
    return base, view.context.academic


def _year_alone(mentions: Sequence[object]) -> bool:
    return bool(mentions)


def _bare_year(said: Facets, period: object) -> bool:
    """Whether a label is a bare calendar year."""
    return re.fullmatch(r"\W*(?:19|20)\d\d\W*", said.text) is not None


def _limit(view: _Table, words: Sequence[Facets], row_limit: int | None, column: Line, stream: Stream, stage: Stage) -> int | None:
    for said in words:
        days = {limit.days for limit in said.limits}
        if len(days) == 1:
            return days.pop()
    if row_limit is not None:
        return row_limit
    from_row = _column_limit(view, column)
    if from_row is not None:
        return from_row
    over = limits_by_stage(view.caption.text)
    if stage in over:
        return over[stage]
    captioned: tuple[Limit, ...] = view.caption.facets.limits
    if len({limit.days for limit in captioned}) == 1:
        return captioned[0].days
    return view.limits.find(stream, stage)
