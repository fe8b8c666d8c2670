"""Content: instructions taken apart at once are those that pdfminer's own parser finds, and odd ones are left to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import KWD, LIT, PSEOF, PSException

from extractors.reading.content import Unusual, objects
from extractors.reading.glyphs import UNKNOWN, Glyph, drawn

SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "sample").glob("*.pdf"))


def by_pdfminer(data: bytes) -> list[Any]:
    parser = PDFContentParser([PDFStream({}, data)])
    found = []
    try:
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found


def test_operands_and_operators_come_in_order() -> None:
    data = b"q 1 0 0 -1.5 .25 +7. cm /F1 12 Tf [(a\\)b) -20 <4142>] TJ (say \\101\\n) ' T* % end\nQ"
    assert objects(data) == [
        *(KWD(b"q"), 1, 0, 0, -1.5, 0.25, 7.0, KWD(b"cm"), LIT("F1"), 12, KWD(b"Tf")),
        *([b"a)b", -20, b"AB"], KWD(b"TJ"), b"say A\n", KWD(b"'"), KWD(b"T*"), KWD(b"Q")),
    ]


def test_a_dictionary_and_a_name_with_a_number_in_it() -> None:
    data = b"/List#20Item <</MCID 3 /Flags [true false] /Inner <</A (b)>>>> BDC"
    inner = {"MCID": 3, "Flags": [True, False], "Inner": {"A": b"b"}}
    assert objects(data) == [LIT("List Item"), inner, KWD(b"BDC")]


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(b"BI /W 1 /H 1 ID \x00 EI", id="inline picture"),
        pytest.param(b"(a(b)c) Tj", id="brackets in a string"),
        pytest.param(b"(\\777) Tj", id="number of a character that no byte holds"),
        pytest.param(b"<414> Tj", id="half a byte"),
        pytest.param(b"--5 0 Td", id="two signs"),
        pytest.param(b"[1 2 TJ", id="array without end"),
        pytest.param(b"[1 >> TJ", id="array that ends as a dictionary"),
        pytest.param(b"<</A>> BDC", id="name without value"),
        pytest.param(b"<<(a) 1>> BDC", id="string for a name"),
        pytest.param(b"[1 Tj] TJ", id="operator in an array"),
        pytest.param(b"/a#2 gs", id="name with half a number"),
        pytest.param(b"{1 2} f", id="program"),
        pytest.param(b"1 \x00 w", id="byte of no meaning"),
        pytest.param(b"/\xff gs", id="name in no known letters"),
        pytest.param(b"(never closed", id="string without end"),
    ],
)
def test_what_is_odd_is_left_to_pdfminer(odd: bytes) -> None:
    with pytest.raises(Unusual):
        objects(b"q " + odd + b" Q")


_TOKENS = st.one_of(
    st.integers(-(10**6), 10**6).map(lambda number: str(number).encode()),
    st.floats(-1e4, 1e4).map(lambda number: f"{number:.4f}".encode()),
    st.binary(max_size=6).map(lambda letters: b"(" + letters + b")"),
    st.binary(max_size=6).map(lambda letters: b"<" + letters.hex().encode() + b">"),
    st.sampled_from([b"/F1", b"/Im#41", b"TJ", b"Td", b"T*", b"'", b"re", b"[", b"]", b"<<", b">>", b"true", b"null"]),
    st.binary(max_size=3),
)
_SPACES = st.sampled_from([b"", b" ", b"\n", b"\r\n", b"\t "])


@given(st.lists(st.tuples(_TOKENS, _SPACES), max_size=12))
def test_anything_that_is_taken_apart_is_what_pdfminer_finds(parts: list[tuple[bytes, bytes]]) -> None:
    data = b"".join(token + space for token, space in parts) + b"\n"
    try:
        found = objects(data)
    except Unusual:
        return
    try:
        expected = by_pdfminer(data)
    except (PSException, AssertionError, ValueError):
        pytest.fail(f"pdfminer cannot take {data!r} apart, and here it could be")
    assert found == expected


def known(text: str) -> str:
    """A character as we have it whose meaning pdfminer does not find in its font."""
    return UNKNOWN if text.startswith("(cid:") else text


@pytest.mark.parametrize("path", SAMPLES[:4], ids=lambda path: path.stem)
def test_glyphs_stand_where_pdfminer_puts_its_characters(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[:2]:
            device = PDFPageAggregator(pdf.rsrcmgr)
            PDFPageInterpreter(pdf.rsrcmgr, device).process_page(page.page_obj)
            expected = [
                (known(char.get_text()), char.bbox, char.size, char.matrix[:4], char.fontname, char.graphicstate.ncolor)
                for char in device.get_result()
                if isinstance(char, LTChar)
            ]
            found = [
                (glyph.text, (glyph.x0, glyph.y0, glyph.x1, glyph.y1), *glyph[5:])
                for glyph in drawn(page)
                if isinstance(glyph, Glyph)
            ]
            assert len(found) > 100
            assert found == expected
