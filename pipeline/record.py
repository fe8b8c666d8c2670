"""Records: an extraction as JSON bytes and back, for other processes and for the disk."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from extractors.extraction import Extraction
from pipeline.text import encodable


def dump(extraction: Extraction) -> bytes:
    """An extraction as JSON, the same bytes for the same extraction."""
    return _adapter().dump_json(_printable(extraction))


def load(record: bytes) -> Extraction:
    """The extraction that a record holds.

    Raises:
        ValueError: the bytes are no record of this version.
    """
    return _adapter().validate_json(record)


@cache
def _adapter() -> TypeAdapter[Extraction]:
    return TypeAdapter(Extraction)


def _printable(extraction: Extraction) -> Extraction:
    """An extraction whose message and title are text: a file name or metadata may hold bytes that are none."""
    scope = extraction.scope
    if scope:
        council = replace(scope.council, name=encodable(scope.council.name))
        scope = replace(scope, title=encodable(scope.title), council=council)
    return replace(extraction, message=" ".join(encodable(extraction.message).splitlines()), scope=scope)
