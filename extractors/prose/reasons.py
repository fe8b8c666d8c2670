"""Reasons: what complaints were about, where a sentence calls it their reason: "the main reason was delay (30)"."""

from __future__ import annotations

import re

from extractors.context import Context
from extractors.lexicon.words import any_of
from extractors.prose.category import Breakdown, clean, is_ourselves
from schemas.codes import Dimension

_MOST = any_of(
    "most, commonest, main, chief, principal, largest, biggest, top, leading, single, greatest, next, second",
    "third, usual",
)
_REASON = any_of("reasons?, causes?, themes?, issues?, subjects?, topics?, grounds, matters?, concerns?")
_NUMBER_NEXT = r"\s*(?:,\s*)?(?:\(|with|at|in|:|accounting for|which accounted for)\s*$"
#: "The commonest reason for complaint was late delivery (30)", "(and) delay was the cause of 25".
_REASON_WAS = re.compile(
    rf"\b(?:{_MOST}\b[^.;()]{{0,40}}?\b{_REASON}|{_REASON}\b[^.;()]{{0,50}}?\b{_MOST})\b"
    rf"[^.;()]{{0,40}}?\b(?:was|is|were|being)\s+(?P<what>[^.;(),\d]{{3,70}}?){_NUMBER_NEXT}",
    re.I,
)
_WAS_REASON = re.compile(
    rf"(?:^|[,;]\s*(?:and |while |whereas )?|\band )\s*(?P<what>[^.;(),\d]{{3,60}}?)\s+(?:was|were)\s+"
    rf"(?:also\s+)?(?:the |a )?(?:{_MOST} )?{_REASON}\s+"
    rf"(?:given |cited |recorded )?(?:of|in|for|behind)\s+(?:another |a further |only )?$",
    re.I,
)


def reason_before(before: str, context: Context) -> Breakdown | None:
    """The reason that the words before a number name; None where they name none."""
    match = _REASON_WAS.search(before) or _WAS_REASON.search(before)
    what = clean(match["what"]) if match else ""
    if not what or is_ourselves(what) or context.facets(what).stages:
        return None
    return Breakdown(Dimension.THEME, what)
