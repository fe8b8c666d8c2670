"""Builds that are killed, stopped, run twice at once, or have no room."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from made import extraction, seen, source

from pipeline import store
from pipeline.problem import Problem
from pipeline.swap import building
from tests.reliability.killed import NEW, OLD, finish, killed, started, state

ROOT = Path(__file__).parent.parent


def test_a_build_that_is_killed_leaves_the_old_database_or_the_new(tmp_path: Path) -> None:
    found = killed(3, tmp_path, seed=4)
    assert found.total() == 3


def test_ctrl_c_leaves_the_old_database_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "upheld.db"
    store.write([(source(), extraction(seen()))], out)
    before = out.read_bytes()
    command = [sys.executable, "-m", "pipeline.cli", "build", *map(str, NEW), "--no-files", "--out", str(out), "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    build = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert build.stdout is not None
    for line in build.stdout:
        if '"read"' in line:
            os.killpg(build.pid, signal.SIGINT)
            break
    told = build.stdout.read()
    assert build.wait() == 130
    assert f"stopped; {out} is as it was, and the next build goes on from here" in told
    assert "Traceback" not in str(build.stderr and build.stderr.read())
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["upheld.db"]


def test_two_builds_at_once_do_no_harm(tmp_path: Path) -> None:
    old, new, out = (tmp_path / f"{name}.db" for name in ("old", "new", "published"))
    finish(OLD, old)
    finish(NEW, new)
    builds = [started(OLD, out), started(NEW, out), started(NEW, out)]
    assert [build.wait() for build in builds] == [0, 0, 0]
    state(out, old, new)


def test_a_build_leaves_another_ones_file_alone_and_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    out = tmp_path / "upheld.db"
    left = tmp_path / ".upheld.db-killed.building"
    left.write_text("half a database")
    other = tmp_path / ".upheld.db.bak-mine.building"
    other.write_text("of another name")
    with building(out) as first, building(out) as second:
        assert first != second
        assert first.exists()
        assert not left.exists()
    assert [path.name for path in tmp_path.iterdir()] == [other.name]


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk: SQLite and the spool meet the same kind of error."""
    out = tmp_path / "upheld.db"
    many = [(source(), extraction(*(seen(value=value, evidence=f"{value} " * 400) for value in range(500))))]
    store.write(many[:0], out)
    before = out.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(Problem, match=r"upheld\.db: cannot be written \(.*\); free some space"):
            store.write(many, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["upheld.db"]


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr("pipeline.swap.tempfile.mkstemp", refused)
    out = tmp_path / "upheld.db"
    with pytest.raises(Problem, match=r"cannot be written \(Permission denied\); free some space"):
        store.write([], out)
