"""Limit heads: headings that end in "within" and go on in the days below them: "Answered within | 10 days"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.lexicon.facets import Facets
from extractors.tables.axes import LATER, measured
from extractors.tables.grid import Line, Reader

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
