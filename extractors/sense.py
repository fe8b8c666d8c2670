"""Sense: findings that cannot be what a council published, whatever the page says, are left unread."""

from __future__ import annotations

import math
from collections.abc import Iterable

from extractors.finding import Finding
from schemas.observation import Unread

#: No council has so many of anything, nor pays so much: a longer row of digits is a reference, or a damaged page.
_LARGEST = 1e9


def sensible(findings: Iterable[Finding]) -> tuple[list[Finding], list[Unread]]:
    """Findings that can be published, and the others."""
    kept: list[Finding] = []
    unread: list[Unread] = []
    for finding in findings:
        fault = _fault(finding)
        if fault:
            unread.append(Unread(box=finding.box, text=f"{finding.value:g}", reason=fault))
        else:
            kept.append(finding)
    return kept, unread


def _fault(finding: Finding) -> str | None:
    if not math.isfinite(finding.value) or finding.value > _LARGEST:
        return "too large to be a figure of a council"
    if finding.dimension and not (finding.category or "").strip():
        return "a group without a name"
    return None
