"""Adding a report to the registry: it is fetched or opened, read, shown, and listed once somebody agrees."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from extractors import register
from extractors.periods import find_periods
from extractors.reading.modes import Ocr
from pipeline import shelf, sources
from pipeline.build import Reading, read
from pipeline.collect import Source, slug
from pipeline.fetching import kept
from pipeline.fetching.download import download
from pipeline.fetching.kept import Kept, Version
from pipeline.fetching.web import Refused, Web
from pipeline.job import Options
from pipeline.problem import Problem
from pipeline.sources import Publication
from pipeline.text import printable
from schemas.codes import Outcome, Stream
from schemas.periods import period_type


@dataclass(frozen=True)
class File:
    """A report that may be added: ``url`` and ``version`` are those of one that was fetched."""

    path: Path
    sha256: str
    url: str = ""
    version: Version | None = None


@dataclass(frozen=True)
class Found:
    """What a report would be listed as, and what a person should see before."""

    file: File
    publication: Publication
    lines: tuple[str, ...]


@contextmanager
def opened(where: str, web: Web, registry: Path) -> Iterator[File]:
    """The report at an address or on this disk; what was fetched is gone afterwards.

    Raises:
        Problem: it cannot be had, or the registry lists it already.
    """
    listed = sources.load(registry)
    if "://" not in where:
        yield _new(File(Path(where), _sha256(Path(where))), listed, registry)
        return
    url = urldefrag(where).url
    for known in listed:
        if known.url == url:
            raise Problem(f"{url}: {registry.name} lists it already, as {known.report!r}")
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = download(web, url, Path(folder))
        except Refused as error:
            raise Problem(f"{url} {error}") from error
        name = slug(Path(unquote(urlsplit(url).path)).stem) or "report"
        path = found.path.rename(Path(folder) / f"{name}.pdf")
        yield _new(File(path, found.sha256, url, found.version), listed, registry)


def recognise(file: File, said: Publication, registry: Path, ocr: Ocr, day: date) -> Found:
    """Read a report and make its row of the registry; what a person ``said`` about it counts for more.

    Raises:
        Problem: whose it is or about which time is neither recognised nor said, or what was said makes no sense.
    """
    council, period = _council(said.council), _period(said.period)
    reading = read(Source("report", file.path, file.sha256), Options(ocr))
    extraction, scope = reading.extraction, reading.extraction.scope
    if extraction.outcome is Outcome.DAMAGED:
        raise Problem(extraction.message)
    council = council or (scope.council.slug if scope else "")
    period = period or (scope.period if scope else "")
    for found, option, example in ((council, "--council", "stockport"), (period, "--period", "2023-24")):
        if not found:
            note = f" ({extraction.message})" if extraction.message else ""
            raise Problem(f"{file.path.name}: say {option}, such as {example}: the report does not{note}")
    whole = scope.whole if scope else Stream.ALL
    publication = replace(
        said,
        report=_id(said.report, council, whole, period, file.sha256, registry),
        council=council,
        period=period,
        title=said.title or printable(scope.title if scope else ""),
        url=file.url,
        sha256=file.sha256,
        retrieved=day.isoformat() if file.url else "",
    )
    return Found(file, publication, tuple(_lines(publication, reading, whole)))


def add(found: Found, registry: Path, folder: Path) -> None:
    """Keep the file and list it.

    Raises:
        Problem: the folder or the registry cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shelf.put(folder, found.file.path, found.file.sha256)
    except OSError as error:
        raise Problem(f"{folder}: cannot be written ({(error.strerror or str(error)).lower()})") from error
    if found.file.version:
        kept.save(folder, kept.load(folder) | {found.file.url: Kept(found.file.sha256, found.file.version)})
    sources.add(registry, found.publication)


def _new(file: File, listed: tuple[Publication, ...], registry: Path) -> File:
    for known in listed:
        if known.sha256 == file.sha256:
            raise Problem(f"{file.url or file.path}: {registry.name} lists the same file already, as {known.report!r}")
    return file


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Problem(f"{path}: cannot be opened ({(error.strerror or str(error)).lower()}); check the path") from error


def _council(text: str) -> str:
    if not text:
        return ""
    name = register.slug_of(text)
    for council in register.councils():
        if name in {council.slug, *(register.slug_of(each) for each in (council.name, *council.aliases))}:
            return council.slug
    raise Problem(f"no council is called {printable(text)!r}; see them all with `upheld councils`")


def _period(text: str) -> str:
    if not text:
        return ""
    told = {f"{each.year} {each.part}".strip() if each.part else each.year or "" for each in find_periods(text)}
    period = told.pop() if len(told) == 1 else text
    try:
        period_type(period)
    except ValueError as error:
        raise Problem(f"{printable(text)!r} is no period; write 2023-24, 2023 or 2023-24 Q1") from error
    return period


def _id(wanted: str, council: str, whole: Stream, period: str, sha256: str, registry: Path) -> str:
    """The id that was asked for, or one made of council, procedure and period."""
    taken = {known.report for known in sources.load(registry)}
    if wanted and wanted != slug(wanted):
        raise Problem(f"{printable(wanted)!r} cannot be an id; write {slug(wanted) or 'letters, digits and hyphens'}")
    if wanted in taken:
        raise Problem(f"{wanted!r} is the id of another report; choose another")
    if wanted:
        return wanted
    kind = "" if whole in (Stream.ALL, Stream.CORPORATE) else f"-{slug(whole.value)}"
    made = f"{council}{kind}-{slug(period)}"
    return f"{made}-{sha256[:8]}" if made in taken else made


def _lines(publication: Publication, reading: Reading, whole: Stream) -> Iterator[str]:
    """What was recognised, a line each; then where the report and the person disagree."""
    extraction = reading.extraction
    entry = register.council(publication.council)
    figures = (
        f"{len(extraction.observations):,} on {extraction.pages:,} pages, {len(extraction.unread):,} numbers unread"
    )
    facts = {
        "id": publication.report,
        "council": f"{entry.name} ({entry.slug})"
        if entry
        else f"{publication.council}, not in the register of councils",
        "period": publication.period,
        "title": publication.title or "none found",
        "scope": f"{whole.value}: {whole.definition}",
        "figures": figures,
        "address": publication.url or "none: it is a file of this disk",
        "sha256": publication.sha256,
    }
    yield from (f"{name:9}{fact}" for name, fact in facts.items())
    if extraction.message:
        yield f"{'note':9}{printable(extraction.message, 400)}"
    scope = extraction.scope
    if scope and scope.council.slug != publication.council:
        yield f"{'note':9}the report seems to be {printable(scope.council.name)}'s"
    if scope and scope.period and scope.period != publication.period:
        yield f"{'note':9}the report seems to be about {scope.period}"
