from __future__ import annotations

import csv
from pathlib import Path

import pytest
from made import box, extraction, seen, source, unread

from pipeline.export import export
from pipeline.problem import Problem
from pipeline.store import write
from schemas.tables import TABLES


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "upheld.db"
    observations = (
        seen("received", 1379, evidence='All, "so to speak", complaints'),
        seen("average_days", 13.8, "days", box=box(2)),
        seen("on_time", 76, "percent", target_days=20, box=box(3)),
        seen("remedy_paid", 1234567.89, "gbp", stage="ombudsman", box=box(4)),
    )
    write([(source(), extraction(*observations, unread=(unread(),)))], path)
    return path


def read(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_file_per_table_with_its_columns(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "down"
    assert export(database, folder) == [folder / f"{table.name}.csv" for table in TABLES]
    for table in TABLES:
        header = (folder / f"{table.name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header == ",".join(table.headers)


def test_values_come_through_as_stored(database: Path, tmp_path: Path) -> None:
    export(database, tmp_path)
    rows = read(tmp_path, "observations")
    assert [row["value"] for row in rows] == ["1379", "13.8", "76", "1234567.89"]
    assert [row["target_days"] for row in rows] == ["", "", "20", ""]
    assert rows[0]["evidence"] == 'All, "so to speak", complaints'
    assert [row["text"] for row in read(tmp_path, "unread")] == ["17 of them"]
    assert read(tmp_path, "discrepancies") == []


def test_what_cannot_be_exported(database: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no such database"):
        export(tmp_path / "missing.db", tmp_path)
    with pytest.raises(Problem, match="cannot be written"):
        export(database, database / "folder")
