"""Breakdowns named around a number: before it, as its modifier, and as items of a list."""

from __future__ import annotations

import pytest

from extractors.context import Context
from extractors.prose.category import Breakdown
from extractors.prose.items import bracketed, continued
from extractors.prose.modifier import is_plain, modifier_of
from extractors.prose.subject import find_subject
from schemas.codes import Dimension
from tests.prose.said import said, scope, sentence

CONTEXT = Context(scope("all"), period="2023-24")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Complaints about parking rose to 37.", "parking"),
        ("Council tax complaints fell to 37.", "Council tax"),
        ("Highways, with 61, had the most.", "Highways"),
        ("The Planning service answered 61.", "Planning service"),
        ("Delay accounted for 188.", "Delay"),
        ("Stockport Council received 340.", None),
        ("The complaints team answered 340.", None),
        ("We had 340.", None),
        ("Stage 1 complaints rose to 340.", None),
    ],
)
def test_subjects(text: str, category: str | None) -> None:
    taken = sentence(text)
    found = find_subject(taken, taken.groups[-1], CONTEXT)
    assert (found.category if isinstance(found, Breakdown) else found) == category


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (" council tax complaints", "council tax"),
        (" new stage 1 complaints", None),
        (" complaints", None),
        (" of the parking complaints", None),
    ],
)
def test_modifiers(tail: str, expected: str | None) -> None:
    assert modifier_of(tail, CONTEXT) == expected


def test_plain_modifiers() -> None:
    assert is_plain("new formal stage one ")
    assert not is_plain("council tax ")


def test_items_of_a_list() -> None:
    taken = sentence("Damp accounted for 37, neighbour noise for 29 and bins for 12.")
    opened = Breakdown(Dimension.THEME, "Damp", share=True)
    found = [continued(taken, group, opened, CONTEXT) for group in taken.groups[1:]]
    assert [item.category if item else None for item in found] == ["neighbour noise", "bins"]


def test_items_in_brackets() -> None:
    taken = sentence("The reasons were disagreement with a decision (61) and delay (five).")
    found = [bracketed(taken, group, CONTEXT) for group in taken.groups]
    assert [item.category if item else None for item in found] == ["disagreement with a decision", "delay"]
    taken = sentence("Mostly about bins (61), delay (five) and other things (12%).")
    found = [bracketed(taken, group, CONTEXT) for group in taken.groups]
    assert [item.category if item else None for item in found] == ["bins", "delay", None]


def test_what_produced_complaints() -> None:
    assert said("Attendance fines produced 12 complaints.") == ["received 12 theme=Attendance fines"]
