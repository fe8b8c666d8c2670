"""Furniture: running headers, footers and page numbers, found by what repeats at one height."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.reading.lines import CAPTION, Line

#: Furniture stands in this outer share of the page's height.
MARGIN = 0.1
#: Heights on different pages within this many points are the same place.
PLACE = 4.0

#: Texts of the margins with the pages, heights and numbers they come with.
Places = dict[str, list[tuple[int, float, list[int]]]]

_PAGE_NUMBER = re.compile(
    r"^[-–|\s]*(?:(?:page|p\.?|pg\.?)\s*[|:]?\s*)?(\d{1,3})(?:\s*(?:of|/|\|)\s*\d{1,3})?[-–|\s]*(?:\|?\s*page)?$",
    re.IGNORECASE,
)


_NUMBERED = re.compile(
    r"(?:stages?|table|figure|chart|section|appendix|annex|part|quarter|step|level|item|of|to|and|in)\W*", re.IGNORECASE
)


@dataclass(frozen=True)
class Sheet:
    """The lines of one page and its height."""

    height: float
    lines: Sequence[Line]


def furniture(sheets: Sequence[Sheet], body: float) -> list[set[int]]:
    """For each page the indexes of the lines that are furniture; ``body`` is the size of running text."""
    result: list[set[int]] = [set() for _ in sheets]
    for upper in (True, False):
        outer = [_outer(sheet, upper) for sheet in sheets]
        places = _places(sheets, outer)
        for page, (sheet, indexes) in enumerate(zip(sheets, outer, strict=True)):
            order = sorted(range(len(sheet.lines)), key=lambda i: sheet.lines[i].top, reverse=not upper)
            for index in indexes:
                line = sheet.lines[index]
                inner = next((sheet.lines[i] for i in order[order.index(index) + 1 :]), None)
                own = _numbers_page(sheets, outer, page, index) or _bears_number(line, page, inner)
                if not (own or _runs(places, line, page, inner, body)):
                    break
                result[page].add(index)
    return result


def _outer(sheet: Sheet, upper: bool) -> list[int]:
    """Indexes of the lines of a page's margin, outermost first."""
    order = sorted(range(len(sheet.lines)), key=lambda i: sheet.lines[i].top, reverse=not upper)
    limit = MARGIN * sheet.height
    lines = sheet.lines
    return [i for i in order if (lines[i].bottom < limit if upper else lines[i].top > sheet.height - limit)][:8]


def _runs(places: Places, line: Line, page: int, inner: Line | None, body: float) -> bool:
    """Whether a line runs on other pages too, and stands apart from the text."""
    if CAPTION.match(line.text) or line.words[0].lead:
        return False
    numbers = _numbers(line)
    same, counted, alike = set(), set(), set()
    for other, top, theirs in places.get(_key(line), []):
        if other == page or abs(top - line.top) > PLACE:
            continue
        alike.add(other)
        if theirs == numbers:
            same.add(other)
        elif _counts(line, numbers, theirs, other - page):
            counted.add(other)
    small = line.size < 0.97 * body
    gap = max(inner.top - line.bottom, line.top - inner.bottom) / line.size if inner is not None else 9.0
    if len(same) >= 3 or (len(alike) >= 3 and small):
        return gap > 0.4 or small
    apart = gap > (1.0 if small or not line.bold else 2.0)
    sentence = line.text.endswith(".") and not small
    return apart and ((bool(same) and not sentence) or (bool(counted) and not line.bold))


#: A line that bears the page's number stands this many times its size from the text.
_FAR = 2.0


def _bears_number(line: Line, page: int, inner: Line | None) -> bool:
    """Whether a line far from the text ends in the page's own number: "Testford Council: complaints 1"."""
    if inner is None or len(line.words) < 2 or CAPTION.match(line.text):
        return False
    far = max(inner.top - line.bottom, line.top - inner.bottom) > _FAR * line.size
    before, last = line.words[-2].text, line.words[-1].text
    # "Stage 1" and "Table 1" are numbered by themselves
    return far and last == str(page + 1) and _NUMBERED.fullmatch(before) is None


def _counts(line: Line, here: list[int], there: list[int], pages: int) -> bool:
    """Whether two lines are alike but for one short number at an end, which counts the pages."""
    differing = [(a, b) for a, b in zip(here, there, strict=True) if a != b]
    first, last = line.words[0].text, line.words[-1].text
    at_end = any(text.strip("-–|. ").isdigit() for text in (first, last)) or re.search(
        r"\d+\s*(?:of|/)\s*\d+$", line.text
    )
    return (
        len(differing) == 1 and max(differing[0]) < 1000 and differing[0][1] - differing[0][0] == pages and bool(at_end)
    )


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
