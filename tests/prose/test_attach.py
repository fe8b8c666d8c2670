"""What it costs to believe that words are about a number."""

from __future__ import annotations

import pytest

from extractors.prose.attach import choices, measures, noun_measure
from extractors.prose.costs import MOST_COST, Way
from schemas.codes import Measure
from tests.prose.said import sentence


def cheapest(text: str) -> Measure | None:
    """The cheapest measure of the first number, where any is near enough."""
    taken = sentence(text)
    ranked = choices(taken, taken.groups[0], measures(taken))
    return ranked[0].measure if ranked and ranked[0].cost <= MOST_COST else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48 were upheld.", Measure.UPHELD),
        ("48, a quarter, were upheld.", Measure.UPHELD),
        ("We upheld 48 and rejected 12.", Measure.UPHELD),
        ("48 came in; they were upheld.", Measure.RECEIVED),
        ("48 people said that we upheld them.", None),
        ("48 asked whether they were upheld.", None),
    ],
)
def test_cheapest(text: str, expected: Measure | None) -> None:
    assert cheapest(text) is expected


def cost(text: str) -> float:
    taken = sentence(text)
    return choices(taken, taken.groups[0], measures(taken))[0].cost


def test_distance_costs() -> None:
    assert (
        cost("48 were upheld.")
        < cost("48 of the many letters were upheld.")
        < cost("48 came by post, and upheld were.")
    )


def test_measure_words_inside_longer_ones_do_not_count() -> None:
    assert [span.text for span in measures(sentence("48 were partly upheld."))] == ["partly upheld"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 written compliments came.", "written compliments"),
        ("67 new decisions were made.", "decisions"),
        ("67 were decided.", None),
    ],
)
def test_nouns(text: str, expected: str | None) -> None:
    taken = sentence(text)
    span = noun_measure(taken, taken.groups[0], measures(taken))
    assert (span.text if span else None) == expected


def test_ways() -> None:
    way = Way(start=0.5, word=0.1, comma=0.7, number=0.2)
    assert way.cost(3) == pytest.approx(0.8)
    assert way.cost(3, comma=True, numbers=2) == pytest.approx(1.9)
