"""The register of councils: which there are, and the short names that stand for them.

The register is ``corpus/councils.csv``.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTER = Path(__file__).resolve().parent.parent / "corpus" / "councils.csv"


@dataclass(frozen=True)
class Council:
    """A council of the register (``corpus/councils.csv``), or a publisher that is not in it.

    ``kind`` is the register's ``type`` (county, unitary, metropolitan, london_borough, district, scottish,
    welsh, northern_irish). ``population`` is that of mid-2020; ``ended`` is the last day of a council that
    is no more.
    """

    slug: str
    name: str
    known: bool = True
    nation: str = ""
    kind: str = ""
    gss: str = ""
    region: str = ""
    population: int | None = None
    ended: str = ""
    aliases: tuple[str, ...] = ()


def folded(text: str) -> str:
    """A word without case, accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain.replace("'", "").casefold()


def slug_of(name: str) -> str:
    """A name in kebab case: "King's Lynn & West Norfolk" gives ``kings-lynn-and-west-norfolk``."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name.replace("’", "'").replace("&", " and "))).strip("-")


@cache
def councils() -> tuple[Council, ...]:
    """Every council of the register, sorted by slug.

    Raises:
        FileNotFoundError: the register is missing.
        ValueError: a row of it lacks a slug or a name.
    """
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return tuple(_council(row, number) for number, row in enumerate(csv.DictReader(file), start=2))


def _council(row: dict[str, str], line: int) -> Council:
    if not row["council"] or not row["name"]:
        raise ValueError(f"{REGISTER.name}, line {line}: a council needs a slug and a name")
    return Council(
        slug=row["council"],
        name=row["name"],
        nation=row["nation"],
        kind=row["type"],
        gss=row["gss"],
        region=row["region"],
        population=int(row["population"]) if row["population"] else None,
        ended=row["ended"],
        aliases=tuple(filter(None, row["aliases"].split("|"))),
    )


@cache
def _by_slug() -> dict[str, Council]:
    return {council.slug: council for council in councils()}


def council(slug: str) -> Council | None:
    """The council of the register with this slug."""
    return _by_slug().get(slug)


def unknown(name: str) -> Council:
    """A publisher that the register lacks: "Riverside Housing Trust" gets the slug ``riverside-housing-trust``."""
    return Council(slug=slug_of(name) or "unknown", name=name, known=False)
