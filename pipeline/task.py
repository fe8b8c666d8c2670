"""The task: one file read in this process, with whatever goes wrong turned into its outcome."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extractors.extraction import Extraction
from pipeline.job import Job
from schemas.codes import Outcome

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Answer:
    """What came of a job. ``lasting``: the same file will give the same again, on any machine and on any day."""

    extraction: Extraction
    seconds: float
    lasting: bool = True


def perform(job: Job) -> Extraction:
    """Read one file. Never raises for what is wrong with it: the outcome says so."""
    path = Path(job.path)
    if job.counts:
        return Extraction(Outcome.OK, "", count_pages(path))
    # Reading needs pdfplumber and more, which nobody should wait for who only asks for help.
    from extractors.report import extract

    try:
        return _refused(job, path) or extract(path, job.ocr, job.name)
    except MemoryError:
        return out_of_memory(job)
    except Exception as error:  # One broken file never stops the rest, so nothing it causes may escape.
        return failed(
            job,
            Outcome.DAMAGED,
            f"could not be read ({type(error).__name__}: {error}); please report it with the file",
        )


def _refused(job: Job, path: Path) -> Extraction | None:
    """The outcome of a file that is not to be read, for its size or because it is not the one that was meant."""
    try:
        size = path.stat().st_size
        if size > job.limits.size * _MEGABYTE:
            message = f"has {size / _MEGABYTE:,.0f} MB, more than {job.limits.size}; allow more with --max-size"
            return failed(job, Outcome.TOO_LARGE, message)
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or str(error)
        return failed(job, Outcome.DAMAGED, f"cannot be opened ({reason}); check its permissions")
    if found != job.sha256:
        return failed(job, Outcome.DAMAGED, "changed while the others were read; build again")
    pages = count_pages(path)
    if pages > job.limits.pages:
        message = f"has {pages:,} pages, more than {job.limits.pages:,}; allow more with --max-pages"
        return failed(job, Outcome.TOO_LARGE, message)
    return None


def failed(job: Job, outcome: Outcome, reason: str) -> Extraction:
    """The extraction of a file that gave nothing, and why."""
    return Extraction(outcome, f"{job.name}: {reason}", 0)


def out_of_memory(job: Job) -> Extraction:
    """The extraction of a file that needed more memory than allowed."""
    reason = f"needs more than {job.limits.memory:,} MB of memory; allow more with --max-memory, or split the file"
    return failed(job, Outcome.OUT_OF_MEMORY, reason)


def count_pages(path: Path) -> int:
    """Number of pages, found quickly; 1 for a file that cannot be opened, since it is looked at all the same."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            return max(len(document), 1)
    except (pypdfium2.PdfiumError, OSError):
        return 1
