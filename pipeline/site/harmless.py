"""Harmless: CSV on its way to a reader, its texts such that no spreadsheet takes them for formulas."""

from __future__ import annotations

import codecs
import csv
import io
import re

from pipeline.spreadsheet import harmless

# As long as any cell of a database may be.
csv.field_size_limit(10_000_000)

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)


class Harmless:
    """Takes CSV in pieces as they come, and gives it back in whole records."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._waiting = ""
        self._inside = False

    def feed(self, piece: bytes, last: bool) -> bytes:
        """What of the CSV is complete once ``piece`` has come; all that is left where it is the ``last``."""
        text = self._decode(piece, last)
        whole = self._whole(text)
        if last or whole:
            end = len(text) if last else whole
            records, self._waiting = self._waiting + text[:end], text[end:]
            return _rewritten(records)
        self._waiting += text
        return b""

    def _whole(self, text: str) -> int:
        """Where the last whole record of a new piece ends: behind a line end outside quotation marks; 0 if nowhere."""
        place = whole = 0
        for between in text.split('"'):
            if not self._inside and (end := between.rfind("\n")) >= 0:
                whole = place + end + 1
            place += len(between) + 1
            self._inside = not self._inside
        self._inside = not self._inside  # There is one mark less than there are parts.
        return whole


def _rewritten(records: str) -> bytes:
    written = io.StringIO()
    rows = csv.reader(io.StringIO(records, newline=""))
    csv.writer(written).writerows([_safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode()


def _safe(cell: str) -> str:
    return cell if _NUMBER.fullmatch(cell) else str(harmless(cell))
