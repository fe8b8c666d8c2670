"""Captions: which sentence before a table speaks for it."""

from __future__ import annotations

import pytest

from extractors.tables.caption import Caption


@pytest.mark.parametrize(
    "lead",
    [
        "Complaints closed within the time limit",
        "Stage 1, per cent replied to in time.",
        "The table below shows stage 2 complaints.",
        "We closed more than ever. Stage 1 complaints by service were as follows:",
    ],
)
def test_sentences_that_lead_in(lead: str) -> None:
    assert Caption("", lead).leading


@pytest.mark.parametrize(
    "lead",
    [
        "At stage 2 an investigator has 25 working days to report.",
        "form sent out after closure of the complaint.",
        "The number of complaints about buses was lower than in any year since we began to count them, in spite of "
        "a new contract that was let in the spring and has had its share of troubles.",
    ],
)
def test_sentences_that_just_stand_before(lead: str) -> None:
    assert Caption("", lead).leading == ""


def test_what_a_word_means() -> None:
    caption = Caption("", 'The table is by service. "Justified" means upheld in full or in part.')
    assert caption.meaning("Stage 1 justified") == "upheld in full or in part"
    assert caption.meaning("Stage 1 received") == ""
