"""A report: what came of reading it, and page by page its figures and the numbers without a meaning."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from pipeline.checks.rules import RULES
from pipeline.site import addresses, discrepancies
from pipeline.site.page import Asked, Missing, Page, Suggestion


@dataclass(frozen=True)
class Leaf:
    """One page of the PDF: its figures from top to bottom, and the numbers that could not be read."""

    number: int
    figures: list[sqlite3.Row]
    unread: list[sqlite3.Row]


@dataclass(frozen=True)
class Checked:
    """A check of the report: what must hold, how often it could be tested, how often it did not hold."""

    must_hold: str
    cases: int
    wrong: int


@dataclass(frozen=True)
class Report:
    """What the page of a report shows; ``empty`` are the pages without any number of interest."""

    row: sqlite3.Row
    leaves: list[Leaf]
    empty: list[int]
    figures: int
    unread: int
    checks: list[Checked]
    discrepancies: list[discrepancies.Discrepancy]
    corrections: list[sqlite3.Row]


def page(connection: sqlite3.Connection, asked: Asked) -> Page:
    """The page of a report.

    Raises:
        Missing: there is no such report.
    """
    name = asked.parts["report"]
    row = connection.execute(
        "SELECT r.*, c.name FROM reports AS r LEFT JOIN councils AS c ON c.council = r.council WHERE r.report = ?",
        (name,),
    ).fetchone()
    if row is None:
        raise Missing(f"There is no report called “{name}”.", _others(connection, name))
    leaves = _leaves(connection, name)
    met = {leaf.number for leaf in leaves}
    _, disagreeing = discrepancies.found(connection, {"report": name}, 100, 0)
    data = Report(
        row=row,
        leaves=leaves,
        empty=[number for number in range(1, row["pages"] + 1) if number not in met],
        figures=sum(len(leaf.figures) for leaf in leaves),
        unread=sum(len(leaf.unread) for leaf in leaves),
        checks=_checks(connection, name),
        discrepancies=disagreeing,
        corrections=connection.execute("SELECT * FROM corrections WHERE report = ? ORDER BY page", (name,)).fetchall(),
    )
    publisher = row["name"] or row["filename"]
    title = f"{publisher}: {row['title'] or 'complaints report'}" + (f", {row['year']}" if row["year"] else "")
    description = f"{data.figures:,} figures on {row['pages']:,} pages, each with its place and its words."
    return Page("report.html", title, description, data)


def _others(connection: sqlite3.Connection, name: str) -> list[Suggestion]:
    rows = connection.execute(
        "SELECT report FROM reports WHERE instr(report, ?) ORDER BY report LIMIT 5", (name.split("-")[0].lower(),)
    )
    return [Suggestion(addresses.report(row["report"]), row["report"]) for row in rows]


def _leaves(connection: sqlite3.Connection, name: str) -> list[Leaf]:
    figures: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM observations WHERE report = ? ORDER BY page, top, x0, id", (name,)):
        figures[row["page"]].append(row)
    unread: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM unread WHERE report = ? ORDER BY page, top, x0", (name,)):
        unread[row["page"]].append(row)
    return [Leaf(number, figures[number], unread[number]) for number in sorted({*figures, *unread})]


def _checks(connection: sqlite3.Connection, name: str) -> list[Checked]:
    """The checks that could test anything, in the order of the rules."""
    rows = {
        row["rule"]: row for row in connection.execute("SELECT * FROM checks WHERE report = ? AND cases > 0", (name,))
    }
    return [
        Checked(rule.title, rows[rule.name]["cases"], rows[rule.name]["discrepancies"])
        for rule in RULES
        if rule.name in rows
    ]
