"""Content: the drawing instructions of a page, taken apart in one go where pdfminer would go letter by letter.

What they mean and what comes of them is pdfminer's as before; taking them apart was the longest part of its work. An
instruction that is not plain (an inline picture, a string with brackets in it, a broken number) leaves the whole to
pdfminer, so that there is one way only to understand what is unusual.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import ESC_STRING, KWD, LIT, PSKeyword, keyword_name

#: More bytes than these are taken apart bit by bit, to keep memory small.
LARGEST = 4_000_000
#: One token and the space behind it, by its group: whole number, other number, string, string in hexadecimal digits,
#: name, operator or word, opening and closing of an array and of a dictionary, comment.
_TOKEN = re.compile(
    rb"(?:([+-]?\d+(?![\d.]))|([+-]?(?:\d+\.\d*|\.\d+))|\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]*)>"
    rb"|/((?:[^#/%\[\]()<>{}\s]|#[0-9A-Fa-f]{2})*)(?!#)|([A-Za-z][^#/%\[\]()<>{}\s]*(?!#)|['\"])|(\[)|(\])|(<<)|(>>)|(%[^\r\n]*))\s*+",
    re.DOTALL,
)
_INTEGER, _REAL, _STRING, _HEX, _NAME, _WORD, _ARRAY, _ARRAY_END, _DICT, _DICT_END, _COMMENT = range(1, 12)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_NUMBERED = re.compile(rb"#(..)")
_SPACE = re.compile(rb"\s+")
_TRUTH = {b"true": True, b"false": False}
#: Begins a picture among the instructions, whose bytes are no tokens.
_INLINE_PICTURE = b"BI"


class Unusual(Exception):
    """Instructions that are left to pdfminer."""


def objects(data: bytes) -> list[Any]:
    """The operands and operators of a content stream in order, as pdfminer's own parser gives them.

    Raises:
        Unusual: there is something that pdfminer has its own way with.
    """
    outer: list[list[Any]] = []
    here: list[Any] = []
    end = len(data) - len(data.lstrip())
    for match in _TOKEN.finditer(data, end):
        if match.start() != end:
            raise Unusual
        end, kind = match.end(), match.lastindex
        if kind == _INTEGER:
            here.append(int(match[_INTEGER]))
        elif kind == _REAL:
            here.append(float(match[_REAL]))
        elif kind == _WORD:
            here.append(_word(match[_WORD], bool(outer)))
        elif kind == _HEX:
            here.append(_unhexed(match[_HEX]))
        elif kind == _STRING:
            here.append(_unescaped(match[_STRING]))
        elif kind == _NAME:
            here.append(_name(match[_NAME]))
        elif kind in (_ARRAY, _DICT):
            outer.append(here)
            here = [kind]
        elif kind in (_ARRAY_END, _DICT_END):
            whole = _closed(here, kind) if outer else None
            if whole is None:
                raise Unusual
            here = outer.pop()
            here.append(whole)
    if outer or end < len(data):
        raise Unusual
    return here


def _closed(items: list[Any], kind: int) -> list[Any] | dict[str, Any] | None:
    """An array or dictionary, whose items follow what opened it; None where that does not fit what closes it."""
    opening, *rest = items
    if opening == _ARRAY and kind == _ARRAY_END:
        return rest
    keys = rest[::2]
    if opening != _DICT or kind != _DICT_END or len(rest) % 2 or not all(hasattr(key, "name") for key in keys):
        return None
    return {key.name: value for key, value in zip(keys, rest[1::2], strict=True)}


@cache
def _word(word: bytes, is_inside: bool) -> PSKeyword | bool:
    truth = _TRUTH.get(word)
    if truth is not None:
        return truth
    if is_inside or word == _INLINE_PICTURE:
        raise Unusual
    return KWD(word)


@cache
def _name(name: bytes) -> Any:
    try:
        return LIT(_NUMBERED.sub(lambda match: bytes.fromhex(match[1].decode()), name).decode())
    except UnicodeDecodeError as error:
        raise Unusual from error


def _unhexed(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode())
    except ValueError:  # digits stand alone, or with a space between those of one byte
        digits = _SPACE.sub(b"", digits)
    if len(digits) % 2:
        raise Unusual
    return bytes.fromhex(digits.decode())


def _unescaped(string: bytes) -> bytes:
    return _ESCAPED.sub(_meant, string) if b"\\" in string else string


def _meant(match: re.Match[bytes]) -> bytes:
    if match[1] is None:
        code = ESC_STRING.get(match[2])
        return b"" if code is None else bytes((code,))
    if int(match[1], 8) > 255:
        raise Unusual
    return bytes((int(match[1], 8),))


class Interpreter(PDFPageInterpreter):
    """Carries out a page's instructions as pdfminer does, from tokens that are at hand."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the instructions of streams that belong together."""
        given = [stream_value(stream) for stream in streams]
        numbers = {stream.objid for stream in given if stream.objid is not None}
        # what has no number, or is being carried out already, pdfminer passes over with a warning
        if any(stream.objid is None for stream in given) or numbers & self.parent_stream_ids:
            super().execute(streams)
            return
        try:
            data = b"\n".join(stream.get_data() for stream in given)
            found = objects(data) if len(data) <= LARGEST else None
        except Unusual:
            found = None
        if found is None:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(numbers)
        for each in found:
            if type(each) is PSKeyword:
                self._carry_out(each)
            else:
                self.argstack.append(each)

    def _carry_out(self, operator: PSKeyword) -> None:
        method, operands = _method(operator)
        if method is None:
            return
        given = self.pop(operands)
        if len(given) == operands:
            method(self, *given)


@cache
def _method(operator: PSKeyword) -> tuple[Any, int]:
    """What of pdfminer carries out an operator, and how many operands it takes; None where nobody knows it."""
    name = str(keyword_name(operator)).replace("*", "_a").replace('"', "_w").replace("'", "_q")
    method = getattr(PDFPageInterpreter, f"do_{name}", None)
    return method, method.__code__.co_argcount - 1 if method else 0
