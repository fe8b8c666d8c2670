"""Subjects: breakdowns named before a number: "Repairs accounted for 188", "complaints about parking rose to 37"."""

from __future__ import annotations

import re

from extractors.context import Context
from extractors.lexicon.facets import Facets
from extractors.lexicon.words import any_of, whole
from extractors.prose.category import (
    Breakdown,
    clean,
    dimension_of,
    is_childrens_education,
    is_ourselves,
    named,
    names_council,
    procedure_of,
)
from extractors.prose.clause import end_of_last
from extractors.prose.groups import Group
from extractors.prose.modifier import is_plain, names_group
from extractors.prose.moved import service_moved
from extractors.prose.reasons import reason_before
from extractors.prose.sentence import Sentence
from extractors.prose.thanks import counts_thanks, thanked_service
from schemas.codes import Dimension, Stream


def find_subject(sentence: Sentence, group: Group, context: Context) -> Breakdown | Stream | None:
    """What part of the complaints a number counts, as the words before it say."""
    before = sentence.text[: group.start]
    reason = reason_before(before, context) if group.first.unit is None or before.endswith("(") else None
    if reason is not None:
        return reason
    subject = _SUBJECT.search(before)
    if subject and not re.search(r"[.;]|\b(?:those|ones)\b", before[subject.end("what") :]):
        if is_childrens_education(clean(subject["what"]), context):
            return Stream.CHILDREN_CORPORATE
        found = named(subject["what"], context, Dimension.THEME)
        if found is not None:
            return found
    moved = service_moved(before, context)
    if moved is not None:
        return moved
    modified = _MODIFIED.match(before)
    what = _ENDED.sub("", modified["what"]) if modified else ""
    if modified and what and not is_plain(what + " ") and not _BESIDES.search(before[: modified.end("what")]):
        said = context.facets(what)
        if names_group(what, said) and not said.periods:
            return named(what, context, Dimension.SERVICE_AREA)
    thanked = thanked_service(sentence.text, group.start)
    if thanked is not None and counts_thanks(sentence.text, group.start, group.end):
        what = clean(thanked)
        return None if is_ourselves(what) or names_council(what, context) else Breakdown(Dimension.SERVICE_AREA, what)
    start = end_of_last(sentence, group)
    head = before[start:].rpartition(": ")[2]
    listed = _listed_with(head, start == 0, context)
    if listed is not None or start:
        return listed
    counted = group.first.unit is None
    if (
        counted
        and _SENT_COMPLIMENTS.match(sentence.text, 0, group.end)
        and _COMPLIMENTS_NEXT.match(sentence.text, group.end)
    ):
        return None
    return _actor(head, context) or _accounted(head, context, counted) or _extreme(head, context)


#: "Families sent in 47 compliments": whoever compliments come from, these are all of them.
_SENT_COMPLIMENTS = re.compile(
    r"\s*(?:(?:the|our|local)\s+)*(?:people|families|residents|customers|tenants|parents|patients|the public"
    r"|service users|members of the public|children and families|families and carers|parents and carers)\s+(?:also\s+)?"
    r"(?:sent|made|paid|gave|submitted|wrote|left|shared)\b",
    re.I,
)
_COMPLIMENTS_NEXT = re.compile(r"\s+(?:[\w-]+\s+){0,2}compliments\b", re.I)
# "Complaints about parking rose to 37" -------------------------------------------------------------

_BECAME = any_of(
    "increased, decreased, rose, fell, dropped, grew, have, has, had, were, was, continued?, went, remained",
    "accounted, numbered, totalled, made up",
)
_SUBJECT = re.compile(
    rf"\bcomplaints?\s+(?:(?:received|made|raised|logged)\s+)?"
    rf"{any_of('relating to, related to, about, concerning, regarding, in relation to, against')}\s+"
    rf"(?P<what>[^.;,()]{{3,70}}?)(?:\s+\([A-Z]{{2,8}}\))?\s+(?:directly\s+)?{_BECAME}\b[^.;]{{0,60}}$",
    re.I,
)
#: "Council tax complaints increased from".
_MODIFIED = re.compile(
    r".*(?:^|[.;,]\s*|(?:\b(?:is|in|of|the|by|to|from)|(?:\d|year) and)\s+)"
    r"(?P<what>(?:\(?[A-Za-z][\w'&/()-]*\s+){1,8}?)complaints?(?:\s*\([^()\d]*\))?,?\s+"
    r"(?:(?:(?:that|which) were )?(?:received|upheld|made|recorded|logged|escalated) )?"
    r"(?:\(?(?:(?:almost|nearly|more than)\s+)?(?:from|to|increased|decreased|rose|fell|dropped|grew|doubled|trebled"
    r"|reduced|declined|halved|eased|jumped|climbed|went|were (?:up|down))\b[^.;]{0,40})?$",
    re.I,
)

#: "(Upheld) planning complaints": how they ended is no part of the name.
_ENDED = re.compile(
    r"^(?:(?:the|while|whilst|and|but)\s+)*(?:(?:not|partly|partially|fully|late|overdue|upheld|withdrawn|escalated)\s+)*",
    re.I,
)

#: "In addition to internal complaints, 8 cases": what is told of besides.
_BESIDES = re.compile(
    r"(?:in addition to|as well as|besides|apart from|alongside|other than|rather than)\b[^.;,\d]*$", re.I
)

# "Highways, with 61" --------------------------------------------------------------------------------

_NO_NAMES = any_of("compared, together, along, dealt, this, that, it, these, those, they, there, which, we")
_NAME = rf"(?P<what>(?!{_NO_NAMES}\b)[A-Za-z][A-Za-z '&/-]{{2,60}}?)"
_WITH = re.compile(
    rf"(?:^|[.;]\s+|,\s+(?:and\s+|then\s+)?){_NAME}"
    r"(?:,| which had| had the most[^,]*,"
    r"| (?:remains?|was|were|is|are|continue[sd]? to be) (?:\w+ ){0,3}most [a-z -]{3,40})?"
    r"(?<!\bdealt),?\s+with\s+"
    r"(?:just |only )?$",
    re.I,
)
_MOST_OF = whole("most, main, commonest, largest, biggest, highest, top, leading, principal, busiest")
_KINDS = whole("services?, teams?, directorates?, departments?, areas?, reasons?, themes?, causes?, issues?, subjects?")
#: "The services with the most complaints were (Libraries, with 89)", "the main cause was (delay, with 40)".
_WERE_WITH = re.compile(
    rf"(?:{_MOST_OF}[^.;,]*{_KINDS}|{_KINDS}[^.;,]*{_MOST_OF})[^.;,]*\b(?:were|was|are|is)\s+{_NAME},?\s+"
    rf"(?:with|(?:which\s+)?{any_of('account(ed|ing)? for, making up, made up, representing, represented')})\s+$",
    re.I,
)
_NO_SERVICES = re.compile(whole("reasons?, themes?, causes?, issues?, subjects?, topics?"), re.I)
_NEXT_ITEM = re.compile(r"^\s*(?:complaints?|cases?)?\s*,\s*(?:and\s+)?")
_ITEM_START = re.compile(
    r"^\s*(?:complaints?|cases?)?\s*,?\s*(?:and\s+)?(?:(?:next|then|second|third)\s+(?:came|was|were)\s+)?", re.I
)


def _listed_with(head: str, is_first: bool, context: Context) -> Breakdown | None:
    most = _WERE_WITH.search(head)
    match = most or _WITH.search(head)
    if match is None or not (is_first or _NEXT_ITEM.match(head)):
        return None
    what = clean(_ITEM_START.sub("", match["what"]))
    if _PRONOUN.match(what):
        return None
    said = context.facets(what)
    telling = (said.group or (said.residue and not said.measures)) and not (said.stages or said.periods)
    if not what or is_ourselves(what) or not telling or Stream.MEMBER_ENQUIRIES in said.streams:
        return None
    themes = most is not None and _NO_SERVICES.search(most[0][: most.start("what") - most.start()])
    return Breakdown(dimension_of(what, said, context, Dimension.THEME if themes else Dimension.SERVICE_AREA), what)


# "The Planning service answered 61" -----------------------------------------------------------------

_ACTOR = re.compile(
    r"^\s*(?:[A-Z][a-z]+,\s+)?(?:the\s+)?"
    r"(?P<what>[A-Z](?:[^.;,]|,\s(?=(?-i:[A-Z]))){1,80}?\b(?:services?|teams?|directorate|department|unit|division|section))\b"
    r"(?:,[^.;]{3,120}?,|\s+which\b[^.;]{3,120}?,?)?\s+(?:\w+\s+and\s+)?"
    + any_of(
        "completed, received, handled, answered, investigated, closed, responded to, managed, had, saw, dealt with",
        "logged",
    )
    + r"\s+(?:just |only |the highest number[^.;]{0,40}?)?$",
    re.I,
)
#: Words of a team that answers for the whole council.
_ANY_TEAM = frozenset(
    {"team", "department", "directorate", "service", "services", "unit", "section"}
    | {"complaint", "complaints", "customer", "feedback", "central", "relations", "contact"}
    | {"my", "our", "staff", "officers", "colleagues", "office"}
)


#: Whoever answers for the council: "A Head of Service".
_OFFICER = re.compile(r"(?:an? |the |our )?(?:\w+ )?(?:head|director|manager|chief|lead|officer)s?\b", re.I)


def _actor(head: str, context: Context) -> Breakdown | None:
    match = _ACTOR.search(head)
    if match is None or _OFFICER.match(match["what"]) or names_council(match["what"], context):
        return None
    said = context.facets(match["what"])
    own_name = {word.lower() for word in said.residue} - _ANY_TEAM
    return Breakdown(Dimension.SERVICE_AREA, clean(match["what"])) if own_name and not said.stages else None


#: "Hospital discharge had the largest proportion upheld, at 75%": the rate of one service.
_EXTREME = re.compile(
    rf"^\s*(?P<what>[A-Z][^.;()]{{2,60}}?)\s+(?:had|has|saw|showed|recorded|achieved|was|came)\s+(?:the\s+|our\s+)?"
    rf"{any_of('largest, highest, lowest, smallest, greatest, best, worst')}\s+"
    rf"{any_of('proportion, share, rate, percentage, uphold rate, upheld rate, performance, score, result')}\b[^.;]*$"
)


def _extreme(head: str, context: Context) -> Breakdown | None:
    """The service of which a rate is told because no other has a higher, or a lower one."""
    match = _EXTREME.match(head)
    what = clean(match["what"]) if match else ""
    if not what or is_ourselves(what) or names_council(what, context) or _PRONOUN.search(what):
        return None
    said = context.facets(what)
    telling = bool(said.residue or said.group) and not (said.stages or said.periods or said.measures)
    return Breakdown(dimension_of(what, said, context, Dimension.SERVICE_AREA), what) if telling else None


# "Repairs accounted for 188" ------------------------------------------------------------------------

_SERVICE_VERBS = "received, had, saw"
_PEOPLE_VERBS = "made, submitted, raised, sent in, brought"
_SHARE_VERBS = (
    "account(ed|s|ing)? for, made up, makes? up, gave rise to, attracted, generated, represent(ed|s)?, comprised",
    "constituted, formed, prompted, led to, drew, (were|was|lay|stood) behind, (were|was) the source of",
    "(were|was) responsible for, produced, triggered",
)
_MOST = any_of("next, most common, commonest, largest, main, biggest, most frequent, top, single largest")
_REASON = any_of("causes?, reasons?, themes?, issues?, subjects?, topics?, factors?")
_VERBS = (
    any_of(*_SHARE_VERBS, _SERVICE_VERBS, _PEOPLE_VERBS)
    + r"|(?:continues? to|continued to) (?:attract|generate|receive)(?: by far)?(?= (?:the )?most)"
    + r"|came (?:first|next|second|third|top),?\s+with"
    + rf"|(?:was|were) (?:the |a )?(?:{_MOST} |main |principal )?{_REASON} (?:given |cited )?(?:for|in|of|behind)"
    + rf"|(?:was|were) (?:the )?{_MOST}(?: (?:cause|reason|theme|issue|category|subject)(?: (?:for|of) complaints?)?)?"
    + r",?\s+with"
)
#: "(Planning received) the most complaints at stage 1 (37)".
_THE_MOST = (
    rf"(?:the )?(?:most|{any_of('highest, largest, greatest')} (?:number|share|volume|proportion) of)"
    r"(?:\s+[\w'/-]+){0,4}?\s+(?:complaints|cases)(?:\s+[\w'/-]+){0,6}?,?\s*(?:with\s+|at\s+|\()\s*"
)
_SAYS_MOST = re.compile(_THE_MOST)
_ACCOUNTED = re.compile(
    rf"(?P<what>[A-Z][^.;()]{{1,90}}?)\s*(?:,\s*[^,;]{{1,60}},\s*)?(?:which\s+(?:had\s+)?)?(?:{_VERBS})\s+"
    rf"(?:{_THE_MOST}|(?:(?:a further|just|only|some|about|with|another|(?:the most|the largest share),?)\s+)*)$"
)
_SAYS_VERB = re.compile(rf"\b(?:{any_of(_SERVICE_VERBS, _PEOPLE_VERBS)})\b")
_SAYS_SERVICE_VERB = re.compile(whole(_SERVICE_VERBS))
#: "Adults and their families" are all who complain.
_EVERYBODY = re.compile(r"\band their (?:famil(?:y|ies)|relatives|carers|representatives|advocates)$", re.I)
_PRONOUN = re.compile(r"\b(?:we|it|they|there)\b", re.I)
#: Words behind a procedure's name that make no other name of it: "the Adults' service".
_OF_SERVICE = frozenset({"service", "services", "department", "directorate", "team", "teams", "division", "group"})


#: Procedures that a report on all of them tells one beside the other.
_PROCEDURES = (
    Stream.CORPORATE,
    Stream.ADULT_SOCIAL_CARE,
    Stream.CHILDREN,
    Stream.CHILDREN_STATUTORY,
    Stream.CHILDREN_CORPORATE,
)


#: "Turning to the services concerned, (bins accounted for 431)".
_TURNING = re.compile(
    r"\s*(?:(?:Turning|Looking|Coming|Moving|Going) (?:now |next |then )?(?:on )?(?:to|at)|As (?:for|to|regards)"
    r"|With regard to|In terms of|When it comes to|Broken down by|By) (?:the |our )?"
    r"(?:[a-z]+ ){0,3}?(?:services?|teams?|directorates?|departments?|areas?|subjects?|themes?|topics?|causes?"
    r"|reasons?)(?: [a-z]+){0,3},\s+(?=\w)"
)


def _accounted(head: str, context: Context, counted: bool) -> Breakdown | Stream | None:
    lead = _TURNING.match(head)
    head = head[lead.end()].upper() + head[lead.end() + 1 :] if lead else head
    match = _ACCOUNTED.search(head)
    if match is None:
        return None
    what = clean(match["what"])
    if is_ourselves(what) or names_council(what, context) or _EVERYBODY.search(what):
        return None
    said = context.facets(what)
    if said.stages or said.periods or (said.measures and not said.group) or _PRONOUN.search(what):
        return None
    stream = procedure_of(said, context)
    own_name = {word.lower() for word in said.residue} - _OF_SERVICE
    by_procedure = counted and stream in _PROCEDURES and context.scope.whole is Stream.ALL and not context.cue
    if stream is not None and not own_name and (by_procedure or _SAYS_SERVICE_VERB.search(match[0])):
        return stream
    if not (said.residue or said.group or said.streams) or not _fits(said, match[0]):
        return None
    share = not _SAYS_VERB.search(match[0]) or _SAYS_MOST.search(match[0]) is not None
    default = Dimension.SERVICE_AREA if _SAYS_SERVICE_VERB.search(match[0][len(match["what"]) :]) else Dimension.THEME
    return Breakdown(dimension_of(what, said, context, default), what, share)


def _fits(said: Facets, words: str) -> bool:
    """Services receive complaints, people make them; what accounts for some may be anything."""
    verb = _SAYS_VERB.search(words)
    if verb is None or _SAYS_MOST.search(words):
        return True
    return said.group is (Dimension.SERVICE_AREA if _SAYS_SERVICE_VERB.fullmatch(verb[0]) else Dimension.COMPLAINANT)
