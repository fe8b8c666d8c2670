"""Words: characters become words; invisible text is dropped and footnote marks are lifted off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.reading.canvas import BULLET, Canvas, Char
from extractors.reading.glyphs import UNKNOWN
from extractors.reading.model import Word

#: Gap between two characters, in font sizes, that parts words where no space is printed.
WORD_GAP = 0.18
#: A mark is set smaller than its neighbour by this factor, and raised by this share of its size.
MARK_SIZE, MARK_RAISE = 0.8, 0.14
#: ... or a little smaller, but raised by this share.
LARGE_MARK, HIGH_RAISE = 0.9, 0.3
#: Characters printed over each other, to look bold, are at most this share of their size apart.
OVERPRINT = 0.12
#: Side of the squares by which characters are looked up, in points: most lie well inside one, with few others alike.
CELL = 16.0
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ORDINALS = frozenset({"st", "nd", "rd", "th"})
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "-", "\u2011": "-"})

_LEADERS = re.compile(r"\.{4,}|…{2,}")
_TRAILING = re.compile(r"^(.*[\w%)\].,:;'’])([*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+)([.,:;)]?)$")
_LEADING = re.compile(r"^([*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+)([\w(£'‘\"“].*)$")


def words_of(canvas: Canvas) -> list[Word]:
    """The visible words of a page, line by line from the top, each line from the left."""
    chars = _visible(canvas)
    upright = [char for char in chars if char.upright]
    words: list[Word] = []
    for line in _lines(upright):
        words.extend(_words_of_line(line, canvas.page))
    words.extend(_bullets(canvas, words))
    words.extend(_sideways([char for char in chars if not char.upright], canvas.page))
    return words


def _visible(canvas: Canvas) -> list[Char]:
    """Characters that a reader sees, once each: no white on white, no overprinting."""
    seen: dict[_Place, list[Char]] = {}
    kept = []
    for char in canvas.chars:
        if char.text == UNKNOWN and char.x1 <= char.x0:
            char = char._replace(x1=char.x0 + 0.3 * char.size)
        if char.size < 1 or char.x1 <= char.x0 or char.bottom <= char.top:
            continue
        if char.white and not char.text.isspace() and not _on_colour(canvas, char):
            continue
        place = (char.text, char.x0 // CELL, char.top // CELL)
        if _is_printed(char, seen, place):
            continue
        seen.setdefault(place, []).append(char)
        kept.append(char)
    return kept


_Place = tuple[str, float, float]


def _is_printed(char: Char, seen: Mapping[_Place, Sequence[Char]], place: _Place) -> bool:
    """Whether the same character stands in the same place already; ``seen`` holds those before by text and square."""
    slack = OVERPRINT * char.size
    text, column, row = place
    left, right = (char.x0 - slack) // CELL, (char.x0 + slack) // CELL
    upper, lower = (char.top - slack) // CELL, (char.top + slack) // CELL
    for across in (left,) if left == right else (left, column, right):
        for down in (upper,) if upper == lower else (upper, row, lower):
            for twin in seen.get((text, across, down), ()):
                if abs(twin.x0 - char.x0) < slack and abs(twin.top - char.top) < slack:
                    return True
    return False


def _on_colour(canvas: Canvas, char: Char) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return any(area.holds(x, y, 1.0) for areas in (canvas.fills, canvas.images, canvas.curves) for area in areas)


def _lines(chars: list[Char]) -> list[list[Char]]:
    """Characters on one baseline; raised marks go with the line they stand in."""
    level: dict[tuple[float, float], list[Char]] = {}
    for char in chars:
        level.setdefault((char.bottom, char.size), []).append(char)
    runs: dict[tuple[int, int], list[Char]] = {}
    for (bottom, size), alike in level.items():
        runs.setdefault((round(bottom * 2), round(size * 2)), []).extend(alike)
    lines: list[list[Char]] = []
    for run in sorted(runs.values(), key=lambda chars: -chars[0].size):
        home = next((line for line in lines if _same_baseline(line[0], run[0])), None)
        if home is not None:
            home.extend(run)
            continue
        around = [line for line in lines if _overlaps(line[0], run[0])]
        alone: list[Char] = []
        for char in run:
            beside = next((line for line in around if _near(line, char)), None)
            (alone if beside is None else beside).append(char)
        if alone:
            lines.append(alone)
    lines.sort(key=lambda line: line[0].top)
    return [sorted(line, key=lambda char: (char.x0, char.order)) for line in lines]


def _same_baseline(model: Char, char: Char) -> bool:
    return abs(model.size - char.size) <= 0.25 * model.size and abs(model.bottom - char.bottom) <= 0.2 * model.size


def _overlaps(model: Char, char: Char) -> bool:
    shared = min(model.bottom, char.bottom) - max(model.top, char.top)
    least = 0.3 if char.size < LARGE_MARK * model.size and char.top < model.top else 0.6
    return shared >= least * (char.bottom - char.top)


def _near(line: list[Char], char: Char) -> bool:
    """A character of another size or height belongs to a line only beside its characters."""
    reach = 1.2 * line[0].size
    return any(member.x0 - reach <= char.x1 and char.x0 <= member.x1 + reach for member in line)


def _words_of_line(chars: list[Char], page: int) -> list[Word]:
    groups: list[list[Char]] = []
    spaced = True
    for char in chars:
        if not char.text.isalnum() and (char.text.isspace() or not char.text.strip("\u200b\ufeff")):
            spaced = True
            continue
        if not spaced:
            before = groups[-1][-1]
            gap = char.x0 - before.x1
            raised = _is_raised(before, char) or _is_raised(char, before)
            if gap > WORD_GAP * max(before.size, char.size) or gap < -0.6 * before.size or raised:
                spaced = True
        if spaced:
            groups.append([])
            spaced = False
        groups[-1].append(char)
    return _lift([part for group in groups for part in _leaders_apart(group)], page)


def _leaders_apart(group: list[Char]) -> list[list[Char]]:
    """A group of characters, cut where dots that lead somewhere begin and end."""
    text = "".join([char.text[:1] for char in group])
    if "...." not in text and "……" not in text:
        return [group]
    cuts = {edge for match in _LEADERS.finditer(text) for edge in match.span()}
    return [group[a:b] for a, b in pairwise(sorted({0, *cuts, len(group)})) if a < b]


def _is_raised(char: Char, base: Char) -> bool:
    """Whether a character is set as a mark beside a full-size one."""
    if char.bottom == base.bottom:
        return False
    raised = (base.bottom - char.bottom) / base.size
    small = char.size / base.size
    return (small < MARK_SIZE and raised > MARK_RAISE) or (small < LARGE_MARK and raised > HIGH_RAISE)


def _lift(groups: list[list[Char]], page: int) -> list[Word]:
    """Groups of one line as words; raised groups become marks of the word before (or after) them."""
    words: list[Word] = []
    lead = ""
    for index, group in enumerate(groups):
        neighbours = [other[0] for other in (groups[index - 1 : index] + groups[index + 1 : index + 2])]
        raised = any(_is_raised(group[0], other) for other in neighbours)
        text = "".join(char.text for char in group).translate(LIGATURES)
        if not text.strip(UNKNOWN):
            text = BULLET
        if raised and len(text) <= 4:
            glued = index > 0 and group[0].x0 - groups[index - 1][-1].x1 < 0.8 * groups[index - 1][-1].size
            if glued and words:
                last = words[-1]
                if text.lower() in ORDINALS and last.text[-1:].isdigit():
                    words[-1] = replace(last, text=last.text + text, x1=group[-1].x1)
                else:
                    words[-1] = replace(last, mark=last.mark + text.translate(SUPERSCRIPTS))
            else:
                lead += text.translate(SUPERSCRIPTS)
            continue
        words.extend(_split_marks(group, text, page, lead))
        lead = ""
    return [word for word in words if word.text]


def _split_marks(group: list[Char], text: str, page: int, lead: str) -> list[Word]:
    """One group as a word, with the marks that are glued to it lifted off."""
    mark = ""
    exact = len(text) == len(group)
    if exact and (match := _TRAILING.match(text)) and not match[1].endswith("*"):
        body, mark, tail = match.groups()
        group = group[: len(body)]
        text = body + tail
    elif exact and (match := _LEADING.match(text)):
        lead += match[1]
        group, text = group[len(match[1]) :], match[2]
    _, x0, top, x1, bottom, size, bold, *_ = zip(*group, strict=True)
    return [
        Word(
            text=text,
            page=page,
            x0=min(x0),
            top=min(top),
            x1=max(x1),
            bottom=max(bottom),
            size=round(max(size), 2),
            bold=2 * sum(bold) > len(group),
            mark=mark.translate(SUPERSCRIPTS),
            lead=lead.translate(SUPERSCRIPTS),
        )
    ]


def _bullets(canvas: Canvas, words: list[Word]) -> list[Word]:
    """Drawn dots that stand before the first word of a line, as bullets."""
    bullets = []
    for dot in canvas.dots:
        middle = (dot.top + dot.bottom) / 2
        beside = [w for w in words if w.top < middle < w.bottom and dot.x0 - 30 < w.x1 and w.x0 < dot.x1 + 30]
        after = min((w for w in beside if w.x0 >= dot.x1), key=lambda w: w.x0, default=None)
        if after is None or after.x0 - dot.x1 > 2.2 * after.size or any(w.x0 < dot.x1 for w in beside):
            continue
        bullets.append(Word(BULLET, canvas.page, dot.x0, after.top, dot.x1, after.bottom, after.size))
    return bullets


def _sideways(chars: list[Char], page: int) -> list[Word]:
    """Words set sideways: characters of one column whose boxes follow each other."""
    groups: list[list[Char]] = []
    for char in chars:
        if char.text.isspace():
            groups.append([])
            continue
        last = groups[-1][-1] if groups and groups[-1] else None
        if last is None or abs(last.x0 - char.x0) > 0.5 * char.size or _apart(last, char) > 0.6 * char.size:
            groups.append([])
        groups[-1].append(char)
    return [
        Word(
            text="".join(char.text for char in group).translate(LIGATURES),
            page=page,
            x0=min(char.x0 for char in group),
            top=min(char.top for char in group),
            x1=max(char.x1 for char in group),
            bottom=max(char.bottom for char in group),
            size=round(group[0].size, 2),
            bold=group[0].bold,
            upright=False,
        )
        for group in groups
        if group
    ]


def _apart(here: Char, there: Char) -> float:
    return max(there.top - here.bottom, here.top - there.bottom, 0.0)
