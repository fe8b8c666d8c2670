"""Numbers in a row that are those of quarters, and parts of years."""

from __future__ import annotations

import pytest

from tests.prose.said import lines, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the first quarter we received 81 stage 1 complaints, in the second 90 and in the third 77.",
         ["2023-24 Q1 stage_1 received 81", "2023-24 Q2 stage_1 received 90", "2023-24 Q3 stage_1 received 77"]),
        ("At stage 1, replies on time over the four quarters went from 74% to 78%, 81% and 85%.",
         ["2023-24 Q1 stage_1 on_time 74%", "2023-24 Q2 stage_1 on_time 78%", "2023-24 Q3 stage_1 on_time 81%",
          "2023-24 Q4 stage_1 on_time 85%"]),
        ("81 stage 1 complaints were brought to us in the first quarter, 90 in the second, 77 in the third and 92 in"
         " the fourth, making 340 in all.",
         ["2023-24 Q1 stage_1 received 81", "2023-24 Q2 stage_1 received 90", "2023-24 Q3 stage_1 received 77",
          "2023-24 Q4 stage_1 received 92", "stage_1 received 340"]),
        ("By quarter, the number of stage 1 complaints received was 81 (Q1), 90 (Q2), 77 (Q3) and 92 (Q4).",
         ["2023-24 Q1 stage_1 received 81", "2023-24 Q2 stage_1 received 90", "2023-24 Q3 stage_1 received 77",
          "2023-24 Q4 stage_1 received 92"]),
        ("We received 171 stage 1 complaints from April to September 2023.", ["2023-24 H1 stage_1 received 171"]),
        ("Since 2021/22 we have received 900 stage 1 complaints.", ["stage_1 received 900"]),
        ("We received 81 stage 1 complaints in Q1 and 90 in Q2.",
         ["2023-24 Q1 stage_1 received 81", "2023-24 Q2 stage_1 received 90"]),
        ("In the first half of the year we received 171 stage 1 complaints.", ["2023-24 H1 stage_1 received 171"]),
        ("Between April and September 2023 we received 171 stage 1 complaints.", ["2023-24 H1 stage_1 received 171"]),
    ],
)  # fmt: skip
def test_quarters(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the last two quarters, 64% and 69% of stage 2 replies were on time.",
         ["2023-24 Q3 stage_2 on_time 64%", "2023-24 Q4 stage_2 on_time 69%"]),
        ("Results were better in the first two quarters of 2022/23 with 71% and 72% of stage 2 replies on time.",
         ["2022-23 Q1 stage_2 on_time 71%", "2022-23 Q2 stage_2 on_time 72%"]),
        ("In the last two quarters 80% of stage 2 complaints were answered on time.", []),
    ],
)  # fmt: skip
def test_two_quarters(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_second_behind_a_first_stage_and_a_first_quarter_is_a_quarter() -> None:
    text = "In the first quarter 90 complaints were made at the first stage, 101 in the second."
    assert not any("stage_2" in line for line in said(text))
