"""Cells: the numbers in them, and which cells are labels."""

from __future__ import annotations

import pytest

from extractors.tables.cells import Role, is_nothing, is_numeric, is_range, is_ratio, is_year, parts
from schemas.codes import Unit


def roles(text: str) -> list[tuple[float, Role]]:
    return [(part.value, part.role) for part in parts(text)]


def test_count_with_its_percentage() -> None:
    count, percent = parts("1,048 (26.5%)")
    assert (count.value, count.unit, count.bracketed) == (1048, None, False)
    assert (percent.value, percent.unit, percent.bracketed, percent.decimals) == (26.5, Unit.PERCENT, True, 1)


def test_offsets_point_at_the_digits_and_their_sign() -> None:
    text = "£1,200 and 74%"
    assert [text[part.start : part.end] for part in parts(text)] == ["£1,200", "74%"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16/20", [(16, Role.VALUE), (20, Role.BASE)]),
        ("338 of 382", [(338, Role.VALUE), (382, Role.BASE)]),
        ("84% (420/500)", [(84, Role.VALUE), (420, Role.VALUE), (500, Role.BASE)]),
        ("74% (n=37)", [(74, Role.VALUE), (37, Role.SAMPLE)]),
        ("+12", [(12, Role.CHANGE)]),
        ("-3%", [(3, Role.CHANGE)]),
        ("<5", [(5, Role.SUPPRESSED)]),
        ("fewer than 5", [(5, Role.SUPPRESSED)]),
        ("20 working days", [(20, Role.DURATION)]),
        ("6 months", [(6, Role.DURATION)]),
    ],
)
def test_roles(text: str, expected: list[tuple[float, Role]]) -> None:
    assert roles(text) == expected


def test_labels_inside_a_cell() -> None:
    assert [(part.label, part.value) for part in parts("Upheld: 19 Not upheld: 7")] == [
        ("Upheld", 19),
        ("Not upheld", 7),
    ]


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "N/A", "..", "*", "nil", "not recorded"])
def test_nothing_is_no_number(text: str) -> None:
    assert is_nothing(text)
    assert parts(text) == []


def test_percent_sign_alone_is_a_heading_not_nothing() -> None:
    assert not is_nothing("%")


@pytest.mark.parametrize(
    "text", ["12", "1,204", "85.4%", "48 (26%)", "16/20", "338 of 382", "12 days", "£350", "26/34"]
)
def test_data(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize(
    "text", ["2023/24", "23/24", "2023", "Apr-23", "Stage 1", "Q1", "S2", "12/04/2023", "Team 4 North", "Yes"]
)
def test_labels(text: str) -> None:
    assert not is_numeric(text)


def test_ranges_years_and_ratios() -> None:
    assert is_range("5-10") and is_range("65+") and is_range("18 to 25") and not is_range("2020-21")
    assert is_year("2023-24") and is_year("23/24") and not is_year("26/34")
    assert is_ratio("23/24") and is_ratio("26 of 34") and not is_ratio("26")


def test_base_that_says_what_it_counts() -> None:
    share, base = parts("64% of 170 answered")
    assert (share.value, share.unit, base.value, base.label, base.role) == (
        64,
        Unit.PERCENT,
        170,
        "answered",
        Role.VALUE,
    )
    part, base = parts("1 of 6 completed")
    assert (part.value, base.value, base.label) == (1, 6, "completed")


def test_numbers_that_say_what_became_of_them() -> None:
    for text in ("met 12 / missed 3", "12 met, 3 missed", "Met 12; missed 3"):
        assert [(part.value, part.label.lower()) for part in parts(text)] == [(12.0, "met"), (3.0, "missed")], text
