"""Terms: the name and the definition of every code, as readers meet them."""

from __future__ import annotations

from schemas.codes import CODE_FIELDS
from schemas.label import words as words


def name(code: str) -> str:
    """A code as a heading: ``adult_social_care`` gives ``Adult social care``."""
    text = words(code)
    return text[:1].upper() + text[1:]


def definition(field: str, code: str) -> str:
    """What a code of a field means.

    Raises:
        ValueError: the field has no such code.
    """
    return CODE_FIELDS[field](code).definition
