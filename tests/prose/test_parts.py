"""What became of the one group that a paragraph tells of is that group's, not all complaints'."""

import pytest

from tests.prose.said import bullet, heading, lines, said, scope


def test_the_cases_of_one_group_are_followed_through_the_paragraph() -> None:
    found = said(
        "Six complaints were about missed visits. Two were upheld and three were not upheld. One was withdrawn."
    )
    assert found == lines(
        "received 6 theme=missed visits",
        "upheld 2 theme=missed visits",
        "not_upheld 3 theme=missed visits",
        "withdrawn 1 theme=missed visits",
    )


def test_more_cases_than_the_group_has_are_of_all_complaints() -> None:
    found = said("Six complaints were about missed visits. Forty were upheld.")
    assert found == lines("received 6 theme=missed visits", "upheld 40")


def test_the_cases_of_a_group_can_be_used_up_only_once() -> None:
    found = said("Six complaints were about noise. Four were upheld. Three were withdrawn.")
    assert "upheld 4 theme=noise" in found
    assert "withdrawn 3" in found


def test_after_a_figure_for_all_complaints_nothing_goes_on_unsaid() -> None:
    found = said("We received 90 complaints. Twelve complaints were about noise. Five were upheld.")
    assert "upheld 5" in found


def test_of_these_takes_up_a_group_all_the_same() -> None:
    found = said("We received 90 complaints. Twelve complaints were about noise. Of these, five were upheld.")
    assert "upheld 5 theme=noise" in found


def test_a_share_that_is_a_group_is_taken_up_with_its_escalations() -> None:
    found = said(
        "Twenty per cent of stage 1 complaints came from carers. Four of these went on to stage 2 and none to stage 3.",
        about=scope("children_statutory", "children"),
    )
    assert found == lines(
        "stage_1 received 20% complainant=carers",
        "stage_2 escalated 4 complainant=carers",
        "stage_3 escalated 0 complainant=carers",
    )


def test_bullets_go_on_about_the_group_of_the_paragraph_above() -> None:
    found = said(
        "All of the 5 complaints where delay was the main issue were made by carers.",
        bullet("2 complaints were upheld. One complaint was about a lift that stood still for a month."),
        bullet("The 1 withdrawn complaint was about a gate."),
    )
    assert found == lines("received 5 theme=delay", "upheld 2 theme=delay", "withdrawn 1 theme=delay")


def test_a_single_case_is_one_of_the_group_whatever_it_was_about() -> None:
    found = said(
        heading("Complaints at stage 2"),
        "The 4 complaints of young people were about pocket money.",
        bullet("One complaint about a lost allowance was upheld and the allowance was paid."),
        about=scope("children_statutory", "children"),
    )
    assert found == lines("stage_2 received 4 theme=pocket money", "stage_2 upheld 1 theme=pocket money")


def test_two_groups_told_side_by_side_are_not_followed() -> None:
    found = said("Six complaints were about noise and four were about litter. Two were upheld.")
    assert "upheld 2" in found


def test_a_new_paragraph_is_about_all_complaints_again() -> None:
    assert "upheld 2" in said("Six complaints were about noise.", "Two were upheld.")


@pytest.mark.parametrize(
    "story",
    [
        "One was that nobody had called back before the matter escalated.",
        "Two complaints about repairs were upheld; one was about a boiler and another about a gutter.",
    ],
)
def test_single_cases_that_tell_a_story_are_not_counted(story: str) -> None:
    assert not [line for line in said(story) if " 1" in line]


def test_a_breakdown_under_a_lead_has_the_measure_of_the_lead() -> None:
    found = said(
        "There were 6 complaints made by parents that were partly upheld. The main points were:",
        bullet("Two complaints about delays in sending minutes; guidance was given."),
    )
    assert "partially_upheld 2 theme=delays in sending minutes" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the cases of an outcome are the noun
        ("4 of the withdrawn stage 2 cases were for Roads and Bridges and 2 were for Parks.",
         ["stage_2 withdrawn 2 service_area=Parks", "stage_2 withdrawn 4 service_area=Roads and Bridges"]),
        ("52 complaints were withdrawn by the resident.", ["withdrawn 52"]),
        # how many people complained is no number of complaints
        ("The 3 complaints from 2 young people were about money.", ["received 3 complainant=young people"]),
        ("In 2023-24 the Ombudsman received complaints from 75 residents.", ["ombudsman received 75"]),
        # people of an age
        ("Five young people aged 16-17 made complaints.", ["received 5 age=16-17"]),
        ("About 31,000 people under 18 live in the borough.", []),
        # the year before the year before, in brackets
        ("Fewer came than in the year before that (2021-22) when 14 complaints were made by carers.",
         ["2021-22 received 14 complainant=carers"]),
    ],
)  # fmt: skip
def test_groups_named_behind_a_number(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_a_group_told_again_counts_what_it_counted_before() -> None:
    found = said(
        "We closed 47 stage 1 complaints. Of the 47, 36 were for Roads.",
        "The 36 complaints for Roads is a 44% rise on the 25 of last year.",
    )
    assert found == lines(
        "stage_1 responded 47",
        "stage_1 responded 36 service_area=Roads",
        "2022-23 stage_1 responded 25 service_area=Roads",
    )


def test_matters_outside_the_procedure_are_not_counted() -> None:
    assert said("The team dealt with a further 90 enquiries about matters that fell outside the procedure.") == []


def test_a_change_is_one_of_the_figure_before_it() -> None:
    found = said(
        "We responded to 306 member enquiries. That is a 10% fall on the 340 responded to last year.",
        about=scope("all"),
    )
    assert found == lines("2022-23 member_enquiries responded 340", "member_enquiries responded 306")
