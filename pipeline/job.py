"""The job: which file is read, and how."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.reading.modes import Ocr
from pipeline.limits import USUAL, Limits

if TYPE_CHECKING:
    from pipeline.collect import Source

#: Seconds in which the pages of a file are counted, or are not.
_COUNTED = 10


@dataclass(frozen=True)
class Job:
    """What is to be read: the file, the SHA-256 that it should have, and how to read it.

    ``counts``: its pages are to be counted, and nothing else. ``called``: what to call the file, where its own name
    says nothing.
    """

    path: str
    sha256: str
    ocr: Ocr = Ocr.AUTO
    limits: Limits = USUAL
    counts: bool = False
    called: str = ""

    @property
    def name(self) -> str:
        """The file's name, as messages call it."""
        return self.called or Path(self.path).name

    def only_count(self) -> Job:
        """The job of counting the pages, for which there is less time."""
        return replace(self, counts=True, limits=replace(self.limits, seconds=min(self.limits.seconds, _COUNTED)))


@dataclass(frozen=True)
class Options:
    """How reports are read."""

    ocr: Ocr = Ocr.AUTO
    limits: Limits = USUAL

    def job(self, source: Source) -> Job:
        """The job of reading a report that can be opened."""
        called = "" if source.name == source.path.name and not source.url else source.name
        place = source.url or str(source.path.absolute())
        return Job(place, source.sha256 or "", self.ocr, self.limits, called=called)


#: How they are read unless said otherwise.
DEFAULTS = Options()
