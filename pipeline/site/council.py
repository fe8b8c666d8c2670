"""A council: its latest figures, how they moved, what does not fit, its reports, and what was not found."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from pipeline.site import councils, discrepancies, grid, panel
from pipeline.site.charts import Chart
from pipeline.site.headlines import Headline, Row, Sources, headline, previous
from pipeline.site.page import Asked, Missing, Page
from pipeline.site.trends import trends
from schemas.codes import Stage, Stream
from schemas.label import amount, words

#: How many discrepancies the page shows before it leads to all of them.
SHOWN = 8


@dataclass(frozen=True)
class Series:
    """One procedure and stage: a headline for each year, latest first, and charts of what moved."""

    stream: str
    stage: str
    years: list[Headline]
    charts: list[Chart]

    @property
    def latest(self) -> Headline:
        """The headline of the latest year."""
        return self.years[0]


@dataclass(frozen=True)
class Procedure:
    """What a law or an ombudsman's code lays down for one stage."""

    title: str
    legislation: str
    limit: int | None
    extended: int | None
    source_url: str


@dataclass(frozen=True)
class Council:
    """What the page of a council shows.

    ``latest`` is its latest year, ``missed`` the stream, stage, year and measure of figures looked for and not
    found; ``procedures`` are by stream and stage.
    """

    row: sqlite3.Row
    latest: str
    figures: int
    streams: list[tuple[str, list[Series]]]
    missed: set[tuple[str, str, str, str]]
    procedures: dict[tuple[str, str], Procedure]
    panels: list[panel.Panel]
    discrepancies: list[discrepancies.Discrepancy]
    discrepancy_count: int
    reports: list[sqlite3.Row]
    coverage: list[grid.Grid]

    @property
    def charted(self) -> bool:
        """Whether the page has a chart."""
        return any(panel.charts for panel in self.panels) or any(
            series.charts for _, each in self.streams for series in each
        )

    @property
    def several_years(self) -> bool:
        """Whether there is more than one year of anything."""
        return any(len(each.years) > 1 for _, series in self.streams for each in series)


def page(connection: sqlite3.Connection, asked: Asked) -> Page:
    """The page of a council.

    Raises:
        Missing: there is no such council; others of a name like it are suggested.
    """
    slug = asked.parts["council"]
    row = connection.execute("SELECT * FROM councils WHERE council = ?", (slug,)).fetchone()
    if row is None:
        raise Missing(f"No report of a council called “{slug}” was read.", councils.like(connection, slug))
    rows = connection.execute("SELECT * FROM benchmark WHERE council = ? ORDER BY year DESC", (slug,)).fetchall()
    found = _series(rows, _sources(connection, slug))
    count, shown = discrepancies.found(connection, {"council": slug}, SHOWN, 0)
    data = Council(
        row=row,
        latest=rows[0]["year"] if rows else "",
        figures=connection.execute("SELECT count(*) FROM observations WHERE council = ?", (slug,)).fetchone()[0],
        streams=[(stream, list(each)) for stream, each in groupby(found, lambda series: series.stream)],
        missed=_missed(connection, slug),
        procedures=_procedures(connection, row["nation"]),
        panels=panel.panels(connection, slug),
        discrepancies=shown,
        discrepancy_count=count,
        reports=_reports(connection, slug),
        coverage=grid.grids(connection, slug),
    )
    return Page("council.html", f"{row['name']}: complaints figures", _description(data), data)


def _series(rows: list[sqlite3.Row], sources: Sources) -> list[Series]:
    together: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        together[row["stream"], row["stage"]].append(dict(row))
    order = sorted(together, key=lambda key: (list(Stream).index(Stream(key[0])), list(Stage).index(Stage(key[1]))))
    return [
        Series(
            *key,
            [headline(row, previous(row, together[key]), sources) for row in together[key]],
            trends(together[key], "-".join(key).replace("_", "-")),
        )
        for key in order
    ]


def _sources(connection: sqlite3.Connection, slug: str) -> Sources:
    """The observations that the council's benchmark rests on, by stream, stage, year and figure."""
    sources: dict[tuple[str, str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(
        """
        SELECT b.stream, b.stage, b.year, b.figure, o.id, o.value, o.unit
        FROM benchmark_observations AS b JOIN observations AS o ON o.id = b.observation
        WHERE b.council = ? ORDER BY o.page, o.top, o.x0
        """,
        (slug,),
    ):
        sources[row["stream"], row["stage"], row["year"], row["figure"]].append(
            (row["id"], amount(row["value"], row["unit"]))
        )
    return sources


def _missed(connection: sqlite3.Connection, slug: str) -> set[tuple[str, str, str, str]]:
    rows = connection.execute(
        "SELECT stream, stage, year, measure FROM coverage WHERE council = ? AND status <> 'published'", (slug,)
    )
    return {tuple(row) for row in rows}


def _procedures(connection: sqlite3.Connection, nation: str | None) -> dict[tuple[str, str], Procedure]:
    """The procedures in force in a nation; where a stream has two, neither is told apart, so that none is shown."""
    found: dict[tuple[str, str], list[Procedure]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM procedures WHERE nation = ? AND in_force_to IS NULL", (nation,)):
        found[row["stream"], row["stage"]].append(
            Procedure(row["title"], row["legislation"], row["target_days"], row["extended_days"], row["source_url"])
        )
    return {key: each[0] for key, each in found.items() if len(each) == 1}


def _reports(connection: sqlite3.Connection, slug: str) -> list[sqlite3.Row]:
    return connection.execute(
        """
        SELECT r.*, (SELECT count(*) FROM observations AS o WHERE o.report = r.report) AS figures,
          (SELECT count(*) FROM discrepancies AS d WHERE d.report = r.report) AS discrepancies
        FROM reports AS r WHERE r.council = ? ORDER BY r.year DESC, r.report
        """,
        (slug,),
    ).fetchall()


def _description(council: Council) -> str:
    """The page in two sentences, for search results and whoever shares its address."""
    name = council.row["name"]
    read = len(council.reports)
    text = f"{council.figures:,} complaints figures of {name} from {read} {'report' if read == 1 else 'reports'}"
    if council.latest:
        text += f", the latest for {council.latest}"
    first = next((series.latest for _, each in council.streams for series in each if series.latest.upheld.text), None)
    if first is None:
        return text + "."
    row = first.row
    where = words(row["stream"]) if row["stage"] == Stage.ALL else f"{words(row['stream'])} {words(row['stage'])}"
    return f"{text}. {where[:1].upper()}{where[1:]}, {row['year']}: {first.upheld.text} upheld or partly upheld."
