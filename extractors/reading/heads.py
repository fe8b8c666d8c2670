"""Headings of tables without a grid: wrapped lines, and storeys of group headings over several columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.canvas import Rule
from extractors.reading.grid import YEAR, GridCell
from extractors.reading.groupheads import Columns, Head, centre, columns_under, joined, middle, units_of
from extractors.reading.lines import Line
from extractors.reading.model import Word

#: Lines closer than this many font sizes can be lines of one cell.
TIGHT = 0.5
#: Lines farther apart than this many font sizes are no lines of one cell.
FAR = 0.75
#: Gaps wider than this many font sizes part two headings: headings are never justified.
HEAD_GAP = 0.45
#: A heading that stands over no column goes with a free one at most this many font sizes away.
ASIDE = 6.0


def edges_of(columns: Columns) -> list[float]:
    """The middle of the white space between neighbouring columns."""
    return [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]


def place(word: Word, edges: Sequence[float]) -> int:
    """The column in which a word's middle lies."""
    return place_of((word.x0 + word.x1) / 2, edges)


def place_of(x: float, edges: Sequence[float]) -> int:
    """The column in which a position lies."""
    return sum(1 for edge in edges if x > edge)


def texts_of(words: Sequence[Word], edges: Sequence[float]) -> dict[int, list[Word]]:
    """Words by the column that they stand in."""
    texts: dict[int, list[Word]] = {}
    for word in words:
        texts.setdefault(place(word, edges), []).append(word)
    return texts


def splits(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether every edge that words lie around falls between two of them."""
    return not any(word.x0 + 1 < edge < word.x1 - 1 for word in words for edge in edges)


def heading(lines: Sequence[Line], columns: Columns, rules: Sequence[Rule]) -> tuple[list[GridCell], int]:
    """Cells of the heading and how many rows it has; ``columns`` include what ``with_heads`` added."""
    leaves, storeys = layers(lines, columns)
    if not leaves:
        return [], 0
    depth = len(storeys) + 1
    cells: dict[tuple[int, int, int], GridCell] = {}
    homes = _homes(leaves, columns)
    for leaf, home in zip(leaves, homes, strict=True):
        if home is None:
            home = min(range(len(columns)), key=lambda i: abs(middle(columns[i]) - centre(leaf)))
        _put(cells, depth - 1, home, home, leaf.words)
    below = [leaf for leaf in leaves if not storeys or not _stands_beside(leaf, storeys[-1], leaves)]
    units = units_of([(leaf, home) for leaf, home in zip(leaves, homes, strict=True) if leaf in below], columns)
    for row in range(depth - 2, -1, -1):
        runs = columns_under(storeys[row], units, columns, rules)
        for head, (first, last) in zip(storeys[row], runs, strict=True):
            _put(cells, row, first, last, head.words)
        units = joined(units, storeys[row], runs)
    result = list(cells.values())
    _raise_labels(result, depth)
    return result, depth


def _put(cells: dict[tuple[int, int, int], GridCell], row: int, first: int, last: int, words: list[Word]) -> None:
    cell = cells.setdefault((row, first, last), GridCell(row, first, [], colspan=last - first + 1))
    cell.words = cell.words + words


def with_heads(lines: Sequence[Line], columns: Columns) -> list[tuple[float, float]]:
    """The columns of the body, and those that have nothing but a heading."""
    leaves, _ = layers(lines, columns)
    extra = [
        (leaf.box.x0, leaf.box.x1) for leaf, home in zip(leaves, _homes(leaves, columns), strict=True) if home is None
    ]
    return sorted([*columns, *extra])


def layers(lines: Sequence[Line], columns: Columns) -> tuple[list[Head], list[list[Head]]]:
    """The headings of single columns, and the storeys of group headings over them, uppermost first."""
    leaves: list[Head] = []
    storeys: list[list[Head]] = []
    space = _space(lines)
    for line in reversed(lines):
        heads = _heads(line, columns, space)
        groups = _are_groups(heads, leaves)
        lower = list(leaves)
        upper: list[Head] = []
        for head in heads:
            under = [leaf for leaf in lower if head.over(leaf)]
            if (
                len(under) > 1
                or _is_between(head, lower)
                or ((groups or not under) and _is_among(head, lower, columns))
                or (len(under) == 1 and _is_far(head, under[0]))
            ):
                upper.append(head)
            elif len(under) == 1 and _is_tight(head, under[0]):
                under[0].words = head.words + under[0].words
            else:
                leaves.append(head)
        if not upper:
            continue
        if storeys and (_same_storey(upper, storeys[-1]) or _interleaves(upper, storeys[-1])):
            _stack(upper, storeys[-1])
        else:
            storeys.append(upper)
    return sorted(leaves, key=lambda leaf: leaf.box.x0), storeys[::-1]


def _heads(line: Line, columns: Columns, space: float) -> list[Head]:
    """The words of a line, cut at gaps wider than a space of their font; between two columns a little will do."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups:
            before = groups[-1][-1]
            gap = (word.x0 - before.x1) / max(word.size, 1.0)
            parted = gap > max(0.3, 1.12 * space) and _column_under(before, columns) != _column_under(word, columns)
            if gap <= max(HEAD_GAP, 1.5 * space) and not parted:
                groups[-1].append(word)
                continue
        groups.append([word])
    return [Head(group) for group in groups]


def _space(lines: Sequence[Line]) -> float:
    """The width of a space, in font sizes: the narrowest gap between words, unless all gaps are wide."""
    gaps = [(b.x0 - a.x1) / max(b.size, 1.0) for line in lines for a, b in pairwise(line.words)]
    return min((gap for gap in gaps if 0.1 < gap < 0.4), default=0.28)


def _column_under(word: Word, columns: Columns) -> int:
    """The column under a word, or the one nearest to it."""
    return min(range(len(columns)), key=lambda i: max(columns[i][0] - word.x1, word.x0 - columns[i][1]))


def _are_groups(heads: Sequence[Head], leaves: Sequence[Head]) -> bool:
    """Whether a line of a heading names groups of columns: the headings below it repeat, or are more by far."""
    covered = [leaf for leaf in leaves if any(head.over(leaf) for head in heads)]
    if not leaves or len(heads) >= len(leaves) or (len(covered) == len(leaves) and len(heads) == len(covered)):
        return False
    if _go_on(heads, leaves):
        return False
    if any(sum(1 for leaf in leaves if head.over(leaf)) > 1 for head in heads):
        return True
    if _repeat([leaf.text for leaf in sorted(leaves, key=lambda leaf: leaf.box.x0)]):
        return True
    years = all(YEAR.match(head.text) for head in heads)
    return years and not any(YEAR.match(leaf.text) for leaf in leaves)


def _go_on(heads: Sequence[Head], leaves: Sequence[Head]) -> bool:
    """Whether a line has the first words of broken headings, which others stand half way down beside."""
    beside = [leaf for leaf in leaves if leaf.box.x0 > heads[0].box.x0]
    level = [leaf for leaf in beside if leaf.box.top < heads[0].box.bottom - 0.2 * leaf.words[0].size]
    under = [[leaf for leaf in leaves if head.over(leaf)] for head in heads]
    return bool(level) and all(
        len(below) == 1
        and _is_tight(head, below[0])
        and (_is_flush(head, below[0]) or abs(centre(head) - centre(below[0])) < 1.0)
        for head, below in zip(heads, under, strict=True)
    )


def _repeat(texts: Sequence[str]) -> bool:
    """Whether a sequence of texts recurs: Received, Upheld, Received, Upheld."""
    return any(
        sum(1 for here, there in zip(texts, texts[period:], strict=False) if here == there) >= 2
        for period in range(2, len(texts) // 2 + 2)
    )


def _is_among(head: Head, leaves: Sequence[Head], columns: Columns) -> bool:
    """Whether a head stands over headings of columns, and not over a column that has no other heading."""
    boxes = [leaf.box for leaf in leaves]
    for left, right in columns:
        own = head.box.x0 < right and head.box.x1 > left
        if own and not any(box.x0 < right and box.x1 > left for box in boxes):
            return False
    return any(box.x0 <= head.box.x1 for box in boxes) and any(box.x1 >= head.box.x0 for box in boxes)


def _is_between(head: Head, leaves: Sequence[Head]) -> bool:
    """Whether a head stands in the middle over two or three neighbouring headings, and not over one of them."""
    size = head.words[0].size
    below = sorted(
        (leaf for leaf in leaves if leaf.box.top >= head.box.bottom - 0.2 * size), key=lambda leaf: leaf.box.x0
    )
    if len(below) < 3 or any(abs(centre(head) - centre(leaf)) < 1.2 * size for leaf in below):
        return False
    if any(head.over(leaf) and _is_flush(head, leaf) for leaf in below):
        return False
    for first, last in [pair for step in (1, 2) for pair in zip(below, below[step:], strict=False)]:
        inside = first.box.x0 <= head.box.x0 and head.box.x1 <= last.box.x1
        if inside and abs(centre(head) - (first.box.x0 + last.box.x1) / 2) < 0.8 * size:
            return True
    return False


def _is_flush(upper: Head, lower: Head) -> bool:
    """Whether two lines begin, or end, at one margin, as those of one heading do that is not centred."""
    return min(abs(upper.box.x0 - lower.box.x0), abs(upper.box.x1 - lower.box.x1)) < 1.0


def _is_tight(upper: Head, lower: Head) -> bool:
    return lower.box.top - upper.box.bottom <= TIGHT * upper.words[0].size


def _is_far(upper: Head, lower: Head) -> bool:
    """Whether more than the white of a line lies between two headings, as never between the lines of one."""
    return lower.box.top - upper.box.bottom > FAR * upper.words[0].size


def _same_storey(upper: Sequence[Head], lower: Sequence[Head]) -> bool:
    """Whether a line of group headings goes on in the line below: each over one, and close to it."""
    return (
        len(upper) <= len(lower)
        and all(
            sum(1 for below in lower if head.over(below)) == 1
            and any(head.over(below) and _is_tight(head, below) for below in lower)
            for head in upper
        )
        and not _repeat([below.text for below in lower])
    )


def _interleaves(upper: Sequence[Head], lower: Sequence[Head]) -> bool:
    """Whether headings stand beside the lines of a broken one: "Stage 1" half way down beside "Stage 2 / reviews"."""
    return any(
        above.box.bottom > below.box.top + 0.2 * above.words[0].size and not above.over(below)
        for above in upper
        for below in lower
    )


def _stack(upper: Sequence[Head], lower: list[Head]) -> None:
    for head in upper:
        below = next((below for below in lower if head.over(below)), None)
        if below is None:
            lower.append(head)
        else:
            below.words = head.words + below.words


def _homes(leaves: Sequence[Head], columns: Columns) -> list[int | None]:
    """The column of each heading; None for one that stands over no column and beside no free one."""
    homes: list[int | None] = []
    for leaf in leaves:
        shared = [min(leaf.box.x1, right) - max(leaf.box.x0, left) for left, right in columns]
        best = max(range(len(columns)), key=lambda i: shared[i], default=None)
        homes.append(best if best is not None and shared[best] > -1 else None)
    for index, leaf in enumerate(leaves):
        if homes[index] is not None:
            continue
        before = max((home for home in homes[:index] if home is not None), default=-1)
        after = min((home for home in homes[index + 1 :] if home is not None), default=len(columns))
        free = [i for i in range(before + 1, after) if _apart(leaf, columns[i]) < ASIDE * leaf.words[0].size]
        if free:
            homes[index] = min(free, key=lambda i: _apart(leaf, columns[i]))
    return homes


def _apart(head: Head, column: tuple[float, float]) -> float:
    return max(column[0] - head.box.x1, head.box.x0 - column[1])


def _stands_beside(leaf: Head, groups: Sequence[Head], leaves: Sequence[Head]) -> bool:
    """Whether a heading stands beside the group headings, or half way down, and not in the storey below them."""
    foot = max(head.box.top + 0.9 * head.words[-1].size for head in groups)
    if leaf.box.top < foot:
        return True
    lowest = max(leaves, key=lambda other: other.box.top).box
    middle = (leaf.box.top + leaf.box.bottom) / 2
    return middle < lowest.top and leaf.box.bottom < lowest.bottom - 0.3 * leaf.words[0].size


def _raise_labels(cells: Sequence[GridCell], depth: int) -> None:
    """A heading of one column that stands beside a group heading reaches over all storeys."""
    for cell in [cell for cell in cells if cell.colspan == 1 and depth > 1]:
        others = [c for c in cells if c is not cell and c.column <= cell.column < c.column + c.colspan]
        if not others:
            cell.row, cell.rowspan = 0, depth
