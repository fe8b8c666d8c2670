"""Tiles: large figures with their labels, as infographics set them."""

from __future__ import annotations

from pathlib import Path

from extractors.reading.model import Kind
from tests.reading.paper import Sheet, tables, texts


def page(tmp_path: Path) -> Sheet:
    sheet = Sheet(tmp_path / "a.pdf")
    for top in (100, 113, 126):
        sheet.text(50, top, "This page sums up what residents told us in the year and how soon we answered them.")
    return sheet


def test_figures_above_their_labels(tmp_path: Path) -> None:
    sheet = page(tmp_path)
    for x, figure, first, second in ((110, "412", "complaints", "received"), (280, "98%", "answered in", "10 days")):
        sheet.text(x, 220, figure, size=30, bold=True, align="centre")
        sheet.text(x, 240, first, size=12, align="centre")
        sheet.text(x, 254, second, size=12, align="centre")
    document = sheet.read()
    assert texts(document, Kind.PARAGRAPH)[1:] == ["412 complaints received", "98% answered in 10 days"]
    assert tables(document) == []


def test_figure_below_its_label(tmp_path: Path) -> None:
    sheet = page(tmp_path)
    sheet.text(100, 220, "paid in remedies", size=12, align="centre")
    sheet.text(100, 250, "£4,350", size=28, bold=True, align="centre")
    assert texts(sheet.read(), Kind.PARAGRAPH)[1:] == ["£4,350 paid in remedies"]


def test_large_figure_alone_stays_as_it_is(tmp_path: Path) -> None:
    sheet = page(tmp_path)
    sheet.text(100, 300, "2024", size=28, bold=True)
    sheet.text(100, 500, "Far below stands an ordinary sentence about something else altogether.")
    assert "Far below stands an ordinary sentence about something else altogether." in texts(
        sheet.read(), Kind.PARAGRAPH
    )


def test_other_years_figures_go_with_their_tiles(tmp_path: Path) -> None:
    sheet = page(tmp_path)
    for x, figure, label, before in (
        (110, "412", "complaints received", "2022/23: 390"),
        (300, "98%", "answered in time", "(down from 99%)"),
        (480, "77", "compliments", "81 in 2022/23"),
    ):
        sheet.text(x, 220, figure, size=30, bold=True, align="centre")
        sheet.text(x, 240, label, size=11, align="centre")
        sheet.text(x, 264, before, size=9, align="centre")
    assert texts(sheet.read(), Kind.PARAGRAPH)[1:] == [
        "412 complaints received",
        "2022/23: 390",
        "98% answered in time",
        "(down from 99%)",
        "77 compliments",
        "81 in 2022/23",
    ]


def test_figure_beside_the_two_lines_of_its_label(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for x, figure, stage in ((80, "71%", "1"), (320, "64%", "2")):
        sheet.text(x, 120, figure, size=24)
        sheet.text(x + 80, 110, f"of Stage {stage} answers sent")
        sheet.text(x + 80, 124, "within the limit")
    sheet.text(60, 200, "Body text of the usual size stands here and goes on for a while to the end of its line.")
    found = texts(sheet.read(), Kind.PARAGRAPH)
    assert found[:2] == [
        f"{share} of Stage {stage} answers sent within the limit" for share, stage in (("71%", "1"), ("64%", "2"))
    ]
