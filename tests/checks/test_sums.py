from __future__ import annotations

import pytest

from schemas.observation import Observation
from tests.checks.held import cases, cell, held, report, said, sentence, told


def quarters(*values: float) -> list[Observation]:
    names = ("Q1", "Q2", "Q3", "Q4")
    return [
        cell(value, f"corporate stage_1 2020-21 {name} received") for name, value in zip(names, values, strict=False)
    ]


def test_quarters_make_the_year() -> None:
    year = said(1873, "corporate stage_1 2020-21 received", page=3)
    given = [year, *quarters(297, 441, 583, 597)]
    assert told(*given) == [("sum.periods", 1873, 1918)]
    assert sentence(*given)[0] == (
        "Complaints received, corporate stage 1, 2020-21: 1,873 (text, page 3), but its 4 parts make "
        "297 + 441 + 583 + 597 = 1,918."
    )
    checked = held(report(cell(1918, "corporate stage_1 2020-21 received"), *quarters(297, 441, 583, 597)))
    assert (len(checked.found), cases(checked, "sum.periods")) == (0, 1)


def test_a_quarter_that_is_missing_leaves_nothing_to_test() -> None:
    checked = held(report(cell(1873, "corporate stage_1 2020-21 received"), *quarters(297, 441, 583)))
    assert cases(checked, "sum.periods") == 0


def test_halves_months_and_half_years() -> None:
    half = [
        cell(value, f"corporate all 2020-21 {name} received") for name, value in (("Q1", 55), ("Q2", 67), ("H1", 121))
    ]
    assert told(*half) == [("sum.periods", 121, 122)]
    months = [cell(10, f"corporate all 2020-21 M{month:02d} received") for month in range(1, 13)]
    assert told(cell(119, "corporate all 2020-21 received"), *months) == [("sum.periods", 119, 120)]


def test_percentages_are_never_added_up() -> None:
    rates = [cell(50, f"corporate all 2020-21 {name} upheld", unit="percent") for name in ("H1", "H2")]
    assert told(cell(50, "corporate all 2020-21 upheld", unit="percent"), *rates) == []


def stages(total: float, *values: float, year: str = "2023-24", table: str = "Table 1") -> list[Observation]:
    parts = [
        cell(value, f"corporate stage_{number} {year} responded", table) for number, value in enumerate(values, start=1)
    ]
    return [cell(total, f"corporate all {year} responded", table), *parts]


def test_stages_that_make_more_than_the_total_in_their_table() -> None:
    assert told(*stages(11, 8, 3, 1)) == [("sum.stages", 11, 12)]


def test_stages_that_make_less_may_lack_one_unless_another_year_closes() -> None:
    assert told(*stages(13, 8, 3, 1)) == []
    assert told(*stages(13, 8, 3, 1), *stages(22, 15, 5, 2, year="2022-23")) == [("sum.stages", 13, 12)]


def test_a_total_may_be_of_the_first_stage_or_with_the_ombudsman() -> None:
    assert told(*stages(8, 8, 3, 1)) == []
    assert told(*stages(21, 15, 5), cell(1, "corporate ombudsman 2023-24 responded")) == []


def procedures(year: str, total: float, *values: float, table: str = "Table 2") -> list[Observation]:
    streams = ("corporate", "adult_social_care", "children_statutory", "children_corporate", "schools")
    parts = [
        cell(
            value,
            f"{stream} stage_1 {year} {'received' if stream == 'schools' else 'investigated'}",
            f"{table} {stream}",
        )
        for stream, value in zip(streams, values, strict=True)
    ]
    return [cell(total, f"all stage_1 {year} received", "Headlines"), *parts]


def test_procedures_without_one_of_them() -> None:
    good = procedures("2023-24", 491, 179, 87, 20, 150, 55)
    wrong = procedures("2022-23", 328, 161, 89, 28, 80, 59)
    assert told(*good, *wrong) == [("sum.streams", 328, 417)]
    assert sentence(*good, *wrong)[1] == "328 is the sum without adult social care."
    assert told(*wrong) == []


def test_a_total_that_rests_on_an_incomplete_total_carries_its_gap() -> None:
    given = [*procedures("2023-24", 491, 179, 87, 20, 150, 55), *procedures("2022-23", 328, 161, 89, 28, 80, 59)]
    given += [
        cell(102, "all stage_2 2022-23 received", "Headlines"),
        cell(3, "all stage_3 2022-23 received", "Headlines"),
    ]
    given += [cell(433, "all all 2022-23 received", "Headlines")]
    assert told(*given) == [("sum.streams", 328, 417), ("sum.stages", 433, 522)]


def test_enquiries_are_no_part_of_complaints() -> None:
    given = [
        cell(30, "all all 2023-24 received"),
        cell(10, "corporate all 2023-24 received"),
        cell(20, "schools all 2023-24 received"),
        cell(5, "member_enquiries all 2023-24 received"),
    ]
    assert told(*given) == []


def test_both_procedures_make_the_childrens_total() -> None:
    given = [
        said(7, "children ombudsman 2023-24 responded"),
        cell(2, "children_statutory ombudsman 2023-24 responded"),
        cell(6, "children_corporate ombudsman 2023-24 responded"),
    ]
    assert told(*given) == [("sum.children", 7, 8)]


def groups(year: str, total: float, *values: float, names: str = "Bins Roads Council-tax") -> list[Observation]:
    about = f"corporate all {year} received"
    parts = [
        cell(value, about, dimension="theme", category=name) for name, value in zip(names.split(), values, strict=True)
    ]
    return [*parts, cell(total, about, row="Total")]


def test_groups_are_held_against_their_total_where_another_column_closes() -> None:
    wrong = groups("2022-23", 61, 10, 20, 30)
    assert told(*wrong) == []
    assert told(*wrong, *groups("2023-24", 66, 11, 22, 33)) == [("sum.categories", 61, 60)]
    assert told(*groups("2022-23", 60, 10, 20, 30), *groups("2023-24", 66, 11, 22, 33)) == []


def test_teams_of_a_service_that_the_text_names() -> None:
    about = "children_statutory stage_1 2023-24 responded"
    rows = [
        ("Looked After (CLA)", "Futures", 6),
        ("Looked After (CLA)", "Locality", 2),
        ("Other", "Court", 3),
        ("Other", "Duty", 1),
    ]
    table = [
        cell(value, about, row=f"{service} | {team}", dimension="service_area", category=team)
        for service, team, value in rows
    ]
    text = said(9, about, "The Looked After Service had 9.", dimension="service_area", category="Looked After Service")
    total = cell(12, about, row="Total")
    assert told(*table, total, text) == [("sum.services", 9, 8)]
    assert told(*table, total, text.model_copy(update={"value": 8.0})) == []
    assert told(*table, cell(13, about, row="Total"), text) == []


def outcomes(base: float, upheld: float, partly: float, not_upheld: float) -> list[Observation]:
    about = "corporate stage_1 2023-24"
    return [
        cell(base, f"{about} responded"),
        cell(upheld, f"{about} upheld"),
        cell(partly, f"{about} partially_upheld"),
        cell(not_upheld, f"{about} not_upheld"),
    ]


def test_findings_that_are_more_than_the_complaints() -> None:
    assert told(*outcomes(119, 31, 44, 54)) == [("sum.outcomes", 119, 129)]
    assert told(*outcomes(129, 31, 44, 54)) == []


def test_findings_that_are_less_may_lack_one() -> None:
    assert told(*outcomes(140, 31, 44, 54)) == []


def test_findings_close_with_those_withdrawn() -> None:
    checked = held(report(*outcomes(135, 31, 44, 54), cell(6, "corporate stage_1 2023-24 withdrawn")))
    assert (len(checked.found), cases(checked, "sum.outcomes")) == (0, 1)


def flow(open_before: float, received: float, open_after: float, answered: float) -> list[Observation]:
    about = "children_statutory stage_2 2023-24"
    return [
        said(open_before, f"{about} brought_forward"),
        cell(received, f"{about} received"),
        said(open_after, f"{about} carried_forward"),
        cell(answered, f"{about} responded"),
    ]


def test_open_at_the_start_and_the_end() -> None:
    assert told(*flow(10, 8, 3, 16)) == [("sum.carried_forward", 16, 15)]
    assert "10 + 8 − 3 = 15" in sentence(*flow(10, 8, 3, 16))[0]
    assert told(*flow(10, 8, 3, 15)) == []
    assert told(*flow(10, 8, 3, 13), said(2, "children_statutory stage_2 2023-24 withdrawn")) == []


def test_in_time_and_late() -> None:
    about = "corporate stage_1 2023-24"
    given = [
        cell(100, f"{about} responded"),
        cell(71, f"{about} on_time", target_days=20),
        cell(31, f"{about} late", target_days=20),
    ]
    assert told(*given) == [("sum.met_and_missed", 100, 102)]
    assert told(cell(102, f"{about} responded"), *given[1:]) == []


def test_a_sum_that_closes_with_one_of_two_values_is_no_second_discrepancy() -> None:
    year = "corporate stage_1 2020-21 received"
    given = [cell(1918, year, "Table 9"), said(1873, year), *quarters(297, 441, 583, 597)]
    assert [rule for rule, *_ in told(*given)] == ["conflict.two_values"]


@pytest.mark.parametrize("confidence", [0.5, 0.69])
def test_doubtful_parts_accuse_nobody(confidence: float) -> None:
    doubtful = [seen.model_copy(update={"confidence": confidence}) for seen in quarters(297, 441, 583, 597)]
    assert told(cell(1873, "corporate stage_1 2020-21 received"), *doubtful) == []


def test_a_total_of_none_with_parts_was_misread() -> None:
    good = [
        cell(value, f"corporate {stage} 2022-23 withdrawn")
        for stage, value in (("all", 3), ("stage_1", 2), ("stage_2", 1))
    ]
    none = [
        cell(value, f"corporate {stage} 2023-24 withdrawn")
        for stage, value in (("all", 0), ("stage_1", 2), ("stage_2", 1))
    ]
    assert told(*good, *none) == []


def test_where_very_much_fails_each_is_told_by_itself() -> None:
    years = [f"{start}-{(start + 1) % 100:02d}" for start in range(2000, 2022)]
    numbers = [
        cell(value, f"corporate stage_1 {period} {measure}")
        for measure in ("received", "upheld")
        for year in years
        for period, value in ((year, 20), (f"{year} H1", 9), (f"{year} H2", 9))
    ]
    assert told(*numbers) == [("sum.periods", 20, 18)] * 44
