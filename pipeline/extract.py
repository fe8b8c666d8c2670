"""Showing the observations of one report without building a database."""

from __future__ import annotations

import csv
import io
import json

from rich.console import Console
from rich.table import Table as RichTable

from extractors.extraction import Extraction
from pipeline import store
from pipeline.collect import Source
from schemas.tables import OBSERVATIONS, Cell

#: Columns of the table for the eye; CSV and JSON have them all.
SHOWN = ("label", "page", "method", "confidence", "evidence")


def observations(source: Source, extraction: Extraction) -> list[dict[str, Cell]]:
    """The rows that a database would hold for one report, in their order there, without corrections."""
    rows = store.rows([(source, extraction)])["observations"]
    return [{name: row[name] for name in OBSERVATIONS.headers} for row in rows]


def as_csv(rows: list[dict[str, Cell]]) -> str:
    """Rows as CSV with a header; empty cells are nulls."""
    text = io.StringIO()
    writer = csv.DictWriter(text, OBSERVATIONS.headers, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_json(rows: list[dict[str, Cell]]) -> str:
    """Rows as a JSON array of objects."""
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def print_table(rows: list[dict[str, Cell]]) -> None:
    """Print rows as a table that fits the terminal."""
    table = RichTable(title=f"{len(rows)} observations")
    for name in SHOWN:
        table.add_column(name, overflow="fold", ratio={"label": 3, "evidence": 3}.get(name))
    for row in rows:
        table.add_row(*(str(row[name]) for name in SHOWN))
    Console().print(table, markup=False)
