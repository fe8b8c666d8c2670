"""Axes: what tells rows or columns apart."""

from __future__ import annotations

import pytest

from extractors.lexicon.facets import facets
from extractors.tables.axes import Axis, axis, gives_limits, kinds, only_time, segments
from tests.tables.drawn import figures


@pytest.mark.parametrize(
    ("labels", "announced", "expected"),
    [
        (["Corporate", "Adult social care", "Children's social care", "Total"], False, Axis.STREAM),
        (["Stage 1", "Stage 2", "All stages"], False, Axis.STAGE),
        (["Received", "Upheld", "Closed on time", "% change"], False, Axis.MEASURE),
        (["2022/23", "2023/24", "Change"], False, Axis.PERIOD),
        (["Highways", "Waste", "Housing", "Total"], True, Axis.CATEGORY),
        (["Delay in replying", "Complaint not upheld by officer", "Staff attitude"], True, Axis.CATEGORY),
        (["CH01 (1)", "CH01 (2)", "TP09"], False, Axis.NOTHING),
        (["Statutory", "Non-statutory"], False, Axis.STREAM),
    ],
)
def test_axis(labels: list[str], announced: bool, expected: Axis) -> None:
    assert axis(map(facets, labels), announced) is expected


def test_a_label_may_be_of_several_kinds() -> None:
    assert kinds(facets("Adult social care: stage 1 upheld")) == {Axis.STREAM, Axis.STAGE, Axis.MEASURE}


def test_segments_of_a_label() -> None:
    assert segments("Adults – Stage 1 – Upheld") == ["Adults", "Stage 1", "Upheld"]
    assert segments("Non-statutory complaints") == ["Non-statutory complaints"]


def test_limits_are_no_results() -> None:
    assert gives_limits(facets("Target response time"))
    assert not gives_limits(facets("Average response time (days)"))
    assert not gives_limits(facets("Closed within timescale"))


def test_response_time_without_days_is_no_average() -> None:
    assert only_time(facets("Complaints by response time"))
    assert not only_time(facets("Average response time"))


def test_types_that_are_stages_and_procedures() -> None:
    drawing = """
    Type | 2023-24
    Stage 1 resolution | 512
    Stage 2 review | 61
    Members' enquiries | 610
    Adult social care statutory | 66
    Children's social care statutory | 60
    """
    found = figures(drawing, "Volumes of complaints and enquiries", stream="all")
    assert {
        "all stage_1 2023-24 received count 512",
        "all stage_2 2023-24 received count 61",
        "adult_social_care all 2023-24 received count 66",
        "children_statutory all 2023-24 received count 60",
    } <= set(found)
    assert not any("#theme" in figure for figure in found)
