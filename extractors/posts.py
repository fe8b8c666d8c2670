"""Posts: lines that say by whom a report is or for whom, "Report by the Director of Corporate Services"."""

from __future__ import annotations

import re

_PAPER = r"(?:(?:joint|annual|covering|cover|briefing|information|officers?'?s?) )?(?:report|paper|briefing|note)"
_RANK = (
    r"(?:(?:acting|interim|assistant|associate|deputy|executive|corporate|strategic|service|group|managing|joint) )*"
    r"(?:chief (?:executive|officer|operating officer)|director|head|lead member|lead officer|cabinet member"
    r"|(?:cabinet )?portfolio holder|executive member|monitoring officer|manager|committee)s?"
)
_BEHIND = (
    r"(?:authors?|contacts?(?: officer)?|report(?:ing)? officer|lead officer|responsible officer|accountable officer"
    r"|portfolio holder|cabinet member|for|to|from|by)"
)
#: "Report by the Director of ...", "Author: Head of ...", "Presented to the Cabinet Member for ...".
_SIGNED = re.compile(
    rf"\W*(?:{_PAPER} (?:by|from|to|of|for)\b\s*(?::|(?:the )?{_RANK}\b)"
    rf"|(?:(?:report )?{_BEHIND}|(?:presented|prepared|submitted|written) (?:by|to|for))\s*:"
    rf"|(?:presented|prepared|submitted|written) (?:by|to|for) (?:the )?{_RANK}\b"
    rf"|(?:the )?{_RANK} (?:of|for|\u2013|-) )",
    re.I,
)
#: A line with these speaks of complaints themselves, unless they are somebody's post.
_SUBJECT = re.compile(r"\bcomplain|\bcompliment|\benquir|\bcases\b|\bombuds", re.I)
_OWN_POST = re.compile(
    r"\b(?:customer )?complaints?(?: (?:and|&) \w+)* (?:managers?|officers?|team|lead|co-?ordinators?)\b", re.I
)
#: Such lines are short.
_LENGTH = 160


def names_post(line: str) -> bool:
    """Whether a line names who wrote a report or who is to have it: what these answer for is not its subject."""
    return len(line) <= _LENGTH and _SIGNED.match(line) is not None and not _SUBJECT.search(_OWN_POST.sub("", line))
