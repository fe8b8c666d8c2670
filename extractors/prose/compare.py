"""Comparisons: numbers of another year set beside this year's, and the pairs "from 74% to 76%"."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of, whole
from extractors.numbers import SPELLED
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

_CHANGES = any_of(
    "up, down, increase, decrease, improvement, reduction, rise, fall, drop, higher, lower, more, fewer, less",
    "worse, better, quicker, faster, slower, longer, shorter",
)
_FIGURES = any_of("share, figure, rate, number, proportion, percentage, average, total")
#: "More than 12 months old" compares nothing.
_NO_LENGTH = rf"(?!\s+(?:\d+|{SPELLED}|an?)\s+(?:(?:working|calendar|school)\s+)?(?:days?|weeks?|months?|years?)\b)"
#: Between two numbers: the second is another year's.
_SET_BESIDE = re.compile(
    whole(
        r"compared, comparison, comparing, against, as against, versus, vs\.?, opposed to, whereas, set against",
        "compares? (with|to)",
        "beside, set beside, contrast, previously, previous, earlier, year before, last year, prior year",
    )
    + rf"|\b{_CHANGES}\s+(?:on|from|than)\b{_NO_LENGTH}"
    + r"|(?<!made )(?<!make )(?<!makes )(?<!making )"
    + rf"\b{_CHANGES}\s+of\s+[^,;.]{{1,40}}?\s+(?:on|from|against|over|compared with)\b"
    + r"|\b(?:twice|double|half|three times) (?:the|that|as many as)\b"
    + r"|\b(?:came in|received|recorded|logged|registered|made),?\s+from\s+(?:just |only )?$"
    + rf"|[;:][^;.]{{0,40}}\b(?:it|that|the (?:comparable |equivalent |corresponding )?{_FIGURES}"
    + r"(?: (?:for|in) [\w/-]+)?) (?:was|were|had been|stood at)\s*$",
    re.I,
)
_ABOUT = r"(?:just |only |an? (?:average|total) of |some |about |a current )?$"
_PAIRS = tuple(
    (
        re.compile(rf"\b{first}\s+{_ABOUT}", re.I),
        re.compile(rf"^(?:[^.;]{{0,60}}?)\b{second}\s+{_ABOUT}", re.I),
    )
    for first, second in (("from", "to"), ("between", "and"))
)
_BRACKET = re.compile(r"\($")
_TO_ONLY = re.compile(r"\s*(?:%|days)?\s*to\s*")
_TO_BEFORE = re.compile(r"\bto\s+$")
_FROM_BETWEEN = re.compile(
    r"\s*(?:working |calendar )?(?:days |complaints |cases )?(?:(?:at|in) stage \w+ )?(?:this year )?,?\s*"
    r"(?:up |down )?from\s+",
    re.I,
)


def compared_with(sentence: Sentence, group: Group, previous: Group | None) -> bool:
    """Whether a number is set beside the one before it as another year's."""
    if previous is None:
        return False
    gap = sentence.text[previous.end : group.start]
    match = _SET_BESIDE.search(gap)
    return match is not None and not _is_over(sentence, previous.end, gap, match)


#: What goes on to compare behind a comma: "four more than last year, when 12 came in".
_GOES_ON = re.compile(
    whole("when, where, which, from, against, compared, than, it, this, that, then, with, to")
    + r"|\b(?:was|were|had been|stood at)\s*(?:only |just )?$",
    re.I,
)


def _is_over(sentence: Sentence, start: int, gap: str, match: re.Match[str]) -> bool:
    """Whether a comparison was told before the clause of a number: "19, four more than last year; carers made 14"."""
    stop = max(gap.rfind(";"), gap.rfind(","))
    if stop < match.end() or _GOES_ON.search(gap[stop:]):
        return False
    told = any(start <= change.start and change.end <= start + stop for change in sentence.changes)
    return told and re.search(r"[a-z]", gap[stop:]) is not None


def from_to(sentence: Sentence, first: Group, second: Group) -> bool:
    """Whether two numbers are the earlier and the later of one measure: "from 40 days to 36", "(74% to 76%)"."""
    before, between = sentence.text[: first.start], sentence.text[first.end : second.start]
    if any(first_word.search(before) and second_word.match(between) for first_word, second_word in _PAIRS):
        return True
    return _BRACKET.search(before.rstrip()) is not None and _TO_ONLY.fullmatch(between) is not None


def to_from(sentence: Sentence, first: Group, second: Group) -> bool:
    """The same in reverse: "to 41 days from 38 a year ago"."""
    before, between = sentence.text[: first.start], sentence.text[first.end : second.start]
    return _TO_BEFORE.search(before) is not None and _FROM_BETWEEN.fullmatch(between) is not None
