"""Shares: columns of percentages without a sign, as words beside a table or its numbers tell."""

from __future__ import annotations

import pytest

from tests.tables.drawn import figures

SERVICES = """
    Service | Received | In time | Upheld
    Parks | 140 | 84 | 55
    Roads | 92 | 71 | 40
    """


@pytest.mark.parametrize(
    "beside",
    [
        {"caption": "Complaints by service (in time and upheld in per cent)"},
        {"caption": "Complaints by service", "note": "The last two columns are percentages of complaints closed."},
        {"caption": "Complaints by service", "note": "Figures for in time and upheld are shown as percentages."},
        {"caption": "Complaints by service", "lead": "The columns headed “in time” and “upheld” give percentages."},
    ],
)
def test_words_beside_a_table_say_which_columns_hold_percentages(beside: dict[str, str]) -> None:
    read = [line for line in figures(SERVICES, beside.pop("caption"), **beside) if line.endswith("Roads")]
    assert [line.split(" ", 3)[3] for line in read] == [
        "on_time percent 71 #service_area:Roads",
        "received count 92 #service_area:Roads",
        "upheld percent 40 #service_area:Roads",
    ]


def test_a_percentage_in_a_note_says_nothing_of_the_columns() -> None:
    note = "Of all complaints, 40% were upheld."
    assert not any("percent" in line for line in figures(SERVICES, "Complaints by service", note=note))


def test_parts_larger_than_their_whole_are_percentages() -> None:
    drawing = """
        Stage | Received | In time | Upheld
        Stage 1 | 66 | 71 | 49
        Stage 2 | 17 | 82 | 41
        """
    assert [line.split(" ", 1)[1] for line in figures(drawing, "Complaints")] == [
        "stage_1 2023-24 on_time percent 71",
        "stage_1 2023-24 received count 66",
        "stage_1 2023-24 upheld percent 49",
        "stage_2 2023-24 on_time percent 82",
        "stage_2 2023-24 received count 17",
        "stage_2 2023-24 upheld percent 41",
    ]
