from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from pipeline.serve import application
from pipeline.site.api import RESOURCES
from tests.site.small import build


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield build(tmp_path_factory.mktemp("api") / "upheld.db")


def ask(database: Path, *paths: str, method: str = "GET") -> list[httpx.Response]:
    async def answers() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=application(database).app())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return [await client.request(method, path) for path in paths]

    return asyncio.run(answers())


def rows(database: Path, path: str) -> list[dict[str, Any]]:
    (answer,) = ask(database, path)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]  # type: ignore[no-any-return]


def councils(database: Path, path: str) -> list[str]:
    return [row["council"] for row in rows(database, path)]


def test_a_benchmark_row_with_its_evidence(database: Path) -> None:
    (row,) = rows(database, "/api/benchmark?council=stockport")
    assert (row["council_name"], row["year"], row["upheld_rate"], row["rate_base"]) == (
        "Stockport Metropolitan Borough Council",
        "2023-24",
        60.0,
        150,
    )
    (observation,) = rows(database, "/api/observations?council=stockport&measure=upheld_or_partially_upheld")
    assert row["observations"]["upheld_rate"] == [observation["id"]]
    assert (observation["value"], observation["unit"], observation["page"]) == (60.0, "percent", 1)
    assert observation["url"] == f"http://localhost/figures/{observation['id']}"


def test_councils(database: Path) -> None:
    (row,) = rows(database, "/api/councils?nation=Scotland")
    assert (row["council"], row["gss"], row["reports"], row["url"]) == (
        "fife",
        "S12000047",
        1,
        "http://localhost/councils/fife",
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/benchmark?nation=Scotland", ["fife"]),
        ("/api/benchmark?type=london_borough", ["camden"]),
        ("/api/benchmark?region=North+West&limit=2", ["bolton", "bury"]),
        ("/api/benchmark?council=bury&council=fife", ["bury", "fife"]),
        ("/api/benchmark?stream=housing", []),
        ("/api/observations?measure=on_time&council=wigan&dimension=none", ["wigan"]),
        ("/api/observations?dimension=theme", []),
        ("/api/councils?council=nowhere", []),
    ],
)
def test_filters(database: Path, path: str, expected: list[str]) -> None:
    assert councils(database, path) == expected


def test_pages_lead_through_all_rows_once(database: Path) -> None:
    for resource in RESOURCES:
        (whole,) = ask(database, f"{resource.path}?limit=1000")
        found, path = [], f"{resource.path}?limit=2"
        while path:
            (answer,) = ask(database, path)
            body = answer.json()
            assert (body["count"], body["total"]) == (len(body["rows"]), whole.json()["total"])
            found += body["rows"]
            link = urlsplit(body["next"] or "")
            path = f"{link.path}?{link.query}" if link.query else ""
        assert found == whole.json()["rows"]
        assert whole.json()["next"] is None


def test_a_further_page_keeps_the_filters(database: Path) -> None:
    (answer,) = ask(database, "/api/observations?measure=received&measure=responded&council=bury&limit=1")
    assert answer.json()["next"].startswith("http://localhost/api/observations?measure=received&measure=responded")
    (further,) = ask(database, answer.json()["next"].removeprefix("http://localhost"))
    assert [row["measure"] for row in further.json()["rows"]] == ["received"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/benchmark?colour=red", 400, "there is no field 'colour'; there are council, stream"),
        ("/api/benchmark?stream=corporate&stream=car", 400, "stream is one of corporate, adult_social_care"),
        ("/api/observations?limit=0", 400, "limit is a whole number from 1 to 1000, not '0'"),
        ("/api/observations?limit=1001", 400, "limit is a whole number from 1 to 1000"),
        ("/api/observations?after=-1", 400, "after is a whole number from 0"),
        ("/api/observations?after=" + "9" * 60, 400, "after is a whole number from 0"),
        ("/api/observations?after=%C2%B2", 400, "after is a whole number from 0"),
        ("/api/figures", 404, "there is nothing at this path; there is /api/benchmark"),
        ("/api/benchmark/more", 404, ""),
    ],
)
def test_errors_are_json(database: Path, path: str, status: int, words: str) -> None:
    (answer,) = ask(database, path)
    assert answer.status_code == status
    assert answer.json()["status"] == status
    assert words in answer.json()["error"]


def test_only_get_is_answered(database: Path) -> None:
    for method in ("POST", "PUT", "DELETE"):
        (answer,) = ask(database, "/api/benchmark", method=method)
        assert answer.status_code == 405
        assert answer.json() == {"error": f"{method} is not answered here; ask with GET", "status": 405}
    (preflight,) = ask(database, "/api/benchmark", method="OPTIONS")
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_anyones_page_may_read_it(database: Path) -> None:
    for answer in ask(database, "/api/benchmark", "/api/openapi.json", "/api/nothing", "/api/benchmark?colour=red"):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-type"] == "application/json; charset=utf-8"


def test_the_description_is_sound_and_true(database: Path) -> None:
    (answer,) = ask(database, "/api/openapi.json")
    description = answer.json()
    validate(description)
    assert set(description["paths"]) == {resource.path for resource in RESOURCES}
    for path, operations in description["paths"].items():
        described = operations["get"]["responses"]
        for question, status in ((path, "200"), (f"{path}?colour=red", "400")):
            schema = described[status]["content"]["application/json"]["schema"]
            (real,) = ask(database, question)
            assert real.status_code == int(status)
            validator = Draft202012Validator({**schema, "components": description["components"]})
            assert [error.message for error in validator.iter_errors(real.json())] == []


def test_every_filter_that_is_described_is_answered(database: Path) -> None:
    (answer,) = ask(database, "/api/openapi.json")
    for path, operations in answer.json()["paths"].items():
        for parameter in operations["get"]["parameters"]:
            schema = parameter["schema"]
            value = schema.get("minimum", (schema.get("items") or {}).get("enum", ["x"])[0])
            (real,) = ask(database, f"{path}?{parameter['name']}={value}")
            assert real.status_code == 200, real.text


def test_answers_are_plain_json(database: Path) -> None:
    (answer,) = ask(database, "/api/observations")
    assert json.loads(answer.content) == answer.json()
