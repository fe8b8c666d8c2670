"""The name of a group, cut out of the words around a number."""

from __future__ import annotations

import pytest

from extractors.context import Context
from extractors.prose.category import Breakdown, clean, is_ourselves, named, names_council, without_council
from schemas.codes import Dimension, Stream
from tests.prose.said import said, scope

CONTEXT = Context(scope("all"), period="2023-24")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the delay, which was long", "delay"),
        ("missed bins and 14 others", "missed bins"),
        ("missed bins and street cleaning", "missed bins and street cleaning"),
        ("staff attitude and were upheld", "staff attitude"),
        ("our parking, compared with", "parking"),
        ("council tax (the largest group)", "council tax"),
        ("noise and the", "noise"),
        ("parking, and the council", "parking"),
        ("parking, twelve delay", "parking"),
        ("children looked after and twelve", "children looked after"),
        ("young people in their own right", "young people"),
        ("", ""),
    ],
)
def test_clean(words: str, name: str) -> None:
    assert clean(words) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the council", True),
        ("us", True),
        ("our authority's staff", True),
        ("the year", True),
        ("council tax", False),
        ("council housing", False),
        ("all of them", True),
        ("which", True),
        ("Parking", False),
        ("the service", True),
        ("the parking service", False),
    ],
)
def test_is_ourselves(name: str, expected: bool) -> None:
    assert is_ourselves(name) is expected


def test_the_councils_own_name() -> None:
    assert names_council("Stockport Council had", CONTEXT)
    assert not names_council("Leeds had", CONTEXT)
    assert without_council("parking in Stockport", CONTEXT) == "parking"
    assert without_council("parking in the year", CONTEXT) == "parking"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("delay", Breakdown(Dimension.THEME, "delay")),
        ("council tax", Breakdown(Dimension.SERVICE_AREA, "council tax")),
        ("tree roots", Breakdown(Dimension.OTHER, "tree roots")),
        ("adult social care", Stream.ADULT_SOCIAL_CARE),
        ("the council", None),
        ("2022/23", None),
    ],
)
def test_named(words: str, expected: Breakdown | Stream | None) -> None:
    assert named(words, CONTEXT, Dimension.OTHER) == expected


def test_tenants_who_complain_to_their_landlord_are_everyone() -> None:
    assert said("We had 204 complaints from tenants at stage one.", about=scope("housing")) == ["stage_1 received 204"]
    beside = "Of 204 complaints 180 came from tenants and 24 from leaseholders."
    assert said(beside, about=scope("housing")) == [
        "received 180 complainant=tenants",
        "received 24 complainant=leaseholders",
    ]


def test_a_stream_in_a_list_of_shares_is_not_what_follows() -> None:
    shares = "Complaints to Environment accounted for 41% of the total, Housing for 33%."
    assert "stage_1 average_days 12.4 days" in said(
        f"{shares} On average it took us 12.4 days to close a Stage 1 complaint."
    )


def test_the_department_that_a_report_is_about_is_no_part_of_it() -> None:
    text = "Adult and Community Services received 251 complaints."
    assert said(text, about=scope("adult_social_care")) == ["received 251"]
