"""Layouts of tables over several stages, or over several procedures."""

from __future__ import annotations

from schemas.codes import Measure, Stage, Stream
from tests.generator.layouts import MAIN, SUBJECTS, Row, layout
from tests.generator.pen import Drawn, Grid, Line, Pen, Span
from tests.generator.phrases import Subject
from tests.generator.telling import Unfit

# Several stages -------------------------------------------------------------------------------------


@layout("stages down, measures across", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages, lines = pen.stages(), [line for line in pen.lines(MAIN, 5) if not line.limited]
    head = (pen.one(("", "Stage")), *(pen.label(line) for line in lines))
    rows = [(pen.named(stage), *(pen.cell(line, pen.topic.period, stage) for line in lines)) for stage in stages]
    return Drawn(pen.caption(pen.one(SUBJECTS), stage=False), Grid((head, *rows)))


@layout("measures down, stages across", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages, lines = pen.stages(), [line for line in pen.lines(MAIN, 6) if not line.limited]
    head = (pen.one(("", "Measure")), *map(pen.named, stages))
    rows = [(pen.label(line), *(pen.cell(line, pen.topic.period, stage) for stage in stages)) for line in lines]
    return Drawn(pen.caption(pen.one(SUBJECTS), stage=False), Grid((head, *rows)))


@layout("total row over stages", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages = pen.stages()
    if pen.topic.stream is Stream.ALL:
        raise Unfit("received only at the first stage")
    lines = [pen.line(name) for name in ("responded", "upheld", "partially_upheld", "not_upheld")]
    rows: list[Row] = [("", *map(pen.label, lines))]
    rows += [(pen.named(stage), *(pen.cell(line, pen.topic.period, stage) for line in lines)) for stage in stages]
    totals = []
    for line in lines:
        figures = pen.facts.figures
        total = sum(getattr(figures[pen.topic.stream, stage, pen.topic.period], line.name) for stage in stages)
        pen.note(pen.teller.expect(pen.topic.stream, Stage.ALL, pen.topic.period, Measure(line.name), total))
        totals.append(pen.text(total))
    rows.append((pen.one(("Total", "All stages", "Both stages" if len(stages) == 2 else "All stages")), *totals))
    return Drawn(pen.caption("complaints by stage", stage=False), Grid(tuple(rows), total=True))


@layout("stage merged down, years across", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages, lines = pen.stages(), list(pen.lines(MAIN, 4))
    rows: list[Row] = [(pen.one(("Stage", "")), pen.one(("Measure", "")), *map(pen.year, pen.years))]
    spans: list[Span] = []
    for stage in stages:
        spans.append((len(rows), 0, len(rows) + len(lines) - 1, 0))
        for at, line in enumerate(lines):
            cells = (pen.cell(line, year, stage) for year in pen.years)
            rows.append((pen.named(stage) if at == 0 else "", pen.label(line, stage), *cells))
    return Drawn(
        pen.caption("complaints by stage", stage=False, year=False), Grid(tuple(rows), spans=tuple(spans), labels=2)
    )


@layout("stage in a row of its own", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages, lines = pen.stages(), pen.lines(MAIN, 4)
    rows: list[Row] = [("", *map(pen.year, pen.years))]
    spans: list[Span] = []
    for stage in stages:
        spans.append((len(rows), 0, len(rows), len(pen.years)))
        rows.append((f"<b>{pen.named(stage)}</b>", *("" for _ in pen.years)))
        rows += [(pen.label(line, stage), *(pen.cell(line, year, stage) for year in pen.years)) for line in lines]
    return Drawn(pen.caption("complaints by stage", stage=False, year=False), Grid(tuple(rows), spans=tuple(spans)))


@layout("year merged down, stages below", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages, lines = pen.stages(), [line for line in pen.lines(MAIN, 4) if not line.limited]
    rows: list[Row] = [("Year", "Stage", *map(pen.label, lines))]
    spans: list[Span] = []
    for year in pen.years:
        spans.append((len(rows), 0, len(rows) + len(stages) - 1, 0))
        for at, stage in enumerate(stages):
            cells = (pen.cell(line, year, stage) for line in lines)
            rows.append((pen.year(year) if at == 0 else "", pen.named(stage), *cells))
    return Drawn(
        pen.caption("complaints by year and stage", stage=False, year=False),
        Grid(tuple(rows), spans=tuple(spans), labels=2),
    )


@layout("spanning header: stage over years", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages, lines = pen.stages()[:2], [line for line in pen.lines(MAIN, 4) if not line.limited]
    width = len(pen.years)
    top: list[str] = [""]
    for stage in stages:
        top += [pen.named(stage), *[""] * (width - 1)]
    spans = tuple((0, 1 + at * width, 0, (at + 1) * width) for at in range(len(stages)))
    second = ("", *(pen.year(year) for _ in stages for year in pen.years))
    rows = [
        (pen.label(line), *(pen.cell(line, year, stage) for stage in stages for year in pen.years)) for line in lines
    ]
    return Drawn(
        pen.caption("complaints by stage and year", stage=False, year=False),
        Grid((tuple(top), second, *rows), header=2, spans=(*spans, (0, 0, 1, 0))),
    )


@layout("spanning header: year over measures", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    stages, lines = pen.stages(), [line for line in pen.lines(MAIN, 2) if not line.limited]
    if not lines:
        raise Unfit("no measures")
    width, years = len(lines), pen.years[:2]
    top: list[str] = [pen.one(("", "Stage"))]
    for year in years:
        top += [pen.year(year), *[""] * (width - 1)]
    spans = tuple((0, 1 + at * width, 0, (at + 1) * width) for at in range(len(years)))
    second = ("", *(pen.label(line) for _ in years for line in lines))
    rows = [(pen.named(stage), *(pen.cell(line, year, stage) for year in years for line in lines)) for stage in stages]
    return Drawn(
        pen.caption("complaints by year", stage=False, year=False),
        Grid((tuple(top), second, *rows), header=2, spans=(*spans, (0, 0, 1, 0))),
    )


@layout("met and missed", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    met, missed = pen.one(
        (
            ("Target met", "Target missed"),
            ("Met", "Missed"),
            ("On time", "Late"),
            ("Within time", "Out of time"),
            ("In time", "Overdue"),
        )
    )
    rows: list[Row] = [("", met, missed)]
    for stage in pen.stages():
        lines = (Line("on_time", False, ""), Line("late", False, ""))
        rows.append((pen.named(stage), *(pen.cell(line, pen.topic.period, stage) for line in lines)))
    return Drawn(pen.caption("complaints: response targets", stage=False), Grid(tuple(rows)))


@layout("average days by stage", Subject.NEXT)
def _(pen: Pen) -> Drawn:
    head = ("", pen.one(("Target", "Target (days)", "Limit")), *map(pen.year, pen.years))
    line, rows = Line("average", False, ""), []
    for stage in pen.stages():
        limit = pen.facts.limits(pen.topic.stream, stage)[0]
        pen.teller.named.add((pen.topic.stream, stage))
        rows.append((pen.named(stage), str(limit), *(pen.cell(line, year, stage) for year in pen.years)))
    return Drawn(
        pen.caption("complaints: average working days to respond", stage=False, year=False), Grid((head, *rows))
    )


# Several procedures ---------------------------------------------------------------------------------


@layout("streams down, measures across", Subject.WHOLE)
def _(pen: Pen) -> Drawn:
    pairs = [(stream, stage) for stream, stage in pen.pairs() if stage in (Stage.STAGE_1, Stage.ALL)]
    lines = [line for line in pen.lines(MAIN, 4) if not line.limited]
    rows: list[Row] = [
        (pen.one(("Procedure", "", "Type of complaint")), *(pen.label(line, *pairs[0][::-1]) for line in lines))
    ]
    rows += [
        (pen.named(stream), *(pen.cell(line, pen.topic.period, stage, stream) for line in lines))
        for stream, stage in pairs
    ]
    _first_or_all(pen)
    return Drawn(pen.dated("First-stage complaints by procedure"), Grid(tuple(rows)))


@layout("measures down, streams across", Subject.WHOLE)
def _(pen: Pen) -> Drawn:
    pairs = [(stream, stage) for stream, stage in pen.pairs() if stage in (Stage.STAGE_1, Stage.ALL)]
    lines = [line for line in pen.lines(MAIN, 5) if not line.limited]
    head = ("", *(pen.named(stream) for stream, _ in pairs))
    rows = [
        (
            pen.label(line, *pairs[0][::-1]),
            *(pen.cell(line, pen.topic.period, stage, stream) for stream, stage in pairs),
        )
        for line in lines
    ]
    _first_or_all(pen)
    return Drawn(pen.dated("Stage 1 complaints by procedure"), Grid((head, *rows)))


def _first_or_all(pen: Pen) -> None:
    """Under a heading that says stage 1, the adults' single stage may be called so or not."""
    pen.said[:] = [each.changed(stages=(Stage.STAGE_1,)) if each.stage is Stage.ALL else each for each in pen.said]


@layout("stream and stage merged down", Subject.WHOLE)
def _(pen: Pen) -> Drawn:
    pairs = pen.pairs()
    lines = [line for line in pen.lines(MAIN, 4) if not line.limited]
    rows: list[Row] = [("Procedure", "Stage", *(pen.label(line, *pairs[0][::-1]) for line in lines))]
    spans: list[Span] = []
    for procedure in pen.facts.procedures:
        spans.append((len(rows), 0, len(rows) + len(procedure.stages) - 1, 0))
        for at, stage in enumerate(procedure.stages):
            cells = (pen.cell(line, pen.topic.period, stage, procedure.stream) for line in lines)
            rows.append((pen.named(procedure.stream) if at == 0 else "", pen.named(stage), *cells))
    _first_or_all(pen)
    return Drawn(pen.dated("Complaints by procedure and stage"), Grid(tuple(rows), spans=tuple(spans), labels=2))


@layout("stream, stage and measure in one label", Subject.WHOLE)
def _(pen: Pen) -> Drawn:
    join = pen.one((" – ", " - ", ", ", ": "))
    lines = pen.lines(("received", "responded", "on_time", "average"), 2)
    rows: list[Row] = [("", *map(pen.year, pen.years))]
    for stream, stage in pen.pairs():
        for line in lines:
            words = [
                pen.named(stream),
                *([] if stage is Stage.ALL else [pen.named(stage)]),
                pen.label(line, stage, stream),
            ]
            rows.append((join.join(words), *(pen.cell(line, year, stage, stream) for year in pen.years)))
    return Drawn("Complaints by procedure", Grid(tuple(rows)))


@layout("header of three storeys", Subject.WHOLE)
def _(pen: Pen) -> Drawn:
    streams = [each.stream for each in pen.facts.procedures if Stage.STAGE_2 in each.stages][:2]
    if len(streams) < 2:
        raise Unfit("one procedure with two stages")
    lines, years = [line for line in pen.lines(MAIN, 3) if not line.limited], pen.years[:2]
    stages = (Stage.STAGE_1, Stage.STAGE_2)
    rows: list[Row] = [("", *_spread([pen.named(stream) for stream in streams], 4))]
    rows.append(("", *_spread([pen.named(stage) for _ in streams for stage in stages], 2)))
    rows.append(("", *(pen.year(year) for _ in range(4) for year in years)))
    for line in lines:
        cells = (pen.cell(line, year, stage, stream) for stream in streams for stage in stages for year in years)
        rows.append((pen.label(line, stages[0], streams[0]), *cells))
    spans = ((0, 1, 0, 4), (0, 5, 0, 8), *((1, at, 1, at + 1) for at in (1, 3, 5, 7)), (0, 0, 2, 0))
    return Drawn("Complaints by procedure, stage and year", Grid(tuple(rows), header=3, spans=spans))


def _spread(names: list[str], width: int) -> list[str]:
    return [text for name in names for text in (name, *[""] * (width - 1))]


@layout("kinds of feedback by year", Subject.WHOLE)
def _(pen: Pen) -> Drawn:
    rows: list[Row] = [(pen.one(("Type of feedback", "")), *map(pen.year, pen.years))]
    teller, streams = pen.teller, () if pen.teller.whole is Stream.ALL else (Stream.ALL,)
    rows.append(
        (
            pen.one(("Compliments", "Compliments received")),
            *(pen.text(pen.facts.compliments[year]) for year in pen.years),
        )
    )
    rows.append(
        (
            pen.one(("MP and councillor enquiries", "Member enquiries")),
            *(pen.text(pen.facts.enquiries[year]) for year in pen.years),
        )
    )
    for year in pen.years:
        pen.note(
            teller.expect(
                teller.whole, Stage.ALL, year, Measure.COMPLIMENTS, pen.facts.compliments[year], streams=streams
            )
        )
        pen.note(teller.expect(Stream.MEMBER_ENQUIRIES, Stage.ALL, year, Measure.RECEIVED, pen.facts.enquiries[year]))
    return Drawn("Other feedback received", Grid(tuple(rows)))
