from __future__ import annotations

from typing import Any

import pytest

from pipeline.site.headlines import headline, previous


def row(year: str = "2023-24", **changes: Any) -> dict[str, Any]:
    known = {
        "stream": "corporate",
        "stage": "stage_1",
        "year": year,
        "count": 200,
        "count_basis": "received",
        "upheld": None,
        "upheld_rate": 30.0,
        "upheld_basis": "stated",
        "on_time": None,
        "on_time_rate": 75.0,
        "on_time_target_days": 20,
        "rate_base": 180,
        "rate_basis": "responded",
    }
    return known | changes


def test_more_complaints() -> None:
    shown = headline(row(), row("2022-23", count=160), {})
    # 40 more on 160 is a quarter.
    assert (shown.count.text, shown.count.change, shown.count.direction) == (
        "200",
        "40 (25%) more than in 2022-23 (160)",
        "up",
    )


def test_fewer_and_as_many() -> None:
    assert headline(row(), row("2022-23", count=1250), {}).count.change == "1,050 (84%) fewer than in 2022-23 (1,250)"
    assert headline(row(), row("2022-23", count=200), {}).count.change == "as many as in 2022-23 (200)"


def test_nothing_to_take_a_share_of() -> None:
    assert headline(row(), row("2022-23", count=0), {}).count.change == "200 more than in 2022-23 (0)"


def test_counts_of_different_things_are_not_compared() -> None:
    shown = headline(row(), row("2022-23", count_basis="responded"), {}).count
    assert (shown.change, shown.unlike) == ("", "2022-23 counts those responded: not compared")


def test_rates_change_by_points() -> None:
    before = row("2022-23", upheld_rate=32.6, on_time_rate=74)
    shown = headline(row(), before, {})
    assert shown.upheld.change == "2.6 points lower than in 2022-23 (32.6%)"
    assert shown.on_time.change == "1 point higher than in 2022-23 (74%)"
    assert headline(row(), row("2022-23"), {}).upheld.change == "the same as in 2022-23 (30%)"


@pytest.mark.parametrize(
    ("now", "then", "why"),
    [
        ({}, {"on_time_target_days": 10}, "the limit was 10 days in 2022-23: not compared"),
        ({}, {"on_time_target_days": None}, "no limit is named for 2022-23: not compared"),
        ({"on_time_target_days": None}, {}, "the limit was 20 days in 2022-23: not compared"),
    ],
)
def test_unlike_limits_are_not_compared(now: dict[str, Any], then: dict[str, Any], why: str) -> None:
    shown = headline(row(**now), row("2022-23", **then), {}).on_time
    assert (shown.change, shown.unlike) == ("", why)


def test_part_of_the_findings_is_not_compared_with_all() -> None:
    shown = headline(row(), row("2022-23", upheld_basis="partially_upheld_only"), {}).upheld
    assert (shown.change, shown.unlike) == ("", "2022-23 states only those partly upheld: not compared")
    shown = headline(row(upheld_basis="partially_upheld_only"), row("2022-23"), {}).upheld
    assert shown.unlike == "2023-24 states only those partly upheld: not compared"


def test_shares_of_different_things_are_not_compared() -> None:
    shown = headline(row(), row("2022-23", rate_basis="received"), {}).upheld
    assert shown.unlike == "2022-23 is a share of those received: not compared"
    assert headline(row(), row("2022-23", rate_basis=None, rate_base=None), {}).upheld.change


def test_a_share_of_few_is_not_compared() -> None:
    shown = headline(row(rate_base=9), row("2022-23"), {})
    assert (shown.upheld.few, shown.upheld.change, shown.on_time.few) == (9, "", 9)
    assert headline(row(rate_base=10), row("2022-23"), {}).upheld.few is None
    shown = headline(row(), row("2022-23", rate_base=4), {})
    assert shown.upheld.unlike == "2022-23 is of fewer than 10 cases: not compared"


def test_where_the_report_is_silent() -> None:
    silent = row(count=None, count_basis=None, upheld_rate=None, upheld_basis=None, on_time_rate=None)
    shown = headline(silent, row("2022-23"), {})
    assert [cell.text for cell in (shown.count, shown.upheld, shown.on_time)] == ["", "", ""]
    assert headline(row(), None, {}).count.change == ""
    assert headline(row(), row("2022-23", count=None), {}).count.change == ""


def test_cases_where_there_is_no_rate() -> None:
    shown = headline(row(upheld_rate=None, upheld=1, on_time_rate=None, on_time=62), None, {})
    assert (shown.upheld.text, shown.on_time.text) == ("1 case", "62 cases")


def test_what_a_figure_rests_on() -> None:
    sources = {
        ("corporate", "stage_1", "2023-24", "count"): [("a", "200")],
        ("corporate", "stage_1", "2023-24", "upheld_rate"): [("b", "54"), ("c", "180")],
    }
    shown = headline(row(), None, sources)
    assert (shown.count.sources, shown.count.worked_out) == ([("a", "200")], False)
    assert shown.upheld.worked_out
    assert shown.on_time.sources == ()


def test_the_year_before() -> None:
    rows = [row("2021-22"), row("2022-23", stage="stage_2"), row("2022-23", count=1)]
    assert previous(row(), rows) == rows[2]
    assert previous(row("2022-23"), rows) == rows[0]
    assert previous(row("2023"), rows) is None
