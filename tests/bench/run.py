"""The benchmark: ``python -m tests.bench.run`` measures speed beside peers, memory, scale and accuracy as tables.

Every reader is a program of its own, started anew, timed from outside; its memory is what the system says that its
largest process held. The readers take turns, ``--rounds`` times, and the median counts, since a busy machine slows all
alike. Nothing takes longer than ``--seconds``: what does is stopped, and said to be. Camelot and PyMuPDF are measured
where they are installed: ``--peers`` names the Python that has them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from extractors.pages import pick
from extractors.reading.document import read
from extractors.report import extract
from tests.bench.packs import pack
from tests.bench.peers import PEERS
from tests.generator.report import Report, made, make_report, make_short_report

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "sample"
#: Reports that packs are made around: file, council, pages of the pack.
PACKED = (
    ("stockport-annual-2023-24", "Stockport Metropolitan Borough Council", 120),
    ("lancashire-2022-23", "Lancashire County Council", 150),
    ("buckinghamshire-2024-25", "Buckinghamshire Council", 180),
)
LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2", "spacy")
#: How many made-up reports are read beside the samples.
WHOLE = 60
#: What `upheld build` ends with where some reports gave no figures, as some made-up ones are meant to.
SOME_FAILED = 1
#: A reader whose run takes longer than this is not run again.
SLOW = 60.0


class Run(NamedTuple):
    """One program: seconds by the clock (None where it did not end well) and of all processors, and what it printed.

    ``peak`` is the memory of its largest process in MB, ``stopped`` the seconds after which it was stopped, else 0.
    """

    seconds: float | None
    work: float
    peak: float
    said: str
    stopped: float = 0.0


def main() -> None:
    """Measure what is asked for and print it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["speed", "scale", "accuracy"], help="speed, scale, accuracy")
    parser.add_argument("--dense", nargs="+", type=Path, default=[], metavar="PATH", help="more reports to time")
    parser.add_argument("--packs", nargs="+", type=Path, default=[], metavar="PATH", help="more packs to time")
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON", help="a Python with camelot and PyMuPDF")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=300.0, help="the longest that one run may take")
    parser.add_argument("--reports", type=int, nargs="+", default=[10, 100], help="numbers of reports for the scale")
    parser.add_argument("--labelled", nargs="+", type=Path, default=[], metavar="PATH", help="reports people labelled")
    parser.add_argument("--gold", type=Path, help="the folder of their labels")
    parser.add_argument("--scorer", type=Path, help="the program that compares: SCORER DATABASE --gold FOLDER")
    parser.add_argument("--tables", type=Path, help="a folder of labelled tables, as tests.bench.tables reads it")
    options = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    print(", ".join(f"{library} {version(library)}" for library in LIBRARIES))
    with tempfile.TemporaryDirectory() as folder:
        for what in options.what:
            {"speed": speed, "scale": scale, "accuracy": accuracy}[what](options, Path(folder))


# Speed ------------------------------------------------------------------------------------------------


def speed(options: argparse.Namespace, folder: Path) -> None:
    """Pages a second of `upheld build` and of its peers, on reports and on packs."""
    make_reports(WHOLE, folder / "made", make_report)
    reports = [SAMPLES, folder / "made", *options.dense]
    compare("Complaints reports", files_in(reports), options, folder)
    compare("Packs of papers with one complaints report", [*packs(folder), *files_in(options.packs)], options, folder)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The PDFs among files and in folders."""
    return [file for path in paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]


def packs(folder: Path) -> list[Path]:
    """Packs made around sample reports."""
    written = []
    for seed, (name, council, pages) in enumerate(PACKED):
        path = folder / f"pack-{name}.pdf"
        path.write_bytes(pack(SAMPLES / f"{name}.pdf", council, pages, seed)[0])
        written.append(path)
    return written


def compare(title: str, files: Sequence[Path], options: argparse.Namespace, folder: Path) -> None:
    """Every reader on the same files, in turn."""
    names = [str(file) for file in files]
    peers = str(Path(__file__).with_name("peers.py"))
    commands = {
        "upheld, 2 workers": built(names, folder / "two.db", "2"),
        "upheld, 1 worker": built(names, folder / "one.db", "1"),
        **{peer: [options.peers, peers, peer, *names] for peer in PEERS},
    }
    commands["pdfplumber"][0] = sys.executable
    pages = count_pages(files)
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            done = runs[name]
            if not done or (done[0].seconds is not None and done[0].seconds < SLOW):
                done.append(timed(command, options.seconds))
    naive = rate(runs["pdfplumber"], pages)
    print(f"\n### {title}: {len(files)} files, {pages} pages\n")
    print("| reader | seconds | pages/s | times pdfplumber | processor seconds | peak memory | gives |")
    print("|---|---|---|---|---|---|---|")
    for name, done in runs.items():
        speed_of = rate(done, pages)
        seconds = median(done)
        if speed_of is None or naive is None:
            print(f"| {name} | {done[0].said} | | | | | |")
            continue
        peak, work = max(run.peak for run in done), statistics.median(run.work for run in done)
        gives = figures(folder / "two.db") if name.startswith("upheld") else f"{_last(done[0].said)[1]} tables"
        took = f"{seconds:.1f}" if seconds is not None else f"stopped after {pages_done(done[0])} pages"
        rates = f"{took} | {speed_of:.1f} | {speed_of / naive if naive else 0:.1f} | {work:.1f}"
        print(f"| {name} | {rates} | {peak:.0f} MB | {gives} |")


def rate(runs: Sequence[Run], pages: int) -> float | None:
    """Pages a second of a reader, also of one that was stopped; None of one that failed."""
    seconds = median(runs)
    if seconds is not None:
        return pages / seconds
    stopped = next((run for run in runs if run.stopped), None)
    return pages_done(stopped) / stopped.stopped if stopped else None


def pages_done(run: Run) -> int:
    """How many pages a peer had read when it was stopped, as far as it said so."""
    return _last(run.said)[0]


def _last(said: str) -> tuple[int, int]:
    """Pages and tables that a peer said last."""
    pages, tables = json.loads(said.splitlines()[-1]) if said.startswith("[") else (0, 0)
    return pages, tables


def built(names: Sequence[str], out: Path, workers: str) -> list[str]:
    """The command that builds a database of reports from nothing."""
    command = [sys.executable, "-m", "pipeline.cli", "build", *names, "--out", str(out), "--workers", workers]
    return [*command, "--no-cache", "--no-files"]


def count_pages(files: Sequence[Path]) -> int:
    """Pages of all files."""
    total = 0
    for file in files:
        with pypdfium2.PdfDocument(file) as document:
            total += len(document)
    return total


def median(runs: Sequence[Run]) -> float | None:
    """The median seconds of runs; None where one failed."""
    seconds = [run.seconds for run in runs if run.seconds is not None]
    return statistics.median(seconds) if len(seconds) == len(runs) else None


def figures(database: Path) -> str:
    """How many observations a database holds."""
    with sqlite3.connect(database) as connection:
        return f"{connection.execute('SELECT count(*) FROM observations').fetchone()[0]:,} figures"


def timed(command: Sequence[str], limit: float, fine: int = 0) -> Run:
    """Run a program to its end, or to the limit. It ended well with 0 or the code that is ``fine``."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=err, start_new_session=True)
        timer = _alarm(process, limit)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        stopped = timer()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said, wrong = out.read().decode().strip(), err.read().decode().strip()
    peak = usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
    work = usage.ru_utime + usage.ru_stime
    if stopped:
        return Run(None, work, peak, said, limit)
    if process.returncode not in (0, fine):
        missing = "ModuleNotFoundError" in wrong
        return Run(None, work, peak, "not installed" if missing else f"failed: {wrong.splitlines()[-1][:80]}")
    return Run(seconds, work, peak, said)


def _alarm(process: subprocess.Popen[bytes], limit: float) -> Callable[[], bool]:
    """Stops a program and all that it started at the limit; the result ends the waiting and tells whether it did."""
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True
        os.killpg(process.pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)

    def ended() -> bool:
        signal.setitimer(signal.ITIMER_REAL, 0)
        return stopped

    return ended


# Scale ------------------------------------------------------------------------------------------------


def scale(options: argparse.Namespace, folder: Path) -> None:
    """Builds of more and more short reports, from nothing and again from the cache."""
    print("\n### Numbers of reports (one page each)\n")
    print("| reports | seconds | reports/s | again, unchanged | peak memory | database | gives |")
    print("|---|---|---|---|---|---|---|")
    for count in sorted(options.reports):
        reports = folder / f"reports-{count}"
        make_reports(count, reports, short_report)
        out = folder / f"scale-{count}.db"
        first = timed(_cached(reports, out, folder / f"cache-{count}"), options.seconds, fine=SOME_FAILED)
        if first.seconds is None:
            print(f"| {count:,} | {first.said or 'stopped'} | | | | | |")
            break
        again = timed(_cached(reports, out, folder / f"cache-{count}"), options.seconds, fine=SOME_FAILED)
        size = out.stat().st_size / 1_000_000
        rate = f"{first.seconds:.1f} | {count / first.seconds:.1f} | {again.seconds or 0:.1f} s"
        print(f"| {count:,} | {rate} | {first.peak:.0f} MB | {size:.1f} MB | {figures(out)} |")


def _cached(reports: Path, out: Path, cache: Path) -> list[str]:
    """The command that builds a database with a cache of its own."""
    command = [sys.executable, "-m", "pipeline.cli", "build", str(reports), "--out", str(out), "--no-files"]
    return ["env", f"UPHELD_CACHE={cache}", *command, "--workers", "2"]


def make_reports(count: int, folder: Path, make: Callable[[str], Report]) -> None:
    """So many made-up reports."""
    folder.mkdir()
    for number in range(count):
        report = make(str(number))
        report.write(folder / f"{report.name}.pdf")


def short_report(number: str) -> Report:
    """A report of one sentence or table: of each kind in turn."""
    names = list(made())
    return make_short_report(f"{names[int(number) % len(names)]}#{int(number) // len(names)}")


# Accuracy ---------------------------------------------------------------------------------------------


def accuracy(options: argparse.Namespace, folder: Path) -> None:
    """Made-up reports that are read back, and reports in packs that are read as they are alone."""
    done = timed([sys.executable, "-m", "tests.generator", "--seeds", "0:20"], options.seconds)
    print("\n### Accuracy on 20 made-up reports\n")
    print(done.said.splitlines()[0] if done.seconds else done.said)
    if options.labelled and options.gold and options.scorer:
        database = folder / "labelled.db"
        names = [str(file.resolve()) for file in files_in(options.labelled)]
        timed(built(names, database, "2"), options.seconds, fine=SOME_FAILED)
        scorer = [str(options.scorer.resolve()), str(database), "--gold", str(options.gold.resolve())]
        print(f"\n### Accuracy on labelled reports\n\n{_printed(scorer, options.seconds)}")
    if options.tables:
        tables = [str(Path(__file__).with_name("tables.py")), str(options.tables.resolve())]
        print(f"\n### Accuracy on labelled tables\n\n{_printed(tables, options.seconds)}")
    print("\n### Figures of a report in a pack\n")
    print("| pack | pages | read closely | of the report's figures found | others |")
    print("|---|---|---|---|---|")
    for path in packs(folder):
        print("| " + " | ".join(map(str, in_pack(path))) + " |")


def _printed(program: Sequence[str], seconds: float) -> str:
    """What a Python program printed, as a block of its own."""
    return "\n".join(f"    {line}" for line in timed([sys.executable, *program], seconds).said.splitlines())


def in_pack(path: Path) -> tuple[str, int, int, str, int]:
    """Of a pack: name, pages, pages read closely, how many figures of its report were found, and how many others."""
    name = path.stem.removeprefix("pack-")
    alone, inside = extract(SAMPLES / f"{name}.pdf"), extract(path)
    own = {seen.model_dump_json(exclude={"box"}) for seen in alone.observations}
    found = {seen.model_dump_json(exclude={"box"}) for seen in inside.observations}
    closely = sum(not info.passed_over for info in read(path, pick=pick).pages)
    return name, inside.pages, closely, f"{len(own & found)} of {len(own)}", len(found - own)


if __name__ == "__main__":
    main()
