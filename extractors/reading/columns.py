"""Columns: a page set in columns, or with tables and charts side by side, is cut into zones in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.reading.canvas import Rect, Rule
from extractors.reading.draft import Draft
from extractors.reading.leaders import bare
from extractors.reading.lines import CAPTION, Line, Segment, area_of, is_enumerator, is_figure, lines_of
from extractors.reading.model import Word

#: Columns are parted by white space at least this many font sizes wide.
GUTTER = 0.9
#: A column of running text has at least so many lines, with so many words each.
PROSE_LINES, PROSE_WORDS = 4, 3.2
#: So many rows of figures, level on both sides, are those of one table.
LEAST_ROWS = 3
#: Text on both sides of a page set in columns has at least so many lines.
GALLEY_LINES = 6
#: A column starts in this share of the width, counted from the left margin.
INNER = (0.22, 0.85)


@dataclass
class Zone:
    """Words and finished blocks (tables with rules, charts) of one column, or of the full width."""

    words: list[Word]
    drafts: list[Draft] = field(default_factory=list)


def zones(words: Sequence[Word], drafts: Sequence[Draft], rules: Sequence[Rule]) -> list[Zone]:
    """Cut a page into zones, each to be read from top to bottom before the next."""
    whole = Zone(list(words), list(drafts))
    if len(words) < 8:
        return [whole]
    lines = lines_of(words)
    candidates = _candidates(lines, drafts)
    parts = _galleys(whole, lines, candidates) or _columns(whole, lines, candidates, rules)
    return [zone for part in parts if part.words or part.drafts for zone in _again(part, whole, rules)]


def _galleys(whole: Zone, lines: Sequence[Line], candidates: Sequence[float]) -> list[Zone]:
    """The zone cut where most of it is two columns of text, which may have tables among it; nothing if it is not."""
    for at in candidates:
        for first, last in _bands(lines, whole.drafts, at)[:1]:
            parts = _cut(whole, *_reach(lines, whole.drafts, first, last, at), at)
            if last - first > 0.6 * len(lines) and _are_galleys(_bare_lines(parts[1]), _bare_lines(parts[2])):
                return parts
    return []


def _columns(whole: Zone, lines: Sequence[Line], candidates: Sequence[float], rules: Sequence[Rule]) -> list[Zone]:
    """The zone cut where a part of it stands in two columns; the zone itself if no part does."""
    for at in candidates:
        for first, last in _bands(lines, whole.drafts, at):
            for start, end in _windows(lines, first, last):
                parts = _cut(whole, *_reach(lines, whole.drafts, start, end, at), at)
                if _are_columns(parts[1], parts[2], at, rules):
                    return parts
    return [whole]


def _bare_lines(zone: Zone) -> list[Line]:
    return [bare(line) for line in lines_of(zone.words)]


def _windows(lines: Sequence[Line], first: int, last: int) -> list[tuple[int, int]]:
    """A run of lines whole, then without what white space or another font size parts from its head or foot."""
    breaks = [
        index
        for index in range(first + 1, last + 1)
        if lines[index].top - lines[index - 1].bottom > 0.9 * lines[index].size
        or abs(lines[index].size - lines[index - 1].size) > 0.04 * lines[index].size
    ]
    later = [(at, last) for at in breaks if last - at >= PROSE_LINES - 1]
    earlier = [(first, at - 1) for at in breaks if at - first >= PROSE_LINES]
    return [(first, last), *later[:12], *earlier[::-1][:12]]


def _again(part: Zone, whole: Zone, rules: Sequence[Rule]) -> list[Zone]:
    if len(part.words) + len(part.drafts) >= len(whole.words) + len(whole.drafts):
        return [part]
    return zones(part.words, part.drafts, rules)


def _candidates(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[float]:
    """Left edges at which a second column may start, those of most lines first."""
    box = area_of(word for line in lines for word in line.words)
    left, right = box.x0 + INNER[0] * box.width, box.x0 + INNER[1] * box.width
    counts: dict[int, list[float]] = {}
    for line in lines:
        for segment in _unmarked(line):
            if left < segment.x0 < right and not is_figure(segment.text):
                counts.setdefault(round(segment.x0 / 3), []).append(segment.x0)
        captions = [segment for segment in line.segments if CAPTION.match(segment.text)]
        if len(captions) > 1:
            counts.setdefault(round(captions[1].x0 / 3), []).extend([captions[1].x0] * 9)
    found = sorted((xs for xs in counts.values() if len(xs) >= PROSE_LINES), key=len, reverse=True)[:6]
    starts = [segment.x0 for line in lines for segment in line.segments]
    hang = 2.4 * max(line.size for line in lines)
    candidates = [min(x for x in starts if min(xs) - hang <= x <= min(xs)) for xs in found]
    candidates += [min(xs) for xs in found if min(xs) not in candidates]
    for draft in drafts:
        if left < draft.box.x0:
            candidates.append(draft.box.x0)
        beside = [
            word.x0
            for line in lines
            for word in line.words
            if word.x0 > draft.box.x1 and draft.box.top < (word.top + word.bottom) / 2 < draft.box.bottom
        ]
        if beside and min(beside) > left:
            candidates.append(min(beside))
    return candidates


def _unmarked(line: Line) -> list[Segment]:
    """The segments of a line, a number or bullet together with the text that it opens."""
    result: list[Segment] = []
    for segment in line.segments:
        if result and is_enumerator(result[-1].text):
            result[-1] = Segment(result[-1].words + segment.words)
        else:
            result.append(segment)
    return result


def _bands(lines: Sequence[Line], drafts: Sequence[Draft], at: float) -> list[tuple[int, int]]:
    """Runs of lines that leave the white space before a left edge free, longest first."""
    runs: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        gap = GUTTER * line.size
        crossed = any(word.x0 < at - 1 and word.x1 > at - gap for word in line.words)
        boxed = any(
            draft.box.x0 < at - 1
            and draft.box.x1 > at + 1
            and runs[-1]
            and _between(lines[runs[-1][-1]], line, draft.box)
            for draft in drafts
        )
        if crossed or boxed:
            runs.append([])
        if not crossed:
            runs[-1].append(index)
    bands = [(run[0], run[-1]) for run in (_trimmed(lines, run, at) for run in runs) if run]
    return sorted(bands, key=lambda band: band[0] - band[1])


def _trimmed(lines: Sequence[Line], run: list[int], at: float) -> list[int]:
    """A run without the lines at its ends that belong to the full-width paragraph before or after it."""
    while run and run[0] > 0 and _goes_on(lines[run[0] - 1], lines[run[0]], at):
        run = run[1:]
    while run and run[-1] < len(lines) - 1 and _goes_on(lines[run[-1]], lines[run[-1] + 1], at):
        run = run[:-1]
    return run


def _goes_on(above: Line, below: Line, at: float) -> bool:
    """Whether two lines follow each other closely and one of them stands on one side of the edge only."""
    one_sided = any(line.x1 < at - 1 or line.x0 >= at - 1 for line in (above, below))
    return one_sided and below.top - above.bottom < 0.4 * below.size and above.bold == below.bold


def _reach(lines: Sequence[Line], drafts: Sequence[Draft], first: int, last: int, at: float) -> tuple[float, float]:
    """Top and bottom of a band of lines, with the tables and charts that stand at its ends beside the edge."""
    top, bottom = lines[first].top, lines[last].bottom
    ceiling = lines[first - 1].bottom if first else float("-inf")
    floor = lines[last + 1].top if last + 1 < len(lines) else float("inf")
    beside = [draft.box for draft in drafts if draft.box.x1 <= at + 1 or draft.box.x0 >= at - 2]
    for box in beside:
        if ceiling - 2 <= box.top and box.bottom <= floor + 2:
            top, bottom = min(top, box.top), max(bottom, box.bottom)
    return top, bottom


def _between(above: Line, below: Line, box: Rect) -> bool:
    return above.top < (box.top + box.bottom) / 2 < below.bottom


def _cut(zone: Zone, top: float, bottom: float, at: float) -> list[Zone]:
    """What lies above a band, left and right of an edge in it, and below it."""
    parts = [Zone([]), Zone([]), Zone([]), Zone([])]
    for word in zone.words:
        middle = (word.top + word.bottom) / 2
        index = 0 if middle < top else 3 if middle > bottom else 1 if word.x0 < at - 1 else 2
        parts[index].words.append(word)
    for draft in zone.drafts:
        middle = (draft.box.top + draft.box.bottom) / 2
        beside = draft.box.x1 <= at + 1 or draft.box.x0 >= at - 2
        inside = beside and draft.box.bottom > top and draft.box.top < bottom
        index = (1 if draft.box.x0 < at - 2 else 2) if inside else 0 if middle < top else 3
        parts[index].drafts.append(draft)
    return parts


def _are_columns(left: Zone, right: Zone, at: float, rules: Sequence[Rule]) -> bool:
    """Whether two sides of a band are read one after the other rather than across."""
    if not (left.words or left.drafts) or not (right.words or right.drafts):
        return False
    sides = _bare_lines(left), _bare_lines(right)
    if _captioned(*sides) or _beside_text(*sides):
        return True
    if not all(zone.drafts or _is_prose(lines) for zone, lines in zip((left, right), sides, strict=True)):
        return False
    if left.drafts or right.drafts:
        return _beside(left, right) and not _cuts_rows(*sides, [*left.drafts, *right.drafts])
    top, bottom = sides[0][0].top, max(side[-1].bottom for side in sides)
    crossing = [r for r in rules if top < r.at < bottom and r.start < at - 20 and r.end > at + 20]
    return not crossing and not _in_step(*sides)


def _cuts_rows(left: Sequence[Line], right: Sequence[Line], drafts: Sequence[Draft]) -> bool:
    """Whether the rows of a table without rules, above or below finished blocks, would be cut in two."""
    beside = [line for line in right if not any(d.box.top < line.bottom and line.top < d.box.bottom for d in drafts)]
    rows = [line for line in beside if is_figure(line.segments[-1].words[-1].text)]
    level = sum(1 for row in rows if any(abs(row.bottom - line.bottom) < 0.15 * row.size for line in left))
    return level >= LEAST_ROWS and level >= 0.6 * len(beside)


def _beside(left: Zone, right: Zone) -> bool:
    """Whether a table or chart has something beside it, and not only above or below."""
    for one, other in ((left, right), (right, left)):
        for draft in one.drafts:
            boxes = [Rect(w.x0, w.top, w.x1, w.bottom) for w in other.words] + [d.box for d in other.drafts]
            if any(box.top < draft.box.bottom - 2 and box.bottom > draft.box.top + 2 for box in boxes):
                return True
    return False


def _captioned(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether each side begins with a caption of its own at one height."""
    pairs = [
        (a, b)
        for a in left
        for b in right
        if CAPTION.match(a.text) and CAPTION.match(b.text) and abs(a.top - b.top) < a.size
    ]
    return bool(pairs)


def _are_galleys(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether running text stands on both sides, and what else there is misses the lines of the other side."""
    if not left or not right:
        return False
    other = [_without_text(side) for side in (left, right)]
    if any(len(side) - len(rest) < GALLEY_LINES for side, rest in zip((left, right), other, strict=True)):
        return False
    fewer, more = sorted(other, key=len)
    level = sum(1 for line in fewer if any(abs(line.bottom - row.bottom) < 0.15 * line.size for row in more))
    return level <= max(1, 0.3 * len(fewer))


def _without_text(lines: Sequence[Line]) -> list[Line]:
    """The lines of one side that do not stand among full lines of running text."""
    room = area_of(word for line in lines for word in line.words).width
    runs: list[list[Line]] = [[]]
    for line in lines:
        if len(line.segments) > 1 or len(line.words) < PROSE_WORDS:
            runs += [[line], []]
            continue
        runs[-1].append(line)
        if line.x1 - line.x0 < 0.85 * room:
            runs.append([])
    return [line for run in runs if len(run) < PROSE_LINES for line in run]


def _beside_text(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether a table without rules stands beside running text: its rows miss the lines of the text."""
    for text, table in ((left, right), (right, left)):
        if not _is_prose(text) or not _is_tabular(table):
            continue
        rows = [line for line in table if text[0].top - line.size < line.top < text[-1].bottom]
        level = sum(1 for row in rows if any(abs(row.bottom - line.bottom) < 0.15 * row.size for line in text))
        if len(rows) >= 3 and level <= 0.4 * len(rows):
            return True
    return False


def _is_tabular(lines: Sequence[Line]) -> bool:
    """Whether most lines are labels with figures beside them."""
    rows = [line for line in lines if _is_row(line)]
    return len(rows) >= 3 and len(rows) >= 0.4 * len(lines)


def _is_row(line: Line) -> bool:
    """Whether a line is a label with figures beside it."""
    figures = [segment for segment in line.segments[1:] if is_figure(segment.words[-1].text)]
    return bool(figures) and not is_figure(line.segments[0].text) and not is_enumerator(line.segments[0].text)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines are running text: several, of several words, hardly any figures or gaps."""
    if len(lines) < PROSE_LINES:
        return False
    words = [word for line in lines for word in line.words]
    figures = sum(1 for word in words if is_figure(word.text))
    gapped = sum(1 for line in lines if len(line.segments) > 1 and not is_enumerator(line.segments[0].text))
    long = sum(1 for line in lines if len(line.words) >= PROSE_WORDS)
    return (
        len(words) >= PROSE_WORDS * len(lines)
        and figures < 0.25 * len(words)
        and gapped < 0.25 * len(lines)
        and long >= 0.6 * len(lines)
    )


def _in_step(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the texts of both sides begin at the same heights again and again: rows of a table."""
    starts = [_starts(side) for side in (left, right)]
    together = sum(1 for a in starts[0] if any(abs(a - b) < 3 for b in starts[1]))
    return together >= 3 and together >= 0.6 * max(len(side) for side in starts)


def _starts(lines: Sequence[Line]) -> list[float]:
    """Heights at which a text begins after white space."""
    starts = [lines[0].top]
    for above, line in pairwise(lines):
        if line.top - above.bottom > 0.45 * line.size or above.bold != line.bold:
            starts.append(line.top)
    return starts
