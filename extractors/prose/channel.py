"""Channels: how complaints reached the council: "26 were made on the website", "12 people telephoned"."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of
from extractors.prose.category import Breakdown
from schemas.codes import Dimension

_CAME = any_of(
    "made, received, submitted, sent, lodged, logged, reported, raised, registered, arrived, came, come, reached us",
    "delivered, sent in, came in, came to us, reached the council, handed in",
)
_NAMED = any_of(
    "(e-?mails?)(?!\\s+address), (tele)?phone( calls?)?, letters?, post, webchat, web ?chat, social media",
    "facebook, twitter",
    "(council's |online )?(web ?site|web ?form|portal|app)\\b, (online |web |paper |electronic )?(complaints? )?forms?",
    "contact cent(re|er), call cent(re|er), customer service (cent(re|er)|points?), (text|text message)s?, fax",
)
_DIRECTLY = any_of("online, electronically, in person, face[ -]to[ -]face, in writing, verbally, digitally, by hand")
_BEHIND = re.compile(
    r"^\W*(?:of (?:them|these|those|all complaints)\s+)?(?:(?:complaints?|cases)\s+)?"
    r"(?:(?:were|was|had been|have been)\s+)?"
    rf"(?:(?:{_CAME})\s+(?:to us\s+|in\s+)?)?"
    rf"(?:(?:by|via|through|on|over|using|in|with)\s+(?:(?:the|our|an?)\s+)?(?P<named>{_NAMED})\b"
    r"(?! (?:team|service)\b)"
    rf"|(?P<directly>{_DIRECTLY}))(?=\s*(?:[,.;)]|$|and\b|while\b|with\b|but\b))",
    re.I,
)
#: "Telephone calls brought in (18%)", "the phone (205)" behind one that did.
_BROUGHT = any_of(
    "brought( us)?( in)?, produced, generated, accounted for, gave us, made up, yielded, supplied, carried"
)
_BEFORE = re.compile(
    rf"(?:^|[.;,]|\band)\s*(?:(?:the|our)\s+)?(?P<named>{_NAMED})\s+(?:{_BROUGHT}\s+)?"
    r"(?:(?:another|a further|only|just)\s+)?$",
    re.I,
)


#: "61% used the online form", "12% sent an e-mail", "22% telephoned".
_USED = re.compile(
    r"^\W*(?:of (?:them|these|people|complainants|all complainants)\s+|(?:people|complainants|customers|residents)\s+)?"
    r"(?:(?:used|chose|preferred|sent|completed|filled in|wrote|made)\s+(?:(?:us|the|our|an?|to use)\s+)*"
    rf"(?P<named>{_NAMED})\b(?! (?:team|service)\b)"
    r"|(?P<directly>telephoned|phoned|rang|e-?mailed|wrote in))"
    r"(?=\s*(?:[,.;)]|$|and\b|while\b|with\b|but\b|to complain\b|us\b))",
    re.I,
)


def channel_of(tail: str) -> Breakdown | None:
    """The channel that the words behind a number name; None where they name none."""
    match = _BEHIND.match(tail) or _USED.match(tail)
    return Breakdown(Dimension.CHANNEL, match["named"] or match["directly"]) if match else None


def channel_before(words: str) -> Breakdown | None:
    """The channel that brought in what a number counts: "email brought in 312 complaints and the phone 205"."""
    match = _BEFORE.search(words)
    told = match is not None and re.search(rf"\b{_BROUGHT}\b", words, re.I) is not None
    return Breakdown(Dimension.CHANNEL, match["named"]) if match and told else None
