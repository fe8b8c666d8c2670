"""The measure of tables: neighbours that have a text, pooled by page."""

from __future__ import annotations

from collections import Counter

from extractors.reading.model import Block, Cell, Document, Kind, Table, Text, Word
from tests.bench.tables import Score, relations, score, tables_of, true_relations


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
