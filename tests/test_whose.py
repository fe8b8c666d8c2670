from __future__ import annotations

from pathlib import Path

import pytest
from made import extraction, failed, scope

from pipeline.cli import SAMPLE
from pipeline.collect import Source, collect
from pipeline.whose import Owner, owner


def of_file(name: str) -> tuple[str | None, str | None]:
    found = owner(Source("r", Path(name), None), failed())
    return found.council, found.period


def test_a_report_that_was_read_says_itself() -> None:
    read = extraction(scope=scope("camden", "Camden Council", "2022-23 H1"))
    assert owner(Source("r", Path("leeds-2019-20.pdf"), None), read) == Owner("camden", "Camden Council", "2022-23 H1")


@pytest.mark.parametrize(
    ("name", "council", "period"),
    [
        ("stockport-annual-2023-24.pdf", "stockport", "2023-24"),
        ("Stockport Annual Complaints Report 2022_23.pdf", "stockport", "2022-23"),
        ("manchester_children_2023-2024.pdf", "manchester", "2023-24"),
        ("kent-2023-24-q1.pdf", "kent", "2023-24 Q1"),
        ("broken.pdf", None, None),
        ("scan0001.pdf", None, None),
        ("leeds-complaints.pdf", "leeds", None),
    ],
)
def test_of_a_file_that_could_not_be_read_its_name_has_to_say(
    name: str, council: str | None, period: str | None
) -> None:
    assert of_file(name) == (council, period)


def test_two_years_in_a_name_tell_nothing() -> None:
    assert of_file("leeds-2021-22-to-2022-23.pdf")[1] is None


def test_the_registry_knows_better_than_the_name() -> None:
    sample = collect([SAMPLE / "fife-2016-17.pdf"]).sources[0]
    misnamed = Source("r", Path("leeds-2021-22.pdf"), sample.sha256, sample.published)
    assert owner(misnamed, failed()) == Owner("fife", "Fife Council", "2016-17")
