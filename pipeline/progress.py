"""Telling a person or a machine how a build gets on."""

from __future__ import annotations

import json
import sys
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.build import Reading
from pipeline.collect import Source


class Lines:
    """Notes only, a line each on standard error: for logs and files."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def started(self, reports: int, pages: int) -> None:
        """Say nothing yet."""

    def reading(self, source: Source) -> None:
        """Say nothing yet."""

    def read(self, reading: Reading, pages: int) -> None:
        """Print what a person should know about this file."""
        for note in reading.notes:
            self.note(note)

    def note(self, line: str) -> None:
        """Print one line."""
        print(line, file=sys.stderr)  # noqa: T201 - this is the output


class Bar(Lines):
    """A progress bar on a terminal: pages done, time left, the current report."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("pages,"),
            TimeRemainingColumn(),
            TextColumn("left  {task.description}", markup=False),
            console=self._console,
            transient=True,
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def started(self, reports: int, pages: int) -> None:
        """Show the empty bar."""
        self._task = self._progress.add_task(f"{reports} reports", total=pages)

    def reading(self, source: Source) -> None:
        """Name the report that is being read."""
        self._progress.update(self._task, description=source.report)

    def read(self, reading: Reading, pages: int) -> None:
        """Print notes above the bar and move it on."""
        super().read(reading, pages)
        self._progress.advance(self._task, pages)

    def note(self, line: str) -> None:
        """Print one line above the bar."""
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


class JsonLines(Lines):
    """One JSON object a line on standard output: for programs."""

    def started(self, reports: int, pages: int) -> None:
        """Say how much there is to do."""
        emit({"event": "started", "reports": reports, "pages": pages})

    def reading(self, source: Source) -> None:
        """Say which report is being read."""
        emit({"event": "reading", "report": source.report, "file": source.place})

    def read(self, reading: Reading, pages: int) -> None:
        """Say what came of it."""
        extraction = reading.extraction
        emit(
            {
                "event": "read",
                "report": reading.source.report,
                "file": reading.source.place,
                "outcome": extraction.outcome,
                "message": extraction.message,
                "council": extraction.scope.council.slug if extraction.scope else None,
                "council_known": extraction.scope.council.known if extraction.scope else None,
                "year": extraction.scope.period if extraction.scope else None,
                "pages": extraction.pages,
                "cached": reading.cached,
                "observations": len(extraction.observations),
                "unread": len(extraction.unread),
                "seconds": round(reading.seconds, 2),
            }
        )

    def note(self, line: str) -> None:
        """Say what could not be looked into."""
        emit({"event": "problem", "message": line})


def emit(event: dict[str, object]) -> None:
    """Print one JSON object as a line."""
    print(json.dumps(event, ensure_ascii=False), flush=True)  # noqa: T201 - this is the output


def listener(as_json: bool) -> Lines:
    """The listener for where the output goes: a program, a terminal, or anything else."""
    if as_json:
        return JsonLines()
    return Bar() if sys.stderr.isatty() else Lines()
