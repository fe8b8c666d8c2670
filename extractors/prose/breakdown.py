"""Breakdowns named behind a number: "12 were about delay", "27 council tax complaints", "nine in Finance"."""

from __future__ import annotations

import re

from extractors.context import Context
from extractors.lexicon.facets import Facets
from extractors.lexicon.words import any_of
from extractors.numbers import SPELLED
from extractors.prose.category import (
    Breakdown,
    clean,
    group_of,
    is_both,
    is_childrens_education,
    is_ourselves,
    named,
    procedure_of,
    reason_of,
    without_council,
)
from extractors.prose.channel import channel_before, channel_of
from extractors.prose.counting import PEOPLE
from extractors.prose.groups import Group
from extractors.prose.modifier import modifier_of
from extractors.prose.procedures import procedure_listed
from extractors.prose.ranked import ranked
from extractors.prose.sentence import Sentence
from extractors.prose.subject import find_subject
from schemas.codes import Dimension, Stream

_WHAT = r"\s+(?P<what>[^.;()]+)"
#: Groups of people: who complained, and of what age and gender.
_PEOPLE = (Dimension.COMPLAINANT, Dimension.GENDER, Dimension.AGE)


def find_breakdown(sentence: Sentence, group: Group, context: Context) -> Breakdown | Stream | None:
    """What part of the complaints a number counts; a stream where the words name one; None: all of them."""
    listed = procedure_listed(sentence, group, context)
    if listed is not None:
        return listed
    tail = _without_procedure(_WHERE_AND_WHEN.sub("", words_behind(sentence, group)), context)
    channel = channel_of(tail) or channel_before(sentence.text[: group.start])
    if channel is not None:
        return channel
    by_rank = ranked(sentence, group, context)
    if by_rank is not None:
        return by_rank
    about = ABOUT.match(tail)
    if about:
        if _is_all_of_stream(sentence, group, about.start("how")):
            return None
        if (
            group.base is None
            and is_childrens_education(without_council(clean(about["what"]), context), context)
            and not is_both(clean(about["what"]))
        ):
            return Stream.CHILDREN_CORPORATE
        return named(about["what"], context, Dimension.THEME)
    told = _RESULT_OF.match(tail) or _CALLED.match(tail) or _OVER.match(tail)
    if told and not context.facets(clean(told["what"])).measures:
        return named(told["what"], context, Dimension.THEME)
    reason = _BECAUSE.match(tail) or _WHERE_ISSUE.match(tail)
    if reason:
        return reason_of(reason["what"])
    if _COMPLIMENTS.search(sentence.text) and (thanked := _FOR_WHOM.match(tail)):
        return _thanked(clean(thanked["what"]), context)
    beside = _next_subject(sentence, group, tail, context) or _by_whom_before(sentence, group, context)
    if beside is not None:
        return beside
    people = _people(tail, context) or _in_cases_who(sentence, group, tail, context)
    if people is not None:
        return people
    modifier = modifier_of(tail, context)
    if modifier is not None:
        group_named = named(modifier, context, Dimension.SERVICE_AREA)
        origin = _placed(_BEHIND_CASES.sub("", tail), context) if isinstance(group_named, Stream) else None
        # "36 children's complaints came from parents"
        return origin if isinstance(origin, Breakdown) and origin.dimension in _ORIGINS else group_named
    placed = _placed(tail, context)
    if isinstance(placed, Breakdown) and placed.dimension is Dimension.WARD and not _WHERE.search(sentence.text):
        return Breakdown(Dimension.OTHER, placed.category)
    return placed or _of_ethnic_group(sentence, tail) or _were(tail, context) or find_subject(sentence, group, context)


#: "(We had 203 compliments: 71) for our nurseries".
_FOR_WHOM = re.compile(r"^\s+(?:(?:were|was|of them|of these|went)\s+)?(?:for|to|about)\s+(?P<what>[^.;():]+)", re.I)
_COMPLIMENTS = re.compile(r"\bcompliments?\b(?!.*\bcomplaints?\b)", re.I | re.S)
#: Stages and times between a number and its group: "210 complaints at stage 1 in 2023/24 were made by telephone".
_WHERE_AND_WHEN = re.compile(
    r"\s+(?:at|under|in|through|for)\s+(?:the\s+)?"
    r"(?:(?:stage|level|step)\s+(?:\d|one|two|three)|(?:first|second|third|final|initial)\s+stage)\b"
    r"|\s+(?:in|during|over|for)\s+(?:20\d\d\s?[-/\u2013]\s?\d+|the year|this year)(?=[\s,.;)]|$)",
    re.I,
)
_BEFORE_CASES = re.compile(r"^\s+(?P<words>(?:[\w'&/-]+\s+){1,5}?)(?=(?:complaints?|cases)\s+(?:came|were|was)\b)")


def _without_procedure(tail: str, context: Context) -> str:
    """The words behind a number without those that only name a procedure: "children's services complaints came"."""
    match = _BEFORE_CASES.match(tail)
    said = context.facets(match["words"]) if match else None
    only = said is not None and said.streams and not (said.residue or said.group or said.measures)
    return f" {tail[match.end() :]}" if match and only else tail


_BEHIND_CASES = re.compile(r"^.*?\b(?=(?:complaints?|cases|enquiries|compliments)\b)", re.S)
_ASIDE = re.compile(r"^(?:\s+\w+){0,2}\s*\([^)]*\)")
_BRACKET_THEN_VERB = re.compile(r"^[^)]*\)\s+(?:were|was|of|came|arrived|reached us|concerned|related to|involved)\b")


def words_behind(sentence: Sentence, group: Group) -> str:
    """The words behind a number, up to the next number; brackets with more numbers of it are left out."""
    start, text, head = group.end, sentence.text, ""
    aside = _ASIDE.match(text[start:])
    inside = text[:start].count("(") > text[:start].count(")") and ")" in text[start:]
    if aside and re.search(r"\d", aside[0]):
        head, start = aside[0].partition("(")[0], start + aside.end()
    elif inside and _BRACKET_THEN_VERB.match(text[start:]):
        start = text.index(")", start) + 1
    end = min((other.start for other in sentence.groups if other.start >= start), default=len(text))
    return head + text[start:end].rstrip(" (")


# "Were about" ---------------------------------------------------------------------------------------

_ABOUT_WORDS = any_of(
    "about, concern(ed|ing), relat(ed|ing|es?) (specifically )?to, regarding, in relation to, in respect of, due to",
    "rais(ed|ing) (issues|concerns) (about|over|regarding|with|around)",
    "involv(ed|ing), arose from, stemmed from, on the subject of, because of, to do with",
)
ABOUT = re.compile(
    r"^(?:\s+of (?:the|these|those|our|all|its))?(?:\s+[\w'-]+){0,4}?\s*(?:,\s*)?"
    r"(?:that |which )?(?:(?:were|was|are|is|have been|had been) )?"
    r"(?:(?:also|mostly|mainly|specifically|therefore|thus|again|actually|raised|made|received|logged) )*"
    rf"(?P<how>{_ABOUT_WORDS})(?!\s+(?:\d|{SPELLED}\b)){_WHAT}",
    re.I,
)

#: "Four of these had been the result of poor communication".
_RESULT_OF = re.compile(
    r"^(?:\s+of (?:them|these|those|which))?(?:\s+(?:complaints?|cases))?\s+(?:were|was|had been|have been)\s+(?:as )?"
    rf"(?:a |the )?(?:results?|consequence) (?:of|to){_WHAT}",
    re.I,
)
#: "368 were categorised as 'other'", "four over staff behaviour".
_CALLED = re.compile(
    r"^(?:\s+(?:complaints?|cases|of (?:them|these|those|which)))?\s+(?:were|was|are)\s+"
    rf"{any_of('categori[sz]ed, classified, classed, labelled')}\s+(?:as|under)\s+['\"\u2018]?(?P<what>[^.;()]+)",
    re.I,
)
_OVER = re.compile(
    r"^(?:\s+(?:complaints?|cases|of (?:them|these|those)))?\s+over"
    rf"(?!\s+(?:\d|{SPELLED}\b|(?:the|this|that|a|an|all|each|our)\s|time\b|last\b|half\b|\u00a3)){_WHAT}"
)
_DUE_TO = re.compile(r"(?:due to|because of|arose from|stemmed from)$", re.I)


def is_due_to(sentence: Sentence, group: Group) -> bool:
    """Whether words behind a number say why it came about, not what the complaints were about."""
    about = ABOUT.match(words_behind(sentence, group))
    return about is not None and _DUE_TO.match(about["how"]) is not None


_THE_OR_ALL = re.compile(r"(?:^|[.;]\s*)\W*(?:the|all(?: of)? the)\s+$", re.I)


def _is_all_of_stream(sentence: Sentence, group: Group, length: int) -> bool:
    """Whether a number is all that a procedure had: "The three public health complaints concerned a clinic"."""
    if group.first.unit is not None or not _THE_OR_ALL.search(sentence.text[: group.start]):
        return False
    end = group.end + length
    return any(group.end <= span.start and span.end <= end for span in sentence.tagged("stream"))


#: "12 were escalated because the work had not been done": a reason for part of them.
_BECAUSE = re.compile(
    r"^(?:\s+[\w'-]+){0,4}?\s+(?:escalated|complained|dissatisfied|unhappy|requested|made|raised|brought|further)"
    rf"(?:\s+\w+){{0,3}}\s+because{_WHAT}",
    re.I,
)

#: "The 6 complaints where staffing was the main issue".
_WHERE_ISSUE = re.compile(
    r"^(?:\s+[\w'-]+){0,3}?\s+(?:where|in which|for which)\s+(?P<what>[^.;(),]{3,60}?)\s+(?:was|were|is)\s+"
    rf"(?:the|a|their)\s+(?:{any_of('principal, main, primary, chief, key, only, overriding')}\s+)?"
    rf"{any_of('issues?, concerns?, themes?, reasons?, causes?, subjects?, topics?, factors?')}\b",
    re.I,
)

#: "Of those, 214 concerned bins, (33) the council's own ferries": the verb is said once.
_CONCERNED_ONCE = re.compile(
    rf"(?:\d|{SPELLED})\s+(?:of (?:them|these)\s+|complaints\s+|were\s+)?(?:concerned|were about|about)"
    r"\s+[^;.()\d]*(?:,|\band)\s+(?:[^;.()]*(?:,|\band)\s+)?$",
    re.I,
)
_NOUNS_ONLY = re.compile(r"^\s+(?P<what>(?:the|our|an?|its|their)\s+[a-z][^;.(),]{2,60}?)\s*(?:,|\band\b|[.;]|$)", re.I)
_TOLD_VERB = re.compile(r"\b(?:was|were|had|has|is|are|[a-z]+ed)\b")


def _next_subject(sentence: Sentence, group: Group, tail: str, context: Context) -> Breakdown | None:
    """What the next of a list of complaints was about, where only the first has a verb."""
    match = _NOUNS_ONLY.match(tail)
    if match is None or _TOLD_VERB.search(match["what"]) or not _CONCERNED_ONCE.search(sentence.text[: group.start]):
        return None
    what = clean(match["what"])
    return Breakdown(Dimension.THEME, what) if what and not context.facets(what).measures else None


# People ---------------------------------------------------------------------------------------------

_PEOPLE_NEXT = re.compile(
    r"^\s+(?P<what>(?:young\s+|older\s+)?(?:males?|females?|men|women|boys|girls)\b"
    rf"|(?:young\s+)?{any_of('people, children, persons, adults, residents, tenants, customers')}\s+"
    r"(?:aged\s+)?(?:between\s+|under\s+|over\s+)?\d+(?:\s*(?:-|\u2013|to|and)\s*\d+)?(?:\s+years)?\b"
    r"(?=\s+(?:were|was|who|made|had|complained|brought|raised)\b|\s*[,.;)]|\s*$))",
    re.I,
)
_CASES = any_of(
    "complaints?, cases?, complainants, enquiries, concerns, compliments?, decisions?, investigations?",
    "of (them|these|those|which|the (complaints?|cases?)|all (stage _ )?complaints?|this year's _|the _)",
)
_WERE = re.compile(rf"^(?:\s+{_CASES})?\s+(?:were|was|are|is)\s+(?P<what>[a-z][^.;()]{{2,60}})", re.I)
_THAT = re.compile(r"that\b", re.I)
_FAILINGS = re.compile(rf"(?:alleged\s+)?{any_of('failures?, failings?, lack, delays?')}\s+(?:in|of|to|with)\b", re.I)


def _people(tail: str, context: Context) -> Breakdown | None:
    """The people that a number counts: "27 young men"."""
    match = _PEOPLE_NEXT.match(tail)
    return _of_people(match["what"], context) if match else None


#: "In five cases an advocate (wrote)", "in three it was a foster carer who (complained)".
_IN = re.compile(r"\bin\s+(?:a further |another |the other )?$", re.I)
_WHO = re.compile(
    r"^\s*(?:(?:further |other )?(?:cases|complaints|instances|of (?:them|these)))?\s*,?\s*(?:it was )?"
    r"(?:an?|the|another)\s+(?P<what>(?:[a-z'/-]+\s+){0,3}?[a-z'/-]+)(?:\s+who)?\s+"
    rf"{any_of('complained, wrote, acted, made, raised, brought, contacted, spoke, rang, complaining, came')}\b"
    r"|^\s*(?:an?|the)\s+(?P<alone>(?:[a-z'/-]+\s+){0,3}?[a-z'/-]+)\s*(?:[,.;)]|$)",
    re.I,
)


def _in_cases_who(sentence: Sentence, group: Group, tail: str, context: Context) -> Breakdown | None:
    """Who complained in so many cases: "in five cases an advocate wrote to us"."""
    match = _WHO.match(tail) if _IN.search(sentence.text, 0, group.start) else None
    found = _of_people(match["what"] or match["alone"], context) if match else None
    return found if found is not None and found.dimension is Dimension.COMPLAINANT else None


#: "(Complaints were made) by a relative in 52 cases, by an advocate in (12)".
_BY_WHOM = re.compile(r"\b(?:by|from)\s+(?P<what>(?:[a-z'/-]+\s+){1,6}?)in\s+(?:a further |another |only )?$", re.I)


def _by_whom_before(sentence: Sentence, group: Group, context: Context) -> Breakdown | None:
    """Who complained in so many cases, told before the number."""
    match = _BY_WHOM.search(sentence.text, 0, group.start) if group.first.unit is None else None
    what = clean(match["what"]) if match else ""
    return _of_people(what, context) if what else None


def _thanked(what: str, context: Context) -> Breakdown | Stream | None:
    """The service, or the procedure, that compliments were for."""
    said = context.facets(what)
    stream = procedure_of(said, context)
    if stream is not None and len(said.residue) <= 1:
        return stream
    return None if not what or said.periods or is_ourselves(what) else Breakdown(Dimension.SERVICE_AREA, what)


_ETHNIC = re.compile(r"\bethnic(?:ity)?\b", re.I)
_OF_A = re.compile(r"^(?:from|of|in) (?:an?y? |the )?", re.I)


def _of_ethnic_group(sentence: Sentence, tail: str) -> Breakdown | None:
    """The ethnic group in a list that says it is of those: "47 were White, nine were Asian or Asian British"."""
    match = _WERE.match(tail.lower()) if _ETHNIC.search(sentence.text) else None
    what = _OF_A.sub("", clean(tail[match.start("what") : match.end("what")])) if match else ""
    return Breakdown(Dimension.ETHNICITY, what) if what and not _ETHNIC.fullmatch(what) else None


def _were(tail: str, context: Context) -> Breakdown | None:
    """Who or what they were: "51 were parents", "The 7 complaints were failures in procedure"."""
    match = _WERE.match(tail)
    if match is None or _THAT.match(match["what"]):
        return None
    what = clean(match["what"])
    said = context.facets(what)
    theme = said.group is Dimension.THEME and not said.measures and len(what.split()) > 1 and _FAILINGS.match(what)
    return Breakdown(Dimension.THEME, what) if theme else _of_people(what, context)


def _of_people(what: str, context: Context) -> Breakdown | None:
    said = context.facets(what)
    return group_of(said.group, what) if said.group in _PEOPLE and not said.measures else None


# Places, channels and people behind a preposition ------------------------------------------------------

#: Words of sentences that tell where complaints came from.
_WHERE = re.compile(
    rf"\b{any_of('place, ward, town, village, parish, area, localit(y|ies), division, neighbourhood')}s?\b", re.I
)
_PLACE = re.compile(
    r"^(?:\s+"
    + any_of(
        "stage _, (first|second|third)-stage, formal, new",
        "(withdrawn|upheld|(not|partly|partially) upheld)(?=\\s+(?:stage|complaints?|cases)\\b)",
        "of, the, them, these, those, which, complaints?, cases?, compliments?, all, a, further, other, were",
        "therefore, thus, mostly, mainly",
        "was, are, being, came, made, received, recorded, noted, directly, raised, submitted, arrived, sent, logged",
        "handled, dealt with",
    )
    + r")*?\s+(?P<how>for|in|within|from|by|through|via|against|on behalf of|at)"
    + rf"(?:\s+(?:\d+|{SPELLED})(?:\s+(?:different|separate|individual))?(?=\s+(?:[a-z]+\s+)?{PEOPLE}\b))?"
    + _WHAT,
    re.I,
)
#: What stands behind a preposition and is no place: times, stages, shares.
_NO_PLACE = re.compile(
    any_of(
        r"stage, time, full, part, the (year|period|first|second|third|last|same|previous), 20\d\d, total, which, turn",
        "response, addition, line, detail, favour, fact, whole, writing (within|in), one, two, three, all, more than",
        r"less than, \d, target, both",
    )
    + r"\b",
    re.I,
)
#: "(98 were in) secondary schools".
_KIND_OF_SCHOOL = re.compile(
    r"(?:(?:primary|secondary|special|infant|junior|nursery|first|middle|upper|grammar|church"
    r"|voluntary[ -](?:aided|controlled)|community|foundation|maintained|all-through|independent|free)"
    r"(?: and |, | or )?)+ (?:schools?|academies|sector|phase)",
    re.I,
)
#: Breakdowns by whom complaints came from, or through which channel.
_ORIGINS = (
    Dimension.COMPLAINANT,
    Dimension.CHANNEL,
    Dimension.GENDER,
    Dimension.AGE,
    Dimension.CATEGORY_OF_SUPPORT,
)


def _placed(tail: str, context: Context) -> Breakdown | Stream | None:
    """Where complaints came from or to: "nine in Finance", "four by email", "six from parents"."""
    match = _PLACE.match(tail)
    if match is None or _NO_PLACE.match(match["what"]):
        return None
    how, what = match["how"].lower(), clean(match["what"])
    if not what or is_ourselves(what):
        return None
    said = context.facets(what)
    if _KIND_OF_SCHOOL.fullmatch(what):
        return Breakdown(Dimension.OTHER, what)
    if said.periods or said.limits or (said.measures and not said.residue):
        return None
    if is_childrens_education(what, context):
        return Stream.CHILDREN_CORPORATE
    stream = procedure_of(said, context)
    if stream is not None and len(said.residue) <= 1 and said.group not in _ORIGINS:
        within = context.stream is Stream.CHILDREN_CORPORATE and stream is Stream.CHILDREN
        return Breakdown(Dimension.SERVICE_AREA, what) if within else stream
    dimension = _dimension(how, what, said)
    return group_of(dimension, what) if dimension else None


#: The name of a place: "Oswestry", "Bruce Grove", "Newport and Wem".
_IS_PLACE = re.compile(r"(?:(?:the|and|of|upon|on|in|le)\s+|[A-Z][a-z'-]+\s*)+")


def _dimension(how: str, what: str, said: Facets) -> Dimension | None:
    """What the words behind a preposition break complaints down by."""
    if how in ("through", "via"):
        return said.group or Dimension.CHANNEL
    if how == "from" and _IS_PLACE.fullmatch(what) and said.residue and not (said.group or said.streams or said.stages):
        return Dimension.WARD
    if how in ("from", "by", "on behalf of"):
        return said.group if said.group in _ORIGINS else None
    if said.group in (Dimension.SERVICE_AREA, Dimension.THEME, Dimension.CHANNEL):
        return said.group
    named_place = how in ("for", "in", "within", "against") and what[0].isupper() and said.residue
    return Dimension.SERVICE_AREA if named_place else None
