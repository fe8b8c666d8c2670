from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import extraction, failed, scope, seen, source

from pipeline.collect import Source
from pipeline.coverage import Held, coverage
from pipeline.store import write
from schemas.codes import Outcome, Stream
from schemas.observation import Observation


def held(
    report: str, period: str | None, *observations: Observation, outcome: str = "ok", series: str | None = "all"
) -> Held:
    """A report of Stockport."""
    return Held(report, "stockport", period, Stream(series) if series else None, Outcome(outcome), observations)


def found(*reports: Held) -> dict[str, str]:
    """Statuses by figure, in a few words."""
    return {
        f"{row.stream} {row.stage} {row.year} {row.measure}": row.status
        + (f" as {row.stated_as}" if row.stated_as else "")
        + f" ({row.report})"
        for row in coverage(reports)
    }


def test_the_core_figures_of_a_stage_are_looked_for() -> None:
    assert found(held("r", "2023-24", seen("received", 179))) == {
        "corporate stage_1 2023-24 on_time": "not_found (r)",
        "corporate stage_1 2023-24 received": "published (r)",
        "corporate stage_1 2023-24 upheld_or_partially_upheld": "not_found (r)",
    }


def test_a_zero_that_is_stated_is_published() -> None:
    assert found(held("r", "2023-24", seen("received", 0)))["corporate stage_1 2023-24 received"] == "published (r)"


def test_other_measures_may_stand_for_a_core_figure() -> None:
    stated = [seen("responded", 90), seen("upheld", 20), seen("partially_upheld", 9), seen("late", 4, target_days=20)]
    assert found(held("r", "2023-24", *stated)) == {
        "corporate stage_1 2023-24 late": "published (r)",
        "corporate stage_1 2023-24 on_time": "published as late (r)",
        "corporate stage_1 2023-24 partially_upheld": "published (r)",
        "corporate stage_1 2023-24 received": "published as responded (r)",
        "corporate stage_1 2023-24 responded": "published (r)",
        "corporate stage_1 2023-24 upheld": "published (r)",
        "corporate stage_1 2023-24 upheld_or_partially_upheld": "published as upheld, partially_upheld (r)",
    }


def test_what_a_series_gives_in_one_year_is_looked_for_in_all() -> None:
    first = held("a", "2022-23", seen("average_days", 13.8, "days", period="2022-23"))
    second = held("b", "2023-24", seen("recommendations", 2, stage="ombudsman"))
    assert found(first, second) == {
        "corporate ombudsman 2022-23 recommendations": "not_found (a)",
        "corporate ombudsman 2023-24 recommendations": "published (b)",
        "corporate stage_1 2022-23 average_days": "published (a)",
        "corporate stage_1 2023-24 average_days": "not_found (b)",
    }


def test_a_report_of_another_series_is_not_asked_for_it() -> None:
    corporate = held("a", "2022-23", seen("compliments", 7, stage="all", period="2022-23"), series="corporate")
    children = held("b", "2023-24", seen("compliments", 3, stage="all", stream="children"), series="children")
    assert found(corporate, children) == {
        "children all 2023-24 compliments": "published (b)",
        "corporate all 2022-23 compliments": "published (a)",
    }


def test_a_later_report_may_fill_the_gap_of_an_earlier_one() -> None:
    first = held("a", "2022-23", seen("compliments", 7, stage="all", period="2022-23"))
    second = held(
        "b",
        "2023-24",
        seen("withdrawn", 1, period="2023-24"),
        seen("withdrawn", 2, period="2022-23"),
        seen("compliments", 8, stage="all"),
        seen("compliments", 9, stage="all", period="2022-23"),
    )
    shown = found(first, second)
    assert shown["corporate stage_1 2022-23 withdrawn"] == "published (b)"
    assert shown["corporate all 2022-23 compliments"] == "published (b)", "the latest of two reports"
    assert set(shown.values()) == {"published (b)"}


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("image_only", "published_as_image"),
        ("encrypted", "failed"),
        ("damaged", "failed"),
        ("timed_out", "failed"),
        ("out_of_memory", "failed"),
    ],
)
def test_a_report_that_could_not_be_read(outcome: str, status: str) -> None:
    good = held("a", "2022-23", seen("compliments", 7, stage="all", period="2022-23"))
    bad = held("b", "2023-24", outcome=outcome, series=None)
    assert found(good, bad) == {
        "corporate all 2022-23 compliments": "published (a)",
        "corporate all 2023-24 compliments": f"{status} (b)",
    }


def test_a_gap_in_a_report_with_pages_that_are_pictures_may_stand_there() -> None:
    partly = held("r", "2023-24", seen("received", 179), outcome="partial")
    assert found(partly)["corporate stage_1 2023-24 on_time"] == "published_as_image (r)"
    assert found(partly)["corporate stage_1 2023-24 received"] == "published (r)"


def test_of_a_council_of_which_nothing_was_read_the_core_is_missing() -> None:
    assert found(held("r", "2023-24", outcome="damaged", series=None)) == {
        "all all 2023-24 on_time": "failed (r)",
        "all all 2023-24 received": "failed (r)",
        "all all 2023-24 upheld_or_partially_upheld": "failed (r)",
    }


def test_of_two_reports_for_a_year_the_one_that_may_hold_the_figure_tells() -> None:
    read = held("a", "2023-24", seen("received", 179))
    assert found(read, held("b", "2023-24", outcome="damaged", series=None)) == {
        "corporate stage_1 2023-24 on_time": "failed (b)",
        "corporate stage_1 2023-24 received": "published (a)",
        "corporate stage_1 2023-24 upheld_or_partially_upheld": "failed (b)",
    }


def test_sums_and_what_is_only_counted_need_no_more_than_a_count() -> None:
    stated = [
        seen("received", 300, stage="all"),
        seen("received", 179),
        seen("received", 400, stream="all"),
        seen("received", 5, stream="schools"),
        seen("received", 7, stream="member_enquiries", stage="all"),
        seen("received", 2, stage="informal"),
        seen("received", 9, stream="adult_social_care", stage="all"),
    ]
    gaps = {figure for figure, status in found(held("r", "2023-24", *stated)).items() if "not_found" in status}
    assert gaps == {
        "adult_social_care all 2023-24 on_time",
        "adult_social_care all 2023-24 upheld_or_partially_upheld",
        "corporate stage_1 2023-24 on_time",
        "corporate stage_1 2023-24 upheld_or_partially_upheld",
    }


def test_parts_of_years_and_groups_are_no_figures_here() -> None:
    stated = [seen(period="2023-24 Q1"), seen(dimension="theme", category="Parking"), seen("withdrawn", 3)]
    assert set(found(held("r", "2023-24", *stated))) == {"corporate stage_1 2023-24 withdrawn"}
    assert found(held("r", "2023-24 H1", seen(period="2023-24 H1"))) == {}
    assert found(held("r", None, outcome="damaged", series=None)) == {}


#: What may be stated in place of a core figure, as the documentation has it.
INSTEAD = {
    "received": {"investigated", "responded", "decided", "escalated"},
    "upheld_or_partially_upheld": {"upheld", "partially_upheld"},
    "on_time": {"late"},
}
YEARS = st.sampled_from(["2021-22", "2022-23", "2023-24", "2023-24 Q1"])
STATED = st.builds(
    lambda stream, stage, period, measure, group: seen(
        measure, stream=stream, stage=stage, period=period, **({"dimension": "theme", "category": "a"} if group else {})
    ),
    st.sampled_from(["corporate", "housing", "schools", "all"]),
    st.sampled_from(["stage_1", "ombudsman", "all"]),
    YEARS,
    st.sampled_from(["received", "responded", "decided", "upheld", "late", "on_time", "average_days"]),
    st.booleans(),
)
REPORTS = st.builds(
    lambda period, series, outcome, stated: (
        period,
        *((series, outcome, stated) if outcome == "ok" else (None, outcome, [])),
    ),
    st.none() | YEARS,
    st.sampled_from(["all", "corporate"]),
    st.sampled_from(["ok", "ok", "image_only", "damaged"]),
    st.lists(STATED, max_size=5),
)


@given(st.lists(REPORTS, max_size=4))
def test_what_is_stated_is_published_and_a_gap_is_stated_nowhere(reports: list[Any]) -> None:
    stated = {
        (seen.stream, seen.stage, seen.period, seen.measure)
        for *_, observations in reports
        for seen in observations
        if seen.dimension is None and " " not in seen.period
    }
    rows = coverage(
        held(f"r{at}", period, *observations, outcome=outcome, series=series)
        for at, (period, series, outcome, observations) in enumerate(reports)
    )
    keys = [(row.stream, row.stage, row.year, row.measure) for row in rows]
    assert keys == sorted(set(keys))
    assert stated <= set(keys)
    for row, key in zip(rows, keys, strict=True):
        told = {key, *((*key[:3], other) for other in INSTEAD.get(row.measure, ()))}
        assert (row.status == "published") == bool(told & stated)


def test_coverage_in_the_database(tmp_path: Path) -> None:
    out = tmp_path / "upheld.db"
    bad = Source("kent-2023-24", tmp_path / "kent-2023-24.pdf", None)
    nameless = Source("scan", tmp_path / "scan.pdf", None)
    camden = extraction(seen("compliments", 3, council="camden", stage="all"), scope=scope("camden", "Camden Council"))
    write([(bad, failed()), (nameless, failed("image_only")), (source("c"), camden)], out)
    with closing(sqlite3.connect(out)) as connection:
        rows = connection.execute("SELECT council, stream, stage, year, measure, status, report FROM coverage")
        assert rows.fetchall() == [
            ("camden", "corporate", "all", "2023-24", "compliments", "published", "c"),
            ("kent", "all", "all", "2023-24", "on_time", "failed", "kent-2023-24"),
            ("kent", "all", "all", "2023-24", "received", "failed", "kent-2023-24"),
            ("kent", "all", "all", "2023-24", "upheld_or_partially_upheld", "failed", "kent-2023-24"),
        ]
        rows = connection.execute("SELECT report, council, year, scope, outcome FROM reports ORDER BY report")
        assert rows.fetchall() == [
            ("c", "camden", "2023-24", "all", "ok"),
            ("kent-2023-24", "kent", "2023-24", None, "damaged"),
            ("scan", None, None, None, "image_only"),
        ]
