"""Decisions: which kind of an ombudsman's decision a number counts."""

from __future__ import annotations

import re

from extractors.lexicon.match import Span
from extractors.prose.clause import clause_after
from extractors.prose.groups import Group
from extractors.prose.implied import kind_around
from extractors.prose.sentence import Sentence
from schemas.codes import Dimension

#: "Determined 38 cases and made a finding of maladministration in 31": the kind is not that of the 38.
_NEXT_DEED = re.compile(r"\band (?:made|found|issued|ordered)\b")


def decision_kind(sentence: Sentence, group: Group) -> str | None:
    """The kind of an ombudsman's decision behind a number: "two were closed after initial enquiries"."""
    kind = _kind(sentence, group)
    early = _PREMATURE.search(clause_after(sentence, group)) if kind is not None and _BACK.search(kind) else None
    if early is not None:
        # "sent one back as premature"
        return early[0]
    return _WERE.sub("", kind) if kind is not None else None


_BACK, _PREMATURE = re.compile(r"\bback\b", re.I), re.compile(r"\bpremature\b", re.I)
_WERE = re.compile(r"^(?:was|were)\s+", re.I)


def _kind(sentence: Sentence, group: Group) -> str | None:
    around = kind_around(sentence, group)
    if around is not None:
        return around
    reach = group.end + len(_NEXT_DEED.split(clause_after(sentence, group))[0])
    kinds = [
        span
        for span in sentence.tagged("group")
        if span.code == Dimension.DECISION and group.end <= span.start and span.end <= reach
    ]
    if not kinds:
        kinds = [span for span in sentence.tagged("group") if _happened_in(sentence, group, span)]
    return max(kinds, key=lambda span: span.length).text if kinds else None


_IN_SO_MANY = re.compile(r"\s+(?:was|were|had been)\s+(?:\w+\s+)?in\s+(?:just |only )?", re.I)


def _happened_in(sentence: Sentence, group: Group, span: Span) -> bool:
    """Whether a kind of decision is told of so many cases: "early resolution was agreed in seven"."""
    kind = span.code == Dimension.DECISION and span.end <= group.start and group.first.unit is None
    return kind and _IN_SO_MANY.fullmatch(sentence.text, span.end, group.start) is not None


#: "It made seven findings: (maladministration) in three, service failure in two".
_FINDINGS = re.compile(r"\b(?:findings?|determinations?)\b[^.;]*(?::|\bwere\b|\bincluding\b)[^.;]*$", re.I)


def is_kind_of_finding(sentence: Sentence, span: Span) -> bool:
    """Whether a finding is one of several kinds that a sentence lists."""
    kinds = [kind for kind in sentence.tagged("group") if kind.code == Dimension.DECISION]
    named = re.fullmatch(r"(?:severe )?maladministration", span.text, re.I) is not None
    return named and len(kinds) > 1 and _FINDINGS.search(sentence.text, 0, span.start) is not None
