"""Editing one line of a CSV file: every other stays as it was, byte for byte."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.problem import Problem

#: What spreadsheets put before the first column.
MARK = "\ufeff"


def change(path: Path, column: str, name: str, cells: Mapping[str, str]) -> None:
    """Set cells of the one row that has ``name`` in ``column``; columns that the file lacks are left out.

    Raises:
        Problem: the file cannot be read or written, or has no such row.
    """
    lines = list(_records(_read(path)))
    header = lines[0][1]
    at = header.index(column)
    for number, (text, row) in enumerate(lines):
        if number and len(row) > at and row[at] == name:
            padded = row + [""] * (len(header) - len(row))
            changed = [cells.get(key, cell) for key, cell in zip(header, padded, strict=False)] + row[len(header) :]
            lines[number] = (_line(changed, _ending(text)), changed)
            return replace(path, "".join(text for text, _ in lines))
    raise Problem(f"{path.name}: has no row {name!r} any more; was it edited meanwhile? run the command again")


def append(path: Path, cells: Mapping[str, str]) -> None:
    """Add a row at the end; cells of columns that the file lacks are left out.

    Raises:
        Problem: the file cannot be read or written.
    """
    text = _read(path)
    first, header = next(_records(text))
    ending = _ending(first) or "\n"
    start = "" if text.endswith(("\n", "\r")) else ending
    replace(path, text + start + _line([cells.get(key, "") for key in header], ending))


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        Problem: it cannot be written.
    """
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(descriptor)
            os.chmod(temporary, mode)  # noqa: PTH101 - by name, as mkstemp gives it
            os.replace(temporary, path)  # noqa: PTH105
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Problem(f"{path}: cannot be written ({(error.strerror or str(error)).lower()})") from error


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{path}: cannot be read ({error}); it has to be a CSV file in UTF-8") from error


def _records(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each record as it is written, and its cells; a cell in quotation marks may go over several lines."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(line.removeprefix(MARK) if not number else line for number, line in enumerate(lines))
    done = 0
    for row in reader:
        yield "".join(lines[done : reader.line_num]), row
        done = reader.line_num


def _ending(text: str) -> str:
    return text[len(text.rstrip("\r\n")) :]


def _line(cells: list[str], ending: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue() + ending
