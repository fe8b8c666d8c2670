"""Stage: from label, caption, heading of the labels, section, or the destination of an escalation."""

from __future__ import annotations

import pytest

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


def test_outcomes_are_of_the_stage_that_counts_the_cases() -> None:
    assert figures("Reason | Stage 1 | Upheld\nDelay | 61 | 31\nTotal | 61 | 31", "Complaints by reason") == [
        "corporate stage_1 2023-24 received count 61",
        "corporate stage_1 2023-24 received count 61 #theme:Delay",
        "corporate stage_1 2023-24 upheld count 31",
        "corporate stage_1 2023-24 upheld count 31 #theme:Delay",
    ]


def test_outcomes_beside_two_stages_are_of_neither() -> None:
    found = figures("Reason | Stage 1 | Stage 2 | Upheld\nTotal | 61 | 9 | 31", "Complaints by reason")
    assert [line for line in found if "upheld" in line] == ["all all 2023-24 upheld count 31"]


def test_what_came_from_a_stage_was_escalated() -> None:
    found = figures("Measure | Stage 1 | Stage 2 from stage 1 | Stage 2 direct\nReceived | 159 | 13 | 21", "Complaints")
    assert "corporate stage_2 2023-24 escalated count 13" in found


def test_what_is_still_open_is_of_the_stage_that_counts_the_cases() -> None:
    assert (
        figures(
            """
        Depot | Stage 1 complaints | Upheld | Unresolved at 31 March
        North | 30 | 12 | 4
        South | 50 | 20 | 6
        All depots | 80 | 32 | 10
        """,
        )[0]
        == "corporate stage_1 2023-24 carried_forward count 10"
    )


def test_a_total_of_several_stages_is_of_them_all() -> None:
    found = figures(
        "| 2023-24\nStage 1 | 142\nStage 2 | 11\nStage 3 | 3\nTotal of stages 1 to 3 | 156", "Complaints received"
    )
    assert "corporate stage_3 2023-24 received count 3" in found
    assert "all all 2023-24 received count 156" in found


def test_what_went_beyond_a_stage_arrived_at_the_next() -> None:
    drawing = "| 2023-24\nReceived | 90\n{} | 13"
    for label in ("Escalated from stage 1", "Of which progressed beyond stage 1", "Escalated from stage 1 to stage 2"):
        assert "corporate stage_2 2023-24 escalated count 13" in figures(drawing.format(label)), label


def test_outcomes_below_a_part_are_not_of_its_stage() -> None:
    drawing = " | 2023-24\nComplaints received | 50\nof which stage 2 | 6\nUpheld (%) | 41"
    assert "all all 2023-24 upheld percent 41" in figures(drawing)


def test_formal_concerns_are_complaints() -> None:
    found = figures(
        " | 2023-24\nFormal concerns received | 130\nEarly resolution | 60", "Concerns and complaints", nation="Wales"
    )
    assert "all all 2023-24 received count 130" in found


def test_an_ombudsmans_indicators_are_about_the_council() -> None:
    found = figures("SPSO indicator | 2023-24\nComplaints received | 130", "SPSO indicators", nation="Scotland")
    assert found == ["all all 2023-24 received count 130"]


def test_rows_under_the_name_of_a_step_are_of_that_step() -> None:
    table = """
    Stage | Measure | 2023/24
    Stage 1 | Received | 88
     | Upheld | 21
     | Answered in 10 working days | 63
    Stage 2 | Escalated from stage 1 | 14
     | Upheld or partly upheld | 5
     | Not upheld | 8
     | Total complaints received | 102
    """
    assert sorted(figures(table)) == sorted(
        [
            "corporate stage_1 2023-24 received count 88",
            "corporate stage_1 2023-24 upheld count 21",
            "corporate stage_1 2023-24 on_time count 63 @10",
            "corporate stage_2 2023-24 escalated count 14",
            "corporate stage_2 2023-24 upheld_or_partially_upheld count 5",
            "corporate stage_2 2023-24 not_upheld count 8",
            "all all 2023-24 received count 102",
        ]
    )


@pytest.mark.parametrize("head", ["Early resolutions", "Quick resolutions", "Informal resolutions"])
def test_what_was_settled_before_a_complaint_is_informal(head: str) -> None:
    found = figures(f"Year | Complaints received | {head}\n2022-23 | 121 | 94\n2023-24 | 148 | 107")
    assert "corporate informal 2023-24 received count 107" in found
    assert "all all 2023-24 received count 148" in found


def test_the_captions_stage_holds_beside_a_column_of_those_that_went_on() -> None:
    drawing = "Service | Received | Upheld | Went to Stage 2\nRoads | 40 | 12 | 3"
    assert figures(drawing, "Stage 1 complaints by service") == [
        "corporate stage_1 2023-24 received count 40 #service_area:Roads",
        "corporate stage_1 2023-24 upheld count 12 #service_area:Roads",
        "corporate stage_2 2023-24 escalated count 3 #service_area:Roads",
    ]


def test_columns_that_count_those_that_went_on_are_of_stage_1() -> None:
    drawing = """
        | Adults | Children
        Complaints received | 70 | 52
        Upheld | 31 | 19
        Went on to Stage 2 | n/a | 6
        """
    assert [line for line in figures(drawing, "Summary", stream="all") if "escalated" not in line] == [
        "adult_social_care all 2023-24 received count 70",
        "adult_social_care all 2023-24 upheld count 31",
        "children_statutory stage_1 2023-24 received count 52",
        "children_statutory stage_1 2023-24 upheld count 19",
    ]


def test_a_caption_may_name_the_stage_of_answers_in_time_alone() -> None:
    drawing = "Service | Stage 1 | Stage 2 | % in time\nParking | 40 | 5 | 80\nTotal | 90 | 9 | 70"
    found = figures(drawing, "Complaints about services, and Stage 1 answers sent within 15 working days")
    assert "corporate stage_1 2023-24 on_time percent 70 @15" in found
    assert "corporate stage_2 2023-24 received count 9" in found


def test_early_resolution_by_an_ombudsman_is_no_stage_of_the_council() -> None:
    drawing = """
        | 2023/24
        Complaints received | 41
        Closed - not investigated | 19
        Closed - early resolution | 4
        Investigated | 3
        """
    assert [line.split(" ", 1)[1] for line in figures(drawing, "Public Services Ombudsman for Wales")] == [
        "ombudsman 2023-24 decided count 19 #decision:not investigated",
        "ombudsman 2023-24 decided count 4 #decision:early resolution",
        "ombudsman 2023-24 investigated count 3",
        "ombudsman 2023-24 received count 41",
    ]
