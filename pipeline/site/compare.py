"""Compare: the page that sets one council beside others, and its rows as CSV."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.site import addresses, terms
from pipeline.site.choice import MEASURES, PEERS, PICKS, SORTS, Choice
from pipeline.site.comparison import Comparison, Row, compared, named
from pipeline.site.headlines import FEW
from pipeline.site.limits import Limit
from pipeline.site.page import Asked, File, Page
from pipeline.spreadsheet import harmless
from schemas.codes import Stage


@dataclass(frozen=True)
class Option:
    """One choice of a field of the form."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True)
class Form:
    """The fields of the form, with what is chosen."""

    councils: Sequence[Option]
    streams: Sequence[Option]
    stages: Sequence[Option]
    years: Sequence[Option]
    measures: Sequence[Option]
    peers: Sequence[Option]
    picks: Sequence[Option]
    sorts: Sequence[Option]


@dataclass(frozen=True)
class Data:
    """What the template shows; ``comparison`` is None while the database has no figures at all."""

    form: Form
    comparison: Comparison | None
    few: int
    link: str
    csv: str
    sorted_by: str
    other_sort: str
    elsewhere: Sequence[tuple[str, str]]
    limits: Sequence[Limit]


def page(connection: sqlite3.Connection, asked: Asked) -> Page:
    """The comparison that the address asks for; what it leaves open is chosen so that there is something to see."""
    known = _available(connection)
    choice = chosen(known, asked)
    comparison = compared(connection, choice) if choice else None
    title = "Compare councils"
    description = "One figure of many councils, with its median and quartiles; like is compared with like."
    if comparison and choice:
        title = f"{choice.shown.title}: {named(choice.stream, choice.stage)}, {choice.year}"
        description = " ".join(group.chart.sentence for group in comparison.groups[:1] if group.chart) or description
    return Page("compare.html", title, description, _data(connection, known, choice, comparison, asked))


def table(connection: sqlite3.Connection, asked: Asked) -> File:
    """The rows of the comparison as CSV."""
    choice = chosen(_available(connection), asked)
    comparison = compared(connection, choice) if choice else None
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    if comparison and choice:
        for group in comparison.groups:
            writer.writerows([harmless(cell) for cell in _cells(choice, group.name, row, asked)] for row in group.rows)
    name = "-".join((choice.measure, choice.stream, choice.stage, choice.year)) if choice else "nothing"
    return File(
        text.getvalue().encode(),
        "text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


COLUMNS = (
    *("council", "name", "stream", "stage", "year", "measure", "value", "unit", "group", "cases", "cases_basis"),
    *("fewer_than_10", "count_basis", "upheld_basis", "target_days", "usual_target_days", "discrepancies", "grade"),
    *("report", "observations", "figure_url"),
)


def _cells(choice: Choice, group: str, row: Row, asked: Asked) -> list[str | int | float | None]:
    usual = row.limit.target_days if row.limit else None
    return [
        *(row.council.slug, row.council.name, choice.stream, choice.stage, choice.year, choice.measure),
        *(row.value, "per_10000" if choice.measure == "per_10000" else row.unit.value, group),
        *(row.cases, row.cases_basis if row.cases is not None else None, int(row.few)),
        *(row.count_basis, row.upheld_basis, row.target_days, usual, row.discrepancies, row.grade, row.report),
        *(" ".join(row.observations), asked.site + addresses.figure(row.observations[0]) if row.observations else None),
    ]


# What there is to choose from -------------------------------------------------------------------------


@dataclass(frozen=True)
class Available:
    """Which streams, stages and years have figures of which measures, and of how many councils."""

    rows: Sequence[sqlite3.Row]

    def count(self, measure: str, **where: str) -> int:
        """How many figures of a measure there are where columns have these values."""
        return sum(row[measure] for row in self.rows if all(row[name] == value for name, value in where.items()))

    def values(self, name: str, **where: str) -> list[str]:
        """The values of a column where others have these values, those with most figures first."""
        found: dict[str, int] = {}
        for row in self.rows:
            if all(row[column] == value for column, value in where.items()):
                found[row[name]] = found.get(row[name], 0) + row["rows"]
        return sorted(found, key=lambda value: (-found[value], value))


_AVAILABLE = """
    select stream, stage, year, count(*) as rows, count(upheld_rate) as upheld_rate,
      count(on_time_rate) as on_time_rate, count(count) as count, count(count) as per_10000
    from benchmark group by stream, stage, year
"""


def _available(connection: sqlite3.Connection) -> Available:
    return Available(connection.execute(_AVAILABLE).fetchall())


def chosen(known: Available, asked: Asked) -> Choice | None:
    """The choice of an address. What it does not name, or names wrongly, is what most councils have figures of.

    None where there are no figures at all.
    """
    if not known.rows:
        return None
    measure = _one(asked, "measure", [shown.code for shown in MEASURES])
    stream = _one(asked, "stream", _with_figures(known, measure, "stream"))
    stage = _one(asked, "stage", _with_figures(known, measure, "stage", stream=stream))
    year = _one(asked, "year", _latest(known, measure, stream, stage))
    return Choice(
        stream=stream,
        stage=stage,
        year=year,
        measure=measure,
        council=asked.one("council"),
        peers=_one(asked, "peers", list(PEERS)),
        picks=tuple(dict.fromkeys(asked.many("pick")))[:PICKS],
        sort=_one(asked, "sort", list(SORTS)),
    )


def _one(asked: Asked, name: str, allowed: Sequence[str]) -> str:
    """The value of a field if it is one of those allowed, else the first of them."""
    value = asked.one(name)
    return value if value in allowed else allowed[0]


def _with_figures(known: Available, measure: str, name: str, **where: str) -> list[str]:
    """The values of a column, those with most figures of a measure first."""
    values = known.values(name, **where)
    return sorted(values, key=lambda value: -known.count(measure, **where, **{name: value}))


def _latest(known: Available, measure: str, stream: str, stage: str) -> list[str]:
    """Years, first the latest of those that have at least half as many figures as the fullest year has."""
    years = sorted(known.values("year", stream=stream, stage=stage), reverse=True)
    counts = {year: known.count(measure, stream=stream, stage=stage, year=year) for year in years}
    full = [year for year in years if counts[year] * 2 >= max(counts.values()) and counts[year]]
    return [*full[:1], *(year for year in years if year not in full[:1])]


# The form ---------------------------------------------------------------------------------------------


def _data(
    connection: sqlite3.Connection,
    known: Available,
    choice: Choice | None,
    comparison: Comparison | None,
    asked: Asked,
) -> Data:
    councils = connection.execute("select council, name from councils order by name").fetchall()
    link = f"{addresses.COMPARE}?{choice.query}" if choice else addresses.COMPARE
    other = "name" if choice and choice.sort == "value" else "value"
    return Data(
        form=_form(known, choice, councils),
        comparison=comparison,
        few=FEW,
        link=link,
        csv=link.replace(addresses.COMPARE, f"{addresses.COMPARE}.csv", 1),
        sorted_by=choice.sort if choice else "",
        other_sort=f"{addresses.COMPARE}?{choice.query_with(sort=other)}#figures" if choice else "",
        elsewhere=_elsewhere(connection, known, choice, comparison) if choice and comparison else (),
        limits=_limits(comparison) if comparison else (),
    )


def _limits(comparison: Comparison) -> list[Limit]:
    """The limits that apply to the councils shown, one of each nation; to the chosen council's nation alone."""
    found = {row.limit.nation: row.limit for row in comparison.rows if row.limit and row.limit.words}
    mine = comparison.council
    return [found[nation] for nation in sorted(found) if mine is None or nation == mine.nation]


def _form(known: Available, choice: Choice | None, councils: Sequence[sqlite3.Row]) -> Form:
    if choice is None:
        return Form((), (), (), (), (), (), (), ())
    streams = sorted(known.values("stream"), key=lambda stream: terms.name(stream))
    stages = sorted(known.values("stage", stream=choice.stream))
    years = sorted(known.values("year", stream=choice.stream, stage=choice.stage), reverse=True)
    return Form(
        councils=[Option(row["council"], row["name"], row["council"] == choice.council) for row in councils],
        streams=[Option(stream, terms.name(stream), stream == choice.stream) for stream in streams],
        stages=[Option(stage, _stage(stage), stage == choice.stage) for stage in stages],
        years=[Option(year, year, year == choice.year) for year in years],
        measures=[Option(shown.code, shown.title, shown.code == choice.measure) for shown in MEASURES],
        peers=[Option(code, text, code == choice.peers) for code, text in PEERS.items()],
        picks=[Option(row["council"], row["name"], row["council"] in choice.picks) for row in councils],
        sorts=[Option(code, text, code == choice.sort) for code, text in SORTS.items()],
    )


def _stage(stage: str) -> str:
    return "All stages together" if stage == Stage.ALL else terms.name(stage)


#: How many other places with figures a page names.
ELSEWHERE = 4


def _elsewhere(
    connection: sqlite3.Connection, known: Available, choice: Choice, comparison: Comparison
) -> list[tuple[str, str]]:
    """Where there are figures for a reader who met none of his council, or none at all: title and address."""
    mine = comparison.council
    if mine and not any(row.mine for row in comparison.rows):
        found = [
            {"stream": row["stream"], "stage": row["stage"], "year": row["year"]}
            for row in connection.execute(_OF_COUNCIL, (mine.slug, choice.stream, choice.stage))
            if row[choice.shown.figure.value] is not None
        ]
    elif not comparison.groups:
        years = sorted(known.values("year", stream=choice.stream, stage=choice.stage), reverse=True)
        places = [{"stream": choice.stream, "stage": choice.stage, "year": year} for year in years]
        found = [place for place in places if known.count(choice.measure, **place)]
    else:
        found = []
    return [
        (
            f"{named(place['stream'], place['stage'])}, {place['year']}",
            f"{addresses.COMPARE}?{choice.query_with(**place)}",
        )
        for place in found[:ELSEWHERE]
    ]


_OF_COUNCIL = """
    select stream, stage, year, upheld_rate, on_time_rate, count from benchmark where council = ?
    order by stream <> ?, stage <> ?, year desc, stream, stage
"""
