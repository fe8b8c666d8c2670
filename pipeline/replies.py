"""Replies: what councils answered about discrepancies, from ``corpus/replies.csv``."""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path

from pipeline.problem import Problem
from schemas.tables import Cell

REGISTRY = Path(__file__).resolve().parent.parent / "corpus" / "replies.csv"

COLUMNS = ("council", "report", "discrepancy", "reply", "date")


def rows(councils: Collection[str], discrepancies: Collection[str], path: Path | None = None) -> list[dict[str, Cell]]:
    """The replies of some councils; ``matched`` says whether the discrepancy is still there.

    ``path`` is another file than the registry.

    Raises:
        Problem: the file has other columns, or an empty cell.
    """
    path = path or REGISTRY
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise Problem(f"{path.name}: has other columns than {', '.join(COLUMNS)}; put them right")
        found: list[dict[str, Cell]] = []
        for line in reader:
            if not all(line.get(column) for column in COLUMNS):
                raise Problem(f"{path.name}, line {reader.line_num}: a cell is empty; fill in {', '.join(COLUMNS)}")
            if line["council"] in councils:
                found.append({**line, "matched": int(line["discrepancy"] in discrepancies)})
    return found
