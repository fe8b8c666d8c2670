"""What part of the complaints a number counts: theme, service, complainant, channel, or a procedure."""

from __future__ import annotations

import pytest

from tests.prose.said import block, bullet, heading, lines, said, scope


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve complaints were about delay.", ["received 12 theme=delay"]),
        ("Of these, 61 concerned missed bins and 14 concerned staff attitude.",
         ["received 14 theme=staff attitude", "received 61 theme=missed bins"]),
        ("Forty complaints related to the quality of repairs.", ["received 40 theme=quality of repairs"]),
        ("Delay accounted for 188 complaints.", ["received 188 theme=Delay"]),
        ("Poor communication gave rise to 40, delay to 31 and staff conduct to 12.",
         ["received 12 theme=staff conduct", "received 31 theme=delay", "received 40 theme=Poor communication"]),
        ("Delay was the main reason for complaint, with 40 complaints at stage 1; staff attitude came next with 31.",
         ["stage_1 received 31 theme=staff attitude", "stage_1 received 40 theme=Delay"]),
        ("Quality of service was the commonest reason for complaint, with 40 complaints.",
         ["received 40 theme=Quality of service"]),
        ("The commonest cause of complaint was delay, with 40 of the 90.", ["received 40 theme=delay"]),
        # cases named anew are not those of the sentence before
        ("Twelve complaints were late. 58 complaints concerned staff attitude.",
         ["late 12", "received 58 theme=staff attitude"]),
        # a measure's word in the name of a group
        ("Forty complaints concerned disagreement with a decision.",
         ["received 40 theme=disagreement with a decision"]),
        ("Most were about missed bins (61), delay (22) and noise (five).",
         ["received 22 theme=delay", "received 5 theme=noise", "received 61 theme=missed bins"]),
    ],
)  # fmt: skip
def test_themes(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 27 council tax complaints.", ["received 27 service_area=council tax"]),
        ("There were 31 complaints about council tax.", ["received 31 service_area=council tax"]),
        ("Nine complaints were received for Highways.", ["received 9 service_area=Highways"]),
        ("The Planning service received 61 complaints.", ["received 61 service_area=Planning service"]),
        ("Highways, with 61 complaints, and parking, with 40, had the most.",
         ["received 40 service_area=parking", "received 61 service_area=Highways"]),
        ("Complaints about parking rose to 37.", ["received 37 service_area=parking"]),
        ("Early years received the most complaints (37), followed by Highways (30) and Planning (22).",
         ["received 22 service_area=Planning", "received 30 service_area=Highways",
          "received 37 service_area=Early years"]),
        ("The services with the most complaints were Libraries with 37, Leisure with 30 and Planning with 22.",
         ["received 22 service_area=Planning", "received 30 service_area=Leisure",
          "received 37 service_area=Libraries"]),
        ("Highways accounted for 21% of complaints received, and Hospital discharge for 15%.",
         ["received 15% service_area=Hospital discharge", "received 21% service_area=Highways"]),
        # a list of names is of one kind
        ("37 were about Repairs, 30 about Damp and mould and 22 about Gas servicing.",
         ["received 22 service_area=Gas servicing", "received 30 service_area=Damp and mould",
          "received 37 service_area=Repairs"]),
        ("We received nine complaints about the disabled children's team.",
         ["received 9 service_area=disabled children's team"]),
        ("Council tax complaints increased to 37.", ["received 37 service_area=Council tax"]),
    ],
)  # fmt: skip
def test_services(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirty complaints came from parents.", ["received 30 complainant=parents"]),
        ("Parents made 30 complaints and 7 came from advocates.",
         ["received 30 complainant=Parents", "received 7 complainant=advocates"]),
        ("Fourteen complaints came from young people.", ["received 14 complainant=young people"]),
        ("We received 50 complaints by email and 12 by telephone.",
         ["received 12 channel=telephone", "received 50 channel=email"]),
        ("Sixty complaints arrived through the website.", ["received 60 channel=website"]),
        ("Complaints most often reached us by telephone (31%), then by email (30%).",
         ["received 30% channel=email", "received 31% channel=telephone"]),
        ("50 complaints at stage 1 in 2023/24 were made by telephone, 12 by letter.",
         ["stage_1 received 12 channel=letter", "stage_1 received 50 channel=telephone"]),
        ("Nine complaints were made by young people.", ["received 9 complainant=young people"]),
    ],
)  # fmt: skip
def test_people_and_channels(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stockport Council received 340 complaints.", ["received 340"]),
        ("We received 340 complaints about the council.", ["received 340"]),
        ("The council received 340 formal complaints in the year.", ["received 340"]),
        ("The complaints team answered 340 complaints.", ["responded 340"]),
    ],
)
def test_the_whole_council_is_no_part(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 138 adult social care complaints.", ["adult_social_care received 138"]),
        ("Adult social care received 138 complaints.", ["adult_social_care received 138"]),
        ("There were 41 complaints about schools.", ["schools received 41"]),
    ],
)
def test_procedures_are_streams(text: str, expected: list[str]) -> None:
    assert said(text, about=scope("all")) == lines(*(line.removeprefix("all ") for line in expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two complaints were closed after initial enquiries.",
         ["ombudsman decided 2 decision=closed after initial enquiries"]),
        ("Three complaints were premature and five were outside jurisdiction.",
         ["ombudsman decided 3 decision=premature", "ombudsman decided 5 decision=outside jurisdiction"]),
    ],
)  # fmt: skip
def test_kinds_of_ombudsman_decisions(text: str, expected: list[str]) -> None:
    assert said(heading("Local Government and Social Care Ombudsman"), text) == lines(*expected)


def test_a_heading_tells_what_a_list_is_by() -> None:
    found = said(heading("Complaints by theme"), block("Complaints concerned:"), bullet("Tree roots: 12"))
    assert found == ["received 12 theme=Tree roots"]


def test_compliments_are_broken_down_too() -> None:
    found = said("We received 40 compliments.", "Of these, 31 were about home care.")
    assert found == lines("compliments 31 theme=home care", "compliments 40")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By place, 204 complaints came from Ludlow and 91 from Wem.",
         ["received 204 ward=Ludlow", "received 91 ward=Wem"]),
        ("12 complaints came from Healthwatch.", ["received 12 other=Healthwatch"]),
        ("Charges for care were the main cause (37), followed by delay in visits (24).",
         ["received 24 theme=delay in visits", "received 37 theme=Charges for care"]),
        ("Missed bins alone gave rise to 297 complaints.", ["received 297 theme=Missed bins"]),
        ("Members of Parliament also wrote to us with 402 enquiries.", ["member_enquiries received 402"]),
    ],
)  # fmt: skip
def test_places_and_causes(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_a_part_of_a_group_is_of_that_group() -> None:
    told = said("Thirteen of the complaints received were about delay, and 12 of the 13 were upheld.")
    assert told == lines("received 13 theme=delay", "upheld 12 theme=delay")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("68 complaints were categorised as 'other'.", ["received 68 theme=other"]),
        ("12 complaints were classified as upheld.", ["upheld 12"]),
        (
            "The upheld complaints included four over staff behaviour and two over poor replies.",
            ["upheld 2 theme=poor replies", "upheld 4 theme=staff behaviour"],
        ),
        ("We received 12 complaints over the year.", ["received 12"]),
    ],
)
def test_what_complaints_were_called_and_what_they_were_over(text: str, expected: list[str]) -> None:
    assert said(text, about=scope("all")) == expected


def test_lists_in_which_only_the_first_has_a_verb() -> None:
    text = (
        "Of those, 214 concerned bin collections, 121 potholes and other road defects and 33 the council's own ferries."
    )
    assert "received 33" not in said(text)
    assert "received 33 theme=council's own ferries" in said(text)


def test_who_complained_before_the_number_of_cases() -> None:
    assert said(
        "Complaints were made by a relative in 52 cases, by a neighbour in 27 and by an advocate in 12."
    ) == lines(
        "received 12 complainant=advocate", "received 27 complainant=neighbour", "received 52 complainant=relative"
    )


def test_people_and_their_families_are_all_who_complain() -> None:
    assert said("Residents and their families made 96 complaints.") == ["received 96"]
