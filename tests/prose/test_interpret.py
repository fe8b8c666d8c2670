"""Paragraphs as a whole: where numbers stand, how sure they are, and what is left unread."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.context import Context
from extractors.limitbook import LimitBook
from extractors.prose.interpret import read_paragraph
from extractors.prose.state import State
from schemas.codes import Measure, Unit
from tests.prose.said import block, findings, heading, lines, said, scope


def test_the_box_is_that_of_the_number() -> None:
    (finding,) = findings("The council received 340 stage 1 complaints.")
    assert (finding.box.x0, finding.box.x1) == (5.0 * 21, 5.0 * 24)
    assert finding.evidence == "The council received 340 stage 1 complaints."


def test_the_evidence_is_the_sentence() -> None:
    (finding,) = findings("Here is our report. We received 340 stage 1 complaints. It was a busy year.")
    assert finding.evidence == "We received 340 stage 1 complaints."


def test_near_words_are_surer_than_far_ones() -> None:
    (near,) = findings("We upheld 48 stage 1 complaints.")
    (far,) = findings(
        "At stage 1 the outcome was that, over the course of a long year, 48 complaints in the end came to be upheld."
    )
    assert near.confidence > far.confidence


def test_soft_words_are_marked() -> None:
    (soft,) = findings("We dealt with 340 stage 1 complaints.")
    (hard,) = findings("We received 340 stage 1 complaints.")
    assert (soft.soft, hard.soft) == (True, False)


def test_a_stage_that_no_words_name_is_open() -> None:
    assert [finding.stage_open for finding in findings("We received 340 complaints.")] == [True]
    assert [finding.stage_open for finding in findings("We received 340 stage 1 complaints.")] == [False]


def test_small_numbers_without_base_or_year_are_loose() -> None:
    assert [finding.loose for finding in findings("We upheld 4 complaints.")] == [True]
    assert [finding.loose for finding in findings("We upheld 4 complaints in 2023/24.")] == [False]
    assert [finding.loose for finding in findings("We upheld 4 of the 9 complaints.")] == [False]


def test_numbers_of_others_are_reported_as_unread() -> None:
    about = scope()
    reading = read_paragraph(
        block("Nationally 57% of complaints were upheld."), State(Context(about, period=about.period)), LimitBook()
    )
    assert [(unread.text, unread.reason) for unread in reading.unread] == [
        ("57%", "another council's figure or an average")
    ]


def test_a_survey_goes_on_in_the_next_sentence() -> None:
    text = "We surveyed 212 complainants. Of these, 61 were content. We received 340 stage 1 complaints."
    assert said(text) == ["stage_1 received 340"]


def test_percentages_above_100_and_halves_are_no_values() -> None:
    assert said("At stage 1, 140% were upheld.") == []


def test_a_base_that_words_name() -> None:
    assert said("We upheld 54 of the ninety stage 1 complaints that were answered.") == lines(
        "stage_1 responded 90", "stage_1 upheld 54"
    )
    assert said("At stage 1, 26 of 52 replies were late.") == lines("stage_1 late 26", "stage_1 responded 52")


def test_the_same_in_another_unit() -> None:
    text = "At stage 1 we upheld 48 complaints. That is 26% of them."
    assert said(text) == lines("stage_1 upheld 26%", "stage_1 upheld 48")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We made 28 service improvements, of which 12 concerned training.", ["learning_actions 28"]),
        ("We identified 17 lessons from complaints.", ["learning_actions 17"]),
    ],
)
def test_improvements(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


WORDS = st.lists(
    st.sampled_from(
        re.findall(
            r"\S+",
            """we received answered upheld partly not complaints stage 1 2 340 48 (26%) 12 three none no of the these in
            2022/23 last year compared with from to and were was within 20 working days , ; . about delay council tax
            the Ombudsman £450 respectively ( ) :""",
        )
    ),
    max_size=25,
).map(" ".join)


@given(WORDS)
def test_any_paragraph_can_be_read(text: str) -> None:
    if not text.strip():
        return
    for finding in findings(text, brackets_prior=True):
        assert finding.value >= 0
        assert finding.evidence in text
        assert 0.3 <= finding.confidence <= 0.93
        assert finding.unit is not Unit.PERCENT or finding.value <= 100
        assert finding.measure is not Measure.AVERAGE_DAYS or finding.unit is Unit.DAYS
        assert (finding.dimension is None) == (finding.category is None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 1 30 were closed. Of those, 24 (80%) were given in ten working days and 6 were not.",
         ["stage_1 responded 30", "stage_1 on_time 24 @10", "stage_1 on_time 80% @10", "stage_1 late 6 @10"]),
        ("At stage 2 50 reviews were completed; 38 (76%) were inside the twenty days, 12 outside.",
         ["stage_2 responded 50", "stage_2 on_time 38 @20", "stage_2 on_time 76% @20", "stage_2 late 12 @20"]),
        ("We received 30 complaints at stage 1 and 9 at stage 2. The average was 7 working days at the former and "
         "19 at the latter.",
         ["stage_1 received 30", "stage_2 received 9", "stage_1 average_days 7 days", "stage_2 average_days 19 days"]),
        ("We aim to close 90% of stage 1 complaints in ten days and 85% of stage 2 complaints in twenty.",
         ["stage_1 on_time_target 90% @10", "stage_2 on_time_target 85% @20"]),
        ("Per thousand residents that is 3.4 complaints.", ["received 3.4 per 1000"]),
        ("Compliments are kept by teams: 80 came in.", ["compliments 80"]),
        ("80 compliments came in; in 2022-23 there were 95.", ["compliments 80", "2022-23 compliments 95"]),
        ("12 were late, most of them between June and September.", ["late 12"]),
        ("In the nine months to December 2023 we received 92 complaints.", []),
        ("Between April and December 2023 92 complaints were received.", []),
        ("Three were upheld, one partly and two not.", ["upheld 3", "partially_upheld 1", "not_upheld 2"]),
    ],
)  # fmt: skip
def test_what_is_told_without_its_verb(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delay was the reason in 31 complaints, cost of care in 24 and staff conduct in nine.",
         ["received 31 theme=Delay", "received 24 theme=cost of care", "received 9 theme=staff conduct"]),
        ("Parking complaints almost doubled, from 40 in 2022-23.", ["2022-23 received 40 service_area=Parking"]),
        ("The Ombudsman made six recommendations; five were carried out in time.",
         ["ombudsman recommendations 6", "ombudsman compliance 5"]),
        ("The Ombudsman agreed with Mr B, who paid £900 too much.", []),
    ],
)  # fmt: skip
def test_parts_and_what_became_of_them(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_kind_of_decision_before_its_number() -> None:
    text = "Early resolution was agreed in seven and nine were premature."
    assert said(heading("Ombudsman"), text) == lines(
        "ombudsman decided 7 decision=Early resolution", "ombudsman decided 9 decision=premature"
    )


def test_limits_of_several_stages_leave_the_next_paragraph_open() -> None:
    limits = (
        "Limits: children 20 working days at Stage 1 and 65 at Stage 2. A Stage 3 panel has to meet within 30 days."
    )
    assert said(heading("Complaints"), limits, "In adult social care 47 complaints were upheld.") == [
        "adult_social_care upheld 47"
    ]
