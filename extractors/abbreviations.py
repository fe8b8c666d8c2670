"""Abbreviations: a report's own short names ("ASC = adult social care") and which procedures they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.lexicon.facets import Facets, facets, stream_of
from extractors.lexicon.match import Span
from extractors.naming import named_in
from extractors.reading.model import Document
from schemas.codes import Stream

#: "CSC = children's social care", in a key under a table.
_KEY = re.compile(
    r"(?P<short>[A-Z][A-Za-z]{0,4}(?:[-/&][A-Z]{1,4})?)\s*(?:=|:|means|stands for|refers to)\s*"
    r"(?P<long>[^.;=]{4,120}?)(?=[.;\n]|$|,\s+[A-Z][A-Za-z-]{1,6}\s*=)"
)
#: "Children's Social Care (CSC)", where the name is first used: the bracket, and the words before it.
_BRACKET = re.compile(r"\((?:the\s+)?[\"'‘“]?(?P<short>[A-Z][A-Z&/-]{1,6})[\"'’”]?\)")
_NAMED = re.compile(r"(?:[A-Za-z'’-]+\s+){1,7}[A-Za-z'’-]+\s*$")
_NAME = r"[A-Z][\w'\u2019-]*(?:,? (?:(?:and|&|of|for|the) )?[A-Z][\w'\u2019-]*){0,5}"
_OWNER = r"(?:the|our|this|its|(?-i:[A-Z])\w+)(?: council|(?: council)?['\u2019]s)?"
_LANDLORD_BODY = (
    r"(?:(?:housing|landlord)(?: management)? (?:arm|company|service|function|team|division|directorate|department"
    r"|provider|organisation|business|body)|landlord|almo|arm['\u2019]?s[ -]length management organisation"
    r"|arm['\u2019]?s[ -]length housing (?:company|organisation|body))"
)
#: "Testford Homes and Places is the council's landlord arm", "our landlord service, Homes for Testford".
_LANDLORDS_NAME = (
    re.compile(
        rf"\b(?P<name>{_NAME}),? (?:which )?(?:is|are|acts as|serves as|means) (?i:{_OWNER} {_LANDLORD_BODY})\b"
    ),
    re.compile(rf"\b(?i:{_OWNER} {_LANDLORD_BODY})(?:,| is called|\s*\(|:) ?(?P<name>{_NAME})"),
    re.compile(
        rf"\b(?P<name>{_NAME}),? (?:which )?(?:manages|runs|lets|looks after|is responsible for)"
        r" (?i:(?:the|our|its|all)? ?(?:council['\u2019]s |council )?(?:own )?(?:council |rented |housing )?"
        r"(?:homes|houses|housing stock|tenancies|council housing))\b"
    ),
)
#: One of these words stands in every text that names a landlord so; looking for them first is much quicker.
_LANDLORDS_WORDS = re.compile(r"hous|homes|landlord|almo|arm['\u2019]?s|tenanc", re.IGNORECASE)
#: Short names that the lexicon knows already.
_KNOWN = frozenset({"ASC", "CSC", "LGSCO", "LGO", "SPSO", "PSOW", "NIPSO", "HOS", "DFE"})
#: A name that is explained has so many characters at most.
_LONGEST_NAME = 160
_TOKEN = re.compile(r"[A-Za-z][A-Za-z]*(?:[-/&][A-Z]{1,4})?")


def find_abbreviations(document: Document) -> dict[str, Stream]:
    """The report's own abbreviations of procedures."""
    found: dict[str, Stream] = {}
    for block in document.blocks:
        text = block.text.string
        for short, long in _explained(text):
            if short.upper() in _KNOWN or len(short) < 2:
                continue
            stream = stream_of(facets(long), None)
            if stream is not None and stream is not Stream.ALL and _initials(short, long):
                found.setdefault(short, stream)
        for pattern in _LANDLORDS_NAME if _LANDLORDS_WORDS.search(text) else ():
            for match in pattern.finditer(text):
                if _is_name(match["name"]):
                    found.setdefault(match["name"], Stream.HOUSING)
    return found


def _explained(text: str) -> list[tuple[str, str]]:
    """Short names that a text explains, each with what it may be short for."""
    keys = [(match["short"], match["long"].strip()) for match in _KEY.finditer(text)]
    for bracket in _BRACKET.finditer(text):
        named = _NAMED.search(text[max(0, bracket.start() - _LONGEST_NAME) : bracket.start()])
        if named:
            keys.append((bracket["short"], named[0].strip()))
    return keys


_PUBLISHER = re.compile(r"\b(?:Council|Authority|Borough|City|County|District|Cabinet|Committee)\b|^(?:We|It|This)\b")


def _is_name(name: str) -> bool:
    """Whether words in capitals may be the name of a landlord: no council's own, and none that the lexicon reads."""
    council = any(name in (known.name, *known.aliases) for known, _ in named_in(name))
    return " " in name and not council and not _PUBLISHER.search(name) and not facets(name).streams


def _initials(short: str, long: str) -> bool:
    """Whether an abbreviation could be of these words: its first letter begins one of them."""
    return any(word[0].lower() == short[0].lower() for word in re.findall(r"[A-Za-z]+", long)) or "-" in short


def known_as(words: Facets, short: Mapping[str, Stream]) -> Facets:
    """Facets with the procedures that a report's own abbreviations name."""
    if not short:
        return words
    named = tuple(short[match[0]] for match in _mentions(words.text, short))
    if not named:
        return words
    explained = {word for name in short for word in re.findall(r"[\w&/'\u2019-]+", name)}
    residue = tuple(word for word in words.residue if word not in explained)
    words = replace(words, streams=(*words.streams, *named), residue=residue)
    # the words of a landlord's name are no group, nor things that are counted
    is_name = any(" " in match[0] for match in _mentions(words.text, short))
    return replace(words, flags=words.flags - {"decoy"}, group=None) if is_name else words


def spans_of(text: str, short: Mapping[str, Stream]) -> list[Span]:
    """The places of a text where an abbreviation names a procedure."""
    return [
        Span("stream", short[match[0]].value, match.start(), match.end(), match[0]) for match in _mentions(text, short)
    ]


def _mentions(text: str, short: Mapping[str, Stream]) -> list[re.Match[str]]:
    """The places of a text where a short name stands, or a name of several words."""
    found = [match for match in _TOKEN.finditer(text) if match[0] in short]
    for name in short:
        if " " in name:
            found += re.finditer(rf"\b{re.escape(name)}\b", text)
    return sorted(found, key=lambda match: match.start())
