"""Built: what the build before gave, as it was noted, so that one which would change nothing says the same at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import stamp
from pipeline.collect import Source
from pipeline.corrections import Correction
from pipeline.job import Options

if TYPE_CHECKING:
    from pipeline.cache import Cache


@dataclass
class Summary:
    """What a build gave, in numbers; ``unchanged`` where the database was there already."""

    reports: int = 0
    failed: int = 0
    pages: int = 0
    observations: int = 0
    unread: int = 0
    unchanged: bool = False


@dataclass(frozen=True)
class Built:
    """A build that was done: the SHA-256 of its database, what it gave, and what a person should know of its files."""

    sha256: str
    summary: Summary
    notes: tuple[str, ...]


def unchanged(
    sources: Sequence[Source], out: Path, options: Options, corrections: Sequence[Correction], cache: Cache
) -> Built | None:
    """The build that made ``out`` of the same inputs before; None if they, the program or the database are others."""
    jobs = [options.job(source) for source in sources]
    return before(stamp.stamp(sources, jobs, corrections), out, cache)


def before(inputs: str, out: Path, cache: Cache) -> Built | None:
    """The build that made ``out``, to the byte, of the inputs that have this stamp."""
    built = cache.built(inputs)
    try:
        if built is None or stamp.of_file(out) != built.sha256:
            return None
    except OSError:
        return None
    return replace(built, summary=replace(built.summary, unchanged=True))
