from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from made import box, extraction, failed, scope, seen, source, unread

from pipeline.cli import main
from pipeline.corrections import Correction
from pipeline.problem import Problem
from pipeline.queries import QUERIES
from pipeline.serve import application, metadata, run
from pipeline.store import write
from schemas.observation import Observation
from schemas.tables import TABLES


def camden(measure: str, value: float, unit: str = "count", **changes: Any) -> Observation:
    return seen(measure, value, unit, council="camden", **changes)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of Stockport, one of Camden, and a file that could not be read."""
    then = extraction(
        seen("received", 150, period="2022-23", method="table"),
        seen("upheld_or_partially_upheld", 36, "percent", period="2022-23", box=box(2)),
        scope=scope(period="2022-23"),
    )
    now = extraction(
        seen("received", 179, evidence="179 complaints about foster carers <b>and</b> others", box=box(1)),
        seen("received", 161, period="2022-23", restates=True, box=box(1, top=130)),
        seen("upheld_or_partially_upheld", 26, "percent", box=box(2)),
        seen("on_time", 71, "percent", target_days=20, evidence="71% in time", box=box(3)),
        seen("on_time", 75, "percent", target_days=20, evidence="75% in time", box=box(4)),
        seen("average_days", 13.8, "days", box=box(5)),
        seen("received", 31, dimension="theme", category="Council Tax", box=box(6)),
        unread=(unread("17 of them", "no measure"),),
    )
    other = extraction(
        camden("received", 1428),
        camden("upheld_or_partially_upheld", 36.6, "percent", box=box(2)),
        camden("on_time", 79, "percent", target_days=10, box=box(3)),
        camden("investigated", 18, stage="ombudsman", box=box(4)),
        camden("upheld", 13, stage="ombudsman", box=box(5)),
        camden("average_days", 20, "days", stage="stage_2", box=box(6)),
        scope=scope("camden", "Camden Council"),
    )
    path = tmp_path_factory.mktemp("served") / "upheld.db"
    readings = [("stockport-2022-23", then), ("stockport-2023-24", now), ("camden-2023-24", other)]
    broken = (source("broken"), failed("encrypted", "needs a password; save an open copy"))
    write([*((source(report), read) for report, read in readings), broken], path)
    return path


def fetch(database: Path, *paths: str) -> list[httpx.Response]:
    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=application(database).app())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(ask())


def answer(database: Path, query: str, **parameters: object) -> list[dict[str, Any]]:
    wanted = httpx.QueryParams({**parameters, "_shape": "array"})  # type: ignore[arg-type]
    (response,) = fetch(database, f"/upheld/{query}.json?{wanted}")
    assert response.status_code == 200, response.text
    return response.json()  # type: ignore[no-any-return]


def values(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def text_of(response: httpx.Response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def test_every_table_and_question_answers(database: Path) -> None:
    paths = ["/", "/upheld", *(f"/upheld/{table.name}" for table in TABLES)]
    paths += [f"/upheld/{query.name}" for query in QUERIES]
    for path, response in zip(paths, fetch(database, *paths), strict=True):
        assert response.status_code == 200, path


def test_pages_carry_title_description_licence_and_source(database: Path) -> None:
    (home, benchmark, question) = fetch(database, "/", "/upheld/benchmark", "/upheld/answering_late")
    assert "UK councils' complaints figures" in home.text.replace("&#39;", "'")
    assert "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" in home.text
    assert "Open Government Licence v3.0" in home.text
    assert "Annual complaints reports of UK councils" in text_of(benchmark)
    assert "One row per council, procedure, stage and year" in text_of(benchmark)
    assert "Share answered within the time limit, as stated. Unit: percent." in text_of(benchmark)
    assert "Limits differ, so the limit stands beside the figure." in text_of(question)


def test_every_column_is_described() -> None:
    described = metadata("upheld")["databases"]["upheld"]["tables"]
    assert {name: list(table["columns"]) for name, table in described.items()} == {
        table.name: table.headers for table in TABLES
    }


@pytest.mark.parametrize(
    ("table", "facets"),
    [
        ("observations", {"stream", "stage", "period", "measure"}),
        ("benchmark", {"council", "stream", "stage", "year", "grade"}),
        ("reports", {"council", "year", "scope", "outcome"}),
    ],
)
def test_facets(table: str, facets: set[str], database: Path) -> None:
    (response,) = fetch(database, f"/upheld/{table}.json?_shape=objects")
    assert set(response.json()["facet_results"]) == facets


def test_rows_come_in_a_sensible_order(database: Path) -> None:
    assert values(answer(database, "benchmark"), "year", "council")[:3] == [
        ("2023-24", "camden"),
        ("2023-24", "camden"),
        ("2023-24", "stockport"),
    ]
    labels = [row["label"] for row in answer(database, "observations")]
    assert labels == sorted(labels)
    assert labels[0].startswith("London Borough of Camden, corporate ombudsman")


def test_search_in_the_evidence(database: Path) -> None:
    assert values(answer(database, "observations", _search="fostering carer"), "value", "page") == [(179, 1)]
    assert values(answer(database, "observations", _search="refuse"), "value", "page") == []


def test_numbers_are_shown_as_people_write_them(database: Path) -> None:
    benchmark, observations = (text_of(page) for page in fetch(database, "/upheld/benchmark", "/upheld/observations"))
    assert "36.6%" in benchmark
    assert "26%" in benchmark
    assert "26.0" not in benchmark
    assert "13.8 days" in observations
    assert "1,428" in observations


def test_evidence_is_text_never_markup(database: Path) -> None:
    (page,) = fetch(database, "/upheld/observations")
    assert "&lt;b&gt;and&lt;/b&gt;" in page.text
    assert "<b>and</b>" not in page.text


def test_answers_link_to_the_rows_they_rest_on(database: Path) -> None:
    (row,) = answer(database, "what_did_they_say", about="foster carers")
    (page,) = fetch(database, "/upheld/what_did_they_say?about=foster+carers")
    assert f'<a href="/figures/{row["observation"]}">' in page.text
    assert '<a href="/reports/stockport-2023-24">' in page.text
    (linked,) = fetch(database, f"/upheld/observations/{row['observation']}")
    assert "179 complaints about foster carers" in text_of(linked)


def test_upheld_rates_of_the_latest_year(database: Path) -> None:
    rows = answer(database, "upheld_rates_stage_1")
    assert values(rows, "council", "year", "upheld_rate") == [("camden", "2023-24", 36.6), ("stockport", "2023-24", 26)]
    assert answer(database, "upheld_rates_stage_1", stream="housing") == []


def test_councils_answering_late(database: Path) -> None:
    rows = answer(database, "answering_late")
    assert values(rows, "council", "on_time_rate", "on_time_target_days") == [("stockport", 71, 20), ("camden", 79, 10)]
    assert values(answer(database, "answering_late", below=75), "council") == [("stockport",)]


def test_what_a_council_said(database: Path) -> None:
    assert values(answer(database, "what_did_they_say", about="foster"), "council", "page") == [("stockport", 1)]
    assert answer(database, "what_did_they_say", about="foster", council="camden") == []
    assert answer(database, "what_did_they_say") == []
    assert answer(database, "what_did_they_say", about='"* (') == []


def test_change_on_the_year_before(database: Path) -> None:
    (row,) = answer(database, "change_on_last_year", council="stockport")
    # The later report restates 2022-23 as 161: 18 more is 11.2%.
    assert (row["year"], row["count_before"], row["count"], row["change"], row["change_percent"]) == (
        "2023-24",
        161,
        179,
        18,
        11.2,
    )


def test_conflicting_statements(database: Path) -> None:
    rows = answer(database, "conflicting_statements")
    assert values(rows, "evidence", "page") == [("71% in time", 3), ("75% in time", 4)]


def test_figures_that_changed_between_reports(database: Path) -> None:
    (row,) = answer(database, "restated_figures")
    assert (row["value_before"], row["value"], row["report_before"], row["report"]) == (
        150,
        161,
        "stockport-2022-23",
        "stockport-2023-24",
    )


def test_figures_that_do_not_fit_together(database: Path) -> None:
    rows = answer(database, "do_not_fit", council="stockport")
    assert values(rows, "kind", "severity", "page", "other_page", "report", "reply") == [
        ("prior_year", "major", 1, 1, "stockport-2023-24", None),
        ("conflict", "major", 4, 3, "stockport-2023-24", None),
    ]
    assert rows[0]["sentence"].startswith("Complaints received, corporate stage 1, 2022-23: 161 is quoted")
    assert answer(database, "do_not_fit", severity="minor") == []


def test_a_whole_record(database: Path) -> None:
    rows = answer(database, "whole_record", council="stockport")
    assert values(rows, "year", "count", "discrepancies") == [("2023-24", 179, 1), ("2022-23", 161, 1)]
    assert answer(database, "whole_record") == []


def test_ombudsman(database: Path) -> None:
    rows = answer(database, "ombudsman_uphold_rates")
    assert values(rows, "council", "upheld", "upheld_rate", "count_basis") == [("camden", 13, 72.2, "investigated")]


def test_how_long_answers_take(database: Path) -> None:
    assert values(answer(database, "average_days"), "council", "days") == [("camden", 20), ("stockport", 13.8)]
    assert values(answer(database, "average_days", stage="stage_1"), "council") == [("stockport",)]


def test_what_complaints_are_about(database: Path) -> None:
    assert values(answer(database, "what_complaints_are_about"), "category", "value") == [("Council Tax", 31)]


def test_gaps(database: Path) -> None:
    rows = answer(database, "gaps")
    assert values(rows, "council", "stage", "year", "measure", "status") == [
        ("stockport", "stage_1", "2022-23", "average_days", "not_found"),
        ("stockport", "stage_1", "2022-23", "on_time", "not_found"),
    ]
    assert values(answer(database, "gaps", measure="on_time"), "report") == [("stockport-2022-23",)]
    assert answer(database, "gaps", council="camden") == []


def test_corrected_numbers(tmp_path: Path) -> None:
    path = tmp_path / "upheld.db"
    key = "p1/corporate/stage_1/2023-24/received/count"
    known = Correction("r", key, 1790, 179, "a footnote mark was read as a digit", "maintainer", "2024-05-31", "line 2")
    write([(source("r"), extraction(seen("received", 1790)))], path, [known])
    (row,) = answer(path, "corrected_numbers", council="stockport")
    assert (row["key"], row["action"], row["raw_value"], row["value"]) == (key, "replaced", 1790, 179)
    (page,) = fetch(path, "/upheld/corrected_numbers?council=")
    assert f'<a href="/figures/{row["observation"]}">' in page.text


def test_what_could_not_be_read(database: Path) -> None:
    assert values(answer(database, "unread_numbers"), "council", "text") == [("stockport", "17 of them")]
    assert values(answer(database, "reports_not_read"), "report", "message") == [
        ("broken", "needs a password; save an open copy")
    ]


def test_every_question_has_title_description_and_test() -> None:
    tested = Path(__file__).read_text(encoding="utf-8")
    for query in QUERIES:
        assert query.title
        assert query.description.endswith(".")
        assert f'"{query.name}"' in tested
    assert len({query.name for query in QUERIES}) == len(QUERIES) >= 8


def test_the_database_cannot_be_written_through_the_site(database: Path) -> None:
    before = database.read_bytes()
    for response in fetch(database, "/upheld?sql=delete+from+observations", "/upheld?sql=drop+table+observations"):
        assert response.status_code == 400
    assert database.read_bytes() == before


def test_a_query_cannot_fill_the_memory(database: Path) -> None:
    (response,) = fetch(database, "/upheld.json?sql=select+randomblob(1000000000)")
    assert response.status_code == 400
    assert "too big" in response.text


def serve(database: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "pipeline.cli", "serve", str(database), *options],
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )


@pytest.fixture
def server(database: Path) -> Iterator[subprocess.Popen[str]]:
    process = serve(database, "--port", "0")
    yield process
    process.kill()
    process.communicate()


def test_the_command_serves_until_it_is_stopped(server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None
    line = server.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert found, line
    assert httpx.get(f"{found[0]}upheld/benchmark.json", timeout=30).json()["table"] == "benchmark"
    server.send_signal(signal.SIGINT)
    _, complaints = server.communicate(timeout=30)
    assert (server.returncode, complaints) == (0, "")


def test_port_in_use(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match="2"):
            main(["serve", str(database), "--port", str(port)])
    assert capsys.readouterr().err == f"upheld: port {port} on 127.0.0.1 is in use; choose another with --port\n"


def test_a_host_that_is_not_here(database: Path) -> None:
    with pytest.raises(Problem, match=r"cannot listen on host\.invalid, port 8001"):
        run(database, "host.invalid", 8001, print)


def test_a_database_of_another_version(database: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA user_version = 7")
        connection.commit()
    with pytest.raises(Problem, match=r"old\.db: was built by another version of upheld"):
        application(old)
