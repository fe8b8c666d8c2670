"""Clauses: the words of a sentence around a number, up to the numbers beside it or to a stop."""

from __future__ import annotations

import re

from extractors.lexicon.match import Span
from extractors.lexicon.words import run_of, whole
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

#: Where one statement ends and another begins.
STOP = re.compile(r";|\.\s")
_WORD = re.compile(r"[A-Za-z0-9£%]+")
#: Tags of spans that may stand between a number and what it belongs to.
_KNOWN = ("stage", "stream", "case", "total", "per_1000")


def words_in(text: str) -> int:
    """How many words and figures a text has."""
    return len(_WORD.findall(text))


def between(sentence: Sentence, start: int, end: int, group: Group) -> list[Group]:
    """The other numbers between two places of a sentence."""
    return [other for other in sentence.groups if other is not group and start <= other.start and other.end <= end]


def end_of_last(sentence: Sentence, group: Group) -> int:
    """Where the number before this one ends; 0 where it is the first."""
    return max((other.end for other in sentence.groups if other.end <= group.start), default=0)


def start_of_next(sentence: Sentence, group: Group) -> int:
    """Where the number behind this one starts; the end of the sentence where it is the last."""
    return min((other.start for other in sentence.groups if other.start >= group.end), default=len(sentence.text))


def clause_before(sentence: Sentence, group: Group) -> str:
    """The words before a number, back to the number before it or a stop."""
    return STOP.split(sentence.text[end_of_last(sentence, group) : group.start])[-1]


def clause_after(sentence: Sentence, group: Group) -> str:
    """The words behind a number, up to the next number or a stop."""
    return STOP.split(sentence.text[group.end : start_of_next(sentence, group)])[0]


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place of a text where a pattern matches."""
    match = None
    for match in pattern.finditer(text):  # noqa: B007 - the last one is wanted
        pass
    return match


def without_known(sentence: Sentence, start: int, end: int) -> str:
    """The words of a gap that are no period, stage, stream, case or limit."""
    known = [(period.start, period.end) for period in sentence.periods]
    known += [(span.start, span.end) for span in sentence.spans if span.tag in _KNOWN]
    known += [(duration.start, duration.end) for duration in sentence.durations]
    characters = list(sentence.text[start:end])
    for first, last in known:
        for index in range(max(first, start), min(last, end)):
            characters[index - start] = " "
    return "".join(characters)


#: What may stand before the first of two subjects of one verb, and verbs that would make them two clauses.
_CLAUSE_START = re.compile(
    rf"(?:^|[;,])\s*(?:(?:in|at|for|during) [^,;]*,\s*)?{run_of('the, a, total, of, some, about, only, both, and')}$",
    re.I,
)
_OTHER_VERB = re.compile(
    r"[;:.(]|"
    + whole(
        "which, that, who, compared, against, but, while, was, were, had, has, have, is, are, did, there, we, it",
        "from, than, to",
    ),
    re.I,
)
_VERB_NEXT = re.compile(r"\s*(?:(?:were|was|had)\b|$)")
_IN_A_YEAR = re.compile(r"\s*(?:in|for|during|over)?\s*(?:the\s+)?$", re.I)


def _begins_clause(sentence: Sentence, group: Group) -> bool:
    """Whether a number is the first thing of its clause, a year before it aside: "in 2022/23 41% of them"."""
    if _CLAUSE_START.search(sentence.text[: group.start]):
        return True
    opening = next(iter(sentence.periods), None)
    beside = opening is not None and not sentence.text[opening.end : group.start].strip(" ,")
    return beside and opening is not None and _IN_A_YEAR.fullmatch(sentence.text[: opening.start]) is not None


def shares_verb(sentence: Sentence, group: Group, span: Span) -> bool:
    """Whether two numbers are subjects of one verb: "35 complaints at stage 1 and seven at stage 2 ran over"."""
    others = between(sentence, group.end, span.start, group)
    if len(others) != 1 or others[0].first.unit is not group.first.unit or group.base is not None:
        return False
    other = others[0]
    gap = sentence.text[group.end : other.start]
    # "at stage 2 (67%)" stands between the second number and the verb, though it is of the number's group
    inside = any(s.tag in ("stage", "stream") and other.first.end <= s.start < other.end for s in sentence.spans)
    behind = other.first.end if inside else other.end
    said = any(s.tag == "measure" and group.end <= s.start < span.start for s in sentence.spans)
    return (
        not said
        and _begins_clause(sentence, group)
        and re.search(r"\band\s+$", gap) is not None
        and not _OTHER_VERB.search(gap)
        and not _VERB_NEXT.match(sentence.text[behind : span.start])
    )


#: "(12 were upheld and) in 64 (we saw no need for it)": a clause of its own, whose verb is no measure.
_IN = re.compile(r"\b(?:in|for)\s+(?:the (?:other|remaining) |another |a further )?$", re.I)
_WE_DID = re.compile(
    r"(?:\s+(?:of (?:these|those|them|which)|complaints|cases))?(?:\s*,)?\s+"
    r"(?:we|it|they|nobody|nothing|the (?:council|service|team|panel|investigator|officer|manager|board)s?)\s+[a-z]",
    re.I,
)


#: "(3 were upheld, 1 withdrawn and) 1 resulting in a payment".
_ENDING_IN = re.compile(r"\s+(?:\w+\s+)?(?:resulting|ending|leading|resulted|ended|led)\s+(?:in|to|with)\b", re.I)


def ends_otherwise(sentence: Sentence, group: Group) -> bool:
    """Whether a number's cases have another end than those before it in a list."""
    return _ENDING_IN.match(sentence.text, group.end) is not None


def tells_anew(sentence: Sentence, group: Group) -> bool:
    """Whether a number opens a clause with a subject and verb of its own."""
    return _IN.search(sentence.text, 0, group.start) is not None and _WE_DID.match(sentence.text, group.end) is not None
