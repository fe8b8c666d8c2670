"""Exporting: every table as CSV, Parquet and a sheet of a workbook, with metadata that describes them.

Everything is written beside the target and moved there when it is complete. The same database gives the same
bytes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import store, workbook
from pipeline.problem import Problem
from pipeline.workbook import Rows
from schemas.packages import File, csvw, datapackage
from schemas.tables import TABLES, Cell, Table

WORKBOOK = "upheld.xlsx"
PACKAGE = "datapackage.json"

#: A text that a spreadsheet would take for a formula, or one that is already marked as none.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_ARROW = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}


def export(database: Path, folder: Path) -> list[Path]:
    """Write all tables into a folder, and return the files; those of the same names are replaced.

    CSV is as RFC 4180 has it, in UTF-8 with a header, rows in the order stored, nulls as empty cells, and texts
    that a spreadsheet would take for formulas after an apostrophe.

    Raises:
        Problem: the database is missing or not ours, or the folder cannot be written.
    """
    with closing(store.connect(database)) as connection:
        content: dict[str, Rows] = {table.name: connection.execute(_select(table)).fetchall() for table in TABLES}
    try:
        with _beside(folder) as staged:
            _write(staged, content)
            return _move(staged, folder)
    except OSError as error:
        raise Problem(f"{folder}: cannot be written ({error.strerror or error}); choose another folder") from error


def _select(table: Table) -> str:
    columns = ", ".join(f'"{name}"' for name in table.headers)
    return f'SELECT {columns} FROM "{table.name}" ORDER BY rowid'  # noqa: S608 - names are ours


def _write(folder: Path, content: dict[str, Rows]) -> None:
    files = {}
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        rows = content[table.name]
        _write_csv(path, table, rows)
        _write_parquet(path.with_suffix(".parquet"), table, rows)
        written = path.read_bytes()
        files[table.name] = File(path.name, len(written), hashlib.sha256(written).hexdigest())
        _write_json(folder / f"{path.name}-metadata.json", csvw(table, files[table.name]))
    workbook.write(folder / WORKBOOK, content)
    _write_json(folder / PACKAGE, datapackage(files))


def _write_csv(path: Path, table: Table, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        # With line ends as RFC 4180 has them, the writer also puts texts in quotation marks that hold a bare CR.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(table.headers)
        writer.writerows([_plain(cell) for cell in row] for row in rows)


def _plain(cell: Cell) -> Cell:
    """A cell of a CSV file: whole numbers without a decimal point, no text that may become a formula."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell


def _write_parquet(path: Path, table: Table, rows: Rows) -> None:
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    schema = pa.schema(
        [
            pa.field(column.name, _ARROW[column.type], not column.required, {"description": column.explained})
            for column in table.columns
        ],
        {"title": table.title, "description": table.description},
    )
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path, compression="zstd")


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder on the same disk as the target, gone afterwards whatever happens."""
    nearest = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    staged = Path(tempfile.mkdtemp(prefix=".upheld-", suffix=".exporting", dir=nearest))
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _move(staged: Path, folder: Path) -> list[Path]:
    """Put finished files where they belong, the descriptor last; return their new paths."""
    names = sorted((path.name for path in staged.iterdir()), key=lambda name: (name == PACKAGE, name))
    if folder.exists():
        for name in names:
            (staged / name).replace(folder / name)
    else:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staged.chmod(0o755)
        staged.rename(folder)
    return [folder / name for name in names]
