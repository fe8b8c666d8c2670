"""The pages of councils, reports, discrepancies and terms, over a small database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import replies
from pipeline.site import council, councils, discrepancies, glossary, home, report, sitemap
from pipeline.site.page import Asked, Missing, Page, Redirect
from pipeline.store import write
from schemas.codes import CODE_FIELDS
from tests.made import box, extraction, failed, scope, seen, source, unread


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stockport in two years, the later one restating the earlier; Camden; a file that could not be read."""
    then = extraction(seen("received", 150, period="2022-23"), scope=scope(period="2022-23"))
    now = extraction(
        seen("received", 179, box=box(1, top=200)),
        seen("received", 161, period="2022-23", restates=True, box=box(1, top=130)),
        seen("upheld_or_partially_upheld", 26, "percent", box=box(2)),
        seen("on_time", 71, "percent", target_days=20, box=box(2, top=300)),
        seen("received", 12, stage="stage_2", box=box(2, top=320)),
        unread=(unread("17 of them", "no measure"),),
    )
    other = extraction(
        seen("received", 1428, council="camden"),
        seen("received", 40, council="camden", stream="housing", box=box(2)),
        scope=scope("camden", "London Borough of Camden"),
    )
    path = tmp_path_factory.mktemp("pages") / "upheld.db"
    readings = [("stockport-2022-23", then), ("stockport-2023-24", now), ("camden-2023-24", other)]
    broken = (source("stockport-2021-22"), failed("encrypted", "needs a password; save an open copy"))
    write([*((source(name), read) for name, read in readings), broken], path)
    return path


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def data(answer: Any) -> Any:
    assert isinstance(answer, Page)
    assert answer.title
    return answer.data


def asked(**fields: str) -> Asked:
    parts = {name: fields.pop(name) for name in ("council", "report", "discrepancy") if name in fields}
    return Asked(parts, {name: [value] for name, value in fields.items()})


def test_home(connection: sqlite3.Connection) -> None:
    shown = data(home.page(connection, Asked(built="2024-05-31T09:30:00+00:00")))
    assert shown.built == date(2024, 5, 31)
    assert (shown.covered.reports, shown.covered.read, shown.covered.councils) == (4, 3, 2)
    assert (shown.covered.figures, shown.covered.first, shown.covered.last) == (8, "2021-22", "2023-24")
    assert [row["report"] for row in shown.reports] == ["camden-2023-24", "stockport-2023-24", "stockport-2022-23"]
    # 161 is quoted for 2022-23, of which that year's own report said 150.
    assert [(one.stated.amount, one.expected.amount) for one in shown.striking] == [("161", "150")]


def test_councils_from_a_to_z(connection: sqlite3.Connection) -> None:
    shown = data(councils.page(connection, asked()))
    assert [(letter, [row["council"] for row in rows]) for letter, rows in shown.letters] == [
        ("C", ["camden"]),
        ("S", ["stockport"]),
    ]
    (stockport,) = shown.letters[1][1]
    assert (stockport["reports"], stockport["first"], stockport["last"]) == (3, "2021-22", "2023-24")


def test_a_search_that_finds_one(connection: sqlite3.Connection) -> None:
    assert councils.page(connection, _looking("camden")) == Redirect("/councils/camden")
    assert councils.page(connection, _looking("  Stock counc ")) == Redirect("/councils/stockport")


def test_a_search_that_finds_none(connection: sqlite3.Connection) -> None:
    shown = data(councils.page(connection, _looking("Stokcport")))
    assert (shown.count, [each.path for each in shown.suggestions]) == (0, ["/councils/stockport"])


def _looking(text: str) -> Asked:
    return Asked({}, {"q": [text]})


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("London Borough of Camden", "Camden"),
        ("Royal Borough of Kensington and Chelsea", "Kensington Chelsea"),
        ("City of York Council", "York"),
        ("Council", "Council"),
    ],
)
def test_the_part_of_a_name_that_is_its_own(name: str, own: str) -> None:
    assert councils.own_name(name) == own


def test_words_of_a_search_begin_words_of_the_name() -> None:
    assert councils.matches("east ant", "Mid and East Antrim Borough Council", "mid-and-east-antrim")
    assert not councils.matches("ork", "City of York Council", "york")


def test_a_council(connection: sqlite3.Connection) -> None:
    shown = data(council.page(connection, asked(council="stockport")))
    ((stream, (first, second)),) = shown.streams
    assert (stream, first.stage, second.stage) == ("corporate", "stage_1", "stage_2")
    assert [each.row["year"] for each in first.years] == ["2023-24", "2022-23"]
    # The later report gives 161 for 2022-23: 18 more is 11%.
    assert first.latest.count.change == "18 (11%) more than in 2022-23 (161)"
    assert (first.latest.upheld.text, first.latest.on_time.text) == ("26%", "71%")
    ((_, amount),) = first.latest.on_time.sources
    assert amount == "71%"
    assert [row["report"] for row in shown.reports] == ["stockport-2023-24", "stockport-2022-23", "stockport-2021-22"]
    assert [(row["outcome"], row["figures"]) for row in shown.reports] == [("ok", 5), ("ok", 1), ("encrypted", 0)]
    assert shown.discrepancy_count == 1
    # Of stage 2 the reports count complaints, so that a reader would look for these.
    assert ("corporate", "stage_2", "2023-24", "on_time") in shown.missed
    assert ("corporate", "stage_1", "2023-24", "on_time") not in shown.missed


def test_procedures_of_the_nation(connection: sqlite3.Connection) -> None:
    shown = data(council.page(connection, asked(council="stockport")))
    assert shown.procedures["children_statutory", "stage_1"].limit == 10
    assert shown.procedures["children_statutory", "stage_1"].extended == 20


def test_a_council_in_a_sentence(connection: sqlite3.Connection) -> None:
    page = council.page(connection, asked(council="stockport"))
    assert page.description.endswith("Corporate stage 1, 2023-24: 26% upheld or partly upheld.")
    assert page.description.startswith("6 complaints figures of Stockport")


def test_the_grid_of_a_council(connection: sqlite3.Connection) -> None:
    (grid,) = [
        each for each in data(council.page(connection, asked(council="stockport"))).coverage if each.stream != "all"
    ]
    assert grid.years == ["2023-24", "2022-23", "2021-22"]
    cells = {(line.stage, line.measure): [cell.sign if cell else "" for cell in line.cells] for line in grid.lines}
    assert cells["stage_1", "received"] == ["●", "●", "×"]
    assert cells["stage_1", "on_time"] == ["●", "○", "×"]


def test_a_council_that_is_not_there(connection: sqlite3.Connection) -> None:
    with pytest.raises(Missing, match="No report of a council called “stokport” was read") as caught:
        council.page(connection, asked(council="stokport"))
    assert [each.path for each in caught.value.suggestions] == ["/councils/stockport"]


def test_discrepancies(connection: sqlite3.Connection) -> None:
    shown = data(discrepancies.page(connection, asked()))
    (one,) = shown.shown
    assert (one.stated.amount, one.stated.report, one.stated.page) == ("161", "stockport-2023-24", 1)
    assert (one.expected.amount, one.expected.report, one.expected.page) == ("150", "stockport-2022-23", 1)
    assert one.against == "In the report about that year"
    assert [(choice.value, choice.count) for choice in shown.choices["council"]] == [("stockport", 1)]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"council": "stockport"}, 1),
        ({"council": "camden"}, 0),
        ({"kind": "prior_year", "severity": "major"}, 1),
        ({"kind": "sum"}, 0),
        ({"replied": "1"}, 0),
        ({"report": "stockport-2023-24"}, 1),
        ({"severity": "' OR 1=1 --"}, 0),
        ({"start": "25"}, 1),
        ({"start": "-3"}, 1),
        ({"start": "two"}, 1),
    ],
)
def test_discrepancies_narrowed(connection: sqlite3.Connection, fields: dict[str, str], count: int) -> None:
    assert data(discrepancies.page(connection, Asked({}, {k: [v] for k, v in fields.items()}))).count == count


def test_a_discrepancy(connection: sqlite3.Connection) -> None:
    (identity,) = connection.execute("SELECT id FROM discrepancies").fetchone()
    shown = data(discrepancies.detail(connection, asked(discrepancy=identity)))
    assert [(number.role, number.amount) for number in shown.numbers] == [("stated", "161"), ("other", "150")]
    assert shown.must_hold.endswith(".")
    assert shown.discrepancy.row["reply"] is None
    with pytest.raises(Missing):
        discrepancies.detail(connection, asked(discrepancy="nothing"))


def test_a_reply_stands_beside_its_discrepancy(
    connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (identity,) = connection.execute("SELECT id FROM discrepancies").fetchone()
    registry = tmp_path / "replies.csv"
    answer = f"stockport,stockport-2023-24,{identity},The later figure is right.,2024-10-01"
    registry.write_text(f"{','.join(replies.COLUMNS)}\n{answer}\n", encoding="utf-8")
    monkeypatch.setattr(replies, "REGISTRY", registry)
    then = extraction(seen("received", 150, period="2022-23"), scope=scope(period="2022-23"))
    now = extraction(seen("received", 161, period="2022-23", restates=True, box=box(1, top=130)))
    path = tmp_path / "answered.db"
    write([(source("stockport-2022-23"), then), (source("stockport-2023-24"), now)], path)
    with closing(sqlite3.connect(path)) as opened:
        opened.row_factory = sqlite3.Row
        (one,) = data(discrepancies.page(opened, Asked({}, {"replied": ["1"]}))).shown
    assert (one.row["reply"], one.row["replied"]) == ("The later figure is right.", "2024-10-01")


def test_a_report(connection: sqlite3.Connection) -> None:
    shown = data(report.page(connection, asked(report="stockport-2023-24")))
    assert (shown.figures, shown.unread, shown.empty) == (5, 1, [3])
    # From the top of the page down: 161 stands above 179.
    assert [[figure["value"] for figure in leaf.figures] for leaf in shown.leaves] == [[161, 179], [26, 71, 12]]
    assert [number["text"] for number in shown.leaves[0].unread] == ["17 of them"]
    assert len(shown.discrepancies) == 1
    assert any(check.wrong == 1 for check in shown.checks)


def test_a_report_that_could_not_be_read(connection: sqlite3.Connection) -> None:
    shown = data(report.page(connection, asked(report="stockport-2021-22")))
    assert (shown.row["outcome"], shown.figures, shown.leaves) == ("encrypted", 0, [])
    with pytest.raises(Missing) as caught:
        report.page(connection, asked(report="camden-1999"))
    assert [each.path for each in caught.value.suggestions] == ["/reports/camden-2023-24"]


def test_every_code_has_a_place_in_the_glossary() -> None:
    shown = {section.field: [term.code for term in section.terms] for section in glossary.sections()}
    assert shown == {field: [*codes] for field, codes in CODE_FIELDS.items()}


def test_the_sitemap(connection: sqlite3.Connection) -> None:
    text = sitemap.sitemap(connection, Asked(site="https://example.org")).body.decode()
    assert "<loc>https://example.org/councils/camden</loc>" in text
    assert "<loc>https://example.org/reports/stockport-2021-22</loc>" in text
    # Five pages that are always there, two councils, four reports, one discrepancy.
    assert text.count("<url>") == 12
    assert (
        "Sitemap: https://example.org/sitemap.xml"
        in sitemap.robots(connection, Asked(site="https://example.org")).body.decode()
    )
