"""Requests: sentences on what is asked for under other laws, and those that go on with "of these"."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of
from extractors.prose.sentence import Sentence
from extractors.prose.state import State

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


def is_of_requests(sentence: Sentence, state: State) -> bool:
    """Whether the numbers of a sentence count requests for information, which are no complaints."""
    goes_on = state.requests and _GOES_ON.match(sentence.text) is not None
    state.requests = not _OURS.search(sentence.text) and (goes_on or _REQUESTS.search(sentence.text) is not None)
    return state.requests
