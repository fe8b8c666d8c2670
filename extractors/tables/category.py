"""Category: which group of a breakdown a number of a table is about."""

from __future__ import annotations

import re

from extractors.lexicon.facets import facets
from extractors.tables.axes import Axis, measured, segments
from extractors.tables.grid import Line
from extractors.tables.view import View
from schemas.codes import Dimension, Measure, Stream

_OF_PEOPLE = frozenset({Dimension.AGE, Dimension.GENDER, Dimension.ETHNICITY})
_LEAD_IN = re.compile(r"^\s*(?:of which|including|of these|of whom)[:\s]+(?:(?:from|by)\s+)?", re.IGNORECASE)

#: "Place total" is the figure of the group.
_OWN_TOTAL = re.compile(r"(?<=\w)\s+(?:sub-?\s?)?total\W*$", re.IGNORECASE)

_ASIDE = re.compile(r"\([^()]*\)")


class TwoBreakdowns(Exception):
    """Rows and columns both name groups: a number of such a table has no one category."""


def category_of(view: View, row: Line, column: Line) -> str | None:
    """The group that a number is about; None for a headline number.

    Raises:
        TwoBreakdowns: rows and columns both name groups.
    """
    of_row, of_column = _of_line(view, row), _of_line(view, column)
    if (of_row and of_column) or column.index in view.crossed:
        raise TwoBreakdowns
    found = of_row or of_column
    return _OWN_TOTAL.sub("", _LEAD_IN.sub("", found)).strip(" *:-") if found else None


def dimension_of(view: View, row: Line, column: Line) -> Dimension:
    """What the group that a number is about is one of."""
    line = row if _of_line(view, row) else column
    found = view.dimension_of(line)
    group = line.own.group if line.own else None
    # one list may hold ages and genders
    return group if group and {found, group} <= _OF_PEOPLE else found


def _of_line(view: View, line: Line) -> str | None:
    if not line.labels or line.sums:
        return None
    if groups := _groups(view, line):
        return groups[-1] if _is_unique(view, line, groups) else ": ".join(groups)
    return None if line.is_total or view.caseload else _named_in_passing(view, line)


def _groups(view: View, line: Line) -> list[str]:
    """The labels of a line that name groups, the widest first."""
    return [line.labels[at].strip(" *:-") for at in range(len(line.labels)) if view.is_category(line, at)]


def _is_unique(view: View, line: Line, groups: list[str]) -> bool:
    """Whether the nearest group tells a line apart from the lines of all wider groups but its own."""
    lines = view.grid.rows if line in view.grid.rows else view.grid.columns
    alike = (other for other in lines if groups[-1] in " | ".join(other.labels))
    return not any(own[-1:] == groups[-1:] and own != groups for other in alike if (own := _groups(view, other)))


def _alone_at_stage(view: View, line: Line) -> bool:
    """Whether no other line is of the same stage, so that words beside it name the stage: "Stage 1: team manager"."""
    lines = view.grid.rows if line in view.grid.rows else view.grid.columns
    return sum(bool(other.own and line.own and other.own.stages == line.own.stages) for other in lines) == 1


def _named_in_passing(view: View, line: Line) -> str | None:
    """A group among labels that otherwise name streams, stages or measures: "of which SEND - Stage 1"."""
    words = line.facets[-1]
    if (
        Stream.MEMBER_ENQUIRIES in words.streams
        or words.measure is Measure.COMPLIMENTS
        or view.is_own_council(words.text)
    ):
        return None
    # "Within 20 days (including those above)": the brackets explain the limit, and name no group
    parts = segments(_ASIDE.sub("", line.labels[-1]) if words.limits else line.labels[-1])
    if facets(parts[0]).stages and view.axis(line) is Axis.STAGE and _alone_at_stage(view, line):
        return None
    for part in parts:
        said = facets(part)
        meaning = said.streams or said.stages or said.measures or said.periods or said.limits
        if "of_which" in said.flags and (said.residue or said.streams):
            return part
        if len(parts) > 1 and said.residue and not meaning:
            return part
    meaning = words.streams or words.stages or words.measures or words.periods
    told = view.axis(line) is Axis.STREAM or (view.axis(line) is Axis.STAGE and line in view.grid.rows)
    return line.labels[-1] if told and words.residue and not meaning and not measured(words) else None
