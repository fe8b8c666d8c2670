"""Wording: numbers and what they are about, as a sentence for a reader says them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.model import Key, Stated
from schemas.codes import Measure, Method, Stage, Stream, Unit
from schemas.label import amount, words

_WHAT: dict[Measure, str] = {
    Measure.RECEIVED: "complaints received",
    Measure.INVESTIGATED: "complaints investigated",
    Measure.RESPONDED: "complaints answered",
    Measure.DECIDED: "complaints decided",
    Measure.ESCALATED: "complaints escalated to this stage",
    Measure.DIRECT: "complaints that came straight to this stage",
    Measure.UPHELD: "fully upheld",
    Measure.PARTIALLY_UPHELD: "partly upheld",
    Measure.UPHELD_OR_PARTIALLY_UPHELD: "upheld or partly upheld",
    Measure.ON_TIME: "answered on time",
    Measure.LATE: "answered late",
    Measure.AVERAGE_DAYS: "average days to answer",
    Measure.BROUGHT_FORWARD: "open at the start",
    Measure.CARRIED_FORWARD: "open at the end",
}


def what(key: Key) -> str:
    """What a number is about: "complaints received, schools stage 2, 2023-24"."""
    limit = f" (limit {key.target_days} days)" if key.target_days else ""
    group = f" – {key.category}" if key.category else ""
    measure = _WHAT.get(key.measure, words(key.measure))
    if key.stream is Stream.MEMBER_ENQUIRIES:
        measure = measure.replace("complaints", "enquiries")
    return f"{measure}{limit}, {place(key)}, {key.period}{group}"


def place(key: Key) -> str:
    """Procedure and stage: "schools stage 2"."""
    return words(key.stream) + ("" if key.stage is Stage.ALL else f" {words(key.stage)}")


def value(number: float, unit: Unit = Unit.COUNT) -> str:
    """A number with its unit."""
    return amount(number, unit)


def where(each: Stated) -> str:
    """Where a number stands: "table, page 4"."""
    manner = {Method.TABLE: "table", Method.PROSE: "text", Method.CHART: "chart"}[each.seen.method]
    return f"{manner}, page {each.page}"


def total(parts: Sequence[Stated]) -> str:
    """A sum as it is done: "15 + 8 + 5 + 8"."""
    return " + ".join(value(part.value, part.seen.unit) for part in parts)
