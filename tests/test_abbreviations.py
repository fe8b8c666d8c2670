"""A report's own abbreviations."""

from __future__ import annotations

import pytest

from extractors.abbreviations import find_abbreviations, known_as, spans_of
from extractors.lexicon.facets import facets
from extractors.reading.model import Document
from schemas.codes import Stream
from tests.prose.said import block


def abbreviations(*texts: str) -> dict[str, Stream]:
    return find_abbreviations(Document(tuple(block(text) for text in texts), ()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Complaints about Adult Social Services (ASS) rose.", {"ASS": Stream.ADULT_SOCIAL_CARE}),
        ("HLS = housing landlord services", {"HLS": Stream.HOUSING}),
        ("NS-C: non-statutory children's complaints.", {"NS-C": Stream.CHILDREN_CORPORATE}),
        ("CSW stands for children's social work", {"CSW": Stream.CHILDREN_STATUTORY}),
        ("The Local Government and Social Care Ombudsman (LGSCO) wrote.", {}),
        ("We measure by Key Performance Indicators (KPI).", {}),
        ("Complaints about housing (XQ)", {}),
    ],
)
def test_found(text: str, expected: dict[str, Stream]) -> None:
    assert abbreviations(text) == expected


def test_the_first_meaning_is_kept() -> None:
    found = abbreviations("Housing Landlord (HL) services", "HL = health and adult social care, lately")
    assert found == {"HL": Stream.HOUSING}


def test_labels_know_them() -> None:
    words = known_as(facets("HLS stage 1"), {"HLS": Stream.HOUSING})
    assert words.streams == (Stream.HOUSING,)
    assert words.residue == ()
    assert known_as(facets("Other stage 1"), {"HLS": Stream.HOUSING}) == facets("Other stage 1")


def test_their_places_in_a_sentence() -> None:
    (span,) = spans_of("We logged 12 HLS complaints", {"HLS": Stream.HOUSING})
    assert (span.tag, span.code, span.start, span.end) == ("stream", "housing", 13, 16)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Testford Homes and Places is the council's landlord arm.", "Testford Homes and Places"),
        ("Our landlord service, Places for Testford, has 900 flats.", "Places for Testford"),
        ("Northside Living manages the council's homes.", "Northside Living"),
        ("Kent County Council is the landlord of few.", None),
        ("Tower Hamlets is the landlord of many.", None),
        ("Grounds and Parks is the council's largest service.", None),
    ],
)
def test_names_of_landlords(text: str, name: str | None) -> None:
    assert abbreviations(text) == ({name: Stream.HOUSING} if name else {})


def test_labels_know_the_landlords_name() -> None:
    words = known_as(facets("Homes and Places"), {"Homes and Places": Stream.HOUSING})
    assert (words.streams, words.residue, words.group) == ((Stream.HOUSING,), (), None)
