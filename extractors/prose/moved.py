"""Moved: services of which a sentence tells that their complaints rose or fell, or were the most or the fewest."""

from __future__ import annotations

import re

from extractors.context import Context
from extractors.lexicon.words import any_of
from extractors.prose.category import Breakdown, clean, dimension_of, is_ourselves, names_council, procedure_of
from schemas.codes import Dimension, Stream

_CHANGE = any_of(
    "rise, increase, growth, jump, fall, decrease, drop, reduction, decline, improvement, spike, surge, change"
)
_GOING = any_of(
    "from, to, dropping, falling, rising, increasing, decreasing, going, went, up, down, fell, rose, growing, climbing"
)
_OPENING = r"(?:^|[.;]\s+|,\s+(?:and|but|while|whereas)\s+)(?:(?:[A-Z][a-z]+ly|However|In contrast|By contrast),\s+)?"
_NO_BEGINNING = any_of("Although, Though, While, Whilst, When, Where, If, In, At, There, This, That")
_NAME = (
    rf"(?:the\s+|The\s+)?(?P<what>(?!{_NO_BEGINNING}\b)"
    r"[A-Z](?:[^.;,()\d]|,\s(?=(?-i:[A-Z]))){2,70}?)"
)
_GOT = any_of("experienced, saw, recorded, had, showed, reported, has seen, have seen, received, has had")
_FIRST = (
    # "Highways experienced a 55% rise in complaints, increasing from 236 to"
    re.compile(rf"{_OPENING}{_NAME}\s+{_GOT}\s+(?:an?|the)\s+[^.;,]{{0,40}}?\b{_CHANGE}\b[^.;]{{0,70}}$"),
    # "the biggest decrease in Southern Waste service, dropping from 1788 to"
    re.compile(
        rf"\b{_CHANGE}\s+(?:was\s+|were\s+)?(?:in|for|at)\s+(?:(?:the number of\s+)?complaints (?:about|for|in|to)\s+)?"
        rf"{_NAME}(?:,\s+(?:where|which)\s+(?:complaints|numbers|they|it)?)?,?\s+{_GOING}\b[^.;]{{0,50}}$"
    ),
    # "The Planning directorate had the second-highest number of complaints at"
    re.compile(
        rf"{_OPENING}{_NAME}\s+{_GOT}\s+the\s+(?:\w+[- ])?"
        rf"{any_of('highest, lowest, largest, smallest, greatest, most, fewest, least')}\b[^.;\d]{{0,60}}?"
        r"\b(?:at|with)\s+(?:just |only )?$"
    ),
)
#: What rises or falls and is no service.
_NO_SERVICE = re.compile(
    r"(?:the\s+)?(?:overall |total )?(?:performance|demand|volumes?|numbers?|figures?|totals?|response|timeliness"
    r"|complaints?|cases|compliments|results?|year|period|quarter|month|there|we|it|they|this|that|both|all)\b",
    re.I,
)


def service_moved(before: str, context: Context) -> Breakdown | Stream | None:
    """The service of whose complaints the words before a number tell that they rose or fell, or were the most."""
    match = next((found for pattern in _FIRST if (found := pattern.search(before))), None)
    what = clean(match["what"]) if match else ""
    if not what or _NO_SERVICE.match(what) or is_ourselves(what) or names_council(what, context):
        return None
    said = context.facets(what)
    if said.stages or said.periods or said.measures or not (said.residue or said.group or said.streams):
        return None
    stream = procedure_of(said, context)
    if stream is not None and not said.residue:
        return stream
    return Breakdown(dimension_of(what, said, context, Dimension.SERVICE_AREA), what)
