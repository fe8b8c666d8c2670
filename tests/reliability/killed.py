"""Builds killed at random points: ``python -m tests.reliability.killed [TIMES] [--seed N]``.

After each, the published database has to open, to be sound, and to be the old or the new one to the byte.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "corpus" / "sample"
OLD = [SAMPLE / "fife-2016-17.pdf"]
NEW = [*OLD, SAMPLE / "stockport-mid-year-2021-22.pdf", SAMPLE / "lancashire-2022-23.pdf"]


def killed(times: int, folder: Path, seed: int = 0) -> Counter[str]:
    """Kill a build so often; how often the old database was there afterwards, and the new one.

    Every other build has to read its reports anew; the rest find them in the cache, so that they are mostly at writing.

    Raises:
        AssertionError: the database was neither, or not sound, or a build left something beside it.
    """
    chance = random.Random(seed)
    out, old, new = (folder / f"{name}.db" for name in ("published", "old", "new"))
    finish(OLD, old)
    _, cold = finish(NEW, new), duration(NEW, folder / "again.db", "--no-cache")
    warm = duration(NEW, folder / "again.db")
    found: Counter[str] = Counter()
    for turn in range(times):
        out.write_bytes(old.read_bytes())
        options, most = (("--no-cache",), cold) if turn % 2 else ((), warm)
        build = started(NEW, out, *options)
        try:
            build.wait(chance.uniform(0.3 * most, 1.1 * most))
        except subprocess.TimeoutExpired:
            build.kill()
            build.wait()
        found[state(out, old, new)] += 1
    finish(NEW, out)
    left = sorted(path.name for path in folder.iterdir() if path.name.startswith(".published"))
    assert left == [], f"left behind: {left}"
    assert out.read_bytes() == new.read_bytes()
    return found


def state(out: Path, old: Path, new: Path) -> str:
    """Which database was published: old or new."""
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM observations").fetchone()[0] > 0
    content = out.read_bytes()
    assert content in (old.read_bytes(), new.read_bytes())
    return "old" if content == old.read_bytes() else "new"


def started(reports: list[Path], out: Path, *options: str) -> subprocess.Popen[bytes]:
    """A build under way, with a cache of its own."""
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "build",
        *map(str, reports),
        "--no-files",
        "--out",
        str(out),
        *options,
    ]
    environment = os.environ | {"UPHELD_CACHE": str(out.parent / "cache"), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finish(reports: list[Path], out: Path, *options: str) -> None:
    """A build that nobody kills."""
    assert started(reports, out, *options).wait() == 0


def duration(reports: list[Path], out: Path, *options: str) -> float:
    """Seconds that a build takes."""
    out.unlink(missing_ok=True)
    begun = time.monotonic()
    finish(reports, out, *options)
    return time.monotonic() - begun


def main() -> None:
    """Kill builds and say what was found afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = killed(arguments.times, Path(folder), arguments.seed)
    print(f"{arguments.times} builds killed: the old database {found['old']} times, the new one {found['new']} times")


if __name__ == "__main__":
    main()
