"""Numbers, periods and labels in any spelling: what was printed is what is read, and no text takes long."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.lexicon.facets import facets
from extractors.limits import find_durations, find_limits
from extractors.numbers import find_numbers
from extractors.periods import find_periods
from extractors.tables.cells import is_nothing, parts
from schemas.codes import Unit
from schemas.periods import PERIOD_PATTERN

ONES = re.findall(
    r"\w+",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
MONTHS = re.findall(r"\w+", "January February March April May June July August September October November December")
#: Words that labels are made of, as they stand in tables.
WORDS = (
    *("Stage 1", "Stage 2", "stage one", "complaints", "received", "responded to", "upheld", "not upheld", "Total"),
    *("partially upheld", "within 20 days", "on time", "%", "No.", "2023/24", "Q1", "Adult Social Care", "/", "&", "-"),
    *("Children's", "corporate", "average days", "(", ")", "compliments"),
)

counts = st.integers(min_value=0, max_value=9_999_999)
starts = st.integers(min_value=2000, max_value=2098)


def spelled(number: int) -> str:
    """A number below a million in words, as they are written in Britain."""
    if number < 20:
        return ONES[number - 1]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100 - 1]} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    rest = number % 1000
    return f"{spelled(number // 1000)} thousand" + (f"{' and' if rest < 100 else ''} {spelled(rest)}" if rest else "")


@given(counts, st.sampled_from(["{}", "{:,}"]), st.sampled_from(["", "%", " %", " per cent"]), st.booleans())
def test_figures_are_read_as_printed(count: int, shape: str, unit: str, ends: bool) -> None:
    text = f"There were {shape.format(count)}{unit}" + ("." if ends else " in all")
    (number,) = find_numbers(text)
    assert (number.value, number.unit) == (count, Unit.PERCENT if unit else None)


@given(st.decimals(min_value=0, max_value=999, places=2))
def test_decimals_are_read_as_printed(value: object) -> None:
    (number,) = find_numbers(f"an average of {value} days")
    assert (number.value, number.decimals) == (float(str(value)), 2)


@given(st.integers(min_value=2, max_value=99_999))
def test_number_words_are_read_as_spelled(count: int) -> None:
    (number,) = find_numbers(f"There were {spelled(count)} complaints in all.")
    assert (number.value, number.spelled) == (count, True)
    assert find_numbers(spelled(count).capitalize())[0].value == count


@given(counts, st.sampled_from(["{}", "{:,}"]), st.sampled_from(["", " ", "\n"]))
def test_a_cell_of_one_figure_has_its_value(count: int, shape: str, around: str) -> None:
    (part,) = parts(f"{around}{shape.format(count)}{around}")
    assert part.value == count


@given(st.one_of(st.text(max_size=40), st.text("0123456789,.%()/-–—£ n/a*", max_size=20)))
def test_a_cell_never_gains_a_figure(text: str) -> None:
    """No digit, no figure: a dash, a blank or "n/a" is nothing, not zero."""
    found = parts(text)
    if not any(letter.isdigit() for letter in text) and is_nothing(text):
        assert found == []
    for part in found:
        assert part.value >= 0 or "-" in text or "–" in text or "−" in text


@given(starts, st.sampled_from(["{}/{:02d}", "{}-{:02d}", "{} / {:02d}", "{}–{:02d}"]), st.sampled_from(["", "20"]))
def test_financial_years_are_read_as_printed(start: int, shape: str, century: str) -> None:
    year = f"{start}-{(start + 1) % 100:02d}"
    printed = shape.replace("{:02d}", f"{century}{(start + 1) % 100:02d}").format(start)
    (period,) = find_periods(f"complaints received in {printed} by the council")
    assert period.resolve("2010-11") == year


@given(starts.filter(lambda start: start < 2060), st.integers(min_value=1, max_value=4))
def test_quarters_are_read_as_printed(start: int, quarter: int) -> None:
    year = f"{start}-{(start + 1) % 100:02d}"
    for printed in (
        f"Q{quarter} {start}/{(start + 1) % 100:02d}",
        f"{start}/{(start + 1) % 100:02d} Quarter {quarter}",
    ):
        (period,) = find_periods(printed)
        assert period.resolve("2010-11") == f"{year} Q{quarter}"


@given(starts, st.integers(min_value=0, max_value=11))
def test_months_are_of_the_financial_year_that_they_fall_in(calendar_year: int, month: int) -> None:
    (period,) = find_periods(f"{MONTHS[month]} {calendar_year}")
    start = calendar_year if month >= 3 else calendar_year - 1
    assert period.resolve("2010-11") == f"{start}-{(start + 1) % 100:02d} M{(month - 3) % 12 + 1:02d}"


@given(starts)
def test_a_year_that_is_none_is_no_period_of_two_years(start: int) -> None:
    """A range of years that do not follow each other, "2019/23", is no financial year."""
    for period in find_periods(f"over {start}/{(start + 4) % 100:02d} in all"):
        assert PERIOD_PATTERN.match(period.resolve("2010-11"))
        assert period.resolve("2010-11") != f"{start}-{(start + 1) % 100:02d}"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_a_label_means_the_same_in_other_spacing_and_case(words: list[str]) -> None:
    once, again = facets(" ".join(words)), facets("  ".join(words).upper())
    assert (once.measures, once.stages, once.streams) == (again.measures, again.stages, again.streams)


@pytest.mark.parametrize("reads", [find_numbers, find_periods, find_limits, find_durations, facets])
@pytest.mark.parametrize(
    "run",
    [
        *("one hundred and ", "twenty one ", "one-", "1,000 ", "1,", "1.", "12 per cent ", "£"),
        *("2023/24 ", "April to June 2023 ", "1 April ", "Q1 ", "may ", "the year before ", "last year "),
        *("stage 1 ", "stages 1, 2 and 3 ", "within 20 working days ", "complaints and concerns ", "(", " ", "of the "),
    ],
)
def test_no_run_of_words_takes_long(reads: object, run: str) -> None:
    assert callable(reads)
    text = (run * 1500)[:1500]
    begun = time.process_time()
    reads(text)
    reads(f"{text}!")
    assert time.process_time() - begun < 5
