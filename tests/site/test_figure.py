from __future__ import annotations

import hashlib
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from pipeline import shelf
from pipeline.collect import Source
from pipeline.corrections import Correction
from pipeline.site import closeup, figure, files
from pipeline.site.closeup import Frame, around
from pipeline.site.figure import Figure, marked, published, sureness
from pipeline.site.page import Asked, Download, File, Later, Missing, Page
from pipeline.site.picture import Busy
from pipeline.store import write
from schemas.observation import Box
from tests.boxes import AT, one_number
from tests.made import box, extraction, scope, seen, source

#: Where ``one_number`` sets its number on a page of 842 points, as a reader would box it.
SET = Box(page=1, x0=AT[0], top=842 - AT[1] - 19, x1=AT[0] + 54, bottom=842 - AT[1] + 5)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two reports of Stockport; the later one is on the shelf."""
    folder = tmp_path_factory.mktemp("figures")
    file = one_number(folder / "now.pdf")
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    now = extraction(
        seen("received", 4711, box=SET, evidence="We received 4,711 complaints."),
        seen("received", 4711, box=box(1, top=600), method="table", evidence="Table 1 | Stage 1 | 2023-24 | 4,711"),
        seen("on_time", 71, "percent", target_days=20, evidence="71% in time", confidence=0.7, box=box(1, top=700)),
        seen("on_time", 75, "percent", target_days=20, evidence="75% in time", box=box(2)),
        seen("received", 31, dimension="theme", category="Council Tax", box=box(2, top=200)),
        seen("upheld", 12, box=box(2, top=300), evidence="12 upheld"),
        pages=2,
    )
    then = extraction(
        seen("received", 150, period="2022-23", evidence="<script>alert(1)</script> 150"),
        scope=scope(period="2022-23", title="<b>Report</b>"),
    )
    key = "p2/corporate/stage_1/2023-24/upheld/count"
    known = Correction("now", key, 12, 13, "a smudge was read as 2", "maintainer", "2024-05-31", "line 2")
    path = folder / "upheld.db"
    write([(Source("now", file, sha256), now), (source("then"), then)], path, [known])
    shelf.put(shelf.beside(path), file, sha256)
    yield path


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPHELD_CACHE", str(tmp_path))


def rows(database: Path, sql: str, *parameters: Any) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(sql, parameters).fetchall()


def identity(database: Path, evidence: str) -> str:
    (row,) = rows(database, "SELECT id FROM observations WHERE evidence LIKE ?", f"%{evidence}%")
    return str(row["id"])


def shown(database: Path, evidence: str, public: bool = False) -> tuple[Page, Figure]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        asked = Asked({"figure": identity(database, evidence)}, database=database, public=public)
        page = figure.page(connection, asked).answer()
    assert isinstance(page, Page)
    assert isinstance(page.data, Figure)
    return page, page.data


def ask(database: Path, handler: Any, public: bool = False, **parts: str) -> Any:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        answer = handler(connection, Asked(parts, database=database, public=public))
        return answer.answer() if isinstance(answer, Later) else answer


def test_a_figure_on_its_page(database: Path) -> None:
    page, found = shown(database, "We received")
    assert page.title == "4,711 received: Stockport Metropolitan Borough Council, 2023-24"
    assert found.procedure == "Corporate, stage 1"
    assert found.words == ("We received ", "4,711", " complaints.")
    assert found.why_not == ""
    assert found.shown is not None
    assert found.shown.page == Frame(0, 0, 595, 842)
    assert found.shown.number == Frame(297.5, 320.5, 59, 29)
    assert [other.label[-12:] for other in found.shown.others] == ["711 received", "mit 20 days)"]
    assert found.place == "about 11 cm from the left edge and 11 cm from the top"


def test_a_cell_of_a_table_is_found_by_its_heads(database: Path) -> None:
    _, found = shown(database, "Table 1 |")
    assert found.parts == ["Table 1", "Stage 1", "2023-24"]
    assert found.words == ("", "4,711", "")


def test_the_same_figure_elsewhere(database: Path) -> None:
    _, found = shown(database, "We received")
    assert [(other["value"], other["page"], other["agrees"]) for other in found.elsewhere] == [(4711, 1, 1)]
    _, other = shown(database, "71% in time")
    assert [(row["value"], row["page"], row["agrees"]) for row in other.elsewhere] == [(75, 2, 0)]
    _, alone = shown(database, "31 count")
    assert alone.elsewhere == []
    assert alone.group == "theme “Council Tax”"


def test_what_disagrees(database: Path) -> None:
    _, found = shown(database, "71% in time")
    (item,) = found.disagreements
    assert item.row["kind"] == "conflict"
    assert [(other["page"], other["evidence"]) for other in item.others] == [(2, "75% in time")]
    assert shown(database, "31 count")[1].disagreements == []


def test_steps_from_figure_to_figure(database: Path) -> None:
    _, first = shown(database, "We received")
    assert first.before is None
    assert first.after is not None
    assert first.after["id"] == identity(database, "Table 1 |")
    _, last = shown(database, "71% in time")
    assert last.after is None
    assert last.before is not None
    assert last.before["id"] == identity(database, "Table 1 |")


def test_a_corrected_figure(database: Path) -> None:
    _, found = shown(database, "12 upheld")
    assert found.correction is not None
    assert (found.row["raw_value"], found.row["value"], found.correction["who"]) == (12, 13, "maintainer")
    assert found.words == ("", "12", " upheld")


def test_what_the_comparison_rests_on(database: Path) -> None:
    _, found = shown(database, "Table 1 |")
    # The rate is worked out from it too, since only fully upheld complaints are counted.
    assert [(used["year"], used["figure"]) for used in found.comparison] == [
        ("2023-24", "count"),
        ("2023-24", "rate_base"),
        ("2023-24", "upheld_rate"),
    ]


def test_a_figure_whose_report_is_not_kept_has_its_words_and_place(database: Path) -> None:
    _, found = shown(database, "150")
    assert found.shown is None
    assert found.why_not == "the report is not kept with this database"
    assert found.row["page"] == 1
    assert found.place == "about 2 cm from the left edge and 4 cm from the top"


def test_a_page_that_cannot_be_drawn(database: Path) -> None:
    _, found = shown(database, "75% in time")  # The PDF has one page only.
    assert found.shown is None
    assert found.why_not == "this page could not be drawn"


def test_no_such_figure(database: Path) -> None:
    for wrong in ("", "0" * 16, "' OR 1=1 --", "../../etc/passwd"):
        with pytest.raises(Missing, match="There is no such figure"):
            ask(database, figure.page, figure=wrong)


def test_the_report_itself_only_to_those_who_serve_themselves(database: Path) -> None:
    (row,) = rows(database, "SELECT sha256 FROM reports WHERE report = 'now'")
    answer = ask(database, files.report_file, sha256=row["sha256"])
    assert isinstance(answer, Download)
    assert answer.file.read_bytes().startswith(b"%PDF")
    assert answer.headers["content-security-policy"] == "sandbox"
    assert shown(database, "We received")[1].kept == f"/-/report-file/{row['sha256']}.pdf#page=1"
    assert shown(database, "We received", public=True)[1].kept == ""
    with pytest.raises(Missing):
        ask(database, files.report_file, public=True, sha256=row["sha256"])


def test_a_file_that_was_changed_is_not_shown(database: Path, tmp_path: Path) -> None:
    (row,) = rows(database, "SELECT sha256 FROM reports WHERE report = 'now'")
    copy = tmp_path / "upheld.db"
    copy.write_bytes(database.read_bytes())
    kept = shelf.path(shelf.beside(copy), row["sha256"])
    kept.parent.mkdir(parents=True)
    one_number(kept, more="1 0 0 rg 0 0 100 100 re f")
    assert shown(copy, "We received")[1].why_not == "the report is not kept with this database"
    with pytest.raises(Missing):
        ask(copy, files.report_file, sha256=row["sha256"])


@pytest.mark.parametrize(
    ("sha256", "page"),
    [
        ("0" * 64, "1"),
        ("known", "0"),
        ("known", "3"),
        ("known", "01"),
        ("known", "-1"),
        ("known", "١"),
        ("known", "1" * 30),
        ("../../../../etc/passwd", "1"),
        ("known\n", "1"),
        ("KNOWN", "1"),
        ("", ""),
    ],
)
def test_pictures_of_nothing_in_the_database(sha256: str, page: str, database: Path) -> None:
    (row,) = rows(database, "SELECT sha256 FROM reports WHERE report = 'now'")
    real = sha256.replace("known", row["sha256"]).replace("KNOWN", row["sha256"].upper())
    answer = ask(database, files.page_image, sha256=real, page=page)
    assert isinstance(answer, File)
    assert (answer.status, answer.content_type) == (404, "text/plain; charset=utf-8")
    assert answer.body.count(b"\n") == 1


def test_a_picture_of_a_report_that_is_not_kept(database: Path) -> None:
    (row,) = rows(database, "SELECT sha256 FROM reports WHERE report = 'then'")
    answer = ask(database, files.page_image, sha256=row["sha256"], page="1")
    assert (answer.status, answer.body) == (404, b"The report is not kept with this database.\n")


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Of these 48 (26%) were upheld.", 26, ("Of these 48 (", "26%", ") were upheld.")),
        ("1,428 received", 1428, ("", "1,428", " received")),
        ("1428 received", 1428, ("", "1428", " received")),
        ("paid £1,200 in all", 1200, ("paid ", "£1,200", " in all")),
        ("13.80 days", 13.8, ("13.80 days", "", "")),
        ("54.0%", 54, ("", "54.0%", "")),
        ("26 per cent of 126", 26, ("", "26 per cent", " of 126")),
        ("in 2023/24 there were 24", 24, ("in 2023/24 there were ", "24", "")),
        ("twenty-one", 21, ("twenty-one", "", "")),
        ("7 and 7", 7, ("7 and 7", "", "")),
        ("2.6 and 26", 26, ("2.6 and ", "26", "")),
    ],
)
def test_the_number_is_marked_in_its_words(text: str, value: float, expected: tuple[str, str, str]) -> None:
    assert marked(text, value) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.org/r.pdf", "https://www.example.org/r.pdf#page=3"),
        ("http://www.example.org/r.pdf#top", "http://www.example.org/r.pdf#page=3"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//evil.example", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, expected: str) -> None:
    assert published(url, 3) == expected


@pytest.mark.parametrize(
    ("confidence", "name"),
    [(1, "Sure"), (0.9, "Sure"), (0.89, "Fairly sure"), (0.75, "Fairly sure"), (0.2, "Doubtful")],
)
def test_confidence_in_words(confidence: float, name: str) -> None:
    assert sureness(confidence)[0] == name


def test_the_close_up_stays_on_the_page() -> None:
    page = Frame(0, 0, 595, 842)
    # Two thirds of what is shown lie before the number: 300 - 0.66 × 340 = 75.6.
    assert around(Frame(290, 400, 20, 10), page) == Frame(75.6, 345, 340, 120)
    assert around(Frame(0, 0, 20, 10), page) == Frame(0, 0, 340, 120)
    assert around(Frame(570, 830, 20, 10), page) == Frame(255, 722, 340, 120)
    assert around(Frame(100, 100, 20, 10), replace(page, width=200)) == Frame(0, 45, 200, 120)
    assert around(Frame(100, 100, 400, 10), page).width == 595


def test_the_close_up_as_a_picture(database: Path) -> None:
    name = identity(database, "We received")
    answer = ask(database, closeup.image, figure=name)
    assert (answer.status, answer.content_type) == (200, "image/png")
    with Image.open(io.BytesIO(answer.body)) as cropped:
        # 340 by 120 points at two pixels a point; the number's frame begins 224 points from the left edge: see below.
        assert cropped.size == (680, 240)
        seen = cropped.convert("RGB")
    # The frame runs from 297.5 to 356.5 across: its middle 327 stands at 0.66 × 340 = 224.4, and halfway down.
    number = seen.crop((round((224.4 - 25) * 2), 120 - 18, round((224.4 + 25) * 2), 120 + 18))
    assert number.convert("L").getextrema()[0] < 60
    red, green, blue = seen.getpixel((round((224.4 - 29.5) * 2) + 1, 120))
    assert red > 180 > 90 > max(green, blue), "the frame is red"
    red, green, blue = seen.getpixel((round((224.4 - 28) * 2), 120))
    assert min(red, green) > 180 > 90 > blue, "what is in it is yellow"
    assert min(seen.getpixel((10, 10))) > 250, "the paper is white"


def test_close_ups_of_what_is_not_there(database: Path) -> None:
    assert ask(database, closeup.image, figure="0" * 16).status == 404
    assert ask(database, closeup.image, figure=identity(database, "150")).body.startswith(b"The report is not kept")
    assert ask(database, closeup.image, figure=identity(database, "75% in time")).status == 404


def test_when_the_painters_are_busy_a_picture_comes_later(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise Busy("too many pages are being drawn; try again in a minute")

    monkeypatch.setattr(closeup, "drawing", busy)
    assert ask(database, closeup.image, figure=identity(database, "We received")).status == 503


def test_the_page_as_a_browser_gets_it(database: Path) -> None:
    from test_plugin import fetch

    page = fetch(database, f"/figures/{identity(database, 'We received')}")
    assert page.status_code == 200
    assert "<mark>4,711</mark>" in page.text
    assert 'viewBox="0.0 0.0 595.0 842.0"' in page.text
    image = fetch(database, page.text.split('<image href="')[1].split('"')[0])
    assert (image.status_code, image.headers["content-type"]) == (200, "image/png")
    assert image.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert image.headers["x-content-type-options"] == "nosniff"
    assert isinstance(image, httpx.Response)


def test_words_of_a_report_are_never_markup(database: Path) -> None:
    from test_plugin import fetch

    page = fetch(database, f"/figures/{identity(database, '150')}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "&lt;b&gt;Report&lt;/b&gt;" in page.text
    assert "<script>alert" not in page.text
    assert "<b>Report" not in page.text
