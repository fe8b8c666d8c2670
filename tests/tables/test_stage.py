"""Stage: from label, caption, heading of the labels, section, or the destination of an escalation."""

from __future__ import annotations

from tests.tables.drawn import figures

MEASURES = "Measure | 2023/24\nReceived | 50\nUpheld | 20"


def test_from_caption_section_and_heading_of_the_labels() -> None:
    expected = ["corporate stage_2 2023-24 received count 50", "corporate stage_2 2023-24 upheld count 20"]
    assert figures(MEASURES, "Stage 2 complaints") == expected
    assert figures(MEASURES, "", "Stage 2 complaints") == expected
    assert figures(MEASURES.replace("Measure", "Stage 2")) == expected


def test_label_before_caption() -> None:
    assert (
        figures("Stage | Upheld\nStage 1 | 20\nBoth stages | 25", "Stage 1 complaints and all others")
        == [
            "corporate stage_1 2023-24 upheld count 20",
            "all all 2023-24 upheld count 25",
        ][::-1]
    )


def test_escalation_arrives_at_the_next_stage() -> None:
    assert figures("Measure | 2023/24\nReceived | 50\nEscalated | 6", "Stage 1 complaints") == [
        "corporate stage_1 2023-24 received count 50",
        "corporate stage_2 2023-24 escalated count 6",
    ]
    assert figures("Service | Escalated\nTotal | 6", "Stage 2 complaints by service") == [
        "corporate stage_2 2023-24 escalated count 6"
    ]


def test_received_beside_escalated_is_stage_1() -> None:
    assert figures("Measure | 2023/24\nComplaints received | 50\nEscalated to stage 2 | 6") == [
        "corporate stage_1 2023-24 received count 50",
        "corporate stage_2 2023-24 escalated count 6",
    ]


def test_compliments_have_no_stage() -> None:
    assert figures("Type | 2023/24\nCompliments | 50", "Stage 1 complaints and compliments") == [
        "all all 2023-24 compliments count 50"
    ]


def test_what_only_an_ombudsman_does() -> None:
    assert figures("Measure | 2023/24\nDecisions | 50\nDetailed investigations | 20\nUpheld | 12", "Three years") == [
        "all ombudsman 2023-24 decided count 50",
        "all ombudsman 2023-24 investigated count 20",
        "all ombudsman 2023-24 upheld count 12",
    ]


def test_outcomes_after_the_ombudsmans_cases() -> None:
    assert figures("Year | Complaints | Ombudsman cases | Upheld\n2023/24 | 500 | 24 | 15") == [
        "all all 2023-24 received count 500",
        "all ombudsman 2023-24 received count 24",
        "all ombudsman 2023-24 upheld count 15",
    ]
