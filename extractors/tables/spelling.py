"""Spelling: labels of tables as a reader says them, without abbreviations, and those that only say "per cent"."""

from __future__ import annotations

import re

from extractors.lexicon.match import fold

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_SHORT_MONTH = re.compile(rf"\b(?P<month>{_MONTHS})[a-z]*[\s'\u2019-]*(?P<year>\d\d)\b(?!\s*[/-]?\s*\d)", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\bFY\s?(?:20)?(?P<year>\d\d)\b(?!\s*[/-])", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\(?\b(?:excl\.?|excluding|except|not including|other than)\s[^()]*\)?", re.IGNORECASE)
_SHORTENED = (
    (re.compile(r"\brec(?:['\u2019]?d|vd)\b", re.IGNORECASE), "received"),
    (re.compile(r"\b(?:avg|ave)\b\.?", re.IGNORECASE), "average"),
    (re.compile(r"\bw(?:['\u2019]?drawn|/d)\b", re.IGNORECASE), "withdrawn"),
    (
        re.compile(r"^(?P<limit>\W*(?:%\s*)?(?:answered |closed )?(?:with)?in (?:10|15|20|25|28|30|65))\W*$", re.I),
        r"\g<limit> days",
    ),
)
#: Over totals of counts and means of rates: "Total / Average".
_TOTAL_OR_MEAN = re.compile(
    r"^\W*(?:(?:grand |overall |year )?totals?\s*(?:/|or|and|&)\s*(?:average|avg|mean)s?"
    r"|(?:average|avg|mean)s?\s*(?:/|or|and|&)\s*totals?)\W*$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\bre-(?=opened|submitted|registered)", re.IGNORECASE)
_PERCENT_ONLY = re.compile(
    r"^\W*(?:%|per\s?cent|percent(?:age)?s?|rate|of (?:these|those|which)|as|a)"
    r"(?:\W+(?:a|per\s?cent|percent(?:age)?))*\W*$",
    re.IGNORECASE,
)

#: What the row or column before counts, as a share of those it is a part of: "As a percentage of those received".
_PERCENT_OF_THOSE = re.compile(
    r"^\W*(?:and )?(?:(?:shown |given |expressed )?as (?:a |the )?(?:%|per\s?cent|percentage|proportion|rate) of"
    r"|(?:%|per\s?cent|percentage|proportion) of"
    r"(?=\s+(?:(?:the|all)\s+)*(?:those|these|them|repl|respon|answer|clos|decisions|complet|investigat)))"
    r"(?:\s+(?:the|all|total|overall|number|of|those|these|them|that|which|were|complaints?|cases|replies|responses"
    r"|stage (?:\d|one|two|three)|received|logged|closed|completed|answered|responded to|investigated"
    r"|determined|decided|issued|concluded|answers|closures|decisions|investigations))+\W*$",
    re.IGNORECASE,
)


def spelled_out(label: str) -> str:
    """A label with "Apr-23" and "FY24" as a reader says them, and without what it leaves out ("excl. housing").

    Of what a percentage is taken ("as a percentage of those received") goes too: the line before says what is counted.
    """
    if _PERCENT_OF_THOSE.match(fold(label)):
        return "as a percentage"
    if _TOTAL_OR_MEAN.match(label):
        return "Total"
    label = _AGAIN.sub("re", _LEFT_OUT.sub("", label))
    for pattern, word in _SHORTENED:
        label = pattern.sub(word, label)
    label = _SHORT_MONTH.sub(lambda match: f"{match['month']} 20{match['year']}", label)
    return _SHORT_YEAR.sub(lambda match: f"20{int(match['year']) - 1:02d}/{match['year']}", label)


def is_percent_only(label: str) -> bool:
    """Whether a label says that numbers are percentages, and nothing about of what."""
    return _PERCENT_ONLY.match(fold(spelled_out(label))) is not None
