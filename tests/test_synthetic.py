"""The invented database that the site is measured with, and the paths that it is measured by."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from pipeline import shelf, store
from pipeline.serve import application
from tests.bench.pages import drawable, routes
from tests.bench.synthetic import invented


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("synthetic") / "large.db"
    store.write(invented(8, 2, shelf.beside(path)), path)
    return path


def test_a_hundred_observations_to_a_report_the_same_each_time(database: Path, tmp_path: Path) -> None:
    again = tmp_path / "large.db"
    store.write(invented(8, 2, shelf.beside(again)), again)
    found = []
    for path in (database, again):
        with closing(sqlite3.connect(path)) as connection:
            found.append(connection.execute("select id, value, evidence from observations order by id").fetchall())
            assert connection.execute("select count(*) from reports").fetchone() == (8,)
    assert len(found[0]) == 800
    assert found[0] == found[1]


def test_the_first_reports_have_their_pages(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        hashes = [row[0] for row in connection.execute("select sha256 from reports")]
    kept = [shelf.path(shelf.beside(database), sha256).exists() for sha256 in hashes]
    assert sum(kept) == 2


def test_every_path_that_is_measured_answers(database: Path) -> None:
    paths = [path for each in routes(database).values() for path in each]
    pages = drawable(database)
    assert len(pages) == 2
    paths += [path for pair in pages for path in pair]

    async def ask() -> dict[str, int]:
        transport = httpx.ASGITransport(app=application(database).app())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return {path: (await client.get(path)).status_code for path in paths}

    assert {path: status for path, status in asyncio.run(ask()).items() if status != 200} == {}
