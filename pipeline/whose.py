"""Whose report a file is and of which year, also where it could not be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors import register
from extractors.extraction import Extraction
from extractors.periods import find_periods
from extractors.publisher import publisher
from pipeline.collect import Source, is_hash


@dataclass(frozen=True)
class Owner:
    """The council's short name and name, and the period; None where nothing tells them."""

    council: str | None = None
    name: str | None = None
    period: str | None = None


def owner(source: Source, extraction: Extraction) -> Owner:
    """What the report itself says; of a file that could not be read, what the registry or else its name says."""
    scope = extraction.scope
    if scope:
        return Owner(scope.council.slug, scope.council.name, scope.period or None)
    known = source.published
    named = Owner() if is_hash(source.path.stem) else _by_name(source)
    if not known.council:
        return named
    entry = register.council(known.council)
    return Owner(known.council, entry.name if entry else known.council, known.period or named.period)


def _by_name(source: Source) -> Owner:
    stem = source.path.stem
    council = publisher([(re.sub(r"[-_.]", " ", stem), 1.0)]) or publisher([(source.path.name, 1.0)])
    # A hyphen between digits belongs to a year, "2023-24"; any other is a space.
    dated = re.sub(r"[-_.](?=\D)|(?<=\D)[-_.]", " ", re.sub(r"(?<=\d)_(?=\d)", "-", stem))
    periods = {
        f"{mention.year} {mention.part}" if mention.part else mention.year
        for mention in find_periods(dated, months=False)
        if mention.year and not mention.vague
    }
    return Owner(
        council.slug if council else None,
        council.name if council else None,
        periods.pop() if len(periods) == 1 else None,
    )
