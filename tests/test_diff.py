from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from made import box, extraction, failed, scope, seen, source

from extractors.extraction import Extraction
from pipeline import store
from pipeline.corrections import Correction
from pipeline.diff import Change, ReportChange, as_json, as_markdown, diff, summary
from pipeline.problem import Problem
from pipeline.store import write
from schemas.observation import Observation

REPORT = "stockport-2023-24"
MEANING = "corporate/stage_1/2023-24/received/count"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def built(
    folder: Path, name: str, *observations: Observation, known: tuple[Correction, ...] = (), **changes: Any
) -> Path:
    """A database of one report."""
    path = folder / f"{name}.db"
    sha256 = changes.pop("sha256", "ab" * 32)
    write([(source(REPORT, sha256), extraction(*observations, **changes))], path, known)
    return path


def told(old: Path, new: Path) -> list[tuple[str, str, float | None, float | None, tuple[str, ...]]]:
    return [
        (figure.kind, figure.key, figure.old, figure.new, figure.reasons)
        for change in diff(old, new)
        for figure in change.figures
    ]


def correction(corrected: float | None, reason: str = "swapped", key: str = f"p1/{MEANING}") -> Correction:
    return Correction(REPORT, key, 179, corrected, reason, "maintainer", "2024-05-31", "line 2")


def test_a_build_does_not_differ_from_itself(folder: Path) -> None:
    one = built(folder, "one", seen("received", 179))
    assert diff(one, one) == []
    assert as_markdown([]) == "No differences.\n"


def test_added_removed_and_changed(folder: Path) -> None:
    old = built(folder, "old", seen("received", 179), seen("upheld", 48, box=box(2)), seen("late", 5, box=box(3)))
    new = built(folder, "new", seen("received", 197), seen("upheld", 48, box=box(9)), seen("withdrawn", 1, box=box(3)))
    assert told(old, new) == [
        ("removed", "corporate/stage_1/2023-24/late/count", 5, None, ()),
        ("changed", MEANING, 179, 197, ()),
        ("added", "corporate/stage_1/2023-24/withdrawn/count", None, 1, ()),
    ]
    assert summary(diff(old, new)) == {"added": 1, "removed": 1, "changed": 1}


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([(1, 4), (3, 6)], [(3, 6), (1, 5)], [("changed", 4, 5)]),
        ([(1, 4), (3, 4)], [(3, 4)], [("removed", 4, None)]),
        ([(1, 4)], [(2, 4), (5, 7)], [("added", None, 7)]),
        ([(1, 4), (2, 6)], [(1, 6), (2, 4)], []),
        ([(1, 4), (2, 6)], [(2, 8), (1, 9)], [("changed", 4, 9), ("changed", 6, 8)]),
    ],
)
def test_what_is_stated_several_times_is_matched_with_its_like(
    before: list[tuple[int, float]],
    after: list[tuple[int, float]],
    changes: list[tuple[str, float | None, float | None]],
    folder: Path,
) -> None:
    old, new = (
        built(folder, name, *(seen("received", value, box=box(page)) for page, value in stated))
        for name, stated in (("old", before), ("new", after))
    )
    assert [(kind, was, now) for kind, _, was, now, _ in told(old, new)] == changes


def test_a_correction_is_the_reason(folder: Path) -> None:
    plain = built(folder, "plain", seen("received", 179))
    corrected = built(folder, "corrected", seen("received", 179), known=(correction(197),))
    again = built(folder, "again", seen("received", 179), known=(correction(198, "swapped twice"),))
    dropped = built(folder, "dropped", seen("received", 179), known=(correction(None, "a page number"),))
    assert told(plain, corrected) == [("changed", MEANING, 179, 197, ("correction added: swapped",))]
    assert told(corrected, plain) == [("changed", MEANING, 197, 179, ("correction withdrawn: swapped",))]
    assert told(corrected, again) == [("changed", MEANING, 197, 198, ("correction changed: swapped twice",))]
    assert told(plain, dropped) == [("removed", MEANING, 179, None, ("correction added: a page number",))]
    assert told(dropped, plain) == [("added", MEANING, None, 179, ("correction withdrawn: a page number",))]


def test_the_second_of_a_page_may_be_dropped(folder: Path) -> None:
    twice = (seen("received", 4), seen("received", 179, box=box(top=200)))
    old = built(folder, "old", *twice)
    new = built(folder, "new", *twice, known=(correction(None, "a page number", f"p1/{MEANING} #2"),))
    assert told(old, new) == [("removed", MEANING, 179, None, ("correction added: a page number",))]


def test_another_pdf_is_a_reason(folder: Path) -> None:
    old = built(folder, "old", seen("received", 179), sha256="ab" * 32)
    new = built(folder, "new", seen("received", 180), sha256="cd" * 32)
    reason = "another PDF: abababababab… → cdcdcdcdcdcd…"
    assert diff(old, new) == [
        ReportChange(
            REPORT,
            "changed",
            (reason,),
            (Change("changed", MEANING, "count", 179, 180, 1, 1, (reason,)),),
        )
    ]


def test_another_pdf_with_the_same_figures_is_a_difference(folder: Path) -> None:
    old = built(folder, "old", seen("received", 179), sha256="ab" * 32)
    new = built(folder, "new", seen("received", 179), sha256="cd" * 32)
    assert [(change.kind, change.figures) for change in diff(old, new)] == [("changed", ())]


def test_another_reader_is_a_reason_but_no_difference(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "fingerprint", lambda: "0.1.0+aaaaaaaaaa")
    old = built(folder, "old", seen("received", 179))
    monkeypatch.setattr(store, "fingerprint", lambda: "0.1.0+bbbbbbbbbb")
    assert diff(old, built(folder, "same", seen("received", 179))) == []
    new = built(folder, "new", seen("received", 180))
    reason = "read by another version: 0.1.0+aaaaaaaaaa → 0.1.0+bbbbbbbbbb"
    assert told(old, new) == [("changed", MEANING, 179, 180, (reason,))]


def test_a_correction_of_what_is_read_otherwise_is_not_the_whole_reason(folder: Path) -> None:
    old = built(folder, "old", seen("received", 178), sha256="ab" * 32)
    new = built(folder, "new", seen("received", 179), sha256="cd" * 32, known=(correction(197),))
    assert told(old, new)[0][4] == ("correction added: swapped", "another PDF: abababababab… → cdcdcdcdcdcd…")


def several(folder: Path, name: str, **reports: Extraction) -> Path:
    path = folder / f"{name}.db"
    write([(source(report), read) for report, read in reports.items()], path)
    return path


def test_reports_come_go_and_fail(folder: Path) -> None:
    read = extraction(seen("received", 179), seen("upheld", 48, box=box(2)))
    old = several(folder, "old", gone=read, worse=read, moved=read)
    new = several(
        folder, "new", fresh=read, worse=failed(), moved=extraction(*read.observations, scope=scope(period="2022-23"))
    )
    assert [(change.report, change.kind, change.reasons, len(change.figures)) for change in diff(old, new)] == [
        ("fresh", "added", ("new report",), 2),
        ("gone", "removed", ("report no longer in the build",), 2),
        ("moved", "changed", ("year: 2023-24 → 2022-23",), 0),
        ("worse", "changed", ("outcome: ok → damaged", "council: stockport → none", "year: 2023-24 → none"), 2),
    ]


def test_markdown(folder: Path) -> None:
    group = {"dimension": "theme", "category": "Parking | fines"}
    old = several(folder, "old", r=extraction(seen("received", 1379), seen("received", 7, **group, box=box(2))))
    new = several(folder, "new", r=extraction(seen("received", 1397)), s=extraction(seen("received", 1)))
    assert as_markdown(diff(old, new)) == (
        "# Differences: 1 added, 1 removed, 1 changed\n"
        "\n"
        "## r\n"
        "\n"
        "- the same file, read by the same version: compare the options of the builds\n"
        "\n"
        "| figure | old | new | why |\n"
        "|---|---|---|---|\n"
        f"| `{MEANING}` | 1,379 (p. 1) | 1,397 (p. 1) |  |\n"
        f"| `{MEANING}/theme: Parking \\| fines` | 7 (p. 2) |  |  |\n"
        "\n"
        "## s\n"
        "\n"
        "- new report\n"
        "- 1 figures added\n"
    )


def test_json_has_everything(folder: Path) -> None:
    old = several(folder, "old", r=extraction(seen("on_time", 71, "percent", target_days=20)))
    new = several(folder, "new", s=extraction(seen("received", 1)))
    content = json.loads(as_json(diff(old, new)))
    assert content["figures"] == {"added": 1, "removed": 1, "changed": 0}
    assert content["reports"][0] == {
        "report": "r",
        "kind": "removed",
        "reasons": ["report no longer in the build"],
        "figures": [
            {
                "kind": "removed",
                "key": "corporate/stage_1/2023-24/on_time/percent/20 days",
                "unit": "percent",
                "old": 71,
                "new": None,
                "old_page": 1,
                "new_page": None,
                "reasons": ["report no longer in the build"],
            }
        ],
    }


def test_a_database_of_an_older_version(folder: Path) -> None:
    old, new = built(folder, "old", seen("received", 179)), built(folder, "new", seen("received", 180))
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(
            """
            DROP TABLE corrections; DROP TABLE coverage; DROP INDEX observations_report_key;
            CREATE TABLE o AS SELECT * FROM observations; DROP TABLE observations; ALTER TABLE o RENAME TO observations;
            ALTER TABLE observations DROP COLUMN raw_value; ALTER TABLE observations DROP COLUMN correction;
            ALTER TABLE observations DROP COLUMN "key"; ALTER TABLE reports DROP COLUMN reader;
            PRAGMA user_version = 1;
            """
        )
    ((_, _, was, now, (reason,)),) = told(old, new)
    assert (was, now) == (179, 180)
    assert reason.startswith("read by another version: unknown → 0.")
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("ALTER TABLE observations DROP COLUMN target_days")
        connection.commit()
    with pytest.raises(Problem, match=r"old\.db: was built by a version of upheld that is too old to compare"):
        diff(old, new)


def test_what_cannot_be_compared(folder: Path) -> None:
    new = built(folder, "new", seen("received", 180))
    with pytest.raises(Problem, match="no such database"):
        diff(folder / "none.db", new)
    (folder / "text.db").write_text("not a database at all, but long enough to be one")
    with pytest.raises(Problem, match="is not a database that upheld built"):
        diff(new, folder / "text.db")
