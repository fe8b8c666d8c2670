"""``upheld fetch``: every report of the registry that has an address, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from pipeline import shelf, sources
from pipeline.fetching import kept
from pipeline.fetching.download import Unchanged, download, megabytes
from pipeline.fetching.kept import Kept
from pipeline.fetching.web import Refused, Web
from pipeline.problem import Problem
from pipeline.sources import Publication

#: Downloads that are not complete yet, in the folder.
UNDER_WAY = "under-way"


class Came(StrEnum):
    """What came of fetching a report."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True)
class Result:
    """A report, what came of fetching it, and that in words."""

    report: str
    came: Came
    words: str

    @property
    def line(self) -> str:
        """The result as it is printed."""
        return f"{self.report}: {self.words}"


def choose(registry: Path, ids: Sequence[str]) -> list[Publication]:
    """The reports to fetch: those named, or else all that have an address.

    Raises:
        Problem: the registry cannot be read, or lacks a report that was named.
    """
    listed = sources.load(registry)
    unknown = sorted(set(ids) - {known.report for known in listed})
    if unknown:
        raise Problem(f"{registry.name}: lists no report {', '.join(unknown)}; see its column report")
    return [known for known in listed if (known.report in ids if ids else known.url)]


def fetch(web: Web, registry: Path, reports: Sequence[Publication], folder: Path, day: date) -> Iterator[Result]:
    """Fetch reports, one after the other; a problem with one never stops the rest.

    Raises:
        Problem: the folder or the registry cannot be written.
    """
    state = kept.load(folder)
    for known in reports:
        try:
            yield _fetch(web, registry, known, folder, state, day)
        except Refused as error:
            yield Result(known.report, Came.FAILED, f"{known.url} {error}")
        except OSError as error:
            raise Problem(f"{folder}: cannot be written ({(error.strerror or str(error)).lower()})") from error


def _fetch(web: Web, registry: Path, known: Publication, folder: Path, state: dict[str, Kept], day: date) -> Result:
    if not known.url:
        return Result(known.report, Came.FAILED, "has no address in the registry; fill in the column url")
    before = state.get(known.url)
    held = before if before and shelf.path(folder, before.sha256).exists() else None
    try:
        found = download(web, known.url, folder / UNDER_WAY, held)
    except Unchanged as unchanged:
        now, size = unchanged.kept, ""
    else:
        shelf.put(folder, found.path, found.sha256)
        found.path.unlink()
        now, size = Kept(found.sha256, found.version), megabytes(found.size)
    result = _compare(known, held, now, size)
    if result.came is Came.REPLACED:
        kept.note_change(folder, known.report, known.url, known.sha256, now.sha256, day)
    if known.sha256 != now.sha256 or not known.retrieved:
        sources.retrieved(registry, known.report, now.sha256, day)
    state[known.url] = now
    kept.save(folder, state)
    return result


def _compare(known: Publication, held: Kept | None, now: Kept, size: str) -> Result:
    """What a file is beside the one that the registry lists and the one that was fetched last."""
    if known.sha256 and known.sha256 != now.sha256:
        when = f" of {known.retrieved}" if known.retrieved else ""
        words = f"replaced by its publisher: was {_short(known.sha256)}{when}, is {_short(now.sha256)} now"
        return Result(known.report, Came.REPLACED, words)
    if held and held.sha256 == now.sha256:
        return Result(known.report, Came.UNCHANGED, "unchanged")
    return Result(known.report, Came.NEW, f"new, {size}, {_short(now.sha256)}")


def _short(sha256: str) -> str:
    return sha256[:8]
