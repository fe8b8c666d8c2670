"""Lists of labels and numbers."""

from __future__ import annotations

import pytest

from tests.prose.said import block, bullet, heading, lines, said, scope

LEAD = block("Complaints at stage 1 ended as follows:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Upheld: 92", ["stage_1 upheld 92"]),
        ("Upheld: 92 (40%)", ["stage_1 upheld 40%", "stage_1 upheld 92"]),
        ("Partly upheld – 31;", ["stage_1 partially_upheld 31"]),
        ("Not upheld = 1,070 complaints", ["stage_1 not_upheld 1070"]),
        ("Withdrawn (8, 3%)", ["stage_1 withdrawn 3%", "stage_1 withdrawn 8"]),
        ("8 x Withdrawn", ["stage_1 withdrawn 8"]),
    ],
)
def test_outcomes(text: str, expected: list[str]) -> None:
    assert said(LEAD, bullet(text)) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delay: 31", ["received 31 theme=Delay"]),
        ("31 x Delay", ["received 31 theme=Delay"]),
        ("Tree roots: 31 (12%)", ["received 12% theme=Tree roots", "received 31 theme=Tree roots"]),
    ],
)
def test_groups(text: str, expected: list[str]) -> None:
    assert said(heading("Complaints by theme"), bullet(text)) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Libraries: eight", ["received 8 service_area=Libraries"]),
        ("Libraries – 68 (22 per cent)", ["received 22% service_area=Libraries", "received 68 service_area=Libraries"]),
        # a word for money is part of the service's name
        ("Direct payments: 55", ["received 55 service_area=Direct payments"]),
    ],
)
def test_services(text: str, expected: list[str]) -> None:
    assert said("Complaints received by service:", bullet(text)) == lines(*expected)


def test_lines_of_labels_below_words_that_lead_them_in() -> None:
    lead = "Complaints at stage 1 in the year:"
    expected = lines("stage_1 received 305", "stage_1 on_time 233", "stage_1 average_days 25.6 days")
    texts = ("Received: 305", "Answered in time: 233", "Average time (working days): 25.6")
    assert said(lead, *texts) == expected
    assert said(lead, " ".join(texts)) == expected


def test_a_list_set_as_one_line() -> None:
    found = said(heading("Outcomes of stage 1 complaints"), "Upheld: 92 Not upheld: 70 Withdrawn: 8")
    assert found == lines("stage_1 upheld 92", "stage_1 not_upheld 70", "stage_1 withdrawn 8")


def test_sentences_behind_a_list_set_as_one_line() -> None:
    text = "Received: 305 Answered: 314 Withdrawn: 8 Of these, 12 were escalated to stage 2."
    expected = lines("received 305", "responded 314", "withdrawn 8", "stage_2 escalated 12")
    assert said(heading("Complaints"), text) == expected


@pytest.mark.parametrize("text", ["Telephone: 0161", "Officers: 12"])
def test_lists_about_other_things(text: str) -> None:
    assert said(heading("How to reach us"), bullet(text)) == []


def test_bullets_that_are_sentences() -> None:
    found = said("At stage 1:", bullet("we received 340 complaints;"), bullet("we upheld 48 of them."))
    assert found == lines("stage_1 received 340", "stage_1 upheld 48")


def test_procedures_of_a_list_with_their_stages() -> None:
    told = said(
        heading("Social care"),
        "Answers are due in 15 working days. The numbers were as follows (2022/23 in brackets):",
        bullet("Adults: 19 (23) at Stage 1 and 2 (3) at Stage 2"),
        bullet("Children and families: 16 (12) at Stage 1 and 4 (1) at Stage 2."),
        about=scope("all"),
        brackets_prior=True,
    )
    assert told == lines(
        "adult_social_care stage_1 received 19",
        "2022-23 adult_social_care stage_1 received 23",
        "adult_social_care stage_2 received 2",
        "2022-23 adult_social_care stage_2 received 3",
        "children_statutory stage_1 received 16",
        "2022-23 children_statutory stage_1 received 12",
        "children_statutory stage_2 received 4",
        "2022-23 children_statutory stage_2 received 1",
    )


def test_procedures_of_a_list_are_counted_as_its_lead_says() -> None:
    lead = "The complaints closed in the year were:"
    told = said(lead, bullet("Corporate: 40 at stage 1, 12 at stage 2"), about=scope("all"))
    assert told == lines("corporate stage_1 responded 40", "corporate stage_2 responded 12")
    assert said("We met the people below:", bullet("Adults: 15 at stage 1, 4 at stage 2"), about=scope("all")) == []


def test_list_that_speaks_of_all_complaints_anew_is_of_all() -> None:
    lead = "We found fault in 150 cases. The main subject of the complaint was:"
    assert said(lead, bullet("delay: 79"), bullet("charges: 40")) == [
        "received 40 theme=charges",
        "received 79 theme=delay",
        "upheld 150",
    ]


def test_list_of_those_just_counted_is_of_them() -> None:
    lead = "We upheld 150 complaints. The reasons we upheld them were:"
    assert said(lead, bullet("delay: 79")) == ["upheld 150", "upheld 79 theme=delay"]
