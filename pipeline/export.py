"""Exporting: every table of a database as a CSV file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pandas as pd

from pipeline import store
from pipeline.problem import Problem
from schemas.tables import TABLES


def export(database: Path, folder: Path) -> list[Path]:
    """Write one CSV file per table, UTF-8 with a header, rows in the order stored; return the files.

    Empty cells are nulls. Existing files of the same names are replaced.

    Raises:
        Problem: the database is missing or not ours, or the folder cannot be written.
    """
    with closing(store.connect(database)) as connection:
        written = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for table in TABLES:
                columns = ", ".join(f'"{name}"' for name in table.headers)
                rows = pd.read_sql_query(
                    f'SELECT {columns} FROM "{table.name}" ORDER BY rowid',  # noqa: S608 - names are ours
                    connection,
                    dtype_backend="numpy_nullable",
                )
                path = folder / f"{table.name}.csv"
                rows.to_csv(path, index=False, float_format="%.15g", lineterminator="\n")
                written.append(path)
        except OSError as error:
            raise Problem(f"{folder}: cannot be written ({error.strerror}); choose another folder") from error
    return written
