"""Tables made by hand for the tests: a grid drawn in text becomes a table whose words stand in a grid of boxes."""

from __future__ import annotations

from collections import defaultdict

from extractors.reading.model import Cell, Table, Text, Word

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
