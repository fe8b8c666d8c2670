"""Pages: which pages of a long file can give figures of complaints, told by what words are on them.

A council's pack of papers has a hundred pages of which one report is on complaints. Its other pages take long to read
and have nothing to give but numbers on other subjects. A page is passed over only where no word of our subject stands
on it or on the pages beside it; a file that is on complaints all through is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.lexicon.words import any_of
from extractors.reading.model import Block, Document, Kind
from extractors.reading.skim import Picked, Skimmed

#: Words without which nothing on a page is a figure of complaints, looked for in a text without its spaces: capitals
#: that are spread out, and words that the end of a line breaks, are found too.
_SUBJECT = re.compile(any_of("complain, complim, ombuds, lgsco, spso, upheld, uphold, maladmin, dissatisf"))
_NO_LETTERS = re.compile(r"[\s\-\u00ad\u2010\u2011\ufffe\u0002]+")
#: A mention counts alone where a number stands within so many characters; years, dates and section numbers do not.
_NEAR = 200
_NO_COUNT = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\b|\b\d{1,2}(?:st|nd|rd|th)?\s(?=[A-Z][a-z]{2,8}\b)|^\s*\d+(?:\.\d+)*\.?\s",
    re.MULTILINE,
)
_COUNT = re.compile(
    r"\d|\b(?:no|none|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|half|third"
    r"|quarter|hundred)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;:!?]\s+(?=[A-Z])")
_MENTION = re.compile(r"complain|complim|ombuds|lgsco|spso|upheld|uphold|maladmin|dissatisf", re.IGNORECASE)
#: Pages with so many mentions are on complaints.
_ON_SUBJECT = 3
#: A file in which this share of the pages speaks of complaints is on complaints all through.
_ALL_THROUGH = 1 / 2
#: So many pages go with one on complaints: before it, for the headings above, and after it, for tables that go on.
_BEFORE, _AFTER = 2, 2
#: The first page of a paper is looked for so many pages before one that speaks of complaints.
_PAPER = 8
#: What the first page of a committee's paper says on top.
_PAPER_TOP = re.compile(
    r"\breport (?:to|of|by|author|title)\b|\bagenda item\b|\bitem no\b|\bdate of meeting\b|\bwards? affected\b", re.I
)
_TOP = 600
#: A file with so many such pages, or these words on its first pages, is a pack of papers for a meeting.
_PAPERS = 3
_AGENDA = re.compile(
    r"\bagenda\b(?! item)|\b(?:document|reports?|meeting) pack\b|\bnotice of meeting\b|\border of business\b", re.I
)


def own_pages(document: Document) -> Document:
    """The report alone, where it stands in a pack of papers."""
    return replace(document, blocks=tuple(block for block in document.blocks if _is_own(document, block)))


def of_subject(document: Document) -> Document:
    """The document without what other papers of a pack say of other things: bare numbers there are no complaints."""
    kept = (block for block in document.blocks if _is_own(document, block) or _is_of_subject(block))
    return replace(document, blocks=tuple(kept))


def _is_own(document: Document, block: Block) -> bool:
    return document.front <= block.page <= (document.back or block.page)


def _is_of_subject(block: Block) -> bool:
    """Whether a block of another paper speaks of complaints, or may be the heading over one that does."""
    words = [block.text.string, *(cell.string for cell in block.table.cells)] if block.table else [block.text.string]
    return block.kind in (Kind.HEADING, Kind.TITLE) or any(map(_MENTION.search, words))


def pick(texts: Sequence[Skimmed]) -> Picked | None:
    """The pages to read of a file, by the text of each; None where it is to be read whole."""
    mentions = [_mentions(text) for text in texts]
    written = [text for text in texts if text is not None]
    if sum(map(bool, mentions)) >= _ALL_THROUGH * len(written):
        return None
    telling = [at for at, count in enumerate(mentions) if count >= _ON_SUBJECT or (count and _counts(texts[at] or ""))]
    kept = {page for at in telling for page in _around(texts, mentions, at)}
    if not _is_pack(texts):
        return Picked(frozenset({1, *(at + 1 for at in kept)}))
    if not telling:
        return Picked(frozenset({1}))
    front, back = _report(texts, mentions, sorted(kept))
    return Picked(frozenset(at + 1 for at in kept), front + 1, back + 1)


def _is_pack(texts: Sequence[Skimmed]) -> bool:
    """Whether a file is a pack of papers, and so only one of them the report; else its first page is the report's."""
    openings = sum(_opens(texts, page) for page in range(1, len(texts)))
    return openings >= _PAPERS or any(_AGENDA.search(text or "") for text in texts[:2])


def _mentions(text: Skimmed) -> int:
    return len(_SUBJECT.findall(_NO_LETTERS.sub("", text or "").lower()))


def _counts(text: str) -> bool:
    """Whether a number that may be a figure stands near a mention of our subject, in the same sentence."""
    plain = _NO_COUNT.sub(" ", text)
    found = list(_MENTION.finditer(plain))
    return not found or any(_COUNT.search(_beside(plain, mention)) for mention in found)


def _beside(text: str, mention: re.Match[str]) -> str:
    before = _STOP.split(text[max(mention.start() - _NEAR, 0) : mention.start()])[-1]
    return before + _STOP.split(text[mention.end() : mention.end() + _NEAR])[0]


def _around(texts: Sequence[Skimmed], mentions: Sequence[int], at: int) -> range:
    """The page at ``at``, those before it from the beginning of its paper on, and those on which it may go on."""
    opening = next((page for page in range(at, max(at - _PAPER, -1), -1) if _opens(texts, page)), None)
    first = max(at - _BEFORE, 0) if opening is None else opening
    following = range(at + 1, min(at + 1 + _AFTER, len(texts)))
    return range(first, at + 1 + len(list(takewhile(lambda page: not _opens(texts, page), following))))


def _opens(texts: Sequence[Skimmed], page: int) -> bool:
    """Whether a paper begins on a page, as lines on its top say that do not stand on the page before too."""
    if page == 0:
        return True
    before = set((texts[page - 1] or "").splitlines())
    top = (texts[page] or "")[:_TOP].splitlines()
    return any(_PAPER_TOP.search(line) for line in top if line not in before)


def _report(texts: Sequence[Skimmed], mentions: Sequence[int], kept: Sequence[int]) -> tuple[int, int]:
    """First and last page of the report: the pages in a row that speak of complaints most, from where they begin to."""
    runs: list[list[int]] = []
    for page in kept:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    best = max(runs, key=lambda run: (sum(mentions[page] for page in run), -run[0]))
    front = next((page for page in best if mentions[page] >= _ON_SUBJECT), best[0])
    while front - 1 in best and _MENTION.search((texts[front - 1] or "")[:_TOP]) and not _opens(texts, front):
        front -= 1
    return front, best[-1]
