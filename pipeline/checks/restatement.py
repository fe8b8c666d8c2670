"""Restatement: a later report gives another value for an earlier year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.history import contradictions
from pipeline.checks.model import Case, Report, Rule
from schemas.codes import DiscrepancyKind


def _restated(report: Report, earlier: Sequence[Report]) -> Iterator[Case]:
    """Figures of earlier years that an earlier report gives too, but those that ``prior_year`` tests."""
    return contradictions(report, earlier, lambda pair: not pair.is_prior_year)


RULES = (
    Rule(
        "restatement",
        DiscrepancyKind.RESTATEMENT,
        "A figure of an earlier year is what an earlier report says it was.",
        "{what}: {stated} here ({stated_where}), {expected} in the earlier report {report} ({expected_where}).",
        _restated,
    ),
)
