"""Join: tables and paragraphs that the end of a page or column cut in two become one again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.reading.draft import Draft
from extractors.reading.grid import Grid, GridCell, is_value
from extractors.reading.heads import edges_of, place_of
from extractors.reading.lines import Line
from extractors.reading.model import Kind
from extractors.reading.rows import body

_ENDED = re.compile(r"[.!?:;]['\"’”)\]]*$")


def joined(zones: Sequence[Sequence[Draft]]) -> list[Draft]:
    """The drafts of all zones in order, with what goes on over the end of a page or column joined."""
    result: list[Draft] = []
    for drafts in zones:
        following = list(drafts)
        if result and following:
            _join_break(result, following)
        result.extend(following)
    return result


def _join_break(result: list[Draft], following: list[Draft]) -> None:
    last = next((d for d in reversed(result) if d.kind not in (Kind.FOOTNOTE,)), None)
    first = next((d for d in following if d.kind not in (Kind.FOOTNOTE,)), None)
    if last is None or first is None or first.page - _last_page(last) not in (0, 1):
        return
    broken = first.page != _last_page(last)
    if broken and last.grid is not None and first.grid is not None:
        if joins(last.grid, first.grid):
            append(last.grid, first.grid)
            following.remove(first)
        return
    if last.grid is not None:
        if broken and not last.grid.ruled:
            _join_loose_rows(last.grid, following)
        return
    if last.kind in (Kind.PARAGRAPH, Kind.BULLET) and first.kind is Kind.PARAGRAPH and _goes_on(last, first, broken):
        last.words = last.words + first.words
        last.lines = last.lines + first.lines
        following.remove(first)


def _join_loose_rows(grid: Grid, following: list[Draft]) -> None:
    """Rows at the top of a page that are too few to be seen as a table, with the heading repeated above them or not."""
    texts = [draft for draft in following if draft.kind is not Kind.FOOTNOTE]
    if texts and grid.header_rows and _same_words(grid, texts[0]):
        heading = texts.pop(0)
        if not texts or not texts[0].lines or rows_under(grid, texts[0].lines) is None:
            return
        following.remove(heading)
    for draft in texts:
        rows = rows_under(grid, draft.lines) if draft.lines else None
        if rows is None:
            return
        append(grid, rows)
        following.remove(draft)


def _same_words(grid: Grid, draft: Draft) -> bool:
    heading = [word.text for cell in grid.cells if cell.row < grid.header_rows for word in cell.words]
    return sorted(heading) == sorted(word.text for word in draft.words)


def _last_page(draft: Draft) -> int:
    if draft.grid is not None:
        return draft.grid.last_page or draft.page
    return draft.words[-1].page if draft.words else draft.page


def _goes_on(last: Draft, first: Draft, broken: bool) -> bool:
    """Whether a paragraph at the top of a page (``broken``) or column goes on with the last one before."""
    if first.number or not first.words or not last.words or abs(first.size - last.size) > 0.1 * last.size:
        return False
    if _ENDED.search(last.text):
        return False
    return first.text[:1].islower() or (broken and (not first.text[:1].isupper() or len(last.lines) > 1))


def joins(first: Grid, second: Grid) -> bool:
    """Whether a grid at the top of a page goes on with the one at the foot of the page before."""
    if len(first.columns) != len(second.columns):
        return False
    if _heads(first) and _heads(first) == _heads(second):
        return True
    if second.header_rows and _heads(second) and any(word.bold for c in second.row(0) for word in c.words):
        return False
    return _aligned(first, second)


def _heads(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.row(row)] for row in range(grid.header_rows)]


def _aligned(first: Grid, second: Grid) -> bool:
    pairs = zip(first.columns, second.columns, strict=True)
    return all(a[0] < b[1] + 3 and b[0] < a[1] + 3 for a, b in pairs)


def rows_under(grid: Grid, lines: Sequence[Line]) -> Grid | None:
    """Lines at the top of a page as rows of a grid without rules, if they keep to its columns and hold figures."""
    edges = edges_of(grid.columns)
    bounds = [float("-inf"), *edges, float("inf")]
    figures = 0
    for line in lines:
        for segment in line.segments:
            column = place_of((segment.x0 + segment.x1) / 2, edges)
            if segment.x0 < bounds[column] - 1 or segment.x1 > bounds[column + 1] + 1:
                return None
            if column and not is_value(segment.text):
                return None
            figures += 1 if column else 0
    if not figures:
        return None
    cells, count = body(list(lines), edges, [], len(grid.columns))
    return Grid(lines[0].words[0].page, cells, count, grid.columns)


def append(first: Grid, second: Grid) -> None:
    """Put the rows of the second grid under the first, without its repeated heading."""
    skip = second.header_rows if _heads(first) == _heads(second) else 0
    broken = _is_broken_row(first, second, skip)
    shift = first.rows - skip - (1 if broken else 0)
    last = {cell.column: cell for cell in first.cells if cell.row + cell.rowspan == first.rows}
    for cell in second.cells:
        if cell.row < skip:
            continue
        above = last.get(cell.column) if broken and cell.row == skip else None
        if above is not None:
            above.words = above.words + cell.words
            above.rowspan += cell.rowspan - 1
        else:
            first.cells.append(GridCell(cell.row + shift, cell.column, cell.words, cell.rowspan, cell.colspan))
    first.rows = shift + second.rows
    first.joined = True
    first.last_page = second.last_page or second.page


def _is_broken_row(first: Grid, second: Grid, skip: int) -> bool:
    """Whether the second grid begins with the rest of the first one's last row: unfinished text, no figures."""
    cells = second.row(skip)
    if not cells or any(is_value(cell.text) for cell in cells) or any(cell.rowspan > 1 for cell in cells):
        return False
    last = {cell.column: cell.text for cell in first.cells if cell.row + cell.rowspan == first.rows}
    if any(not last.get(cell.column) for cell in cells):
        return False
    if any(cell.text[:1].islower() and not _ENDED.search(last[cell.column]) for cell in cells):
        return True
    return cells[0].column > 0
