"""The corpus: a sound register, samples that are typeset again byte for byte, well-formed expected figures."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from text_to_num import alpha2digit

from corpus.typeset import Grid, blocks, grid_of, read_source, spans, typeset
from extractors.register import REGISTER, council, councils
from schemas.codes import Dimension, Measure, Stage, Stream, Unit
from schemas.periods import period_type

CORPUS = Path(__file__).parent.parent / "corpus"
REPORTS = sorted(path.stem for path in (CORPUS / "source").glob("*.toml"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The register ---------------------------------------------------------------------------------------


def test_slugs_and_codes_are_unique_and_well_formed() -> None:
    slugs = [each.slug for each in councils()]
    codes = [each.gss for each in councils()]
    assert slugs == sorted(slugs)
    assert len(set(slugs)) == len(slugs) == len(set(codes)) == 430
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)
    prefixes = {
        "county": "E10", "unitary": "E06", "metropolitan": "E08", "london_borough": "E09", "district": "E07",
        "scottish": "S12", "welsh": "W06", "northern_irish": "N09",
    }  # fmt: skip
    assert [each.gss for each in councils() if not re.fullmatch(prefixes[each.kind] + r"\d{6}", each.gss)] == []


def test_the_register_holds_every_council_of_each_nation() -> None:
    current = Counter((each.nation, each.kind) for each in councils() if not each.ended)
    assert current == {
        ("England", "county"): 21,
        ("England", "unitary"): 63,
        ("England", "metropolitan"): 36,
        ("England", "london_borough"): 33,
        ("England", "district"): 164,
        ("Scotland", "scottish"): 32,
        ("Wales", "welsh"): 22,
        ("Northern Ireland", "northern_irish"): 11,
    }


def test_councils_that_ended_say_when() -> None:
    ended = [each for each in councils() if each.ended]
    assert Counter(date.fromisoformat(each.ended).year for each in ended) == {2019: 15, 2020: 5, 2021: 8, 2023: 20}
    assert {(each.ended[5:], each.nation) for each in ended} == {("03-31", "England")}


def test_only_english_councils_have_a_region_other_than_their_nation() -> None:
    regions = Counter(each.region for each in councils() if each.nation == "England")
    assert set(regions) == {
        "East Midlands", "East of England", "London", "North East", "North West",
        "South East", "South West", "West Midlands", "Yorkshire and The Humber",
    }  # fmt: skip
    assert all(each.region == each.nation for each in councils() if each.nation != "England")


def test_every_current_council_has_a_population() -> None:
    assert [each.slug for each in councils() if not each.ended and not each.population] == []
    assert sum(each.population or 0 for each in councils() if each.nation == "Wales") == 3_169_586


def test_no_two_councils_share_a_name() -> None:
    names = Counter(name.casefold() for each in councils() if not each.ended for name in {each.name, *each.aliases})
    assert [name for name, times in names.items() if times > 1] == []


def test_the_register_is_where_the_package_expects_it() -> None:
    assert REGISTER.resolve() == (CORPUS / "councils.csv").resolve()


# The samples ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", REPORTS)
def test_typesetting_again_gives_the_same_bytes(report: str) -> None:
    again = typeset(read_source(CORPUS / "source" / f"{report}.toml"))
    assert again == (CORPUS / "sample" / f"{report}.pdf").read_bytes()


@pytest.mark.parametrize("report", REPORTS)
def test_the_first_page_says_that_it_is_a_facsimile(report: str) -> None:
    with pdfplumber.open(CORPUS / "sample" / f"{report}.pdf") as pdf:
        first = " ".join(pdf.pages[0].extract_text().split())
        assert 2 <= len(pdf.pages) <= 5
    assert "Facsimile typeset by the upheld project from figures that" in first
    assert "wording by the project; not a council document." in first


def test_the_samples_cover_enough() -> None:
    of = Counter(row["council"] for row in rows(CORPUS / "sources.csv") if row["report"] in REPORTS)
    assert len(REPORTS) == 9
    assert len(of) == 7
    assert of["stockport"] == 3


def test_every_sample_has_a_source_with_its_checksum() -> None:
    known = [row for row in rows(CORPUS / "sources.csv") if row["report"] in REPORTS]
    assert [row["report"] for row in known] == REPORTS
    for row in known:
        assert row["sha256"] == hashlib.sha256((CORPUS / "sample" / f"{row['report']}.pdf").read_bytes()).hexdigest()
        assert council(row["council"]) is not None
        period_type(row["period"])


# The expected figures -------------------------------------------------------------------------------


@pytest.mark.parametrize("report", REPORTS)
def test_expected_figures_use_the_codes(report: str) -> None:
    lines = rows(CORPUS / "expected" / f"{report}.csv")
    assert lines
    for line in lines:
        Stream(line["stream"]), Stage(line["stage"]), Measure(line["measure"])
        unit = Unit(line["unit"])
        assert line["measure"] != "average_days" or unit is Unit.DAYS
        period_type(line["period"])
        assert float(line["value"]) >= 0
        assert bool(line["dimension"]) == bool(line["category"])
        assert not line["dimension"] or Dimension(line["dimension"])
        assert bool(line["target_days"]) == (line["measure"] in ("on_time", "late", "on_time_target"))


@pytest.mark.parametrize("report", REPORTS)
def test_expected_figures_are_listed_once(report: str) -> None:
    lines = rows(CORPUS / "expected" / f"{report}.csv")
    keys = Counter(tuple(value for field, value in line.items() if field not in ("page", "note")) for line in lines)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("report", REPORTS)
def test_expected_figures_do_not_contradict_each_other(report: str) -> None:
    lines = rows(CORPUS / "expected" / f"{report}.csv")
    keys = Counter(
        tuple(value for field, value in line.items() if field not in ("value", "page", "note")) for line in lines
    )
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("report", REPORTS)
def test_expected_figures_stand_on_their_pages(report: str) -> None:
    with pdfplumber.open(CORPUS / "sample" / f"{report}.pdf") as pdf:
        texts = [page.dedupe_chars().filter(_full_size).extract_text() for page in pdf.pages]
    numbers = [
        set(re.findall(r"\d[\d,]*(?:\.\d+)?", text + " " + alpha2digit(text.lower(), "en", 0))) for text in texts
    ]
    missing = [
        (line, page)
        for line in rows(CORPUS / "expected" / f"{report}.csv")
        for page in line["page"].split()
        if f"{float(line['value']):,.10g}" not in {number.strip(",") for number in numbers[int(page) - 1]}
    ]
    assert missing == []


def _full_size(thing: dict[str, object]) -> bool:
    """Not a raised footnote mark."""
    return thing.get("object_type") != "char" or float(str(thing["size"])) > 7


# The markup -----------------------------------------------------------------------------------------


def test_lines_are_read_as_blocks() -> None:
    lines = ("# 1 Heading", "1.1 First\ngoes on", "* point", "Table 1: Caption", "| a |\n|--|\n| 1 |", "[1] Note")
    body = "\n\n".join([*lines, "Table 1 shows it."])
    kinds = ["heading", "numbered", "bullet", "caption", "table", "note", "text"]
    assert [block.kind for block in blocks(body)] == kinds
    assert [block.mark for block in blocks(body)] == ["", "1.1", "", "", "", "1", ""]
    assert blocks(body)[1].text == "First goes on"


def test_a_table_knows_its_header_and_its_merged_cells() -> None:
    grid = grid_of("| a | b | < |\n| ^ | c | d |\n|--|-|-|\n| e | 1 | 2 |")
    assert grid == Grid([["a", "b", "<"], ["^", "c", "d"], ["e", "1", "2"]], 2, [0.5, 0.25, 0.25])
    assert spans(grid.rows) == [(0, 0, 2, 1), (0, 1, 1, 2)]


def test_a_short_row_is_an_error() -> None:
    with pytest.raises(ValueError, match="a row differs in length"):
        grid_of("| a | b |\n|-|-|\n| 1 |")
