"""Fuzzing: damaged copies of the sample reports are read for as long as there is time.

    python -m tests.reliability.fuzz --seconds 300 --seed 1 --keep crashes

Reading a file may say that it is damaged, but it may raise nothing, never hang, and what it gives must fit into a
database: one broken file would otherwise stop a build of thousands. Whatever fails is kept with its seed, which
makes it again: ``python -m tests.reliability.fuzz --seed 17 --seconds 0``.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from extractors.extraction import Extraction
from extractors.reading.modes import Ocr
from extractors.report import extract
from pipeline import record, store
from pipeline.cli import SAMPLE
from pipeline.collect import Source
from tests.reliability.mutate import mutated

#: A damaged sample of a few pages that takes longer hangs.
LONGEST = 30


class Hang(BaseException):
    """Reading took too long; no ``except Exception`` on the way catches it."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise ``Hang`` when the time is up."""

    def up(*_: object) -> None:
        raise Hang(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def samples() -> list[bytes]:
    """The reports that come with the project."""
    return [path.read_bytes() for path in sorted(SAMPLE.glob("*.pdf"))]


def check(pdf: bytes, folder: Path) -> Extraction:
    """Read a file and store what it gives; raises for what must not happen."""
    path = folder / "report-2023-24.pdf"
    path.write_bytes(pdf)
    with within(LONGEST):
        extraction = extract(path, Ocr.NEVER)
    for seen in (*extraction.observations, *extraction.unread):
        box = seen.box
        assert 1 <= box.page <= extraction.pages, f"page {box.page} of {extraction.pages}"
        assert all(map(math.isfinite, (box.x0, box.top, box.x1, box.bottom))), f"box {box}"
    assert extraction.observations or extraction.message, "nothing was found, and nothing says why"
    assert record.load(record.dump(extraction)) == extraction, "cannot be sent from one process to another"
    source = Source("report-2023-24", path, hashlib.sha256(pdf).hexdigest())
    store.write([(source, extraction)], folder / "upheld.db")
    return extraction


def bound_memory(megabytes: int) -> None:
    """Let this process have no more memory, where the system can see to that."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)


def main() -> None:
    """Read damaged files until the time is over; end with 1 if something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="for how long; 0 for a single file")
    parser.add_argument("--seed", type=int, default=1, help="the first file; the next ones count on from it")
    parser.add_argument("--keep", type=Path, help="a folder for the files that failed")
    options = parser.parse_args()
    bound_memory(2000)
    pdfs, came, failures = samples(), Counter[str](), 0
    start, seed, slowest = time.monotonic(), options.seed, (0.0, 0)
    with tempfile.TemporaryDirectory() as folder:
        while True:
            pdf, begun = mutated(pdfs, seed), time.monotonic()
            try:
                came[check(pdf, Path(folder)).outcome] += 1
            except MemoryError:
                came["out_of_memory"] += 1
            except (Exception, Hang) as error:
                failures += 1
                print(f"seed {seed}: {''.join(traceback.format_exception(error)[-3:])}", flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"seed-{seed}.pdf").write_bytes(pdf)
            slowest = max(slowest, (time.monotonic() - begun, seed))
            seed += 1
            if time.monotonic() - start >= options.seconds:
                break
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in came.most_common())
    print(
        f"{seed - options.seed} files, {failures} failures; {outcomes}; slowest {slowest[0]:.1f} s (seed {slowest[1]})"
    )
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
