"""Reports that have no tables: halves, pronouns, bounds, letters and sums, each told in several ways."""

from __future__ import annotations

import pytest

from tests.prose.said import heading, lines, said, scope


@pytest.mark.parametrize(
    "second",
    [
        "The first half of the year was calm, with 210; the second, with its storms, brought 290.",
        "The first half of the year saw 210 and the second half 290.",
        "In the first six months there were 210, and in the following six 290.",
    ],
)
def test_halves_that_add_up(second: str) -> None:
    assert said("We received 500 complaints at stage 1.", second) == lines(
        "stage_1 received 500", "2023-24 H1 stage_1 received 210", "2023-24 H2 stage_1 received 290"
    )


def test_halves_that_do_not_add_up_are_not_those_of_the_number_before() -> None:
    found = said("We received 500 complaints at stage 1. The first half was calm, with 210; the second brought 280.")
    assert "2023-24 H2 stage_1 received 280" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 2 reviews are allowed 25 working days. Of the 90 completed, 71 (79%) were finished by then.",
         ["stage_2 responded 90", "stage_2 on_time 71 @25", "stage_2 on_time 79% @25"]),
        ("Of the 90 stage 1 complaints closed, 71 were answered by that date.",
         ["stage_1 responded 90", "stage_1 on_time 71"]),
        ("Only 58 of the 137 that were answered went out inside ten working days (42%).",
         ["on_time 58 @10", "on_time 42% @10", "responded 137"]),
        # what a longer limit adds to a shorter one is not all that was answered within it
        ("30 stage 1 replies went out within 10 working days and another 12 within 20.", ["stage_1 on_time 30 @10"]),
        ("58 stage 1 complaints were answered inside 10 working days; a further 44 were answered inside 20 days.",
         ["stage_1 on_time 58 @10"]),
        ("In 80 cases the complaint was not upheld and in the remaining 12 it was withdrawn.",
         ["not_upheld 80", "withdrawn 12"]),
        ("Stage 2 is an investigation, due in 20.", []),
        ("Last year we answered 83% of stage 1 complaints in time, and our target is 85%.",
         ["2022-23 stage_1 on_time 83%", "stage_1 on_time_target 85%"]),
        ("The target is 80% of answers in time at stage 1 and 75% for all investigations.",
         ["stage_1 on_time_target 80%", "stage_2 on_time_target 75%"]),
        ("Members want answers at stage 2 until 9 in 10 are on time.", []),
        ("We had 318 stage 1 complaints and 49 at stage 2 (last year, 227 and 30).",
         ["stage_1 received 318", "stage_2 received 49", "2022-23 stage_1 received 227",
          "2022-23 stage_2 received 30"]),
        ("Complaints about parking come under our own procedure. There were 219 (in 2022/23, 238).",
         ["received 219", "2022-23 received 238"]),
    ],
)  # fmt: skip
def test_told_without_a_table(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # bounds, other people, other councils, parts of what is no headline
        ("No other service had as many as fifty.", []),
        ("No team had more than forty complaints.", []),
        ("We will write to the 17,000 people who reported a damaged road last winter.", []),
        ("212 of the 377 complaints concerned one of those.", []),
        ("Services recorded 96 improvements, but only 61 had been completed.", ["learning_actions 96"]),
        ("We recorded 112 improvements, and have picked out three that residents suggested.",
         ["learning_actions 112"]),
        ("The parks team identified 24 lessons and other teams 17, making 41.", ["learning_actions 41"]),
        ("All responses issued in the year, including 2 at stage 2 to complaints opened before it.", []),
    ],
)  # fmt: skip
def test_no_headline(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The annual letter, published in July 2024, shows that it received 91 complaints.", ["received 91"]),
        ("Its letter, which came in July 2024, records 40 decisions.", ["decided 40"]),
        ("The review issued in July 2024 gives 40 decisions.", ["decided 40"]),
        ("At 83%, our uphold rate is above the average.", ["upheld 83%"]),
        ("The Ombudsman received 187 complaints about the eleven councils between them.", []),
        ("Two of its cases were closed and 2 remained under assessment in March.", ["decided 2"]),
    ],
)
def test_ombudsman(text: str, expected: list[str]) -> None:
    found = said(heading("The Ombudsman"), text, about=scope("all", "all"))
    assert [line.removeprefix("ombudsman ") for line in found] == expected
