"""The crew: several workers that read reports at once, on this machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Protocol, Self

from pipeline.job import Job
from pipeline.limits import Limits
from pipeline.problem import Problem
from pipeline.task import Answer
from pipeline.worker import Worker


class Crew(Protocol):
    """Who reads reports."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, *error: object) -> None:
        """Stop at once, whatever is left to do."""

    def pages(self, jobs: Sequence[Job]) -> list[int]:
        """How many pages each of the files has, 1 where that cannot be found out quickly."""

    def answers(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer | None]]:
        """The places of jobs in the sequence, in any order: without answer as each is begun, with it as each is done.

        Raises:
            Problem: nobody can do them.
        """


class Local:
    """Processes on this machine, each of which reads one report at a time."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self._workers = [Worker(limits) for _ in range(workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.close()

    def pages(self, jobs: Sequence[Job]) -> list[int]:
        """See ``Crew``."""
        counts = [1] * len(jobs)
        for place, answer in self.answers([job.only_count() for job in jobs]):
            if answer is not None:
                counts[place] = max(answer.extraction.pages, 1)
        return counts

    def answers(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer | None]]:
        """See ``Crew``."""
        waiting: SimpleQueue[int] = SimpleQueue()
        done: SimpleQueue[tuple[int, Answer | None] | BaseException] = SimpleQueue()
        for place in range(len(jobs)):
            waiting.put(place)

        def work(worker: Worker) -> None:
            try:
                while True:
                    place = waiting.get_nowait()
                    done.put((place, None))
                    done.put((place, worker.perform(jobs[place])))
            except Empty:
                pass
            except BaseException as error:  # whatever stops a thread has to be heard of by those who wait for it
                done.put(error)

        for worker in self._workers[: len(jobs)]:
            threading.Thread(target=work, args=(worker,), daemon=True).start()
        left = len(jobs)
        while left:
            event = done.get()
            if isinstance(event, BaseException):
                raise event
            left -= event[1] is not None
            yield event


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def hire(workers: int | None, limits: Limits, cluster: str = "") -> Crew:
    """A crew of so many workers, as many as this machine has processors if not said; or that of a cluster.

    Raises:
        Problem: both are said.
    """
    if cluster:
        from pipeline.cluster import Cluster

        if workers:
            raise Problem("--workers is for this machine; a cluster has the workers that it has")
        return Cluster(cluster)
    return Local(workers or cores(), limits)
