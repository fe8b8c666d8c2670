"""The user's folder for what can be made again: readings of files, and pictures of pages."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.problem import Problem


def users_own() -> Path:
    """What ``UPHELD_CACHE`` names, else ``upheld`` in the user's folder for caches.

    Raises:
        Problem: none is named and the user has no home.
    """
    if named := os.environ.get("UPHELD_CACHE"):
        return Path(named)
    try:
        caches = os.environ.get("XDG_CACHE_HOME")
        return (Path(caches) if caches else Path.home() / ".cache") / "upheld"
    except RuntimeError as error:
        raise Problem("this user has no home folder; name one for the cache in UPHELD_CACHE") from error
