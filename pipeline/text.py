"""Text from outside, made fit to be shown on one line of a terminal."""

from __future__ import annotations

import unicodedata


def encodable(text: str) -> str:
    """A text with a question mark for whatever cannot be written as UTF-8, such as a file name that is none."""
    return text.encode("utf-8", "replace").decode()


def printable(text: str, length: int = 200) -> str:
    """A text without control and direction characters, on one line, cut to a length."""
    plain = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in text[: 4 * length])
    plain = " ".join(plain.split())
    return plain if len(plain) <= length else f"{plain[: length - 1]}…"
