"""What cannot be a figure of a council is not published as one, and is not lost either."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.sense import sensible
from schemas.codes import Dimension
from tests.test_settle import FIRM


@pytest.mark.parametrize("value", [1e9 + 1, 1e89, float("inf"), float("nan")])
def test_numbers_that_no_council_has(value: float) -> None:
    kept, unread = sensible([FIRM, replace(FIRM, value=value)])
    assert kept == [FIRM]
    assert [(seen.text, seen.reason) for seen in unread] == [(f"{value:g}", "too large to be a figure of a council")]


def test_large_sums_of_money_are_kept() -> None:
    assert sensible([replace(FIRM, value=999_999_999)])[1] == []


@pytest.mark.parametrize("category", ["", " ", None])
def test_a_group_has_a_name(category: str | None) -> None:
    nameless = replace(FIRM, dimension=Dimension.SERVICE_AREA, category=category)
    named = replace(nameless, category="Housing")
    kept, unread = sensible([nameless, named])
    assert kept == [named]
    assert [(seen.text, seen.reason) for seen in unread] == [("179", "a group without a name")]
