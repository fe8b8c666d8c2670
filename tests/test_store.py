from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from made import box, extraction, failed, scope, seen, source, unread

from pipeline import store
from pipeline.problem import Problem
from pipeline.store import check_database, check_target, observation_id, write
from schemas.observation import Box
from schemas.tables import APPLICATION_ID, TABLES, schema_version


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table.name: ask(path, f"SELECT rowid, * FROM {table.name} ORDER BY rowid") for table in TABLES}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "upheld.db"


def two_reports() -> list:
    stockport = extraction(
        seen("received", 179, evidence="All complaints received | 2023-24: 179", method="table", box=box(2)),
        seen("upheld_or_partially_upheld", 48, evidence="48 (26%) of them were upheld", box=box(3)),
        seen("received", 161, period="2022-23", restates=True, evidence="161 the year before", box=box(3, top=140)),
        unread=(unread(top=400), unread(top=200)),
    )
    camden = extraction(
        seen("received", 20, council="camden", evidence="twenty about refuse collection"),
        scope=scope("camden", "Camden Council", "2022-23"),
    )
    return [(source("stockport-2023-24"), stockport), (source("camden-2022-23"), camden)]


def test_rows_land_where_they_belong(out: Path) -> None:
    write([*two_reports(), (source("broken", None), failed())], out)
    assert ask(out, "SELECT report, council, year, scope, outcome, pages, sha256 FROM reports") == [
        ("broken", None, None, None, "damaged", 0, None),
        ("camden-2022-23", "camden", "2022-23", "all", "ok", 3, "ab" * 32),
        ("stockport-2023-24", "stockport", "2023-24", "all", "ok", 3, "ab" * 32),
    ]
    assert ask(out, "SELECT report, page, value, restates FROM observations") == [
        ("camden-2022-23", 1, 20.0, 0),
        ("stockport-2023-24", 2, 179.0, 0),
        ("stockport-2023-24", 3, 48.0, 0),
        ("stockport-2023-24", 3, 161.0, 1),
    ]
    assert ask(out, "SELECT council, year, count, upheld, report FROM benchmark ORDER BY council, year") == [
        ("camden", "2023-24", 20, None, "camden-2022-23"),
        ("stockport", "2022-23", 161, None, "stockport-2023-24"),
        ("stockport", "2023-24", 179, 48, "stockport-2023-24"),
    ]
    assert ask(out, "SELECT report, page, top FROM unread") == [
        ("stockport-2023-24", 1, 200.0),
        ("stockport-2023-24", 1, 400.0),
    ]
    assert ask(out, "SELECT definition FROM codes WHERE field = 'stage' AND code = 'stage_1'") == [
        ("First formal answer.",)
    ]


def test_councils_come_from_the_register_or_from_the_report(out: Path) -> None:
    tenants = extraction(scope=scope("tenants-union", "Tenants' Union", known=False))
    write([*two_reports(), (source("tenants"), tenants)], out)
    assert ask(out, "SELECT council, name, gss, nation FROM councils") == [
        ("camden", "London Borough of Camden", "E09000007", "England"),
        ("stockport", "Stockport Metropolitan Borough Council", "E08000007", "England"),
        ("tenants-union", "Tenants' Union", None, None),
    ]


def test_a_council_that_only_figures_name_gets_a_row_too(out: Path) -> None:
    write([(source(), extraction(seen(council="trafford")))], out)
    assert ask(out, "SELECT council FROM councils") == [("stockport",), ("trafford",)]


def test_same_rows_whatever_the_order(tmp_path: Path) -> None:
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    write(two_reports(), first)
    shuffled = [(file, read) for file, read in reversed(two_reports())]
    for index, (file, read) in enumerate(shuffled):
        observations = list(read.observations)
        random.Random(index).shuffle(observations)
        changed = extraction(*observations, scope=read.scope, unread=tuple(reversed(read.unread)))
        shuffled[index] = (file, changed)
    write(shuffled, second)
    assert everything(first) == everything(second)
    assert first.read_bytes() == second.read_bytes()


def test_ids_are_stable_and_tell_place_meaning_and_report_apart() -> None:
    assert observation_id("r", seen()) == observation_id("r", seen(evidence="other words", confidence=0.1))
    others = [
        observation_id("other", seen()),
        observation_id("r", seen(value=180)),
        observation_id("r", seen("investigated")),
        observation_id("r", seen(box=box(top=101))),
        observation_id("r", seen(box=box(page=2))),
        observation_id("r", seen(target_days=20)),
        observation_id("r", seen(dimension="theme", category="Parking")),
    ]
    assert len({observation_id("r", seen()), *others}) == 8


def test_one_number_read_twice_is_kept_once_the_surer_way(out: Path) -> None:
    readings = [seen(evidence="unsure", confidence=0.5), seen(evidence="sure", confidence=0.9)]
    write([(source(), extraction(*readings))], out)
    assert ask(out, "SELECT evidence FROM observations") == [("sure",)]


@pytest.mark.parametrize(("words", "found"), [("refuse", 1), ("upheld", 1), ("complaint", 1), ("parking", 0)])
def test_full_text_search_over_evidence(words: str, found: int, out: Path) -> None:
    write(two_reports(), out)
    sql = f"SELECT count(*) FROM observations_fts WHERE observations_fts MATCH 'evidence: {words}'"
    assert ask(out, sql) == [(found,)]


def test_the_file_says_what_it_is(out: Path) -> None:
    write([], out)
    assert ask(out, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(out, "PRAGMA user_version") == [(schema_version(),)]
    check_database(out)


def test_tables_without_rows_exist(out: Path) -> None:
    write([], out)
    assert [name for name, rows in everything(out).items() if rows] == ["codes", "procedures"]


def _fault(*_: object) -> None:
    raise RuntimeError("the machine stopped")


@pytest.mark.parametrize("step", ["_fill", "_settle"])
def test_a_build_that_fails_leaves_the_old_database(step: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(two_reports(), out)
    before = out.read_bytes()
    monkeypatch.setattr(store, step, _fault)
    with pytest.raises(RuntimeError):
        write([], out)
    assert out.read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == ["upheld.db"]


def _harm(damage: str) -> Callable[[Path, dict], None]:
    fill = store._fill

    def harmful(path: Path, content: dict) -> None:
        fill(path, content)
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(damage)

    return harmful


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM councils WHERE council = 'camden';",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'benchmark';",
    ],
)
def test_a_faulty_database_is_not_published(damage: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_fill", _harm(damage))
    with pytest.raises(RuntimeError, match="not published"):
        write(two_reports(), out)
    assert list(out.parent.iterdir()) == []


def test_a_second_build_replaces_the_first(out: Path) -> None:
    write(two_reports(), out)
    write(two_reports()[:1], out)
    assert ask(out, "SELECT report FROM reports") == [("stockport-2023-24",)]


def test_something_else_is_not_overwritten(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-1.7 not ours to lose")
    with pytest.raises(Problem, match=r"report\.pdf: is not a database, and will not be overwritten"):
        write([], report)
    assert report.read_bytes() == b"%PDF-1.7 not ours to lose"


def test_targets_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="there is no folder"):
        check_target(tmp_path / "missing" / "upheld.db")
    with pytest.raises(Problem, match="is a folder"):
        check_target(tmp_path)


def test_databases_that_are_not_ours(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"none\.db: no such database"):
        check_database(tmp_path / "none.db")
    text, other, old = tmp_path / "text.db", tmp_path / "other.db", tmp_path / "old.db"
    text.write_text("not a database at all, but long enough to be one")
    with closing(sqlite3.connect(other)) as connection:
        connection.executescript("CREATE TABLE observations (id)")
    write([], old)
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    for path, complaint in ((text, "is not a database that upheld built"), (other, "is not"), (old, "another version")):
        with pytest.raises(Problem, match=f"{path.name}: .*{complaint}"):
            check_database(path)


def test_a_box_narrower_than_its_digits_can_tell_is_stored(tmp_path: Path) -> None:
    """Rounded to a hundredth of a point it would have no area, which the database refuses."""
    thin = seen(box=Box(page=1, x0=72.001, top=100.001, x1=72.002, bottom=100.0014))
    store.write([(source(), extraction(thin))], tmp_path / "upheld.db")
    (place,) = ask(tmp_path / "upheld.db", "SELECT x0, top, x1, bottom FROM observations")
    assert place == (72.0, 100.0, 72.01, 100.01)
