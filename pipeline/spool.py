"""The spool: what the reports of a build gave, on the disk until it is stored: memory may not hold it all."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Self

from extractors.extraction import Extraction
from pipeline.cache import packed, unpacked


class Spool:
    """A file without a name, that goes with the process that wrote it."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def put(self, extraction: Extraction) -> tuple[int, int]:
        """Keep an extraction; where it is.

        Raises:
            OSError: there is no room for it.
        """
        start = self._file.seek(0, 2)
        return start, self._file.write(packed(extraction))

    def get(self, place: tuple[int, int]) -> Extraction:
        """The extraction that was put there."""
        start, length = place
        self._file.seek(start)
        return unpacked(self._file.read(length))
