"""Sums: quarters that add up to a stage's column are of that stage."""

from __future__ import annotations

from tests.tables.drawn import figures

DRAWING = """
    Service | Q1 | Q2 | Stage 1 | Stage 2
    Parks | 4 | 5 | 9 | 2
    Roads | 7 | 1 | 8 | 3
    Waste | 2 | 2 | 4 | 0
    """


def test_quarters_that_add_up_to_a_stage() -> None:
    found = [line for line in figures(DRAWING, "Complaints received by service") if " Q1 " in line]
    assert [line.split()[1] for line in found] == ["stage_1"] * 3


def test_quarters_that_add_up_to_no_stage() -> None:
    found = figures(DRAWING.replace("| 9 |", "| 6 |").replace("| 8 |", "| 6 |"), "Complaints received by service")
    assert {line.split()[1] for line in found if " Q1 " in line} == {"all"}
