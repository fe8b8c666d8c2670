"""Hostile files, made by code: each bends one thing that a reader of PDFs takes for granted.

``python -m tests.reliability.hostile FOLDER`` writes them all.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.hostile import GOOD, bomb, pages, pdf, slow, stream, text

_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _page(content: bytes, box: bytes = b"[0 0 595 842]", resources: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page; ``more`` are objects from number 6 on."""
    resources = resources or b"<</Font<</F 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %b/Resources %b/Contents 4 0 R>>" % (box, resources)
    return pdf(_CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, _HELVETICA, *more)


def _packed(data: bytes, times: int = 1, more: bytes = b"") -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%b]%b" % (b"/FlateDecode" * times, more))


def _shown(lines: int) -> bytes:
    return _packed(b"BT /F 2 Tf 0 800 Td " + b"(12 complaints) Tj 0 -0.008 Td " * lines + b"ET")


def _ruled(lines: int) -> bytes:
    """Strokes to and fro over the page."""
    strokes = (
        b"%d %d m %d %d l S" % (at * 7 % 595, at * 13 % 842, at * 11 % 595, at * 13 % 842) for at in range(lines)
    )
    return _packed(b"\n".join(strokes))


def _tables(count: int) -> bytes:
    """So many tables of one cell, each with a number in it."""
    cells = (b"%d %d 2 2 re S" % (at % 290 * 2, at // 290 * 3) for at in range(count))
    texts = (b"BT /F 1 Tf %d %d Td (1) Tj ET" % (at % 290 * 2, at // 290 * 3) for at in range(count))
    return _packed(b"\n".join([*cells, *texts]))


def _laughs(depth: int, width: int) -> bytes:
    """Forms that each show the next one so many times: a page of ``width ** depth`` forms."""
    first = 6
    forms = []
    for level in range(depth):
        inner = b"/X Do " * width if level < depth - 1 else b"BT /F 12 Tf (1) Tj ET"
        named = b"<</XObject<</X %d 0 R>>/Font<</F 5 0 R>>>>" % (first + level + 1)
        forms.append(stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources %b" % named))
    return _page(stream(b"/X Do"), b"[0 0 595 842]", b"<</XObject<</X %d 0 R>>>>" % first, *forms)


def _cid_font(widths: bytes, to_unicode: bytes) -> bytes:
    return _page(
        stream(b"BT /G 12 Tf 72 700 Td <00010002> Tj ET"),
        b"[0 0 595 842]",
        b"<</Font<</G 6 0 R>>>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/W %b/FontDescriptor 9 0 R>>" % widths,
        stream(to_unicode),
        b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 1 1]>>",
    )


def _nested(opening: bytes, closing: bytes, depth: int) -> bytes:
    return _page(text(*GOOD), b"[0 0 595 842]", b"<</Font<</F 5 0 R>>/A %b>>" % (opening * depth + closing * depth))


#: A number that is finite, but whose square is not.
_FAR = b"9" + b"0" * 200
_RANGES = b"/CIDInit/ProcSet findresource begin begincmap 1 beginbfrange %b endbfrange endcmap"

#: Every file with what makes it. A call, since some take a while to make.
FILES: dict[str, Callable[[], bytes]] = {
    # Much out of little
    "bomb": lambda: pages(bomb(300)),
    "bomb-in-a-bomb": lambda: _page(_packed(b" " * 300_000_000, 2)),
    "bomb-of-runs": lambda: _page(stream(b"\x81 " * 2_000_000 + b"\x80", b"/Filter/RunLengthDecode")),
    "predictor-of-a-wide-row": lambda: _page(
        _packed(b"BT ET", 1, b"/DecodeParms<</Predictor 15/Columns 1000000000/Colors 4/BitsPerComponent 8>>")
    ),
    "slow-page": lambda: pages(slow(400_000)),
    "100000-lines-of-text": lambda: _page(_shown(100_000)),
    "100000-strokes": lambda: _page(_ruled(100_000)),
    "100000-tables": lambda: _page(_tables(100_000)),
    "million-laughs": lambda: _laughs(6, 10),
    "10000-billion-laughs": lambda: _laughs(13, 10),
    "range-of-characters-without-end": lambda: _cid_font(b"[]", _RANGES % b"<00000000> <ffffffff> <00000000>"),
    "widths-without-end": lambda: _cid_font(b"[0 2000000000 500]", _RANGES % b"<0001> <0002> <0031>"),
    "pages-without-end": lambda: pages(*[text("one")] * 1200),
    "digits-without-end": lambda: pages(text(*GOOD, "We received " + "9" * 400 + " complaints at stage 2 in 2023-24.")),
    "years-without-end": lambda: pages(text(*GOOD, "In " + "2023/24 and " * 3000 + "we received 12 complaints.")),
    "words-without-end": lambda: pages(text(*GOOD, "We received " + "one hundred and " * 800 + "one complaints.")),
    # Round in circles
    "pages-in-a-circle": lambda: pdf(
        _CATALOGUE, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", b"<</Type/Pages/Kids[2 0 R]>>"
    ),
    "parent-in-a-circle": lambda: pdf(
        _CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 4 0 R>>",
        b"<</Type/Page/Parent 4 0 R>>",
        b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>",
    ),
    "form-in-itself": lambda: _page(
        stream(b"/X Do"),
        b"[0 0 595 842]",
        b"<</XObject<</X 6 0 R>>>>",
        stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
    ),
    "length-of-itself": lambda: _page(b"<</Length 4 0 R>>\nstream\nBT ET\nendstream"),
    "object-that-is-itself": lambda: _page(text(*GOOD), b"6 0 R", b"", b"6 0 R"),
    "table-of-contents-in-a-circle": lambda: pages(text(*GOOD)).replace(b"trailer<<", b"trailer<</Prev 9 "),
    # Too deep
    "arrays-in-arrays": lambda: _nested(b"[", b"]", 100_000),
    "dictionaries-in-dictionaries": lambda: _nested(b"<</A ", b">>", 50_000),
    "states-in-states": lambda: _page(_packed(b"q " * 300_000 + b"BT /F 9 Tf (1) Tj ET")),
    # Not as it should be
    "page-without-end": lambda: _page(text(*GOOD), b"[0 0 1000000000 1000000000]"),
    "page-without-size": lambda: _page(text(*GOOD), b"[0 0 0 0]"),
    "page-of-words": lambda: _page(text(*GOOD), b"[(a)(b)(c)(d)]"),
    "page-of-one-number": lambda: _page(text(*GOOD), b"[7]"),
    "far-away": lambda: _page(
        stream(b"BT /F 12 Tf %b -%b Td (12 complaints) Tj ET %b 0 0 1 re S" % (_FAR, _FAR, _FAR))
    ),
    "letters-of-a-mile": lambda: _page(stream(b"BT /F 1000000000 Tf 72 700 Td (12 complaints) Tj ET")),
    "letters-of-nothing": lambda: _page(stream(b"BT /F 0 Tf 72 700 Td (12 complaints) Tj ET")),
    "operators-without-operands": lambda: _page(stream(b"cm re m l c Td Tm Tj TJ Tf gs Do BI ID EI Q Q Q q " * 50)),
    "picture-without-end": lambda: _page(stream(b"BI /W 9999999 /H 9999999 /BPC 8 /CS /RGB ID " + b"\0" * 500)),
    "control-characters": lambda: pages(text(*GOOD, "\\000\\001\\033[2J\\377 12 complaints at stage 1 \\202\\216")),
    "cut": lambda: pages(text(*GOOD))[:500],
    "only-a-header": lambda: b"%PDF-1.7\n",
    "empty": lambda: b"",
    "a-web-page": lambda: b"<!DOCTYPE html><title>Not found</title>",
    "an-archive": lambda: b"PK\x03\x04" + bytes(500),
}

#: Files that take many seconds, or all the time there is: for the nightly run.
SLOW = {
    *("bomb-in-a-bomb", "slow-page", "100000-lines-of-text", "100000-strokes", "100000-tables", "million-laughs"),
    *("10000-billion-laughs", "range-of-characters-without-end", "widths-without-end", "object-that-is-itself"),
    *("states-in-states", "bomb"),
}


if __name__ == "__main__":
    for name, made in FILES.items():
        (Path(sys.argv[1]) / f"{name}.pdf").write_bytes(made())
