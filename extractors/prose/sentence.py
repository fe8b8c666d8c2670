"""Sentences: one sentence taken apart into number groups, and the words of the lexicon around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.abbreviations import spans_of
from extractors.lexicon.facets import longest
from extractors.lexicon.match import Span, fold, spans
from extractors.limits import Limit, find_durations, is_limit
from extractors.numbers import Number
from extractors.periods import Period, find_periods
from extractors.prose.groups import Group, counting_numbers, group_numbers, is_change
from schemas.codes import Stream, Unit

_NO = re.compile(
    r"\b(?P<no>no|none|neither|nobody|not one)\b(?!\.)(?=(?:\s+(?:of (?:the|these|those|them|which)|further|formal|new|public|stage \w+|[a-z-]+)){0,4}\s+(?:complaints?|cases?|reports?|panels?|enquiries|of them|were|was|have|had|has|escalated|progressed|went|upheld|investigations?|decisions?|reviews?))",
    re.I,
)
_NO_BUT = re.compile(
    r"\bno (?:longer|doubt|more|fewer|less|one|further (?:action|information|details)|change|evidence|fixed|need|impact|implications?|legal|financial|direct|finding|fault|maladministration|consent|response|reply|target|limit|statutory)\b",
    re.I,
)
_SURVEY = re.compile(r"\b(?:satisf\w+|survey\w*|questionnaires?|respondents?|polled|would recommend)\b", re.I)


@dataclass(frozen=True)
class Sentence:
    """A sentence with everything the lexicon finds in it; offsets are in ``text``, ``offset`` is in the block.

    ``groups`` leaves out numbers that are changes ("a 46% decrease").
    """

    text: str
    offset: int
    spans: tuple[Span, ...]
    periods: tuple[Period, ...]
    durations: tuple[Limit, ...]
    groups: tuple[Group, ...]

    def tagged(self, *tags: str) -> list[Span]:
        """Spans of some tags, in order."""
        return [span for span in self.spans if span.tag in tags]

    def limits(self) -> list[Limit]:
        """The durations that are time limits."""
        return [duration for duration in self.durations if is_limit(self.text, duration)]

    @property
    def is_survey(self) -> bool:
        """Whether the sentence reports what people said when asked."""
        return _SURVEY.search(self.text) is not None


def take_apart(text: str, offset: int, short: Mapping[str, Stream]) -> Sentence:
    """A sentence of a block, starting at ``offset``, taken apart."""
    folded = fold(text)
    found = longest([*spans(text), *spans_of(text, short)])
    periods = find_periods(folded)
    durations = _with_elliptic(folded, find_durations(folded))
    numbers = counting_numbers(folded, found, periods, durations)
    numbers = sorted([*numbers, *_zeros(folded, numbers)], key=lambda number: number.start)
    numbers += _average_days(folded, durations)
    numbers.sort(key=lambda number: number.start)
    groups = [group for group in group_numbers(folded, numbers) if not is_change(folded, group)]
    return Sentence(folded, offset, tuple(found), tuple(periods), tuple(durations), tuple(groups))


_ELLIPTIC = re.compile(r"\b(?:within|inside|in|limit of|standard of|target of)\s+(?P<n>\d{1,2})(?=\s*(?:[,.;)]|$|and\b|respectively))")


def _with_elliptic(text: str, durations: list[Limit]) -> list[Limit]:
    """ "46% within 10 working days and 75% within 20": the second limit leaves out its unit."""
    if not durations:
        return durations
    found = [
        Limit(match.start("n"), match.end("n"), int(match["n"]))
        for match in _ELLIPTIC.finditer(text)
        if text[match.start() :].lower().startswith(("within", "inside", "in ", "limit", "standard", "target"))
        and match.start() > durations[0].start
        and int(match["n"]) > 0
    ]
    return sorted([*durations, *found], key=lambda duration: duration.start)


def _zeros(text: str, numbers: Sequence[Number]) -> list[Number]:
    """ "No complaints were upheld" counts none."""
    taken = [(number.start, number.end) for number in numbers]
    return [
        Number(match.start("no"), match.end("no"), 0.0, spelled=True)
        for match in _NO.finditer(text)
        if not _NO_BUT.match(text, match.start())
        and all(end <= match.start() or start >= match.end("no") for start, end in taken)
    ]


_MEASURED = re.compile(r"\b(?:averag\w*|mean|took|takes?|taken|taking|wait(?:ed)?|response times?|(?:it|this|that|which|figure) (?:was|were|stood at))\b", re.I)


def _average_days(text: str, durations: Sequence[Limit]) -> list[Number]:
    """Durations that were measured, not set: numbers in days."""
    found = []
    if not _MEASURED.search(text):
        return []
    for duration in durations:
        if is_limit(text, duration):
            continue
        match = re.match(r"[\d.]+", text[duration.start :])
        value = float(match[0]) if match else float(duration.days)
        end = duration.start + match.end() if match else duration.end
        decimal = re.search(r"(?P<whole>\d+)\.$", text[: duration.start])
        start = duration.start
        if decimal:
            value = float(f"{decimal['whole']}.{duration.days}")
            start = decimal.start()
        if not match:
            words = re.match(
                r"[A-Za-z -]+?(?=[\s-]*(?:working|calendar|school|week|business|clear|days?)\b)", text[duration.start :]
            )
            end = duration.start + (words.end() if words else duration.end - duration.start)
        found.append(Number(start, end, value, Unit.DAYS, spelled=not match))
    return found


def shifted(sentence: Sentence, by: int) -> Sentence:
    """The sentence as part of a block in which it starts ``by`` characters later."""
    return replace(sentence, offset=sentence.offset + by)
