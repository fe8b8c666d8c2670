"""The cluster: a crew of the workers of a Dask cluster, on any number of machines.

Each thread of a Dask worker has a child process of its own that reads under limits, as on one machine: a report that
breaks its process does not break the worker. What was read comes back as packed bytes.
"""

from __future__ import annotations

import atexit
import threading
import uuid
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Self

from pipeline.cache import packed, unpacked
from pipeline.job import Job
from pipeline.limits import Limits
from pipeline.problem import Problem
from pipeline.reader import fingerprint
from pipeline.remote import EXTRA
from pipeline.task import Answer, failed
from pipeline.worker import Worker
from schemas.codes import Outcome

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds that the scheduler may take to answer.
_PATIENCE = 10
#: Jobs that are with the cluster at a time, for each of its threads: enough that none waits, few enough that the
#: scheduler knows a handful, whatever their number.
_AHEAD = 4
#: How often a job is given to another worker when one fails.
_RETRIES = 2

#: What a worker gives back: the packed extraction, the seconds it took, and whether it is lasting.
Returned = tuple[bytes, float, bool]


class Cluster:
    """The workers of a Dask cluster; the program has to be installed on them, in the same version."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __enter__(self) -> Self:
        """Connect.

        Raises:
            Problem: Dask is not installed, or nobody answers at the address.
        """
        try:
            from distributed import Client
        except ImportError:
            raise Problem(f"to read on a cluster install {EXTRA}") from None
        try:
            self._client: Client = Client(self._address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Problem(
                f"{self._address}: no Dask scheduler answers there ({error}); check the address, such as tcp://host:8786"
            ) from error
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def pages(self, jobs: Sequence[Job]) -> list[int]:
        """See ``Crew``. To count them every file would have to be fetched twice."""
        return [1] * len(jobs)

    def answers(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer | None]]:
        """See ``Crew``. A job whose worker is lost is done by another."""
        from distributed import as_completed

        places: dict[str, int] = {}
        waiting = iter(range(len(jobs)))
        under_way = as_completed(loop=self._client.loop, raise_errors=False)

        def give(number: int) -> list[int]:
            given = list(islice(waiting, number))
            for place in given:
                future = self._submit(jobs[place], place)
                places[future.key] = place
                under_way.add(future)
            return given

        for place in give(_AHEAD * self._threads()):
            yield place, None
        while places:
            future = next(under_way)
            place = places.pop(future.key)
            yield place, self._answer(jobs[place], future)
            for begun in give(1):
                yield begun, None

    def _threads(self) -> int:
        """Threads of the cluster.

        Raises:
            Problem: it has none, and gets none for a while.
        """
        from distributed import TimeoutError as Late

        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (Late, TimeoutError):
            raise Problem(
                f"{self._address}: the cluster has no workers; start some with `dask worker {self._address}`"
            ) from None
        threads: dict[str, int] = self._client.nthreads()
        return sum(threads.values())

    def _submit(self, job: Job, place: int) -> Future:
        key = f"read-{place}-{uuid.uuid4().hex}"
        return self._client.submit(read, job, fingerprint(), key=key, pure=False, retries=_RETRIES)

    def _answer(self, job: Job, future: Future) -> Answer:
        """What a worker gave back, or why none did."""
        if future.status == "finished":
            content, seconds, lasting = future.result()
            return Answer(unpacked(content), seconds, lasting)
        if future.status != "error":
            raise Problem(
                f"{self._address}: the connection to the cluster was lost; build again, it goes on from what was read"
            )
        error = future.exception()
        if isinstance(error, Problem):
            raise error
        reason = f"no worker of the cluster could read it ({type(error).__name__}: {error}); build again"
        return Answer(failed(job, Outcome.DAMAGED, reason), 0.0, lasting=False)


_here = threading.local()


def read(job: Job, reader: str) -> Returned:
    """Read a file on a worker of the cluster, in the child process of the thread.

    Raises:
        Problem: the program has another version here, or no child can be started.
    """
    if fingerprint() != reader:
        raise Problem(f"a worker of the cluster has version {fingerprint()} of upheld, not {reader}; install that one")
    known: dict[Limits, Worker] = _here.__dict__.setdefault("workers", {})
    if job.limits not in known:
        known[job.limits] = Worker(job.limits)
        atexit.register(known[job.limits].close)
    answer = known[job.limits].perform(job)
    return packed(answer.extraction), answer.seconds, answer.lasting
