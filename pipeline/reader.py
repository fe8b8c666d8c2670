"""The reader: which version of the program read a report, so that two builds can be told apart."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
#: What decides which numbers a PDF gives: our rules, the register, and the libraries that read pages.
_RULES = ("extractors", "schemas")
_REGISTER = _ROOT / "corpus" / "councils.csv"
_LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2", "spacy", "text2num")


@cache
def fingerprint() -> str:
    """Version of the program and ten digits that change with its rules: ``0.1.0+5f0c3a91de``."""
    digest = hashlib.sha256()
    files = (path for package in _RULES for path in (_ROOT / package).rglob("*") if path.suffix in (".py", ".toml"))
    for path in (*sorted(files), _REGISTER):
        digest.update(f"{path.relative_to(_ROOT).as_posix()}\n".encode() + path.read_bytes())
    digest.update(" ".join(f"{library} {version(library)}" for library in _LIBRARIES).encode())
    return f"{version('upheld')}+{digest.hexdigest()[:10]}"
