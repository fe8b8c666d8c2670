from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from crews import Here
from made import extraction, failed, scope, seen, unread

from extractors.extraction import Extraction
from extractors.reading.modes import Ocr
from pipeline.build import Reading, build, read
from pipeline.built import Summary
from pipeline.collect import Source, collect
from pipeline.job import Job
from pipeline.task import count_pages, perform
from schemas.codes import Outcome


class Notebook:
    """A listener that writes down what it is told."""

    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []

    def started(self, reports: int, pages: int) -> None:
        self.heard.append(("started", reports, pages))

    def reading(self, source: Source) -> None:
        self.heard.append(("reading", source.report))

    def read(self, reading: Reading, pages: int) -> None:
        self.heard.append(("read", reading.source.report, reading.extraction.outcome.value, pages))

    def note(self, line: str) -> None:
        self.heard.append(("note", line))


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    """Three files, of which reading the second breaks down."""

    def extract(path: Path, ocr: Ocr, name: str) -> Extraction:
        if path.stem == "b":
            raise ZeroDivisionError("division by zero")
        return extraction(seen())

    monkeypatch.setattr("extractors.report.extract", extract)
    for name in "abc":
        (tmp_path / f"{name}.pdf").write_text(name)
    return list(collect([tmp_path]).sources)


def test_one_broken_report_never_stops_the_rest(three: list[Source], tmp_path: Path) -> None:
    notebook = Notebook()
    out = tmp_path / "upheld.db"
    summary = build(three, out, notebook, Here())
    assert summary == Summary(reports=3, failed=1, pages=6, observations=2)
    assert notebook.heard == [
        ("started", 3, 3),
        ("reading", "a"),
        ("read", "a", "ok", 1),
        ("reading", "b"),
        ("read", "b", "damaged", 1),
        ("reading", "c"),
        ("read", "c", "ok", 1),
    ]
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("SELECT report, outcome, message FROM reports ORDER BY report").fetchall() == [
            ("a", "ok", ""),
            (
                "b",
                "damaged",
                "b.pdf: could not be read (ZeroDivisionError: division by zero); please report it with the file",
            ),
            ("c", "ok", ""),
        ]
        assert connection.execute("SELECT report FROM observations").fetchall() == [("a",), ("c",)]


@pytest.mark.parametrize(
    ("error", "outcome", "message"),
    [
        (MemoryError(), Outcome.OUT_OF_MEMORY, "r.pdf: needs more than 2,000 MB of memory"),
        (OSError("the disk is gone"), Outcome.DAMAGED, "r.pdf: could not be read (OSError: the disk is gone)"),
        (RecursionError("too deep"), Outcome.DAMAGED, "r.pdf: could not be read (RecursionError: too deep)"),
    ],
)
def test_what_reading_may_raise_becomes_an_outcome(
    error: Exception, outcome: Outcome, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def extract(_: Path, ocr: Ocr, name: str) -> Extraction:
        raise error

    monkeypatch.setattr("extractors.report.extract", extract)
    (tmp_path / "r.pdf").write_bytes(b"")
    read_so = perform(Job(str(tmp_path / "r.pdf"), hashlib.sha256(b"").hexdigest()))
    assert read_so.outcome is outcome
    assert read_so.message.startswith(message)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    reading = read(Source("r", tmp_path / "r.pdf", None))
    assert (reading.failed, reading.notes) == (True, ["r.pdf: cannot be opened; check its permissions"])


def notes(read_so: Extraction) -> list[str]:
    return Reading(Source("r", Path("r.pdf"), "ab"), read_so, 0.1).notes


def test_notes_are_one_line_for_each_thing_to_know() -> None:
    assert notes(extraction(seen(), unread=(unread(),))) == []
    assert notes(failed("encrypted", "r.pdf: needs a password; save an open copy")) == [
        "r.pdf: needs a password; save an open copy"
    ]
    stranger = extraction(seen(), scope=scope("riverside-homes", "Riverside Homes", known=False))
    assert notes(stranger) == [
        "r.pdf: 'Riverside Homes' is not in the register of councils; its figures are kept as 'riverside-homes'"
    ]


def test_a_report_read_in_part_has_not_failed() -> None:
    partial = extraction(seen(), outcome=Outcome.PARTIAL, message="r.pdf: page 3 cannot be read")
    assert Reading(Source("r", Path("r.pdf"), "ab"), partial, 0.1).failed is False
    assert notes(partial) == ["r.pdf: page 3 cannot be read"]


def test_count_pages(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "three.pdf"))
    for _ in range(3):
        canvas.showPage()
    canvas.save()
    (tmp_path / "broken.pdf").write_text("not a PDF")
    assert count_pages(tmp_path / "three.pdf") == 3
    assert count_pages(tmp_path / "broken.pdf") == 1
    assert count_pages(tmp_path / "missing.pdf") == 1
