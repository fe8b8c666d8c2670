"""Which files to read: paths, folders and patterns become report files, each with its id."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import remote
from pipeline.fetching.kept import CHANGES, replaced_files
from pipeline.problem import Problem
from pipeline.sources import REGISTRY, UNKNOWN, Publication, by_hash
from pipeline.text import encodable


@dataclass(frozen=True)
class Source:
    """One input file.

    ``sha256`` is None where the file cannot be opened; ``published`` is what the registry says. A remote file has
    a ``url``, and its ``path`` is only its name.
    """

    report: str
    path: Path
    sha256: str | None
    published: Publication = UNKNOWN
    url: str = ""

    @property
    def place(self) -> str:
        """Where the file is: its URL, or its path."""
        return self.url or encodable(str(self.path))

    @property
    def name(self) -> str:
        """What to call the file: by the registry's id where it is called by its hash."""
        known = self.published.report if is_hash(self.path.stem) else ""
        return f"{slug(known)}.pdf" if known else self.path.name


@dataclass(frozen=True)
class Collection:
    """The files to read, sorted by report id, what could not be looked into, and what was left out on purpose."""

    sources: tuple[Source, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def collect(paths: Sequence[str | Path], registry: Path = REGISTRY) -> Collection:
    """Find the PDFs that paths or URLs name: files as they are, folders with all PDFs in and below them, patterns.

    The same inputs in another order give the same ids. A file met twice is read once. The registry gives the id of
    a file that is named by its hash.

    Raises:
        Problem: a path, pattern or URL names nothing, there is nothing to read at all, or the registry cannot be read.
    """
    walk = _Walk(by_hash(registry))
    files: dict[Path, None] = {}
    urls: dict[str, None] = {}
    for path in paths:
        if remote.is_url(str(path)):
            urls.update(dict.fromkeys(remote.expand(str(path))))
            continue
        for file in _expand(str(path), walk):
            files.setdefault(file.resolve())
    if not files and not urls:
        wanted = ", ".join(str(path) for path in paths)
        problem = "; ".join(walk.problems)
        raise Problem(problem or f"{wanted}: no PDF files here; name a PDF, or a folder that holds some")
    sources = [Source("", path, _sha256(path)) for path in files]
    sources += [
        Source("", Path(remote.name_of(url)), sha256, url=url)
        for url, sha256 in zip(urls, remote.digests(list(urls)), strict=True)
    ]
    found = sorted(_identify(sources, walk.known), key=lambda source: source.report)
    return Collection(tuple(found), tuple(walk.problems), tuple(walk.notes))


@dataclass
class _Walk:
    """What is known before folders are looked into, and what is met on the way."""

    known: Mapping[str, Publication]
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _expand(path: str, walk: _Walk) -> Iterator[Path]:
    if Path(path).is_dir():
        yield from _pdfs_below(Path(path), walk)
    elif Path(path).exists():
        yield Path(path)
    else:
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - patterns may be absolute
        if not matches:
            raise Problem(f"{path}: no such file or folder; check the path")
        for match in matches:
            if Path(match).is_dir():
                yield from _pdfs_below(Path(match), walk)
            else:
                yield Path(match)


def _pdfs_below(folder: Path, walk: _Walk) -> Iterator[Path]:
    """All PDFs in and below a folder, but not those of the shelf that their council has replaced since."""

    def unreadable(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        walk.problems.append(f"{error.filename}: folder cannot be read ({reason}); check its permissions")

    replaced: dict[str, str] = {}
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders.sort()
        if CHANGES in names:
            replaced |= replaced_files(Path(parent))
        for name in sorted(names):
            path = Path(parent) / name
            if path.stem in replaced and path.stem not in walk.known:
                walk.notes.append(f"{path}: left out, since {replaced[path.stem]}.pdf took its place")
            elif path.suffix.lower() == ".pdf":
                yield path


def _identify(sources: Iterable[Source], known: Mapping[str, Publication]) -> Iterator[Source]:
    """Give each file its id; files with the same name are told apart by a few digits of their content's hash."""
    same_name: dict[str, dict[str, Source]] = defaultdict(dict)
    for source in sources:
        sha256, stem = source.sha256, source.path.stem
        published = known.get(sha256 or "", UNKNOWN)
        # An unreadable file has no content to tell it apart: its place has to do.
        identity = sha256 or hashlib.sha256(source.place.encode()).hexdigest()
        name = published.report if is_hash(stem) else stem
        report = slug(name) or f"report-{identity[:8]}"
        same_name[report].setdefault(identity, replace(source, report=report, published=published))
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
