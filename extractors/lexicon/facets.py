"""Facets: everything that a label, caption or heading says about the numbers it stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.kinds import CHILDREN
from extractors.lexicon.match import Span, covered, fold, spans
from extractors.lexicon.words import any_of, whole
from extractors.limits import Limit, find_durations
from extractors.periods import Period, find_periods
from schemas.codes import Dimension, Measure, Stage, Stream, Unit

# Procedures ----------------------------------------------------------------------------------------

_NON = r"(?<!non-)(?<!non )"
_NON_STATUTORY = re.compile(r"\bnon[\s-]*(?:statutory|social[\s-]care)\b", re.I)
_STATUTORY = re.compile(rf"{_NON}\bstatutory\b", re.I)
#: "Both corporate and statutory children's services": all of them.
_BOTH_PROCEDURES = re.compile(
    r"\b(?:(?:corporate|non-?\s?statutory)\s+(?:and|&|or)\s+statutory|statutory\s+(?:and|&|or)\s+(?:corporate|non-?\s?statutory))\b",
    re.I,
)
_SOCIAL_CARE = re.compile(rf"{_NON}(?<!government and )(?<!government & )\bsocial (?:care|work)\b", re.I)
_LOCAL_GOVERNMENT, _HOUSING_OMBUDSMAN = r"\blocal government\b", r"\bhousing ombudsman\b"
#: Both ombudsmen in one breath: the housing one then names no stream.
_BOTH_OMBUDSMEN = re.compile(
    rf"{_LOCAL_GOVERNMENT}.*{_HOUSING_OMBUDSMAN}|{_HOUSING_OMBUDSMAN}.*{_LOCAL_GOVERNMENT}", re.I
)

# Stages --------------------------------------------------------------------------------------------

_STAGE_NUMBERS = {"2": Stage.STAGE_2, "two": Stage.STAGE_2, "ii": Stage.STAGE_2}
_STAGE_NUMBERS |= {"3": Stage.STAGE_3, "three": Stage.STAGE_3, "iii": Stage.STAGE_3}
#: "Stage two from stage one", which is the same as "from stage one to stage two".
_CAME_FROM = re.compile(r"\bstages?\s+\w+\W+(?:[a-z]+\s+)?from\s+stage\s+\w+\W*$", re.I)
#: "Stages 1 and 2": the lexicon sees only the first.
_INFORMALLY = r"(?:concerns?|enquir(?:y|ies)|representations?|informal|issues?|comments?|suggestions?)"
#: "Council housing (Housing Ombudsman's Code)": the rules that it follows.
_OMBUDSMANS_CODE = re.compile(r"\bombudsman's\s+(?:complaints?[\s-]handling\s+)?code\b", re.I)
#: What an ombudsman asks of everybody: "the SPSO's indicators".
_OMBUDSMANS_MEASURES = re.compile(
    r"\b(?:ombudsman|spso|nipso|psow)(?:'s)?\s+(?:complaints? )?(?:performance |key performance )?"
    r"(?:indicators?|kpis?|timescales?|model|definitions?)\b",
    re.I,
)
#: "Concerns and complaints": both together, not the informal ones alone.
_CONCERNS_AND_COMPLAINTS = re.compile(
    rf"\b{_INFORMALLY}\s*(?:,|and|&|/|or)+\s+(?:\w+\s+)?(?:formal\s+)?complaints?\b"
    rf"|\bcomplaints?\s*(?:,|and|&|/|or)+\s+(?:\w+\s+)?{_INFORMALLY}\b",
    re.I,
)
#: In Wales concerns are what others call complaints.
_FORMAL = re.compile(r"(?<!in)(?<!in-)\bformal (?:concerns?|representations?)\b", re.I)
_SEVERAL_STAGES = re.compile(
    r"\bstages?\s*(?:\d|one|two|i)\s*(?P<joined>and|&|,|to|-)\s*(?:stage\s+)?(?P<other>\d|two|three|ii+)\b", re.I
)

#: "Total of stages 1 and 2" is of both; "from stage 1 to stage 2" cases only move.
_JOINING = ("and", "&", ",")
#: "Stages 1 to 3", "stages 1, 2 and 3": all that there are, unless cases moved from the one to the other.
_EVERY_STAGE = re.compile(
    r"(?<!from )(?<!between )\bstages\s+(?:1|one|i)\s*(?:to|-|through|,\s*(?:2|two|ii)\s*,?\s*(?:and|&))\s*"
    r"(?:3|three|iii)\b",
    re.I,
)

# Measures ------------------------------------------------------------------------------------------

#: Of several measures in one label the one that decides: "complaints upheld (received in time)".
_PRECEDENCE = (
    Measure.AVERAGE_DAYS, Measure.LATE, Measure.ON_TIME, Measure.ON_TIME_TARGET,
    Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.NOT_UPHELD, Measure.PARTIALLY_UPHELD, Measure.UPHELD,
    Measure.COMPLIANCE, Measure.RECOMMENDATIONS, Measure.PUBLIC_REPORTS, Measure.REMEDY_PAID,
    Measure.LEARNING_ACTIONS, Measure.COMPLIMENTS, Measure.WITHDRAWN, Measure.REJECTED,
    Measure.DIRECT, Measure.ESCALATED, Measure.BROUGHT_FORWARD, Measure.CARRIED_FORWARD,
    Measure.INVESTIGATED, Measure.DECIDED, Measure.RESPONDED, Measure.RESOLVED, Measure.RECEIVED,
)  # fmt: skip
#: Measures that a time limit beside them makes on time or late.
_TIMED = (Measure.RESPONDED, Measure.RECEIVED, Measure.RESOLVED, Measure.INVESTIGATED)
_WITHIN = re.compile(whole("within, inside"), re.I)
_WITHIN_BEFORE = re.compile(whole("within, inside, in, under, by") + r"[^.]{0,12}$", re.I)
_KEPT_TO = re.compile(whole("within, inside, met") + r"\s+(?:the |our |a |its )?$", re.I)
_BEYOND_BEFORE = re.compile(
    whole("over, outside, beyond, after, (more|longer|later) than, exceeding") + r"[^.]{0,12}$", re.I
)
_NO_LATER = re.compile(r"\b(?:no|not) (?:more|longer|later) than\b[^.]{0,12}$", re.I)
_NOT_WITHIN = re.compile(r"\bnot\b[^.,;]*\b(?:within|inside|in|by)\b[^.]{0,12}$", re.I)

# Units and totals ----------------------------------------------------------------------------------

_PERCENT = re.compile(r"%|" + whole("per\\s?cent, percent(age)?s?, proportion, rates?(?! of pay)"), re.I)
#: "As % of closed 2022/23": what a percentage is of, and not what it counts.
_OF_CLOSED = re.compile(
    r"\W*as (?:an? |the )?(?:%|per\s?cent(?:age)?|percentage|proportion|share) of (?:all |those |the |complaints )*"
    r"(?:closed|answered|completed|responded to|replied to|decided|concluded|closures|responses|replies)"
    r"(?: complaints| cases)?\W*(?:20\d\d\W?(?:20)?(?:\d\d)?)?\W*",
    re.I,
)
_MONEY = re.compile(r"£|\bpounds\b", re.I)
_PER_1000 = re.compile(r"\bper (?:1,?000|thousand)\b|\bfor (?:every|each) (?:1,?000|thousand)\b", re.I)
_SUMMED = any_of(
    "grand, overall, sub, council, year, annual, full, borough, district, city, county, island, islands, region, "
    "authority, organisation, group, combined, cumulative, running"
)
_TOTAL = re.compile(
    rf"^\W*(?:{_SUMMED}[\s-]*)*"
    + any_of(
        "totals?, overall, all, both, sum, ytd, year to date, (whole|full)? ?year, annual, combined, half[\\s-]?year",
        "(whole|entire) (council|authority|organisation|district|borough|county|city|region|service)",
        "(council|authority|organisation|district|borough|county|city)[\\s-]?wide",
    )
    + r"\b",
    re.I,
)
#: "All other services": a group, not a total.
_ALL_BUT = re.compile(whole("all (the )?(other|remaining|else), any other"), re.I)

# What is left --------------------------------------------------------------------------------------

_WORD = re.compile(r"[a-z][a-z'&-]+", re.I)
#: Words that carry no meaning of their own in a label.
_FILLER = frozenset(
    re.findall(
        r"\w+",
        """
        the a an of in at on by for to from and or with as if per out
        that this which who we our it its they their
        was were have been is are be made
        number numbers no total all count rate figure figures percent percentage cent data table
        complaint complaints case cases new formal statutory non
        year years period annual annually working calendar days day ii iii iv i
        within inside
        """,
    )
)
#: Tags of spans that explain words; those of a category are left.
_EXPLAINED = ("stream", "stage", "measure", "change", "others", "total")


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


#: Groups of people whose names hold those of streams: "children under 18", "looked after children".
_AGES = (Dimension.AGE, Dimension.CATEGORY_OF_SUPPORT)


def without_ages(found: Iterable[Span]) -> list[Span]:
    """Spans without the streams that only name children of an age or in care."""
    found = list(found)
    people = [span for span in found if span.tag == "group" and span.code in _AGES]
    return [span for span in found if span.tag != "stream" or not covered(span, people)]


#: Between a stage and its name: "Stage 1 (informal resolution)".
_NAMED_SO = re.compile(r"\s*[(:\u2013-]?\s*(?:or |the )?[\"']?", re.I)
_NUMBERED = (Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_3)


def without_names(found: Iterable[Span], text: str) -> list[Span]:
    """Spans without the stages that are names of numbered ones, "Stage 1 (informal)", or part of a decision."""
    found = list(found)
    numbered = [span for span in found if span.tag == "stage" and span.code in _NUMBERED]
    decisions = [span for span in found if span.tag == "group" and span.code == Dimension.DECISION]
    kept = []
    for span in found:
        called = span.code == Stage.INFORMAL and any(_is_name(text, other, span) for other in numbered)
        # "referred back for local resolution" is what an ombudsman decided
        decided = covered(span, [other for other in decisions if other.length > span.length])
        if span.tag != "stage" or not (called or decided):
            kept.append(span)
    return kept


def _is_name(text: str, stage: Span, name: Span) -> bool:
    """Whether a name stands right behind a stage, or before it with the stage in brackets."""
    if stage.end <= name.start:
        return _NAMED_SO.fullmatch(text, stage.end, name.start) is not None
    return re.fullmatch(r"\s*\(\s*", text[name.end : stage.start]) is not None


def stream_of(facets: Facets, context: Stream | None) -> Stream | None:
    """The procedure that a label names, where the context says what "statutory" or "corporate" stand for.

    In a children's report or section "corporate" and "non-statutory" complaints are those about
    children's services under the corporate procedure.
    """
    named = set(facets.streams)
    if Stream.MEMBER_ENQUIRIES in named:
        return Stream.MEMBER_ENQUIRIES
    corporate = {Stream.CORPORATE, Stream.CHILDREN_CORPORATE}
    if named & CHILDREN and _BOTH_PROCEDURES.search(fold(facets.text)):
        return Stream.CHILDREN
    if named & CHILDREN or (named <= corporate and context in CHILDREN):
        if facets.statutory is False or named & corporate:
            return Stream.CHILDREN_CORPORATE
        if facets.statutory or Stream.CHILDREN_STATUTORY in named or (facets.social_care and context in CHILDREN):
            return Stream.CHILDREN_STATUTORY
        return Stream.CHILDREN if Stream.CHILDREN in named else None
    distinct = named - {Stream.ALL}
    if len(distinct) == 1:
        return distinct.pop()
    if not distinct and Stream.ALL in named:
        return Stream.ALL
    return Stream.CORPORATE if not distinct and facets.statutory is False else None


@lru_cache(maxsize=20_000)
def facets(text: str) -> Facets:
    """Everything that a label says."""
    folded = fold(text)
    found = without_names(longest(spans(text)), folded)
    durations = tuple(find_durations(folded))
    periods = tuple(find_periods(folded))
    measures, soft = _measures(found, folded, durations)
    explained = [(span.start, span.end) for span in found if span.tag in _EXPLAINED]
    explained += [(period.start, period.end) for period in periods]
    explained += [(0, len(folded))] if _alone(folded) else []
    explained += [(duration.start, duration.end) for duration in durations]
    return Facets(
        text=text,
        streams=_streams(found, folded),
        stages=_stages(found, folded),
        measures=measures,
        soft=soft,
        unit=_unit(folded, measures[0] if measures else None),
        limits=durations,
        periods=periods,
        cue=_dimension(found, "cue"),
        group=_dimension(found, "group"),
        flags=_flags(found, folded),
        residue=_residue(folded, explained),
        statutory=False if _NON_STATUTORY.search(folded) else True if _STATUTORY.search(folded) else None,
        social_care=bool(_SOCIAL_CARE.search(folded)),
    )


#: Labels that name a procedure only where nothing else stands beside them.
_ALONE = {"adult": Stream.ADULT_SOCIAL_CARE, "adults": Stream.ADULT_SOCIAL_CARE, "child": Stream.CHILDREN}


def _alone(text: str) -> Stream | None:
    return _ALONE.get(text.strip(" *:-").lower())


def _streams(found: list[Span], text: str) -> tuple[Stream, ...]:
    streams = tuple(Stream(span.code) for span in without_ages(found) if span.tag == "stream")
    alone = _alone(text)
    if not streams and alone is not None:
        return (alone,)
    if _BOTH_OMBUDSMEN.search(text):
        return tuple(stream for stream in streams if stream is not Stream.HOUSING)
    return streams


def _stages(found: list[Span], text: str) -> tuple[Stage, ...]:
    stages = tuple(Stage(span.code) for span in found if span.tag == "stage")
    if _OMBUDSMANS_CODE.search(text) or _OMBUDSMANS_MEASURES.search(text):
        stages = tuple(stage for stage in stages if stage is not Stage.OMBUDSMAN)
    if _CONCERNS_AND_COMPLAINTS.search(text) or _FORMAL.search(text):
        stages = tuple(stage for stage in stages if stage is not Stage.INFORMAL)
    if len(stages) == 2 and _CAME_FROM.search(text):
        # what came from a stage is where it came to
        stages = stages[::-1]
    several = _SEVERAL_STAGES.search(text)
    if _EVERY_STAGE.search(text) or (several and several["joined"] in _JOINING and _TOTAL.search(text)):
        return (Stage.ALL,)
    other = _STAGE_NUMBERS.get(several["other"].lower()) if several else None
    return (*stages, other) if other and other not in stages else stages


def _measures(found: list[Span], text: str, durations: tuple[Limit, ...]) -> tuple[tuple[Measure, ...], bool]:
    """Measures named, the most telling first, and whether even that one is soft."""
    if _OF_CLOSED.fullmatch(text):
        return (), False
    stages = [span for span in found if span.tag == "stage"]
    # "stage 2 after escalation": a measure word that is only part of a stage's name
    named = [span for span in found if span.tag == "measure" and not covered(span, stages)]
    named = [span for span in named if not _is_stages_name(text, span, stages)]
    hard = [span for span in named if not span.is_soft]
    hard = [span for span in hard if not covered(span, [other for other in hard if other.length > span.length])]
    measures = tuple(sorted({span.measure for span in hard}, key=_PRECEDENCE.index))
    soft = not measures and bool(named)
    if not measures:
        measures = tuple(dict.fromkeys(span.measure for span in named))
    if not measures and _CAME_FROM.search(text):
        measures = (Measure.ESCALATED,)
    timed = _timed(measures, text, durations)
    return ((timed, *measures), soft) if timed else (measures, soft)


#: Between a stage and what happens at it: "Stage 2: independent investigation", "Stage 2 (formal investigation)".
_HAPPENS = re.compile(r"\s*[(:,\u2013-]?\s*(?:(?:an?|the|independent|formal|full)\s+)*", re.I)
_INVESTIGATION = re.compile(r"(?:(?:full|formal|detailed)\s+)?investigations?|resolution", re.I)


def _is_stages_name(text: str, span: Span, stages: list[Span]) -> bool:
    """Whether "investigation" behind a numbered stage says what that stage is, not how many were carried out."""
    if span.code not in (Measure.INVESTIGATED, Measure.RESOLVED) or not _INVESTIGATION.fullmatch(span.text):
        return False
    return any(
        stage.code in _NUMBERED and stage.end <= span.start and _HAPPENS.fullmatch(text, stage.end, span.start)
        for stage in stages
    )


def _timed(measures: tuple[Measure, ...], text: str, durations: tuple[Limit, ...]) -> Measure | None:
    """Whether a label with a time limit is about answers on time or late."""
    if not durations:
        return None
    if not measures:
        return Measure.ON_TIME if _WITHIN.search(text) else None
    before = text[: durations[0].start]
    if measures[0] is Measure.ON_TIME_TARGET and _KEPT_TO.search(before):
        # "within the 14-day target": the limit is kept, not aimed at
        return Measure.ON_TIME
    if measures[0] not in _TIMED:
        return None
    beyond, within = _BEYOND_BEFORE.search(before), _WITHIN_BEFORE.search(before)
    if _NO_LATER.search(before):
        return Measure.ON_TIME
    if within and (beyond is None or beyond.start() < within.start()):
        return Measure.LATE if _NOT_WITHIN.search(before) else Measure.ON_TIME
    return Measure.LATE if beyond else None


def _unit(text: str, measure: Measure | None) -> Unit | None:
    if _PER_1000.search(text):
        return Unit.PER_1000
    if _MONEY.search(text) or measure is Measure.REMEDY_PAID:
        return Unit.GBP
    if measure is Measure.AVERAGE_DAYS:
        return Unit.DAYS
    return Unit.PERCENT if _PERCENT.search(text) else None


def _flags(found: list[Span], text: str) -> frozenset[str]:
    """Tags of the lexicon's grammar that a label carries; "total" only where it begins with the word."""
    flags = {span.tag for span in found if span.tag not in ("stream", "stage", "measure", "cue", "group", "total")}
    total = _TOTAL.match(text) and not _ALL_BUT.search(text)
    return frozenset(flags | {"total"} if total else flags)


def _dimension(found: list[Span], tag: str) -> Dimension | None:
    named = [span for span in found if span.tag == tag]
    return Dimension(max(named, key=lambda span: span.length).code) if named else None


def _residue(text: str, explained: list[tuple[int, int]]) -> tuple[str, ...]:
    """The words of a label that nothing explains."""
    return tuple(
        match[0]
        for match in _WORD.finditer(text)
        if match[0].lower() not in _FILLER
        and not any(start < match.end() and match.start() < end for start, end in explained)
    )
