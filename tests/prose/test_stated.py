"""Numbers that stand first, with a dash and what they are the number of behind them."""

from __future__ import annotations

import pytest

from tests.prose.said import book, bullet, said


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("205 - the number of stage 1 complaints received", "stage_1 received 205"),
        ("57% – the proportion of stage 1 complaints upheld", "stage_1 upheld 57%"),
        ("14: total number of complaints escalated to stage 2", "stage_2 escalated 14"),
        ("81% - percentage of stage 1 complaints answered within 10 working days", "stage_1 on_time 81% @10"),
        ("6 – the number of cases the Ombudsman upheld", "ombudsman upheld 6"),
    ],
)
def test_what_stands_behind_the_dash_says_what_is_counted(item: str, line: str) -> None:
    assert said(bullet(item), limits=book(stage_1=10)) == [line]


def test_a_sentence_may_follow() -> None:
    found = said(bullet("301 - the number of stage 1 complaints closed. A rise of 5% on 287 in the previous year."))
    assert found == ["2022-23 stage_1 responded 287", "stage_1 responded 301"]


def test_a_mere_label_is_a_group() -> None:
    assert said("Complaints were about:", bullet("12 - Bullying")) == ["received 12 theme=Bullying"]
