"""Results below a label of their own."""

from __future__ import annotations

from tests.prose.said import Block, bullet, lines, said

LABEL = "Response to stage one complaints within 12 working days"


def test_what_was_achieved_below_a_label() -> None:
    expected = lines("stage_1 on_time 91% @12", "stage_1 late 8 @12")
    assert said(LABEL, bullet("We achieved 91 percent (8 outside target)")) == expected
    assert said(bullet(LABEL), bullet("Achieved 91% (8 late)")) == expected
    assert said(f"{LABEL}:", "Performance was 91%, our best yet.") == lines("stage_1 on_time 91% @12")


def test_acknowledgements_and_parts_of_the_year_are_not_read() -> None:
    acknowledged: tuple[str | Block, ...] = ("Acknowledgement of complaints within 3 days", bullet("We achieved 99%"))
    assert said(*acknowledged) == []
    assert said("Our performance this quarter was:", bullet(LABEL), bullet("We achieved 91%")) == []
