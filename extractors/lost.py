"""Lost pages: which pages of a report could not be read, why, and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.reading.model import Document
from extractors.reading.modes import EXTRA, Ocr, available
from schemas.codes import Outcome

#: The longest reason that a message repeats.
_LONGEST = 120


def reason(error: Exception) -> str:
    """What went wrong, in one short line."""
    return f"{type(error).__name__}: {error}".strip(": ").splitlines()[0][:_LONGEST]


def broken(document: Document) -> dict[int, str]:
    """The pages that could not be read, with what went wrong."""
    return {page.number: page.error for page in document.pages if page.error}


def blank(document: Document) -> list[int]:
    """The pages that could be opened, but have no text."""
    return [page.number for page in document.pages if not page.has_text and not page.error]


def nothing_left(document: Document, ocr: Ocr) -> tuple[Outcome, str]:
    """Outcome and message of a document none of whose pages has text."""
    faults = broken(document)
    if not faults:
        return Outcome.IMAGE_ONLY, f"{document.filename}: its pages are pictures without text; {_remedy(ocr)}"
    starved = all(fault.startswith(MemoryError.__name__) for fault in faults.values())
    outcome = Outcome.IMAGE_ONLY if blank(document) else Outcome.OUT_OF_MEMORY if starved else Outcome.DAMAGED
    return outcome, message(document, faults, ocr)


def message(document: Document, faults: Mapping[int, str], ocr: Ocr) -> str:
    """One line that names the pages with ``faults`` and those without text; nothing where there are none."""
    parts = []
    if faults:
        why = next(iter(faults.values()))
        parts.append(f"{pages(sorted(faults))}: could not be read ({why}); look at the PDF")
    if without := blank(document):
        parts.append(f"{pages(without)}: no text could be read; {_remedy(ocr)}")
    return f"{document.filename}, {'; '.join(parts)}" if parts else ""


def pages(numbers: Sequence[int]) -> str:
    """Page numbers for a reader: "page 3", "pages 1–6, 9"."""
    return ("page " if len(numbers) == 1 else "pages ") + ranges(numbers)


def ranges(numbers: Sequence[int]) -> str:
    """Numbers of which those that follow each other are told together: "1–6, 9"."""
    firsts = [after for here, after in pairwise([-1, *numbers]) if after != here + 1]
    lasts = [here for here, after in pairwise([*numbers, -1]) if after != here + 1]
    return ", ".join(
        str(first) if first == last else f"{first}–{last}" for first, last in zip(firsts, lasts, strict=True)
    )


def _remedy(ocr: Ocr) -> str:
    """What to do about pages that are pictures."""
    if ocr == Ocr.NEVER:
        return "read it again with --ocr auto"
    if not available():
        return f"install OCR with {EXTRA} and read it again"
    return "look at them in the PDF"
