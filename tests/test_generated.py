"""Made-up reports with one place each: those known to come back exactly do so; those known to fail still do.

Both lists are written by ``python -m tests.generator --short --seeds 0:1 --sort-out``. A line that moves from
``failed.txt`` to ``exact.txt`` is a fault mended; one that moves back is a fault made.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.generator.facts import make_facts
from tests.generator.layouts import LAYOUTS
from tests.generator.phrases import FAMILIES
from tests.generator.report import make_report, make_short_report
from tests.generator.score import read_back

FOLDER = Path(__file__).parent / "generator"
EXACT = (FOLDER / "exact.txt").read_text(encoding="utf-8").splitlines()
FAILED = [line.split(" | ") for line in (FOLDER / "failed.txt").read_text(encoding="utf-8").splitlines()]


def faults(seed: str) -> list[str]:
    """What is missed or wrong in a report that is read back."""
    return [cause for each in read_back(seed) for cause in each.tally.causes()]


@pytest.mark.parametrize("seed", EXACT)
def test_comes_back_exactly(seed: str) -> None:
    assert faults(seed) == []


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=pytest.mark.xfail(reason=reason, strict=True)) for seed, reason in FAILED]
)
def test_known_to_fail(seed: str) -> None:
    assert faults(seed) == []


def test_the_grammar_is_wide() -> None:
    assert len(FAMILIES) >= 30
    assert len(LAYOUTS) >= 25
    names = [each.name for each in (*FAMILIES, *LAYOUTS)]
    assert len(set(names)) == len(names)


def test_the_same_seed_gives_the_same_report(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        make_report("7").write(tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert make_short_report("late#0").told == make_short_report("late#0").told


@pytest.mark.parametrize("seed", range(20))
def test_facts_fit_together(seed: int) -> None:
    facts = make_facts(Random(seed))
    for (stream, stage, period), figures in facts.figures.items():
        assert figures.brought_forward + figures.received == figures.responded + figures.carried_forward
        assert figures.upheld + figures.partially_upheld + figures.not_upheld + figures.withdrawn == figures.responded
        assert figures.on_time + figures.late == figures.responded
        if " " not in period:
            quarters = [facts.figures[stream, stage, f"{period} Q{number}"] for number in (1, 2, 3, 4)]
            assert sum(each.received for each in quarters) == figures.received
            assert sum(each.upheld for each in quarters) == figures.upheld
    for stream, splits in facts.splits.items():
        first = next(each for each in facts.procedures if each.stream is stream).stages[0]
        assert {split.total for split in splits} == {facts.figures[stream, first, facts.period].received}
