"""A large database of invented reports: ``python tests/bench/synthetic.py OUT.db [--reports 5000] [--pdfs 40]``.

The observations take the store's own way: checks, benchmark, coverage, indexes. A hundred observations to a report, the
same in every run; the first reports also get a PDF on the shelf, so that their pages can be shown.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extractors.register import Council, councils
from extractors.report import Extraction
from extractors.scope import Council as Publisher
from extractors.scope import Scope
from pipeline import shelf, store
from pipeline.collect import Source
from schemas.codes import Dimension, Measure, Method, Outcome, PeriodType, Stage, Stream, Unit
from schemas.observation import Box, Observation, Unread

FIRST_YEAR, YEARS = 2012, 12
#: Height of a page in points, and how many numbers stand on one.
HEIGHT, ON_A_PAGE = 842, 20

#: Procedures of an English council with their stages and limits.
STEPS: dict[Stream, dict[Stage, int | None]] = {
    Stream.CORPORATE: {Stage.STAGE_1: 10, Stage.STAGE_2: 20, Stage.OMBUDSMAN: None},
    Stream.ADULT_SOCIAL_CARE: {Stage.ALL: 20},
    Stream.CHILDREN_STATUTORY: {Stage.STAGE_1: 10, Stage.STAGE_2: 65},
    Stream.HOUSING: {Stage.STAGE_1: 10, Stage.STAGE_2: 20},
}
SERVICES = (
    "Council Tax",
    "Highways",
    "Housing Repairs",
    "Libraries",
    "Parking",
    "Planning",
    "Schools Admissions",
    "Street Lighting",
    "Trees",
    "Waste",
)
THEMES = ("Delay", "Staff conduct", "Quality of service", "Policy", "Communication")


def main() -> None:
    """Build the database and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--pdfs", type=int, default=40, help="how many reports get a PDF")
    options = parser.parse_args()
    start = time.perf_counter()
    readings = list(invented(options.reports, options.pdfs, shelf.beside(options.out)))
    store.write(readings, options.out)
    observations = sum(len(extraction.observations) for _, extraction in readings)
    size = options.out.stat().st_size / 1e6
    print(f"{len(readings)} reports, {observations:,} observations, {size:.0f} MB, {time.perf_counter() - start:.0f} s")


def invented(reports: int, pdfs: int, root: Path) -> Iterator[tuple[Source, Extraction]]:
    """Reports of all councils of the register, year by year from the latest."""
    pairs = [(council, FIRST_YEAR + YEARS - 1 - back) for back in range(YEARS) for council in councils()]
    for at, (council, year) in enumerate(pairs[:reports]):
        observations = tuple(figures(council, year))
        name = f"{council.slug}-{period(year)}"
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        if at < pdfs:
            sha256 = typeset(observations, root)
        scope = Scope(
            Publisher(council.slug, council.name), period(year), "Annual report", Stream.CORPORATE, Stream.ALL
        )
        pages = max(seen.box.page for seen in observations)
        unread = (Unread(box=place(900), text="17 of them", reason="no measure"),)
        yield (
            Source(name, Path(f"{name}.pdf"), sha256),
            Extraction(Outcome.OK, "", pages, scope, observations, unread),
        )


def period(year: int) -> str:
    """A financial year by its first calendar year."""
    return f"{year}-{(year + 1) % 100:02}"


def place(at: int) -> Box:
    """Where the number with this position in the report stands."""
    page, line = divmod(at, ON_A_PAGE)
    top = 80.0 + 36 * line
    return Box(page=page + 1, x0=72, top=top, x1=110, bottom=top + 12)


def figures(council: Council, year: int) -> Iterator[Observation]:
    """About a hundred observations: this year and the last, quarters of one procedure, two breakdowns."""
    chance = random.Random(f"{council.slug} {year}")
    size = (council.population or 200_000) / 10_000
    at = 0

    def state(measure: Measure, value: float, unit: Unit = Unit.COUNT, **more: object) -> Observation:
        nonlocal at
        fields = {"council": council.slug, "period": period(year), "period_type": PeriodType.FINANCIAL_YEAR} | more
        words = f"{value:g} {unit} {measure} in {fields['period']}"
        at += 1
        return Observation(
            measure=measure,
            unit=unit,
            value=value,
            box=place(at - 1),
            method=chance.choice((Method.TABLE, Method.PROSE)),
            evidence=words,
            confidence=0.9,
            **fields,  # type: ignore[arg-type]
        )

    for stream, stages in STEPS.items():
        for stage, limit in stages.items():
            received = chance.randint(3, round(12 * size) + 4)
            responded = max(received - chance.randint(0, 3), 1)
            upheld = chance.randint(0, responded)
            partly = chance.randint(0, responded - upheld)
            step = {"stream": stream, "stage": stage}
            yield state(Measure.RECEIVED, received, **step)
            yield state(Measure.RESPONDED, responded, **step)
            yield state(Measure.UPHELD, upheld, **step)
            yield state(Measure.PARTIALLY_UPHELD, partly, **step)
            yield state(Measure.NOT_UPHELD, responded - upheld - partly, **step)
            if limit:
                on_time = chance.randint(0, responded)
                days = {"target_days": chance.choice((limit, limit, 2 * limit if limit < 60 else limit))}
                yield state(Measure.ON_TIME, on_time, **step, **days)
                yield state(Measure.ON_TIME, round(100 * on_time / responded), Unit.PERCENT, **step, **days)
            before = {"period": period(year - 1), "restates": True}
            yield state(Measure.RECEIVED, chance.randint(3, round(12 * size) + 4), **step, **before)
    first = {"stream": Stream.CORPORATE, "stage": Stage.STAGE_1}
    for quarter in range(1, 5):
        part = {"period": f"{period(year)} Q{quarter}", "period_type": PeriodType.QUARTER}
        yield state(Measure.RECEIVED, chance.randint(1, round(3 * size) + 2), **first, **part)
        yield state(Measure.ON_TIME, chance.randint(40, 100), Unit.PERCENT, **first, **part, target_days=10)
    for dimension, categories in ((Dimension.SERVICE_AREA, SERVICES), (Dimension.THEME, THEMES)):
        for category in categories:
            for measure in (Measure.RECEIVED, Measure.UPHELD):
                group = {"dimension": dimension, "category": category}
                yield state(measure, chance.randint(0, round(2 * size) + 2), **first, **group)


def typeset(observations: tuple[Observation, ...], root: Path) -> str:
    """Write a PDF with every number at its box and put it on the shelf; return its SHA-256."""
    beside = root.parent / f".{root.name}.pdf"
    canvas = Canvas(str(beside), pagesize=(595, HEIGHT), invariant=True)
    page = 1
    for seen in observations:
        if seen.box.page != page:
            canvas.showPage()
            page = seen.box.page
        canvas.drawString(seen.box.x0, HEIGHT - seen.box.bottom + 2, f"{seen.value:g}")
        canvas.drawString(130, HEIGHT - seen.box.bottom + 2, seen.evidence)
    canvas.save()
    sha256 = hashlib.sha256(beside.read_bytes()).hexdigest()
    shelf.put(root, beside, sha256)
    beside.unlink()
    return sha256


if __name__ == "__main__":
    main()
