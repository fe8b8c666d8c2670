"""The view: which labels are groups of a breakdown, and of which; whose figures they are."""

from __future__ import annotations

from extractors.tables.view import names_authorities
from schemas.codes import Dimension
from tests.tables.drawn import figures, view


def test_heading_over_the_labels_names_the_breakdown() -> None:
    seen = view(
        """
        Reason | Complaints
        Delay | 5
        Parking | 7
        """
    )
    assert seen.dimension is Dimension.THEME


def test_labels_decide_where_the_heading_does_not() -> None:
    seen = view(
        """
        Category | Complaints
        Highways | 5
        Planning | 7
        Libraries | 9
        """
    )
    assert seen.dimension is Dimension.SERVICE_AREA


def test_kinds_of_an_ombudsmans_decision() -> None:
    seen = view(
        """
        Outcome | Cases
        Advice given | 1
        Referred back for local resolution | 20
        Closed after initial enquiries | 12
        Upheld | 9
        """
    )
    assert seen.decides
    assert seen.dimension is Dimension.DECISION


def test_members_enquiries_are_no_group_of_complaints() -> None:
    seen = view(
        """
        Type | 2023/24
        Complaints about services | 70
        Suggestions for services | 50
        MP enquiries | 300
        """
    )
    (enquiries,) = [row for row in seen.grid.rows if row.labels == ("MP enquiries",)]
    assert not seen.is_category(enquiries, 0)


def test_other_councils() -> None:
    seen = view(
        """
        Authority | Upheld
        Testford Council | 5
        Leeds City Council | 9
        Bradford Council | 8
        """
    )
    assert names_authorities(seen, seen.grid.rows)
    assert seen.is_own_council("Testford") and seen.is_own_council("Testford Council")
    assert not seen.is_own_council("Leeds City Council")


def test_percent_signs_in_cells() -> None:
    assert view("Stage | Upheld\nStage 1 | 5%\nStage 2 | 7%").shows_percent
    assert not view("Stage | Upheld\nStage 1 | 5\nStage 2 | 7").shows_percent


def test_same_team_in_two_areas() -> None:
    assert figures(
        """
        Area | Team | Complaints
        North | Assessment | 5
        ^ | Family support | 6
        South | Assessment | 7
        ^ | Leaving care | 8
        """,
        "Stage 1 complaints by area and team",
    ) == [
        "corporate stage_1 2023-24 received count 5 #service_area:North: Assessment",
        "corporate stage_1 2023-24 received count 6 #service_area:Family support",
        "corporate stage_1 2023-24 received count 7 #service_area:South: Assessment",
        "corporate stage_1 2023-24 received count 8 #service_area:Leaving care",
    ]


def test_heading_of_a_single_row_names_what_the_columns_are() -> None:
    assert figures(
        """
        Reason | Rudeness | A decision | Waiting | All
        Complaints | 20 | 15 | 5 | 40
        """,
        "Stage 1 complaints received, by reason",
    ) == [
        "corporate stage_1 2023-24 received count 15 #theme:A decision",
        "corporate stage_1 2023-24 received count 20 #theme:Rudeness",
        "corporate stage_1 2023-24 received count 40",
        "corporate stage_1 2023-24 received count 5 #theme:Waiting",
    ]
