"""What a number counts where no measure word stands near it."""

from __future__ import annotations

import pytest

from extractors.prose.attach import measures
from extractors.prose.implied import bare
from extractors.prose.money import remedy
from extractors.prose.timing import by_limit
from schemas.codes import Measure
from tests.prose.said import sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our 20-day response times stood at 74%.", True),
        ("74% of replies went out within 20 working days.", True),
        ("74% of trees are cut within 20 working days.", False),
        ("74 replies went out within 20 working days.", True),
        ("74 (60%) had a full reply within 20 working days.", True),
        ("74 trees were cut within 20 working days.", False),
    ],
)
def test_limits(text: str, expected: bool) -> None:
    taken = sentence(text)
    choice = by_limit(taken, taken.groups[0])
    assert (choice is not None and choice.measure is Measure.ON_TIME) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 340 complaints.", True),
        ("The year saw 340 new stage 1 complaints.", True),
        ("Complaints rose to a total of 340.", True),
        ("Each of the 340 complaints matters.", False),
        ("340 trees were cut.", False),
    ],
)
def test_bare_numbers_of_complaints(text: str, expected: bool) -> None:
    taken = sentence(text)
    assert (bare(taken, taken.groups[0]) is not None) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We paid £450 in compensation.", True),
        ("We paid £450 for a contract to handle complaints.", False),
        ("We paid £450.", False),
    ],
)
def test_money(text: str, expected: bool) -> None:
    taken = sentence(text)
    assert (remedy(taken, taken.groups[0], measures(taken)) is not None) is expected
