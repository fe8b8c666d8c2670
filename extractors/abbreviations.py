"""Abbreviations: a report's own short names ("ASC = adult social care") and which procedures they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.lexicon.facets import Facets, facets, stream_of
from extractors.lexicon.match import Span
from extractors.reading.model import Document
from schemas.codes import Stream

#: "CSC = children's social care", in a key under a table.
_KEY = re.compile(
    r"(?P<short>[A-Z][A-Za-z]{0,4}(?:[-/&][A-Z]{1,4})?)\s*(?:=|:|means|stands for|refers to)\s*"
    r"(?P<long>[^.;=]{4,120}?)(?=[.;\n]|$|,\s+[A-Z][A-Za-z-]{1,6}\s*=)"
)
#: "Children's Social Care (CSC)", where the name is first used.
_BRACKETED = re.compile(
    r"(?P<long>(?:[A-Za-z'’-]+\s+){1,7}[A-Za-z'’-]+)\s*"
    r"\((?:the\s+)?[\"'‘“]?(?P<short>[A-Z][A-Z&/-]{1,6})[\"'’”]?\)"
)
#: Short names that the lexicon knows already.
_KNOWN = frozenset({"ASC", "CSC", "LGSCO", "LGO", "SPSO", "PSOW", "NIPSO", "HOS", "DFE"})
_TOKEN = re.compile(r"[A-Za-z][A-Za-z]*(?:[-/&][A-Z]{1,4})?")


def find_abbreviations(document: Document) -> dict[str, Stream]:
    """The report's own abbreviations of procedures."""
    found: dict[str, Stream] = {}
    for block in document.blocks:
        text = block.text.string
        for match in [*_KEY.finditer(text), *_BRACKETED.finditer(text)]:
            short = match["short"]
            if short.upper() in _KNOWN or len(short) < 2:
                continue
            stream = stream_of(facets(match["long"].strip()), None)
            if stream is not None and stream is not Stream.ALL and _initials(short, match["long"]):
                found.setdefault(short, stream)
    return found


def _initials(short: str, long: str) -> bool:
    """Whether an abbreviation could be of these words: its first letter begins one of them."""
    return any(word[0].lower() == short[0].lower() for word in re.findall(r"[A-Za-z]+", long)) or "-" in short


def known_as(words: Facets, short: Mapping[str, Stream]) -> Facets:
    """Facets with the procedures that a report's own abbreviations name."""
    if not short:
        return words
    named = tuple(short[token] for token in _TOKEN.findall(words.text) if token in short)
    if not named:
        return words
    residue = tuple(word for word in words.residue if word not in short)
    return replace(words, streams=(*words.streams, *named), residue=residue)


def spans_of(text: str, short: Mapping[str, Stream]) -> list[Span]:
    """The places of a text where an abbreviation names a procedure."""
    return [
        Span("stream", short[match[0]].value, match.start(), match.end(), match[0])
        for match in _TOKEN.finditer(text)
        if match[0] in short
    ]
