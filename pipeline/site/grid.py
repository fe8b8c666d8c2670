"""The grid of a council's coverage: which figures of which years were found, and which were not."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from schemas.codes import Measure, Stage, Status, Stream
from schemas.periods import start_year

#: How a status is drawn. Its words stand beside the sign for those who do not see it.
SIGNS: dict[str, str] = {
    Status.PUBLISHED: "●",
    Status.PUBLISHED_AS_IMAGE: "◐",
    Status.NOT_FOUND: "○",
    Status.FAILED: "×",
}


@dataclass(frozen=True)
class Found:
    """One figure of one year: its status, the measures that stand for it, and the report it is in."""

    status: str
    stated_as: str | None
    report: str

    @property
    def sign(self) -> str:
        """The sign of the status."""
        return SIGNS[self.status]


@dataclass(frozen=True)
class Line:
    """One figure over the years; None where nothing was looked for."""

    stage: str
    measure: str
    cells: list[Found | None]


@dataclass(frozen=True)
class Grid:
    """One procedure: its years, latest first, and its figures."""

    stream: str
    years: list[str]
    lines: list[Line]
    gaps: int


def grids(connection: sqlite3.Connection, council: str) -> list[Grid]:
    """A grid for each procedure that a council reports on."""
    rows = connection.execute("SELECT * FROM coverage WHERE council = ?", (council,)).fetchall()
    together: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        together[row["stream"]].append(row)
    return [_grid(stream, together[stream]) for stream in Stream if stream in together]


def _grid(stream: str, rows: list[sqlite3.Row]) -> Grid:
    years = sorted({row["year"] for row in rows}, key=lambda year: (start_year(year), year), reverse=True)
    cells = {
        (row["stage"], row["measure"], row["year"]): Found(row["status"], row["stated_as"], row["report"])
        for row in rows
    }
    figures = sorted(
        {(row["stage"], row["measure"]) for row in rows},
        key=lambda figure: (list(Stage).index(Stage(figure[0])), list(Measure).index(Measure(figure[1]))),
    )
    lines = [Line(stage, measure, [cells.get((stage, measure, year)) for year in years]) for stage, measure in figures]
    return Grid(stream, years, lines, sum(found.status != Status.PUBLISHED for found in cells.values()))
