"""Charts: labelled bars become figures; what cannot be matched is left unread."""

from __future__ import annotations

from extractors.charts import read_chart
from extractors.limitbook import LimitBook
from extractors.reading.model import Block, Kind, Text, Word
from extractors.tables.caption import Caption
from schemas.codes import Method
from tests.tables.drawn import context, said


def chart(*labels: tuple[str, float, float]) -> Block:
    """A chart of labels at the places (middle, top) of a page."""
    found = []
    for text, middle, top in labels:
        x0 = middle - sum(4.5 * len(word) + 2 for word in text.split()) / 2
        for word in text.split():
            found.append(Word(word, 1, x0, top, x0 + 4.5 * len(word), top + 9))
            x0 += 4.5 * len(word) + 2
    return Block(Kind.CHART, Text.of(found), 1)


def axis(*ticks: str) -> list[tuple[str, float, float]]:
    """Numbers along an upright axis, right aligned, from the top."""
    return [(tick, 88 - 4.5 * len(tick) / 2, 100.0 + 20 * at) for at, tick in enumerate(ticks)]


def read(block: Block, caption: str) -> list[str]:
    return sorted(said(read_chart(block, Caption(caption), context("Complaints"), LimitBook()).findings))


def test_upright_bars_by_year() -> None:
    block = chart(
        *axis("600", "400", "200", "0"),
        ("410", 150, 118),
        ("455", 230, 112),
        ("2022-23", 150, 172),
        ("2023-24", 230, 172),
    )
    assert read(block, "Figure 1: Stage 1 complaints received") == [
        "corporate stage_1 2022-23 received count 410",
        "corporate stage_1 2023-24 received count 455",
    ]


def test_every_figure_says_that_it_is_a_charts() -> None:
    block = chart(("41", 150, 118), ("45", 230, 112), ("2022-23", 150, 172), ("2023-24", 230, 172))
    found = read_chart(block, Caption("Complaints received"), context(), LimitBook()).findings
    assert {finding.method for finding in found} == {Method.CHART}
    assert [finding.box.x0 for finding in found] == [144.5, 224.5]


def test_bars_side_by_side_with_a_legend() -> None:
    block = chart(
        *axis("60", "40", "20", "0"),
        ("50", 140, 110),
        ("8", 160, 150),
        ("57", 240, 104),
        ("9", 260, 149),
        ("2022/23", 150, 172),
        ("2023/24", 250, 172),
        ("Stage 1", 160, 200),
        ("Stage 2", 230, 200),
    )
    assert read(block, "Complaints received by year") == [
        "corporate stage_1 2022-23 received count 50",
        "corporate stage_1 2023-24 received count 57",
        "corporate stage_2 2022-23 received count 8",
        "corporate stage_2 2023-24 received count 9",
    ]


def test_lying_bars_by_service_with_the_title_inside() -> None:
    block = chart(
        ("Stage 1 complaints received in 2023-24, by service", 200, 80),
        ("Highways", 130, 110),
        ("203", 330, 110),
        ("Planning", 130, 130),
        ("96", 230, 130),
        ("Libraries", 130, 150),
        ("34", 200, 150),
    )
    assert read(block, "Figure 2:") == [
        "corporate stage_1 2023-24 received count 203 #service_area:Highways",
        "corporate stage_1 2023-24 received count 34 #service_area:Libraries",
        "corporate stage_1 2023-24 received count 96 #service_area:Planning",
    ]


def test_percentages_on_a_broken_label() -> None:
    block = chart(
        ("38%", 150, 100),
        ("22%", 250, 120),
        ("Delay in doing", 150, 172),
        ("the work", 150, 182),
        ("Attitude", 250, 172),
    )
    assert read(block, "Reasons for stage 1 complaints") == [
        "corporate stage_1 2023-24 received percent 22 #theme:Attitude",
        "corporate stage_1 2023-24 received percent 38 #theme:Delay in doing the work",
    ]


def test_numbers_without_labels_are_left_unread() -> None:
    block = chart(("29%", 300, 100), ("24%", 280, 120))
    found = read_chart(block, Caption("Causes of complaints"), context(), LimitBook())
    assert found.findings == ()
    assert [missed.text for missed in found.unread] == ["29%", "24%"]


def test_a_bar_too_many_leaves_the_chart_unread() -> None:
    block = chart(("41", 150, 118), ("45", 230, 112), ("46", 245, 112), ("2022-23", 150, 172), ("2023-24", 230, 172))
    assert read(block, "Complaints received") == []


def test_lying_bars_of_several_series_are_left_unread() -> None:
    block = chart(
        ("Stage 1", 100, 105),
        ("47", 300, 100),
        ("32", 260, 111),
        ("Stage 2", 100, 145),
        ("17", 200, 140),
        ("11", 180, 151),
        ("On time", 180, 180),
        ("Total", 240, 180),
    )
    assert read(block, "Complaints answered on time") == []


def test_a_chart_of_something_else_gives_nothing() -> None:
    block = chart(("41", 150, 118), ("45", 230, 112), ("North", 150, 172), ("South", 230, 172))
    found = read_chart(block, Caption("Visits to libraries"), context(), LimitBook())
    assert (found.findings, found.unread) == ((), ())
