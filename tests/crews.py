"""Crews for tests: one that reads in this process, and one whose processes serve many tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from pipeline.crew import Local, hire
from pipeline.job import Job
from pipeline.limits import USUAL, Limits
from pipeline.task import Answer, count_pages, perform


class Here:
    """Reads in this process, one report after the other: for tests in which reading is made up."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def pages(self, jobs: Sequence[Job]) -> list[int]:
        return [count_pages(Path(job.path)) for job in jobs]

    def answers(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer | None]]:
        for place, job in enumerate(jobs):
            yield place, None
            yield place, Answer(perform(job), 0.0)


class Shared:
    """Two processes that are started once; new ones only after a test that left them at work."""

    def __init__(self) -> None:
        self._local = Local(2, USUAL)

    def hire(self, workers: int | None, limits: Limits, cluster: str = "") -> object:
        """Stands in for ``pipeline.crew.hire``."""
        return self if limits == USUAL and not cluster else hire(workers, limits, cluster)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind is not None:
            self.close()
            self._local = Local(2, USUAL)

    def close(self) -> None:
        self._local.__exit__()

    def pages(self, jobs: Sequence[Job]) -> list[int]:
        return self._local.pages(jobs)

    def answers(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer | None]]:
        yield from self._local.answers(jobs)
