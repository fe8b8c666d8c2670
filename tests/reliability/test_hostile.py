"""Hostile files beside good reports: the build ends, each file has its outcome, and the good ones are unharmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.extraction import Extraction
from pipeline import record
from pipeline.cli import SAMPLE
from tests.hostile import GOOD, pages, text
from tests.reliability.fuzz import check, samples
from tests.reliability.hostile import FILES, SLOW
from tests.reliability.mutate import mutated
from tests.reliability.run import build, faults

REPORTS = [SAMPLE / "fife-2016-17.pdf", SAMPLE / "lancashire-2022-23.pdf"]
OPTIONS = ("--no-cache", "--no-files", "--max-seconds", "60")

#: What must come of a file, where only one thing will do.
EXPECTED = {
    "pages-without-end": "too_large",
    "bomb-of-runs": "damaged",
    "pages-in-a-circle": "damaged",
    "form-in-itself": "image_only",
    "table-of-contents-in-a-circle": "ok",
    "digits-without-end": "ok",
    "years-without-end": "ok",
    "words-without-end": "ok",
    "arrays-in-arrays": "ok",
    "cut": "damaged",
    "empty": "damaged",
    "a-web-page": "damaged",
}


def test_hostile_files_beside_good_reports(tmp_path: Path) -> None:
    files = []
    for name in sorted(set(FILES) - SLOW):
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(FILES[name]())
    alone = build(REPORTS, tmp_path / "alone.db", *OPTIONS)
    beside = build([*files, *REPORTS], tmp_path / "beside.db", *OPTIONS)
    assert alone.code == 0
    assert beside.code == 1
    assert faults(beside, files, REPORTS, tmp_path / "beside.db", tmp_path / "alone.db") == []
    assert {name: beside.read[f"{name}.pdf"]["outcome"] for name in EXPECTED} == EXPECTED


def test_the_suite_would_notice(tmp_path: Path) -> None:
    """What the comparison is there for: rows that differ, files without an outcome, a build that broke down."""
    alone = build(REPORTS[:1], tmp_path / "alone.db", *OPTIONS)
    beside = build(REPORTS[1:], tmp_path / "beside.db", *OPTIONS)
    found = faults(beside, [Path("lost.pdf")], REPORTS[:1], tmp_path / "beside.db", tmp_path / "alone.db")
    assert found == ["lost.pdf: is not mentioned", "good reports give other rows beside these files than alone"]
    assert 30 < alone.parent < 300
    broken = build([tmp_path / "nowhere.pdf"], tmp_path / "x.db")
    assert faults(broken, [], [], tmp_path / "x.db", tmp_path / "alone.db")[0].startswith("the build ended with code 2")


@pytest.mark.parametrize("seed", range(12))
def test_damaged_samples_have_an_outcome_and_fit_into_a_database(seed: int, tmp_path: Path) -> None:
    pdf = mutated(samples(), seed)
    assert mutated(samples(), seed) == pdf
    extraction = check(pdf, tmp_path)
    assert extraction.outcome


def of(*lines: str, tmp_path: Path) -> Extraction:
    return check(pages(text(*GOOD, *lines)), tmp_path)


def test_a_row_of_digits_is_no_figure(tmp_path: Path) -> None:
    """One number too large for the database once stopped the build of all reports."""
    for digits in (20, 100, 400):
        extraction = of(f"At stage 2 we received {'9' * digits} complaints.", tmp_path=tmp_path)
        assert [seen.value for seen in extraction.observations] == [123]
        assert record.load(record.dump(extraction)) == extraction
