"""Charts: Vega-Lite specifications filled with figures, each with a sentence that says what it shows.

A specification is a JSON file of ``specs/`` in which a text ``"$name"`` stands for a value. Colours are custom
properties of the style sheet (``var(--chart-ink)``), so that dark mode and print need no second drawing; ``PALETTE``
replaces them where a chart leaves the page.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from schemas.codes import Unit
from schemas.label import amount

SPECS = Path(__file__).parent / "specs"

#: The colours of a chart outside its page; the same names stand in the style sheet.
PALETTE = {
    "var(--chart-ink)": "#1b1f24",
    "var(--chart-faint)": "#767f8a",
    "var(--chart-rule)": "#c6ccd3",
    "var(--chart-paper)": "#ffffff",
    "var(--chart-band)": "#e4ebf3",
    "var(--chart-peer)": "#8a98a8",
    "var(--chart-accent)": "#0b5394",
}

#: What all charts look alike in. Screen readers get the sentence, not the marks.
_CONFIG = {
    "aria": False,
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "text": {"fontSize": 12},
    "axis": {
        "labelColor": "var(--chart-ink)",
        "titleColor": "var(--chart-ink)",
        "gridColor": "var(--chart-rule)",
        "gridOpacity": 0.6,
        "tickColor": "var(--chart-rule)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 10,
    },
}

#: How axes print numbers (an expression of Vega): with thousands separated, percentages with their sign.
_LABELS = "format(datum.value, ',~r')"
_PERCENT_LABELS = _LABELS + " + '%'"


@dataclass(frozen=True)
class Chart:
    """A chart of a page: its id there, its subject, the specification, and a sentence that tells what it shows."""

    id: str
    title: str
    spec: dict[str, Any]
    sentence: str

    @property
    def json(self) -> str:
        """The specification as text that may stand in an element of a page as it is."""
        text = json.dumps(self.spec, separators=(",", ":"))
        return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@dataclass(frozen=True)
class Dot:
    """One council of a strip: ``small`` where too few cases stand behind the value to count it."""

    name: str
    value: float
    mine: bool = False
    small: bool = False


@dataclass(frozen=True)
class Point:
    """One period of a series.

    ``like`` says what the value may be compared with: where it changes, as a time limit does, the line is broken, and
    values unlike the last are grey.
    """

    period: str
    value: float
    small: bool = False
    like: str = ""


def fill(name: str, **values: object) -> dict[str, Any]:
    """The specification ``name`` with a value for every ``"$…"`` in it.

    Raises:
        KeyError: a value is missing.
    """
    filled = _filled(json.loads(_template(name)), values)
    return {**filled, "config": _CONFIG, "usermeta": {"palette": PALETTE}}


@cache
def _template(name: str) -> str:
    return (SPECS / f"{name}.json").read_text(encoding="utf-8")


def _filled(part: Any, values: Mapping[str, object]) -> Any:
    if isinstance(part, dict):
        return {key: _filled(each, values) for key, each in part.items()}
    if isinstance(part, list):
        return [_filled(each, values) for each in part]
    if isinstance(part, str) and part.startswith("$"):
        return values[part.removeprefix("$")]
    return part


def portable(spec: Any) -> Any:
    """A specification in colours of its own, for where no style sheet is."""
    if isinstance(spec, dict):
        return {key: portable(each) for key, each in spec.items() if key != "usermeta"}
    if isinstance(spec, list):
        return [portable(each) for each in spec]
    return PALETTE.get(spec, spec) if isinstance(spec, str) else spec


def strip(
    identity: str,
    dots: Sequence[Dot],
    unit: Unit,
    title: str,
    domain: tuple[float, float],
    quartiles: tuple[float, float, float] | None,
    sentence: str,
) -> Chart:
    """Each council a dot on one scale, with the median and the middle half.

    Args:
        identity: id of the chart on its page.
        dots: the councils.
        unit: of their values.
        title: of the axis.
        domain: least and greatest value of the axis; charts that stand together share it.
        quartiles: lower quartile, median and upper quartile; None where there are too few figures.
        sentence: what the chart shows.
    """
    levels = _levels(dots, domain)
    highest = max((abs(level) for level in levels), default=0)
    points = [
        {
            "name": dot.name,
            "value": dot.value,
            "level": level,
            "mine": dot.mine,
            "small": dot.small,
            "shown": amount(dot.value, unit),
            "labelled": f"{dot.name} {amount(dot.value, unit)}",
        }
        for dot, level in zip(dots, levels, strict=True)
    ]
    middle = (domain[0] + domain[1]) / 2
    rightmost = any(dot.mine and dot.value > middle for dot in dots)
    low, median, high = quartiles or (None, None, None)
    spec = fill(
        "strip",
        height=max(110, 60 + 22 * round(highest)),
        domain=list(domain),
        levels=[-highest - 3, highest + 2],
        title=title,
        labels=_PERCENT_LABELS if unit is Unit.PERCENT else _LABELS,
        size=60 if highest < 6 else 36,
        points=points,
        quartiles=[] if quartiles is None else [{"low": low, "high": high}],
        medians=[] if median is None else [{"median": median, "label": f"median {amount(median, unit)}"}],
        side="right" if rightmost else "left",
        aside=-6 if rightmost else 6,
    )
    return Chart(identity, title, spec, sentence)


def _levels(dots: Sequence[Dot], domain: tuple[float, float]) -> list[float]:
    """How far each dot stands above or below the middle, so that dots of like value do not hide each other."""
    width = (domain[1] - domain[0]) / 70 or 1
    places: dict[int, int] = defaultdict(int)
    levels = {}
    # My own council comes first, so that it stands on the middle line.
    for at in sorted(range(len(dots)), key=lambda at: (not dots[at].mine, dots[at].value, dots[at].name)):
        column = round(dots[at].value / width)
        taken = places[column]
        places[column] += 1
        levels[at] = ((taken + 1) // 2) * (1 if taken % 2 else -1)
    return [float(levels[at]) for at in range(len(dots))]


def series(
    identity: str, points: Sequence[Point], unit: Unit, periods: Sequence[str], what: str, bars: bool = False
) -> Chart:
    """Values of one council over periods, as a line or as bars.

    Args:
        identity: id of the chart on its page.
        points: the values, in order of time; periods without one stay empty.
        unit: of the values.
        periods: the periods of the axis, in order.
        what: the subject of the sentence, such as "Share upheld at stage 1".
        bars: draw bars, for numbers that start at zero.
    """
    runs = _runs(points, periods)
    spec = fill(
        "bars" if bars else "trend",
        periods=list(periods),
        domain=[0, 100] if unit is Unit.PERCENT else [0, max((point.value for point in points), default=1) or 1],
        labels=_PERCENT_LABELS if unit is Unit.PERCENT else _LABELS,
        points=[
            {
                "period": point.period,
                "value": point.value,
                "run": run,
                "small": point.small,
                "unlike": point.like != points[-1].like,
                "shown": amount(point.value, unit) + (f" ({point.like})" if point.like else ""),
                "label": amount(point.value, unit),
            }
            for point, run in zip(points, runs, strict=True)
        ],
    )
    return Chart(identity, what, spec, _told(points, unit, what))


def _runs(points: Sequence[Point], periods: Sequence[str]) -> list[int]:
    """Which line each point belongs to: a new one after a gap, and where values are unlike those before."""
    place = {period: at for at, period in enumerate(periods)}
    runs = [0] * len(points)
    for at, (before, point) in enumerate(pairwise(points), start=1):
        broken = point.like != before.like or place[point.period] != place[before.period] + 1
        runs[at] = runs[at - 1] + broken
    return runs


def _told(points: Sequence[Point], unit: Unit, what: str) -> str:
    """First and last value in a sentence, with the extremes between; values unlike the last are told apart."""
    if not points:
        return f"{what}: no figures."
    last = points[-1]
    alike = [point for point in points if point.like == last.like]
    first, lowest, highest = alike[0], min(alike, key=_value), max(alike, key=_value)
    named = [first, last] if len(alike) > 1 else [last]
    text = f"{what}: " + ", ".join(f"{amount(point.value, unit)} in {point.period}" for point in named)
    if last.like:
        text += f" ({last.like})"
    for word, point in (("lowest", lowest), ("highest", highest)):
        if point.value not in (first.value, last.value):
            text += f"; {word} {amount(point.value, unit)} in {point.period}"
    unlike = [
        f"{amount(point.value, unit)} in {point.period}{f' ({point.like})' if point.like else ''}"
        for point in points
        if point.like != last.like
    ]
    return f"{text}." + (f" Not to be compared with these: {', '.join(unlike)}." if unlike else "")


def _value(point: Point) -> float:
    return point.value
