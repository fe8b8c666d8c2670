"""Fractions: of "half of those closed (244)" the number is of what is told of that half, not of those closed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.match import Span
from extractors.lexicon.words import any_of
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence

_SHARE = any_of(
    "half, (a|one) third, two[ -]thirds, (a|one) quarter, three[ -]quarters, (a|one) fifth, most, majority, minority",
    "nine (in|out of) ten, four (in|out of) five, three (in|out of) four, proportion",
)
#: "In just over half of those closed (244".
_OF_THOSE = re.compile(rf"\b{_SHARE}\s+of\s+(?:all\s+)?(?:the|those|these|our|its)?\s*[^(),;.]{{0,50}}\($", re.I)


def without_base(sentence: Sentence, group: Group, found: Sequence[Span]) -> Sequence[Span]:
    """The measure words of a sentence but for those that say what a fraction before a bracket is of."""
    match = _OF_THOSE.search(sentence.text, 0, group.start)
    told = match is not None and any(span.start >= group.end for span in found)
    if match is None or not told:
        return found
    return [span for span in found if not match.start() <= span.start < match.end()]
