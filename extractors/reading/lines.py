"""Lines: words on one baseline, and the segments that wide gaps cut a line into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.reading.canvas import Rect
from extractors.reading.model import Word

#: Gaps wider than this many font sizes cut a line into segments ...
SEGMENT_GAP = 0.95
#: ... between two figures even a narrower gap does.
FIGURE_GAP = 0.5
#: A footnote's mark that was lifted off before a word left white space so wide for each of its signs.
MARK_WIDTH = 0.6

_FIGURE = re.compile(r"^[(<>~+\-–−±£$€]*\.?\d[\d,.]*\s*(%|k|m|bn)?\)?%?$|^\d+/\d+$", re.IGNORECASE)
_NONE = re.compile(r"^(?:-{1,3}|[–—*…]|\.{2,3}|n/a|\((?:na|n/a|[bdswxz])\))$", re.IGNORECASE)
_CURRENCY = frozenset("£$€")
_ENUMERATOR = re.compile(
    r"^(\(?\d{1,2}(\.\d{1,2}){0,3}[.):]?|\(?[a-z][.)]|\(?[ivx]{1,5}[.)]|[•●○◦▪■□➢➔\uf0b7\uf0a7·o*–—-]|\uf0d8)$"
)

#: How the caption of a table or figure begins.
CAPTION = re.compile(
    r"^(?i:table|figure|fig\.?|chart|graph)\s*(?:[A-Z]{0,2}\d{1,3}[a-z]?(?:\.\d+)*|[A-Z])(?:\s*[:.–—-]|\s+[A-Z(0-9%]|$)"
)

#: The heading of a table of contents.
CONTENTS = re.compile(r"^(?:table of )?contents\b|^index$", re.IGNORECASE)
#: Dots that lead to the page number in a table of contents.
LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{6,}")


def is_figure(text: str) -> bool:
    """Whether one word is a number, amount or percentage."""
    return bool(_FIGURE.match(text))


def is_enumerator(text: str) -> bool:
    """Whether a word can number or mark the paragraph that it opens: "5.6", "(a)", "•"."""
    return bool(_ENUMERATOR.match(text))


@dataclass(frozen=True)
class Segment:
    """Words of one line between two wide gaps."""

    words: tuple[Word, ...]

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Line:
    """Words on one baseline, from the left."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Rect:
        """The area that the words take."""
        return area_of(self.words)

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.box.x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.box.x1

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.box.top

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.box.bottom

    @cached_property
    def size(self) -> float:
        """Font size of most characters."""
        return common_size(self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether every word with a letter or digit is bold."""
        return all(word.bold for word in self.words if any(char.isalnum() for char in word.text))

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The words, cut at wide gaps."""
        groups: list[list[Word]] = []
        for word in self.words:
            if groups and (
                word.x0 - groups[-1][-1].x1 <= self._limit(groups[-1][-1], word) or _is_unit_of(groups[-1], word)
            ):
                groups[-1].append(word)
            else:
                groups.append([word])
        return tuple(Segment(tuple(group)) for group in groups)

    def _limit(self, before: Word, word: Word) -> float:
        share = FIGURE_GAP if _is_datum(before.text) and _is_datum(word.text) else SEGMENT_GAP
        share += MARK_WIDTH * len(word.lead)
        return share * min(max(before.size, 1.0), max(word.size, 1.0))


def _is_datum(text: str) -> bool:
    return is_figure(text) or text in _CURRENCY or bool(_NONE.match(text))


def _is_unit_of(group: Sequence[Word], word: Word) -> bool:
    """Whether a currency sign stands at the left of its column, or a percent sign apart from its figure."""
    if group[-1].text in _CURRENCY:
        return _is_datum(word.text)
    return word.text == "%" and is_figure(group[-1].text) and word.x0 - group[-1].x1 < 2 * word.size


def area_of(words: Iterable[Word]) -> Rect:
    """The rectangle around words of one page."""
    found = list(words)
    return Rect(
        min(word.x0 for word in found),
        min(word.top for word in found),
        max(word.x1 for word in found),
        max(word.bottom for word in found),
    )


def spans_of(rows: Iterable[Iterable[Segment]]) -> list[tuple[float, float]]:
    """Horizontal extents that segments cover together, from the left."""
    result: list[tuple[float, float]] = []
    for x0, x1 in sorted((segment.x0, segment.x1) for row in rows for segment in row):
        if result and x0 <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], x1))
        else:
            result.append((x0, x1))
    return result


def common_size(words: Sequence[Word]) -> float:
    """The font size of most characters, to the half point."""
    weights: dict[float, int] = {}
    for word in words:
        size = round(word.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(word.text)
    return max(weights, key=lambda size: (weights[size], size)) if weights else 0.0


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words clustered by height on the page into lines, from the top."""
    clusters: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        middle, height = (word.top + word.bottom) / 2, word.bottom - word.top
        for index in range(len(clusters) - 1, max(len(clusters) - 5, -1), -1):
            centre, tall, members = clusters[index]
            if abs(centre - middle) <= 0.36 * min(height, tall):
                members.append(word)
                break
        else:
            clusters.append((middle, height, [word]))
    lines = [Line(tuple(sorted(members, key=lambda w: w.x0))) for _, _, members in clusters]
    return sorted(lines, key=lambda line: line.top)


def in_reading_order(words: Iterable[Word]) -> list[Word]:
    """Words of one small area, line by line; text set sideways column by column."""
    found = list(words)
    upright = [word for word in found if word.upright]
    sideways = [word for word in found if not word.upright]
    ordered = [word for line in lines_of(upright) for word in line.words]
    return ordered + sorted(sideways, key=lambda w: (round(w.x0), -w.bottom))
