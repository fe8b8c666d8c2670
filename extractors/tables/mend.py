"""Mending: labels whose meaning shows only beside the other labels of their rows or columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from extractors.context import Context
from extractors.lexicon.facets import Facets
from extractors.tables.axes import Axis, is_exact, measured
from extractors.tables.cells import is_range, is_year
from extractors.tables.grid import Grid, Line, Reader
from schemas.codes import Measure, Stage, Stream, Unit

#: Names of procedures that mean one only among other procedures; elsewhere they are services.
_PROCEDURES = (
    (re.compile(r"^(?!.*\b(?:[Cc]are|[Nn]ursing|[Ee]mpty|[Nn]ew)\b).*\b[A-Z][\w'\u2019]+ Homes\b"), Stream.HOUSING),
    (
        re.compile(r"\bSENDs?\b|\bEHCPs?\b|\beducation\b|\bspecial educational needs\b", re.IGNORECASE),
        Stream.CHILDREN_CORPORATE,
    ),
)


#: What the steps of the Scottish model procedure are called where each name stands alone.
_SCOTTISH_STEPS = (
    (re.compile(r"\W*front[\s-]?line(?: resolution)?\W*", re.IGNORECASE), Stage.STAGE_1),
    (
        re.compile(r"\W*(?:direct(?:ly)? (?:to )?)?(?:investigat(?:ion|ive|ed|ions|ory)|direct)\W*", re.IGNORECASE),
        Stage.STAGE_2,
    ),
    (
        re.compile(
            r"\W*(?:after |following )?escalat(?:ed|ion|ions)(?: (?:to )?investigat(?:ion|ive|ions|ed))?\W*",
            re.IGNORECASE,
        ),
        Stage.STAGE_2_ESCALATED,
    ),
)
_SCOTTISH_STAGES = frozenset(stage for _, stage in _SCOTTISH_STEPS)
#: Time limits and the like in brackets behind a step's name.
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def steps(lines: tuple[Line, ...], context: Context) -> tuple[Line, ...]:
    """In Scotland "Frontline", "Investigative" and "Escalated" are stages where at least two of them head lines."""
    if context.scope.council.nation != "Scotland":
        return lines
    named = {
        label: stage
        for line in lines
        for label in line.labels
        for pattern, stage in _SCOTTISH_STEPS
        if pattern.fullmatch(_IN_BRACKETS.sub("", label))
    }
    others = {
        stage for line in lines for label, words in _labelled(line) if label not in named for stage in words.stages
    }
    if not named or len({*named.values(), *others} & _SCOTTISH_STAGES) < 2:
        return lines
    return tuple(
        replace(line, facets=tuple(_step(words, named.get(label)) for label, words in _labelled(line)))
        for line in lines
    )


def _labelled(line: Line) -> Iterator[tuple[str, Facets]]:
    return zip(line.labels, line.facets, strict=True)


def _step(words: Facets, stage: Stage | None) -> Facets:
    return words if stage is None else replace(words, stages=(stage,), measures=(), soft=False, residue=())


def escalations(lines: tuple[Line, ...], context: Context) -> tuple[Line, ...]:
    """Among lines that are stages, "Escalated" alone is a stage too: the second, after the first."""
    own = [line.own for line in lines if line.own is not None and not line.is_total]
    scottish = context.scope.council.nation == "Scotland"
    alone = [
        words
        for words in own
        if words.measure is Measure.ESCALATED and is_exact(words) and (scottish or not words.stages)
    ]
    staged = sum(bool(words.stages) and not measured(words) for words in own)
    if not alone or not staged or staged + len(alone) < len(own):
        return lines
    stage = Stage.STAGE_2_ESCALATED if scottish else Stage.STAGE_2
    mended = []
    for line in lines:
        if line.own in alone and line.own is not None:
            words = replace(line.own, stages=(stage,), measures=() if scottish else line.own.measures)
            line = replace(line, facets=(*line.facets[:-1], words))
        mended.append(line)
    return tuple(mended)


#: "Escalated: average days", where escalated complaints are a stage.
_OF_ESCALATED = re.compile(r"^\W*escalated\b(?!\s+(?:to|from)\b)", re.IGNORECASE)


def of_escalated(lines: tuple[Line, ...], context: Context) -> tuple[Line, ...]:
    """In Scotland what is said of escalated complaints, beside both other stages, is of their stage."""
    stages = {stage for line in lines for words in line.facets for stage in words.stages}
    if context.scope.council.nation != "Scotland" or not {Stage.STAGE_1, Stage.STAGE_2} <= stages:
        return lines
    return tuple(replace(line, facets=tuple(map(_escalated, line.facets))) for line in lines)


def _escalated(words: Facets) -> Facets:
    rest = tuple(measure for measure in words.measures if measure is not Measure.ESCALATED)
    if words.stages or not rest or rest == words.measures or not _OF_ESCALATED.match(words.text):
        return words
    return replace(words, stages=(Stage.STAGE_2_ESCALATED,), measures=rest)


def shares(columns: tuple[Line, ...]) -> tuple[Line, ...]:
    """Columns with a share of what the column before them counts, "Stage 1 complaints | Share", are of its stage."""
    mended: list[Line] = []
    for column in columns:
        before = mended[-1].own if mended else None
        own = column.own
        if before and own and _is_mere_share(own) and before.stages and before.unit is None:
            words = replace(own, stages=before.stages, streams=before.streams, statutory=before.statutory)
            column = replace(column, facets=(*column.facets[:-1], words))
        mended.append(column)
    return tuple(mended)


def _is_mere_share(words: Facets) -> bool:
    """Whether a label says that numbers are shares, and nothing about of what: "Share", "% of total"."""
    said = words.streams or words.stages or words.measures or words.periods or words.limits
    share = words.unit is Unit.PERCENT or "share" in words.flags
    return share and not said and {word.lower() for word in words.residue} <= {"share", "proportion"}


_YES_OR_NO = re.compile(r"^(?P<asked>.*?)[\s:?(\u2013-]*\b(?P<answer>yes|no)\b[\s)?]*$", re.IGNORECASE)
#: What is so of a complaint that is not as asked.
_NOT_SO = {Measure.ON_TIME: Measure.LATE, Measure.UPHELD: Measure.NOT_UPHELD}


_ONLY_ANSWER = re.compile(r"\W*(?:(?:number|no\.?|%|per ?cent(?:age)?)\s+)?(?P<answer>yes|no)\W*", re.IGNORECASE)


def _answer_to(line: Line, measure: Measure) -> Line:
    """A line headed "Yes", or "No", and nothing else, as what the caption asks, or what is not so."""
    match = _ONLY_ANSWER.fullmatch(line.labels[-1]) if line.labels else None
    if match is None or line.own is None:
        return line
    said = measure if match["answer"].lower() == "yes" else _NOT_SO[measure]
    unit = Unit.PERCENT if re.search(r"%|per ?cent", line.labels[-1], re.IGNORECASE) else None
    words = replace(line.own, measures=(said,), soft=False, residue=(), unit=unit)
    return replace(line, facets=(*line.facets[:-1], words))


def answers(lines: tuple[Line, ...], caption: Facets) -> tuple[Line, ...]:
    """Of "Answered on time: Yes" and "No" the second are those that were not; the caption may ask, for all of them."""
    if caption.measure in _NOT_SO and caption.text.rstrip().endswith("?"):
        return tuple(_answer_to(line, caption.measure) for line in lines)
    matches = [_YES_OR_NO.match(line.labels[-1]) if line.labels else None for line in lines]
    given = {match["answer"].lower() for match in matches if match}
    if len(given) < 2:
        return lines
    return tuple(_answer(line, match) if match else line for line, match in zip(lines, matches, strict=True))


def _answer(line: Line, match: re.Match[str]) -> Line:
    asked = line.facets[-1] if match["asked"].strip() else line.facets[-2] if len(line.facets) > 1 else None
    if asked is None or asked.measure not in _NOT_SO:
        return line
    measure = asked.measure if match["answer"].lower() == "yes" else _NOT_SO[asked.measure]
    words = replace(line.facets[-1], measures=(measure,), soft=False, residue=())
    label = match["asked"].strip(" :?(-") or line.labels[-1]
    return replace(line, labels=(*line.labels[:-1], label), facets=(*line.facets[:-1], words))


_QUESTION = re.compile(r"\W*questions?(?: asked)?\W*", re.IGNORECASE)
_ANSWER = re.compile(r"\W*(?:our )?(?:answers?|responses?|repl(?:y|ies))\W*", re.IGNORECASE)


def to_questions(grid: Grid) -> Grid:
    """A grid of questions and answers: "Answer" heads figures, and says nothing of what was answered."""
    if not any(_QUESTION.fullmatch(head.text) for head in grid.heads.values()):
        return grid
    return replace(grid, columns=tuple(map(_as_answer, grid.columns)))


def _as_answer(line: Line) -> Line:
    if line.own is None or not _ANSWER.fullmatch(line.own.text):
        return line
    return replace(line, facets=(*line.facets[:-1], replace(line.own, measures=(), soft=False)))


#: "U = upheld, PU = partly upheld".
_KEY = re.compile(r"\b(?P<short>[A-Z][A-Z/]{0,3})\s*(?:=|[:\u2013-]\s)\s*(?P<long>[a-z][a-z /-]+)", re.IGNORECASE)


def keyed(lines: tuple[Line, ...], key: str, read: Reader) -> tuple[Line, ...]:
    """Lines headed by letters that the caption explains."""
    meanings = {match["short"]: match["long"].strip() for match in _KEY.finditer(key) if match["short"].isupper()}
    if not any(line.labels and line.labels[-1].strip(" .") in meanings for line in lines):
        return lines
    return tuple(
        replace(line, facets=(*line.facets[:-1], read(meanings[line.labels[-1].strip(" .")])))
        if line.labels and line.labels[-1].strip(" .") in meanings
        else line
        for line in lines
    )


#: "CC3 (Closed within 10 days)": the reference of an indicator in one cell with its name; "Q1" is none.
_REFERENCE = re.compile(r"^\W*(?!(?:Q|H|M|FY)\d)[A-Z]{1,5}[\s./-]?\d{1,3}[a-z]?[.:)]?\s+(?=\D)")


def referenced(lines: tuple[Line, ...], read: Reader) -> tuple[Line, ...]:
    """Lines whose labels nearly all begin with a reference of their own, as what is said behind it."""
    named = [line for line in lines if line.labels and _REFERENCE.match(line.labels[-1])]
    if len(named) < 2 or 3 * len(named) < 2 * len(lines):
        return lines
    return tuple(
        replace(line, facets=(*line.facets[:-1], read(_REFERENCE.sub("", line.labels[-1])))) if line in named else line
        for line in lines
    )


_REQUESTS = re.compile(
    r"\W*(?:(?:number|no\.?|total) (?:of )?)?(?:(?:review|panel|stage \w+|new) )?requests?"
    r"(?: (?:for|to have) an? (?:review|panel|hearing|stage \w+)(?: panel| review)?)?(?: made)?\W*"
    r"|\W*(?:reviews?|panels?|hearings?) (?:requested|asked for|sought)\W*",
    re.IGNORECASE,
)
_REQUESTED = frozenset({Stage.STAGE_2, Stage.STAGE_3})


def requests(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines under the name of a second or third stage, where "Requests" are complaints that came up to it."""
    return tuple(
        replace(line, facets=(*line.facets[:-1], replace(line.own, measures=(Measure.ESCALATED,), soft=False)))
        if line.own is not None and _REQUESTS.fullmatch(line.own.text) and _REQUESTED & _stages(line)
        else line
        for line in lines
    )


def _stages(line: Line) -> set[Stage]:
    return {stage for words in line.facets for stage in words.stages}


_TARGET_FIRST = re.compile(r"^\W*(?:our |the |annual )?targets?\b", re.IGNORECASE)


def targets(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Beside what was answered on time, "Target % in time" is what was aimed at."""
    timed = [line for line in lines if line.own is not None and line.own.measure is Measure.ON_TIME]
    aimed = [line for line in timed if line.own is not None and _aims(line.own)]
    if not aimed or len(aimed) == len(timed):
        return lines
    return tuple(_aimed(line) if line in aimed else line for line in lines)


def _aims(words: Facets) -> bool:
    return Measure.ON_TIME_TARGET in words.measures and _TARGET_FIRST.match(words.text) is not None


def _aimed(line: Line) -> Line:
    return replace(line, facets=(*line.facets[:-1], replace(line.facets[-1], measures=(Measure.ON_TIME_TARGET,))))


def ranges(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Among lines that are groups of numbers, as of ages, "16-17" is no year."""
    labels = [line.labels[-1] for line in lines if line.labels and not line.is_total]
    if sum(is_range(label) and not is_year(label) for label in labels) * 2 <= len(labels):
        return lines
    mended = []
    for line in lines:
        if line.own is not None and is_range(line.own.text):
            words = replace(line.own, periods=(), limits=(), residue=(line.own.text,))
            line = replace(line, facets=(*line.facets[:-1], words))
        mended.append(line)
    return tuple(mended)


def procedures(lines: tuple[Line, ...], axes: Mapping[int, Axis]) -> tuple[Line, ...]:
    """Among lines that are streams, a company named "... Homes" is the landlord, and education is children's.

    Where children's social care has a line, what else is children's ("Education and other children's") is corporate.
    """
    statutory = any(words.streams == (Stream.CHILDREN_STATUTORY,) for line in lines for words in line.facets)
    return tuple(
        replace(
            line,
            facets=tuple(
                _procedure(words, statutory) if axes.get(level) is Axis.STREAM else words
                for level, words in zip(line.levels, line.facets, strict=True)
            ),
        )
        for line in lines
    )


#: Children's services but for social care, where that has a line of its own.
_OTHER_CHILDRENS = re.compile(
    r"\bother\b|\beducation\b|\bSENDs?\b|\bEHCPs?\b|\bspecial educational needs\b|\bschools?\b|\bnon-|\blearning\b"
    r"|\bearly (?:years|help)\b",
    re.IGNORECASE,
)


def _procedure(words: Facets, beside_statutory: bool) -> Facets:
    others = Stream.CHILDREN in words.streams and set(words.streams) <= {Stream.CHILDREN, Stream.SCHOOLS}
    if beside_statutory and others and _OTHER_CHILDRENS.search(words.text):
        return replace(words, streams=(Stream.CHILDREN_CORPORATE,), residue=())
    if words.streams or words.measures or words.stages:
        return words
    for pattern, stream in _PROCEDURES:
        if pattern.search(words.text):
            return replace(words, streams=(stream,), residue=())
    return words
