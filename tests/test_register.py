"""The register of councils, and short names."""

from __future__ import annotations

from extractors.register import council, slug_of, unknown


def test_a_publisher_outside_the_register_gets_a_slug_of_its_name() -> None:
    found = unknown("Riverside Housing Trust")
    assert (found.slug, found.name, found.known) == ("riverside-housing-trust", "Riverside Housing Trust", False)
    assert unknown("???").slug == "unknown"
    assert slug_of("King’s Lynn & West Norfolk") == "kings-lynn-and-west-norfolk"


def test_a_council_by_its_slug() -> None:
    found = council("fife")
    assert found is not None
    assert (found.name, found.nation, found.kind, found.population) == ("Fife Council", "Scotland", "scottish", 374130)
    assert council("atlantis") is None
