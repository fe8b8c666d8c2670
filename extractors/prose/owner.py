"""Owners: the service or people that a clause is about: "Highways rose from 61 to 75", "For Planning, 31 came in"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context import Context
from extractors.lexicon.facets import Facets
from extractors.lexicon.kinds import BASES, OUTCOMES, TIMES
from extractors.lexicon.words import any_of
from extractors.prose.attach import Choice
from extractors.prose.category import (
    Breakdown,
    clean,
    dimension_of,
    group_of,
    is_ourselves,
    names_council,
    procedure_of,
)
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame
from schemas.codes import Dimension, Measure, Stage, Stream, Unit

_SERVICES = any_of("services?, teams?, directorates?, departments?, divisions?, units?, sections?, contractors?")
#: A name that ends as those of services do.
_SERVICE_NAME = re.compile(rf"\b{_SERVICES}$", re.I)
#: Teams that answer for the whole council.
_ANY_TEAM = frozenset({"complaints", "complaint", "customer", "feedback", "central", "relations", "contact", "team"})
_ALL_CAPITALS = re.compile(r"(?:(?:[A-Z][\w'&/-]*|and|&|of|the|for)(?:\s+|$))+")
_CHANGED = (
    rf"(?:(?:has|have|had)\s+)?(?:(?:also|again|then|slightly|significantly)\s+)*"
    rf"(?:{any_of('increased, decreased, rose, risen, fell, fallen, dropped, grew, grown, reduced, declined, doubled')}"
    rf"|{any_of('halved, trebled, climbed, jumped, went up, went down, gone up, gone down, was up, was down, were up')}"
    rf"|were down|remains?|remained|stands?|stood"
    rf"|{any_of('saw, seen, showed, recorded, experienced, had')}\s+(?:an?|the)\s+(?:\w+\s+)?"
    rf"{any_of('increase, decrease, rise, fall, drop, reduction')})"
)

#: Words of sentences about complaints, and the noun behind the name of a service.
_CASES = re.compile(r"\b(?:complain\w*|cases|upheld|stage)\b", re.I)
_PLURAL_SUBJECT = re.compile(r"\s+(?:complaints?|cases?)$", re.I)

# "Complaints made by young people rose from 15 to 18" -----------------------------------------------------

_COMPLAINTS_OF = re.compile(
    rf"\bcomplaints?\s+(?:(?:that|which)\s+(?:were|was|had been)\s+)?"
    rf"(?:(?P<verb>made|received|raised|submitted|lodged|brought|sent|logged|recorded|upheld)\s+)?(?:directly\s+)?"
    rf"(?P<how>by|from|for|in|to|within|on behalf of)\s+(?P<what>[^.;,()\d]{{3,70}}?)\s+(?:directly\s+)?{_CHANGED}\b"
    r"[^.;]{0,60}$",
    re.I,
)
#: Breakdowns by who complained.
_WHO = (Dimension.COMPLAINANT, Dimension.CHANNEL, Dimension.GENDER, Dimension.AGE, Dimension.CATEGORY_OF_SUPPORT)


def _complaints_of(head: str, context: Context) -> Breakdown | Stream | None:
    """Whom the complaints came from, or which service had them."""
    match = _COMPLAINTS_OF.search(head)
    if match is None:
        return None
    what = clean(match["what"])
    if not what or is_ourselves(what) or names_council(what, context):
        return None
    said = context.facets(what)
    if said.periods or said.stages or said.measures or said.limits:
        return None
    from_whom = match["how"].lower() in ("by", "from", "on behalf of")
    if said.group in _WHO and from_whom:
        return group_of(said.group, what)
    cases = _PLURAL_SUBJECT.search(what) is not None
    what = _PLURAL_SUBJECT.sub("", what)
    received = match["verb"] is not None and match["verb"].lower() in ("received", "logged", "recorded")
    return _service(what, said, context, cases) if received or not from_whom else None


# "Highways rose from 61 to 75" -----------------------------------------------------------------------------

_START = re.compile(r"(?:^|[;:]\s+|,\s+(?:and|while|whilst|whereas|but)\s+|\band\s+)(?=(?:the\s+|our\s+)?[A-Z])")
_CHANGES = re.compile(
    rf"(?:the\s+|our\s+)?(?P<what>[A-Z][^.;:,()\d]{{1,60}}?)(?:,\s*which[^.;]{{3,40}},|\s*\([^()]*\),?)?\s+{_CHANGED}\b"
    r"(?:\s+by\s+[\d,.]+\s?(?:%|per ?cent)?)?(?:\s+(?:[a-z-]+\s+){0,5}?)?"
    r"(?:from|to|of)\s+(?:just |only |a total of )?$"
)


def _changes(sentence: Sentence, group: Group, context: Context, listed: bool) -> Breakdown | Stream | None:
    """The service whose complaints are told to have become more or fewer."""
    before = sentence.text[: group.start]
    for start in reversed([match.end() for match in _START.finditer(before)]):
        match = _CHANGES.fullmatch(before, start)
        if match is None:
            continue
        what = clean(_PLURAL_SUBJECT.sub("", match["what"]))
        if not what or is_ourselves(what) or names_council(what, context):
            return None
        said = context.facets(what)
        if said.periods or said.stages or said.measures or said.limits or "total" in said.flags:
            return None
        if _SERVICE_NAME.search(what) and not _CASES.search(sentence.text):
            # a team that grew has more people
            return None
        return _service(what, said, context, listed)
    return None


def _service(what: str, said: Facets, context: Context, listed: bool = False) -> Breakdown | Stream | None:
    """A service by its name; a procedure where the name is that; None where it may be anything else."""
    stream = procedure_of(said, context)
    if stream is not None and not said.residue:
        return None if stream is Stream.MEMBER_ENQUIRIES else stream
    known = said.group in (Dimension.SERVICE_AREA, Dimension.THEME) and (
        not said.residue or _ALL_CAPITALS.fullmatch(what)
    )
    named = _SERVICE_NAME.search(what) is not None and bool(said.residue or said.group)
    if not (known or named or (listed and _ALL_CAPITALS.fullmatch(what))):
        return None
    return Breakdown(dimension_of(what, said, context, Dimension.SERVICE_AREA), what)


# "For Planning, 31 complaints came in" ----------------------------------------------------------------------

_FRONTED = re.compile(
    r"\s*(?:In relation to|In respect of|With regard to|As regards|Regarding|For|Within|In|Under|Across)\s+"
    r"(?:the\s+|our\s+)?(?P<what>[A-Za-z][^.;:,()\d]{2,60}?),?\s+"
    r"(?:there (?:were|was)|we (?:had|received|logged|recorded)|it (?:had|received)|a total of"
    r"|(?=(?:\d|[a-z]+ complaints?\b)))"
)


def _fronted(sentence: Sentence, context: Context) -> Breakdown | Stream | None:
    """What a sentence says first that it is about."""
    match = _FRONTED.match(sentence.text)
    what = clean(match["what"]) if match else ""
    if not what or is_ourselves(what) or names_council(what, context):
        return None
    said = context.facets(what)
    if said.periods or said.stages or said.measures or said.limits or "total" in said.flags:
        return None
    people = said.group in (Dimension.CATEGORY_OF_SUPPORT, Dimension.COMPLAINANT) and not said.streams
    if people and said.group:
        return group_of(said.group, what)
    found = _service(what, said, context)
    return found if isinstance(found, Breakdown) else None


_DID_TWO = re.compile(
    r"\W*(?:[Tt]he\s+|[Oo]ur\s+)?(?P<what>[A-Z][^.;:,()\d]{1,60}?)\s+(?:\w+ed|had|has|saw|gave|did|made|ran|built|sent|took)\s+"
    r"[^.;:]*?\band\s+(?:(?:also|then)\s+)?(?:received|had|answered|closed|logged|completed)\s+(?:just |only )?$"
)
_OTHER_SUBJECT = re.compile(r"\b(?:we|they|it|i|council|ombudsman|there)\b", re.I)


def _did_two(sentence: Sentence, group: Group, context: Context) -> Breakdown | Stream | None:
    """The service that did something and had complaints: "the Repairs Service did 800 repairs and received 54"."""
    match = _DID_TWO.fullmatch(sentence.text, 0, group.start)
    if match is None or not _SERVICE_NAME.search(match["what"]) or _OTHER_SUBJECT.search(match[0]):
        return None
    what = clean(match["what"])
    if is_ourselves(what) or names_council(what, context):
        return None
    said = context.facets(what)
    named = said.group is not None or bool({word.lower() for word in said.residue} - _ANY_TEAM)
    return _service(what, said, context) if named and not (said.stages or said.periods) else None


_NAME = r"[A-Z][a-z]+(?:(?:,? (?:and|&) | )[A-Z][a-z]+){0,3}"
_VERB = any_of("answered, received, had, closed, logged, recorded, upheld, handled, completed")
#: "Place answered 120 complaints; People (45)": names with a number each are those of services.
_NAME_DID = re.compile(rf"\W*(?:The )?(?P<what>{_NAME}) {_VERB} (?:only |just )?(?=\d)")
_NEXT_DID = re.compile(
    rf"(?:[;,]|\band)\s+(?:and |while |whereas )?(?P<what>{_NAME}),?\s+(?:{_VERB} |with |only |just )?\(?(?=\d)"
)
_NO_NAME = re.compile(
    r"(?:We|They|It|He|She|I|You|Stage|Quarter|Council|Ombudsman|Members|Residents|Customers|Tenants|People"
    r"|In|At|Of|This|The)\b"
)


def _beside_others(sentence: Sentence, group: Group, context: Context) -> Breakdown | None:
    """The service whose name stands before a number, as others do before theirs."""
    first = _NAME_DID.match(sentence.text)
    others = list(_NEXT_DID.finditer(sentence.text, first.end())) if first else []
    if first is None or not others or _NO_NAME.match(first["what"]) or sentence.tagged("stage")[:1]:
        return None
    owners = [match for match in (first, *others) if match.end("what") <= group.start]
    if not owners or names_council(first["what"], context) or is_ourselves(first["what"]):
        return None
    what = owners[-1]["what"]
    said = context.facets(what)
    if said.stages or said.periods or said.measures:
        return None
    # in such a list what bears the name of a procedure is a service too
    dimension = dimension_of(what, said, context, Dimension.SERVICE_AREA)
    return Breakdown(dimension if dimension is Dimension.THEME else Dimension.SERVICE_AREA, what)


#: "Adult social care had 318 of these compliments, and the Hwb centres (205)".
_THANKED_TOO = re.compile(
    r"\W*(?:The )?[A-Z][^.;:\d]{2,60}? (?:had|received|got|drew) (?:only |just )?[\d,]+ (?:of (?:these|the|them) )?"
    r"(?:compliments|thank-yous)?(?:[^.;]*\d)?(?:, and|,| and) (?:the )?"
    r"(?P<what>[A-Z][\w'&/-]+(?: [\w'&/-]+){0,3}?) (?:had |with )?$"
)
_THANKS = re.compile(r"\bcompliments\b(?!.*\bcomplain)", re.I | re.S)


def _next_thanked(sentence: Sentence, group: Group, context: Context) -> Breakdown | None:
    """The next service of a list of those that had compliments."""
    match = _THANKED_TOO.match(sentence.text, 0, group.start) if _THANKS.search(sentence.text) else None
    if match is None or names_council(match["what"], context) or is_ourselves(match["what"]):
        return None
    said = context.facets(match["what"])
    plain = not (said.stages or said.periods or said.measures or said.streams)
    return Breakdown(Dimension.SERVICE_AREA, match["what"]) if plain else None


def owner_of(sentence: Sentence, group: Group, frames: Sequence[Frame], context: Context) -> Breakdown | Stream | None:
    """The service or people whose complaints a number counts, as the subject of its clause names them."""
    listed = bool(frames) and frames[-1].breakdown is not None
    return (
        _complaints_of(sentence.text[: group.start], context)
        or _changes(sentence, group, context, listed)
        or _beside_others(sentence, group, context)
        or _next_thanked(sentence, group, context)
        or _did_two(sentence, group, context)
        or _fronted(sentence, context)
    )


# "Planning had 20 complaints, and 12 were upheld" -----------------------------------------------------------

_ALL_AGAIN = re.compile(
    rf"\b{any_of('overall, altogether, in total, in all, across, all, every, total, council, authority, we, our')}\b",
    re.I,
)
_OF_WHICH = re.compile(r"\s+(?:of|from)\s+(?:which|these|those|them|whom)\b", re.I)


_AT_STAGE = re.compile(
    r"\s+(?:complaints? |cases? )?(?:at|in|under) (?:the )?(?:stage|first|second|third|final)\b", re.I
)
_LISTED_ON = re.compile(r"(?:[^.;:\d]|(?<=stage )\d){0,40}(?:,|\band\b|:|\bof which\b)\s*(?:of which |with )?")


def at_stages(sentence: Sentence, group: Group, frames: Sequence[Frame]) -> Breakdown | None:
    """The group of the number before, of which so many were at a stage: "31 Planning complaints, 20 at stage 1"."""
    owners = {frame.breakdown for frame in frames}
    owner = next(iter(owners)) if len(owners) == 1 else None
    if owner is None or group.first.unit is not None or not _AT_STAGE.match(sentence.text, group.end):
        return None
    whole = frames[0].group.with_unit(None)
    parts = sum(count.value for frame in frames[1:] if (count := frame.group.with_unit(None)))
    fits = whole is not None and parts + group.first.value <= whole.value
    return owner if fits and _LISTED_ON.fullmatch(sentence.text, frames[-1].group.end, group.start) else None


def same_owner(sentence: Sentence, group: Group, frames: Sequence[Frame], chosen: Choice | None) -> Breakdown | None:
    """The group of the numbers before, where a number says what became of so many of it."""
    owners = {frame.breakdown for frame in frames}
    owner = next(iter(owners)) if len(owners) == 1 else None
    if owner is None or frames[-1].measure not in BASES or chosen is None or group.base is not None:
        return None
    if chosen.measure not in (*OUTCOMES, *TIMES, Measure.WITHDRAWN, Measure.ESCALATED, Measure.RESOLVED):
        return None
    whole = frames[-1].group.with_unit(None)
    smaller = group.first.unit is Unit.PERCENT or (whole is not None and group.first.value <= whole.value)
    gap = sentence.text[frames[-1].group.end : group.start]
    taken_up = _OF_WHICH.match(sentence.text, group.end) is not None
    if not smaller or frames[-1].stage is Stage.OMBUDSMAN or re.search(r"[;:]|\.\s", gap):
        return None
    return owner if taken_up or not _ALL_AGAIN.search(gap) else None
