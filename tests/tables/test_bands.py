"""Answers between two time limits, which are fewer than those within the longer one."""

from __future__ import annotations

from tests.tables.drawn import figures, unread

BANDS = """
 | Within 10 days | Within 20 days | Over 20 days | Total
2022-23 | 40 | 25 | 10 | 75
2023-24 | 50 | 20 | 12 | 82
"""


def test_answers_after_the_first_limit_are_not_all_within_the_second() -> None:
    found = figures(BANDS, "Stage 1 response times")
    assert "corporate stage_1 2023-24 on_time count 50 @10" in found
    assert "corporate stage_1 2023-24 late count 12 @20" in found
    assert not any("on_time count 20 " in figure for figure in found)
    assert unread(BANDS, "Stage 1 response times")["20"] == "answers between two time limits"


def test_shares_of_all_answers() -> None:
    drawing = """
    Time taken | 2023-24
    Within 10 days | 60%
    Within 20 days | 25%
    Over 20 days | 15%
    """
    found = figures(drawing, "Stage 1 complaints answered")
    assert "corporate stage_1 2023-24 on_time percent 60 @10" in found
    assert not any("percent 25" in figure for figure in found)


def test_answers_within_the_longer_limit_hold_those_within_the_shorter() -> None:
    drawing = BANDS.replace("| 25 |", "| 65 |").replace("| 20 |", "| 70 |")
    assert "corporate stage_1 2023-24 on_time count 70 @20" in figures(drawing, "Stage 1 response times")


def test_limits_of_two_stages_are_no_bands() -> None:
    drawing = """
     | Stage 1 within 10 days | Stage 2 within 20 days | Total
    2023-24 | 50 | 20 | 70
    """
    assert "corporate stage_2 2023-24 on_time count 20 @20" in figures(drawing, "Complaints answered")


def test_shares_beside_counts_and_no_total() -> None:
    drawing = """
    Time taken | Number | %
    Within 10 days | 26 | 52%
    Within 20 days | 14 | 28%
    Over 20 days | 10 | 20%
    """
    found = figures(drawing, "Stage 1 response times 2023-24")
    assert "corporate stage_1 2023-24 on_time count 26 @10" in found
    assert unread(drawing, "Stage 1 response times 2023-24")["14"] == "answers between two time limits"


def test_all_answers_counted_as_received() -> None:
    drawing = """
    | Number received | Within 10 days | Within 20 days | Outside timescale
    Stage 1 | 72 | 33 | 25 | 14
    """
    found = figures(drawing, "Complaints 2023-24")
    assert "corporate stage_1 2023-24 on_time count 33 @10" in found
    assert unread(drawing, "Complaints 2023-24")["25"] == "answers between two time limits"
