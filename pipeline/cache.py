"""The cache: what reading a file gave, kept for the next build.

An entry is known by the SHA-256 of the file, its name (which may tell the year and the council), the reader's version
and the options. Entries appear whole, and one that was harmed afterwards is as good as none. The folder may be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from extractors.reading.modes import available
from pipeline.built import Built, Summary
from pipeline.job import Job
from pipeline.reader import fingerprint

if TYPE_CHECKING:
    from extractors.extraction import Extraction

#: Changes whenever entries come to mean something else.
_FORMAT = 1
_DIGEST = hashlib.sha256().digest_size


class Cache(Protocol):
    """What is kept of earlier builds."""

    def has(self, job: Job) -> bool:
        """Whether there seems to be something for ``get``."""

    def get(self, job: Job) -> Extraction | None:
        """What the file gave when it was read before; None if it was not, or not so."""

    def put(self, job: Job, extraction: Extraction) -> None:
        """Keep what a file gave.

        Raises:
            OSError: there is no room for it, or the folder cannot be written.
        """

    def built(self, stamp: str) -> Built | None:
        """What was built from what has this stamp."""

    def note_built(self, stamp: str, built: Built) -> None:
        """Note what was built.

        Raises:
            OSError: as ``put``.
        """


class Nothing:
    """No cache."""

    def has(self, job: Job) -> bool:
        """No."""
        return False

    def get(self, job: Job) -> Extraction | None:
        """Nothing."""
        return None

    def put(self, job: Job, extraction: Extraction) -> None:
        """Forget it."""

    def built(self, stamp: str) -> Built | None:
        """Nothing."""
        return None

    def note_built(self, stamp: str, built: Built) -> None:
        """Forget it."""


#: Keeps nothing.
NOTHING = Nothing()


class Folder:
    """A cache in a folder, for any number of builds at once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def has(self, job: Job) -> bool:
        """See ``Cache``."""
        return self._path(job).is_file()

    def get(self, job: Job) -> Extraction | None:
        """See ``Cache``."""
        try:
            return unpacked(self._path(job).read_bytes())
        except (OSError, ValueError, zlib.error):
            return None

    def put(self, job: Job, extraction: Extraction) -> None:
        """See ``Cache``."""
        _write(self._path(job), packed(extraction))

    def built(self, stamp: str) -> Built | None:
        """See ``Cache``."""
        try:
            noted = json.loads((self.root / "built" / stamp).read_bytes())
            return Built(noted["sha256"], Summary(**noted["summary"]), tuple(noted["notes"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def note_built(self, stamp: str, built: Built) -> None:
        """See ``Cache``."""
        _write(self.root / "built" / stamp, json.dumps(asdict(built)).encode())

    def _path(self, job: Job) -> Path:
        options = asdict(job.limits)
        # How long it may take has no say in what comes of a file that was read in time.
        del options["seconds"]
        parts = [_FORMAT, job.sha256, job.name, job.ocr.value, available(), options]
        key = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
        return self.root / fingerprint() / key[:2] / key


def _write(path: Path, content: bytes) -> None:
    """Write a file that appears whole.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def packed(extraction: Extraction) -> bytes:
    """An extraction for the disk, small and with a checksum."""
    from pipeline import record

    content = zlib.compress(record.dump(extraction))
    return hashlib.sha256(content).digest() + content


def unpacked(entry: bytes) -> Extraction:
    """The extraction that was packed.

    Raises:
        ValueError: this is not what was packed.
    """
    # Not for those who only ask what is there: loading the types of a record takes a tenth of a second.
    from pipeline import record

    digest, content = entry[:_DIGEST], entry[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("not as it was written")
    return record.load(zlib.decompress(content))
