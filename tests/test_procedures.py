"""The procedures: well formed, and what the sources say of each limit."""

from __future__ import annotations

import csv
import re

import pytest

from pipeline.procedures import REGISTRY, rows
from schemas.codes import Stage, Stream
from schemas.tables import PROCEDURES

NATIONS = {"England", "Northern Ireland", "Scotland", "Wales"}


def limits(procedure: str, stream: str) -> list[tuple[object, ...]]:
    return [
        (row["stage"], row["target_days"], row["extended_days"])
        for row in rows()
        if (row["procedure"], row["stream"]) == (procedure, stream)
    ]


@pytest.mark.parametrize(
    ("procedure", "stream", "expected"),
    [
        ("children-act-2006", "children_statutory", [("stage_1", 10, 20), ("stage_2", 25, 65), ("stage_3", 30, None)]),
        ("lgsco-code-2024", "corporate", [("stage_1", 10, 20), ("stage_2", 20, 40)]),
        ("lgsco-code-2024", "children_corporate", [("stage_1", 10, 20), ("stage_2", 20, 40)]),
        ("housing-code-2024", "housing", [("stage_1", 10, 20), ("stage_2", 20, 40)]),
        ("adult-social-care-2009", "adult_social_care", [("all", None, None)]),
        ("spso-model-2020", "all", [("stage_1", 5, None), ("stage_2", 20, None), ("stage_2_escalated", 20, None)]),
        ("wales-social-services-2014", "adult_social_care", [("stage_1", 10, None), ("stage_2", 25, None)]),
        ("psow-model", "corporate", [("stage_1", 10, None), ("stage_2", 20, None)]),
        ("nipso-model-2023", "all", [("stage_1", 5, 10), ("stage_2", 20, None)]),
    ],
)
def test_limits(procedure: str, stream: str, expected: list[tuple[object, ...]]) -> None:
    assert limits(procedure, stream) == expected


def test_rows_are_well_formed() -> None:
    for row in rows():
        assert Stream(str(row["stream"]))
        assert Stage(str(row["stage"]))
        assert row["nation"] in NATIONS
        assert re.fullmatch(r"https://[\w./-]+", str(row["source_url"]))
        for column in ("in_force_from", "in_force_to"):
            assert row[column] is None or re.fullmatch(r"\d{4}-\d\d(-\d\d)?", str(row[column]))


def test_no_two_procedures_govern_the_same_stage_at_the_same_time() -> None:
    seen: dict[tuple[object, ...], list[tuple[str, str]]] = {}
    for row in rows():
        span = str(row["in_force_from"] or "0"), str(row["in_force_to"] or "9")
        seen.setdefault((row["nation"], row["stream"], row["stage"]), []).append(span)
    for spans in seen.values():
        for (_, ended), (began, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
            assert ended < began


def test_the_file_has_the_columns_of_the_table() -> None:
    with REGISTRY.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert ["stream" if name == "streams" else name for name in header] == PROCEDURES.headers
