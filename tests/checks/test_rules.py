from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.checks.arithmetic import fits, severity
from pipeline.checks.rules import RULES
from schemas.codes import DiscrepancyKind, Unit

PAGE = (Path(__file__).parent.parent.parent / "docs" / "checks.md").read_text(encoding="utf-8")


def test_every_rule_is_documented_and_nothing_else() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert dict(rows) == {rule.name: rule.title for rule in RULES}
    assert len(rows) == len(RULES)


def test_names_say_the_kind_and_every_kind_has_a_rule() -> None:
    assert all(rule.name.split(".")[0] == rule.kind for rule in RULES)
    assert {rule.kind for rule in RULES} == set(DiscrepancyKind)


def test_every_rule_has_a_test_that_names_it() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [rule.name for rule in RULES if f'"{rule.name}"' not in tests] == []


@pytest.mark.parametrize(
    ("stated", "expected", "unit", "found"),
    [
        (36, 37, Unit.COUNT, "minor"),
        (29, 30, Unit.COUNT, "major"),
        (36, 38, Unit.COUNT, "major"),
        (35.3, 35.4, Unit.PERCENT, "minor"),
        (29, 28, Unit.PERCENT, "minor"),
        (64, 67, Unit.PERCENT, "major"),
        (29, 31, Unit.DAYS, "major"),
        (54810, 58410, Unit.GBP, "major"),
    ],
)
def test_severity(stated: float, expected: float, unit: Unit, found: str) -> None:
    assert severity(stated, expected, unit) == found


@pytest.mark.parametrize(
    ("printed", "exact", "fit"),
    [(54, 53.5, True), (54, 54.5, True), (54, 54.51, False), (35.3, 35.363, False), (35.4, 35.363, True)],
)
def test_rounding_as_printed(printed: float, exact: float, fit: bool) -> None:
    assert fits(printed, exact) is fit
