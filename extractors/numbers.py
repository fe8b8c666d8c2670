"""Numbers in text: figures, percentages, money and number words, each with its place.

Years, dates, stage numbers and the like are numbers here too: who reads a text masks them first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.words import any_of
from schemas.codes import Unit

_ONES = (
    "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen,"
    "sixteen, seventeen, eighteen, nineteen"
)
_TENS = "twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety"
#: One number word; longer words come first, so that "sixteen" is not read as "six".
_WORD = any_of(",".join(sorted(re.findall(r"\w+", f"{_ONES} {_TENS}"), key=len, reverse=True)))
#: Regular expression of a number in words, no capturing groups.
SPELLED = (
    rf"(?:a\s+hundred\s+and\s+)?{_WORD}"
    rf"(?:[\s-]+(?:hundred|thousand)|[\s-]+(?:and\s+)?{_WORD}(?![a-z]))*\b"
)

#: What a figure's scale multiplies it by.
_SCALES = {"": 1, "k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_FIGURE = re.compile(
    r"""(?<![\w.,/£$€#-])
    (?P<sign>£\s?)?
    (?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d+)
    (?P<decimals>\.\d+)?
    (?P<scale>\s?(?:million|m|bn|billion|k)\b)?
    (?P<percent>\s?%|\s?per\s?cent\b|\s?percent\b)?
    (?!\d|[A-Za-z]|\.\d)""",
    re.I | re.X,
)
_PER_1000 = re.compile(
    r"^\s*(?:(?:new|formal|stage \w+|corporate) )*(?:complaints? )?"
    r"(?:(?:were |was )?(?:received|made|registered|recorded) )?(?:per|for (?:every|each)) (?:1,000|1000|thousand)\b",
    re.I,
)
_SPELLED = re.compile(rf"(?<![\w-]){SPELLED}(?P<percent>\s+per\s?cent\b)?(?!-)", re.I)
_PERCENT_WORDS = re.compile(r"\s+per\s?cent$", re.I)
_FRACTION_AFTER = re.compile(
    rf"[\s-]*{any_of('thirds?, quarters?, fifths?, tenths?, halves, half, eighths?, sixths?')}\b", re.I
)
#: "One" before these words is an article or a pronoun.
_ARTICLE_ONE = re.compile(
    rf"\bone\s+{any_of('of the (most|main|key|biggest), another, or other, way, thing, side')}"
    rf"|\bone\s+{any_of('team, who, that, named, person, hand, stop, page, central, place, single, year')}\b",
    re.I,
)
#: "The old one": a pronoun too.
_PRONOUN_ONE = re.compile(
    r"\b(?:old|older|new|newer|former|latter|previous|original|existing|current|right|wrong|same|next|this|that|which"
    r"|every|each|any|no|better|larger|smaller|similar|good|bad)\s+$",
    re.I,
)
#: The longest of these words, with a space or two.
_WORD_LENGTH = 12
_ZERO_WORDS = re.compile(r"\b(?:none|zero|nil)\b(?! of the above)", re.I)


@dataclass(frozen=True)
class Number:
    """A number in a text: characters ``start`` to ``end``, its value, and its unit where the number shows it.

    ``decimals`` counts the digits behind the point; ``spelled``: it is in words.
    """

    start: int
    end: int
    value: float
    unit: Unit | None = None
    decimals: int = 0
    spelled: bool = False


@lru_cache(maxsize=4096)
def value_of_words(words: str) -> float | None:
    """The value of a number in words, "forty-three" as 43; None for what is no number in words."""
    from text_to_num import text2num

    plain = re.sub(r"[\s-]+", " ", words.lower()).strip()
    try:
        return float(text2num(re.sub(r"^a\b", "one", plain), "en"))
    except (ValueError, KeyError, AttributeError):
        return None


def find_numbers(text: str) -> list[Number]:
    """The numbers of a text, in order. "One third", "one of the main" and the like are none."""
    figures = _figures(text)
    words = [n for n in _words(text) if all(n.end <= f.start or n.start >= f.end for f in figures)]
    zeros = [Number(m.start(), m.end(), 0.0, spelled=True) for m in _ZERO_WORDS.finditer(text)]
    return sorted([*figures, *words, *zeros], key=lambda number: number.start)


def _figures(text: str) -> list[Number]:
    found = []
    for match in _FIGURE.finditer(text):
        decimals = match["decimals"] or ""
        value = float(match["digits"].replace(",", "") + decimals) * _SCALES[(match["scale"] or "").strip().lower()]
        unit = None
        if match["percent"]:
            unit = Unit.PERCENT
        elif match["sign"]:
            unit = Unit.GBP
        elif _PER_1000.match(text[match.end() :]):
            unit = Unit.PER_1000
        found.append(Number(match.start(), match.end(), value, unit, len(decimals.lstrip("."))))
    return found


def _words(text: str) -> list[Number]:
    found = []
    for match in _SPELLED.finditer(text):
        if _FRACTION_AFTER.match(text[match.end() :]) or _ARTICLE_ONE.match(text[match.start() :]):
            continue
        if match[0].lower() == "one" and _PRONOUN_ONE.search(text[: match.start()][-_WORD_LENGTH:]):
            continue
        words = _PERCENT_WORDS.sub("", match[0])
        unit = Unit.PERCENT if match["percent"] else None
        for start, end in _separate(words):
            value = value_of_words(words[start:end])
            if value is not None:
                last = match.start() + end if end < len(words) else match.end()
                found.append(Number(match.start() + start, last, value, unit, spelled=True))
    return found


def _separate(words: str) -> list[tuple[int, int]]:
    """Where the numbers of some number words stand: "three and two" is two of them, "one hundred and two" one."""
    linked = re.search(r"\sand\s", words, re.I) and not re.search(r"hundred|thousand", words, re.I)
    if value_of_words(words) is not None and not linked:
        return [(0, len(words))]
    return [match.span() for match in re.finditer(rf"{_WORD}(?:-{_WORD})?\b", words, re.I)]
