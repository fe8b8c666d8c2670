from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made import box, extraction, failed, scope, seen, source

import pipeline.replies
from pipeline.cli import main
from pipeline.store import write

HEADER = "council,report,discrepancy,reply,date\n"


@pytest.fixture
def replies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of replies, without any."""
    path = tmp_path / "replies.csv"
    path.write_text(HEADER, encoding="utf-8")
    monkeypatch.setattr(pipeline.replies, "REGISTRY", path)
    return path


@pytest.fixture
def database(tmp_path: Path, replies: Path) -> Path:
    return build(tmp_path)


def build(folder: Path) -> Path:
    """Stockport with a conflict and a restatement, Camden with figures that agree, and a file that is broken."""
    then = extraction(seen("received", 150, period="2022-23", method="table"), scope=scope(period="2022-23"))
    now = extraction(
        seen("received", 161, period="2022-23", restates=True, box=box(1), evidence="161 in 2022/23"),
        seen("on_time", 71, "percent", target_days=20, evidence="71% in time", box=box(3)),
        seen("on_time", 75, "percent", target_days=20, evidence="75% in time", box=box(4)),
    )
    other = extraction(
        seen("received", 9, council="camden", box=box(1)),
        seen("received", 9, council="camden", box=box(2), evidence="9, as said"),
        scope=scope("camden", "Camden Council"),
    )
    path = folder / "upheld.db"
    readings = [("stockport-2022-23", then), ("stockport-2023-24", now), ("camden-2023-24", other)]
    broken = (source("broken"), failed("encrypted", "needs a password; save an open copy"))
    write([*((source(report), read) for report, read in readings), broken], path)
    return path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def ids(database: Path) -> dict[str, str]:
    """The references of discrepancies by their kind."""
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute("SELECT kind, id FROM discrepancies"))


def test_a_letter_to_a_council(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", database, "--council", "stockport", "--format", "md") == 0
    letter = capsys.readouterr().out
    reference = ids(database)
    assert "To: Stockport Metropolitan Borough Council\n" in letter
    assert "we should be grateful if you told us which" in letter
    assert (
        "1. Complaints received, corporate stage 1, 2022-23: 161 is quoted for the year before (text, page 1), but the "
        "report about that year, stockport-2022-23, has 150 (table, page 1).\n"
        "   - Where: page 1 of the PDF, and page 1 of stockport-2022-23\n"
        "   - Stated: 161\n"
        "   - Other value: 150 (major)\n"
        f"   - Reference: `{reference['prior_year']}`\n"
    ) in letter
    assert (
        "2. Two values for one fact (answered on time (limit 20 days), corporate stage 1, 2023-24): 75% (text, page 4) "
        "and 71% (text, page 3).\n"
        "   - Where: pages 4 and 3 of the PDF\n"
    ) in letter
    assert "| `conflict.two_values` | 1 | 1 |" in letter
    assert "| `prior_year` | 1 | 1 |" in letter
    assert "2 cases in 2 reports" in letter
    assert "Camden" not in letter


def test_a_council_without_discrepancies(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", database, "--council", "camden", "--format", "md") == 0
    letter = capsys.readouterr().out
    assert "We found nothing that\ndoes not fit together." in letter
    assert "1 cases in 1 report;" in letter


def test_only_one_report(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", database, "--report", "stockport-2022-23", "--format", "json") == 0
    (council,) = json.loads(capsys.readouterr().out)
    assert (council["council"], council["reports"], council["discrepancies"]) == (
        "stockport",
        ["stockport-2022-23"],
        [],
    )


def test_for_programs(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", database, "--format", "json") == 0
    camden, stockport = json.loads(capsys.readouterr().out)
    assert (camden["council"], camden["discrepancies"]) == ("camden", [])
    assert {(each["kind"], each["stated"], each["expected"]) for each in stockport["discrepancies"]} == {
        ("conflict", 75, 71),
        ("prior_year", 161, 150),
    }


def test_on_the_screen(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run("check", database) == 0
    shown = capsys.readouterr().out
    assert "Stockport Metropolitan Borough Council: 2 discrepancies in 2 cases tested" in shown
    assert "London Borough of Camden: 0 discrepancies in 1 cases tested" in shown


def test_replies_stand_beside_what_they_answer(
    database: Path, replies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = ids(database)["conflict"]
    lines = [
        f"stockport,stockport-2023-24,{reference},A misprint: 71% is right.,2024-11-05",
        "stockport,stockport-2023-24,0123456789ab,About another figure.,2024-11-06",
        "leeds,leeds-2023-24,ba9876543210,Of a council that is not here.,2024-11-07",
    ]
    replies.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    again = build(database.parent)
    assert ids(again)["conflict"] == reference
    capsys.readouterr()
    assert run("check", again, "--council", "stockport", "--format", "md") == 0
    letter = capsys.readouterr().out
    assert "   - Your reply of 2024-11-05: A misprint: 71% is right.\n" in letter
    assert "## Replies that match no discrepancy" in letter
    assert "- 2024-11-06, stockport-2023-24, `0123456789ab`: About another figure." in letter
    assert "Of a council that is not here" not in letter
    assert run("check", again) == 0
    shown = capsys.readouterr().out
    assert "(replied)" in shown
    assert "A reply of 2024-11-06 matches no discrepancy: 0123456789ab" in shown


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("council,report,reply\n", "replies.csv: has other columns than council, report, discrepancy, reply, date"),
        (f"{HEADER}stockport,r,0123456789ab,,2024-11-05\n", "replies.csv, line 2: a cell is empty"),
    ],
)
def test_a_file_of_replies_that_is_wrong(
    lines: str, complaint: str, replies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.problem import Problem

    replies.write_text(lines, encoding="utf-8")
    with pytest.raises(Problem, match=complaint):
        build(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--report", "leeds"], "has no report 'leeds'"),
        (["--council", "leeds"], "has no council 'leeds'"),
    ],
)
def test_what_is_not_there(
    arguments: list[str], complaint: str, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", database, *arguments) == 2
    assert complaint in capsys.readouterr().err


def test_without_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", tmp_path / "x.db") == 2
    assert "no such database" in capsys.readouterr().err


def test_every_report_has_a_row_for_every_rule(database: Path) -> None:
    from pipeline.checks.rules import RULES

    with closing(sqlite3.connect(database)) as connection:
        counts = dict(connection.execute("SELECT report, count(DISTINCT rule) FROM checks GROUP BY report"))
    assert counts == dict.fromkeys(("stockport-2022-23", "stockport-2023-24", "camden-2023-24", "broken"), len(RULES))


def test_confidence_follows_the_checks(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT value, confidence FROM observations ORDER BY value")
        confidence: dict[float, float] = dict(rows.fetchall())
    # 9 is stated twice alike, 71 and 75 contradict each other; all were read with 0.9.
    assert confidence[9] == 0.93
    assert (confidence[71], confidence[75]) == (0.8, 0.8)


def test_every_number_of_a_discrepancy_is_named(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        roles = connection.execute(
            "SELECT d.kind, i.role, o.value FROM discrepancy_observations AS i "
            "JOIN discrepancies AS d ON d.id = i.discrepancy JOIN observations AS o ON o.id = i.observation"
        ).fetchall()
    assert sorted(roles) == [
        ("conflict", "other", 71),
        ("conflict", "stated", 75),
        ("prior_year", "other", 150),
        ("prior_year", "stated", 161),
    ]
