"""Discrepancies: places where published numbers disagree, both sides next to each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.checks.rules import RULES
from pipeline.site import addresses, files, terms
from pipeline.site.page import Asked, Missing, Page
from schemas.codes import DiscrepancyKind, Role, Severity
from schemas.label import amount

#: How many stand on one page of the list.
PAGE_SIZE = 25

#: What the list can be narrowed to: the field of the query, and the column that it asks for.
FILTERS = {"council": "d.council", "kind": "d.kind", "severity": "d.severity", "report": "d.report", "id": "d.id"}

#: What the second number of each kind is.
AGAINST: dict[str, str] = {
    DiscrepancyKind.CONFLICT: "Elsewhere in the report",
    DiscrepancyKind.SUM: "What the parts make",
    DiscrepancyKind.RATE: "What the counts make",
    DiscrepancyKind.RESTATEMENT: "In the earlier report",
    DiscrepancyKind.PRIOR_YEAR: "In the report about that year",
}

_SIDES = """
    SELECT d.*, c.name AS council_name, r.title AS title, r.year AS year, coalesce(o.evidence, k.evidence) AS evidence,
      p.id AS other_id, p.evidence AS other_evidence, p.report AS other_report, q.title AS other_title,
      q.year AS other_year, y.reply AS reply, y.date AS replied
    FROM discrepancies AS d
    JOIN councils AS c ON c.council = d.council
    JOIN reports AS r ON r.report = d.report
    LEFT JOIN observations AS o ON o.id = d.observation
    LEFT JOIN claims AS k ON k.id = d.claim
    LEFT JOIN observations AS p ON p.id = d.other_observation
    LEFT JOIN reports AS q ON q.report = p.report
    LEFT JOIN replies AS y ON y.rowid = (SELECT max(rowid) FROM replies WHERE discrepancy = d.id)
    WHERE d.id = ?
"""


@dataclass(frozen=True)
class Side:
    """One of two numbers that disagree: the amount, its words, and where they stand."""

    amount: str
    evidence: str | None
    report: str | None
    title: str
    page: int | None
    observation: str | None
    pictured: bool = False


@dataclass(frozen=True)
class Discrepancy:
    """A discrepancy with both of its sides; where the second is worked out it stands in no one place."""

    row: sqlite3.Row
    stated: Side
    expected: Side

    @property
    def against(self) -> str:
        """What the stated number is held against."""
        return AGAINST[self.row["kind"]]


@dataclass(frozen=True)
class Choice:
    """A value that the list can be narrowed to, and how many there are."""

    value: str
    text: str
    count: int


@dataclass(frozen=True)
class Discrepancies:
    """A page of the list: what was asked for, what may be, what was found."""

    wanted: Mapping[str, str]
    replied: bool
    choices: Mapping[str, list[Choice]]
    count: int
    shown: list[Discrepancy]
    first: int
    earlier: str
    later: str
    csv: str


@dataclass(frozen=True)
class Involved:
    """A number that a discrepancy rests on, and what it has to do with it."""

    role: str
    row: sqlite3.Row
    amount: str


@dataclass(frozen=True)
class Detail:
    """The page of one discrepancy: what must hold in general, and every number that it rests on."""

    discrepancy: Discrepancy
    must_hold: str
    numbers: list[Involved]
    also: list[sqlite3.Row]


def page(connection: sqlite3.Connection, asked: Asked) -> Page:
    """The list, narrowed to what was asked for, most serious first."""
    wanted = {name: asked.one(name) for name in FILTERS if name != "id"}
    replied = asked.one("replied") == "1"
    start = max(int(asked.one("start")), 0) if asked.one("start").isdecimal() else 0
    count, shown = found(connection, wanted, PAGE_SIZE, start, replied)
    here = {**wanted, "replied": "1" if replied else ""}
    data = Discrepancies(
        wanted=wanted,
        replied=replied,
        choices=_choices(connection),
        count=count,
        shown=shown,
        first=start + 1,
        earlier=_at(here, start - PAGE_SIZE) if start else "",
        later=_at(here, start + PAGE_SIZE) if start + PAGE_SIZE < count else "",
        csv=addresses.asking("discrepancies.csv", **{k: v for k, v in wanted.items() if v}, _size="max"),
    )
    description = "Totals that are not the sum of their parts, percentages that do not follow, figures that changed."
    return Page("discrepancies.html", "Figures that do not fit together", description, data)


def _at(fields: Mapping[str, str], start: int) -> str:
    return addresses.asking(addresses.DISCREPANCIES, **fields, start=max(start, 0) or None)


def found(
    connection: sqlite3.Connection, wanted: Mapping[str, str], limit: int, start: int, replied: bool = False
) -> tuple[int, list[Discrepancy]]:
    """How many discrepancies there are, and some of them: major ones first.

    Args:
        connection: to the database.
        wanted: values for the columns of ``FILTERS``; an empty one does not narrow.
        limit: how many at most.
        start: how many of them to leave out.
        replied: only those that the council answered.
    """
    conditions = [f"{FILTERS[name]} = :{name}" for name, value in wanted.items() if value]
    if replied:
        conditions.append("d.id IN (SELECT discrepancy FROM replies)")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    (count,) = connection.execute(f"SELECT count(*) FROM discrepancies AS d {where}", wanted).fetchone()  # noqa: S608
    # Both sides are looked up for those shown alone: there may be tens of thousands.
    identities = connection.execute(
        f"SELECT d.id FROM discrepancies AS d JOIN reports AS r ON r.report = d.report {where} "  # noqa: S608
        "ORDER BY d.severity, r.year DESC, d.council, d.report, d.page, d.id LIMIT :limit OFFSET :start",
        {**wanted, "limit": limit, "start": start},
    ).fetchall()
    rows = [connection.execute(_SIDES, (row["id"],)).fetchone() for row in identities]
    return count, [_discrepancy(row) for row in rows]


def _discrepancy(row: sqlite3.Row) -> Discrepancy:
    stated = Side(
        amount(row["stated"], row["unit"]),
        row["evidence"],
        row["report"],
        _title(row["title"], row["year"], row["report"]),
        row["page"],
        row["observation"],
    )
    expected = Side(
        amount(row["expected"], row["unit"]),
        row["other_evidence"],
        row["other_report"],
        _title(row["other_title"], row["other_year"], row["other_report"]),
        row["other_page"],
        row["other_id"],
    )
    return Discrepancy(row, stated, expected)


def _title(title: str | None, year: str | None, report: str | None) -> str:
    return " ".join(filter(None, (title or report, f"({year})" if year and year not in (title or "") else "")))


def _choices(connection: sqlite3.Connection) -> dict[str, list[Choice]]:
    councils = connection.execute(
        """
        SELECT c.council, c.name, count(*) FROM discrepancies AS d JOIN councils AS c ON c.council = d.council
        GROUP BY c.council ORDER BY c.name
        """
    )
    choices = {"council": [Choice(*row) for row in councils]}
    for column, codes in (("kind", DiscrepancyKind), ("severity", Severity)):
        met = dict(connection.execute(f"SELECT {column}, count(*) FROM discrepancies GROUP BY 1").fetchall())  # noqa: S608
        choices[column] = [Choice(code, terms.name(code), met[code]) for code in codes if code in met]
    return choices


def detail(connection: sqlite3.Connection, asked: Asked) -> Page:
    """The page of one discrepancy.

    Raises:
        Missing: there is none of that id.
    """
    identity = asked.parts["discrepancy"]
    row = connection.execute(_SIDES, (identity,)).fetchone()
    if row is None:
        raise Missing("There is no such discrepancy: the report may have been read anew, or put right.")
    order = list(Role)
    numbers = [
        Involved(each["role"], each, amount(each["value"], each["unit"]))
        for each in connection.execute(
            """
            SELECT i.role, o.*, r.title FROM discrepancy_observations AS i
            JOIN observations AS o ON o.id = i.observation JOIN reports AS r ON r.report = o.report
            WHERE i.discrepancy = ? ORDER BY o.page, o.top, o.x0
            """,
            (identity,),
        )
    ]
    numbers.sort(key=lambda number: order.index(Role(number.role)))
    also = connection.execute(
        "SELECT id, sentence FROM discrepancies WHERE report = ? AND id <> ? ORDER BY severity, page LIMIT 5",
        (row["report"], identity),
    ).fetchall()
    holds = {rule.name: rule.title for rule in RULES}
    both = _discrepancy(row)
    both = replace(
        both, stated=_pictured(connection, asked, both.stated), expected=_pictured(connection, asked, both.expected)
    )
    data = Detail(both, holds.get(row["rule"], ""), numbers, also)
    return Page("discrepancy.html", f"{row['council_name']}: figures that do not fit", row["sentence"], data)


def _pictured(connection: sqlite3.Connection, asked: Asked, side: Side) -> Side:
    """A side that says whether the place on its page can be shown."""
    row = connection.execute("SELECT sha256 FROM reports WHERE report = ?", (side.report,)).fetchone()
    kept = bool(row and side.observation) and files.is_kept(asked.database, row["sha256"])
    return replace(side, pictured=kept)
