"""Hostile files, made by code: small PDFs that take long, unpack to much, or are not what they say."""

from __future__ import annotations

import zlib


def pdf(*objects: bytes) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is the catalogue."""
    parts, offsets, at = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, 1):
        offsets.append(at)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        at += len(parts[-1])
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    parts.append(b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at))
    return b"".join(parts)


def stream(data: bytes, filters: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (filters, len(data), data)


def pages(*contents: bytes) -> bytes:
    """A PDF with a page for each content stream."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * place) for place in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for place, content in enumerate(contents):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
        objects += [page % (first + 2 * place + 1), content]
    return pdf(*objects)


def text(*lines: str) -> bytes:
    """A content stream with lines of text."""
    shown = b" ".join(b"(%b) Tj 0 -20 Td" % line.encode() for line in lines)
    return stream(b"BT /F 12 Tf 72 760 Td " + shown + b" ET")


def bomb(megabytes: int) -> bytes:
    """A content stream that unpacks to so many megabytes of blanks."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    return stream(packed, b"/Filter/FlateDecode")


def slow(characters: int) -> bytes:
    """A content stream that shows one character so many times: seconds of work in a few kilobytes."""
    return stream(
        zlib.compress(b"BT /F 12 Tf " + b"1 0 0 1 72 700 Tm (9) Tj " * characters + b"ET", 9), b"/Filter/FlateDecode"
    )


#: A report of one page in which one figure can be read.
GOOD = (
    "Exampleshire County Council",
    "Annual complaints report 2023-24",
    "We received 123 complaints at stage 1 in 2023-24.",
)
