"""Tables made by hand for the tests: a grid drawn in text becomes a table whose words stand in a grid of boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from extractors.context import Context, under
from extractors.finding import Finding, Reading
from extractors.limitbook import LimitBook
from extractors.reading.model import Block, Cell, Kind, Table, Text, Word
from extractors.register import Council
from extractors.scope import Scope
from extractors.tables.caption import Caption
from extractors.tables.grid import take_apart
from extractors.tables.interpret import read_table
from extractors.tables.view import View, look_at
from schemas.codes import Stage, Stream

_ROW_HEIGHT, _COLUMN_WIDTH, _LETTER = 20.0, 200.0, 5.0


def words(text: str, row: int = 0, column: int = 0, page: int = 1) -> Text:
    """The words of a text, set in one line at a place of an imagined grid."""
    found, x0, top = [], 40.0 + column * _COLUMN_WIDTH, 100.0 + row * _ROW_HEIGHT
    for word in text.split():
        width = max(len(word) * _LETTER, 1.0)
        found.append(Word(word, page, x0, top, x0 + width, top + 10))
        x0 += width + 3
    return Text.of(found)


def table(drawing: str, header_rows: int = 1) -> Table:
    """A table drawn with ``|`` between cells; ``<`` continues the cell to the left, ``^`` the one above."""
    grid = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    covered: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for row, line in enumerate(grid):
        for column, text in enumerate(line):
            place = (row, column)
            if text == "<":
                owner[place] = owner[row, column - 1]
            elif text == "^":
                owner[place] = owner[row - 1, column]
            else:
                owner[place] = place
            covered[owner[place]].append(place)
    cells = [
        Cell(
            row,
            column,
            words(grid[row][column], row, column),
            max(r for r, _ in places) - row + 1,
            max(c for _, c in places) - column + 1,
        )
        for (row, column), places in covered.items()
        if grid[row][column]
    ]
    return Table(tuple(cells), len(grid), max(map(len, grid)), header_rows, ruled=True)


def context(
    *headings: str, stream: str = "corporate", whole: str = "all", period: str = "2023-24", nation: str = "England"
) -> Context:
    """The context of a table under headings, in the report of an English council about 2023-24 unless changed."""
    council = Council(slug="testford", name="Testford Council", nation=nation)
    scope = Scope(council, period, "Annual complaints report", Stream(stream), Stream(whole))
    found = Context(scope, period=period)
    for level, heading in enumerate(headings, 1):
        found = under(found, Block(Kind.HEADING, words(heading), 1, level=level))
    return found


def limits(*known: tuple[str | None, str, int]) -> LimitBook:
    """A limit book of (stream, stage, days)."""
    book = LimitBook()
    for stream, stage, days in known:
        book.add(Stream(stream) if stream else None, Stage(stage), days)
    return book


def reading(
    drawing: str,
    caption: str = "",
    *headings: str,
    lead: str = "",
    note: str = "",
    notes: str = "",
    header: int = 1,
    book: LimitBook | None = None,
    **of: Any,
) -> Reading:
    """What the interpreter makes of a drawn table."""
    return read_table(
        table(drawing, header), Caption(caption, lead, note, notes), context(*headings, **of), book or LimitBook()
    )


def said(findings: Sequence[Finding]) -> list[str]:
    """Findings as lines: stream, stage, period, measure, unit, value, then ``@days`` and ``#dimension:group``."""
    lines = []
    for f in findings:
        line = f"{f.stream} {f.stage} {f.period} {f.measure} {f.unit} {f.value:g}"
        line += f" @{f.target_days}" if f.target_days else ""
        lines.append(line + (f" #{f.dimension}:{f.category}" if f.category else ""))
    return lines


def figures(drawing: str, caption: str = "", *headings: str, **of: Any) -> list[str]:
    """The findings of a drawn table, as :func:`said` writes them, in order."""
    return sorted(said(reading(drawing, caption, *headings, **of).findings))


def unread(drawing: str, caption: str = "", *headings: str, **of: Any) -> dict[str, str]:
    """The numbers of a drawn table that got no meaning, with the reason."""
    return {missed.text: missed.reason for missed in reading(drawing, caption, *headings, **of).unread}


def view(drawing: str, caption: str = "", *headings: str, header: int = 1, **of: Any) -> View:
    """The view of a drawn table that is one grid."""
    about = context(*headings, **of)
    (grid,) = take_apart(table(drawing, header), about.facets)
    return look_at(grid, Caption(caption), about, LimitBook())
