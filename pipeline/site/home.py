"""Home: where to look up a council, and what the data covers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.site.page import Asked, Page
from schemas import about


@dataclass(frozen=True)
class Home:
    """What the home page shows: how much there is, and every council for the search box."""

    reports: int
    councils: list[sqlite3.Row]


def page(connection: sqlite3.Connection, asked: Asked) -> Page:
    """The home page."""
    reports = connection.execute("SELECT count(*) FROM reports").fetchone()[0]
    councils = connection.execute("SELECT council, name FROM councils ORDER BY name").fetchall()
    return Page("home.html", about.TITLE, about.DESCRIPTION, Home(reports, councils))
