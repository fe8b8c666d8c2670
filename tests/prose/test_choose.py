"""Which of the words around a number say what it counts."""

from __future__ import annotations

import pytest

from extractors.lexicon.kinds import goes_with
from schemas.codes import Measure, Unit
from tests.prose.said import book, lines, said, scope


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # bases
        ("The council received 340 stage 1 complaints.", ["stage_1 received 340"]),
        ("340 stage 1 complaints were received.", ["stage_1 received 340"]),
        ("At stage 1 we logged 340 complaints.", ["stage_1 received 340"]),
        ("We answered 331 complaints at stage 1.", ["stage_1 responded 331"]),
        ("There were 340 complaints at stage 1.", ["stage_1 received 340"]),
        ("Complaints rose during the year to a total of 340.", ["received 340"]),
        # outcomes
        ("At stage 1, 48 complaints were upheld.", ["stage_1 upheld 48"]),
        ("We upheld 48 complaints at stage 1.", ["stage_1 upheld 48"]),
        ("At stage 1, 48 were partly upheld and 112 were not upheld.",
         ["stage_1 not_upheld 112", "stage_1 partially_upheld 48"]),
        ("At stage 1, 48 (26%) were upheld or partially upheld.",
         ["stage_1 upheld_or_partially_upheld 26%", "stage_1 upheld_or_partially_upheld 48"]),
        ("Three stage 1 complaints were withdrawn and eleven were rejected.",
         ["stage_1 rejected 11", "stage_1 withdrawn 3"]),
        ("Of these, 30 were upheld and 18 were not.", ["not_upheld 18", "upheld 30"]),
        ("No stage 2 complaints were upheld.", ["stage_2 upheld 0"]),
        ("Not one stage 1 complaint was late.", ["stage_1 late 0"]),
        ("None of the 14 stage 2 complaints was upheld.", ["stage_2 upheld 0"]),
        ("The uphold rate at stage 1 was 26%.", ["stage_1 upheld 26%"]),
        ("The combined uphold rate at stage 1 was 26%.", ["stage_1 upheld_or_partially_upheld 26%"]),
        ("At stage 1, 48 were found not to be justified.", ["stage_1 not_upheld 48"]),
        ("At stage 1 we found ourselves at fault in 30 cases and partly at fault in 18.",
         ["stage_1 partially_upheld 18", "stage_1 upheld 30"]),
        ("We reached decisions on 400 stage 1 complaints.", ["stage_1 responded 400"]),
        ("5 complaints, 8% of those received at stage 1, were escalated to stage 2.", ["stage_2 escalated 5"]),
        ("At 340, the number of complaints received at stage 1 was 28 higher than that of the previous year (312).",
         ["2022-23 stage_1 received 312", "stage_1 received 340"]),
        ("At the start of the year seven stage 1 complaints were open.", ["stage_1 brought_forward 7"]),
        ("At stage 1, including 12 carried over from the previous year, we answered 340 complaints.",
         ["stage_1 brought_forward 12", "stage_1 responded 340"]),
        ("30 of the 90 complaints answered at stage 1 were upheld, and 4 of the 9 at stage 2.",
         ["stage_1 responded 90", "stage_1 upheld 30", "stage_2 responded 9", "stage_2 upheld 4"]),
        # cases came, and numbers of them moved
        ("We have seen 340 stage 1 complaints come in.", ["stage_1 received 340"]),
        ("The service had 340 stage 1 complaints.", ["stage_1 received 340"]),
        ("The number of cases declined by 4% to 169.", ["received 169"]),
        ("12 residents were not satisfied with the answer at stage 1 and asked for a review at stage 2.",
         ["stage_2 escalated 12"]),
        # other measures
        ("We received 28 written compliments.", ["compliments 28"]),
        ("At year end 9 stage 1 complaints were carried forward.", ["stage_1 carried_forward 9"]),
        ("We identified 17 service improvements.", ["learning_actions 17"]),
        ("On average a stage 1 reply took 16.4 days.", ["stage_1 average_days 16.4 days"]),
        ("We had 4.2 complaints per 1,000 people.", ["received 4.2 per 1000"]),
    ],
)  # fmt: skip
def test_measures(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 1, 82% were answered within 10 working days.", ["stage_1 on_time 82% @10"]),
        ("At stage 1 we answered 82% on time.", ["stage_1 on_time 82% @10"]),
        ("At stage 1, 18% of replies were late.", ["stage_1 late 18% @10"]),
        ("At stage 1, 18% were answered after more than 10 working days.", ["stage_1 late 18% @10"]),
        ("40 stage 1 complaints were answered outside the 10 working day limit.", ["stage_1 late 40 @10"]),
        ("Our 20-day response rate at stage 2 stood at 74%.", ["stage_2 on_time 74% @20"]),
        ("At stage 2, 46% were answered within 10 working days and 75% within 20.",
         ["stage_2 on_time 46% @10", "stage_2 on_time 75% @20"]),
        ("82% of stage 1 complaints met the deadline.", ["stage_1 on_time 82% @10"]),
        ("82% of stage 1 complaints were answered in no more than 10 working days.", ["stage_1 on_time 82% @10"]),
        ("At stage 1, 46 met the deadline and 17 did not.", ["stage_1 late 17 @10", "stage_1 on_time 46 @10"]),
        ("At stage 1, 46 were answered within 10 working days; a reply was sent within 20 working days in 60.",
         ["stage_1 on_time 46 @10", "stage_1 on_time 60 @20"]),
        # replies are what is counted, not what is said of them
        ("82% of replies to complaints at stage 1 were issued within target.", ["stage_1 on_time 82% @10"]),
        ("12 answers to stage 1 complaints were overdue.", ["stage_1 late 12 @10"]),
        ("82 of 100 answers to stage 1 complaints were sent on time.",
         ["stage_1 on_time 82 @10", "stage_1 responded 100"]),
        ("The proportion of stage 1 complaints answered on time held up at 82%.", ["stage_1 on_time 82% @10"]),
        ("Our 10-working-day standard was achieved for 82% of stage 1 complaints.", ["stage_1 on_time 82% @10"]),
        ("Of the 40 stage 1 replies, 18 took longer than 15 working days.",
         ["stage_1 late 18 @15", "stage_1 responded 40"]),
    ],
)  # fmt: skip
def test_times(text: str, expected: list[str]) -> None:
    assert said(text, limits=book(stage_1=10, stage_2=20)) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our target is to answer 90% of stage 1 complaints on time.", ["stage_1 on_time_target 90% @10"]),
        ("At stage 1, against a target of 90%, we answered 82% on time.",
         ["stage_1 on_time 82% @10", "stage_1 on_time_target 90% @10"]),
        ("We aim to answer 95% of complaints at both stages within the limit.",
         ["stage_1 on_time_target 95% @10", "stage_2 on_time_target 95% @20"]),
    ],
)  # fmt: skip
def test_targets(text: str, expected: list[str]) -> None:
    assert said(text, limits=book(stage_1=10, stage_2=20)) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ombudsman ordered us to pay £1,250 in compensation.", ["ombudsman remedy_paid 1250 pounds"]),
        ("We paid complainants £900 as a remedy for delay.", ["remedy_paid 900 pounds"]),
        ("The complaints team has a budget of £90,000.", []),
        ("A new contract for complaints software costs £40,000 a year.", []),
    ],
)
def test_money(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ombudsman decided 14 cases and upheld 6.", ["ombudsman decided 14", "ombudsman upheld 6"]),
        ("The Ombudsman closed 14 complaints.", ["ombudsman decided 14"]),
        (
            "The Ombudsman upheld 6 of the 14 complaints that it investigated.",
            ["ombudsman investigated 14", "ombudsman upheld 6"],
        ),
        (
            "The Ombudsman found fault in 6 of the 14 investigations.",
            ["ombudsman investigated 14", "ombudsman upheld 6"],
        ),
        (
            "The Ombudsman found fault in 6 of the 14 complaints it looked into.",
            ["ombudsman investigated 14", "ombudsman upheld 6"],
        ),
        ("The Ombudsman issued two public reports.", ["ombudsman public_reports 2"]),
        ("We complied with 100% of the Ombudsman's recommendations.", ["ombudsman compliance 100%"]),
        ("The Ombudsman made recommendations in 5 cases.", ["ombudsman recommendations 5"]),
        ("The Ombudsman was satisfied that we had complied in 98% of cases.", ["ombudsman compliance 98%"]),
    ],
)
def test_at_the_ombudsman(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    "text",
    [
        "All 340 complaints were acknowledged in time.",
        "We extended the deadline in 12 cases.",
        "We trained 45 officers to answer complaints.",
        "Nine psychologists were appointed.",
        "In a survey 61% said their complaint was handled well.",
        "Nationally 57% of complaints were upheld.",
        "The average for similar councils was 63%.",
        "The council answered 212 freedom of information requests.",
        "One complaint that we upheld was about a dog.",
        "The borough has 98,000 homes.",
        "Complaints rose by 12%.",
    ],
)
def test_numbers_that_are_no_figures_of_ours(text: str) -> None:
    assert said(text) == []


def test_a_percentage_of_all_complaints_is_no_measure() -> None:
    assert said("Stage 1 complaints made up 80% of all complaints received.") == []


@pytest.mark.parametrize(
    ("measure", "unit", "expected"),
    [
        (Measure.UPHELD, None, True),
        (Measure.UPHELD, Unit.PERCENT, True),
        (Measure.UPHELD, Unit.DAYS, False),
        (Measure.UPHELD, Unit.PER_1000, False),
        (Measure.RECEIVED, Unit.PER_1000, True),
        (Measure.AVERAGE_DAYS, Unit.DAYS, True),
        (Measure.AVERAGE_DAYS, None, False),
        (Measure.REMEDY_PAID, Unit.GBP, True),
        (Measure.REMEDY_PAID, None, False),
        (Measure.ON_TIME_TARGET, None, False),
    ],
)
def test_units_of_measures(measure: Measure, unit: Unit | None, expected: bool) -> None:
    assert goes_with(measure, unit) is expected


def test_in_another_report_the_same_words_mean_its_stream() -> None:
    about = scope("children_statutory", whole="children", slug="wandsworth")
    assert said("We received 12 stage 1 complaints.", about=about) == ["stage_1 received 12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At stage 2 we found in the customer's favour in 21, partly so in nine, and stood by the service in 40.",
         ["stage_2 not_upheld 40", "stage_2 partially_upheld 9", "stage_2 upheld 21"]),
        ("At stage 2, twelve overturned the first reply at least in part, 30 left it as it stood.",
         ["stage_2 not_upheld 30", "stage_2 upheld_or_partially_upheld 12"]),
        ("At stage 1, 90 were upheld; in 64 (41%) the service had done nothing wrong.",
         ["stage_1 not_upheld 41%", "stage_1 not_upheld 64", "stage_1 upheld 90"]),
        ("At stage 1 fault was found in 24; in 26 there was none.", ["stage_1 not_upheld 26", "stage_1 upheld 24"]),
        ("At stage 1 fault of one kind or another was found in 60% (81 of 135).",
         ["stage_1 upheld_or_partially_upheld 60%", "stage_1 upheld_or_partially_upheld 81"]),
        ("We backed over 2,000 families last year.", []),
        ("At stage 1, 49 answers were on time and six were not.", ["stage_1 late 6", "stage_1 on_time 49"]),
        ("At stage 1, 49 were upheld and six were not.", ["stage_1 not_upheld 6", "stage_1 upheld 49"]),
        ("We did not uphold 46 stage 1 complaints.", ["stage_1 not_upheld 46"]),
    ],
)  # fmt: skip
def test_findings_told_in_other_words(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


def test_the_two_parts_together() -> None:
    text = "At stage 1, 30% were upheld and 20% partly upheld. Taking both together the share rose from 47% to 50%."
    assert said(text) == lines(
        "2022-23 stage_1 upheld_or_partially_upheld 47%",
        "stage_1 partially_upheld 20%",
        "stage_1 upheld 30%",
        "stage_1 upheld_or_partially_upheld 50%",
    )


def test_together_means_nothing_where_no_parts_were_given() -> None:
    assert said("Taking both together the share rose from 47% to 50%.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody at stage 1 had fewer than 40 complaints.", []),
        ("We received 12 fewer than the 52 stage 1 complaints of 2022/23.", ["2022-23 stage_1 received 52"]),
        ("A family of 4 complained at stage 1.", []),
    ],
)
def test_bounds_are_no_counts(text: str, expected: list[str]) -> None:
    assert said(text) == lines(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With regards to complaints being justified, there were 9 of the 40 (22.5%).", ["upheld 22.5%", "upheld 9"]),
        ("In terms of complaints upheld, we had 9 at stage 1.", ["stage_1 upheld 9"]),
        ("As for complaints upheld, the rate was 34%.", ["upheld 34%"]),
        # the number has words of its own
        ("Turning to complaints upheld, 9 were answered late.", ["late 9"]),
    ],
)
def test_what_the_opening_of_a_sentence_says(text: str, expected: list[str]) -> None:
    assert [each for each in said(text) if "responded" not in each and "received" not in each] == expected


def test_stages_without_a_space() -> None:
    assert said("Out of 55 complaints 51 were on time (stage1 and 2), and stage2 had 3 upheld complaints.") == lines(
        "on_time 51", "stage_2 upheld 3"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fault was accepted in full in 143 cases and in part in a further 98; 214 complaints were turned down.",
            ["not_upheld 214", "partially_upheld 98", "upheld 143"],
        ),
        (
            "The original decision was confirmed in 33 reviews, altered in part in 11 and overturned in seven.",
            ["stage_2 not_upheld 33", "stage_2 partially_upheld 11", "stage_2 upheld 7"],
        ),
    ],
)
def test_outcomes_in_other_words(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two panels upheld the complaint, three upheld it in part and four did not uphold it.",
            ["not_upheld 4", "partially_upheld 3", "upheld 2"],
        ),
        (
            "At Stage 2, 25 of 64 were decided wholly or partly in the customer's favour.",
            ["stage_2 upheld_or_partially_upheld 25"],
        ),
    ],
)
def test_upheld_in_part_and_in_somebodys_favour(text: str, expected: list[str]) -> None:
    assert [line.replace("stage_3 ", "") for line in said(text)] == expected
