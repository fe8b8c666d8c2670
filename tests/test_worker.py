from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import GOOD, bomb, pages, slow, text

from pipeline.job import Job
from pipeline.limits import USUAL, Limits
from pipeline.problem import Problem
from pipeline.task import Answer
from pipeline.worker import Worker

ROOT = Path(__file__).parent.parent


def job(path: Path, content: bytes, limits: Limits = USUAL) -> Job:
    path.write_bytes(content)
    return Job(str(path), hashlib.sha256(content).hexdigest(), limits=limits)


def result(answer: Answer) -> tuple[str, str, int]:
    return answer.extraction.outcome.value, answer.extraction.message, len(answer.extraction.observations)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(USUAL)
    yield worker
    worker.close()


@pytest.fixture
def good(tmp_path: Path) -> Job:
    return job(tmp_path / "good.pdf", pages(text(*GOOD)))


def test_a_report_is_read(worker: Worker, good: Job) -> None:
    answer = worker.perform(good)
    assert result(answer) == ("ok", "", 1)
    assert [seen.value for seen in answer.extraction.observations] == [123]
    assert answer.lasting


def test_a_bomb_costs_its_page_alone(worker: Worker, tmp_path: Path) -> None:
    answer = worker.perform(job(tmp_path / "bomb.pdf", pages(text(*GOOD), bomb(120))))
    reason = "TooLarge: a stream unpacks to more than 100 MB"
    assert result(answer) == ("partial", f"bomb.pdf, page 2: could not be read ({reason}); look at the PDF", 1)


def test_a_file_that_takes_too_long(worker: Worker, good: Job, tmp_path: Path) -> None:
    limits = Limits(seconds=1)
    start = time.monotonic()
    answer = worker.perform(job(tmp_path / "slow.pdf", pages(text(*GOOD), slow(200_000)), limits))
    assert time.monotonic() - start < 15
    assert result(answer) == ("timed_out", "slow.pdf: took longer than 1 s to read; allow more with --max-seconds", 0)
    assert not answer.lasting
    assert result(worker.perform(good)) == ("ok", "", 1)


def test_a_crash_is_an_outcome_and_the_next_report_is_read(worker: Worker, good: Job) -> None:
    """A child that has done other jobs is given the benefit of the doubt: the job is tried again by a new one."""
    worker.perform(good)
    doomed = [worker._child]
    killer = threading.Timer(0.0, lambda: os.kill(doomed[0].pid, signal.SIGSEGV))  # type: ignore[union-attr]
    killer.start()
    killer.join()
    assert result(worker.perform(good)) == ("ok", "", 1)
    assert worker._child is not doomed[0]


@pytest.mark.parametrize(
    ("signal_", "outcome", "reason"),
    [
        (signal.SIGSEGV, "damaged", "the program that reads PDFs broke down over it (SIGSEGV)"),
        (signal.SIGKILL, "out_of_memory", "needs more than 2,000 MB of memory"),
    ],
)
def test_a_report_that_kills_every_child(
    signal_: signal.Signals, outcome: str, reason: str, worker: Worker, good: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deadly(child: subprocess.Popen[bytes], frame: bytes) -> bool:
        os.kill(child.pid, signal_)
        return True

    worker._end()
    worker._child = worker._start()
    monkeypatch.setattr("pipeline.worker._ask", deadly)
    answer = worker.perform(good)
    assert (answer.extraction.outcome.value, answer.lasting) == (outcome, False)
    assert answer.extraction.message.startswith(f"good.pdf: {reason}")


def test_too_little_memory_for_a_page(tmp_path: Path) -> None:
    limits = Limits(memory=450, stream=1000)
    worker = Worker(limits)
    try:
        answer = worker.perform(job(tmp_path / "bomb.pdf", pages(text(*GOOD), bomb(250)), limits))
    finally:
        worker.close()
    assert result(answer) == (
        "partial",
        "bomb.pdf, page 2: could not be read (MemoryError: Unable to allocate output buffer.); look at the PDF",
        1,
    )
    assert not answer.lasting


def test_too_little_memory_to_start(good: Job) -> None:
    worker = Worker(Limits(memory=100))
    with pytest.raises(Problem, match="no process that reads reports can start with 100 MB of memory; allow more"):
        worker.perform(good)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(pages=1), "has 2 pages, more than 1; allow more with --max-pages"),
        (Limits(size=1), "has 2 MB, more than 1; allow more with --max-size"),
    ],
)
def test_what_is_too_large_is_not_read(limits: Limits, reason: str, worker: Worker, tmp_path: Path) -> None:
    content = pages(text(*GOOD), text("%")) + b"%" * (1_500_000 if limits.size == 1 else 0)
    answer = worker.perform(job(tmp_path / "large.pdf", content, limits))
    assert result(answer) == ("too_large", f"large.pdf: {reason}", 0)


def test_a_file_that_changed_meanwhile_is_not_taken_for_the_other(worker: Worker, good: Job) -> None:
    Path(good.path).write_bytes(pages(text(*GOOD[:2], "We received 321 complaints at stage 1 in 2023-24.")))
    assert result(worker.perform(good)) == ("damaged", "good.pdf: changed while the others were read; build again", 0)


def test_tables_of_characters_come_from_nowhere_else(
    good: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pdfminer loads character maps from the folder that CMAP_PATH names; a child has no such name."""
    monkeypatch.setenv("CMAP_PATH", str(tmp_path))
    worker = Worker(USUAL)
    try:
        worker.perform(good)
        assert worker._child is not None
        code = "import os; from pipeline.limits import USUAL; USUAL.hold(); print(os.environ.get('CMAP_PATH'))"
        told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        assert told.stdout == "None\n"
    finally:
        worker.close()


def test_a_child_goes_with_its_parent(good: Job) -> None:
    code = (
        "import sys; from pipeline.worker import Worker; from pipeline.limits import USUAL; "
        "worker = Worker(USUAL); worker._child = worker._start(); print(worker._child.pid, flush=True); "
        "import time; time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for _ in range(100):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").exists() and " Z " in Path(f"/proc/{child}/stat").read_text():
            return
        time.sleep(0.05)
    pytest.fail("the child outlives its parent")


def test_a_child_that_has_grown_is_replaced(worker: Worker, good: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.perform(good)
    monkeypatch.setattr("pipeline.worker._LARGE", 1)
    before = worker._child
    assert before is not None
    worker.perform(good)
    assert worker._child is None
    assert before.poll() == -signal.SIGKILL
