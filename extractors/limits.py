"""Time limits in text: "within 20 working days", "10-day response", "28 calendar days"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.lexicon.words import any_of, whole
from extractors.memo import kept
from extractors.numbers import SPELLED, value_of_words

#: Days beyond this are no time limit of a complaints procedure.
_LONGEST = 400
#: Characters before a stretch of days in which words may say that it is a limit.
_REACH = 60

_DURATION = re.compile(
    rf"(?<![\d.,])\b(?P<n>\d{{1,3}}(?:\.\d+)?|{SPELLED})\s?-?\s?"
    rf"(?:{any_of('working, calendar, school, week, business, clear')}\s?-?\s?)?"
    r"days?\b(?:'|\u2019)?(?!\s+(?:old|late|(?:after|beyond) (?:it|that|them|the (?:limit|deadline))\b))",
    re.I,
)
_NAMED = any_of(
    "limits? (of|is), target of, targets? (is|was), standards? (of|is), timescales? (of|is), deadlines? (of|is)",
    "timeframes? of, permitted, statutory, corporate, initial",
)
_BOUND = any_of(
    "within, inside, in, under, up to, by, exceed(s|ed|ing)?, over, than, outside( the)?, beyond( the)?, after",
    "(in|inside|within) (the|their|its) (first|initial|next)",
    "with, have, has, (allow|give)(s|ed|ing)?( (us|ourselves|itself|themselves|services|managers|staff))?, given",
)
_ALLOWED = any_of(
    "gives?, gave, giving, allow(s|ed|ing)?, offers?, grants?, sets?",
)
_WHOM = any_of(
    "us, them, it, you, councils?, landlords?, authorit(y|ies), services?, managers?, officers?, staff, teams?",
    "departments?, directorates?, members?, an? (manager|officer), the (council|service|team|landlord|authority)",
)
_JOINED = any_of("or, and, to, of, is, are, the, our, its")
#: What stands right before a time limit.
_BEFORE = re.compile(
    rf"(?:\b(?:{_BOUND}|{_NAMED}|{_JOINED}|{_ALLOWED} {_WHOM})\b|[(,:])\s*"
    r"(?:(?:the|a|an|our|its|permitted|statutory|further) )*\(?$",
    re.I,
)
_MEASURED = re.compile(whole("average, mean, averaged, averaging, took, median, typical"), re.I)
_SET = re.compile(whole("within, inside, limit, target, standard, (longer|more) than, over, beyond, exceed*"), re.I)
#: "Managers have 10 working days at stage 1 and reviewers 20 working days at stage 2": the verb is said once.
_AT_STAGE = re.compile(
    r"\s+(?:at|for|in|to answer at)\s+(?:the )?(?:stages?\s+\w+|(?:first|second|third|next) stage)", re.I
)
_VERB_BEFORE = re.compile(rf"\b(?:{_BOUND}|{_ALLOWED} {_WHOM})\s+(?:\d+|{SPELLED})\b[^.;]*$", re.I)
#: "We managed ten days for 31 replies".
_KEPT = re.compile(r"\b(?:managed|met|made|kept(?: to)?|achieved|hit)\s+(?:the\s+)?$", re.I)
_FOR_SOME = re.compile(rf"\s+(?:for|in|with)\s+(?:just |only |some |about )?(?:\d|{SPELLED}\b)", re.I)
#: "19 days, better than the (23 days)".
_SET_BESIDE = re.compile(
    r"\bdays?\b[^.;]*\b(?:from|than|on|compared (?:with|to)|against)\s+(?:the\s+|an average of\s+|last year's\s+)?$",
    re.I,
)
_DECIMALS = re.compile(r"\d+\.\d")
_ADJECTIVE = re.compile(r"\d+\s?-\s?(?:working\s)?days?\b")


@dataclass(frozen=True)
class Limit:
    """A time limit, or another stretch of days, at an offset of a text; ``days`` are whole days."""

    start: int
    end: int
    days: int


@kept
def find_durations(text: str) -> list[Limit]:
    """Every stretch of days that a text names, limits or not."""
    found = []
    for match in _DURATION.finditer(text):
        days = float(match["n"]) if match["n"][0].isdigit() else value_of_words(match["n"])
        if days is not None and 1 <= days <= _LONGEST:
            found.append(Limit(match.start(), match.end(), int(days)))
    return found


def is_limit(text: str, duration: Limit) -> bool:
    """Whether a stretch of days is a time limit, not a duration that was measured, as all with decimals are."""
    if _DECIMALS.match(text, duration.start):
        return False
    before = text[max(0, duration.start - _REACH) : duration.start]
    if _SET_BESIDE.search(before):
        # what a measured duration is set beside was measured too, however far the word for it stands
        before = text[: duration.start]
    clause = re.split(r"[.;]", before)[-1]
    measured, set_ = (max((m.end() for m in each.finditer(clause)), default=0) for each in (_MEASURED, _SET))
    if measured > set_:
        # "90% within six months and an average of 66 days"
        return False
    adjective = _ADJECTIVE.match(text[duration.start : duration.end]) is not None
    if adjective or _BEFORE.search(before) is not None or not before.strip():
        return True
    if _KEPT.search(before) and _FOR_SOME.match(text, duration.end):
        return True
    elliptic = _AT_STAGE.match(text, duration.end) is not None and not _MEASURED.search(text)
    return elliptic and _VERB_BEFORE.search(text[: duration.start]) is not None


def find_limits(text: str) -> list[Limit]:
    """The time limits that a text names."""
    return [duration for duration in find_durations(text) if is_limit(text, duration)]
