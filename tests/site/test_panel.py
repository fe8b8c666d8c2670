from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.site.panel import Panel, panels
from pipeline.site.trends import trends
from pipeline.store import write
from schemas.observation import Observation
from tests.made import box, extraction, scope, seen, source


def of(tmp_path: Path, *observations: Observation, later: tuple[Observation, ...] = ()) -> list[Panel]:
    readings = [(source("a"), extraction(*observations, scope=scope()))]
    if later:
        readings.append((source("b"), extraction(*later, scope=scope(period="2024-25"))))
    write(readings, tmp_path / "upheld.db")
    with closing(sqlite3.connect(tmp_path / "upheld.db")) as connection:
        connection.row_factory = sqlite3.Row
        return panels(connection, "stockport")


def quarter(number: int, measure: str, value: float, unit: str = "count", **more: object) -> Observation:
    return seen(measure, value, unit, period=f"2023-24 Q{number}", box=box(number), **more)


def texts(panel: Panel) -> dict[str, list[str | None]]:
    return {line.period: [number.text if number else None for number in line.numbers] for line in panel.lines}


def test_quarters_side_by_side(tmp_path: Path) -> None:
    (panel,) = of(
        tmp_path,
        quarter(1, "received", 40),
        quarter(2, "received", 50),
        quarter(4, "received", 45),
        quarter(1, "on_time", 80, "percent", target_days=10),
        quarter(2, "on_time", 90, "percent", target_days=10),
        quarter(2, "received", 7, dimension="theme", category="Delay"),
    )
    assert panel.headings == ("Complaints", "Answered on time")
    assert texts(panel) == {
        "2023-24 Q1": ["40", "80%"],
        "2023-24 Q2": ["50", "90%"],
        "2023-24 Q4": ["45", None],
    }
    complaints, on_time = panel.charts
    # The quarter that nothing is known of has its place on the axis.
    assert complaints.spec["encoding"]["x"]["scale"]["domain"] == [f"2023-24 Q{at}" for at in (1, 2, 3, 4)]
    assert complaints.sentence == "Complaints: 40 in 2023-24 Q1, 45 in 2023-24 Q4 (received); highest 50 in 2023-24 Q2."
    assert on_time.sentence == "Answered on time: 80% in 2023-24 Q1, 90% in 2023-24 Q2 (limit 10 days)."


def test_one_period_is_no_panel(tmp_path: Path) -> None:
    assert of(tmp_path, quarter(1, "received", 40), seen("received", 160)) == []


def test_halves_and_quarters_do_not_mix(tmp_path: Path) -> None:
    halves = [seen("received", 60 + at, period=f"2023-24 H{at}", box=box(4 + at)) for at in (1, 2)]
    found = of(tmp_path, quarter(1, "received", 40), quarter(2, "received", 50), *halves)
    assert [(panel.kind, len(panel.lines)) for panel in found] == [("quarter", 2), ("half", 2)]


def test_the_latest_report_wins(tmp_path: Path) -> None:
    (panel,) = of(tmp_path, quarter(1, "received", 40), quarter(2, "received", 50), later=(quarter(1, "received", 41),))
    assert texts(panel) == {"2023-24 Q1": ["41"], "2023-24 Q2": ["50"]}


def row(year: str, **cells: object) -> dict[str, object]:
    empty = dict.fromkeys(
        ("count", "count_basis", "upheld_rate", "upheld_basis", "on_time_rate", "on_time_target_days")
    )
    return empty | {"year": year, "rate_base": 50, "rate_basis": "responded"} | cells


def test_trends_of_what_has_two_years() -> None:
    rows = [
        row("2023-24", count=70, count_basis="received", upheld_rate=40.0, upheld_basis="stated"),
        row("2021-22", count=60, count_basis="received", upheld_rate=50.0, upheld_basis="stated", rate_base=9),
        row("2020-21", count=50, count_basis="responded", on_time_rate=80.0, on_time_target_days=10),
    ]
    count, upheld = trends(rows, "corporate-stage-1")
    assert (count.id, upheld.id) == ("corporate-stage-1-count", "corporate-stage-1-upheld")
    assert count.sentence == (
        "Complaints: 60 in 2021-22, 70 in 2023-24 (received). Not to be compared with these: 50 in 2020-21 (responded)."
    )
    assert upheld.spec["encoding"]["x"]["scale"]["domain"] == ["2020-21", "2021-22", "2022-23", "2023-24"]
    assert [point["small"] for point in upheld.spec["data"]["values"]] == [True, False]


def test_years_of_two_kinds_stand_as_they_are() -> None:
    rows = [row("2022", count=5, count_basis="received"), row("2023-24", count=6, count_basis="received")]
    (count,) = trends(rows, "x")
    assert count.spec["encoding"]["x"]["scale"]["domain"] == ["2022", "2023-24"]
