"""Shares: which lines of a table hold percentages though no sign says so: as words beside it tell, or the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon.facets import Facets, facets
from extractors.lexicon.kinds import BASES, OUTCOMES, TIMES
from extractors.lexicon.match import fold
from extractors.tables.caption import Caption
from extractors.tables.grid import Grid, Line
from schemas.codes import Measure

_PERCENT = r"(?:percentages?|per\s?cent|%)"
#: "are percentages", "is once more given in per cent", "as %".
_ARE = rf"(?:(?:is|are|as|in|show|shows|give|gives|hold|holds|contain|contains)\b[^.;()]{{0,40}}?)+\s*{_PERCENT}"
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
#: "The last three columns are percentages of complaints closed."
_AT_END = re.compile(
    rf"\b(?P<end>last|final|right-hand|rightmost|bottom|first|left-hand)\s+(?:(?P<count>\d|{'|'.join(_COUNT)})\s+)?"
    rf"(?P<lines>columns?|rows?|lines?)\s+{_ARE}",
    re.IGNORECASE,
)
#: "The columns headed 'in time' and 'upheld' are percentages", "Figures for upheld are shown in per cent".
_NAMED = re.compile(
    rf"(?:\b(?:columns?|rows?|lines?)\s+(?:headed|called|marked|labelled|named|for|on)|\b(?:figures|numbers|results)\s+(?:for|on|in|under))"
    rf"\s+(?P<names>[^.;]+?)\s+{_ARE}",
    re.IGNORECASE,
)
#: "(limits and upheld in per cent)", "upheld and in time as %".
_IN_CAPTION = re.compile(
    rf"[(;,]\s*(?P<names>[^(),;]+?)\s+(?:shown |given |both |all )*(?:in|as|are)\s+{_PERCENT}", re.I
)
#: What can never be more than the whole that stands beside it.
_WHOLES = frozenset({Measure.RECEIVED, Measure.RESPONDED})
_PARTS = frozenset({Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.ON_TIME})
_BARE = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"(?<=[.;])\s+")
_LIMITS = re.compile(r"\b(?:limits?|deadlines?|time|times|timeliness|timescales?)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*[\"“”‘’']+\s*", re.IGNORECASE)


def percent_lines(grid: Grid, caption: Caption) -> tuple[Line, ...]:
    """The rows and columns that hold percentages, as the words above or below a table say, or their numbers."""
    found: list[Line] = []
    for sentence in _SENTENCE.split(f"{caption.lead}. {caption.note}".strip()):
        for match in _AT_END.finditer(sentence):
            lines = grid.columns if match["lines"].lower().startswith("column") else grid.rows
            count = _COUNT.get((match["count"] or "").lower()) or int(match["count"] or 1)
            found += lines[:count] if match["end"].lower() in ("first", "left-hand") else lines[-count:]
        for match in _NAMED.finditer(sentence):
            found += _called(match["names"], grid)
    for match in _IN_CAPTION.finditer(caption.text):
        found += _called(match["names"], grid)
    return (*found, *_beyond_whole(grid))


def _beyond_whole(grid: Grid) -> Iterator[Line]:
    """Columns of parts that are mostly larger than the whole beside them, and never above a hundred: percentages."""
    wholes = [line for line in grid.columns if line.own and line.own.measure in _WHOLES and line.own.unit is None]
    for line in grid.columns:
        if not wholes or line.own is None or line.own.measure not in _PARTS or line.own.limits:
            continue
        pairs = [
            (value, max(known))
            for at, value in _values(grid, line).items()
            if (known := [whole for each in wholes if (whole := _values(grid, each).get(at)) is not None])
        ]
        larger = sum(value > whole for value, whole in pairs)
        if len(pairs) > 1 and 2 * larger >= len(pairs) and all(value <= 100 for value, _ in pairs):
            yield line


def _values(grid: Grid, column: Line) -> dict[int, float]:
    """The bare numbers of a column by row."""
    texts = ((row.index, cell.string.strip()) for row in grid.rows if (cell := grid.cell(row, column)) is not None)
    return {at: float(text.replace(",", "")) for at, text in texts if _BARE.fullmatch(text.replace(",", ""))}


def _called(names: str, grid: Grid) -> Iterator[Line]:
    """The lines that a list of headings names, by their words or by what they measure."""
    called = [name.lower() for name in _JOINED.split(fold(names)) if name.strip()]
    for lines in (grid.rows, grid.columns):
        for line in lines:
            if any(_answers_to(line.own, name) for name in called):
                yield line


def _answers_to(words: Facets | None, name: str) -> bool:
    if words is None or set(words.measures) & BASES:
        return False
    label, said = fold(words.text).lower(), facets(name)
    timed = _LIMITS.search(name) is not None and bool(words.limits or set(words.measures) & TIMES)
    alike = set(words.measures) & set(said.measures) & (OUTCOMES | TIMES)
    return label.startswith(name) or timed or bool(alike)
