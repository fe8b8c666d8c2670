"""The publisher of a report."""

from __future__ import annotations

import pytest

from extractors.publisher import publisher, publisher_name

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
