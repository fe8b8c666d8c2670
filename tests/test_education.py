"""Education: the names of a council's own services for schoolchildren."""

from __future__ import annotations

import pytest

from extractors.education import names_education


@pytest.mark.parametrize(
    "text",
    [
        "Complaints about the Education Directorate",
        "Education and Lifelong Learning",
        "The ALN team",
        "Additional support needs",
        "Directorate of Education",
    ],
)
def test_services(text: str) -> None:
    assert names_education(text)


@pytest.mark.parametrize(
    "text", ["Complaints about schools", "Referred to the Department for Education", "Please send"]
)
def test_others(text: str) -> None:
    assert not names_education(text)
