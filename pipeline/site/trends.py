"""Trends: the figures of one council's procedure and stage over the years, as charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.site.charts import Chart, Point, series
from pipeline.site.headlines import FEW
from schemas.codes import Unit, UpheldBasis
from schemas.label import words
from schemas.periods import shifted

#: A row of the table ``benchmark`` by column.
Row = Mapping[str, Any]

#: A chart of fewer years than this says no more than the figures themselves.
ENOUGH = 2


def trends(rows: Sequence[Row], identity: str) -> list[Chart]:
    """A chart each of the number, the share upheld and the share on time, where there are figures of two years.

    Args:
        rows: the benchmark rows of one council, stream and stage, in any order.
        identity: start of the charts' ids on their page.
    """
    in_time = sorted(rows, key=lambda row: row["year"])
    years = _years([row["year"] for row in in_time])
    made = [
        ("count", Unit.COUNT, "Complaints", _points(in_time, "count", _counted), True),
        ("upheld", Unit.PERCENT, "Upheld or partly upheld", _points(in_time, "upheld_rate", _upheld), False),
        ("on-time", Unit.PERCENT, "Answered on time", _points(in_time, "on_time_rate", _limited), False),
    ]
    return [
        series(f"{identity}-{name}", points, unit, years, what, bars)
        for name, unit, what, points, bars in made
        if len(points) >= ENOUGH
    ]


def _points(rows: Sequence[Row], column: str, like: Any) -> list[Point]:
    rate = column.endswith("_rate")
    return [
        Point(row["year"], row[column], rate and row["rate_base"] is not None and row["rate_base"] < FEW, like(row))
        for row in rows
        if row[column] is not None
    ]


def _counted(row: Row) -> str:
    return words(row["count_basis"])


def _upheld(row: Row) -> str:
    if row["upheld_basis"] == UpheldBasis.PARTIALLY_UPHELD_ONLY:
        return "partly upheld only"
    return f"of those {words(row['rate_basis'])}" if row["rate_basis"] else ""


def _limited(row: Row) -> str:
    return f"limit {row['on_time_target_days']} days" if row["on_time_target_days"] else "no limit stated"


def _years(found: Sequence[str]) -> list[str]:
    """All years from the first to the last; those found alone where they are of different kinds."""
    if not found:
        return []
    years = [found[0]]
    while years[-1] != found[-1] and len(years) <= len(found) + 40:
        years.append(shifted(years[-1], 1))
    return years if set(found) <= set(years) else sorted(set(found))
