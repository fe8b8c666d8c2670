"""Mentions of an ombudsman: in passing (their code, the right to go to them), or as the one who did what is counted."""

from __future__ import annotations

import re

from extractors.lexicon.words import any_of
from extractors.prose.attach import Choice
from extractors.prose.sentence import Sentence
from schemas.codes import Stage

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


#: "Eight cases were referred to and (investigated) by NIPSO": who did it names the stage.
_BY_WHOM = re.compile(r"\s+by\s+(?:(?:the|an?|either)\s+)?", re.I)


def done_by_ombudsman(sentence: Sentence, chosen: Choice) -> bool:
    """Whether an ombudsman stands right behind the words for what was done, as the one who did it."""
    spans = (span for span in sentence.tagged("stage") if span.code == Stage.OMBUDSMAN and chosen.span.text)
    return chosen.after and any(_BY_WHOM.fullmatch(sentence.text, chosen.span.end, span.start) for span in spans)
