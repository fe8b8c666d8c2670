"""A sentence taken apart: its numbers, none in words, limits without their unit, days that were measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import Unit
from tests.prose.said import parts, sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No complaints were upheld.", ["No"]),
        ("None of the 14 was upheld.", ["None of the 14"]),
        ("Neither of them escalated, and nobody was late.", ["Neither", "nobody"]),
        ("We took no further action.", []),
        ("No evidence of fault was found.", []),
        ("There is no longer a second stage.", []),
        ("109 second-stage complaints were answered.", ["109"]),
    ],
)
def test_words_for_none(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("46% within 10 working days and 75% within 20.", [10, 20]),
        ("All were answered within 20 days, in line with a limit of 30.", [20, 30]),
        ("We closed 20 within 10.", []),
    ],
)
def test_limits_that_leave_out_their_unit(text: str, days: list[int]) -> None:
    assert [limit.days for limit in sentence(text).limits()] == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Replies took 14 days.", [14]),
        ("The average was 16.4 working days.", [16.4]),
        ("On average a reply took fifteen working days.", [15]),
        ("Replies are due within 20 working days.", []),
        ("We visited for two days.", []),
    ],
)
def test_measured_days(text: str, expected: list[float]) -> None:
    groups = sentence(text).groups
    assert [group.first.value for group in groups if group.first.unit is Unit.DAYS] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of those who answered the survey 40 were satisfied.", True),
        ("Three in four respondents would recommend us.", True),
        ("We received 40 complaints.", False),
    ],
)
def test_surveys(text: str, expected: bool) -> None:
    assert sentence(text).is_survey is expected


WORDS = st.lists(
    st.sampled_from(
        [
            "12",
            "(30%)",
            "of",
            "the",
            "34",
            "complaints",
            "were",
            "upheld",
            "no",
            "took",
            "16.4",
            "days",
            "within",
            "ten",
            ",",
            "stage",
            "1",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(st.text(max_size=80), WORDS))
def test_any_text_can_be_taken_apart(text: str) -> None:
    taken = sentence(text)
    for group in taken.groups:
        assert 0 <= group.start < group.end <= len(text)
        for number in [*group.numbers, *([group.base] if group.base else [])]:
            assert group.start <= number.start < number.end <= group.end
