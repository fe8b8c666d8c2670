"""The limit book: limits by stage in one sentence, and which of them holds for a stream."""

from __future__ import annotations

import pytest

from extractors.limitbook import LimitBook, collect_limits, limits_by_stage
from extractors.reading.model import Document
from schemas.codes import Stage, Stream
from tests.prose.said import block, scope

ONE, TWO = Stage.STAGE_1, Stage.STAGE_2


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Stage 1 complaints have to be answered within 10 working days", {ONE: 10}),
        ("We allow 15 working days for a stage 1 reply and 25 working days for one at stage 2", {ONE: 15, TWO: 25}),
        ("Ten working days are allowed for stage 1 and twenty for stage 2", {ONE: 10, TWO: 20}),
        ("There are two stages, with 10 working days at stage 1 and 20 working days at stage 2", {ONE: 10, TWO: 20}),
        (
            "The limits of 10 and 20 working days were kept in 80% of stage 1 and 60% of stage 2",
            {ONE: 10, TWO: 20},
        ),
        ("The policy gives managers 12 working days for stage 1 and 30 working days for stage 2", {ONE: 12, TWO: 30}),
        ("Limits of 12 and 30 working days apply at stages 1 and 2", {ONE: 12, TWO: 30}),
        ("Stage 1: 10 working days; stage 2: 20 working days", {ONE: 10, TWO: 20}),
        ("answered within 10 working days (stage 1) or 20 working days (stage 2)", {ONE: 10, TWO: 20}),
        ("Stage 1 and stage 2 replies were due within 20 working days", {}),
        ("stage 1 answered in time stage 2 answered in time within 10 working days 20 working days", {}),
        ("Most complaints are answered within 10 working days", {}),
    ],
)
def test_limits_by_stage(text: str, limits: dict[Stage, int]) -> None:
    assert limits_by_stage(text) == limits


def test_limits_of_a_report() -> None:
    text = "We aim to answer complaints within 15 working days. Every bin is now checked after 4 days."
    book = collect_limits(Document((block(text),), ()), scope())
    assert book.find(Stream.CORPORATE, Stage.ALL) == 15


def test_general_limit_holds_for_streams_without_one() -> None:
    book = LimitBook()
    book.add(None, ONE, 10)
    book.add(Stream.CHILDREN_STATUTORY, ONE, 20)
    assert book.find(Stream.HOUSING, ONE) == 10
    assert book.find(Stream.CHILDREN_STATUTORY, ONE) == 20


def test_one_limit_for_all_stages_of_a_stream_comes_before_the_general_one() -> None:
    book = LimitBook()
    book.add(None, ONE, 10)
    book.add(Stream.ADULT_SOCIAL_CARE, Stage.ALL, 30)
    assert book.find(Stream.ADULT_SOCIAL_CARE, ONE) == 30


def test_several_limits_are_none_unless_the_report_defines_one() -> None:
    book = LimitBook()
    book.add(Stream.CHILDREN_STATUTORY, ONE, 10)
    book.add(Stream.CHILDREN_STATUTORY, ONE, 20)
    assert book.find(Stream.CHILDREN_STATUTORY, ONE) is None
    book.add(Stream.CHILDREN_STATUTORY, ONE, 20, defines=True)
    assert book.find(Stream.CHILDREN_STATUTORY, ONE) == 20


def test_limits_for_other_things_than_answers_are_none() -> None:
    text = "Potholes of that size are now filled within 2 days. Complaints have to be answered within 15 working days."
    document = Document((block(text),), ())
    assert collect_limits(document, scope()).find(Stream.CORPORATE, Stage.ALL) == 15


def test_listed_limits_of_procedures() -> None:
    text = "Limits: adults 30 working days; children 20 working days at Stage 1 and 65 at Stage 2."
    book = collect_limits(Document((block(text),), ()), scope())
    assert book.find(Stream.ADULT_SOCIAL_CARE, Stage.ALL) == 30
    assert book.find(Stream.CHILDREN, ONE) == 20
    assert book.find(Stream.CHILDREN, Stage.STAGE_2) == 65
    assert book.find(Stream.CHILDREN_STATUTORY, ONE) == 20


def test_a_general_limit_that_the_law_does_not_know_is_none_of_childrens_complaints() -> None:
    book = LimitBook()
    book.add(None, ONE, 10)
    book.add(None, Stage.STAGE_2, 20)
    assert book.find(Stream.CHILDREN_STATUTORY, ONE) == 10
    assert book.find(Stream.CHILDREN_STATUTORY, Stage.STAGE_2) is None
