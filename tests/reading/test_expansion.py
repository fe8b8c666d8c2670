from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest
from pdfminer import pdftypes
from pdfminer.lzw import lzwdecode
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT
from pdfminer.runlength import rldecode

from extractors.reading import expansion
from extractors.reading.expansion import TooLarge


@pytest.fixture(autouse=True)
def _bounded() -> Iterator[None]:
    """One megabyte, and pdfminer as it was afterwards."""
    names = ("zlib", "lzwdecode", "rldecode")
    before = {name: getattr(pdftypes, name) for name in names}
    expansion.bound(1)
    yield
    for name, value in before.items():
        setattr(pdftypes, name, value)


def unpacked(data: bytes, *filters: str) -> bytes:
    names = [LIT(name) for name in filters]
    return PDFStream({"Filter": names, "Length": len(data)}, data).get_data()


#: 0xFF repeats the next byte twice, 0x81 128 times; 0x80 ends.
RUNS = b"\x02abc\xffx\x80rest"


@pytest.mark.parametrize("size", [0, 10, 1_000_000])
def test_streams_within_bounds_are_whole(size: int) -> None:
    data = b"7" * size
    assert unpacked(zlib.compress(data), "FlateDecode") == data


def test_a_stream_that_unpacks_to_more_is_refused() -> None:
    packed = zlib.compress(b"7" * 1_000_001)
    with pytest.raises(TooLarge, match="more than 1 MB"):
        unpacked(packed, "FlateDecode")
    with pytest.raises(TooLarge):
        unpacked(zlib.compress(packed), "FlateDecode", "FlateDecode")
    with pytest.raises(TooLarge):
        unpacked(packed[:-4] + b"oops", "FlateDecode")


def test_a_damaged_stream_gives_what_it_can() -> None:
    packed = zlib.compress(b"The rest of this stream is missing. " * 50)
    assert unpacked(packed[:-6], "FlateDecode").startswith(b"The rest of this stream")


@pytest.mark.parametrize("data", [RUNS, b"\x00a\x81b\x80", b""])
def test_runs_unpack_as_pdfminer_unpacks_them(data: bytes) -> None:
    assert unpacked(data, "RunLengthDecode") == rldecode(data)


def test_runs_are_bounded() -> None:
    with pytest.raises(TooLarge):
        unpacked(b"\x81x" * 8_000, "RunLengthDecode")


def test_lzw_is_bounded() -> None:
    small = bytes.fromhex("800b6050220c0c8501")
    assert unpacked(small, "LZWDecode") == lzwdecode(small) == b"-----A---B"
    # After "clear", a code that is not there yet stands for the last text and its first letter.
    codes = [256, 65, *range(258, 1800)]
    with pytest.raises(TooLarge):
        unpacked(lzw(codes), "LZWDecode")


def lzw(codes: list[int]) -> bytes:
    """Codes of 9 bits, 10 from the 253rd entry of the table, and so on, as bytes."""
    bits, width, entries = "", 9, 258
    for place, code in enumerate(codes):
        bits += f"{code:0{width}b}"
        entries += place >= 2
        width = 9 if entries < 511 else 10 if entries < 1023 else 11
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")
