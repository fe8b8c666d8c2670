"""OCR: pages that are pictures give the words, tables and figures that are printed on them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas as Pen

from extractors.reading import modes
from extractors.reading.canvas import Canvas, Rect
from extractors.reading.deskew import pose_of, straight
from extractors.reading.document import read
from extractors.reading.glyphs import UNKNOWN
from extractors.reading.model import Kind, Word
from extractors.reading.modes import Ocr, available
from extractors.reading.strips import Strip, mended, pieces_of, sizes_of, typical
from extractors.reading.strokes import fills_of, strokes_of
from extractors.reading.textless import is_garbage, is_picture, wanted
from extractors.report import extract
from tests.reading.paper import BOLD, GRID, Sheet, only_table, shown, table, texts

needs_ocr = pytest.mark.skipif(not available(), reason=f"OCR is not installed: {modes.EXTRA}")

ROWS = [
    ["Outcome", "2021-22", "2022-23", "2023-24"],
    ["Upheld", "117", "1,379", "41"],
    ["Partly upheld", "10", "26%", "0"],
    ["Not upheld", "101", "54.5%", "8"],
]
SENTENCE = "In 2023-24 the council received 1,011 complaints, of which 417 (41%) were upheld."
Turn = Callable[[Image.Image], Image.Image]


def typeset(path: Path) -> Path:
    """A report of one page: heading, sentence, ruled table, bullets."""
    sheet = Sheet(path)
    sheet.text(60, 80, "Complaints to Ambridge Council 2023-24", size=16, bold=True)
    sheet.text(60, 120, SENTENCE, size=11)
    grid = table(ROWS, *GRID, *BOLD, ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey), colWidths=[150, 90, 90, 90])
    grid.wrapOn(sheet.canvas, 500, 500)
    grid.drawOn(sheet.canvas, 60, A4[1] - 240)
    for at, line in enumerate(("Letters were shorter than before.", "Replies came sooner than before.")):
        sheet.canvas.circle(64, A4[1] - 288 - 18 * at, 1.9, stroke=0, fill=1)
        sheet.text(78, 292 + 18 * at, line, size=11)
    sheet.canvas.save()
    return path


def scanned(path: Path, turn: Turn = lambda picture: picture, stamp: str = "") -> Path:
    """The pages of a PDF as a PDF of pictures, such as a scanner makes."""
    with pypdfium2.PdfDocument(typeset(path.with_suffix(".typeset.pdf"))) as document:
        pictures = [turn(page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")) for page in document]
    pen = Pen(str(path))
    for picture in pictures:
        size = (picture.width * 0.36, picture.height * 0.36)
        pen.setPageSize(size)
        pen.drawImage(ImageReader(picture), 0, 0, *size)
        pen.drawString(20, 20, stamp)
        pen.showPage()
    pen.save()
    return path


def skewed(degrees: float) -> Turn:
    """Turns a picture to the left, with the grain of a scanner."""

    def turn(picture: Image.Image) -> Image.Image:
        turned = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=250)
        grain = np.random.default_rng(7).normal(0, 6, (turned.height, turned.width))
        return Image.fromarray(np.clip(np.asarray(turned) + grain, 0, 255).astype(np.uint8))

    return turn


@needs_ocr
@pytest.mark.parametrize(
    "turn",
    [
        skewed(0),
        skewed(1.5),
        skewed(-2.2),
        lambda picture: picture.rotate(90, expand=True),
        lambda picture: picture.rotate(180),
    ],
    ids=["straight", "skewed left", "skewed right", "on its side", "upside down"],
)
def test_a_scanned_page_reads_as_it_was_typeset(tmp_path: Path, turn: Turn) -> None:
    document = read(scanned(tmp_path / "scan.pdf", turn))
    (page,) = document.pages
    assert (page.ocr, page.has_text) == (True, True)
    assert shown(only_table(document)) == ROWS
    assert only_table(document).header_rows == 1
    assert only_table(document).ruled
    assert texts(document, Kind.PARAGRAPH) == [SENTENCE]
    assert texts(document, Kind.BULLET) == ["Letters were shorter than before.", "Replies came sooner than before."]


@needs_ocr
@pytest.mark.parametrize("degrees", [0, 1.5])
def test_words_keep_their_place_on_the_page(tmp_path: Path, degrees: float) -> None:
    path = scanned(tmp_path / "scan.pdf", skewed(degrees))
    layer = read(tmp_path / "scan.typeset.pdf")
    grid, printed = only_table(read(path)), only_table(layer)
    middle, centre, angle = A4[0] / 2, A4[1] / 2, np.radians(degrees)
    for row, column in ((1, 1), (3, 3)):
        seen, meant = grid.at(row, column), printed.at(row, column)
        assert seen is not None
        assert meant is not None
        box, want = seen.text.box(), meant.text.box()
        x, y = (want.x0 + want.x1) / 2 - middle, (want.top + want.bottom) / 2 - centre
        x, y = middle + x * np.cos(angle) + y * np.sin(angle), centre - x * np.sin(angle) + y * np.cos(angle)
        assert ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) == pytest.approx((x, y), abs=3)
        assert box.x1 - box.x0 == pytest.approx(want.x1 - want.x0, abs=3)


@needs_ocr
def test_figures_of_a_scan_are_trusted_less(tmp_path: Path) -> None:
    path = scanned(tmp_path / "ambridge-2023-24.pdf")
    layer, seen = extract(tmp_path / "ambridge-2023-24.typeset.pdf"), extract(path)
    values = {(o.measure, o.unit, o.period, o.value): o.confidence for o in seen.observations}
    assert ("upheld", "count", "2021-22", 117.0) in values
    for observation in layer.observations:
        key = (observation.measure, observation.unit, observation.period, observation.value)
        assert values[key] == pytest.approx(0.9 * observation.confidence, abs=0.011)
    assert (seen.outcome, seen.message) == ("ok", "ambridge-2023-24.pdf, page 1: read by OCR")


@needs_ocr
def test_a_stamp_on_a_picture_is_no_text_layer(tmp_path: Path) -> None:
    document = read(scanned(tmp_path / "scan.pdf", stamp="Page 12"))
    assert document.pages[0].ocr
    assert shown(only_table(document)) == ROWS


@needs_ocr
def test_always_reads_pages_that_have_text(tmp_path: Path) -> None:
    path = typeset(tmp_path / "a.pdf")
    assert not read(path).pages[0].ocr
    document = read(path, Ocr.ALWAYS)
    assert document.pages[0].ocr
    assert shown(only_table(document)) == ROWS


def test_never_leaves_pictures_alone(tmp_path: Path) -> None:
    path = scanned(tmp_path / "scan.pdf")
    (page,) = read(path, Ocr.NEVER).pages
    assert (page.ocr, page.has_text) == (False, False)
    seen = extract(path, Ocr.NEVER)
    assert seen.outcome == "image_only"
    assert seen.message == "scan.pdf: its pages are pictures without text; read it again with --ocr auto"


def test_without_the_extra_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modes, "find_spec", lambda name: None)
    path = scanned(tmp_path / "scan.pdf")
    assert not read(path).pages[0].ocr
    seen = extract(path)
    assert seen.outcome == "image_only"
    assert seen.message.endswith('install OCR with pip install "upheld[ocr]" and read it again')


def words(text: str) -> list[Word]:
    return [Word(part, 1, 10.0 * at, 10, 10.0 * at + 9, 20, 10) for at, part in enumerate(text.split())]


PICTURE = Canvas(1, 595, 842, images=[Rect(0, 0, 595, 842)])


@pytest.mark.parametrize(
    ("text", "canvas", "is_one"),
    [
        ("", PICTURE, True),
        ("", Canvas(1, 595, 842), False),
        ("Page 12", PICTURE, True),
        ("Agenda Item 7", PICTURE, True),
        ("Page 12", Canvas(1, 595, 842), False),
        ("Annual complaints report", PICTURE, False),
    ],
)
def test_what_a_page_says_is_in_its_picture(text: str, canvas: Canvas, is_one: bool) -> None:
    assert is_picture(canvas, words(text)) is is_one
    assert wanted(Ocr.AUTO, canvas, words(text)) is is_one
    assert not wanted(Ocr.NEVER, canvas, words(text))
    assert wanted(Ocr.ALWAYS, canvas, words(text))


@pytest.mark.parametrize(
    ("text", "garbage"),
    [
        (SENTENCE * 4, False),
        ("Frpsodlqwv uhfhlyhg eb wkh frxqflo lq wkh bhdu zhuh xskhog ru qrw xskhog dw vwdjh " * 5, True),
        ("Libraries Parking Planning Housing Highways Registrars Licensing Cemeteries " * 8, False),
        (f"{UNKNOWN}{UNKNOWN}{UNKNOWN} {UNKNOWN}ed 12", True),
        ("7KH FRXQFLO UHFHLYHG FRPSODLQWV LQ WKH ODVW \\HDU DQG HDFK ZDV DQVZHUHG ZHOO " * 5, True),
        ("Frpsodlqwv uhfhlyhg", False),
    ],
    ids=["prose", "shifted letters", "names only", "unknown characters", "numbered glyphs", "too little to tell"],
)
def test_a_garbage_text_layer_is_told_from_print(text: str, garbage: bool) -> None:
    assert is_garbage(words(text)) is garbage


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("2O23-24", "2023-24"),
        ("l0", "10"),
        ("1O1", "101"),
        ("(4l%)", "(41%)"),
        ("1.379", "1,379"),
        ("54.5%", "54.5%"),
        ("1.3.2", "1.3.2"),
        ("..14", "....14"),
        ("S47", "S47"),
        ("Ill", "Ill"),
        ("lO", "lO"),
        ("1st", "1st"),
    ],
)
def test_letters_among_figures_are_mended(seen: str, meant: str) -> None:
    assert mended(seen) == meant


def drawn(text: str, at: tuple[int, int] = (8, 6), size: int = 30) -> Image.Image:
    """Dark writing on a light strip."""
    picture = Image.new("L", (700, 46), 245)
    ImageDraw.Draw(picture).text(at, text, fill=20, font=ImageFont.load_default(size))
    return picture


def strip_of(picture: Image.Image, text: str, read_as: str | None = None, sure: float = 1.0) -> Strip:
    """A strip as the recogniser would return it: each character's middle is measured on the font."""
    font = ImageFont.load_default(30)
    centres = [
        8 + (font.getlength(text[:at]) + font.getlength(text[: at + 1])) / 2
        for at, char in enumerate(text)
        if char != " "
    ]
    return Strip(np.asarray(picture), read_as or text, tuple(centres), (sure,) * len(centres))


def test_words_are_parted_where_the_paper_shows_a_gap() -> None:
    pieces = pieces_of(strip_of(drawn("only 3 of 148 cases"), "only 3 of 148 cases", "only3 of148 cases"))
    assert [piece.text for piece in pieces] == ["only", "3", "of", "148", "cases"]
    assert all(after.x0 > before.x1 for before, after in pairwise(pieces))
    font = ImageFont.load_default(30)
    assert pieces[0].x0 == pytest.approx(8, abs=4)
    assert pieces[-1].x1 == pytest.approx(8 + font.getlength("only 3 of 148 cases"), abs=4)


def test_a_raised_figure_is_a_mark() -> None:
    picture = drawn("received 87")
    end = 8 + ImageFont.load_default(30).getlength("received 87")
    ImageDraw.Draw(picture).text((end + 2, 4), "2", fill=20, font=ImageFont.load_default(15))
    plain = strip_of(picture, "received 87")
    strip = Strip(plain.picture, "received 872", (*plain.centres, end + 6), (*plain.sure, 1.0))
    assert [(piece.text, piece.mark) for piece in pieces_of(strip)] == [("received", ""), ("87", "2")]


def test_light_writing_on_a_dark_area_is_read_too() -> None:
    dark = Image.fromarray(255 - np.asarray(drawn("Stage 2 complaints")))
    assert [piece.text for piece in pieces_of(strip_of(dark, "Stage 2 complaints"))] == ["Stage", "2", "complaints"]


def test_an_uncertain_figure_is_unknown() -> None:
    (piece,) = pieces_of(strip_of(drawn("417"), "417", sure=0.3))
    assert piece.text == UNKNOWN * 3


def test_rules_are_found_and_letters_are_not() -> None:
    picture = Image.new("L", (800, 400), 250)
    pen = ImageDraw.Draw(picture)
    for y in (40, 120, 200):
        pen.line((50, y, 750, y), fill=90, width=2)
    for x in (50, 400, 750):
        pen.line((x, 40, x, 200), fill=90, width=2)
    pen.text((70, 60), "Illegal parking", fill=20, font=ImageFont.load_default(36))
    pen.text((70, 260), "esteemed assessments", fill=20, font=ImageFont.load_default(36))
    level, upright, clean = strokes_of(np.asarray(picture), 200 / 72)
    assert [(round(rule.at), rule.start, rule.end) for rule in level] == [
        (pytest.approx(y, abs=1), pytest.approx(50, abs=4), pytest.approx(750, abs=4)) for y in (40, 120, 200)
    ]
    assert [round(rule.at) for rule in upright] == [pytest.approx(x, abs=1) for x in (50, 400, 750)]
    assert clean[118:124, 100:350].min() > 200
    assert clean[60:110, 70:350].min() < 60


def test_coloured_areas_are_found_though_words_stand_on_them() -> None:
    picture = Image.new("L", (1200, 600), 250)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((100, 80, 1099, 139), fill=60)
    pen.text((120, 92), "Outcome      2022-23      2023-24", fill=250, font=ImageFont.load_default(30))
    pen.rectangle((100, 140, 1099, 199), fill=225)
    pen.text((120, 152), "Upheld             12                 41", fill=20, font=ImageFont.load_default(30))
    pen.text((120, 300), "Words on white paper are no area", fill=20, font=ImageFont.load_default(44))
    fills = fills_of(np.asarray(picture), 200 / 72)
    assert [tuple(round(edge) for edge in fill) for fill in fills] == [
        (100, 80, 1100, pytest.approx(140, abs=4)),
        (100, pytest.approx(140, abs=4), 1100, 200),
    ]


@needs_ocr
def test_a_table_whose_head_and_rows_are_only_shaded(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.typeset.pdf")
    sheet.text(60, 80, SENTENCE, size=11)
    for at, row in enumerate(ROWS):
        top = 140 + 20 * at
        if at % 2 == 0:
            sheet.bar(60, top, 420, 20, "#7a1f3d" if at == 0 else "#dddddd")
        sheet.canvas.setFillColor(colors.white if at == 0 else colors.black)
        for x, text in zip((66, 250, 340, 430), row, strict=True):
            sheet.text(x, top + 14, text, size=10, bold=at == 0)
    sheet.canvas.save()
    with pypdfium2.PdfDocument(sheet.path) as document:
        picture = skewed(0.8)(document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L"))
    pen = Pen(str(tmp_path / "a.pdf"), pagesize=A4)
    pen.drawImage(ImageReader(picture), 0, 0, *A4)
    pen.save()
    assert shown(only_table(read(tmp_path / "a.pdf"))) == ROWS


@pytest.mark.parametrize("degrees", [0.0, 0.4, 1.5, -3.1])
@pytest.mark.parametrize("quarters", [0, 1])
def test_the_angle_of_a_page_is_found_and_undone(tmp_path: Path, degrees: float, quarters: int) -> None:
    with pypdfium2.PdfDocument(typeset(tmp_path / "a.pdf")) as document:
        upright = document[0].render(scale=150 / 72, grayscale=True).to_pil().convert("L")
    lying = upright.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255).rotate(-90 * quarters, expand=True)
    pose = pose_of(np.asarray(lying))
    assert pose.quarters == quarters
    assert pose.degrees == pytest.approx(-degrees, abs=0.07)
    again = straight(np.asarray(lying), pose)
    assert again.shape == (upright.height, upright.width)
    assert pose_of(again).degrees == pytest.approx(0, abs=0.07)


def test_points_go_back_to_where_they_were() -> None:
    picture = np.full((1000, 700), 250, np.uint8)
    picture[300:304, 500:504] = 0
    for degrees in (0.0, 2.0):
        for quarters in range(4):
            pose = pose_of(np.full((1000, 700), 250, np.uint8))
            pose = type(pose)(quarters, degrees, 700, 1000)
            ys, xs = np.nonzero(straight(picture, pose) < 128)
            assert pose.back(float(xs.mean()) + 0.5, float(ys.mean()) + 0.5) == pytest.approx((502, 302), abs=1.5)


def test_sizes_that_are_nearly_alike_are_one() -> None:
    sizes = sizes_of([(11.2, 40), (11.0, 30), (10.6, 3), (14.1, 5), (14.4, 6), (20.0, 4)])
    assert sizes[11.0] == sizes[10.6] == sizes[11.2] == 11.2
    assert sizes[14.1] == sizes[14.4] == pytest.approx(14.25)
    assert sizes[20.0] == 20.0


def test_the_typical_measure_counts_by_weight() -> None:
    assert typical([(1.0, 1), (2.0, 5), (9.0, 2)]) == 2.0
    assert typical([]) == 1.0
