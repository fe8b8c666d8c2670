"""Lines that say by whom a report is or for whom."""

from __future__ import annotations

import pytest

from extractors.posts import names_post
from schemas.codes import Stream
from tests.prose.said import block, heading
from tests.test_context import below
from tests.test_scope import found, title


@pytest.mark.parametrize(
    "line",
    [
        "Report by the Director of Finance and Corporate Services",
        "Report of the Executive Director of Housing",
        "Report to: Cabinet Member for Housing, 4 July 2023",
        "Author: Head of Corporate Services",
        "Head of Housing and Customer Services",
        "Presented by: Corporate Complaints Manager",
        "To: Corporate Governance Committee",
    ],
)
def test_posts(line: str) -> None:
    assert names_post(line)
    assert below((line, 2), stream="all").stream is None


@pytest.mark.parametrize(
    "line",
    [
        "Corporate complaints",
        "Report by stage",
        "Report by the Ombudsman",
        "Housing",
        "Complaints to the Chief Executive",
    ],
)
def test_subjects(line: str) -> None:
    assert not names_post(line)


def test_a_director_of_corporate_services_reports_on_all_complaints() -> None:
    scope = found(
        title("Fife Council complaints 2022/23"),
        heading("Report by the Director of Corporate Services"),
        block("We closed 40 complaints."),
    )
    assert scope.whole is Stream.ALL
    assert below(("Report by the Director of Corporate Services", 1), ("Stage 1", 2), stream="all").stream is None


def test_a_director_of_social_care_reports_on_complaints_about_it() -> None:
    assert below(("Report of the Director of Adult Social Care", 1), stream="all").stream is Stream.ADULT_SOCIAL_CARE
