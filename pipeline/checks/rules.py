"""The rules: every check, in the order in which they are reported."""

from __future__ import annotations

from pipeline.checks import claim, conflict, prior_year, rate, restatement, sums
from pipeline.checks.model import Rule

RULES: tuple[Rule, ...] = (
    *conflict.RULES,
    *sums.RULES,
    *rate.RULES,
    *claim.RULES,
    *restatement.RULES,
    *prior_year.RULES,
)
