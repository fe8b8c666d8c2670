"""Cells: what numbers one cell of a table holds, and how they belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from extractors.lexicon.match import fold
from schemas.codes import Unit

_NUMBER = r"£?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|£?\s?\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,/])(?P<sign>[+-]\s?)?(?P<number>{_NUMBER})(?P<scale>\s?[mk]\b)?(?P<percent>\s?%|\s?per\s?cent\b)?(?P<days>\s?(?:working |calendar |school )?days?\b)?(?P<time>\s?(?:weeks?|months?|hours?|hrs?|minutes?|mins?|years?)\b)?",
    re.I,
)
_RATIO = re.compile(rf"(?<![\w./])(?P<part>\d[\d,]*)\s*(?:/|\bof\b|\bout of\b)\s*(?:the\s+)?(?P<base>\d[\d,]*)(?![\d/])", re.I)
_BASE = re.compile(r"\(?\b(?:n|out of|of|base)\s*[=:]?\s*(?P<base>\d[\d,]*)\b\)?", re.I)
_INLINE = re.compile(r"(?P<label>[A-Za-z][A-Za-z' /&()-]*?)\s*[:=-]\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%)?")
_NOTHING = re.compile(r"^\W*(?:-+|n\s?/?\s?a|nil|none|not (?:available|applicable|recorded|reported)|tbc|\*+|\.+)?\W*$", re.I)
_SUPPRESSED = re.compile(r"^\s*[<≤]\s*\d+|fewer than|less than", re.I)
_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[-/]\s?(?:20)?\d\d)?$|^\d\d\s?[-/]\s?\d\d$")
_WORDS = re.compile(r"[A-Za-z]{2,}")
_PLAIN_WORDS = frozenset("total of out complaints complaint cases case in per cent percent days day working calendar met missed no yes upheld overall and the or average target approx circa year".split())


class Role(StrEnum):
    """What a number of a cell is to the others."""

    VALUE = "value"
    BASE = "base"
    CHANGE = "change"
    DURATION = "duration"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class Part:
    """One number of a cell, at characters ``start`` to ``end`` of its text; ``label`` where the cell names it."""

    start: int
    end: int
    value: float
    unit: Unit | None
    role: Role = Role.VALUE
    label: str = ""
    bracketed: bool = False
    decimals: int = 0


def _value(text: str) -> float:
    return float(re.sub(r"[^\d.]", "", text))


def is_nothing(text: str) -> bool:
    """Whether a cell holds no number on purpose: blank, dash, n/a."""
    return _NOTHING.match(fold(text)) is not None


def is_numeric(text: str) -> bool:
    """Whether a cell is data: numbers with at most a few words that belong to them."""
    folded = fold(text).strip()
    if not re.search(r"\d", folded) or _YEAR.match(folded):
        return False
    if _inline(folded):
        return True
    if not _FIGURE.search(folded) and not _RATIO.search(folded):
        return False
    words = [word.lower() for word in _WORDS.findall(folded)]
    if re.match(r"^[\W\d]*(?:stage|q|quarter|table|year|s|h)\s*\d\W*$", folded, re.I):
        return False
    return all(word in _PLAIN_WORDS for word in words)


def _inline(text: str) -> list[Part]:
    """"Upheld: 190 Not upheld: 77" as parts with labels; empty where the whole cell is not of that form."""
    found = list(_INLINE.finditer(text))
    rest = _INLINE.sub("", text)
    if not found or re.search(r"[A-Za-z\d]", rest):
        return []
    return [
        Part(
            match.start("number"),
            match.end("number"),
            _value(match["number"]),
            Unit.PERCENT if match["percent"] else None,
            label=match["label"].strip(),
        )
        for match in found
    ]


def parts(text: str) -> list[Part]:
    """The numbers of a cell, in order. Blanks, dashes and n/a give none."""
    folded = fold(text)
    if is_nothing(folded):
        return []
    inline = _inline(folded.strip())
    if inline:
        offset = len(folded) - len(folded.lstrip())
        return [Part(p.start + offset, p.end + offset, p.value, p.unit, p.role, p.label) for p in inline]
    bases = _base_spans(folded)
    found = []
    for match in _FIGURE.finditer(_ratio_spaced(folded)):
        role = Role.VALUE
        if _SUPPRESSED.match(folded[max(0, match.start() - 12) :]) or _SUPPRESSED.search(folded[: match.start()]):
            role = Role.SUPPRESSED
        elif match["sign"] and match["sign"].strip() in "+-" and (match["sign"].strip() == "+" or match.start() == 0):
            role = Role.CHANGE
        elif match["days"] and not match["percent"] and not re.search(r"\d\.\d", match["number"]):
            role = Role.DURATION
        elif match["time"]:
            role = Role.DURATION
        elif any(start <= match.start("number") < end for start, end in bases):
            role = Role.BASE
        unit = None
        if match["percent"]:
            unit = Unit.PERCENT
        elif match["number"].startswith("£"):
            unit = Unit.GBP
        scale = {"m": 1e6, "k": 1e3}.get((match["scale"] or "").strip().lower(), 1)
        end = match.end("percent") if match["percent"] else match.end("number")
        bracketed = "(" in folded[max(0, match.start() - 2) : match.start("number")]
        digits = match["number"].partition(".")[2]
        found.append(Part(match.start("number"), end, _value(match["number"]) * scale, unit, role, "", bracketed, len(digits)))
    return found


def _ratio_spaced(text: str) -> str:
    """"16/20" as "16 20", so that both numbers are seen; offsets keep."""
    return _RATIO.sub(lambda match: match[0].replace("/", " "), text)


def _base_spans(text: str) -> list[tuple[int, int]]:
    spans = [match.span("base") for match in _RATIO.finditer(text)]
    spans += [match.span("base") for match in _BASE.finditer(text)]
    return spans
