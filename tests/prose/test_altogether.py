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


def test_the_sum_of_what_was_upheld_and_partly_upheld() -> None:
    found = said(
        "Of the 60 closed at stage 1, 20 were upheld and 10 partly upheld, making 30 with a fault; that is 50%."
    )
    assert "stage_1 upheld_or_partially_upheld 30" in found
    assert "stage_1 upheld_or_partially_upheld 50%" in found
    assert "stage_1 upheld_or_partially_upheld 31" not in said(
        "Of the 60 closed at stage 1, 20 were upheld and 10 partly upheld, making 31 with a fault."
    )


def test_two_kinds_of_upheld_complaint_as_one() -> None:
    text = "Taking both kinds of upheld complaint as one, the rate for frontline was 40%."
    assert said(text) == ["stage_1 upheld_or_partially_upheld 40%"]
