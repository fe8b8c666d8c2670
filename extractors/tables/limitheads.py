"""Limit heads: headings that go on in the labels below: "Answered within | 10 days", "Days taken | Up to 10"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.lexicon.facets import Facets
from extractors.tables.axes import LATER, measured
from extractors.tables.grid import Grid, Line, Reader
from schemas.codes import Measure

_OPEN = re.compile(r"\b(?:within|in|inside|under|by|up to|over|after|beyond|(?:more|longer|later) than)\W*$", re.I)
_DAYS = re.compile(r"^\W*(?:\d{1,3}|\w+)[\s-]+(?:working |calendar |school )?days?\b", re.I)


#: What stands beside days for answers that took longer than the most of them.
_LATER = re.compile(
    r"\W*(?:(?:any )?(?:later|longer)(?: (?:still|than that|than this))?|after that|more than that)\W*", re.I
)


def go_on(lines: tuple[Line, ...], reader: Reader) -> tuple[Line, ...]:
    """Lines whose days are read together with the heading that leads to them; what it does not lead to stands alone.

    "Later" beside such days is later than the most of them.
    """
    joined = [_together(line, reader) for line in lines]
    days = [limit.days for line in joined if line.own and line.own.limits for limit in line.own.limits]
    if days:
        joined = [_later(line, max(days), reader) for line in joined]
    return tuple(joined)


def _later(line: Line, days: int, reader: Reader) -> Line:
    if not line.labels or not _LATER.fullmatch(line.labels[-1]):
        return line
    return replace(line, facets=(*line.facets[:-1], reader(f"later than {days} days")))


def _together(line: Line, reader: Reader) -> Line:
    found = list(line.facets)
    for at, (head, label) in enumerate(zip(line.labels, line.labels[1:], strict=False)):
        if not _OPEN.search(head):
            continue
        below = found[at + 1]
        if below.limits and _DAYS.match(label):
            found[at + 1] = reader(f"{head.rstrip(' :.-')} {label}")
            found[at] = Facets(text=head)
        elif measured(below) or (below.limits and LATER.search(label)):
            found[at] = Facets(text=head)
    return replace(line, facets=tuple(found))


BARE_DAYS = re.compile(r"\W*(?:no\.? of |number of )?(?:working |calendar |school )?days\W*", re.IGNORECASE)
#: Limits are round numbers of days; means are not all so.
_ROUND = 5
_TIMES = frozenset({Measure.ON_TIME, Measure.LATE})


def over_limits(grid: Grid, reader: Reader) -> tuple[Line, ...]:
    """The columns, of which one headed "Working days" gives limits where another tells what was in time."""
    timed = any(_TIMES & set(words.measures) for column in grid.columns for words in column.facets)
    return tuple(_as_limits(grid, column, reader) if timed else column for column in grid.columns)


def _as_limits(grid: Grid, column: Line, reader: Reader) -> Line:
    if not column.labels or not BARE_DAYS.fullmatch(column.labels[-1]):
        return column
    texts = [cell.string.strip() for row in grid.rows if (cell := grid.cell(row, column)) and cell.string.strip()]
    if not texts or not all(text.isdigit() and int(text) and int(text) % _ROUND == 0 for text in texts):
        return column
    return replace(column, facets=(*column.facets[:-1], reader("Time limit (working days)")))


#: A heading over numbers of days, and the labels below it that are bounds: "Up to 25", "26 to 65", "Over 65".
_OF_DAYS = re.compile(
    r"\W*(?:(?:number of |time (?:taken )?(?:in )?|taken )*\(?(?:working |calendar |school )?days\)?"
    r"(?: (?:taken|to (?:reply|respond|answer|close|complete|resolve|conclude)))?)\W*",
    re.I,
)
_KIND = re.compile(r"\b(?:working|calendar|school) days\b", re.I)
_BOUND = re.compile(
    r"\W*(?:(?:up to|within|in|inside|under|over|after|beyond|(?:more|less|longer|fewer|later) than)\s+\d{1,3}"
    r"|\d{1,3}\s*(?:-|\u2013|to)\s*\d{1,3}|\d{1,3}\s*(?:\+|(?:or|and) (?:more|less|fewer|over|under)))\W*",
    re.I,
)
#: A limit that answers kept; without one the bands are of days taken, whatever the limit was.
_OPENING = re.compile(r"\W*(?:up to|within|in|inside)\b", re.I)


def under_days(lines: tuple[Line, ...], heads: Mapping[int, Facets], reader: Reader) -> tuple[Line, ...]:
    """Rows whose labels are bounds below a heading that says that they are days: "Working days taken | Up to 25"."""
    over = next((head for head in heads.values() if _OF_DAYS.fullmatch(head.text)), None)
    bounds = [line for line in lines if line.labels and _BOUND.fullmatch(line.labels[-1])]
    if over is None or len(bounds) < 2 or not any(_OPENING.match(line.labels[-1]) for line in bounds):
        return lines
    kind = _KIND.search(over.text)
    days = kind[0].lower() if kind else "days"
    return tuple(
        replace(line, facets=(*line.facets[:-1], reader(f"{line.labels[-1].strip()} {days}")))
        if line in bounds
        else line
        for line in lines
    )
