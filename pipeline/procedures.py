"""Procedures: the steps and limits that laws and ombudsmen lay down, from ``corpus/procedures.csv``."""

from __future__ import annotations

import csv
from pathlib import Path

from schemas.tables import PROCEDURES, Cell

REGISTRY = Path(__file__).resolve().parent.parent / "corpus" / "procedures.csv"


def rows() -> list[dict[str, Cell]]:
    """A row per procedure, stream and stage, columns as in the table ``procedures``.

    Raises:
        ValueError: a required cell is empty, or a cell that should hold a number does not.
    """
    with REGISTRY.open(encoding="utf-8", newline="") as file:
        return [
            _row(line | {"stream": stream}, number)
            for number, line in enumerate(csv.DictReader(file), start=2)
            for stream in line["streams"].split("|")
        ]


def _row(line: dict[str, str], number: int) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    for column in PROCEDURES.columns:
        text = line[column.name]
        if not text and column.required and not column.blank:
            raise ValueError(f"{REGISTRY.name}, row {number}: {column.name} is empty")
        row[column.name] = (int(text) if column.type == "INTEGER" else text) if text or column.blank else None
    return row
