"""Councils and other organisations named in texts."""

from __future__ import annotations

import pytest

from extractors.naming import Form, mentions, named_in, organisations
from extractors.register import councils


def slugs(text: str) -> list[str]:
    return [found.slug for found, _ in named_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Complaints in West Lancashire rose", ["west-lancashire"]),
        ("Complaints in Lancashire rose", ["lancashire"]),
        ("North West Leicestershire and North East Derbyshire", ["north-west-leicestershire", "north-east-derbyshire"]),
        ("residents of Mid and East Antrim", ["mid-and-east-antrim"]),
        ("Mid & East Antrim Borough Council", ["mid-and-east-antrim"]),
        ("City of York Council", ["york"]),
        ("London Borough of Camden", ["camden"]),
        ("Brighton & Hove City Council", ["brighton-and-hove"]),
        ("St Helens Council", ["st-helens"]),
        ("St. Helens Council", ["st-helens"]),
        ("Kingston upon Hull", ["hull"]),
        ("Kingston upon Thames", ["kingston-upon-thames"]),
        ("King's Lynn and West Norfolk", ["kings-lynn-and-west-norfolk"]),
        ("Borough Council of King’s Lynn & West Norfolk", ["kings-lynn-and-west-norfolk"]),
        ("Stockton on Tees Borough Council", ["stockton-on-tees"]),
        ("Newcastle-under-Lyme Borough Council", ["newcastle-under-lyme"]),
        ("Newcastle City Council", ["newcastle-upon-tyne"]),
        ("Bournemouth, Christchurch and Poole Council", ["bournemouth-christchurch-and-poole"]),
        ("BCP Council", ["bournemouth-christchurch-and-poole"]),
        ("Armagh City, Banbridge and Craigavon Borough Council", ["armagh-city-banbridge-and-craigavon"]),
        ("Cyngor Sir Ynys Môn", ["isle-of-anglesey"]),
        ("Cyngor Caerdydd", ["cardiff"]),
        ("The Highland Council", ["highland"]),
        ("Council of the Isles of Scilly", ["isles-of-scilly"]),
        ("Royal Borough of Windsor & Maidenhead", ["windsor-and-maidenhead"]),
        ("Buckinghamshire County Council", ["buckinghamshire-county"]),
        ("Buckinghamshire Council", ["buckinghamshire"]),
        ("Somerset West and Taunton Council", ["somerset-west-and-taunton"]),
        ("STOCKPORT METROPOLITAN BOROUGH COUNCIL", ["stockport"]),
        ("Stockport's residents", ["stockport"]),
        ("Wyre Forest, not Wyre Borough Council", ["wyre-forest", "wyre"]),
    ],
)
def test_a_council_is_found_by_its_names(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reading the report took an hour.", []),
        ("Reading was not on the list.", []),
        ("in Reading and in Fareham", []),
        ("Reading Borough Council", ["reading"]),
        ("Reading Council", ["reading"]),
        ("Stroud District", ["stroud"]),
        ("the Borough of Fareham", ["fareham"]),
        ("in the London Borough of Sutton", ["sutton"]),
        ("the City of Westminster", ["westminster"]),
        ("Hart District Council", ["hart"]),
        ("Bath and North East Somerset", ["bath-and-north-east-somerset"]),
        ("bury the cable", []),
    ],
)
def test_common_words_need_the_word_council_beside_them(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "works on Manchester Road",
        "flooding by the River Rother",
        "Greater Manchester Police",
        "East Lancashire Hospitals",
        "the University of Sheffield",
        "Sheffield University",
        "Cllr Preston asked",
        "Kent Street car park",
        "Stroud Town Council",
        "Lewes Parish Council",
        "Leeds Youth Council",
    ],
)
def test_streets_rivers_people_and_other_bodies_are_no_councils(text: str) -> None:
    assert slugs(text) == []


def test_offsets_point_at_the_name() -> None:
    text = "The peers were Wigan, the London Borough of Brent and Stoke-on-Trent City Council."
    assert [text[at:].split()[0].strip(",") for _, at in named_in(text)] == ["Wigan", "London", "Stoke-on-Trent"]


def test_the_form_tells_a_council_from_a_place() -> None:
    forms = {text: mentions(text)[0].form for text in ("Camden Council", "City of Camden", "Camden")}
    assert forms == {
        "Camden Council": Form.OFFICIAL,
        "City of Camden": Form.TITLED,
        "Camden": Form.BARE,
    }
    assert mentions("Camden Council Tax")[0].form is Form.BARE


def test_file_names_may_be_in_lower_case() -> None:
    assert slugs("stockport-annual-2023-24.pdf") == ["stockport"]
    assert slugs("mid_and_east_antrim_2024.pdf") == ["mid-and-east-antrim"]
    assert slugs("StockportAnnualReport.pdf") == ["stockport"]
    assert slugs("reading-complaints-2022-23.pdf") == ["reading"]


def test_organisations_leave_out_councils_of_the_register() -> None:
    text = "Kent County Council and Whitstable Harbour Trust"
    assert [found.name for found in organisations(text)] == ["Whitstable Harbour Trust"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("University of Dundee Complaints Report 2024", "University of Dundee"),
        ("NHS Greater Glasgow and Clyde: Annual Feedback Report", "NHS Greater Glasgow and Clyde"),
        ("Betsi Cadwaladr University Health Board", "Betsi Cadwaladr University Health Board"),
        ("Complaints to Police Scotland", "Police Scotland"),
        ("Cardiff University", "Cardiff University"),
        ("Northern Ireland Housing Executive", "Northern Ireland Housing Executive"),
    ],
)
def test_public_bodies_that_are_no_councils(text: str, name: str) -> None:
    assert [found.name for found in organisations(text)] == [name]


def test_every_council_is_found_by_its_own_name() -> None:
    for each in councils():
        assert [found.slug for found, _ in named_in(each.name)] == [each.slug], each.name


def test_every_council_is_found_by_its_slug_in_a_file_name() -> None:
    for each in councils():
        assert slugs(f"{each.slug}-complaints-2023-24.pdf") == [each.slug]
