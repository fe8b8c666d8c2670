"""The same reports give the same database to the byte, whatever their order, the processes, the seed of hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Small, of three councils, in tables and in prose.
NAMES = ("fife-2016-17", "lancashire-2022-23", "stockport-mid-year-2021-22")
SAMPLES = [str(ROOT / "corpus" / "sample" / f"{name}.pdf") for name in NAMES]


def built(out: Path, seed: int, *arguments: str) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline.cli", "build", *arguments, "--no-files", "--out", str(out)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return out.read_bytes()


def test_order_processes_and_seeds_make_no_difference(tmp_path: Path) -> None:
    one = built(tmp_path / "one.db", 1, *SAMPLES, "--workers", "1", "--no-cache")
    two = built(tmp_path / "two.db", 2, *reversed(SAMPLES), "--workers", "2")
    cached = built(tmp_path / "cached.db", 3, *SAMPLES[1:], SAMPLES[0])
    assert len(one) > 50_000
    assert two == one
    assert cached == one
