"""Education: the council's own services for schoolchildren, whose complaints follow the corporate procedure."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of

#: Written so, as the small word "send" is none.
_LETTERS = re.compile(r"\b(?:SEND?|EHCPs?|EHCs?|ALN)\b")
_SERVICES = re.compile(
    any_of(
        "(special|additional) (educational|learning|support) needs?, education health and care",
        "education(al)? (services?|directorate|department)",
        "directorate (of|for) education, education and (lifelong learning|skills|learning|inclusion)",
        "school (admissions?|places|transport)",
        "home[ -]to[ -]school, (elective )?home education, school attendance",
        "education(al)? (psychology|welfare|inclusion)",
    ),
    re.I,
)


def names_education(text: str) -> bool:
    """Whether words name a council's own education service: "SEND", "School admissions"; schools are none."""
    return _LETTERS.search(text) is not None or _SERVICES.search(text.replace(",", "")) is not None
