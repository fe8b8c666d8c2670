"""A server that runs as it would in public, over a database in which everything a report says is hostile."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import shelf
from pipeline.collect import Source
from pipeline.store import write
from tests.boxes import one_number
from tests.made import box, extraction, scope, seen, source, unread

ROOT = Path(__file__).parent.parent.parent

#: What a report might say to act in a reader's browser or spreadsheet.
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    "{{ 7*7 }}{% raw %}",
    "</textarea></style></title><script>alert(1)</script>",
    "javascript:alert(1)",
)
FORMULA = '=HYPERLINK("http://evil.example","x")'


def build(folder: Path) -> tuple[Path, str]:
    """A database whose texts are all hostile, and the hash of the one report that is kept."""
    file = one_number(folder / "kept.pdf")
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    everything = " ".join(HOSTILE)
    hostile = extraction(
        *(
            seen(
                "received", 31, dimension="theme", category=text, evidence=f"{text} 31", council="evil", box=box(1, top)
            )
            for top, text in enumerate((*HOSTILE, FORMULA), 100)
        ),
        seen("on_time", 71, "percent", target_days=20, evidence=everything, council="evil", box=box(1, 300)),
        seen("on_time", 75, "percent", target_days=20, evidence=everything, council="evil", box=box(1, 400)),
        unread=(unread(everything, "no measure"), unread(FORMULA, "no measure", top=320)),
        scope=scope("evil", everything, title=everything, known=False),
    )
    path = folder / "upheld.db"
    plain = source("plain"), extraction(seen("received", 179), seen("upheld", 48, box=box(2)))
    write([(Source("kept", file, sha256), hostile), plain], path)
    shelf.put(shelf.beside(path), file, sha256)
    return path, sha256


@contextmanager
def running(database: Path, *options: str) -> Iterator[str]:
    """The address of a server of that database."""
    command = [sys.executable, "-u", "-m", "pipeline.cli", "serve", str(database), "--port", "0", *options]
    environment = os.environ | {"UPHELD_CACHE": str(database.parent / "cache")}
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        yield found[0]
    finally:
        process.kill()
        process.communicate()
