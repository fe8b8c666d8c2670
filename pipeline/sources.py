"""Where reports were published: the registry ``corpus/sources.csv``, asked by the hash of a file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTRY = Path(__file__).resolve().parent.parent / "corpus" / "sources.csv"


@dataclass(frozen=True)
class Publication:
    """Where a report was fetched and on which day; None where the registry does not say."""

    url: str | None = None
    retrieved: str | None = None


def publication(sha256: str | None) -> Publication:
    """What the registry says about a file; nothing about one that it does not list."""
    return _registry().get(sha256 or "", Publication())


@cache
def _registry() -> dict[str, Publication]:
    with REGISTRY.open(encoding="utf-8", newline="") as file:
        return {
            row["sha256"]: Publication(row["url"] or None, row["retrieved"] or None) for row in csv.DictReader(file)
        }
