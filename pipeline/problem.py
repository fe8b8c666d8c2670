"""Problems that a user can mend: one clear line each, and nothing more."""

from __future__ import annotations


class Problem(Exception):
    """What stands in the way, which file it is about, and what to do; the command ends with code 2."""
