from __future__ import annotations

from pipeline.checks.model import Report
from schemas.observation import Observation
from tests.checks.held import cases, cell, found, held, report, said

ADULTS = "adult_social_care stage_1 2020-21"


def then(*observations: Observation, period: str = "2021-22", council: str = "stockport") -> Report:
    return report(*observations, name=f"{council}-{period.replace(' ', '-').lower()}", period=period, council=council)


def now(*observations: Observation) -> Report:
    return report(*observations, name="stockport-2023-24")


def test_a_later_report_gives_another_value() -> None:
    earlier = then(cell(85, f"{ADULTS} received", page=5), period="2021-22 H1")
    checked = held(now(cell(84, f"{ADULTS} received", page=3)), earlier)
    assert found(checked) == [("restatement", 84, 85)]
    ((of, each),) = checked.found.values()
    assert of.report == "stockport-2023-24"
    assert each.sentence == (
        "Complaints received, adult social care stage 1, 2020-21: 84 here (table, page 3), "
        "85 in the earlier report stockport-2021-22-h1 (table, page 5)."
    )


def test_investigated_may_be_what_the_other_report_calls_received() -> None:
    checked = held(now(cell(84, f"{ADULTS} investigated")), then(cell(85, f"{ADULTS} received")))
    assert found(checked) == [("restatement", 84, 85)]
    both = now(cell(84, f"{ADULTS} investigated"), cell(85, f"{ADULTS} received"))
    assert found(held(both, then(cell(85, f"{ADULTS} received")))) == []


def test_the_year_before_against_the_report_about_it() -> None:
    about = "corporate stage_1 2022-23 received"
    earlier = then(cell(150, about), period="2022-23")
    checked = held(now(said(161, about, "compared with 161 in 2022/23", restates=True)), earlier)
    assert found(checked) == [("prior_year", 161, 150)]
    agreeing = held(now(cell(150, about)), earlier)
    assert (found(agreeing), cases(agreeing, "prior_year"), len(agreeing.borne_out)) == ([], 1, 2)


def test_the_latest_earlier_report_counts() -> None:
    old, newer = then(cell(85, f"{ADULTS} received")), then(cell(84, f"{ADULTS} received"), period="2022-23")
    assert found(held(old, newer, now(cell(84, f"{ADULTS} received")))) == [("restatement", 84, 85)]


def test_other_councils_and_reports_of_the_same_year_are_no_history() -> None:
    given = now(cell(84, f"{ADULTS} received"))
    assert found(held(given, then(cell(85, f"{ADULTS} received"), council="camden"))) == []
    assert found(held(given, then(cell(85, f"{ADULTS} received"), period="2023-24 H1"))) == []


def test_a_number_less_than_half_is_of_something_else() -> None:
    assert found(held(now(cell(84, f"{ADULTS} received")), then(cell(185, f"{ADULTS} received")))) == []
    assert found(held(now(cell(1, f"{ADULTS} received")), then(cell(0, f"{ADULTS} received")))) == [
        ("restatement", 1, 0)
    ]


def test_a_doubtful_reading_restates_nothing() -> None:
    doubtful = cell(84, f"{ADULTS} received", confidence=0.6)
    assert found(held(now(doubtful), then(cell(85, f"{ADULTS} received")))) == []
