"""Trust: what the checks do to the confidence in a number."""

from __future__ import annotations

from pipeline.checks.run import Checked
from schemas.observation import Observation

#: What arithmetic that closes, or another report that says the same, adds; the most it can make of a number.
_BORNE_OUT, _MOST = 0.03, 0.99
#: What a discrepancy takes off, and the least it can leave.
_DISPUTED, _LEAST = 0.1, 0.3


def weighed(identity: str, seen: Observation, checked: Checked) -> Observation:
    """An observation with the confidence that the checks leave it."""
    confidence = seen.confidence
    if identity in checked.disputed:
        confidence = max(min(confidence, _LEAST), confidence - _DISPUTED)
    elif identity in checked.borne_out:
        confidence = max(confidence, min(_MOST, confidence + _BORNE_OUT))
    return seen.model_copy(update={"confidence": round(confidence, 2)})
