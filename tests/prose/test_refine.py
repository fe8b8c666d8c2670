"""A measure made more exact by a time limit or an ombudsman beside it."""

from __future__ import annotations

import pytest

from extractors.lexicon.match import Span
from extractors.prose.attach import choices, measures
from extractors.prose.refine import at_ombudsman, refined
from schemas.codes import Measure, Stage
from tests.prose.said import heading, lines, said, scope, sentence


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
    taken = sentence(f"They {words} 12 complaints.")
    span = Span("measure", measure.value, 0, len(words), words)
    assert at_ombudsman(taken, taken.groups[0], measure, span, stage) is expected


def test_what_an_ombudsman_considers_with_enquiries_is_what_it_received() -> None:
    assert said("The Ombudsman considered 14 complaints or enquiries about us, of which 3 were investigated.") == lines(
        "ombudsman received 14", "ombudsman investigated 3"
    )


def test_at_the_ombudsman() -> None:
    head = heading("The Ombudsman")
    assert said(head, "We carried out 100% of its recommendations, though three were late.") == [
        "ombudsman compliance 100%"
    ]
    assert said(head, "One public report was issued, in February.") == ["ombudsman public_reports 1"]
    assert said(head, "The Ombudsman settled six complaints about us.") == ["ombudsman decided 6"]
    assert said(head, "They held 52 findings.") == []


def test_tenants_are_all_who_go_to_the_housing_ombudsman() -> None:
    text = "The Housing Ombudsman determined five complaints from our tenants and found service failure in two."
    assert said(heading("The Ombudsman"), text) == ["housing ombudsman decided 5", "housing ombudsman upheld 2"]


def test_services_of_upheld_cases_at_the_ombudsman() -> None:
    text = "Seven of the thirteen upheld complaints were about children's services and four about adult care."
    assert said(heading("The Ombudsman"), text, about=scope("all")) == lines(
        "ombudsman upheld 7 service_area=children's services", "ombudsman upheld 4 service_area=adult care"
    )


def test_one_procedure_goes_on_at_the_ombudsman() -> None:
    texts = (
        "The Ombudsman received nine complaints about adult social care and decided eight.",
        "Three were investigated and two were upheld.",
    )
    assert said(heading("The Ombudsman"), " ".join(texts), about=scope("all")) == lines(
        "adult_social_care ombudsman received 9",
        "adult_social_care ombudsman decided 8",
        "adult_social_care ombudsman investigated 3",
        "adult_social_care ombudsman upheld 2",
    )
