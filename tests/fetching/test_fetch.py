from __future__ import annotations

import csv
import hashlib
import sqlite3
from contextlib import closing
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from pipeline import shelf
from pipeline.collect import collect
from pipeline.fetching import kept
from pipeline.fetching.fetch import Came, Result, choose, fetch
from pipeline.fetching.web import Web
from pipeline.problem import Problem
from tests.fetching.server import OTHER_PDF, PDF, Site, answer, file, pdf
from tests.hostile import GOOD, pages, text
from tests.test_cli import run

HASH, OTHER_HASH = (hashlib.sha256(content).hexdigest() for content in (PDF, OTHER_PDF))
TODAY, LATER = date(2024, 5, 31), date(2024, 6, 30)


@pytest.fixture
def registry(site: Site, tmp_path: Path) -> Path:
    path = tmp_path / "sources.csv"
    path.write_text(
        "report,council,url,sha256,retrieved,note\n"
        f"kent-2023-24,kent,{site.url('/kent.pdf')},,,'as it is'\n"
        f"leeds-2023-24,leeds,{site.url('/leeds.pdf')},,,\n"
        "camden-2023-24,camden,,,,\n"
    )
    return path


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "reports"


def fetched(web: Web, registry: Path, to: Path, day: date = TODAY, ids: tuple[str, ...] = ()) -> dict[str, Result]:
    return {result.report: result for result in fetch(web, registry, choose(registry, ids), to, day)}


def listed(registry: Path) -> dict[str, tuple[str, str]]:
    with registry.open(encoding="utf-8", newline="") as lines:
        return {row["report"]: (row["sha256"], row["retrieved"]) for row in csv.DictReader(lines)}


def test_a_first_fetch(site: Site, web: Web, registry: Path, to: Path) -> None:
    site.routes |= {"/kent.pdf": file(), "/leeds.pdf": file(OTHER_PDF)}
    found = fetched(web, registry, to)
    assert {name: result.came for name, result in found.items()} == {
        "kent-2023-24": Came.NEW,
        "leeds-2023-24": Came.NEW,
    }
    assert found["kent-2023-24"].line == f"kent-2023-24: new, 0.3 MB, {HASH[:8]}"
    assert shelf.path(to, HASH).read_bytes() == PDF
    assert listed(registry) == {
        "kent-2023-24": (HASH, "2024-05-31"),
        "leeds-2023-24": (OTHER_HASH, "2024-05-31"),
        "camden-2023-24": ("", ""),
    }
    assert "'as it is'" in registry.read_text()
    assert list((to / "under-way").iterdir()) == []


def test_a_second_fetch_receives_nothing(site: Site, web: Web, registry: Path, to: Path) -> None:
    site.routes |= {"/kent.pdf": file(), "/leeds.pdf": pdf(OTHER_PDF)}
    fetched(web, registry, to)
    before = registry.read_text()
    again = fetched(web, registry, to, LATER)
    assert [result.line for result in again.values()] == ["kent-2023-24: unchanged", "leeds-2023-24: unchanged"]
    assert site.headers("/kent.pdf")[1]["if-none-match"] == '"v1"'
    assert "if-none-match" not in site.headers("/leeds.pdf")[1]
    assert registry.read_text() == before


def test_what_is_gone_from_the_shelf_is_fetched_again(site: Site, web: Web, registry: Path, to: Path) -> None:
    site.routes |= {"/kent.pdf": file(), "/leeds.pdf": file(OTHER_PDF)}
    fetched(web, registry, to)
    shelf.path(to, HASH).unlink()
    (to / "fetched.json").write_text("{damaged")
    again = fetched(web, registry, to, LATER)
    assert {result.came for result in again.values()} == {Came.NEW}
    assert shelf.path(to, HASH).read_bytes() == PDF
    assert listed(registry)["kent-2023-24"] == (HASH, "2024-05-31")


def test_a_council_that_replaces_its_report(site: Site, web: Web, registry: Path, to: Path) -> None:
    site.routes["/kent.pdf"] = file()
    fetched(web, registry, to, ids=("kent-2023-24",))
    site.routes["/kent.pdf"] = file(OTHER_PDF, etag='"v2"')
    again = fetched(web, registry, to, LATER, ids=("kent-2023-24",))["kent-2023-24"]
    assert again.came is Came.REPLACED
    assert again.words == f"replaced by its publisher: was {HASH[:8]} of 2024-05-31, is {OTHER_HASH[:8]} now"
    assert shelf.path(to, HASH).read_bytes() == PDF
    assert shelf.path(to, OTHER_HASH).read_bytes() == OTHER_PDF
    assert listed(registry)["kent-2023-24"] == (OTHER_HASH, "2024-06-30")
    assert (to / "changes.csv").read_text() == (
        f"date,report,url,old_sha256,new_sha256\n2024-06-30,kent-2023-24,{site.url('/kent.pdf')},{HASH},{OTHER_HASH}\n"
    )


def test_a_build_takes_the_latest_file_of_each_report(site: Site, web: Web, registry: Path, to: Path) -> None:
    site.routes |= {"/kent.pdf": file(), "/leeds.pdf": file(PDF + b"\n")}
    fetched(web, registry, to)
    site.routes["/kent.pdf"] = file(OTHER_PDF, etag='"v2"')
    fetched(web, registry, to, LATER)
    found = collect([to], registry)
    assert [(source.report, source.published.council) for source in found.sources] == [
        ("kent-2023-24", "kent"),
        ("leeds-2023-24", "leeds"),
    ]
    assert found.sources[0].sha256 == OTHER_HASH
    assert found.notes == (f"{shelf.path(to, HASH)}: left out, since {OTHER_HASH}.pdf took its place",)
    assert collect([shelf.path(to, HASH)], registry).sources[0].sha256 == HASH
    site.routes["/kent.pdf"] = file(etag='"v3"')
    fetched(web, registry, to, LATER)
    assert collect([to], registry).sources[0].sha256 == HASH
    assert kept.replaced_files(to) == {OTHER_HASH: HASH}


def test_one_bad_address_never_stops_the_rest(site: Site, web: Web, registry: Path, to: Path) -> None:
    def crashing(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.close()

    site.routes |= {"/kent.pdf": crashing, "/leeds.pdf": file()}
    found = fetched(web, registry, to, ids=("camden-2023-24", "kent-2023-24", "leeds-2023-24"))
    assert found["kent-2023-24"].came is Came.FAILED
    assert found["kent-2023-24"].words.startswith(f"{site.url('/kent.pdf')} connection failed (")
    assert found["camden-2023-24"].words == "has no address in the registry; fill in the column url"
    assert found["leeds-2023-24"].came is Came.NEW
    assert listed(registry)["kent-2023-24"] == ("", "")


def test_only_reports_that_are_listed(registry: Path) -> None:
    with pytest.raises(Problem, match=r"sources\.csv: lists no report atlantis; see its column report"):
        choose(registry, ["kent-2023-24", "atlantis"])


def test_the_command(
    site: Site, registry: Path, to: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    site.routes |= {"/kent.pdf": file(), "/leeds.pdf": answer(404)}
    options = ("--registry", registry, "--to", to, "--allow-private")
    assert run("fetch", *options) == 1
    printed = capsys.readouterr()
    assert printed.out == (f"kent-2023-24: new, 0.3 MB, {HASH[:8]}\n{to}: 1 new, 0 unchanged, 0 replaced, 1 failed\n")
    assert printed.err == (
        f"leeds-2023-24: {site.url('/leeds.pdf')} is not there any more (status 404); look for its new address\n"
    )
    assert run("fetch", "kent-2023-24", *options) == 0
    assert capsys.readouterr().out == (f"kent-2023-24: unchanged\n{to}: 0 new, 1 unchanged, 0 replaced, 0 failed\n")
    assert run("fetch", "atlantis", *options) == 2


def test_this_machine_is_not_visited_unless_allowed(
    site: Site, registry: Path, to: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("fetch", "--registry", registry, "--to", to) == 1
    assert "127.0.0.1 is at 127.0.0.1, which is not a public address" in capsys.readouterr().err
    assert site.seen == []


def test_a_folder_that_cannot_be_written(
    site: Site, registry: Path, to: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to.write_text("a file")
    assert run("fetch", "--registry", registry, "--to", to, "--allow-private") == 2
    assert capsys.readouterr().err == f"upheld: {to}: cannot be written (not a directory)\n"


def test_what_a_build_says_of_a_file_on_the_shelf(
    site: Site, web: Web, registry: Path, to: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.routes |= {"/kent.pdf": file(), "/leeds.pdf": file(pages(text(*GOOD)))}
    fetched(web, registry, to)
    capsys.readouterr()
    assert run("build", to, "--registry", registry, "--out", to / "upheld.db", "--no-files") == 1
    assert capsys.readouterr().err == (
        "kent-2023-24.pdf: not a readable PDF; download it again or save it anew as PDF\n"
    )
    with closing(sqlite3.connect(to / "upheld.db")) as connection:
        found = connection.execute("SELECT report, council, year, outcome FROM reports ORDER BY report").fetchall()
    assert found == [("kent-2023-24", "kent", None, "damaged"), ("leeds-2023-24", "leeds", "2023-24", "ok")]
