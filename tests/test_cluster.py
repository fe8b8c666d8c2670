"""Reading on a Dask cluster of separate processes, and files named by their URL."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from hostile import GOOD, pages, slow, text

from pipeline import remote
from pipeline.cli import main
from pipeline.cluster import Cluster
from pipeline.collect import collect
from pipeline.crew import hire
from pipeline.job import DEFAULTS
from pipeline.limits import USUAL
from pipeline.problem import Problem

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "corpus" / "sample"
NAMES = ("fife-2016-17", "lancashire-2022-23")


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def dask(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A part of a cluster, started as one starts it from the command line."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    with (folder / f"{arguments[0]}-{time.monotonic_ns()}.log").open("wb") as log:
        return subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler with two workers, and the processes of the workers."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    parts = [
        dask(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    ]
    for _ in range(300):
        if told.exists() and told.read_text().endswith("}"):
            break
        time.sleep(0.1)
    address = json.loads(told.read_text())["address"]
    workers = [dask(folder, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(2)]
    yield address, workers
    for part in (*workers, *parts):
        part.kill()
        part.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eight small reports, each with one figure and a page that takes a while."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(8):
        line = f"We received {100 + number} complaints at stage 1 in 2023-24."
        (reports / f"r{number}.pdf").write_bytes(pages(text(*GOOD[:2], line), slow(2_000)))
    return reports


def test_a_cluster_gives_the_database_that_this_machine_gives(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    samples = [SAMPLE / f"{name}.pdf" for name in NAMES]
    (tmp_path / "text.pdf").write_text("no PDF")
    assert run("build", *samples, tmp_path / "text.pdf", "--no-files", "--out", here) == 1
    options = ("--cluster", scheduler[0], "--no-cache", "--no-files", "--out", there)
    urls = [path.as_uri() for path in samples]
    assert run("build", *urls, tmp_path / "text.pdf", *options) == 1
    assert there.read_bytes() == here.read_bytes()


def test_a_worker_that_is_killed_loses_nothing(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], folder: Path
) -> None:
    address, workers = scheduler
    sources = collect([folder]).sources
    answers = {}
    with Cluster(address) as cluster:
        for place, answer in cluster.answers([DEFAULTS.job(source) for source in sources]):
            if answer is not None:
                answers[sources[place].report] = [seen.value for seen in answer.extraction.observations]
                if len(answers) == 2:
                    workers[1].send_signal(signal.SIGKILL)
    assert answers == {f"r{number}": [100 + number] for number in range(8)}


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cluster._PATIENCE", 0.5)
    with (
        pytest.raises(Problem, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers there"),
        Cluster("tcp://127.0.0.1:9"),
    ):
        pass


def test_workers_and_a_cluster_are_one_too_many() -> None:
    with pytest.raises(Problem, match="--workers is for this machine"):
        hire(2, USUAL, "tcp://127.0.0.1:9")


def test_a_local_cluster_of_processes(folder: Path) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as local:
        sources = collect([folder / "r0.pdf", folder / "r1.pdf"]).sources
        with Cluster(local.scheduler_address) as cluster:
            found = [answer for _, answer in cluster.answers([DEFAULTS.job(each) for each in sources]) if answer]
    assert sorted(seen.value for answer in found for seen in answer.extraction.observations) == [100, 101]


class Moody(SimpleHTTPRequestHandler):
    """Serves a folder, but fails every first time that a file is asked for."""

    asked: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        if self.path not in self.asked:
            self.asked.add(self.path)
            self.send_error(503)
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Moody, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_report_on_the_web(site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "web.db"
    assert run("build", f"{site}/r3.pdf", f"{site}/nowhere.pdf", "--out", out) == 1
    told = capsys.readouterr()
    assert told.err.splitlines()[0] == "nowhere.pdf: cannot be opened; check its permissions"
    assert told.out.startswith(f"{out}: 1 observations from 2 reports")


def test_what_a_url_names(folder: Path) -> None:
    assert [Path(url).name for url in remote.expand(folder.as_uri())] == [f"r{number}.pdf" for number in range(8)]
    assert [Path(url).name for url in remote.expand(f"{folder.as_uri()}/r[12].pdf")] == ["r1.pdf", "r2.pdf"]
    with pytest.raises(Problem, match="no PDF files here"):
        remote.expand(folder.parent.joinpath("nothing").as_uri())
    with pytest.raises(Problem, match=r"carrier://pigeon/a\.pdf: cannot be read"):
        remote.expand("carrier://pigeon/a.pdf")
    assert remote.name_of("https://example.org/a/Annual%20report.pdf?v=2") == "Annual report.pdf"
