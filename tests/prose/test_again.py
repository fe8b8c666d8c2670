"""Sentences that say only what differs from the one before: another stage, the result of a target."""

from __future__ import annotations

import pytest

from tests.prose.said import book, lines, said, scope


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 1 we received 340 complaints. At stage 2 the number was 28.",
         ["stage_1 received 340", "stage_2 received 28"]),
        ("At stage 1 we received 340 complaints (2022/23: 312). At stage 2 the figure was 28 (25).",
         ["2022-23 stage_1 received 312", "2022-23 stage_2 received 25", "stage_1 received 340",
          "stage_2 received 28"]),
        ("At stage 1, 43% were upheld. At stage 2 it was 51%.", ["stage_1 upheld 43%", "stage_2 upheld 51%"]),
        # of several numbers the one that has a base too
        ("At stage 1, 60 of the 90 replies were on time and 30 were late. At stage 2 it was 7 of 9.",
         ["stage_1 late 30 @10", "stage_1 on_time 60 @10", "stage_1 responded 90", "stage_2 on_time 7"]),
        # another unit, or the same stage: nothing is said again
        ("At stage 1 we received 340 complaints. At stage 2 the rate was 51%.", ["stage_1 received 340"]),
    ],
)  # fmt: skip
def test_another_stage(text: str, expected: list[str]) -> None:
    assert said(text, limits=book(stage_1=10)) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our target is to answer 90% of stage 1 complaints on time. This year we managed 82%.",
         ["stage_1 on_time 82% @10", "stage_1 on_time_target 90% @10"]),
        ("The target for replies on time at stage 1 is 90%; the outturn was 82%.",
         ["stage_1 on_time 82% @10", "stage_1 on_time_target 90% @10"]),
        # no target was named
        ("We received 340 stage 1 complaints. This year we managed 82%.", ["stage_1 received 340"]),
    ],
)  # fmt: skip
def test_the_result_of_a_target(text: str, expected: list[str]) -> None:
    assert said(text, limits=book(stage_1=10)) == lines(*expected)


def test_those_that_did_so_the_year_before() -> None:
    text = "50 answers met the limit of 20 days and 9 did not. In the previous year 44 of 60 had done so."
    assert "2022-23 on_time 44 @20" in said(text)


def test_what_was_managed_in_another_year() -> None:
    text = "We sent 80 of the stage 1 replies, or 80%, within ten working days; in 2022/23 we managed 70%."
    assert "2022-23 stage_1 on_time 70% @10" in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parking appeals (1,204) follow other routes.", []),
        ("We aim to reply in fifteen working days and did so for 58%.", ["on_time 58% @15"]),
        ("My team closed 90 complaints at stage 1.", ["stage_1 responded 90"]),
        ("The mean was 8.4 working days.", ["average_days 8.4 days"]),
        ("We refused 9 complaints: 6 were about matters more than 12 months old.",
         ["rejected 9", "rejected 6 theme=matters more than 12 months old"]),
        ("40 improvements were logged, 12 of them in Libraries.",
         ["learning_actions 40", "learning_actions 12 service_area=Libraries"]),
    ],
)  # fmt: skip
def test_figures_that_lean_on_the_words_before_them(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_another_stage_after_a_semicolon_is_no_other_year() -> None:
    found = said("At stage 1, 40 of 90 cases (44%) were upheld; at stage 2 it was 6 of 10 (60%).")
    assert found == lines("stage_1 upheld 40", "stage_1 upheld 44%", "stage_2 upheld 6", "stage_2 upheld 60%")


def test_another_procedure_in_the_next_sentence() -> None:
    found = said(
        "Half, 50%, of corporate complaints were upheld. For adult social care the figure was 70%.", about=scope("all")
    )
    assert found == lines("adult_social_care upheld 70%", "corporate upheld 50%")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We were sent 310 compliments. We had 280 in 2022/23.", ["2022-23 compliments 280", "compliments 310"]),
        (
            "We answered 62% within 20 working days. In 2022/23 we managed 71%.",
            ["2022-23 on_time 71% @20", "on_time 62% @20"],
        ),
    ],
)
def test_the_same_of_another_year(text: str, expected: list[str]) -> None:
    assert said(text) == expected
