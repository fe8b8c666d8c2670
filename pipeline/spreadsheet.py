"""Spreadsheets: texts that one would take for a formula, made harmless."""

from __future__ import annotations

import re

from schemas.tables import Cell

#: A text that a spreadsheet would take for a formula, or one that is already marked as none.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: such a text gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
