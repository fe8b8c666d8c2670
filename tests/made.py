"""Observations and extractions made by hand, for the tests of what happens to them later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractors.extraction import Extraction
from extractors.scope import Council, Scope
from pipeline.collect import Source
from schemas.codes import Outcome, PeriodType, Stream
from schemas.observation import Box, Observation, Unread
from schemas.periods import period_type


def box(page: int = 1, top: float = 100.0, x0: float = 50.0) -> Box:
    """A small box on a page."""
    return Box(page=page, x0=x0, top=top, x1=x0 + 20, bottom=top + 10)


def seen(measure: str = "received", value: float = 179, unit: str = "count", **changes: Any) -> Observation:
    """An observation of stage 1 of Stockport's own procedure in 2023-24, unless changed."""
    period = changes.get("period", "2023-24")
    kind = changes.pop("period_type", None) or period_type(period)
    fields: dict[str, Any] = {
        "council": "stockport",
        "stream": "corporate",
        "stage": "stage_1",
        "period": period,
        "period_type": PeriodType(kind),
        "measure": measure,
        "unit": unit,
        "value": value,
        "box": box(),
        "method": "prose",
        "evidence": f"{measure} {value:g} {unit}",
        "confidence": 0.9,
    }
    return Observation(**(fields | changes))


def unread(text: str = "17 of them", reason: str = "no measure", top: float = 300.0) -> Unread:
    """A number without a meaning."""
    return Unread(box=box(top=top), text=text, reason=reason)


def scope(slug: str = "stockport", name: str = "Stockport Council", period: str = "2023-24", **changes: Any) -> Scope:
    """What a report is about."""
    known = changes.pop("known", True)
    fields: dict[str, Any] = {
        "council": Council(slug=slug, name=name, known=known),
        "period": period,
        "title": "Annual complaints report",
        "stream": Stream.CORPORATE,
        "whole": Stream.ALL,
    }
    return Scope(**(fields | changes))


def extraction(*observations: Observation, **changes: Any) -> Extraction:
    """A report that was read in full."""
    fields: dict[str, Any] = {
        "outcome": Outcome.OK,
        "message": "",
        "pages": 3,
        "scope": scope(),
        "observations": observations,
        "unread": (),
    }
    return Extraction(**(fields | changes))


def failed(outcome: str = "damaged", message: str = "bad.pdf: is not a PDF; download it again") -> Extraction:
    """A report that could not be read at all."""
    return Extraction(Outcome(outcome), message, 0)


def source(report: str = "stockport-2023-24", sha256: str | None = "ab" * 32) -> Source:
    """An input file that need not exist."""
    return Source(report, Path(f"/reports/{report}.pdf"), sha256)
