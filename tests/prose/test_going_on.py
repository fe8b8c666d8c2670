"""What a paragraph, or a list, goes on about: the stage that complaints reached, the month, the limit, the group."""

from __future__ import annotations

import pytest

from tests.prose.said import lines, said


@pytest.mark.parametrize(
    "opening",
    [
        "Complaints that moved up from Stage 1 to Stage 2 numbered 90, as against 80 in the previous year.",
        "There were 90 escalations to Stage 2 this year.",
        "In 2023/24, 90 complaints went on to Stage 2.",
    ],
)
def test_a_paragraph_that_opens_with_escalations_goes_on_about_them(opening: str) -> None:
    found = said(f"{opening} Officers completed 85 cases. On average a case took 17 working days.")
    assert "stage_2 escalated 90" in found
    assert "stage_2 responded 85" in found
    assert "stage_2 average_days 17 days" in found


def test_escalations_in_the_middle_of_a_paragraph_leave_the_stage() -> None:
    found = said(
        "At Stage 1 we answered 300 complaints. Of these, 40 went on to Stage 2. The average was 8 working days."
    )
    assert "stage_1 average_days 8 days" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A reply was sent inside the 10 working days on 300 occasions (75%) and after that on 100.",
         ["on_time 300 @10", "on_time 75% @10", "late 100 @10"]),
        ("Replies were sent within 15 working days on 40 occasions (80%) and later on 10.",
         ["on_time 40 @15", "on_time 80% @15", "late 10 @15"]),
        ("Of the answers, 60 were sent within 20 working days and a further 12 within 40.", ["on_time 60 @20"]),
    ],
)  # fmt: skip
def test_answers_in_time_and_those_after(text: str, expected: list[str]) -> None:
    found = said(text)
    assert set(lines(*expected)) <= set(found)
    assert not any("@40" in line for line in found)


def test_months_that_follow() -> None:
    found = said("May was the busiest month with 51 complaints. There were 42 in June and 31 in July.")
    assert "2023-24 M03 received 42" in found
    assert "2023-24 M04 received 31" in found


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted wrote to us about nine further complaints that it had received about schools.",
        "The Care Quality Commission passed us 14 complaints about care homes.",
        "Providers received a further 52 complaints directly, which they answered under their own procedures.",
        "Our home care agencies themselves handled 33 complaints.",
        "We carried out every recommendation, although three were late.",
        "The figures cover 61 mediations held; in 38 of the 61 no appeal followed.",
    ],
)
def test_what_others_had_and_what_is_no_complaint(text: str) -> None:
    assert not [line for line in said(text) if "received" in line or "responded" in line or "late" in line]


def test_actions_that_are_complete_are_no_answers() -> None:
    assert said("In all, 22 actions came out of complaints; 17 are complete.") == lines("learning_actions 22")


def test_a_list_with_a_stream_in_a_part_without_numbers() -> None:
    text = (
        "We note the rise in Stage 1 complaints, to 900; better timeliness; and more children's social care complaints."
    )
    assert [line for line in said(text) if "900" in line] == lines("stage_1 received 900")


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Most complainants (61%) used the online form.", "received 61% channel=online form"),
        ("A further 22% telephoned and 12% sent an e-mail.", "received 12% channel=e-mail"),
        ("Some 40% wrote a letter.", "received 40% channel=letter"),
    ],
)
def test_channels_that_people_used(text: str, channel: str) -> None:
    assert channel in said(text)


def test_ethnic_groups_in_a_list() -> None:
    text = "We know the ethnic group of 60 people: 45 were White, ten were Asian or Asian British and five were Black."
    found = said(text)
    assert "received 45 ethnicity=White" in found
    assert "received 10 ethnicity=Asian or Asian British" in found


@pytest.mark.parametrize(
    "text",
    [
        "We found that 120 complainants (60%) were right, to some extent, to have written to us.",
        "Of those answered, 120 complainants (60%) had cause to complain, at least in part.",
    ],
)
def test_complainants_who_were_right(text: str) -> None:
    assert {"upheld_or_partially_upheld 120", "upheld_or_partially_upheld 60%"} <= set(said(text))


def test_withdrawn_or_something_else_is_of_two_kinds() -> None:
    assert not said("The balance of 62 were either withdrawn or found to be first requests for a service.")


def test_a_target_met_at_times_is_the_years() -> None:
    found = said(
        "Members have set a target of 85% within 10 days, which was met in the last quarter but not in the year."
    )
    assert found == lines("on_time_target 85% @10")


def test_turning_to_services_is_no_service() -> None:
    text = "Turning to the services concerned, bins accounted for 210 of the 600 complaints, housing repairs for 110."
    found = said(text)
    assert "received 210 service_area=Bins" in found or "received 210 theme=Bins" in found
    assert not any("housing received" in line for line in found)


def test_recommendations_all_of_which_were_carried_out() -> None:
    found = said("The Ombudsman made five recommendations, all of which have been carried out.")
    assert found == lines("ombudsman recommendations 5", "ombudsman compliance 5")
