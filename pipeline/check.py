"""The discrepancy report: what does not fit in a council's published numbers, as it would be sent to that council."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline import store
from pipeline.problem import Problem
from schemas.codes import DiscrepancyKind
from schemas.label import amount
from schemas.tables import Cell

Row = Mapping[str, Cell]


@dataclass(frozen=True)
class CouncilReport:
    """What a council would be asked about: its name, discrepancies, replies, and what was tested at all.

    ``discrepancies`` are rows of that table with the report's ``title`` and ``year``; ``checks`` rows of that table
    summed over its reports; ``replies`` those to its discrepancies, ``unmatched`` those that fit none.
    """

    council: str
    name: str
    reports: list[str]
    discrepancies: list[dict[str, Cell]]
    checks: list[dict[str, Cell]]
    replies: list[dict[str, Cell]]
    unmatched: list[dict[str, Cell]]


def councils(database: Path, report: str | None = None, council: str | None = None) -> list[CouncilReport]:
    """The discrepancy reports of a database, one per council, of one report or one council if named.

    Raises:
        Problem: the database is missing or not ours, or it has no such report or council.
    """
    with closing(store.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        if report and not _rows(connection, "SELECT 1 FROM reports WHERE report = :report", report, council):
            raise Problem(f"{database}: has no report {report!r}; its names are in the table reports")
        if council and not _rows(connection, "SELECT 1 FROM councils WHERE council = :council", report, council):
            raise Problem(f"{database}: has no council {council!r}; use its short name, such as stockport")
        reports = _rows(connection, _REPORTS, report, council)
        found = _rows(connection, _DISCREPANCIES, report, council)
        checks = _rows(connection, _CHECKS, report, council)
        replies = _rows(connection, _REPLIES, report, council)
    names = {str(row["council"]): str(row["name"]) for row in reports}

    def of(rows: Iterable[dict[str, Cell]], slug: str) -> list[dict[str, Cell]]:
        return [row for row in rows if row["council"] == slug]

    return [
        CouncilReport(
            slug,
            names[slug],
            [str(row["report"]) for row in of(reports, slug)],
            of(found, slug),
            [{name: row[name] for name in ("rule", "cases", "discrepancies")} for row in of(checks, slug)],
            [row for row in of(replies, slug) if row["matched"]],
            [row for row in of(replies, slug) if not row["matched"]],
        )
        for slug in names
    ]


_REPORTS = """
    SELECT r.report, r.council, c.name FROM reports AS r JOIN councils AS c ON c.council = r.council
    WHERE (:report IS NULL OR r.report = :report) AND (:council IS NULL OR r.council = :council)
    ORDER BY c.name, r.report
"""
_DISCREPANCIES = """
    SELECT d.*, r.title, r.year, coalesce(o.report, d.report) AS other_report
    FROM discrepancies AS d JOIN reports AS r ON r.report = d.report
      LEFT JOIN observations AS o ON o.id = d.other_observation
    WHERE (:report IS NULL OR r.report = :report) AND (:council IS NULL OR r.council = :council)
    ORDER BY d.report, d.severity, d.page, d.id
"""
_CHECKS = """
    SELECT r.council, k.rule, sum(k.cases) AS cases, sum(k.discrepancies) AS discrepancies
    FROM checks AS k JOIN reports AS r ON r.report = k.report
    WHERE (:report IS NULL OR r.report = :report) AND (:council IS NULL OR r.council = :council)
    GROUP BY r.council, k.rule ORDER BY min(k.rowid)
"""
_REPLIES = """
    SELECT * FROM replies
    WHERE (:report IS NULL OR report = :report) AND (:council IS NULL OR council = :council)
    ORDER BY date, discrepancy
"""


def _rows(connection: sqlite3.Connection, sql: str, report: str | None, council: str | None) -> list[dict[str, Cell]]:
    return [dict(row) for row in connection.execute(sql, {"report": report, "council": council})]


# As Markdown -----------------------------------------------------------------------------------------------

_OPENING = """\
# Figures in your published complaints reports that do not fit together

To: {name}

We read published complaints reports with a program and hold their figures against each other. In the reports listed
below some do not fit together. It may be a misprint, an adjustment that the report does not mention, or a misreading
on our side: we should be grateful if you told us which. Your answer will be shown beside the figures.
"""
#: Kinds whose expected value is worked out; those of the others are stated too.
_WORKED_OUT = frozenset({DiscrepancyKind.SUM, DiscrepancyKind.RATE})
_NOTHING = """\
# Figures in your published complaints reports

To: {name}

We read published complaints reports with a program and hold their figures against each other. We found nothing that
does not fit together.
"""


def as_markdown(reports: Iterable[CouncilReport]) -> str:
    """Letters to councils, one after the other."""
    return "\n---\n\n".join(_letter(report) for report in reports)


def _letter(report: CouncilReport) -> str:
    parts = [(_OPENING if report.discrepancies else _NOTHING).format(name=report.name)]
    answered: dict[Cell, list[dict[str, Cell]]] = {}
    for reply in report.replies:
        answered.setdefault(reply["discrepancy"], []).append(reply)
    for name in report.reports:
        rows = [row for row in report.discrepancies if row["report"] == name]
        if rows:
            title = rows[0]["title"] or name
            parts.append(f"## {title} ({name})\n")
            parts += [_item(at, row, answered.get(row["id"], [])) for at, row in enumerate(rows, start=1)]
    parts.append(_covered(report))
    if report.unmatched:
        parts.append("## Replies that match no discrepancy\n")
        parts += [
            f"- {row['date']}, {row['report']}, `{row['discrepancy']}`: {row['reply']}" for row in report.unmatched
        ]
        parts.append("")
    return "\n".join(parts)


def _item(at: int, row: Row, replies: Iterable[Row]) -> str:
    unit = str(row["unit"])
    against = "Expected" if row["kind"] in _WORKED_OUT else "Other value"
    lines = [
        f"{at}. {row['sentence']}",
        f"   - Where: {_where(row)}",
        f"   - Stated: {_amount(row['stated'], unit)}",
        f"   - {against}: {_amount(row['expected'], unit)} ({row['severity']})",
    ]
    if row["alternative"]:
        lines.append(f"   - Another reading: {row['alternative']}")
    lines += [f"   - Your reply of {reply['date']}: {reply['reply']}" for reply in replies]
    return "\n".join([*lines, f"   - Reference: `{row['id']}`", ""])


def _where(row: Row) -> str:
    """The pages, as a reader finds them: those of another report with its name."""
    page, other = row["page"], row["other_page"]
    if other is None or (other == page and row["other_report"] == row["report"]):
        return f"page {page} of the PDF"
    if row["other_report"] != row["report"]:
        return f"page {page} of the PDF, and page {other} of {row['other_report']}"
    return f"pages {page} and {other} of the PDF"


def _covered(report: CouncilReport) -> str:
    tested = [row for row in report.checks if row["cases"]]
    cases = sum(int(row["cases"] or 0) for row in tested)
    lines = [
        "## What was tested\n",
        f"{cases:,} cases in {len(report.reports)} report{'s' * (len(report.reports) != 1)}; a check without a row had "
        "nothing to test.\n",
    ]
    if tested:
        lines += ["| check | cases | did not fit |", "|---|---|---|"]
        lines += [f"| `{row['rule']}` | {row['cases']} | {row['discrepancies']} |" for row in tested]
        lines.append("")
    return "\n".join(lines)


def _amount(value: Cell, unit: str) -> str:
    return amount(float(value or 0), unit)


# As JSON and on the screen -----------------------------------------------------------------------------------


def as_json(reports: Iterable[CouncilReport]) -> str:
    """Everything, for programs."""
    content = [
        {
            "council": report.council,
            "name": report.name,
            "reports": report.reports,
            "discrepancies": [
                row | {"replies": [reply for reply in report.replies if reply["discrepancy"] == row["id"]]}
                for row in report.discrepancies
            ],
            "checks": report.checks,
            "unmatched_replies": report.unmatched,
        }
        for report in reports
    ]
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def print_table(reports: Iterable[CouncilReport]) -> None:
    """The discrepancies on the screen, and how much was tested."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for report in reports:
        cases = sum(int(row["cases"] or 0) for row in report.checks)
        title = f"{report.name}: {len(report.discrepancies)} discrepancies in {cases:,} cases tested"
        if not report.discrepancies:
            console.print(title, highlight=False)
        table = Table(title=title, title_justify="left")
        for column in ("report", "page", "severity", "what does not fit", "reference"):
            table.add_column(column, overflow="fold")
        replied = {reply["discrepancy"] for reply in report.replies}
        for row in report.discrepancies:
            sentence = str(row["sentence"]) + (f"\n{row['alternative']}" if row["alternative"] else "")
            sentence += "\n(replied)" if row["id"] in replied else ""
            table.add_row(str(row["report"]), str(row["page"]), str(row["severity"]), sentence, str(row["id"]))
        if report.discrepancies:
            console.print(table)
        for reply in report.unmatched:
            console.print(f"A reply of {reply['date']} matches no discrepancy: {reply['discrepancy']}", highlight=False)
