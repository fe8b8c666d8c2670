"""Neighbours: numbers of other councils and landlords that a report names beside its own."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicon.words import whole
from extractors.naming import Form, mentions, organisations
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from extractors.register import Council, slug_of

#: What stands before a name that is the subject of its clause.
_SUBJECT_BEFORE = re.compile(
    r"(?:^|[.;,:(]|\b(?:and|while|whilst|whereas|but|or))\s*"
    r"(?:(?:our |its )?neighbours (?:in |at )?)?(?:the |in |at |for )?$",
    re.I,
)
#: What stands behind a name that is a subject, in place of a verb too: "and Clackmannanshire 12".
_SUBJECT_AFTER = re.compile(
    r"(?:'s)?\s*[,(]?\s*(?:(?:the|its|their)\s+(?:\w+\s+)?(?:authority|council|service|landlord)\s+|there\s+)?(?:(?:had|has|was|were|received|recorded|reported|saw|got|registered|of|at|with|on|only|just"
    r"|stood at)\b|\d)",
    re.I,
)
#: Words that say that a bare name is another body's: "our neighbours in ...", "in ... the fire authority".
_OTHER_BODY = re.compile(
    r"\bneighbour(?:s|ing)\b(?! (?:complaint|dispute|nuisance))"
    r"|\b[Ii]n [A-Z]\w+(?: [A-Z]\w+)* the (?:\w+ )?(?:authority|council)\b"
)
_US = re.compile(whole("we, our, us, ours, this council"), re.I)


def is_of_neighbour(sentence: Sentence, group: Group, own: Council) -> bool:
    """Whether the last publisher named before a number is another one, as the subject of its clause."""
    named = [place for place in _subjects(sentence.text, own.slug) if place[1] <= group.start]
    if not named:
        return False
    _, end, is_own = named[-1]
    return not is_own and _US.search(sentence.text, end, group.start) is None


@lru_cache(maxsize=512)
def _subjects(text: str, own: str) -> tuple[tuple[int, int, bool], ...]:
    """Where councils, or other bodies, are named as subjects, and whether they are the report's own.

    A bare name counts only where another one of the sentence says that it is a council.
    """
    councils = mentions(text)
    official = any(mention.form is not Form.BARE for mention in councils) or _OTHER_BODY.search(text) is not None
    places = [
        (mention.start, _name_end(text, mention.end), mention.council.slug == own) for mention in councils if official
    ]
    places += [(body.start, body.end, slug_of(body.name).startswith(own)) for body in organisations(text)]
    return tuple(
        (start, end, is_own)
        for start, end, is_own in sorted(places)
        if is_own or (_SUBJECT_BEFORE.search(text[:start]) and _SUBJECT_AFTER.match(text, end))
    )


_RANK = re.compile(r"\s+(?:(?:City|County|Borough|District|Metropolitan|Unitary)\s+)*Council\b")


def _name_end(text: str, end: int) -> int:
    """Where a name ends with its "County Council"."""
    rank = _RANK.match(text, end)
    return rank.end() if rank else end
