"""Terms: the name and the definition of every code, as readers meet them."""

from __future__ import annotations

from schemas.codes import CODE_FIELDS, Action, BenchmarkFigure, Measure, Outcome, Stage, Status, Unit
from schemas.label import words

#: Names of codes that mean something else, or read badly, by themselves; by field.
_NAMES: dict[tuple[str, str], str] = {
    ("stage", Stage.ALL): "all stages",
    ("measure", Measure.AVERAGE_DAYS): "average days",
    ("figure", BenchmarkFigure.UPHELD): "upheld or partly upheld",
    ("unit", Unit.GBP): "pounds",
    ("unit", Unit.PER_1000): "per 1,000",
    ("outcome", Outcome.OK): "read in full",
    ("outcome", Outcome.PARTIAL): "read in part",
    ("outcome", Outcome.IMAGE_ONLY): "pictures only",
    ("status", Status.PUBLISHED): "found",
    ("status", Status.PUBLISHED_AS_IMAGE): "perhaps on a picture",
    ("status", Status.FAILED): "report not read",
    ("action", Action.DROPPED): "left out",
}

#: Types of councils as people call them.
_TYPES = {
    "county": "County council",
    "district": "District council",
    "london_borough": "London borough",
    "metropolitan": "Metropolitan borough",
    "northern_irish": "Northern Irish council",
    "scottish": "Scottish council",
    "unitary": "Unitary authority",
    "welsh": "Welsh council",
}


def name(code: str, field: str = "") -> str:
    """A code as a heading: ``adult_social_care`` gives ``Adult social care``."""
    text = _NAMES.get((field, code)) or words(code)
    return text[:1].upper() + text[1:]


def definition(field: str, code: str) -> str:
    """What a code of a field means.

    Raises:
        ValueError: the field has no such code.
    """
    return CODE_FIELDS[field](code).definition


def choices(field: str) -> list[tuple[str, str]]:
    """The codes of a field with their names; none where the field holds no codes."""
    return [(code, name(code, field)) for code in CODE_FIELDS.get(field, ())]


def council_type(code: str | None) -> str:
    """A type of council in words; empty where it is not known."""
    return _TYPES.get(code, name(code)) if code else ""
