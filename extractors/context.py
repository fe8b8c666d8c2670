"""Context: what the headings above a block and the report as a whole say about its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from extractors.abbreviations import find_abbreviations, known_as
from extractors.lexicon.facets import Facets, facets, stream_of
from extractors.lexicon.match import fold
from extractors.periods import find_periods
from extractors.reading.model import Block, Document, Kind
from extractors.scope import Scope
from schemas.codes import Dimension, Measure, Stage, Stream
from schemas.periods import year_of

_SCHOOL_YEAR = re.compile(r"\b(?:school|academic) year\b", re.I)
_CHILDREN = frozenset({Stream.CHILDREN, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE})


@dataclass(frozen=True)
class Context:
    """What is known about a block before its own words are read.

    ``stream`` and ``stage`` are those of the section, None where no heading names one. ``several_stages``
    is true under a heading that names more than one. ``brackets_prior``: the report says that figures in
    brackets are the previous year's.
    """

    scope: Scope
    headings: tuple[Facets, ...] = ()
    levels: tuple[int, ...] = ()
    stream: Stream | None = None
    stage: Stage | None = None
    several_stages: bool = False
    period: str = ""
    academic: bool = False
    cue: Dimension | None = None
    measure: Measure | None = None
    short: Mapping[str, Stream] = field(default_factory=dict)
    brackets_prior: bool = False

    def facets(self, text: str) -> Facets:
        """What a text says, the report's own abbreviations included."""
        words = known_as(facets(text), self.short)
        if Stage.STAGE_2_ESCALATED in words.stages and self.scope.council.nation != "Scotland":
            words = replace(
                words,
                stages=tuple(Stage.STAGE_2 if stage is Stage.STAGE_2_ESCALATED else stage for stage in words.stages),
                measures=words.measures if words.measures and not words.soft else (Measure.ESCALATED,),
                soft=False,
            )
        return words

    @property
    def heading(self) -> str:
        """The words of the nearest heading."""
        return self.headings[-1].text if self.headings else ""

    @property
    def family(self) -> Stream:
        """What "corporate" and "statutory" are to be understood in: the section's stream or the report's."""
        return self.stream or self.scope.stream

    def stream_for(self, stage: Stage | None) -> Stream:
        """The stream of a figure whose own words name none."""
        if self.stream is not None and not (self.stream is Stream.CHILDREN and stage in _CHILDREN_STAGES):
            return self.stream
        scope = self.scope
        if stage is Stage.OMBUDSMAN:
            return scope.whole
        if scope.stream in _CHILDREN or self.stream is Stream.CHILDREN:
            statutory = stage in _CHILDREN_STAGES
            return Stream.CHILDREN_STATUTORY if statutory and scope.stream in _CHILDREN else self.stream or scope.stream
        if stage in (None, Stage.ALL):
            return scope.whole
        return scope.stream


_CHILDREN_STAGES = (Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_3)


def walk(document: Document, scope: Scope) -> Iterator[tuple[Block, Context]]:
    """Each block with its context, in reading order; headings themselves are passed too."""
    context = Context(
        scope,
        period=scope.period,
        stage=scope.stage,
        short=find_abbreviations(document),
        brackets_prior=brackets_are_prior(document),
    )
    for block in document.blocks:
        if block.kind is Kind.HEADING:
            context = under(context, block)
        yield block, context


def under(context: Context, heading: Block) -> Context:
    """The context below a heading: headings of its own or a lower rank above it no longer hold."""
    said = context.facets(heading.text.string)
    beside = _only_a_stage(said)
    keep = [
        (level, words)
        for level, words in zip(context.levels, context.headings, strict=True)
        if level < heading.level or beside and level == heading.level and not _only_a_stage(words)
    ]
    levels = (*(level for level, _ in keep), heading.level)
    headings = (*(words for _, words in keep), said)
    return _derived(replace(context, headings=headings, levels=levels))


def _only_a_stage(words: Facets) -> bool:
    """Whether a heading is no more than "Stage 2": it then stands below its neighbour that names the stream."""
    return bool(words.stages) and not words.streams and not words.residue and Stage.OMBUDSMAN not in words.stages


def _derived(context: Context) -> Context:
    stream: Stream | None = None
    stage = context.scope.stage
    several = False
    period, academic = context.scope.period, False
    cue: Dimension | None = None
    measure: Measure | None = None
    for words in context.headings:
        named = stream_of(words, stream or context.scope.stream)
        if named is not None:
            stream = named
            stage, several = context.scope.stage, False
        if len(set(words.stages)) > 1:
            stage, several = None, True
            if set(words.stages) == {Stage.STAGE_1, Stage.STAGE_2} and words.measure is Measure.ESCALATED:
                stage, several = Stage.STAGE_2, False
        elif words.stages:
            stage, several = words.stages[0], False
            if stage is Stage.OMBUDSMAN and named is None and stream not in _CHILDREN:
                stream = None
        named_periods = [p for p in words.periods if p.year and not p.vague and not (p.part or "").startswith("M")]
        named_periods = [
            p for p in named_periods if not (p.year and p.year > year_of(context.scope.period) and not p.part)
        ]
        if len(named_periods) == 1:
            period = named_periods[0].resolve(period)
        if any(p.whole for p in words.periods):
            period = year_of(period)
        if _SCHOOL_YEAR.search(words.text):
            academic = True
        cue = words.cue or (cue if not named else None)
        measure = words.measure
    return replace(
        context,
        stream=stream,
        stage=stage,
        several_stages=several,
        period=period,
        academic=academic,
        cue=cue,
        measure=measure,
    )


_BRACKETS = re.compile(
    r"\b(?:previous|prior|last) (?:year|period)[^.;]{0,60}\b(?:in|within) brackets|\b(?:in|within) brackets\b[^.;]{0,60}\b(?:previous|prior|last year|year before|same (?:period|months|quarter|half)|a year earlier|20\d\d)",
    re.I,
)


def brackets_are_prior(document: Document) -> bool:
    """Whether a report says that figures in brackets are those of the year before."""
    return any(
        _BRACKETS.search(block.text.string)
        for block in document.blocks
        if block.kind in (Kind.PARAGRAPH, Kind.FOOTNOTE, Kind.BULLET)
    )


def school_years(document: Document) -> bool:
    """Whether the report says that its school complaints follow the school year."""
    return any(
        _SCHOOL_YEAR.search(block.text.string) or _september_to_august(block.text.string) for block in document.blocks
    )


def _september_to_august(text: str) -> bool:
    return any(period.academic for period in find_periods(fold(text)))


def main_year(context: Context) -> str:
    """The year that "this year" means."""
    return year_of(context.period)
