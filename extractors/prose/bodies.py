"""Other bodies: complaints that a regulator, or a provider, received and the council did not."""

from __future__ import annotations

import re

#: "Ofsted wrote to us about (nine complaints)".
_BODY_TOLD = re.compile(
    r"\s*(?:the\s+)?(?:Ofsted|CQC|Care Quality Commission|Information Commissioner(?:'s Office)?|ICO"
    r"|Office for Students|Regulator(?: of Social Housing)?)\s+(?:also\s+|had\s+|has\s+)*"
    r"(?:wrote|told|informed|received|passed|sent|asked|contacted|forwarded|raised|registered)\b",
    re.I,
)
#: "Providers received (52 complaints) directly".
_PROVIDERS_HAD = re.compile(
    r"\s*(?:the\s+|our\s+)?(?:[\w-]+\s+){0,3}(?:providers|agencies|care homes|contractors|trusts?|partners)\s+"
    r"(?:themselves (?:received|had|handled|dealt with|answered|recorded)\b"
    r"|(?:also\s+)?(?:received|had|handled|dealt with|answered|recorded)\b"
    r"(?=[^.;]*\b(?:directly|themselves|under their own|their own procedures?)\b))",
    re.I,
)


def had_by_others(text: str) -> bool:
    """Whether a sentence tells of complaints that another body received."""
    return _BODY_TOLD.match(text) is not None or _PROVIDERS_HAD.match(text) is not None
