from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline import shelf
from pipeline.cli import main
from pipeline.collect import Source, collect
from pipeline.problem import Problem

CONTENT = b"%PDF-1.7 a report"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.pdf"
    file.write_bytes(CONTENT)
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "upheld.files"


def everything(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_file_stands_under_its_hash(report: Path, root: Path) -> None:
    kept = shelf.put(root, report, SHA256)
    assert kept == shelf.path(root, SHA256) == root / SHA256[:2] / f"{SHA256}.pdf"
    assert kept.read_bytes() == CONTENT
    assert everything(root) == [f"{SHA256[:2]}/{SHA256}.pdf"]


def test_a_link_where_that_works(report: Path, root: Path) -> None:
    assert shelf.put(root, report, SHA256).samefile(report)


def test_a_copy_where_it_does_not(report: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    kept = shelf.put(root, report, SHA256)
    assert not kept.samefile(report)
    assert kept.read_bytes() == CONTENT
    assert everything(root) == [f"{SHA256[:2]}/{SHA256}.pdf"]


def test_what_is_there_stays(report: Path, root: Path) -> None:
    kept = shelf.put(root, report, SHA256)
    before = kept.stat().st_ino
    other = report.with_name("other.pdf")
    other.write_bytes(CONTENT)
    assert shelf.put(root, other, SHA256).stat().st_ino == before


def test_content_that_has_not_the_hash_is_refused(report: Path, root: Path) -> None:
    with pytest.raises(ValueError, match="has not the SHA-256"):
        shelf.put(root, report, "0" * 64)
    assert everything(root) == []


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", SHA256.upper(), SHA256[:-1], SHA256 + "\n", "٠" * 64])
def test_only_a_hash_names_a_file(wrong: str, root: Path) -> None:
    with pytest.raises(ValueError, match="is not a SHA-256"):
        shelf.path(root, wrong)


def test_what_is_no_pdf_is_not_kept(tmp_path: Path) -> None:
    notes = tmp_path / "notes.pdf"
    notes.write_text("no report")
    shelf.keep(collect([notes]).sources, tmp_path / "upheld.db")
    assert not (tmp_path / "upheld.files").exists()


def test_a_file_that_could_not_be_opened_is_passed_over(tmp_path: Path) -> None:
    shelf.keep([Source("gone", tmp_path / "gone.pdf", None)], tmp_path / "upheld.db")
    assert not (tmp_path / "upheld.files").exists()


def test_a_file_that_changed_meanwhile_is_a_problem(report: Path, tmp_path: Path) -> None:
    sources = collect([report]).sources
    report.write_bytes(CONTENT + b", revised")
    with pytest.raises(Problem, match=r"report\.pdf: cannot be kept in .* \(the file has changed since it was read\)"):
        shelf.keep(sources, tmp_path / "upheld.db")


def test_a_shelf_that_cannot_be_written_is_a_problem(report: Path, root: Path, tmp_path: Path) -> None:
    root.write_text("in the way")
    with pytest.raises(Problem, match=r"cannot be kept in .*upheld\.files .*--no-files"):
        shelf.keep(collect([report]).sources, tmp_path / "upheld.db")


SAMPLE = sorted((Path(__file__).parent.parent / "corpus" / "sample").glob("*.pdf"))[0]


def test_build_keeps_the_files_it_read(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["build", str(SAMPLE), "--out", str(tmp_path / "mine.db")])
    (kept,) = everything(tmp_path / "mine.files")
    assert (tmp_path / "mine.files" / kept).read_bytes() == SAMPLE.read_bytes()


def test_build_without_files(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["build", str(SAMPLE), "--out", str(tmp_path / "mine.db"), "--no-files"])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.db"]
