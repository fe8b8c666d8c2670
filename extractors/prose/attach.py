"""Attaching: which of the words around a number say what it counts, at which stage, of which period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.lexicon.match import Span
from extractors.limits import Limit
from extractors.periods import Period
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Measure, Stage, Unit

_HARD_STOP = re.compile(
    r"[;]|\.\s|\b(?:but|while|whilst|whereas|although|however|because|since|whether|unless|so that|rather than|instead of|said|told|wrote|felt|thought|believed|when|where|after they|before|until|if)\b",
    re.I,
)
_OTHER_SUBJECT = re.compile(
    r"(?<!against )(?<!about )(?<!by )(?<!for )(?<!to )\b(?:we|they|it|i|the (?:provider|manager|council|trust|team|service|school|hospital|ombudsman))\b(?!\s*$)", re.I
)
_COMPARISON_STOP = re.compile(
    r"\b(?:compared|against|than|versus|vs|whereas|while|but|(?:improvement|increase|decrease|reduction|rise|fall|drop|change|better|worse|higher|lower|up|down|fewer|more|less)\s+(?:on|of|from|than|over)|on|from)\b",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|be|being|got|gets?|became|had|have|has|ended|resulted|that|which|who|they|to)\b", re.I
)
_SUBJECT_AFTER = re.compile(r"^\s*(?:,\s*)?(?:and|or)\b", re.I)
_FILLER_BEFORE = re.compile(
    r"^(?:\s|[(:,=\"-]|\b(?:a|an|the|total|totals?|of|only|just|some|about|around|approximately|over|nearly|almost|was|were|is|are|stood|stands?|now|currently|at|in|for|by|to|came|totall?ed|totall?ing|numbered|amounted|fell|rose|it|us|we|our|this|that|and|from|further|additional|another|also|as|many|with|all|under|more|than|reached|averaged|being|figure|rate|number|complaints?|cases?|them|these|those|total|overall|year|up|down|reply|took|time|been|has|have|had|new|formal|either|both|on|there|i|who|which|average|compared|remained|remains|recorded|equates|equal|represents?|increased|increasing|decreased|dropped|reduced|improved|doubled|trebled|halved|grew|grown|risen|fallen|declined|went|gone|moved|climbed|slipped|slightly|significantly|%)\b)*$",
    re.I,
)
_FRONTED_BASE = re.compile(
    r"\b(?:of|out of|from|among|amongst)\s+(?:(?:the|those|these|our|all|its|a|total|just|only)\s+)*$", re.I
)
_NEGATED = re.compile(r"\b(?:not|never|n't|without)\s+(?:\w+\s+){0,2}$", re.I)

#: Measures that say what a case came to be; of several near a number they decide.
OUTCOMES = frozenset(
    {
        Measure.UPHELD,
        Measure.PARTIALLY_UPHELD,
        Measure.UPHELD_OR_PARTIALLY_UPHELD,
        Measure.NOT_UPHELD,
        Measure.WITHDRAWN,
        Measure.RESOLVED,
        Measure.REJECTED,
    }
)
BASES = frozenset({Measure.RECEIVED, Measure.RESPONDED, Measure.INVESTIGATED, Measure.DECIDED})
TIMES = frozenset({Measure.ON_TIME, Measure.LATE})
#: Measures whose words are nouns: "28 written compliments".
NOUNS = frozenset(
    {
        Measure.COMPLIMENTS,
        Measure.RECOMMENDATIONS,
        Measure.PUBLIC_REPORTS,
        Measure.LEARNING_ACTIONS,
        Measure.DECIDED,
        Measure.INVESTIGATED,
    }
)


@dataclass(frozen=True)
class Choice:
    """A measure that words near a number name, and what it costs to believe it (0: certain)."""

    measure: Measure
    span: Span
    cost: float
    soft: bool = False
    after: bool = False


def measures(sentence: Sentence) -> list[Span]:
    """The measure words of a sentence, without those that only name a stage or are inside longer ones."""
    found = sentence.tagged("measure")
    stages = sentence.tagged("stage")
    kept = []
    for span in found:
        if any(stage.start <= span.start and span.end <= stage.end for stage in stages if stage.code != Stage.INFORMAL):
            continue
        if any(
            other is not span and other.start <= span.start and span.end <= other.end and other.length > span.length
            for other in found
        ):
            continue
        kept.append(span)
    return kept


def _is_aside(gap: str) -> bool:
    """Whether the commas of a gap only set off the number: ", or 50%, the customer had a point"."""
    return re.fullmatch(r"\s*,\s*(?:the|a|an|our)\s+(?:customer|complainant|resident|tenant|council|outcome|decision|complaint)s?\s*", gap, re.I) is not None


def _words(gap: str) -> int:
    return len(re.findall(r"[A-Za-z0-9£%]+", gap))


def _between(sentence: Sentence, start: int, end: int, group: Group) -> list[Group]:
    return [other for other in sentence.groups if other is not group and start <= other.start and other.end <= end]


def choices(sentence: Sentence, group: Group, found: Sequence[Span]) -> list[Choice]:
    """The measures that a number may have, cheapest first."""
    result = []
    for span in found:
        if span.start >= group.end:
            choice = _after(sentence, group, span)
        elif span.end <= group.start:
            choice = _before(sentence, group, span)
        else:
            choice = Choice(*_code(span)[:1], span, 0.1, _code(span)[1], after=True)
        if choice is not None:
            result.append(choice)
    return sorted(result, key=lambda choice: (choice.cost, choice.span.start))


def _code(span: Span) -> tuple[Measure, bool]:
    return Measure(span.code.split(".")[0]), span.code.endswith(".soft")


def _after(sentence: Sentence, group: Group, span: Span) -> Choice | None:
    gap = sentence.text[group.end : span.start]
    if _HARD_STOP.search(gap) or _between(sentence, group.end, span.start, group):
        return None
    measure, soft = _code(span)
    if span.code.endswith(".rate") and gap.strip() or measure in (
        Measure.ON_TIME_TARGET,
        Measure.LEARNING_ACTIONS,
        Measure.PUBLIC_REPORTS,
    ):
        return None
    words = _words(gap)
    if group.base is not None and re.match(r"^\s+(?:\w+\s+){0,3}?(?:that|which|who)\b", gap):
        return None
    if re.search(r"\b(?:we|it|they)\s*$", gap) and any(
        other.tag == "measure" and group.end <= other.start and other.end <= span.start for other in sentence.spans
    ):
        return None
    if _OTHER_SUBJECT.search(gap) and not re.search(r"\b(?:which|that|who)\b", gap):
        return None
    if re.search(r"\bof (?:the|these|those|our|all)\s+$", gap, re.I) and re.match(
        r"\s+(?:complaints?|cases?|decisions?|investigations?)\b", sentence.text[span.end :]
    ):
        # "two of the upheld decisions carried a recommendation": the word describes the whole, not the two
        return None
    cost = 0.15 * words
    if "," in gap and _is_aside(gap):
        cost += 0.3
    elif "," in gap:
        cost += (
            0.4
            if re.match(r"^[^,]*,[^,]*,", gap)
            else 0.4
            if re.match(r"^\s*,?\s*[^,]*,?\s*(?:were|was|had|have|has)\b", gap)
            else 1.2
            if re.search(r"\b(?:was|were|been|which|that)\b", gap)
            else 2.0
        )
    if _SUBJECT_AFTER.search(gap):
        return None
    if re.search(r"\band\b|\bor\b", gap):
        cost += 0.8
    if re.search(r"[:()]", gap):
        cost += 1.0
    if group.base is not None and measure in BASES and not _PASSIVE.search(gap) and _later_verb(sentence, span):
        # "3 of the 14 complaints completed this year received ...": the word describes the 14
        return None
    if _PASSIVE.search(gap):
        cost -= 0.3
    elif measure in BASES and not soft and words > 3:
        cost += 0.5
    if measure is Measure.RECEIVED and re.match(r"\s*(?:a|an|the|no|their|its|full|our)\b", sentence.text[span.end :]):
        # "34 complaints received a written answer": the complaints are not what was received
        cost += 2.0
    return Choice(measure, span, max(cost, 0.0) + (0.8 if soft else 0), soft, after=True)


def _later_verb(sentence: Sentence, span: Span) -> bool:
    """Whether another measure word follows in the clause."""
    return any(
        other.tag == "measure"
        and other.start > span.end
        and not re.search(r"[;]|\.\s", sentence.text[span.end : other.start])
        for other in sentence.spans
    )


def _before(sentence: Sentence, group: Group, span: Span) -> Choice | None:
    gap = sentence.text[span.end : group.start]
    if _HARD_STOP.search(gap) or _between(sentence, span.end, group.start, group):
        return None
    measure, soft = _code(span)
    if measure in (Measure.LEARNING_ACTIONS, Measure.PUBLIC_REPORTS, Measure.ON_TIME_TARGET):
        return None
    words = _words(gap)
    cost = 0.25 + 0.12 * words
    plain = _without_known(sentence, span.end, group.start)
    if not _FILLER_BEFORE.match(plain):
        cost += 0.25 * max(1, _words(plain) - 2)
    if "," in gap and _is_aside(gap):
        cost += 0.3
    elif "," in gap:
        cost += 0.9
    if "(" in gap and not re.search(r"\(\s*$", gap) and ")" not in gap:
        cost += 0.8
    if re.search(r"\band\b", gap):
        cost += 0.6
    if _FRONTED_BASE.search(sentence.text[: group.start]) and words <= 6:
        cost += 0.8
    return Choice(measure, span, cost + (0.5 if soft else 0), soft)


def _without_known(sentence: Sentence, start: int, end: int) -> str:
    """The words of a gap that are no period, stage, stream, case or limit."""
    text = sentence.text
    covered = [(p.start, p.end) for p in sentence.periods]
    covered += [(s.start, s.end) for s in sentence.spans if s.tag in ("stage", "stream", "case", "total", "per_1000")]
    covered += [(d.start, d.end) for d in sentence.durations]
    characters = list(text[start:end])
    for first, last in covered:
        for index in range(max(first, start), min(last, end)):
            characters[index - start] = " "
    return "".join(characters)


def noun_measure(sentence: Sentence, group: Group, found: Sequence[Span]) -> Span | None:
    """The measure that a number's own noun names: "28 written compliments", "67 decisions"."""
    for span in found:
        measure, soft = _code(span)
        if measure not in NOUNS or soft or span.start < group.first.end:
            continue
        gap = sentence.text[group.first.end : span.start]
        if re.fullmatch(
            r"\s+(?:(?:new|written|formal|full|detailed|public|positive|further|separate|individual|different|service|of|the|their|our|these|opportunities|for|key|specific|ombudsman|stage \w+)\s+)*",
            gap,
            re.I,
        ) and _is_noun(span.text):
            return span
    return None


def _is_noun(text: str) -> bool:
    noun = re.sub(
        r"\s+(?:issued|made|received|recorded|identified|learned|learnt|as a result)$", "", text.strip(), flags=re.I
    )
    return re.search(
        r"(?:s|ions?|ment|report|feedback|learning)$", noun, re.I
    ) is not None and not noun.lower().endswith("ed")


def nearest_stage(sentence: Sentence, group: Group, allowed_before: bool = True) -> Span | None:
    """The stage that a number's own clause names: beside its noun, else the last one before it."""
    stages = sentence.tagged("stage")
    best: tuple[float, Span] | None = None
    for span in stages:
        if span.start >= group.first.end:
            gap = sentence.text[min(group.end, span.start) : span.start]
            if _HARD_STOP.search(gap) or _between(sentence, group.end, span.start, group):
                continue
            if re.search(r"\band\b|:", gap) and _words(gap) > 2 or "," in gap and _words(gap) > 3:
                continue
            cost = 0.1 * _words(gap) + (0.7 if "," in gap else 0)
            if re.search(r"\bfrom\s+$", sentence.text[: span.start]):
                cost += 0.8
        elif allowed_before:
            gap = sentence.text[span.end : group.start]
            if re.search(r"\.\s", gap):
                continue
            cost = (
                0.4
                + 0.08 * _words(gap)
                + 0.5 * gap.count(";")
                + 0.6 * len(_between(sentence, span.end, group.start, group))
            )
        else:
            continue
        if span.code == Stage.INFORMAL and re.match(
            r"\s+(?:\w+\s+){0,3}formal complaints?\b", text_after(sentence, group), re.I
        ):
            continue
        if span.code == Stage.INFORMAL and (
            span.start < group.start
            and _between(sentence, span.end, group.start, group)
            or abs(span.start - group.first.end) > 40
        ):
            continue
        if best is None or cost < best[0]:
            best = (cost, span)
    return best[1] if best else None


def text_after(sentence: Sentence, group: Group) -> str:
    """The words behind a number's first figure."""
    return sentence.text[group.first.end :]


def nearest_limit(sentence: Sentence, group: Group) -> Limit | None:
    """The time limit that a number's clause names."""
    best: tuple[float, Limit] | None = None
    for limit in sentence.limits():
        if limit.start >= group.end:
            gap = sentence.text[group.end : limit.start]
            if re.search(r";|\.\s", gap) or _between(sentence, group.end, limit.start, group):
                cost = 3.0 + _words(gap) * 0.1
            else:
                cost = 0.05 * _words(gap)
        elif limit.end <= group.start:
            gap = sentence.text[limit.end : group.start]
            cost = 0.3 + 0.05 * _words(gap)
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, limit)
    return best[1] if best else None


def own_period(sentence: Sentence, group: Group) -> Period | None:
    """The period that belongs to a number: beside it, or the one that holds for its clause."""
    text = sentence.text
    best: tuple[float, Period] | None = None
    for period in sentence.periods:
        if period.vague:
            continue
        if period.start >= group.first.end:
            gap = text[group.end : period.start] if period.start >= group.end else ""
            if _between(sentence, group.end, period.start, group) or re.search(r"[;]|\.\s", gap):
                continue
            if _opened(text, group.end, period.start) or ")" in gap and "(" not in gap:
                continue
            if _COMPARISON_STOP.search(re.sub(r"\bon time\b", "", gap)) or re.search(
                r"\b(?:which|where|when|because|after|before|until|since|into|by|to)\b", gap
            ):
                continue
            cost = (
                0.12 * _words(gap)
                + (0.8 if "," in gap else 0)
                + (0.6 if re.search(r"\b(?:and|into|since|by|until|before)\b", gap) else 0)
            )
        elif period.end <= group.start:
            gap = text[period.end : group.start]
            if re.search(r"[;]|\.\s", gap):
                continue
            if _closed(text, period.end, group.start):
                continue
            between = _between(sentence, period.end, group.start, group)
            cost = 0.5 + 0.06 * _words(gap) + 0.5 * len(between)
            if re.search(r"\b(?:compared|against|whereas|while|up from|down from)\b", gap):
                cost += 1.0
            if _bound(sentence, period):
                continue
            if re.search(r"\b(?:since|until|into|by)\s+$", text[: period.start]):
                continue
            if re.search(r"\b(?:on|than|from|with)\s+(?:the\s+)?$", text[: period.start]) and not _BESIDE.fullmatch(
                gap
            ):
                continue
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, period)
    return best[1] if best else None


_BESIDE = re.compile(
    r"[\s(:,]*(?:(?:performance|figure|rate|total|result|level|score)s?\s+)?(?:which |that |it |when |where )?(?:was |were |stood at |of )?\(?\s*",
    re.I,
)


def _opened(text: str, start: int, end: int) -> bool:
    """Whether a bracket opens between two places and is still open at the second."""
    gap = text[start:end]
    return gap.count("(") > gap.count(")")


def _closed(text: str, start: int, end: int) -> bool:
    """Whether the first place is inside a bracket that closes before the second."""
    gap = text[start:end]
    return gap.count(")") > gap.count("(")


def _bound(sentence: Sentence, period: Period) -> bool:
    """Whether a period stands right behind a number ("28 in 2022-23"), and so belongs to that one."""
    before = sentence.text[: period.start]
    return any(
        group.end <= period.start and _words(before[group.end :]) <= 3 and not re.search(r"[,;:]", before[group.end :])
        for group in sentence.groups
    )
