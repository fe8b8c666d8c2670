"""Councils: all of them from A to Z, or those that a search finds."""

from __future__ import annotations

import difflib
import re
import sqlite3
from dataclasses import dataclass
from itertools import groupby

from pipeline.site import addresses
from pipeline.site.page import Asked, Page, Redirect, Suggestion

#: Words of a council's name that many share: they tell nothing apart.
_COMMON = re.compile(
    r"\b(?:city|county|borough|district|metropolitan|royal|london|council|corporation|of|the|and|&)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Councils:
    """The councils found by first letter, how many, and what was searched for."""

    search: str
    count: int
    letters: list[tuple[str, list[sqlite3.Row]]]
    suggestions: list[Suggestion]


def page(connection: sqlite3.Connection, asked: Asked) -> Page | Redirect:
    """The list of councils; a search that finds just one, or one by its very name, leads straight to it."""
    search = asked.one("q")
    every = _all(connection)
    found = [row for row in every if matches(search, row["name"], row["council"])]
    exact = [row for row in every if search and search.casefold() in (row["name"].casefold(), row["council"])]
    if search and len(exact or found) == 1:
        return Redirect(addresses.council((exact or found)[0]["council"]))
    letters = [(letter, list(rows)) for letter, rows in groupby(found, lambda row: initial(row["name"]))]
    title = f"Councils called “{search}”" if search else "Councils from A to Z"
    data = Councils(search, len(found), letters, [] if found else like(connection, search))
    return Page("councils.html", title, f"{len(every)} councils whose complaints reports were read.", data)


def _all(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    rows = connection.execute(
        """
        SELECT c.council, c.name, c.type, c.nation, count(r.report) AS reports, min(r.year) AS first,
          max(r.year) AS last
        FROM councils AS c LEFT JOIN reports AS r ON r.council = c.council
        GROUP BY c.council
        """
    ).fetchall()
    return sorted(rows, key=lambda row: (own_name(row["name"]).casefold(), row["name"]))


def own_name(name: str) -> str:
    """The part of a name that is a council's own: ``London Borough of Camden`` gives ``Camden``."""
    return " ".join(_COMMON.sub(" ", name).split()) or name


def initial(name: str) -> str:
    """The letter under which a council stands in the list."""
    return own_name(name)[0].upper()


def matches(search: str, name: str, slug: str) -> bool:
    """Whether every word of a search begins a word of a council's name."""
    known = re.findall(r"\w+", f"{name} {slug}".casefold())
    return all(any(word.startswith(wanted) for word in known) for wanted in re.findall(r"\w+", search.casefold()))


def like(connection: sqlite3.Connection, search: str) -> list[Suggestion]:
    """Up to five councils whose names are like what was asked for."""
    names: dict[str, sqlite3.Row] = {}
    for row in connection.execute("SELECT council, name FROM councils ORDER BY name"):
        names.setdefault(own_name(row["name"]).casefold(), row)
        names.setdefault(row["council"], row)
    wanted = own_name(search.replace("-", " ")).casefold()
    close = difflib.get_close_matches(wanted, names, n=8, cutoff=0.6)
    begun = [name for name in names if wanted and any(part.startswith(wanted) for part in re.split(r"[\s-]", name))]
    rows = {names[name]["council"]: names[name] for name in [*begun, *close]}
    return [Suggestion(addresses.council(slug), row["name"]) for slug, row in list(rows.items())[:5]]
