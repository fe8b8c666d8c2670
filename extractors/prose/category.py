"""Categories: the name of a group of complaints, cut out of the words around a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.context import Context
from extractors.education import names_education
from extractors.lexicon.facets import Facets, stream_of
from extractors.lexicon.words import any_of
from extractors.numbers import SPELLED
from schemas.codes import Dimension, Stream


@dataclass(frozen=True)
class Breakdown:
    """A group that a number of complaints is about: its dimension and its name as published.

    ``share``: the words before the number name it ("Repairs accounted for 188"), and may go on to list others.
    """

    dimension: Dimension
    category: str
    share: bool = False


#: The council as a whole, which is no group of it; "council tax" and "council housing" are.
_THE_COUNCIL = (
    r"^(?:the |our |this )?(?:council(?!\s+(?:tax|housing|homes|house))|"
    + any_of(
        "authority, borough, county, us, we, it, service as a whole, organisation, association, group, trust",
        "university, college, institution, health board, landlord, company, fire service, police force, commission",
    )
    + r")(?:'s)?\b"
)
#: Words with which no name of a group begins.
_NO_NAME = any_of(
    "all, every, any, both, each, these, those, them, which, whom, what, that, a total",
    "the year, time(?! (taken|it)), full, part, total",
    "answer, response, reply, review, investigation, fault, detail",
    "higher, lower, fewer, greater, increased, decreased",
    "compared, comparison, dealt, together, along, coupled, combined, starting, beginning, ending",
    "before, after, when, since, until, while, because, if, although, majority, minority, bulk",
)
#: "The service" without a name of its own is whoever the report is about.
_NOBODYS = any_of("service, services, team, department, directorate, office, section, unit")
_UNNAMED = rf"^(?:the |our |this |my |its |their )?{_NOBODYS}$"
#: "Eleven", "a hundred and two".
_ONLY_NUMBER = rf"^(?:an? |the |another |some |about )*{SPELLED}$"
_OURSELVES = re.compile(rf"{_THE_COUNCIL}|^{_NO_NAME}\b|{_UNNAMED}|{_ONLY_NUMBER}", re.I)

# Where the name of a group ends (the words are as in the middle of a sentence: small letters) -------------

_NUMBER_NEXT = rf"(?:\d|{SPELLED}|the (?:other|remaining))"
_VERB_NEXT = any_of("found, made, reached, had, it, we, they, also, is, was, were, upheld, decided, [a-z]+ed")
_CLAUSE_NEXT = any_of(
    "were, was, are, is, has, have, had, rose, fell, raised (concerns|issues), provided",
    "which, (?<!people )(?<!person )(?<!those )who, when, where, while, whilst, but, compared, against",
    "reached, came, went, arrived, accounted, totalled, numbered",
    "because, (?<!more )(?<!less )(?<!older )than, (?<!ooked )after, before, since, during, and a further, that",
)
_CLAUSE_AFTER_COMMA = any_of(
    "which, who, whose, where, while, compared, against, up, down, as, but, with, a, an, the, followed, mostly, mainly",
    "this, that, it, there, [a-z]+ing (a|an|the|our|this|that|no|some|more|less)",
    "from, ranging, such, including, like, among, especially, particularly, notably, chiefly, largely, principally",
    "for (the most part|example|instance), in (the )?main, usually, often, typically, most of, many of, some of",
)
_END = re.compile(
    rf"\s+and\s+{_VERB_NEXT}\b|\s+{_CLAUSE_NEXT}\b|,\s+{_CLAUSE_AFTER_COMMA}\b"
    r"|,\s+and\s+(?:the|we|our|it|they)\b|,?\s+of (?:whom|which)\b"
    r"|,?\s+and\s+the\s+(?:rest|remainder|others?|remaining)\b|\s+in their own right\b|\s+directly\b"
    rf"|,\s+(?:and\s+)?(?={_NUMBER_NEXT}|the rest)|\s+and\s+(?={_NUMBER_NEXT})|\s+\(|\s*$"
    rf"|\s+-\s+(?={_NUMBER_NEXT}|(?:an?|this|which|up|down|more|fewer|the same)\b)"
)
_LOOSE_END = re.compile(
    rf"(?:\s+{any_of('in their own right, and, or, in, on, of, at, by, to, the, a, an, with, for, from, which, then')}"
    r"|\s+further)+\s*$",
    re.I,
)
_ALONE = re.compile(r"\s+(?:alone|between them|themselves)\s*$", re.I)
_LOOSE_START = re.compile(
    r"^(?:(?:(?:the )?(?:highest|lowest|most|fewest|least)\s+)?(?:in|for|from)\s+(?:the\s+)?"
    r"|(?:followed by|then came|and then|then)\s+(?:the\s+)?"
    r"|complaints?\s+(?:about|against|to|on|concerning)\s+(?:the\s+)?"
    r"|(?:the|a|an|our|their|being|either)\s+)",
    re.I,
)
_PUNCTUATION = " ,:;-\"'"
_IN_YEAR = re.compile(
    r"\s+(?:in|over|during|for|throughout) (?:the (?:financial |reporting )?(?:year|period)|this year|20\d\d\S*)\s*$"
)


#: "(The directorate's) work with adults": the name is that of those it works with, or of where.
_WORK_WITH = re.compile(
    r"^(?:(?:the|our|its|their)\s+)?(?:(?:directorate|department|service|division|council|team|authority)'?s?'?\s+)?"
    r"work(?:\s+(?:undertaken|done|carried out))?\s+(?:with|in|for)\s+(?:the\s+)?(?=[A-Za-z])",
    re.I,
)


def clean(words: str) -> str:
    """The name of a group, without what follows it and without the little words around it."""
    words = _WORK_WITH.sub("", words.lstrip())
    end = _END.search(words)
    words = words[: end.start()] if end else words
    words = _ALONE.sub("", _LOOSE_END.sub("", _IN_YEAR.sub("", words).strip(_PUNCTUATION)))
    return _LOOSE_START.sub("", words).strip(_PUNCTUATION)


_FOLLOWING = re.compile(r"^.*\bfollowing\s+\w+(?:\s+\w+)?\s*[-:]\s*", re.I)
_WHICH = re.compile(r"\s+(?:which|who|where)\b.*", re.S)


def bare_name(words: str) -> str:
    """The name of an item between others of a list, verbs of its own included: "the way money matters were handled"."""
    words = _FOLLOWING.sub("", _WHICH.sub("", words))
    return _LOOSE_START.sub("", words.strip(_PUNCTUATION)).strip(_PUNCTUATION)


def reason_of(words: str) -> Breakdown:
    """A reason told in a clause of its own: "(because) promised repairs had not been done"."""
    return Breakdown(Dimension.THEME, _LOOSE_START.sub("", _LOOSE_END.sub("", words.strip(_PUNCTUATION))))


_AGED = re.compile(r"^(?:young |older )?(?:people|persons|children|adults|customers|complainants)\s+(?=\S)", re.I)
_AGED_BETWEEN = re.compile(r"^aged\s+(?:between\s+)?", re.I)


def group_of(dimension: Dimension, words: str) -> Breakdown:
    """A group by its name; of people of an age the age alone: "people aged between 30 and 40" are 30 and 40."""
    if dimension is Dimension.AGE:
        words = _AGED_BETWEEN.sub("", _AGED.sub("", words))
    return Breakdown(dimension, words)


def is_ourselves(name: str) -> bool:
    """Whether a name means the whole council, or begins as no name does."""
    return _OURSELVES.match(name) is not None


def names_council(words: str, context: Context) -> bool:
    """Whether words hold the council's own name."""
    council = context.scope.council
    names = {council.name, council.slug.replace("-", " "), *council.aliases}
    return any(name.lower() in words.lower() for name in names)


def without_council(words: str, context: Context) -> str:
    """Words without the council's own name and year: "adult social care in Kent" is adult social care."""
    council = context.scope.council
    names = sorted({council.name, council.slug.replace("-", " "), *council.aliases}, key=len, reverse=True)
    name = "|".join(re.escape(name) for name in names if name)
    before = r"(?:\s*\b(?:in|about|against|of|by|for|across|to)\s+)?"
    words = re.sub(rf"{before}\b(?:the\s+)?(?:{name})(?:\s+council)?(?:'s)?\b", "", words, flags=re.I)
    return _IN_YEAR.sub("", words).strip(" ,")


def procedure_of(said: Facets, context: Context) -> Stream | None:
    """The one procedure that words name, where they name no more."""
    stream = stream_of(said, context.family)
    return None if stream is Stream.ALL else stream


_EDUCATION = re.compile(r"(?:education|SEND)(?:(?:/| and )\w+)?", re.I)


def is_childrens_education(what: str, context: Context) -> bool:
    """Whether words mean education, which is under the corporate procedure, where a report tells of all for children.

    So it is in a report on schools, which have procedures of their own.
    """
    whole = context.scope.whole in (Stream.CHILDREN, Stream.SCHOOLS)
    of_all = context.stream in (None, Stream.CHILDREN, Stream.SCHOOLS) and whole
    return of_all and (_EDUCATION.fullmatch(what) is not None or names_education(what))


#: Names that end so are those of services: "disabled children's team".
_SERVICE_NAME = re.compile(rf"\s{any_of('teams?, directorate, department, division, unit')}$", re.I)
#: Dimensions whose groups bear each other's names: "Damp and mould" may be a theme or a service.
_ALIKE = (None, Dimension.SERVICE_AREA, Dimension.THEME, Dimension.CATEGORY_OF_SUPPORT)
#: Who people are, and how they got in touch: a section about that does not make what they complain about such a group.
_OF_PEOPLE = (Dimension.COMPLAINANT, Dimension.CHANNEL, Dimension.AGE, Dimension.GENDER, Dimension.ETHNICITY)


def dimension_of(what: str, said: Facets, context: Context, default: Dimension) -> Dimension:
    """What a group of this name breaks complaints down by; ``default``: where neither name nor section says."""
    if said.group in _ALIKE and _SERVICE_NAME.search(what):
        return Dimension.SERVICE_AREA
    cue = None if context.cue in _OF_PEOPLE and default not in _OF_PEOPLE else context.cue
    return said.group or cue or default


#: "Both Housing and Planning": a group of its own, of neither alone.
_BOTH = re.compile(r"both\s+\S.*\sand\s+\S", re.I)


def is_both(name: str) -> bool:
    """Whether a group is of two things together."""
    return _BOTH.match(name) is not None


#: "(The Partnership covers) adults and children": of neither alone.
_BOTH_AGES = re.compile(
    r"\b(?:adults?|older people)\b[\w' ]{0,25}\band (?:young people|children)\b"
    r"|\bchildren\b(?!'s)[\w' ]{0,25}\band adults\b",
    re.I,
)


def of_both_ages(words: str) -> bool:
    """Whether words speak of care for adults and children together."""
    return _BOTH_AGES.search(words) is not None


#: So many words tell what was wrong rather than name a service.
_TOLD_AT_LENGTH = 5


def named(words: str, context: Context, default: Dimension) -> Breakdown | Stream | None:
    """What words behind "about" and the like name: a group, or a procedure; None: the council, or nothing."""
    what = without_council(clean(words), context)
    if is_both(what) and context.facets(what).streams:
        return Breakdown(Dimension.SERVICE_AREA, what)
    if not what or is_ourselves(what):
        return None
    said = context.facets(what)
    if not said.residue and (said.periods or not (said.group or said.streams)):
        return None
    stream = procedure_of(said, context)
    clients = _WORK_WITH.match(words.lstrip()) is not None
    if stream is not None and len(said.residue) <= 1 and (not said.group or clients):
        return stream
    dimension = dimension_of(what, said, context, default)
    told = default is Dimension.THEME and what[0].islower() and len(what.split()) >= _TOLD_AT_LENGTH
    if told and dimension is Dimension.SERVICE_AREA and not _SERVICE_NAME.search(what):
        # "about the cost of care or an assessment" tells a reason, though it names a service too
        return group_of(default, what)
    if default is Dimension.THEME and said.group is Dimension.CHANNEL:
        # "about the booking app"
        return group_of(default, what)
    about_them = default is Dimension.THEME and (said.group is Dimension.COMPLAINANT or dimension in _OF_PEOPLE)
    return group_of(default if about_them and not _names_people(said) else dimension, what)


def _names_people(said: Facets) -> bool:
    """Whether words are themselves a group of people, as of an age: "about children under 10"."""
    return said.group in _OF_PEOPLE and said.group is not Dimension.COMPLAINANT
