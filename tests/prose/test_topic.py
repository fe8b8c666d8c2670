"""What a section has spoken of so far, for the sentences that follow."""

from __future__ import annotations

import pytest

from tests.prose.said import heading, lines, said, scope

COUNCIL = scope("all")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # the stream of a sentence with figures holds for the section
        (("Adult social care received 138 complaints at stage 1.", "At stage 1 we upheld 40."),
         ["adult_social_care stage_1 received 138", "adult_social_care stage_1 upheld 40"]),
        # one that is only mentioned holds for "these"
        (("Adult social care complaints have a procedure of their own. There were 138 of these at stage 1.",),
         ["adult_social_care stage_1 received 138"]),
        (("Adult social care complaints have a procedure of their own. At stage 1 we received 340 complaints.",),
         ["stage_1 received 340"]),
        # the stage holds for the paragraph
        (("At stage 1 we received 340 complaints. We upheld 48.",), ["stage_1 received 340", "stage_1 upheld 48"]),
    ],
)  # fmt: skip
def test_sentences_go_on(texts: tuple[str, ...], expected: list[str]) -> None:
    assert said(*texts, about=COUNCIL) == lines(*expected)


def test_a_new_section_begins_anew() -> None:
    found = said("Adult social care received 138 complaints.", heading("Learning"), "We received 340.", about=COUNCIL)
    assert found == lines("adult_social_care received 138", "received 340")


def test_these_are_parts_of_the_last_number() -> None:
    found = said("We received 41 stage 2 complaints. Of these, 9 were upheld and 12 were late.")
    assert found == lines("stage_2 late 12", "stage_2 received 41", "stage_2 upheld 9")


def test_statutory_complaints_of_children_after_corporate_ones() -> None:
    text = (
        "The other 71 were handled as corporate complaints. Forty-four statutory complaints were answered at stage one."
        " Nineteen were upheld."
    )
    assert said(heading("Children's services"), text, about=scope("all"))[1:] == lines(
        "children_statutory stage_1 responded 44", "children_statutory stage_1 upheld 19"
    )


def test_what_a_part_is_made_at_is_not_said_of_its_base() -> None:
    assert said("Forty-six of the 117 complaints were made at stage one.") == ["stage_1 received 46"]
    assert said("Forty-six of the 117 complaints that were made at stage one were upheld.") == [
        "stage_1 received 117",
        "stage_1 upheld 46",
    ]
