"""What a council aims for, and what it reached."""

from __future__ import annotations

import pytest

from extractors.prose.goals import is_target
from tests.prose.said import lines, said, sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our target is 90%.", [True]),
        ("We aim to answer 90% on time.", [True]),
        ("The plan asks services to answer 85% of complaints within 10 working days.", [True]),
        ("Managers are expected to answer 85% of complaints on time.", [True]),
        ("Against our target of 90% we achieved 82%.", [True, False]),
        ("We met our target in 82% of cases.", [False]),
        ("82% were answered on time.", [False]),
    ],
)
def test_targets(text: str, expected: list[bool]) -> None:
    taken = sentence(text)
    assert [is_target(taken, group) for group in taken.groups] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Complaints performance was 94% against the 80% target.", ["on_time 94%", "on_time_target 80%"]),
        (
            "At Stage 1 performance was 78%, below our 80% target.",
            ["stage_1 on_time 78%", "stage_1 on_time_target 80%"],
        ),
        (
            "Complaints performance was 94% against a target of 80%, an improvement from 88% in 2022-23.",
            ["on_time 94%", "on_time_target 80%", "2022-23 on_time 88%"],
        ),
        (
            "Performance at Stage 1 was 71% (target 75%) and at Stage 2 64% (target 70%).",
            ["stage_1 on_time 71%", "stage_1 on_time_target 75%", "stage_2 on_time 64%", "stage_2 on_time_target 70%"],
        ),
        (
            "Stage 1 replies were at 71% compared to a target of 75%, and Stage 2 at 64% compared to a target of 70%.",
            ["stage_1 on_time 71%", "stage_1 on_time_target 75%", "stage_2 on_time 64%", "stage_2 on_time_target 70%"],
        ),
        ("35 working day replies: 88% against 80% target", ["on_time 88% @35", "on_time_target 80% @35"]),
        ("The share of complaints upheld was 36%, against a target of 35%.", ["upheld 36%"]),
        ("Calls answered within 30 seconds were 68% against a target of 75%.", []),
        ("Satisfaction with our housing service was 68% against a target of 75%.", []),
    ],
)
def test_results_beside_their_goals(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our aim is to settle complaints quickly and always within an average of 12 working days.", []),
        ("The target is to reply in an average of 12 days.", []),
        ("We took 14 days on average, inside our aim of an average of 15 days.", ["average_days 14 days"]),
        ("Against a target of 10 days the average response time was 12 days.", ["average_days 12 days"]),
    ],
)
def test_means_that_are_aimed_at(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_performance_against_a_standard_is_what_was_reached() -> None:
    assert said("Performance against the 10 working day standard was 91.5%.") == ["on_time 91.5% @10"]


def test_two_limits_of_two_stages_respectively() -> None:
    text = "86% of Stage 1 and 71% of Stage 2 complaints were closed within the timescales of 5 and 20 working days."
    assert said(text) == ["stage_1 on_time 86% @5", "stage_2 on_time 71% @20"]


def test_what_went_straight_to_the_second_stage() -> None:
    text = "Of 500 complaints closed, 174 (35%) went straight to investigation."
    assert said(text) == ["responded 500", "stage_2 direct 174"]


def test_what_should_be_done_and_was() -> None:
    text = "Stage 2 complaints should be answered within 25 working days, and 73.8% were."
    assert said(text) == ["stage_2 on_time 73.8% @25"]
