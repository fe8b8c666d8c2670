"""Breakdowns in sentences: "12 were about delay", "Repairs accounted for 188", "27 council tax complaints"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.context import Context
from extractors.lexicon.facets import stream_of
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Dimension, Stream

_CASE = r"(?:complaints?|cases?|complainants|of (?:them|these|those|which|the (?:complaints?|cases?)|all (?:stage \w+ )?complaints?|this year's \w+|the \w+)|enquiries|concerns|compliments?|decisions?|investigations?)"
_ABOUT = re.compile(
    rf"^(?:\s+[\w'-]+){{0,4}}?\s*(?:,\s*)?(?:that |which )?(?:were |was |are |is |have been )?(?:also |mostly |mainly |specifically |raised |made |received |logged )*(?P<how>about|concern(?:ed|ing)|relat(?:ed|ing|es?) (?:specifically )?to|regarding|in relation to|in respect of|due to|involv(?:ed|ing)|arose from|stemmed from|on the subject of|because of|to do with)\s+(?P<what>[^.;()]+)",
    re.I,
)
_PLACE = re.compile(
    rf"^(?:\s+(?:stage \w+|of|the|them|these|those|which|complaints?|cases?|compliments?|all|a|further|other|were|was|are|came|made|received|directly|raised|submitted|arrived|sent|logged|handled|dealt with))*?\s+(?P<how>for|in|within|from|by|through|via|against|on behalf of|at)\s+(?P<what>[^.;()]+)",
    re.I,
)
_WERE = re.compile(rf"^(?:\s+{_CASE})?\s+(?:were|was|are|is)\s+(?P<what>[a-z][^.;()]{{2,60}})", re.I)
_ACCOUNTED = re.compile(
    r"(?P<what>[A-Z][^.;()]{1,90}?)\s*(?:,\s*[^,;]{1,60},\s*)?(?:which\s+)?(?:account(?:ed|s|ing)? for|made up|makes? up|gave rise to|attracted|generated|represent(?:ed|s)?|comprised|constituted|received|formed|prompted|led to|saw|had|drew|made|submitted|raised|sent in|brought|came (?:first|next|second|third|top),?\s+with|was (?:the )?(?:next|most common|commonest|largest|main|biggest)(?: (?:cause|reason|theme|issue|category))?,?\s+with)\s+(?:(?:a further|just|only|some|about|the most,?|the largest share,?|with|another)\s+)*$"
)
_LISTED = re.compile(
    r"(?:^|[,;:]|\band\b|\bwere|\bwas|\bby)\s*(?:then\s+)?(?P<what>[A-Za-z][A-Za-z'&/, -]{1,70}?)\s*(?:,\s*)?(?:\bwith|\bfor|\bto|\ba further|\bby|\bat|\(|:|-)?\s*(?:a further\s+)?\(?$"
)
_PEOPLE = re.compile(r"^\s+(?P<what>(?:young\s+|older\s+)?(?:males?|females?|men|women|boys|girls))\b", re.I)
_MODIFIER = re.compile(r"^\s+(?P<what>(?:[A-Za-z][\w'&/-]*\s+){1,6}?)(?:complaints?|cases|enquiries|compliments)\b")
_VERBAL = re.compile(
    r"\b(?:of|were|was|that|had|have|with|their|his|her|its|to|by|from|in|the|for|\w+(?<!not)(?:ed|ing))\b", re.I
)
_PLAIN_MODIFIER = re.compile(
    r"^(?:(?:new|formal|informal|stage|one|two|three|\d|level|corporate|statutory|non-statutory|further|additional|separate|individual|different|such|open|closed|detailed|other|total|more|upheld|of|the|these|those|our|all|were|was|justified|valid|council|complex|written|in|this|year's|recorded|received|completed|remaining|outstanding|a|joint|ombudsman|lgsco|escalated|withdrawn|partially|partly|fully|not|out|service|public|related|official|social|care|non-social|adult|adults'?|adult's|children's|children|housing|landlord|school|schools|schools'|and|that|which|received|review|reviews|investigated|first|second|third|final|direct|resolved|responded|to|member|mp|councillor|political|single|late|overdue|on-time|logged|registered|completed|full|repeat|cases|last|year|previous|tenants?|tenant|customer|resident|residents'?|local|government|s|l|have|been|it|had|two-stage|potential|possible|actual|serious|straightforward|while|whilst|although|however|whereas|meanwhile|but|overall|low|level|general|so|such)\s+)*$",
    re.I,
)
_OURSELVES = re.compile(
    r"^(?:the |our |this )?(?:council(?!\s+(?:tax|housing|homes|house))|authority|borough|county|us|we|it|service as a whole|organisation|association|group|trust)(?:'s)?\b|^(?:all|every|any|both|each|these|those|them|which|whom|what|a total|the year|time|full|part|total|answer|response|reply|review|investigation|fault|detail)\b",
    re.I,
)
#: Words of a team that answers for the whole council.
_ANY_TEAM = frozenset("team department directorate service services unit section complaints complaint customer feedback central relations contact".split())
_ACTOR = re.compile(
    r"^\s*(?:[A-Z][a-z]+,\s+)?(?:the\s+)?(?P<what>[A-Z][^.;,]{1,80}?\b(?:services?|teams?|directorate|department|unit|division|section))\b(?:,[^.;]{3,120}?,|\s+which\b[^.;]{3,120}?,?)?"
    r"\s+(?:\w+\s+and\s+)?(?:completed|received|handled|answered|investigated|closed|responded to|managed|had|saw|dealt with|logged)\s+(?:just |only |the highest number[^.;]{0,40}?)?$",
    re.I,
)
_SUBJECT = re.compile(
    r"\bcomplaints?\s+(?:relating to|related to|about|concerning|regarding|in relation to|against)\s+(?P<what>[^.;,()]{3,70}?)\s+(?:directly\s+)?(?:increased|decreased|rose|fell|dropped|grew|have|has|had|were|was|continued?|went|remained|accounted|numbered|totalled|made up)\b[^.;]{0,60}$",
    re.I,
)
_WITH = re.compile(r"(?:^|[.;]\s+|,\s+(?:and\s+|then\s+)?)(?P<what>[A-Za-z][A-Za-z '&/-]{2,60}?)(?:,| which had| had the most[^,]*,)?\s+with\s+(?:just |only )?$", re.I)
_SUBJECT_MODIFIED = re.compile(
    r"(?:^|[.;,]\s*|\b(?:is|in|of|the)\s+)(?P<what>(?:\(?[A-Za-z][\w'&/()-]*\s+){1,8}?)complaints?,?\s+(?:\(?(?:from|to|increased|decreased|rose|fell|dropped|grew)\b[^.;]{0,40})?$",
    re.I,
)
_STOP = re.compile(
    r"(?:\s+and\s+(?:found|made|reached|had|it|we|they|also|is|was|were|upheld|decided|[a-z]+ed)\b|\s+that\b|,\s+(?:and\s+)?(?=(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|[a-z-]+teen\b|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|the (?:other|remaining|rest)))|\s+and\s+(?=\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|[a-z]+teen\b|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)|the (?:other|remaining))|\s+(?:were|was|are|is|has|have|had|which|who|when|where|while|whilst|but|compared|against|because|than|rose|fell|after|before|since|during|and a further)\b|,\s+(?:which|who|where|while|compared|against|up|down|as|but|with|a|an|the|followed|mostly|mainly)\b|\s+\(|\s*$)"
)


@dataclass(frozen=True)
class Breakdown:
    """A group that a number of complaints is about: its dimension and its name as published."""

    dimension: Dimension
    category: str
    share: bool = False


def find_breakdown(sentence: Sentence, group: Group, context: Context) -> Breakdown | Stream | None:
    """What part of the complaints a number counts; a stream where the words name one; None: all of them."""
    tail = _tail(sentence, group)
    match = _ABOUT.match(tail)
    if match:
        return _named(match["what"], context, Dimension.THEME)
    people = _PEOPLE.match(tail)
    if people:
        said = context.facets(people["what"])
        if said.group in (Dimension.GENDER, Dimension.AGE, Dimension.COMPLAINANT) and not said.measures:
            return Breakdown(said.group, people["what"].strip())
    modifier = _MODIFIER.match(tail)
    if modifier and not _PLAIN_MODIFIER.match(modifier["what"]):
        words = modifier["what"].strip()
        said = context.facets(words)
        if (
            said.residue
            and not said.measures
            and not said.stages
            and "case" not in said.flags
            and not _VERBAL.search(words)
        ):
            return _named(words, context, Dimension.SERVICE_AREA)
    match = _PLACE.match(tail)
    if match and not re.match(
        r"(?:stage|time|full|part|the (?:year|period|first|second|third|last|same|previous)|20\d\d|total|which|turn|response|addition|line|detail|favour|fact|whole|writing (?:within|in)|one|two|three|all|more than|less than|\d|target|both)\b",
        match["what"],
        re.I,
    ):
        found = _placed(match["how"].lower(), match["what"], context)
        if found is not None:
            return found
    match = _WERE.match(tail)
    if match:
        said = context.facets(_clean(match["what"]))
        if said.group in (Dimension.COMPLAINANT, Dimension.GENDER, Dimension.AGE) and not said.measures:
            return Breakdown(said.group, _clean(match["what"]))
    return _before(sentence, group, context)


def _tail(sentence: Sentence, group: Group) -> str:
    """The words behind a number, up to the next number."""
    start, text = group.end, sentence.text
    aside = re.match(r"^(?:\s+\w+){0,2}\s*\([^)]*\)", text[start:])
    inside = text[:start].count("(") > text[:start].count(")") and ")" in text[start:]
    head = ""
    if aside and re.search(r"\d", aside[0]):
        head, start = aside[0].partition("(")[0], start + aside.end()
    elif inside and re.match(r"^[^)]*\)\s+(?:were|was|of)\b", text[start:]):
        start = text.index(")", start) + 1
    following = [other.start for other in sentence.groups if other.start >= start]
    end = min(following) if following else len(text)
    return head + text[start:end].rstrip(" (")


def _clean(words: str) -> str:
    stop = _STOP.search(words)
    words = words[: stop.start()] if stop else words
    words = re.sub(
        r"(?:\s+(?:and|or|in|on|of|at|by|to|the|a|an|with|for|from|which|then|further))+\s*$",
        "",
        words.strip(" ,:;-\"'"),
        flags=re.I,
    )
    return re.sub(r"^(?:the|a|an|our|their|being|either|in)\s+", "", words, flags=re.I).strip(" ,:;-\"'")


def _without_us(words: str, context: Context) -> str:
    """Words without the council's own name and year: "adult social care in Kent" is adult social care."""
    council = context.scope.council
    names = sorted({council.name, council.slug.replace("-", " "), *council.aliases}, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in names if name)
    words = re.sub(
        rf"(?:\s*\b(?:in|about|against|of|by|for|across|to)\s+)?\b(?:the\s+)?(?:{pattern})(?:\s+council)?(?:'s)?\b",
        "",
        words,
        flags=re.I,
    )
    return re.sub(r"\s+in (?:the year|20\d\d\S*)\s*$", "", words).strip(" ,")


def _named(words: str, context: Context, default: Dimension) -> Breakdown | Stream | None:
    what = _without_us(_clean(words), context)
    if not what or _OURSELVES.match(what):
        return None
    said = context.facets(what)
    if said.periods and not said.residue or not said.residue and not said.group and not said.streams:
        return None
    stream = stream_of(said, context.family)
    if stream is not None and stream is not Stream.ALL and len(said.residue) <= 1 and not said.group:
        return stream
    return Breakdown(said.group or context.cue or default, what)


def _placed(how: str, words: str, context: Context) -> Breakdown | Stream | None:
    what = _clean(words)
    if not what or _OURSELVES.match(what):
        return None
    said = context.facets(what)
    if said.periods or said.limits or said.measures and not said.residue:
        return None
    stream = stream_of(said, context.family)
    if stream is not None and stream is not Stream.ALL and len(said.residue) <= 1:
        return stream
    if how in ("through", "via"):
        return Breakdown(said.group or Dimension.CHANNEL, what)
    if how in ("from", "by", "on behalf of"):
        if said.group in (
            Dimension.COMPLAINANT,
            Dimension.CHANNEL,
            Dimension.GENDER,
            Dimension.AGE,
            Dimension.CATEGORY_OF_SUPPORT,
        ):
            return Breakdown(said.group, what)
        return None
    if said.group in (Dimension.SERVICE_AREA, Dimension.THEME, Dimension.CHANNEL):
        return Breakdown(said.group, what)
    if how in ("for", "in", "within", "against") and re.match(r"[A-Z]", what) and said.residue and not said.periods:
        return Breakdown(Dimension.SERVICE_AREA, what)
    return None


def _before(sentence: Sentence, group: Group, context: Context) -> Breakdown | Stream | None:
    """ "Repairs accounted for 188", "complaints about parking rose to 37"."""
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    head = sentence.text[start : group.start]
    subject = _SUBJECT.search(sentence.text[: group.start])
    if subject and not re.search(r"[.;]", sentence.text[subject.end("what") : group.start]):
        found = _named(subject["what"], context, Dimension.THEME)
        if found is not None:
            return found
    modified = _SUBJECT_MODIFIED.search(sentence.text[: group.start])
    if modified and not _PLAIN_MODIFIER.match(modified["what"] + " "):
        said = context.facets(modified["what"])
        if (
            said.residue
            and not said.measures
            and not said.stages
            and not said.periods
            and not _VERBAL.search(modified["what"])
        ):
            return _named(modified["what"], context, Dimension.SERVICE_AREA)
    match = _ACCOUNTED.search(head)
    named = _WITH.search(head)
    if named and (start == 0 or re.match(r"^\s*(?:complaints?|cases?)?\s*,\s*(?:and\s+)?", head)):
        what = _clean(re.sub(r"^\s*(?:complaints?|cases?)?\s*,?\s*(?:and\s+)?", "", named["what"]))
        said = context.facets(what)
        if what and not _OURSELVES.match(what) and (said.group or said.residue) and not (said.measures or said.stages or said.periods):
            return Breakdown(said.group or Dimension.SERVICE_AREA, what)
    actor = _ACTOR.search(head)
    if actor and start == 0 and not _is_us(actor["what"], context):
        said = context.facets(actor["what"])
        if {word.lower() for word in said.residue} - _ANY_TEAM and not said.stages:
            return Breakdown(Dimension.SERVICE_AREA, _clean(actor["what"]))
    if match and start == 0:
        what = _clean(match["what"])
        if _OURSELVES.match(what) or _is_us(what, context):
            return None
        said = context.facets(what)
        if (
            said.stages
            or said.periods
            or said.measures
            and not said.group
            or re.search(r"\b(?:we|it|they|there)\b", what, re.I)
        ):
            return None
        stream = stream_of(said, context.family)
        if (
            stream is not None
            and stream is not Stream.ALL
            and not said.residue
            and re.search(r"received|had|saw", match[0])
        ):
            return stream
        if not said.residue and not said.group and not said.streams:
            return None
        verb = re.search(r"\b(received|had|saw|made|submitted|raised|sent in|brought)\b", match[0])
        share = verb is None
        if verb is not None and said.group is not (
            Dimension.SERVICE_AREA if verb[0] in ("received", "had", "saw") else Dimension.COMPLAINANT
        ):
            return None
        return Breakdown(said.group or context.cue or Dimension.THEME, what, share)
    return None


_BRACKETED = re.compile(
    r".*(?:\b(?:about|including|concerning|with|namely|then|was|were|is|are|next|being|by)|[:,]|\band)\s+(?P<what>[A-Za-z][^,;:()]{2,80}?)\s*\($"
)


def bracketed(sentence: Sentence, group: Group, context: Context) -> Breakdown | None:
    """An item of a list with its number in brackets: "mostly about bins (61) and delay (five)"."""
    if (
        group.first.unit is not None
        or len(group.numbers) > 1
        or not re.match(r"^\s*(?:complaints?|cases?)?\s*[);]", sentence.text[group.end :])
    ):
        return None
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    match = _BRACKETED.search(sentence.text[start : group.start])
    if not match:
        return None
    what = _clean(match["what"])
    said = context.facets(what)
    if (
        not what
        or _OURSELVES.match(what)
        or said.periods
        or said.stages
        or said.measures
        and not said.group
        or not (said.residue or said.group)
    ):
        return None
    return Breakdown(said.group or context.cue or Dimension.THEME, what)


def _is_us(words: str, context: Context) -> bool:
    council = context.scope.council
    names = {council.name.lower(), council.slug.replace("-", " "), *(getattr(council, "aliases", ()) or ())}
    return any(str(name).lower() in words.lower() for name in names)


def continued(sentence: Sentence, group: Group, previous: Breakdown, context: Context) -> Breakdown | None:
    """The next item of a list that a breakdown opened: "damp for 37, neighbour nuisance for 29"."""
    start = max((other.end for other in sentence.groups if other.end <= group.start), default=0)
    head = sentence.text[start : group.start]
    if not previous.share and not re.match(r"^\s*\)?\s*(?:complaints?|cases?|of them)?\s*[,;)]|\s+and\b", head):
        return None
    tail = _ABOUT.match(_tail(sentence, group))
    if tail:
        return None
    match = _LISTED.search(head)
    if not match:
        return None
    what = _clean(
        re.sub(
            r"^(?:complaints?|cases?|and|then|next|by|with|of them|were|was)\s+",
            "",
            match["what"].strip(" ,"),
            flags=re.I,
        )
    )
    if not what or _OURSELVES.match(what) or not context.facets(what).residue and not context.facets(what).group:
        return None
    said = context.facets(what)
    if said.measures and not said.group and not said.soft:
        return None
    return Breakdown(said.group or previous.dimension, what, previous.share)
