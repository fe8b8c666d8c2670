"""Requests: sentences on what is asked for under other laws, and those that go on with "of these"."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of
from extractors.prose.sentence import Sentence
from extractors.prose.state import State
from schemas.codes import Stage

_LAWS = any_of(
    "freedom of information, foia?s?, environmental information, eirs?, subject access, d?sars?, data protection, gdpr"
)
_REQUESTS = re.compile(rf"\b{_LAWS}\b[^.;]{{0,40}}\brequests?\b|\brequests?\b[^.;]{{0,30}}\b{_LAWS}\b", re.I)
_OURS = re.compile(r"complain|compliment|ombuds|\bstage \w", re.I)
_GOES_ON = re.compile(
    r"\s*(?:(?:and|but|overall|in total|in all|altogether),?\s+)*"
    r"(?:[\w%,.()-]+\s+){0,4}?(?:of\s+(?:these|those|them|which)|these|those|they|the rest|requests?)\b",
    re.I,
)


#: "5,668 complaints and enquiries", "1,569 enquiries", told by an ombudsman.
_ENQUIRIES = re.compile(
    r"\s*(?:(?:were|was|-|\u2013|:)\s+)?(?:(?:the|total|number|of|complaints?|new|public|and|or|&)\s+)*?"
    r"(?:enquir|inquir)(?:y|ies)\b",
    re.I,
)


def are_of_the_public(sentence: Sentence, state: State) -> bool:
    """Whether an ombudsman tells of its enquiries, alone or together with complaints, and of no complaints apart."""
    scope = state.context.scope
    if scope.stage is not Stage.OMBUDSMAN or scope.council.known or not sentence.groups:
        return False
    counts = [group for group in sentence.groups if group.first.unit is None]
    told = [group for group in counts if _ENQUIRIES.match(sentence.text, group.end)]
    return (
        bool(told)
        and told[0] is sentence.groups[0]
        and not any(_COMPLAINTS_BEHIND.match(sentence.text, group.end) for group in counts if group not in told)
    )


_COMPLAINTS_BEHIND = re.compile(r"\s+(?:\w+\s+)?complaints?\b", re.I)


def is_of_requests(sentence: Sentence, state: State) -> bool:
    """Whether the numbers of a sentence count requests for information, which are no complaints."""
    if are_of_the_public(sentence, state):
        return True
    goes_on = state.requests and _GOES_ON.match(sentence.text) is not None
    state.requests = not _OURS.search(sentence.text) and (goes_on or _REQUESTS.search(sentence.text) is not None)
    return state.requests
