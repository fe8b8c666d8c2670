"""The name of a group, cut out of the words around a number."""

from __future__ import annotations

import pytest

from extractors.context import Context
from extractors.prose.category import Breakdown, clean, is_ourselves, named, names_council, without_council
from schemas.codes import Dimension, Stream
from tests.prose.said import scope

CONTEXT = Context(scope("all"), period="2023-24")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the delay, which was long", "delay"),
        ("missed bins and 14 others", "missed bins"),
        ("missed bins and street cleaning", "missed bins and street cleaning"),
        ("staff attitude and were upheld", "staff attitude"),
        ("our parking, compared with", "parking"),
        ("council tax (the largest group)", "council tax"),
        ("noise and the", "noise"),
        ("parking, and the council", "parking"),
        ("parking, twelve delay", "parking"),
        ("children looked after and twelve", "children looked after"),
        ("young people in their own right", "young people"),
        ("", ""),
    ],
)
def test_clean(words: str, name: str) -> None:
    assert clean(words) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the council", True),
        ("us", True),
        ("our authority's staff", True),
        ("the year", True),
        ("council tax", False),
        ("council housing", False),
        ("all of them", True),
        ("which", True),
        ("Parking", False),
        ("the service", True),
        ("the parking service", False),
    ],
)
def test_is_ourselves(name: str, expected: bool) -> None:
    assert is_ourselves(name) is expected


def test_the_councils_own_name() -> None:
    assert names_council("Stockport Council had", CONTEXT)
    assert not names_council("Leeds had", CONTEXT)
    assert without_council("parking in Stockport", CONTEXT) == "parking"
    assert without_council("parking in the year", CONTEXT) == "parking"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("delay", Breakdown(Dimension.THEME, "delay")),
        ("council tax", Breakdown(Dimension.SERVICE_AREA, "council tax")),
        ("tree roots", Breakdown(Dimension.OTHER, "tree roots")),
        ("adult social care", Stream.ADULT_SOCIAL_CARE),
        ("the council", None),
        ("2022/23", None),
    ],
)
def test_named(words: str, expected: Breakdown | Stream | None) -> None:
    assert named(words, CONTEXT, Dimension.OTHER) == expected
