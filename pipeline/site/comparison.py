"""Comparison: one figure of many councils, in groups within which it may be compared.

Rates on few cases are shown but count for nothing. Figures measured against different limits, or counted on different
bases, never share a median.
"""

from __future__ import annotations

import re
import sqlite3
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.site import terms
from pipeline.site.charts import Chart, Dot, strip
from pipeline.site.choice import NEAREST, Choice, Shown
from pipeline.site.headlines import FEW
from pipeline.site.limits import Limit, limit_of, limits
from schemas.codes import CountBasis, RateBasis, Stage, Unit, UpheldBasis
from schemas.label import amount, words

#: How many figures a median and quartiles need; a chart needs as many as quartiles.
ENOUGH_FOR_MEDIAN, ENOUGH_FOR_QUARTILES = 3, 5

#: The group of those that state no limit.
NO_LIMIT = "Limit not stated"


@dataclass(frozen=True)
class Council:
    """A council as far as peers are found by it."""

    slug: str
    name: str
    type: str | None
    region: str | None
    nation: str | None
    population: int | None


@dataclass(frozen=True)
class Row:
    """One council's figure. ``few``: it rests on too few cases to count; ``cases`` is how many, None if not stated."""

    council: Council
    value: float
    unit: Unit
    cases: int | None
    cases_basis: str | None
    count_basis: str | None
    upheld_basis: str | None
    target_days: int | None
    report: str
    discrepancies: int
    grade: str
    few: bool
    mine: bool
    limit: Limit | None
    observations: tuple[str, ...]

    @property
    def text(self) -> str:
        """The value as people write it."""
        return amount(round(self.value, 2), self.unit)

    @property
    def basis(self) -> str:
        """What the value counts or is a share of, in words."""
        if self.cases is None:
            return "number of cases not stated"
        counted = "answered" if self.cases_basis == RateBasis.RESPONDED else words(self.cases_basis or "")
        return f"of {self.cases:,} {counted}"

    @property
    def own_limit(self) -> bool:
        """Whether the council's limit is another than the law's or the code's."""
        usual = self.limit.target_days if self.limit else None
        return bool(self.target_days and usual and self.target_days != usual)


@dataclass(frozen=True)
class Group:
    """Figures that may be compared with each other. Quartiles are None where there are too few figures."""

    name: str
    rows: tuple[Row, ...]
    median: float | None
    quartiles: tuple[float, float] | None
    counted: int
    chart: Chart | None = None

    @property
    def has_mine(self) -> bool:
        """Whether the chosen council is in it."""
        return any(row.mine for row in self.rows)

    @property
    def few(self) -> int:
        """How many figures rest on too few cases."""
        return sum(row.few for row in self.rows)


@dataclass(frozen=True)
class Comparison:
    """Everything that the page shows of a choice."""

    choice: Choice
    council: Council | None
    groups: tuple[Group, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> list[Row]:
        """All rows, group by group."""
        return [row for group in self.groups for row in group.rows]


def compared(connection: sqlite3.Connection, choice: Choice) -> Comparison:
    """The figures of a choice, grouped, with medians and charts."""
    councils = {row[0]: Council(*row) for row in connection.execute(_COUNCILS)}
    mine = councils.get(choice.council)
    rows = _rows(connection, choice, councils)
    notes = []
    among, note = _peers(choice, mine, rows)
    if note:
        notes.append(note)
    if mine and not any(row.mine for row in rows):
        notes.append(f"{mine.name} states no such figure for {choice.year}, as far as its reports were found and read.")
    groups = _groups(choice, among)
    if len(groups) > 1:
        notes.append(_why_apart(choice.shown, len(groups)))
    charted = tuple(
        replace(group, chart=_chart(choice, group, at, domain_of(choice.shown, among)))
        for at, group in enumerate(groups, start=1)
    )
    return Comparison(choice, mine, charted, tuple(notes))


_COUNCILS = "select council, name, type, region, nation, population from councils"

_FIGURES = """
    select council, count, count_basis, upheld_rate, upheld_basis, on_time_rate, on_time_target_days, rate_base,
      rate_basis, report, discrepancies, grade
    from benchmark
    where stream = :stream and stage = :stage and year = :year
"""

_EVIDENCE = """
    select council, observation from benchmark_observations
    where stream = :stream and stage = :stage and year = :year and figure = :figure
    order by rowid
"""


def _rows(connection: sqlite3.Connection, choice: Choice, councils: Mapping[str, Council]) -> list[Row]:
    shown = choice.shown
    where = {"stream": choice.stream, "stage": choice.stage, "year": choice.year, "figure": shown.figure.value}
    evidence: dict[str, list[str]] = {}
    for slug, observation in connection.execute(_EVIDENCE, where):
        evidence.setdefault(slug, []).append(observation)
    known = limits(connection)
    cursor = connection.execute(_FIGURES, where)
    names = [column[0] for column in cursor.description]
    rows = []
    for cells in cursor:
        found = dict(zip(names, cells, strict=True))
        council = councils[found["council"]]
        value = _value(shown, found, council)
        if value is None:
            continue
        cases, basis = (found["rate_base"], found["rate_basis"]) if shown.rate else (found["count"], None)
        rows.append(
            Row(
                council=council,
                value=value,
                unit=shown.unit,
                cases=cases,
                cases_basis=basis or found["count_basis"],
                count_basis=found["count_basis"],
                upheld_basis=found["upheld_basis"],
                target_days=found["on_time_target_days"],
                report=found["report"],
                discrepancies=found["discrepancies"],
                grade=found["grade"],
                few=shown.rate and cases is not None and cases < FEW,
                mine=council.slug == choice.council,
                limit=limit_of(known, council.nation, choice.stream, choice.stage, choice.year),
                observations=tuple(evidence.get(council.slug, ())),
            )
        )
    return rows


def _value(shown: Shown, found: Mapping[str, float | None], council: Council) -> float | None:
    value = found[shown.figure.value]
    if shown.code != "per_10000" or value is None:
        return value
    return round(10_000 * value / council.population, 1) if council.population else None


def _peers(choice: Choice, mine: Council | None, rows: Sequence[Row]) -> tuple[list[Row], str]:
    """The rows of the peers and of the chosen council, and what a reader should know of how they were found."""
    if choice.peers == "picked":
        return [row for row in rows if row.mine or row.council.slug in choice.picks], ""
    if choice.peers == "all":
        return list(rows), ""
    if mine is None:
        return list(rows), "These are all councils: choose a council to see its peers."
    if choice.peers == "nearest":
        return _nearest(mine, rows)
    alike = getattr(mine, choice.peers)
    if alike is None:
        return list(rows), f"These are all councils: the {choice.peers} of {mine.name} is not known."
    return [row for row in rows if getattr(row.council, choice.peers) == alike], ""


def _nearest(mine: Council, rows: Sequence[Row]) -> tuple[list[Row], str]:
    size = mine.population
    if size is None:
        return list(rows), f"These are all councils: the population of {mine.name} is not known."
    others = [row for row in rows if row.council.population is not None and not row.mine]
    others.sort(key=lambda row: (abs((row.council.population or 0) - size), row.council.slug))
    found = min(NEAREST, len(others))
    note = f"The {found} councils nearest in population to {mine.name}, of those that state the figure."
    return [row for row in rows if row.mine] + others[:NEAREST], note


def _like(shown: Shown, row: Row) -> str:
    """The name of the group whose figures are like this one."""
    match shown.code:
        case "on_time_rate":
            return f"Limit of {row.target_days} days" if row.target_days else NO_LIMIT
        case "upheld_rate":
            if row.upheld_basis == UpheldBasis.PARTIALLY_UPHELD_ONLY:
                return "Partly upheld only"
            return (
                "Share of those received" if row.cases_basis in _UNANSWERED and row.cases else "Share of those answered"
            )
        case _:
            return f"Complaints {words(row.count_basis or '')}"


#: A share of these is lower than one of those answered, since some are still open.
_UNANSWERED = (CountBasis.RECEIVED, CountBasis.ESCALATED)


def _groups(choice: Choice, rows: Iterable[Row]) -> list[Group]:
    """Rows in groups of like figures: the chosen council's first, then the largest."""
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(_like(choice.shown, row), []).append(row)
    groups = [_group(name, members, choice) for name, members in by_name.items()]
    return sorted(groups, key=lambda group: (not group.has_mine, group.name == NO_LIMIT, -len(group.rows), group.name))


def _group(name: str, rows: list[Row], choice: Choice) -> Group:
    rows.sort(key=lambda row: row.council.name)
    if choice.sort == "value":
        rows.sort(key=lambda row: -row.value)
    counted = [row.value for row in rows if not row.few]
    median = statistics.median(counted) if len(counted) >= ENOUGH_FOR_MEDIAN else None
    quartiles = None
    if len(counted) >= ENOUGH_FOR_QUARTILES:
        low, _, high = statistics.quantiles(counted, n=4, method="inclusive")
        quartiles = round(low, 1), round(high, 1)
    return Group(name, tuple(rows), None if median is None else round(median, 1), quartiles, len(counted))


def _why_apart(shown: Shown, groups: int) -> str:
    reason = {
        "on_time_rate": "Time limits differ",
        "upheld_rate": "The shares are of different things",
        "count": "The counts are of different things",
        "per_10000": "The counts are of different things",
    }[shown.code]
    return f"{reason}, so the councils stand in {groups} groups. Compare within a group, not across groups."


def domain_of(shown: Shown, rows: Sequence[Row]) -> tuple[float, float]:
    """Least and greatest value of the axis that all charts of a page share."""
    if shown.unit is Unit.PERCENT:
        return 0, 100
    highest = max((row.value for row in rows), default=1) or 1
    return 0, highest * 1.05


def _chart(choice: Choice, group: Group, at: int, domain: tuple[float, float]) -> Chart | None:
    if len(group.rows) < ENOUGH_FOR_QUARTILES:
        return None
    dots = [Dot(short(row.council.name), row.value, row.mine, row.few) for row in group.rows]
    summary = (*group.quartiles, group.median) if group.quartiles and group.median is not None else None
    quartiles = (summary[0], summary[2], summary[1]) if summary else None
    return strip(f"chart-{at}", dots, choice.shown.unit, choice.shown.axis, domain, quartiles, told(choice, group))


def told(choice: Choice, group: Group) -> str:
    """What a group's chart shows, in a sentence or two."""
    unit = choice.shown.unit
    values = [row.value for row in group.rows if not row.few]
    text = f"{choice.shown.title}, {group.name[0].lower()}{group.name[1:]}: {len(group.rows)} councils."
    if values:
        text += f" From {amount(min(values), unit)} to {amount(max(values), unit)}"
        if group.median is not None:
            text += f", median {amount(group.median, unit)}"
        if group.quartiles:
            text += f", the middle half from {amount(group.quartiles[0], unit)} to {amount(group.quartiles[1], unit)}"
        text += "."
    for row in group.rows:
        if row.mine:
            text += f" {row.council.name}: {row.text}{' on fewer than 10 cases' if row.few else ''}."
    return text


def short(name: str) -> str:
    """A council's name without the words for what it is: "London Borough of Camden" gives "Camden"."""
    return _KIND.sub("", name) or name


_KIND = re.compile(
    r"^(London |Royal )?Borough of |^City of |"
    r"( (Metropolitan|County|City|District|Borough|Royal|and|&))* Council$"
)


def named(stream: str, stage: str) -> str:
    """A stream and stage in words: "Corporate, stage 1"."""
    return terms.name(stream) + ("" if stage == Stage.ALL else f", {words(stage)}")
