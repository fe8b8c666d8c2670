from __future__ import annotations

import pytest

from schemas.observation import Observation
from tests.checks.held import cases, cell, held, report, said, sentence, told

ABOUT = "corporate stage_1 2023-24"


def rated(percent: float, count: float, base: float, measure: str = "upheld", **changes: int) -> list[Observation]:
    words = f"Of the {base:g} answered, {count:g} ({percent:g}%) were upheld."
    return [
        said(base, f"{ABOUT} responded", words),
        said(count, f"{ABOUT} {measure}", words, **changes),
        said(percent, f"{ABOUT} {measure}", words, "percent", **changes),
    ]


@pytest.mark.parametrize(
    ("percent", "count", "base"), [(26, 48, 184), (35.4, 180, 509), (50, 1, 2), (12, 1, 8), (13, 1, 8), (0, 0, 9)]
)
def test_percentages_as_rounded(percent: float, count: float, base: float) -> None:
    checked = held(report(*rated(percent, count, base)))
    assert (len(checked.found), cases(checked, "rate.of_count")) == (0, 1)
    assert len(checked.borne_out) == 3


def test_a_percentage_that_does_not_follow() -> None:
    assert told(*rated(35.3, 180, 509)) == [("rate.of_count", 35.3, 35.4)]
    assert sentence(*rated(63, 13, 22)) == (
        "Fully upheld, corporate stage 1, 2023-24: 63% (text, page 1), but 13 of 22 (complaints answered, "
        "corporate stage 1, 2023-24) is 59%.",
        None,
    )


def test_a_base_or_a_count_nearby_that_would_do_is_named() -> None:
    # 32 of 47 is 68.1%, 32 of 46 is 69.6%, 33 of 47 is 70.2%
    assert sentence(*rated(70, 32, 47))[1] == "70% would be 32 of 46 or 33 of 47."


def test_where_rounding_hides_the_difference_a_digit_more_is_given() -> None:
    assert told(*rated(0.4, 1, 220)) == [("rate.of_count", 0.4, 0.5)]


def test_a_base_elsewhere_has_to_be_near_what_is_meant() -> None:
    words = "70% (32) were on time."
    near = [said(70, f"{ABOUT} on_time", words, "percent"), said(32, f"{ABOUT} on_time", words)]
    assert told(*near, cell(47, f"{ABOUT} responded", page=3)) == [("rate.of_count", 70, 68)]
    assert told(*near, cell(64, f"{ABOUT} responded", page=3)) == []


def test_complaints_received_are_a_base_only_beside_the_percentage() -> None:
    words = "70% (32) were on time."
    near = [said(70, f"{ABOUT} on_time", words, "percent"), said(32, f"{ABOUT} on_time", words)]
    assert told(*near, cell(47, f"{ABOUT} received", page=3)) == []
    assert told(*near, said(47, f"{ABOUT} received", words)) == [("rate.of_count", 70, 68)]


def test_another_base_or_one_less_those_withdrawn_will_do() -> None:
    words = "68% (23) were on time."
    given = [said(68, f"{ABOUT} on_time", words, "percent"), said(23, f"{ABOUT} on_time", words)]
    base = cell(36, f"{ABOUT} responded")
    assert told(*given, base) == [("rate.of_count", 68, 64)]
    assert told(*given, base, cell(34, f"{ABOUT} received")) == []
    assert told(*given, base, cell(2, f"{ABOUT} withdrawn")) == []


def test_the_base_of_other_rows_is_that_of_a_row_that_is_far_off() -> None:
    def row(stage: str, percent: float, count: float, base: float) -> list[Observation]:
        about = f"all {stage} 2023-24"
        return [
            cell(percent, f"{about} on_time", "Table 5", "percent"),
            cell(count, f"{about} on_time", "Table 5"),
            cell(base, f"{about} responded", "Table 2"),
        ]

    wrong = row("stage_2", 86.1, 262, 385)
    assert told(*wrong) == []
    assert told(*wrong, *row("stage_1", 85, 1700, 2000)) == [("rate.of_count", 86.1, 68.1)]


def test_shares_of_groups() -> None:
    words = "The team had 9 complaints (24%)."
    group = {"dimension": "service_area", "category": "Duty"}
    given = [
        said(9, f"{ABOUT} responded", words, **group),
        said(24, f"{ABOUT} responded", words, "percent", **group),
        cell(36, f"{ABOUT} responded", page=2),
    ]
    assert told(*given) == [("rate.of_group", 24, 25)]
    assert told(*given[:2], cell(36, f"{ABOUT} received", page=2)) == []
    given[1] = said(25, f"{ABOUT} responded", words, "percent", **group)
    assert told(*given) == []


def test_late_answers_against_the_percentage_in_time() -> None:
    about = "children_statutory stage_2 2023-24"
    given = [
        cell(4, f"{about} responded"),
        cell(50, f"{about} on_time", unit="percent", target_days=65),
        said(1, f"{about} late", page=5, target_days=65),
    ]
    assert told(*given) == [("rate.late", 1, 2)]
    assert sentence(*given)[0].endswith("but with 50% of 4 in time (table, page 1) 2 were late.")
    assert told(*given, said(3, f"{about} on_time", target_days=65)) == []
    given[2] = said(2, f"{about} late", target_days=65)
    assert told(*given) == []


def test_the_rate_of_a_whole_lies_where_its_groups_put_it() -> None:
    about = "member_enquiries all 2023-24"
    groups = [
        cell(value, f"{about} {measure}", unit=unit, dimension="service_area", category=name)
        for name, count, rate in (("Social care", 84, 55), ("Other", 329, 72))
        for measure, unit, value in (("responded", "count", count), ("on_time", "percent", rate))
    ]
    total = said(414, f"{about} responded")
    # 0.55 × 84 + 0.72 × 329 = 283.08 of 413, which is 68.5%
    wrong = said(57, f"{about} on_time", unit="percent")
    assert told(*groups, total, wrong) == [("rate.of_parts", 57, 68.5)]
    assert told(*groups, total, said(69, f"{about} on_time", unit="percent")) == []
    assert told(*groups, said(800, f"{about} responded"), wrong) == []
