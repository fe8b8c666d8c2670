"""Cells: what numbers one cell of a table holds, and how they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from extractors.lexicon.match import fold
from schemas.codes import Unit

_NUMBER = r"£?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|£?\s?\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,/])(?P<sign>[+-]\s?)?(?P<number>{_NUMBER})(?P<scale>\s?[mk]\b)?(?P<percent>\s?%|\s?per\s?cent\b)?"
    r"(?P<days>\s?(?:working |calendar |school )?days?\b)?"
    r"(?P<time>\s?(?:weeks?|months?|hours?|hrs?|minutes?|mins?|years?)\b)?",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"(?<![\w./])(?P<part>\d[\d,]*)\s*(?:/|\bof\b|\bout of\b)\s*(?:the\s+)?(?P<base>\d[\d,]*)(?![\d/])", re.IGNORECASE
)
_BASE = re.compile(r"\b(?:out of|of|base)\s*[=:]?\s*(?P<base>\d[\d,]*)\b", re.IGNORECASE)
#: What the base of a share says that it counts: "64% of 176 answered".
_NAMED = re.compile(
    r"\s+(?:complaints |cases |those )?"
    r"(?P<label>(?:answer|respond|repli|clos|complet|conclud|decid|receiv)ed|answers|responses|replies)\b",
    re.IGNORECASE,
)
_SAMPLE = re.compile(r"\bn\s*[=:]\s*(?P<base>\d[\d,]*)\b", re.IGNORECASE)
_INLINE = re.compile(r"(?P<label>[A-Za-z][A-Za-z' /&()-]*?)\s*[:=-]\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%)?")
_NOTHING = re.compile(
    r"^[^\w%£]*(?:n\s?/?\s?a|nil|none|not (?:available|applicable|recorded|reported|known)|tbc)?[^\w%£]*$",
    re.IGNORECASE,
)
_SUPPRESSED = re.compile(r"(?:[<≤]|fewer than|less than|under|up to)\s*$", re.IGNORECASE)
#: "4% (down)", "up 12": how much a figure changed.
_CHANGED = re.compile(
    r"^\W*(?:up|down|increase|decrease|increased|decreased|rise|fall)\b|\(?\b(?:up|down|increase|decrease|rise|fall)\W*$|[▲▼↑↓]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:19|20)\d\d$|^(?P<first>(?:20)?\d\d)\s?[-/]\s?(?P<next>(?:20)?\d\d)$")
_MONTH = re.compile(
    r"^\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W{0,3}(?:20)?\d\d\W*$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"^[\W\d]*(?:stage|step|level|quarter|table|year|month|week|[qsh]|p|fy)\s*\d+\W*$", re.IGNORECASE
)
_RANGE = re.compile(
    r"^\W*(?:aged?|ages)?\s*\d{1,3}\s*(?:-|to)\s*\d{1,3}(?:\s*years?)?\W*$|^\W*\d{1,3}\s*(?:\+|and over|plus)\W*$",
    re.IGNORECASE,
)
_ONE_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d)?\d\d"
#: A date, or two: "01/04/2023 - 31/03/2024".
_DATE = re.compile(rf"^\W*{_ONE_DATE}(?:\s*(?:-|to|until)\s*{_ONE_DATE})?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{2,}")
#: Words that may stand beside a number in a cell of data without making the cell a label.
_PLAIN_WORDS = frozenset(
    [
        "total",
        "of",
        "out",
        "complaints",
        "complaint",
        "cases",
        "case",
        "in",
        "per",
        "cent",
        "percent",
        "days",
        "day",
        "working",
        "calendar",
        "met",
        "missed",
        "no",
        "yes",
        "upheld",
        "overall",
        "and",
        "the",
        "or",
        "average",
        "target",
        "approx",
        "circa",
        "year",
        "fewer",
        "less",
        "than",
        "under",
        "over",
        "base",
        "answered",
        "completed",
        "concluded",
        "closed",
        "decided",
        "held",
        "received",
        "responded",
        "replied",
        "replies",
        "responses",
        "answers",
        "up",
        "down",
        "increase",
        "decrease",
        "rise",
        "fall",
    ]
)
_SCALE = {"": 1.0, "k": 1e3, "m": 1e6}


class Role(StrEnum):
    """What a number of a cell is to the others."""

    VALUE = "value"
    BASE = "base"
    SAMPLE = "sample"
    CHANGE = "change"
    DURATION = "duration"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class Part:
    """One number of a cell, at characters ``start`` to ``end`` of its text; ``label`` where the cell names it.

    A ``SAMPLE`` stands as "n=37": whether it is the base of the percentage or the part of it, the rest of the
    table tells.
    """

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


def is_ratio(text: str) -> bool:
    """Whether a cell gives a part of a whole: "16/20", "338 of 382". "23/24" may be a year as well."""
    return _RATIO.fullmatch(fold(text).strip()) is not None


def is_year(text: str) -> bool:
    """Whether a cell is a year: "2023", "2023/24", "23-24"."""
    match = _YEAR.match(fold(text).strip())
    if match is None or match["first"] is None:
        return match is not None
    return (int(match["first"]) + 1) % 100 == int(match["next"]) % 100


def is_range(text: str) -> bool:
    """Whether a cell is a group of numbers, as of ages: "5-10", "65 and over". "16-17" may be a year as well."""
    return _RANGE.match(fold(text)) is not None


def is_numeric(text: str) -> bool:
    """Whether a cell is data: numbers with at most a few words that belong to them."""
    folded = fold(text).strip()
    if not re.search(r"\d", folded) or is_year(folded):
        return False
    if any(pattern.match(folded) for pattern in (_DATE, _MONTH, _NUMBERED)):
        return False
    if _inline(folded) or _pairs(folded):
        return True
    if not _FIGURE.search(folded) and not _RATIO.search(folded):
        return False
    return all(word.lower() in _PLAIN_WORDS for word in _WORD.findall(folded))


def _inline(text: str) -> list[Part]:
    """Parts with labels, as in "Upheld: 190 Not upheld: 77"; empty where the whole cell is not of that form."""
    found = list(_INLINE.finditer(text))
    if not found or re.search(r"[A-Za-z\d]", _INLINE.sub("", text)):
        return []
    return [
        Part(
            match.start("number"),
            match.end("number"),
            _value(match["number"]),
            Unit.PERCENT if match["percent"] else None,
            Role.SAMPLE if match["label"].lower() == "n" else Role.VALUE,
            label=match["label"].strip(),
        )
        for match in found
    ]


def is_listed(text: str) -> bool:
    """Whether a cell is a list of its own: "Upheld: 190 Not upheld: 77"."""
    return bool(_inline(fold(text).strip()))


#: What became of so many, told in the cell itself: "met 12 / missed 3", "12 upheld, 3 not upheld".
_BECAME = (
    r"(?:met|missed|in time|on time|within (?:time|target|limit)|late|overdue|(?:not |partly |partially |fully )?upheld"
    r"|withdrawn|open|closed|received|answered)"
)
_COUNTED = r"\d[\d,]*"
_PAIR_SEPARATOR = r"\s*(?:[/,;|]|\band\b|\u00b7)\s*"
_WORD_FIRST = re.compile(rf"(?P<label>{_BECAME})\s+(?P<number>{_COUNTED})", re.IGNORECASE)
_NUMBER_FIRST = re.compile(rf"(?P<number>{_COUNTED})\s+(?P<label>{_BECAME})", re.IGNORECASE)


def _pairs(text: str) -> list[Part]:
    """Parts each with a word of its own for what became of them; empty where the cell holds anything else."""
    for form in (_WORD_FIRST, _NUMBER_FIRST):
        found = list(form.finditer(text))
        between = [text[a.end() : b.start()] for a, b in pairwise(found)]
        whole = len(found) > 1 and not text[: found[0].start()].strip() and not text[found[-1].end() :].strip(" .")
        if whole and all(re.fullmatch(_PAIR_SEPARATOR, gap, re.IGNORECASE) for gap in between):
            return [
                Part(
                    match.start("number"),
                    match.end("number"),
                    _value(match["number"]),
                    None,
                    Role.VALUE,
                    label=match["label"],
                )
                for match in found
            ]
    return []


def parts(text: str) -> list[Part]:
    """The numbers of a cell, in order. Blanks, dashes and n/a give none."""
    folded = fold(text)
    if is_nothing(folded):
        return []
    offset = len(folded) - len(folded.lstrip())
    inline = _inline(folded.strip()) or _pairs(folded.strip())
    if inline:
        return [replace(part, start=part.start + offset, end=part.end + offset) for part in inline]
    return list(_figures(folded))


def _figures(text: str) -> Iterator[Part]:
    bases = {match.start("base") for pattern in (_RATIO, _BASE) for match in pattern.finditer(text)}
    samples = {match.start("base") for match in _SAMPLE.finditer(text)}
    for match in _FIGURE.finditer(_RATIO.sub(lambda ratio: ratio[0].replace("/", " "), text)):
        start = match.start("number") + len(match["number"]) - len(match["number"].lstrip())
        unit = Unit.PERCENT if match["percent"] else Unit.GBP if "£" in match["number"] else None
        named = _NAMED.match(text, match.end()) if start in bases else None
        yield Part(
            start,
            match.end("percent") if match["percent"] else match.end("number"),
            _value(match["number"]) * _SCALE[(match["scale"] or "").strip().lower()],
            unit,
            Role.VALUE if named else _role(match, text, start, bases, samples),
            label=named["label"] if named else "",
            bracketed="(" in text[max(0, start - 2) : start],
            decimals=len(match["number"].partition(".")[2]),
        )


def _role(match: re.Match[str], text: str, start: int, bases: set[int], samples: set[int]) -> Role:
    sign = (match["sign"] or "").strip()
    if _SUPPRESSED.search(text[: match.start()]):
        return Role.SUPPRESSED
    if _CHANGED.search(text) or sign == "+" or (sign == "-" and match.start() == 0):
        return Role.CHANGE
    if match["time"] or (match["days"] and not match["percent"] and "." not in match["number"]):
        return Role.DURATION
    if start in samples:
        return Role.SAMPLE
    return Role.BASE if start in bases else Role.VALUE
