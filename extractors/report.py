"""One report, read whole: a PDF in, observations and what was left unread out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from extractors.captions import pair
from extractors.charts import read_chart
from extractors.context import Context, school_years, walk
from extractors.finding import Finding, Reading
from extractors.limitbook import LimitBook, collect_limits
from extractors.prose.interpret import read_paragraph, remember
from extractors.prose.large import join_large
from extractors.prose.state import State
from extractors.reading.document import read
from extractors.reading.errors import Encrypted, ReadingError
from extractors.reading.model import Block, Document, Kind
from extractors.reading.modes import EXTRA, Ocr, available
from extractors.scope import Scope, find_scope
from extractors.settle import settle
from extractors.tables.caption import Caption
from extractors.tables.interpret import read_table
from extractors.whole import holds_other_procedures
from schemas.claim import Claim
from schemas.codes import Dimension, Outcome, Stream
from schemas.observation import Observation, Unread

#: How much of its confidence a number keeps that was read by OCR.
OCR_TRUST = 0.9


@dataclass(frozen=True)
class Extraction:
    """What one file gave. ``scope`` is None where the file could not be read at all."""

    outcome: Outcome
    message: str
    pages: int
    scope: Scope | None = None
    observations: tuple[Observation, ...] = ()
    unread: tuple[Unread, ...] = ()
    claims: tuple[Claim, ...] = ()


def extract(path: Path, ocr: Ocr = Ocr.AUTO) -> Extraction:
    """Read one PDF. Never raises for what the file contains: the outcome says how it went."""
    try:
        document = read(path, ocr)
    except Encrypted as error:
        return Extraction(Outcome.ENCRYPTED, str(error), 0)
    except ReadingError as error:
        return Extraction(Outcome.DAMAGED, str(error), 0)
    return interpret(document, ocr)


def interpret(document: Document, ocr: Ocr = Ocr.AUTO) -> Extraction:
    """The observations of a document that was read; ``ocr`` tells what can be done about pages that were not."""
    document = replace(document, blocks=join_large(document.blocks))
    name, pages = document.filename, len(document.pages)
    if not any(page.has_text for page in document.pages):
        message = f"{name}: its pages are pictures without text; {_remedy(ocr)}"
        return Extraction(Outcome.IMAGE_ONLY, message, pages)
    scope = find_scope(document)
    if scope is None:
        message = f"{name}: no year found in its text; name the year in the file name"
        return Extraction(Outcome.NOTHING_FOUND, message, pages)
    findings, unread, claims = _read_blocks(document, scope)
    if holds_other_procedures(scope, findings):
        scope = replace(scope, stream=Stream.ALL, whole=Stream.ALL)
        findings, unread, claims = _read_blocks(document, scope)
    scanned = [page.number for page in document.pages if page.ocr]
    settled = [_as_scanned(finding) if finding.box.page in scanned else finding for finding in settle(findings)]
    observations = tuple(finding.observation(scope.council.slug, scope.year) for finding in settled)
    failed = [page.number for page in document.pages if page.error or not page.has_text]
    if not observations:
        message = f"{name}: no complaints figures found; check that it is a complaints report"
        return Extraction(Outcome.NOTHING_FOUND, message, pages, scope, (), tuple(unread))
    outcome, message = Outcome.OK, f"{name}, {_pages(scanned)}: read by OCR" if scanned else ""
    if failed:
        outcome, message = Outcome.PARTIAL, f"{name}, {_pages(failed)}: no text could be read; {_remedy(ocr)}"
    return Extraction(outcome, message, pages, scope, observations, tuple(unread), tuple(claims))


def _as_scanned(finding: Finding) -> Finding:
    return finding.changed(confidence=OCR_TRUST * finding.confidence)


def _remedy(ocr: Ocr) -> str:
    """What to do about pages that are pictures."""
    if ocr == Ocr.NEVER:
        return "read it again with --ocr auto"
    if not available():
        return f"install OCR with {EXTRA} and read it again"
    return "look at them in the PDF"


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers for a reader: "page 3", "pages 1–6, 9"."""
    firsts = [after for here, after in pairwise([-1, *numbers]) if after != here + 1]
    lasts = [here for here, after in pairwise([*numbers, -1]) if after != here + 1]
    runs = [str(first) if first == last else f"{first}–{last}" for first, last in zip(firsts, lasts, strict=True)]
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(runs)


def _read_blocks(document: Document, scope: Scope) -> tuple[list[Finding], list[Unread], list[Claim]]:
    limits = collect_limits(document, scope)
    academic = school_years(document)
    findings: list[Finding] = []
    unread: list[Unread] = []
    claims: list[Claim] = []
    for reading in _readings(document, scope, limits):
        findings += reading.findings
        unread += reading.unread
        claims += reading.claims
    if academic:
        findings = [f.changed(academic=True) if _is_school_year(f) else f for f in findings]
    return findings, unread, claims


def _is_school_year(finding: Finding) -> bool:
    return finding.stream is Stream.SCHOOLS and " " not in finding.period and "-" in finding.period


def _of_part(finding: Finding, part: str) -> Finding:
    """A finding below the heading of one service: a part of the whole."""
    return finding if finding.dimension else finding.changed(dimension=Dimension.SERVICE_AREA, category=part)


#: A line of at most so many characters that ends without a stop is a label, not a paragraph of its own.
_LABEL_LENGTH = 80


def _lead(lead: str, block: Block) -> str:
    """What leads in to the next table: the paragraph above it, and the one above that where it is a mere label."""
    text = block.text.string
    if block.kind not in (Kind.PARAGRAPH, Kind.BULLET):
        return ""
    is_label = len(text) <= _LABEL_LENGTH and not text.rstrip().endswith((".", ":"))
    return f"{lead} {text}".strip() if is_label and block.kind is Kind.PARAGRAPH else text


def _readings(document: Document, scope: Scope, limits: LimitBook) -> Iterator[Reading]:
    captions = pair(document.blocks)
    lead = ""
    state = State(Context(scope, period=scope.period))
    for at, (block, context) in enumerate(walk(document, scope)):
        reading = Reading()
        if block.kind is Kind.TABLE and block.table is not None:
            reading = read_table(block.table, Caption(captions.get(at, ""), lead), context, limits)
        elif block.kind is Kind.CHART:
            reading = read_chart(block, Caption(captions.get(at, ""), lead), context, limits)
        elif block.kind is Kind.HEADING:
            state = State(context, section=state.section + 1, memory=state.memory)
        elif block.kind in (Kind.PARAGRAPH, Kind.BULLET, Kind.FOOTNOTE):
            state.context = context
            reading = read_paragraph(block, state, limits)
        if block.kind in (Kind.TABLE, Kind.CHART):
            # the numbers of one table answer together what it leaves open
            reading = Reading(tuple(found.changed(section=-at) for found in reading.findings), reading.unread)
        if block.kind is not Kind.CAPTION:
            lead = _lead(lead, block)
        if context.part:
            reading = replace(reading, findings=tuple(_of_part(each, context.part) for each in reading.findings))
        remember(reading.findings, state)
        yield reading
