"""Reports made by hand and held against themselves: cells of tables, sentences, and what the checks say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.checks.gather import report_of
from pipeline.checks.model import Report
from pipeline.checks.run import Checked, check
from schemas.claim import Claim
from schemas.codes import ClaimKind, Direction
from schemas.observation import Box, Observation
from schemas.periods import period_type

Told = list[tuple[str, float, float]]


def number(value: float, about: str, evidence: str, unit: str = "count", **changes: Any) -> Observation:
    """A number about "stream stage period measure", such as "schools stage_2 2023-24 escalated"."""
    stream, stage, year, *part, measure = about.split()
    period = " ".join([year, *part])
    fields: dict[str, Any] = {
        "council": "stockport",
        "stream": stream,
        "stage": stage,
        "period": period,
        "period_type": period_type(period),
        "measure": measure,
        "unit": unit,
        "value": value,
        "box": place(changes.pop("page", 1)),
        "method": "prose",
        "evidence": evidence,
        "confidence": 0.93,
    }
    return Observation(**(fields | changes))


def cell(value: float, about: str, table: str = "Table 1", unit: str = "count", **changes: Any) -> Observation:
    """A cell of a table."""
    row = changes.pop("row", changes.get("category") or about)
    evidence = f"{table} | {row} | {value:g}"
    return number(value, about, evidence, unit, **({"method": "table", "confidence": 0.97} | changes))


def said(value: float, about: str, sentence: str = "", unit: str = "count", **changes: Any) -> Observation:
    """A number in running text; without a sentence it stands in one of its own."""
    return number(
        value, about, sentence or f"There were {value:g} ({about}, page {changes.get('page', 1)}).", unit, **changes
    )


def place(page: int = 1, row: int = 0) -> Box:
    """The box of a number."""
    return Box(page=page, x0=100, top=100 + 15 * row, x1=120, bottom=110 + 15 * row)


def report(
    *observations: Observation,
    claims: Sequence[Claim] = (),
    name: str = "r-2023-24",
    period: str = "2023-24",
    council: str = "stockport",
) -> Report:
    """A report that states some numbers, one below the other."""
    stated = {
        f"{name}-{at}": seen.model_copy(update={"box": place(seen.box.page, at)})
        for at, seen in enumerate(observations)
    }
    return report_of(name, council, period, stated, claims)


def change(value: float, direction: str | None, now: int | None, then: int | None, **changes: Any) -> Claim:
    """A change in percent beside the numbers that ``report`` is given at two places, counted from 0."""
    fields: dict[str, Any] = {
        "kind": ClaimKind.CHANGE,
        "value": value,
        "direction": Direction(direction) if direction else None,
        "stream": "corporate",
        "stage": "stage_1",
        "measure": "received",
        "period": "2023-24",
        "since": "2022-23",
        "beside": None if now is None else place(row=now),
        "beside_since": None if then is None else place(row=then),
        "box": place(row=60),
        "evidence": f"a change of {value:g}%",
        "confidence": 0.93,
    }
    return Claim(**(fields | changes))


def held(*reports: Report) -> Checked:
    """What the checks say of some reports."""
    return check(reports)


def told(*observations: Observation, claims: Sequence[Claim] = ()) -> Told:
    """The discrepancies of one report: rule, stated, expected."""
    return found(held(report(*observations, claims=claims)))


def found(checked: Checked) -> Told:
    """Rule, stated and expected value of every discrepancy."""
    return [(each.rule.name, each.discrepancy.stated, each.discrepancy.expected) for _, each in checked.found.values()]


def cases(checked: Checked, rule: str) -> int:
    """How many cases a rule covered in all reports."""
    return sum(tally.cases for tally in checked.tallies if tally.rule.name == rule)


def sentence(*observations: Observation, claims: Sequence[Claim] = ()) -> tuple[str, str | None]:
    """What a reader is told of the only discrepancy, and the other reading."""
    ((_, each),) = held(report(*observations, claims=claims)).found.values()
    return each.sentence, each.discrepancy.alternative
