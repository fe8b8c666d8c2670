from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from made import extraction, failed, scope, seen, unread

import pipeline.progress
from extractors.extraction import Extraction
from pipeline.cli import main

ROOT = Path(__file__).parent.parent
HEAVY = (
    "spacy",
    "pandas",
    "pyarrow",
    "xlsxwriter",
    "pdfplumber",
    "pypdfium2",
    "datasette",
    "sqlite_utils",
    "pydantic",
    "rich.progress",
    "uvicorn",
    "httpx",
)


def run(*arguments: object) -> int:
    """Run a command in this process; return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_here: None) -> Path:
    """A folder with two good reports, whose reading is made up."""
    made: dict[str, Extraction] = {
        "good": extraction(seen(), seen("upheld", 48), unread=(unread(),)),
        "fine": extraction(seen(council="camden"), scope=scope("camden", "Camden Council"), pages=2),
        "bad": failed("damaged", "bad.pdf: is not a PDF; download it again"),
        "stranger": extraction(
            seen(council="riverside-homes"), scope=scope("riverside-homes", "Riverside Homes", known=False)
        ),
    }
    monkeypatch.setattr("extractors.report.extract", lambda path, ocr, name: made[path.stem])
    monkeypatch.chdir(tmp_path)
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("good", "fine"):
        (reports / f"{name}.pdf").write_text(name)
    return reports


def test_build(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", folder) == 0
    printed = capsys.readouterr()
    assert printed.out == "upheld.db: 3 observations from 2 reports (5 pages), 1 numbers unread, 0 reports failed\n"
    assert printed.err == ""
    assert Path("upheld.db").is_file()


def test_build_says_what_failed_and_ends_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.pdf").write_text("bad")
    assert run("build", folder / "good.pdf", folder / "bad.pdf", "--out", "some.db") == 1
    printed = capsys.readouterr()
    assert printed.err == "bad.pdf: is not a PDF; download it again\n"
    assert printed.out == "some.db: 2 observations from 2 reports (3 pages), 1 numbers unread, 1 reports failed\n"


def test_build_names_a_publisher_that_is_no_known_council(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stranger.pdf").write_text("stranger")
    assert run("build", folder) == 0
    assert "stranger.pdf: 'Riverside Homes' is not in the register" in capsys.readouterr().err


def test_build_with_corrections(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = "p1/corporate/stage_1/2023-24/received/count"
    lines = ["report,key,expected,corrected,reason,who,date", f"good,{key},179,197,swapped,maintainer,2024-05-31"]
    Path("mine.csv").write_text("\n".join(lines))
    assert run("build", folder, "--corrections", "mine.csv") == 0
    with closing(sqlite3.connect("upheld.db")) as connection:
        corrected = connection.execute("SELECT report, value FROM observations WHERE raw_value = 179").fetchall()
    assert corrected == [("good", 197)]
    capsys.readouterr()
    Path("mine.csv").write_text("\n".join(lines).replace(",179,", ",178,"))
    assert run("build", folder, "--corrections", "mine.csv") == 2
    assert capsys.readouterr().err == (
        f"upheld: mine.csv, line 2: {key!r} of good is now read as 179, not 178; "
        "look at page 1, then mend the line or remove it\n"
    )


def test_build_for_machines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.pdf").write_text("bad")
    assert run("build", folder, "--json") == 1
    printed = capsys.readouterr()
    events = [json.loads(line) for line in printed.out.splitlines()]
    assert [event["event"] for event in events] == ["started", *["reading", "read"] * 3, "built"]
    assert events[0] == {"event": "started", "reports": 3, "pages": 3}
    told = {event["report"]: event for event in events if event["event"] == "read"}
    bad = told["bad"]
    assert (bad["report"], bad["outcome"], bad["message"]) == (
        "bad",
        "damaged",
        "bad.pdf: is not a PDF; download it again",
    )
    good = told["good"]
    assert (good["council"], good["year"], good["observations"]) == ("stockport", "2023-24", 2)
    totals = {"reports": 3, "failed": 1, "pages": 5, "observations": 3, "unread": 1, "unchanged": False}
    assert events[-1] == {"event": "built", "out": "upheld.db", **totals}
    assert printed.err == ""


def test_build_shows_a_bar_on_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.progress, "listener", lambda _: pipeline.progress.Bar())
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    (folder / "bad.pdf").write_text("bad")
    assert run("build", folder) == 1
    shown = capsys.readouterr().err
    assert "pages," in shown
    assert "3/3" in shown
    assert "left  bad" in shown
    assert "bad.pdf: is not a PDF; download it again" in shown


def test_listener_is_quiet_unless_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(pipeline.progress.listener(as_json=False)) is pipeline.progress.Lines
    assert type(pipeline.progress.listener(as_json=True)) is pipeline.progress.JsonLines
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert type(pipeline.progress.listener(as_json=False)) is pipeline.progress.Bar


def test_extract_as_csv(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", folder / "good.pdf", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sorted((row["measure"], row["value"], row["page"]) for row in rows) == [
        ("received", "179.0", "1"),
        ("upheld", "48.0", "1"),
    ]


def test_extract_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", folder / "good.pdf", "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["label"] for row in rows} == {
        "Stockport Metropolitan Borough Council, corporate stage 1, 2023-24: 179 received",
        "Stockport Metropolitan Borough Council, corporate stage 1, 2023-24: 48 fully upheld",
    }
    assert rows[0]["dimension"] is None


def test_extract_as_a_table(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run("extract", folder / "good.pdf") == 0
    shown = capsys.readouterr().out
    assert "2 observations" in shown
    assert "2023-24: 179 received" in shown


def test_extract_of_a_bad_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.pdf").write_text("bad")
    assert run("extract", folder / "bad.pdf", "--format", "json") == 1
    printed = capsys.readouterr()
    assert (json.loads(printed.out), printed.err) == ([], "bad.pdf: is not a PDF; download it again\n")


def test_export(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", folder) == 0
    capsys.readouterr()
    assert run("export", "upheld.db", "out") == 0
    written = capsys.readouterr().out.splitlines()
    assert {"out/observations.csv", "out/observations.parquet", "out/upheld.xlsx", "out/datapackage.json"} <= set(
        written
    )
    with Path("out/observations.csv").open(encoding="utf-8", newline="") as file:
        assert sorted(row["value"] for row in csv.DictReader(file)) == ["179", "179", "48"]


def test_diff(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", folder / "good.pdf", "--out", "one.db") == 0
    assert run("build", folder, "--out", "two.db") == 0
    capsys.readouterr()
    assert run("diff", "one.db", "two.db") == 0
    assert capsys.readouterr().out == (
        "# Differences: 1 added, 0 removed, 0 changed\n\n## fine\n\n- new report\n- 1 figures added\n"
    )
    assert run("diff", "one.db", "two.db", "--format", "json", "--exit-code") == 1
    assert [change["report"] for change in json.loads(capsys.readouterr().out)["reports"]] == ["fine"]
    assert run("diff", "two.db", "two.db", "--exit-code") == 0
    assert capsys.readouterr().out == "No differences.\n"


def test_councils(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert run("councils", "stockport") == 0
    shown = capsys.readouterr().out
    assert "1 councils" in shown
    assert "E08000007" in shown
    assert run("councils") == 0
    assert "wandsworth" in capsys.readouterr().out
    assert run("councils", "atlantis") == 2
    assert "no council has 'atlantis' in its name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["build", "nowhere.pdf"], "upheld: nowhere.pdf: no such file or folder; check the path\n"),
        (["build", "empty"], "upheld: empty: no PDF files here; name a PDF, or a folder that holds some\n"),
        (["build", "reports", "--out", "no/up.db"], "upheld: no/up.db: there is no folder no; create it first\n"),
        (["build", "reports", "--out", "empty"], "upheld: empty: is a folder; name a file, such as empty/upheld.db\n"),
        (
            ["extract", "reports"],
            "upheld: reports: is a folder; name one PDF, or build a database with `upheld build reports`\n",
        ),
        (["serve", "x.db"], "upheld: x.db: no such database; make it with `upheld build --out x.db`\n"),
        (["diff", "x.db", "x.db"], "upheld: x.db: no such database; make it with `upheld build --out x.db`\n"),
        (["export", "x.db", "out"], "upheld: x.db: no such database; make it with `upheld build --out x.db`\n"),
    ],
)
def test_mistakes_are_one_line_and_code_two(
    arguments: list[str], complaint: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()
    assert run(*arguments) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", complaint)


@pytest.mark.parametrize(
    "arguments", [["build", "--colour"], ["extract"], ["extract", "a.pdf", "--format", "xml"], ["fly"]]
)
def test_wrong_usage_is_code_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert "Usage: " in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    name, number = capsys.readouterr().out.split()
    assert name == "upheld"
    assert number == next(
        line.split('"')[1]
        for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
        if line.startswith("version")
    )


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, pipeline.cli; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(HEAVY) & set(loaded.split()) == set()
    assert "typer" in loaded.split()


def test_serving_and_exporting_do_not_load_what_reads() -> None:
    code = "import sys, pipeline.serve, pipeline.export; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"spacy", "pdfplumber", "pypdfium2"} & set(loaded.split()) == set()
