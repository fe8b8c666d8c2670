from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pdfplumber
import pytest
from text_to_num import alpha2digit

from extractors.report import extract
from schemas.codes import Outcome
from schemas.observation import Observation

SAMPLES = sorted((Path(__file__).parent.parent / "corpus" / "sample").glob("*.pdf"))

#: Words for numbers that are not numerals.
WORDS = {"no": 0, "none": 0, "nil": 0, "neither": 0, "zero": 0, "a": 1, "one": 1, "single": 1, "both": 2}
SCALES = {"": 1, "k": 1_000, "m": 1_000_000}


@cache
def observations(path: Path) -> tuple[Observation, ...]:
    return extract(path).observations


def numbers(text: str) -> set[float]:
    """Every number that a piece of text can be read as, in digits or words."""
    found = {float(word) for name, word in WORDS.items() if re.search(rf"\b{name}\b", text, re.IGNORECASE)}
    spelled = alpha2digit(re.sub(r"\s+", " ", text).lower(), "en", 0)
    for written in (text, spelled):
        for digits, scale in re.findall(r"(\d[\d,]*(?:\.\d+)?)\s?([km]\b)?", written):
            found.add(float(digits.replace(",", "")) * SCALES[scale])
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,379", 1379), ("48 (26%)", 26), ("13.8", 13.8), ("Twenty-one", 21), ("None", 0), ("£1.2m", 1_200_000)],
)
def test_numbers_are_found_in_text(text: str, value: float) -> None:
    assert value in numbers(text)
    assert value + 1 not in numbers(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_number_stands_in_its_box(path: Path) -> None:
    seen = observations(path)
    assert seen
    with pdfplumber.open(path) as pdf:
        missing = []
        for one in seen:
            box = one.box
            assert box.page <= len(pdf.pages)
            page = pdf.pages[box.page - 1]
            edges = (box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)
            # Only what lies wholly inside: a footnote mark beside the number is not part of it.
            text = page.within_bbox(edges, strict=False).extract_text()
            if not any(abs(number - one.value) < 1e-6 for number in numbers(text)):
                missing.append(f"page {box.page}: {one.measure} {one.value:g}, but the box holds {text!r}")
    assert missing == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_box_is_one_number_and_not_the_page(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        height = float(pdf.pages[0].height)
    assert [one.box for one in observations(path) if one.box.bottom - one.box.top > height / 8] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_evidence_states_the_number(path: Path) -> None:
    unstated = [
        f"{one.measure} {one.value:g}: {one.evidence!r}"
        for one in observations(path)
        if not any(abs(number - one.value) < 1e-6 for number in numbers(one.evidence))
    ]
    assert unstated == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_read_in_full(path: Path) -> None:
    assert extract(path).outcome is Outcome.OK
