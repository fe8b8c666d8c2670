"""Home: where to look up a council, what the data covers, and what does not fit."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.site import discrepancies
from pipeline.site.page import Asked, Page
from schemas import about
from schemas.periods import year_of

#: How many of the latest reports, and of the discrepancies, are shown.
LATEST = 8
STRIKING = 4

#: How many of the furthest apart are looked at for these.
LOOKED_AT = 500

#: Smaller numbers differ by chance.
ENOUGH = 30

#: Confidence of a number from which it is held up on the home page.
SURE = 0.8


@dataclass(frozen=True)
class Covered:
    """How much there is."""

    councils: int
    reports: int
    read: int
    figures: int
    pages: int
    discrepancies: int
    first: str
    last: str


@dataclass(frozen=True)
class Home:
    """What the home page shows."""

    covered: Covered
    built: date | None
    councils: list[str]
    reports: list[sqlite3.Row]
    striking: list[discrepancies.Discrepancy]


def page(connection: sqlite3.Connection, asked: Asked) -> Page:
    """The home page."""
    data = Home(
        covered=covered(connection),
        built=datetime.fromisoformat(asked.built).date() if asked.built else None,
        councils=[row["name"] for row in connection.execute("SELECT name FROM councils ORDER BY name")],
        reports=_latest(connection),
        striking=striking(connection),
    )
    return Page("home.html", about.TITLE, about.DESCRIPTION, data)


def covered(connection: sqlite3.Connection) -> Covered:
    """How much the database holds."""
    (row,) = connection.execute(
        """
        SELECT count(*), count(*) FILTER (WHERE outcome IN ('ok', 'partial')), coalesce(sum(pages), 0), min(year),
          max(year)
        FROM reports
        """
    )
    reports, read, pages, first, last = row
    (councils,) = connection.execute("SELECT count(*) FROM councils").fetchone()
    (figures,) = connection.execute("SELECT count(*) FROM observations").fetchone()
    (disagreeing,) = connection.execute("SELECT count(*) FROM discrepancies").fetchone()
    return Covered(councils, reports, read, figures, pages, disagreeing, year_of(first or ""), year_of(last or ""))


def _latest(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    return connection.execute(
        """
        SELECT r.report, r.title, r.year, r.council, c.name,
          (SELECT count(*) FROM observations AS o WHERE o.report = r.report) AS figures
        FROM reports AS r JOIN councils AS c ON c.council = r.council
        WHERE r.outcome IN ('ok', 'partial')
        ORDER BY coalesce(r.retrieved, '') DESC, r.year DESC, c.name, r.report LIMIT ?
        """,
        (LATEST,),
    ).fetchall()


def striking(connection: sqlite3.Connection) -> list[discrepancies.Discrepancy]:
    """Major discrepancies of numbers that were read surely, the furthest apart of each council.

    Numbers that are more than twice each other are left out: one of them was likelier misread than misprinted.
    """
    rows = connection.execute(
        """
        SELECT d.council, d.id, max(d.apart) AS apart
        FROM (
          SELECT id, council, observation, abs(stated - expected) / max(stated, expected) AS apart
          FROM discrepancies
          WHERE severity = 'major' AND unit IN ('count', 'percent') AND min(stated, expected) >= :enough
            AND max(stated, expected) < 2 * min(stated, expected)
          ORDER BY apart DESC, id LIMIT :looked_at
        ) AS d JOIN observations AS o ON o.id = d.observation
        WHERE o.confidence >= :sure
        GROUP BY d.council ORDER BY apart DESC, d.council LIMIT :most
        """,
        {"enough": ENOUGH, "sure": SURE, "looked_at": LOOKED_AT, "most": STRIKING},
    ).fetchall()
    return [one for row in rows for one in discrepancies.found(connection, {"id": row["id"]}, 1, 0)[1]]
