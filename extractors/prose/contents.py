"""Contents: the issues that complaints are made up of, and several kinds of feedback added together."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

#: What one complaint may have several of.
_NOUNS = r"(?:issues|points|elements|heads|aspects|strands|subjects|allegations)"
_ISSUES = rf"(?:[a-z]+\s+){{0,2}}{_NOUNS}\b"
#: "Two of its nine points".
_OF_ITS_POINTS = re.compile(rf"\s+of\s+(?:its|their|the|these|those)\s+{_ISSUES}", re.I)
#: "412 complaints, relating to 630 issues".
#: "(14 cases, making) 37 findings": of an ombudsman, who may make several in one case.
_FINDINGS = re.compile(r"\s+(?:separate\s+|individual\s+)?findings\b(?!\s+of\s+(?:fault|malad|service|injust))", re.I)
#: "Investigations made 31 findings about adults (12 upheld) and 26 about children (9 upheld)".
_MADE_FINDINGS = re.compile(r"\b(?:made|contained|reached|came to|produced)\s+[\w,]+\s+findings\b[^.;]*$", re.I)
_ABOUT = re.compile(r"\s+(?:about|concerning|on|for|against)\b", re.I)
_HOLDING = re.compile(
    r"\b(?:relating to|related to|containing|contained|raising|raised|covering|covered|with)\s+$", re.I
)
_THESE_ISSUES = re.compile(rf"\s*{_ISSUES}", re.I)
#: "448 different issues", "630 complaint issues", "90 separate points of complaint".
_MANY_ISSUES = re.compile(
    rf"\s+(?:(?:{any_of('different, separate, individual, distinct, specific, complaint, identified')})\s+)+"
    rf"{_NOUNS}\b|\s+{_NOUNS} of complaint\b",
    re.I,
)
#: "The number of complaint issues (rose from 480)".
_NUMBER_OF_ISSUES = re.compile(
    r"\b(?:number|total)s? of (?:complaint issues|(?:issues|points|allegations) raised)\b[^.;]*$", re.I
)


def counts_contents(sentence: Sentence, group: Group) -> bool:
    """Whether a number counts what complaints are made up of, not complaints."""
    text, first = sentence.text, group.first
    if _MADE_FINDINGS.search(text, 0, first.start) and (
        text[: first.start].endswith("(") or _ABOUT.match(text, first.end)
    ):
        return True
    held = _HOLDING.search(text, 0, first.start) and _THESE_ISSUES.match(text, first.end)
    if (
        _FINDINGS.match(text, first.end)
        or _MANY_ISSUES.match(text, first.end)
        or _NUMBER_OF_ISSUES.search(text, 0, first.start)
    ):
        return True
    return bool(held or _OF_ITS_POINTS.match(text, first.end))


# Several kinds -----------------------------------------------------------------------------------------------

_CASES = any_of("complaints?, compliments?, comments?, enquiries, concerns, suggestions, feedback, representations")
#: "366 compliments and complaints": several kinds added together.
_SEVERAL_KINDS = re.compile(
    rf"\s+(?:\w+\s+)?(?:complaints|comments|suggestions|enquiries|concerns)(?:,\s+{_CASES})*,?\s+(?:and|&)\s+compliments\b"
    rf"|\s+(?:\w+\s+)?compliments(?:,\s+{_CASES})*,?\s+(?:and|&)\s+(?:complaints|comments|suggestions|enquiries|concerns)\b",
    re.I,
)


def counts_several_kinds(sentence: Sentence, group: Group) -> bool:
    """Whether a number is of complaints and compliments together."""
    return _SEVERAL_KINDS.match(sentence.text, group.end) is not None
