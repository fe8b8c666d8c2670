"""Damage: a good PDF becomes a bad one, the same one for the same seed.

A file is taken apart into its objects with their streams unpacked, so that damage reaches what they say and not only
their compression; then it is put together again, with a table of contents that fits.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.S)
_STREAM = re.compile(rb"(?P<head>.*?)\s*stream\r?\n(?P<body>.*?)\r?\n?endstream", re.S)
_NUMBER = re.compile(rb"(?<![\w.#/-])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z]\w*")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")

#: Numbers that programs do not expect.
EXTREMES = (
    b"0", b"-0", b"-1", b"1e9", b"0.000001", b"65536", b"2147483648", b"-2147483649", b"99999999999999999999",
    b"1000000", b"-1000000", b"3", b".", b"-", b"--5", b"1.2.3", b"null", b"true", b"()", b"[]", b"<<>>",
)  # fmt: skip

#: Operators of page content, drawn at random into places where they make no sense.
OPERATORS = (
    b"q Q cm re m l c h S s f f* B W n BT ET Tf Td TD Tm T* Tj TJ ' \" Tc Tw Tz TL Ts Tr Do gs BI ID EI d0".split()
)


@dataclass
class Parts:
    """The objects of a PDF by number: each as its dictionary, and its stream unpacked where it has one."""

    heads: dict[int, bytes]
    bodies: dict[int, bytes]
    root: bytes


def take_apart(pdf: bytes) -> Parts:
    """The objects of a PDF that is in order and has no object streams."""
    parts = Parts({}, {}, b"1 0 R")
    for match in _OBJECT.finditer(pdf):
        number, content = int(match[1]), match[2]
        stream = _STREAM.fullmatch(content)
        parts.heads[number] = stream["head"] if stream else content
        if stream:
            parts.bodies[number] = stream["body"]
            _unpack(parts, number)
    root = re.search(rb"/Root (\d+ 0 R)", pdf)
    if root:
        parts.root = root[1]
    return parts


def _unpack(parts: Parts, number: int) -> None:
    head, body = parts.heads[number], parts.bodies[number]
    filters = re.search(rb"/Filter\s*(\[.*?\]|/\w+)", head)
    if not filters or b"DecodeParms" in head:
        return
    for name in re.findall(rb"/(\w+)", filters[1]):
        if name == b"ASCII85Decode":
            body = base64.a85decode(body.strip().removesuffix(b"~>"))
        elif name == b"FlateDecode":
            body = zlib.decompress(body)
        else:
            return
    parts.heads[number] = head.replace(filters[0], b"")
    parts.bodies[number] = body


def put_together(parts: Parts) -> bytes:
    """A PDF of these objects."""
    pdf = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, head in sorted(parts.heads.items()):
        places[number] = len(pdf)
        pdf += b"%d 0 obj\n" % number
        body = parts.bodies.get(number)
        if body is not None:
            head = re.sub(rb"/Length \d+(?: 0 R)?", b"/Length %d" % len(body), head)
            pdf += head + b"\nstream\n" + body + b"\nendstream"
        else:
            pdf += head
        pdf += b"\nendobj\n"
    start, size = len(pdf), max(places, default=0) + 1
    pdf += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        pdf += b"%d 1\n%010d 00000 n \n" % (number, place)
    return bytes(pdf) + b"trailer\n<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, parts.root, start)


def mutated(pdfs: Sequence[bytes], seed: int) -> bytes:
    """One of the PDFs with one to six damages."""
    random = Random(seed)
    pdf = random.choice(pdfs)
    if random.random() < 0.25:
        for _ in range(random.randint(1, 4)):
            pdf = random.choice((_flip, _cut, _double, _fill))(pdf, random)
        return pdf
    parts = take_apart(pdf)
    for _ in range(random.randint(1, 6)):
        random.choice(DAMAGES)(parts, random)
    return put_together(parts)


# Damage to bytes -------------------------------------------------------------------------------------


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 20)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    start, end = sorted((random.randint(0, len(data)), random.randint(0, len(data))))
    return data[:start] + data[end:] if random.random() < 0.7 else data[:start]


def _double(data: bytes, random: Random) -> bytes:
    start, end = sorted((random.randint(0, len(data)), random.randint(0, len(data))))
    return data[:end] + data[start : min(end, start + 5000)] * random.choice((1, 2, 20)) + data[end:]


def _fill(data: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return (
        data[:at]
        + random.choice((b"\0", b"<<", b"[", b"(", b"endobj\n", b"\xff")) * random.choice((1, 40, 3000))
        + data[at:]
    )


# Damage to objects -----------------------------------------------------------------------------------


def _replaced(pattern: re.Pattern[bytes], text: bytes, by: Callable[[bytes], bytes], random: Random) -> bytes:
    places = list(pattern.finditer(text))
    if not places:
        return text
    match = random.choice(places)
    return text[: match.start()] + by(match[0]) + text[match.end() :]


def _number(parts: Parts, random: Random) -> None:
    at = random.choice(list(parts.heads))
    parts.heads[at] = _replaced(_NUMBER, parts.heads[at], lambda _: random.choice(EXTREMES), random)


def _name(parts: Parts, random: Random) -> None:
    at = random.choice(list(parts.heads))
    names = _NAME.findall(b"".join(parts.heads.values()))
    parts.heads[at] = _replaced(_NAME, parts.heads[at], lambda _: random.choice(names), random)


def _reference(parts: Parts, random: Random) -> None:
    at = random.choice([number for number, head in parts.heads.items() if _REFERENCE.search(head)])
    target = b"%d 0 R" % random.choice([*parts.heads, at, 9999])
    parts.heads[at] = _replaced(_REFERENCE, parts.heads[at], lambda _: target, random)


def _value(parts: Parts, random: Random) -> None:
    """A reference takes the place of a number, or the other way round."""
    at = random.choice(list(parts.heads))
    parts.heads[at] = _replaced(
        _NUMBER, parts.heads[at], lambda _: b"%d 0 R" % random.choice(list(parts.heads)), random
    )


def _lost(parts: Parts, random: Random) -> None:
    at = random.choice(list(parts.heads))
    parts.heads.pop(at)
    parts.bodies.pop(at, None)
    parts.heads.setdefault(at, random.choice((b"null", b"<<>>", b"[]", b"(lost)", b"0")))


def _bent(parts: Parts, random: Random) -> None:
    """Bytes of an object changed, not its streams."""
    at = random.choice(list(parts.heads))
    parts.heads[at] = random.choice((_flip, _cut))(parts.heads[at], random)


# Damage to page content ------------------------------------------------------------------------------


def _content(parts: Parts, random: Random) -> int | None:
    """A stream with page content."""
    pages = [number for number, body in parts.bodies.items() if b" Tj" in body or b" re" in body or b" TJ" in body]
    return random.choice(pages) if pages else None


def _operand(parts: Parts, random: Random) -> None:
    at = _content(parts, random)
    if at is not None:
        for _ in range(random.choice((1, 3, 50))):
            parts.bodies[at] = _replaced(_NUMBER, parts.bodies[at], lambda _: random.choice(EXTREMES), random)


def _operator(parts: Parts, random: Random) -> None:
    at = _content(parts, random)
    if at is not None:
        lines = parts.bodies[at].split(b"\n")
        for _ in range(random.choice((1, 5, 30))):
            operands = b" ".join(
                random.choice((*EXTREMES, b"12", b"(ab)", b"/F1")) for _ in range(random.randint(0, 6))
            )
            lines.insert(random.randint(0, len(lines)), operands + b" " + random.choice(OPERATORS))
        parts.bodies[at] = b"\n".join(lines)


def _lines(parts: Parts, random: Random) -> None:
    """Lines of page content lost, repeated, or mixed."""
    at = _content(parts, random)
    if at is not None:
        lines = parts.bodies[at].split(b"\n")
        start, end = sorted((random.randint(0, len(lines)), random.randint(0, len(lines))))
        chosen = lines[start:end][:400]
        kind = random.choice(("lost", "repeated", "mixed"))
        if kind == "mixed":
            random.shuffle(chosen)
        times = {"lost": 0, "repeated": random.choice((2, 20)), "mixed": 1}[kind]
        parts.bodies[at] = b"\n".join(lines[:start] + chosen * times + lines[start + len(chosen) :])


def _text(parts: Parts, random: Random) -> None:
    """What is printed becomes something else: long, empty, full of digits, of control characters."""
    at = _content(parts, random)
    if at is not None:
        texts = (
            b"",
            b"9" * 300,
            b"1,000 " * 50,
            b"2023/24 " * 40,
            b"\\000\\001\\377" * 20,
            b"Stage 1 ",
            b"%" * 40,
            b"- ",
        )
        shown = re.compile(rb"\((?:[^()\\]|\\.)*\)")
        for _ in range(random.choice((1, 10, 100))):
            parts.bodies[at] = _replaced(shown, parts.bodies[at], lambda _: b"(" + random.choice(texts) + b")", random)


def _bytes(parts: Parts, random: Random) -> None:
    if parts.bodies:
        at = random.choice(list(parts.bodies))
        parts.bodies[at] = random.choice((_flip, _cut, _double, _fill))(parts.bodies[at], random)


DAMAGES = (
    *(_number, _name, _reference, _value, _lost, _bent),
    *(_operand, _operand, _operator, _lines, _lines, _text, _text, _bytes),
)  # fmt: skip
