"""A worker: one child process that reads reports for us, replaced whenever it crashes, hangs or grows too large."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

from extractors.extraction import Extraction
from pipeline import record
from pipeline.child import frame_of, megabytes, receive, send
from pipeline.job import Job
from pipeline.limits import Limits
from pipeline.problem import Problem
from pipeline.remote import Unavailable, at_hand
from pipeline.task import Answer, failed, out_of_memory
from schemas.codes import Outcome

#: How long a child may take until it is ready.
_START = 60.0
#: A child that has held so many megabytes is replaced before the next job, so that none grows for ever.
_LARGE = 500.0
#: A child that died holding so much of the memory that it was allowed has died of it.
_MOST_OF_IT = 0.6
#: Whatever the parent has on its path the child finds too, and nothing in the current folder besides.
_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pipeline.child import main; main()"
#: One thread and few memory pools for each child: there are as many as the machine has cores. With one seed for hashes
#: a set is gone through in the same order by all of them.
_ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}


class Worker:
    """A child process and those that replace it. For one thread at a time, apart from ``close``."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._is_used = False
        self._lock = threading.Lock()
        self._is_closed = False

    def perform(self, job: Job) -> Answer:
        """Read a file. Never raises for what is wrong with it: the outcome says so.

        What a child cannot do that has done other jobs is tried again by a new one: what comes of a file must not
        depend on the files that were read before it.

        Raises:
            Problem: no child can be started.
        """
        try:
            with at_hand(job) as local:
                return self._perform(local)
        except Unavailable as error:
            return Answer(failed(job, error.outcome, error.reason), 0.0, lasting=False)

    def _perform(self, job: Job) -> Answer:
        was_used = self._is_used
        answer = self._attempt(job)
        if was_used and not answer.lasting and answer.extraction.outcome is not Outcome.TIMED_OUT:
            self._end()
            answer = self._attempt(job)
        return answer

    def close(self) -> None:
        """End the child, whatever it is at, and start none any more."""
        with self._lock:
            self._is_closed = True
            if self._child is not None:
                self._child.kill()
                self._child.wait()

    def _attempt(self, job: Job) -> Answer:
        child = self._child or self._start()
        self._is_used = True
        with _ended_after(job.limits.seconds, child) as is_overdue:
            told = _told(child) if _ask(child, frame_of(job)) else None
        if told is None:
            return _of_death(job, self._end(), is_overdue.is_set())
        header, extraction = told
        if header["memory"] > _LARGE:
            self._end()
        return Answer(extraction, header["seconds"], not _is_starved(extraction))

    def _start(self) -> subprocess.Popen[bytes]:
        """A new child, ready for jobs.

        Raises:
            Problem: it cannot be started.
        """
        with self._lock:
            if self._is_closed:
                raise Problem("reading was stopped")
            self._child = child = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-c", _BEGIN, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
            )
        self._is_used = False
        with _ended_after(_START, child):
            is_ready = _ask(child, json.dumps(asdict(self._limits)).encode()) and _heard(child) is not None
        if not is_ready:
            self._end()
            raise Problem(
                f"no process that reads reports can start with {self._limits.memory:,} MB of memory; "
                "allow more with --max-memory"
            )
        return child

    def _end(self) -> _Death:
        """End the child, if there is one, and forget it."""
        with self._lock:
            child, self._child = self._child, None
        self._is_used = False
        return _buried(child) if child else _Death(0, 0.0)


def _is_starved(extraction: Extraction) -> bool:
    """Whether a file, or a page of it, was not read for lack of memory."""
    return extraction.outcome is Outcome.OUT_OF_MEMORY or MemoryError.__name__ in extraction.message


@dataclass(frozen=True)
class _Death:
    """How a child ended: its exit code, negative for a signal, and the megabytes that it held at most."""

    code: int
    memory: float

    @property
    def cause(self) -> str:
        """The signal's name, or the code."""
        with suppress(ValueError):
            return signal.Signals(-self.code).name
        return f"code {self.code}"


def _of_death(job: Job, death: _Death, is_overdue: bool) -> Answer:
    """The answer to a job of which the child died."""
    if is_overdue:
        reason = f"took longer than {job.limits.seconds:,} s to read; allow more with --max-seconds"
        return Answer(failed(job, Outcome.TIMED_OUT, reason), float(job.limits.seconds), lasting=False)
    # Whom the system kills without being asked to, it kills for lack of memory.
    if death.memory > _MOST_OF_IT * job.limits.memory or death.cause == "SIGKILL":
        return Answer(out_of_memory(job), 0.0, lasting=False)
    reason = f"the program that reads PDFs broke down over it ({death.cause}); please report it with the file"
    return Answer(failed(job, Outcome.DAMAGED, reason), 0.0, lasting=False)


@contextmanager
def _ended_after(seconds: float, child: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """End a child that takes longer; the event tells whether that was done."""
    is_overdue = threading.Event()

    def end() -> None:
        is_overdue.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield is_overdue
    finally:
        timer.cancel()


def _ask(child: subprocess.Popen[bytes], frame: bytes) -> bool:
    """Send a frame to a child; whether it took it."""
    with suppress(OSError):
        if child.stdin is not None:
            send(child.stdin, frame)
            return True
    return False


def _heard(child: subprocess.Popen[bytes]) -> bytes | None:
    """The next frame that a child sends; None if it died instead."""
    with suppress(OSError):
        if child.stdout is not None:
            return receive(child.stdout)
    return None


def _told(child: subprocess.Popen[bytes]) -> tuple[dict[str, Any], Extraction] | None:
    """The header and the extraction that a child sends; None if it died instead."""
    header, content = _heard(child), _heard(child)
    if header is None or content is None:
        return None
    return json.loads(header), record.load(content)


def _buried(child: subprocess.Popen[bytes]) -> _Death:
    """End a child, unless it is dead, and leave nothing of it."""
    child.kill()
    memory = 0.0
    try:
        if child.returncode is None and hasattr(os, "wait4"):
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            memory = megabytes(usage.ru_maxrss)
    except ChildProcessError:  # Another thread has seen to it.
        pass
    code = child.wait()
    for pipe in (child.stdin, child.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()
    return _Death(code, memory)
