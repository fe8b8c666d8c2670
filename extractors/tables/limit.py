"""Time limits: how many days a number on time, or late, is measured against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.facets import Facets, facets
from extractors.lexicon.match import fold
from extractors.limitbook import limits_by_stage
from extractors.tables.axes import gives_limits
from extractors.tables.cells import parts
from extractors.tables.grid import Line
from extractors.tables.view import Slot, View
from schemas.codes import Measure, Stage, Stream

TIMED = frozenset({Measure.ON_TIME, Measure.LATE, Measure.ON_TIME_TARGET})
_PAIR = re.compile(
    r"(?<!stage )\b(?P<first>\d{1,3})\s*(?:/|or|and|,|&)\s*(?P<second>\d{1,3})\s*-?"
    r"(?:working |calendar |school )?\s*days?\b",
    re.I,
)
_LIMITING = re.compile(r"\b(?:targets?|standards?|sla|limits?|deadlines?|timescales?|timeframes?)\b", re.IGNORECASE)
_SEVERAL = {Stage.STAGE_1: "first", Stage.STAGE_2: "second", Stage.STAGE_2_ESCALATED: "second"}


def limit_of(view: View, slot: Slot, words: Sequence[Facets], stream: Stream, stage: Stage) -> int | None:
    """The time limit of a number in days; None where the report does not say, or says several."""
    for said in words:
        pair = _PAIR.search(fold(said.text))
        if pair:
            return int(pair[_SEVERAL[stage]]) if stage in _SEVERAL else None
        by_stage = _by_stage(said.text)
        if len(by_stage) > 1 and stage in by_stage:
            return by_stage[stage]
        days = {limit.days for limit in said.limits}
        if len(days) == 1:
            return days.pop()
    if any(Measure.ON_TIME_TARGET in said.measures for said in words):
        days = {limit.days for said in view.labels if not gives_limits(said) for limit in said.limits}
        if len(days) == 1:
            return days.pop()
    given = _given(view, slot)
    if given is not None:
        return given
    beside = {limit.days for said in view.labels if said.stages == (stage,) for limit in said.limits}
    if len(beside) == 1:
        return beside.pop()
    text = view.caption.text or view.caption.leading
    pair = _PAIR.search(fold(text))
    if pair and stage in _SEVERAL:
        return int(pair[_SEVERAL[stage]])
    by_stage = _by_stage(text) or _by_stage(view.caption.lead)
    if by_stage:
        return by_stage.get(stage) or view.limits.find(stream, stage)
    captioned = {limit.days for limit in facets(text).limits}
    return captioned.pop() if len(captioned) == 1 else view.limits.find(stream, stage)


def _by_stage(text: str) -> dict[Stage, int]:
    """Limits that a text gives stage by stage; that of stage 2 holds for escalated complaints too."""
    found = limits_by_stage(text)
    return {Stage.STAGE_2_ESCALATED: found[Stage.STAGE_2], **found} if Stage.STAGE_2 in found else found


def _given(view: View, slot: Slot) -> int | None:
    """The time limit that a column, or a row, of limits gives."""
    for column in view.grid.columns:
        if (_gives_limits(column) or _holds_limits(view, column)) and (days := _days(view, slot.row, column)):
            return days
    for row in view.grid.rows:
        if _gives_limits(row) and (days := _days(view, row, slot.column)):
            return days
    return None


def _holds_limits(view: View, column: Line) -> bool:
    """Whether a column headed "Target" or "Standard" holds numbers of days."""
    if column.own is None or not _LIMITING.search(column.own.text) or column.has("others"):
        return False
    cells = [cell.string for row in view.grid.rows if (cell := view.grid.cell(row, column)) and cell.string.strip()]
    return bool(cells) and all(facets(cell).limits for cell in cells)


def _gives_limits(line: Line) -> bool:
    return line.own is not None and gives_limits(line.own) and not line.has("others")


def _days(view: View, row: Line, column: Line) -> int | None:
    cell = view.grid.cell(row, column)
    if cell is None:
        return None
    durations = facets(cell.string).limits
    if len(durations) == 1:
        return durations[0].days
    found = parts(cell.string)
    if (
        len(found) == 1
        and found[0].unit is None
        and found[0].value == int(found[0].value)
        and 1 <= found[0].value <= 400
    ):
        return int(found[0].value)
    return None
