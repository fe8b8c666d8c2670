"""Ruled tables: grids of lines or filled cells, with their merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.canvas import Canvas, Rect, Rule
from extractors.reading.grid import Grid, GridCell, header_depth, is_number, is_value
from extractors.reading.levelling import levelled
from extractors.reading.lines import Line, area_of, lines_of, spans_of
from extractors.reading.model import Word
from extractors.reading.rows import rows_by_figures, shared_rows
from extractors.reading.rules import SNAP, TOUCH, components, extent, levels, rules_of
from extractors.reading.storeys import headings_apart
from extractors.reading.textrows import chunks_of

#: Fills end within this many points of the border of their cell.
PADDING = 12.0
#: A gap of this many font sizes between words parts two cells.
CELL_GAP = 0.4


def ruled_tables(canvas: Canvas, words: Sequence[Word], charts: Sequence[Rect] = ()) -> list[tuple[Rect, Grid]]:
    """The ruled tables of a page with the area that their rules enclose."""
    across, down = rules_of(canvas, charts)
    found = []
    for horizontal, vertical in components(across, down, words):
        area = extent(horizontal, vertical)
        inside = [w for w in words if area.holds((w.x0 + w.x1) / 2, (w.top + w.bottom) / 2)]
        grid = _grid(canvas, area, horizontal, vertical, inside)
        if grid is not None and not _is_only_head(grid, area, words):
            found.append((area, grid))
    return found


def _grid(canvas: Canvas, area: Rect, horizontal: list[Rule], vertical: list[Rule], words: list[Word]) -> Grid | None:
    xs = _positions(vertical, area.x0, area.x1, PADDING)
    ys = _positions(_without_line_fills(canvas, horizontal), area.top, area.bottom, TOUCH)
    if len(ys) < 2 or len(words) < 2:
        return None
    xs = _without_empty_slivers(xs, words)
    if len(xs) < 3:
        return None
    xs = _split_columns(xs, ys, words)
    ys = _split_bands(xs, ys, words)
    if len(xs) < 3 or len(ys) < 3:
        return None
    hard = any(not rule.soft for rule in vertical if area.x0 + TOUCH < rule.at < area.x1 - TOUCH)
    places = _places(xs, ys, words)
    open_right = _open_right(xs, ys, vertical, places, [] if hard else canvas.fills)
    open_down = _open_down(xs, ys, horizontal, places)
    cells = _cells(places, open_right, open_down, len(ys) - 1, len(xs) - 1)
    if all(rule.soft for rule in horizontal):
        cells = [part for cell in cells for part in _labels_apart(cell, ys)]
    filled = {r for r, (a, b) in enumerate(pairwise(ys)) if _row_filled(canvas, area, a, b)}
    inner = [rule for rule in vertical if area.x0 + TOUCH < rule.at < area.x1 - TOUCH]
    parted = any(rule.start < ys[1] - TOUCH and rule.end > ys[0] + TOUCH for rule in inner)
    cells, storeys = headings_apart(cells, list(pairwise(xs)), parted)
    grid = Grid(
        page=canvas.page,
        cells=cells,
        rows=len(ys) - 2 + storeys,
        columns=list(pairwise(xs)),
        ruled=True,
        filled_rows={row + storeys - 1 for row in filled} | (set(range(storeys)) if 0 in filled else set()),
    ).tidy()
    if grid.rows < 1 or len(grid.columns) < 2 or len(grid.cells) < 3:
        return None
    grid.header_rows = header_depth(grid)
    return grid


def _is_only_head(grid: Grid, area: Rect, words: Sequence[Word]) -> bool:
    """Whether only the heading of a table is framed, and its rows follow below without a frame."""
    bold = all(cell.bold for cell in grid.cells)
    if any(is_number(cell.text) for cell in grid.cells) or (not bold and grid.rows > 3):
        return False
    size = grid.cells[0].words[0].size
    under = [w for w in words if area.x0 <= w.x0 and w.x1 <= area.x1 and 0 < w.top - area.bottom < 6 * size]
    rows = [line for line in lines_of(under)[:3] if any(is_number(segment.text) for segment in line.segments[1:])]
    return len(rows) >= (1 if bold else 2)


def _positions(rules: Sequence[Rule], start: float, end: float, near: float) -> list[float]:
    """Where rules lie on one axis, drawn ones first: edges of fills close to them add nothing."""
    drawn = levels(rule.at for rule in rules if not rule.soft)
    edges = [rule.at for rule in rules if rule.soft] + [start, end]
    return levels(drawn + [at for at in edges if all(abs(at - other) > near for other in drawn)])


def _without_line_fills(canvas: Canvas, horizontal: list[Rule]) -> list[Rule]:
    """Horizontal rules without the seams between fills behind the lines of one cell; only where rules are drawn."""
    if len(levels(rule.at for rule in horizontal if not rule.soft)) < 4:
        return horizontal

    def is_seam(rule: Rule) -> bool:
        inside = [f for f in canvas.fills if f.x0 >= rule.start - SNAP and f.x1 <= rule.end + SNAP]
        above = [f for f in inside if abs(f.bottom - rule.at) <= SNAP]
        below = [f for f in inside if abs(f.top - rule.at) <= SNAP]
        same = [f for f in below if any(abs(f.x0 - g.x0) <= SNAP and abs(f.x1 - g.x1) <= SNAP for g in above)]
        return bool(below) and 2 * len(same) >= len(below)

    return [rule for rule in horizontal if not rule.soft or not is_seam(rule)]


def _without_empty_slivers(xs: list[float], words: list[Word]) -> list[float]:
    """Column edges without those of strips too narrow for text (double rules, padding)."""
    kept = [xs[0]]
    for left, right in pairwise(xs):
        middle = [w for w in words if left <= (w.x0 + w.x1) / 2 < right]
        if right - left < 9 and not middle and right != xs[-1]:
            continue
        kept.append(right)
    return kept


def _split_columns(xs: list[float], ys: list[float], words: list[Word]) -> list[float]:
    """Column edges, with more of them where one column between rules plainly holds several columns of figures."""
    edges = list(xs)
    for left, right in pairwise(xs):
        inside = [word for word in words if left <= (word.x0 + word.x1) / 2 < right]
        rows = [line.segments for line in lines_of(inside)]
        figures = [row for row in rows if len(row) > 1 and sum(is_value(s.text) for s in row) >= 0.6 * len(row)]
        if len(figures) < 2 or len(figures) < 0.5 * len(rows):
            continue
        spans = spans_of(figures)
        edges += [_clear(a[1], b[0], inside) for a, b in pairwise(spans)]
    return sorted(edges)


def _clear(start: float, end: float, words: Sequence[Word]) -> float:
    """Where an edge between two columns of figures runs through the fewest words: headings are wider than figures."""
    ends = [x for word in words for x in (word.x0, word.x1) if start < x < end]
    spots = [(start + end) / 2, *((a + b) / 2 for a, b in pairwise(sorted({start, *ends, end})))]
    return min(spots, key=lambda at: (sum(1 for word in words if word.x0 < at < word.x1), spots.index(at) > 0))


def _split_bands(xs: list[float], ys: list[float], words: list[Word]) -> list[float]:
    """Row edges, with more of them where one band between rules plainly holds several rows of figures."""
    edges = list(ys)
    for top, bottom in pairwise(ys):
        lines = levelled(lines_of(w for w in words if top <= (w.top + w.bottom) / 2 < bottom))
        figures = [columns for line in lines if (columns := _figures(line, xs))]
        if len(figures) < 2:
            continue
        usual = max(figures, key=lambda columns: (figures.count(columns), len(columns)))
        alike = sum(1 for columns in figures if columns >= usual)
        if alike < 0.7 * len(figures) or any(not (columns <= usual or columns >= usual) for columns in figures):
            continue
        if len(usual) >= 2 or len(ys) <= 4:
            rows = rows_by_figures(lines, xs[1:-1])
            boxes = [area_of(word for line in row for word in line.words) for row in rows]
            edges += [(above.bottom + below.top) / 2 for above, below in pairwise(boxes)]
    return sorted(edges)


def _figures(line: Line, xs: list[float]) -> set[int]:
    """The columns in which a line holds figures, if it has a label too; a share in brackets goes with one above."""
    texts: dict[int, str] = {}
    for word in line.words:
        column = _index(xs, (word.x0 + word.x1) / 2)
        texts[column] = f"{texts.get(column, '')} {word.text}".strip()
    figures = {column for column, text in texts.items() if column and is_value(text) and not text.startswith("(")}
    return figures if texts.get(0) and (len(figures) > 1 or not is_value(texts[0])) else set()


def _index(edges: list[float], at: float) -> int:
    for index, edge in enumerate(edges[1:]):
        if at < edge:
            return index
    return len(edges) - 2


def _places(xs: list[float], ys: list[float], words: list[Word]) -> dict[tuple[int, int], list[Word]]:
    places: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        row = _index(ys, (word.top + word.bottom) / 2)
        places.setdefault((row, _index(xs, (word.x0 + word.x1) / 2)), []).append(word)
    return places


def _open_right(
    xs: list[float],
    ys: list[float],
    vertical: list[Rule],
    places: dict[tuple[int, int], list[Word]],
    fills: Sequence[Rect],
) -> set[tuple[int, int]]:
    """Places that no rule parts from the place to their right, unless the text says otherwise.

    ``fills`` are given where only fills part the columns: places are one cell where one fill covers both.
    """
    opened = set()
    for r, (top, bottom) in enumerate(pairwise(ys)):
        middle = (top + bottom) / 2
        walls = [
            any(abs(rule.at - x) <= TOUCH and rule.start - TOUCH <= middle <= rule.end + TOUCH for rule in vertical)
            for x in xs[1:-1]
        ]
        bare = not any(walls)
        for c, wall in enumerate(walls):
            if wall:
                continue
            left, right = places.get((r, c), []), places.get((r, c + 1), [])
            edge = xs[c + 1]
            crossed = any(w.x0 < edge - 1 and w.x1 > edge + 1 for w in left + right) or _continues(left, right)
            whole = not fills or any(f.x0 < edge - 2 and f.x1 > edge + 2 and f.top < middle < f.bottom for f in fills)
            if crossed or (whole and not bare and not (left and right)):
                opened.add((r, c))
    return opened


def _continues(left: list[Word], right: list[Word]) -> bool:
    """Whether words on both sides of an edge stand as close as words of one text."""
    for before in left:
        for after in right:
            gap = after.x0 - before.x1
            if abs(before.top - after.top) < 0.5 * before.size and -1 < gap < CELL_GAP * before.size:
                return True
    return False


def _open_down(
    xs: list[float], ys: list[float], horizontal: list[Rule], places: dict[tuple[int, int], list[Word]]
) -> set[tuple[int, int]]:
    """Places that no rule parts from the place below, unless both hold figures of their own."""
    opened = set()
    for c, (left, right) in enumerate(pairwise(xs)):
        middle = (left + right) / 2
        for r, y in enumerate(ys[1:-1]):
            near = [rule for rule in horizontal if abs(rule.at - y) <= TOUCH]
            drawn = [rule for rule in near if not rule.soft]
            near = drawn or near
            if not near or any(rule.start - TOUCH <= middle <= rule.end + TOUCH for rule in near):
                continue
            above, below = places.get((r, c), []), places.get((r + 1, c), [])
            texts = [" ".join(word.text for word in words) for words in (above, below)]
            if all(is_value(text) for text in texts):
                continue
            opened.add((r, c))
    return opened


def _cells(
    places: dict[tuple[int, int], list[Word]],
    open_right: set[tuple[int, int]],
    open_down: set[tuple[int, int]],
    rows: int,
    columns: int,
) -> list[GridCell]:
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while (row, column + wide - 1) in open_right and (row, column + wide) not in taken:
                wide += 1
            tall = 1
            while _extends(row + tall - 1, column, wide, open_right, open_down, taken):
                tall += 1
            spot = [(r, c) for r in range(row, row + tall) for c in range(column, column + wide)]
            taken.update(spot)
            words = [word for place in spot for word in places.get(place, ())]
            cells.append(GridCell(row, column, words, tall, wide))
    return cells


def _labels_apart(cell: GridCell, ys: list[float]) -> list[GridCell]:
    """A place that no fill parts over several rows, as one cell for each text in it."""
    chunks = chunks_of(cell.words) if cell.rowspan > 1 else []
    if len(chunks) < 2:
        return [cell]
    bands = list(pairwise(ys))[cell.row : cell.row + cell.rowspan]
    middles = [(chunk[0].top + chunk[-1].bottom) / 2 for chunk in chunks]
    return [
        GridCell(cell.row + first, cell.column, [w for line in chunk for w in line.words], last - first, cell.colspan)
        for chunk, (first, last) in zip(chunks, shared_rows(middles, bands), strict=True)
    ]


def _extends(
    row: int,
    column: int,
    wide: int,
    open_right: set[tuple[int, int]],
    open_down: set[tuple[int, int]],
    taken: set[tuple[int, int]],
) -> bool:
    across = range(column, column + wide)
    if any((row, c) not in open_down or (row + 1, c) in taken for c in across):
        return False
    return all((row + 1, c) in open_right for c in list(across)[:-1])


def _row_filled(canvas: Canvas, area: Rect, top: float, bottom: float) -> bool:
    middle = (top + bottom) / 2
    covered = sum(
        min(fill.x1, area.x1) - max(fill.x0, area.x0)
        for fill in set(canvas.fills)
        if fill.top <= middle <= fill.bottom and fill.x1 > area.x0 and fill.x0 < area.x1
    )
    return covered > 0.6 * area.width
