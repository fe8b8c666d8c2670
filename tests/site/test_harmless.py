from __future__ import annotations

import csv
import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.site.harmless import Harmless
from pipeline.site.inline import strict

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=8)
DANGEROUS = ("=", "+", "-", "@", "\t", "\n")


def through(content: bytes, *cuts: int) -> list[list[str]]:
    """The rows that come out when the CSV comes in pieces."""
    passing = Harmless()
    edges = sorted({0, len(content), *(cut % (len(content) + 1) for cut in cuts)})
    pieces = [content[start:end] for start, end in pairwise(edges)]
    out = b"".join(passing.feed(piece, False) for piece in pieces) + passing.feed(b"", True)
    return list(csv.reader(io.StringIO(out.decode(), newline="")))


def written(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5), st.lists(st.integers(0, 10_000), max_size=6))
def test_in_whatever_pieces_it_comes(rows: list[list[str]], cuts: list[int]) -> None:
    content = written(rows)
    out = through(content, *cuts)
    assert out == through(content)
    assert [len(row) for row in out] == [len(row) for row in csv.reader(io.StringIO(content.decode(), newline=""))]
    for row in out:
        for cell in row:
            assert not cell.startswith(DANGEROUS) or cell.lstrip("+-")[:1].isdigit()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        ("-1e5", "-1e5"),
        ("-", "'-"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("plain, with “quotes”", "plain, with “quotes”"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_cells(cell: str, expected: str) -> None:
    assert through(written([["before", cell, "behind"]])) == [["before", expected, "behind"]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<script>x()</script>", '<script nonce="{{ nonce }}">x()</script>'),
        ('<style media="print">', '<style nonce="{{ nonce }}" media="print">'),
        ('<script src="{{ x }}" defer></script>', '<script src="{{ x }}" defer></script>'),
        ('<h1 class="a" style="color: red" id="b">', '<h1 class="a" id="b">'),
        ("<scripture>", "<scripture>"),
        ('<p>style="none"</p>', '<p>style="none"</p>'),
    ],
)
def test_templates_fit_the_policy(source: str, expected: str) -> None:
    assert strict(source) == expected
