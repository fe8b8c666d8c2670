"""Whether a report's bare complaints are those of every procedure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.finding import Finding
from extractors.whole import holds_other_procedures, is_of_one_procedure
from schemas.codes import Dimension, Measure, Method, Stage, Stream, Unit
from tests.made import box, scope

ADULTS = Finding(
    stream=Stream.ADULT_SOCIAL_CARE,
    stage=Stage.ALL,
    period="2023-24",
    measure=Measure.RECEIVED,
    unit=Unit.COUNT,
    value=57,
    box=box(),
    method=Method.PROSE,
    evidence="57 complaints",
    confidence=0.9,
)
PART = replace(
    ADULTS,
    stream=Stream.CORPORATE,
    stage=Stage.STAGE_1,
    dimension=Dimension.SERVICE_AREA,
    category="Adult Social Care",
    box=box(top=300),
)


def test_a_service_with_the_number_of_its_own_section() -> None:
    assert holds_other_procedures(scope(), [PART, ADULTS])


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (replace(PART, value=56), ADULTS),
        (replace(PART, category="Libraries"), ADULTS),
        (replace(PART, period="2022-23"), ADULTS),
        (replace(PART, measure=Measure.UPHELD), ADULTS),
        (replace(PART, value=4), replace(ADULTS, value=4)),
        (replace(PART, value=12), replace(ADULTS, value=12)),
    ],
)
def test_other_numbers_tell_nothing(part: Finding, other: Finding) -> None:
    assert not holds_other_procedures(scope(), [part, other])


def test_two_small_numbers_tell_as_much() -> None:
    children = replace(ADULTS, stream=Stream.CHILDREN_STATUTORY, value=21)
    parts = [replace(PART, value=12), replace(PART, category="Children's services", value=21)]
    assert holds_other_procedures(scope(), [*parts, replace(ADULTS, value=12), children])


def test_the_landlord_is_a_service_of_the_council() -> None:
    housing = replace(ADULTS, stream=Stream.HOUSING, value=210)
    assert not holds_other_procedures(scope(), [replace(PART, category="Housing", value=210), housing])


def test_a_report_on_one_procedure_stays_so() -> None:
    assert not holds_other_procedures(scope(stream=Stream.CHILDREN_STATUTORY), [PART, ADULTS])


SCOPE_OF_CHILDREN = replace(scope(), stream=Stream.CHILDREN_STATUTORY, whole=Stream.CHILDREN)
STATUTORY = replace(ADULTS, stream=Stream.CHILDREN_STATUTORY, stage=Stage.STAGE_1)


def test_a_childrens_report_on_one_procedure() -> None:
    assert is_of_one_procedure(SCOPE_OF_CHILDREN, [STATUTORY])
    assert not is_of_one_procedure(SCOPE_OF_CHILDREN, [STATUTORY, replace(STATUTORY, stream=Stream.CHILDREN_CORPORATE)])
    assert not is_of_one_procedure(scope(), [STATUTORY])


def test_a_childrens_report_that_tells_of_the_statutory_stages_alone() -> None:
    about = replace(SCOPE_OF_CHILDREN, stream=Stream.CHILDREN)
    assert is_of_one_procedure(about, [STATUTORY])
    assert not is_of_one_procedure(about, [replace(STATUTORY, stream=Stream.CHILDREN)])
    assert not is_of_one_procedure(about, [STATUTORY, replace(STATUTORY, stream=Stream.SCHOOLS)])
