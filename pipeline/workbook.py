"""The workbook: all tables as the sheets of one XLSX file, after a sheet that explains them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from schemas import about
from schemas.tables import TABLES, Cell, Table

#: What a sheet and a cell can hold.
MOST_ROWS, LONGEST_TEXT = 1_048_576, 32_767
#: Written into every file, so that the same rows give the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_WIDTHS = {"TEXT": 24, "INTEGER": 10, "REAL": 10}
_README_WIDTHS = (16, 20, 10, 120)

Rows = Sequence[Sequence[Cell]]


def write(path: Path, content: Mapping[str, Rows]) -> None:
    """Write the rows of every table, which are given by its name.

    Texts are written as texts, whatever they start with: none becomes a formula or a link.

    Raises:
        OSError: the file cannot be written.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": about.TITLE, "comments": about.SOURCE, "created": _CREATED})
        bold = workbook.add_format({"bold": True})
        _readme(workbook.add_worksheet("readme"), content, bold)
        for table in TABLES:
            _sheet(workbook.add_worksheet(table.name), table, content[table.name], bold)


def _readme(sheet: xlsxwriter.worksheet.Worksheet, content: Mapping[str, Rows], bold: object) -> None:
    lines: list[tuple[Sequence[Cell], object]] = [
        ((about.TITLE,), bold),
        ((about.DESCRIPTION,), None),
        ((f"Licence: {about.LICENCE_TITLE}, {about.LICENCE_URL}",), None),
        (("An empty cell means that the report does not say; it never means zero.",), None),
        ((), None),
        (("sheet", "title", "rows", "what it holds"), bold),
    ]
    for table in TABLES:
        rows = len(content[table.name])
        cut = f" Only the first {MOST_ROWS - 1} rows are here: see {table.name}.csv." if rows >= MOST_ROWS else ""
        lines.append(((table.name, table.title, rows, table.description + cut), None))
    lines += [((), None), (("sheet", "column", "type", "meaning"), bold)]
    lines += [
        ((table.name, column.name, column.type.lower(), column.explained), None)
        for table in TABLES
        for column in table.columns
    ]
    for at, width in enumerate(_README_WIDTHS):
        sheet.set_column(at, at, width)
    for at, (cells, style) in enumerate(lines):
        _row(sheet, at, cells, style)


def _sheet(sheet: xlsxwriter.worksheet.Worksheet, table: Table, rows: Rows, bold: object) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _WIDTHS[column.type])
    sheet.freeze_panes(1, 0)
    shown = rows[: MOST_ROWS - 1]
    sheet.autofilter(0, 0, len(shown), len(table.columns) - 1)
    _row(sheet, 0, table.headers, bold)
    for at, cells in enumerate(shown, start=1):
        _row(sheet, at, cells)


def _row(sheet: xlsxwriter.worksheet.Worksheet, at: int, cells: Sequence[Cell], style: object = None) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(at, column, cell[:LONGEST_TEXT], style)
        elif cell is not None:
            sheet.write_number(at, column, cell, style)
