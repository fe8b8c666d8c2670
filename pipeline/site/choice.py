"""Choice: what the compare page compares, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from schemas.codes import BenchmarkFigure, Unit

#: How many councils "nearest in population" are, and how many may be picked by hand.
NEAREST = 15
PICKS = 40


@dataclass(frozen=True)
class Shown:
    """A measure to compare by: the cell of the benchmark that it rests on, its name and its unit."""

    code: str
    title: str
    axis: str
    figure: BenchmarkFigure
    unit: Unit
    rate: bool
    explained: str


MEASURES: tuple[Shown, ...] = (
    Shown(
        "upheld_rate",
        "Share upheld",
        "Upheld or partly upheld",
        BenchmarkFigure.UPHELD_RATE,
        Unit.PERCENT,
        True,
        "Complaints upheld in full or in part, as a share of those answered. A high share is not bad in itself: it may "
        "mean that a council admits its mistakes.",
    ),
    Shown(
        "on_time_rate",
        "Share answered on time",
        "Answered on time",
        BenchmarkFigure.ON_TIME_RATE,
        Unit.PERCENT,
        True,
        "Complaints answered within the council's time limit. Limits differ, so councils are compared only with those "
        "that have the same limit.",
    ),
    Shown(
        "count",
        "Number of complaints",
        "Complaints",
        BenchmarkFigure.COUNT,
        Unit.COUNT,
        False,
        "A large council has more complaints; and a council that makes complaining easy has more, too.",
    ),
    Shown(
        "per_10000",
        "Complaints per 10,000 residents",
        "Complaints per 10,000 residents",
        BenchmarkFigure.COUNT,
        Unit.COUNT,
        False,
        "The number of complaints by the council's population of mid-2020. A council that makes complaining easy has "
        "more.",
    ),
)

PEERS: Mapping[str, str] = {
    "all": "All councils",
    "type": "Councils of the same type",
    "region": "Councils of the same region",
    "nation": "Councils of the same nation",
    "nearest": f"The {NEAREST} nearest in population",
    "picked": "Councils that I choose",
}
SORTS: Mapping[str, str] = {"name": "Name", "value": "Figure, highest first"}


@dataclass(frozen=True)
class Choice:
    """What is compared: the state of the page, all of which stands in its address."""

    stream: str
    stage: str
    year: str
    measure: str
    council: str = ""
    peers: str = "all"
    picks: tuple[str, ...] = ()
    sort: str = "name"

    @property
    def shown(self) -> Shown:
        """The measure."""
        return next(shown for shown in MEASURES if shown.code == self.measure)

    @property
    def query(self) -> str:
        """The state as the query of an address."""
        return self.query_with()

    def query_with(self, **changes: str) -> str:
        """The query of an address with another choice in it."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        pairs = [
            (name, getattr(changed, name))
            for name in ("council", "stream", "stage", "year", "measure", "peers", "sort")
            if getattr(changed, name)
        ]
        return urlencode([*pairs, *(("pick", pick) for pick in changed.picks)])
