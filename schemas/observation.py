"""The observation: one number, as one report states it, and where on the page it stands."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.codes import Dimension, Measure, Method, PeriodType, Stage, Stream, Unit
from schemas.periods import period_type


class Box(BaseModel):
    """A rectangle on a page, in points from the top left corner (pdfplumber's axes)."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    page: int = Field(ge=1)
    x0: float
    top: float
    x1: float
    bottom: float

    @model_validator(mode="after")
    def _has_area(self) -> Box:
        if self.x1 <= self.x0 or self.bottom <= self.top:
            raise ValueError(f"empty box: {self}")
        return self


class Observation(BaseModel):
    """One number with its meaning, its place and the words it was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    council: str = Field(min_length=1)
    stream: Stream
    stage: Stage
    period: str
    period_type: PeriodType
    measure: Measure
    unit: Unit
    value: float = Field(ge=0)
    target_days: int | None = Field(default=None, ge=1, le=400)
    dimension: Dimension | None = None
    category: str | None = None
    box: Box
    method: Method
    evidence: str = Field(min_length=1)
    confidence: float = Field(ge=0, le=1)
    restates: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Observation:
        academic = self.period_type is PeriodType.ACADEMIC_YEAR
        if period_type(self.period, academic) is not self.period_type:
            raise ValueError(f"period {self.period!r} is not a {self.period_type}")
        if (self.dimension is None) != (not self.category):
            raise ValueError("a breakdown needs both dimension and category")
        return self


class Unread(BaseModel):
    """A number seen in a place we read, that got no meaning."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    box: Box
    text: str = Field(min_length=1)
    reason: str = Field(min_length=1)
