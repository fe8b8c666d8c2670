"""Tables of everything that a team dealt with: types of case are no complaints of the section's procedure."""

from __future__ import annotations

from tests.tables.drawn import figures

DRAWING = """
    Type of case | Number
    Informal representations: put right by the service at once | 21
    Statutory complaint requests rejected | 7
    Referrals for other agencies | 4
    Matters for head teachers | 13
    Total number of cases | 45
    """
HEADING = "Statutory complaints about children's social care"


def test_types_of_case_are_of_the_whole_report_but_for_steps_and_outcomes_of_complaints() -> None:
    found = figures(
        DRAWING, "Representations, concerns and issues handled by the team", HEADING,
        stream="children_statutory", whole="children",
    )  # fmt: skip
    assert found == [
        "children all 2023-24 responded count 13 #other:Matters for head teachers",
        "children all 2023-24 responded count 4 #other:Referrals for other agencies",
        "children all 2023-24 responded count 45",
        "children_statutory all 2023-24 rejected count 7",
        "children_statutory informal 2023-24 responded count 21",
    ]


def test_a_heading_about_complaints_makes_no_caseload() -> None:
    found = figures(
        DRAWING.replace("Type of case", "Type of complaint"), "Complaints handled", HEADING,
        stream="children_statutory", whole="children",
    )  # fmt: skip
    assert "children_statutory all 2023-24 responded count 13 #theme:Matters for head teachers" in found
