"""Layout: one page's words and drawings become drafts in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.reading.blocks import paragraphs
from extractors.reading.borderless import borderless_tables
from extractors.reading.canvas import BULLET, Canvas, Rect, Rule
from extractors.reading.charts import chart_areas
from extractors.reading.columns import Zone, zones
from extractors.reading.draft import Draft
from extractors.reading.grid import Grid
from extractors.reading.leaders import without_leaders
from extractors.reading.levelling import levelled
from extractors.reading.lines import Line, area_of, in_reading_order, lines_of
from extractors.reading.model import Kind, Word
from extractors.reading.panels import inside, outside, panels
from extractors.reading.ruled import ruled_tables
from extractors.reading.rules import merged, rules_of, typed_rules
from extractors.reading.tiles import tiles

#: Columns whose only cell has at least so many words are text, not a table.
CARD_WORDS = 20


def layout(canvas: Canvas, words: Sequence[Word], body: float) -> list[list[Draft]]:
    """The drafts of one page, zone by zone; ``words`` are without furniture, ``body`` is the usual font size."""
    if not words:
        return []
    row = panels(canvas, words)
    return _around(canvas, words, row, body) if row else _plain(canvas, words, body)


def _around(canvas: Canvas, words: Sequence[Word], row: Sequence[Rect], body: float) -> list[list[Draft]]:
    """The drafts above a row of panels, in each of these, and below."""
    top, bottom = min(panel.top for panel in row), max(panel.bottom for panel in row)
    above = [word for word in words if (word.top + word.bottom) / 2 <= top]
    below = [word for word in words if (word.top + word.bottom) / 2 >= bottom]
    rest = outside(canvas, row)
    held = (_plain(inside(canvas, panel), _split(words, panel)[0], body) for panel in row)
    return [
        *_plain(rest, above, body),
        *(drafts for zones in held for drafts in zones),
        *layout(rest, below, body),
    ]


def _plain(canvas: Canvas, words: Sequence[Word], body: float) -> list[list[Draft]]:
    """The drafts of a page, or of a part of one, that has no panels."""
    if not words:
        return []
    charts = chart_areas(canvas, words)
    drafts: list[Draft] = []
    rest = list(words)
    for area in charts:
        inside, rest = _split(rest, area)
        if inside:
            written = [word for word in inside if word.text != BULLET]
            drafts.append(Draft(Kind.CHART, canvas.page, area, words=in_reading_order(written)))
    for area, grid in ruled_tables(canvas, rest, charts):
        _, rest = _split(rest, area)
        drafts.append(Draft(Kind.TABLE, canvas.page, area, grid=grid))
    upright, typed = typed_rules([word for word in rest if word.upright])
    rules, _ = rules_of(canvas, [draft.box for draft in drafts])
    rules = merged([*rules, *typed])
    return [_flow(canvas, zone, rules, body) for zone in zones(upright, drafts, rules)]


def _split(words: Sequence[Word], area: Rect) -> tuple[list[Word], list[Word]]:
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        (inside if area.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2) else outside).append(word)
    return inside, outside


def _flow(canvas: Canvas, zone: Zone, rules: Sequence[Rule], body: float) -> list[Draft]:
    """The drafts of one zone from the top: its finished blocks, borderless tables, and the text between them."""
    drafts = list(zone.drafts)
    if zone.words:
        room = area_of(zone.words)
        own = [rule for rule in rules if rule.start < room.x1 and rule.end > room.x0]
        for run in _runs(lines_of(zone.words), [draft.box for draft in zone.drafts]):
            drafts += _read(canvas, run, own, body, room)
    return sorted(drafts, key=lambda draft: (draft.box.top, draft.box.x0))


def _runs(lines: Sequence[Line], taken: Sequence[Rect]) -> list[list[Line]]:
    """Lines cut where a finished block stands between two of them."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and not _parted(runs[-1][-1].bottom, line.top, taken):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _parted(bottom: float, top: float, taken: Sequence[Rect]) -> bool:
    return any(bottom - 2 <= (area.top + area.bottom) / 2 <= top + 2 for area in taken)


def _read(canvas: Canvas, lines: list[Line], rules: Sequence[Rule], body: float, room: Rect) -> list[Draft]:
    """Lines of text as tables and paragraphs."""
    drafts, lines = tiles(lines, canvas.page, body)
    lines = levelled(lines)
    start = 0
    for found in borderless_tables(canvas, without_leaders(lines), rules):
        if found.first > start:
            drafts += paragraphs(lines[start : found.first], canvas.page, body, room)
        box = area_of(word for line in lines[found.first : found.last + 1] for word in line.words)
        cards = _cards(found.grid, box, body)
        drafts += cards or [Draft(Kind.TABLE, canvas.page, box, grid=found.grid)]
        start = found.last + 1
    if start < len(lines):
        drafts += paragraphs(lines[start:], canvas.page, body, room)
    return drafts


def _cards(grid: Grid, box: Rect, body: float) -> list[Draft]:
    """Columns of running text under one heading each, column by column; none where a grid is a table indeed."""
    texts = grid.row(1)
    if grid.rows != 2 or len(texts) < 2 or any(len(cell.words) < CARD_WORDS for cell in texts):
        return []
    drafts: list[Draft] = []
    for column in range(len(grid.columns)):
        for cell in (cell for cell in grid.cells if cell.column == column):
            for draft in paragraphs(lines_of(cell.words), grid.page, body, area_of(cell.words)):
                draft.box = Rect(box.x0 + column, box.top, box.x1, box.bottom)
                drafts.append(draft)
    return drafts
