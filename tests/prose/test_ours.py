"""Which numbers of a sentence are figures of this council's complaints."""

from __future__ import annotations

import pytest

from extractors.prose.ours import counts_something_else, is_not_counted, is_of_others
from tests.prose.said import heading, said, sentence


def told(text: str) -> list[bool]:
    taken = sentence(text)
    return [counts_something_else(taken, group) for group in taken.groups]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine psychologists were appointed.", [True]),
        ("We run 14 care homes.", [True]),
        ("43% of the staff took part.", [True]),
        ("Nine complaints were upheld.", [False]),
        ("Nine stage 1 complaints were upheld.", [False]),
        ("43% of them were upheld.", [False]),
        ("Nine were upheld.", [False]),
        ("A further nine others followed.", [False]),
        ("Nine parking complaints were upheld.", [False]),
    ],
)
def test_nouns(text: str, expected: list[bool]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nationally, 57% were upheld.", [True]),
        ("The average for similar councils was 57%.", [True]),
        ("57% across all councils were upheld.", [True]),
        ("Nationally rates rose, and we upheld 43%.", [False]),
        ("We upheld 43%; nationally it was 57%.", [False, True]),
        ("The average reply took 43 days.", [False]),
    ],
)
def test_others(text: str, expected: list[bool]) -> None:
    taken = sentence(text)
    assert [is_of_others(taken, group) for group in taken.groups] == expected


def test_lists_of_acknowledgements_go_on() -> None:
    taken = sentence("We acknowledged 212 at once, and 31 the next day; we upheld 48.")
    first, second, third = taken.groups
    assert is_not_counted(taken, first, 0)
    assert is_not_counted(taken, second, first.end)
    assert not is_not_counted(taken, third, second.end)


def test_appeals_to_a_tribunal_are_no_complaints() -> None:
    assert said("Parking appeals are heard elsewhere: 310 were lodged and 120 succeeded.") == []


@pytest.mark.parametrize(
    "text",
    [
        "About one household in every 150 made a complaint.",
        "Nine complaints in ten were upheld.",
        "Three out of four complaints were upheld.",
        "Some 9,870 people were receiving care.",
        "The county covers a quarter of the land with only 133,200 people, and one closed road can lead to complaints.",
        "On 31 March 1,640 children were open to a social worker.",
        "The complaint is in none of the tables that show what was upheld.",
        "Some 870 people were receiving care, 215 of them in homes, and complaints came in.",
    ],
)
def test_numbers_that_count_no_complaints(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine complaints in ten working days were upheld.", ["upheld 9"]),
        ("Nine complaints in two services were upheld.", ["upheld 9"]),
        ("240 people received an answer.", ["responded 240"]),
    ],
)
def test_numbers_that_do(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_what_the_ombudsman_upheld_of_those_that_it_investigated() -> None:
    assert said(heading("The Ombudsman"), "Of the 32 complaints that it investigated the Ombudsman upheld 23.") == [
        "ombudsman investigated 32",
        "ombudsman upheld 23",
    ]


def test_open_at_both_ends_of_a_year() -> None:
    assert said("Fourteen complaints had been open when the year began and 11 were still open when it closed.") == [
        "brought_forward 14",
        "carried_forward 11",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two storms in November and December brought 61 complaints.", []),
        ("We received 61 complaints between May and July.", []),
        ("We received 61 complaints in May, a result of the storm of April.", ["2023-24 M02 received 61"]),
        ("We received 61 complaints, a consequence of the flood in May.", ["received 61"]),
        ("We received 61 complaints between April and June.", ["2023-24 Q1 received 61"]),
    ],
)
def test_several_months(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "For landlords of our size it was 73% that were upheld.",
        "Among complaints to councils like us 73% were upheld.",
        "The Ombudsman publishes its counts; across Wales 76% of complaints were closed in 20 working days.",
        "Two officers have been added to the four we had to answer complaints.",
        "To answer nine corporate complaints in ten inside the time limit is our aim.",
    ],
)
def test_others_and_ourselves(text: str) -> None:
    assert said(text) == []
