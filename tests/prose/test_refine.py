"""A measure made more exact by a time limit or an ombudsman beside it."""

from __future__ import annotations

import pytest

from extractors.lexicon.match import Span
from extractors.prose.attach import choices, measures
from extractors.prose.refine import at_ombudsman, refined
from schemas.codes import Measure, Stage
from tests.prose.said import sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("331 were answered.", Measure.RESPONDED),
        ("331 were answered within 20 working days.", Measure.ON_TIME),
        ("331 were answered in more than 20 working days.", Measure.LATE),
        ("31 were answered outside the 20 working days.", Measure.LATE),
        ("31 were answered late.", Measure.LATE),
        ("We answered 84% on time.", Measure.ON_TIME),
        ("31 were upheld within 20 working days.", Measure.UPHELD),
    ],
)
def test_time_limits(text: str, expected: Measure) -> None:
    taken = sentence(text)
    group = taken.groups[0]
    assert refined(taken, group, choices(taken, group, measures(taken))[0]) is expected


@pytest.mark.parametrize(
    ("words", "measure", "stage", "expected"),
    [
        ("closed", Measure.RESPONDED, Stage.OMBUDSMAN, Measure.DECIDED),
        ("determined", Measure.RESPONDED, Stage.OMBUDSMAN, Measure.DECIDED),
        ("answered", Measure.RESPONDED, Stage.OMBUDSMAN, Measure.RESPONDED),
        ("closed", Measure.RESPONDED, Stage.STAGE_1, Measure.RESPONDED),
        ("upheld", Measure.UPHELD, Stage.OMBUDSMAN, Measure.UPHELD),
    ],
)
def test_what_an_ombudsman_finishes_is_decided(words: str, measure: Measure, stage: Stage, expected: Measure) -> None:
    assert at_ombudsman(measure, Span("measure", measure.value, 0, len(words), words), stage) is expected
