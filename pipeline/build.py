"""Building: read every report, whatever happens to one of them, and store what they state."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractors.reading.modes import Ocr
from extractors.report import Extraction
from pipeline import store
from pipeline.collect import Source
from pipeline.corrections import Correction
from schemas.codes import Outcome


@dataclass(frozen=True)
class Reading:
    """One input file and what reading it gave."""

    source: Source
    extraction: Extraction
    seconds: float

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
                f"{self.source.path.name}: {scope.council.name!r} is not in the register of councils; "
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


def build(
    sources: Sequence[Source],
    out: Path,
    listener: Listener,
    ocr: Ocr = Ocr.AUTO,
    corrections: Sequence[Correction] = (),
) -> list[Reading]:
    """Read reports and write the database; an old one at ``out`` stays until the new one is complete.

    Raises:
        Problem: the database cannot be written there, or a correction does not fit what was read.
    """
    store.check_target(out)
    pages = {source.report: count_pages(source.path) for source in sources}
    listener.started(len(sources), sum(pages.values()))
    readings = []
    for source in sources:
        listener.reading(source)
        reading = read(source, ocr)
        # A correction that does not fit stops the build now, not after all the other reports.
        store.as_published(source, reading.extraction, corrections)
        readings.append(reading)
        listener.read(reading, pages[source.report])
    store.write([(reading.source, reading.extraction) for reading in readings], out, corrections)
    return readings


def read(source: Source, ocr: Ocr = Ocr.AUTO) -> Reading:
    """Read one report. Never raises for what is wrong with the file: the outcome says so."""
    # Reading needs spaCy and pdfplumber, which nobody should wait for who only asks for help.
    from extractors.report import extract

    start = time.monotonic()
    name = source.path.name
    if source.sha256 is None:
        extraction = Extraction(Outcome.DAMAGED, f"{name}: cannot be opened; check its permissions", 0)
        return Reading(source, extraction, 0.0)
    try:
        extraction = extract(source.path, ocr)
    except MemoryError:
        message = f"{name}: needs more memory than there is; split it into smaller files"
        extraction = Extraction(Outcome.OUT_OF_MEMORY, message, 0)
    except Exception as error:  # One broken file never stops the rest, so nothing it causes may escape.
        message = f"{name}: could not be read ({type(error).__name__}: {error}); please report it with the file"
        extraction = Extraction(Outcome.DAMAGED, message, 0)
    return Reading(source, extraction, time.monotonic() - start)


def count_pages(path: Path) -> int:
    """Number of pages, found quickly; 1 for a file that cannot be opened, since it is looked at all the same."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            return max(len(document), 1)
    except (pypdfium2.PdfiumError, OSError):
        return 1
