"""Running the checks: reports in, discrepancies, coverage of each rule, and which numbers they bear out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.blame import Found, settle
from pipeline.checks.model import Case, Report, Rule, Stated
from pipeline.checks.rules import RULES
from schemas.codes import Role
from schemas.periods import start_year


@dataclass(frozen=True)
class Tally:
    """What one rule covered in one report."""

    report: str
    rule: Rule
    cases: int
    discrepancies: int


@dataclass(frozen=True)
class Checked:
    """What the checks gave.

    ``found`` has the discrepancies by id, ``borne_out`` the ids of observations that others confirm, ``disputed``
    those that a discrepancy puts in doubt.
    """

    found: dict[str, tuple[Report, Found]]
    tallies: list[Tally]
    borne_out: frozenset[str]
    disputed: frozenset[str]


def check(reports: Sequence[Report]) -> Checked:
    """Hold every report against itself, and against earlier reports of its council."""
    found: dict[str, tuple[Report, Found]] = {}
    tallies: list[Tally] = []
    borne_out: set[str] = set()
    for report in reports:
        cases = [(rule, case) for rule in RULES for case in rule.check(report, _earlier(report, reports))]
        mine = {identity(report, each): each for each in reversed(settle(cases))}
        found |= {name: (report, each) for name, each in reversed(mine.items())}
        for rule in RULES:
            covered = sum(1 for each, _ in cases if each is rule)
            wrong = sum(1 for each in mine.values() if each.rule is rule)
            tallies.append(Tally(report.report, rule, max(covered, wrong), wrong))
        borne_out |= {each.id for _, case in cases if _confirms(case) for each in case.involved}
    disputed = {each.id for _, one in found.values() for each, role in involved(one) if role is not Role.PART}
    return Checked(found, tallies, frozenset(borne_out - disputed), frozenset(disputed))


def _confirms(case: Case) -> bool:
    return case.discrepancy is None and case.bears_out


def _earlier(report: Report, reports: Sequence[Report]) -> list[Report]:
    """The council's reports about earlier years, the latest first."""
    if not report.period:
        return []
    mine = [
        other
        for other in reports
        if other.council == report.council and other.period and start_year(other.period) < start_year(report.period)
    ]
    return sorted(mine, key=lambda other: (-start_year(other.period), other.report))


def identity(report: Report, found: Found) -> str:
    """Twelve hexadecimal digits that stand for a disagreement: what it is about and its two values."""
    each = found.discrepancy
    parts = (report.report, found.rule.kind, *each.key, round(each.stated, 4), round(each.expected, 4))
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def involved(found: Found) -> list[tuple[Stated, Role]]:
    """Every number that a discrepancy rests on, once each, with what it has to do with it."""
    each = found.discrepancy
    roles = [(each.observation, Role.STATED), (each.other, Role.OTHER), *((part, Role.PART) for part in each.parts)]
    once: dict[str, tuple[Stated, Role]] = {}
    for number, role in roles:
        if number is not None:
            once.setdefault(number.id, (number, role))
    return list(once.values())
