"""The recipes of docs/cookbook.md, run against a server as their readers do."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.small import build

ROOT = Path(__file__).parents[2]
COOKBOOK = ROOT / "docs" / "cookbook.md"
SITE = "http://127.0.0.1:8001"


def recipes(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", COOKBOOK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = build(tmp_path_factory.mktemp("cookbook") / "upheld.db")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pipeline.cli", "serve", str(database), "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    yield found[0]
    process.kill()
    process.communicate()


def run(recipe: str, address: str, *command: str) -> str:
    assert SITE in recipe
    done = subprocess.run(
        [*command, recipe.replace(SITE, address)], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl(address: str) -> None:
    one, comparison = (run(recipe, address, "sh", "-c") for recipe in recipes("sh"))
    (row,) = json.loads(one)["rows"]
    assert (row["council"], row["upheld_rate"]) == ("stockport", 60)
    rates = {row["council"]: row["value"] for row in csv.DictReader(io.StringIO(comparison))}
    assert (rates["bolton"], rates["fife"]) == ("40.0", "21.2")


def test_pandas(address: str) -> None:
    medians, places = (run(recipe, address, sys.executable, "-c") for recipe in recipes("python"))
    # Of 60, 80, 85 and 90 within 10 days; Oldham's 100% of 8 takes no part. Camden alone has 20 days.
    assert re.search(r"^10\.0 +4 +82\.5$", medians, re.MULTILINE)
    assert re.search(r"^20\.0 +1 +70\.0$", medians, re.MULTILINE)
    assert f"{address}/figures/" in places
    assert "150 responded" in places


def test_there_is_a_recipe_for_each_kind_of_reader() -> None:
    assert [len(recipes(language)) for language in ("sh", "python", "r", "js")] == [2, 2, 1, 1]
