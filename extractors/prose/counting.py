"""Counting numbers: the numbers of a sentence that may count something, without years, stages, references and ages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.match import Span
from extractors.lexicon.words import any_of
from extractors.limits import Limit
from extractors.numbers import SPELLED, Number, find_numbers
from extractors.periods import Period
from extractors.prose.thanks import counts_thanks
from schemas.codes import Unit

#: A number behind these words is the name of something: "Table 3", "Regulation 9", "Ward 12".
_NAMED_BY_NUMBER = any_of(
    "tables?, figures?, fig, charts?, sections?, paragraphs?, paras?, pages?, pp?, parts?, appendix, appendices, annex",
    "schedule, item, agenda, chapter, regulations?, clauses?, article, version, no, indicator, kpi, principle",
    "provision, code, form, act, line, note, question, q, ref, case, day",
    "recommendation, objective",
    "ward, floor, block, room, grade, band, level, step, tier, type, option, group, phase, priority, category",
)
_REFERENCE = re.compile(rf"(?:\b{_NAMED_BY_NUMBER}\.?|[§#])\s*\(?$", re.I)
#: "Tables 1 & (5)".
_NEXT_REFERENCE = re.compile(
    r"\b(?:tables|figures|charts|sections|paragraphs|paras|pages|appendices)\s*\(?\d{1,2}\s*(?:,|&|and|to)\s*$", re.I
)
_POPULATION = re.compile(
    r"\b(?:populations?|(?:housing )?stock)\s*(?:(?:of|is|was|at|about|around|some|:|=)\s*)*$", re.I
)
_ORDINAL_AFTER = re.compile(r"^(?:st|nd|rd|th)\b", re.I)
_RANGE_BEFORE = re.compile(r"\d\s?-\s?$|\d\s+(?:to|and)\s+$(?<=years and )")
_RANGE_AFTER = re.compile(r"^\s?-\s?\d")
_OR_OVER = re.compile(r"^\s+(?:or|and) (?:over|under|above|older|younger)\b")
_PEOPLE = any_of("children, people, those, persons, adults, anyone, residents, were, was, and")
_AGE = re.compile(
    rf"\b(?:aged?(?: between)?|ages|{_PEOPLE} (?:aged )?(?:under|over|between)|under|over the age of)\s+"
    r"(?:\d+\s+(?:to|and|-)\s+)?$",
    re.I,
)
_COMPLAINTS_AFTER = re.compile(r"\s+complaints?")
#: "One in four", "three out of every five".
_RATIO_NOUN = (
    r"(?:\s+(?:complaints?|cases?|replies|answers|decisions|people|homes|households|of (?:them|these|those)))?"
)
_RATIO_AFTER = re.compile(
    rf"^{_RATIO_NOUN}\s+(?:in|out of)\s+(?:every\s+)?{SPELLED}\b"
    r"(?!\s+(?:cases|(?:\w+\s+)?(?:days|weeks|months|years|wards|services|areas|teams)))",
    re.I,
)
_RATIO_BEFORE = re.compile(
    rf"\b{any_of('one, two, three, four, five, six, seven, eight, nine')}"
    r"(?:\s+(?:of )?[a-z]+)?\s+(?:in|out of)\s+(?:every\s+)?$",
    re.I,
)
#: "For every 100,000 residents".
_PER_SO_MANY = re.compile(r"\b(?:per|each|every)\s+$", re.I)
_ALL_BUT = re.compile(r"\ball but\s+$", re.I)
#: "Stages 1 and 2", of which the lexicon sees only the first.
_STAGES = re.compile(
    r"\bstages?\s*(?:[1-3]|one|two)\s*(?:and|&|to|or|-)\s*(?:[1-3]|two|three)\b(?:\s*(?:and|&)\s*(?:3|three)\b)?"
    r"(?!\s+(?:\([\d,]+\)\s+)?(?:at|in|for|under)\s+(?:the\s+)?(?:stage|first|second|third))"
    # "twelve went to stage 2 and three to stage 3"
    r"(?!\s+(?:(?:of (?:them|these|those)|more|went|moved|progressed|proceeded|cases?|complaints?)\s+)?(?:on\s+)?to\s+"
    r"(?:the\s+|an?\s+)?(?:stage|first|second|third|review|panel|ombudsman|independent))",
    re.I,
)
_STAGE_NUMBER = re.compile(r"\d|one|two|three|i", re.I)
#: Words between a number and the unit that it is in.
_UNIT_ADJECTIVES = any_of("working, calendar, school, clear, consecutive, full, more, or so, further")
#: Units of things that are no cases.
_UNITS = any_of(
    r"days?, weeks?, months?, hours?, hrs?, minutes?, mins?, years?(\s+old|-old)?, o'clock, am\b, pm\b",
    r"seconds?\b(?![\s-](stage|level|half|quarter))",
    r"miles?, km, metres?, tonnes?, pages?, words\b, pence, p\b, times\b, fold\b, quarters?\b(?! of)",
    r"percentage points?, % points?, points?\b, per\s?cent points, stage procedure",
    r"stages?\b(?![\s-](?:[123]|one|two|three)\b)",
)
_UNIT_AFTER = re.compile(rf"^[\s-]*(?:{_UNIT_ADJECTIVES}[\s-]+)*{_UNITS}", re.I)
#: "After 88 and 94 days".
_DAYS_BEHIND = re.compile(r"^\s+(?:and|or|to)\s+\d[\d.]*\s+(?:(?:working|calendar)\s+)?(?:days|weeks|months)\b", re.I)
_DAYS_AFTER = re.compile(r"\s*(?:(?:average|mean) )?(?:days|working)")
#: "A family of 4".
_GROUP_OF = re.compile(rf"\b{any_of('family, group, household, panel, team, sample, couple')} of\s+$", re.I)
#: "The top three reasons".
_TOP = re.compile(r"\btop\s+$", re.I)
#: "(Eight contained) at least one finding of fault".
_AT_LEAST = re.compile(r"\bat least\s+$", re.I)
_PARTS = any_of(
    "findings?, elements?, aspects?, parts?, points?, failures?, failings?, recommendations?, orders?, remed(y|ies)"
)
_PART_AFTER = re.compile(rf"\s+(?:\w+\s+)?{_PARTS}\b", re.I)
#: Whom complaints come from.
PEOPLE = any_of(
    "people, children, families, parents, residents, tenants, customers, households, individuals, complainants"
)
#: "12 complaints from (5 families)": where the complaints have a number of their own, that of the people is none.
_FROM_PEOPLE = re.compile(
    rf"(?<!stage )(?<![\d,./-])\b(?:\d[\d,]*|{SPELLED})\s+(?:[a-z-]+\s+(?:\d\s+)?){{0,3}}?(?:complaints?|cases)\s+"
    r"(?:\w+\s+)?(?:from|by)\s+(?:the\s+)?$",
    re.I,
)
_PEOPLE_AFTER = re.compile(
    r"\s+(?:(?:different|separate|individual)\s+)?(?:\w+\s+)?" + PEOPLE + r"\b",
    re.I,
)
_THREE_DIGITS_AFTER = re.compile(r"\s*\d{3}\b")
_MILLIONS = re.compile(r"\b(?:million|billion)\b", re.I)


def counting_numbers(
    text: str, spans: Sequence[Span], periods: Sequence[Period], durations: Sequence[Limit]
) -> list[Number]:
    """The numbers of a sentence that may count something: not years, stages, references, durations."""
    masks = [(period.start, period.end) for period in periods if period.shift is None]
    masks += [
        (span.start, span.end)
        for span in spans
        if span.tag in ("stage", "per_1000") and _STAGE_NUMBER.search(span.text)
    ]
    masks += [(duration.start, duration.end) for duration in durations]
    masks += [match.span() for match in _STAGES.finditer(text)]
    return [
        number
        for number in (_in_days(text, number) for number in find_numbers(text))
        if not any(start < number.end and number.start < end for start, end in masks) and _may_count(text, number)
    ]


#: "12.8 working days at stage 1 and 24.1 at stage 2": decimals behind days, or behind an average of days, are days.
_DAYS_BEFORE = re.compile(
    r"\d\s+(?:(?:working|calendar)\s+)?days\b[^.;%]*(?:\.\d[^.;%]*)*$"
    r"|\b(?:average|mean|median)\b[^.;%]*\bdays\b[^.;%]*\b(?:was|were|is|at|of|to|from)\s+$",
    re.I,
)
#: "3.4 average days".
_AVERAGE_DAYS_AFTER = re.compile(r"\s+(?:average|mean) (?:working |calendar )?days\b", re.I)


#: "Per thousand residents that is 4.4".
_PER_1000_BEFORE = re.compile(
    r"\b(?:per|for (?:each|every)) (?:1,?000|thousand)\s+(?:\w+\s+)?(?:of (?:the|our) population\s+)?,?\s*"
    r"(?:(?:that|this|it|which|the (?:rate|figure)) (?:is|was|makes|gives)|we (?:had|received))\s+(?:about |only )?$",
    re.I,
)
#: "8 working days at stage 1 and 21 (at stage 2)": the second of two averages, which are told by stage.
_SECOND_AVERAGE = re.compile(
    r"\b(?:average|mean|averaged|took)\b[^.;%]*\d\s+(?:working |calendar )?days\s+(?:at|for|in)\s+[^.,;%\d]*(?:\d\s+)?"
    r"(?:and|,)\s+$",
    re.I,
)
_AT_ANOTHER = re.compile(r"\s+(?:at|for|in)\s+(?:the (?:latter|former|second|other|next)|stages?\b)", re.I)


def _in_days(text: str, number: Number) -> Number:
    """A number with no unit of its own, in days, or per 1,000, where the words before it say so."""
    if number.unit is None and _PER_1000_BEFORE.search(text[: number.start]):
        return replace(number, unit=Unit.PER_1000)
    second = number.unit is None and _AT_ANOTHER.match(text, number.end)
    if second and _SECOND_AVERAGE.search(text[: number.start]):
        return replace(number, unit=Unit.DAYS)
    if number.unit is None and _AVERAGE_DAYS_AFTER.match(text, number.end):
        return replace(number, unit=Unit.DAYS)
    bare = number.unit is None and number.decimals > 0 and not _DAYS_AFTER.match(text, number.end)
    return replace(number, unit=Unit.DAYS) if bare and _DAYS_BEFORE.search(text[: number.start]) else number


def _may_count(text: str, number: Number) -> bool:
    before, after = text[: number.start], text[number.end :]
    if _is_bound(before, after):
        return False
    if number.unit is None and counts_thanks(text, number.start, number.end):
        return True
    if _ORDINAL_AFTER.match(after) or _MILLIONS.search(text[number.start : number.end]) or _ALL_BUT.search(before):
        return False
    if _is_split(text, number, after) or (number.unit is None and _measures_something(number, before, after)):
        return False
    if _TOP.search(before) or (_AT_LEAST.search(before) and _PART_AFTER.match(after)):
        return False
    if _FROM_PEOPLE.search(before) and _PEOPLE_AFTER.match(after):
        return False
    if number.value >= 1000 and _PER_SO_MANY.search(before):
        return False
    if number.spelled and (_RATIO_AFTER.match(after) or _RATIO_BEFORE.search(before)):
        return False
    return not _is_range_or_age(before, after)


#: "Fewer than 40", which gives no number; but "12 fewer than 40 last year".
_BOUND = re.compile(r"\b(?:fewer than|less than|no more than|not more than|at most)\s+$", re.I)
_AFTER_CHANGE = re.compile(
    rf"(?:\d|%|\b{SPELLED})\s+(?:(?:complaints|cases|people|replies|days)\s+)?(?:fewer|less) than\s+$", re.I
)
_OTHER_YEAR_AFTER = re.compile(r"^[^,.;]{0,25}\b(?:last|previous|prior|before|earlier|20\d\d)\b", re.I)


def _is_bound(before: str, after: str) -> bool:
    """Whether a number is only said to be more than what was counted."""
    bound = _BOUND.search(before) is not None
    return bound and not _AFTER_CHANGE.search(before) and not _OTHER_YEAR_AFTER.match(after)


def _measures_something(number: Number, before: str, after: str) -> bool:
    """Whether a number without a unit of ours names a thing, or measures one ("Table 3", "12 weeks", "3.5")."""
    if _GROUP_OF.search(before) or _POPULATION.search(before) or (not number.spelled and _names(before)):
        return True
    return (
        _UNIT_AFTER.match(after) is not None
        or _DAYS_BEHIND.match(after) is not None
        or (number.decimals > 0 and not _DAYS_AFTER.match(after))
    )


def _names(before: str) -> bool:
    return _REFERENCE.search(before) is not None or _NEXT_REFERENCE.search(before) is not None


def _is_range_or_age(before: str, after: str) -> bool:
    if _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after) or _OR_OVER.match(after):
        return True
    return _AGE.search(before) is not None and not _COMPLAINTS_AFTER.match(after)


def _is_split(text: str, number: Number, after: str) -> bool:
    """Whether a long number has more digits behind a space: a telephone number."""
    grouped = number.spelled or "," in text[number.start : number.end]
    return number.value >= 1000 and not grouped and _THREE_DIGITS_AFTER.match(after) is not None
