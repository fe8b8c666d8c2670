"""Where reports were published: the registry ``corpus/sources.csv``, asked by the hash of a file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTRY = Path(__file__).resolve().parent.parent / "corpus" / "sources.csv"


@dataclass(frozen=True)
class Publication:
    """Where a report was fetched and on which day, whose it is and about what; None where the registry is silent."""

    url: str | None = None
    retrieved: str | None = None
    council: str | None = None
    period: str | None = None


def publication(sha256: str | None) -> Publication:
    """What the registry says about a file; nothing about one that it does not list."""
    return _registry().get(sha256 or "", Publication())


@cache
def _registry() -> dict[str, Publication]:
    with REGISTRY.open(encoding="utf-8", newline="") as file:
        return {
            row["sha256"]: Publication(*(row[name] or None for name in ("url", "retrieved", "council", "period")))
            for row in csv.DictReader(file)
        }
