from __future__ import annotations

import pytest

from schemas.observation import Observation
from tests.checks.held import cases, cell, change, held, report, said, sentence, told

ESCALATED = "schools stage_2 2023-24 escalated"
RECEIVED = "corporate stage_1 2023-24 received"


def test_two_values_in_text_and_table() -> None:
    given = (cell(15, ESCALATED, page=4), said(13, ESCALATED, page=9))
    assert told(*given) == [("conflict.two_values", 13, 15)]
    assert sentence(*given) == (
        "Two values for one fact (complaints escalated to this stage, schools stage 2, 2023-24): "
        "13 (text, page 9) and 15 (table, page 4).",
        None,
    )


def test_a_fact_stated_twice_alike_is_a_case_without_a_discrepancy() -> None:
    checked = held(report(cell(15, ESCALATED), said(15, ESCALATED)))
    assert (len(checked.found), cases(checked, "conflict.two_values")) == (0, 1)
    assert checked.borne_out == {"r-2023-24-0", "r-2023-24-1"}


def test_the_table_is_expected_then_what_is_stated_more_often() -> None:
    assert told(said(155, RECEIVED, page=2), cell(152, RECEIVED)) == [("conflict.two_values", 155, 152)]
    thrice = [said(87, RECEIVED, page=1), said(78, RECEIVED, page=2), said(78, RECEIVED, page=3)]
    assert told(*thrice) == [("conflict.two_values", 87, 78)]


def test_a_value_of_another_year_is_named() -> None:
    given = [
        cell(96, "corporate stage_1 2021-22 received", "Table 1"),
        cell(62, "corporate stage_1 2021-22 received", "Table 2"),
        cell(62, "corporate stage_1 2022-23 received", "Table 1", page=3),
    ]
    assert sentence(*given)[1] == "62 is the figure for 2022-23 (table, page 3)."


def test_several_contradictions_between_two_tables_are_one() -> None:
    given = [
        cell(value, f"corporate {stage} 2021-22 responded", table)
        for table, values in (("Table 1", (68, 22, 90)), ("Table 2", (36, 16, 52)))
        for stage, value in zip(("stage_1", "stage_2", "all"), values, strict=True)
    ]
    assert told(*given) == [("conflict.two_values", 52, 90)]
    assert sentence(*given)[1] == "2 more figures of the two tables disagree in the same way."


@pytest.mark.parametrize(
    "doubtful",
    [
        said(155, RECEIVED, confidence=0.69),
        said(155, RECEIVED, "In 2022/23 it was 155."),
        said(70, RECEIVED, "There were 70 about bins."),
    ],
    ids=["not firm", "of another year", "less than half"],
)
def test_what_is_likelier_misread_is_not_told(doubtful: object) -> None:
    assert told(cell(152, RECEIVED), doubtful) == []  # type: ignore[arg-type]


def test_a_number_that_is_another_figure_is_not_told() -> None:
    housing = cell(155, "housing stage_1 2023-24 received")
    assert told(cell(152, RECEIVED), said(155, RECEIVED)) != []
    assert told(cell(152, RECEIVED), said(155, RECEIVED), housing) == []


def test_two_values_in_one_sentence_are_two_things() -> None:
    both = "Housing closed 168 and the corporate team 193."
    assert told(said(168, RECEIVED, both), said(193, RECEIVED, both)) == []


def test_a_number_whose_change_is_far_off_is_not_told() -> None:
    given = [cell(152, RECEIVED), said(180, RECEIVED), cell(90, "corporate stage_1 2022-23 received")]
    assert told(*given) != []
    assert told(*given, claims=[change(19, "down", 1, None)]) == []


def years(table: str, *values: float) -> list[Observation]:
    return [
        cell(value, f"corporate stage_1 {year} upheld", table)
        for year, value in zip(("2021-22", "2022-23"), values, strict=False)
    ]


def test_two_tables_that_differ_in_several_years_are_about_two_things() -> None:
    assert told(*years("Table 1", 60), *years("Table 2", 70)) == [("conflict.two_values", 70, 60)]
    assert told(*years("Table 1", 60, 80), *years("Table 2", 70, 90)) == []


def test_a_stage_of_which_more_facts_contradict_than_agree_was_not_told_apart() -> None:
    measures = ("upheld", "partially_upheld", "not_upheld")
    wrong = [
        seen
        for at, measure in enumerate(measures)
        for seen in (
            cell(60 + at, f"corporate stage_1 2023-24 {measure}", f"Table {at}"),
            cell(80 + at, f"corporate stage_1 2023-24 {measure}", f"Table {at + 5}"),
        )
    ]
    right = [
        seen
        for at, measure in enumerate(("received", "responded", "withdrawn"))
        for seen in (
            cell(90 + at, f"corporate stage_1 2023-24 {measure}"),
            said(90 + at, f"corporate stage_1 2023-24 {measure}"),
        )
    ]
    assert told(*wrong) == []
    assert len(told(*wrong, *right)) == 3


def test_several_rates_in_text_were_not_told_apart() -> None:
    rate = "corporate stage_2 2023-24 on_time"
    given = [said(65, rate, unit="percent"), said(65, rate, unit="percent", page=2), said(68, rate, unit="percent")]
    assert told(*given) == [("conflict.two_values", 68, 65)]
    assert told(*given, said(83, rate, unit="percent")) == []


def test_two_counts_in_text_must_both_be_sure() -> None:
    assert told(said(155, RECEIVED), said(152, RECEIVED, confidence=0.88)) != []
    assert told(said(155, RECEIVED), said(152, RECEIVED, confidence=0.87)) == []


def test_small_numbers_need_a_table() -> None:
    assert told(cell(4, RECEIVED), said(6, RECEIVED)) == [("conflict.two_values", 6, 4)]
    assert told(said(4, RECEIVED), said(6, RECEIVED)) == []
    assert told(cell(4, RECEIVED), said(9, RECEIVED)) == []


def test_answers_and_what_is_open_are_no_conflict() -> None:
    responded = "corporate stage_1 2023-24 responded"
    given = [cell(150, responded), said(126, responded), said(23, "corporate stage_1 2023-24 carried_forward")]
    assert told(*given) == [("conflict.two_values", 126, 150)]
    assert told(*given, said(1, "corporate stage_1 2023-24 Q4 withdrawn")) == []


def test_rates_differ_beyond_their_rounding() -> None:
    rate = "corporate stage_1 2023-24 on_time"
    assert told(said(64, rate, unit="percent"), cell(63.9, rate, unit="percent")) == []
    assert told(said(64, rate, unit="percent"), cell(67, rate, unit="percent")) == [("conflict.two_values", 64, 67)]


def test_a_limit_may_be_left_unsaid() -> None:
    rate = "corporate stage_1 2023-24 on_time"
    given = [said(64, rate, unit="percent"), cell(67, rate, unit="percent", target_days=20)]
    assert told(*given) == [("conflict.two_values", 64, 67)]
    assert told(*given, said(40, rate, unit="percent", target_days=10)) == []


def test_a_rate_and_a_count_with_its_base() -> None:
    beside = "Only 3 of the 14 complaints were answered in time."
    about = "children_statutory stage_2 2023-24"
    given = [
        said(36, f"{about} on_time", unit="percent", page=2),
        said(3, f"{about} on_time", beside, page=5),
        said(14, f"{about} responded", beside, page=5),
    ]
    assert told(*given) == [("conflict.rate_and_count", 36, 21)]
    assert "36% (text, page 2), while 3 of 14 (text, page 5) is 21%" in sentence(*given)[0]
    given[0] = said(21.4, f"{about} on_time", unit="percent", page=2)
    assert told(*given) == []


def test_no_more_are_escalated_than_received() -> None:
    about = "children_statutory stage_2 2023-24"
    given = [cell(8, f"{about} received"), said(16, f"{about} escalated"), cell(16, f"{about} responded")]
    assert told(*given) == [("conflict.more_than_came", 16, 8)]
    assert (
        sentence(*given)[1]
        == "16 is the number of complaints answered, children's statutory stage 2, 2023-24 (table, page 1)."
    )
    assert told(cell(20, f"{about} received"), said(16, f"{about} escalated")) == []
