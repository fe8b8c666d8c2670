from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.site.limits import limit_of, limits
from pipeline.store import write


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = tmp_path_factory.mktemp("limits") / "upheld.db"
    write([], path)
    opened = sqlite3.connect(path)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("nation", "stream", "stage", "year", "expected"),
    [
        ("England", "corporate", "stage_1", "2024-25", 10),
        # The code was issued in February 2024, after that year had begun.
        ("England", "corporate", "stage_1", "2023-24", None),
        ("England", "children_statutory", "stage_2", "2015-16", 25),
        ("England", "children_statutory", "stage_2", "2005-06", None),
        ("England", "housing", "stage_1", "2022-23", 10),
        ("England", "adult_social_care", "stage_1", "2023-24", None),
        ("Scotland", "all", "stage_1", "2016-17", 5),
        ("Scotland", "all", "stage_2_escalated", "2023-24", 20),
        ("Wales", "corporate", "stage_2", "2023-24", 20),
        ("Northern Ireland", "corporate", "stage_1", "2022-23", None),
        ("Northern Ireland", "corporate", "stage_1", "2024", 5),
        (None, "corporate", "stage_1", "2024-25", None),
    ],
)
def test_limits(
    connection: sqlite3.Connection, nation: str | None, stream: str, stage: str, year: str, expected: int | None
) -> None:
    found = limit_of(limits(connection), nation, stream, stage, year)
    assert (found.target_days if found else None) == expected


def test_a_procedure_of_one_stage_governs_stage_1(connection: sqlite3.Connection) -> None:
    found = limit_of(limits(connection), "England", "adult_social_care", "stage_1", "2023-24")
    assert found
    assert (found.procedure, found.words) == ("adult-social-care-2009", "")


def test_edition_by_year(connection: sqlite3.Connection) -> None:
    found = [limit_of(limits(connection), "England", "housing", "stage_1", year) for year in ("2023-24", "2024-25")]
    assert [each.procedure if each else None for each in found] == ["housing-code-2022", "housing-code-2024"]
