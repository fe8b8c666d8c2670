"""Which numbers of a sentence may count something."""

from __future__ import annotations

import pytest

from tests.prose.said import parts


@pytest.mark.parametrize(
    "text",
    [
        "The year was 2023/24.",
        "This is about Stage 2.",
        "Replies are due within 20 working days.",
        "See Table 3 and paragraph 4.",
        "Regulation 9 applies, as does Ward 12.",
        "It was the 21st.",
        "He waited 6 weeks and 3 months.",
        "She was aged 12.",
        "Children under 5 and people over 65.",
        "It takes 3-5 visits.",
        "One in four agreed.",
        "All but 3 agreed.",
        "A score of 3.5 was given.",
        "The city has 1.2 million people.",
        "It rose by three percentage points.",
        "Stages 1 and 2 were reviewed.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 12 complaints at stage 1 in 2023/24.", ["12"]),
        ("Table 3 shows 12 complaints.", ["12"]),
        ("We had 3045 complaints.", ["3045"]),
        ("In 4 cases 11 people complained.", ["4", "11"]),
        ("Over 65 complaints came in.", ["65"]),
        ("An average of 3.5%.", ["3.5%"]),
        ("Two in time, six late.", ["Two", "six"]),
    ],
)
def test_numbers_that_count(text: str, expected: list[str]) -> None:
    assert parts(text) == expected
