"""Which pages of a long file are read: those that can give figures of complaints."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.pages import pick
from extractors.reading.document import LONG, read
from extractors.reading.model import Document, Kind
from extractors.reading.skim import Picked, skim
from extractors.report import Extraction, extract
from schemas.codes import Outcome
from tests.bench.packs import pack

SAMPLES = Path(__file__).parent.parent / "corpus" / "sample"

AGENDA = "Testford Council\nCabinet: agenda and reports\nMonday 14 October, 6.00 pm"
BUDGET = "Forecast by service\nHighways 4,100 4,230 130\nLibraries 900 870 -30\nTotal 5,000 5,100 100"
OPENING = "Testford Council\nReport to Cabinet: Capital programme\nReport of the Director of Resources"
COVER = "Testford Council\nAnnual complaints report 2023/24\nReport to Cabinet"
COMPLAINTS = "Complaints rose. Stage 1 complaints 120, of which 40 were upheld. The ombudsman upheld 3."
PASSING = "The operator keeps a log. Residents may complain to the licensing team. The fee is 120 pounds."
STRAY = "Performance of the contract\nThe contractor had 45 complaints and missed 12 collections."


def test_the_report_in_a_pack_with_the_pages_on_which_its_tables_may_go_on() -> None:
    texts = [AGENDA, *[BUDGET] * 9, COVER, COMPLAINTS, BUDGET, BUDGET, BUDGET, OPENING, *[BUDGET] * 20]
    assert pick(texts) == Picked(frozenset({11, 12, 13, 14}), front=11, back=14)


def test_a_new_paper_ends_the_report() -> None:
    texts = [AGENDA, *[BUDGET] * 9, COVER, COMPLAINTS, OPENING, *[BUDGET] * 20]
    assert pick(texts) == Picked(frozenset({11, 12}), front=11, back=12)


def test_a_mention_without_a_number_gives_nothing() -> None:
    texts = [AGENDA, *[BUDGET] * 4, PASSING, *[BUDGET] * 4, COVER, COMPLAINTS, OPENING, *[BUDGET] * 20]
    picked = pick(texts)
    assert picked is not None
    assert picked.pages == {11, 12}


def test_a_page_of_another_paper_with_a_figure_is_read_from_its_paper_s_first_page_on() -> None:
    texts = [AGENDA, OPENING, BUDGET, STRAY, OPENING, *[BUDGET] * 5, COVER, COMPLAINTS, OPENING, *[BUDGET] * 20]
    assert pick(texts) == Picked(frozenset({2, 3, 4, 11, 12}), front=11, back=12)


def test_words_that_are_spread_out_or_broken_at_the_end_of_a_line_are_found() -> None:
    for text in ("C O M P L A I N T S\nStage 1 45", "how many com-\nplaints there were: 45", "com\ufffeplaints: 45"):
        picked = pick([AGENDA, *[BUDGET] * 9, text, OPENING, *[BUDGET] * 20])
        assert picked is not None
        assert 11 in picked.pages, text


def test_a_long_report_that_is_no_pack_keeps_its_cover() -> None:
    texts = ["Annual report 2023/24", *[BUDGET] * 19, COMPLAINTS, *[BUDGET] * 19]
    assert pick(texts) == Picked(frozenset({1, 19, 20, 21, 22, 23}))


def test_a_file_on_complaints_all_through_is_read_whole() -> None:
    assert pick([COVER, *[COMPLAINTS, BUDGET] * 20]) is None


def test_a_file_without_text_is_read_whole() -> None:
    assert pick([None] * 40) is None


def test_a_file_without_a_word_of_complaints_has_its_cover_looked_at() -> None:
    assert pick([AGENDA, *[BUDGET] * 39]) == Picked(frozenset({1}))


# A pack, read -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    content, before = pack(SAMPLES / "stockport-annual-2023-24.pdf", "Stockport Metropolitan Borough Council", 60)
    path = tmp_path_factory.mktemp("packs") / "cabinet-pack.pdf"
    path.write_bytes(content)
    return path, before


def meanings(extraction: Extraction, shift: int = 0) -> set[tuple[str, int, int, int]]:
    """What each observation says and where it stands, so many pages further on."""
    return {
        (seen.model_dump_json(exclude={"box"}), seen.box.page + shift, round(seen.box.x0), round(seen.box.top))
        for seen in extraction.observations
    }


def test_the_figures_of_a_report_in_a_pack_are_those_of_the_report_alone(packed: tuple[Path, int]) -> None:
    path, before = packed
    alone = extract(SAMPLES / "stockport-annual-2023-24.pdf")
    inside = extract(path)
    assert len(alone.observations) > 100
    assert meanings(inside) == meanings(alone, before)
    assert inside.scope == alone.scope
    assert inside.outcome is Outcome.OK


def test_pages_passed_over_are_told(packed: tuple[Path, int]) -> None:
    path, before = packed
    extraction = extract(path)
    ranges = [part.split("–") for part in extraction.passed_over.split(", ")]
    passed = {page for part in ranges for page in range(int(part[0]), int(part[-1]) + 1)}
    found = {observation.box.page for observation in extraction.observations}
    assert extraction.pages >= 60
    assert len(passed) > 40
    assert not passed & found
    assert before + 1 not in passed
    assert extract(SAMPLES / "stockport-annual-2023-24.pdf").passed_over == ""


def test_what_is_passed_over_has_no_blocks_but_a_size(packed: tuple[Path, int]) -> None:
    document: Document = read(packed[0], pick=pick)
    passed = {info.number for info in document.pages if info.passed_over}
    assert passed
    assert {block.page for block in document.blocks}.isdisjoint(passed)
    assert {(round(info.width), round(info.height)) for info in document.pages if info.passed_over} == {(595, 842)}
    assert "Stockport Metropolitan Borough Council" in document.wrapper
    titles = [block for block in document.blocks if block.kind is Kind.TITLE and block.page == document.front]
    assert len(titles) == 1


def test_without_a_choice_every_page_is_read(packed: tuple[Path, int]) -> None:
    document = read(packed[0])
    assert len(document.pages) >= LONG
    assert not any(info.passed_over for info in document.pages)


def test_a_file_that_pdfium_counts_otherwise_has_no_texts(packed: tuple[Path, int]) -> None:
    assert skim(packed[0], 7) == [None] * 7
