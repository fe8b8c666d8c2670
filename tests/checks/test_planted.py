"""Consistent reports give no discrepancy, and one planted error gives exactly that one."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.observation import Observation
from tests.checks.held import cell, change, held, report, said

STREAMS = ("corporate", "adult_social_care", "housing")
STAGES = ("stage_1", "stage_2")
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
ANSWERED = "corporate stage_1 2023-24"


@dataclass(frozen=True)
class Truth:
    """What is true of a made-up council: complaints by stream, stage and quarter, and the outcomes of some."""

    received: dict[tuple[str, str, str], int]
    outcomes: tuple[int, int, int]
    on_time: int
    year_before: int

    def numbers(self) -> list[Observation]:
        """A report that states it all, with every total."""
        return [*self._table(), *self._sentence(), *self._change()]

    def _table(self) -> list[Observation]:
        found = []
        for stream in (*STREAMS, "all"):
            for stage in (*STAGES, "all"):
                for quarter in (*QUARTERS, ""):
                    value = sum(
                        count
                        for (one_stream, one_stage, one_quarter), count in self.received.items()
                        if stream in (one_stream, "all")
                        and stage in (one_stage, "all")
                        and quarter in (one_quarter, "")
                    )
                    period = f"2023-24 {quarter}".strip()
                    found.append(cell(value, f"{stream} {stage} {period} received", row=f"{stream} {stage} {quarter}"))
        return found

    def _sentence(self) -> list[Observation]:
        base = sum(self.outcomes)
        counts = dict(zip(("upheld", "partially_upheld", "not_upheld"), self.outcomes, strict=True))
        counts |= {"on_time": self.on_time, "late": base - self.on_time}
        words = f"Of the {base} answered, " + ", ".join(f"{count} were {name}" for name, count in counts.items())
        found = [said(base, f"{ANSWERED} responded", words)]
        for name, count in counts.items():
            limit = {"target_days": 20} if name in ("on_time", "late") else {}
            found.append(said(count, f"{ANSWERED} {name}", words, **limit))
            if name != "late":
                found.append(said(round(100 * count / base, 1), f"{ANSWERED} {name}", words, "percent", **limit))
        return found

    def _change(self) -> list[Observation]:
        return [cell(self.year_before, "all all 2022-23 received", "Table 2")]

    @property
    def percent(self) -> float:
        """The change on the year before."""
        now = sum(self.received.values())
        return round(100 * (now - self.year_before) / self.year_before, 1)


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    keys = [(stream, stage, quarter) for stream in STREAMS for stage in STAGES for quarter in QUARTERS]
    received = {key: draw(st.integers(20, 90)) for key in keys}
    outcomes = (draw(st.integers(20, 60)), draw(st.integers(20, 60)), draw(st.integers(20, 60)))
    on_time = draw(st.integers(20, sum(outcomes) - 20))
    return Truth(received, outcomes, on_time, draw(st.integers(1100, 1500)))


def told(numbers: list[Observation], percent: float) -> list[tuple[set[str], str]]:
    """The numbers that each discrepancy rests on, by their labels, and its sentence."""
    way = "up" if percent > 0 else "down"
    before = len(numbers) - 1
    checked = held(report(*numbers, claims=[change(abs(percent), way, None, before, stream="all", stage="all")]))
    found = []
    for _, each in checked.found.values():
        discrepancy = each.discrepancy
        involved = [discrepancy.observation, discrepancy.other, *discrepancy.parts]
        found.append(({number.id for number in involved if number}, each.sentence))
    return found


@settings(max_examples=40, deadline=None)
@given(truths())
def test_a_consistent_report_gives_no_discrepancy(truth: Truth) -> None:
    assert told(truth.numbers(), truth.percent) == []


@settings(max_examples=80, deadline=None)
@given(truths(), st.data())
def test_one_planted_error_gives_exactly_that_one(truth: Truth, data: st.DataObject) -> None:
    numbers = truth.numbers()
    # The year before is stated once, and nothing but the change rests on it.
    at = data.draw(st.integers(0, len(numbers) - 2), label="planted")
    apart = data.draw(st.integers(4, 15), label="apart") * data.draw(st.sampled_from((-1, 1)), label="sign")
    true = numbers[at]
    numbers[at] = true.model_copy(update={"value": true.value + apart})
    found = told(numbers, truth.percent)
    assert len(found) == 1, (true, apart, [sentence for _, sentence in found])
    assert f"r-2023-24-{at}" in found[0][0]


@settings(max_examples=40, deadline=None)
@given(truths(), st.data())
def test_a_number_stated_again_with_another_value_is_one_conflict(truth: Truth, data: st.DataObject) -> None:
    numbers = truth.numbers()
    table = [at for at, seen in enumerate(numbers[:-1]) if seen.method == "table" and seen.period == "2023-24"]
    true = numbers[data.draw(st.sampled_from(table), label="stated again")]
    value = true.value + data.draw(st.integers(4, 15), label="apart")
    again = said(value, f"{true.stream} {true.stage} 2023-24 received", page=9)
    found = told([again, *numbers], truth.percent)
    taken = any(seen.value == value and seen.unit == "count" for seen in numbers)
    assert len(found) == 1 or taken
