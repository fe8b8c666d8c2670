"""How storing grows with the number of reports: ``python -m tests.bench.scale FOLDER [REPORTS]...``.

Invented results of reports, a hundred figures each unless said otherwise, go the way of a build from the spool on:
checks, benchmark, coverage, full-text search. For each number of reports a line: seconds, rate, size, memory, and how
long the ready questions take on the finished database.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count, islice
from pathlib import Path

from extractors.extraction import Extraction
from extractors.register import councils
from extractors.scope import Scope
from pipeline import store
from pipeline.child import peak
from pipeline.collect import Source
from pipeline.queries import QUERIES
from pipeline.spool import Spool
from pipeline.whose import owner
from schemas.codes import Outcome, Stream
from tests.bench.synthetic import FIRST_YEAR, YEARS, figures, period

#: What a reader types into the fields of a question; others stay empty.
ASKED = {"council": "stockport", "words": "parking", "stream": "corporate"}


def main() -> None:
    """Store, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("reports", nargs="*", type=int, default=[500, 5_000])
    parser.add_argument("--figures", type=int, default=100, help="how many figures a report gives")
    options = parser.parse_args()
    for reports in options.reports:
        print(measured(reports, options.figures, options.folder / f"scale-{reports}.db"), flush=True)


def measured(reports: int, most: int, out: Path) -> str:
    """One line about storing so many reports."""
    observations = 0
    kept = []
    with Spool(out.parent) as spool:
        for source, extraction in islice(invented(most), reports):
            observations += len(extraction.observations)
            load = partial(spool.get, spool.put(extraction))
            kept.append(store.Kept(source, owner(source, extraction), load))
        start, busy = time.perf_counter(), time.process_time()
        store.write_kept(kept, out)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
    size = out.stat().st_size / 1e6
    slowest = sorted(asked(out).items(), key=lambda item: -item[1])
    shown = ", ".join(f"{name} {1000 * each:.0f} ms" for name, each in slowest[:4])
    return (
        f"{reports:6,} reports, {observations:9,} observations: {seconds:6.1f} s, {busy:6.1f} s of a processor, "
        f"{observations / busy:6,.0f} in a second of it, {size:7,.1f} MB, peak {peak():4.0f} MB; "
        f"median question {1000 * slowest[len(slowest) // 2][1]:.0f} ms, {shown}"
    )


def asked(database: Path) -> dict[str, float]:
    """Seconds of a processor that each ready question takes, rows fetched."""
    taken = {}
    with closing(sqlite3.connect(database)) as connection:
        connection.create_function("escape_fts", 1, lambda words: f'"{words}"')
        for query in QUERIES:
            fields = {name: ASKED.get(name, "") for name in parameters(query.sql)}
            start = time.process_time()
            connection.execute(query.sql, fields).fetchmany(1000)
            taken[query.name] = time.process_time() - start
    return taken


def parameters(sql: str) -> set[str]:
    """The names that a question leaves open."""
    return set(re.findall(r"(?<!:):([a-z_]+)", sql))


def invented(most: int) -> Iterator[tuple[Source, Extraction]]:
    """Reports of twelve years of every council of the register, then of as many bodies again under other names."""
    for turn in count():
        for known in councils():
            body = replace(known, slug=f"{known.slug}-{turn}", name=f"{known.name} {turn}") if turn else known
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
                name = f"{body.slug}-{period(year)}"
                observations = tuple(islice(figures(body, year), most))
                scope = Scope(body, period(year), "Annual report", Stream.CORPORATE, Stream.ALL)
                sha256 = hashlib.sha256(name.encode()).hexdigest()
                pages = max(seen.box.page for seen in observations)
                yield Source(name, Path(f"{name}.pdf"), sha256), Extraction(Outcome.OK, "", pages, scope, observations)


if __name__ == "__main__":
    main()
