"""Grid: a table while it is being put together — places, cells with spans, and which rows head it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.reading.canvas import Rect
from extractors.reading.lines import area_of, in_reading_order
from extractors.reading.model import Word

_NUMBER = r"[<>~≈c.]*\s*[-–−+±]?\s*[£$€]?\s*[-–−]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s*(?:%|k|m|bn)?"
#: What stands for a figure that there is none of, or that may not be told.
_NONE = r"-{1,3}|–|—|n\.?/?a\.?|nil|none|\*{1,2}|tbc|\.{2,3}|…|\(\s*(?:n\.?/?a\.?|[bdswxz]|-{1,2}|–|—)\s*\)"
#: What a data cell holds: a number with its sign and unit, a share beside it, or a word for none.
VALUE = re.compile(
    rf"^(?:{_NUMBER}(?:\s+(?:out )?of\s+{_NUMBER})?"
    rf"(?:\s*[(/\[]\s*{_NUMBER}(?:\s*/\s*{_NUMBER})?\s*[)\]]?)?(?:\s*(?:days?|weeks?|pp|points?))?"
    rf"|[£$€]?\s*\(\s*[£$€]?\s*(?:\d[\d,.]*|\.\d+)\s*%?\s*\)\s*%?|[£$€]?\s*(?:{_NONE}))$",
    re.IGNORECASE,
)
#: A period heads a column although it is written in digits.
PERIOD = re.compile(
    r"^(?:(?:fy|year)\s*)?(?:19|20)\d\d(?:\s*[-/–]\s*(?:\d\d|(?:19|20)\d\d))?$|^\d\d/\d\d$"
    r"|^(?:q|h|qtr|quarter|half|month|week|stage)\s*\d+$",
    re.IGNORECASE,
)
#: A year, or a financial year.
YEAR = re.compile(
    r"^(?:(?:fy|year)\s*)?(?:19|20)\d\d(?:\s*[-/–]\s*(?:\d\d|(?:19|20)\d\d))?$|^\d\d/\d\d$", re.IGNORECASE
)
_NOTHING = re.compile(rf"^[£$€]?\s*(?:{_NONE})$", re.IGNORECASE)


def is_value(text: str) -> bool:
    """Whether a cell's text is data: "1,544", "48 (26%)", "n/a"; years and quarters are not."""
    return bool(VALUE.match(text)) and not PERIOD.match(text)


def is_number(text: str) -> bool:
    """Whether a cell's text is a value with a digit in it."""
    return is_value(text) and not _NOTHING.match(text)


@dataclass
class GridCell:
    """A cell that is being put together."""

    row: int
    column: int
    words: list[Word]
    rowspan: int = 1
    colspan: int = 1

    @property
    def text(self) -> str:
        """The cell's words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return bool(self.words) and all(word.bold for word in self.words)


@dataclass
class Grid:
    """A table that is being put together. ``columns`` are the horizontal extents of its columns."""

    page: int
    cells: list[GridCell]
    rows: int
    columns: list[tuple[float, float]]
    header_rows: int = 0
    ruled: bool = False
    joined: bool = False
    filled_rows: set[int] = field(default_factory=set)
    last_page: int = 0
    #: Text that runs over from the last row of the page before, see join.py.
    open_top: bool = False

    @property
    def box(self) -> Rect:
        """The area of the words on the first page of the table."""
        return area_of(word for cell in self.cells for word in cell.words if word.page == self.page)

    def row(self, index: int) -> list[GridCell]:
        """Cells with text that start in a row, from the left."""
        return sorted((cell for cell in self.cells if cell.row == index and cell.words), key=lambda c: c.column)

    def tidy(self) -> Grid:
        """The same grid without wholly empty rows and columns; words of a cell in reading order."""
        self.cells = [cell for cell in self.cells if cell.words]
        rows = sorted({cell.row for cell in self.cells})
        columns = sorted({cell.column for cell in self.cells})
        _shrink_spans(self.cells, rows, columns)
        self.filled_rows = {rows.index(row) for row in self.filled_rows if row in rows}
        self.header_rows = sum(1 for row in rows if row < self.header_rows)
        self.rows = len(rows)
        self.columns = [self.columns[column] for column in columns]
        for cell in self.cells:
            cell.words = in_reading_order(cell.words)
        self.cells.sort(key=lambda cell: (cell.row, cell.column))
        return self


def _shrink_spans(cells: list[GridCell], rows: list[int], columns: list[int]) -> None:
    for cell in cells:
        down = [row for row in rows if cell.row <= row < cell.row + cell.rowspan]
        across = [column for column in columns if cell.column <= column < cell.column + cell.colspan]
        cell.row, cell.rowspan = rows.index(down[0]), len(down)
        cell.column, cell.colspan = columns.index(across[0]), len(across)


def header_depth(grid: Grid) -> int:
    """How many leading rows head the columns.

    A row heads the columns while it holds no data; rows after the first must look like the first (bold
    or filled as it is) or carry the second storey of a spanning heading.
    """
    if grid.rows < 2:
        return 0
    heads = 0
    for index in range(min(grid.rows - 1, 5)):
        if not _is_header(grid, index, heads):
            break
        heads = index + 1
    heads = max(heads, _spanned_depth(grid)) if heads else 0
    return min(heads, grid.rows - 1)


def _spanned_depth(grid: Grid) -> int:
    """Rows that the cells of the first row reach down to, where a spanning heading stands among them."""
    first = grid.row(0)
    if any(cell.colspan > 1 for cell in first) and len(grid.columns) > 2:
        reach = max(cell.rowspan for cell in first)
        return reach if reach <= 4 else 0
    return 0


def _is_header(grid: Grid, index: int, heads: int) -> bool:
    cells = [cell for cell in grid.cells if cell.words and cell.row <= index < cell.row + cell.rowspan]
    own = grid.row(index)
    if not cells or (not own and not heads):
        return False
    if not own:
        return True
    styled = _styled(grid, index)
    numbers = [cell for cell in own if is_number(cell.text)]
    if numbers:
        return styled and index == heads and _only_small_labels(own, numbers, index)
    if index == 0:
        return styled or _data_below(grid) or _short_labels(own)
    if own[0].column == 0 and own[0].colspan == 1 and len(own) == 1 and len(grid.columns) > 1:
        return False
    if own[0].colspan >= len(grid.columns):
        return False
    above_spans = any(cell.colspan > 1 for cell in grid.row(index - 1)) and len(own) > 1
    if own[0].column == 0 and not styled and not above_spans:
        return False
    return (styled and _styled(grid, 0)) or above_spans


def _styled(grid: Grid, index: int) -> bool:
    """Whether a row is bold or filled while some later row is not."""
    bold = all(cell.bold for cell in grid.row(index))
    later = range(index + 1, grid.rows)
    if bold and any(not all(cell.bold for cell in grid.row(row)) for row in later):
        return True
    return index in grid.filled_rows and any(row not in grid.filled_rows for row in later)


def _only_small_labels(own: list[GridCell], numbers: list[GridCell], index: int) -> bool:
    """Headings such as "1", "2", "3" for stages, beside a heading in words."""
    counted = [cell.text for cell in numbers]
    small = all(text.isdigit() and int(text) <= 12 for text in counted)
    rising = counted == sorted(counted, key=lambda text: (len(text), text)) and len(set(counted)) == len(counted)
    return small and rising and not (own[0].text.lower().startswith("total"))


def _data_below(grid: Grid) -> bool:
    return any(is_number(cell.text) for cell in grid.cells if cell.row > 0 and cell.column > 0)


def _short_labels(own: list[GridCell]) -> bool:
    return len(own) > 1 and all(len(cell.words) <= 4 and not cell.text.endswith(".") for cell in own)
