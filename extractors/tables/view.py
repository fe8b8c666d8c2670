"""The view of a table: its grid with caption, section and report around it, and what each number's labels say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractors.context import Context
from extractors.lexicon.facets import Facets, facets
from extractors.limitbook import LimitBook
from extractors.naming import named_in
from extractors.tables.axes import ASIDE, Axis, axes_of, kinds, measured
from extractors.tables.bands import between_limits
from extractors.tables.caption import Caption
from extractors.tables.caseload import is_caseload, of_whole_report, with_headlines
from extractors.tables.cells import Part
from extractors.tables.dimension import announced_by, are_decisions, at_ombudsman, crossed_by, dimension_of_table
from extractors.tables.grid import Grid, Line
from extractors.tables.limitheads import go_on, over_limits, under_days
from extractors.tables.mend import (
    answers,
    escalations,
    keyed,
    of_escalated,
    procedures,
    ranges,
    referenced,
    requests,
    shares,
    steps,
    targets,
    to_questions,
)
from extractors.tables.shares import percent_lines
from extractors.tables.sums import parts_of_bases, parts_of_stages
from extractors.tables.understage import under_stages, under_years
from schemas.codes import Dimension, Measure, Stage, Stream, Unit
from schemas.observation import Box

#: Headings over labels that say what is measured.
_INDICATORS = re.compile(
    r"\W*(?:(?:key )?(?:performance )?(?:measures?|indicators?|metrics?)|k?pis?|what we (?:count|measure))\W*",
    re.IGNORECASE,
)
#: "Barnsley (244,900)": a council with its population.
_POPULATION = re.compile(r"\s*\([\d,.]+\s*[mk]?\)\s*$", re.IGNORECASE)
_RANK = re.compile(
    r"\b(?:(?:city|county|borough|district|metropolitan|london|royal|unitary|of|the|and)\s+)*council\b", re.IGNORECASE
)
#: "Complaints as % of contacts".
_SHARE_OF = re.compile(r"(?:%|\bper ?cent|\bpercentage|\bproportion)\s+of\b", re.IGNORECASE)
#: Our own council, where no name is given.
_OURS = re.compile(r"\W*(?:(?:the|our|this|whole) )?(?:council|authority)(?:[ -]wide)?\W*", re.IGNORECASE)
_AUTHORITIES = re.compile(r"\b(?:authorit(?:y|ies)|councils?|boroughs?|landlords?)\b", re.IGNORECASE)
#: "12 to 15", "16 or 17", "85+": years of age, where a table tells ages apart.
_AGES = re.compile(r"\W*(?:aged? )?\d{1,3}(?:\s*(?:-|\u2013|to|or|and|/)\s*\d{1,3}|\s*\+)?\W*", re.IGNORECASE)


#: What may name a service, or a reason to complain, among others: "Compliance", "Improvements", "Payments".
_ALSO_SERVICES = frozenset({Measure.COMPLIANCE, Measure.LEARNING_ACTIONS, Measure.REMEDY_PAID})


@dataclass(frozen=True)
class View:
    """A grid under interpretation.

    ``row_axes`` and ``column_axes`` tell for each level of labels what it tells apart. ``dimension`` is what
    the table breaks down by, if it does; ``of_columns`` what its columns do, where that is something else.
    ``crossed`` are columns that break the groups of the rows down once more. ``caseload``: its rows are types
    of case, of which complaints are some.
    """

    grid: Grid
    caption: Caption
    context: Context
    limits: LimitBook
    row_axes: dict[int, Axis]
    column_axes: dict[int, Axis]
    dimension: Dimension
    caseload: bool = False
    of_columns: Dimension | None = None
    crossed: frozenset[int] = frozenset()

    def axis(self, line: Line) -> Axis:
        """What the nearest labels of lines like this one tell apart."""
        axes = self.row_axes if line in self.grid.rows else self.column_axes
        return axes[line.levels[-1]] if line.levels else Axis.NOTHING

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Rows and columns."""
        return (*self.grid.rows, *self.grid.columns)

    @cached_property
    def labels(self) -> tuple[Facets, ...]:
        """What every label of the table says."""
        return tuple(words for line in self.lines for words in line.facets)

    @cached_property
    def heads(self) -> tuple[Facets, ...]:
        """What the headings over the row labels say, as far as they do not just announce a breakdown."""
        return tuple(
            replace(head, measures=(), streams=()) if head.cue else head
            for head in reversed(tuple(self.grid.heads.values()))
        )

    @cached_property
    def caption_stages(self) -> frozenset[Stage]:
        """The stages that the caption names."""
        named = frozenset(self.caption.facets.stages) - {Stage.ALL}
        both = re.search(r"\bcomplaints\b", self.caption.text, re.IGNORECASE) is not None
        return named - {Stage.INFORMAL} if both or self.caseload else named

    @cached_property
    def streams(self) -> frozenset[Stream]:
        """The streams that labels of the table name, apart from categories."""
        rows = [words for row in self.grid.rows for words in self.meanings(row)]
        columns = [words for column in self.grid.columns for words in self.meanings(column)]
        return frozenset(stream for words in (*rows, *columns) for stream in words.streams) - {Stream.ALL}

    @cached_property
    def decides(self) -> bool:
        """Whether rows, or columns, are the kinds of decision that only an ombudsman makes."""
        return any(are_decisions(lines) for lines in (self.grid.rows, self.grid.columns))

    @cached_property
    def between_limits(self) -> tuple[Line, ...]:
        """The rows and columns that count the answers between two time limits."""
        return between_limits(self.grid)

    @cached_property
    def percent_lines(self) -> tuple[Line, ...]:
        """The rows and columns that the words above or below the table say hold percentages."""
        return percent_lines(self.grid, self.caption)

    def dimension_of(self, line: Line) -> Dimension:
        """What the groups among rows, or among columns, are."""
        return self.dimension if self.of_columns is None or line in self.grid.rows else self.of_columns

    @cached_property
    def shows_percent(self) -> bool:
        """Whether cells of the table carry percent signs, so that a bare number is none."""
        return any("%" in text for text in self._cells)

    @cached_property
    def holds_brackets(self) -> bool:
        """Whether cells of the table hold a second number in brackets."""
        return any("(" in text for text in self._cells)

    @cached_property
    def _cells(self) -> tuple[str, ...]:
        """The texts of the cells of data."""
        cells = (self.grid.cell(row, column) for row in self.grid.rows for column in self.grid.columns)
        return tuple(cell.string for cell in cells if cell is not None)

    def is_category(self, line: Line, at: int) -> bool:
        """Whether a label of a line names a group of the breakdown."""
        axes = self.row_axes if line in self.grid.rows else self.column_axes
        words = line.facets[at]
        if (
            axes.get(line.levels[at]) is not Axis.CATEGORY
            or "total" in words.flags
            or (line.sums and at == len(line.facets) - 1)
        ):
            return False
        if _SHARE_OF.search(words.text):
            return False
        if self.is_own_council(words.text) or _is_no_group(words) or words.limits:
            return False
        if self.dimension_of(line) is Dimension.DECISION and (measured(words) or words.group is Dimension.DECISION):
            if words.unit is Unit.PERCENT and measured(words):
                return False
            return words.group is Dimension.DECISION or (bool(words.residue) and words.measure not in _NO_DECISIONS)
        if words.measure in _ALSO_SERVICES and not words.residue and words.unit is not Unit.PERCENT:
            return self.dimension_of(line) in (Dimension.SERVICE_AREA, Dimension.THEME)
        if self.dimension_of(line) is Dimension.AGE and _AGES.fullmatch(words.text):
            return True
        if words.residue:
            return not (words.stages and not kinds(replace(words, stages=())))
        return bool(words.streams or words.group) and not words.stages

    def meanings(self, line: Line) -> list[Facets]:
        """What the labels of a line say, nearest first, without those that only name a group."""
        # Every number of a table asks for the labels of its row and its column again.
        if id(line) not in self._said:
            said = [line.facets[at] for at in reversed(range(len(line.facets))) if not self.is_category(line, at)]
            self._said[id(line)] = line, said
        return self._said[id(line)][1]

    @cached_property
    def _said(self) -> dict[int, tuple[Line, list[Facets]]]:
        """What the labels of lines say, by the line's identity; the line is kept, so that no other can have it."""
        return {}

    def is_own_council(self, label: str) -> bool:
        """Whether a label names the council whose report this is."""
        label = _POPULATION.sub("", label)
        if _OURS.fullmatch(label) or label.strip(" *").lower() in self._own_names:
            return True
        return any(council.slug == self.context.scope.council.slug for council, _ in named_in(label))

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """What the council calls itself, in small letters."""
        name = self.context.scope.council.name
        return frozenset({name.lower(), _RANK.sub("", name).strip().lower()}) - {""}


def _is_no_group(words: Facets) -> bool:
    """Whether a label that stands among groups is none: members' enquiries and compliments are no complaints."""
    return Stream.MEMBER_ENQUIRIES in words.streams or words.measure is Measure.COMPLIMENTS


#: What an ombudsman counts beside decisions: "Complaints and enquiries received" is no kind of them.
_NO_DECISIONS = frozenset({Measure.RECEIVED, Measure.RECOMMENDATIONS, Measure.REMEDY_PAID, Measure.COMPLIANCE})


@dataclass(frozen=True)
class Slot:
    """One number of a table: where its row and column meet, and what of the cell it is.

    ``prior``: the number is the previous year's, set in brackets behind this year's. ``bare``: it stands in
    brackets beside another count; ``paired``: the previous year's stands in brackets behind it.
    """

    row: Line
    column: Line
    part: Part
    box: Box
    evidence: str
    prior: bool = False
    bare: bool = False
    paired: bool = False


def said(view: View, slot: Slot) -> list[Facets]:
    """What the labels of a number say, nearest first: its own, the row's and the column's, then the outer ones."""
    row, column = view.meanings(slot.row), view.meanings(slot.column)
    own = [facets(slot.part.label)] if slot.part.label else []
    return [*own, *row[:1], *column[:1], *row[1:], *column[1:], *view.heads]


def look_at(grid: Grid, caption: Caption, context: Context, limits: LimitBook) -> View:
    """The view of a grid."""
    grid = _mended(grid, caption, context)
    cues = {level: cue for level, head in grid.heads.items() if (cue := announced_by(head, caption, context))}
    cue = next(reversed(tuple(cues.values())), None)
    dimension = dimension_of_table(grid, cue, caption, context)
    row_axes = axes_of(grid.rows, cues)
    for level, head in grid.heads.items():
        if _INDICATORS.fullmatch(head.text) and row_axes.get(level) in (Axis.STAGE, Axis.CATEGORY):
            row_axes[level] = Axis.MEASURE
    if at_ombudsman(caption, context):
        row_axes |= {level: Axis.CATEGORY for level in cues if row_axes.get(level) is Axis.STREAM}
    if _is_corporate(context):
        row_axes |= {level: Axis.CATEGORY for level in cues if row_axes.get(level) is Axis.STREAM}
    across = bool(cues) and _heads_columns(grid)
    column_axes = axes_of(grid.columns, {level for line in grid.columns for level in line.levels} if across else ())
    if across:
        row_axes |= {level: Axis.NOTHING for level in cues if row_axes.get(level) is Axis.CATEGORY}
    for axes, lines in ((row_axes, grid.rows), (column_axes, grid.columns)):
        if are_decisions(lines):
            axes[max(axes)] = Axis.CATEGORY
    crossed: frozenset[int] = frozenset()
    of_columns: Dimension | None = None
    if Axis.CATEGORY in row_axes.values() and cue not in (None, Dimension.DECISION) and are_decisions(grid.columns):
        # the kinds of decision, for each service: only totals are of one breakdown
        dimension, of_columns = cue or dimension, Dimension.DECISION
    elif Axis.CATEGORY in row_axes.values():
        crossed = crossed_by(grid.columns)
    if of_columns is None and (Axis.CATEGORY in row_axes.values() or not _breaks_down(grid.columns, caption)):
        column_axes = {level: Axis.NOTHING if found is Axis.CATEGORY else found for level, found in column_axes.items()}
    grid = replace(grid, rows=procedures(grid.rows, row_axes), columns=procedures(grid.columns, column_axes))
    if is_caseload(grid) and Axis.CATEGORY in row_axes.values():
        whole = of_whole_report(context)
        grid = with_headlines(grid)
        return View(grid, caption, whole, limits, row_axes, column_axes, Dimension.OTHER, caseload=True)
    return View(
        grid, caption, context, limits, row_axes, column_axes, dimension, of_columns=of_columns, crossed=crossed
    )


def _is_corporate(context: Context) -> bool:
    """Whether a section, or the whole report, is on the corporate procedure: "Adults" is a directorate there."""
    return Stream.CORPORATE in (context.stream, context.scope.whole)


def _mended(grid: Grid, caption: Caption, context: Context) -> Grid:
    """A grid whose labels say what they mean beside the others."""
    grid, key = to_questions(grid), caption.words
    grid = replace(grid, rows=keyed(grid.rows, key, context.facets), columns=keyed(grid.columns, key, context.facets))
    grid = replace(grid, rows=referenced(grid.rows, context.facets))
    grid = replace(grid, rows=under_days(grid.rows, grid.heads, context.facets))
    grid = replace(grid, rows=go_on(grid.rows, context.facets), columns=go_on(grid.columns, context.facets))
    grid = replace(grid, columns=over_limits(grid, context.facets))
    grid = replace(grid, rows=answers(grid.rows, caption.facets), columns=answers(grid.columns, caption.facets))
    grid = replace(grid, rows=requests(grid.rows), columns=requests(grid.columns))
    grid = replace(grid, rows=targets(under_stages(grid.rows)), columns=targets(under_stages(grid.columns)))
    grid = replace(grid, rows=steps(grid.rows, context), columns=steps(grid.columns, context))
    grid = replace(grid, rows=escalations(grid.rows, context), columns=escalations(grid.columns, context))
    grid = replace(grid, rows=of_escalated(grid.rows, context), columns=of_escalated(grid.columns, context))
    grid = replace(grid, columns=under_years(grid.columns))
    grid = parts_of_stages(replace(grid, rows=ranges(grid.rows), columns=ranges(shares(grid.columns))))
    return parts_of_bases(grid)


def _heads_columns(grid: Grid) -> bool:
    """Whether a heading over row labels names what the columns are: "Reason" over "Complaints", beside the reasons."""
    rows = [row.own for row in grid.rows if row.own is not None]
    plain = all(not (said.residue or said.streams or said.group or said.stages or said.periods) for said in rows)
    return 0 < len(rows) <= 2 < len(grid.columns) and plain


def _breaks_down(columns: Sequence[Line], caption: Caption) -> bool:
    """Whether unknown words over columns may be taken for groups of a breakdown."""
    own = [line.own for line in columns if line.own and not line.is_total and not ASIDE & line.own.flags]
    unknown = [words for words in own if kinds(words) <= {Axis.CATEGORY, Axis.STREAM}]
    grouped = [words for words in unknown if words.group or words.streams]
    if are_decisions(columns):
        return True
    if len(unknown) < 2:
        return False
    return caption.facets.cue is not None or len(unknown) >= 3 or len(grouped) * 2 >= len(unknown)


def names_authorities(view: View, lines: Sequence[Line]) -> bool:
    """Whether rows or columns are councils: their heading says so, or several of them are named."""
    over = view.grid.heads.values() if lines and lines[0] in view.grid.rows else ()
    heads = " ".join(head.text for head in over)
    if any(head.cue for head in over) and not _AUTHORITIES.search(heads):
        return False
    named = sum(any(named_in(label) or view.is_own_council(label) for label in line.labels) for line in lines)
    return named * 2 >= len(lines) > 1 or (named >= 1 and _AUTHORITIES.search(heads) is not None)
