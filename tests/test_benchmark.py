from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import box, seen

from pipeline.benchmark import BenchmarkRow, Figures, Standing, benchmark, only_count
from pipeline.checks.gather import report_of
from pipeline.checks.run import check
from schemas.observation import Observation


def figures(report: str, period: str, observations: Sequence[Observation]) -> Figures:
    return Figures(report, period, {f"{report}-{at}": each for at, each in enumerate(observations)})


def rows(*observations: Observation, report: str = "r", period: str = "2023-24") -> list[BenchmarkRow]:
    given = figures(report, period, observations)
    checked = check([report_of(report, "stockport", period, given.observations)])
    return benchmark([given], Standing.of(checked))


def row(*observations: Observation) -> BenchmarkRow:
    (only,) = rows(*observations)
    return only


def upheld(found: BenchmarkRow) -> tuple[int | None, float | None, str | None]:
    return found.upheld, found.upheld_rate, found.upheld_basis


def on_time(found: BenchmarkRow) -> tuple[int | None, float | None, int | None]:
    return found.on_time, found.on_time_rate, found.on_time_target_days


@pytest.mark.parametrize(
    ("measures", "count", "basis"),
    [
        ({"received": 50, "investigated": 49, "responded": 48, "escalated": 47}, 50, "received"),
        ({"investigated": 49, "responded": 48, "escalated": 47}, 49, "investigated"),
        ({"responded": 48, "escalated": 47}, 48, "responded"),
        ({"escalated": 47}, 47, "escalated"),
    ],
)
def test_count_is_the_first_measure_stated(measures: dict[str, int], count: int, basis: str) -> None:
    found = row(*(seen(measure, value) for measure, value in measures.items()))
    assert (found.count, found.count_basis) == (count, basis)


def test_a_percentage_is_no_count() -> None:
    assert rows(seen("received", 12, "percent")) == []


def test_measures_that_the_benchmark_does_not_show_make_no_row() -> None:
    assert rows(seen("average_days", 14, "days"), seen("on_time_target", 80, "percent")) == []


def test_upheld_stated_together() -> None:
    found = row(seen("upheld_or_partially_upheld", 48), seen("upheld_or_partially_upheld", 26, "percent"))
    assert upheld(found) == (48, 26, "stated")


def test_upheld_summed_from_its_parts_with_a_worked_out_rate() -> None:
    found = row(seen("upheld", 3), seen("partially_upheld", 18), seen("responded", 36), seen("received", 40))
    assert upheld(found) == (21, 58.3, "summed")


def test_percentages_of_the_parts_are_not_the_rate_of_the_sum() -> None:
    parts = (seen("upheld", 8, "percent"), seen("partially_upheld", 50, "percent"))
    assert upheld(row(seen("upheld", 3), seen("partially_upheld", 18), seen("responded", 36), *parts))[1] == 58.3
    assert upheld(row(seen("responded", 36), *parts)) == (None, None, None)


def test_percentages_of_the_parts_are_added_where_nothing_else_is_known() -> None:
    parts = (seen("upheld", 15.5, "percent"), seen("partially_upheld", 17.5, "percent"))
    assert upheld(row(seen("received", 103), *parts)) == (None, 33, "summed")


def test_a_share_over_several_limits_goes_before_that_of_the_longest() -> None:
    shares = [seen("on_time", value, "percent", target_days=days) for days, value in ((25, 96), (40, 94), (60, 100))]
    assert on_time(row(*shares, seen("on_time", 97, "percent"))) == (None, 97, None)
    assert on_time(row(*shares, seen("on_time", 100, "percent"))) == (None, 100, 60)
    assert on_time(row(*shares[:2], seen("on_time", 95, "percent"))) == (None, 94, 40)


def test_upheld_as_the_only_finding_counts_as_stated() -> None:
    assert upheld(row(seen("upheld", 11), seen("upheld", 69, "percent"), seen("received", 75))) == (11, 69, "stated")


def test_rate_of_the_count_where_nothing_says_how_many_were_answered() -> None:
    assert upheld(row(seen("upheld", 1), seen("received", 7))) == (1, 14.3, "stated")


def test_only_partly_upheld() -> None:
    assert upheld(row(seen("partially_upheld", 7), seen("responded", 10))) == (7, 70.0, "partially_upheld_only")


def test_a_count_of_one_part_beside_a_percentage_of_the_other_is_not_their_sum() -> None:
    assert upheld(row(seen("upheld", 3), seen("partially_upheld", 50, "percent"), seen("responded", 36))) == (
        None,
        None,
        None,
    )


def test_upheld_from_the_only_number_that_gives_the_percentage() -> None:
    stated = seen("upheld_or_partially_upheld", 38, "percent")
    assert upheld(row(stated, seen("responded", 34))) == (13, 38, "from_percent")
    assert upheld(row(stated, seen("received", 34))) == (None, 38, "stated")  # received is not responded


def test_no_upheld_where_several_numbers_give_the_percentage() -> None:
    found = row(seen("upheld_or_partially_upheld", 32, "percent"), seen("responded", 537))
    assert upheld(found) == (None, 32, "stated")


@pytest.mark.parametrize(
    ("percent", "base", "count"),
    [
        (38, 34, 13),  # 12 is 35.3%, 14 is 41.2%
        (32, 537, None),  # 170 to 174
        (37.8, 37, 14),
        (41, 34, 14),  # 41.18%
        (40, 34, None),  # none: 13 is 38.2%, 14 is 41.2%
        (100, 5, 5),
        (0, 5, 0),
        (0, 500, None),  # 0, 1 and 2 all print as 0%
        (50, 0, None),
    ],
)
def test_only_count(percent: float, base: int, count: int | None) -> None:
    assert only_count(percent, base) == count


@given(base=st.integers(1, 99), data=st.data())
def test_only_count_recovers_the_number_behind_a_percentage(base: int, data: st.DataObject) -> None:
    true = data.draw(st.integers(0, base))
    assert only_count(round(100 * true / base, 1), base) in (true, None)
    assert base > 66 or only_count(round(100 * true / base, 1), base) == true


def test_no_rate_above_a_hundred_is_worked_out() -> None:
    assert upheld(row(seen("upheld", 9), seen("received", 7))) == (9, None, "stated")


def test_nothing_is_worked_out_from_no_complaints() -> None:
    assert upheld(row(seen("upheld", 0), seen("received", 0))) == (0, None, "stated")


def test_on_time_against_the_longest_limit() -> None:
    found = row(
        seen("responded", 37),
        seen("on_time", 54, "percent", target_days=10),
        seen("on_time", 76, "percent", target_days=20),
        seen("on_time", 20, target_days=10),
    )
    assert on_time(found) == (None, 76, 20)


def test_no_number_on_time_is_worked_out_from_a_percentage() -> None:
    assert on_time(row(seen("responded", 2), seen("on_time", 50, "percent", target_days=50))) == (None, 50, 50)


def test_a_number_without_limit_belongs_to_the_only_limit() -> None:
    percent = seen("on_time", 57, "percent", target_days=20)
    assert on_time(row(percent, seen("on_time", 49))) == (49, 57, 20)
    assert on_time(row(percent, seen("on_time", 40, "percent", target_days=10), seen("on_time", 49))) == (None, 57, 20)


def test_nobody_on_time_is_a_zero() -> None:
    assert on_time(row(seen("on_time", 0, target_days=30))) == (0, None, 30)


def test_only_years_and_headline_numbers() -> None:
    found = rows(
        seen("received", 10, period="2023-24 Q1"),
        seen("received", 20, period="2023-24 H1"),
        seen("received", 5, period="2023-24 M02"),
        seen("received", 7, dimension="theme", category="Parking"),
        seen("received", 60, period="2023"),
    )
    assert [(row.year, row.count) for row in found] == [("2023", 60)]


def test_a_conflict_is_settled_for_the_table() -> None:
    text = [seen("responded", 6, evidence=f"six, said {where}") for where in ("first", "again", "once more")]
    found = row(*text, seen("responded", 4, method="table"))
    assert (found.count, found.discrepancies) == (4, 1)


def test_a_conflict_is_settled_for_the_percentage_stated_with_its_count() -> None:
    found = row(
        seen("on_time", 64, "percent", target_days=20, evidence="64% were on time", box=box(1)),
        seen("on_time", 64, "percent", target_days=20, evidence="the 64% on time", box=box(2)),
        seen("on_time", 67, "percent", target_days=20, evidence="67% (23) were on time", box=box(3)),
        seen("on_time", 23, target_days=20, evidence="67% (23) were on time", box=box(3)),
    )
    assert (*on_time(found), found.discrepancies) == (23, 67, 20, 1)


def test_a_conflict_is_settled_for_what_is_stated_more_often_then_first() -> None:
    often = [seen("responded", 42, evidence="one", box=box(5)), seen("responded", 42, evidence="two", box=box(6))]
    assert row(seen("responded", 87, evidence="three", box=box(1)), *often).count == 42
    assert row(seen("responded", 15, box=box(4)), seen("responded", 14, box=box(2))).count == 14


def test_facts_stated_twice_alike_are_no_discrepancy() -> None:
    assert row(seen("received", 9, box=box(1)), seen("received", 9, box=box(2))).discrepancies == 0


def test_a_row_whose_figures_are_all_borne_out_is_reconciled() -> None:
    found = row(
        seen("responded", 48, evidence="of the 48 answered, nine (19%) were upheld"),
        seen("upheld_or_partially_upheld", 9, evidence="of the 48 answered, nine (19%) were upheld"),
        seen("upheld_or_partially_upheld", 19, "percent", evidence="of the 48 answered, nine (19%) were upheld"),
    )
    assert found.grade == "reconciled"


def test_a_row_with_a_figure_that_nothing_bears_out_is_stated_once() -> None:
    found = row(
        seen("received", 50, evidence="50 received", box=box(1)),
        seen("received", 50, evidence="again 50", box=box(2)),
        seen("on_time", 71, "percent", target_days=20),
    )
    assert (found.grade, found.discrepancies) == ("stated_once", 0)


def test_a_row_with_a_contradicted_figure_is_disputed() -> None:
    found = row(seen("received", 155, evidence="155 came"), seen("received", 152, method="table", evidence="T | 152"))
    assert (found.grade, found.discrepancies) == ("disputed", 1)


def test_a_discrepancy_about_what_a_row_does_not_show_leaves_its_grade() -> None:
    found = row(
        seen("received", 50, evidence="50 received", box=box(1)),
        seen("received", 50, evidence="again 50", box=box(2)),
        seen("average_days", 29, "days", evidence="29 days", box=box(3)),
        seen("average_days", 31, "days", evidence="31 days", box=box(4)),
    )
    assert (found.grade, found.discrepancies) == ("reconciled", 0)


def older(*observations: Observation) -> Figures:
    return figures("a-2022-23", "2022-23", observations)


def test_the_latest_report_wins_the_whole_row() -> None:
    then = [seen("received", 85, period="2022-23"), seen("upheld", 30, period="2022-23")]
    now = figures("z-2023-24", "2023-24", [seen("received", 84, period="2022-23")])
    (found,) = benchmark([older(*then), now])
    assert (found.count, found.upheld, found.report) == (84, None, "z-2023-24")


def test_rows_that_the_latest_report_does_not_give_stay() -> None:
    now = figures("z-2023-24", "2023-24", [seen("received", 90)])
    found = benchmark([older(seen("received", 85, period="2022-23")), now])
    assert [(row.year, row.count, row.report) for row in found] == [
        ("2022-23", 85, "a-2022-23"),
        ("2023-24", 90, "z-2023-24"),
    ]


@pytest.mark.parametrize(
    ("reports", "winner"),
    [
        ([("half", "2023-24 H1"), ("whole", "2023-24")], "whole"),
        ([("undated", ""), ("whole", "2023-24")], "whole"),
        ([("b", "2023-24"), ("a", "2023-24")], "a"),
    ],
)
def test_which_of_two_reports_counts_as_later(reports: Sequence[tuple[str, str]], winner: str) -> None:
    (found,) = benchmark([figures(report, period, [seen("received", 1)]) for report, period in reports])
    assert found.report == winner


def test_order_of_input_does_not_matter() -> None:
    observations = [
        seen("received", value, stage=stage, period=period, box=box(page))
        for page, (value, stage, period) in enumerate(
            [
                (1, "stage_1", "2023-24"),
                (2, "stage_1", "2023-24"),
                (3, "stage_2", "2022-23"),
                (4, "stage_2", "2022-23"),
            ],
            start=1,
        )
    ]
    named = {f"r-{seen.box.page}": seen for seen in observations}

    def folded(names: Sequence[str]) -> list[BenchmarkRow]:
        return benchmark([Figures("r", "2023-24", {name: named[name] for name in names})])

    expected = folded(list(named))
    for seed in range(5):
        assert folded(random.Random(seed).sample(list(named), len(named))) == expected
    assert [(row.stage, row.year, row.count) for row in expected] == [
        ("stage_1", "2023-24", 1),
        ("stage_2", "2022-23", 3),
    ]


def sources(found: BenchmarkRow) -> dict[str, tuple[str, ...]]:
    return {figure.value: identities for figure, identities in found.sources.items()}


def test_a_stated_figure_rests_on_where_it_is_stated_first() -> None:
    found = row(seen("received", 50, box=box(2)), seen("received", 50, box=box(1)), seen("received", 49, box=box(3)))
    assert sources(found) == {"count": ("r-1",)}


def test_a_figure_that_is_worked_out_rests_on_its_parts() -> None:
    found = row(
        seen("received", 60), seen("responded", 50), seen("upheld", 10), seen("partially_upheld", 5, box=box(2))
    )
    assert (found.upheld, found.upheld_rate, found.rate_base, found.rate_basis) == (15, 30.0, 50, "responded")
    assert sources(found) == {
        "count": ("r-0",),
        "upheld": ("r-2", "r-3"),
        "upheld_rate": ("r-2", "r-3", "r-1"),
        "rate_base": ("r-1",),
    }


def test_a_number_worked_out_from_a_percentage_rests_on_both() -> None:
    found = row(seen("responded", 34), seen("upheld_or_partially_upheld", 38, "percent"))
    assert (found.upheld, found.upheld_basis) == (13, "from_percent")
    assert sources(found)["upheld"] == ("r-1", "r-0")


def test_the_evidence_names_the_row_and_the_cell() -> None:
    (only,) = row(seen("received", 60)).evidence
    assert only == {
        "council": "stockport",
        "stream": "corporate",
        "stage": "stage_1",
        "year": "2023-24",
        "figure": "count",
        "observation": "r-0",
    }


@pytest.mark.parametrize(
    ("stated", "base", "basis"),
    [
        # 13 of 18 investigated is 72.2%; of 40 received it would be 32.5%.
        ([seen("received", 40), seen("investigated", 18), seen("upheld", 13), seen("upheld", 72.2, "percent")], 18,
         "investigated"),
        ([seen("received", 40), seen("upheld", 13)], 40, "received"),
        ([seen("received", 40), seen("responded", 30), seen("on_time", 90, "percent", target_days=10)], 30,
         "responded"),
        ([seen("decided", 8), seen("upheld", 50, "percent")], 8, "decided"),
        # Nothing says what it is a share of.
        ([seen("upheld", 50, "percent")], None, None),
        # No rate, so nothing to be a share.
        ([seen("received", 40), seen("responded", 30)], None, None),
    ],
)  # fmt: skip
def test_what_rates_are_shares_of(stated: Sequence[Observation], base: int | None, basis: str | None) -> None:
    found = row(*stated)
    assert (found.rate_base, found.rate_basis) == (base, basis)
