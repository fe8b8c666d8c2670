"""A finding: a number with its meaning, before the whole report has had its say about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from schemas.claim import Claim
from schemas.codes import Dimension, Measure, Method, Stage, Stream, Unit
from schemas.observation import Box, Observation, Unread
from schemas.periods import period_type, year_of


@dataclass(frozen=True)
class Finding:
    """What one number was read as.

    ``soft``: the words fit more than one measure ("dealt with"). ``stage_open``: no words name the stage.
    ``section`` tells the sections of the report apart, in reading order. ``loose``: a small number in running
    text that names neither its base nor its year, and so may count a part only.
    """

    stream: Stream
    stage: Stage
    period: str
    measure: Measure
    unit: Unit
    value: float
    box: Box
    method: Method
    evidence: str
    confidence: float
    target_days: int | None = None
    dimension: Dimension | None = None
    category: str | None = None
    academic: bool = False
    soft: bool = False
    stage_open: bool = False
    section: int = 0
    loose: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What the number is about: everything but its value and its place."""
        return (
            self.stream,
            self.stage,
            self.period,
            self.measure,
            self.unit,
            self.target_days,
            self.dimension,
            self.category,
        )

    def changed(self, **changes: object) -> Finding:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def observation(self, council: str, own_year: str) -> Observation:
        """The finding as an observation of a report about ``own_year``."""
        kind = period_type(self.period, self.academic)
        return Observation(
            council=council,
            stream=self.stream,
            stage=self.stage,
            period=self.period,
            period_type=kind,
            measure=self.measure,
            unit=self.unit,
            value=self.value,
            target_days=self.target_days,
            dimension=self.dimension,
            category=self.category,
            box=self.box,
            method=self.method,
            evidence=self.evidence,
            confidence=round(self.confidence, 2),
            restates=year_of(self.period) < own_year,
        )


@dataclass(frozen=True)
class Reading:
    """What one block gave: findings, the numbers that got no meaning, and claims about other figures."""

    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    claims: tuple[Claim, ...] = ()
