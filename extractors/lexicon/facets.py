"""Facets: everything that a label, caption or heading says about the numbers it stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.match import Span, fold, spans
from extractors.limits import Limit, find_durations
from extractors.periods import Period, find_periods
from schemas.codes import Dimension, Measure, Stage, Stream, Unit

_CHILDREN = frozenset({Stream.CHILDREN, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE})
_NON_STATUTORY = re.compile(r"\bnon[\s-]*(?:statutory|social[\s-]care)\b", re.I)
_STATUTORY = re.compile(r"(?<!non-)(?<!non )\bstatutory\b", re.I)
_SOCIAL_CARE = re.compile(r"(?<!non-)(?<!non )(?<!government and )(?<!government & )\bsocial (?:care|work)\b", re.I)
_SEVERAL_STAGES = re.compile(r"\bstages?\s+(?:\d|one|two|i)\s*(?:and|&|,|to|-)\s*(?:stage\s+)?(?P<other>\d|two|three|ii+)\b", re.I)
_BOTH_OMBUDSMEN = re.compile(r"\blocal government\b.*\bhousing ombudsman\b|\bhousing ombudsman\b.*\blocal government\b", re.I)
_STAGE_NUMBERS = {"2": Stage.STAGE_2, "two": Stage.STAGE_2, "ii": Stage.STAGE_2, "3": Stage.STAGE_3, "three": Stage.STAGE_3, "iii": Stage.STAGE_3}
_PERCENT = re.compile(r"%|\bper\s?cent\b|\bpercent(?:age)?s?\b|\bproportion\b|\brates?\b(?! of pay)", re.I)
_MONEY = re.compile(r"£|\bpounds\b", re.I)
_PER_1000 = re.compile(r"\bper (?:1,?000|thousand)\b|\bfor every (?:1,?000|thousand)\b", re.I)
_WORD = re.compile(r"[a-z][a-z'&-]+", re.I)
_ALL_BUT = re.compile(r"\ball (?:the )?(?:other|remaining|else)\b|\bany other\b", re.I)
_TOTAL = re.compile(
    r"^\W*(?:(?:grand|overall|sub|council|year|annual|full|borough|county|combined|cumulative|running)[\s-]*)*(?:totals?|overall|all|both|sum|ytd|year to date|(?:whole|full)? ?year|annual|combined|half[\s-]?year)\b",
    re.I,
)
#: Words that carry no meaning of their own in a label.
_FILLER = frozenset(
    "the a an of in at on by for to from and or with per number numbers no total all complaint complaints case cases made "
    "per cent percent percentage rate figure figures count new formal that were was have been which is are be data table "
    "figure statutory non year years period annual annually working calendar days day ii iii iv i out their our its it they we this who as if".split()
)
_CODE_OF = {"stream": Stream, "stage": Stage, "measure": Measure}


@dataclass(frozen=True)
class Facets:
    """What the words of one label say; what they do not say is None, empty or False.

    ``residue`` holds the words that no facet explains: those of a category ("Council Tax").
    ``streams`` and ``stages`` are in order of mention. ``statutory`` is True, False (non-statutory) or None.
    """

    text: str
    streams: tuple[Stream, ...] = ()
    stages: tuple[Stage, ...] = ()
    measures: tuple[Measure, ...] = ()
    soft: bool = False
    unit: Unit | None = None
    limits: tuple[Limit, ...] = ()
    periods: tuple[Period, ...] = ()
    cue: Dimension | None = None
    group: Dimension | None = None
    flags: frozenset[str] = frozenset()
    residue: tuple[str, ...] = ()
    statutory: bool | None = None
    social_care: bool = False

    @property
    def stage(self) -> Stage | None:
        """The stage a number beside this label belongs to: of "from stage 1 to stage 2" the last."""
        return self.stages[-1] if self.stages else None

    @property
    def measure(self) -> Measure | None:
        """The measure, where the words name one."""
        return self.measures[0] if self.measures else None


def longest(found: Iterable[Span]) -> list[Span]:
    """Spans without those that a longer one of the same tag covers or cuts into."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (-span.length, span.start)):
        if not any(other.tag == span.tag and other.start < span.end and span.start < other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: (span.start, -span.length))


def stream_of(facets: Facets, context: Stream | None) -> Stream | None:
    """The procedure that a label names, where the context says what "statutory" or "corporate" stand for.

    In a children's report or section "corporate" and "non-statutory" complaints are those about
    children's services under the corporate procedure.
    """
    named = facets.streams
    if Stream.MEMBER_ENQUIRIES in named:
        return Stream.MEMBER_ENQUIRIES
    about_children = bool(_CHILDREN.intersection(named)) or (not set(named) - {Stream.CORPORATE, Stream.CHILDREN_CORPORATE} and context in _CHILDREN)
    if about_children:
        if facets.statutory is False or {Stream.CORPORATE, Stream.CHILDREN_CORPORATE} & set(named):
            return Stream.CHILDREN_CORPORATE
        if facets.statutory or Stream.CHILDREN_STATUTORY in named or (facets.social_care and context in _CHILDREN):
            return Stream.CHILDREN_STATUTORY
        return Stream.CHILDREN if Stream.CHILDREN in named else None
    distinct = [stream for stream in dict.fromkeys(named) if stream is not Stream.ALL]
    if len(distinct) == 1:
        return distinct[0]
    if not distinct and Stream.ALL in named:
        return Stream.ALL
    if not distinct and facets.statutory is False:
        return Stream.CORPORATE
    if set(distinct) == {Stream.CORPORATE, Stream.HOUSING}:
        return None
    return None


def _measures(found: list[Span]) -> tuple[tuple[Measure, ...], bool]:
    """Measures named, the most telling first, and whether even that one is soft."""
    hard = [span for span in found if span.tag == "measure" and not span.code.endswith(".soft")]
    soft = [span for span in found if span.tag == "measure" and span.code.endswith(".soft")]
    hard = [span for span in hard if not any(other is not span and other.start <= span.start and span.end <= other.end and other.length > span.length for other in hard)]
    order = {code: rank for rank, code in enumerate(_PRECEDENCE)}
    codes = sorted({span.code.split(".")[0] for span in hard}, key=lambda code: order.get(code, len(order)))
    if codes:
        return tuple(Measure(code) for code in codes), False
    return tuple(dict.fromkeys(Measure(span.code.split(".")[0]) for span in soft)), bool(soft)


#: Of several measures in one label the one that decides: "complaints upheld (received in time)".
_PRECEDENCE = (
    "average_days", "late", "on_time", "on_time_target", "upheld_or_partially_upheld", "not_upheld", "partially_upheld", "upheld",
    "compliance", "recommendations", "public_reports", "remedy_paid", "learning_actions", "compliments", "withdrawn", "rejected",
    "direct", "escalated", "brought_forward", "carried_forward", "investigated", "decided", "responded", "resolved", "received",
)  # fmt: skip


def _unit(text: str, measure: Measure | None) -> Unit | None:
    if _PER_1000.search(text):
        return Unit.PER_1000
    if _MONEY.search(text) or measure is Measure.REMEDY_PAID:
        return Unit.GBP
    if measure is Measure.AVERAGE_DAYS:
        return Unit.DAYS
    return Unit.PERCENT if _PERCENT.search(text) else None


def _residue(text: str, covered: list[tuple[int, int]]) -> tuple[str, ...]:
    words = []
    for match in _WORD.finditer(text):
        inside = any(start < match.end() and match.start() < end for start, end in covered)
        if not inside and match[0].lower() not in _FILLER:
            words.append(match[0])
    return tuple(words)


@lru_cache(maxsize=20_000)
def facets(text: str) -> Facets:
    """Everything that a label says."""
    folded = fold(text)
    found = longest(spans(text))
    durations = tuple(find_durations(folded))
    periods = tuple(find_periods(folded))
    streams = tuple(Stream(span.code) for span in found if span.tag == "stream")
    if _BOTH_OMBUDSMEN.search(folded):
        streams = tuple(stream for stream in streams if stream is not Stream.HOUSING)
    stages = _stages(found)
    several = _SEVERAL_STAGES.search(folded)
    if several and (other := _STAGE_NUMBERS.get(several["other"].lower())) and other not in stages:
        stages = (*stages, other)
    measures, soft = _measures([s for s in found if not _inside_stage(s, found)])
    if durations and not measures and re.search(r"\b(?:within|inside)\b", folded, re.I):
        measures = (Measure.ON_TIME,)
    elif durations and measures and measures[0] in (Measure.RESPONDED, Measure.RECEIVED, Measure.RESOLVED, Measure.INVESTIGATED):
        if re.search(r"\b(?:within|inside|in|under|by)\b[^.]{0,12}$", folded[: durations[0].start], re.I):
            measures = (Measure.ON_TIME, *measures)
        elif re.search(r"\b(?:over|outside|beyond|after|more than|exceeding)\b[^.]{0,12}$", folded[: durations[0].start], re.I):
            measures = (Measure.LATE, *measures)
    flags = {span.tag for span in found if span.tag not in ("stream", "stage", "measure", "cue", "group")}
    if not _TOTAL.match(folded) or _ALL_BUT.search(folded):
        flags.discard("total")
    else:
        flags.add("total")
    covered = [(span.start, span.end) for span in found if span.tag in ("stream", "stage", "measure", "change", "others", "total")]
    covered += [(p.start, p.end) for p in periods] + [(d.start, d.end) for d in durations]
    cues = [span for span in found if span.tag == "cue"]
    groups = [span for span in found if span.tag == "group"]
    return Facets(
        text=text,
        streams=streams,
        stages=stages,
        measures=measures,
        soft=soft,
        unit=_unit(folded, measures[0] if measures else None),
        limits=durations,
        periods=periods,
        cue=Dimension(max(cues, key=lambda span: span.length).code) if cues else None,
        group=Dimension(max(groups, key=lambda span: span.length).code) if groups else None,
        flags=frozenset(flags),
        residue=_residue(folded, covered),
        statutory=False if _NON_STATUTORY.search(folded) else True if _STATUTORY.search(folded) else None,
        social_care=bool(_SOCIAL_CARE.search(folded)),
    )


def _stages(found: list[Span]) -> tuple[Stage, ...]:
    return tuple(Stage(span.code) for span in found if span.tag == "stage")


def _inside_stage(span: Span, found: list[Span]) -> bool:
    """Whether a measure word is only part of a stage's name ("stage 2 after escalation")."""
    return span.tag == "measure" and any(
        other.tag == "stage" and other.start <= span.start and span.end <= other.end for other in found
    )
