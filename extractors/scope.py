"""Scope: what a whole report is about — council, year, streams — which every figure inherits."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from extractors.education import names_education
from extractors.lexicon.facets import facets, stream_of
from extractors.lexicon.kinds import CHILDREN, family
from extractors.lexicon.match import fold
from extractors.lexicon.words import any_of
from extractors.periods import Period, find_periods
from extractors.posts import names_post
from extractors.publisher import publisher, publisher_name
from extractors.reading.model import Block, Document, Kind
from extractors.register import Council, councils, unknown
from schemas.codes import Stage, Stream
from schemas.periods import start_year, year_of

#: Streams that a report is about as a whole; where its title names one, a bare "complaints" means it.
_OWN_REPORTS = frozenset(Stream) - {Stream.CORPORATE, Stream.MEMBER_ENQUIRIES, Stream.ALL}
#: Blocks of the first page that count as its cover.
_COVER_BLOCKS = 40
#: The first blocks of the cover, among which a subtitle stands, and the most characters that it has.
_SUBTITLE_BLOCKS, _SUBTITLE_LENGTH = 8, 70
#: Lines under a title that is only a name are at most so long; they may be run together.
_FRONT_LENGTH = 250
#: A period of more characters than this ("1 April 2023 to 31 March 2024") is spelled out.
_SPELLED_OUT = 12

# How much each place of a report is worth in telling its year, and its publisher.
_YEAR_WORTH = {"title": 12, "file name": 6, "running": 5, "heading": 4, "metadata": 3, "body": 3, "spelled out": 2}
_NAME_WORTH = {"running": 8.0, "title": 6.0, "metadata": 4.0, "cover": 3.0, "file name": 2.0, "body": 0.5}
#: What a later year has over an earlier one in votes that are even: less than any vote.
_LATER = 0.000_001

_OMBUDSMAN = r"\bombudsm[ae]n\b"
_PAPERS = any_of("letter, review, decisions?, annual report, investigations?, complaints, report, performance")
#: Titles of papers on the ombudsman's work alone: "Ombudsman's annual letter", not "Complaints and Ombudsman".
_OMBUDSMAN_PAPER = re.compile(
    rf"^(?!.*\bcomplaints?\b.*\b(?:and|&)\b.*\bombuds).*\bombudsm[ae]n(?:'s|’s)?\b.*\b{_PAPERS}\b"
    rf"|\b{any_of('letter, review, decisions?, report')} (?:from|of|by) the [\w ]*{_OMBUDSMAN}",
    re.I,
)
#: What an ombudsman publishes about one council bears the ombudsman's own name on top.
_OMBUDSMANS_OWN = re.compile(
    r"^\W*(?:the )?(?:local government (?:and|&) social care|housing|(?:scottish |northern ireland )?public services"
    r"|(?:parliamentary (?:and|&) )?health service|local government|police|pensions|prisons(?: and probation)?"
    r"|financial|legal|property|energy|judicial appointments(?: and conduct)?|independent football)"
    r"\s+ombudsman(?: for (?:wales|scotland|northern ireland|england)| service| office)?"
    r"(?:\W+[\w&' ]*\bcouncil)?\W*$",
    re.I,
)
_OUR_SUBJECT = re.compile(any_of("complain, feedback, customer, ombudsman, compliment"), re.I)
_COMPLAINTS = re.compile(r"complain|feedback", re.I)


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
    first = [block for block in document.blocks if block.page == document.front]
    cover = [block for block in first if block.kind is not Kind.TABLE][:_COVER_BLOCKS]
    title = _title(document, cover)
    period = _period(document, cover, title)
    if period is None:
        return None
    council = _council(document, cover, title)
    if not council.known:
        council = _placed(council, document)
    stream, whole = _streams(document, title, council, cover)
    stage = _stage(document, title, cover)
    if stage is Stage.OMBUDSMAN and stream is Stream.CORPORATE:
        # an ombudsman's cases are of all that the council does
        stream = whole = Stream.ALL
    return Scope(council, period, title, stream, whole, stage)


def _title(document: Document, cover: list[Block]) -> str:
    titles = [block.text.string for block in cover if block.kind is Kind.TITLE]
    if not titles:
        titles = [block.text.string for block in cover if block.kind is Kind.HEADING][:2]
    found = " ".join(dict.fromkeys(titles))
    if not _OUR_SUBJECT.search(found) and _OUR_SUBJECT.search(stated := _stated_title(document)):
        return stated
    metadata = document.metadata_title.strip()
    if not _OUR_SUBJECT.search(found) and _COMPLAINTS.search(metadata):
        return metadata
    return found or metadata or document.filename


#: Labels of a report's own title among the particulars on its first page.
_TITLE_LABEL = re.compile(r"\W*(?:report )?(?:title|subject)(?: of (?:the )?(?:report|paper))?\W*", re.I)


def _stated_title(document: Document) -> str:
    """The title that a table of particulars on the first page gives: "Title | Annual complaints report"."""
    for block in document.blocks:
        if block.page == document.front and block.table is not None:
            for row in range(block.table.rows):
                label, stated = block.table.at(row, 0), block.table.at(row, 1)
                if label and stated and label is not stated and _TITLE_LABEL.fullmatch(label.string):
                    return stated.string
    return ""


def _stage(document: Document, title: str, cover: list[Block]) -> Stage | None:
    """The stage that the whole report is about: an ombudsman's, as its title or the lines under a bare name say."""
    lines = [title]
    if not _OUR_SUBJECT.search(title):
        front = takewhile(lambda block: block.kind is not Kind.HEADING, cover)
        lines += [text for block in front if len(text := block.text.string) <= _FRONT_LENGTH]
    own = any(map(_OMBUDSMANS_OWN.match, [title, *document.running, *(block.text.string for block in cover[:1])]))
    return Stage.OMBUDSMAN if own or any(map(_OMBUDSMAN_PAPER.search, lines)) else None


# The period ------------------------------------------------------------------------------------------


def _period(document: Document, cover: list[Block], title: str) -> str | None:
    """The year that title, running lines, file name, cover and body speak for together, or the part of it."""
    votes: dict[str, float] = defaultdict(float)
    for text, weight in _telling_texts(document, cover, title):
        years = [mention.year for mention in _dated(text) if mention.year]
        for year in years:
            if year == max(years):
                votes[year] += weight / len(years)
    body = Counter(mention.year for block in document.blocks for mention in _dated(block.text.string) if mention.year)
    most = max(body.values(), default=1)
    for year, count in body.items():
        votes[year] += _YEAR_WORTH["body"] * count / most + _LATER * start_year(year)
    for block in cover:
        for mention in _dated(block.text.string):
            if mention.year and not mention.part and mention.end - mention.start > _SPELLED_OUT:
                votes[mention.year] += _YEAR_WORTH["spelled out"]
    if not votes:
        return _calendar_year(document, title)
    best = max(votes, key=lambda year: (votes[year], year))
    part = _part_of(best, document, cover, title)
    return f"{best} {part}" if part else best


def _telling_texts(document: Document, cover: list[Block], title: str) -> Iterator[tuple[str, float]]:
    """The texts that name a report's own year, and what each is worth."""
    yield title, _YEAR_WORTH["title"]
    for block in cover:
        if block.kind is Kind.HEADING:
            yield block.text.string, _YEAR_WORTH["heading"]
    for line in document.running:
        yield line, _YEAR_WORTH["running"]
    yield document.metadata_title, _YEAR_WORTH["metadata"]
    yield re.sub(r"[-_.](?=\D)|(?<=\D)[-_.]", " ", document.filename), _YEAR_WORTH["file name"]


def _dated(text: str) -> list[Period]:
    """The mentions of financial years, or parts of them, in a text."""
    return [mention for mention in find_periods(fold(text), months=False) if mention.year and not mention.vague]


#: "Quarter 4 and outturn", "quarter four and year end": the paper is on the year.
_YEAR_TOO = re.compile(r"\b(?:and|&|/|with)\s+(?:the\s+)?(?:outturn|out-turn|year[ -]?end|full[ -]year|annual)\b", re.I)


def _part_of(year: str, document: Document, cover: list[Block], title: str) -> str | None:
    """The part of a year that title, running lines, file name or a short cover line says the report covers."""
    lines = [title, *document.running, _spaced(document.filename)]
    lines += [text for block in cover[:_SUBTITLE_BLOCKS] if len(text := block.text.string) <= _SUBTITLE_LENGTH]
    found = Counter(part for line in lines if (part := _one_part(line, year)))
    titled = find_periods(fold(title), months=False)
    whole = any(mention.year and not mention.part for mention in titled) and not any(m.part for m in titled)
    whole = whole or _YEAR_TOO.search(title) is not None
    return None if not found or whole else found.most_common(1)[0][0]


def _one_part(line: str, year: str) -> str | None:
    """The part of a year that a line names, unless it names several: "Q1, Q2, Q3, Q4"."""
    mentions = find_periods(fold(line), months=False)
    parts = {mention.part for mention in mentions if mention.part and (mention.year or year) == year}
    return parts.pop() if len(parts) == 1 else None


def _calendar_year(document: Document, title: str) -> str | None:
    for text in (title, *document.running, document.filename):
        years = [p.year for p in find_periods(fold(text), months=False) if p.year]
        if years:
            return max(years)
    return None


def _spaced(filename: str) -> str:
    return re.sub(r"[-_.]", " ", filename)


# The publisher ---------------------------------------------------------------------------------------


def _council(document: Document, cover: list[Block], title: str) -> Council:
    lines = [block.text.string for block in cover]
    sources = [(title, _NAME_WORTH["title"])]
    sources += [(line, _NAME_WORTH["running"]) for line in document.running]
    sources.append((document.metadata_title, _NAME_WORTH["metadata"]))
    sources += [(line, _NAME_WORTH["cover"]) for line in lines]
    sources += [(line, _NAME_WORTH["cover"]) for line in document.wrapper]
    body = (block for block in document.blocks if block.page > document.front or block.kind is Kind.PARAGRAPH)
    sources += [(block.text.string, _NAME_WORTH["body"]) for block in body]
    sources.append((_spaced(document.filename), _NAME_WORTH["file name"]))
    found = publisher(sources)
    if found:
        return found
    name = publisher_name([*document.running, title, *lines, *document.wrapper])
    return _parent(name) or unknown(name or _without_years(document.filename) or "unknown publisher")


_FILE_END, _YEARS = re.compile(r"\.pdf$", re.I), re.compile(r"\b(?:(?:19|20)?\d\d|q[1-4]|h[12])\b", re.I)


def _without_years(filename: str) -> str:
    """What a file name says besides the year: of "riverside-2023-24.pdf" the publisher, where its text names none."""
    return " ".join(_YEARS.sub("", _spaced(_FILE_END.sub("", filename))).split())


def _parent(name: str | None) -> Council | None:
    """The council that an arm's length body is named after: "Hackney Housing", "Stockport Homes"."""
    words = (name or "").lower().split()
    if len(words) < 2 or words[-1] not in ("homes", "housing"):
        return None
    place = " ".join(words[:-1])
    return next(
        (c for c in councils() if place in (c.slug.replace("-", " "), *(alias.lower() for alias in c.aliases))), None
    )


_SCOTTISH = re.compile(r"\b(?:scotland|nhsscotland|scottish|spso)\b", re.I)


def _placed(publisher: Council, document: Document) -> Council:
    """A publisher that is no council, with its nation where it is Scotland: its procedure is SPSO's model one."""
    texts = (document.filename, *document.running, *(block.text.string for block in document.blocks))
    return replace(publisher, nation="Scotland") if any(map(_SCOTTISH.search, texts)) else publisher


# The streams -----------------------------------------------------------------------------------------


_LANDLORD = re.compile(r"\b(?:housing|tenants?|leaseholders?|landlord|homes)\b", re.I)
#: "Riverside Housing", "Fairhaven Homes".
_NAMED_LANDLORD = re.compile(r"\b(?:housing|homes)(?: (?:association|group|trust|society|ltd|limited))?$", re.I)
#: A publisher that speaks so often of tenants, homes and the Housing Ombudsman is a landlord.
_LANDLORDS_WORDS = 2
#: A council's report that names tenants, repairs or the landlord's rules so often is the landlord's.
_LANDLORDS_MENTIONS = 4


def _of_publisher(document: Document) -> Stream:
    """What complaints to a publisher that is no council are about: a landlord's, else all that it does."""
    texts = (document.filename, *document.running, *(block.text.string for block in document.blocks))
    spoken = sum(len(_LANDLORD.findall(text)) for text in texts)
    return Stream.HOUSING if spoken >= _LANDLORDS_WORDS else Stream.ALL


def _signed(cover: list[Block], council: Council) -> list[str]:
    """Short lines of the first page that name the publisher: "Testford Council - Adult Social Care"."""
    lines = [block.text.string for block in cover if len(block.text.string) <= _SUBTITLE_LENGTH]
    names = [name.lower() for name in (council.name, *(f"{alias} Council" for alias in council.aliases))]
    return [line for line in lines if any(name in line.lower() for name in names)]


_LANDLORDS_OMBUDSMAN = re.compile(r"\bhousing ombudsman\b", re.I)
_GENERAL_OMBUDSMAN = re.compile(r"\blgs?co\b|\blgo\b|\blocal government\b[^.;]{0,30}\bombuds", re.I)
_LANDLORDS_SUBJECT = re.compile(
    r"\b(?:tenants?|tenanc(?:y|ies)|leaseholders?|landlords?|complaint handling code|tenant satisfaction measures?"
    r"|repairs|council homes|our homes)\b",
    re.I,
)


def _is_landlords(document: Document) -> bool:
    """Whether a council writes as a landlord alone: of tenants and the Housing Ombudsman, and of no other ombudsman."""
    texts = (*document.running, *(block.text.string for block in document.blocks))
    spoken = sum(len(_LANDLORDS_SUBJECT.findall(text)) for text in texts)
    others = any(map(_GENERAL_OMBUDSMAN.search, texts))
    return any(map(_LANDLORDS_OMBUDSMAN.search, texts)) and not others and spoken >= _LANDLORDS_MENTIONS


def _streams(document: Document, title: str, council: Council, cover: list[Block]) -> tuple[Stream, Stream]:
    """What a bare "complaints" means, and what a figure over the whole report means."""
    texts = [title, *document.running, *_signed(cover, council)]
    if not council.known:
        # "Public Health Scotland" is a publisher's name, and no procedure
        texts = [text.replace(council.name, "") for text in texts]
        title = texts[0]
    named = Counter(
        stream for text in texts if (stream := stream_of(facets(text), None)) is not None and stream in _OWN_REPORTS
    )
    titled = {family(stream) for stream in facets(title).streams if stream in _OWN_REPORTS}
    if named and len(titled) <= 1:
        stream = named.most_common(1)[0][0]
        beside = stream is Stream.SCHOOLS and names_education(title)
        return stream, Stream.CHILDREN if stream in CHILDREN or beside else stream
    if not council.known:
        own = Stream.HOUSING if _NAMED_LANDLORD.search(council.name) else _of_publisher(document)
        return own, own
    if council.nation == "Scotland":
        return Stream.ALL, Stream.ALL
    if names_education(title) and not named:
        return Stream.CHILDREN_CORPORATE, Stream.CHILDREN
    if not _several_streams(document):
        if not _names_corporate(document) and _is_landlords(document):
            return Stream.HOUSING, Stream.HOUSING
        return Stream.CORPORATE, Stream.CORPORATE
    return Stream.ALL if _names_corporate(document) else Stream.CORPORATE, Stream.ALL


def _names_corporate(document: Document) -> bool:
    """Whether the corporate complaints have a heading of their own, so that a bare figure is not theirs alone."""
    headed = [block.text.string for block in document.blocks if block.kind is Kind.HEADING]
    headings = [facets(text) for text in headed if not names_post(text)]
    return any(stream_of(words, None) is Stream.CORPORATE and not words.measures for words in headings)


def _several_streams(document: Document) -> bool:
    """Whether headings, captions, tables and sentences with figures speak of procedures beside the corporate one.

    The council as landlord is one of its services here.
    """
    streams = {stream_of(facets(text), None) for block in document.blocks for text in _labels(block)}
    return bool(streams & (_OWN_REPORTS - {Stream.HOUSING}))


def _labels(block: Block) -> list[str]:
    """The texts of a block that may name a procedure whose figures the report gives."""
    if block.kind in (Kind.HEADING, Kind.CAPTION, Kind.TITLE):
        return [block.text.string]
    if block.kind is Kind.TABLE and block.table:
        return [cell.string for cell in block.table.cells if cell.column == 0 or cell.row == 0]
    if block.kind in (Kind.PARAGRAPH, Kind.BULLET):
        sentences = re.split(r"(?<=[.;])\s", block.text.string)
        return [text for text in sentences if re.search(r"complain", text, re.I) and re.search(r"\d{2}", text)]
    return []
