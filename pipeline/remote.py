"""Remote files: reports that are named by a URL (``https://``, ``s3://``, ``file://``), by way of fsspec."""

from __future__ import annotations

import hashlib
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, TypeVar
from urllib.parse import unquote, urlsplit

from pipeline.job import Job
from pipeline.problem import Problem
from schemas.codes import Outcome

#: What to install for files that are named by a URL, and for clusters.
EXTRA = 'pip install "upheld[cluster]"'
#: How often a file is asked for, and the seconds between, which grow.
_TIMES, _PAUSE = 3, 0.5
#: Files that are looked at at once, and bytes that are read at once.
_AT_ONCE, _PIECE = 8, 1_000_000
_URL = re.compile(r"[a-z][a-z0-9+.]+://", re.ASCII)
Result = TypeVar("Result")

_PATTERN = re.compile(r"[*\[]")


class Unavailable(Exception):
    """A remote file that cannot be had, or is too large: the outcome, and why."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome, self.reason = outcome, reason


def is_url(place: str) -> bool:
    """Whether a place is a URL and no path of this machine."""
    return _URL.match(place) is not None


def name_of(url: str) -> str:
    """The file's name."""
    return unquote(urlsplit(url).path).rsplit("/", 1)[-1] or "report.pdf"


def expand(url: str) -> list[str]:
    """The PDFs that a URL names: a file, a folder with all PDFs in and below it, or a pattern.

    Raises:
        Problem: nothing is there, the service cannot be reached, or fsspec does not know it.
    """
    filesystem, root = _filesystem(url)
    try:
        if _PATTERN.search(root):
            found = filesystem.glob(root)
        elif urlsplit(url).path.lower().endswith(".pdf"):
            found = [root]
        else:
            found = filesystem.find(root)
    except Exception as error:
        raise Problem(f"{url}: cannot be looked into ({_reason(error)}); check the address") from error
    pdfs = sorted(str(filesystem.unstrip_protocol(path)) for path in found if str(path).lower().endswith(".pdf"))
    if not pdfs:
        raise Problem(f"{url}: no PDF files here; name a PDF, or a folder that holds some")
    return pdfs


def digests(urls: Sequence[str]) -> list[str | None]:
    """The SHA-256 of remote files, None for those that cannot be had."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return list(threads.map(_digest, urls))


@contextmanager
def at_hand(job: Job) -> Iterator[Job]:
    """A job whose file is on this machine; what was fetched for it is gone afterwards.

    Raises:
        Unavailable: the file cannot be had, or is larger than the job allows.
    """
    if not is_url(job.path):
        yield job
        return
    with tempfile.TemporaryDirectory(prefix="upheld-") as folder:
        local = Path(folder) / name_of(job.path)
        with local.open("wb") as file:
            _again(lambda: _fetch(job, file))
        yield replace(job, path=str(local))


def _fetch(job: Job, into: IO[bytes]) -> None:
    most = job.limits.size * 1_000_000
    into.seek(0)
    into.truncate()
    for piece in _pieces(job.path):
        if into.tell() + len(piece) > most:
            raise Unavailable(Outcome.TOO_LARGE, f"has more than {job.limits.size} MB; allow more with --max-size")
        into.write(piece)
    into.flush()


def _digest(url: str) -> str | None:
    def read() -> str:
        digest = hashlib.sha256()
        for piece in _pieces(url):
            digest.update(piece)
        return digest.hexdigest()

    try:
        return _again(read)
    except Unavailable:
        return None


def _pieces(url: str) -> Iterator[bytes]:
    """The content of a remote file, piece by piece."""
    filesystem, path = _filesystem(url)
    with filesystem.open(path, "rb") as source:
        while piece := source.read(_PIECE):
            yield piece


def _again(get: Callable[[], Result]) -> Result:
    """What a function gets, which is tried a few times: networks fail now and then.

    Raises:
        Unavailable: it did not get it.
    """
    for turn in range(1, _TIMES + 1):
        try:
            return get()
        except (Problem, Unavailable, FileNotFoundError, PermissionError) as error:
            raise _unavailable(error) from error
        except Exception as error:  # every service has errors of its own
            if turn == _TIMES:
                raise _unavailable(error) from error
        time.sleep(_PAUSE * turn)
    raise AssertionError  # pragma: no cover - the last turn returns or raises


def _unavailable(error: Exception) -> Unavailable:
    if isinstance(error, Unavailable):
        return error
    return Unavailable(Outcome.DAMAGED, f"cannot be fetched ({_reason(error)}); check the address, then build again")


def _filesystem(url: str) -> tuple[Any, str]:
    """The file system that a URL speaks of, and the path in it.

    Raises:
        Problem: what it takes is not installed, or nobody knows such a URL.
    """
    try:
        import fsspec
    except ImportError:
        raise Problem(f"{url}: to read files by their URL install {EXTRA}") from None
    try:
        found: tuple[Any, str] = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise Problem(f"{url}: cannot be read ({_reason(error)}); download the files and name their folder") from error
    return found


def _reason(error: Exception) -> str:
    return (f"{error}" or type(error).__name__).splitlines()[0][:120]
