from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from crews import Here, Shared

_NUMBERS = count()


@pytest.fixture(scope="session")
def shared() -> Iterator[Shared]:
    crew = Shared()
    yield crew
    crew.close()


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def _own_cache_and_shared_processes(shared: Shared, caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets the user's cache, or another test's; those that read real reports share their processes."""
    monkeypatch.setenv("UPHELD_CACHE", str(caches / str(next(_NUMBERS))))
    monkeypatch.setattr("pipeline.crew.hire", shared.hire)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are read in this process, where reading can be made up."""
    monkeypatch.setattr("pipeline.crew.hire", lambda workers, limits, cluster="": Here())
