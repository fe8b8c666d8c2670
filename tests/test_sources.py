from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline import sources
from pipeline.cli import SAMPLE
from pipeline.collect import collect
from pipeline.problem import Problem
from pipeline.sources import Publication

LINES = (
    "report,council,period,url,sha256,retrieved,kept by\n"
    'stockport-2023-24,stockport,2023-24,"https://www.example.org/a,b.pdf",aa11,2024-11-05,"Records, \n2nd floor"\n'
    "camden-2023-24,,,,bb22,,\n"
    "kent-2023-24 ,kent,2023-24,https://www.example.org/k.pdf,,,'quoted'\n"
)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "sources.csv"
    path.write_text(LINES, newline="")
    return path


def test_what_the_registry_says_about_a_file(registry: Path) -> None:
    known = sources.by_hash(registry)
    assert set(known) == {"aa11", "bb22"}
    assert known["aa11"] == Publication(
        report="stockport-2023-24",
        council="stockport",
        period="2023-24",
        url="https://www.example.org/a,b.pdf",
        sha256="aa11",
        retrieved="2024-11-05",
    )
    assert known["bb22"] == Publication(report="camden-2023-24", sha256="bb22")


def test_every_sample_is_in_the_registry_as_it_is() -> None:
    samples = collect([SAMPLE]).sources
    assert len(samples) == 9
    assert [source.published.report for source in samples] == [source.report for source in samples]


def test_only_the_row_of_a_fetched_report_is_written_anew(registry: Path) -> None:
    sources.retrieved(registry, "camden-2023-24", "cc33", date(2024, 5, 31))
    lines = LINES.replace("camden-2023-24,,,,bb22,,\n", "camden-2023-24,,,,cc33,2024-05-31,\n")
    assert registry.read_bytes().decode() == lines


def test_a_new_report_comes_last_in_the_columns_there_are(registry: Path) -> None:
    sources.add(registry, Publication(report="leeds-2023-24", council="leeds", title="A, B", sha256="dd44"))
    assert registry.read_bytes().decode() == LINES + "leeds-2023-24,leeds,,,dd44,,\n"


def test_line_ends_and_the_mark_of_spreadsheets_stay(registry: Path) -> None:
    before = b"\xef\xbb\xbfreport,url,sha256,retrieved\r\na,,,\r\nb,,,"
    registry.write_bytes(before)
    assert [known.report for known in sources.load(registry)] == ["a", "b"]
    sources.retrieved(registry, "a", "11", date(2024, 5, 31))
    sources.add(registry, Publication(report="c", url="https://www.example.org/"))
    assert registry.read_bytes() == (
        b"\xef\xbb\xbfreport,url,sha256,retrieved\r\na,,11,2024-05-31\r\nb,,,\r\nc,https://www.example.org/,,\r\n"
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"report,url\n", r"sources\.csv, line 1: has no column sha256, retrieved; see corpus/README\.md"),
        (b"\xff\xfe", r"sources\.csv: cannot be read \(.*\); it has to be a CSV file in UTF-8"),
        (b"report,url,sha256,retrieved\na,,,\na,,,\n", r"sources\.csv: lists 'a' twice"),
        (b"report,url,sha256,retrieved\n,,,\n", r"sources\.csv: lists a report without id"),
    ],
)
def test_files_that_are_no_registry(registry: Path, content: bytes, complaint: str) -> None:
    registry.write_bytes(content)
    with pytest.raises(Problem, match=complaint):
        sources.load(registry)


def test_a_row_that_went_away_meanwhile_is_not_written(registry: Path) -> None:
    with pytest.raises(Problem, match=r"sources\.csv: has no row 'leeds' any more"):
        sources.retrieved(registry, "leeds", "aa", date(2024, 5, 31))
    assert registry.read_text() == LINES


def test_a_registry_that_cannot_be_written_stays_whole(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Problem, match=r"sources\.csv: cannot be written \(no space left on device\)"):
        sources.add(registry, Publication(report="leeds"))
    assert registry.read_text() == LINES
    assert [path.name for path in registry.parent.iterdir()] == ["sources.csv"]
