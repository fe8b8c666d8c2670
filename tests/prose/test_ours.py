"""Which numbers of a sentence are figures of this council's complaints."""

from __future__ import annotations

import pytest

from extractors.prose.ours import counts_something_else, is_not_counted, is_of_others
from tests.prose.said import heading, said, scope, sentence


def told(text: str) -> list[bool]:
    taken = sentence(text)
    return [counts_something_else(taken, group) for group in taken.groups]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine psychologists were appointed.", [True]),
        ("We run 14 care homes.", [True]),
        ("43% of the staff took part.", [True]),
        ("Nine complaints were upheld.", [False]),
        ("Nine stage 1 complaints were upheld.", [False]),
        ("43% of them were upheld.", [False]),
        ("Nine were upheld.", [False]),
        ("A further nine others followed.", [False]),
        ("Nine parking complaints were upheld.", [False]),
    ],
)
def test_nouns(text: str, expected: list[bool]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nationally, 57% were upheld.", [True]),
        ("The average for similar councils was 57%.", [True]),
        ("57% across all councils were upheld.", [True]),
        ("Nationally rates rose, and we upheld 43%.", [False]),
        ("We upheld 43%; nationally it was 57%.", [False, True]),
        ("The average reply took 43 days.", [False]),
    ],
)
def test_others(text: str, expected: list[bool]) -> None:
    taken = sentence(text)
    assert [is_of_others(taken, group) for group in taken.groups] == expected


def test_lists_of_acknowledgements_go_on() -> None:
    taken = sentence("We acknowledged 212 at once, and 31 the next day; we upheld 48.")
    first, second, third = taken.groups
    assert is_not_counted(taken, first, 0)
    assert is_not_counted(taken, second, first.end)
    assert not is_not_counted(taken, third, second.end)


def test_appeals_to_a_tribunal_are_no_complaints() -> None:
    assert said("Parking appeals are heard elsewhere: 310 were lodged and 120 succeeded.") == []


@pytest.mark.parametrize(
    "text",
    [
        "About one household in every 150 made a complaint.",
        "Nine complaints in ten were upheld.",
        "Three out of four complaints were upheld.",
        "Some 9,870 people were receiving care.",
        "The county covers a quarter of the land with only 133,200 people, and one closed road can lead to complaints.",
        "On 31 March 1,640 children were open to a social worker.",
        "The complaint is in none of the tables that show what was upheld.",
        "Some 870 people were receiving care, 215 of them in homes, and complaints came in.",
    ],
)
def test_numbers_that_count_no_complaints(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine complaints in ten working days were upheld.", ["upheld 9"]),
        ("Nine complaints in two services were upheld.", ["upheld 9"]),
        ("240 people received an answer.", ["responded 240"]),
    ],
)
def test_numbers_that_do(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_what_the_ombudsman_upheld_of_those_that_it_investigated() -> None:
    assert said(heading("The Ombudsman"), "Of the 32 complaints that it investigated the Ombudsman upheld 23.") == [
        "ombudsman investigated 32",
        "ombudsman upheld 23",
    ]


def test_open_at_both_ends_of_a_year() -> None:
    assert said("Fourteen complaints had been open when the year began and 11 were still open when it closed.") == [
        "brought_forward 14",
        "carried_forward 11",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two storms in November and December brought 61 complaints.", []),
        ("We received 61 complaints between May and July.", []),
        ("We received 61 complaints in May, a result of the storm of April.", ["2023-24 M02 received 61"]),
        ("We received 61 complaints, a consequence of the flood in May.", ["received 61"]),
        ("We received 61 complaints between April and June.", ["2023-24 Q1 received 61"]),
    ],
)
def test_several_months(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "For landlords of our size it was 73% that were upheld.",
        "Among complaints to councils like us 73% were upheld.",
        "The Ombudsman publishes its counts; across Wales 76% of complaints were closed in 20 working days.",
        "Two officers have been added to the four we had to answer complaints.",
        "To answer nine corporate complaints in ten inside the time limit is our aim.",
    ],
)
def test_others_and_ourselves(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Corporate complaints should be closed in 10 working days at stage 1 and 20 at stage 2.",
        "An investigation should take no longer than twenty, and the service must answer within five days.",
        "A complaint should be answered within 15 working days, and 25 for the second stage.",
        "A change of rounds led to 133 complaints in three weeks.",
        "We received 53 complaints in the fortnight that followed.",
        "Councillors sent 1 in 4 of all the complaints.",
    ],
)
def test_limits_stretches_and_shares(text: str) -> None:
    assert said(text) == []


def test_late_orders_are_no_late_complaints() -> None:
    assert said(heading("The Housing Ombudsman"), "Two orders on damp were late.") == []
    assert said(heading("The Housing Ombudsman"), "Three recommendations were not in time.") == []
    assert said(heading("The Housing Ombudsman"), "We complied with 98% of orders within the time allowed.") == [
        "housing ombudsman compliance 98%"
    ]


def test_complaints_that_went_to_informal_resolution() -> None:
    assert said("Over the year 186 complaints went to informal resolution.") == ["informal received 186"]


def test_the_extreme_rate_is_that_of_a_service() -> None:
    assert said("Hospital discharge had the largest proportion upheld, at 75%.") == [
        "upheld 75% service_area=Hospital discharge"
    ]
    assert said("We had the highest proportion upheld for years, at 75%.") == ["upheld 75%"]


def test_whoever_answers_is_no_service() -> None:
    assert said("A Head of Service responded to 60 stage 2 complaints.") == ["stage_2 responded 60"]
    assert said("The Planning service responded to 60 complaints.") == ["responded 60 service_area=Planning service"]


def test_the_number_at_a_stage_changes() -> None:
    assert said("The number at stage 2 went up from 55 to 62.") == [
        "2022-23 stage_2 received 55",
        "stage_2 received 62",
    ]
    assert said("The total for stage 1 fell to 62.") == ["stage_1 received 62"]


def test_the_part_of_a_year_behind_a_number() -> None:
    text = "The service got quicker through the year, from 70% of replies in time between April and June to 83% since."
    assert said(text)[0].startswith("2023-24 Q1 on_time 70%")
    assert said("We received 36 complaints in October to December and 48 in the last three months.") == [
        "2023-24 Q3 received 36",
        "2023-24 Q4 received 48",
    ]


def test_complaints_about_all_councils() -> None:
    assert said("The Ombudsman upholds 71% of complaints about councils on average.") == []


def test_days_that_answers_took() -> None:
    assert said("It took 31.4 working days to respond to complaints.") == ["average_days 31.4 days"]
    assert said("It took 31 days to repair the lift.") == []


def test_what_did_not_happen() -> None:
    assert said("Six complaints did not progress to stage 2.") == []
    assert said("We reopened 68 complaints, compared with 113 in 2022/23.") == []
    assert said("There was a decrease in the number of complaints of six.") == []
    assert said("At that time, we received 48 complaints.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We received 92 letters, emails and posts praising our staff.", []),
        ("We upheld 49 complaints, which equates to 0.03% of our patient contacts.", ["upheld 49"]),
        ("Nationally, the Ombudsman received 16,000 complaints. Of these, 51% were upheld (up from 46%).", []),
        ("It was agreed that the share answered within the time be increased from 90% to 95%.", []),
        ("To investigate them we spent £4,710 and this includes sums paid to complainants.", []),
        ("There was a rise with 53 complaints completed.", ["responded 53"]),
        ("The Council received five Housing Ombudsman determinations.", ["housing ombudsman decided 5"]),
    ],
)
def test_what_counts_something_else(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_an_ombudsmans_time_limit_is_no_case_there() -> None:
    text = "Within the SPSO timescale of 20 working days we answered 75% (3) of stage 2 complaints."
    assert said(text) == ["stage_2 on_time 3 @20", "stage_2 on_time 75% @20"]


def test_this_quarter_is_the_one_spoken_of() -> None:
    assert "2023-24 Q2 received 98" in said(
        "In quarter 2 there was a rise. Over this quarter we received 98 complaints."
    )


def test_the_month_of_a_meeting() -> None:
    assert said("The minutes of the April board meeting said that 58% were upheld.") == ["upheld 58%"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 4,016 children known to us in the year, 53% were male and 46% were female.", []),
        ("We received 447 complaints (Tables 1 & 5, Figure 1).", ["received 447"]),
        ("There were higher contacts (177) with the service.", []),
        (
            "Ten complaints were upheld, and four of these had been the result of poor communication.",
            ["upheld 10", "upheld 4 theme=poor communication"],
        ),
    ],
)
def test_what_is_no_headline(text: str, expected: list[str]) -> None:
    assert set(said(text)) == set(expected)


def test_formal_and_informal_complaints_together() -> None:
    text = "There were 157 statutory and informal complaints. Of these, 141 were statutory complaints."
    assert not any("informal" in each for each in said(text, about=scope("children_statutory")))


def test_findings_of_an_ombudsman_are_no_cases() -> None:
    text = (
        "The Ombudsman determined 14 cases, making 37 findings: 19 of maladministration, nine of no maladministration."
    )
    assert said(text, about=scope("housing")) == [
        "ombudsman decided 14",
        "ombudsman not_upheld 9",
        "ombudsman upheld 19",
    ]


def test_how_late_answers_were_is_no_mean() -> None:
    assert said("Where the standard was missed the delay averaged four days.") == []


def test_findings_in_brackets_are_no_cases() -> None:
    assert (
        said("Stage 2 investigations made 31 findings about adults (12 upheld) and 26 about children (9 upheld).") == []
    )


def test_one_of_their_choices_is_no_case() -> None:
    assert said("Places were offered to 4,795 children; 93% received one of their preferences.") == []


def test_what_the_figures_leave_out_is_none_of_them() -> None:
    assert said("We received 251 complaints. They leave out 30 complaints about county-wide teams.") == ["received 251"]


@pytest.mark.parametrize(
    "text",
    [
        "At any one time some 14,800 people in the county receive long-term care.",
        "All 26 young people were offered an advocate and 19 accepted.",
        "The Ombudsman took no new cases for three months.",
    ],
)
def test_what_is_offered_received_or_not_taken_is_no_complaint(text: str) -> None:
    assert said(text) == []
