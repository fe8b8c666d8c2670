"""Nearest: the stage, the time limit and the period that a number's own clause names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from extractors.lexicon.kinds import OUTCOMES
from extractors.lexicon.match import Span, covered
from extractors.lexicon.words import any_of, whole
from extractors.limits import Limit
from extractors.periods import Period
from extractors.prose.attach import HARD_STOP
from extractors.prose.clause import STOP, between, without_known, words_in
from extractors.prose.costs import (
    LIMIT_BEFORE,
    LIMIT_BEHIND,
    LIMIT_BEYOND,
    PERIOD_BEFORE,
    PERIOD_BEHIND,
    STAGE_BEFORE,
    STAGE_BEHIND,
)
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Stage

_T = TypeVar("_T")


def _cheapest(offers: Iterable[tuple[float | None, _T]]) -> _T | None:
    """Of things with their costs (None: out of the question) the first of the cheapest."""
    possible = [(cost, thing) for cost, thing in offers if cost is not None]
    return min(possible, key=lambda offer: offer[0])[1] if possible else None


# Stages ---------------------------------------------------------------------------------------------

#: "From stage 1": where a case came from says little about where it is.
_FROM_STAGE = 0.8
#: A stage behind another number may be that one's: "26 were closed at stage 2 and 10 were closed at stage 3".
_TAKEN = 0.2
#: Words, and characters, beyond which a stage behind "and", a comma or an informal step belongs to something else.
_FEW_WORDS, _SOME_WORDS, _INFORMAL_REACH = 2, 3, 40
#: "Including 12 carried over, we answered 340 at stage 1": the stage is that of the whole sentence.
_INCLUDING = re.compile(r"\s*(?:including|counting|together with|along with|as well as|with)\s+", re.I)
#: "At 325, the number of complaints at stage 1 was ...": one clause, whose number comes first.
_FRONTED = re.compile(r"\s*At\s+\d[\d,.]*(?:\s?%| per ?cent)?,\s+(?:the|our)\b")
#: "And" before another subject; not before a second verb of the same one ("progressed and were completed").
_NEXT_THING = re.compile(r"\band\b(?!\s+(?:then |later |subsequently )?(?:was|were|had|went|been|is|are)\b)|:")
#: "Four complaints raised concerns that": the concerns are what the complaints say.
#: "Resolved at once, outside the formal procedure": a phrase about the whole clause.
_OUTSIDE, _OUTSIDE_REACH = re.compile(r"outside|without|before", re.I), 80
_HAVING_CONCERNS = re.compile(
    rf"\b{any_of('rais(e|ed|es|ing), express(ed|ing)?, had, their, his, her')} concerns?$", re.I
)
_FORMAL_COMPLAINTS = re.compile(r"\s+(?:\w+\s+){0,3}formal complaints?\b", re.I)


def nearest_stage(sentence: Sentence, group: Group, allowed_before: bool = True) -> Span | None:
    """The stage that a number's own clause names: beside its noun, else the last one before it."""
    # "agreed with the stage 1 reply" says what was found, at the stage after it
    found = [span for span in sentence.tagged("measure") if span.code in OUTCOMES]
    return _cheapest(
        (_stage_cost(sentence, group, span, allowed_before), span)
        for span in sentence.tagged("stage")
        if not covered(span, found)
        if span.code != Stage.INFORMAL or _is_informal(sentence, group, span)
    )


def _stage_cost(sentence: Sentence, group: Group, span: Span, allowed_before: bool) -> float | None:
    if span.start >= group.first.end:
        return _stage_cost_behind(sentence, group, span)
    gap = sentence.text[span.end : group.start]
    if not allowed_before or re.search(r"\.\s", gap) or _is_in_aside(sentence, span, gap):
        return None
    numbers = len(between(sentence, span.end, group.start, group))
    taken = any(other.end <= span.start for other in sentence.groups)
    return STAGE_BEFORE.cost(words_in(gap), stops=gap.count(";"), numbers=numbers) + _TAKEN * taken


def _is_in_aside(sentence: Sentence, span: Span, gap: str) -> bool:
    """Whether a stage stands in a bracket, now closed, with a number of its own: "18 (11 at stage 1)"."""
    closed = gap.find(")")
    opened = sentence.text.rfind("(", 0, span.start)
    if closed < 0 or "(" in gap[:closed] or opened < 0 or ")" in sentence.text[opened : span.start]:
        return False
    return any(opened <= other.start < span.start for other in sentence.groups)


def _stage_cost_behind(sentence: Sentence, group: Group, span: Span) -> float | None:
    gap = sentence.text[min(group.end, span.start) : span.start]
    if group is sentence.groups[0] and _INCLUDING.match(sentence.text):
        return _FROM_STAGE + STAGE_BEHIND.cost(words_in(gap), comma=True)
    if _WERE_MOST.search(sentence.text, 0, span.start) and not STOP.search(gap):
        return STAGE_BEHIND.cost(_FEW_WORDS)
    others = between(sentence, group.end, span.start, group)
    shared = _shares_stage(sentence, group, span, others)
    if HARD_STOP.search(gap) or (others and not shared and not _is_aside(sentence, group, others)):
        return None
    if _opens_next(sentence, group, span, gap) or _BRACKET_ENDS.match(gap):
        return None
    if shared:
        return STAGE_BEHIND.cost(_FEW_WORDS)
    words = words_in(without_known(sentence, min(group.end, span.start), span.start))
    if _FRONTED.match(sentence.text):
        return STAGE_BEHIND.cost(words)
    if span.code == Stage.INFORMAL and _OUTSIDE.match(span.text):
        return STAGE_BEHIND.cost(words)
    listed = _NEXT_THING.search(gap) is not None and words > _FEW_WORDS
    if listed or ("," in gap and words > _SOME_WORDS):
        return None
    fronted = re.search(r"\bfrom\s+$", sentence.text[: span.start]) is not None
    return STAGE_BEHIND.cost(words, comma="," in gap) + _FROM_STAGE * fronted


#: "(Bins (61), parking (40) and trees (12)) were the services with most (stage 1 complaints)".
_WERE_MOST = re.compile(r"\)\s+were the (?:\w+\s+){1,4}(?:most|commonest|main)\b[^().,;\d]{0,25}$", re.I)
_OPENED, _CLOSED = re.compile(r"\s*\(\s*"), re.compile(r"\s*\)")


def _is_aside(sentence: Sentence, group: Group, others: Sequence[Group]) -> bool:
    """Whether only one number in brackets stands behind a number: "19 (23) at stage 1"."""
    (other, *more) = others
    opened = _OPENED.fullmatch(sentence.text, group.end, other.start) is not None
    return not more and opened and _CLOSED.match(sentence.text, other.end) is not None


#: "49% of statutory and 56% of corporate (stage 1 complaints)", "21 upheld and 34 dismissed at (stage 1)".
_OF_KIND = re.compile(r"\s+of\s+(?:the\s+|our\s+)?[\w'-]+\s*(?:,\s*)?(?:and|but)\s+$")
_ENDINGS = any_of("were, was, been, and, partly, partially, fully, not, upheld, withdrawn, as, justified, unjustified")
_ENDED = rf"(?:\s+(?:{_ENDINGS}))+"


def _shares_stage(sentence: Sentence, group: Group, span: Span, others: Sequence[Group]) -> bool:
    """Whether a stage behind the second of two numbers that are told alike is that of the first too."""
    if len(others) != 1 or len({stage.code for stage in sentence.tagged("stage")}) > 1:
        return False
    first, second = sentence.text[group.end : others[0].start], sentence.text[others[0].end : span.start]
    if _OF_KIND.fullmatch(first) and re.fullmatch(r"\s+of\s+(?:the\s+|our\s+)?[\w'-]+\s+", second):
        return True
    outcomes = sentence.text[group.start - 1 : group.start] != "(" and re.search(r"upheld|justified", first)
    return (
        bool(outcomes)
        and re.fullmatch(_ENDED + r"\s+", first) is not None
        and bool(re.fullmatch(_ENDED + r"\s+(?:at|in|by)\s+", second))
    )


#: "(At stage 1 91% (target 95%) and at) stage 2".
_BRACKET_ENDS = re.compile(r"[^(]*\)\s*(?:,|;|and\b|while\b|but\b)")
_NEXT_CASE = re.compile(
    r"(?:\band|\bwhile|\bwhereas|\bbut|[,;])\s+(?:(?:at|in|for|under|on)\s+)?(?:the\s+|an?\s+|those\s+)?$", re.I
)


#: "... 7.5 a year earlier, and a (stage 2) answer took 16.2".
_ANOTHER_CASE = re.compile(r",\s*(?:and|but|while|whereas)\s+an?\s+$", re.I)


def _opens_next(sentence: Sentence, group: Group, span: Span, gap: str) -> bool:
    """Whether a stage behind a number begins what is said of the next one: "at stage 1 340 and at stage 2 28"."""
    if not any(other.start >= span.end for other in sentence.groups):
        return False
    if _ANOTHER_CASE.search(gap):
        return True
    if not _NEXT_CASE.search(gap):
        return False
    before = [
        other
        for other in sentence.tagged("stage")
        if other.end <= group.start and other.code not in (span.code, Stage.INFORMAL)
    ]
    return any(not between(sentence, other.end, group.start, group) for other in before)


#: "An informal venue", "informal meetings": no step of a procedure.
_NO_STEP = re.compile(
    r"informal\s+(?:\w+\s+)?"
    rf"{any_of('venues?, meetings?, discussions?, conversations?, chats?, settings?, events?, visits?')}\b"
    rf"|informal\s+{any_of('feedback, advice, contacts?, basis, way, manner, support, network, carers?')}\b",
    re.I,
)
#: "157 statutory and informal complaints": both kinds together.
_FORMAL_AND = re.compile(r"\b(?:formal|statutory|corporate|written|stage \w+)\s+(?:and|or|&)\s+$", re.I)
#: "39 complaints or concerns": one kind under two names.
_COMPLAINTS_OR = re.compile(r"\bcomplaints?(?:,| or| and|/)(?:\s+\w+)?\s*concerns?$|\bconcerns (?:or|and)$", re.I)
_INFORMAL = re.compile(r"\binformal(?:ly)?\b", re.I)


def _is_informal(sentence: Sentence, group: Group, span: Span) -> bool:
    """Whether a word for the informal step ("concerns") is about the number, and not a mere word."""
    if _FORMAL_COMPLAINTS.match(sentence.text[group.first.end :]):
        return False
    if span.start < group.start and between(sentence, span.end, group.start, group):
        return False
    if _is_set_against(sentence, group, span):
        return False
    if _FORMAL_AND.search(sentence.text, 0, span.start):
        return False
    if _NO_STEP.match(sentence.text, span.start) or _COMPLAINTS_OR.search(sentence.text, 0, span.end):
        return False
    if _HAVING_CONCERNS.search(sentence.text, 0, span.end):
        return False
    if _INFORMAL.search(span.text):
        # "concerns" may be a mere word, "informal complaints" is none
        return True
    reach = _OUTSIDE_REACH if _OUTSIDE.match(span.text) else _INFORMAL_REACH
    return abs(span.start - group.first.end) <= reach


#: "(104 concerns came in and 43) complaints": the other kind.
_COMPLAINTS = re.compile(r"\s+(?:\(\d+\s?%\)\s+)?(?:(?:new|further|corporate|stage \w+)\s+)?complaints?\b", re.I)
_OF_THE = re.compile(r"\b(?:of|out of|from|among)\s+(?:(?:the|these|those|all|our)\s+)*$", re.I)
_NOUN_OF = re.compile(r"\s+(?:\(\d+\s?%\)\s+)?(?:\w+\s+){0,2}")


def _is_set_against(sentence: Sentence, group: Group, span: Span) -> bool:
    """Whether informal cases counted before in the sentence are told apart from a number's complaints."""
    before = [other for other in sentence.groups if other.end <= span.start < group.start]
    if not before or not _COMPLAINTS.match(sentence.text, group.first.end):
        return False
    part = _OF_THE.search(sentence.text, 0, before[-1].start) or STOP.search(sentence.text, span.end, group.start)
    return part is None and _NOUN_OF.fullmatch(sentence.text, before[-1].end, span.start) is not None


# Time limits ----------------------------------------------------------------------------------------


def nearest_limit(sentence: Sentence, group: Group) -> Limit | None:
    """The time limit that a number's clause names."""
    return _cheapest((_limit_cost(sentence, group, limit), limit) for limit in sentence.limits())


#: "We managed ten days for (31 replies)".
_KEPT = re.compile(r"\b(?:managed|met|made|kept(?: to)?|achieved|hit)\s+(?:the\s+)?$", re.I)
_FOR = re.compile(r"\s+(?:for|in|with)\s+(?:just |only |some |about )?", re.I)


def _limit_cost(sentence: Sentence, group: Group, limit: Limit) -> float | None:
    if limit.start >= group.end:
        gap = sentence.text[group.end : limit.start]
        beyond = STOP.search(gap) or between(sentence, group.end, limit.start, group)
        return (LIMIT_BEYOND if beyond else LIMIT_BEHIND).cost(words_in(gap))
    if group.first.end <= limit.start:
        # "40 of the 80 within 10 working days (50%)"
        return LIMIT_BEHIND.cost(words_in(sentence.text[group.first.end : limit.start]))
    if _KEPT.search(sentence.text, 0, limit.start) and _FOR.fullmatch(sentence.text, limit.end, group.start):
        return 0.0
    if limit.end <= group.start:
        return LIMIT_BEFORE.cost(words_in(sentence.text[limit.end : group.start]))
    return None


# Periods --------------------------------------------------------------------------------------------

#: "Compared", "up from" between a period and the number behind it.
_COMPARED = 1.0
_CHANGES = any_of("improvement, increase, decrease, reduction, rise, fall, drop, change, better, worse, higher, lower")
_COMPARISON = re.compile(
    whole("compared, against, than, versus, vs, whereas, while, but, on, from")
    + r"|\bas (?:in|for|it was in)\b|\bas\s*$|\b(?:consistent|in line|comparable|level) with\b"
    + r"|\b(?:similar|identical|equal) to\b|\bthe same as\b"
    + rf"|\b(?:{_CHANGES}|up|down|fewer|more|less)\s+(?:on|of|from|than|over)\b",
    re.I,
)
_OTHER_CLAUSE = re.compile(
    r"\bwhich\b(?! (?:was|were|had)\b)|"
    + whole(
        "where, when, because, after, before, until, since, into, by, to(?! us)",
        "(most|many) of (them|these|those|which), mostly, mainly, chiefly, largely, especially",
    )
)
#: "Collections, a consequence of the shortage in August": what is set beside has its own time.
_APPOSITION = re.compile(r",\s+an?\s+\w+\s+(?:of|that|which|caused)\b", re.I)
_JOINED = re.compile(whole("and, into, since, by, until, before"))
_SET_AGAINST = re.compile(whole("compared, against, whereas, while, up from, down from"))
#: "From (April to September)" says when, not what a figure is set beside.
_FROM_RANGE = re.compile(r"\bfrom\s+$")
_ENDS_THERE = re.compile(r"\b(?:since|until|into|by)\s+$", re.I)
#: "(Brought forward from) 2022-23".
_CARRIED_FROM = re.compile(r"\b(?:carried|brought|rolled|held)\s+(?:forward|over|in)?\s*from\s+(?:the\s+)?$", re.I)
_BESIDE_WHICH = re.compile(r"\b(?:on|than|from|(?<!, )with)\s+(?:in\s+)?(?:the\s+)?$")
#: "(than the previous year, when performance was) 74%".
_VALUE_OF_IT = re.compile(
    rf"[\s(:,]*(?:{any_of('performance, figure, rate, total, result, level, score')}s?\s+)?"
    r"(?:which |that |it |when |where )?(?:we |they |there |it )?(?:was |were |stood at |of |saw |had )?\(?\s*"
    r"|,?\s*(?:when|where)\s+(?:there|we|it|they)\s+(?:was|were|had|saw)\s+(?:[^.;:,]{0,60}\band\s+)?"
    r"(?:only |just |a total of |also )*",
    re.I,
)
#: A period at most so many words behind another number is that one's: "28 in 2022-23".
_OWN_WORDS = 3


_LABELS = re.compile(r"\s*\(\s*")


def labelled_period(sentence: Sentence, group: Group) -> Period | None:
    """The period that a number stands behind in brackets: "2023-24 (179)", "the previous year (161)"."""
    opened = [p for p in sentence.periods if p.end <= group.start and not p.vague]
    inside = sentence.text[group.end :].partition(")")[0]
    if any(group.end <= p.start < group.end + len(inside) for p in sentence.periods):
        return None
    return next((p for p in opened if _LABELS.fullmatch(sentence.text, p.end, group.start)), None)


def own_period(sentence: Sentence, group: Group) -> Period | None:
    """The period that belongs to a number: beside it, or the one that holds for its clause."""
    labelled = labelled_period(sentence, group)
    if labelled is not None:
        return labelled
    offers = [(_period_cost(sentence, group, period), period) for period in sentence.periods if not period.vague]
    return _part_behind(sentence, group, offers) or _cheapest(offers)


_STRETCH = re.compile(r"[^.;,:()]*\b(?:in|during|for|over|between|from)\s+(?:the\s+)?$", re.I)


def _part_behind(sentence: Sentence, group: Group, offers: Iterable[tuple[float | None, Period]]) -> Period | None:
    """The part of a year right behind a number, where only "the year" is spoken of before it."""
    possible = [period for cost, period in offers if cost is not None]
    if any(period.year or period.part for period in possible if period.end <= group.start):
        return None
    behind = (period for period in possible if period.part and period.start >= group.end)
    return next((p for p in behind if _STRETCH.fullmatch(sentence.text, group.end, p.start)), None)


def _period_cost(sentence: Sentence, group: Group, period: Period) -> float | None:
    if period.start >= group.first.end:
        return _period_cost_behind(sentence, group, period)
    if period.end <= group.start:
        return _period_cost_before(sentence, group, period)
    return None


#: "512 complaints, (relating to 730 issues,) were received in 2022/23": what they were made up of is told by the way.
_BY_THE_WAY = re.compile(
    r"\s+(?:\w+\s+)?complaints,\s+(?:relating to|containing|raising|covering|comprising|made up of)\s+[^.;,]*?"
    r"\d[^.;]*?,\s+(?=(?:were|was|had been)\s)",
    re.I,
)


def _period_cost_behind(sentence: Sentence, group: Group, period: Period) -> float | None:
    aside = _BY_THE_WAY.match(sentence.text, group.end, period.start) if period.start >= group.end else None
    if aside is not None:
        return PERIOD_BEHIND.cost(words_in(sentence.text[aside.end() : period.start]))
    gap = sentence.text[group.end : period.start] if period.start >= group.end else ""
    if re.search(r"\bto\b|\s-\s", sentence.text[period.start : period.end]):
        gap = _FROM_RANGE.sub("", gap)
    if between(sentence, group.end, period.start, group) or STOP.search(gap):
        return None
    if _opens(sentence.text[group.end : period.start]) and not _is_alone_in_brackets(sentence, period):
        return None
    if (")" in gap and "(" not in gap) or ":" in gap:
        return None
    if _COMPARISON.search(re.sub(r"\bon time\b", "", gap)) or _OTHER_CLAUSE.search(gap):
        return None
    if _APPOSITION.search(gap):
        return None
    return PERIOD_BEHIND.cost(words_in(gap), comma="," in gap, joined=_JOINED.search(gap) is not None)


#: "... came in quarter four and 23 were open, one complaint was withdrawn": a clause of its own.
_FRESH = re.compile(r",\s*(?:and\s+)?$")
_HAPPENED = re.compile(r"\s+(?:complaints?|cases?)\s+(?:was|were|had)\b")


_CLOSED_THEN = re.compile(r"^\),?(?=\s+(?:when|where)\s)")


def _period_cost_before(sentence: Sentence, group: Group, period: Period) -> float | None:
    gap, lead = sentence.text[period.end : group.start], sentence.text[: period.start]
    if _is_alone_in_brackets(sentence, period):
        # "the year before (2021-22), when 14 came in"
        gap = _CLOSED_THEN.sub(" ", gap)
    if STOP.search(gap) or _closes(gap) or _is_taken(sentence, period):
        return None
    if _ENDS_THERE.search(lead) or _CARRIED_FROM.search(lead):
        return None
    if _BESIDE_WHICH.search(lead) and not _VALUE_OF_IT.fullmatch(gap):
        return None
    numbers = len(between(sentence, period.end, group.start, group))
    if numbers and period.part and lead.strip() and _FRESH.search(gap) and _HAPPENED.match(sentence.text, group.end):
        return None
    against = _SET_AGAINST.search(gap) is not None
    return PERIOD_BEFORE.cost(words_in(gap), numbers=numbers) + _COMPARED * against


def _opens(gap: str) -> bool:
    """Whether a bracket opens in a gap and is still open behind it."""
    return gap.count("(") > gap.count(")")


def _is_alone_in_brackets(sentence: Sentence, period: Period) -> bool:
    """Whether a bracket holds a period and no more: "48 (Q1)"."""
    closed = sentence.text[period.end - 1 : period.end + 1]
    return sentence.text[: period.start].endswith("(") and ")" in closed


def _closes(gap: str) -> bool:
    """Whether a bracket that was open before a gap closes in it."""
    return gap.count(")") > gap.count("(")


def _is_taken(sentence: Sentence, period: Period) -> bool:
    """Whether a period stands right behind a number ("28 in 2022-23"), and so belongs to that one."""
    if any(_LABELS.fullmatch(sentence.text, period.end, group.start) for group in sentence.groups):
        # "much as in 2022-23 (44%), and the mean was 31"
        return True
    gaps = (sentence.text[group.end : period.start] for group in sentence.groups if group.end <= period.start)
    return any(words_in(gap) <= _OWN_WORDS and not re.search(r"[,;:]", gap) for gap in gaps)
