"""What the whole report says decides what single wordings left open."""

from __future__ import annotations

from dataclasses import replace

from extractors.finding import Finding
from extractors.settle import settle
from schemas.codes import Dimension, Measure, Method, Stage, Stream, Unit
from tests.made import box

FIRM = Finding(
    stream=Stream.CORPORATE,
    stage=Stage.STAGE_1,
    period="2023-24",
    measure=Measure.RECEIVED,
    unit=Unit.COUNT,
    value=179,
    box=box(),
    method=Method.TABLE,
    evidence="received 179",
    confidence=0.9,
)
#: The same number in a sentence that names no stage.
OPEN = replace(FIRM, stage=Stage.ALL, stage_open=True, section=4, box=box(top=300), method=Method.PROSE)


def test_a_section_has_the_stage_at_which_firm_figures_repeat_its_numbers() -> None:
    other = replace(OPEN, value=61, measure=Measure.UPHELD)
    assert [finding.stage for finding in settle([FIRM, OPEN, other])] == [Stage.STAGE_1] * 3


def test_a_section_of_its_own_stays_open() -> None:
    elsewhere = replace(OPEN, value=61, section=5)
    assert settle([FIRM, OPEN, elsewhere])[2].stage is Stage.ALL


def test_firm_totals_over_all_stages_keep_a_section_open() -> None:
    total = replace(FIRM, stage=Stage.ALL)
    assert settle([FIRM, total, OPEN])[2].stage is Stage.ALL


def test_small_numbers_tell_nothing() -> None:
    assert settle([replace(FIRM, value=1), replace(OPEN, value=1)])[1].stage is Stage.ALL


def test_a_time_limit_tells_the_stage_that_has_it_alone() -> None:
    firm = replace(FIRM, measure=Measure.ON_TIME, value=82, unit=Unit.PERCENT, target_days=10)
    late = replace(OPEN, measure=Measure.LATE, value=18, unit=Unit.PERCENT, target_days=10)
    assert settle([firm, late])[1].stage is Stage.STAGE_1
    two = replace(firm, stage=Stage.STAGE_2)
    assert settle([firm, two, late])[2].stage is Stage.ALL


def test_soft_words_take_the_measure_of_a_firm_statement() -> None:
    soft = replace(FIRM, measure=Measure.RESPONDED, soft=True, box=box(top=300))
    assert settle([FIRM, soft])[1].measure is Measure.RECEIVED
    responded = replace(FIRM, measure=Measure.RESPONDED)
    assert settle([FIRM, responded, soft])[2].measure is Measure.RESPONDED
    assert settle([replace(FIRM, value=180), soft])[1].measure is Measure.RESPONDED


def test_bare_childrens_figures_are_of_the_procedure_that_repeats_them() -> None:
    firm = replace(FIRM, stream=Stream.CHILDREN_CORPORATE)
    bare = replace(FIRM, stream=Stream.CHILDREN, box=box(top=300))
    assert settle([firm, bare])[1].stream is Stream.CHILDREN_CORPORATE
    statutory = replace(firm, stream=Stream.CHILDREN_STATUTORY)
    assert settle([firm, statutory, bare])[2].stream is Stream.CHILDREN


def test_loose_numbers_yield_to_a_firm_larger_one() -> None:
    loose = replace(FIRM, value=3, loose=True, box=box(top=300))
    assert settle([FIRM, loose]) == [FIRM]
    assert settle([loose]) == [loose]


def test_a_number_stated_twice_is_more_certain() -> None:
    again = replace(FIRM, box=box(top=300))
    assert [round(finding.confidence, 2) for finding in settle([FIRM, again])] == [0.93, 0.93]
    assert [finding.confidence for finding in settle([FIRM, replace(again, value=180)])] == [0.9, 0.9]
    assert settle([FIRM, FIRM])[0].confidence == 0.9, "one place is one statement"


def test_parts_have_the_stage_of_the_figure_that_is_their_sum() -> None:
    values = {"Waste": 90, "Parking": 60, "Libraries": 29}
    parts = [
        replace(FIRM, stage=Stage.ALL, dimension=Dimension.SERVICE_AREA, category=name, value=value, box=box(top=200))
        for name, value in values.items()
    ]
    assert {finding.stage for finding in settle([FIRM, *parts])} == {Stage.STAGE_1}
    assert {finding.stage for finding in settle([FIRM, *parts[:2]])[1:]} == {Stage.ALL}
    twice = replace(FIRM, stage=Stage.STAGE_2)
    assert {finding.stage for finding in settle([FIRM, twice, *parts])[2:]} == {Stage.ALL}


def test_a_table_has_the_stage_at_which_a_sentence_repeats_its_total() -> None:
    said = replace(FIRM, method=Method.PROSE)
    total = replace(FIRM, stage=Stage.ALL, stage_open=True, section=-3, box=box(top=300))
    upheld = replace(total, measure=Measure.UPHELD, value=61)
    assert [finding.stage for finding in settle([said, total, upheld])] == [Stage.STAGE_1] * 3


def test_a_table_stays_as_it_is_where_sentences_disagree_or_only_small_numbers_meet() -> None:
    said = replace(FIRM, method=Method.PROSE)
    other = replace(said, stage=Stage.STAGE_2, value=61, measure=Measure.RESPONDED)
    total = replace(FIRM, stage=Stage.ALL, stage_open=True, section=-3, box=box(top=300))
    answered = replace(total, measure=Measure.RESPONDED, value=61)
    assert [f.stage for f in settle([said, other, total, answered])][2:] == [Stage.ALL] * 2
    few = [replace(said, value=9), replace(total, value=9)]
    assert settle(few)[1].stage is Stage.ALL


def test_a_table_that_stays_open_is_firm_for_sentences() -> None:
    total = replace(FIRM, stage=Stage.ALL, stage_open=True, section=-3)
    limited = replace(FIRM, stage=Stage.STAGE_2, measure=Measure.ON_TIME, value=30, target_days=20)
    late = replace(OPEN, measure=Measure.LATE, value=25, target_days=20)
    assert [finding.stage for finding in settle([total, limited, OPEN, late])][2:] == [Stage.ALL] * 2


def test_an_uphold_rate_that_only_both_kinds_together_give_is_of_both() -> None:
    counts = {Measure.UPHELD: 20, Measure.PARTIALLY_UPHELD: 30, Measure.RESPONDED: 100}
    firm = [replace(FIRM, measure=measure, value=value) for measure, value in counts.items()]
    rate = replace(FIRM, measure=Measure.UPHELD, unit=Unit.PERCENT, value=50, evidence="an uphold rate of 50%")
    assert settle([*firm, rate])[-1].measure is Measure.UPHELD_OR_PARTIALLY_UPHELD
    alone = replace(rate, value=20)
    assert settle([*firm, alone])[-1].measure is Measure.UPHELD
    neither = replace(rate, value=64)
    assert settle([*firm, neither])[-1].measure is Measure.UPHELD
    assert settle([rate])[-1].measure is Measure.UPHELD


def test_a_bare_childrens_figure_at_the_ombudsman_is_no_total_where_both_procedures_have_one() -> None:
    upheld = replace(FIRM, stage=Stage.OMBUDSMAN, measure=Measure.UPHELD, value=1, stream=Stream.CHILDREN_STATUTORY)
    other = replace(upheld, value=2, stream=Stream.CHILDREN_CORPORATE)
    bare = replace(upheld, stream=Stream.CHILDREN, box=box(top=300))
    assert settle([upheld, other, bare])[2].stream is Stream.CHILDREN_STATUTORY
    assert settle([upheld, bare])[1].stream is Stream.CHILDREN


def test_groups_of_children_are_of_the_procedure_of_their_section() -> None:
    total = replace(OPEN, stream=Stream.CHILDREN_STATUTORY, stage_open=False, value=62)
    girls = replace(
        OPEN, stream=Stream.CHILDREN, stage_open=False, value=22, dimension=Dimension.GENDER, category="girls"
    )
    assert settle([total, girls])[1].stream is Stream.CHILDREN_STATUTORY
    assert settle([total, replace(girls, section=5)])[1].stream is Stream.CHILDREN


def test_childrens_figures_have_the_stage_of_their_limit_by_law() -> None:
    bare = replace(OPEN, stream=Stream.CHILDREN_STATUTORY, measure=Measure.ON_TIME, target_days=20)
    later = replace(bare, target_days=65)
    unknown = replace(bare, target_days=40)
    assert [found.stage for found in settle([bare, later, unknown])] == [Stage.STAGE_1, Stage.STAGE_2, Stage.ALL]
