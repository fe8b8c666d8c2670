"""Building: read every report, whatever happens to one of them, and store what they state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from extractors.extraction import Extraction
from pipeline import built, crew, stamp, store
from pipeline.built import Built, Summary
from pipeline.cache import NOTHING, Cache
from pipeline.collect import Source
from pipeline.corrections import Correction
from pipeline.crew import Crew
from pipeline.job import DEFAULTS, Job, Options
from pipeline.spool import Spool
from pipeline.task import Answer
from pipeline.whose import owner
from schemas.codes import Outcome


@dataclass(frozen=True)
class Reading:
    """One input file and what reading it gave; ``cached`` where an earlier build had read it."""

    source: Source
    extraction: Extraction
    seconds: float
    cached: bool = False

    @property
    def failed(self) -> bool:
        """Whether the report gave no figures."""
        return self.extraction.outcome not in store.READ

    @property
    def notes(self) -> list[str]:
        """What a person should know about this file, a line each."""
        lines = []
        if self.extraction.message:
            lines.append(self.extraction.message)
        scope = self.extraction.scope
        if scope and not scope.council.known and self.extraction.observations:
            lines.append(
                f"{self.source.name}: {scope.council.name!r} is not in the register of councils; "
                f"its figures are kept as {scope.council.slug!r}"
            )
        return lines


class Listener(Protocol):
    """Who is told how a build gets on."""

    def started(self, reports: int, pages: int) -> None:
        """The files are known; ``pages`` is their pages together."""

    def reading(self, source: Source) -> None:
        """A report is about to be read."""

    def read(self, reading: Reading, pages: int) -> None:
        """A report was read; ``pages`` is what it adds to the pages done."""

    def note(self, line: str) -> None:
        """Something else that a person should know."""


def build(
    sources: Sequence[Source],
    out: Path,
    listener: Listener,
    hands: Crew,
    options: Options = DEFAULTS,
    corrections: Sequence[Correction] = (),
    cache: Cache = NOTHING,
) -> Summary:
    """Read reports and write the database; an old one at ``out`` stays until the new one is complete.

    Memory holds one council's reports at a time, whatever their number.

    Raises:
        Problem: the database cannot be written there, or a correction does not fit what was read.
    """
    store.check_target(out)
    jobs = [options.job(source) for source in sources]
    inputs = stamp.stamp(sources, jobs, corrections)
    summary = Summary(unchanged=built.before(inputs, out, cache) is not None)
    kept: list[store.Kept] = []
    notes: list[str] = []
    try:
        with Spool(out.parent) as spool:
            for reading in _readings(sources, listener, hands, options, cache):
                _count(reading, summary)
                notes += reading.notes
                if summary.unchanged:
                    continue
                # A correction that does not fit stops the build now, not after all the other reports.
                store.as_published(reading.source, reading.extraction, corrections)
                load = partial(spool.get, spool.put(reading.extraction))
                kept.append(store.Kept(reading.source, owner(reading.source, reading.extraction), load))
            if not summary.unchanged:
                store.write_kept(kept, out, corrections)
    except OSError as error:
        raise store.unwritable(out, error) from error
    if not summary.unchanged and all(map(cache.has, jobs)):
        with suppress(OSError):
            cache.note_built(inputs, Built(stamp.of_file(out), summary, tuple(notes)))
    return summary


def _count(reading: Reading, summary: Summary) -> None:
    """Add a report to a summary."""
    summary.reports += 1
    summary.failed += reading.failed
    summary.pages += reading.extraction.pages
    summary.observations += len(reading.extraction.observations)
    summary.unread += len(reading.extraction.unread)


def _readings(
    sources: Sequence[Source], listener: Listener, hands: Crew, options: Options, cache: Cache
) -> Iterator[Reading]:
    """What each report gave, in any order; the listener hears of it."""
    shut = [source for source in sources if source.sha256 is None]
    held = [source for source in sources if source.sha256 and cache.has(options.job(source))]
    fresh = sorted({*sources} - {*shut, *held}, key=lambda source: (-_size(source.path), source.report))
    pages = dict(zip(fresh, hands.pages([options.job(source) for source in fresh]), strict=True))
    listener.started(len(sources), sum(pages.values()))
    for source in shut:
        listener.reading(source)
        yield _told(listener, Reading(source, _shut(source), 0.0), 0)
    for source in held:
        extraction = cache.get(options.job(source))
        if extraction is None:  # It was harmed, or removed just now.
            fresh.append(source)
            continue
        listener.reading(source)
        yield _told(listener, Reading(source, extraction, 0.0, cached=True), 0)
    keeper = _Keeper(cache, listener)
    for place, answer in hands.answers([options.job(source) for source in fresh]):
        source = fresh[place]
        if answer is None:
            listener.reading(source)
            continue
        keeper.keep(options.job(source), answer)
        yield _told(listener, Reading(source, answer.extraction, answer.seconds), pages.get(source, 0))


def _told(listener: Listener, reading: Reading, pages: int) -> Reading:
    listener.read(reading, pages)
    return reading


def _size(path: Path) -> int:
    """Bytes of a file; long reports are read first, so that no worker is left with one at the end."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _Keeper:
    """Fills the cache; says once that it cannot, and leaves it at that."""

    def __init__(self, cache: Cache, listener: Listener) -> None:
        self._cache, self._listener = cache, listener

    def keep(self, job: Job, answer: Answer) -> None:
        if not answer.lasting:
            return
        try:
            self._cache.put(job, answer.extraction)
        except OSError as error:
            reason = error.strerror or error
            self._listener.note(
                f"what was read cannot be kept for the next build ({reason}); free some space, name another folder "
                "in UPHELD_CACHE, or build with --no-cache"
            )
            self._cache = NOTHING


def read(source: Source, options: Options = DEFAULTS) -> Reading:
    """Read one report, in a process of its own. Never raises for what is wrong with the file: the outcome says so."""
    if source.sha256 is None:
        return Reading(source, _shut(source), 0.0)
    with crew.hire(1, options.limits) as hands:
        (answer,) = [answer for _, answer in hands.answers([options.job(source)]) if answer]
    return Reading(source, answer.extraction, answer.seconds)


def _shut(source: Source) -> Extraction:
    return Extraction(Outcome.DAMAGED, f"{source.name}: cannot be opened; check its permissions", 0)
