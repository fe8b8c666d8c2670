"""Sentences read as if they stood in a report, and what was found in them, as short lines.

A line is ``[period] [stream] [stage] measure value [@limit] [dimension=category]``; what is left out
is the whole year 2023-24, the stream ``corporate`` and the stage ``all``. "stage_1 on_time 82% @10" is:
82 per cent of the corporate complaints at stage 1 in 2023-24 were answered within 10 days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractors.context import Context, under
from extractors.finding import Finding
from extractors.limitbook import LimitBook
from extractors.prose.interpret import read_paragraph, remember
from extractors.prose.sentence import Sentence, take_apart
from extractors.prose.state import State
from extractors.reading.model import Block, Kind, Text, Word
from extractors.register import council
from extractors.scope import Scope
from schemas.codes import Stage, Stream, Unit

UNITS = {Unit.COUNT: "", Unit.PERCENT: "%", Unit.DAYS: " days", Unit.GBP: " pounds", Unit.PER_1000: " per 1000"}


def scope(
    stream: str = "corporate", whole: str = "", period: str = "2023-24", slug: str = "stockport", stage: str = ""
) -> Scope:
    """A report on one stream, by default the council's own procedure."""
    known = council(slug)
    assert known is not None
    return Scope(
        council=known,
        period=period,
        title="Annual complaints report",
        stream=Stream(stream),
        whole=Stream(whole or stream),
        stage=Stage(stage) if stage else None,
    )


def block(text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> Block:
    """A block set as one long line; every character is five points wide."""
    words, at = [], 0
    for word in text.split():
        words.append(Word(text=word, page=1, x0=5.0 * at, top=100.0, x1=5.0 * (at + len(word)), bottom=110.0))
        at += len(word) + 1
    return Block(kind, Text.of(words), 1, level=level)


def heading(text: str, level: int = 2) -> Block:
    """A heading."""
    return block(text, Kind.HEADING, level)


def bullet(text: str) -> Block:
    """An item of a list."""
    return block(text, Kind.BULLET)


def book(**days: int) -> LimitBook:
    """A report's time limits by stage, for every stream."""
    limits = LimitBook()
    for stage, limit in days.items():
        limits.add(None, Stage(stage), limit)
    return limits


def findings(
    *blocks: str | Block, about: Scope | None = None, limits: LimitBook | None = None, brackets_prior: bool = False
) -> list[Finding]:
    """What is found in blocks that follow one another; bare texts are paragraphs."""
    about = about or scope()
    context = Context(about, period=about.period, stage=about.stage, brackets_prior=brackets_prior)
    state, found = State(context), []
    for each in blocks:
        each = block(each) if isinstance(each, str) else each
        if each.kind is Kind.HEADING:
            context = under(context, each)
            state = State(context, section=state.section + 1, memory=state.memory)
            continue
        reading = read_paragraph(each, state, limits or LimitBook())
        remember(reading.findings, state)
        found += reading.findings
    return found


def line(finding: Finding, about: Scope | None = None) -> str:
    """A finding as a short line."""
    about = about or scope()
    parts = [
        "" if finding.period == about.period else finding.period,
        "" if finding.stream is about.stream else finding.stream.value,
        "" if finding.stage is Stage.ALL else finding.stage.value,
        finding.measure.value,
        f"{finding.value:g}{UNITS[finding.unit]}",
        f"@{finding.target_days}" if finding.target_days else "",
        f"{finding.dimension}={finding.category}" if finding.dimension else "",
    ]
    return " ".join(part for part in parts if part)


def said(
    *blocks: str | Block, about: Scope | None = None, limits: LimitBook | None = None, brackets_prior: bool = False
) -> list[str]:
    """What is found in blocks that follow one another, as sorted lines; what ``about`` has is left out."""
    found = findings(*blocks, about=about, limits=limits, brackets_prior=brackets_prior)
    return sorted({line(finding, about) for finding in found})


def lines(*expected: str) -> list[str]:
    """Lines in the order of ``said``."""
    return sorted(expected)


def sentence(text: str) -> Sentence:
    """A sentence taken apart."""
    return take_apart(text, 0, {})


def parts(text: str) -> list[str]:
    """The numbers of a sentence as they are printed, those that say one thing together."""
    taken = sentence(text)
    return [taken.quoted[group.start : group.end] for group in taken.groups]


def moved(finding: Finding, **changes: object) -> Finding:
    """A copy of a finding with some fields changed."""
    return replace(finding, **changes)  # type: ignore[arg-type]


def texts(values: Iterable[tuple[int, int]], text: str) -> list[str]:
    """Pieces of a text."""
    return [text[start:end] for start, end in values]
