"""What a label says about the numbers beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon.facets import facets, longest, stream_of
from extractors.lexicon.match import Span
from schemas.codes import Dimension, Measure, Stage, Stream, Unit


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Complaints received", [Measure.RECEIVED]),
        ("Number upheld", [Measure.UPHELD]),
        ("Partly upheld", [Measure.PARTIALLY_UPHELD]),
        ("Not upheld", [Measure.NOT_UPHELD]),
        ("Upheld or partly upheld", [Measure.UPHELD_OR_PARTIALLY_UPHELD]),
        ("Average response time (days)", [Measure.AVERAGE_DAYS]),
        ("Answered within 20 working days", [Measure.ON_TIME, Measure.RESPONDED]),
        ("Within 10 days", [Measure.ON_TIME]),
        ("In statutory or agreed timescale", [Measure.ON_TIME]),
        ("Received in the period", [Measure.RECEIVED]),
        ("Discontinued", [Measure.WITHDRAWN]),
        ("Answered after more than 20 working days", [Measure.LATE, Measure.RESPONDED]),
        ("Replies sent in limit", [Measure.ON_TIME, Measure.RESPONDED]),
        ("Part B. Parking", []),
        ("Part of the service", []),
        ("Settled without a decision", [Measure.RESOLVED]),
        ("Parking", []),
    ],
)
def test_measures(text: str, measures: list[Measure]) -> None:
    assert list(facets(text).measures) == measures


def test_soft_words_leave_the_measure_open() -> None:
    assert facets("Complaints dealt with").soft
    assert not facets("Complaints received and dealt with").soft


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("Stage 1", [Stage.STAGE_1]),
        ("Stages 1 and 2", [Stage.STAGE_1, Stage.STAGE_2]),
        ("From stage 1 to stage 2", [Stage.STAGE_1, Stage.STAGE_2]),
        ("Review panels", [Stage.STAGE_3]),
        ("LGSCO", [Stage.OMBUDSMAN]),
        ("Council tax", []),
    ],
)
def test_stages(text: str, stages: list[Stage]) -> None:
    assert list(facets(text).stages) == stages


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("% upheld", Unit.PERCENT),
        ("Uphold rate", Unit.PERCENT),
        ("Per 1,000 homes", Unit.PER_1000),
        ("Compensation (£)", Unit.GBP),
        ("Average days", Unit.DAYS),
        ("Upheld", None),
    ],
)
def test_units(text: str, unit: Unit | None) -> None:
    assert facets(text).unit is unit


@pytest.mark.parametrize(
    ("text", "is_total"),
    [
        ("Total", True),
        ("Grand total", True),
        ("District total", True),
        ("All complaints", True),
        ("Year to date", True),
        ("All other services", False),
        ("Parking (total of two teams)", False),
    ],
)
def test_totals(text: str, is_total: bool) -> None:
    assert ("total" in facets(text).flags) is is_total


@pytest.mark.parametrize(
    ("text", "residue"),
    [
        ("Number of complaints received in 2023/24", []),
        ("Council Tax", ["Council", "Tax"]),
        ("Stage 1 Parking", ["Parking"]),
        ("The cost of blue badges", ["cost", "blue", "badges"]),
    ],
)
def test_what_nothing_explains(text: str, residue: list[str]) -> None:
    assert list(facets(text).residue) == residue


def test_breakdowns() -> None:
    assert facets("Complaints by theme").cue is Dimension.THEME
    assert facets("Council tax").group is Dimension.SERVICE_AREA
    assert facets("Email").group is Dimension.CHANNEL


@pytest.mark.parametrize(
    ("text", "context", "stream"),
    [
        ("Adult social care", None, Stream.ADULT_SOCIAL_CARE),
        ("Corporate", Stream.CORPORATE, Stream.CORPORATE),
        ("Corporate", Stream.CHILDREN, Stream.CHILDREN_CORPORATE),
        ("Non-statutory", Stream.CHILDREN, Stream.CHILDREN_CORPORATE),
        ("Non-statutory", None, Stream.CORPORATE),
        ("Statutory", Stream.CHILDREN, Stream.CHILDREN_STATUTORY),
        ("Social care", Stream.CHILDREN, Stream.CHILDREN_STATUTORY),
        ("Children's services", None, Stream.CHILDREN),
        ("Children's and adults' services", None, Stream.CHILDREN),
        ("Housing and public health", None, None),
        ("All complaints", None, Stream.ALL),
        ("Member enquiries about housing", None, Stream.MEMBER_ENQUIRIES),
        ("Local Government and Housing Ombudsman", None, None),
        ("Delay", Stream.CHILDREN, None),
    ],
)
def test_streams(text: str, context: Stream | None, stream: Stream | None) -> None:
    assert stream_of(facets(text), context) is stream


def test_the_longest_words_of_a_kind_are_kept() -> None:
    long, short = Span("stage", "stage_2", 0, 9, ""), Span("stage", "stage_1", 5, 12, "")
    other = Span("stream", "housing", 5, 12, "")
    assert longest([short, long, other]) == [long, other]


@given(st.text(max_size=80))
def test_any_label_can_be_read(text: str) -> None:
    words = facets(text)
    assert words.text == text
    assert all(
        word
        in text.replace("’", "'")
        .replace("‘", "'")
        .replace("–", "-")
        .replace("—", "-")
        .replace("−", "-")
        .replace("‑", "-")
        for word in words.residue
    )


@pytest.mark.parametrize(
    ("label", "stages"),
    [
        ("Stage 1 (Informal)", (Stage.STAGE_1,)),
        ("Stage 1 - informal resolution", (Stage.STAGE_1,)),
        ("Informal resolution (Stage 1)", (Stage.STAGE_1,)),
        ("Informal resolution", (Stage.INFORMAL,)),
        ("Closed at Stage 2 (non-escalated)", (Stage.STAGE_2,)),
        ("Closed at Stage 2 (escalated)", (Stage.STAGE_2_ESCALATED,)),
        ("Frontline complaints", (Stage.STAGE_1,)),
    ],
)
def test_names_of_numbered_stages(label: str, stages: tuple[Stage, ...]) -> None:
    assert facets(label).stages == stages
