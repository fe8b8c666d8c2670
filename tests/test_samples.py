"""Every sample report gives exactly the figures that a person read in it: nothing missing, nothing extra."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from extractors.report import extract
from schemas.codes import Outcome

CORPUS = Path(__file__).parent.parent / "corpus"
REPORTS = sorted(path.stem for path in (CORPUS / "sample").glob("*.pdf"))
Key = tuple[str, str, str, str, str, float, str, str, str]


def expected(report: str) -> set[Key]:
    with (CORPUS / "expected" / f"{report}.csv").open(encoding="utf-8", newline="") as file:
        return {
            (
                row["stream"], row["stage"], row["period"], row["measure"], row["unit"], float(row["value"]),
                row["target_days"], row["dimension"], row["category"].lower(),
            )
            for row in csv.DictReader(file)
        }  # fmt: skip


def read(report: str) -> set[Key]:
    extraction = extract(CORPUS / "sample" / f"{report}.pdf")
    assert extraction.outcome is Outcome.OK
    return {
        (
            seen.stream.value, seen.stage.value, seen.period, seen.measure.value, seen.unit.value, seen.value,
            str(seen.target_days or ""), seen.dimension.value if seen.dimension else "", (seen.category or "").lower(),
        )
        for seen in extraction.observations
    }  # fmt: skip


def told(keys: Iterable[Key]) -> list[str]:
    return sorted(" ".join(str(part) for part in key if part != "") for key in keys)


def test_there_are_samples() -> None:
    assert len(REPORTS) >= 9
    assert sorted(path.stem for path in (CORPUS / "expected").glob("*.csv")) == REPORTS


@pytest.mark.parametrize("report", REPORTS)
def test_figures(report: str) -> None:
    wanted, found = expected(report), read(report)
    assert wanted, "an expected file without figures tests nothing"
    assert {"missing": told(wanted - found), "extra": told(found - wanted)} == {"missing": [], "extra": []}
