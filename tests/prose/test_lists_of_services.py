"""Lists of services of which some have a procedure of their own."""

from __future__ import annotations

from tests.prose.said import bullet, heading, said, scope

WHOLE = scope("all")


def test_the_next_service_is_no_part_of_the_procedure_before_it() -> None:
    found = said(
        "There were a total of 77 informal complaints of which 40 related to Housing, 21 to Highways and 16 to Waste.",
        about=WHOLE,
    )
    assert found == [
        "housing informal received 40",
        "informal received 16 service_area=Waste",
        "informal received 21 service_area=Highways",
        "informal received 77",
    ]


def test_one_that_is_about_something_else() -> None:
    found = said(
        "We had 46 complaints: 20 about adult social care, 15 about schools and 11 about parking.", about=WHOLE
    )
    assert found == [
        "adult_social_care received 20",
        "received 11 service_area=parking",
        "received 46",
        "schools received 15",
    ]


def test_a_part_of_a_part_stays_with_it() -> None:
    found = said(
        "Of the 95 complaints, 50 related to housing, 15 of them about repairs, and 45 to Highways.", about=WHOLE
    )
    assert "housing received 15 service_area=repairs" in found
    assert "received 45 service_area=Highways" in found


def test_work_with_people_is_the_service_for_them() -> None:
    found = said(
        "There were 31 complaints, of which 20 related to the Directorate's work with adults and 11 to the work "
        "with children and families.",
        about=WHOLE,
    )
    assert found == ["adult_social_care received 20", "children received 11", "received 31"]


def test_a_share_of_the_total_is_of_all() -> None:
    found = said("Complaints against Housing & Regeneration accounted for 44% of the total complaints made.")
    assert found == ["received 44% service_area=Housing & Regeneration"]


def test_work_that_is_no_complaint_sets_no_procedure() -> None:
    found = said(
        heading("Children's services"),
        "Below we compare complaints received with:",
        bullet("referrals and open social care cases within children's services"),
        "Of the 118 complaints that entered the formal process:",
        bullet("20 (17%) were upheld"),
        about=WHOLE,
    )
    assert found == ["children received 118", "children upheld 17%", "children upheld 20"]


def test_both_procedures_are_all_of_them() -> None:
    found = said(
        "We received 140 complaints under both the statutory and corporate children's procedures.", about=WHOLE
    )
    assert not [line for line in found if "children_" in line]
