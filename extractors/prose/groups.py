"""Groups: which of the numbers of a sentence say one thing together.

"48 (26%)", "26% (48)", "58% (or 36 complaints)", "925 cases, or 50%," and "16 of the 34 (47%)" are one
group each: a count, the same as a percentage, and the base of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.lexicon.words import any_of, run_of
from extractors.numbers import Number
from schemas.codes import Unit


@dataclass
class Group:
    """Numbers that say one thing: a count, its percentage, the base; ``start`` to ``end`` in the sentence."""

    numbers: list[Number]
    base: Number | None = None
    start: int = 0
    end: int = 0

    @classmethod
    def of(cls, number: Number) -> Group:
        """A number by itself."""
        return cls([number], start=number.start, end=number.end)

    @property
    def first(self) -> Number:
        """The number that comes first."""
        return self.numbers[0]

    def with_unit(self, unit: Unit | None) -> Number | None:
        """The group's number of a unit (None: a plain count)."""
        return next((number for number in self.numbers if number.unit is unit), None)


def group_numbers(text: str, numbers: Sequence[Number]) -> list[Group]:
    """Numbers joined into groups, in order."""
    groups: list[Group] = []
    for number in numbers:
        between = text[groups[-1].end : number.start] if groups else ":"
        stopped = re.search(r"[;:]", between) and not _PAIR.fullmatch(between.replace(";", ","))
        if stopped or not _join(text, groups[-1], number, between):
            groups.append(Group.of(number))
    return groups


#: A noun with a few words of its own between a number and what belongs to it.
_NOUN = r"(?:\s+[a-z'/-]+(?:\s+[a-z0-9'/-]+){0,5})?"
#: "48 (or 26%)".
_IN_BRACKETS = re.compile(
    rf"^{_NOUN}\s*[(\[]\s*"
    r"(?:or|i\.e\.,?|that is,?|which is|equivalent to|representing|equal to|=|n\s?=)?\s*"
    rf"{any_of('about, around, just, only, some, a total of')}?\s*$",
    re.I,
)
#: "925 cases, or 50%".
_BETWEEN_COMMAS = re.compile(
    rf"^{_NOUN}\s*,?\s*(?:i\.e\.,?|that is,?|-|"
    + any_of(
        "or, which is, equivalent to, representing, equating to, which represents, which equates to, making, equal to",
        "a rate of, at a rate of, giving",
    )
    + rf")\s+(?:{any_of('just, about, around, only, some, a rate of, an uphold rate of, a share of')} )?$",
    re.I,
)
#: "16 of the 34".
_OF_BASE = re.compile(
    rf"^{_NOUN}\s*(?:of|out of|from)\s+"
    + run_of("the, those, these, our, its, their, all, this, last, year's, a, total, only, just, year")
    + r"(?:stage (?:1|2|3|one|two|three) )?$",
    re.I,
)
#: "Upheld 6 complaints in 2021-22 (out of 93)".
_OUT_OF = re.compile(r"^[^.;,()]{0,60}\(\s*(?:out )?of\s+(?:a total of |the )?$", re.I)
#: "(36%, 27)", "(27, 36%)": a bracket with nothing else in it.
_PAIR, _CLOSES = re.compile(r"\s*(?:complaints?)?\s*[,/]\s*(?:or )?"), re.compile(r"\s*(?:complaints?)?\s*\)")
#: "(We closed) 970 complaints in the period - 76% (within 30 days)": the share says something more of them.
_GOES_ON = re.compile(r"\s+(?:were |was )?(?:within|inside|in|on|not|late|outside|upheld|answered)\b", re.I)
_WAS_SAID = re.compile(r"[A-Za-z]\s+-\s*$")
#: "(392, or 83%), met the standard."
_VERB_BEHIND = re.compile(r",\s+(?:met|were|was|had|did|got|went|came|missed|took|fell|within|in time|on time)\b", re.I)
_CLOSING = re.compile(r"^[^()]{0,40}?\)")


def _join(text: str, group: Group, number: Number, between: str) -> bool:
    """Whether a number belongs to the group before it, which then takes it in."""
    if (_OF_BASE.match(between) or _OUT_OF.match(between)) and _may_be_base(group, number):
        if (
            _is_prior(text, number)
            or _is_by_from(text, group, between)
            or (
                _TO.search(text[: group.start])
                and between.rstrip().endswith("from")
                and not _in_bracket(text, group, number)
            )
        ):
            return False
        group.base = number
        group.end = number.end
        return True
    if between.rstrip().endswith("-") and _GOES_ON.match(text, number.end) and _WAS_SAID.search(between):
        return False
    paired = (
        _PAIR.fullmatch(between.replace(";", ","))
        and text[: group.start].endswith("(")
        and _CLOSES.match(text, number.end)
    )
    worded = paired or _IN_BRACKETS.match(between) or _BETWEEN_COMMAS.match(between)
    same = bool(worded) or _proves(group, number, between) or _is_share(group, number, between)
    if not same or not _adds_unit(group, number) or _says_other(text, number, between):
        return False
    group.numbers.append(number)
    group.end = number.end
    closing = _CLOSING.match(text[number.end :])
    if "," in between and "(" not in between and _VERB_BEHIND.match(text, number.end):
        # "392, or 83%, met the standard": the second comma closes what the first began
        group.end += 1
    if "(" in between and closing and not re.search(r"\d", closing[0]):
        group.end += closing.end()
    return True


#: "(One of the two was held) within the thirty working days allowed (50%)".
_FAR_BRACKET = re.compile(r"[^.;:,()]{0,80}\(\s*")
_ROUNDED = 0.6


def _proves(group: Group, number: Number, between: str) -> bool:
    """Whether a percentage in brackets further on is what a part of a base comes to."""
    count = group.with_unit(None)
    if group.base is None or not group.base.value or count is None or number.unit is not Unit.PERCENT:
        return False
    comes_to = 100 * count.value / group.base.value
    return _FAR_BRACKET.fullmatch(between) is not None and abs(comes_to - number.value) <= _ROUNDED


def _is_share(group: Group, number: Number, between: str) -> bool:
    """Whether a percentage between commas is what a part is of its base: "255 of the 403 concluded, 63%, were"."""
    if group.base is None or not group.base.value or number.unit is not Unit.PERCENT or group.first.unit is not None:
        return False
    apart = re.fullmatch(r"[\w\s'-]{0,40},\s*", between) is not None
    return apart and abs(100 * group.first.value / group.base.value - number.value) <= _ROUNDED


def _in_bracket(text: str, group: Group, number: Number) -> bool:
    """Whether part and base stand in a bracket of their own: "rose to 22% (11 from 49)"."""
    part = group.numbers[-1]
    return text[: part.start].rstrip().endswith("(") and text[number.end :].lstrip().startswith(")")


def _may_be_base(group: Group, number: Number) -> bool:
    """Whether a number is a plain count, no smaller than the one that is a part of it."""
    plain = number.unit is None and group.base is None and {each.unit for each in group.numbers} <= {None, Unit.PERCENT}
    return plain and (group.first.unit is not None or number.value >= group.first.value)


def _adds_unit(group: Group, number: Number) -> bool:
    """Whether a number is the percentage of a group's count, or the count of its percentage."""
    if group.with_unit(number.unit) is not None:
        return False
    if number.unit is Unit.PERCENT:
        return True
    if number.unit is Unit.PER_1000:
        return len(group.numbers) == 1 and group.first.unit is None
    return number.unit is None and len(group.numbers) == 1 and group.with_unit(Unit.PERCENT) is not None


_TO = re.compile(r"\bto\s+$", re.I)
_FROM = re.compile(r"\bfrom\s+$", re.I)
_OTHER_YEAR_AFTER = re.compile(r"^\s*(?:in|last|the (?:previous|year))\b", re.I)


def _is_prior(text: str, number: Number) -> bool:
    """Whether what looks like a base is another year's number: "an increase of 5 from 30 last year"."""
    return bool(_OTHER_YEAR_AFTER.match(text[number.end :]) and _FROM.search(text[: number.start]))


_BY = re.compile(r"\bby\s+(?:just |about |around |some |only )?$", re.I)


def _is_by_from(text: str, group: Group, between: str) -> bool:
    """Whether a number is where a change began: "fell by 31% from 86 to 59"."""
    return between.strip() == "from" and _BY.search(text[: group.start]) is not None


_YEAR_OR_CHANGE_AFTER = re.compile(
    r"^\s*"
    + any_of(
        r"in, for, last, the (previous|prior|year), increase, decrease, reduction, more, fewer, higher, lower, up",
        r"down, rise, fall, drop, points?, to\b",
    ),
    re.I,
)
_CHANGE_BEFORE = re.compile(
    rf"\b{any_of('up, down, from, increase, decrease, reduction, rise, fall, drop, compared')}\s*$", re.I
)


#: "We achieved 93% (11 outside target)": the bracket holds those that are not of the 93%.
_LATE = any_of("outside, late, overdue, missed, breached, failed, beyond, out of")
_LATE_AFTER = re.compile(rf"^\s*(?:\w+\s+)?{_LATE}\b", re.I)


#: "One was not, an uphold rate of 80%": the rate of those that were.
_RATE_OF_ALL = re.compile(r"\bnot\b.*\b(?:uphold|upheld) rate\b", re.I | re.S)


#: "37 were upheld, that is 0.2% (of all journeys)".
_OF_CONTACTS = re.compile(
    r"\s+of\s+(?:(?:our|the|all|total|overall|their)\s+)*(?:\w+\s+){0,2}?"
    r"(?:contacts|calls|journeys|patients|attendances|appointments|visits|transactions|interactions|population"
    r"|households|properties|homes|collections|customers|tenancies|repairs|jobs)\b",
    re.I,
)
_SATISFIED = re.compile(r"\s+(?:\w+\s+)?(?:dis)?satisfaction\b", re.I)


def _says_other(text: str, number: Number, between: str) -> bool:
    """Whether what looks like the same number in another unit is another year's or a change."""
    behind = text[number.end :]
    rest = behind.partition(")")[0] if "(" in between else behind[:30]
    if _RATE_OF_ALL.search(between):
        return True
    if _SATISFIED.match(behind) or _OF_CONTACTS.match(behind):
        return True
    late = "(" in between and _LATE_AFTER.match(rest)
    return bool(late or _YEAR_OR_CHANGE_AFTER.search(rest) or _CHANGE_BEFORE.search(between))
