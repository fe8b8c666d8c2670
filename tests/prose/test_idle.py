"""Measure words that mean nothing where they stand."""

from __future__ import annotations

from tests.prose.said import book, heading, lines, said


def test_late_services_are_reasons_and_no_late_answers() -> None:
    limits = book(stage_1=10)
    assert said("The main reason at Stage 1 was a missed or late delivery (48 complaints).", limits=limits) == [
        "stage_1 received 48 theme=missed or late delivery"
    ]
    assert said("Nine replies were late.", limits=limits) == ["late 9"]


def test_name_of_a_stage_in_brackets_is_no_investigation() -> None:
    assert said("In the year 310 were closed: 290 at Stage 1 (Frontline) and 20 at Stage 2 (Investigation).") == lines(
        "responded 310", "stage_1 responded 290", "stage_2 responded 20"
    )


def test_what_an_ombudsman_would_not_look_into() -> None:
    found = said(heading("The Ombudsman"), "It made nine decisions. It declined to investigate three and upheld two.")
    assert found == lines(
        "ombudsman decided 9", "ombudsman decided 3 decision=declined to investigate", "ombudsman upheld 2"
    )


def test_recommendations_of_a_panel_to_the_council() -> None:
    text = "Three panels sat at Stage 3. They made 12 recommendations to the Director, who accepted eleven."
    assert not any("12" in line or "11" in line for line in said(text))


def test_what_people_receive() -> None:
    assert said("In the year 9,210 people asked us for help and 2,804 were receiving long-term care.") == []
