"""Axes: what tells the rows, or the columns, of a table apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from extractors.lexicon.facets import Facets
from extractors.tables.grid import Line
from schemas.codes import Measure, Stream, Unit

#: Flags of labels that stand over figures which are not counted: they say nothing about the other labels.
ASIDE = frozenset(
    {"change", "others", "limit_only", "satisfaction", "acknowledged", "open_status", "share", "extension"}
)
#: Reference numbers of indicators: "CH01 (1)", "KPI 3", "2.4".
_CODE = re.compile(r"^\W*[A-Z]{0,5}[\s./-]?\d+(?:\.\d+)*[a-z]?\W*(?:\(?\w{1,3}\))?\W*$")
#: Words that name a kind of procedure, not a group of complaints.
_BY_LAW = frozenset({"statutory", "non-statutory", "non", "procedure", "procedures"})
_AVERAGE = re.compile(r"\b(?:average|mean|days)\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:average|mean|actual)\b", re.IGNORECASE)
#: Words for answers after a time limit.
LATER = re.compile(r"\b(?:over|more than|after|outside|beyond|exceed\w*|(?:longer|later) than)\b|>|\+", re.IGNORECASE)
_DASHES = re.compile(r"\s[-\u2013\u2014|:]\s|\s?[\u2013\u2014]\s|(?<=\w): ")


class Axis(StrEnum):
    """What tells the rows (or columns) of a table apart."""

    STREAM = "stream"
    STAGE = "stage"
    MEASURE = "measure"
    PERIOD = "period"
    CATEGORY = "category"
    NOTHING = "nothing"


def measured(words: Facets) -> bool:
    """Whether a label names a measure outright."""
    return bool(words.measures) and not words.soft


def gives_limits(words: Facets) -> bool:
    """Whether a label stands over time limits, not over results: "Target response time", "Limit (days)".

    "Stage 1 (limit 10 working days)" says its own limit, and stands over results.
    """
    if "limit_only" not in words.flags or _MEAN.search(words.text) or (words.stages and words.limits):
        return False
    return not measured(words) or set(words.measures) <= {Measure.AVERAGE_DAYS, Measure.ON_TIME_TARGET}


def only_time(words: Facets) -> bool:
    """Whether words speak of response times without saying that these are averages: "by response time"."""
    return words.measure is Measure.AVERAGE_DAYS and not _AVERAGE.search(words.text)


def segments(label: str) -> list[str]:
    """The parts of a label that dashes set apart: "Adults - Stage 1 - Upheld"."""
    return [part.strip() for part in _DASHES.split(label) if part and part.strip()]


def kinds(words: Facets) -> set[Axis]:
    """What a label says, as kinds of meaning; a category where nothing else explains its words."""
    found: set[Axis] = set()
    if set(words.streams) - {Stream.ALL} or (words.statutory is not None and is_exact(words)):
        found.add(Axis.STREAM)
    if words.stages:
        found.add(Axis.STAGE)
    if measured(words) or words.limits or words.unit in (Unit.PER_1000, Unit.GBP):
        found.add(Axis.MEASURE)
    if words.periods:
        found.add(Axis.PERIOD)
    if not found and words.residue and "total" not in words.flags:
        found.add(Axis.CATEGORY)
    return found


def is_exact(words: Facets) -> bool:
    """Whether a label says no more than its codes: "Housing", not "Housing options"."""
    return not set(map(str.lower, words.residue)) - _BY_LAW


def _is_known(words: Facets, found: set[Axis]) -> bool:
    """Whether a label names a procedure, or a step of one, and no group."""
    return Axis.STAGE in found or (Axis.STREAM in found and is_exact(words)) or Stream.MEMBER_ENQUIRIES in words.streams


def axis(labels: Iterable[Facets], announced: bool) -> Axis:
    """What tells labels apart: the kind of meaning that most of them, totals aside, have.

    ``announced``: the heading over them announces a breakdown ("Service"), so that names of procedures
    among them are categories unless they are most of the labels.
    """
    labels = list(labels)
    if labels and all(_CODE.match(words.text) for words in labels):
        return Axis.NOTHING
    aside = frozenset({"others"}) if announced else ASIDE
    own = [words for words in labels if "total" not in words.flags and not aside & words.flags]
    if not own:
        return Axis.NOTHING
    said = [kinds(words) for words in own]
    share = {kind: sum(kind in found for found in said) / len(own) for kind in Axis}
    exact = sum(Axis.STREAM in found and is_exact(words) for found, words in zip(said, own, strict=True)) / len(own)
    others = max(share[Axis.MEASURE], share[Axis.STAGE], share[Axis.PERIOD])
    known = sum(_is_known(words, found) for found, words in zip(said, own, strict=True)) / len(own)
    if announced and known < 0.8 and exact < 0.6 and share[Axis.STAGE] < 0.5 and share[Axis.PERIOD] < 0.5:
        loose = sum(
            Axis.MEASURE in found and not is_exact(words) for found, words in zip(said, own, strict=True)
        ) / len(own)
        if share[Axis.MEASURE] - loose < 0.5:
            return Axis.CATEGORY
    named = sum(bool(found & {Axis.CATEGORY, Axis.STREAM}) for found in said) / len(own)
    if named >= 0.6 and exact < 0.5 and share[Axis.CATEGORY] > 0 and others < 0.4:
        return Axis.CATEGORY
    order = (Axis.MEASURE, Axis.STAGE, Axis.PERIOD, Axis.STREAM, Axis.CATEGORY)
    best = max(order, key=lambda kind: share[kind])
    if share[best] >= 0.4:
        return best
    return Axis.CATEGORY if share[Axis.CATEGORY] > 0 else Axis.NOTHING


def axes_of(lines: Sequence[Line], announced: Collection[int]) -> dict[int, Axis]:
    """The axis of each level of labels; ``announced`` are the levels whose headings announce a breakdown."""
    found: dict[int, dict[str, Facets]] = {}
    for line in lines:
        for level, label, words in zip(line.levels, line.labels, line.facets, strict=True):
            found.setdefault(level, {})[label] = words
    return {level: axis(labels.values(), level in announced) for level, labels in found.items()}
