"""Dimension: what the groups are that a table breaks its complaints down by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context import Context
from extractors.lexicon.facets import Facets
from extractors.tables.axes import ASIDE, Axis, kinds, measured
from extractors.tables.caption import Caption
from extractors.tables.cells import is_range, is_year
from extractors.tables.grid import Grid, Line
from schemas.codes import Dimension, Measure, Stage

#: Headings that announce a breakdown without saying by what.
_ANY_KIND = re.compile(
    r"\W*(?:(?:main|primary|principal|broad) )?(?:categor(?:y|ies)|types?|subjects?|groups?|description|area)\W*",
    re.IGNORECASE,
)


def dimension_of_table(grid: Grid, cue: Dimension | None, caption: Caption, context: Context) -> Dimension:
    """What the categories of a table are: as its headings announce, else as most labels sound."""
    announced = cue or caption.facets.cue
    bare = any(_ANY_KIND.fullmatch(head.text) for head in grid.heads.values())
    groups = [words.group for line in (*grid.rows, *grid.columns) for words in line.facets[-1:] if words.group]
    most = max(set(groups), key=lambda group: (groups.count(group), group)) if groups else None
    if are_decisions(grid.rows) or are_decisions(grid.columns):
        return Dimension.DECISION
    if _are_ages(grid.rows) or _are_ages(grid.columns):
        return Dimension.AGE
    if bare and cue is Dimension.SERVICE_AREA and most is Dimension.THEME and not at_ombudsman(caption, context):
        # "Subject" stands over services, and over reasons
        announced = most
    if announced is Dimension.DECISION and not at_ombudsman(caption, context) and most is not Dimension.DECISION:
        announced = None
    if (
        most
        and announced is Dimension.THEME
        and (bare or (_ANY_KIND.search(caption.text) and not cue and context.cue is not announced))
    ):
        return most
    return announced or most or context.cue or Dimension.OTHER


def announced_by(head: Facets, caption: Caption, context: Context) -> Dimension | None:
    """What a heading over row labels announces a breakdown by; "Decision" does where they are an ombudsman's."""
    decides = head.cue is Dimension.DECISION and not head.residue and at_ombudsman(caption, context)
    return head.cue if decides or not measured(head) else None


def _are_ages(lines: Sequence[Line]) -> bool:
    """Whether most lines are groups of numbers, as of ages: "18 to 24", "85 and over"."""
    labels = [line.labels[-1] for line in lines if line.labels and not line.is_total]
    return sum(is_range(label) and not is_year(label) for label in labels) * 2 > len(labels) > 2


def at_ombudsman(caption: Caption, context: Context) -> bool:
    """Whether what stands above a table says that it is about an ombudsman's cases."""
    stages = caption.facets.stages
    return Stage.OMBUDSMAN in stages or (not stages and context.stage is Stage.OMBUDSMAN)


def are_decisions(lines: Sequence[Line]) -> bool:
    """Whether lines are kinds of an ombudsman's decision: three of them, or most."""
    own = [line.own for line in lines if line.own is not None and not line.is_total]
    kinds_ = sum(words.group is Dimension.DECISION for words in own)
    return kinds_ >= 3 or (kinds_ == 2 and len(own) <= 4)


#: "Closed - not investigated", "Closed without investigation", "Closed after initial enquiries".
_CLOSURE = re.compile(
    r"\W*closed\b\s*(?:[-\u2013\u2014:,]\s*(?P<kind>\w.+)|(?=(?:without|after|following|because|as)\b)(?P<how>.+))",
    re.IGNORECASE,
)


def closure(line: Line) -> str | None:
    """How an ombudsman closed the cases that a line counts, as its label says; None where it says nothing of that."""
    match = _CLOSURE.fullmatch(line.labels[-1]) if line.labels else None
    return (match["kind"] or line.labels[-1]).strip() if match else None


def crossed_by(columns: Sequence[Line]) -> frozenset[int]:
    """Columns of groups, three or more beside one that counts all: "Number", "Policy", "Staff", "Delay"."""
    own = [(column, column.own) for column in columns if column.own is not None and not column.is_total]
    counts = any(words.soft and words.measure is Measure.RECEIVED and not words.residue for _, words in own)
    groups = [
        column.index
        for column, words in own
        if kinds(words) == {Axis.CATEGORY} and not words.soft and not ASIDE & words.flags and words.unit is None
    ]
    known = sum(words.group is not None for column, words in own if column.index in groups)
    return frozenset(groups) if counts and len(groups) >= 3 and known >= 2 else frozenset()
