"""Glyphs: the characters that a page's instructions print, with their boxes and nothing that we do not look at.

pdfminer makes an object of some twenty parts for each character. These hold what ``canvas`` asks for; where a
character stands is worked out as pdfminer does, to the last digit.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.utils import Matrix, apply_matrix_rect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from extractors.reading.content import Interpreter

#: Stands for a character whose meaning the font does not tell.
UNKNOWN = "\ufffd"
#: The first four numbers of a matrix; the other two say where it puts its origin.
_Turn = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """One printed character: its box in points from the foot of the page, and how it is printed."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    turn: _Turn
    font: str | bytes
    colour: Any


def drawn(page: Page) -> LTPage:
    """What is drawn on a page: as pdfplumber's ``layout``, with glyphs in the place of pdfminer's characters.

    Raises:
        PdfminerException: its instructions cannot be carried out.
    """
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number)
    try:
        Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except Exception as error:
        raise PdfminerException(error) from error
    return device.get_result()


class _Device(PDFPageAggregator):
    """Prints glyphs."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._known: dict[PDFFont, dict[int, tuple[str, float, Any]]] = {}

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Print a character; how far it moves the next one on. ``scaling`` is 1 for letters of usual width."""
        known = self._known.setdefault(font, {})
        if cid not in known:
            known[cid] = self._character(font, cid)
        text, width, displacement = known[cid]
        advance: float = width * fontsize * scaling
        a, b, c, d, _, _ = matrix
        vertical = font.is_vertical()
        if vertical:
            across, along = displacement
            across = fontsize * 0.5 if across is None else across * fontsize * 0.001
            along = (1000 - along) * fontsize * 0.001
            box = (-across, along + rise + advance, -across + fontsize, along + rise)
        else:
            foot = font.get_descent() * fontsize + rise
            box = (0, foot, advance, foot + fontsize)
        x0, y0, x1, y1 = _straight(matrix, box) if b == 0 == c else apply_matrix_rect(matrix, box)
        size = x1 - x0 if vertical else y1 - y0
        glyph: Any = Glyph(text, x0, y0, x1, y1, size, (a, b, c, d), font.fontname, graphicstate.ncolor)
        self.cur_item.add(glyph)
        return advance

    def _character(self, font: PDFFont, cid: int) -> tuple[str, float, Any]:
        """The text of a font's character, its width and, in a font that is set downwards, where it begins."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        return text, font.char_width(cid), font.char_disp(cid)


def _straight(matrix: Matrix, box: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Where a matrix that turns nothing puts a box, as ``apply_matrix_rect`` has it for any matrix."""
    a, _, _, d, e, f = matrix
    x0, x1 = a * box[0] + e, a * box[2] + e
    y0, y1 = d * box[1] + f, d * box[3] + f
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
