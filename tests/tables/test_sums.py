"""Sums: lines that add up to another are of its stage, or count what it counts."""

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


STAGES = """
     | 2022-23 | < | 2023-24 | <
     | Number | % of closed | Number | % of closed
    Complaints received | 118 | | 142 |
    Complaints closed | 115 | 100 | 136 | 100
    at Stage 1 | 86 | 74.8 | 103 | 75.7
    at Stage 2 | 29 | 25.2 | 33 | 24.3
    """


def test_stages_that_add_up_to_what_stands_before_them() -> None:
    assert figures(STAGES, header=2, stream="all") == [
        "all all 2022-23 received count 118",
        "all all 2022-23 responded count 115",
        "all all 2023-24 received count 142",
        "all all 2023-24 responded count 136",
        "all stage_1 2022-23 responded count 86",
        "all stage_1 2023-24 responded count 103",
        "all stage_2 2022-23 responded count 29",
        "all stage_2 2023-24 responded count 33",
    ]


def test_stages_that_add_up_to_something_else() -> None:
    found = figures(STAGES.replace("115", "117"), header=2, stream="all")
    assert "all stage_1 2022-23 responded count 86" not in found


def test_stages_below_two_bases() -> None:
    drawing = """
     | 2023-24
    Complaints received | 136
    Stage 1 | 103
    Stage 2 | 33
    Complaints closed | 130
    Stage 1 | 100
    Stage 2 | 30
    """
    assert figures(drawing, stream="all") == [
        "all all 2023-24 received count 136",
        "all all 2023-24 responded count 130",
        "all stage_1 2023-24 received count 103",
        "all stage_1 2023-24 responded count 100",
        "all stage_2 2023-24 received count 33",
        "all stage_2 2023-24 responded count 30",
    ]
