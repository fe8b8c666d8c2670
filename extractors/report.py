"""One report, read whole: a PDF in, observations and what was left unread out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractors import lost
from extractors.captions import notes, pair
from extractors.charts import read_chart
from extractors.context import Context, school_years, walk
from extractors.definitions import upheld_takes_in_parts, with_parts
from extractors.extraction import Extraction
from extractors.finding import Finding, Reading
from extractors.limitbook import LimitBook, collect_limits
from extractors.pages import of_subject, pick
from extractors.prose.interpret import read_paragraph, remember
from extractors.prose.large import join_large
from extractors.prose.state import State
from extractors.reading.document import read
from extractors.reading.errors import Encrypted, ReadingError
from extractors.reading.lines import CONTENTS
from extractors.reading.model import Block, Document, Kind
from extractors.reading.modes import Ocr
from extractors.runin import part_run_ins
from extractors.scope import Scope, find_scope
from extractors.sense import sensible
from extractors.settle import settle
from extractors.tables.caption import Caption
from extractors.tables.interpret import read_table
from extractors.whole import holds_other_procedures, is_of_one_procedure
from schemas.claim import Claim
from schemas.codes import Dimension, Outcome, Stream
from schemas.observation import Unread

#: How much of its confidence a number keeps that was read by OCR.
OCR_TRUST = 0.9


def extract(path: Path, ocr: Ocr = Ocr.AUTO, name: str = "") -> Extraction:
    """Read one PDF. Never raises for what the file contains: the outcome says how it went.

    ``name`` is what to call the file, where its own name says nothing.
    """
    name = name or path.name
    try:
        # where every page is to be read from its picture, its text is not what tells whether it matters
        document = read(path, ocr, None if ocr is Ocr.ALWAYS else pick)
    except ReadingError as error:
        outcome = Outcome.ENCRYPTED if isinstance(error, Encrypted) else Outcome.DAMAGED
        return Extraction(outcome, f"{name}{str(error).removeprefix(path.name)}", 0)
    return interpret(replace(document, filename=name), ocr)


def interpret(document: Document, ocr: Ocr = Ocr.AUTO) -> Extraction:
    """The observations of a document that was read; ``ocr`` tells what can be done about pages that were not."""
    passed = lost.ranges([page.number for page in document.pages if page.passed_over])
    return replace(_interpreted(document, ocr), passed_over=passed)


def _interpreted(document: Document, ocr: Ocr) -> Extraction:
    document = of_subject(replace(document, blocks=join_large(document.blocks)))
    document = replace(document, blocks=part_run_ins(document.blocks))
    name, pages = document.filename, len(document.pages)
    if not any(page.has_text for page in document.pages):
        return Extraction(*lost.nothing_left(document, ocr), pages)
    scope = find_scope(document)
    if scope is None:
        message = f"{name}: no year found in its text; name the year in the file name"
        return Extraction(Outcome.NOTHING_FOUND, message, pages)
    faults = lost.broken(document)
    findings, unread, claims = _read_blocks(document, scope, faults)
    if holds_other_procedures(scope, findings):
        scope = replace(scope, stream=Stream.ALL, whole=Stream.ALL)
        findings, unread, claims = _read_blocks(document, scope, faults)
    elif is_of_one_procedure(scope, findings):
        scope = replace(scope, stream=Stream.CHILDREN_STATUTORY, whole=Stream.CHILDREN_STATUTORY)
        findings, unread, claims = _read_blocks(document, scope, faults)
    if upheld_takes_in_parts(document):
        findings = with_parts(findings)
    scanned = [page.number for page in document.pages if page.ocr]
    settled = [_as_scanned(finding) if finding.box.page in scanned else finding for finding in settle(findings)]
    kept, senseless = sensible(settled)
    unread += senseless
    observations = tuple(finding.observation(scope.council.slug, scope.year) for finding in kept)
    if not observations and not faults:
        message = f"{name}: no complaints figures found; check that it is a complaints report"
        return Extraction(Outcome.NOTHING_FOUND, message, pages, scope, (), tuple(unread))
    outcome, message = Outcome.OK, f"{name}, {lost.pages(scanned)}: read by OCR" if scanned else ""
    if gone := lost.message(document, faults, ocr):
        outcome, message = Outcome.PARTIAL, gone
    return Extraction(outcome, message, pages, scope, observations, tuple(unread), tuple(claims))


def _as_scanned(finding: Finding) -> Finding:
    return finding.changed(confidence=OCR_TRUST * finding.confidence)


def _read_blocks(
    document: Document, scope: Scope, faults: dict[int, str]
) -> tuple[list[Finding], list[Unread], list[Claim]]:
    """What the blocks say. A page on which a block cannot be made sense of is added to ``faults``."""
    limits = collect_limits(document, scope)
    academic = school_years(document)
    findings: list[Finding] = []
    unread: list[Unread] = []
    claims: list[Claim] = []
    for reading in _readings(document, scope, limits, faults):
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


def _note(following: Sequence[Block]) -> str:
    """The paragraph or footnote below a table, which may explain its columns."""
    return "".join(block.text.string for block in following if block.kind in (Kind.PARAGRAPH, Kind.FOOTNOTE))


def _readings(document: Document, scope: Scope, limits: LimitBook, faults: dict[int, str]) -> Iterator[Reading]:
    captions, below = pair(document.blocks), notes(document.blocks)
    lead = ""
    state, page = State(Context(scope, period=scope.period)), 1
    for at, (block, context) in enumerate(walk(document, scope)):
        if document.parted(page, block.page):
            state, lead = State(context, section=state.section + 1), ""
        page = block.page
        if block.kind is Kind.HEADING:
            state = State(context, section=state.section + 1, memory=state.memory)
        state.context = context
        try:
            note = _note(document.blocks[at + 1 : at + 2])
            caption = Caption(captions.get(at, ""), lead, note, below.get(at, ""))
            reading = _read_block(block, caption, state, limits)
        except Exception as error:  # what we cannot make sense of must not cost the other pages
            faults.setdefault(block.page, lost.reason(error))
            reading = Reading()
        if block.kind in (Kind.TABLE, Kind.CHART):
            # the numbers of one table answer together what it leaves open
            reading = Reading(tuple(found.changed(section=-at) for found in reading.findings), reading.unread)
        if block.kind is not Kind.CAPTION:
            lead = _lead(lead, block)
        if context.part:
            reading = replace(reading, findings=tuple(_of_part(each, context.part) for each in reading.findings))
        remember(reading.findings, state)
        yield reading


#: A line of a table of contents ends with the number of a page.
_PAGE_BEHIND = re.compile(r"[^.;:]\s\d{1,3}\s*$")


def _is_contents(block: Block, context: Context) -> bool:
    """Whether a block belongs to a table of contents, whose numbers are pages: "Complaints received 6"."""
    headed = bool(context.headings) and CONTENTS.match(context.headings[-1].text) is not None
    return headed and (block.kind is Kind.TABLE or _PAGE_BEHIND.search(block.text.string) is not None)


def _read_block(block: Block, caption: Caption, state: State, limits: LimitBook) -> Reading:
    if _is_contents(block, state.context):
        return Reading()
    if block.kind is Kind.TABLE and block.table is not None:
        return read_table(block.table, caption, state.context, limits)
    if block.kind is Kind.CHART:
        return read_chart(block, caption, state.context, limits)
    if block.kind in (Kind.PARAGRAPH, Kind.BULLET, Kind.FOOTNOTE):
        return read_paragraph(block, state, limits)
    return Reading()
