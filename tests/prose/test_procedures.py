"""Procedures that a sentence lists one beside the other."""

from __future__ import annotations

import pytest

from tests.prose.said import bullet, heading, lines, said, scope

LISTED = lines("corporate received 270", "adult_social_care received 36", "children received 19")


@pytest.mark.parametrize(
    "text",
    [
        "Of the 325 complaints, 270 were corporate, 36 adult social care and 19 children's.",
        "The complaints divide as follows: corporate 270; adult social care 36; children's services 19.",
        "Corporate complaints accounted for 270 of these, adults for 36 and children for 19.",
        "By procedure: corporate (270), adults (36), children (19).",
    ],
)
def test_each_number_of_a_list_is_of_its_procedure(text: str) -> None:
    assert said(text, about=scope("all")) == LISTED


def test_a_total_before_the_list_is_of_all() -> None:
    assert said("We had 325 complaints: 270 corporate, 36 adults and 19 children.", about=scope("all")) == lines(
        "received 325", *LISTED
    )


def test_people_are_no_procedures() -> None:
    assert said("The day centre has places for 36 adults and 19 children.", about=scope("all")) == []


@pytest.mark.parametrize("above", ["Complaints received", "Complaint numbers"])
def test_bullets_by_stage(above: str) -> None:
    items = bullet("Stage 1: 212"), bullet("Stage 2: 35"), bullet("Stage 3: 4")
    assert said(heading(above), *items) == lines("stage_1 received 212", "stage_2 received 35", "stage_3 received 4")


def test_bullets_by_stage_of_something_else() -> None:
    assert said(heading("Days allowed"), bullet("Stage 1: 10"), bullet("Stage 2: 25")) == []


def test_lists_of_time_limits() -> None:
    about = scope("corporate", "all")
    text = "Time limits, in working days, are: corporate 20, adult social care 25 and children's social care 10."
    assert said(text, about=about) == []
