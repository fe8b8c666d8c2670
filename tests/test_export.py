from __future__ import annotations

import csv
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from made import box, extraction, failed, seen, source, unread

from pipeline import workbook
from pipeline.corrections import Correction
from pipeline.export import export
from pipeline.problem import Problem
from pipeline.spreadsheet import harmless
from pipeline.store import write
from schemas.tables import TABLES

DOCUMENTED = Path(__file__).parent.parent / "docs" / "export.md"
FORMULA = '=HYPERLINK("https://example.org","179")'


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with awkward words, a correction, and a file that could not be read."""
    path = tmp_path_factory.mktemp("built") / "upheld.db"
    observations = (
        seen("received", 1379, evidence='All, "so to speak", complaints'),
        seen("average_days", 13.8, "days", box=box(2), evidence=FORMULA),
        seen("on_time", 76, "percent", target_days=20, box=box(3), evidence="'-5 of them\r\nin time"),
        seen("remedy_paid", 1234567.89, "gbp", stage="ombudsman", box=box(4)),
        seen("received", 3, dimension="theme", category="None", box=box(5), evidence="three\rof them"),
        seen("received", 4, dimension="theme", category="N/A", box=box(6)),
    )
    known = Correction(
        source().report,
        "p3/corporate/stage_1/2023-24/on_time/percent/20 days",
        *(76, 67, "swapped", "maintainer", "2024-05-31", "line 2"),
    )
    readings = [(source(), extraction(*observations, unread=(unread(),))), (source("bad", None), failed())]
    write(readings, path, [known])
    return path


@pytest.fixture(scope="module")
def exported(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported") / "out"
    export(database, folder)
    return folder


def read(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documented() -> dict[str, Any]:
    """What the last piece of code in the documentation defines, without its last line."""
    code = re.findall(r"^```python\n(.*?)^```", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[-1]
    names: dict[str, Any] = {}
    exec(code.rsplit("\n\n\n", 1)[0], names)  # noqa: S102 - our own documentation
    return names


def test_every_table_in_every_form(exported: Path) -> None:
    wanted = {f"{table.name}{ending}" for table in TABLES for ending in (".csv", ".parquet", ".csv-metadata.json")}
    assert {path.name for path in exported.iterdir()} == wanted | {"upheld.xlsx", "datapackage.json"}


def test_csv_has_the_columns_of_the_table(exported: Path) -> None:
    for table in TABLES:
        header = (exported / f"{table.name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header == ",".join(table.headers)


def test_values_come_through_as_stored(exported: Path) -> None:
    rows = read(exported, "observations")
    assert [row["value"] for row in rows] == ["1379", "13.8", "67", "1234567.89", "3", "4"]
    assert [row["raw_value"] for row in rows] == ["", "", "76", "", "", ""]
    assert [row["target_days"] for row in rows] == ["", "", "20", "", "", ""]
    assert rows[0]["evidence"] == 'All, "so to speak", complaints'
    assert [row["text"] for row in read(exported, "unread")] == ["17 of them"]
    assert read(exported, "discrepancies") == []


def test_no_text_becomes_a_formula(exported: Path) -> None:
    evidence = [row["evidence"] for row in read(exported, "observations")]
    assert evidence[1] == f"'{FORMULA}"
    assert evidence[2] == "''-5 of them\r\nin time"
    sheet = openpyxl.load_workbook(exported / "upheld.xlsx")["observations"]
    columns = [cell.value for cell in sheet[1]]
    cell = sheet.cell(3, columns.index("evidence") + 1)
    assert (cell.value, cell.data_type) == (FORMULA, "s")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "'="])
def test_what_spreadsheets_take_for_a_formula_is_marked(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["", "1379", "a = b", "'s-Gravenhage", "Council's", "–", " =1"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_frictionless_finds_nothing_wrong(exported: Path) -> None:
    report = Package(str(exported / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert {task.name for task in report.tasks} == {table.name for table in TABLES}


@pytest.mark.parametrize(
    ("table", "old", "new", "error"),
    [
        ("observations", ",received,", ",grumbled,", "constraint-error"),
        ("observations", ",1379,", ",many,", "type-error"),
        ("observations", ",stockport,corporate,", ",atlantis,corporate,", "foreign-key"),
        ("reports", "stockport-2023-24,", ",", "primary-key"),
        ("councils", "Stockport", "Stopfordia", "hash-count"),
    ],
)
def test_frictionless_finds_what_is_wrong(
    table: str, old: str, new: str, error: str, database: Path, tmp_path: Path
) -> None:
    export(database, tmp_path / "out")
    path = tmp_path / "out" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = Package(str(tmp_path / "out" / "datapackage.json")).validate().flatten(["type"])
    assert error in {kind for (kind,) in found}


def test_csvw_describes_every_column(exported: Path) -> None:
    for table in TABLES:
        described = json.loads((exported / f"{table.name}.csv-metadata.json").read_text(encoding="utf-8"))
        assert described["@context"][0] == "http://www.w3.org/ns/csvw"
        assert described["url"] == f"{table.name}.csv"
        columns = described["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == table.headers
        assert all(column["dc:description"] for column in columns)
    types = {column["name"]: column["datatype"] for column in _csvw(exported, "observations")}
    assert (types["value"], types["page"], types["evidence"]) == ("double", "integer", "string")
    assert re.fullmatch(types["stage"]["format"], "stage_1")
    assert not re.fullmatch(types["stage"]["format"], "stage_9")


def _csvw(folder: Path, table: str) -> list[dict[str, Any]]:
    text = (folder / f"{table}.csv-metadata.json").read_text(encoding="utf-8")
    columns: list[dict[str, Any]] = json.loads(text)["tableSchema"]["columns"]
    return columns


def test_a_text_that_may_be_empty_is_not_called_required(exported: Path) -> None:
    required = {column["name"]: column["required"] for column in _csvw(exported, "reports")}
    assert (required["message"], required["outcome"], required["title"]) == (False, True, False)


def test_the_documented_code_reads_csv_back_with_types(exported: Path) -> None:
    read_table = documented()["read_table"]
    for table in TABLES:
        from_csv = read_table(exported, table.name)
        from_parquet = pd.read_parquet(exported / f"{table.name}.parquet", dtype_backend="numpy_nullable")
        assert [str(kind) for kind in from_csv.dtypes] == [
            {"TEXT": "string", "INTEGER": "Int64", "REAL": "Float64"}[column.type] for column in table.columns
        ]
        # CSV cannot tell an empty text from none.
        pd.testing.assert_frame_equal(from_csv, from_parquet.replace("", pd.NA), check_dtype=False)
    observations = read_table(exported, "observations")
    assert list(observations["category"].dropna()) == ["None", "N/A"]
    assert observations["evidence"][1] == FORMULA
    assert observations["evidence"][4] == "three\rof them"
    assert observations["evidence"][2] == "'-5 of them\r\nin time"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("'=+-@\t\r\n＝"), max_size=6))
def test_taking_the_apostrophe_off_gives_every_text_back(text: str) -> None:
    (mark,) = re.findall(r'str\.replace\(r"(.+?)", "", regex=True\)', DOCUMENTED.read_text(encoding="utf-8"))
    marked = str(harmless(text))
    assert re.sub(mark, "", marked) == text
    assert not marked or marked[0] not in "=+-@\t\r\n＝＋－＠"


def test_parquet_keeps_types_and_descriptions(exported: Path) -> None:
    schema = pq.read_schema(exported / "observations.parquet")
    assert [str(schema.field(name).type) for name in ("value", "page", "evidence")] == ["double", "int64", "string"]
    assert schema.field("page").metadata[b"description"].startswith(b"Page of the PDF")
    assert not schema.field("page").nullable
    empty = pq.read_table(exported / "discrepancies.parquet")
    assert (empty.num_rows, str(empty.schema.field("stated").type)) == (0, "double")


def test_the_workbook(exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "upheld.xlsx")
    assert book.sheetnames == ["readme", *(table.name for table in TABLES)]
    lines = [[cell for cell in row if cell is not None] for row in book["readme"].iter_rows(values_only=True)]
    assert ["observations", "Observations", 6] in [line[:3] for line in lines]
    assert {(line[0], line[1]) for line in lines if len(line) == 4} >= {
        (table.name, name) for table in TABLES for name in table.headers
    }
    for table in TABLES:
        assert [cell.value for cell in book[table.name][1]] == table.headers
    rows = list(book["observations"].iter_rows(values_only=True))
    value, target = rows[0].index("value"), rows[0].index("target_days")
    assert [(row[value], row[target]) for row in rows[1:4]] == [(1379, None), (13.8, None), (67, 20)]
    assert book.properties.created == datetime(2000, 1, 1)


def test_more_rows_than_a_sheet_holds(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    export(database, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "upheld.xlsx")
    assert book["observations"].max_row == 4
    words = [str(cell) for row in book["readme"].iter_rows(values_only=True) for cell in row]
    assert any("Only the first 3 rows are here: see observations.csv." in text for text in words)
    assert len(read(tmp_path, "observations")) == 6


def test_same_database_same_bytes(database: Path, exported: Path, tmp_path: Path) -> None:
    export(database, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in exported.iterdir()
    }


def test_folders_on_the_way_are_made(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "down"
    written = export(database, folder)
    assert sorted(written) == sorted(folder.iterdir())
    assert written[-1] == folder / "datapackage.json"
    assert [path.name for path in tmp_path.iterdir()] == ["deep"]


def test_other_files_in_the_folder_stay(database: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "observations.csv").write_text("old")
    export(database, tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert len(read(tmp_path, "observations")) == 6


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workbook, "write", fail)


@pytest.mark.usefixtures("full_disk")
def test_an_export_that_fails_leaves_nothing(database: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"out: cannot be written \(No space left on device\); choose another folder"):
        export(database, tmp_path / "deep" / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("full_disk")
def test_an_export_that_fails_leaves_what_was_there(database: Path, tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("old")
    with pytest.raises(Problem):
        export(database, tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"observations.csv": "old"}


def test_what_cannot_be_exported(database: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no such database"):
        export(tmp_path / "missing.db", tmp_path)
    with pytest.raises(Problem, match="cannot be written"):
        export(database, database / "folder")
