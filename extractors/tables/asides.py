"""Asides: rows and columns of tables about complaints that count something else, or more than one thing."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.tables.axes import LATER, is_exact, measured
from extractors.tables.cells import is_range
from extractors.tables.grid import Line
from extractors.tables.view import View
from schemas.codes import Measure, Stage

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


_DROPPED = frozenset({Measure.WITHDRAWN, Measure.REJECTED})
_AND_COMPLIMENTS = re.compile(r"\bcomplaints?\s*/\s*compliments?|\bcompliments?\s*/\s*complaints?", re.IGNORECASE)


def _joins(view: View, line: Line) -> bool:
    """Whether a line adds what was open at the start to what was received, or other things that are told apart."""
    for words in view.meanings(line)[:1]:
        named = set(words.measures)
        both = Measure.COMPLIMENTS in named and _AND_COMPLIMENTS.search(words.text) is not None
        if both or named >= _DROPPED or (Measure.RECEIVED in named and _OPEN & named):
            return True
    return False


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


_TO_COME = re.compile(r"\b(?:forecast|project(?:ed|ion)|predict(?:ed|ion)|estimated?)\b", re.IGNORECASE)


def _is_to_come(view: View, line: Line) -> bool:
    return line.own is not None and _TO_COME.search(line.own.text) is not None


_SUBJECTS = re.compile(r"\b(?:subjects|issues|elements|points|reasons|themes)\b", re.IGNORECASE)


def _sums_subjects(view: View, line: Line) -> bool:
    """Whether a line is the total of subjects, of which a complaint may have several."""
    own = line.own
    return own is not None and line.is_total and bool(_SUBJECTS.search(own.text)) and "complain" not in own.text.lower()


#: What complaints are set beside: "Homes", "Number of properties".
_STOCK = re.compile(
    r"\W*(?:(?:total|number of|no\. of|all)\s+)*(?:homes|properties|dwellings|units|stock|households|journeys|patients"
    r"|pupils|employees|staff)(?:\s+(?:owned|managed|in management))?\W*",
    re.IGNORECASE,
)


def _is_stock(view: View, line: Line) -> bool:
    """Whether a column counts what complaints are set beside, next to one that counts complaints."""
    if line.own is None or line in view.grid.rows or not _STOCK.fullmatch(line.own.text):
        return False
    return any("complaint" in other.text.lower() for other in view.grid.columns if other is not line)


def _adds_concerns(view: View, line: Line) -> bool:
    """Whether a line is the total of formal complaints and of what was settled before they were made."""
    if not line.is_total or line.own is None or line.own.stages or "complain" in line.own.text.lower():
        return False
    lines = view.grid.rows if line in view.grid.rows else view.grid.columns
    own = [other.own for other in lines if other is not line and other.own is not None]
    informal = any(words.stages == (Stage.INFORMAL,) for words in own)
    return informal and any(_FORMAL_ONES.fullmatch(words.text) for words in own) and len(own) == _TWO


_TWO = 2
_FORMAL_ONES = re.compile(r"\W*(?:formal |statutory )*complaints\W*", re.IGNORECASE)


def _is_rate(view: View, line: Line) -> bool:
    return any(_RATES.search(words.text) for words in line.facets[-1:])


_REASONS: tuple[tuple[Callable[[View, Line], bool], str], ...] = (
    (_is_rate, "a rate that the data has no name for"),
    (_is_band, "answers between two time limits"),
    (_waits, "how long cases have been open"),
    (_joins, "two measures in one"),
    (_is_done, "actions completed, not those identified"),
    (_is_to_come, "a forecast"),
    (_is_stock, "not about complaints"),
    (_sums_subjects, "subjects, of which a complaint may have several"),
    (_adds_concerns, "concerns and complaints together"),
    (_sums_feedback, "complaints and other feedback together"),
)


def aside(view: View, line: Line) -> str | None:
    """Why the numbers of a row or column are no figures of ours; None where they may be."""
    return next((reason for holds, reason in _REASONS if holds(view, line)), None)
