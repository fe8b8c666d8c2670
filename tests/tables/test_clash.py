"""Clashes: no two numbers of one table with one meaning."""

from __future__ import annotations

from tests.tables.drawn import figures, unread

LOST = "two rows or columns seem to mean the same"


def test_columns_that_no_heading_tells_apart_are_left_unread() -> None:
    drawing = "Stage | Upheld | Upheld\nStage 1 | 5 | 6"
    assert figures(drawing) == []
    assert unread(drawing) == {"5": LOST, "6": LOST}


def test_the_firm_one_of_two_stays() -> None:
    drawing = "Measure | 2023/24\nStage 1 complaints received | 70\nStage 1 number | 60"
    assert figures(drawing) == ["corporate stage_1 2023-24 received count 70"]
    assert unread(drawing) == {"60": LOST}


def test_kinds_of_members_enquiries() -> None:
    assert figures("Type | 2023/24\nMP enquiries | 300\nCouncillor enquiries | 500", "Enquiries received") == [
        "member_enquiries all 2023-24 received count 300 #service_area:MP enquiries",
        "member_enquiries all 2023-24 received count 500 #service_area:Councillor enquiries",
    ]


def test_the_same_number_twice_is_no_clash() -> None:
    assert figures("Stage | Upheld | Upheld\nStage 1 | 5 | 5") == ["corporate stage_1 2023-24 upheld count 5"] * 2


def test_a_total_column_is_told_from_its_parts() -> None:
    drawing = "Year | Total complaints | Made by the public | Made internally\n2023-24 | 34 | 31 | 3"
    assert figures(drawing, "Number of complaints recorded") == ["all all 2023-24 received count 34"]


def test_of_all_that_came_in_only_complaints_are() -> None:
    drawing = """
        Measure | 2022-23 | 2023-24
        Contacts received | 900 | 940
        Complaints received | 53 | 61
        Praise received | 67 | 80
        """
    assert figures(drawing) == ["all all 2022-23 received count 53", "all all 2023-24 received count 61"]
