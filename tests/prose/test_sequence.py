"""Several numbers of another year, in the order of those before them."""

from __future__ import annotations

import pytest

from tests.prose.said import book, lines, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # each takes the place of the one before it: stage, time limit, unit
        ("At stage 1, 60% were answered within 10 working days and at stage 2, 90% within 20. A year earlier the rates"
         " were 55% and 84%.",
         ["2022-23 stage_1 on_time 55% @10", "2022-23 stage_2 on_time 84% @20", "stage_1 on_time 60% @10",
          "stage_2 on_time 90% @20"]),
        ("At stage 1 we received 340 complaints and at stage 2 we received 28. In 2022/23 it was 312 and 25.",
         ["2022-23 stage_1 received 312", "2022-23 stage_2 received 25", "stage_1 received 340",
          "stage_2 received 28"]),
        ("On average stage 1 replies took 12 days and stage 2 replies 24 days. Last year it was 14 and 27.",
         ["2022-23 stage_1 average_days 14 days", "2022-23 stage_2 average_days 27 days",
          "stage_1 average_days 12 days", "stage_2 average_days 24 days"]),
        # a decimal without its unit can only be the rate
        ("We received 340 complaints, or 2.4 per 1,000 residents. In 2022/23 the figures were 312 and 2.2.",
         ["2022-23 received 2.2 per 1000", "2022-23 received 312", "received 2.4 per 1000", "received 340"]),
        # the earlier year first
        ("Last year 41% of stage 1 and 36% of stage 2 complaints were upheld. This year it was 47% and 46%.",
         ["2022-23 stage_1 upheld 41%", "2022-23 stage_2 upheld 36%", "stage_1 upheld 47%", "stage_2 upheld 46%"]),
        # stages named in another order
        ("At stage 1 60% were upheld; at stage 2 30% were. In 2022/23 it was 33% at stage 2 and 55% at stage 1.",
         ["2022-23 stage_1 upheld 55%", "2022-23 stage_2 upheld 33%", "stage_1 upheld 60%", "stage_2 upheld 30%"]),
        # two numbers for one: which of them is meant no word says
        ("We received 340 complaints. The figures for 2022/23 were 312 and 25.", ["received 340"]),
    ],
)  # fmt: skip
def test_numbers_in_the_places_of_others(text: str, expected: list[str]) -> None:
    assert said(text, limits=book(stage_1=10, stage_2=20)) == lines(*expected)


def test_numbers_in_the_places_of_others_of_a_sentence() -> None:
    text = "At stage 1, 43% were upheld and 20% partly upheld, compared with 40% and 25% in 2022/23."
    assert said(text) == lines(
        "2022-23 stage_1 partially_upheld 25%",
        "2022-23 stage_1 upheld 40%",
        "stage_1 partially_upheld 20%",
        "stage_1 upheld 43%",
    )


def test_total_of_the_stages() -> None:
    text = "We logged 340 complaints at stage 1 and 28 at stage 2, which makes 368 in all."
    assert said(text) == lines("received 368", "stage_1 received 340", "stage_2 received 28")


def test_number_that_is_no_sum_stays_where_it_is() -> None:
    text = "We logged 340 complaints at stage 1 and 28 at stage 2, of which 12 were logged in May."
    assert "received 12" not in said(text)


def test_the_same_measures_at_another_stage() -> None:
    first = "At Stage 1, 38% of complaints were upheld and 45% not upheld."
    assert said(f"{first} The corresponding figures for Stage 2 were 31% and 52%.") == [
        "stage_1 not_upheld 45%",
        "stage_1 upheld 38%",
        "stage_2 not_upheld 52%",
        "stage_2 upheld 31%",
    ]
    assert said(f"{first} The corresponding figures for Stage 2 were 31%, 22% and 47%.") == [
        "stage_1 not_upheld 45%",
        "stage_1 upheld 38%",
    ]


def test_the_same_calculation_for_other_years() -> None:
    first = "We accepted that something had gone wrong in 71 of the 112 complaints closed this year (63%)."
    found = said(f"{first} The same calculation gives 59% for 2022/23 and 50% for 2021/22.")
    assert found[:2] == ["2021-22 upheld_or_partially_upheld 50%", "2022-23 upheld_or_partially_upheld 59%"]
