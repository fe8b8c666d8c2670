"""Headings: the title of a document is found and the levels of its headings are ranked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.draft import Draft
from extractors.reading.model import Kind

_INTEGER = re.compile(r"^\(?(\d{1,3})[.)]?$")


def rank(drafts: list[Draft], body: float) -> None:
    """Mark the title and give every heading a level by size, weight and capitals."""
    _mark_title(drafts, body)
    _sort_numbered(drafts)
    headings = [draft for draft in drafts if draft.kind is Kind.HEADING]
    strong = sorted({_style(draft) for draft in headings if not draft.weak})
    for draft in headings:
        level = len(strong) + 1 if draft.weak else strong.index(_style(draft)) + 1
        draft.level = level


def _sort_numbered(drafts: Sequence[Draft]) -> None:
    """Items "1.", "2." are a list, unless they count the paragraphs of the whole document."""
    matches = [(d, _INTEGER.match(d.number or "")) for d in drafts if d.kind is Kind.PARAGRAPH]
    items = [draft for draft, match in matches if match]
    counts = [int(match[1]) for _, match in matches if match]
    if len(counts) >= 6 and all(b > a for a, b in pairwise(counts)):
        return
    for item in items:
        item.kind = Kind.BULLET


def _style(draft: Draft) -> tuple[float, bool, bool]:
    letters = [char for char in draft.text if char.isalpha()]
    return (-round(draft.size), not draft.bold, not (len(letters) > 8 and all(char.isupper() for char in letters)))


def _mark_title(drafts: list[Draft], body: float) -> None:
    """The largest text of the first page is the title; lines of one size under each other are one title."""
    if not drafts:
        return
    first = [d for d in drafts if d.page == drafts[0].page and d.kind is Kind.HEADING and not d.weak]
    if not first:
        return
    largest = max(draft.size for draft in first)
    lines = _together([draft for draft in first if draft.size > largest - 0.6])
    if largest <= 1.05 * body and (lines[0] is not first[0] or drafts.index(first[0]) > 3):
        return
    head = lines[0]
    if largest <= 1.05 * body:
        lines = lines[:1]
    head.kind, head.level = Kind.TITLE, 0
    for draft in lines[1:]:
        head.words = head.words + draft.words
        drafts.remove(draft)


def _together(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts from the first on, as long as each stands close under the one before."""
    result = [drafts[0]]
    for draft in drafts[1:]:
        if draft.box.top - result[-1].box.bottom > 2.0 * draft.size:
            break
        result.append(draft)
    return result
