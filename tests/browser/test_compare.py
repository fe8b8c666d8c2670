"""Comparing councils, as a complaints manager does."""

from __future__ import annotations

import csv
import re
import struct
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.browser.conftest import Visit
from tests.browser.readers import DARK, DESK, PHONE, PLAIN, readers


@readers(DESK, PLAIN)
def test_from_the_form_to_the_evidence(visit: Visit) -> None:
    page = visit.page
    visit.go("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Compare").click()
    page.wait_for_url("**/compare")
    page.get_by_label("My council").select_option("Stockport Metropolitan Borough Council")
    page.get_by_label("Figure").select_option("Share answered on time")
    page.get_by_label("Procedure").select_option("Children's statutory")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**stream=children_statutory**")
    # The stages and years to choose from are now those of that procedure.
    page.get_by_label("Stage").select_option("Stage 1")
    page.get_by_label("Year").select_option("2023-24")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**stage=stage_1&year=2023-24**")
    chosen = parse_qs(urlsplit(page.url).query)
    assert (chosen["council"], chosen["measure"]) == (["stockport"], ["on_time_rate"])
    mine = page.locator("tr.mine")
    value, basis, limit, _ = mine.locator("td").all_inner_texts()
    assert value.startswith("71%")
    assert basis == "of 14 answered"
    assert re.sub(r"\s+", " ", limit) == "20 days (usual: 10 working days, 20 if extended)"
    mine.get_by_role("link", name=re.compile(r"^\d+(\.\d+)?%")).click()
    page.wait_for_url("**/figures/*")


@readers(DESK, PLAIN)
def test_councils_that_i_choose(visit: Visit) -> None:
    page = visit.page
    visit.go("/compare?measure=count&stream=corporate&stage=stage_1")
    page.get_by_label("Compare with").select_option("Councils that I choose")
    page.get_by_text("Councils that I choose", exact=True).last.click()
    page.get_by_role("checkbox", name="Stockport").check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_load_state()
    assert page.get_by_role("row").count() == 2
    assert page.get_by_role("row").last.get_by_role("link", name="Stockport Metropolitan Borough Council").is_visible()


@readers(DESK, PHONE, DARK)
def test_charts_are_drawn_and_follow_the_scheme(visit: Visit) -> None:
    page = visit.page
    visit.go("/councils/stockport")
    drawing = page.locator(".chart-drawing").first
    drawing.scroll_into_view_if_needed()
    bar = drawing.locator("svg .mark-rect path").first
    bar.wait_for()
    accent = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--chart-accent').trim()")
    shown = bar.evaluate("(bar) => getComputedStyle(bar).fill")
    assert shown == "rgb({}, {}, {})".format(*struct.unpack("BBB", bytes.fromhex(accent.removeprefix("#"))))
    assert drawing.get_attribute("aria-label") == page.locator("figcaption").first.inner_text()


@readers(PLAIN)
def test_without_scripts_the_sentence_and_the_table_say_it(visit: Visit) -> None:
    page = visit.page
    visit.go("/councils/stockport")
    assert page.locator(".chart svg").count() == 0
    assert re.match(r"Complaints: [\d,]+ in 20", page.locator("figcaption").first.inner_text())


@readers(DESK)
def test_what_is_shown_can_be_taken_away(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    visit.go("/councils/stockport")
    page.locator(".chart-drawing").first.scroll_into_view_if_needed()
    figure = page.locator("figure.chart").first
    title = figure.locator(".chart-drawing").get_attribute("data-title")
    files = {}
    for kind in ("SVG", "PNG"):
        with page.expect_download() as download:
            figure.get_by_role("button", name=f"Save the chart as {kind}").click()
        files[kind] = download.value.path()
        assert download.value.suggested_filename.endswith(f".{kind.lower()}")
    svg = files["SVG"].read_text()
    assert "var(" not in svg
    assert title in re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    png = files["PNG"].read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert width > 1200
    assert height > 300

    visit.go("/compare?measure=count&stream=corporate&stage=stage_1")
    shown = page.locator("table.compared tbody tr").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    rows = list(csv.DictReader(download.value.path().read_text().splitlines()))
    assert len(rows) == shown > 0
