"""Councils named in texts, and the publisher of a report."""

from __future__ import annotations

import pytest

from extractors.register import (
    Form,
    council,
    councils,
    mentions,
    named_in,
    organisations,
    publisher,
    publisher_name,
    slug_of,
    unknown,
)


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


BODY = """
This report covers the complaints that the Council answered. Residents of Stockport made most of them by
e-mail. Stockport Council answers at stage 1 within 20 working days. Compared with its nearest neighbours
(Bury, Trafford Council, Calderdale and Solihull) the rate is low. A case about Manchester Road was upheld.
"""


def test_the_publisher_is_the_council_named_most() -> None:
    found = publisher([("Annual complaints report 2023-24", 5), (BODY, 1)])
    assert found is not None
    assert (found.slug, found.known, found.gss) == ("stockport", True, "E08000007")


def test_a_title_outvotes_peers_in_a_table() -> None:
    table = "\n".join(f"{name} Council 34 56%" for name in ("Wigan", "Bury", "Oldham", "Bolton") * 6)
    found = publisher([("Annual complaints report, Rochdale Borough Council", 5), (table, 1)])
    assert found is not None and found.slug == "rochdale"


def test_a_council_named_in_full_beats_one_named_as_a_place() -> None:
    text = "Lichfield District Council. Birmingham is 15 miles off. Buses to Birmingham and from Birmingham are slower."
    found = publisher([(text, 1)])
    assert found is not None and found.slug == "lichfield"


def test_the_file_name_decides_where_nothing_else_names_a_council() -> None:
    sources = [("Complaints: mid-year progress", 5.0), ("The Council answered 40 complaints.", 1.0)]
    assert publisher(sources) is None
    found = publisher([*sources, ("stockport-midyear-2021-22.pdf", 2.0)])
    assert found is not None and found.slug == "stockport"


def test_an_address_names_its_council() -> None:
    found = publisher([("Questions: complaints@eastdunbarton.gov.uk or feedback@west-lothian.gov.uk.", 1)])
    assert found is not None and found.slug == "west-lothian"


def test_a_former_county_is_not_the_council_that_followed_it() -> None:
    old = publisher([("Buckinghamshire County Council: complaints 2017/18", 5), ("in Buckinghamshire", 1)])
    new = publisher([("Buckinghamshire Council: complaints 2024/25", 5), ("in Buckinghamshire", 1)])
    assert old is not None and new is not None
    assert (old.slug, old.ended, new.slug, new.ended) == ("buckinghamshire-county", "2020-03-31", "buckinghamshire", "")


@pytest.mark.parametrize(
    "sources",
    [
        [("Riverside Housing Trust", 5.0), ("We let homes in Liverpool and Wirral with Liverpool City Council.", 1.0)],
        [("Stroud Town Council: complaints 2023", 5.0), ("The town lies in Stroud District.", 1.0)],
        [("Greater Manchester Combined Authority", 5.0), ("the ten councils, among them Bolton Council", 1.0)],
        [("", 5.0), ("", 1.0)],
        [],
    ],
)
def test_a_publisher_that_is_no_council_is_none(sources: list[tuple[str, float]]) -> None:
    assert publisher(sources) is None


def test_a_company_of_the_council_does_not_hide_it() -> None:
    text = "Cornwall Housing manages the homes. Cornwall is long. Complaints about Cornwall Housing went up."
    found = publisher([(text, 1), ("cornwall-2020-21.pdf", 1)])
    assert found is not None and found.slug == "cornwall"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Annual complaints report 2023/24", "Riverside Housing Trust"], "Riverside Housing Trust"),
        (["BORCHESTER CITY COUNCIL", "COMPLAINTS 2023"], "Borchester City Council"),
        (["Northshire", "Combined Authority", "2022-23"], "Northshire Combined Authority"),
        (["South Eastern Health and Social Care Trust"], "South Eastern Health and Social Care Trust"),
        (["Tall Trees Health and Care Trust: complaints"], "Tall Trees Health and Care Trust"),
        (["Annual Report of the Eastvale Housing Association 2021"], "Eastvale Housing Association"),
        (["Salterton Homes"], "Salterton Homes"),
        (["Report to Full Council", "Adult Social Care and Housing", "Decent Homes"], None),
        (["Complaints about the Council"], None),
        ([], None),
    ],
)
def test_the_name_of_another_publisher(lines: list[str], expected: str | None) -> None:
    assert publisher_name(lines) == expected


def test_organisations_leave_out_councils_of_the_register() -> None:
    text = "Kent County Council and Whitstable Harbour Trust"
    assert [found.name for found in organisations(text)] == ["Whitstable Harbour Trust"]


def test_a_publisher_outside_the_register_gets_a_slug_of_its_name() -> None:
    found = unknown("Riverside Housing Trust")
    assert (found.slug, found.name, found.known) == ("riverside-housing-trust", "Riverside Housing Trust", False)
    assert unknown("???").slug == "unknown"
    assert slug_of("King’s Lynn & West Norfolk") == "kings-lynn-and-west-norfolk"


def test_every_council_is_found_by_its_own_name() -> None:
    for each in councils():
        assert [found.slug for found, _ in named_in(each.name)] == [each.slug], each.name


def test_every_council_is_found_by_its_slug_in_a_file_name() -> None:
    for each in councils():
        assert slugs(f"{each.slug}-complaints-2023-24.pdf") == [each.slug]


def test_a_council_by_its_slug() -> None:
    found = council("fife")
    assert found is not None
    assert (found.name, found.nation, found.kind, found.population) == ("Fife Council", "Scotland", "scottish", 374130)
    assert council("atlantis") is None
