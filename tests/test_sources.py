from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import sources
from pipeline.collect import collect
from pipeline.sources import Publication, publication


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    path = tmp_path / "sources.csv"
    path.write_text(
        "report,council,period,url,sha256,retrieved\n"
        "stockport-2023-24,stockport,2023-24,https://www.example.org/report.pdf,aa11,2024-11-05\n"
        "camden-2023-24,,,,bb22,\n"
    )
    monkeypatch.setattr(sources, "REGISTRY", path)
    sources._registry.cache_clear()
    yield
    sources._registry.cache_clear()


@pytest.mark.usefixtures("registry")
def test_what_the_registry_says_about_a_file() -> None:
    assert publication("aa11") == Publication(
        "https://www.example.org/report.pdf", "2024-11-05", "stockport", "2023-24"
    )
    assert publication("bb22") == Publication(None, None, None, None)
    assert publication("cc33") == publication(None) == Publication(None, None)


def test_every_sample_is_in_the_registry_as_it_is() -> None:
    samples = {source.sha256 for source in collect([sources.REGISTRY.parent / "sample"]).sources}
    assert samples
    assert samples <= set(sources._registry())
