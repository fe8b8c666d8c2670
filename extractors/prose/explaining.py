"""Explaining: sentences that say how a table is to be read, or list the time limits, and count nothing."""

from __future__ import annotations

import re

#: "The columns headed 'within 10' are percentages", "Time limits, in working days, are: stage 1 10".
_OF_LAYOUT = re.compile(
    r"\b(?:columns?|rows?)\b[^.;]{0,80}\b(?:percentages?|per cent|headed)\b"
    r"|^\W*(?:the )?(?:time )?(?:limits?|deadlines?|timescales?)\b[^.;:%]{0,40}:(?!.*%)",
    re.I,
)


def explains(text: str) -> bool:
    """Whether a sentence explains the columns of a table, or lists time limits."""
    return _OF_LAYOUT.search(text) is not None
