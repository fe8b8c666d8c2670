"""Expansion: how much the compressed streams of a PDF may unpack to, so that a small file cannot fill the memory.

pdfminer unpacks a stream whole, whatever comes of it, and has no setting for that: its decoders are replaced here.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder

_MEGABYTE = 1_000_000


class TooLarge(Exception):
    """A stream unpacks to more than is allowed."""


def bound(megabytes: int) -> None:
    """Let no stream of any PDF that this process reads unpack to more; one that does raises ``TooLarge``."""
    most = megabytes * _MEGABYTE
    library: Any = pdftypes
    library.zlib = _Zlib(most)
    library.lzwdecode = _bounded(_unpacked_lzw, most)
    library.rldecode = _bounded(_unpacked_runs, most)


class _Zlib:
    """What pdfminer uses of the module ``zlib``, within bounds."""

    error = zlib.error

    def __init__(self, most: int) -> None:
        self._most = most

    def decompress(self, data: bytes) -> bytes:
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(data, self._most + 1)
        if len(unpacked) > self._most:
            raise _too_large(self._most)
        if not unpacker.eof:
            raise zlib.error("incomplete or truncated stream")
        return unpacked

    def decompressobj(self) -> _Unpacker:
        """For streams that are damaged, which pdfminer unpacks byte by byte."""
        return _Unpacker(self._most)


class _Unpacker:
    def __init__(self, most: int) -> None:
        self._most, self._left = most, most
        self._unpacker = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes:
        unpacked = self._unpacker.decompress(data, self._left + 1)
        self._left -= len(unpacked)
        if self._left < 0:
            raise _too_large(self._most)
        return unpacked


def _bounded(pieces: Callable[[bytes], Iterator[bytes]], most: int) -> Callable[[bytes], bytes]:
    """A decoder that gives up once it has unpacked more than ``most`` bytes."""

    def decode(data: bytes) -> bytes:
        unpacked = bytearray()
        for piece in pieces(data):
            unpacked += piece
            if len(unpacked) > most:
                raise _too_large(most)
        return bytes(unpacked)

    return decode


def _unpacked_lzw(data: bytes) -> Iterator[bytes]:
    return LZWDecoder(BytesIO(data)).run()


def _unpacked_runs(data: bytes) -> Iterator[bytes]:
    """Runs as the PDF reference has them: n < 128 copies n + 1 bytes, n > 128 repeats one byte 257 - n times."""
    at = 0
    while at < len(data) and data[at] != 128:
        length = data[at]
        if length < 128:
            yield data[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            yield data[at + 1 : at + 2] * (257 - length)
            at += 2


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"a stream unpacks to more than {most // _MEGABYTE} MB")
