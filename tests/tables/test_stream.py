"""Stream: from label, group of labels, caption, section or report."""

from __future__ import annotations

from tests.tables.drawn import figures


def test_law_above_children_in_the_headings() -> None:
    assert figures(
        """
        Measure | Non-statutory | < | Statutory | <
        ^ | Corporate | Housing | Adults | Children's
        Stage 1 received | 1 | 2 | 3 | 4
        """,
        header=2,
    ) == [
        "adult_social_care stage_1 2023-24 received count 3",
        "children_statutory stage_1 2023-24 received count 4",
        "corporate stage_1 2023-24 received count 1",
        "housing stage_1 2023-24 received count 2",
    ]


def test_childrens_services_beside_adults_are_social_care() -> None:
    assert figures("Measure | Adults | Children's\nStage 1 received | 3 | 4") == [
        "adult_social_care stage_1 2023-24 received count 3",
        "children_statutory stage_1 2023-24 received count 4",
    ]


def test_corporate_in_a_childrens_report() -> None:
    rows = "Procedure | 2023/24\nStatutory Stage 1 | 96\nCorporate Stage 1 | 236"
    assert figures(rows, "Complaints received", stream="children", whole="children") == [
        "children_corporate stage_1 2023-24 received count 236",
        "children_statutory stage_1 2023-24 received count 96",
    ]


def test_total_over_streams_is_all_of_them() -> None:
    assert figures("Procedure | Received\nCorporate | 10\nHousing | 20\nTotal | 30", "Stage 1 complaints")[0] == (
        "all stage_1 2023-24 received count 30"
    )


def test_total_over_services_is_the_sections_stream() -> None:
    found = figures(
        "Service | Stage 1\nParking | 10\nPlanning | 20\nAll services | 30", "Complaints", "Corporate complaints"
    )
    assert "corporate stage_1 2023-24 received count 30" in found


def test_what_a_label_leaves_out_is_not_what_it_is_about() -> None:
    assert figures("Indicator | 2023/24\nStage 1 complaints received (excl. landlord) | 79") == [
        "corporate stage_1 2023-24 received count 79"
    ]


def test_adults_and_children_beside_one_more_service_are_procedures() -> None:
    found = figures("| 2023/24\nAdult | 45\nChild | 29\nCommissioning | 3\nTotal | 77", "Complaints by year")
    assert "adult_social_care all 2023-24 received count 45" in found
    assert "children_statutory all 2023-24 received count 29" in found
    assert "all all 2023-24 received count 3 #service_area:Commissioning" in found


def test_procedures_told_apart_by_words_in_brackets() -> None:
    assert figures(
        """
        Procedure | Stage 1 | Stage 2
        Corporate | 640 | 82
        SEND and school transport (corporate procedure) | 238 | 46
        Council housing (Housing Ombudsman's Code) | 196 | 28
        """,
        "Complaints received by procedure and stage",
    ) == [
        "children_corporate stage_1 2023-24 received count 238",
        "children_corporate stage_2 2023-24 received count 46",
        "corporate stage_1 2023-24 received count 640",
        "corporate stage_2 2023-24 received count 82",
        "housing stage_1 2023-24 received count 196",
        "housing stage_2 2023-24 received count 28",
    ]


def test_total_of_directorates_by_stage_is_the_sections_stream() -> None:
    drawing = """
        Directorate | Service | Stage | Received
        Place | Roads | 1 | 83
        ^ | ^ | 2 | 9
        People | Schools | 1 | 64
        ^ | ^ | 2 | 11
        All directorates | < | 1 | 147
        ^ | ^ | 2 | 20
        """
    assert [line for line in figures(drawing, "Corporate complaints by service") if "#" not in line] == [
        "corporate stage_1 2023-24 received count 147",
        "corporate stage_2 2023-24 received count 20",
    ]


def test_children_beside_adults_at_the_ombudsman_are_of_no_one_procedure() -> None:
    drawing = "Ombudsman | Adults | Children and education\nComplaints received | 31 | 52\nUpheld | 8 | 19"
    assert figures(drawing, "Complaints to the Ombudsman") == [
        "adult_social_care ombudsman 2023-24 received count 31",
        "adult_social_care ombudsman 2023-24 upheld count 8",
        "children ombudsman 2023-24 received count 52",
        "children ombudsman 2023-24 upheld count 19",
    ]


def test_numbered_stages_beside_the_procedure_of_the_section() -> None:
    drawing = """
    | Received | Answered | Within target
    Stage 1 (10 days) | 502 | 489 | 401
    Stage 2 (20 days) | 58 | 55 | 40
    Adult social care (25 days) | 77 | 72 | 54
    """
    found = figures(drawing, "Response times", "Adult social care")
    assert "corporate stage_1 2023-24 received count 502" in found
    assert "adult_social_care all 2023-24 received count 77" in found
    assert "adult_social_care all 2023-24 on_time count 54 @25" in found
