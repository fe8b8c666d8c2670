from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.fetching.web import Limits, Web
from tests.fetching.server import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as started:
        yield started


@pytest.fixture
def web() -> Iterator[Web]:
    """Visits without waiting, within a second or so."""
    with Web(Limits(seconds=2.0, silence=0.5, pause=0.0), allow_private=True, sleep=lambda _: None) as made:
        yield made
