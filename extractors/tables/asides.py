"""Asides: rows and columns of tables about complaints that count something else, or more than one thing."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.tables.axes import LATER, is_exact, measured
from extractors.tables.cells import is_range
from extractors.tables.grid import Line
from extractors.tables.view import View
from schemas.codes import Measure

#: Rates per something else than a thousand.
_RATES = re.compile(
    r"\bper (?:10,?000|100,?000|hundred|100|head|capita|day|week|fte|employee|officer|councillor|household)\b",
    re.IGNORECASE,
)
_OPEN = frozenset({Measure.CARRIED_FORWARD, Measure.BROUGHT_FORWARD})
_OPEN_WORDS = re.compile(r"\b(?:open|outstanding|unresolved|live)\b", re.IGNORECASE)


def _waits(view: View, line: Line) -> bool:
    """Whether a line counts cases that have been open for so many days: "Under 10 days" of those outstanding."""
    if line.own is None or not line.own.limits or _OPEN & set(line.own.measures):
        return False
    above = [view.caption.text, *(head.text for head in view.grid.heads.values())]
    return _OPEN & set(view.caption.facets.measures) != set() or any(map(_OPEN_WORDS.search, above))


def _joins(view: View, line: Line) -> bool:
    """Whether a line adds what was open at the start to what was received."""
    return any(Measure.RECEIVED in words.measures and _OPEN & set(words.measures) for words in view.meanings(line)[:1])


_DONE = re.compile(r"\b(?:complet|implement|deliver|outstanding|overdue|in progress|not yet)", re.IGNORECASE)


def _is_done(view: View, line: Line) -> bool:
    """Whether a line tells how many actions were carried out, beside one on how many were identified."""
    actions = {words for words in view.labels if words.measure is Measure.LEARNING_ACTIONS and measured(words)}
    own = line.own is not None and line.own in actions and _DONE.search(line.own.text) is not None
    return own and any(not _DONE.search(words.text) for words in actions)


#: Headings over bands of days: "Days taken", "Time to reply (days)".
_DAYS_TAKEN = re.compile(r"\bdays\b|\btime (?:taken|to)\b", re.IGNORECASE)


def _is_band(view: View, line: Line) -> bool:
    """Whether a line counts the answers that took so many days: "6-10" under "Days taken"."""
    if line.own is None or line not in view.grid.rows or not (is_range(line.own.text) or LATER.search(line.own.text)):
        return False
    if not re.search(r"\d", line.own.text):
        return False
    ranged = sum(row.own is not None and is_range(row.own.text) for row in view.grid.rows)
    return ranged >= 2 and any(_DAYS_TAKEN.search(head.text) for head in view.grid.heads.values())


def _sums_feedback(view: View, line: Line) -> bool:
    """Whether a line is the total of complaints and compliments, and calls neither by name."""
    if line.own is None or not line.is_total or re.search(r"complain|compliment", line.own.text, re.IGNORECASE):
        return False
    lines = view.grid.rows if line in view.grid.rows else view.grid.columns
    own = [other.own for other in lines if other is not line and other.own is not None]
    complaints = any(re.search(r"\bcomplaints?\b", words.text, re.IGNORECASE) for words in own)
    return complaints and any(words.measure is Measure.COMPLIMENTS and is_exact(words) for words in own)


def _is_rate(view: View, line: Line) -> bool:
    return any(_RATES.search(words.text) for words in line.facets[-1:])


_REASONS: tuple[tuple[Callable[[View, Line], bool], str], ...] = (
    (_is_rate, "a rate that the data has no name for"),
    (_is_band, "answers between two time limits"),
    (_waits, "how long cases have been open"),
    (_joins, "two measures in one"),
    (_is_done, "actions completed, not those identified"),
    (_sums_feedback, "complaints and other feedback together"),
)


def aside(view: View, line: Line) -> str | None:
    """Why the numbers of a row or column are no figures of ours; None where they may be."""
    return next((reason for holds, reason in _REASONS if holds(view, line)), None)
