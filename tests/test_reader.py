from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import reader


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what decides the reading, small enough to change."""
    for name in ("extractors/lexicon/words.toml", "extractors/rule.py", "schemas/codes.py", "corpus/councils.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was")
    monkeypatch.setattr(reader, "_ROOT", tmp_path)
    monkeypatch.setattr(reader, "_REGISTER", tmp_path / "corpus" / "councils.csv")
    return tmp_path


def fresh() -> str:
    reader.fingerprint.cache_clear()
    try:
        return reader.fingerprint()
    finally:
        reader.fingerprint.cache_clear()


def test_the_fingerprint_starts_with_the_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{10}", reader.fingerprint())


@pytest.mark.parametrize("name", ["extractors/lexicon/words.toml", "extractors/rule.py", "corpus/councils.csv"])
def test_it_changes_with_the_rules(name: str, rules: Path) -> None:
    before = fresh()
    assert fresh() == before
    (rules / name).write_text("otherwise")
    assert fresh() != before


def test_it_does_not_change_with_what_reads_nothing(rules: Path) -> None:
    before = fresh()
    (rules / "extractors" / "notes.md").write_text("a note")
    (rules / "pipeline").mkdir()
    (rules / "pipeline" / "serve.py").write_text("otherwise")
    assert fresh() == before
