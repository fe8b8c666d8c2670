"""Claims: percentages of change, escalation and share, and the numbers that stand beside them."""

from __future__ import annotations

import pytest

from extractors.context import Context
from extractors.limitbook import LimitBook
from extractors.prose.interpret import read_paragraph
from extractors.prose.state import State
from tests.prose.said import block, scope


def claims(text: str, period: str = "2023-24") -> list[str]:
    """Claims as lines: kind, percentage and direction, then the numbers beside, later one first."""
    paragraph = block(text)
    given = scope(period=period)
    reading = read_paragraph(paragraph, State(Context(given, period=given.period)), LimitBook())
    at = {finding.box: f"{finding.value:g}" for finding in reading.findings}
    return [
        f"{claim.kind} {claim.value:g} {claim.direction or '-'}: "
        + " ".join(at.get(place, "-") if place else "-" for place in (claim.beside, claim.beside_since))
        for claim in reading.claims
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We received 340 stage 1 complaints, 12% more than the 304 received last year.", ["change 12 up: 340 304"]),
        ("Stage 1 complaints received fell by 10% from 400 in 2022/23 to 360 in 2023/24.", ["change 10 down: 360 400"]),
        ("We received 340 stage 1 complaints, a 12% increase.", ["change 12 up: 340 -"]),
        ("This is a 40% decrease on the 95 complaints received last year.", ["change 40 down: - 95"]),
        ("We received 340 stage 1 complaints, about a 12% increase.", []),
        ("We received 340 stage 1 complaints, a 12% increase over three years.", []),
        ("We received 340 stage 1 complaints, an increase of 12 percentage points.", []),
    ],
)
def test_changes(text: str, found: list[str]) -> None:
    assert claims(text) == found


def test_two_changes_have_each_their_own_earlier_number() -> None:
    text = "We received 47 stage 1 complaints, 12% more than the 42 of 2022/23 but 46% fewer than the 87 of 2021/22."
    assert claims(text) == ["change 12 up: 47 42", "change 46 down: 47 87"]


def test_escalation_rates_and_shares() -> None:
    assert claims("This year 37% (17) of stage 1 complaints escalated to stage 2.") == ["escalation 37 -: 17 -"]
