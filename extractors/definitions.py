"""Definitions: what a report says that its own words take in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.finding import Finding
from extractors.reading.model import Document
from schemas.codes import Measure, Stage

_IN_PART = r"(?:upheld in part|(?:part(?:ial)?ly|part) upheld)"
_SHOWN = r"(?:shown|counted|recorded|included|treated|reported|classed|presented|regarded|given)"
#: "A complaint upheld in part is shown as upheld", "partly upheld complaints are counted with those upheld".
_COUNTED_AS = re.compile(
    rf"{_IN_PART}(?:\s+\w+){{0,3}}?\s+(?:is|are|was|were|have been|has been)\s+(?:all |also |here )?{_SHOWN}"
    r"\s+(?:as|with|within|in|under|among(?:st)?)\s+(?:(?:the|those|a|complaints?|cases|figures?|for|that|were)\s+)*[\"'“‘]?upheld",
    re.IGNORECASE,
)
#: "Upheld includes complaints upheld in part", "'upheld' means upheld or partly upheld".
_TAKES_IN = re.compile(
    rf"upheld[\"'”’]?\s+(?:(?:figures?|numbers?|rates?|here)\s+)*(?:includes?|means?|covers?|takes? in)\b"
    rf"[^.;]*?{_IN_PART}",
    re.IGNORECASE,
)


def upheld_takes_in_parts(document: Document) -> bool:
    """Whether a report says that what it calls upheld was upheld in full or in part."""
    return any(
        _COUNTED_AS.search(text) or _TAKES_IN.search(text) for text in _texts(document) if "upheld" in text.lower()
    )


def _texts(document: Document) -> Iterable[str]:
    return (block.text.string for block in document.blocks if block.text.words)


def with_parts(findings: Sequence[Finding]) -> list[Finding]:
    """What was upheld as upheld in full or in part, but where the report tells them apart, and at the ombudsman."""
    apart = {(f.stream, f.stage) for f in findings if f.measure is Measure.PARTIALLY_UPHELD}
    return [
        finding.changed(measure=Measure.UPHELD_OR_PARTIALLY_UPHELD)
        if finding.measure is Measure.UPHELD
        and finding.stage is not Stage.OMBUDSMAN
        and (finding.stream, finding.stage) not in apart
        else finding
        for finding in findings
    ]
