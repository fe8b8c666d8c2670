from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made import box, extraction, failed, seen, source

from pipeline import corrections, store
from pipeline.corrections import Correction, load
from pipeline.problem import Problem
from pipeline.store import write

REPORT = "stockport-2023-24"
RECEIVED = "p1/corporate/stage_1/2023-24/received/count"
UPHELD = "p2/corporate/stage_1/2023-24/upheld/count"


def correction(key: str = RECEIVED, expected: float = 179, corrected: float | None = 197, **changes: str) -> Correction:
    words = {"report": REPORT, "reason": "the 9 and the 7 were swapped", "who": "maintainer", "date": "2024-05-31"}
    return Correction(key=key, expected=expected, corrected=corrected, place="c.csv, line 2", **(words | changes))


def ask(path: Path, sql: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "upheld.db"


def build(out: Path, *known: Correction) -> None:
    report = extraction(seen("received", 179), seen("upheld", 48, box=box(2)))
    write([(source(REPORT), report)], out, known)


def test_a_replaced_number_keeps_what_was_read(out: Path) -> None:
    build(out)
    [before] = ask(out, "SELECT * FROM observations WHERE measure = 'received'")
    build(out, correction())
    [after] = ask(out, "SELECT * FROM observations WHERE measure = 'received'")
    assert (before["value"], before["raw_value"], before["correction"]) == (179, None, None)
    assert {name: after[name] for name in after if after[name] != before[name]} == {
        "value": 197,
        "raw_value": 179,
        "correction": "the 9 and the 7 were swapped",
        "label": "Stockport Metropolitan Borough Council, corporate stage 1, 2023-24: 197 received",
    }
    assert ask(out, "SELECT * FROM corrections") == [
        {
            "report": REPORT,
            "key": RECEIVED,
            "action": "replaced",
            "raw_value": 179,
            "value": 197,
            "reason": "the 9 and the 7 were swapped",
            "who": "maintainer",
            "date": "2024-05-31",
            "label": "Stockport Metropolitan Borough Council, corporate stage 1, 2023-24: 179 received",
            "page": 1,
            "evidence": "received 179 count",
            "observation": after["id"],
        }
    ]


def test_the_benchmark_rests_on_the_corrected_number(out: Path) -> None:
    build(out, correction())
    assert [(row["count"], row["upheld"]) for row in ask(out, "SELECT * FROM benchmark")] == [(197, 48)]


def test_a_dropped_number_is_used_nowhere_but_stays_visible(out: Path) -> None:
    build(out, correction(UPHELD, 48, None, reason="a page number"))
    assert [row["measure"] for row in ask(out, "SELECT * FROM observations")] == ["received"]
    assert [row["upheld"] for row in ask(out, "SELECT * FROM benchmark")] == [None]
    [dropped] = ask(out, "SELECT * FROM corrections")
    assert (dropped["action"], dropped["raw_value"], dropped["value"]) == ("dropped", 48, None)
    assert (dropped["page"], dropped["evidence"], dropped["observation"]) == (2, "upheld 48 count", None)
    assert str(dropped["label"]).endswith("2023-24: 48 fully upheld")
    measures = {row["measure"]: row["status"] for row in ask(out, "SELECT measure, status FROM coverage")}
    assert measures["upheld_or_partially_upheld"] == "not_found"


def test_keys_do_not_move_when_a_number_before_them_is_dropped(out: Path) -> None:
    twice = extraction(seen("received", 4, box=box(top=100)), seen("received", 6, box=box(top=200)))
    write([(source(REPORT), twice)], out, [correction(expected=4, corrected=None)])
    assert [(row["key"], row["value"]) for row in ask(out, "SELECT key, value FROM observations")] == [
        (f"{RECEIVED} #2", 6)
    ]


def test_a_number_that_is_gone_stops_the_build(out: Path) -> None:
    with pytest.raises(Problem) as told:
        build(out, correction("p7/corporate/stage_1/2023-24/received/count"))
    assert str(told.value) == (
        "c.csv, line 2: stockport-2023-24 has no number 'p7/corporate/stage_1/2023-24/received/count' any more; "
        "look at the report, then mend the line or remove it"
    )
    assert not out.exists()


def test_a_number_that_is_read_otherwise_now_stops_the_build(out: Path) -> None:
    build(out)
    before = out.read_bytes()
    with pytest.raises(Problem) as told:
        build(out, correction(expected=1790))
    assert str(told.value) == (
        f"c.csv, line 2: {RECEIVED!r} of stockport-2023-24 is now read as 179, not 1,790; "
        "look at page 1, then mend the line or remove it"
    )
    assert out.read_bytes() == before


def test_other_reports_are_none_of_its_business(out: Path) -> None:
    build(out, correction(report="camden-2023-24"))
    assert ask(out, "SELECT value, raw_value FROM observations WHERE measure = 'received'") == [
        {"value": 179, "raw_value": None}
    ]
    assert ask(out, "SELECT * FROM corrections") == []


def test_a_report_that_could_not_be_read_does_not_stop_the_build(out: Path) -> None:
    write([(source(REPORT), failed())], out, [correction(), correction(UPHELD, 48, None)])
    assert [(row["key"], row["action"], row["label"]) for row in ask(out, "SELECT * FROM corrections")] == [
        (RECEIVED, "not_read", None),
        (UPHELD, "not_read", None),
    ]


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join([",".join(corrections.HEADER), *lines]) + "\n", encoding="utf-8")
    return path


def test_a_file_of_corrections(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f'{REPORT},{RECEIVED},179,197.5,"the 9, and the 7",maintainer,2024-05-31',
        f"{REPORT},{UPHELD},48,drop,a page number,maintainer,2024-06-01",
    )
    first, second = load(path)
    assert first == Correction(
        REPORT, RECEIVED, 179, 197.5, "the 9, and the 7", "maintainer", "2024-05-31", f"{path}, line 2"
    )
    assert (second.key, second.expected, second.corrected, second.place) == (UPHELD, 48, None, f"{path}, line 3")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("r,k,1,2,why,who", "line 2: has not 7 cells"),
        ("r,k,1,2,why,who,2024-05-31,more", "line 2: has not 7 cells"),
        ("r,k,1,2,,who,2024-05-31", "line 2: reason is empty"),
        ("r,k,1,2,why, ,2024-05-31", "line 2: who is empty"),
        ("r,k,one,2,why,who,2024-05-31", "line 2: 'one' is no number"),
        ("r,k,1,-2,why,who,2024-05-31", "line 2: '-2' is no number"),
        ("r,k,1,nan,why,who,2024-05-31", "line 2: 'nan' is no number"),
        ("r,k,1,,why,who,2024-05-31", "line 2: corrected is empty"),
        ("r,k,1,2,why,who,31/05/2024", "line 2: '31/05/2024' is no date; write it as 2024-05-31"),
        ("r,k,1,1.0,why,who,2024-05-31", "line 2: corrects 1 to itself"),
        ("r,k,1,2,why,who,2024-05-31\nr,k,1,3,why,who,2024-05-31", "line 3: corrects the same number as .*line 2"),
    ],
)
def test_a_line_that_says_nothing_that_can_be_done(line: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=complaint):
        load(written(tmp_path, line))


def test_files_that_are_no_corrections(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"none\.csv: cannot be read"):
        load(tmp_path / "none.csv")
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(Problem, match=r"other\.csv, line 1: the columns have to be report,key,expected"):
        load(other)
    other.write_bytes(b"\xff\xfe")
    with pytest.raises(Problem, match=r"other\.csv: cannot be read"):
        load(other)


def test_corrections_of_the_project_name_reports_of_the_registry() -> None:
    with (corrections.REGISTRY.parent / "sources.csv").open(encoding="utf-8", newline="") as file:
        reports = {row["report"] for row in csv.DictReader(file)}
    assert {correction.report for correction in load()} <= reports


def test_an_extraction_is_shown_as_it_was_read() -> None:
    rows = store.rows([(source(REPORT), extraction(seen("received", 179)))])
    assert [(row["value"], row["key"]) for row in rows["observations"]] == [(179, RECEIVED)]
