"""Idle words: measure words that mean nothing where they stand, and "not" where it stands for one."""

from __future__ import annotations

import re

from extractors.lexicon.match import Span
from extractors.lexicon.words import any_of, whole
from extractors.prose.attach import measures
from extractors.prose.sentence import Sentence
from schemas.codes import Measure

# Words that are measures only in company: alone they mean too many things.
_NEEDS_DEADLINE = frozenset({"missed", "delayed", "met", "timely", "kept to", "not met", "breached"})
_NEEDS_UPHELD = frozenset({"part", "partly", "partially", "partial", "in part", "partly so", "partially so"})
#: "Did so in" 25 working days.
_DID = re.compile(r"did (?:so|in|within|inside|by|on)\b")
#: "Orders" are an ombudsman's, where one is spoken of.
_ORDERS, _ORDERED = re.compile(r"orders", re.I), re.compile(r"\bombudsm|\bdeterminations?\b", re.I)
#: "22 were open when the year began and 36 when it ended".
_OPEN = re.compile(r"\bopen\b", re.I)
_NEEDS_FAULT = frozenset({"there was none", "was none"})
_NOUN_REPLY = frozenset({"answer", "reply", "close", "response"})
_VAGUE = frozenset({"number", "had", "demand", "record", "recording", "it had", "saw"})
#: "Went up from nine to 13" is a change, no escalation; "cases declined by 4%" is no refusal.
_BY_HOW_MUCH = re.compile(
    r"(?:(?:went|gone|goe?s?|going) up|declined)\s+(?:slightly |again )?(?:from|by|to|in)\b(?! stage)", re.I
)
#: "The time taken to reply" is no step up.
_TIME_TAKEN = re.compile(r"\b(?:time|days|long|steps?|actions?|measures?|care|longer|effort)\s+$", re.I)
#: "Held up at 73%" says how a figure stood, not that anything was held.
_HELD_UP = re.compile(r"held\s+(?:up|steady|firm|constant|stable|at)\b", re.I)
#: "Went to informal resolution" names a stage, and no end.
_TO_STAGE = re.compile(
    r"\b(?:went|gone|go|goes|going|moved|passed|came|sent|taken) (?:to|through|for)"
    r" (?:informal|early|local|frontline)\s+$",
    re.I,
)
#: "Made 11 recommendations to the Director, who (accepted) ten".
_RECOMMENDED = re.compile(r"\brecommendations?\b[^.;]{0,60}$", re.I)
#: "22 at Stage 2 (Investigation)".
_NAMES_STAGE = re.compile(r"\bstage (?:\d|one|two|three)\s*\((?:formal |full |the )?$", re.I)
#: "A late delivery" and "missed collections" are what complaints were about.
_LATE_WORDS = frozenset({"late", "missed", "delayed", "overdue"})
_LATE_WHAT = re.compile(
    r"(?:\s+(?:or|and)\s+\w+)?\s+(?:[a-z]+\s+)??(?:services?|deliver(?:y|ies)|collections?|bins?|appointments?|repairs?"
    r"|visits?|payments?|works?|calls?|buses|trains?|annual|invoices?|notices?|plans?|assessments?|trips?|visits?|transport|start|opening"
    r"|running|arrivals?|pick-?ups?|diagnos[ei]s|treatments?|referrals?|discharges?|parcels?|post|fees?|refunds?)\b",
    re.I,
)
#: "Declined to investigate two".
_DECLINED = re.compile(r"\b(?:declin\w+|(?:decid\w+|chose|opted) not|refus\w+|unable) to\s+$", re.I)
#: "They held 52 findings" says what was in them.
_HOLDS = re.compile(r"\b(?:they|we|it|which|these|that|reports?|letters?)\s+$", re.I)
#: "Could not be resolved" says that nothing was.
_NOT_DONE = re.compile(r"\b(?:not|never|cannot)\s+(?:(?:be|been|yet|fully|easily)\s+){0,3}$", re.I)
#: "Recorded as not upheld" says how cases ended.
_AS = re.compile(
    r"\s+as\s+(?:being\s+)?(?:not |partly |partially |fully )?(?:upheld|justified|founded|withdrawn|resolved|closed)\b",
    re.I,
)
#: "62 were either withdrawn or found to be service requests": of two kinds together.
_OR_ELSE = re.compile(
    r"\s+or\s+(?:were\s+|was\s+)?(?:found|turned out|proved|considered|treated|judged|dealt with|passed|referred"
    r"|redirected|transferred|moved|sent)\b",
    re.I,
)
#: "Withdrawn before it was completed".
_NOT_YET = re.compile(
    r"\b(?:before|until|prior to)\s+(?:(?:it|they|the|being|was|were|\w*investigation)\s+){0,3}$", re.I
)
#: What is outstanding and no complaint.
_WORK = re.compile(rf"\s+{any_of('repairs?, works?, jobs?, debts?, orders, invoices, maintenance, rent')}\b", re.I)
_DEADLINE = re.compile(
    whole(
        "targets?, deadlines?, time limits?, limits?, standards?, timescales?, it was met, sla, kpis?",
        "(met|missed|breached|kept to) (it|them|these|those|both)",
        "days?, dates?",
    ),
    re.I,
)
_FAULT = re.compile(whole("fault, maladministration, service failure, injustice"), re.I)
_UPHELD = re.compile(
    whole("upheld, uphold, fault, justified, founded, substantiated, favour, overturned, agreed"), re.I
)
#: What makes "answer" or "close" a verb.
_VERB_BEFORE = re.compile(r"\b(?:to|we|not|did|will|can|they|it)\s+$", re.I)
_WERE_NOT = re.compile(r"\b(?:(?:were|was|did|had) not|not)(?=\s*(?:[.,;)]|$))")
#: What cases are that are not what those before them were.
_OPPOSITES = {
    Measure.ON_TIME: Measure.LATE,
    Measure.UPHELD: Measure.NOT_UPHELD,
    Measure.PARTIALLY_UPHELD: Measure.NOT_UPHELD,
    Measure.UPHELD_OR_PARTIALLY_UPHELD: Measure.NOT_UPHELD,
}
#: What takes single words their meaning where it stands before them.
_AFTER_WORDS = {"held": _HOLDS, "taken to": _TIME_TAKEN, "accepted": _RECOMMENDED}
#: What takes measures their meaning where it stands before, or behind, the words for them.
_IDLE_AFTER: dict[str, tuple[re.Pattern[str], ...]] = {
    Measure.INVESTIGATED: (_NAMES_STAGE, _DECLINED, _NOT_YET),
    Measure.RESPONDED: (_NOT_YET,),
    Measure.RESOLVED: (_TO_STAGE, _NOT_DONE),
}
_IDLE_BEFORE: dict[str, re.Pattern[str]] = {
    Measure.CARRIED_FORWARD: _WORK,
    Measure.RECEIVED: _AS,
    Measure.WITHDRAWN: _OR_ELSE,
}


def meaningful(sentence: Sentence) -> list[Span]:
    """The measure words of a sentence, without those that mean nothing where they stand."""
    kept = [span for span in measures(sentence) if not _is_idle(sentence, span)]
    return sorted([*kept, *_were_not(sentence)], key=lambda span: span.start)


def _is_idle(sentence: Sentence, span: Span) -> bool:
    text = span.text.lower()
    if text in _VAGUE or _needs_more(sentence, span) or _stands_idle(sentence, span):
        return True
    if _BY_HOW_MUCH.match(sentence.text, span.start) or _HELD_UP.match(sentence.text, span.start):
        return True
    if text in _AFTER_WORDS and _AFTER_WORDS[text].search(sentence.text[: span.start]):
        return True
    if _DID.match(text):
        return not any(0 <= duration.start - span.end <= 5 for duration in sentence.durations)
    if span.code == Measure.LATE and text in _LATE_WORDS and _LATE_WHAT.match(sentence.text, span.end):
        return True
    if text in _NEEDS_FAULT:
        return not _FAULT.search(sentence.text)
    if text in _NEEDS_UPHELD:
        return not _UPHELD.search(sentence.text)
    if text in _NEEDS_DEADLINE:
        return not _DEADLINE.search(sentence.text)
    return text in _NOUN_REPLY and not _VERB_BEFORE.search(sentence.text[: span.start])


def _stands_idle(sentence: Sentence, span: Span) -> bool:
    """Whether words right before, or behind, take a measure its meaning."""
    behind = _IDLE_BEFORE.get(span.code)
    if behind is not None and behind.match(sentence.text, span.end):
        return True
    before = sentence.text[: span.start]
    return any(pattern.search(before) for pattern in _IDLE_AFTER.get(span.code, ()))


def _needs_more(sentence: Sentence, span: Span) -> bool:
    """Whether words count only beside others that are missing: orders an ombudsman, "when it ended" what is open."""
    if span.code == Measure.RECOMMENDATIONS and _ORDERS.fullmatch(span.text):
        return not _ORDERED.search(sentence.text)
    if span.code == Measure.CARRIED_FORWARD and span.text.lower().startswith("when "):
        return not _OPEN.search(sentence.text[: span.start])
    return False


def _were_not(sentence: Sentence) -> list[Span]:
    """The last words of "three were upheld and two were not": not upheld; of "49 on time and six not": late."""
    found = []
    for match in _WERE_NOT.finditer(sentence.text):
        said = [span.measure for span in measures(sentence) if span.end <= match.start()]
        named = [measure for measure in said if measure in _OPPOSITES]
        if named or _UPHELD.search(sentence.text):
            opposite = _OPPOSITES[named[-1]] if named else Measure.NOT_UPHELD
            found.append(Span("measure", opposite.value, match.start(), match.end(), match[0]))
    return found
