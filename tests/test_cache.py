from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from crews import Here
from made import extraction, failed, seen

from extractors.extraction import Extraction
from extractors.reading.modes import Ocr
from pipeline import cache
from pipeline.build import Reading, build
from pipeline.built import Summary
from pipeline.cache import Folder
from pipeline.collect import Source, collect
from pipeline.folder import users_own
from pipeline.job import DEFAULTS, Job, Options
from pipeline.limits import Limits
from pipeline.problem import Problem
from pipeline.task import Answer


class Silent:
    """A listener that keeps notes, and which reports came from the cache."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.cached: dict[str, bool] = {}

    def started(self, reports: int, pages: int) -> None:
        pass

    def reading(self, source: Source) -> None:
        pass

    def read(self, reading: Reading, pages: int) -> None:
        self.cached[reading.source.report] = reading.cached

    def note(self, line: str) -> None:
        self.notes.append(line)


class Asked(Here):
    """A crew that gives one figure for each report, and remembers which it was asked to read."""

    def __init__(self, **answers: Answer) -> None:
        self.asked: list[str] = []
        self._answers = answers

    def answers(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer | None]]:
        for place, job in enumerate(jobs):
            stem = Path(job.path).stem
            self.asked.append(stem)
            yield place, self._answers.get(stem, Answer(extraction(seen(evidence=f"179 in {stem}")), 0.1))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.pdf").write_text(name)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "cache")


def built(
    folder: Path, kept: Folder, crew: Asked, options: Options = DEFAULTS, listener: Silent | None = None
) -> Summary:
    out = folder.parent / "upheld.db"
    return build(collect([folder]).sources, out, listener or Silent(), crew, options, (), kept)


def read_again(folder: Path, kept: Folder, options: Options = DEFAULTS) -> list[str]:
    crew = Asked()
    built(folder, kept, crew, options)
    return crew.asked


def test_what_was_read_is_not_read_again(reports: Path, kept: Folder) -> None:
    assert read_again(reports, kept) == ["a", "b", "c"]
    out = reports.parent / "upheld.db"
    before = out.read_bytes()
    out.unlink()
    listener = Silent()
    summary = built(reports, kept, Asked(), DEFAULTS, listener)
    assert (summary.observations, listener.cached) == (3, {"a": True, "b": True, "c": True})
    assert out.read_bytes() == before


def test_only_the_report_that_changed_is_read_again(reports: Path, kept: Folder) -> None:
    read_again(reports, kept)
    (reports / "b.pdf").write_text("another")
    assert read_again(reports, kept) == ["b"]


def test_a_new_name_or_another_way_of_reading_is_read_anew(
    reports: Path, kept: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_again(reports, kept)
    assert read_again(reports, kept, Options(ocr=Ocr.ALWAYS)) == ["a", "b", "c"]
    assert read_again(reports, kept, Options(limits=Limits(stream=7))) == ["a", "b", "c"]
    assert read_again(reports, kept, Options(limits=Limits(seconds=7))) == []
    (reports / "a.pdf").rename(reports / "camden-2023-24.pdf")
    assert read_again(reports, kept) == ["camden-2023-24"]
    monkeypatch.setattr(cache, "fingerprint", lambda: "0.2.0+other")
    assert read_again(reports, kept) == ["b", "c", "camden-2023-24"]


def entries(kept: Folder) -> list[Path]:
    return [path for path in kept.root.rglob("*") if path.is_file() and path.parent.name != "built"]


def sealed(content: bytes) -> bytes:
    return hashlib.sha256(content).digest() + content


@pytest.mark.parametrize(
    "harmed",
    [
        lambda whole: b"",
        lambda whole: whole[:-5],
        lambda whole: whole[:40] + b"?" + whole[41:],
        lambda _: sealed(b"not packed"),
        lambda _: sealed(zlib.compress(b'{"outcome": "fine"}')),
    ],
    ids=["empty", "cut", "changed", "not packed", "no extraction"],
)
def test_an_entry_that_was_harmed_is_as_good_as_none(
    harmed: Callable[[bytes], bytes], reports: Path, kept: Folder
) -> None:
    read_again(reports, kept)
    for path in entries(kept):
        path.write_bytes(harmed(path.read_bytes()))
    assert read_again(reports, kept) == ["a", "b", "c"]
    assert read_again(reports, kept) == []


@pytest.mark.parametrize("outcome", ["timed_out", "out_of_memory", "damaged"])
def test_what_another_day_may_bring_is_not_kept(outcome: str, reports: Path, kept: Folder) -> None:
    once = Answer(failed(outcome, "b.pdf: the machine was busy"), 1.0, lasting=False)
    built(reports, kept, Asked(b=once))
    assert read_again(reports, kept) == ["b"]
    assert read_again(reports, kept) == []


def test_failures_that_last_are_kept(reports: Path, kept: Folder) -> None:
    built(reports, kept, Asked(b=Answer(failed("encrypted", "b.pdf: has a password"), 1.0)))
    assert built(reports, kept, Asked()).failed == 1


def test_a_build_that_was_stopped_goes_on(reports: Path, kept: Folder) -> None:
    class Stopped(Asked):
        def answers(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Answer | None]]:
            yield from super().answers(jobs[:2])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built(reports, kept, Stopped())
    assert not (reports.parent / "upheld.db").exists()
    assert read_again(reports, kept) == ["c"]


def test_a_cache_that_cannot_be_written_is_told_once(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, no folder")
    listener = Silent()
    assert built(reports, Folder(tmp_path / "cache"), Asked(), DEFAULTS, listener).observations == 3
    (line,) = listener.notes
    assert line.startswith("what was read cannot be kept for the next build (Not a directory); ")
    assert "--no-cache" in line


def test_a_build_that_would_change_nothing_is_not_repeated(reports: Path, kept: Folder) -> None:
    assert built(reports, kept, Asked()).unchanged is False
    out = reports.parent / "upheld.db"
    before = out.stat()
    again = built(reports, kept, Asked())
    assert again == Summary(reports=3, failed=0, pages=9, observations=3, unread=0, unchanged=True)
    assert (out.stat().st_ino, out.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_database_that_is_not_as_it_was_built_is_built_again(reports: Path, kept: Folder) -> None:
    built(reports, kept, Asked())
    out = reports.parent / "upheld.db"
    before = out.read_bytes()
    with closing(sqlite3.connect(out)) as connection:
        connection.execute("UPDATE observations SET value = 1")
        connection.commit()
    assert built(reports, kept, Asked()).unchanged is False
    assert out.read_bytes() == before


def test_other_corrections_make_another_database(reports: Path, kept: Folder) -> None:
    from pipeline.corrections import Correction

    built(reports, kept, Asked())
    key = "p1/corporate/stage_1/2023-24/received/count"
    wrong = Correction("a", key, 178, 197, "swapped", "maintainer", "2024-05-31", "corrections.csv, line 2")
    out = reports.parent / "upheld.db"
    with pytest.raises(Problem, match="is now read as 179"):
        build(collect([reports]).sources, out, Silent(), Asked(), DEFAULTS, (wrong,), kept)
    build(collect([reports]).sources, out, Silent(), Asked(), DEFAULTS, (replace(wrong, expected=179),), kept)
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("SELECT value FROM observations WHERE report = 'a'").fetchall() == [(197,)]


def test_entries_come_back_as_they_were() -> None:
    whole = extraction(seen(), seen("upheld", 48.5, unit="percent"), message="a “quoted” line – with £ signs")
    assert cache.unpacked(cache.packed(whole)) == whole
    nameless = Extraction(failed("damaged").outcome, "r\udce9port.pdf: not a readable PDF", 0)
    assert cache.unpacked(cache.packed(nameless)).message == "r?port.pdf: not a readable PDF"


def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("UPHELD_CACHE", "/var/upheld")
    assert users_own() == Path("/var/upheld")
    monkeypatch.delenv("UPHELD_CACHE")
    assert users_own() == tmp_path / "upheld"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/reader")
    assert users_own() == Path("/home/reader/.cache/upheld")


def test_a_message_is_one_line() -> None:
    odd = failed("damaged", "new\nline.pdf: not a PDF")
    assert cache.unpacked(cache.packed(odd)).message == "new line.pdf: not a PDF"
