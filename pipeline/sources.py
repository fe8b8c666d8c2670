"""Where reports were published: the registry ``corpus/sources.csv``, or another file of its kind."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from pipeline import csvedit
from pipeline.problem import Problem

REGISTRY = Path(__file__).resolve().parent.parent / "corpus" / "sources.csv"

#: Without these columns a file is no registry.
NEEDED = ("report", "url", "sha256", "retrieved")


@dataclass(frozen=True)
class Publication:
    """A report of the registry, a field for each column; empty where the registry is silent.

    ``retrieved`` is the day on which the file with this ``sha256`` was fetched from ``url``; ``landing_page`` is the
    page on which its publisher links to it.
    """

    report: str = ""
    council: str = ""
    title: str = ""
    period: str = ""
    url: str = ""
    landing_page: str = ""
    licence: str = ""
    sha256: str = ""
    retrieved: str = ""


#: What is known about a report that no registry lists.
UNKNOWN = Publication()

COLUMNS = tuple(field.name for field in fields(Publication))


def load(registry: Path = REGISTRY) -> tuple[Publication, ...]:
    """Every report of a registry, in its order.

    Raises:
        Problem: the file cannot be read, or is no registry.
    """
    try:
        with registry.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
            if missing:
                raise Problem(f"{registry.name}, line 1: has no column {', '.join(missing)}; see corpus/README.md")
            rows = [{name: (row.get(name) or "").strip() for name in COLUMNS} for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Problem(f"{registry}: cannot be read ({error}); it has to be a CSV file in UTF-8") from error
    for report, times in Counter(row["report"] for row in rows).items():
        if not report:
            raise Problem(f"{registry.name}: lists a report without id; fill in the column report")
        if times > 1:
            raise Problem(f"{registry.name}: lists {report!r} twice; give each row an id of its own")
    return tuple(Publication(**row) for row in rows)


def by_hash(registry: Path = REGISTRY) -> dict[str, Publication]:
    """The reports of a registry by the SHA-256 of their file.

    Raises:
        Problem: the file cannot be read, or is no registry.
    """
    return {known.sha256: known for known in reversed(load(registry)) if known.sha256}


def retrieved(registry: Path, report: str, sha256: str, day: date) -> None:
    """Note that a report was fetched, in its row alone.

    Raises:
        Problem: the registry cannot be read or written.
    """
    csvedit.change(registry, "report", report, {"sha256": sha256, "retrieved": day.isoformat()})


def add(registry: Path, publication: Publication) -> None:
    """Add a report at the end.

    Raises:
        Problem: the registry cannot be read or written.
    """
    csvedit.append(registry, {name: getattr(publication, name) for name in COLUMNS})
