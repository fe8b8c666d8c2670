"""Leaders: dots that lead from a label to its figures are no text, except in a table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.reading.lines import CONTENTS, LEADERS, Line
from extractors.reading.model import Word

#: Dots of one leader are at most this many font sizes apart.
DOT_GAP = 1.6
#: Lines with leaders belong to one list while at most so many lines without stand between two of them.
BETWEEN = 4
#: How wide a dot is, in font sizes.
DOT = 0.26

_DOTS = re.compile(r"^[.…·]+$")
_ENDING = re.compile(r"^(.*[^.…·])([.…·]{2,})$")
#: Page numbers: "12", "iv", "A-3".
_PAGE = re.compile(r"^(?:[A-Z]{1,2}-)?(\d{1,3})$|^[ivxl]+$")


def without_leaders(lines: Sequence[Line]) -> list[Line]:
    """The same lines without dots that lead to figures; lines of a table of contents keep theirs."""
    result = list(lines)
    for run in _runs(lines):
        if not _is_contents(lines, run):
            for index in range(run[0], run[-1] + 1):
                result[index] = bare(lines[index])
    return result


def bare(line: Line) -> Line:
    """A line without leaders; one that has nothing else stays as it is."""
    words: list[Word] = []
    last_dot: Word | None = None
    for index, word in enumerate(line.words):
        if _DOTS.match(word.text) and words and _leads(line.words, index, last_dot):
            if last_dot is None and words[-1].text.count(".") == 1 and words[-1].text.endswith("."):
                words[-1] = _without_dots(words[-1], 1)
            last_dot = word
            continue
        last_dot = None
        words.append(_trimmed(word))
    return Line(tuple(words)) if words else line


def _leads(words: Sequence[Word], index: int, last: Word | None) -> bool:
    """Whether dots go on with the text or the dots before them; others stand for a missing figure."""
    before = last or words[index - 1]
    word = words[index]
    return word.x0 - before.x1 <= (DOT_GAP if last or len(word.text) > 3 else 0.8) * word.size


def _trimmed(word: Word) -> Word:
    match = _ENDING.match(word.text)
    return _without_dots(word, len(match[2])) if match else word


def _without_dots(word: Word, count: int) -> Word:
    text = word.text.rstrip(".…·")
    return replace(word, text=text, x1=max(word.x0 + 1, word.x1 - DOT * count * word.size)) if text else word


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """Indexes of lines with leaders that follow each other."""
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        if LEADERS.search(line.text):
            if runs and index - runs[-1][-1] <= BETWEEN + 1:
                runs[-1].append(index)
            else:
                runs.append([index])
    return runs


def _is_contents(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether leaders lead to page numbers: one to a line, at the end, none smaller than the one before."""
    above = lines[max(run[0] - 3, 0) : run[0]]
    if any(CONTENTS.match(line.text) for line in above):
        return True
    pages = []
    for index in run:
        rest = [word.text for word in bare(lines[index]).words]
        dots = max(
            (k for k, word in enumerate(lines[index].words) if LEADERS.search(word.text) or word.text == "."), default=0
        )
        after = [word.text for word in lines[index].words[dots + 1 :]]
        if len(after) > 1 or not rest or (after and not _PAGE.match(after[0])):
            return False
        if after and (match := _PAGE.match(after[0])) and match[1]:
            pages.append(int(match[1]))
    return all(a <= b for a, b in pairwise(pages))
