"""Thanks: numbers that say how often, or by how many, a council was thanked: "wrote to praise staff 611 times"."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of

_THANK = any_of(
    "thank(ed|s|ing)?, prais(e|ed|ing), compliment(ed|ing)?, commend(ed|ing)?, say thank you, said thank you"
)
#: "People wrote to praise staff (611 times)", "we were thanked on (611) occasions".
_THANKED_BEFORE = re.compile(rf"\b{_THANK}\b[^.;:\d]{{0,50}}$", re.I)
_TIMES = re.compile(r"\s+(?:times|occasions)\b", re.I)
_WHO_THANKED = re.compile(
    r"\s+(?:(?:people|residents|customers|families|tenants|parents|patients|students|others)\s+)?(?:who\s+)?"
    r"(?:(?:wrote|rang|called|phoned|emailed|got in touch|contacted us|took the (?:time|trouble))\b"
    r"[^.;\d]{0,20}?\bto\s+)?"
    r"(?:say thank you|said thank you|thank(?:ed)?\b|praised?\b|commend(?:ed)?\b|compliment(?:ed)?\b)",
    re.I,
)


_THANKED = re.compile(
    r"(?:^|[.;]\s*|,\s+(?:and\s+)?)(?P<who>[A-Za-z][^.;,()\d]{2,70}?)\s+(?:was|were|has been|have been)\s+"
    r"(?:also\s+|most\s+|often\s+)*(?:thanked|praised|commended|complimented)\b[^.;\d]{0,30}$",
    re.I,
)
#: Who is thanked where all are.
_ALL = re.compile(
    r"(?:we|us|it|they|(?:the |our )?(?:council|authority|university|trust|association|company"
    r"|(?:staff|officers|colleagues|employees|teams|services)(?: and (?:staff|officers|services|teams))?))$",
    re.I,
)


def thanked_service(text: str, start: int) -> str | None:
    """The one service that was thanked so often as the number behind says: "Libraries were thanked 48 times"."""
    match = _THANKED.search(text, 0, start)
    return match["who"].strip() if match and not _ALL.match(match["who"].strip()) else None


def counts_thanks(text: str, start: int, end: int) -> bool:
    """Whether the number between two places of a text says how often, or by how many, a council was thanked."""
    often = _TIMES.match(text, end) is not None and _THANKED_BEFORE.search(text, 0, start) is not None
    return often or _WHO_THANKED.match(text, end) is not None
