"""Which numbers of a sentence say one thing together."""

from __future__ import annotations

import pytest

from tests.prose.said import heading, lines, parts, said, sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48 (26%) were upheld.", ["48 (26%)"]),
        ("26% (48) were upheld.", ["26% (48)"]),
        ("58% (or 36 complaints) were late.", ["58% (or 36 complaints)"]),
        ("48 complaints [26%] were late.", ["48 complaints [26%"]),
        ("In all 925 cases, or 50%, we agreed.", ["925 cases, or 50%"]),
        ("We upheld 12, which is 40%.", ["12, which is 40%"]),
        ("16 of the 34 were late.", ["16 of the 34"]),
        ("16 out of 34 (47%) were late.", ["16 out of 34 (47%)"]),
        ("47% of the 34 complaints were late.", ["47% of the 34"]),
        ("12 were upheld and 7 were not.", ["12", "7"]),
        ("34 of 16 makes no sense.", ["34", "16"]),
        ("12 complaints; 40% were late.", ["12", "40%"]),
        ("76% (74% in 2022/23) were on time.", ["76%", "74%"]),
        ("48 (12 in 2022/23) were late.", ["48", "12"]),
    ],
)
def test_groups(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_the_base_is_told_apart() -> None:
    (group,) = sentence("16 of the 34 (47%) were late.").groups
    assert [number.value for number in group.numbers] == [16, 47]
    assert group.base is not None
    assert group.base.value == 34


def test_a_rate_of_all_is_none_of_those_that_were_not() -> None:
    found = said(heading("The Ombudsman"), "Four were upheld and one was not, giving an uphold rate of 80%.")
    assert found == lines("ombudsman not_upheld 1", "ombudsman upheld 4", "ombudsman upheld 80%")


def test_a_base_in_a_bracket() -> None:
    taken = sentence("We upheld 6 complaints in 2022-23 (out of 93).")
    assert [group.base.value if group.base else None for group in taken.groups] == [93]


def test_the_second_comma_around_a_share_belongs_to_it() -> None:
    text = "Replies went out in 471 cases and of those 392, or 83%, met the ten-day standard."
    assert said(text) == ["on_time 392 @10", "on_time 83% @10", "responded 471"]


def test_share_between_commas_of_a_part_and_its_base() -> None:
    text = "Put another way, 255 of the 403 complaints concluded, 63%, were upheld at least in part."
    assert said(text) == ["responded 403", "upheld_or_partially_upheld 255", "upheld_or_partially_upheld 63%"]
