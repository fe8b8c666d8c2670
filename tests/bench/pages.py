"""How long pages take a server: ``python tests/bench/pages.py DATABASE [--rounds 5]``.

Every route with several councils, reports and figures, each asked for once to warm up and then timed. With
``tests/bench/synthetic.py`` it answers whether the site stays quick with half a million observations.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from pipeline import shelf
from schemas.tables import TABLES

ROOT = Path(__file__).parents[2]

#: Milliseconds within which 95 of 100 warm answers, and the first answer of an evidence page, should come.
WARM, COLD = 150.0, 300.0


def main() -> None:
    """Measure every route and print a line for each; the exit code is 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is timed")
    parser.add_argument("--only", default="", help="routes whose name contains this")
    options = parser.parse_args()
    slow = []
    with serving(options.database) as (address, server), httpx.Client(base_url=address, timeout=60) as client:
        pairs = drawable(options.database)
        for name, paths in (
            ("evidence page, cold", [pair[0] for pair in pairs]),
            ("its picture, cold", [pair[1] for pair in pairs]),
        ):
            times = [timed(client, path) for path in paths] or [0.0]
            print(f"{name:34} p50 {statistics.median(times):7.1f} ms   max {max(times):7.1f} ms")
            slow += [name] if max(times) > COLD else []
        for name, paths in routes(options.database).items():
            if options.only not in name:
                continue
            for path in paths:
                timed(client, path)
            before = busy(server)
            times = [timed(client, path) for _ in range(options.rounds) for path in paths]
            work = (busy(server) - before) / len(times)
            p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
            slow += [name] if p95 > WARM else []
            mark = "  SLOW" if p95 > WARM else ""
            print(
                f"{name:34} p50 {statistics.median(times):7.1f} ms   p95 {p95:7.1f} ms   "
                f"processor {work:6.1f} ms   {len(times)} answers{mark}"
            )
    if slow:
        sys.exit(f"over the limit: {', '.join(slow)}")


@contextmanager
def serving(database: Path) -> Iterator[tuple[str, int]]:
    """The address of a server of its own, which has drawn no pictures yet, and its process."""
    with tempfile.TemporaryDirectory() as empty:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "pipeline.cli", "serve", str(database.resolve()), "--port", "0"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": empty},
        )
        yield from _answering(process)


def _answering(process: subprocess.Popen[str]) -> Iterator[tuple[str, int]]:
    try:
        assert process.stdout
        found = re.search(r"http://[\d.:]+\d", process.stdout.readline())
        assert found, "the server did not start"
        yield found[0], process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)


def busy(process: int) -> float:
    """Milliseconds of processor that a process has used so far, which do not depend on what else the machine does."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(client: httpx.Client, path: str) -> float:
    """Milliseconds until an answer is complete."""
    start = time.perf_counter()
    answer = client.get(path)
    took = 1000 * (time.perf_counter() - start)
    if answer.status_code != 200:
        sys.exit(f"{path}: {answer.status_code}")
    return took


def drawable(database: Path, wanted: int = 12) -> list[tuple[str, str]]:
    """A figure each of some reports whose PDF is on the shelf: its page, and the picture that is drawn for it."""
    query = "select min(o.id), r.sha256, o.page from reports as r join observations as o using (report) group by report"
    with sqlite3.connect(database) as connection:
        found = connection.execute(query).fetchall()
    root = shelf.beside(database)
    return [
        (f"/figures/{identity}", f"/-/page-image/{sha256}/{page}.png")
        for identity, sha256, page in found
        if sha256 and shelf.path(root, sha256).exists()
    ][:wanted]


def routes(database: Path) -> dict[str, list[str]]:
    """Paths by route: the same page of several councils, reports and figures."""
    with sqlite3.connect(database) as connection:
        councils = spread(column(connection, "select council from councils order by council"))
        reports = spread(column(connection, "select report from reports order by report"))
        figures = spread(column(connection, "select id from observations order by id limit 2000"))
        discrepancies = spread(column(connection, "select id from discrepancies order by id limit 2000"))
        tables = [table.name for table in TABLES]
        years = column(connection, "select distinct year from benchmark order by year desc limit 3")
    where = "stream=corporate&stage=stage_1"
    return {
        "home": ["/"],
        "councils": ["/councils", "/councils?q=bo"],
        "council": [f"/councils/{council}" for council in councils],
        "report": [f"/reports/{report}" for report in reports],
        "figure": [f"/figures/{identity}" for identity in figures],
        "compare": [
            f"/compare?{where}&year={year}&measure={measure}&council={councils[1]}&peers={peers}"
            for year in years
            for measure in ("upheld_rate", "on_time_rate", "per_10000")
            for peers in ("all", "nearest")
        ],
        "compare, nothing chosen": ["/compare"],
        "compare as CSV": [f"/compare.csv?{where}&year={year}&measure=upheld_rate" for year in years],
        "discrepancies": ["/discrepancies", *(f"/discrepancies?council={council}" for council in councils[:4])],
        "discrepancy": [f"/discrepancies/{identity}" for identity in discrepancies],
        "terms": ["/terms"],
        "sitemap": ["/sitemap.xml"],
        "api benchmark": ["/api/benchmark", *(f"/api/benchmark?council={council}" for council in councils)],
        "api benchmark, 1,000 rows": [f"/api/benchmark?{where}&limit=1000"],
        "api observations": [
            "/api/observations",
            "/api/observations?measure=received&dimension=none",
            f"/api/observations?measure=on_time&period={years[0]}&unit=percent",
            *(f"/api/observations?council={council}&dimension=theme" for council in councils[:4]),
        ],
        "api councils": ["/api/councils"],
        **{f"table {name}": [f"/{database.stem}/{name}"] for name in tables},
    }


def column(connection: sqlite3.Connection, query: str) -> list[str]:
    """The first column of an answer."""
    return [row[0] for row in connection.execute(query)]


def spread(values: list[str], wanted: int = 8) -> list[str]:
    """Some of the values, evenly from all of them."""
    return values[:: max(len(values) // wanted, 1)][:wanted]


if __name__ == "__main__":
    main()
