"""Together: which numbers stand in one table or one sentence, and so are meant to belong to each other."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.checks.model import Stated
from schemas.codes import Method

#: Cells whose upper edges differ by less are in one row, in points.
_ROW = 3.0


def caption(each: Stated) -> str:
    """What stands above the table that a cell is in: the first part of its evidence."""
    return each.seen.evidence.split(" | ")[0]


def in_one_table(one: Stated, other: Stated) -> bool:
    """Whether two numbers are cells of one table, which may run on to the next page."""
    if one.seen.method is not Method.TABLE or other.seen.method is not Method.TABLE:
        return False
    a, b = one.seen.box, other.seen.box
    in_row = a.page == b.page and abs(a.top - b.top) < _ROW
    return in_row or (caption(one) == caption(other) and abs(a.page - b.page) <= 1)


def in_one_sentence(one: Stated, other: Stated) -> bool:
    """Whether two numbers were read from the same words."""
    return one.page == other.page and one.seen.evidence == other.seen.evidence


def together(one: Stated, others: Iterable[Stated]) -> bool:
    """Whether a number stands in one table or one sentence with each of some others."""
    found = list(others)
    return all(in_one_table(one, other) for other in found) or all(in_one_sentence(one, other) for other in found)
