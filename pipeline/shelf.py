"""The shelf: a folder of PDFs, each under the SHA-256 of its content, so that a page can be shown again."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pipeline.collect import Source
from pipeline.problem import Problem

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)

#: A PDF says so within its first bytes; what does not is no report, and is not kept.
_MARK, _MARK_WITHIN = b"%PDF-", 1024


def beside(database: Path) -> Path:
    """The shelf of a database: ``X.files`` beside ``X.db``."""
    return database.with_suffix(".files")


def path(root: Path, sha256: str) -> Path:
    """Where a file stands, or would stand, on the shelf ``root``.

    Raises:
        ValueError: ``sha256`` is not 64 hexadecimal digits in lower case.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is not a SHA-256")
    return root / sha256[:2] / f"{sha256}.pdf"


def put(root: Path, file: Path, sha256: str) -> Path:
    """Put a file on the shelf: as a hard link where that works, else as a copy; what is there stays as it is.

    Raises:
        ValueError: ``sha256`` is no SHA-256, or not that of the file.
        OSError: the file cannot be read, or the shelf not written.
    """
    target = path(root, sha256)
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as folder:
        new = Path(folder) / target.name
        try:
            new.hardlink_to(file)
        except OSError:  # Another disk, or one that knows no links.
            shutil.copyfile(file, new)
        if _digest(new) != sha256:
            raise ValueError(f"{file} has not the SHA-256 {sha256}")
        new.replace(target)
    return target


def find(root: Path, sha256: str) -> Path | None:
    """A file on the shelf; None where there is none, or where its content is no longer what it was.

    Raises:
        ValueError: ``sha256`` is not 64 hexadecimal digits in lower case.
    """
    file = path(root, sha256)
    try:
        state = file.stat()
        return file if _is_still(file, sha256, state.st_mtime_ns, state.st_size) else None
    except OSError:
        return None


@lru_cache(maxsize=10_000)
def _is_still(file: Path, sha256: str, changed: int, size: int) -> bool:
    """Whether a file that was last changed at that time and has that size has that content: it may be a link."""
    return _digest(file) == sha256


def keep(sources: Iterable[Source], database: Path) -> None:
    """Put the PDFs of a build on the shelf beside its database.

    Raises:
        Problem: a file cannot be put there.
    """
    root = beside(database)
    for source in sources:
        try:
            if source.sha256 and not source.url and _is_pdf(source.path):
                put(root, source.path, source.sha256)
        except (OSError, ValueError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or "the file has changed since it was read"
            raise Problem(
                f"{source.path}: cannot be kept in {root} ({reason}); build again, or without keeping files: --no-files"
            ) from error


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as opened:
        return _MARK in opened.read(_MARK_WITHIN)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
