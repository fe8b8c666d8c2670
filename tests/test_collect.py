from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.collect import collect, slug
from pipeline.problem import Problem


def put(path: Path, content: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content or path.name)
    return path


def ids(*paths: Path | str) -> list[str]:
    return [source.report for source in collect(paths).sources]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("stockport-annual-2023-24.borderless", "stockport-annual-2023-24-borderless"),
        ("Annual Report (2023_24) FINAL v2", "annual-report-2023-24-final-v2"),
        ("Adroddiad Blynyddol Ynys Môn", "adroddiad-blynyddol-ynys-mon"),
        ("--", ""),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_files_folders_and_patterns(tmp_path: Path) -> None:
    put(tmp_path / "b.pdf"), put(tmp_path / "deep" / "down" / "A.PDF"), put(tmp_path / "notes.txt")
    assert ids(tmp_path) == ["a", "b"]
    assert ids(tmp_path / "b.pdf") == ["b"]
    assert ids(f"{tmp_path}/*.pdf") == ["b"]
    assert ids(f"{tmp_path}/**/*.PDF") == ["a"]
    assert ids(f"{tmp_path}/de*") == ["a"]


def test_a_file_named_by_itself_is_read_whatever_its_ending(tmp_path: Path) -> None:
    assert ids(put(tmp_path / "report.bin")) == ["report"]


def test_a_file_met_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path / "a.pdf")
    assert ids(path, tmp_path, path) == ["a"]


def test_same_name_other_content_gets_other_ids_in_any_order(tmp_path: Path) -> None:
    one, two = put(tmp_path / "x" / "report.pdf", "one"), put(tmp_path / "y" / "report.pdf", "two")
    # The first eight digits of the SHA-256 of "one" and "two".
    expected = ["report-3fc4ccfe", "report-7692c3ad"]
    assert ids(one, two) == ids(two, one) == expected
    assert ids(one) == ["report"]


def test_same_name_same_content_is_one_report(tmp_path: Path) -> None:
    assert ids(put(tmp_path / "x" / "report.pdf", "one"), put(tmp_path / "y" / "report.pdf", "one")) == ["report"]


def test_a_name_without_letters_still_gets_an_id(tmp_path: Path) -> None:
    assert ids(put(tmp_path / "報告.pdf", "one")) == ["report-7692c3ad"]


@pytest.mark.parametrize("missing", ["nowhere.pdf", "no-folder/", "*.pdf"])
def test_a_path_that_names_nothing(missing: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no such file or folder; check the path"):
        collect([f"{tmp_path}/{missing}"])


def test_a_folder_without_pdfs(tmp_path: Path) -> None:
    put(tmp_path / "notes.txt")
    with pytest.raises(Problem, match="no PDF files here"):
        collect([tmp_path])


def test_an_unreadable_folder_is_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "open" / "a.pdf"), put(tmp_path / "shut" / "b.pdf")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = collect([tmp_path])
    assert [source.report for source in found.sources] == ["a"]
    assert found.problems == (f"{tmp_path}/shut: folder cannot be read (permission denied); check its permissions",)
    with pytest.raises(Problem, match="shut: folder cannot be read"):
        collect([tmp_path / "shut"])


def test_the_registry_names_what_is_called_by_its_hash(tmp_path: Path) -> None:
    kept, other = hashlib.sha256(b"kept").hexdigest(), hashlib.sha256(b"other").hexdigest()
    put(tmp_path / "ab" / f"{kept}.pdf", "kept"), put(tmp_path / "cd" / f"{other}.pdf", "other")
    put(tmp_path / "mine.pdf", "mine")
    registry = put(
        tmp_path / "known.csv",
        f"report,council,url,sha256,retrieved\nKent 2023-24,kent,https://www.example.org,{kept},\n",
    )
    found = collect([tmp_path], registry).sources
    assert [source.report for source in found] == ["kent-2023-24", "mine", f"report-{other[:8]}"]
    assert [source.published.council for source in found] == ["kent", "", ""]


def test_a_file_called_by_its_hash_is_called_by_its_id(tmp_path: Path) -> None:
    kept = hashlib.sha256(b"kept").hexdigest()
    put(tmp_path / f"{kept}.pdf", "kept"), put(tmp_path / "mine.pdf", "mine")
    registry = put(tmp_path / "known.csv", f"report,url,sha256,retrieved\nkent-2023-24,,{kept},\n")
    assert [source.name for source in collect([tmp_path], registry).sources] == ["kent-2023-24.pdf", "mine.pdf"]
    registry.write_text("report,url,sha256,retrieved\n")
    assert [source.name for source in collect([tmp_path], registry).sources] == ["mine.pdf", f"{kept}.pdf"]
