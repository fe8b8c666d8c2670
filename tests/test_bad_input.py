from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.cli import main

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"

NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
)


def pdf(*lines: str, password: str = "") -> bytes:
    """A PDF of one page with these lines of text, or a grey square where there are none."""
    file = BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption(password, canPrint=0) if password else None)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 20 * number, line)
    if not lines:
        canvas.setFillGray(0.5)
        canvas.rect(72, 72, 400, 600, fill=1)
    canvas.save()
    return file.getvalue()


RECIPE = ("Pancakes", "Take 250 grams of flour, 3 eggs and half a litre of milk.", "Fry for 2 minutes on each side.")
NEWSLETTER = ("Exampleshire County Council", "Newsletter 2023-24", "The library bought 1,200 books for 14 branches.")

#: Files that give no figures: content, expected outcome, and a word the reason has to say.
BAD = {
    "text.pdf": (b"Dear sir, please find the report enclosed.", "damaged", "not a readable PDF"),
    "empty.pdf": (b"", "damaged", "empty"),
    "cut.pdf": (pdf("Complaints report 2023-24", "We received 12 complaints.")[:300], "damaged", ""),
    "secret.pdf": (pdf("Complaints report 2023-24", password="secret"), "encrypted", "password"),
    "no-pages.pdf": (NO_PAGES, "damaged", "no pages"),
    "scan.pdf": (pdf(), "image_only", "pictures"),
    "recipe.pdf": (pdf(*RECIPE), "nothing_found", ""),
    "newsletter.pdf": (pdf(*NEWSLETTER), "nothing_found", "no complaints figures"),
}


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


@pytest.fixture
def good() -> Path:
    """A sample report that can be read."""
    return min(SAMPLE.glob("*.pdf"), key=lambda path: path.stat().st_size)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "upheld.db"


def outcomes(database: Path) -> dict[str, tuple[str, str]]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT filename, outcome, message FROM reports").fetchall()
    return {filename: (outcome, message) for filename, outcome, message in rows}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_gives_nothing(
    name: str, tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, outcome, reason = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert run("build", path, "--out", database) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert outcomes(database) == {name: (outcome, line)}
    assert line.startswith(f"{name}: ")
    assert reason in line
    assert "; " in line, "says what was wrong, but not what to do"
    assert run("extract", path) == 1
    assert capsys.readouterr().err == f"{line}\n"


def test_bad_files_do_not_stop_a_good_one(
    good: Path, tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, (content, _, _) in BAD.items():
        (folder / name).write_bytes(content)
    (folder / good.name).write_bytes(good.read_bytes())
    assert run("build", folder, "--out", database) == 1
    assert {line.split(":")[0] for line in capsys.readouterr().err.splitlines()} == set(BAD)
    expected = {name: outcome for name, (_, outcome, _) in BAD.items()} | {good.name: "ok"}
    assert {name: outcome for name, (outcome, _) in outcomes(database).items()} == expected
    with closing(sqlite3.connect(database)) as connection:
        stems = connection.execute("SELECT DISTINCT report FROM observations").fetchall()
    assert stems == [(good.stem,)]


def test_a_folder_with_nothing_good_still_gives_a_database(tmp_path: Path, database: Path) -> None:
    (tmp_path / "text.pdf").write_text("no PDF")
    assert run("build", tmp_path, "--out", database) == 1
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM observations").fetchall() == [(0,)]


def test_an_unreadable_file_is_named_and_the_rest_goes_on(
    good: Path, tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = tmp_path / "shut.pdf"
    shut.write_bytes(b"%PDF-1.4")
    opened = Path.open

    def guarded(self: Path, *arguments: object, **options: object) -> object:
        if self.name == "shut.pdf":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    assert run("build", shut, good, "--out", database) == 1
    line = "shut.pdf: cannot be opened; check its permissions"
    assert capsys.readouterr().err == f"{line}\n"
    assert outcomes(database) == {"shut.pdf": ("damaged", line), good.name: ("ok", "")}


def test_a_file_whose_name_is_no_text(good: Path, tmp_path: Path, database: Path) -> None:
    """A byte that is no UTF-8 stands as a question mark: the name is shown, and never the end of the build."""
    folder = tmp_path / "reports"
    folder.mkdir()
    odd = os.fsencode(folder) + b"/r\xe9port-" + os.fsencode(good.name)
    try:
        shutil.copy(os.fsencode(good), odd)
    except OSError:
        pytest.skip("this file system takes no such names")
    assert run("build", folder, "--out", database, "--no-files") == 0
    assert outcomes(database) == {f"r?port-{good.name}": ("ok", "")}
