"""What was fetched before, kept beside the files: the version behind each address, and which files were replaced."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline import csvedit
from pipeline.problem import Problem

#: Which version of what is behind each address. Without this file everything is fetched again, and nothing is lost.
STATE = "fetched.json"

#: One line for each file that a council replaced; lines are only ever added.
CHANGES = "changes.csv"

_COLUMNS = ("date", "report", "url", "old_sha256", "new_sha256")


@dataclass(frozen=True)
class Version:
    """How a server tells one version of a file from another; None where it does not."""

    etag: str | None = None
    modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for the file only if it is another version."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}

    @property
    def exact(self) -> str | None:
        """What proves that two parts are of one version; weak tags and young dates prove nothing."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


@dataclass(frozen=True)
class Kept:
    """The file that was behind an address, and the version that the server gave it."""

    sha256: str
    version: Version


def load(folder: Path) -> dict[str, Kept]:
    """What is known about each address; nothing where the state is missing or damaged."""
    try:
        stored = json.loads((folder / STATE).read_text(encoding="utf-8"))
        return {url: Kept(known["sha256"], Version(known["etag"], known["modified"])) for url, known in stored.items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


def save(folder: Path, known: dict[str, Kept]) -> None:
    """Keep what is known about each address.

    Raises:
        Problem: it cannot be written.
    """
    stored = {
        url: {"sha256": kept.sha256, "etag": kept.version.etag, "modified": kept.version.modified}
        for url, kept in sorted(known.items())
    }
    csvedit.replace(folder / STATE, json.dumps(stored, indent=1, ensure_ascii=False) + "\n")


def note_change(folder: Path, report: str, url: str, old: str, new: str, day: date) -> None:
    """Record that a council replaced a file.

    Raises:
        Problem: it cannot be written.
    """
    path = folder / CHANGES
    if not path.exists():
        csvedit.replace(path, ",".join(_COLUMNS) + "\n")
    csvedit.append(path, dict(zip(_COLUMNS, (day.isoformat(), report, url, old, new), strict=True)))


def replaced_files(folder: Path) -> dict[str, str]:
    """By the SHA-256 of each file that was replaced, and is not back, that of the file which took its place.

    Raises:
        Problem: the record cannot be read.
    """
    path = folder / CHANGES
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            found: dict[str, str] = {}
            for row in csv.DictReader(file):
                found[row["old_sha256"]] = row["new_sha256"]
                found.pop(row["new_sha256"], None)
            return found
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise Problem(f"{path}: cannot be read ({error}); move it away to build from all files") from error
