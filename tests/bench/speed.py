"""Pages per second and peak memory of reading a folder: ``python tests/bench/speed.py FOLDER``."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from pipeline.collect import collect
from pipeline.problem import Problem
from pipeline.task import Job, perform


def main() -> None:
    """Read every report below the paths and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="PDF files or folders")
    try:
        sources = collect(parser.parse_args().paths).sources
    except Problem as problem:
        sys.exit(str(problem))
    pages = 0
    start = time.perf_counter()
    for source in sources:
        begun = time.perf_counter()
        extraction = perform(Job(str(source.path), source.sha256 or ""))
        seconds = time.perf_counter() - begun
        pages += extraction.pages
        found = f"{len(extraction.observations):5} observations"
        print(f"{source.report:50} {extraction.pages:4} pages {seconds:6.1f} s {found} {peak():6.0f} MB peak")
    seconds = time.perf_counter() - start
    print(
        f"{len(sources)} reports, {pages} pages in {seconds:.1f} s: {pages / seconds:.1f} pages/s, peak {peak():.0f} MB"
    )


def peak() -> float:
    """Most memory this process has held so far, in megabytes."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()
