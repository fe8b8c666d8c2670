from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pipeline.serve import application
from pipeline.site.plugin import pattern
from pipeline.store import write
from tests.made import extraction, scope, seen, source


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("site") / "upheld.db"
    other = extraction(seen("received", 5, council="camden"), scope=scope("camden", "Camden Council"))
    write([(source("a"), extraction(seen("received", 179))), (source("b"), other)], path)
    yield path


def fetch(database: Path, path: str, method: str = "GET") -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=application(database).app())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("route", "path", "parts"),
    [
        ("/", "/", {}),
        ("/councils", "/councils", {}),
        ("/councils", "/councils/stockport", None),
        ("/councils/{council}", "/councils/stockport", {"council": "stockport"}),
        ("/councils/{council}", "/councils/stockport/more", None),
        ("/a.txt", "/aXtxt", None),
        ("/p/{sha}/{page}.png", "/p/ab12/3.png", {"sha": "ab12", "page": "3"}),
    ],
)
def test_patterns(route: str, path: str, parts: dict[str, str] | None) -> None:
    match = re.match(pattern(route), path)
    assert (match.groupdict() if match else None) == parts


def test_one_match_leads_to_the_council(database: Path) -> None:
    found = fetch(database, "/councils?q=camden")
    assert (found.status_code, found.headers["location"]) == (302, "/councils/camden")


def test_tables_wear_the_same_dress(database: Path) -> None:
    for path in ("/", "/councils", "/upheld", "/upheld/observations", "/upheld/gaps"):
        page = fetch(database, path)
        assert page.status_code == 200
        assert '<a class="skip" href="#main">' in page.text
        assert page.text.count("<main ") == 1


def test_a_database_with_the_name_of_a_page(database: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "councils.db"
    renamed.write_bytes(database.read_bytes())
    assert "Councils from A to Z" in fetch(renamed, "/councils").text
    assert '<a href="/councils-data"' in fetch(renamed, "/").text
    assert "5 received" in fetch(renamed, "/councils-data/observations").text


def test_questions_offer_the_codes_by_name(database: Path) -> None:
    page = fetch(database, "/upheld/answering_late?stream=housing&below=")
    assert '<option value="children_statutory">Children&#39;s statutory</option>' in page.text
    assert '<option value="housing" selected>Housing</option>' in page.text
    assert '<input type="text" id="qp1" name="below" value="">' in page.text


def test_what_is_not_there(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = fetch(database, "/nothing/here/at/all")
    assert page.status_code == 404
    assert "There is no page at this address." in page.text
    assert fetch(database, "/upheld/nothing.json").json()["status"] == 404
    assert capsys.readouterr() == ("", "")


def test_only_reading(database: Path) -> None:
    assert fetch(database, "/councils", "POST").status_code in (403, 405)
    assert fetch(database, "/councils", "DELETE").status_code in (403, 405)
