"""The stage, the time limit and the period that a number's own clause names."""

from __future__ import annotations

import pytest

from extractors.prose.nearest import nearest_limit, nearest_stage, own_period
from tests.prose.said import said, sentence


def first_and_last(text: str) -> tuple[str | None, str | None]:
    """The stages of the first and the last number."""
    taken = sentence(text)
    spans = [nearest_stage(taken, group) for group in taken.groups]
    return tuple(span.code if span else None for span in (spans[0], spans[-1]))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("340 at stage 1 and 41 at stage 2.", "stage_1", "stage_2"),
        ("At stage 1 we had 340; at stage 2 we had 41.", "stage_1", "stage_2"),
        ("Of 340 stage 1 complaints 48 were upheld.", "stage_1", "stage_1"),
        ("340 were received, because stage 2 had begun.", None, None),
        ("We had 340 formal complaints after concerns were raised.", None, None),
        ("We settled 112 concerns early.", "informal", "informal"),
    ],
)
def test_stages(text: str, first: str | None, last: str | None) -> None:
    assert first_and_last(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("82% were answered within 10 working days.", [10]),
        ("Within 20 days we answered 74%.", [20]),
        ("82% within 10 days and 90% within 20 days.", [10, 20]),
        ("82% were answered on time.", [None]),
    ],
)
def test_limits(text: str, days: list[int | None]) -> None:
    taken = sentence(text)
    limits = [nearest_limit(taken, group) for group in taken.groups]
    assert [limit.days if limit else None for limit in limits] == days


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("We received 340 in 2023/24.", ["2023-24"]),
        ("In 2022/23 we received 312.", ["2022-23"]),
        ("340 in 2023/24 and 312 in 2022/23.", ["2023-24", "2022-23"]),
        ("340 (312 in 2022/23) were received.", [None, "2022-23"]),
        ("Numbers rose until 2021/22 to 12.", [None]),
        ("340, which was more than in 2022/23.", [None]),
    ],
)
def test_periods(text: str, periods: list[str | None]) -> None:
    taken = sentence(text)
    found = [own_period(taken, group) for group in taken.groups]
    assert [period.year if period else None for period in found] == periods


def test_a_stage_in_a_bracket_holds_only_there() -> None:
    text = "Of the 18 complaints resolved (11 at stage 1 and 7 at stage 2), 12 were not upheld."
    assert "not_upheld 12" in said(text)


def test_a_year_and_where_there_were() -> None:
    text = "In 2023-24 none were upheld, as in the trend from 2022-23 where there was only one not upheld case."
    assert "2022-23 not_upheld 1" in said(text)
