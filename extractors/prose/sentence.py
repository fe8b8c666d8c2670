"""Sentences: one sentence taken apart into number groups, and the words of the lexicon around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.abbreviations import spans_of
from extractors.lexicon.facets import longest, without_ages, without_names
from extractors.lexicon.match import Span, fold, spans
from extractors.lexicon.words import any_of, whole
from extractors.limits import Limit, find_durations, is_limit
from extractors.numbers import SPELLED, Number, value_of_words
from extractors.periods import Period, find_periods
from extractors.prose.change import is_change
from extractors.prose.counting import counting_numbers
from extractors.prose.groups import Group, group_numbers
from extractors.stagenames import stage_spans
from schemas.codes import Stage, Stream, Unit

#: The point of a decimal, and what stands for it.
_POINT, _MASKED = re.compile(r"(?<=\d)\.(?=\d)"), re.compile(r"(?<=\d)·(?=\d)")
#: Words of sentences that report what people said when asked.
_SURVEY = re.compile(
    whole(
        "satisf_, survey*, questionnaires?, respondents?, polled, would recommend, samples? of, feedback forms?",
        "ask(ed|s)? (people|complainants|customers|everyone|residents|tenants|students|families) (how|what|whether|if)",
    ),
    re.I,
)


#: Where they are no answers to a survey: people who took a complaint further, an ombudsman who was content.
_SATISFIED = re.compile(
    r"\bnot (?:\w+ )?satisfied with\b(?=[^.;]*\b(?:ask|request|escalat|took|taken|refer|progress|review|ombudsm))"
    r"|\b(?:ombudsm\w+|lgsco|spso|psow|nipso)\b[^.;]{0,40}\bsatisfied\b"
    r"|\bsatisfied with (?:our|the council's) compliance"
    r"|\b(?:improv|increas|rais|boost|affect|harm)\w*\s+(?:(?:customer|tenant|resident|overall|the)s?\s+){0,2}satisfaction\b"
    r"(?! (?:to|from|rates?|by|scores?)\b)",
    re.I,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence with everything the lexicon finds in it; offsets are in ``text``, ``offset`` is in the block.

    ``groups`` leaves out numbers that are changes ("a 46% decrease"), which ``changes`` holds. The points of decimals
    are ``·`` in ``text``, so that every "." of it ends a clause; ``quoted`` has them as published.
    """

    text: str
    offset: int
    spans: tuple[Span, ...]
    periods: tuple[Period, ...]
    durations: tuple[Limit, ...]
    groups: tuple[Group, ...]
    changes: tuple[Group, ...] = ()

    def tagged(self, *tags: str) -> list[Span]:
        """Spans of some tags, in order."""
        return [span for span in self.spans if span.tag in tags]

    def limits(self) -> list[Limit]:
        """The durations that are time limits."""
        return [duration for duration in self.durations if is_limit(self.text, duration)]

    @property
    def quoted(self) -> str:
        """The sentence as evidence."""
        return _MASKED.sub(".", self.text).strip()

    @property
    def is_survey(self) -> bool:
        """Whether the sentence reports what people said when asked."""
        return _SURVEY.search(_SATISFIED.sub("", self.text)) is not None


def take_apart(
    text: str, offset: int, short: Mapping[str, Stream], stage_names: Mapping[str, Stage] | None = None
) -> Sentence:
    """A sentence of a block, starting at ``offset``, taken apart.

    ``short`` are the report's abbreviations, ``stage_names`` its own names of stages.
    """
    folded = fold(text)
    found = without_names(
        without_ages(longest([*stage_spans(folded, stage_names or {}), *spans(text), *spans_of(text, short)])), folded
    )
    found = [span for span in found if span.code != Stream.SCHOOLS or not _acts(folded, span)]
    found = [
        span
        for span in found
        if span.tag != "stage"
        or not (_SENT_BACK.search(folded, 0, span.start) or _NOT_THERE.search(folded, 0, span.start))
    ]
    found = sorted([*found, *_next_stages(folded, found)], key=lambda span: span.start)
    periods = find_periods(folded)
    durations = _with_elliptic(folded, [each for each in find_durations(folded) if not _of_most(folded, each)])
    counted = _without_not_one(folded, counting_numbers(folded, found, periods, durations))
    counted = [number for number in counted if number.value or not _is_of_measure(number, found)]
    measured = _measured_days(folded, durations)
    counted = [number for number in counted if not any(number.start < m.end and m.start < number.end for m in measured)]
    numbers = [*counted, *_zeros(folded, counted), *measured]
    numbers.sort(key=lambda number: number.start)
    masked = _POINT.sub("·", folded)
    grouped = group_numbers(folded, numbers)
    changes = tuple(group for group in grouped if is_change(masked, group))
    groups = tuple(group for group in grouped if group not in changes)
    return Sentence(masked, offset, tuple(found), tuple(periods), tuple(durations), groups, changes)


#: "At the first stage we had 84 and at the (second) 17".
_NEXT_STAGE = re.compile(
    r"\b(?:at|to|in|for|from)\s+(?:its|the|their|that|our)\s+(?P<which>second|third)"
    r"(?=\s*(?:[,.;)(]|$|(?:and|were|was|we|but|it|there|than)\b|\d))",
    re.I,
)


_PARTS_OF_YEAR = re.compile(r"\b(?:quarters?|halves|half)\b", re.I)


def _next_stages(text: str, found: Sequence[Span]) -> list[Span]:
    """The stages of "84 at its first stage and 17 at its second", where the word for a stage is said once."""
    first = next(
        (s.end for s in found if s.tag == "stage" and s.code == Stage.STAGE_1 and "first" in s.text.lower()), None
    )
    if first is None or _PARTS_OF_YEAR.search(text):
        # "84 at the first stage in the first quarter, 93 in the second"
        return []
    stages = {"second": Stage.STAGE_2, "third": Stage.STAGE_3}
    return [
        Span("stage", stages[match["which"].lower()], *match.span("which"), match["which"])
        for match in _NEXT_STAGE.finditer(text, first)
    ]


#: "(An ombudsman) referred four back to us for (local resolution)": what it decided, and no stage of ours.
_SENT_BACK = re.compile(
    r"\b(?:referred|sent|passed|handed|returned|came)\b[^.;]{0,25}\b(?:back|to (?:us|the \w+))\b[^.;,]{0,30}"
    r"\bfor\s+(?:an?\s+|early\s+)?$",
    re.I,
)
#: "40 were recorded as serious (not frontline)": the stage at which they were not.
_NOT_THERE = re.compile(r"\(\s*(?:not|excluding|other than|except(?: for)?|apart from)\s+(?:(?:at|the|any)\s+)*$", re.I)
#: "Schools and services reported 11 changes", "families, schools and the courts sent 247 compliments".
_WITH_OTHERS = any_of(
    "famil(y|ies), parents, carers, pupils, services, teams, departments, directorates, faculties, courts, colleges",
    "partners, partner agencies, offices, units, nurseries, health, the police, residents, providers",
)
_ACTED = any_of(
    "sent, wrote, gave, made, reported, recorded, told, thanked, praised, identified, noted, provided, passed on",
    "logged, shared, listed, put forward, returned, carried out, agreed, introduced",
)
_LISTED_BEFORE = re.compile(rf"\b{_WITH_OTHERS}(?:\s*,|,?\s+and|\s+or)\s+(?:the\s+|our\s+)?$", re.I)
_LISTED_BEHIND = re.compile(rf"(?:\s*,|,?\s+and|\s+or)\s+(?:the\s+|our\s+|other\s+)*{_WITH_OTHERS}\b", re.I)
_ACTED_BEHIND = re.compile(rf"[^.;:\d]{{0,60}}?\b{_ACTED}\b", re.I)


def _acts(text: str, span: Span) -> bool:
    """Whether a word for schools names who did something, with others, and not whose complaints are counted."""
    listed = _LISTED_BEFORE.search(text, 0, span.start) or _LISTED_BEHIND.match(text, span.end)
    return listed is not None and span.text.lower() == "schools" and _ACTED_BEHIND.match(text, span.end) is not None


# Time limits without their unit ------------------------------------------------------------------------

#: Limits in words, which are round; other numbers in words count cases ("fault was found in seven").
_ROUND = any_of("five, ten, fifteen, twenty-five, twenty-eight, twenty, thirty, forty, sixty-five, sixty")
_ELLIPTIC = re.compile(
    rf"(?<!days )(?<!one )\b(?:within|inside|in|limit of|standard of|target of)\s+(?P<n>\d{{1,2}}|{_ROUND})"
    r"(?=\s*(?:[,.;)]|$|and\b|respectively))",
    re.I,
)
#: Behind a percentage "within 20" can only be days.
_WITHIN = re.compile(rf"%,?[^.;,]{{0,40}}?\b(?:within|inside)\s+(?P<n>\d{{1,2}}|{SPELLED})(?=\s*(?:[,.;)]|$))", re.I)
#: "82 answers were sent within ten and 131 within 20", behind a sentence that speaks of days.
_SENT_WITHIN = re.compile(
    r"\b(?:answers|replies|responses|(?:were|was|been|went)\s+(?:answered|sent|closed|completed|issued|finished|resolved|out))"
    r"\b[^.;]{0,60}?"
    rf"\b(?:within|inside)\s+(?P<n>\d{{1,2}}|{_ROUND})(?=\s*(?:[,.;)]|$|and\b))",
    re.I,
)
_LENGTHENED = any_of("extended, stretched, lengthened, increased, raised, prolonged, rising, extendable, up")
_IN_SUCH_CASES = any_of("if, where, when, for (a|an|the|more|those|complex|complicated), in (complex|exceptional|some)")
#: "10 working days, or 20 where it is complex", "25 days, which can be stretched to 65".
_MORE_TIME = re.compile(
    rf"\bdays?\b(?:,?\s+(?:or|and)\s+|[^.;\d%]{{0,50}}\b{_LENGTHENED}\s+to\s+)(?:a maximum of\s+|up to\s+)?"
    rf"(?P<n>\d{{1,3}})(?=\s+{_IN_SUCH_CASES}\b)"
    rf"|\bdays?\b[^.;\d%]{{0,50}}\b{_LENGTHENED}\s+to\s+(?:a maximum of\s+)?(?P<last>\d{{1,3}})(?=\s*(?:[,.;)]|$))",
    re.I,
)


#: "Should be closed in 10 working days at Stage 1 and 20 at Stage 2", "no longer than five working days": a rule.
_RULE = any_of(
    "should, must, has to, have to, shall, may, allow(s|ed|ing)?, aim(s|ed)? to, expected, required, permitted"
)
_AT_NEXT = re.compile(
    rf"\b{_RULE}\b[^.;]*?\bdays?\b[^.;]*?(?:,|\band|\bor)\s+(?P<n>\d{{1,3}}|{SPELLED})"
    r"(?=\s+(?:at|for|in)\s+(?:the\s+)?(?:stage|second|third|final|next|investigation|review)\b)",
    re.I,
)
_NO_LONGER = re.compile(
    rf"\b{_RULE}\b[^.;]*?\b(?:no (?:longer|more|later)|not (?:longer|more|later)) than\s+(?P<n>\d{{1,3}}|{SPELLED})"
    r"(?=\s*(?:[,.;)]|$))",
    re.I,
)


#: "We managed 10 days for 31 replies and 20 for 58".
_KEPT_NEXT = re.compile(
    rf"\b(?:managed|met|made|kept(?: to)?|achieved|hit)\s+(?:the\s+)?(?:\d+|{SPELLED})\s+(?:working |calendar )?days?"
    rf"\s+(?P<with>for|in|with)\s[^.;]*?(?:,|\band)\s+(?P<n>\d{{1,3}}|{SPELLED})(?=\s+(?P=with)\s+(?:\d|{SPELLED}\b))",
    re.I,
)


#: "95% were resolved, most within five days": the limit is of others than the number before it.
_OF_MOST = re.compile(
    r"\b(?:most|mostly|(?:the )?(?:vast |great )?majority|many|some|several|often|usually|typically|generally)"
    r"(?: of (?:these|them|which|those))?(?: (?:being|were|was|done|answered|resolved|closed))*\s+"
    r"(?:within|inside|in)\s+(?:the\s+)?$",
    re.I,
)


def _with_elliptic(text: str, durations: list[Limit]) -> list[Limit]:
    """Time limits with those that leave out their unit: "46% within 10 working days and 75% within 20"."""
    start = durations[0].start + 1 if durations else 0
    within = _ELLIPTIC if durations or _SENT_WITHIN.search(text) else _WITHIN
    places = [match.span("n") for match in within.finditer(text, start)]
    places += [match.span("n" if match["n"] else "last") for match in _MORE_TIME.finditer(text)]
    places += [match.span("n") for pattern in (_AT_NEXT, _NO_LONGER, _KEPT_NEXT) for match in pattern.finditer(text)]
    found = [
        Limit(start, end, int(days))
        for start, end in dict.fromkeys(places)
        if (days := int(text[start:end]) if text[start:end].isdigit() else value_of_words(text[start:end]))
    ]
    return sorted([*durations, *found], key=lambda duration: duration.start)


def _of_most(text: str, duration: Limit) -> bool:
    return _OF_MOST.search(text, 0, duration.start) is not None


def _is_of_measure(number: Number, found: Sequence[Span]) -> bool:
    """Whether a word for none is part of a measure's words: "in four there was none"."""
    return any(
        span.tag == "measure" and span.start < number.start and number.end == span.end and "was" in span.text
        for span in found
    )


# None -------------------------------------------------------------------------------------------------

_COUNTED = any_of(
    "complaints?, cases?, reports?, panels?, enquiries, of them, investigations?, decisions?, reviews?",
    "were, was, have, had, has, escalated, progressed, went, upheld",
)
_BETWEEN_NO_AND_COUNTED = any_of("of (the|these|those|them|which), further, formal, new, public, stage _, [a-z-]+")
_NO = re.compile(
    r"\b(?P<no>no|none|neither|nobody|not one)\b(?!\.)" + rf"(?=(?:\s+{_BETWEEN_NO_AND_COUNTED}){{0,4}}\s+{_COUNTED})",
    re.I,
)
#: "No" that counts nothing: "no longer", "no evidence", "no response".
_NO_BUT = re.compile(
    r"\bno "
    + any_of(
        "longer, doubt, more, fewer, less, one, further (action|information|details), change, evidence, fixed, need",
        "impact, implications?, legal, financial, direct, finding, fault, maladministration, consent",
        "(holding |written |final |formal |full |further )?(response, reply, answer, acknowledgement)",
        "target, limit, statutory, decisions? (has|have|had) (yet )?been (made|reached|taken)",
    )
    + r"\b",
    re.I,
)


_NOT = re.compile(r"\bnot\s+$", re.I)


def _without_not_one(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Numbers without the one of "not one complaint", which is none."""
    return [n for n in numbers if not (n.spelled and n.value == 1 and _NOT.search(text[: n.start]))]


def _zeros(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The words for none: "No complaints were upheld"."""
    found = [
        Number(match.start("no"), match.end("no"), 0.0, spelled=True)
        for match in _NO.finditer(text)
        if not _NO_BUT.match(text, match.start())
    ]
    return [zero for zero in found if all(n.end <= zero.start or zero.end <= n.start for n in numbers)]


# Days that were measured ------------------------------------------------------------------------------

_MEASURED = re.compile(
    whole(
        "averag*, mean, typical, median, took, takes?, taken, taking, wait(ed)?, response times?, time to",
        "(it|this|that|which|figure) (was|were|stood at)",
    ),
    re.I,
)
#: "From 19 to (23 working days)": the unit stands behind the second number only.
_FROM_DAYS = re.compile(r"\bfrom\s+(?P<n>\d+(?:\.\d+)?)\s+to\s+$", re.I)
#: "Inside 65 working days; the mean was 83", "on average they took 12.4": the unit was said before.
_MEAN_OF = any_of("time, response time, reply, wait, answer, figure, length")
_MEAN_IS = re.compile(
    rf"\b(?:{any_of('mean, median, average')}(?:\s+{_MEAN_OF})?"
    r"\s+(?:was|stood at|came to|being|is)|on average,?\s+(?:it|they|these|each|replies|answers|cases)\s+took)\s+"
    rf"(?:just |only |about )?(?P<n>\d+(?:\.\d+)?|{SPELLED})"
    rf"(?=\s*(?:[,;)]|\.(?!\d)|$|{any_of('against, compared, in 20, up, down')}))",
    re.I,
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_SPELLED_DAYS = re.compile(
    rf"[A-Za-z -]+?(?=[\s-]*{any_of('working, calendar, school, week, business, clear, days?')}\b)"
)


def _measured_days(text: str, durations: Sequence[Limit]) -> list[Number]:
    """Durations that were measured, not set, as numbers in days."""
    if not _MEASURED.search(text):
        return []
    found = []
    for duration in durations:
        if not is_limit(text, duration):
            earlier = _FROM_DAYS.search(text[: duration.start])
            if earlier:
                found.append(Number(earlier.start("n"), earlier.end("n"), float(earlier["n"]), Unit.DAYS))
            found.append(_as_days(text, duration))
    if durations:
        found += [_days_of(match) for match in _MEAN_IS.finditer(text, durations[0].end)]
    return found


def _days_of(match: re.Match[str]) -> Number:
    """The number of days that a mean is said to be, the unit left out."""
    value = float(match["n"]) if match["n"][0].isdigit() else float(value_of_words(match["n"]) or 0)
    return Number(match.start("n"), match.end("n"), value, Unit.DAYS)


def _as_days(text: str, duration: Limit) -> Number:
    """The number of a duration: "16.4 days", "fifteen days"."""
    digits = _DIGITS.match(text, duration.start)
    if digits is None:
        words = _SPELLED_DAYS.match(text, duration.start)
        end = words.end() if words else duration.end
        return Number(duration.start, end, float(duration.days), Unit.DAYS, spelled=True)
    return Number(duration.start, digits.end(), float(digits[0]), Unit.DAYS)
