from __future__ import annotations

import pytest

from schemas.codes import ClaimKind
from tests.checks.held import cases, cell, change, held, place, report, said, sentence, told

NOW, THEN = "corporate stage_1 2023-24 received", "corporate stage_1 2022-23 received"
BOTH = "179 came, up 11% on the 161 of last year."


@pytest.mark.parametrize(
    ("percent", "direction", "now", "then"), [(11, "up", 179, 161), (46, None, 47, 87), (35, "down", 62, 96)]
)
def test_changes_that_follow(percent: float, direction: str | None, now: float, then: float) -> None:
    claims = [change(percent, direction, 0, 1)]
    checked = held(report(said(now, NOW, BOTH), said(then, THEN, BOTH), claims=claims))
    assert (len(checked.found), cases(checked, "rate.of_change")) == (0, 1)


def test_a_change_that_does_not_follow() -> None:
    given = said(62, NOW, BOTH), said(96, THEN, BOTH)
    claims = [change(46, "down", 0, 1)]
    assert told(*given, claims=claims) == [("rate.of_change", 46, 35)]
    assert sentence(*given, claims=claims)[0] == (
        "A fall of 46% is claimed (page 1; complaints received, corporate stage 1, 2023-24), "
        "but from 96 to 62 it is 35%."
    )


def test_a_figure_that_the_sentence_leaves_out_is_looked_up() -> None:
    given = said(13, NOW), cell(28, THEN)
    assert told(*given, claims=[change(60, "down", 0, None)]) == [("rate.of_change", 60, 54)]
    assert told(*given, claims=[change(54, "down", 0, None)]) == []
    assert told(*given, claims=[change(60, "down", None, 1)]) == [("rate.of_change", 60, 54)]
    assert told(said(13, NOW), claims=[change(60, "down", 0, None)]) == []


def test_any_value_of_a_figure_acquits() -> None:
    given = said(13, NOW), cell(28, THEN, page=4), said(15, NOW, page=5)
    assert [rule for rule, *_ in told(*given, claims=[change(46, "down", 0, None)])] == ["conflict.two_values"]


@pytest.mark.parametrize("claim", [change(19, "down", 0, 1), change(35, "up", 0, 1)], ids=["far off", "other way"])
def test_changes_of_something_else_are_not_told(claim: object) -> None:
    assert told(said(62, NOW, BOTH), said(96, THEN, BOTH), claims=[claim]) == []  # type: ignore[list-item]


def test_a_change_as_a_share_of_the_later_number() -> None:
    given = said(80, NOW, BOTH), said(100, THEN, BOTH)
    assert sentence(*given, claims=[change(25, "down", 0, 1)])[1] == "25% is the change as a share of the later number."


def escalation(percent: float, beside: int | None) -> object:
    return change(
        percent,
        None,
        beside,
        None,
        kind=ClaimKind.ESCALATION,
        stage="stage_2",
        measure="escalated",
        since=None,
        box=place(row=61),
    )


def test_escalation_rates() -> None:
    given = said(17, "corporate stage_2 2023-24 escalated"), cell(47, "corporate stage_1 2023-24 responded")
    assert told(*given, claims=[escalation(37, 0)]) == [("rate.of_share", 37, 36)]  # type: ignore[list-item]
    assert told(*given, claims=[escalation(36, None)]) == []  # type: ignore[list-item]
    assert told(*given, claims=[escalation(60, 0)]) == []  # type: ignore[list-item]


def test_shares_of_all_complaints() -> None:
    claim = change(33, None, 0, None, kind=ClaimKind.SHARE, since=None, measure="responded")
    given = (
        said(13, "corporate stage_1 2023-24 responded", dimension="service_area", category="Help"),
        cell(36, "corporate stage_1 2023-24 responded"),
    )
    assert told(*given, claims=[claim]) == [("rate.of_share", 33, 36)]
