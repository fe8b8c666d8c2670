"""Items: breakdowns of a list that goes on: "damp for 37, neighbour nuisance for 29", "bins (61) and delay (five)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.context import Context
from extractors.lexicon.words import any_of
from extractors.numbers import SPELLED
from extractors.prose.breakdown import ABOUT, words_behind
from extractors.prose.category import (
    Breakdown,
    bare_name,
    clean,
    dimension_of,
    group_of,
    is_ourselves,
    named,
    procedure_of,
    reason_of,
)
from extractors.prose.clause import end_of_last
from extractors.prose.groups import Group
from extractors.prose.ours import counts_something_else
from extractors.prose.sentence import Sentence
from extractors.prose.state import Frame
from schemas.codes import Dimension, Stream, Unit

#: "(Attitude) came next (with 31)".
_NEXT = rf"(?:came|was|were|is) {any_of('next, second, third, close behind')}"
_LISTED = re.compile(
    r"(?:^|[,;:]|\band\b|\bwere|\bwas|\bby)\s*(?:then\s+)?(?P<what>[A-Za-z][A-Za-z'&/, -]{1,70}?)\s*(?:,\s*)?"
    rf"(?:\s{_NEXT}\s*,?\s*)?(?:\bwith|\bfor|\bin|\bto|\ba further|\bthe (?:remaining|other)|\bby|\bat|\(|:|-)?"
    r"\s*(?:a further\s+)?\(?$"
)
_NEW_ITEM = re.compile(
    r"^\s*\)?\s*(?:(?:[\w'-]+\s+){0,5}?"
    r"(?:complaints?|cases?|of them|on time|in time|upheld|late|themselves)"
    r"(?:\s+(?:at|under|in)\s+[^,;]{3,20}?)?)?\s*[,;)]"
    r"|\s+(?:(?:complaints?|cases?|of them|between them|together|combined)\s*,?\s+)?and\b"
)
#: "(21% of) complaints received(, and Highways for 15%)": what the share before is of.
_OF_COMPLAINTS = re.compile(
    r"^\s*of\s+[^,;:]*?(?:complaints|cases|those|these|them|total|all)\b[^,;:]*?(?=[,;]|\s+and\b)"
)
_ITEM_START = re.compile(
    r"^(?:(?:followed by|complaints?,?|cases?,?|and|then|next|by|with|of them|between them,?|together,?|were|was"
    r"|(?:on|in) time,"
    r"|themselves,)\s+)+",
    re.I,
)
#: "(33 were escalated because ...,) 14 because the customer wanted more".
_NEXT_REASON = re.compile(r"^\s+(?:because|over|as)\s+(?P<what>[^.;()]+)", re.I)


def gives_reason(sentence: Sentence, group: Group) -> bool:
    """Whether a number stands before a reason and no verb: "nine because the customer wanted more"."""
    return _NEXT_REASON.match(words_behind(sentence, group)) is not None


def _end_of_item(sentence: Sentence, group: Group) -> int:
    """Where the number before this one ends that counts complaints: in "lifts in two tower blocks for 21" none does."""
    counted = (other for other in sentence.groups if not counts_something_else(sentence, other))
    return max((other.end for other in counted if other.end <= group.start), default=0)


#: "Other relatives made (14)", "young people behind (19)": the verb of the first item, told again.
_TOLD_VERBS = any_of("made, brought, raised, submitted, sent in, sent, lodged, behind, accounted, drew, led to")
_VERB_END = re.compile(rf"\s+(?:themselves\s+)?{_TOLD_VERBS}$", re.I)


def _without_change(sentence: Sentence, group: Group, head: str) -> str:
    """The words before a number behind the comma that ends a change: "(19, four more than last year,) relatives 14"."""
    start = group.start - len(head)
    changes = [change for change in sentence.changes if start <= change.start and change.end <= group.start]
    stop = max(head.rfind(","), head.rfind(";")) if changes else -1
    return head[stop:] if changes and stop > changes[-1].end - start else head


#: "(7 stage 2 complaints and 4 stage 3 complaints)": one group at two stages.
_AT_STAGE = r"\s*(?:stage\s+\w+\s+)?(?:complaints?|cases?)(?:\s+at\s+stage\s+\w+)?"
_AT_NEXT_STAGE = re.compile(rf"{_AT_STAGE}\s*(?:,|and)\s*(?:and\s+)?", re.I)


def _is_inside(sentence: Sentence, group: Group) -> bool:
    """Whether a number stands in a bracket."""
    before = sentence.text[: group.start]
    return before.count("(") > before.count(")")


#: "19 related to bins, (eight to driving)", "12 were due to delay, (four to cost)".
_LINK = re.compile(
    rf"\b(?:{any_of('relat(ed|ing|es?), refer(red|ring)?, pertain(ed|ing)?, attribut(ed|able), due')}(?=\s+to\b)"
    rf"|{any_of('concern(ed|ing)?, were, was')}(?=\s+(?:about|with|over|for)\b))"
    r"\s+(?P<link>to|about|with|over|for)\b",
    re.I,
)
_NO_TOPIC = re.compile(
    rf"(?:the |a |an )?{any_of('stage, panel, review, ombuds*, lgsco, court, us, be, do, have')}\b|\d", re.I
)


#: "(Complaints about bins made up 42%,) and those about parking (20%)".
_THOSE_ABOUT = re.compile(
    r"(?:\b(?:those|ones)|(?:[,;]|\b(?:and|while|with|but))\s+(?:complaints|cases))\s+"
    r"(?:about|relating to|related to|concerning|regarding|for|in|from|against)\s+(?P<what>[^.;,()]{2,60}?)\s*"
    r"(?:(?:made up|accounted for|were|was|came to|for|with|at|a further|another|some|just|only)\s+)*\(?$",
    re.I,
)


def _those_about(sentence: Sentence, group: Group, previous: Breakdown, context: Context) -> Breakdown | None:
    """The next item of a list whose noun is told again by a pronoun."""
    match = _THOSE_ABOUT.search(sentence.text[end_of_last(sentence, group) : group.start])
    what = clean(match["what"]) if match else ""
    if not what or is_ourselves(what) or _NO_TOPIC.match(what):
        return None
    return group_of(dimension_of(what, context.facets(what), context, previous.dimension), what)


#: "(312 from residents,) nine from councillors".
_FROM_NEXT = re.compile(r"\s+(?:complaints?\s+)?(?:from|by)\s+(?P<what>[^.;()\d]+)")


def _from_next(sentence: Sentence, group: Group, previous: Breakdown) -> Breakdown | None:
    """The next people of a list of those who complained."""
    match = _FROM_NEXT.match(words_behind(sentence, group)) if previous.dimension is Dimension.COMPLAINANT else None
    what = clean(match["what"]) if match else ""
    return group_of(previous.dimension, what) if what and not is_ourselves(what) else None


def _linked_next(sentence: Sentence, group: Group, previous: Breakdown, context: Context) -> Breakdown | None:
    """The next item of a list whose verb is said once: "19 related to bins, eight to driving and five to attitude"."""
    links = [match["link"].lower() for match in _LINK.finditer(sentence.text, 0, group.start)]
    if not links or previous.dimension not in (Dimension.THEME, Dimension.SERVICE_AREA, Dimension.OTHER):
        return None
    behind = words_behind(sentence, group)
    match = re.match(rf"\s+(?:complaints?\s+)?{links[-1]}\s+(?P<what>[^.;()]+)", behind, re.I)
    what = clean(match["what"]) if match else ""
    if not what or is_ourselves(what) or _NO_TOPIC.match(what):
        return None
    said = context.facets(what)
    if said.periods or said.limits or said.stages:
        return None
    dimension = dimension_of(what, said, context, previous.dimension)
    return group_of(previous.dimension if dimension is Dimension.COMPLAINANT else dimension, what)


def after_procedure(
    sentence: Sentence, group: Group, frames: Sequence[Frame], context: Context
) -> Breakdown | Stream | None:
    """The next item of a list that a procedure opened: "186 related to Adult services, 32 to Community and others"."""
    opened = any(
        group.first.unit is frame.group.first.unit and _names_procedure(sentence, frame, context) for frame in frames
    )
    found = _linked_next(sentence, group, _SERVICE, context) if opened else None
    if found is None:
        return None
    said = context.facets(found.category)
    stream = procedure_of(said, context)
    return stream if stream is not None and len(said.residue) <= 1 else replace(found, dimension=Dimension.SERVICE_AREA)


#: "19 were about housing, eight of them about repairs": a part of the part.
_OF_THEM = re.compile(r"\bof (?:them|these|those|which|whom)\b|\bincluding\b", re.I)


_IS_BASE = re.compile(r"\b(?:of|from|among|amongst|out of)\s+(?:(?:the|these|those|our|all|a total of)\s+)+$", re.I)


def beside_procedure(sentence: Sentence, group: Group, frames: Sequence[Frame], context: Context) -> bool:
    """Whether a number is a part beside one that a procedure names, and so is no part of that procedure."""
    if after_procedure(sentence, group, frames, context) is not None:
        return True
    before = frames[-1] if frames else None
    if before is None or (before.breakdown is not None and not context.facets(before.breakdown.category).streams):
        return False
    if not any(_names_procedure(sentence, frame, context) for frame in frames):
        return False
    behind = words_behind(sentence, group)
    nested = _OF_THEM.search(sentence.text[before.group.end : group.start] + behind[:12])
    return nested is None and ABOUT.match(behind) is not None


#: What opens a list of services.
_SERVICE = Breakdown(Dimension.SERVICE_AREA, "")


def _names_procedure(sentence: Sentence, frame: Frame, context: Context) -> bool:
    """Whether the words behind a number say that it relates to a procedure."""
    about = ABOUT.match(words_behind(sentence, frame.group))
    if _IS_BASE.search(sentence.text, 0, frame.group.start):
        # "of the 71 about adults' services, 26 were about charges": parts of that
        return False
    return about is not None and bool(context.facets(clean(about["what"])).streams)


def continued(sentence: Sentence, group: Group, previous: Breakdown, context: Context) -> Breakdown | None:
    """The next item of a list that a breakdown opened: "damp for 37, neighbour nuisance for 29"."""
    reason = _NEXT_REASON.match(words_behind(sentence, group))
    if reason and previous.dimension is Dimension.THEME:
        return reason_of(reason["what"])
    linked = _linked_next(sentence, group, previous, context) or _from_next(sentence, group, previous)
    linked = linked or _those_about(sentence, group, previous, context)
    if linked is not None:
        return linked
    next_stage = _AT_NEXT_STAGE.fullmatch(sentence.text, end_of_last(sentence, group), group.start)
    if next_stage and _is_inside(sentence, group):
        return previous
    head = _OF_COMPLAINTS.sub("", sentence.text[_end_of_item(sentence, group) : group.start])
    head = _without_change(sentence, group, head)
    if not (previous.share or _NEW_ITEM.match(head)) or ABOUT.match(words_behind(sentence, group)):
        return None
    match = _LISTED.search(head)
    if not match:
        return None
    name = _VERB_END.sub("", _ITEM_START.sub("", match["what"].strip(" ,")))
    what = bare_name(name) if head.endswith("(") else clean(name)
    if not what or is_ourselves(what):
        return None
    said = context.facets(what)
    listed = bool(said.streams) and not said.residue and head.endswith("(")
    if not (said.residue or said.group or listed) or (said.measures and not said.group and not said.soft):
        return None
    named_so = bool(said.streams) and (listed or what[0].isupper()) and previous.dimension is Dimension.SERVICE_AREA
    return Breakdown(previous.dimension if named_so else said.group or previous.dimension, what, previous.share)


#: "With" between an item and what leads to it; not that of "disagreement with a decision".
_AGAIN = r"\s+(?:complaints?\s+|cases?\s+|of (?:them|these)\s+)?(?:were\s+|was\s+)?{word}\s+(?P<what>[^.;()]+)"


def told_again(sentence: Sentence, group: Group, frames: Sequence[Frame], context: Context) -> Breakdown | None:
    """The next item of "26 were to do with charges, 19 with delay": only the last word of the first is said again."""
    for frame in reversed(frames):
        about = ABOUT.match(words_behind(sentence, frame.group)) if frame.breakdown is not None else None
        if about is None or frame.breakdown is None:
            continue
        word = re.escape(about["how"].split()[-1])
        again = re.match(_AGAIN.format(word=word), words_behind(sentence, group), re.I)
        found = named(again["what"], context, frame.breakdown.dimension) if again else None
        return found if isinstance(found, Breakdown) else None
    return None


_WITH = r"(?<!disagreement )(?<!dissatisfaction )(?<!unhappy )(?<!problems )with"
#: An item goes back to the words that lead in to it, or to the comma or "and" behind the item before it: "potholes
#: and pavements (131)" is one.
_BRACKETED = re.compile(
    rf"(?:.*(?:\b(?:about|(?:related|relating) to|regarding|including|concerning|{_WITH}|namely|then|was|were|is|are"
    r"|next|being|by|above all|(?:behind|after) (?:it|them|that|these|this) (?:came|come)|(?:next|then) (?:came|come))"
    r"|[:,])"
    r"(?:\s+and(?=\s))?|^\W*and)\s+(?P<what>[A-Za-z][^,;:()]{2,120}?)\s*\($",
    re.I,
)
#: The first item of a list that opens a sentence, and the item behind one.
_OPENING_ITEM = re.compile(r"\s*(?P<what>[A-Z][^,;:()]{2,70}?)\s*\($")
_ITEM_NEXT = re.compile(rf"\s*\)\s*(?:,|and\b)\s*(?:and\s+)?[^(),;:.]{{2,70}}\(\s*(?:\d|{SPELLED})")
_PEOPLE = any_of("children, (young )?people, complainants, residents, tenants, parents, customers")
#: "Charges were the main cause (37)".
_MAIN_CAUSE = re.compile(
    r"(?:^|[;:.]\s*|,\s*and\s+)(?P<what>[A-Z][^,;:()]{2,70}?)\s+(?:was|were|is|are|remained)\s+"
    r"(?:again |still )?(?:the|our)\s+"
    rf"{any_of('main, most common, commonest, biggest, largest, leading, top, most frequent')}\s+"
    rf"{any_of('causes?, reasons?, issues?, themes?, subjects?, categor(y|ies), topics?, complaints?')}[^()]{{0,30}}\($"
)
_CLOSES = re.compile(
    rf"^\s*(?:complaints?|cases?|{_PEOPLE})?\s*(?:of (?:all|the|total) (?:[\w-]+ ){{0,3}}?complaints?)?\s*[);]"
    rf"|^{_AT_NEXT_STAGE.pattern}(?:\d|{SPELLED})"
)


_PLACED = re.compile(r"(?:(?:the )?(?:most|highest|lowest|fewest|least)\s+)?(?:in|for|within|against)\s", re.I)


#: "The commonest remedy was an apology (140 cases)": what was done, and no reason to complain.
_OF_REMEDIES = re.compile(r"\b(?:remed(?:y|ies)|redress)\b[^.;]*\b(?:was|were|included?|being)\b", re.I)


#: "Nine went on to stage 2 (Repairs, six and Lettings, three)": a name, a comma and its number.
_NAME_COMMA = re.compile(r"(?:\(|,\s*|;\s*|\band\s+)(?P<what>[A-Z][A-Za-z&'/ -]{2,50}?),\s*$")
_ITEM_CLOSES = re.compile(r"\s*(?:\)|,|;|and\s+[A-Z])")


def name_and_number(sentence: Sentence, group: Group, context: Context) -> Breakdown | None:
    """An item of a list in brackets that is a name and, behind a comma, its number."""
    if (
        group.first.unit is not None
        or not _is_inside(sentence, group)
        or not _ITEM_CLOSES.match(sentence.text, group.end)
    ):
        return None
    head = sentence.text[end_of_last(sentence, group) : group.start]
    match = _NAME_COMMA.search(head)
    what = match["what"].strip() if match else ""
    said = context.facets(what)
    if not what or is_ourselves(what) or said.periods or said.stages or said.measures:
        return None
    return group_of(dimension_of(what, said, context, Dimension.SERVICE_AREA), what)


def bracketed(sentence: Sentence, group: Group, context: Context) -> Breakdown | None:
    """An item of a list with its number in brackets: "mostly about bins (61) and delay (five)"."""
    alone = all(number.unit in (None, Unit.PERCENT) for number in group.numbers)
    if not alone or not _CLOSES.match(sentence.text[group.end :]):
        return None
    if _OF_REMEDIES.search(sentence.text, 0, group.start):
        return None
    head = sentence.text[end_of_last(sentence, group) : group.start]
    between_items = _ITEM_NEXT.match(sentence.text, group.end) is not None
    opening = _OPENING_ITEM.fullmatch(head) if between_items and group is sentence.groups[0] else None
    match = _MAIN_CAUSE.search(head) or _BRACKETED.search(head) or opening
    if not match:
        return None
    what = bare_name(match["what"]) if between_items else clean(match["what"])
    said = context.facets(what)
    if not what or is_ourselves(what) or said.periods or said.stages or (said.measures and not said.group):
        return None
    if not (said.group or (said.residue and group.first.unit is None)):
        return None
    placed = _PLACED.match(match["what"]) is not None
    return group_of(dimension_of(what, said, context, Dimension.SERVICE_AREA if placed else Dimension.THEME), what)
