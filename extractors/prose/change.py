"""Changes: numbers that say by how much something rose or fell ("a 46% decrease"), and so count nothing."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of, run_of
from extractors.prose.groups import Group
from schemas.codes import Unit

_CHANGE = any_of(
    "increas*, decreas*, reduc*, ris(e|en|ing), rose, fall*, fell, drop*, declin*, gr[eo]w*, growth, chang*, improve*",
    "higher, lower, fewer, less, more, quicker, faster, slower, longer, shorter, up, down, jump*, uplift",
    "worse, better, greater, smaller",
)
_POINTS_AFTER = re.compile(r"^\s*(?:per cent |percent |% )?(?:percentage |% )?(?:points?|pts?|pp)\b", re.I)
_BRACKET = r"(?:\([^)]*\)\s*)?"
_HOW = any_of(
    "net, overall, relative, slight, year-on-year, annual, significant, marked, small, large, sharp, notable, further"
)
_CHANGE_AFTER = re.compile(
    rf"^\s*(?:{any_of('complaints?, cases?, (working )?days?, enquiries')}\s+)?{_BRACKET}"
    rf"(?:{_HOW} )*{_CHANGE}\b(?!\s+than\s+(?:one|half)\b)",
    re.I,
)
#: "40 were upheld and 12 more were withdrawn" goes on counting; "280 more complaints were received" compares.
_MORE_WERE = re.compile(r"^\s*more\s+were\b", re.I)
_MORE_COMPLAINTS_WERE = re.compile(r"^\s*more\s+complaints were\b", re.I)
#: Words that make a plain count a change: "740 fewer", "27 increase".
_COMPARATIVE_AFTER = re.compile(
    rf"^\s*(?:(?:complaints?|cases?|days?)\s+)?{_BRACKET}"
    rf"{any_of('fewer, more, less, higher, lower, down, up, better, worse')}\b",
    re.I,
)
_NOUN_AFTER = re.compile(rf"^\s*{any_of('increase, decrease, reduction, rise, fall, drop')}", re.I)
_CHANGED_BY = re.compile(
    r"(?<!made )(?<!make )(?<!makes )(?<!making )"
    rf"\b{_CHANGE}\s+{run_of('slightly, significantly, further, again, overall')}(?:by|of)\s+"
    + run_of("just, only, about, around, some, over, nearly, almost, a further, more than")
    + "$",
    re.I,
)
#: "A decrease in the number of complaints of (six)".
_CHANGE_IN = re.compile(
    rf"\b{any_of('increase, decrease, reduction, rise, fall, drop')} in (?:the )?(?:(?:total|overall) )?"
    r"(?:(?:number|volume|level)s? of )?(?:[\w'-]+ ){1,4}of\s+$",
    re.I,
)
_A = re.compile(rf"\b(?:a|an|the|of|by)\s+{run_of('further, overall, slight, modest, sharp, additional')}$", re.I)
_CHANGE_NEXT = re.compile(rf"^\s*{_CHANGE}\b", re.I)


def is_change(text: str, group: Group) -> bool:
    """Whether a number is a change ("a 46% decrease", "rose by 27", "740 fewer"), not a count."""
    before, behind = text[: group.start], text[group.first.end :]
    if _POINTS_AFTER.match(behind):
        return True
    more = _MORE_WERE.match(behind) or (_MORE_COMPLAINTS_WERE.match(behind) and re.search(r"\d", before))
    if _CHANGE_AFTER.match(behind) and not more:
        compared = _COMPARATIVE_AFTER.match(behind) or _NOUN_AFTER.match(behind)
        return group.first.unit is not None or compared is not None
    if _CHANGED_BY.search(before) or _CHANGE_IN.search(before):
        return True
    if group.first.unit is not Unit.PERCENT:
        return False
    return _A.search(before) is not None and _CHANGE_NEXT.match(text[group.end :]) is not None
