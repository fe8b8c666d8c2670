"""The limit book: which time limits a report says apply to which stream and stage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractors.context import Context, walk
from extractors.lexicon.facets import Facets, facets, stream_of
from extractors.lexicon.kinds import INTERNAL
from extractors.lexicon.match import Span, fold, sentences, spans
from extractors.lexicon.words import any_of
from extractors.limits import Limit, find_durations, find_limits
from extractors.numbers import SPELLED, value_of_words
from extractors.reading.model import Document, Kind
from extractors.scope import Scope
from schemas.codes import Stage, Stream

#: Words of limits that are not in force: proposed, or to come.
_TO_COME = (
    "propos*, (asked|recommend(ed|s)?|agree) (to|that), (will|would|should|to|may|could|must)? be (cut|reduced|changed|"
    "extended|shortened|lengthened|halved|raised|lowered), will (become|change|fall|move|rise),"
    "(is|are) to (fall|rise|change)"
)
#: Sentences with these words set time limits for other things than answers.
_ELSEWHERE = re.compile(
    rf"\b{any_of('acknowledg*, in advance, average*, days? old, before the, call(ed|s)? back', _TO_COME)}\b", re.I
)
#: Limits for answers are set in words for them, or in a section on a stage or procedure.
_ANSWERS = re.compile(
    r"\b(?:respon|repl|answer|complain|stage|resol|investigat|review|timescale|deadline|target|limit|standard"
    r"|closed|on time|deal|dealt|regulation|procedure|policy|code|frontline|front-line|panel|decision within"
    r"|put right)",
    re.I,
)
#: "Every request is checked after 4 days" sets no limit for answers.
_AFTER = re.compile(r"\b(?:after|for|every)\s+$", re.I)
#: What "social care" is in a report on both kinds.
_SOCIAL_CARE = (Stream.ADULT_SOCIAL_CARE, Stream.CHILDREN_STATUTORY)
#: A number right before a stage, behind other limits.
_SHORT = re.compile(rf"(?:\band|,)\s+(?:within )?(?P<days>\d{{1,3}}|{SPELLED}) (?:at|for|in|to) (?:a |the )?$", re.I)
#: Two limits in one breath, in the order of the stages: "the limits of 10 and 20 working days".
_PAIR = re.compile(r"(?<!stage )\b(?P<first>\d{1,3})\s+and\s+(?P<second>\d{1,3})\s+(?:working |calendar )?days\b", re.I)
#: "Limits: adults 30 working days; children 20 working days at stage 1".
_LISTED = re.compile(
    r"^\W*(?:the )?(?:time )?(?:limits?|targets?|standards?|timescales?|deadlines?)\b[^.;:]{0,40}:", re.I
)
_BARE = re.compile(r"(?<!within )(?<!-)\b\d{1,3}[ -](?:working |calendar |school )?days\b", re.I)
#: What the law allows at each stage for children's complaints, longest and shortest: a limit that a report gives for
#: all its procedures holds for these only where it is one of them. Source: the Children Act 1989 Representations
#: Procedure (England) Regulations 2006, regulations 14, 17 and 19.
BY_LAW = {Stage.STAGE_1: {10, 20}, Stage.STAGE_2: {25, 65}, Stage.STAGE_3: {30}}
#: Words that say what "on time" means in the report.
_DEFINES = re.compile(r"\bon time\b[^.]{0,40}\b(?:means?|is|are|defined)\b|\bmeans?\b[^.]{0,60}\bwithin\b", re.I)


class LimitBook:
    """Time limits by stream and stage, in days, as the report states them."""

    def __init__(self) -> None:
        self._days: dict[tuple[Stream | None, Stage], set[int]] = defaultdict(set)
        self._defined: dict[tuple[Stream | None, Stage], int] = {}

    def add(self, stream: Stream | None, stage: Stage, days: int, defines: bool = False) -> None:
        """Note a limit that the report states."""
        self._days[stream, stage].add(days)
        if defines:
            self._defined[stream, stage] = days

    def find(self, stream: Stream, stage: Stage) -> int | None:
        """The one limit for a stream and stage; None where the report gives none, or several."""
        wider = [Stream.CHILDREN] if stream in (Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE) else []
        keys: tuple[tuple[Stream | None, Stage], ...] = tuple((each, stage) for each in (stream, *wider, None))
        if not any(known is stream and at is not Stage.ALL for known, at in self._days):
            # a stream with one limit for all its stages does not follow the general ones
            keys = ((stream, Stage.ALL), *keys)
        defined = next((self._defined[key] for key in keys if key in self._defined), None)
        if defined is not None:
            return defined
        days = next((self._days[key] for key in keys if self._days.get(key)), set())
        if stream is Stream.CHILDREN_STATUTORY and not any(self._days.get(key) for key in keys[:-1]):
            days = days & BY_LAW.get(stage, days)
        return next(iter(days)) if len(days) == 1 else None


def paired_limits(text: str) -> dict[Stage, int]:
    """Two limits of two stages in one breath: "at stages 1 and 2, the limits of 10 and 20 working days"."""
    return limits_by_stage(text) if _PAIR.search(fold(text)) else {}


def limits_by_stage(text: str) -> dict[Stage, int]:
    """Limits that a sentence gives stage by stage: "10 working days at stage 1 and 20 at stage 2".

    What comes first, limit or stage, comes first all through the sentence. A limit between several stages has none.
    """
    folded = fold(text)
    limits = find_limits(folded)
    stages = [span for span in spans(text) if span.tag == "stage" and span.code in (*INTERNAL, Stage.STAGE_2_ESCALATED)]
    if not limits or not stages:
        return {}
    pair = _PAIR.search(folded)
    named = [stage for stage in dict.fromkeys(facets(text).stages) if stage in INTERNAL]
    if pair and len(limits) == 1 and len(named) == 2:
        return dict(zip(named, (int(pair["first"]), int(pair["second"])), strict=True))
    if len({span.code for span in stages}) == 1 and len({limit.days for limit in limits}) == 1:
        return {Stage(stages[0].code): limits[0].days}
    limit_first = limits[0].start < stages[0].start
    if limit_first:
        limits = sorted([*limits, *_short_limits(folded, stages)], key=lambda limit: limit.start)
    found: dict[Stage, int] = {}
    for at, limit in enumerate(limits):
        if limit_first:
            start, end = limit.end, limits[at + 1].start if at + 1 < len(limits) else len(folded)
        else:
            start, end = limits[at - 1].end if at else 0, limit.start
        beside = {Stage(span.code) for span in stages if start <= span.start and span.end <= end}
        if len(beside) == 1:
            found.setdefault(beside.pop(), limit.days)
    return found


def _short_limits(text: str, stages: Sequence[Span]) -> list[Limit]:
    """Limits after the first without the word days: "and 20 at stage 2"."""
    found = []
    for stage in stages:
        match = _SHORT.search(text[: stage.start])
        days = value_of_words(match["days"]) if match and not match["days"].isdigit() else match and int(match["days"])
        if match and days:
            found.append(Limit(match.start("days"), match.end("days"), int(days)))
    return found


def collect_limits(document: Document, scope: Scope) -> LimitBook:
    """Read every sentence of a report for the limits it states."""
    book = LimitBook()
    for block, context in walk(document, scope):
        if block.kind in (Kind.PARAGRAPH, Kind.BULLET, Kind.FOOTNOTE, Kind.CAPTION):
            string = block.text.string
            for start, end in sentences(string):
                _note(book, string[start:end], context)
    return book


def _note(book: LimitBook, sentence: str, context: Context) -> None:
    if _LISTED.match(sentence):
        sentence = _BARE.sub(lambda limit: f"within {limit[0]}", sentence)
    if not find_durations(fold(sentence)) or _ELSEWHERE.search(sentence):
        return
    if not (_ANSWERS.search(sentence) or context.stage or context.stream or facets(sentence).streams):
        return
    parts = [part for part in sentence.split(";") if find_limits(fold(part))]
    if len({stream_of(facets(part), context.family) for part in parts} - {None}) > 1:
        for part in parts:
            _note_part(book, part, context)
        return
    _note_part(book, sentence, context)


def _note_part(book: LimitBook, sentence: str, context: Context) -> None:
    folded = fold(sentence)
    limits = [limit for limit in find_limits(folded) if not _AFTER.search(folded[: limit.start])]
    if not limits:
        return
    said = facets(sentence)
    streams = _whose(said, context)
    defines = _DEFINES.search(sentence) is not None
    by_stage = limits_by_stage(sentence)
    if not by_stage and len({limit.days for limit in limits}) == 1:
        stage = context.stage or (Stage.ALL if not said.stages else None)
        if stage is not None:
            by_stage = {stage: limits[0].days}
    for stage, days in by_stage.items():
        for stream in streams:
            book.add(stream, stage, days, defines)


def _whose(said: Facets, context: Context) -> tuple[Stream | None, ...]:
    """The streams that a sentence on limits is about; None stands for all that have no limit of their own."""
    stream = stream_of(said, context.family) or context.stream
    if stream is not None:
        return (stream,)
    if not said.streams and any(words.social_care for words in (said, *context.headings)):
        return _SOCIAL_CARE
    scope = context.scope.stream
    return (None if scope in (Stream.CORPORATE, Stream.ALL) else scope,)
