"""Figures of several stages put together, limits between a part and its share, and stages in the words for findings."""

from __future__ import annotations

import pytest

from tests.prose.said import book, heading, said, scope

CHILDREN = scope("children_statutory", "children")


@pytest.mark.parametrize("opening", ["Put together, then,", "Taken together,", "All told,", "Adding the two together,"])
def test_stages_together(opening: str) -> None:
    found = said(
        "At Stage 1 we closed 226 complaints and upheld 96 of them. At Stage 2 we closed 60 and upheld 20. "
        f"{opening} 116 of 286 complaints (40.6%) were upheld."
    )
    assert "upheld 116" in found
    assert "stage_2 upheld 116" not in found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Forty of the 80 were answered within 10 working days (50%).", 10),
        ("Forty of the 80 were answered within the ten working days that the policy allows (50%).", 10),
        ("One of the two was convened within the 30 working days allowed (50%).", 30),
    ],
)
def test_limit_between_a_part_and_its_share(text: str, days: int) -> None:
    found = said(heading("Stage 1"), text, limits=book(stage_1=10))
    assert f"stage_1 on_time 50% @{days}" in found
    assert not any("responded" in line for line in found)


def test_a_finding_on_the_stage_before() -> None:
    text = (
        "At Stage 2 we upheld 58 of the 120 complaints we answered. In the other 35 we agreed with the Stage 1 reply."
    )
    assert "stage_2 not_upheld 35" in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Of the 64 Stage 2 complaints, 49 had been through Stage 1 first; the remaining 15 started there.",
        "Of the 64 Stage 2 complaints, 49 had already come through Stage 1 and 15 skipped Stage 1.",
        "Of the 64 Stage 2 complaints, 49 were escalated from Stage 1 and 15 went straight to Stage 2.",
    ],
)
def test_direct_ones(text: str) -> None:
    assert said(text) == ["stage_2 direct 15", "stage_2 escalated 49"]


@pytest.mark.parametrize(
    "words",
    ["upheld part of it", "upheld parts of it", "upheld some of the complaint", "accepted part of the complaint"],
)
def test_part_of_it(words: str) -> None:
    found = said(heading("Stage 1"), f"We sent 90 replies. Of these, 14 upheld the complaint and 29 {words}.")
    assert "stage_1 partially_upheld 29" in found


@pytest.mark.parametrize(
    "words",
    ["people were at least partly right in 43 cases", "43 complaints turned out to have some substance",
     "43 complaints proved to have some foundation"],
)  # fmt: skip
def test_at_least_partly_right(words: str) -> None:
    assert "stage_1 upheld_or_partially_upheld 43" in said(heading("Stage 1"), f"We answered 90. In all, {words}.")


def test_the_old_one_is_no_number() -> None:
    assert said("The new contractor took on 4,600 jobs that the old one had not completed.") == []


def test_enquiries_beside_compliments() -> None:
    found = said("We had 849 compliments and our councillors sent us 346 enquiries.", about=scope("corporate", "all"))
    assert "member_enquiries received 346" in found


@pytest.mark.parametrize("words", ["in the time agreed", "by the date promised", "within the period allowed"])
def test_time_agreed(words: str) -> None:
    assert said(heading("Stage 1"), f"Of our replies, 68% were given {words}.") == ["stage_1 on_time 68%"]


@pytest.mark.parametrize("words", ["by the date set", "on time", "within the time agreed"])
def test_what_was_carried_out_in_time(words: str) -> None:
    found = said(heading("Ombudsman"), f"All 58 recommendations were carried out, 55 of them {words}.")
    assert found == ["ombudsman compliance 55", "ombudsman compliance 58"]


@pytest.mark.parametrize(
    "text",
    [
        "We managed ten days for 31 replies (34%) and twenty for 58 (64%).",
        "We kept to 10 working days in 31 cases (34%) and 20 in 58 (64%).",
        "We met 10 days for 31 complaints (34%), and 20 for 58 (64%).",
    ],
)
def test_days_kept_to(text: str) -> None:
    assert said(heading("Stage 1"), text) == [
        "stage_1 on_time 31 @10",
        "stage_1 on_time 34% @10",
        "stage_1 on_time 58 @20",
        "stage_1 on_time 64% @20",
    ]


def test_the_deadline_met_and_missed() -> None:
    found = said(heading("Stage 1"), "We met the deadline for 31 replies (34%) and missed it for 60.")
    assert found == ["stage_1 late 60", "stage_1 on_time 31", "stage_1 on_time 34%"]
