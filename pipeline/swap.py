"""Swapping: a new file is built beside the old one and renamed over it, so that nobody ever meets half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def building(out: Path) -> Iterator[Path]:
    """An empty file beside ``out`` to build in; it is gone at the end, unless it was renamed.

    Files that killed builds have left are removed: nobody holds them locked any more.
    """
    for left in out.parent.glob(f".{out.name}-*.building"):
        _remove_if_left(left)
    handle, beside = _own(out)
    try:
        yield beside
    finally:
        for path in (beside, beside.with_name(f"{beside.name}-journal")):
            path.unlink(missing_ok=True)
        os.close(handle)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _own(out: Path) -> tuple[int, Path]:
    """A new file, locked for as long as its handle is open."""
    while True:
        handle, name = tempfile.mkstemp(prefix=f".{out.name}-", suffix=".building", dir=out.parent)
        _is_locked(handle)
        if Path(name).exists():  # Another build may have taken it for a left one before it was locked.
            return handle, Path(name)
        os.close(handle)


def _remove_if_left(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDWR)
        try:
            if _is_locked(handle):
                path.unlink(missing_ok=True)
                path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        finally:
            os.close(handle)


def _is_locked(handle: int) -> bool:
    """Lock an open file until it is closed; False if another process has it locked, or files cannot be locked here."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
