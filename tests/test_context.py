"""What headings say about the blocks below them."""

from __future__ import annotations

import pytest

from extractors.context import Context, brackets_are_prior, school_years, under, walk
from extractors.reading.model import Document
from schemas.codes import Dimension, Measure, Stage, Stream
from tests.prose.said import block, heading, scope


def below(*headings: tuple[str, int], **about: str) -> Context:
    """The context below headings, each with its level."""
    whole = scope(**about)
    context = Context(whole, period=whole.period, stage=whole.stage)
    for text, level in headings:
        context = under(context, heading(text, level))
    return context


@pytest.mark.parametrize(
    ("text", "stream"),
    [
        ("Adult social care complaints", Stream.ADULT_SOCIAL_CARE),
        ("Corporate complaints", Stream.CORPORATE),
        ("Children's social care: statutory complaints", Stream.CHILDREN_STATUTORY),
        ("Enquiries from councillors", Stream.MEMBER_ENQUIRIES),
        ("How to complain", None),
    ],
)
def test_streams(text: str, stream: Stream | None) -> None:
    assert below((text, 2), stream="all").stream is stream


@pytest.mark.parametrize(
    ("text", "stage", "several"),
    [
        ("Stage 2 reviews", Stage.STAGE_2, False),
        ("Stage 1 and stage 2 complaints", None, True),
        ("Escalation from stage 1 to stage 2", Stage.STAGE_2, False),
        ("Local Government and Social Care Ombudsman", Stage.OMBUDSMAN, False),
        ("Learning", None, False),
    ],
)
def test_stages(text: str, stage: Stage | None, several: bool) -> None:
    context = below((text, 2))
    assert (context.stage, context.several_stages) == (stage, several)


def test_lower_headings_end_at_the_next_of_their_rank() -> None:
    context = below(("Adult social care", 1), ("Stage 1", 2), ("Compliments", 2))
    assert (context.stream, context.stage, context.measure) == (Stream.ADULT_SOCIAL_CARE, None, Measure.COMPLIMENTS)
    assert below(("Adult social care", 1), ("Learning", 1)).stream is None


def test_a_bare_stage_stands_below_its_neighbour() -> None:
    context = below(("Adult social care complaints", 2), ("Stage 1", 2))
    assert (context.stream, context.stage) == (Stream.ADULT_SOCIAL_CARE, Stage.STAGE_1)
    assert [words.text for words in context.headings] == ["Adult social care complaints", "Stage 1"]


def test_a_new_stream_begins_without_a_stage() -> None:
    assert below(("Stage 1", 1), ("Adult social care complaints", 2)).stage is None


def test_the_ombudsman_is_the_whole_councils() -> None:
    context = below(("Corporate complaints", 1), ("Ombudsman", 2), stream="corporate", whole="all")
    assert context.stream is None
    assert context.stream_for(Stage.OMBUDSMAN) is Stream.ALL


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Complaints in 2022/23", "2022-23"),
        ("Quarter 3 of 2023/24", "2023-24 Q3"),
        ("Plans for 2025/26", "2023-24"),
        ("2021/22 and 2022/23 compared", "2023-24"),
        ("May 2023", "2023-24"),
    ],
)
def test_periods(text: str, period: str) -> None:
    assert below((text, 2)).period == period


def test_cues_of_breakdowns() -> None:
    assert below(("Complaints by theme", 2)).cue is Dimension.THEME
    assert below(("Complaints by theme", 2), ("In detail", 3)).cue is Dimension.THEME


@pytest.mark.parametrize(
    ("stream", "stage", "expected"),
    [
        ("corporate", Stage.STAGE_1, Stream.CORPORATE),
        ("corporate", Stage.ALL, Stream.ALL),
        ("children", Stage.STAGE_1, Stream.CHILDREN_STATUTORY),
        ("children", Stage.OMBUDSMAN, Stream.ALL),
    ],
)
def test_streams_of_bare_figures(stream: str, stage: Stage, expected: Stream) -> None:
    about = scope(stream, whole="all")
    assert Context(about, period=about.period).stream_for(stage) is expected


def test_escalated_stage_2_is_a_stage_of_its_own_in_scotland_only() -> None:
    english = below().facets("Stage 2 after escalation")
    scottish = below(stream="all", slug="fife").facets("Stage 2 after escalation")
    assert (english.stages, english.measures) == ((Stage.STAGE_2,), (Measure.ESCALATED,))
    assert scottish.stages == (Stage.STAGE_2_ESCALATED,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Figures for the previous year are given in brackets.", True),
        ("Numbers in brackets are those of the same quarter a year before.", True),
        ("In brackets we give percentages.", False),
    ],
)
def test_brackets(text: str, expected: bool) -> None:
    assert brackets_are_prior(Document((block(text),), ())) is expected


def test_school_years() -> None:
    assert school_years(Document((block("Schools report by academic year."),), ()))
    assert school_years(Document((block("From September 2022 to August 2023 schools had 40."),), ()))
    assert not school_years(Document((block("Schools had 40 in 2022/23."),), ()))


def test_walking_passes_every_block_with_its_context() -> None:
    document = Document((block("Before"), heading("Stage 2"), block("Below")), ())
    assert [(b.text.string, c.stage) for b, c in walk(document, scope())] == [
        ("Before", None), ("Stage 2", Stage.STAGE_2), ("Below", Stage.STAGE_2),
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "stream"), [("Corporate complaints", "corporate"), ("Adults' complaints", "all")])
def test_stages_after_the_corporate_section_are_corporate(first: str, stream: str) -> None:
    context = below((first, 2), ("How fast we answered", 2), stream="all")
    assert context.stream_for(Stage.STAGE_1) is Stream(stream)
    assert context.stream_for(Stage.ALL) is Stream.ALL


@pytest.mark.parametrize(
    ("text", "part"),
    [("Planning", "Planning"), ("Waste services", "Waste services"), ("Planning for next year", ""), ("Stage 1", "")],
)
def test_a_section_on_one_service(text: str, part: str) -> None:
    assert below((text, 1)).part == part


@pytest.mark.parametrize(
    ("stream", "text", "found"),
    [
        ("schools", "SEND and home to school transport", Stream.CHILDREN_CORPORATE),
        ("children", "Education, health and care plans", Stream.CHILDREN_CORPORATE),
        ("schools", "How parents send us complaints", None),
        ("corporate", "Special educational needs", None),
    ],
)
def test_education_follows_the_corporate_procedure(stream: str, text: str, found: Stream | None) -> None:
    assert below((text, 2), stream=stream).stream is found


@pytest.mark.parametrize(
    ("others", "stream"),
    [
        (("Corporate complaints", "Children's social care"), Stream.CHILDREN_CORPORATE),
        (("Adult social care", "Corporate complaints"), Stream.CHILDREN_CORPORATE),
        (("Corporate complaints", "What we learned"), None),
        (("Compliments", "What we learned"), None),
    ],
)
def test_a_section_on_education_among_those_of_procedures(others: tuple[str, ...], stream: Stream | None) -> None:
    blocks = [heading(text) for text in (*others, "Education and SEND")]
    blocks.append(block("Forty-three reviews were finished."))
    told = [context.stream for _, context in walk(Document(blocks=tuple(blocks), pages=()), scope("all"))]
    assert told[-1] is stream
