"""The claim: a percentage in running text that says something about other figures, and so counts nothing itself."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from schemas.codes import ClaimKind, Direction, Measure, Stage, Stream
from schemas.observation import Box


class Claim(BaseModel):
    """One percentage, what it claims, and the boxes of the figures beside it.

    ``stream``, ``stage``, ``measure`` and ``period`` say what the claim is about; ``since`` is the earlier period
    that a change is measured from. ``beside`` is the box of the figure that the sentence gives for that period,
    ``beside_since`` of the one for ``since``; either may be left to the rest of the report.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    kind: ClaimKind
    value: float = Field(ge=0)
    direction: Direction | None = None
    stream: Stream
    stage: Stage
    measure: Measure
    period: str
    since: str | None = None
    beside: Box | None = None
    beside_since: Box | None = None
    box: Box
    evidence: str = Field(min_length=1)
    confidence: float = Field(ge=0, le=1)
