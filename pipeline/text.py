"""Text from outside, made fit to be shown on one line of a terminal."""

from __future__ import annotations

import unicodedata


def printable(text: str, length: int = 200) -> str:
    """A text without control and direction characters, on one line, cut to a length."""
    plain = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in text[: 4 * length])
    plain = " ".join(plain.split())
    return plain if len(plain) <= length else f"{plain[: length - 1]}…"
