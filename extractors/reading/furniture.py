"""Furniture: running headers, footers and page numbers, found by what repeats at one height."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.reading.lines import Line

#: Furniture stands in this outer share of the page's height.
MARGIN = 0.14
#: Heights on different pages within this many points are the same place.
PLACE = 4.0

#: Texts of the margins with the pages, heights and numbers they come with.
Places = dict[str, list[tuple[int, float, list[int]]]]

_PAGE_NUMBER = re.compile(
    r"^[-–|\s]*(?:(?:page|p\.?|pg\.?)\s*[|:]?\s*)?(\d{1,3})(?:\s*(?:of|/|\|)\s*\d{1,3})?[-–|\s]*(?:\|?\s*page)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sheet:
    """The lines of one page and its height."""

    height: float
    lines: Sequence[Line]


def furniture(sheets: Sequence[Sheet]) -> list[set[int]]:
    """For each page the indexes of the lines that are furniture."""
    upper, lower = [_outer(sheet, True) for sheet in sheets], [_outer(sheet, False) for sheet in sheets]
    result: list[set[int]] = [set() for _ in sheets]
    for outer in (upper, lower):
        places = _places(sheets, outer)
        for page, (sheet, indexes) in enumerate(zip(sheets, outer, strict=True)):
            for depth, index in enumerate(indexes):
                line = sheet.lines[index]
                if not (_repeats(places, line, page) or _numbers_page(sheets, outer, page, index)):
                    break
                inner = sheet.lines[indexes[depth + 1]] if depth + 1 < len(indexes) else None
                if inner is not None and _belongs(line, inner) and not _often(places, line, len(sheets)):
                    break
                result[page].add(index)
    return result


def _outer(sheet: Sheet, upper: bool) -> list[int]:
    """Indexes of the lines of a page's margin, outermost first, and one line more."""
    order = sorted(range(len(sheet.lines)), key=lambda i: sheet.lines[i].top, reverse=not upper)
    limit = MARGIN * sheet.height
    inside = [
        i for i in order if (sheet.lines[i].bottom < limit if upper else sheet.lines[i].top > sheet.height - limit)
    ]
    return order[: len(inside) + 1][:8]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()


def _places(sheets: Sequence[Sheet], outer: Sequence[Sequence[int]]) -> Places:
    """Where each text stands, digits aside, in the margins: page, height and the numbers in it."""
    places: Places = {}
    for page, (sheet, indexes) in enumerate(zip(sheets, outer, strict=True)):
        for index in indexes:
            line = sheet.lines[index]
            places.setdefault(_key(line), []).append((page, line.top, _numbers(line)))
    return places


def _numbers(line: Line) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", line.text)]


def _repeats(places: Places, line: Line, page: int) -> bool:
    """Whether a line stands on another page too, the same or with numbers that count the pages."""
    numbers = _numbers(line)
    alike = [twin for twin in places.get(_key(line), []) if twin[0] != page and abs(twin[1] - line.top) <= PLACE]
    for other, _, theirs in alike:
        if all(there - here in (0, other - page) for here, there in zip(numbers, theirs, strict=True)):
            return True
    return len({other for other, _, _ in alike}) >= 3 and not any(len(str(n)) > 2 for n in numbers)


def _often(places: Places, line: Line, pages: int) -> bool:
    twins = {page for page, top, _ in places.get(_key(line), []) if abs(top - line.top) <= PLACE}
    return len(twins) >= max(4, 0.6 * pages)


def _belongs(line: Line, inner: Line) -> bool:
    """Whether a line of the margin stands so close to the text that it is part of it."""
    gap = max(inner.top - line.bottom, line.top - inner.bottom)
    return gap < (1.3 if line.bold and len(line.segments) > 1 else 0.45) * line.size


def _numbers_page(sheets: Sequence[Sheet], outer: Sequence[Sequence[int]], page: int, index: int) -> bool:
    """Whether a line is a page number: the lines in its place on other pages count on from it."""
    line = sheets[page].lines[index]
    match = _PAGE_NUMBER.match(line.text)
    if not match:
        return False
    if "page" in line.text.lower() or " of " in line.text or (len(sheets) == 1 and match[1] == "1"):
        return True
    for other, (sheet, indexes) in enumerate(zip(sheets, outer, strict=True)):
        if other == page:
            continue
        for candidate in indexes[:2]:
            number = _PAGE_NUMBER.match(sheet.lines[candidate].text)
            if number and int(number[1]) - int(match[1]) == other - page:
                return True
    return False
