"""Explaining: what tells how to read a table counts nothing."""

from __future__ import annotations

import pytest

from extractors.prose.explaining import explains


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The columns headed “within 10” and “upheld” are percentages.", True),
        ("Time limits, in working days, are: Stage 1 10; Stage 2 20.", True),
        ("Of the complaints in the first column of the form 40 were upheld.", False),
        ("Within the limit: 40 of 52.", False),
    ],
)
def test_sentences_about_tables_and_limits(text: str, expected: bool) -> None:
    assert explains(text) is expected
