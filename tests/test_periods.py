"""Periods in text, and what they are in a report about 2023-24."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.periods import Period, find_periods
from schemas.periods import PERIOD_PATTERN

BASE = "2023-24"


def resolved(text: str, base: str = BASE) -> list[str]:
    return [period.resolve(base) for period in find_periods(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023/24", ["2023-24"]),
        ("2022/23 April to September", ["2022-23 H1"]),
        ("over the twelve months", ["2023-24"]),
        ("this quarter", ["2023-24"]),
        ("the last three months of 2022", ["2022-23 Q3"]),
        ("the first three months of 2023", ["2022-23 Q4"]),
        ("the last three months of 2022/23", ["2022-23 Q4"]),
        ("the first three months of the year", ["2023-24 Q1"]),
        ("2023-2024", ["2023-24"]),
        ("2023 – 24", ["2023-24"]),
        ("23/24", ["2023-24"]),
        ("01/04/2022 - 31/03/2023", ["2022-23"]),
        ("1/7/23 to 30/9/23", ["2023-24 Q2"]),
        ("January to December 2022", ["2022"]),
        ("2022/23 and 2021/22", ["2022-23", "2021-22"]),
        ("1 April 2022 to 31 March 2023", ["2022-23"]),
        ("April 2022 - March 2023", ["2022-23"]),
        ("the year ending 31 March 2022", ["2021-22"]),
        ("the 12 months to 31 December 2022", ["2022"]),
        ("September 2022 to August 2023", ["2022-23"]),
        ("Q2", ["2023-24 Q2"]),
        ("quarter three", ["2023-24 Q3"]),
        ("the fourth quarter", ["2023-24 Q4"]),
        ("Q1 2022/23", ["2022-23 Q1"]),
        ("Quarter 2 of 2022-23", ["2022-23 Q2"]),
        ("2022/23 Q4", ["2022-23 Q4"]),
        ("2021/22 Q4, 2022/23 Q4", ["2021-22 Q4", "2022-23 Q4"]),
        ("quarters 1 to 2", ["2023-24 H1"]),
        ("Q3 and Q4", ["2023-24 H2"]),
        ("April to June 2023", ["2023-24 Q1"]),
        ("January to March 2024", ["2023-24 Q4"]),
        ("October 2022 to March 2023", ["2022-23 H2"]),
        ("the first half of 2022/23", ["2022-23 H1"]),
        ("H2", ["2023-24 H2"]),
        ("the first six months of the year", ["2023-24 H1"]),
        ("May 2023", ["2023-24 M02"]),
        ("Feb-24", ["2023-24 M11"]),
        ("Oct 22 - Mar 23", ["2022-23 H2"]),
        ("Apr 22 to Jun 22", ["2022-23 Q1"]),
        ("last year", ["2022-23"]),
        ("the previous financial year", ["2022-23"]),
        ("a year earlier", ["2022-23"]),
        ("two years ago", ["2021-22"]),
        ("this year", ["2023-24"]),
        ("the reporting period", ["2023-24"]),
    ],
)
def test_periods(text: str, expected: list[str]) -> None:
    assert resolved(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "aged 18-19",
        "between 20/21 pupils",
        "2023/27",
        "£2023",
        "12,023",
        "you may complain",
        "they march on",
        "the 1850/51 register",
        "10/12 cases",
    ],
)
def test_text_without_periods(text: str) -> None:
    assert find_periods(text) == []


@pytest.mark.parametrize("text", ["the same quarter last year", "the same period of the previous year"])
def test_the_same_part_of_another_year(text: str) -> None:
    assert resolved(text, "2023-24 Q3") == ["2022-23 Q3"]
    assert resolved("last year", "2023-24 Q3") == ["2022-23"]


def test_days_and_bare_years_are_vague() -> None:
    assert [period.vague for period in find_periods("on 14 June 2023 under the 2009 Regulations")] == [True, True]


def test_school_years_are_marked() -> None:
    assert [period.academic for period in find_periods("September 2022 to July 2023")] == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the whole year", "2023-24"),
        ("throughout the year", "2023-24"),
        ("year to date", "2023-24"),
        ("last year", "2022-23"),
        ("the fourth quarter", "2023-24 Q4"),
    ],
)
def test_in_a_report_on_a_quarter(text: str, expected: str) -> None:
    assert resolved(text, "2023-24 Q2")[-1] == expected


def test_the_longest_reading_is_kept() -> None:
    assert find_periods("Quarter 1 2023/24") == [Period(0, 17, "2023-24", "Q1")]


def test_months_can_be_left_out() -> None:
    assert find_periods("April 2024", months=False) == [Period(6, 10, "2024", vague=True)]


WORDS = st.lists(
    st.sampled_from(
        [
            "Q1",
            "quarter",
            "2",
            "2023/24",
            "22-23",
            "April",
            "to",
            "March",
            "2024",
            "first",
            "half",
            "of",
            "last",
            "year",
            "the",
        ]
    ),
    max_size=10,
).map(" ".join)


@given(st.one_of(st.text(max_size=60), WORDS))
def test_periods_are_well_formed_and_apart(text: str) -> None:
    at = 0
    for period in find_periods(text):
        assert at <= period.start < period.end <= len(text)
        at = period.end
        assert PERIOD_PATTERN.match(period.resolve(BASE))
        assert PERIOD_PATTERN.match(period.resolve("2021-22 Q3"))


@pytest.mark.parametrize("text", ["over the year", "in the year", "the year as a whole", "throughout the year"])
def test_the_year_as_a_whole_leaves_the_quarter(text: str) -> None:
    (period,) = find_periods(f"We had 340 complaints {text}.")
    assert period.resolve("2023-24 Q2") == "2023-24"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the six months to 30 September 2021", "2021-22 H1"),
        ("six months ended March 2022", "2021-22 H2"),
        ("the quarter ending 31 December 2021", "2021-22 Q3"),
        ("three months to the end of March 2022", "2021-22 Q4"),
    ],
)
def test_parts_of_a_year_told_by_their_end(text: str, expected: str) -> None:
    (period,) = find_periods(text)
    assert period.resolve(BASE) == expected


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("the first half of the previous year", "2023-24", "2022-23 H1"),
        ("the second quarter of last year", "2023-24 Q2", "2022-23 Q2"),
        ("the same months of 2021", "2022-23 H1", "2021-22 H1"),
        ("the same period in 2022", "2022-23 Q4", "2021-22 Q4"),
        ("the same quarter of 2021-22", "2022-23 Q4", "2021-22 Q4"),
    ],
)
def test_parts_of_another_year(text: str, base: str, expected: str) -> None:
    (period,) = find_periods(text)
    assert period.resolve(base) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("August – October 2024", "2024-25 Q1"),
        ("November 2024 to January 2025", "2024-25 Q2"),
        ("May to July 2025", "2024-25 Q4"),
    ],
)
def test_quarters_of_a_universitys_year(text: str, expected: str) -> None:
    (period,) = find_periods(text)
    assert (period.resolve(BASE), period.academic) == (expected, True)


@pytest.mark.parametrize(
    "text", ["April to December 2023", "Q1-Q3 2023/24", "the nine months to 31 December 2023", "May - August 2023"]
)
def test_stretches_that_have_no_name(text: str) -> None:
    assert [period.nameless for period in find_periods(text)] == [True]
