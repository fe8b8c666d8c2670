"""A finding becomes an observation."""

from __future__ import annotations

from dataclasses import replace

from schemas.codes import PeriodType
from tests.test_settle import FIRM


def test_observation() -> None:
    seen = FIRM.observation("kent", "2023-24")
    assert (seen.council, seen.value, seen.period_type, seen.restates) == (
        "kent",
        179,
        PeriodType.FINANCIAL_YEAR,
        False,
    )


def test_earlier_years_are_restated() -> None:
    assert replace(FIRM, period="2022-23 Q4").observation("kent", "2023-24").restates


def test_school_years_and_rounding() -> None:
    seen = replace(FIRM, academic=True, confidence=0.87654).observation("kent", "2023-24")
    assert (seen.period_type, seen.confidence) == (PeriodType.ACADEMIC_YEAR, 0.88)


def test_the_key_is_all_but_value_and_place() -> None:
    assert FIRM.key == FIRM.changed(value=180, evidence="other").key
    assert FIRM.key != FIRM.changed(target_days=10).key
