"""Context: what the headings above a block and the report as a whole say about its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from extractors.abbreviations import find_abbreviations, known_as
from extractors.education import names_education
from extractors.lexicon.facets import Facets, facets, stream_of
from extractors.lexicon.kinds import CHILDREN, INTERNAL, STATUTORY, family
from extractors.lexicon.match import fold, spans
from extractors.lexicon.words import any_of
from extractors.periods import find_periods
from extractors.posts import names_post
from extractors.reading.model import Block, Document, Kind
from extractors.scope import Scope
from extractors.stagenames import find_stage_names, with_stages
from schemas.codes import Dimension, Measure, Stage, Stream
from schemas.periods import year_of

#: A heading that names the ombudsman after other subjects: "Outcomes, learning and the Ombudsman".
_AND_OMBUDSMAN = re.compile(r"^(?!.*ombuds.*ombuds)(?=\W*\w).*(?:\band|,|&)\s+(?:the\s+)?(?:housing\s+)?ombuds", re.I)
_SCHOOL_YEAR = re.compile(r"\b(?:school|academic) year\b", re.I)
_SOCIAL_CARE = re.compile(r"\bsocial (?:care|services)\b", re.I)
_COMPLAINTS = re.compile(r"\b(?:complaints?|cases)\b", re.I)
_IN_BRACKETS = r"\b(?:in|within) brackets\b"
_EARLIER = any_of(
    "previous, prior, last year, year before, same (period|months|quarter|half), a year earlier", r"20\d\d"
)
#: "Figures in brackets are those of the same period last year."
_BRACKETS_ARE_PRIOR = re.compile(
    rf"\b(?:previous|prior|last) (?:year|period)[^.;]{{0,60}}{_IN_BRACKETS}"
    rf"|\b(?:figures|numbers|results|totals) (?:for|from|of) [^.;]{{0,12}}20\d\d[^.;]{{0,40}}{_IN_BRACKETS}"
    rf"|{_IN_BRACKETS}[^.;]{{0,60}}\b{_EARLIER}",
    re.I,
)


#: Procedures that a whole council's report has sections for.
_PROCEDURES = frozenset({Stream.CORPORATE, Stream.ADULT_SOCIAL_CARE, Stream.CHILDREN})
#: What a director may answer for who reports on all complaints; a director of social care reports on those about it.
_OF_POSTS = frozenset({Stream.CORPORATE, Stream.HOUSING})


@dataclass(frozen=True)
class Context:
    """What is known about a block before its own words are read.

    ``stream`` and ``stage`` are those of the section, None where no heading names one. ``several_stages``
    is true under a heading that names more than one. ``part``: the one service
    that the section is about. ``brackets_prior``: the report says that figures in
    brackets are the previous year's. ``follows`` is the stream of the last section that named one.
    ``by_procedure``: the report has a section each for adults' and for children's complaints, and so for the
    procedures that the law sets for them. ``apart``: it has sections for two or more procedures, so that one on
    education is about the corporate complaints there.
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
    part: str = ""
    measure: Measure | None = None
    short: Mapping[str, Stream] = field(default_factory=dict)
    stage_names: Mapping[str, Stage] = field(default_factory=dict)
    brackets_prior: bool = False
    follows: Stream | None = None
    by_procedure: bool = False
    apart: bool = False

    def facets(self, text: str) -> Facets:
        """What a text says, the report's own abbreviations included."""
        words = with_stages(known_as(facets(text), self.short), self.stage_names)
        if Stage.STAGE_2_ESCALATED not in words.stages or self.scope.council.nation == "Scotland":
            return words
        return replace(
            words,
            stages=tuple(Stage.STAGE_2 if stage is Stage.STAGE_2_ESCALATED else stage for stage in words.stages),
            measures=words.measures if words.measures and not words.soft else (Measure.ESCALATED,),
            soft=False,
        )

    @property
    def heading(self) -> str:
        """The words of the nearest heading."""
        return self.headings[-1].text if self.headings else ""

    @property
    def family(self) -> Stream:
        """What "corporate" and "statutory" are to be understood in: the section's stream or the report's."""
        return self.stream or self.scope.stream

    @property
    def by_law(self) -> bool:
        """Whether children's complaints are those of the statutory procedure, where nothing says otherwise."""
        if self.scope.stream in CHILDREN or (self.by_procedure and self.stream is Stream.CHILDREN):
            return True
        # below "Social care" adults' and children's complaints are those of the procedures that the law sets
        return self.stream is None and any(_SOCIAL_CARE.search(words.text) for words in self.headings)

    def stream_for(self, stage: Stage | None) -> Stream:
        """The stream of a figure whose own words name none."""
        if self.stream is not None and not (self.stream is Stream.CHILDREN and stage in STATUTORY):
            return self.stream
        scope = self.scope
        if stage is Stage.OMBUDSMAN:
            return scope.whole
        if scope.stream in CHILDREN or self.stream is Stream.CHILDREN:
            # only the statutory procedure for children has a third stage
            statutory = (stage in STATUTORY and self.by_law) or stage is Stage.STAGE_3
            return Stream.CHILDREN_STATUTORY if statutory else self.stream or scope.stream
        if stage in (None, Stage.ALL):
            return scope.whole
        if scope.stream is Stream.ALL and self.follows is Stream.CORPORATE and stage in INTERNAL:
            return Stream.CORPORATE
        return scope.stream


def walk(document: Document, scope: Scope) -> Iterator[tuple[Block, Context]]:
    """Each block with its context, in reading order; headings are passed too, and hold only up to pages passed over."""
    context = Context(
        scope,
        period=scope.period,
        stage=scope.stage,
        short=find_abbreviations(document),
        stage_names=find_stage_names(document),
        brackets_prior=brackets_are_prior(document),
        by_procedure=_by_procedure(document),
        apart=_tells_apart(document),
    )
    outset, page = context, 1
    for block in document.blocks:
        if document.parted(page, block.page):
            context = outset
        page = block.page
        if block.kind is Kind.HEADING:
            context = under(context, block)
        yield block, context


def _by_procedure(document: Document) -> bool:
    """Whether headings of one rank name adults' and children's services, apart from each other."""
    named = [
        (block.level, stream_of(facets(block.text.string), None))
        for block in document.blocks
        if block.kind is Kind.HEADING
    ]
    adults = {level for level, stream in named if stream is Stream.ADULT_SOCIAL_CARE}
    return any(level in adults for level, stream in named if stream is Stream.CHILDREN)


def _tells_apart(document: Document) -> bool:
    """Whether headings of one rank name two procedures or more."""
    named: dict[int, set[Stream]] = {}
    for block in document.blocks:
        stream = stream_of(facets(block.text.string), None) if block.kind is Kind.HEADING else None
        if stream is not None:
            named.setdefault(block.level, set()).add(family(stream))
    return any(len(streams & _PROCEDURES) > 1 for streams in named.values())


def under(context: Context, heading: Block) -> Context:
    """The context below a heading: headings of its own or a lower rank above it no longer hold."""
    said = context.facets(heading.text.string)
    if set(said.streams) & _OF_POSTS and names_post(heading.text.string):
        # "Report by the Director of Housing and Corporate Services" says nothing of the complaints below
        return context
    keep = [
        (level, words)
        for level, words in zip(context.levels, context.headings, strict=True)
        if level < heading.level or (level == heading.level and _goes_on(words, said))
    ]
    levels = (*(level for level, _ in keep), heading.level)
    headings = (*(words for _, words in keep), said)
    return _following(_derived(replace(context, headings=headings, levels=levels)))


def _following(context: Context) -> Context:
    """The context with the stream that sections after this one go on about, where they name none."""
    return replace(context, follows=context.stream or context.follows)


def _goes_on(above: Facets, said: Facets) -> bool:
    """Whether a heading stands below its neighbour of the same rank: "Stage 2", or a question that names nothing."""
    if _only_a_stage(said):
        return not _only_a_stage(above)
    if not _asks(said) or said.measure is None or said.streams or said.stages or said.social_care:
        return False
    return _only_a_stage(above) or (_asks(above) and not _COMPLAINTS.search(said.text))


def _asks(words: Facets) -> bool:
    return words.text.rstrip().endswith("?")


def _only_a_stage(words: Facets) -> bool:
    """Whether a heading is no more than "Stage 2": it then stands below its neighbour that names the stream."""
    return bool(words.stages) and not words.streams and not words.residue and Stage.OMBUDSMAN not in words.stages


def _derived(context: Context) -> Context:
    """The context with what all its headings say together, from the highest to the nearest."""
    result = replace(
        context,
        stream=None,
        stage=context.scope.stage,
        several_stages=False,
        period=context.scope.period,
        academic=False,
        cue=None,
        part="",
        measure=None,
    )
    for words in context.headings:
        if names_service(words.text):
            result = replace(result, part=words.text.strip(" :"), stream=_of_service(result))
            continue
        named = stream_of(words, result.family) or _of_education(result, words)
        result = _with_stage(_with_stream(result, words, named), words, named)
        result = replace(result, period=_period_below(result, words), measure=words.measure)
        if _SCHOOL_YEAR.search(words.text):
            result = replace(result, academic=True)
    return result


_SERVICE_WORDS = re.compile(
    any_of("directorate, department, services?, service area, team, division, group, the, and, &") + r"|\W+", re.I
)


#: Who looks after health and social care in Scotland, for adults and children together.
_PARTNERSHIP = re.compile(r"\W*(?:the )?(?:[A-Z]\w+ )*(?:health (?:and|&) social care partnership|HSCP)\W*", re.I)


def names_service(heading: str) -> bool:
    """Whether a heading is the name of one service or directorate and nothing else: "Communities", "Waste services"."""
    if _PARTNERSHIP.fullmatch(heading):
        return True
    found = [span for span in spans(heading) if span.tag == "group" and span.code == Dimension.SERVICE_AREA]
    rest = heading
    for span in sorted(found, key=lambda span: -span.start):
        rest = rest[: span.start] + " " + rest[span.end :]
    return bool(found) and not _SERVICE_WORDS.sub("", rest)


def _of_service(context: Context) -> Stream | None:
    """The stream of a section on one service: the council's own procedure, where the report has several."""
    several = context.scope.whole is Stream.ALL and context.scope.council.nation != "Scotland"
    return context.stream or (Stream.CORPORATE if several and context.scope.council.known else None)


def _of_education(context: Context, words: Facets) -> Stream | None:
    """The corporate procedure for children, under headings on education in a report on children or schools."""
    apart = context.scope.whole is Stream.ALL and context.apart
    about = apart or context.scope.stream in CHILDREN or Stream.SCHOOLS in (context.scope.stream, context.stream)
    fits = about and names_education(words.text) and Stage.OMBUDSMAN not in words.stages
    return Stream.CHILDREN_CORPORATE if fits else None


def _with_stream(context: Context, words: Facets, named: Stream | None) -> Context:
    """A heading that names a stream begins anew: no stage, no breakdown from above."""
    if named is None:
        return replace(context, cue=words.cue or context.cue)
    return replace(context, part="", stream=named, stage=context.scope.stage, several_stages=False, cue=words.cue)


def _with_stage(context: Context, words: Facets, named: Stream | None) -> Context:
    if not words.stages:
        return context
    if len(set(words.stages)) > 1:
        escalated = set(words.stages) == {Stage.STAGE_1, Stage.STAGE_2} and words.measure is Measure.ESCALATED
        return replace(context, stage=Stage.STAGE_2 if escalated else None, several_stages=not escalated)
    stage = words.stages[0]
    if stage is Stage.OMBUDSMAN and _AND_OMBUDSMAN.search(words.text):
        return replace(context, several_stages=True)
    # the ombudsman's decisions stand behind the last stream's section, but are the whole council's
    of_council = stage is Stage.OMBUDSMAN and named is None and context.stream not in CHILDREN
    return replace(context, stage=stage, several_stages=False, stream=None if of_council else context.stream)


def _period_below(context: Context, words: Facets) -> str:
    """The period under a heading: the one that it names; months and years to come are left aside."""
    named = [
        period
        for period in words.periods
        if period.year and not period.vague and not (period.part or "").startswith("M")
        if period.part or period.year <= year_of(context.scope.period)
    ]
    period = named[0].resolve(context.period) if len(named) == 1 else context.period
    return year_of(period) if any(mention.whole for mention in words.periods) else period


def brackets_are_prior(document: Document) -> bool:
    """Whether a report says that figures in brackets are those of the year before."""
    return any(
        _BRACKETS_ARE_PRIOR.search(block.text.string)
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
