"""Councils: all of them from A to Z, or those that a search finds."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.site import addresses
from pipeline.site.page import Asked, Page, Redirect


@dataclass(frozen=True)
class Councils:
    """The councils found, and what was searched for."""

    search: str
    councils: list[sqlite3.Row]


def page(connection: sqlite3.Connection, asked: Asked) -> Page | Redirect:
    """The list of councils; a search that finds just one leads straight to it."""
    search = asked.one("q")
    found = connection.execute(
        "SELECT council, name FROM councils WHERE instr(lower(name), lower(?)) ORDER BY name", (search,)
    ).fetchall()
    if search and len(found) == 1:
        return Redirect(addresses.council(found[0]["council"]))
    title = f"Councils: {search}" if search else "Councils"
    return Page("councils.html", title, "Every council whose reports were read.", Councils(search, found))
