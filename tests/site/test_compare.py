from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.site import compare
from pipeline.site.comparison import Comparison, Group, short, told
from pipeline.site.page import File, Page
from pipeline.store import write
from tests.made import box, extraction, scope, seen, source
from tests.site.small import asked, build


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(build(tmp_path_factory.mktemp("compare") / "upheld.db"))
    opened.row_factory = sqlite3.Row
    yield opened
    opened.close()


def data(connection: sqlite3.Connection, **query: str | list[str]) -> compare.Data:
    page = compare.page(connection, asked(**query))
    assert isinstance(page, Page)
    assert isinstance(page.data, compare.Data)
    return page.data


def comparison(connection: sqlite3.Connection, **query: str | list[str]) -> Comparison:
    found = data(connection, **query).comparison
    assert found is not None
    return found


def groups(connection: sqlite3.Connection, **query: str | list[str]) -> dict[str, Group]:
    return {group.name: group for group in comparison(connection, **query).groups}


def members(group: Group) -> list[str]:
    return [row.council.slug for row in group.rows]


def test_rates_on_few_cases_are_shown_but_do_not_count(connection: sqlite3.Connection) -> None:
    answered = groups(connection, measure="upheld_rate")["Share of those answered"]
    assert members(answered) == ["bolton", "bury", "camden", "oldham", "stockport", "wigan"]
    assert [row.council.slug for row in answered.rows if row.few] == ["oldham"]
    # Of 20, 30, 40, 50 and 60: with Oldham's 100% of 8 the median would be 45.
    assert (answered.median, answered.quartiles, answered.counted) == (40, (30, 50), 5)


def test_shares_of_unlike_things_stand_apart(connection: sqlite3.Connection) -> None:
    found = comparison(connection, measure="upheld_rate")
    assert [group.name for group in found.groups] == ["Share of those answered", "Share of those received"]
    (fife,) = found.groups[1].rows
    # 558 of 2,626 received is 21.2%.
    assert (fife.text, fife.basis) == ("21.2%", "of 2,626 received")
    assert "The shares are of different things, so the councils stand in 2 groups." in found.notes[0]


def test_unlike_limits_stand_apart(connection: sqlite3.Connection) -> None:
    found = groups(connection, measure="on_time_rate", council="camden")
    assert list(found) == ["Limit of 20 days", "Limit of 10 days"]
    assert members(found["Limit of 20 days"]) == ["camden"]
    assert found["Limit of 10 days"].median == 82.5
    assert found["Limit of 20 days"].median is None


def test_counts_carry_their_basis(connection: sqlite3.Connection) -> None:
    (received,) = comparison(connection, measure="count").groups
    assert received.name == "Complaints received"
    assert {row.council.slug: row.text for row in received.rows}["fife"] == "2,626"


def test_complaints_by_population(connection: sqlite3.Connection) -> None:
    (received,) = comparison(connection, measure="per_10000").groups
    found = {row.council.slug: row for row in received.rows}
    population = found["fife"].council.population
    assert population
    assert found["fife"].value == round(10_000 * 2626 / population, 1)
    assert not any(row.few for row in received.rows)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"peers": "type"}, {"bolton", "bury", "oldham", "stockport", "wigan"}),
        ({"peers": "region"}, {"bolton", "bury", "oldham", "stockport", "wigan"}),
        ({"peers": "nation"}, {"bolton", "bury", "camden", "oldham", "stockport", "wigan"}),
        ({"peers": "picked", "pick": ["fife", "camden"]}, {"camden", "fife", "stockport"}),
        ({"peers": "all"}, {"bolton", "bury", "camden", "fife", "oldham", "stockport", "wigan"}),
    ],
)
def test_peers(connection: sqlite3.Connection, query: dict[str, str | list[str]], expected: set[str]) -> None:
    found = comparison(connection, measure="upheld_rate", council="stockport", **query)
    assert {row.council.slug for row in found.rows} == expected


def test_the_nearest_in_population(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.site.comparison.NEAREST", 2)
    found = comparison(connection, measure="upheld_rate", council="stockport", peers="nearest")
    # Mid-2020: Stockport 294,197; Bolton 288,248; Wigan 330,712; Camden 279,516.
    assert {row.council.slug for row in found.rows} == {"stockport", "bolton", "camden"}
    assert found.notes[0].startswith("The 2 councils nearest in population to Stockport")


def test_peers_of_nobody_are_all(connection: sqlite3.Connection) -> None:
    found = comparison(connection, measure="upheld_rate", peers="region")
    assert len(found.rows) == 7
    assert "choose a council" in found.notes[0]


def test_a_council_without_the_figure_is_told(connection: sqlite3.Connection) -> None:
    found = comparison(connection, measure="on_time_rate", council="fife")
    assert "Fife Council states no such figure for 2023-24, as far as its reports were found and read." in found.notes


def test_names_first_and_figures_on_request(connection: sqlite3.Connection) -> None:
    by_name = groups(connection, measure="upheld_rate")["Share of those answered"]
    by_value = groups(connection, measure="upheld_rate", sort="value")["Share of those answered"]
    assert members(by_name) == sorted(members(by_name))
    assert members(by_value) == ["oldham", "stockport", "bury", "bolton", "camden", "wigan"]


def test_every_figure_has_its_evidence(connection: sqlite3.Connection) -> None:
    stated = {row["id"] for row in connection.execute("select id from observations")}
    for row in comparison(connection, measure="upheld_rate").rows:
        assert row.observations
        assert set(row.observations) <= stated
    (fife,) = groups(connection, measure="upheld_rate")["Share of those received"].rows
    assert len(fife.observations) == 2


def test_the_address_holds_the_state(connection: sqlite3.Connection) -> None:
    link = data(connection, measure="count", council="bury", peers="picked", pick=["fife", "camden"]).link
    assert link == (
        "/compare?council=bury&stream=corporate&stage=stage_1&year=2023-24&measure=count&peers=picked&sort=name"
        "&pick=fife&pick=camden"
    )


def test_what_is_not_known_is_replaced(connection: sqlite3.Connection) -> None:
    choice = comparison(connection, stream="nonsense", stage="'", year="1", measure="x", peers="?", sort="!").choice
    assert (choice.stream, choice.stage, choice.year, choice.measure) == (
        "corporate",
        "stage_1",
        "2023-24",
        "upheld_rate",
    )
    assert (choice.peers, choice.sort) == ("all", "name")


def test_nothing_to_show_names_years_with_figures(connection: sqlite3.Connection) -> None:
    found = data(connection, measure="upheld_rate", peers="picked", pick=["nowhere"])
    assert found.comparison
    assert found.comparison.groups == ()
    assert [title for title, _ in found.elsewhere] == ["Corporate, stage 1, 2023-24"]


def test_a_council_without_the_figure_is_led_to_where_it_has_it(tmp_path: Path) -> None:
    numbers = (
        seen("received", 50),
        seen("on_time", 80, "percent", stage="stage_2", target_days=20, box=box(2)),
        seen("on_time", 70, "percent", period="2022-23", target_days=20, box=box(3)),
    )
    other = seen("on_time", 60, "percent", council="camden", target_days=10)
    reports = [
        (source("a"), extraction(*numbers)),
        (source("b"), extraction(other, scope=scope("camden", "London Borough of Camden"))),
    ]
    write(reports, tmp_path / "upheld.db")
    with closing(sqlite3.connect(tmp_path / "upheld.db")) as opened:
        opened.row_factory = sqlite3.Row
        found = data(opened, measure="on_time_rate", council="stockport", stage="stage_1", year="2023-24").elsewhere
    assert [title for title, _ in found] == ["Corporate, stage 1, 2022-23", "Corporate, stage 2, 2023-24"]
    assert "stage=stage_2&year=2023-24" in found[1][1]


def test_an_empty_database(tmp_path: Path) -> None:
    write([], tmp_path / "upheld.db")
    opened = sqlite3.connect(tmp_path / "upheld.db")
    opened.row_factory = sqlite3.Row
    assert data(opened).comparison is None
    assert isinstance(compare.table(opened, asked()), File)
    opened.close()


def test_the_sentence_of_a_chart(connection: sqlite3.Connection) -> None:
    found = comparison(connection, measure="upheld_rate", council="oldham")
    assert told(found.choice, found.groups[0]) == (
        "Share upheld, share of those answered: 6 councils. From 20% to 60%, median 40%, "
        "the middle half from 30% to 50%. "
        "Oldham Metropolitan Borough Council: 100% on fewer than 10 cases."
    )


def test_the_chart_marks_my_council_and_few_cases(connection: sqlite3.Connection) -> None:
    chart = groups(connection, measure="upheld_rate", council="bury")["Share of those answered"].chart
    assert chart
    points = json.loads(chart.json)["datasets"]["points"]
    assert [point["name"] for point in points if point["mine"]] == ["Bury"]
    assert [point["value"] for point in points if point["small"]] == [100]


def test_rows_as_csv(connection: sqlite3.Connection) -> None:
    file = compare.table(connection, asked(measure="on_time_rate", council="camden"))
    assert file.content_type == "text/csv; charset=utf-8"
    assert "on_time_rate-corporate-stage_1-2023-24.csv" in file.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(file.body.decode())))
    assert tuple(rows[0]) == compare.COLUMNS
    camden, *others = rows
    assert (camden["council"], camden["value"], camden["target_days"], camden["group"]) == (
        "camden",
        "70.0",
        "20",
        "Limit of 20 days",
    )
    assert {row["council"]: row["fewer_than_10"] for row in others}["oldham"] == "1"
    assert camden["figure_url"] == f"http://localhost/figures/{camden['observations']}"


def test_the_usual_limit_stands_beside_the_councils_own(tmp_path: Path) -> None:

    year = "2024-25"
    numbers = (seen("responded", 50, period=year), seen("on_time", 80, "percent", period=year, target_days=20))
    write([(source("a"), extraction(*numbers, scope=scope(period=year)))], tmp_path / "upheld.db")
    opened = sqlite3.connect(tmp_path / "upheld.db")
    opened.row_factory = sqlite3.Row
    found = data(opened, measure="on_time_rate")
    assert found.comparison
    (row,) = found.comparison.rows
    assert (row.target_days, row.limit and row.limit.target_days, row.own_limit) == (20, 10, True)
    assert [limit.words for limit in found.limits] == ["10 working days, 20 if extended"]
    opened.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Stockport Metropolitan Borough Council", "Stockport"),
        ("London Borough of Camden", "Camden"),
        ("Derry City and Strabane District Council", "Derry City and Strabane"),
        ("Fife Council", "Fife"),
        ("City of Wolverhampton Council", "Wolverhampton"),
        ("Powys County Council", "Powys"),
        ("Council of the Isles of Scilly", "Council of the Isles of Scilly"),
    ],
)
def test_names_for_charts(name: str, expected: str) -> None:
    assert short(name) == expected
