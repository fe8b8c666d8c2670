"""The limit book: which time limits a report says apply to which stream and stage."""

from __future__ import annotations

import re
from collections import defaultdict

from extractors.context import Context, walk
from extractors.lexicon.facets import Facets, facets, stream_of
from extractors.lexicon.kinds import INTERNAL
from extractors.lexicon.match import fold, sentences, spans
from extractors.lexicon.words import any_of
from extractors.limits import find_limits
from extractors.reading.model import Document, Kind
from extractors.scope import Scope
from schemas.codes import Stage, Stream

#: Sentences with these words set time limits for other things than answers.
_ELSEWHERE = re.compile(
    rf"\b{any_of('acknowledg*, in advance, average*, days? old, before the, call(ed|s)? back')}\b", re.I
)
#: What "social care" is in a report on both kinds.
_SOCIAL_CARE = (Stream.ADULT_SOCIAL_CARE, Stream.CHILDREN_STATUTORY)
#: Words that say what "on time" means in the report.
_DEFINES = re.compile(r"\bon time\b[^.]{0,40}\b(?:means?|is|are|defined)\b|\bmeans?\b[^.]{0,60}\bwithin\b", re.I)


class LimitBook:
    """Time limits by stream and stage, in days, as the report states them."""

    def __init__(self) -> None:
        self._days: dict[tuple[Stream | None, Stage], set[int]] = defaultdict(set)
        self._defined: dict[tuple[Stream | None, Stage], int] = {}

    def add(self, stream: Stream | None, stage: Stage, days: int, defines: bool = False) -> None:
        """Note a limit that the report states."""
        self._days[stream, stage].add(days)
        if defines:
            self._defined[stream, stage] = days

    def find(self, stream: Stream, stage: Stage) -> int | None:
        """The one limit for a stream and stage; None where the report gives none, or several."""
        keys: tuple[tuple[Stream | None, Stage], ...] = ((stream, stage), (None, stage))
        if not any(known is stream and at is not Stage.ALL for known, at in self._days):
            # a stream with one limit for all its stages does not follow the general ones
            keys = ((stream, Stage.ALL), *keys)
        defined = next((self._defined[key] for key in keys if key in self._defined), None)
        if defined is not None:
            return defined
        days = next((self._days[key] for key in keys if self._days.get(key)), set())
        return next(iter(days)) if len(days) == 1 else None


def limits_by_stage(text: str) -> dict[Stage, int]:
    """Limits that a sentence gives stage by stage: "10 working days at stage 1 and 20 at stage 2"."""
    folded = fold(text)
    limits = find_limits(folded)
    stages = [span for span in spans(text) if span.tag == "stage" and span.code in (*INTERNAL, Stage.STAGE_2_ESCALATED)]
    if not limits or not stages:
        return {}
    named = {span.code for span in stages}
    if len(named) == 1 and len({limit.days for limit in limits}) == 1:
        return {Stage(stages[0].code): limits[0].days}
    if len(limits) == len(stages) == len(named):
        return {Stage(span.code): limit.days for span, limit in zip(stages, limits, strict=True)}
    found: dict[Stage, int] = {}
    for limit in limits:
        clause = re.split(r"[;.]", folded[: limit.start])[-1]
        near = [span for span in stages if limit.start - len(clause) <= span.end <= limit.start]
        if near:
            found.setdefault(Stage(near[-1].code), limit.days)
    return found


def collect_limits(document: Document, scope: Scope) -> LimitBook:
    """Read every sentence of a report for the limits it states."""
    book = LimitBook()
    for block, context in walk(document, scope):
        if block.kind in (Kind.PARAGRAPH, Kind.BULLET, Kind.FOOTNOTE, Kind.CAPTION):
            string = block.text.string
            for start, end in sentences(string):
                _note(book, string[start:end], context)
    return book


def _note(book: LimitBook, sentence: str, context: Context) -> None:
    limits = find_limits(fold(sentence))
    if not limits or _ELSEWHERE.search(sentence):
        return
    said = facets(sentence)
    streams = _whose(said, context)
    defines = _DEFINES.search(sentence) is not None
    by_stage = limits_by_stage(sentence)
    if not by_stage and len({limit.days for limit in limits}) == 1:
        stage = context.stage or (Stage.ALL if not said.stages else None)
        if stage is not None:
            by_stage = {stage: limits[0].days}
    for stage, days in by_stage.items():
        for stream in streams:
            book.add(stream, stage, days, defines)


def _whose(said: Facets, context: Context) -> tuple[Stream | None, ...]:
    """The streams that a sentence on limits is about; None stands for all that have no limit of their own."""
    stream = stream_of(said, context.family) or context.stream
    if stream is not None:
        return (stream,)
    if not said.streams and any(words.social_care for words in (said, *context.headings)):
        return _SOCIAL_CARE
    scope = context.scope.stream
    return (None if scope in (Stream.CORPORATE, Stream.ALL) else scope,)
