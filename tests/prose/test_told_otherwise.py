"""Limits named first, what is still open, orders, shared stages, other publishers: each told in several ways."""

from __future__ import annotations

import pytest

from tests.prose.said import lines, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight complaints received in the year were still open on 31 March.", ["carried_forward 8"]),
        ("Six complaints made in 2023-24 remained open at the end of the year.", ["carried_forward 6"]),
        (
            "Fifteen stage 1 complaints were open when the year began and 24 when it ended.",
            ["stage_1 brought_forward 15", "stage_1 carried_forward 24"],
        ),
        ("When it ended the year had brought 240 complaints.", ["received 240"]),
    ],
)
def test_still_open(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Within the limit of 15 working days we closed 90 (60%).", ["on_time 90 @15", "on_time 60% @15"]),
        ("Inside 15 working days, we answered 90 complaints.", ["on_time 90 @15"]),
        ("The limit of 15 working days was kept in 90 of the 150, or 60%.", ["on_time 90 @15", "on_time 60% @15"]),
        ("At stage 1 the limit was met for 60% of answers.", ["stage_1 on_time 60%"]),
        (
            "30 of the 60 were answered in the first 5 working days and 48 in 10.",
            ["on_time 30 @5"],
        ),
    ],
)
def test_limit_first(text: str, expected: list[str]) -> None:
    found = said(text)
    assert [line for line in expected if line not in found] == []
    assert not any(line.startswith("responded 90") for line in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fault was found in 40% of statutory and 55% of corporate stage 1 complaints.",
            ["stage_1 upheld 40%", "stage_1 upheld 55%"],
        ),
        ("17 were upheld and 30 not upheld at stage 1.", ["stage_1 upheld 17", "stage_1 not_upheld 30"]),
        (
            "On average a stage 1 answer took 7 working days and a stage 2 answer took 16 working days.",
            ["stage_1 average_days 7 days", "stage_2 average_days 16 days"],
        ),
    ],
)
def test_stages_of_two_numbers(text: str, expected: list[str]) -> None:
    found = said(text)
    assert found == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Ombudsman made 12 orders and we complied with 100% of them.",
            ["ombudsman recommendations 12", "ombudsman compliance 100%"],
        ),
        ("The Ombudsman recommended a remedy in six of the eight upheld cases.", ["ombudsman recommendations 6"]),
        ("Twelve orders for spare parts were late.", []),
    ],
)
def test_orders(text: str, expected: list[str]) -> None:
    found = said(text)
    assert [line for line in expected if line not in found] == []
    assert "ombudsman upheld 6" not in found and "recommendations 12" not in found


@pytest.mark.parametrize(
    "text",
    [
        "In Rochdale the licensing authority recorded 58 complaints and in Bury there were 66.",
        "Our neighbours in Rochdale had 58 complaints.",
        "For all councils it was 62%, and the rate for the whole of England was 66%.",
        "The Information Commissioner upheld one complaint.",
    ],
)
def test_other_publishers(text: str) -> None:
    assert said(text) == []


def test_got_something_wrong() -> None:
    assert said("We got something wrong in 40 of the 60 complaints answered at stage 1 (66.7%).") == [
        "stage_1 responded 60",
        "stage_1 upheld_or_partially_upheld 40",
        "stage_1 upheld_or_partially_upheld 66.7%",
    ]


def test_a_year_in_passing_dates_its_own_number_only() -> None:
    found = said(
        "Three of the seven were answered in 20 working days, much as in 2022-23 (44%), and the average was 21."
    )
    assert {"on_time 3 @20", "2022-23 on_time 44% @20", "average_days 21 days"} <= set(found)
    assert not any(line.startswith("2022-23") and "44%" not in line for line in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eighteen of the 40 stage 2 complaints had been answered at stage 1 first.", ["stage_2 escalated 18"]),
        ("Eighteen of the 40 stage 2 complaints had first been considered at stage 1.", ["stage_2 escalated 18"]),
        ("Four cases were referred to the Local Government Ombudsman.", ["ombudsman received 4"]),
        ("Four complaints were taken to the Ombudsman.", ["ombudsman received 4"]),
    ],
)
def test_where_cases_came_from_and_went(text: str, expected: list[str]) -> None:
    found = said(text)
    assert [line for line in expected if line not in found] == []
    assert not any(line.startswith(("stage_1 escalated", "stage_2 responded", "received 4")) for line in found)


def test_a_mean_beside_a_limit_in_months_is_no_limit() -> None:
    text = "We closed 77% within six months, and cut the average response time to 52 days from 71 the previous year."
    found = said(text)
    assert "average_days 52 days" in found and "2022-23 average_days 71 days" in found
    assert not any("responded 71" in line for line in found)


@pytest.mark.parametrize(
    "text",
    ["There was about one complaint for every 400 contacts.", "That is one complaint to every 90 homes."],
)
def test_ratios(text: str) -> None:
    assert said(text) == []


def test_days_after_the_limit_are_no_limit() -> None:
    assert not any("@5" in line for line in said("Of the 49 late answers 22 went out in the five days after it."))


def test_made_by_with_a_word_between() -> None:
    assert said("Fourteen of the 90 complaints were therefore made by young people.") == [
        "received 14 complainant=young people"
    ]


def test_an_order_for_failing_to_handle_complaints_is_no_complaint() -> None:
    assert said("There was one complaint handling failure order, in May 2023.") == []


def test_a_part_is_set_beside_the_part_of_another_year() -> None:
    found = said("We upheld 60 of the 120 complaints closed, or 50%.", "In 2022-23 it was 54 of 100 (54%).")
    assert "2022-23 upheld 54" in found and "2022-23 responded 54" not in found


@pytest.mark.parametrize(
    "text",
    [
        "There were 26 of those and they are not complaints.",
        "There is then an investigation of up to 65 and a review panel at stage 3.",
    ],
)
def test_what_is_counted_is_no_complaint(text: str) -> None:
    assert said(text) == []


def test_hearings_are_cases() -> None:
    assert said("Panels finished 40 hearings at stage 2. Of those, 26 (65%) were answered in 15 school days.") == [
        "stage_2 on_time 26 @15",
        "stage_2 on_time 65% @15",
        "stage_2 responded 40",
    ]


def test_how_often_a_limit_was_kept() -> None:
    for text in (
        "We allow ourselves 15 working days and kept within them on 410 occasions, which is 82%.",
        "We plan to finish within 15 working days and did so in 410 cases (82%).",
        "The limit is 15 working days and was observed in 410 of 500 cases (82%).",
    ):
        assert said(text) == lines("on_time 410 @15", "on_time 82% @15"), text
    assert said("We aim to answer within 15 working days and managed that for 71% of them.") == ["on_time 71% @15"]


def test_percentage_that_was_managed_before() -> None:
    found = said("We gave 82% of answers within 15 working days. That is short of the 86% that we managed last year.")
    assert found == lines("on_time 82% @15", "2022-23 on_time 86% @15")


def test_upheld_and_partly_upheld_added_up_in_other_words() -> None:
    text = "Our view was that 41 were justified and a further 17 partly so. In 58 cases (62%) people had good grounds."
    assert said(text) == lines(
        "upheld 41",
        "partially_upheld 17",
        "upheld_or_partially_upheld 58",
        "upheld_or_partially_upheld 62%",
    )
    assert said("Taking full and partial findings together we agreed with the complainant in 58 cases.") == [
        "upheld_or_partially_upheld 58"
    ]


def test_both_halves_of_the_year() -> None:
    for text in (
        "In all 640 complaints came in: 300 complaints came in the first six months and 340 in the second.",
        "In all 640 complaints came in: 300 in the first half of the year and 340 in the second half.",
    ):
        found = said(text)
        assert "2023-24 H1 received 300" in found, text
        assert "2023-24 H2 received 340" in found, text


def test_stage_behind_a_number_right_behind_a_stage() -> None:
    assert said("Twelve complaints were escalated to Stage 2 and three to Stage 3.") == lines(
        "stage_2 escalated 12", "stage_3 escalated 3"
    )
    assert said("Complaints follow our procedure: 84 were received at its first stage and 17 at its second.") == lines(
        "stage_1 received 84", "stage_2 received 17"
    )
    assert said("We closed 22 at Stage 2. Fifteen of the 22 had been escalated by people unhappy with what they were"
                " told at Stage 1.") == lines("stage_2 responded 22", "stage_2 escalated 15")  # fmt: skip


def test_results_of_another_year_with_their_bases() -> None:
    text = (
        "The target was only met in 83% of Stage 1 cases and 77% of Stage 2 cases. In 2022/23 the corresponding results"
        " were 81% (170 of 210) and 75% (15 of 20)."
    )
    assert said(text) == lines(
        "stage_1 on_time 83%",
        "stage_2 on_time 77%",
        "2022-23 stage_1 on_time 81%",
        "2022-23 stage_1 on_time 170",
        "2022-23 stage_2 on_time 75%",
        "2022-23 stage_2 on_time 15",
    )


def test_another_years_figure_in_a_bracket() -> None:
    assert said("We upheld 54.4% of complaints closed at Stage 1 (it was 53.9%).") == lines(
        "stage_1 upheld 54.4%", "2022-23 stage_1 upheld 53.9%"
    )
    text = "Stage 1 answers took 4.2 working days on average (2022/23: 4.9) and Stage 2 answers 18.6 days."
    assert "2022-23 stage_1 average_days 4.9 days" in said(text)


def test_compliments_told_by_service_and_year() -> None:
    text = "We recorded 203 compliments: 71 for our nurseries and 38 for children looked after."
    assert said(text, "There had been 176 in 2022/23 and 158 in 2021/22.") == lines(
        "compliments 203",
        "compliments 71 service_area=nurseries",
        "compliments 38 service_area=children looked after",
        "2022-23 compliments 176",
        "2021-22 compliments 158",
    )
    text = "We had 147 compliments. Libraries received 52 and the museum, which drew a single complaint, 39."
    assert said(text) == lines(
        "compliments 147", "compliments 52 service_area=Libraries", "compliments 39 service_area=museum"
    )
