"""Tiles: a large figure above, below or beside a few words, as infographics set them, is one text.

What stands below both on another year, "2022/23: 548", is the next text, before that of the next tile.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.reading.canvas import Rect
from extractors.reading.draft import Draft
from extractors.reading.lines import Line, Segment, area_of, is_figure
from extractors.reading.model import Kind, Word

#: The figure is set larger than running text and than its label by these factors.
LARGE, LARGER = 1.35, 1.3
#: A label begins within this many sizes of the figure.
NEAR = 1.1
#: A label has at most so many lines.
LABEL_LINES = 4

#: What another year had begins within this many sizes below the label.
NEXT = 2.5

#: "2022/23: 548", "Last year 61%", "up from 548 in 2022-23", "(548 in 2022/23)".
_AMOUNT, _YEAR = r"\d[\d,.]*%?", r"(?:(?:19|20)\d\d|\d\d\s?[/\u2013-])(?:\s?[/\u2013-]?\s?\d\d(?:\d\d)?)?"
_OTHER_YEAR = re.compile(
    rf"\W*(?:(?:in |for )?{_YEAR}\W+(?:was |it was )?\W*{_AMOUNT}"
    rf"|(?:last|previous|prior|the) year(?: before)?\W+(?:was |it was )?{_AMOUNT}"
    rf"|(?:(?:up|down|compared (?:to|with)|against|vs\.?) (?:from )?)?{_AMOUNT}"
    r" (?:in |last |the |the previous )\D{0,12}[\d/\u2013-]*"
    rf"|(?:up|down) from {_AMOUNT})\W*",
    re.IGNORECASE,
)
_SMALL = re.compile(r"^[a-z]+$")


def tiles(lines: Sequence[Line], page: int, body: float) -> tuple[list[Draft], list[Line]]:
    """Pairs of large figures and labels as paragraphs, and the lines without them."""
    rest = list(lines)
    drafts: list[Draft] = []
    for line in [line for line in lines if _is_figures(line, body)]:
        found = [pair for pair in (_label(rest, line, segment) for segment in line.segments) if pair]
        if len(found) < len(line.segments):
            continue
        taken = {id(word) for words in found for word in words} | {id(word) for word in line.words}
        for segment, label in zip(line.segments, found, strict=True):
            words = [*segment.words, *label]
            box = area_of(words)
            drafts.append(Draft(Kind.PARAGRAPH, page, box, [Line(tuple(words))], words))
            if other := _other_year(rest, box, label):
                beside = box._replace(x0=box.x0 + 0.1)
                drafts.append(Draft(Kind.PARAGRAPH, page, beside, [Line(tuple(other))], other))
                taken |= {id(word) for word in other}
        rest = _without(rest, taken)
    return drafts, rest


def _is_figures(line: Line, body: float) -> bool:
    """Whether a line holds nothing but large figures."""
    return all(
        is_figure(segment.words[0].text)
        and segment.words[0].size >= LARGE * body
        and len(segment.words) <= 3
        and all(is_figure(word.text) or _SMALL.match(word.text) for word in segment.words)
        for segment in line.segments
    )


def _label(lines: Sequence[Line], line: Line, figure: Segment) -> list[Word]:
    """The words of the label that stands directly below a figure, or else above or beside it."""
    at = next((i for i, other in enumerate(lines) if other is line), None)
    if at is None:
        return []
    below = _stack(lines[at + 1 :], line, figure, down=True)
    above = _stack(list(reversed(lines[:at])), line, figure, down=False)
    return below or above or _beside(lines, line, figure)


def _beside(lines: Sequence[Line], line: Line, figure: Segment) -> list[Word]:
    """The words of several small lines to the right of a figure that is as high as they are together."""
    after = min((segment.x0 for segment in line.segments if segment.x0 > figure.x1), default=float("inf"))
    level = [other for other in lines if other is not line and line.top < (other.top + other.bottom) / 2 < line.bottom]
    rows = [[s for s in other.segments if figure.x1 < s.x0 < after] for other in level]
    words = [word for row in rows for segment in row for word in segment.words]
    small = all(word.size * LARGER <= figure.words[0].size for word in words)
    return words if small and len([row for row in rows if row]) > 1 and len(words) <= 16 else []


def _other_year(lines: Sequence[Line], tile: Rect, label: Sequence[Word]) -> list[Word]:
    """The words in the middle under a tile that give another year's figure; none where other words are nearer."""
    size, middle = label[-1].size, (tile.x0 + tile.x1) / 2
    for line in lines:
        own = [segment for segment in line.segments if segment.x0 < middle < segment.x1]
        if not own or line.top < tile.bottom - 0.2 * size:
            continue
        near = line.top - tile.bottom <= NEXT * size
        return list(own[0].words) if near and _OTHER_YEAR.fullmatch(own[0].text) else []
    return []


def other_year_at(words: Sequence[Word]) -> int | None:
    """The word at which a tile goes on to another year's figure, "762 complaints received / 2022/23: 548"."""
    for at in range(2, len(words)):
        below = words[at].top >= words[at - 1].bottom - 0.2 * words[at].size
        if below and _OTHER_YEAR.fullmatch(" ".join(word.text for word in words[at:])):
            return at
    return None


def _stack(lines: Sequence[Line], line: Line, figure: Segment, down: bool) -> list[Word]:
    stacked: list[list[Word]] = []
    edge, size, reach = (line.bottom if down else line.top), figure.words[0].size, NEAR * line.size
    for other in lines:
        own = [segment for segment in other.segments if segment.x0 < figure.x1 + size and segment.x1 > figure.x0 - size]
        gap = other.top - edge if down else edge - other.bottom
        if gap > reach or len(stacked) == LABEL_LINES:
            break
        if not own:
            continue
        words = [word for segment in own for word in segment.words]
        if down and stacked and _OTHER_YEAR.fullmatch(" ".join(word.text for word in words)):
            break
        spoken = bool(stacked) or any(word.text.isalpha() for word in words)
        if len(own) > 1 or max(word.size for word in words) * LARGER > size or not spoken:
            break
        stacked.append(words)
        edge, reach = (other.bottom if down else other.top), 0.8 * other.size
    if not down:
        stacked.reverse()
    words = [word for row in stacked for word in row]
    return words if 0 < len(words) <= 16 else []


def _without(lines: Sequence[Line], taken: set[int]) -> list[Line]:
    kept = []
    for line in lines:
        words = tuple(word for word in line.words if id(word) not in taken)
        if words:
            kept.append(line if len(words) == len(line.words) else Line(words))
    return kept
