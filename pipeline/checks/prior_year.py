"""Prior year: the figure for the year before, as a report quotes it, against the report about that year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.history import contradictions
from pipeline.checks.model import Case, Report, Rule
from schemas.codes import DiscrepancyKind


def _prior_year(report: Report, earlier: Sequence[Report]) -> Iterator[Case]:
    """Figures of the year before that the report about that year gives too."""
    return contradictions(report, earlier, lambda pair: pair.is_prior_year)


RULES = (
    Rule(
        "prior_year",
        DiscrepancyKind.PRIOR_YEAR,
        "The figure quoted for the year before is what the report about that year says.",
        "{what}: {stated} is quoted for the year before ({stated_where}), but the report about that year, {report}, "
        "has {expected} ({expected_where}).",
        _prior_year,
    ),
)
