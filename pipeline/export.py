"""Exporting: every table as CSV, Parquet and a sheet of a workbook, with metadata that describes them.

Everything is written beside the target and moved there when it is complete. The same database gives the same
bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import store, workbook
from pipeline.problem import Problem
from pipeline.spreadsheet import harmless
from pipeline.workbook import Rows
from schemas.packages import File, csvw, datapackage
from schemas.tables import TABLES, Table

WORKBOOK = "upheld.xlsx"
PACKAGE = "datapackage.json"

_ARROW = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
#: Types of pandas that tell a missing value from zero and from an empty text.
_PANDAS = {"TEXT": "string", "INTEGER": "Int64", "REAL": "Float64"}


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
        frame = _frame(table, content[table.name])
        _write_csv(path, frame)
        _write_parquet(path.with_suffix(".parquet"), table, frame)
        written = path.read_bytes()
        files[table.name] = File(path.name, len(written), hashlib.sha256(written).hexdigest())
        _write_json(folder / f"{path.name}-metadata.json", csvw(table, files[table.name]))
    workbook.write(folder / WORKBOOK, content)
    _write_json(folder / PACKAGE, datapackage(files))


def _frame(table: Table, rows: Rows) -> pd.DataFrame:
    """A table of the database with the types that its columns are described to have."""
    cells = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    columns = zip(table.columns, cells, strict=True)
    return pd.DataFrame({column.name: pd.array(list(held), dtype=_PANDAS[column.type]) for column, held in columns})


def _write_csv(path: Path, frame: pd.DataFrame) -> None:
    marked = frame.copy()
    for name in marked.select_dtypes("string"):
        marked[name] = marked[name].map(harmless, na_action="ignore")
    # With line ends as RFC 4180 has them, texts that hold a bare CR are put in quotation marks too.
    marked.to_csv(path, index=False, float_format="%.15g", lineterminator="\r\n", encoding="utf-8")


def _write_parquet(path: Path, table: Table, frame: pd.DataFrame) -> None:
    schema = pa.schema(
        [
            pa.field(column.name, _ARROW[column.type], not column.required, {"description": column.explained})
            for column in table.columns
        ],
        {"title": table.title, "description": table.description},
    )
    typed = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    pq.write_table(typed.replace_schema_metadata(schema.metadata), path, compression="zstd")


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
