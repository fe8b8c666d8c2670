"""What the benchmarks rest on: the measure of tables, the packs, and how programs are timed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from extractors.reading.model import Block, Cell, Document, Kind, Table, Text, Word
from tests.bench import peers
from tests.bench.packs import pack
from tests.bench.run import Run, median, pages_done, rate, timed
from tests.bench.tables import Score, relations, score, tables_of, true_relations

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample" / "stockport-annual-2023-24.pdf"


def test_neighbours_are_the_nearest_with_a_text() -> None:
    grid = [(0, 0, 0, 0, ""), (0, 1, 0, 1, "2023"), (0, 2, 0, 2, "2024"), (1, 0, 1, 0, "Late"), (1, 2, 1, 2, "1,7")]
    assert relations(grid) == Counter(
        {("2023", "2024", "right"): 1, ("late", "17", "right"): 1, ("2024", "17", "below"): 1}
    )


def test_merged_cell_is_the_neighbour_of_all_it_meets() -> None:
    grid = [(0, 0, 0, 1, "Year"), (1, 0, 1, 0, "A"), (1, 1, 1, 1, "B")]
    assert relations(grid) == Counter({("year", "a", "below"): 1, ("year", "b", "below"): 1, ("a", "b", "right"): 1})


def test_what_is_not_true_costs_precision_and_what_is_missed_recall() -> None:
    truth = [{"pdf": "a.pdf", "page": 2, "cells": [[0, 0, 0, 0, "A"], [0, 1, 0, 1, "B"], [0, 2, 0, 2, "C"]]}]
    true = true_relations(truth)["a.pdf", 2]
    seen = score(relations([(0, 0, 0, 0, "A"), (0, 1, 0, 1, "B C")]), true)
    assert seen == Score(found=1, true=2, both=0)
    seen = score(relations([(0, 0, 0, 0, "A"), (0, 1, 0, 1, "B")]), true)
    assert (seen.recall, seen.precision, round(seen.f1, 3)) == (0.5, 1.0, 0.667)


def test_table_over_a_page_break_counts_on_both_pages() -> None:
    def cell(row: int, column: int, text: str, page: int) -> Cell:
        return Cell(row, column, Text.of([Word(text, page, 50.0 + 90 * column, 100.0, 70.0 + 90 * column, 110.0)]))

    cells = (cell(0, 0, "Planning", 1), cell(0, 1, "12", 1), cell(1, 0, "Waste", 2), cell(1, 1, "31", 2))
    block = Block(Kind.TABLE, Text((), ()), 1, table=Table(cells, 2, 2, 0, False, joined=True))
    assert [(page, relations(found)) for page, found in tables_of(Document((block,), ()))] == [
        (1, Counter({("planning", "12", "right"): 1})),
        (2, Counter({("waste", "31", "right"): 1})),
    ]


# Packs ------------------------------------------------------------------------------------------------


def test_a_pack_has_the_report_where_it_says(tmp_path: Path) -> None:
    content, before = pack(SAMPLE, "Stockport Metropolitan Borough Council", 40)
    path = tmp_path / "pack.pdf"
    path.write_bytes(content)
    with pypdfium2.PdfDocument(path) as whole, pypdfium2.PdfDocument(SAMPLE) as report:
        assert len(whole) >= 35
        there = whole[before].get_textpage().get_text_range()
        assert there == report[0].get_textpage().get_text_range()
        assert "Stockport Metropolitan Borough Council" in whole[0].get_textpage().get_text_range()


def test_the_same_seed_gives_the_same_papers() -> None:
    assert pack(SAMPLE, "Testford Council", 30, 7)[1] == pack(SAMPLE, "Testford Council", 30, 7)[1]


# The run ----------------------------------------------------------------------------------------------


def test_a_program_is_timed_and_what_it_says_is_kept() -> None:
    done = timed([sys.executable, "-c", "print('[3, 2]')"], 60)
    assert done.seconds is not None
    assert done.seconds > 0
    assert done.peak > 1
    assert done.said == "[3, 2]"


def test_a_program_that_takes_too_long_is_stopped_and_its_pages_are_told() -> None:
    done = timed([sys.executable, "-c", "import time; print('[3, 2]', flush=True); time.sleep(60)"], 2)
    assert done.seconds is None
    assert done.stopped == 2
    assert pages_done(done) == 3
    assert rate([done], 100) == 1.5


def test_a_peer_that_is_not_there_is_said_not_to_be() -> None:
    assert timed([sys.executable, "-c", "import no_such_peer"], 60).said == "not installed"


def test_no_median_where_a_run_failed() -> None:
    good, bad = Run(2.0, 2.0, 50.0, ""), Run(None, 0.0, 50.0, "not installed")
    assert median([good, Run(4.0, 4.0, 50.0, ""), Run(9.0, 9.0, 50.0, "")]) == 4.0
    assert median([good, bad]) is None
    assert rate([good, Run(4.0, 4.0, 50.0, "")], 90) == 30
    assert rate([bad], 90) is None


def test_the_naive_script_counts_pages_and_tables(capsys: pytest.CaptureFixture[str]) -> None:
    peers.main("pdfplumber", [str(SAMPLE)])
    pages, tables = json.loads(capsys.readouterr().out.splitlines()[-1])
    with pypdfium2.PdfDocument(SAMPLE) as report:
        assert pages == len(report)
    assert tables > 0
