"""Layouts of tables by service, theme or channel, and of the ombudsman's cases."""

from __future__ import annotations

from schemas.codes import Dimension, Measure, Stage, Stream, Unit
from tests.generator import labels
from tests.generator.layouts import Row, layout
from tests.generator.pen import Drawn, Grid, Line, Pen
from tests.generator.phrases import Subject
from tests.generator.telling import Unfit

# Breakdowns -----------------------------------------------------------------------------------------


@layout("groups: number and share", Subject.SERVICE)
def _(pen: Pen) -> Drawn:
    return _shares(pen)


@layout("themes: number and share", Subject.THEME)
def _(pen: Pen) -> Drawn:
    return _shares(pen)


@layout("channels: number and share", Subject.CHANNEL)
def _(pen: Pen) -> Drawn:
    return _shares(pen)


HEADS = {
    Dimension.SERVICE_AREA: labels.SERVICE_HEADS,
    Dimension.THEME: labels.THEME_HEADS,
    Dimension.CHANNEL: labels.CHANNEL_HEADS,
}


def _shares(pen: Pen, room: float | None = None, repeat: bool = True) -> Drawn:
    """Groups down; how many complaints and what share of all; a total."""
    split = pen.split()
    share, head = pen.one(labels.SHARES), pen.one(HEADS[split.dimension])
    sign = ("%" not in share and "ercent" not in share) or pen.rng.random() < 0.5
    counted = pen.one(("Complaints", "Number", "Received", "Complaints received", "No."))
    with_share = pen.rng.random() < 0.7
    rows: list[Row] = [(head, counted, *([share] if with_share else []))]
    for at, group in enumerate(split.groups):
        cells = [pen.group(at), *([pen.group(at, percent=True, sign=sign)] if with_share else [])]
        rows.append((group[0], *cells))
    total = pen.cell(Line("received", False, ""), pen.topic.period)
    rows.append((pen.one(labels.TOTALS), total, *(["100%" if sign else "100"] if with_share else [])))
    subject = {"service_area": "service", "theme": "reason", "channel": "method of contact"}[split.dimension.value]
    return Drawn(
        pen.caption(f"complaints received by {subject}"), Grid(tuple(rows), total=True, room=room, repeat=repeat)
    )


@layout("over a page break, header repeated", Subject.SERVICE)
def _(pen: Pen) -> Drawn:
    return _shares(pen, room=95.0)


@layout("over a page break, header not repeated", Subject.SERVICE)
def _(pen: Pen) -> Drawn:
    return _shares(pen, room=95.0, repeat=False)


@layout("groups: received, upheld, on time", Subject.SERVICE)
def _(pen: Pen) -> Drawn:
    split = pen.split()
    rows: list[Row] = [
        (
            pen.one(HEADS[split.dimension]),
            "Received",
            "Upheld",
            pen.one(("% on time", "In time (%)", "% within timescale")),
        )
    ]
    sign = pen.rng.random() < 0.5
    for at, group in enumerate(split.groups):
        rows.append((group[0], pen.group(at), pen.group(at, "upheld"), pen.group(at, "on_time", True, sign)))
    return Drawn(pen.caption("complaints by service"), Grid(tuple(rows)))


@layout("groups across", Subject.THEME)
def _(pen: Pen) -> Drawn:
    split = pen.split()
    head = ("", *(group[0] for group in split.groups[:5]))
    row = (pen.one(("Complaints received", "Received")), *(pen.group(at) for at in range(len(head) - 1)))
    return Drawn(pen.caption("complaints by reason"), Grid((head, row)))


# The ombudsman --------------------------------------------------------------------------------------


@layout("ombudsman: decisions by kind", Subject.OMBUDSMAN)
def _(pen: Pen) -> Drawn:
    year = pen.facts.ombudsman[pen.topic.period]
    rows: list[Row] = [(pen.one(("Decision", "Outcome")), pen.one(("Number", "Cases")))]
    plain = {"Upheld": Measure.UPHELD, "Not upheld": Measure.NOT_UPHELD, "Incomplete or invalid": Measure.REJECTED}
    for kind, number in year.kinds.items():
        said = pen.teller.above(pen.topic.period, Measure.DECIDED, number, dimension=Dimension.DECISION, category=kind)
        if kind in plain:
            said = said.changed(either=pen.teller.above(pen.topic.period, plain[kind], number))
        pen.note(said)
        rows.append((kind, pen.text(number)))
    pen.note(pen.teller.above(pen.topic.period, Measure.DECIDED, year.decided))
    rows.append(("Total", pen.text(year.decided)))
    return Drawn(pen.dated("Ombudsman decisions"), Grid(tuple(rows), total=True))


@layout("ombudsman: measures by year", Subject.OMBUDSMAN)
def _(pen: Pen) -> Drawn:
    labelled = (
        (Measure.RECEIVED, "received", ("Complaints received by the Ombudsman", "Received")),
        (Measure.DECIDED, "decided", ("Decisions made", "Decided")),
        (Measure.INVESTIGATED, "investigated", ("Detailed investigations", "Investigated in detail")),
        (Measure.UPHELD, "upheld", ("Upheld", "Complaints upheld")),
    )
    rows: list[Row] = [("", *map(pen.year, pen.years))]
    for measure, name, words in labelled:
        cells = [getattr(pen.facts.ombudsman[year], name) for year in pen.years]
        for year, number in zip(pen.years, cells, strict=True):
            pen.note(pen.teller.above(year, measure, number))
        rows.append((pen.one(words), *map(pen.text, cells)))
    return Drawn("Ombudsman complaints", Grid(tuple(rows)))


@layout("ombudsman: national columns", Subject.OMBUDSMAN)
def _(pen: Pen) -> Drawn:
    year, period = pen.facts.ombudsman[pen.topic.period], pen.topic.period
    ours = pen.one((pen.facts.council.name, "Council", "Our result"))
    rate = pen.teller.rate(year.upheld, year.investigated)
    pen.note(pen.teller.above(period, Measure.UPHELD, rate, percent=True))
    pen.note(pen.teller.above(period, Measure.COMPLIANCE, year.complied, percent=True))
    others = [f"{pen.rng.randint(50, 80)}%" for _ in range(2)]
    rows: tuple[Row, ...] = (
        ("", ours, pen.one(("Similar councils", "Similar authorities")), pen.one(("National average", "England"))),
        (pen.one(("Uphold rate", "% upheld")), pen.text(rate, True), *others),
        (pen.one(("Compliance with recommendations", "Compliance rate")), f"{year.complied}%", "99%", "100%"),
    )
    return Drawn(pen.dated("Ombudsman uphold and compliance rates"), Grid(rows))


@layout("per thousand homes", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    if pen.topic.stream is not Stream.HOUSING:
        raise Unfit("landlords only")
    homes = pen.rng.randint(4, 40) * 1000
    rows: list[Row] = [(pen.one(("Measure", "Tenant satisfaction measure")), pen.year(pen.topic.period))]
    for stage in (Stage.STAGE_1, Stage.STAGE_2):
        received = pen.facts.figures[Stream.HOUSING, stage, pen.topic.period].received
        value = round(1000 * received / homes, 1)
        pen.note(
            pen.teller.expect(Stream.HOUSING, stage, pen.topic.period, Measure.RECEIVED, value, unit=Unit.PER_1000)
        )
        rows.append((f"{pen.named(stage)} complaints received per 1,000 homes", pen.text(value)))
    return Drawn("Complaints relative to the size of the landlord", Grid(tuple(rows)))
