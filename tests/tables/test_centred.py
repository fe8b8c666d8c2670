"""Labels that stand half way down the rows that they hold for."""

from __future__ import annotations

from tests.tables.drawn import figures


def test_labels_between_and_beside_their_rows() -> None:
    assert figures(
        """
        Procedure | Step | Complaints received 2023/24
         | Stage 1 | 310
        Corporate |  |
         | Stage 2 | 40
         | Stage 1 | 52
        Children's social care (statutory) | Stage 2 | 7
         | Stage 3 | 2
        Adult social care | - | 66
        """,
        whole="all",
    ) == [
        "adult_social_care all 2023-24 received count 66",
        "children_statutory stage_1 2023-24 received count 52",
        "children_statutory stage_2 2023-24 received count 7",
        "children_statutory stage_3 2023-24 received count 2",
        "corporate stage_1 2023-24 received count 310",
        "corporate stage_2 2023-24 received count 40",
    ]


def test_a_label_in_the_first_row_is_no_centred_one() -> None:
    assert figures(
        """
        Procedure | Step | Complaints received 2023/24
        Corporate | Stage 1 | 310
         | Stage 2 | 40
        Adult social care | Stage 1 | 52
         | Stage 2 | 7
        """,
    ) == [
        "adult_social_care stage_1 2023-24 received count 52",
        "adult_social_care stage_2 2023-24 received count 7",
        "corporate stage_1 2023-24 received count 310",
        "corporate stage_2 2023-24 received count 40",
    ]
