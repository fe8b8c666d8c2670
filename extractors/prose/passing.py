"""Passing mentions of an ombudsman: their code, their guidance, the right to go to them."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of

_WRITINGS = any_of(
    "timescales?, timeframes?, time limits?, targets?, standards?, indicators?, complaint handling code, code",
    "guidance, guide, powers, website, definition, remedies guidance",
)
_TURN, _SET = (
    any_of("go, refer, refers, referring, complain, take, turn, escalate"),
    any_of("fixed, set, required, prescribed, published"),
)
_RULES = any_of("procedure, code, guidance, model, scheme, principles, handling policy, standards")
_IN_PASSING = re.compile(
    rf"\b(?:ombudsm[ae]n(?:'s)?|spso|nipso|psow|lgsco)\s+{_WRITINGS}"
    rf"|\b{_TURN} (?:straight |directly )?(?:\w+ ){{0,4}}to the [\w ]*ombudsman"
    r"|\b(?:outside|apart from|other than|excluding|not counting|aside from) (?:of )?(?:any |the |all |those of the )?"
    r"[\w ]{0,20}ombudsm[ae]n\b"
    rf"|\b{_SET} by the [\w ]*ombudsman"
    rf"|\b{_RULES} (?:of|from|by|issued by|published by) the [\w ]*ombudsman",
    re.I,
)


def ombudsman_in_passing(text: str) -> bool:
    """Whether a sentence names an ombudsman without being about cases there."""
    return _IN_PASSING.search(text) is not None
