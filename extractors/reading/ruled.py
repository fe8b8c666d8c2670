"""Ruled tables: grids of lines or filled cells, with their merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.reading.canvas import Canvas, Rect, Rule
from extractors.reading.grid import Grid, GridCell, header_depth, is_value
from extractors.reading.lines import lines_of
from extractors.reading.model import Word

#: Rules whose distance is within this many points are one, and touch each other.
SNAP, TOUCH = 2.0, 3.0
#: A gap of this many font sizes between words parts two cells.
CELL_GAP = 0.7


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with those on one line joined, drawn ones and edges of fills apart."""
    result: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.soft, r.at, r.start)):
        twin = None
        for index in range(len(result) - 1, -1, -1):
            other = result[index]
            if other.soft != rule.soft or rule.at - other.at > SNAP:
                break
            if rule.start <= other.end + TOUCH and other.start <= rule.end + TOUCH:
                twin = index
                break
        if twin is None:
            result.append(rule)
        else:
            other = result[twin]
            result[twin] = Rule(other.at, min(rule.start, other.start), max(rule.end, other.end), rule.soft)
    return result


def rules_of(canvas: Canvas, without: Sequence[Rect] = ()) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical rules of a page, edges of fills among them, outside given areas."""

    def outside(x: float, y: float) -> bool:
        return not any(area.holds(x, y, 1.0) for area in without)

    across = [r for r in canvas.horizontal if outside((r.start + r.end) / 2, r.at)]
    down = [r for r in canvas.vertical if outside(r.at, (r.start + r.end) / 2)]
    page_area = canvas.width * canvas.height
    for fill in canvas.fills:
        if fill.width < 8 or fill.height < 5 or fill.width * fill.height > 0.5 * page_area:
            continue
        if not outside((fill.x0 + fill.x1) / 2, (fill.top + fill.bottom) / 2):
            continue
        across += [Rule(fill.top, fill.x0, fill.x1, True), Rule(fill.bottom, fill.x0, fill.x1, True)]
        down += [Rule(fill.x0, fill.top, fill.bottom, True), Rule(fill.x1, fill.top, fill.bottom, True)]
    return merged(across), merged(down)


def ruled_tables(canvas: Canvas, words: Sequence[Word], charts: Sequence[Rect] = ()) -> list[tuple[Rect, Grid]]:
    """The ruled tables of a page with the area that their rules enclose."""
    across, down = rules_of(canvas, charts)
    found = []
    for horizontal, vertical in _components(across, down):
        area = _extent(horizontal, vertical)
        inside = [w for w in words if area.holds((w.x0 + w.x1) / 2, (w.top + w.bottom) / 2)]
        grid = _grid(canvas, area, horizontal, vertical, inside)
        if grid is not None:
            found.append((area, grid))
    return found


def _components(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch each other, directly or over others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.start - TOUCH <= v.at <= h.end + TOUCH and v.start - TOUCH <= h.at <= v.end + TOUCH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    whole = [(h, v) for h, v in groups.values() if h and v]
    whole.sort(key=lambda group: min(rule.at for rule in group[0]))
    return _stacked(whole)


def _stacked(groups: list[tuple[list[Rule], list[Rule]]]) -> list[tuple[list[Rule], list[Rule]]]:
    """Filled rows that alternate with blank ones are one table: strips of one width, a row's height apart."""
    result: list[tuple[list[Rule], list[Rule]]] = []
    for horizontal, vertical in groups:
        area = _extent(horizontal, vertical)
        soft = all(rule.soft for rule in horizontal)
        for other_horizontal, other_vertical in result:
            other = _extent(other_horizontal, other_vertical)
            level = max(rule.at for rule in other_horizontal)
            strip = min(area.height, other.height)
            if (
                soft
                and all(rule.soft for rule in other_horizontal)
                and abs(area.x0 - other.x0) < TOUCH
                and abs(area.x1 - other.x1) < TOUCH
                and len(vertical) > 2
                and -TOUCH < area.top - level < 1.8 * strip
            ):
                other_horizontal.extend(horizontal)
                other_vertical.extend(vertical)
                break
        else:
            result.append((horizontal, vertical))
    return result


def _extent(horizontal: list[Rule], vertical: list[Rule]) -> Rect:
    return Rect(
        min([r.start for r in horizontal] + [r.at for r in vertical]),
        min([r.at for r in horizontal] + [r.start for r in vertical]),
        max([r.end for r in horizontal] + [r.at for r in vertical]),
        max([r.at for r in horizontal] + [r.end for r in vertical]),
    )


def _levels(values: Iterable[float]) -> list[float]:
    """Positions with those that lie together taken as one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= TOUCH:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _grid(canvas: Canvas, area: Rect, horizontal: list[Rule], vertical: list[Rule], words: list[Word]) -> Grid | None:
    xs = _levels([area.x0, area.x1, *(rule.at for rule in vertical)])
    ys = _levels([area.top, area.bottom, *(rule.at for rule in horizontal)])
    if len(xs) < 3 or len(ys) < 2 or len(words) < 2:
        return None
    xs = _without_empty_slivers(xs, words)
    ys = _split_bands(xs, ys, words)
    if len(xs) < 3 or len(ys) < 3:
        return None
    hard = any(not rule.soft for rule in vertical if area.x0 + TOUCH < rule.at < area.x1 - TOUCH)
    places = _places(xs, ys, words)
    open_right = _open_right(xs, ys, vertical, places, hard)
    open_down = _open_down(xs, ys, horizontal, places)
    cells = _cells(places, open_right, open_down, len(ys) - 1, len(xs) - 1)
    grid = Grid(
        page=canvas.page,
        cells=cells,
        rows=len(ys) - 1,
        columns=list(zip(xs, xs[1:], strict=False)),
        ruled=True,
        filled_rows={r for r, (a, b) in enumerate(zip(ys, ys[1:], strict=False)) if _row_filled(canvas, area, a, b)},
    ).tidy()
    if grid.rows < 1 or len(grid.columns) < 2 or len(grid.cells) < 3:
        return None
    grid.header_rows = header_depth(grid)
    return grid


def _without_empty_slivers(xs: list[float], words: list[Word]) -> list[float]:
    """Column edges without those of strips too narrow for text (double rules, padding)."""
    kept = [xs[0]]
    for left, right in zip(xs, xs[1:], strict=False):
        middle = [w for w in words if left <= (w.x0 + w.x1) / 2 < right]
        if right - left < 9 and not middle and right != xs[-1]:
            continue
        kept.append(right)
    return kept


def _split_bands(xs: list[float], ys: list[float], words: list[Word]) -> list[float]:
    """Row edges, with more of them where one band between rules plainly holds several rows of figures."""
    edges = list(ys)
    for top, bottom in zip(ys, ys[1:], strict=False):
        lines = lines_of(w for w in words if top <= (w.top + w.bottom) / 2 < bottom)
        if len(lines) < 2:
            continue
        kinds = []
        for line in lines:
            texts: dict[int, str] = {}
            for word in line.words:
                column = _index(xs, (word.x0 + word.x1) / 2)
                texts[column] = f"{texts.get(column, '')} {word.text}".strip()
            kinds.append({column: is_value(text) for column, text in texts.items()})
        figures = [{c for c, value in kind.items() if value and c > 0} for kind in kinds]
        same = figures[0] and all(columns == figures[0] for columns in figures)
        labelled = all(0 in kind and not kind[0] for kind in kinds)
        if same and labelled and (len(figures[0]) >= 2 or len(ys) <= 4):
            edges += [(a.bottom + b.top) / 2 for a, b in zip(lines, lines[1:], strict=False)]
    return sorted(edges)


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
    hard: bool,
) -> set[tuple[int, int]]:
    """Places that no rule parts from the place to their right, unless the text says otherwise."""
    opened = set()
    for r, (top, bottom) in enumerate(zip(ys, ys[1:], strict=False)):
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
            if crossed:
                opened.add((r, c))
            elif hard and not bare and not (left and right):
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
    for c, (left, right) in enumerate(zip(xs, xs[1:], strict=False)):
        middle = (left + right) / 2
        for r, y in enumerate(ys[1:-1]):
            near = [rule for rule in horizontal if abs(rule.at - y) <= TOUCH]
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
