"""The child: the process that reads reports, one job after the other, under limits, until its parent goes away.

It speaks with ``pipeline.worker`` over its standard input and output in frames: four bytes that say how long what
follows is. The first frame from the parent holds the limits, every other one a job; the child answers the first with
an empty frame once it is ready, and each job with two: a header, and the record of what it read.
"""

from __future__ import annotations

import gc
import json
import os
import re
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from extractors.reading.modes import Ocr
from pipeline import record
from pipeline.job import Job
from pipeline.limits import Limits
from pipeline.task import perform

#: Objects after which garbage is looked for, and how many times until it is among older ones too.
_GARBAGE = (50_000, 20, 50)
#: How much longer than its time a child lives that nobody ends, since its parent is gone or stuck.
_GRACE = 10.0


def main() -> None:
    """Read what the parent asks for until it asks no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides what to do.
    answers = _own_output()
    asked: SimpleQueue[bytes] = SimpleQueue()
    first = receive(sys.stdin.buffer)
    if first is None:
        return
    Limits(**json.loads(first)).hold()
    _warm()
    send(answers, b"")
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    while True:
        job = job_of(asked.get())
        _be_gone_after(job.limits.seconds + _GRACE)
        start = time.monotonic()
        extraction = perform(job)
        seconds = time.monotonic() - start
        _be_gone_after(0)
        send(answers, json.dumps({"seconds": seconds, "memory": peak()}).encode())
        send(answers, record.dump(extraction))


def _warm() -> None:
    """Load what reading needs, so that its time is not that of the first job."""
    import extractors.report  # noqa: F401
    from extractors.lexicon.match import spans

    spans("Complaints received")
    # What is loaded stays; looking through it for garbage again and again takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


def _own_output() -> IO[bytes]:
    """Standard output for answers alone: what a library prints goes elsewhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _listen(asked: SimpleQueue[bytes]) -> None:
    """Take in jobs; when the parent is gone there is nobody to read for."""
    while (frame := receive(sys.stdin.buffer)) is not None:
        asked.put(frame)
    os._exit(0)


def _be_gone_after(seconds: float) -> None:
    """Let the system end this process after some time, whatever it is at; 0 calls that off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def peak() -> float:
    """Most memory that this process has held so far, in megabytes; 0 where the system does not say."""
    with suppress(OSError):
        # Linux counts what the parent held in ``ru_maxrss`` too.
        told = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
        if told:
            return int(told[1]) / 1_000
    try:
        import resource
    except ImportError:
        return 0.0
    return megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def megabytes(most: float) -> float:
    """The system's "maximum resident set size" in megabytes: macOS counts it in bytes, others in kilobytes."""
    return most / (1_000_000 if sys.platform == "darwin" else 1_000)


def frame_of(job: Job) -> bytes:
    """A job as it is sent."""
    return json.dumps(asdict(job)).encode()


def job_of(frame: bytes) -> Job:
    """The job that was sent."""
    sent: dict[str, Any] = json.loads(frame)
    return Job(sent["path"], sent["sha256"], Ocr(sent["ocr"]), Limits(**sent["limits"]), sent["counts"], sent["called"])


def send(to: IO[bytes], frame: bytes) -> None:
    """Send a frame.

    Raises:
        OSError: nobody listens any more.
    """
    to.write(len(frame).to_bytes(4, "big") + frame)
    to.flush()


def receive(source: IO[bytes]) -> bytes | None:
    """The next frame; None where there is none any more."""
    length = source.read(4)
    if len(length) < 4:
        return None
    size = int.from_bytes(length, "big")
    frame = source.read(size)
    return frame if len(frame) == size else None
