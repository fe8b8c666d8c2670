"""Text rows: the rows of a table without figures begin where texts begin together, or after white space or a rule."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.reading.grid import GridCell
from extractors.reading.heads import place
from extractors.reading.lines import Line, area_of, lines_of
from extractors.reading.model import Word

#: Lines of one text follow each other within this many font sizes of white space.
LEADING = 0.4

Row = list[Line]


def text_rows(lines: Row, edges: list[float], walls: list[float]) -> tuple[list[GridCell], int]:
    """Rows of texts: one begins where two columns begin a text together, or after white space or a rule."""
    columns = len(edges) + 1
    chunks: list[tuple[int, Row]] = []
    for column in range(columns):
        words = [word for line in lines for word in line.words if place(word, edges) == column]
        for band in bands_of(lines_of(words), walls) if words else []:
            inside = [w for i in band for w in lines_of(words)[i].words]
            chunks += [(column, chunk) for chunk in chunks_of(inside)]
    starts = _starts(lines, chunks, walls)
    cells: dict[tuple[int, int], GridCell] = {}
    for column, chunk in chunks:
        top, bottom = chunk[0].top, chunk[-1].bottom
        slack = 0.4 * chunk[0].size
        row = max(sum(1 for start in starts if start <= top + slack) - 1, 0)
        last = max(sum(1 for start in starts if start < bottom - slack) - 1, row)
        words = [word for line in chunk for word in line.words]
        if (row, column) in cells:
            cells[row, column].words += words
        else:
            cells[row, column] = GridCell(row, column, words, rowspan=last - row + 1)
    _centre(list(cells.values()), starts, max(line.bottom for line in lines))
    return list(cells.values()), len(starts)


def _centre(cells: Sequence[GridCell], starts: Sequence[float], foot: float) -> None:
    """A text that stands lower than its row begins, with nothing below it in the next row, is centred over both."""
    for cell in cells:
        box, after = area_of(cell.words), cell.row + cell.rowspan
        lower = box.top > starts[cell.row] + 0.6 * cell.words[0].size
        if not lower or after >= len(starts) or any(o.column == cell.column and o.row == after for o in cells):
            continue
        middle = (box.top + box.bottom) / 2
        end = starts[after + 1] if after + 1 < len(starts) else foot
        if abs(middle - (starts[cell.row] + end) / 2) < abs(middle - (starts[cell.row] + starts[after]) / 2):
            cell.rowspan += 1


def _starts(lines: Sequence[Line], chunks: Sequence[tuple[int, Row]], walls: Sequence[float]) -> list[float]:
    """Heights at which rows of texts begin."""
    size = lines[0].size
    starts = [lines[0].top]
    for line in lines[1:]:
        opening = {column for column, chunk in chunks if abs(chunk[0].top - line.top) <= 0.3 * size}
        crossing = {c for c, chunk in chunks if chunk[0].top < line.top - 0.3 * size and chunk[-1].bottom > line.top}
        above = [other for other in lines if other.top < line.top]
        walled = any(above[-1].top < wall < line.top + 0.5 * size for wall in walls)
        fresh = not crossing and bool(opening) and (0 in opening or len(opening) > 1)
        if walled or fresh or (len(opening) > 1 and len(opening) >= len(crossing)):
            starts.append(line.top)
    tight = len(starts) <= 2 and len(lines) > 4
    return _tight_starts(lines, chunks) if tight and not walls else starts


def _tight_starts(lines: Sequence[Line], chunks: Sequence[tuple[int, Row]]) -> list[float]:
    """Starts of rows set without space between them: lines on which the first column and another begin a sentence."""
    columns = sorted({column for column, _ in chunks})
    starts = [lines[0].top]
    for line in lines[1:]:
        own = [
            column
            for column, chunk in chunks
            for part in chunk
            if abs(part.top - line.top) < 0.2 * line.size and part.words[0].text[:1].isupper()
        ]
        if columns[0] in own and len(own) > 1:
            starts.append(line.top)
    return starts


def chunks_of(words: Sequence[Word]) -> list[Row]:
    """Lines of one column, cut where white space parts two texts."""
    chunks: list[Row] = []
    for line in lines_of(words):
        if chunks and line.top - chunks[-1][-1].bottom <= LEADING * line.size:
            chunks[-1].append(line)
        else:
            chunks.append([line])
    return chunks


def bands_of(lines: Sequence[Line], walls: Sequence[float]) -> list[list[int]]:
    """Indexes of lines between rules; one band where there are no rules."""
    bands: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        middle = (line.top + line.bottom) / 2
        bands.setdefault(sum(1 for wall in walls if wall < middle), []).append(index)
    return [bands[key] for key in sorted(bands)]
