"""Scope: what a whole report is about — council, year, streams — which every figure inherits."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from extractors.lexicon.facets import facets, stream_of
from extractors.lexicon.match import fold
from extractors.periods import find_periods
from extractors.reading.model import Block, Document, Kind
from extractors.register import Council, councils, publisher, publisher_name, unknown
from schemas.codes import Stage, Stream
from schemas.periods import is_part, start_year, year_of

#: Streams that a report is about as a whole; where its title names one, a bare "complaints" means it.
_OWN_REPORTS = (
    Stream.ADULT_SOCIAL_CARE,
    Stream.CHILDREN_STATUTORY,
    Stream.CHILDREN_CORPORATE,
    Stream.CHILDREN,
    Stream.SCHOOLS,
    Stream.HOUSING,
    Stream.PUBLIC_HEALTH,
)
_CHILDREN = frozenset({Stream.CHILDREN, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE})
_COVER_LINES = 40
#: A cover line of at most so many characters may be a subtitle.
_COVER_LINE = 70
_OMBUDSMAN_PAPER = re.compile(
    r"^(?!.*\bcomplaints?\b.*\b(?:and|&)\b.*\bombuds).*\bombudsm[ae]n(?:'s|’s)?\b.*\b(?:letter|review|decisions?|annual report|investigations?|complaints|report|performance)\b|\b(?:letter|review|decisions?|report) (?:from|of|by) the [\w ]*\bombudsm[ae]n\b",
    re.I,
)


@dataclass(frozen=True)
class Scope:
    """What a report is about.

    ``period`` is the report's own year or part of a year. ``stream`` is what a bare "complaints" with a
    stage means; ``whole`` what figures over the whole report mean (compliments, the ombudsman).
    ``stage`` is set where the whole report is about one stage: a paper on the ombudsman's letter.
    """

    council: Council
    period: str
    title: str
    stream: Stream
    whole: Stream
    stage: Stage | None = None

    @property
    def year(self) -> str:
        """The year of the report's period."""
        return year_of(self.period)


def find_scope(document: Document) -> Scope | None:
    """What a report is about; None where no year can be found, so that no figure could be dated."""
    cover = [block for block in document.blocks if block.page == 1 and block.kind is not Kind.TABLE][:_COVER_LINES]
    title = _title(document, cover)
    period = _period(document, cover, title)
    if period is None:
        return None
    council = _council(document, cover, title)
    stream, whole = _streams(document, title, council)
    return Scope(council, period, title, stream, whole, Stage.OMBUDSMAN if _OMBUDSMAN_PAPER.search(title) else None)


def _title(document: Document, cover: list[Block]) -> str:
    titles = [block.text.string for block in cover if block.kind is Kind.TITLE]
    if not titles:
        titles = [block.text.string for block in cover if block.kind is Kind.HEADING][:2]
    found = " ".join(dict.fromkeys(titles))
    metadata = document.metadata_title.strip()
    if not re.search(r"complain|feedback|customer|ombudsman|compliment", found, re.I) and re.search(
        r"complain|feedback", metadata, re.I
    ):
        return metadata
    return found or metadata or document.filename


def _period(document: Document, cover: list[Block], title: str) -> str | None:
    """The year that title, running lines, file name, cover and body speak for together."""
    votes: dict[str, float] = defaultdict(float)

    def vote(text: str, weight: float) -> None:
        mentions = [p for p in find_periods(fold(text), months=False) if p.year and not p.vague]
        years = [p.year for p in mentions if p.year]
        for mention in mentions:
            if mention.year == max(years):
                votes[mention.year] += weight / len(years)

    vote(title, 12)
    for block in cover:
        if block.kind is Kind.HEADING:
            vote(block.text.string, 4)
    for line in document.running:
        vote(line, 5)
    vote(document.metadata_title, 3)
    vote(re.sub(r"[-_.](?=\D)|(?<=\D)[-_.]", " ", document.filename), 6)
    body = Counter(
        p.year
        for block in document.blocks
        for p in find_periods(fold(block.text.string), months=False)
        if p.year and not p.vague
    )
    most = body.most_common(1)[0][1] if body else 1
    for year, count in body.items():
        votes[year] += 3 * count / most + 0.001 * start_year(year) / 1000
    for block in cover:
        for p in find_periods(fold(block.text.string), months=False):
            if p.year and not p.vague and not p.part and p.end - p.start > 12:
                votes[p.year] += 2
    if not votes:
        return _calendar_year(document, title)
    best = max(votes, key=lambda year: (votes[year], year))
    part = _part_of(best, document, cover, title)
    return f"{best} {part}" if part else best


def _part_of(year: str, document: Document, cover: list[Block], title: str) -> str | None:
    """The part of a year that title, running lines, file name or a short cover line says the report covers."""
    lines = [title, *document.running, re.sub(r"[-_.]", " ", document.filename)]
    lines += [text for block in cover[:8] if len(text := block.text.string) <= _COVER_LINE]
    found = Counter(
        mention.part
        for line in lines
        for mention in find_periods(fold(line), months=False)
        if mention.part and (mention.year or year) == year
    )
    whole = [mention for mention in find_periods(fold(title), months=False) if mention.year and not mention.part]
    if not found or whole and not any(mention.part for mention in find_periods(fold(title), months=False)):
        return None
    return found.most_common(1)[0][0]


def _calendar_year(document: Document, title: str) -> str | None:
    for text in (title, *document.running, document.filename):
        years = [p.year for p in find_periods(fold(text), months=False) if p.year]
        if years:
            return max(years)
    return None


def _council(document: Document, cover: list[Block], title: str) -> Council:
    lines = [block.text.string for block in cover]
    sources = [(title, 6.0), *((line, 8.0) for line in document.running), (document.metadata_title, 4.0)]
    sources += [(line, 3.0) for line in lines]
    sources += [(block.text.string, 0.5) for block in document.blocks if block.page > 1 or block.kind is Kind.PARAGRAPH]
    sources.append((re.sub(r"[-_.]", " ", document.filename), 2.0))
    found = publisher(sources)
    if found:
        return found
    name = publisher_name([*document.running, title, *lines])
    return _parent(name) or unknown(name or document.filename or "unknown publisher")


def _parent(name: str | None) -> Council | None:
    """The council that an arm's length body is named after: "Hackney Housing", "Stockport Homes"."""
    words = (name or "").lower().split()
    if len(words) < 2 or words[-1] not in ("homes", "housing"):
        return None
    place = " ".join(words[:-1])
    return next(
        (c for c in councils() if place in (c.slug.replace("-", " "), *(alias.lower() for alias in c.aliases))), None
    )


def _streams(document: Document, title: str, council: Council) -> tuple[Stream, Stream]:
    """What a bare "complaints" means, and what a figure over the whole report means."""
    named = Counter[Stream]()
    for text in (title, *document.running):
        stream = stream_of(facets(text), None)
        if stream in _OWN_REPORTS:
            named[stream] += 1
    titled = facets(title).streams
    families = {
        _family(stream) for stream in titled if stream not in (Stream.CORPORATE, Stream.ALL, Stream.MEMBER_ENQUIRIES)
    }
    if len(families) > 1:
        named.clear()
    if named:
        stream = named.most_common(1)[0][0]
        return stream, Stream.CHILDREN if stream in _CHILDREN else stream
    if council.nation == "Scotland":
        return Stream.ALL, Stream.ALL
    if not _several_streams(document):
        return Stream.CORPORATE, Stream.CORPORATE
    return Stream.ALL if _names_corporate(document) else Stream.CORPORATE, Stream.ALL


def _names_corporate(document: Document) -> bool:
    """Whether the corporate complaints have a heading of their own, so that a bare figure is not theirs alone."""
    headings = [facets(block.text.string) for block in document.blocks if block.kind is Kind.HEADING]
    return any(stream_of(words, None) is Stream.CORPORATE and not words.measures for words in headings)


def _family(stream: Stream) -> Stream:
    return Stream.CHILDREN if stream in _CHILDREN else stream


def _several_streams(document: Document) -> bool:
    """Whether headings, captions and tables speak of procedures beside the corporate one."""
    families: Counter[Stream] = Counter()
    for block in document.blocks:
        if block.kind in (Kind.HEADING, Kind.CAPTION, Kind.TITLE):
            texts = [block.text.string]
        elif block.kind is Kind.TABLE and block.table:
            texts = [cell.string for cell in block.table.cells if cell.column == 0 or cell.row == 0]
        elif block.kind in (Kind.PARAGRAPH, Kind.BULLET) and re.search(
            r"\d|\b[Cc]omplaints? about\b", block.text.string
        ):
            texts = [
                s
                for s in re.split(r"(?<=[.;])\s", block.text.string)
                if re.search(r"complain", s, re.I) and re.search(r"\d{2}", s)
            ]
        else:
            texts = []
        for text in texts:
            stream = stream_of(facets(text), None)
            if stream in _OWN_REPORTS:
                families[_family(stream)] += 1
    families.pop(Stream.HOUSING, None)
    return bool(families)
