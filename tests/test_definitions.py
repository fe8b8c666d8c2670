"""Definitions: what a report's "upheld" takes in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.definitions import upheld_takes_in_parts, with_parts
from extractors.finding import Finding
from extractors.reading.model import Document
from schemas.codes import Measure, Method, Stage, Stream, Unit
from tests.made import box
from tests.prose.said import block


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A complaint upheld in part is shown as upheld.", True),
        ("Complaints that were partly upheld are counted with those upheld.", True),
        ("Upheld includes complaints that were upheld in part.", True),
        ("Of 40 complaints 12 were upheld and 9 partly upheld.", False),
        ("Nine were partly upheld and are shown in Table 2.", False),
    ],
)
def test_what_upheld_takes_in(text: str, expected: bool) -> None:
    assert upheld_takes_in_parts(Document((block(text),), ())) is expected


def test_upheld_in_full_or_part_unless_told_apart_or_the_ombudsmans() -> None:
    plain = Finding(
        stream=Stream.CORPORATE,
        stage=Stage.STAGE_1,
        period="2023-24",
        measure=Measure.UPHELD,
        unit=Unit.COUNT,
        value=12,
        box=box(),
        method=Method.TABLE,
        evidence="upheld 12",
        confidence=0.9,
    )
    stage_2 = replace(plain, stage=Stage.STAGE_2)
    partly = replace(stage_2, measure=Measure.PARTIALLY_UPHELD)
    ombudsman = replace(plain, stage=Stage.OMBUDSMAN)
    found = with_parts([plain, stage_2, partly, ombudsman])
    assert [each.measure for each in found] == [
        Measure.UPHELD_OR_PARTIALLY_UPHELD,
        Measure.UPHELD,
        Measure.PARTIALLY_UPHELD,
        Measure.UPHELD,
    ]
