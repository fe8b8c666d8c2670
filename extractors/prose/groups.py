"""Groups: the numbers of a sentence that count, and which of them say one thing together.

"48 (26%)", "26% (48)", "58% (or 36 complaints)", "925 cases, or 50%," and "16 of the 34 (47%)" are one
group each: a count, the same as a percentage, and the base of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.lexicon.match import Span
from extractors.limits import Limit
from extractors.numbers import Number, find_numbers
from extractors.periods import Period
from schemas.codes import Unit

_REFERENCE = re.compile(
    r"(?:\b(?:tables?|figures?|fig|charts?|sections?|paragraphs?|paras?|pages?|pp?|parts?|appendix|appendices|annex|schedule|item|agenda|chapter|regulations?|sections|clauses?|"
    r"article|version|no|indicator|kpi|ward|floor|block|room|question|q|principle|provision|code|case|grade|band|level|step|tier|form|act|line|note|type|option|group|step|phase|priority|category|ref)\.?|[§#])\s*\(?$",
    re.I,
)
_ORDINAL_AFTER = re.compile(r"^(?:st|nd|rd|th)\b", re.I)
_RANGE_BEFORE = re.compile(r"\d\s?-\s?$|\d\s+(?:to|and)\s+$(?<=years and )")
_RANGE_AFTER = re.compile(r"^\s?-\s?\d")
_AGE = re.compile(
    r"\b(?:aged?(?: between)?|ages|(?:children|people|those|persons|adults|anyone|residents|were|was|and) (?:aged )?(?:under|over|between)|under|over the age of)\s+(?:\d+\s+(?:to|and|-)\s+)?$",
    re.I,
)
_RATIO_AFTER = re.compile(
    r"^\s+(?:in|out of)\s+(?:every\s+)?(?:two|three|four|five|six|eight|ten|twenty)\b(?!\s+cases)", re.I
)
_RATIO_BEFORE = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out of)\s+(?:every\s+)?$", re.I)
_STAGES = re.compile(r"\bstages?\s+(?:\d|one|two)\s*(?:and|&|to|or|-)\s*(?:\d|two|three)\b(?:\s*(?:and|&)\s*(?:\d|three)\b)?", re.I)
_LIST_MARK = re.compile(r"^\s*\(?$")
_UNIT_AFTER = re.compile(
    r"^[\s-]*(?:(?:working|calendar|school|clear|consecutive|full|more|or so|further)[\s-]+)*(?:days?|weeks?|months?|hours?|hrs?|minutes?|mins?|seconds?|years?(?:\s+old|-old)?|miles?|km|metres?|tonnes?|pages?|percentage points?|% points?|points?\b|pence|p\b|times\b|o'clock|am\b|pm\b|fold\b|words\b|quarters?\b(?! of)|stages?\b(?! (?:[123]|one|two|three)\b)|stage procedure|per\s?cent points)",
    re.I,
)
_NP = r"(?:\s+[a-z'/-]+(?:\s+[a-z0-9'/-]+){0,5})?"
_PAREN_PAIR = re.compile(
    rf"^{_NP}\s*[(\[]\s*(?:or|i\.e\.,?|that is,?|which is|equivalent to|representing|equal to|=|n\s?=)?\s*(?:about|around|just|only|some|a total of)?\s*$",
    re.I,
)
_COMMA_PAIR = re.compile(
    rf"^{_NP}\s*,?\s*(?:or|which is|i\.e\.,?|that is,?|equivalent to|representing|equating to|which represents|which equates to|making|equal to|a rate of|at a rate of|giving|-)\s+(?:just |about |around |only |some |a rate of |an uphold rate of |a share of )?$",
    re.I,
)
_OF_PAIR = re.compile(
    rf"^{_NP}\s*(?:of|out of|from)\s+(?:(?:the|those|these|our|its|their|all|this|year's|a|total|only|just|year)\s+)*(?:stage (?:1|2|3|one|two|three) )?$",
    re.I,
)
_WHAT_IS_BASE = re.compile(
    r"^\s*(?:of|out of|from)\b|\b(?:of|out of)\s+(?:(?:the|those|these|our|its|their|all|this|year's|a|total)\s+)*$",
    re.I,
)


@dataclass
class Group:
    """Numbers that say one thing: a count, its percentage, the base; ``start`` to ``end`` in the sentence."""

    numbers: list[Number]
    base: Number | None = None
    start: int = 0
    end: int = 0
    open_base: bool = False
    note: str = field(default="")

    @property
    def first(self) -> Number:
        """The number that comes first."""
        return self.numbers[0]

    def with_unit(self, unit: Unit | None) -> Number | None:
        """The group's number of a unit (None: a plain count)."""
        return next((number for number in self.numbers if number.unit is unit), None)


def counting_numbers(
    text: str, spans: Sequence[Span], periods: Sequence[Period], durations: Sequence[Limit]
) -> list[Number]:
    """The numbers of a sentence that may count something: not years, stages, references, durations."""
    masks = [(p.start, p.end) for p in periods if p.shift is None]
    masks += [
        (s.start, s.end)
        for s in spans
        if s.tag in ("stage", "per_1000") and re.search(r"\d|one|two|three|i", s.text, re.I)
    ]
    masks += [(d.start, d.end) for d in durations]
    masks += [match.span() for match in _STAGES.finditer(text)]
    found = []
    for number in find_numbers(text):
        if any(start < number.end and number.start < end for start, end in masks):
            continue
        before, after = text[: number.start], text[number.end :]
        if number.unit is None and not number.spelled and _REFERENCE.search(before):
            continue
        if _ORDINAL_AFTER.match(after) or _UNIT_AFTER.match(after) and number.unit is None:
            continue
        if number.unit is None and number.decimals and not re.match(r"\s*(?:days|working)", after):
            continue
        if (
            _RANGE_BEFORE.search(before)
            or re.match(r"^\s+(?:or|and) (?:over|under|above|older|younger)\b", after)
            or _RANGE_AFTER.match(after)
            or _AGE.search(before)
            and re.match(r"(?!\s+complaints?)", after)
        ):
            continue
        if (
            re.search(r"\ball but\s+$", before, re.I)
            or number.spelled
            and (_RATIO_AFTER.match(after) or _RATIO_BEFORE.search(before))
        ):
            continue
        if (
            number.value >= 1000
            and not number.spelled
            and "," not in text[number.start : number.end]
            and re.match(r"\s*\d{3}\b", after)
        ):
            continue
        if re.search(r"\b(?:million|billion)\b", text[number.start : number.end], re.I):
            continue
        found.append(number)
    return found


def group_numbers(text: str, numbers: Sequence[Number], barriers: Sequence[int] = ()) -> list[Group]:
    """Numbers joined into groups, in order."""
    groups: list[Group] = []
    for number in numbers:
        last = groups[-1] if groups else None
        between = text[last.end : number.start] if last else ""
        if last is not None and not re.search(r"[;:]", between):
            joined = _joined(text, last, number, between)
            if joined:
                continue
        groups.append(Group([number], start=number.start, end=number.end))
    return groups


def _joined(text: str, group: Group, number: Number, between: str) -> bool:
    """Whether a number belongs to the group before it, which then takes it in."""
    units = {n.unit for n in group.numbers}
    differs = number.unit not in units and (
        number.unit is Unit.PERCENT or None in (number.unit,) and Unit.PERCENT in units
    )
    if (
        _OF_PAIR.match(between)
        and number.unit is None
        and group.base is None
        and units <= {None, Unit.PERCENT}
        and number.value >= group.first.value * (group.first.unit is None)
    ):
        if _is_prior(text, number):
            return False
        group.base = number
        group.end = number.end
        return True
    if (
        differs
        and (_PAREN_PAIR.match(between) or _COMMA_PAIR.match(between))
        and not _says_other(text, number, between)
    ):
        if number.unit is None and len(group.numbers) > 1:
            return False
        group.numbers.append(number)
        group.end = number.end
        closing = re.match(r"^[^()]{0,40}?\)", text[number.end :])
        if "(" in between and closing:
            if re.search(r"\d", closing[0]):
                return True
            group.end = number.end + closing.end()
        return True
    return False


def _is_prior(text: str, number: Number) -> bool:
    """ "an increase of 5 from 30 last year": the second number is no base."""
    return (
        re.match(r"^\s*(?:in|last|the (?:previous|year))\b", text[number.end :]) is not None
        and re.search(r"\bfrom\s+$", text[: number.start]) is not None
    )


def _says_other(text: str, number: Number, between: str) -> bool:
    """Whether what looks like the same number in another unit is another year's or a change."""
    inside = re.match(r"^[^)]*", text[number.end :])
    rest = inside[0] if inside and "(" in between else text[number.end : number.end + 30]
    return (
        re.search(
            r"^\s*(?:in|for|last|the (?:previous|prior|year)|increase|decrease|reduction|more|fewer|higher|lower|up|down|rise|fall|drop|points?|to\b)",
            rest,
            re.I,
        )
        is not None
        or re.search(r"\b(?:up|down|from|increase|decrease|reduction|rise|fall|drop|compared)\s*$", between, re.I)
        is not None
    )


_CHANGE_WORD = (
    r"(?:increas\w*|decreas\w*|reduc\w*|ris(?:e|en|ing)|rose|fall\w*|fell|drop\w*|declin\w*|gr[eo]w\w*|growth|chang\w*|improve\w*"
    r"|higher|lower|fewer|less|more|quicker|faster|slower|longer|shorter|up|down|jump\w*|uplift|worse|better|greater|smaller)"
)


def is_change(text: str, group: Group) -> bool:
    """Whether a number is a change ("a 46% decrease", "rose by 27", "740 fewer"), not a count."""
    after, before = text[group.end :], text[: group.start]
    first_after = text[group.first.end :]
    if re.match(r"^\s*(?:per cent |percent |% )?(?:percentage |% )?(?:points?|pts?|pp)\b", first_after, re.I):
        return True
    word = _CHANGE_WORD
    if re.match(
        rf"^\s*(?:complaints?\s+|cases?\s+|(?:working )?days?\s+|enquiries\s+)?(?:\([^)]*\)\s*)?(?:net |overall |relative |slight |year-on-year |annual )*{word}\b(?!\s+than\s+(?:one|half)\b)",
        first_after,
        re.I,
    ) and not re.match(r"^\s*more\s+(?:were|complaints were)", first_after, re.I):
        return (
            group.first.unit is not None
            or re.match(
                rf"^\s*(?:complaints?\s+|cases?\s+|days?\s+)?(?:\([^)]*\)\s*)?(?:fewer|more|less|higher|lower|down|up|better|worse)\b",
                first_after,
                re.I,
            )
            is not None
            or re.match(r"^\s*(?:increase|decrease|reduction|rise|fall|drop)", first_after, re.I) is not None
        )
    if re.search(
        rf"\b{word}\s+(?:slightly |significantly |further |again |overall )*(?:by|of)\s+(?:just |only |about |around |some |over |nearly |almost |a further |more than )*$",
        before,
        re.I,
    ):
        return True
    return (
        re.search(r"\b(?:a|an|the|of|by)\s+(?:further |overall |slight |modest |sharp |additional )*$", before, re.I)
        is not None
        and group.first.unit is Unit.PERCENT
        and re.match(rf"^\s*{word}\b", after, re.I) is not None
    )
