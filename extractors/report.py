"""One report, read whole: a PDF in, observations and what was left unread out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.captions import pair
from extractors.charts import read_chart
from extractors.context import Context, school_years, walk
from extractors.finding import Finding, Reading
from extractors.limitbook import LimitBook, collect_limits
from extractors.prose.interpret import read_paragraph, remember
from extractors.prose.state import State
from extractors.reading.document import read
from extractors.reading.errors import Encrypted, ReadingError
from extractors.reading.model import Document, Kind
from extractors.scope import Scope, find_scope
from extractors.settle import settle
from extractors.tables.caption import Caption
from extractors.tables.interpret import read_table
from schemas.codes import Outcome, Stream
from schemas.observation import Observation, Unread


@dataclass(frozen=True)
class Extraction:
    """What one file gave. ``scope`` is None where the file could not be read at all."""

    outcome: Outcome
    message: str
    pages: int
    scope: Scope | None = None
    observations: tuple[Observation, ...] = ()
    unread: tuple[Unread, ...] = ()


def extract(path: Path) -> Extraction:
    """Read one PDF. Never raises for what the file contains: the outcome says how it went."""
    try:
        document = read(path)
    except Encrypted as error:
        return Extraction(Outcome.ENCRYPTED, str(error), 0)
    except ReadingError as error:
        return Extraction(Outcome.DAMAGED, str(error), 0)
    return interpret(document)


def interpret(document: Document) -> Extraction:
    """The observations of a document that was read."""
    pages = len(document.pages)
    if not any(page.has_text for page in document.pages):
        return Extraction(Outcome.IMAGE_ONLY, f"{document.filename}: its pages are pictures without text; run it through OCR first", pages)
    scope = find_scope(document)
    if scope is None:
        return Extraction(Outcome.NOTHING_FOUND, f"{document.filename}: no year found in its text; name the year in the file name", pages)
    findings, unread = _read_blocks(document, scope)
    settled = settle(findings)
    observations = tuple(finding.observation(scope.council.slug, scope.year) for finding in settled)
    failed = [page.number for page in document.pages if page.error or not page.has_text]
    if not observations:
        outcome, message = Outcome.NOTHING_FOUND, f"{document.filename}: no complaints figures found; check that it is a complaints report"
    elif failed:
        outcome, message = Outcome.PARTIAL, f"{document.filename}, {_pages(failed)}: no text could be read; look at them in the PDF"
    else:
        outcome, message = Outcome.OK, ""
    return Extraction(outcome, message, pages, scope, observations, tuple(unread))


def _pages(numbers: list[int]) -> str:
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(map(str, numbers))


def _read_blocks(document: Document, scope: Scope) -> tuple[list[Finding], list[Unread]]:
    limits = collect_limits(document, scope)
    academic = school_years(document)
    findings: list[Finding] = []
    unread: list[Unread] = []
    for reading in _readings(document, scope, limits):
        findings += reading.findings
        unread += reading.unread
    if academic:
        findings = [f.changed(academic=True) if _is_school_year(f) else f for f in findings]
    return findings, unread


def _is_school_year(finding: Finding) -> bool:
    return finding.stream is Stream.SCHOOLS and " " not in finding.period and "-" in finding.period


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
        if block.kind is not Kind.CAPTION:
            lead = block.text.string if block.kind in (Kind.PARAGRAPH, Kind.BULLET) else ""
        remember(reading.findings, state)
        yield reading
