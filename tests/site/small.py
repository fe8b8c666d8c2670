"""A small database of several councils, made by hand, for the tests of pages that compare them."""

from __future__ import annotations

from pathlib import Path

from pipeline.site.page import Asked
from pipeline.store import write
from schemas.observation import Observation
from tests.made import box, extraction, scope, seen, source

NAMES = {
    "bolton": "Bolton Metropolitan Borough Council",
    "bury": "Bury Metropolitan Borough Council",
    "camden": "London Borough of Camden",
    "fife": "Fife Council",
    "oldham": "Oldham Metropolitan Borough Council",
    "stockport": "Stockport Metropolitan Borough Council",
    "wigan": "Wigan Metropolitan Borough Council",
}

#: Council: answered, upheld or partly (%), on time (%), limit in days.
FIGURES: dict[str, tuple[int, float, float, int | None]] = {
    "bolton": (200, 40, 90, 10),
    "bury": (100, 50, 80, 10),
    "camden": (400, 30, 70, 20),
    "oldham": (8, 100, 100, 10),
    "stockport": (150, 60, 85, 10),
    "wigan": (120, 20, 60, 10),
}


def build(path: Path) -> Path:
    """Write the database: 2023-24 of six councils as in ``FIGURES``, and Fife with what came in only."""
    readings = []
    for council, (answered, upheld, on_time, limit) in FIGURES.items():
        numbers = [
            _of(council, "responded", answered, top=100),
            _of(council, "received", answered + 10, top=120),
            _of(council, "upheld_or_partially_upheld", upheld, "percent", top=140),
            _of(council, "on_time", on_time, "percent", top=160, target_days=limit),
        ]
        readings.append((source(f"{council}-2023-24"), extraction(*numbers, scope=scope(council, NAMES[council]))))
    scottish = [_of("fife", "received", 2626, top=100), _of("fife", "upheld", 558, top=120)]
    readings.append((source("fife-2023-24"), extraction(*scottish, scope=scope("fife", NAMES["fife"]))))
    write(readings, path)
    return path


def _of(council: str, measure: str, value: float, unit: str = "count", top: float = 100, **more: object) -> Observation:
    return seen(measure, value, unit, council=council, box=box(1, top), **more)


def asked(**query: str | list[str]) -> Asked:
    """A question with these fields."""
    return Asked(query={name: [value] if isinstance(value, str) else value for name, value in query.items()})
