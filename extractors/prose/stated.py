"""Stated first: a number, a dash, and what it is the number of: "588 - the number of complaints we investigated"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.facets import facets
from extractors.lexicon.match import Span
from extractors.prose.attach import Choice, implied
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Measure, Unit

_WHOLE = r"(?:(?:the|our|a|overall|total|average|mean)\s+)*"
#: What stands behind the dash, or the colon, and begins what the number is of.
SAYS_WHAT = re.compile(rf"{_WHOLE}(?:number|total|rate|proportion|percentage|share|amount)\s+(?:of|we|that|to)\b", re.I)
_DASH = re.compile(r"\s*(?:[-\u2013\u2014:=]|is|was)\s+")
#: What it costs to believe it (see extractors.prose.costs).
_COST = 0.3


def stated_first(sentence: Sentence, group: Group, found: Sequence[Span]) -> Choice | None:
    """The measure that the words behind a number and a dash name, where they say what it is the number of."""
    if sentence.text[: group.start].strip() or group.base is not None:
        return None
    dash = _DASH.match(sentence.text, group.end)
    if dash is None or not SAYS_WHAT.match(sentence.text, dash.end()):
        return None
    said = facets(sentence.text[dash.end() :])
    if said.measure is None or said.soft:
        return None
    days = group.first.unit in (None, Unit.DAYS) and said.measure is Measure.AVERAGE_DAYS
    span = next((each for each in found if each.measure is said.measure and each.start >= dash.end()), None)
    if span is None or days:
        return implied(said.measure, group.start, group.start, _COST) if days else None
    return Choice(said.measure, span, _COST, after=True)
