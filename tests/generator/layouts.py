"""How the figures of one stage are laid out in tables: each layout is one small function, listed in ``LAYOUTS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from schemas.codes import Measure, Stage
from schemas.periods import part, shifted
from tests.generator import labels
from tests.generator.pen import Drawn, Grid, Line, Pen
from tests.generator.phrases import Subject
from tests.generator.telling import Unfit

MAIN = ("received", "responded", "upheld", "partially_upheld", "not_upheld", "withdrawn", "on_time", "average")
OUTCOMES = ("upheld", "partially_upheld", "not_upheld", "withdrawn")
SUBJECTS = ("complaints", "complaints: key figures", "complaints handled", "complaints performance")
Row = tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """A way to lay out a table, and what it needs to be about."""

    name: str
    subject: Subject
    draw: Callable[[Pen], Drawn]


LAYOUTS: list[Layout] = []


def layout(name: str, subject: Subject = Subject.STAGE) -> Callable[[Callable[[Pen], Drawn]], Callable[[Pen], Drawn]]:
    """Enter a layout in the list."""

    def enter(draw: Callable[[Pen], Drawn]) -> Callable[[Pen], Drawn]:
        LAYOUTS.append(Layout(name, subject, draw))
        return draw

    return enter


# One stage ------------------------------------------------------------------------------------------


@layout("measures down, years across")
def _(pen: Pen) -> Drawn:
    lines = pen.lines(MAIN, pen.rng.randint(3, 6))
    head = (pen.one(("", "Measure", "Indicator")), *map(pen.year, pen.years))
    rows = [(pen.label(line), *(pen.cell(line, year) for year in pen.years)) for line in lines]
    return Drawn(pen.caption(pen.one(SUBJECTS), year=False), Grid((head, *rows)))


@layout("years down, measures across")
def _(pen: Pen) -> Drawn:
    lines = pen.lines(MAIN, pen.rng.randint(3, 5))
    head = (pen.one(("Year", "", "Period")), *map(pen.label, lines))
    rows = [(pen.year(year), *(pen.cell(line, year) for line in lines)) for year in pen.years]
    return Drawn(pen.caption(pen.one(SUBJECTS), year=False), Grid((head, *rows)))


@layout("year in the caption, one column")
def _(pen: Pen) -> Drawn:
    lines = pen.lines(MAIN, pen.rng.randint(4, 6))
    head = (pen.one(("Measure", "")), pen.one(("Number", "Result", "Total")))
    rows = [(pen.label(line), pen.cell(line, pen.topic.period)) for line in lines]
    if head[1] == "Number" and any(line.percent for line in lines):
        head = (head[0], "Result")
    return Drawn(pen.caption(pen.one(SUBJECTS)), Grid((head, *rows)))


@layout("one row of key figures")
def _(pen: Pen) -> Drawn:
    lines = pen.lines(MAIN, 5)
    rows = (tuple(pen.label(line) for line in lines), tuple(pen.cell(line, pen.topic.period) for line in lines))
    return Drawn(pen.caption(pen.one(SUBJECTS)), Grid(rows, labels=0))


@layout("outcome, number, percent")
def _(pen: Pen) -> Drawn:
    sign = pen.rng.random() < 0.5
    rows: list[Row] = [
        (
            pen.one(("Outcome", "Decision", "Result")),
            pen.one(("Number", "No.", "Complaints")),
            pen.one(("%", "Percentage", "% of closed")),
        )
    ]
    for name in OUTCOMES:
        count, share = pen.plain(name), Line(name, True, "", sign)
        rows.append((pen.label(count), pen.cell(count, pen.topic.period), pen.cell(share, pen.topic.period)))
    rows.append(
        (pen.one(labels.TOTALS[:2]), pen.cell(pen.line("responded"), pen.topic.period), "100%" if sign else "100")
    )
    return Drawn(pen.caption("complaints closed by outcome"), Grid(tuple(rows), total=True))


@layout("N (P%) in a cell")
def _(pen: Pen) -> Drawn:
    names = [*pen.rng.sample(("upheld", "partially_upheld", "not_upheld"), 2), "on_time"]
    return _two_in_a_cell(pen, names, "{count} ({percent})")


@layout("P% (N) in a cell")
def _(pen: Pen) -> Drawn:
    return _two_in_a_cell(pen, [*pen.rng.sample(OUTCOMES[:3], 2), "on_time"], "{percent} ({count})")


@layout("P% (n/N) in a cell")
def _(pen: Pen) -> Drawn:
    names = pen.rng.sample(("upheld", "upheld_or_partially_upheld", "on_time"), 2)
    return _two_in_a_cell(pen, names, "{percent} ({count}/{base})")


@layout("n/N in a cell")
def _(pen: Pen) -> Drawn:
    return _two_in_a_cell(
        pen,
        ["upheld_or_partially_upheld", "on_time"],
        pen.one(("{count}/{base}", "{count} of {base}", "{count} out of {base}")),
    )


def _two_in_a_cell(pen: Pen, names: list[str], form: str) -> Drawn:
    """Measures down, years across, and several numbers in each cell."""
    head = ("", *map(pen.year, pen.years))
    rows = []
    for name in names:
        line = pen.plain(name)
        cells = []
        for year in pen.years:
            count = pen.value(line, year)
            share = pen.value(replace(line, percent=True, sign=True), year) if "{percent}" in form else ""
            base = pen.value(Line("responded", False, ""), year) if "{base}" in form else ""
            pen.said[-1] = pen.said[-1].changed(optional=True) if base else pen.said[-1]
            cells.append(form.format(count=count, percent=share, base=base))
        rows.append((pen.label(line), *cells))
    return Drawn(pen.caption(pen.one(SUBJECTS), year=False), Grid((head, *rows)))


@layout("percent columns without a sign")
def _(pen: Pen) -> Drawn:
    head = (
        ("", *(pen.year(year) + " (%)" for year in pen.years))
        if pen.rng.random() < 0.5
        else ("%", *map(pen.year, pen.years))
    )
    rows = []
    for name in pen.rng.sample(("upheld", "partially_upheld", "not_upheld", "on_time", "late"), 3):
        line = pen.plain(name, percent=True, sign=False)
        rows.append((pen.label(line), *(pen.cell(line, year) for year in pen.years)))
    return Drawn(pen.caption("complaints, percentage of those closed", year=False), Grid((head, *rows)))


@layout("footnote marks on numbers")
def _(pen: Pen) -> Drawn:
    drawn = LAYOUTS[0].draw(pen)
    rows = [list(row) for row in drawn.grid.rows]
    mark = pen.one(("*", "<super>1</super>", "†", "<super>a</super>"))
    row, column = pen.rng.randint(1, len(rows) - 1), pen.rng.randint(1, len(rows[0]) - 1)
    rows[row][column] += mark
    note = f"{mark} Revised since first published, after a late return was received."
    return replace(drawn, grid=replace(drawn.grid, rows=tuple(map(tuple, rows))), note=note)


@layout("dashes and blanks")
def _(pen: Pen) -> Drawn:
    lines = pen.lines(MAIN, 5)
    rows = []
    for line in lines:
        cells = []
        for year in pen.years:
            empty = year != pen.topic.period and pen.rng.random() < 0.4
            cells.append(pen.one(("-", "–", "n/a", "", "not recorded")) if empty else pen.cell(line, year))
        rows.append((pen.label(line), *cells))
    return Drawn(pen.caption(pen.one(SUBJECTS), year=False), Grid((("", *map(pen.year, pen.years)), *rows)))


@layout("prior year in brackets")
def _(pen: Pen) -> Drawn:
    lines = pen.lines(("received", "responded", "upheld", "on_time", "average"), 4)
    before = shifted(pen.topic.period, -1)
    cells = tuple(f"{pen.cell(line, pen.topic.period)} ({pen.cell(line, before)})" for line in lines)
    name = pen.named(pen.topic.stage) if pen.topic.stage is not Stage.ALL else "Complaints"
    caption = pen.caption("complaints", stage=False, year=False)
    caption += f" {pen.year(pen.topic.period)} ({pen.year(before)})"
    return Drawn(caption, Grid((("", *map(pen.label, lines)), (name, *cells))))


@layout("target, result and rating")
def _(pen: Pen) -> Drawn:
    now, before = pen.topic.period, shifted(pen.topic.period, -1)
    head = (
        pen.one(("Indicator", "Performance measure")),
        "Target",
        pen.year(before),
        pen.year(now),
        pen.one(("RAG", "Status", "Rating")),
    )
    share, days = pen.line("on_time", True), pen.line("average")
    share = replace(share, sign=True)
    target = pen.facts.target
    said = pen.teller.expect(pen.topic.stream, pen.topic.stage, now, Measure.ON_TIME_TARGET, target, True)
    limit = pen.facts.limits(pen.topic.stream, pen.topic.stage)[0]
    pen.note(said.changed(target_days=limit) if share.limited else said)
    rows = [
        (pen.label(share), f"{target}%", pen.cell(share, before), pen.cell(share, now), pen.one(labels.RATINGS)),
        (pen.label(days), "", pen.cell(days, before), pen.cell(days, now), pen.one(labels.RATINGS)),
    ]
    return Drawn(pen.caption("complaints: performance against target", year=False), Grid((head, *rows)))


@layout("change column")
def _(pen: Pen) -> Drawn:
    now, before = pen.topic.period, shifted(pen.topic.period, -1)
    head = ("", pen.year(before), pen.year(now), pen.one(("Change", "Difference", "Variance", "+/-")))
    rows = []
    for name in ("received", "responded", "upheld", "not_upheld"):
        line, figures = pen.line(name), pen.facts.figures
        stream, stage = pen.topic.stream, pen.topic.stage
        change = getattr(figures[stream, stage, now], name) - getattr(figures[stream, stage, before], name)
        rows.append((pen.label(line), pen.cell(line, before), pen.cell(line, now), f"{change:+d}"))
    return Drawn(pen.caption("complaints", year=False), Grid((head, *rows)))


@layout("outcomes stacked in a cell")
def _(pen: Pen) -> Drawn:
    rows: list[Row] = [(pen.one(("Year", "")), pen.one(("Closed", "Answered")), "Outcome")]
    for year in pen.years:
        closed = pen.cell(Line("responded", False, ""), year)
        stack = [f"{pen.label(line)}: {pen.cell(line, year)}" for line in map(pen.line, OUTCOMES[:3])]
        rows.append((pen.year(year), closed, "<br/>".join(stack)))
    return Drawn(pen.caption("complaints and their outcomes", year=False), Grid(tuple(rows)))


@layout("quarters across")
def _(pen: Pen) -> Drawn:
    lines = pen.lines(("received", "responded", "upheld", "partially_upheld", "not_upheld", "on_time"), 4)
    names = pen.one(labels.QUARTERS)
    head = ("", *names, pen.one(("Total", "Year", "Full year", pen.year(pen.topic.period))))
    if any(line.percent for line in lines) and head[-1] == "Total":
        head = (*head[:-1], "Year")
    periods = [*(part(pen.full_year, f"Q{n}") for n in (1, 2, 3, 4)), pen.topic.period]
    rows = [(pen.label(line), *(pen.cell(line, period) for period in periods)) for line in lines]
    return Drawn(pen.caption("complaints by quarter"), Grid((head, *rows)))


@layout("quarters down, stages across", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages = [stage for stage in pen.stages() if stage is not Stage.STAGE_2_ESCALATED]
    line, names = pen.line("received"), pen.one(labels.QUARTERS)
    rows: list[Row] = [(pen.one(("Quarter", "")), *map(pen.named, stages))]
    for number, name in enumerate(names, 1):
        rows.append((name, *(pen.cell(line, part(pen.full_year, f"Q{number}"), stage) for stage in stages)))
    rows.append((pen.one(("Total", "Year")), *(pen.cell(line, pen.topic.period, stage) for stage in stages)))
    return Drawn(pen.caption("complaints received by quarter", stage=False), Grid(tuple(rows), total=True))


@layout("halves across")
def _(pen: Pen) -> Drawn:
    lines = pen.lines(("received", "responded", "upheld", "on_time"), 3)
    head = ("", *pen.one(labels.HALVES), pen.one(("Full year", "Year")))
    periods = [part(pen.full_year, "H1"), part(pen.full_year, "H2"), pen.topic.period]
    rows = [(pen.label(line), *(pen.cell(line, period) for period in periods)) for line in lines]
    return Drawn(pen.caption("complaints by half-year"), Grid((head, *rows)))


@layout("months across")
def _(pen: Pen) -> Drawn:
    names, numbers = labels.MONTHS[0], _months(pen)
    rows = ((*names, "Total"), (*map(pen.text, numbers), pen.cell(Line("received", False, ""), pen.topic.period)))
    return Drawn(pen.caption("complaints received by month"), Grid(rows, labels=0))


@layout("months down")
def _(pen: Pen) -> Drawn:
    names, numbers = pen.one(labels.MONTHS), _months(pen)
    head = ("Month", pen.one(("Received", "Complaints received")))
    rows = [(name, pen.text(number)) for name, number in zip(names, numbers, strict=True)]
    total = ("Total", pen.cell(Line("received", False, ""), pen.topic.period))
    return Drawn(pen.caption("complaints received by month"), Grid((head, *rows, total), total=True))


def _months(pen: Pen) -> list[int]:
    if pen.topic.stage is Stage.STAGE_2_ESCALATED:
        raise Unfit("not received")
    numbers = list(pen.facts.months[pen.topic.stream, pen.topic.stage])
    for at, number in enumerate(numbers, 1):
        period = part(pen.full_year, f"M{at:02d}")
        pen.note(pen.teller.expect(pen.topic.stream, pen.topic.stage, period, Measure.RECEIVED, number))
    return numbers


@layout("open, received, closed, still open")
def _(pen: Pen) -> Drawn:
    lines = [pen.line(name) for name in ("brought_forward", "received", "responded", "carried_forward")]
    years = [shifted(pen.full_year, -1), pen.full_year]
    rows = [(pen.label(line), *(pen.cell(line, year) for year in years)) for line in lines]
    return Drawn(pen.caption("complaints in hand", year=False), Grid((("", *map(pen.year, years)), *rows)))


@layout("side by side")
def _(pen: Pen) -> Drawn:
    now = pen.topic.period
    left = [pen.line(name) for name in OUTCOMES[:3]]
    right = [pen.line("on_time"), pen.line("late")]
    one = tuple((pen.label(line), pen.cell(line, now)) for line in left)
    two = tuple((pen.label(line), pen.cell(line, now)) for line in right)
    head = ("", "Number")
    return Drawn(
        pen.caption("complaints: outcomes"),
        Grid((("Outcome", "Number"), *one)),
        beside=(pen.caption("complaints: timeliness"), Grid((head, *two))),
    )
