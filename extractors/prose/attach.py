"""Attaching: which of the words around a number say what it counts, and what it costs to believe it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.lexicon.kinds import BASES
from extractors.lexicon.match import Span, covered
from extractors.lexicon.words import any_of, run_of, whole
from extractors.prose.clause import STOP, between, ends_otherwise, shares_verb, tells_anew, without_known, words_in
from extractors.prose.costs import MEASURE_BEFORE, MEASURE_BEHIND
from extractors.prose.groups import Group
from extractors.prose.sentence import Sentence
from schemas.codes import Measure, Stage, Unit

#: Words over which no measure reaches: a new statement, a reason, what somebody said.
HARD_STOP = re.compile(
    r";|\.\s|"
    + whole(
        "but, while, whilst, whereas, although, however, because, since, whether, unless, so that, rather than",
        "instead of, said, told, wrote, felt, thought, believed, when, where, after they, before, until, if",
    ),
    re.I,
)
#: Measures whose words are nouns: "28 written compliments".
_NOUNS = frozenset(
    {
        Measure.COMPLIMENTS,
        Measure.RECOMMENDATIONS,
        Measure.PUBLIC_REPORTS,
        Measure.LEARNING_ACTIONS,
        Measure.DECIDED,
        Measure.INVESTIGATED,
    }
)
#: Answers and decisions as things that are counted.
_REPLIES = any_of("investigations, decisions, determinations, replies, responses, answers, reviews")
_FIGURE = any_of("number, total, proportion, percentage, share, rate, figure, average")
#: Measures that never belong to a number only because their words stand near it.
_NEVER_NEAR = frozenset({Measure.ON_TIME_TARGET, Measure.LEARNING_ACTIONS, Measure.PUBLIC_REPORTS})


@dataclass(frozen=True)
class Choice:
    """A measure that words near a number name, and what it costs to believe it (``extractors.prose.costs``).

    ``soft``: the words fit more than one measure. ``after``: they stand behind the number.
    """

    measure: Measure
    span: Span
    cost: float
    soft: bool = False
    after: bool = False


def implied(measure: Measure, start: int, end: int, cost: float, soft: bool = False) -> Choice:
    """A measure that no word names, as if it were said at a place of the sentence."""
    code = f"{measure.value}.soft" if soft else measure.value
    return Choice(measure, Span("measure", code, start, end, ""), cost, soft)


def measures(sentence: Sentence) -> list[Span]:
    """The measure words of a sentence, without those that only name a stage or are inside longer ones."""
    found = sentence.tagged("measure")
    stages = [stage for stage in sentence.tagged("stage") if stage.code != Stage.INFORMAL]
    return [
        span
        for span in found
        if not covered(span, stages) and not covered(span, [other for other in found if other.length > span.length])
    ]


def choices(sentence: Sentence, group: Group, found: Sequence[Span]) -> list[Choice]:
    """The measures that a number may have, cheapest first."""
    result = []
    passed, aside = _relative_end(sentence, group, found), _aside_end(sentence, group)
    for span in found:
        if _is_left_out(sentence, group, span):
            continue
        if group.base is not None and group.base.end <= span.start < passed:
            continue
        if span.start >= aside > group.end:
            choice = _behind(sentence, replace(group, end=aside), span, aside)
        elif span.start >= group.end:
            choice = _behind(sentence, group, span, max(group.end, passed)) if span.start >= aside else None
        elif span.end <= group.start:
            choice = _before(sentence, group, span)
        else:
            choice = Choice(span.measure, span, _INSIDE, span.is_soft, after=True)
        if choice is not None:
            result.append(choice)
    return sorted(result, key=lambda choice: (choice.cost, choice.span.start))


# Costs that only this module knows (see extractors.prose.costs) ---------------------------------------

#: The words stand between the numbers of a group: "12 upheld (30%)".
_INSIDE = 0.1
#: Commas: they set off the number itself; they set off words between; they begin a new clause.
_ASIDE, _SET_OFF, _NEW_CLAUSE, _NEW_PART = 0.3, 0.4, 1.2, 2.0
#: "And" or "or", and brackets or a colon, between number and words behind it.
_JOINED, _BRACKET = 0.8, 1.0
#: "Were", "had been": the verb ties number and words together.
_TIED = 0.3
#: "34 complaints that raised concerns ... received": a far verb may have another subject.
_FAR_VERB, _FAR_WORDS = 0.5, 3
#: "34 complaints received a written answer": the complaints are not what was received.
_HAS_OBJECT = 2.0
#: "Were not satisfied and asked for a review".
_AFTER_DISCONTENT = 0.8
#: The words fit more than one measure.
_SOFT_BEHIND, _SOFT_BEFORE = 0.8, 0.5
#: Before a number: a word that no rule knows, of which the first few count as one; comma, open bracket, "and".
_UNKNOWN, _FEW_UNKNOWN = 0.25, 2
_COMMA_BEFORE, _BRACKET_BEFORE, _AND_BEFORE = 0.9, 0.8, 0.6
#: "Upheld, of the 40": the number is a base of which another number is the part.
_FRONTED, _FRONTED_WORDS = 0.8, 6

# Words behind a number ------------------------------------------------------------------------------

_OTHER_SUBJECT = re.compile(
    r"(?<!against )(?<!about )(?<!by )(?<!for )(?<!to )(?<!across )(?<!within )"
    + whole(
        "we, they, it, i",
        "the (provider|manager|council|trust|team|service|school|hospital|ombudsman)",
    )
    + r"(?!\s*$)",
    re.I,
)
_WE_HAD = re.compile(r"\w+ had", re.I)
_RELATIVE = re.compile(whole("which, that, who"))
#: "9,870 people were receiving (care)": what people receive is no complaint.
_PEOPLE_RECEIVING = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:people|adults|children|residents|clients|customers|families|households|carers|tenants)\s+"
    r"(?:(?:in|across) (?:the|our) \w+\s+)?"
    r"(?:(?:were|are|who|had been|have been|already|currently|now)\s+)*receiv(?:ing|ed?|es)"
    r"|\s+(?:of (?:them|whom|these|those)\s+)?(?:(?:were|are|had been|have been)\s+)"
    r"(?:(?:already|currently|now|still|then)\s+)*receiving",
    re.I,
)
_SUBJECT_RIGHT_BEFORE = re.compile(
    r"\b(?:we|it|they|(?<!by )(?<!from )(?<!to )the (?:ombudsman|lgsco|council|panel))\s*$", re.I
)
_BASE_WITH_CLAUSE = re.compile(r"\s+(?:\w+\s+){0,3}?(?:(?:that|which|who)\b|(?:complaints?|cases)\s+(?:it|we|they)\b)")
_BASE_NOUN = re.compile(rf"\s+(?:\w+\s+){{0,2}}?{_REPLIES}\b")
#: "5 complaints, 8% of those received at stage 1, (were escalated)": a share set between commas.
_ASIDE_OPENS = re.compile(r"(?:\s+[\w'-]+){0,5}\s*,\s*(?:or |that is |which is |representing )?")
_ASIDE_CLOSES = re.compile(rf"\s+of\s+{any_of('those, these, the, all, our')}\b[^,;.()]*,\s*")
_OF_THE = re.compile(r"\bof (?:the|these|those|our|all)\s+$", re.I)
_DESCRIBES = re.compile(r"\s+(?:fully |partly )?")
_CASES_BEHIND = re.compile(r"\s+(?:complaints?|cases?|decisions?|investigations?)\b")
_VERB = re.compile(
    whole(
        "was, were, is, are, been, be, being, got, gets?, became, had, have, has, ended, resulted",
        "that, which, who, they, to",
    ),
    re.I,
)
_JOINED_FIRST = re.compile(r"^\s*(?:,\s*)?(?:and|or)\b", re.I)
_PEOPLE_AND_THINGS = any_of("customer, complainant, resident, tenant, council, outcome, decision, complaint")
#: ", or 50%, the customer had a point": the commas only set off the number.
_ASIDE_GAP = re.compile(rf"\s*,\s*(?:the|a|an|our)\s+{_PEOPLE_AND_THINGS}s?\s*", re.I)
#: "47 residents were not satisfied with the answer and (asked for a review)": one subject of two verbs.
_DISCONTENT = re.compile(
    r"\s+(?:\w+\s+){1,2}(?:who )?(?:were|was|remained|felt)\s+(?:still )?(?:not |un|dis)\w*[^,;]*"
    r"(?:,?\s+and|,)\s+(?:so |then )?",
    re.I,
)
#: "At 325, (the number of complaints received was higher)".
_FRONTED_VALUE = re.compile(
    rf"\s*At\s+[\w,.-]+(?:\s?%| per ?cent)?,\s+(?:the|our)\s+(?:{_FIGURE}\s+)?(?:of\s+[^,;.]*)?"
)
#: "For five of the six, (no fault was found)".
_FRONTED_PART = re.compile(r"\s*(?:For|In|With|On)\s+[\w%]+(?:\s+of\s+(?:the\s+)?\w+)?", re.I)
_TWO_COMMAS = re.compile(r"^[^,]*,[^,]*,")
_COMMA_AND_VERB = re.compile(r"^(?:\s*,)?[^,]*(?:,\s*)?(?:were|was|had|have|has)\b")
_ARTICLE = re.compile(r"\s*(?:a|an|the|no|their|its|full|our)\b")


_EXCLUDED = re.compile(r"\b(?:excluding|excludes?|apart from|other than|not counting)\b[^,.;]*", re.I)


def _is_left_out(sentence: Sentence, group: Group, span: Span) -> bool:
    """Whether a measure word stands in an aside on what another number leaves out: "which, excluding ..., is 21%"."""
    asides = (match.span() for match in _EXCLUDED.finditer(sentence.text))
    return any(start <= span.start < end and not start <= group.start < end for start, end in asides)


def _relative_end(sentence: Sentence, group: Group, found: Sequence[Span]) -> int:
    """Where the words end that say what a base counts: "54 of the ninety that were answered", "6 of 14 reviews"."""
    noun = _BASE_NOUN.match(sentence.text, group.base.end) if group.base else None
    if noun:
        return noun.end()
    if group.base is None or not _BASE_WITH_CLAUSE.match(sentence.text, group.base.end):
        return 0
    return next((span.end for span in found if span.start >= group.base.end), 0)


def _aside_end(sentence: Sentence, group: Group) -> int:
    """Where a share ends that is set between commas behind a number; 0 where there is none."""
    opens = _ASIDE_OPENS.match(sentence.text, group.end)
    share = next((other for other in sentence.groups if opens and other.start == opens.end()), None)
    if share is None or share.first.unit is not Unit.PERCENT or share.base is not None:
        return 0
    closes = _ASIDE_CLOSES.match(sentence.text, share.end)
    return closes.end() if closes else 0


def _behind(sentence: Sentence, group: Group, span: Span, start: int) -> Choice | None:
    gap = sentence.text[start : span.start]
    if span.is_soft and _WE_HAD.fullmatch(span.text):
        # "two have been added to the four we had"
        return None
    shared = shares_verb(sentence, group, span)
    if _is_cut_off(sentence, group, span, gap, shared) or _has_other_subject(sentence, group, span, gap):
        return None
    cost = _cost_behind(sentence, span, gap) - _JOINED * (shared and re.search(r"\bor\b", gap) is None)
    return Choice(span.measure, span, cost, span.is_soft, after=True)


def _is_cut_off(sentence: Sentence, group: Group, span: Span, gap: str, shared: bool) -> bool:
    """Whether words behind a number cannot belong to it, whatever stands between."""
    others = between(sentence, group.end, span.start, group) and not shared
    # "175 at stage 1 (60%) and 35 at stage 2 (67%) were upheld"
    listed = shared and sentence.text[: group.end].endswith(")")
    if HARD_STOP.search(gap) or others or (_JOINED_FIRST.search(gap) and not listed):
        return True
    rate_of_other = span.is_rate and bool(gap.strip()) and not _AT_RATE.fullmatch(sentence.text, 0, span.start)
    return rate_of_other or span.measure in _NEVER_NEAR


#: "At 83%, our (uphold rate was above the average)".
_AT_RATE = re.compile(r"\s*(?:At|With)\s+[\d·]+(?:\s?%| per ?cent),\s+(?:the|our|its|this)\s+(?:council's )?")


def _has_other_subject(sentence: Sentence, group: Group, span: Span, gap: str) -> bool:
    """Whether words behind a number are about something else than the cases that it counts."""
    behind = sentence.text[span.end :]
    said = any(
        other.tag == "measure" and group.end <= other.start and other.end <= span.start for other in sentence.spans
    )
    if said and _SUBJECT_RIGHT_BEFORE.search(gap):
        return True
    if _PEOPLE_RECEIVING.fullmatch(gap + span.text):
        return True
    if _OTHER_SUBJECT.search(gap) and not _RELATIVE.search(gap) and not _in_so_many(sentence, group, span, gap):
        return True
    if _OF_THE.search(gap) and _CASES_BEHIND.match(behind):
        # "two of the upheld decisions carried a recommendation": the word describes the whole, not the two
        return True
    if (
        group.base is not None
        and span.start >= group.base.end
        and _DESCRIBES.fullmatch(sentence.text, group.base.end, span.start)
    ):
        # "a remedy in 13 of the 14 upheld cases"
        told = any(other.tag == "measure" and other.end <= group.start for other in sentence.spans)
        if told and _CASES_BEHIND.match(behind):
            return True
    # "3 of the 14 complaints completed this year received ...": the word describes the 14
    verbless = not _VERB.search(gap) and not _VERB.match(span.text)
    describes_base = group.base is not None and span.measure in BASES and verbless
    return describes_base and _later_verb(sentence, span)


#: "In the remaining 122 it was withdrawn", "in 31 of the upheld cases it recommended a remedy".
_IN = re.compile(r"\bin\s+(?:(?:the|a) )?(?:(?:remaining|other|further|just|only|another)\s+)?$", re.I)
_IT_WAS = re.compile(r"\s+(?:cases?\s+|of (?:them|these|those)\s+)?,?\s*(?:it|they)\s+(?:was|were|had been)\s+", re.I)
_IT_DID = re.compile(
    r"\s+(?:of (?:the|these|those|them)\s+)?(?:upheld\s+)?(?:(?:cases?|complaints?|decisions?)(?:,\s*|\s+))?"
    r"(?:it|he|she|they|the ombudsman)\s+",
    re.I,
)
_ENDINGS = (Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.NOT_UPHELD, Measure.WITHDRAWN, Measure.RESOLVED)


def _in_so_many(sentence: Sentence, group: Group, span: Span, gap: str) -> bool:
    """Whether words tell what was done in so many cases, of which only a pronoun is said again."""
    if not _IN.search(sentence.text, 0, group.start):
        return False
    ended = span.measure in _ENDINGS and _IT_WAS.fullmatch(gap)
    return bool(ended) or (span.measure is Measure.RECOMMENDATIONS and _IT_DID.fullmatch(gap) is not None)


def _later_verb(sentence: Sentence, span: Span) -> bool:
    """Whether another measure word follows in the clause."""
    later = [other for other in sentence.spans if other.tag == "measure" and other.start > span.end]
    return any(not STOP.search(sentence.text[span.end : other.start]) for other in later)


def _cost_behind(sentence: Sentence, span: Span, gap: str) -> float:
    if span.measure is Measure.ESCALATED and _DISCONTENT.fullmatch(gap):
        return _AFTER_DISCONTENT
    if _FRONTED_VALUE.fullmatch(sentence.text, 0, span.start):
        return _TIED
    words = words_in(gap)
    fronted = _FRONTED_PART.fullmatch(sentence.text, 0, span.start - len(gap)) and gap.count(",") == 1
    cost = MEASURE_BEHIND.cost(words) + (_SET_OFF if fronted else _comma_cost(gap))
    if re.search(r"\band\b|\bor\b", gap):
        cost += _JOINED
    if re.search(r"[:()]", gap):
        cost += _BRACKET
    if _VERB.search(gap):
        cost -= _TIED
    elif span.measure in BASES and not span.is_soft and words > _FAR_WORDS:
        cost += _FAR_VERB
    if span.measure is Measure.RECEIVED and _ARTICLE.match(sentence.text[span.end :]):
        cost += _HAS_OBJECT
    return max(cost, 0.0) + _SOFT_BEHIND * span.is_soft


def _comma_cost(gap: str) -> float:
    """What a comma between a number and the words behind it costs."""
    if "," not in gap:
        return 0.0
    if _ASIDE_GAP.fullmatch(gap):
        return _ASIDE
    if _TWO_COMMAS.match(gap) or _COMMA_AND_VERB.match(gap):
        return _SET_OFF
    return _NEW_CLAUSE if re.search(r"\b(?:was|were|been|which|that)\b", gap) else _NEW_PART


# Words before a number ------------------------------------------------------------------------------

#: Words that may stand between a measure and its number without setting them apart.
_LINKS = any_of(
    "a, an, the, totals?, of, only, just, some, about, around, approximately, over, nearly, almost, all",
    "under, was, were, is, are, been, being, has, have, had, stood, stands?, now, currently, at, in, for, by, to, on",
    "up, down, it, us, we, our, i, this, that, and, from, as, many, with, more, than, there, who, which, them, these",
    "those, further, additional, another, also, new, formal, either, both, overall, average, slightly, significantly",
    "figure, rate, number, complaints?, cases?, year, reply, took, time",
)
#: Words for how a number came about: they stand between its subject and the number.
_BECAME = any_of(
    "came, totall?ed, totall?ing, numbered, amounted, fell, rose, reached, averaged, compared, remained, remains",
    "recorded, equates, equal, represents?, increased, increasing, decreased, dropped, reduced, improved, doubled",
    "trebled, halved, grew, grown, risen, fallen, declined, went, gone, moved, climbed, slipped",
)
_LINKS_ONLY = re.compile(rf"^(?:\s|[(:,=\"-]|\b(?:{_LINKS}|{_BECAME}|%)\b)*$", re.I)
_FRONTED_BASE = re.compile(
    rf"\b(?:of|out of|from|among|amongst)\s+{run_of('the, those, these, our, all, its, a, total, just, only')}$", re.I
)


_AND_ANEW = re.compile(r"(?:,|\band)\s+(?:in|for)\b", re.I)


def _before(sentence: Sentence, group: Group, span: Span) -> Choice | None:
    gap = sentence.text[span.end : group.start]
    if HARD_STOP.search(gap) or between(sentence, span.end, group.start, group) or span.measure in _NEVER_NEAR:
        return None
    if ends_otherwise(sentence, group) or (_AND_ANEW.search(gap) and tells_anew(sentence, group)):
        return None
    words = words_in(gap)
    cost = MEASURE_BEFORE.cost(words)
    unknown = without_known(sentence, span.end, group.start)
    if not _LINKS_ONLY.match(unknown):
        cost += _UNKNOWN * max(1, words_in(unknown) - _FEW_UNKNOWN)
    if "," in gap:
        cost += _ASIDE if _ASIDE_GAP.fullmatch(gap) else _COMMA_BEFORE
    if "(" in gap and not re.search(r"\(\s*$", gap) and ")" not in gap:
        cost += _BRACKET_BEFORE
    if re.search(r"\band\b", gap):
        cost += _AND_BEFORE
    if _FRONTED_BASE.search(sentence.text[: group.start]) and words <= _FRONTED_WORDS:
        cost += _FRONTED
    return Choice(span.measure, span, cost + _SOFT_BEFORE * span.is_soft, span.is_soft)


# Nouns ----------------------------------------------------------------------------------------------

_ADJECTIVES = run_of(
    "recorded, identified, logged",
    "new, written, formal, full, detailed, public, positive, further, separate, individual, different, service",
    "of, the, their, our, these, opportunities, for, key, specific, ombudsman, housing, final, stage _",
)
_PARTICIPLES = re.compile(
    rf"\s+{any_of('issued, made, received, recorded, identified, learned, learnt, as a result')}$", re.I
)
_NOUN_ENDING = re.compile(r"(?:s|ions?|ment|report|feedback|learning)$", re.I)


def noun_measure(sentence: Sentence, group: Group, found: Sequence[Span]) -> Span | None:
    """The measure that a number's own noun names: "28 written compliments", "67 decisions"."""
    for span in found if group.base is None else ():
        if span.measure not in _NOUNS or span.is_soft or span.start < group.first.end:
            continue
        gap = sentence.text[group.first.end : span.start]
        if re.fullmatch(rf"\s+{_ADJECTIVES}", gap, re.I) and _is_noun(span.text):
            return span
    return None


def _is_noun(text: str) -> bool:
    noun = _PARTICIPLES.sub("", text.strip())
    return _NOUN_ENDING.search(noun) is not None and not noun.lower().endswith("ed")
