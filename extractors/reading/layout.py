"""Layout: one page's words and drawings become drafts in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.reading.blocks import paragraphs
from extractors.reading.borderless import borderless_tables
from extractors.reading.canvas import Canvas, Rect
from extractors.reading.charts import chart_areas
from extractors.reading.draft import Draft
from extractors.reading.lines import area_of, in_reading_order, lines_of
from extractors.reading.model import Kind, Word
from extractors.reading.ruled import ruled_tables, rules_of


def layout(canvas: Canvas, words: Sequence[Word], body: float) -> list[Draft]:
    """The drafts of one page; ``words`` are without furniture, ``body`` is the usual font size."""
    if not words:
        return []
    page = canvas.page
    charts = chart_areas(canvas, words)
    drafts: list[Draft] = []
    rest = list(words)
    for area in charts:
        inside, rest = _split(rest, area)
        if inside:
            drafts.append(Draft(Kind.CHART, page, area, words=in_reading_order(inside)))
    for area, grid in ruled_tables(canvas, rest, charts):
        inside, rest = _split(rest, area)
        drafts.append(Draft(Kind.TABLE, page, area, grid=grid))
    fixed = list(drafts)
    drafts += _flow(canvas, rest, [draft.box for draft in fixed], body)
    return sorted(drafts, key=lambda draft: (draft.box.top, draft.box.x0))


def _split(words: Sequence[Word], area: Rect) -> tuple[list[Word], list[Word]]:
    inside, outside = [], []
    for word in words:
        (inside if area.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2) else outside).append(word)
    return inside, outside


def _flow(canvas: Canvas, words: Sequence[Word], taken: Sequence[Rect], body: float) -> list[Draft]:
    """Words of one column as drafts: borderless tables, and text between them."""
    if not words:
        return []
    page, room = canvas.page, area_of(words)
    lines = lines_of(word for word in words if word.upright)
    across, _ = rules_of(canvas, taken)
    drafts: list[Draft] = []
    pending: list[int] = []
    tables = {found.first: found for found in borderless_tables(canvas, lines, across)}
    index = 0

    def flush() -> None:
        run: list[int] = []
        for at in [*pending, -1]:
            cut = at == -1 or (run and _parted(lines[run[-1]].bottom, lines[at].top, taken))
            if cut and run:
                drafts.extend(paragraphs([lines[i] for i in run], page, body, room))
                run = []
            if at != -1:
                run.append(at)
        pending.clear()

    while index < len(lines):
        found = tables.get(index)
        if found is None:
            pending.append(index)
            index += 1
            continue
        flush()
        box = area_of(word for line in lines[found.first : found.last + 1] for word in line.words)
        drafts.append(Draft(Kind.TABLE, page, box, grid=found.grid))
        index = found.last + 1
    flush()
    return drafts


def _parted(bottom: float, top: float, taken: Sequence[Rect]) -> bool:
    """Whether a table or chart stands between two heights."""
    return any(bottom - 2 <= (area.top + area.bottom) / 2 <= top + 2 for area in taken)
