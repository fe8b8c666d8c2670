from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline import shelf
from pipeline.cli import SAMPLE
from pipeline.collect import collect
from tests.fetching.server import Site, answer, file
from tests.test_cli import run

FIFE = SAMPLE / "fife-2016-17.pdf"
HEADER = "report,council,title,period,url,landing_page,licence,sha256,retrieved\n"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(HEADER)
    return path


def added(registry: Path) -> list[dict[str, str]]:
    with registry.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_file(registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", FIFE, "--registry", registry, "--to", tmp_path / "kept", "--licence", "OGL-UK-3.0", "--yes") == 0
    shown = capsys.readouterr().out
    assert "id       fife-2016-17\n" in shown
    assert "council  Fife Council (fife)\n" in shown
    assert "period   2016-17\n" in shown
    assert "title    " in shown
    assert "scope    all: Every stream that the report covers" in shown
    assert " pages, " in shown
    assert shown.endswith(f"{registry}: fife-2016-17 added\n")
    (row,) = added(registry)
    (sample,) = collect([FIFE]).sources
    assert row == {
        "report": "fife-2016-17",
        "council": "fife",
        "title": "Complaints 2016/17",
        "period": "2016-17",
        "url": "",
        "landing_page": "",
        "licence": "OGL-UK-3.0",
        "sha256": sample.sha256,
        "retrieved": "",
    }
    assert [source.report for source in collect([tmp_path / "kept"], registry).sources] == ["fife-2016-17"]


def test_an_address(
    site: Site,
    registry: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    site.routes["/doc/Report%20one.pdf?v=2"] = file(FIFE.read_bytes())
    url = site.url("/doc/Report%20one.pdf?v=2")
    options = ("--registry", registry, "--to", tmp_path / "kept", "--allow-private", "--yes")
    assert run("add", f"{url}#page=3", "--landing-page", "https://www.example.org/", *options) == 0
    (row,) = added(registry)
    assert (row["url"], row["landing_page"], len(row["retrieved"])) == (url, "https://www.example.org/", 10)
    assert shelf.path(tmp_path / "kept", row["sha256"]).read_bytes() == FIFE.read_bytes()
    capsys.readouterr()
    assert run("add", url, *options) == 2
    assert capsys.readouterr().err == f"upheld: {url}: mine.csv lists it already, as 'fife-2016-17'\n"
    assert run("add", FIFE, *options) == 2
    assert capsys.readouterr().err == f"upheld: {FIFE}: mine.csv lists the same file already, as 'fife-2016-17'\n"
    assert run("fetch", "--registry", registry, "--to", tmp_path / "kept", "--allow-private") == 0
    assert capsys.readouterr().out.startswith("fife-2016-17: unchanged\n")
    assert site.headers("/doc/Report%20one.pdf?v=2")[-1]["if-none-match"] == '"v1"'


@pytest.mark.parametrize(("reply", "code", "lines"), [("y\n", 0, 1), ("n\n", 1, 0), ("", 1, 0)])
def test_nothing_is_added_unless_somebody_agrees(
    reply: str, code: int, lines: int, registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(reply))
    assert run("add", FIFE, "--registry", registry, "--to", tmp_path / "kept") == code
    assert len(added(registry)) == lines
    assert (tmp_path / "kept").exists() == bool(lines)


def test_what_is_said_counts_for_more_than_what_is_recognised(
    registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ("--council", "Leeds City Council", "--period", "2017/18", "--title", "Another")
    assert run("add", FIFE, *said, "--registry", registry, "--to", tmp_path / "kept", "--yes") == 0
    shown = capsys.readouterr().out
    assert "note     the report seems to be Fife Council's\n" in shown
    assert "note     the report seems to be about 2016-17\n" in shown
    (row,) = added(registry)
    assert (row["report"], row["council"], row["period"], row["title"]) == (
        "leeds-2017-18",
        "leeds",
        "2017-18",
        "Another",
    )


def test_an_id_that_is_taken_is_told_apart_by_the_file(registry: Path, tmp_path: Path) -> None:
    registry.write_text(f"{HEADER}fife-2016-17,,,,,,,,\n")
    options = ("--registry", registry, "--to", tmp_path / "kept", "--yes")
    assert run("add", FIFE, *options, "--id", "fife-2016-17") == 2
    assert run("add", FIFE, *options, "--id", "Fife 2016") == 2
    assert run("add", FIFE, *options) == 0
    (sample,) = collect([FIFE]).sources
    assert added(registry)[-1]["report"] == f"fife-2016-17-{str(sample.sha256)[:8]}"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nowhere.pdf"], "nowhere.pdf: cannot be opened (no such file or directory); check the path"),
        (["."], ".: cannot be opened (is a directory); check the path"),
        (["page.pdf"], "page.pdf: not a readable PDF; download it again or save it anew as PDF"),
        (["fife.pdf", "--council", "Atlantis"], "no council is called 'Atlantis'; see them all with `upheld councils`"),
        (["fife.pdf", "--period", "last year"], "'last year' is no period; write 2023-24, 2023 or 2023-24 Q1"),
        (["file:///etc/passwd"], "file:///etc/passwd is no web address: it has to start with http:// or https://"),
    ],
)
def test_what_cannot_be_added(
    arguments: list[str],
    complaint: str,
    registry: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.pdf").write_text("<html>")
    shutil.copy(FIFE, "fife.pdf")
    assert run("add", *arguments, "--registry", registry, "--yes") == 2
    assert capsys.readouterr().err == f"upheld: {complaint}\n"
    assert registry.read_text() == HEADER


def test_a_report_that_does_not_say_whose_it_is(
    registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blank = tmp_path / "scan.pdf"
    page = Canvas(str(blank))
    page.rect(100, 100, 300, 500, fill=1)
    page.save()
    options = ("--registry", registry, "--to", tmp_path / "kept", "--yes", "--ocr", "never")
    assert run("add", blank, *options) == 2
    assert "scan.pdf: say --council, such as stockport: the report does not (" in capsys.readouterr().err
    assert run("add", blank, *options, "--council", "kent", "--period", "2023-24") == 0
    assert added(registry)[0]["report"] == "kent-2023-24"


def test_an_address_without_a_report(
    site: Site, registry: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    site.routes["/a"] = answer(200, b"<html>", content_type="text/html")
    assert run("add", site.url("/a"), "--registry", registry, "--allow-private") == 2
    assert capsys.readouterr().err == (
        f"upheld: {site.url('/a')} is a web page, not a PDF; look for the address of the PDF itself\n"
    )
