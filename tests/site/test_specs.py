from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import vl_convert

from pipeline.site.charts import PALETTE, SPECS, Chart, Dot, Point, fill, portable, series, strip
from schemas.codes import Unit

STATIC = SPECS.parent / "static"
DOTS = [Dot("Bolton", 40), Dot("Bury", 50), Dot("Oldham", 100, small=True), Dot("Stockport", 60, mine=True)]


def a_strip(dots: list[Dot]) -> Chart:
    return strip("chart-1", dots, Unit.PERCENT, "Upheld", (0, 100), (45, 50, 55), "Four councils.")


def drawn(chart: Chart) -> ElementTree.Element:
    svg = vl_convert.vegalite_to_svg(json.dumps(portable(chart.spec) | {"width": 600}))
    return ElementTree.fromstring(svg)  # noqa: S314 - we drew it


def texts(chart: Chart) -> set[str]:
    return {"".join(text.itertext()) for text in drawn(chart).iter("{http://www.w3.org/2000/svg}text")}


def test_a_strip_names_my_council_and_the_median() -> None:
    found = texts(a_strip(DOTS))
    assert {"Stockport 60%", "median 50%", "Upheld", "0%", "100%"} <= found
    assert not any("Bolton" in text for text in found)


def test_dots_of_the_same_value_do_not_hide_each_other() -> None:
    dots = [Dot(f"Council {at}", 50, mine=at == 3) for at in range(5)]
    points = a_strip(dots).spec["datasets"]["points"]
    assert sorted(point["level"] for point in points) == [-2, -1, 0, 1, 2]
    assert [point["level"] for point in points if point["mine"]] == [0]


@pytest.mark.parametrize(("value", "side"), [(60, "right"), (40, "left")])
def test_the_name_stands_where_there_is_room(value: float, side: str) -> None:
    chart = a_strip([Dot("Stockport", value, mine=True)])
    assert chart.spec["layer"][-1]["mark"]["align"] == side


def test_a_series_breaks_where_the_limit_changes_and_at_gaps() -> None:
    points = [
        Point("2018-19", 70, like="10 days"),
        Point("2019-20", 71, like="10 days"),
        Point("2021-22", 72, like="10 days"),
        Point("2022-23", 90, like="20 days"),
    ]
    periods = ["2018-19", "2019-20", "2020-21", "2021-22", "2022-23"]
    chart = series("trend", points, Unit.PERCENT, periods, "Answered on time")
    values = chart.spec["data"]["values"]
    assert [(point["run"], point["unlike"]) for point in values] == [(0, True), (0, True), (1, True), (2, False)]
    assert chart.sentence == (
        "Answered on time: 90% in 2022-23 (20 days). Not to be compared with these: 70% in 2018-19 (10 days), "
        "71% in 2019-20 (10 days), 72% in 2021-22 (10 days)."
    )
    assert {"2020-21", "90%"} <= texts(chart)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "Received: no figures."),
        ([5], "Received: 5 in 2019-20."),
        ([5, 9, 7], "Received: 5 in 2019-20, 7 in 2021-22; highest 9 in 2020-21."),
        ([5, 6, 7], "Received: 5 in 2019-20, 7 in 2021-22."),
        ([5, 1, 7], "Received: 5 in 2019-20, 7 in 2021-22; lowest 1 in 2020-21."),
    ],
)
def test_what_a_series_shows_in_words(values: list[float], sentence: str) -> None:
    periods = ["2019-20", "2020-21", "2021-22"]
    points = [Point(period, value) for period, value in zip(periods, values, strict=False)]
    chart = series("count", points, Unit.COUNT, periods, "Received", bars=True)
    assert chart.sentence == sentence
    drawn(chart)


def test_large_counts_have_their_thousands_apart() -> None:
    chart = series("count", [Point("2019-20", 2626)], Unit.COUNT, ["2019-20"], "Received", bars=True)
    assert {"2,626", "2,000"} <= texts(chart)


def test_every_colour_is_in_the_palette_and_the_style_sheet() -> None:
    used = {colour for file in SPECS.glob("*.json") for colour in re.findall(r"var\(--[\w-]+\)", file.read_text())}
    assert used <= set(PALETTE)
    css = (STATIC / "site.css").read_text()
    for colour in PALETTE:
        assert f"{colour.removeprefix('var(').removesuffix(')')}:" in css


def test_a_chart_that_leaves_the_page_has_colours_of_its_own() -> None:
    assert "var(" not in json.dumps(portable(a_strip(DOTS).spec))


def test_no_name_ends_the_element_that_holds_a_specification() -> None:
    text = a_strip([Dot("</script><b>&", 50, mine=True)]).json
    assert not set("<>&") & set(text)
    assert json.loads(text)["datasets"]["points"][0]["name"] == "</script><b>&"


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("strip", title="Upheld")


def test_the_bundle_is_what_its_source_says() -> None:
    bundle = Path(__file__).parents[2] / "pipeline" / "site" / "bundle"
    wanted = json.loads((bundle / "package.json").read_text())["dependencies"]
    licences = (STATIC / "vega.licences.txt").read_text()
    for name, version in wanted.items():
        assert re.search(rf"^{re.escape(name)} {re.escape(version)}, ", licences, re.MULTILINE), name
    assert (STATIC / "vega.min.js").read_text().count("upheldVega") == 1
