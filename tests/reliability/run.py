"""Reads any folder of damaged files beside good reports, and says what came of each.

    python -m tests.reliability.run FOLDER [--index INDEX.tsv] [--max-seconds 60]

Every file of the folder is read, whatever its name. The command ends with 1 if the build did not end, if a file has
no outcome of its own, or no reason beside it, if memory ran away, or if a good report gives other rows than alone.
``--index`` names a table (tab separated, first column the file) of what is known about the files, to be shown beside.
"""

from __future__ import annotations

import argparse
import csv
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli import SAMPLE
from schemas.codes import Outcome

#: What the process that builds may hold, and each that reads, in megabytes.
PARENT, CHILD = 300, 2000

_BUILD = """
import json, re, resource, sys
from pathlib import Path
from pipeline.cli import main
try:
    main(sys.argv[1:])
finally:
    # What getrusage says of this process may be what the one held that started it.
    held = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"event": "memory", "parent": int(held[1]) // 1000, "child": child // 1000}), flush=True)
"""

#: What of a report must not depend on the files that it is read with.
_TABLES = ("observations", "unread", "claims")


@dataclass(frozen=True)
class Built:
    """What came of a build: by file name the event that tells how it was read, and the memory held in megabytes."""

    code: int
    read: dict[str, dict[str, object]]
    parent: int
    child: int
    stderr: str


def build(files: Sequence[Path], out: Path, *options: str) -> Built:
    """Build a database of some files in a process of its own."""
    command = [sys.executable, "-c", _BUILD, "build", *map(str, files), "--out", str(out), "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    read = {Path(event["file"]).name: event for event in events if event["event"] == "read"}
    memory = next((event for event in events if event["event"] == "memory"), {"parent": 0, "child": 0})
    return Built(done.returncode, read, memory["parent"], memory["child"], done.stderr)


def rows(database: Path, filenames: Sequence[str]) -> dict[str, list[tuple[object, ...]]]:
    """What a database holds about some files, table by table."""
    with closing(sqlite3.connect(database)) as connection:
        marks = ",".join("?" * len(filenames))
        return {
            table: sorted(
                connection.execute(
                    f"SELECT * FROM {table} WHERE report IN (SELECT report FROM reports WHERE filename IN ({marks}))",
                    filenames,
                ),
                key=repr,
            )
            for table in _TABLES
        }


def faults(built: Built, files: Sequence[Path], good: Sequence[Path], database: Path, alone: Path) -> list[str]:
    """What must not have happened."""
    if built.code not in (0, 1):
        return [f"the build ended with code {built.code}: {built.stderr[-2000:]}"]
    found = []
    for path in files:
        event = built.read.get(path.name)
        if event is None:
            found.append(f"{path.name}: is not mentioned")
        elif event["outcome"] not in set(Outcome):
            found.append(f"{path.name}: has the outcome {event['outcome']!r}, which is none")
        elif event["outcome"] != Outcome.OK and not str(event["message"]).startswith(path.name):
            found.append(f"{path.name}: {event['outcome']}, but nothing says why")
        elif event["outcome"] == Outcome.OK and not event["observations"]:
            found.append(f"{path.name}: is called ok, but gave nothing")
    names = [path.name for path in good]
    if rows(database, names) != rows(alone, names):
        found.append("good reports give other rows beside these files than alone")
    if built.parent > PARENT:
        found.append(f"the process that builds held {built.parent} MB, more than {PARENT}")
    if built.child > CHILD:
        found.append(f"a process that reads held {built.child} MB, more than {CHILD}")
    return found


def _known(index: Path | None) -> dict[str, list[str]]:
    if index is None:
        return {}
    with index.open(encoding="utf-8", newline="") as lines:
        return {row[0]: row[1:] for row in csv.reader(lines, delimiter="\t") if row}


def main() -> None:
    """Read the folder and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--max-seconds", default="60")
    options = parser.parse_args()
    known = _known(options.index)
    names = sorted(path for path in options.folder.iterdir() if path.is_file())
    files = [path for path in names if path.suffix in (".pdf", ".fuzz")]
    good = sorted(SAMPLE.glob("*.pdf"))
    with tempfile.TemporaryDirectory() as folder:
        alone, beside = Path(folder) / "alone.db", Path(folder) / "beside.db"
        build(good, alone, "--no-cache", "--no-files")
        built = build([*files, *good], beside, "--no-cache", "--no-files", "--max-seconds", options.max_seconds)
        wrong = faults(built, files, good, beside, alone)
    for path in files:
        event = built.read.get(path.name, {})
        shown = [path.name, *(str(event.get(name, "")) for name in ("outcome", "pages", "seconds", "message"))]
        print("\t".join([*shown, *known.get(path.name, [])]))
    outcomes = Counter(
        str(event["outcome"]) for name, event in built.read.items() if name not in {p.name for p in good}
    )
    print(f"{len(files)} files: {', '.join(f'{count} {outcome}' for outcome, count in outcomes.most_common())}")
    print(f"memory: {built.parent} MB where it is built, {built.child} MB where it is read")
    print("\n".join(wrong) or "nothing went wrong that must not")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
