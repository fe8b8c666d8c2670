"""Errors: why a whole file could not be read, each as one line that says what to do."""

from __future__ import annotations

from pathlib import Path


class ReadingError(Exception):
    """A file that cannot be read at all. The message names the file and what to do."""


class Encrypted(ReadingError):
    """The file asks for a password."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name}: protected by a password; save a copy without one and try again")


class Damaged(ReadingError):
    """The file is not a PDF, or too broken to read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name}: {why}; download it again or save it anew as PDF")


class NoPages(ReadingError):
    """The file is a PDF in which no page can be found."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name}: no pages found in it; download it again or save it anew as PDF")
