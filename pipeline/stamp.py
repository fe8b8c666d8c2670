"""The stamp: a few digits for all that a build is made from, so that one which would change nothing is not repeated."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, astuple
from importlib.metadata import version
from pathlib import Path

from pipeline.collect import Source
from pipeline.corrections import Correction
from pipeline.job import Job
from pipeline.reader import fingerprint

_ROOT = Path(__file__).resolve().parent.parent


def stamp(sources: Sequence[Source], jobs: Sequence[Job], corrections: Sequence[Correction]) -> str:
    """Sixty-four digits that change with the reports, how they are read, the corrections, and the program."""
    digest = hashlib.sha256()
    for part in (fingerprint(), version("sqlite-utils"), sqlite3.sqlite_version, _program()):
        digest.update(part.encode())
    for source, job in zip(sources, jobs, strict=True):
        parts = [source.report, source.path.name, *astuple(source.published), asdict(job) | {"path": ""}]
        digest.update(json.dumps(parts, sort_keys=True).encode())
    digest.update(json.dumps([astuple(each) for each in corrections]).encode())
    return digest.hexdigest()


def of_file(path: Path) -> str:
    """The SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _program() -> str:
    """What the program has besides its reader: how rows are made, and the data that goes into them."""
    digest = hashlib.sha256()
    for path in (*sorted((_ROOT / "pipeline").rglob("*.py")), *sorted((_ROOT / "corpus").glob("*.csv"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()
