"""Modes: which pages are to be read by OCR, and what it takes."""

from __future__ import annotations

from enum import StrEnum
from importlib.util import find_spec

#: What to install for OCR.
EXTRA = 'pip install "upheld[ocr]"'


class Ocr(StrEnum):
    """Which pages are read by OCR: those without a text layer that can be read, none, or all."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


def available() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
