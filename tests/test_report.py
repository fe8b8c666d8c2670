"""One report, read whole: what came of it, in words for its reader, and what its parts say together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.extraction import Extraction
from extractors.reading.model import Block, Document, Kind, PageInfo, Table
from extractors.reading.modes import Ocr
from extractors.report import interpret
from schemas.codes import Outcome, PeriodType, Stage, Stream
from tests.prose.said import block, heading

PAGE = PageInfo(1, 595, 842, has_text=True)
PICTURE = PageInfo(2, 595, 842, has_text=False)
TITLE = block("Kent County Council annual complaints report 2023/24", Kind.TITLE)
FIGURES = block("We received 340 stage 1 complaints.")


def read(*blocks: Block, pages: tuple[PageInfo, ...] = (PAGE,), ocr: Ocr = Ocr.NEVER) -> Extraction:
    return interpret(Document(blocks, pages, filename="kent.pdf"), ocr)


def test_a_report() -> None:
    extraction = read(TITLE, FIGURES)
    assert (extraction.outcome, extraction.message, extraction.pages) == (Outcome.OK, "", 1)
    (seen,) = extraction.observations
    assert (seen.council, seen.stream, seen.stage, seen.period, seen.value) == (
        "kent", Stream.CORPORATE, Stage.STAGE_1, "2023-24", 340,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("blocks", "pages", "outcome", "message"),
    [
        ((), (PICTURE,), Outcome.IMAGE_ONLY,
         "kent.pdf: its pages are pictures without text; read it again with --ocr auto"),
        ((FIGURES,), (PAGE,), Outcome.NOTHING_FOUND,
         "kent.pdf: no year found in its text; name the year in the file name"),
        ((TITLE, block("We were pleased.")), (PAGE,), Outcome.NOTHING_FOUND,
         "kent.pdf: no complaints figures found; check that it is a complaints report"),
        ((TITLE, FIGURES), (PAGE, PICTURE, replace(PICTURE, number=3)), Outcome.PARTIAL,
         "kent.pdf, pages 2–3: no text could be read; read it again with --ocr auto"),
        ((TITLE, FIGURES), (replace(PAGE, ocr=True),), Outcome.OK, "kent.pdf, page 1: read by OCR"),
    ],
)  # fmt: skip
def test_outcomes(blocks: tuple[Block, ...], pages: tuple[PageInfo, ...], outcome: Outcome, message: str) -> None:
    extraction = read(*blocks, pages=pages)
    assert (extraction.outcome, extraction.message) == (outcome, message)


def test_what_was_read_by_ocr_is_less_certain() -> None:
    (printed,) = read(TITLE, FIGURES).observations
    (scanned,) = read(TITLE, FIGURES, pages=(replace(PAGE, ocr=True),)).observations
    assert scanned.confidence == pytest.approx(0.9 * printed.confidence, abs=0.01)


def test_limits_of_the_whole_report_hold_everywhere() -> None:
    limit = block("Stage 1 complaints have to be answered within 15 working days.")
    found = read(TITLE, block("At stage 1, 82% were answered on time."), heading("Our procedure"), limit).observations
    assert [seen.target_days for seen in found] == [15]


def test_numbers_are_remembered_beyond_their_section() -> None:
    found = read(TITLE, FIGURES, heading("Outcomes"), block("Of the 340, 48 were upheld.")).observations
    assert [(seen.stage, seen.value) for seen in found] == [(Stage.STAGE_1, 340), (Stage.STAGE_1, 48)]


def test_school_complaints_may_follow_the_school_year() -> None:
    schools = block("Schools complaints by academic year: schools received 41 complaints in 2022/23.")
    found = read(TITLE, heading("Schools"), schools).observations
    assert [(seen.stream, seen.period_type) for seen in found] == [(Stream.SCHOOLS, PeriodType.ACADEMIC_YEAR)]


def test_tables_without_cells_are_passed_over() -> None:
    empty = replace(block("", Kind.TABLE), table=Table((), 0, 0, 0, ruled=True))
    assert len(read(TITLE, empty, FIGURES).observations) == 1


def test_the_numbers_of_a_table_of_contents_are_pages() -> None:
    listed = heading("Contents"), block("5.0 Total complaints received 6"), block("6.0 Compliments 9")
    (seen,) = read(TITLE, *listed, heading("Summary"), FIGURES).observations
    assert seen.value == 340
