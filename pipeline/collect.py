"""Which files to read: paths, folders and patterns become report files, each with its id."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.problem import Problem
from pipeline.sources import REGISTRY, UNKNOWN, Publication, by_hash


@dataclass(frozen=True)
class Source:
    """One input file; ``sha256`` is None where the file cannot be opened; ``published`` is what the registry says."""

    report: str
    path: Path
    sha256: str | None
    published: Publication = UNKNOWN


@dataclass(frozen=True)
class Collection:
    """The files to read, sorted by report id, and what could not be looked into."""

    sources: tuple[Source, ...]
    problems: tuple[str, ...]


def collect(paths: Sequence[str | Path], registry: Path = REGISTRY) -> Collection:
    """Find the PDFs that paths name: files as they are, folders with all PDFs in and below them, patterns.

    The same inputs in another order give the same ids. A file met twice is read once. The registry gives the id of
    a file that is named by its hash.

    Raises:
        Problem: a path or pattern names nothing, there is nothing to read at all, or the registry cannot be read.
    """
    problems: list[str] = []
    files: dict[Path, None] = {}
    for path in paths:
        for file in _expand(str(path), problems):
            files.setdefault(file.resolve())
    if not files:
        wanted = ", ".join(str(path) for path in paths)
        raise Problem("; ".join(problems) or f"{wanted}: no PDF files here; name a PDF, or a folder that holds some")
    found = _identify(files, by_hash(registry))
    return Collection(tuple(sorted(found, key=lambda source: source.report)), tuple(problems))


def _expand(path: str, problems: list[str]) -> Iterator[Path]:
    if Path(path).is_dir():
        yield from _pdfs_below(Path(path), problems)
    elif Path(path).exists():
        yield Path(path)
    else:
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - patterns may be absolute
        if not matches:
            raise Problem(f"{path}: no such file or folder; check the path")
        for match in matches:
            if Path(match).is_dir():
                yield from _pdfs_below(Path(match), problems)
            else:
                yield Path(match)


def _pdfs_below(folder: Path, problems: list[str]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        problems.append(f"{error.filename}: folder cannot be read ({reason}); check its permissions")

    for parent, _, names in os.walk(folder, onerror=unreadable):
        yield from (Path(parent) / name for name in sorted(names) if name.lower().endswith(".pdf"))


def _identify(files: Iterable[Path], known: Mapping[str, Publication]) -> Iterator[Source]:
    """Give each file its id; files with the same name are told apart by a few digits of their content's hash."""
    same_name: dict[str, dict[str, Source]] = defaultdict(dict)
    for path in files:
        sha256 = _sha256(path)
        published = known.get(sha256 or "", UNKNOWN)
        # An unreadable file has no content to tell it apart: its place has to do.
        identity = sha256 or hashlib.sha256(str(path).encode()).hexdigest()
        name = published.report if is_hash(path.stem) else path.stem
        report = slug(name) or f"report-{identity[:8]}"
        same_name[report].setdefault(identity, Source(report, path, sha256, published))
    for report, found in same_name.items():
        for identity, source in found.items():
            yield source if len(found) == 1 else replace(source, report=f"{report}-{identity[:8]}")


def is_hash(name: str) -> bool:
    """Whether a file is called by the SHA-256 of its content, as on the shelf, so that its name says nothing."""
    return re.fullmatch(r"[0-9a-f]{64}", name) is not None


def slug(name: str) -> str:
    """A name in lower case letters, digits and hyphens: ``Annual Report 2023.v2`` gives ``annual-report-2023-v2``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
