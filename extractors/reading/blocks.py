"""Blocks: lines of one column of text become headings, paragraphs, bullets, captions and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.canvas import Rect
from extractors.reading.draft import Draft
from extractors.reading.lines import CAPTION, CONTENTS, LEADERS, Line, area_of
from extractors.reading.model import Kind, Word

#: Lines of one paragraph lie at most this many font sizes further apart than the closest lines.
LOOSE = 0.32

_BULLET = re.compile(r"^(?:[•●○◦▪■□➢➔·*–—-]|o|[\uf000-\uf0ff])$")
_ITEM = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)]|\(\d{1,2}\))$")
_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?$")
_PLAIN = re.compile(r"^(?:[A-Z]\.?\s?)?\d{1,2}(?:\.\d{1,2}){0,3}[.):]?$|^[A-Z]\d{0,2}(?:\.\d{1,2})*\.?$")
_PERCENT = re.compile(r"\d\s?%")
_END = re.compile(r"[.!?;:,…]['\"’”)]?$")


def paragraphs(lines: Sequence[Line], page: int, body: float, room: Rect) -> list[Draft]:
    """Lines of one column, without tables and charts, as drafts in order.

    ``body`` is the document's usual font size; ``room`` the area of the column.
    """
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        if groups and not _opens(lines, index, groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    drafts = [_draft(group, page, body, room) for group in groups]
    _promote(drafts)
    _demote_contents(drafts)
    return drafts


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = sorted(b.top - a.bottom for a, b in pairwise(lines) if abs(a.size - b.size) < 0.6)
    close = [gap for gap in gaps if gap < 0.6 * (lines[0].size if lines else 0)]
    return close[len(close) // 2] if close else 0.0


def _opens(lines: Sequence[Line], index: int, group: Sequence[Line]) -> bool:
    """Whether a line opens a new block rather than going on with the lines before it."""
    line, before = lines[index], group[-1]
    gap = line.top - before.bottom
    if gap < -0.5 * before.size or abs(line.size - before.size) > 0.12 * before.size:
        return True
    usual = _usual_gap([*group, line]) if len(group) > 1 else min(_usual_gap(lines), 0.45 * line.size)
    if gap > max(usual, 0.0) + LOOSE * line.size:
        return True
    if CAPTION.match(line.text) and (before.text.endswith(".") or line.bold != before.bold or line.bold):
        return True
    if line.bold != before.bold and not (_runs_in(before) or _runs_in(line)):
        return True
    opening = marker(group[0], True)
    if marker(line, gap > usual + 0.15 * line.size) or _counts_on(opening, marker(line, True)):
        return True
    if _leaves_item(lines, group, line, opening):
        return True
    text_x = group[0].words[len(opening)].x0 if opening and len(opening) < len(group[0].words) else group[0].x0
    hanging = any(abs(line.x0 - segment.x0) < 2 for segment in group[0].segments)
    left_of, right_of = min(group[0].x0, text_x) - 1.2 * line.size, text_x + 2 * line.size
    return not hanging and not left_of <= line.x0 <= right_of


def _leaves_item(lines: Sequence[Line], group: Sequence[Line], line: Line, opening: Sequence[Word]) -> bool:
    """Whether a line stands at the margin below an item of a list, though its first word had room on that."""
    if not opening or not _BULLET.match(opening[0].text) or len(opening) == len(group[0].words):
        return False
    mark, text_x, first = opening[0].x0, group[0].words[len(opening)].x0, line.words[0]
    at_margin = line.x0 <= mark + 0.2 * line.size < text_x - 0.4 * line.size
    if not at_margin or not first.text[:1].isupper():
        return False
    has_room = group[-1].x1 + 0.4 * line.size + first.x1 - first.x0 < max(other.x1 for other in lines)
    outside = line.x0 < mark - 0.15 * line.size
    return has_room or (outside and _END.search(group[-1].text) is not None)


def _counts_on(opening: Sequence[Word], marked: Sequence[Word]) -> bool:
    """Whether the mark of a line is the next after that of the block before, at the same margin."""
    if len(opening) != 1 or len(marked) != 1 or abs(opening[0].x0 - marked[0].x0) > 6:
        return False
    first, second = opening[0].text.strip("().:"), marked[0].text.strip("().:")
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _runs_in(line: Line) -> bool:
    """Whether a line is bold only in part, or wholly bold inside a running text."""
    return not line.bold and any(word.bold for word in line.words)


def marker(line: Line, apart: bool) -> list[Word]:
    """The words that number or mark a paragraph at its first line: "5.6", "(a)", "•", or none.

    ``apart`` says that white space stands above the line; a number in running text has none.
    """
    words = line.words
    if len(words) < 2:
        return []
    first, second = words[0], words[1]
    wide = second.x0 - first.x1 > 0.5 * first.size
    if _BULLET.match(first.text) and (wide or first.text not in "-–—o*"):
        return [first]
    if _BULLET.match(first.text) and apart and first.text in "-–—*":
        return [first]
    if _SECTION.match(first.text) and (wide or apart) and not _is_unit(second.text):
        return [first]
    if _ITEM.match(first.text) and (wide or apart):
        return [first]
    if (
        _SECTION.match(second.text)
        and first.text.isdigit()
        and len(words) > 2
        and (wide or apart)
        and len(first.text) < 3
    ):
        return [first, second]
    if first.text.isdigit() and len(first.text) < 3 and (wide or (apart and line.bold)) and not _is_unit(second.text):
        return [first]
    if wide and _PLAIN.match(first.text) and first.text not in ("A", "I"):
        return [first]
    return []


def _is_unit(text: str) -> bool:
    """Whether a word makes the number before it an amount; with a capital it opens a sentence."""
    return text[:1] in "%£" or text.strip(".,") in {
        "million",
        "days",
        "per",
        "working",
        "months",
        "weeks",
        "years",
    }


def _draft(group: Sequence[Line], page: int, body: float, room: Rect) -> Draft:
    words = [word for line in group for word in line.words]
    opening = marker(group[0], True)
    number, kind = None, Kind.PARAGRAPH
    if CAPTION.match(group[0].text) and len(words) <= 45:
        kind = Kind.CAPTION
    elif group[0].words[0].lead and group[0].size < 0.97 * body:
        kind, number = Kind.FOOTNOTE, group[0].words[0].lead
    elif opening and len(opening) < len(words):
        text = " ".join(word.text for word in opening)
        words = words[len(opening) :]
        if text == "*" and group[0].size < 0.97 * body:
            kind, number = Kind.FOOTNOTE, text
        elif _BULLET.match(text):
            kind = Kind.BULLET
        else:
            number = text
            indented = group[0].x0 > room.x0 + 1.0 * group[0].size
            if _ITEM.match(text) and not group[0].bold and (indented or not text[:1].isdigit()):
                kind = Kind.BULLET
    draft = Draft(
        kind, page, area_of(w for line in group for w in line.words), list(group), words, number, room=room.x1
    )
    if kind is Kind.PARAGRAPH and _is_heading(draft, body):
        draft.kind = Kind.HEADING
    return draft


def _is_heading(draft: Draft, body: float) -> bool:
    """Whether a short block stands out by size, weight or capitals."""
    display = draft.size > 1.4 * body
    if len(draft.lines) > (8 if display else 4) or len(draft.words) > 30:
        return False
    text = draft.text
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 2 or len(_PERCENT.findall(text)) > 1:
        return False
    large = draft.size > 1.12 * body
    capitals = len(letters) > 3 and all(char.isupper() for char in letters)
    bold = all(word.bold for word in draft.words if any(char.isalnum() for char in word.text))
    if text.endswith((".", ";", ",")) and len(draft.words) > 8 and not large:
        return False
    return large or bold or (capitals and len(draft.words) <= 14)


def _demote_contents(drafts: Sequence[Draft]) -> None:
    """Entries of a table of contents are no headings."""
    listing = False
    for draft in drafts:
        if draft.kind is Kind.HEADING and CONTENTS.match(draft.text):
            listing = True
        elif LEADERS.search(draft.text) or (listing and draft.words[-1].text.isdigit()):
            draft.kind = Kind.PARAGRAPH if draft.kind is Kind.HEADING else draft.kind
        elif draft.kind is not Kind.HEADING:
            listing = False


def _promote(drafts: Sequence[Draft]) -> None:
    """A few words that stand alone, without a full stop, before a text are its heading."""
    for draft, after in pairwise(drafts):
        if draft.kind is not Kind.PARAGRAPH or len(draft.lines) != 1 or not 1 <= len(draft.words) <= 6:
            continue
        text = draft.text
        if _END.search(text) or not text[:1].isupper() or (not text[-1:].isalnum() and text[-1:] != ")"):
            continue
        numbered = bool(draft.number and _SECTION.match(draft.number))
        leads = after.kind in (Kind.PARAGRAPH, Kind.BULLET) and (
            numbered or (not draft.number and len(after.words) > 12)
        )
        if leads and after.box.top - draft.box.bottom < 1.6 * draft.size:
            draft.kind, draft.weak = Kind.HEADING, True
