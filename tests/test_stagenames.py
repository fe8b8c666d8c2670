"""Names of stages: what a report calls its stages, and where these names stand for them."""

from __future__ import annotations

import pytest

from extractors.lexicon.facets import facets
from extractors.reading.model import Document
from extractors.stagenames import find_stage_names, stage_spans, with_stages
from schemas.codes import Stage
from tests.prose.said import block


def document(*texts: str) -> Document:
    return Document(tuple(block(text) for text in texts), ())


@pytest.mark.parametrize(
    ("text", "name", "stage"),
    [
        ("Stage 2 is a formal investigation by another service.", "formal investigation", Stage.STAGE_2),
        ("Stage One (local resolution) is for the service.", "local resolution", Stage.STAGE_1),
        ("Then you may ask for an independent review (stage 2).", "independent review", Stage.STAGE_2),
        ("Stage 3: final review", "final review", Stage.STAGE_3),
    ],
)
def test_names(text: str, name: str, stage: Stage) -> None:
    assert find_stage_names(document(text)) == {name: stage}


def test_a_name_of_two_stages_is_none() -> None:
    assert find_stage_names(document("Stage 1 is a formal review.", "Stage 2 is a formal review.")) == {}


def test_informal_and_formal_alone() -> None:
    names = find_stage_names(document("Stage 1 is informal resolution. Stage 2 is a formal investigation."))
    assert with_stages(facets("Formal"), names).stages == (Stage.STAGE_2,)
    assert with_stages(facets("Informal"), names).stages == (Stage.STAGE_1,)
    assert with_stages(facets("Formal complaints"), names).stages == (Stage.STAGE_2,)
    assert with_stages(facets("Formal dress"), names).stages == ()


def test_places_in_a_sentence() -> None:
    (span,) = stage_spans("There were 58 formal investigations.", {"formal investigation": Stage.STAGE_2})
    assert (span.tag, span.code, span.text) == ("stage", "stage_2", "formal investigations")
