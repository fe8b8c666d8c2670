"""Altogether: sums of the numbers before them, one verb for two stages, and lists in the order of the one before."""

from __future__ import annotations

from tests.prose.said import book, lines, said


def test_sum_of_two_stages() -> None:
    assert said("We received 40 complaints at stage 1 and 6 at stage 2, which makes 46 in all.") == lines(
        "stage_1 received 40", "stage_2 received 6", "received 46"
    )


def test_number_that_is_no_sum_keeps_its_meaning() -> None:
    found = said("We received 40 complaints at stage 1 and 6 at stage 2, and 50 in all were closed.")
    assert "received 50" not in found


def test_list_of_another_year_in_the_order_of_the_one_before() -> None:
    found = said("We received 40 complaints at stage 1 and 6 at stage 2. For 2022-23 the numbers were 30 and 5.")
    assert [each for each in found if each.startswith("2022-23")] == lines(
        "2022-23 stage_1 received 30", "2022-23 stage_2 received 5"
    )


def test_list_of_another_length_is_left_alone() -> None:
    found = said("We received 40 complaints at stage 1. For 2022-23 the numbers were 30 and 5.")
    assert "2022-23 stage_1 received 5" not in found


def test_one_limit_for_two_stages() -> None:
    text = "We closed 30 of the 40 at stage 1 and 4 of the 6 at stage 2 within the limits of 10 and 20 working days."
    found = said(text, limits=book(stage_1=10, stage_2=20))
    assert found == ["stage_1 on_time 30 @10", "stage_2 on_time 4 @20"]
