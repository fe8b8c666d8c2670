"""Headings of tables without a grid: storeys and the columns that group headings span."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors

from extractors.reading.canvas import Rule
from extractors.reading.heads import heading, with_heads
from extractors.reading.lines import lines_of
from extractors.reading.model import Word
from tests.reading.paper import Sheet, only_table, prose, shown, story, table


def word(text: str, x0: float, top: float, size: float = 10) -> Word:
    return Word(text, 1, x0, top, x0 + 5 * len(text), top + size, size)


COLUMNS = [(50.0, 120.0), (160.0, 180.0), (220.0, 240.0), (280.0, 300.0), (340.0, 360.0)]
LOWER = [word("Open", 160, 112), word("Shut", 220, 112), word("Open", 280, 112), word("Shut", 340, 112)]


def spans(words: list[Word], rules: list[Rule] | None = None) -> dict[str, tuple[int, int, int, int]]:
    cells, _ = heading(lines_of(words), COLUMNS, rules or [])
    return {f"{cell.text}@{cell.column}": (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in cells}


def test_wrapped_heading_is_one_cell() -> None:
    words = [word("Answered", 150, 100), word("in", 155, 111), word("time", 168, 111), word("Team", 50, 111)]
    assert spans(words) == {"Answered in time@1": (0, 1, 1, 1), "Team@0": (0, 0, 1, 1)}


def test_centred_group_headings_span_their_columns() -> None:
    found = spans([word("Team", 50, 112), word("2023", 190, 100), word("2024", 310, 100), *LOWER])
    assert found["2023@1"] == (0, 1, 1, 2)
    assert found["2024@3"] == (0, 3, 1, 2)
    assert found["Team@0"] == (0, 0, 2, 1)


def test_group_headings_set_at_the_left_of_their_columns() -> None:
    found = spans([word("2023", 160, 100), word("2024", 280, 100), *LOWER])
    assert found["2023@1"] == (0, 1, 1, 2)
    assert found["2024@3"] == (0, 3, 1, 2)


def test_rule_under_a_group_heading_says_how_far_it_reaches() -> None:
    rules = [Rule(110.5, 155, 305), Rule(110.5, 335, 365)]
    found = spans([word("Stage", 190, 100), word("Late", 340, 100), *LOWER], rules)
    assert found["Stage@1"] == (0, 1, 1, 3)
    assert found["Late@4"] == (0, 4, 1, 1)


def test_label_half_way_down_reaches_over_both_storeys() -> None:
    found = spans([word("Team", 50, 106), word("2023", 190, 100), word("2024", 310, 100), *LOWER])
    assert found["Team@0"] == (0, 0, 2, 1)


def test_heading_beside_its_figures_goes_with_them() -> None:
    words = [word("Team", 50, 100), word("Received", 300, 100)]
    assert with_heads(lines_of(words), [(50.0, 120.0), (345.0, 360.0)]) == [(50.0, 120.0), (345.0, 360.0)]


def test_heading_over_an_empty_column_makes_one() -> None:
    words = [word("Team", 50, 100), word("Note", 200, 100), word("Sum", 340, 100)]
    assert with_heads(lines_of(words), [(50.0, 120.0), (340.0, 360.0)]) == [
        (50.0, 120.0),
        (200.0, 220.0),
        (340.0, 360.0),
    ]


@pytest.mark.parametrize("ruled", [False, True])
def test_three_storeys(tmp_path: Path, ruled: bool) -> None:
    rows = [
        ["", "2022/23", "", "", "", "2023/24", "", "", ""],
        ["", "Stage 1", "", "Stage 2", "", "Stage 1", "", "Stage 2", ""],
        ["Service", *["Received", "Upheld"] * 4],
        ["Housing", "120", "45", "12", "5", "131", "50", "14", "6"],
        ["Planning", "60", "12", "8", "2", "66", "13", "9", "3"],
    ]
    style = [("SPAN", (1, 0), (4, 0)), ("SPAN", (5, 0), (8, 0)), ("ALIGN", (1, 0), (-1, -1), "CENTER")]
    style += [("SPAN", (c, 1), (c + 1, 1)) for c in (1, 3, 5, 7)]
    style += [("FONTNAME", (0, 0), (-1, 2), "Helvetica-Bold")]
    if ruled:
        style += [("LINEBELOW", (1, 0), (4, 0), 0.5, colors.black), ("LINEBELOW", (5, 0), (8, 0), 0.5, colors.black)]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *style), prose()))
    assert shown(grid) == [
        ["Service", "2022/23", "^", "^", "^", "2023/24", "^", "^", "^"],
        ["^", "Stage 1", "^", "Stage 2", "^", "Stage 1", "^", "Stage 2", "^"],
        ["^", *["Received", "Upheld"] * 4],
        *rows[3:],
    ]
    assert grid.header_rows == 3


def test_group_heading_in_the_middle_of_two_columns_stands_over_both() -> None:
    lower = [word("Team", 50, 116), word("Received", 150, 116), word("Late", 220, 116), word("Number", 270, 116)]
    found = spans([word("Old", 188, 100), *lower])
    assert found["Old@1"] == (0, 1, 1, 2)
    assert found["Number@3"] == (0, 3, 2, 1)


def test_more_group_headings_than_columns_are_put_where_they_stand() -> None:
    words = [
        word(text, x, 100)
        for text, x in (
            (
                "One",
                160,
            ),
            ("Two", 200),
            ("Three", 240),
        )
    ]
    cells, _ = heading(lines_of([*words, word("A", 165, 120), word("B", 225, 120)]), COLUMNS[1:3], [])
    assert sorted(word.text for cell in cells for word in cell.words) == ["A", "B", "One", "Three", "Two"]


def test_upper_line_of_a_heading_set_at_the_right_margin_is_no_group_heading() -> None:
    # "Adult social" over "care" reaches half way to the next column, and is almost in the middle over three
    upper = [word("Adult", 184, 100), word("social", 211, 100)]
    lower = [word("Place", 155, 110), word("care", 221, 110), word("Housing", 266, 110), word("Team", 50, 110)]
    found = spans([*upper, *lower])
    assert found == {
        "Adult social care@2": (0, 2, 1, 1),
        "Place@1": (0, 1, 1, 1),
        "Housing@3": (0, 3, 1, 1),
        "Team@0": (0, 0, 1, 1),
    }


def test_group_heading_with_a_rule_and_one_without() -> None:
    lower = [word("Team", 50, 112), *LOWER]
    found = spans([word("Handling", 190, 100), word("Rest", 340, 100), *lower], [Rule(110.5, 155, 305)])
    assert found["Handling@1"] == (0, 1, 1, 3)
    assert found["Rest@4"] == (0, 4, 1, 1)


def quarters(tmp_path: Path, align: str, *style: tuple[object, ...], first: int = 1) -> list[list[str]]:
    """Quarters of two years, three of the one and two of the other, under their years."""
    rows = [
        ["Procedure", *["Limit"] * (first - 1), "2022/23", "", "", "2023/24", ""],
        ["", *[""] * (first - 1), "Q2", "Q3", "Q4", "Q1", "Q2"],
        ["Corporate", *["10"] * (first - 1), "402", "388", "431", "447", "463"],
        ["Housing", *["20"] * (first - 1), "511", "547", "602", "558", "585"],
    ]
    places: list[tuple[object, ...]] = [("SPAN", (first, 0), (first + 2, 0)), ("SPAN", (first + 3, 0), (first + 4, 0))]
    places += [("SPAN", (c, 0), (c, 1)) for c in range(first)]
    places += [("ALIGN", (1, 0), (-1, -1), align), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    widths = [110.0, *[55.0] * (first - 1), *[62.0] * 5]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *places, *style, colWidths=widths), prose()))
    assert grid.header_rows == 2
    return shown(grid)[:2]


@pytest.mark.parametrize("align", ["RIGHT", "LEFT", "CENTER"])
@pytest.mark.parametrize("centred", [True, False])
def test_years_over_an_uneven_number_of_quarters(tmp_path: Path, align: str, centred: bool) -> None:
    style = [("ALIGN", (1, 0), (-1, 0), "CENTER")] if centred or align == "RIGHT" else []
    assert quarters(tmp_path, align, *style) == [
        ["Procedure", "2022/23", "^", "^", "2023/24", "^"],
        ["^", "Q2", "Q3", "Q4", "Q1", "Q2"],
    ]


@pytest.mark.parametrize("align", ["RIGHT", "CENTER"])
def test_heading_half_way_down_belongs_to_no_group(tmp_path: Path, align: str) -> None:
    assert quarters(tmp_path, align, ("ALIGN", (2, 0), (-1, 0), "CENTER"), first=2) == [
        ["Procedure", "Limit", "2022/23", "^", "^", "2023/24", "^"],
        ["^", "^", "Q2", "Q3", "Q4", "Q1", "Q2"],
    ]


def test_broken_group_heading_beside_headings_of_one_line(tmp_path: Path) -> None:
    rows = [
        ["Outcome", "Stage 1", "", "Stage 2", "", "Stage 2,\nescalated", ""],
        ["", *["No.", "%"] * 3],
        ["Upheld", "34", "33.0", "3", "14.3", "1", "8.3"],
        ["Not upheld", "69", "67.0", "18", "85.7", "11", "91.7"],
    ]
    style = [("SPAN", (c, 0), (c + 1, 0)) for c in (1, 3, 5)] + [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    style += [("ALIGN", (1, 0), (-1, 0), "CENTER"), ("ALIGN", (1, 1), (-1, -1), "RIGHT")]
    grid = only_table(story(tmp_path / "a.pdf", prose(), table(rows, *style), prose()))
    assert shown(grid)[:2] == [
        ["Outcome", "Stage 1", "^", "Stage 2", "^", "Stage 2, escalated", "^"],
        ["^", *["No.", "%"] * 3],
    ]


def test_group_heading_in_a_band_between_rules_as_wide_as_the_table(tmp_path: Path) -> None:
    rows = [
        ["", "", "Answered within", "", ""],
        ["Quarter", "Answered", "10 working days", "20 working days", "Over 20\nworking days"],
        ["Q1", "30", "14 (47%)", "24 (80%)", "6 (20%)"],
        ["Q2", "28", "15 (54%)", "23 (82%)", "5 (18%)"],
    ]
    style = [("SPAN", (2, 0), (3, 0)), ("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("ALIGN", (2, 0), (3, 0), "CENTER")]
    style += [("LINEABOVE", (0, 0), (-1, 1), 0.7, colors.black), ("LINEBELOW", (0, 1), (-1, 1), 0.7, colors.black)]
    grid = only_table(
        story(tmp_path / "a.pdf", prose(), table(rows, *style, colWidths=[70, 75, 100, 100, 90]), prose())
    )
    assert grid.header_rows == 2
    assert "Answered within" in shown(grid)[0]


def test_heading_half_way_down_beside_broken_ones_is_of_their_storey(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.line(45, 96, 550)
    for x, year in ((230, "2021/22"), (410, "2022/23")):
        sheet.text(x, 108, year, bold=True)
        sheet.text(x - 50, 130, "Settled early", bold=True)
        sheet.text(x + 40, 124, "Number", bold=True)
        sheet.text(x + 40, 136, "withdrawn", bold=True)
    sheet.line(45, 142, 550)
    for top, row in ((154, ("Parks", "28", "3", "21", "4")), (170, ("Roads", "54", "9", "78", "12"))):
        for x, words in zip((50, 180, 270, 360, 450), row, strict=True):
            sheet.text(x, top, words)
    assert shown(only_table(sheet.read())) == [
        ["", "2021/22", "^", "2022/23", "^"],
        ["", "Settled early", "Number withdrawn", "Settled early", "Number withdrawn"],
        ["Parks", "28", "3", "21", "4"],
        ["Roads", "54", "9", "78", "12"],
    ]
