"""The grid: which rows and columns of a table are labels, which are data, and what the labels say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.lexicon.facets import Facets
from extractors.reading.model import Cell, Table
from extractors.tables.cells import is_listed, is_nothing, is_numeric, is_range, is_year
from extractors.tables.headrows import (
    OWN_MEANING,
    cells_at,
    header_rows_of,
    sections_of,
    side_by_side,
    spans_row,
    stacked,
    text_at,
)  # fmt: skip
from extractors.tables.spelling import is_percent_only, spelled_out
from schemas.codes import Unit

#: What reads a label: the lexicon, with the abbreviations that the report explains.
Reader = Callable[[str], Facets]

#: The level of a label that stands in a row of its own above the rows that it heads.
GROUP_ROW = -1

#: Headings that belong to the bare numbers below them: "Stage" over "1" and "2".
_NUMBERED = re.compile(r"^\W*(?:stage|quarter|qtr|level|q|step|half)s?\W*$", re.IGNORECASE)
_RATING = re.compile(
    r"^\W*(?:high|low|higher|lower|big|bigger|small|smaller|up|down|red|amber|green|yes|no|better|worse|same|maximise|minimise)"
    r"(?: is (?:better|good|best))?\W*$",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"^\W*(?:\d|(?:I+|one|two|three|four)\b)", re.IGNORECASE)
#: A procedure's one step, under "Stage".
_ONLY_STEP = re.compile(r"^\W*(?:single|only|sole|one only)\W*$", re.IGNORECASE)
#: A step of the procedure and nothing else, in a cell that may head several rows.
_STEP = re.compile(
    r"\W*(?:(?:stage|step|level|tier)\W*(?:\d|I{1,3}|one|two|three|four)|informal|ombudsman)\W*", re.IGNORECASE
)
#: A row so labelled is not of the step above it alone.
_OF_ITS_OWN = re.compile(r"^\W*(?:grand |sub-?)?(?:total|all\b|overall|both stages|ombudsm[ae]n|stage)", re.IGNORECASE)
_ORDINAL = re.compile(r"^\W*(?:\d|I{1,3}|one|two|three|four)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A row or column of data: its labels from the outermost to the nearest, and what each says.

    ``levels`` tells for each label in which column (of a row) or row (of a column) of the table it stands:
    labels of one level are alike. ``sums`` is true where the numbers are the sums of the other lines.
    """

    index: int
    labels: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    facets: tuple[Facets, ...] = ()
    sums: bool = False

    @property
    def text(self) -> str:
        """The labels in one line."""
        return " | ".join(self.labels)

    @property
    def own(self) -> Facets | None:
        """What the nearest label says."""
        return self.facets[-1] if self.facets else None

    @property
    def is_total(self) -> bool:
        """Whether this is a line of totals."""
        return self.sums or (self.own is not None and "total" in self.own.flags)

    def has(self, flag: str) -> bool:
        """Whether any label carries a flag of the lexicon."""
        return any(flag in words.flags for words in self.facets)


@dataclass(frozen=True)
class Grid:
    """A table, or a part of one under headings of its own, taken apart: rows and columns of data with labels.

    ``heads`` are the headings over the columns of row labels, by column.
    """

    table: Table
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    heads: Mapping[int, Facets] = field(default_factory=dict)

    def cell(self, row: Line, column: Line) -> Cell | None:
        """The cell where a row and a column meet."""
        return self.table.at(row.index, column.index)

    @property
    def words(self) -> str:
        """Every label and heading in one line."""
        return " ".join(
            [*(head.text for head in self.heads.values()), *(line.text for line in (*self.rows, *self.columns))]
        )


def take_apart(table: Table, read: Reader) -> list[Grid]:
    """The grids of a table: one, or several where it has headings half way down or tables side by side."""
    first = header_rows_of(table)
    grids = []
    for left, right in side_by_side(table, first):
        labels = _label_columns(table, first, left, right, read)
        for header, body in sections_of(table, first, labels, range(left, right)):
            grid = _grid(table, header, body, labels, [c for c in range(left, right) if c not in labels], read)
            if grid.rows and grid.columns:
                grids.append(grid)
    return grids


def _label_columns(table: Table, first: int, left: int, right: int, read: Reader) -> tuple[int, ...]:
    """The leading columns that label the rows."""
    columns: list[int] = []
    for column in range(left, right - 1):
        head = " ".join(stacked(table, [(row, column) for row in range(first)]))
        if columns and _rates(table, column, first):
            continue
        if not _labels_rows(table, column, first, head, column == left):
            break
        if columns and "limit_only" in read(head).flags:
            break
        columns.append(column)
    return tuple(columns)


def _rates(table: Table, column: int, first: int) -> bool:
    """Whether a column only says which way is good, or how things stand: "High", "Green", "Up"."""
    body = [text for row in range(first, table.rows) if (text := text_at(table, row, column))]
    return bool(body) and all(_RATING.match(text) or is_nothing(text) for text in body)


def _labels_rows(table: Table, column: int, first: int, head: str, is_first: bool) -> bool:
    body = [text for row in range(first, table.rows) if (text := text_at(table, row, column))]
    if not body:
        return is_first
    if is_first and _holds_values(table, column, first):
        return False
    if _NUMBERED.match(head) and (is_first or _counts_steps(body)):
        return True
    named = sum(
        (OWN_MEANING.search(text) is not None and not is_listed(text)) or (is_range(text) and not is_year(text))
        for text in body
    )
    if is_first and (named * 2 > len(body) or _numbers_rows(table, column, first, head)):
        return True
    return sum(is_numeric(text) or is_nothing(text) for text in body) * 2 < len(body)


#: "17 days", "62%": a number in a unit.
_IN_UNIT = re.compile(r"\d[\d,.]*\s*(?P<unit>%|(?:working |calendar )?days?)", re.IGNORECASE)


def _holds_values(table: Table, column: int, first: int) -> bool:
    """Whether a first column is of data, since it and the next hold numbers in one unit: "17 days", "11 days"."""
    texts = [text_at(table, row, each) for row in range(first, table.rows) for each in (column, column + 1)]
    values = [_IN_UNIT.fullmatch(text.strip()) for text in texts]
    return first > 0 and all(values) and len({value["unit"].lower() for value in values if value}) == 1


_RANK = re.compile(r"\W*(?:rank(?:ing)?|position|no\.?|number|ref\.?|item|#)?\W*", re.IGNORECASE)


def _numbers_rows(table: Table, column: int, first: int, head: str) -> bool:
    """Whether a column only numbers the rows, "1", "2", "3", beside one that names them."""
    places = [row for row in range(first, table.rows) if text_at(table, row, column)]
    running = [text_at(table, row, column).strip(" .)#") for row in places] == [str(n + 1) for n in range(len(places))]
    names = sum(OWN_MEANING.search(text_at(table, row, column + 1)) is not None for row in places)
    return running and len(places) >= 3 and names * 2 > len(places) and _RANK.fullmatch(head) is not None


def _counts_steps(body: Sequence[str]) -> bool:
    """Whether a column holds the numbers of steps, some of which may bear names: "1", "2", "Single", "Panel"."""
    numbered = sum(_ORDINAL.match(text) is not None for text in body)
    return numbered > 0 and all(_ORDINAL.match(text) or not re.search(r"\d", text) for text in body)


def _grid(
    table: Table, header: tuple[int, ...], body: range, labels: tuple[int, ...], data: list[int], read: Reader
) -> Grid:
    heads = [" ".join(stacked(table, [(row, column) for row in header])) for column in labels]
    columns = _column_lines(table, header, data, read)
    rows = _row_lines(table, body, labels, data, heads, read)
    rows = _with_sums(table, rows, columns)
    said = {column: read(spelled_out(head)) for column, head in zip(labels, heads, strict=True) if head}
    return Grid(table, tuple(rows), tuple(columns), said)


def _column_lines(table: Table, header: tuple[int, ...], data: list[int], read: Reader) -> list[Line]:
    """The columns with their headings; headings of one width, one above the other, are one broken label."""
    lines: list[Line] = []
    for column in data:
        labels: list[str] = []
        levels: list[int] = []
        width: tuple[int, int] | None = None
        for cell in cells_at(table, [(row, column) for row in header]):
            if (cell.column, cell.colspan) == width:
                labels[-1] = f"{labels[-1]} {cell.string.strip()}"
            else:
                labels.append(cell.string.strip())
                levels.append(cell.row)
            width = (cell.column, cell.colspan)
        line = Line(column, tuple(labels), tuple(levels))
        before = lines[-1] if lines else None
        if before is not None and not labels and _shares_of(table, before.index, column, max(header, default=-1) + 1):
            # "171 | (27%)" below one heading over the first
            line = replace(before, index=column)
        lines.append(_read(_borrowing(line, before), read))
    return lines


def _shares_of(table: Table, before: int, column: int, first: int) -> bool:
    """Whether a column holds percentages alone, each beside a count in the column before."""
    pairs = [(text_at(table, row, before), text_at(table, row, column)) for row in range(first, table.rows)]
    beside = [(count, share) for count, share in pairs if share]
    return len(beside) > 1 and all(_SHARE.fullmatch(share) and _COUNT.fullmatch(count) for count, share in beside)


_SHARE, _COUNT = re.compile(r"\s*[(\[]?\s*\d[\d.]*\s*%\s*[)\]]?\s*"), re.compile(r"\s*\d[\d,]*\s*")


def _borrowing(line: Line, before: Line | None) -> Line:
    """A column headed "%" alone is a percentage of what the column before it counts."""
    if before is None or not line.labels or not before.labels or not is_percent_only(line.labels[-1]):
        return line
    if len(line.labels) > 1 and line.labels[:-1] != before.labels[:-1]:
        return line
    return replace(line, labels=(*before.labels, line.labels[-1]), levels=(*before.levels, line.levels[-1]))


def _read(line: Line, read: Reader) -> Line:
    return replace(line, facets=tuple(read(spelled_out(label)) for label in line.labels))


def _row_lines(
    table: Table, body: range, labels: tuple[int, ...], data: list[int], heads: list[str], read: Reader
) -> list[Line]:
    lines: list[Line] = []
    group: tuple[str, ...] = ()
    for row in body:
        own, levels = _row_labels(table, row, labels, heads)
        filled = any(text_at(table, row, column) for column in data)
        if own and (not filled or spans_row(table, row, range(labels[0], data[-1] + 1))):
            group = own[-1:]
            continue
        if not filled:
            continue
        if own and is_percent_only(own[-1]) and lines:
            line = replace(
                lines[-1], index=row, labels=(*lines[-1].labels, own[-1]), levels=(*lines[-1].levels, levels[-1])
            )
        elif not own and labels and lines and _all_percent(table, row, data):
            line = replace(lines[-1], index=row)
        else:
            line = Line(row, (*group, *own), (*(GROUP_ROW for _ in group), *levels))
        lines.append(_read(line, read))
    return [_without_group(table, line, lines, data) for line in lines]


def _all_percent(table: Table, row: int, data: list[int]) -> bool:
    """Whether every number of a row is a percentage, as in a row below the one that it belongs to."""
    texts = [text for column in data if (text := text_at(table, row, column)) and not is_nothing(text)]
    return bool(texts) and all("%" in text for text in texts)


def _row_labels(
    table: Table, row: int, columns: tuple[int, ...], heads: list[str]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    labels: list[str] = []
    levels: list[int] = []
    places = [(_labelled_row(table, row, column, columns), column) for column in columns]
    for cell in cells_at(table, places):
        text = cell.string.strip()
        head = heads[columns.index(cell.column)] if cell.column in columns else ""
        if _NUMBERED.match(head) and _NUMBER_FIRST.match(text):
            text = f"{head.strip()} {text}"
        elif _NUMBERED.match(head) and _ONLY_STEP.match(text):
            text = f"{text} {head.strip()}"
        labels.append(text)
        levels.append(cell.column)
    return tuple(labels), tuple(levels)


def _labelled_row(table: Table, row: int, column: int, columns: tuple[int, ...]) -> int:
    """The row whose label holds here: the one above where this one is blank and belongs to it.

    "Benefits" over two blanks, beside "Stage 1", "Stage 2" and "Ombudsman": all three rows are of benefits.
    """
    beside = [text_at(table, row, other) for other in columns if other > column]
    if column != columns[0] or text_at(table, row, column) or not any(beside):
        return row
    above = next((other for other in range(row - 1, -1, -1) if text_at(table, other, column)), row)
    again = sum([text_at(table, other, c) for c in columns if c > column] == beside for other in range(table.rows))
    return above if again > 1 or _under_step(table, above, column, beside) else row


def _under_step(table: Table, above: int, column: int, beside: Sequence[str]) -> bool:
    """Whether a row stands under the name of a step: "Stage 1" beside "Received", a blank beside "Upheld"."""
    named = [text for row in range(table.rows) if _STEP.fullmatch(text := text_at(table, row, column))]
    step = _STEP.fullmatch(text_at(table, above, column)) and any(text_at(table, above, c) for c in (column + 1,))
    return bool(step) and len(named) > 1 and not any(map(_OF_ITS_OWN.search, beside))


def _without_group(table: Table, line: Line, lines: list[Line], data: list[int]) -> Line:
    """A total that sums the rows of all groups belongs to none of them."""
    if not line.is_total or GROUP_ROW not in line.levels:
        return line
    before = [other for other in lines if other.index < line.index and not other.is_total]
    group = [other for other in before if other.labels[:1] == line.labels[:1]]
    sums_group = _sums(table, line, group, data)
    if len(group) < len(before) and not sums_group and (_sums(table, line, before, data) or line is lines[-1]):
        return replace(line, labels=line.labels[1:], levels=line.levels[1:], facets=line.facets[1:])
    return line


def _number(table: Table, row: int, column: int) -> float | None:
    match = re.match(r"^\s*(\d[\d,]*)\b(?!\s*%|\.\d|\s*(?:/|of\b))", text_at(table, row, column))
    return float(match[1].replace(",", "")) if match else None


def _sums(table: Table, line: Line, others: Sequence[Line], data: Sequence[int]) -> bool:
    """Whether the counts of a row are the sums of those of other rows, in every column that has counts."""
    checked = False
    for column in data:
        total = _number(table, line.index, column)
        addends = [number for other in others if (number := _number(table, other.index, column)) is not None]
        if total is None or len(addends) < 2:
            continue
        if total != sum(addends):
            return False
        checked = checked or (total >= 10 and len(addends) >= 3)
    return checked


def _with_sums(table: Table, rows: list[Line], columns: list[Line]) -> list[Line]:
    """Marks a last row that is the sum of all the others, whatever it is called."""
    if len(rows) < 4 or any(row.is_total for row in rows):
        return rows
    last = rows[-1]
    counted = [c.index for c in columns if c.own is None or c.own.unit is not Unit.PERCENT]
    measured = any(words.measures and not words.soft for words in last.facets)
    if not measured and _sums(table, last, rows[:-1], counted):
        return [*rows[:-1], replace(last, sums=True)]
    return rows
