"""Under stages: lines that name no stage, after one that counts the complaints of a stage, are of that stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.lexicon.facets import Facets
from extractors.lexicon.kinds import BASES, INTERNAL, OUTCOMES, TIMES
from extractors.tables.axes import gives_limits, measured
from extractors.tables.grid import Line
from extractors.tables.spelling import is_percent_only
from schemas.codes import Measure, Stage, Unit

#: Measures that a line without a stage may give for the stage before it.
_OF_STAGE_BEFORE = frozenset({*OUTCOMES, *TIMES, Measure.AVERAGE_DAYS})
#: What the first line of a stage counts.
_COUNTS = frozenset({*BASES, Measure.ESCALATED})


def under_years(columns: tuple[Line, ...]) -> tuple[Line, ...]:
    """Columns that name no year, behind one that does: "2022-23 closed", "% upheld", "2023-24 closed", "% upheld"."""
    runs: list[tuple[Line, list[Line]]] = []
    for column in columns:
        words = _said(column)
        if words is None or not (measured(words) or words.periods):
            return columns
        if any(period.year for period in words.periods):
            runs.append((column, []))
        elif runs:
            runs[-1][1].append(column)
        else:
            return columns
    followed = {tuple(words.measures for line in loose for words in line.facets[-1:]) for _, loose in runs}
    if len(runs) < 2 or len(followed) > 1 or followed == {()}:
        return columns
    years = {line.index: head.facets[0].periods for head, loose in runs for line in loose}
    return tuple(
        replace(line, facets=tuple(replace(words, periods=years[line.index]) for words in line.facets))
        if line.index in years
        else line
        for line in columns
    )


@dataclass
class _Run:
    """A line that counts the complaints of a stage, and the lines behind it up to the next stage."""

    stage: Stage
    loose: list[tuple[Line, Facets]] = field(default_factory=list)


def under_stages(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines with the stage of the one before them: "Stage 1 complaints", "In time", "Stage 2 complaints", "In time".

    So it is where no line follows a stage that has none like it behind the first: what follows all the stages and
    is new may be of all of them.
    """
    runs = _runs(lines)
    followed = [{(*words.measures, words.unit) for _, words in run.loose} for run in runs]
    if len(runs) < 2 or not followed[0] or len({run.stage for run in runs}) < len(runs):
        return lines
    if any(kinds - followed[0] for kinds in followed[1:]):
        return lines
    stages = {line.index: run.stage for run in runs for line, _ in run.loose}
    return tuple(_at(line, stages[line.index]) if line.index in stages else line for line in lines)


def _runs(lines: Sequence[Line]) -> list[_Run]:
    """The lines by the stage that they follow; none where one of them cannot be of a stage."""
    runs: list[_Run] = []
    for line in lines:
        words = _said(line)
        if words is None:
            return []
        if (not runs and _counts_all(words)) or (len(runs) > 1 and _counts_others(words)):
            continue
        if words.stages:
            stage = words.stages[0]
            counts = not measured(words) or words.measure in _COUNTS
            if len(words.stages) > 1 or stage not in INTERNAL:
                return []
            if not runs or runs[-1].stage is not stage:
                if not counts:
                    return []
                runs.append(_Run(stage))
            continue
        told = words.measure in _OF_STAGE_BEFORE or words.unit is Unit.PERCENT
        if not runs or not (measured(words) or _is_limit(words)) or not (told or _is_limit(words)):
            return []
        runs[-1].loose.append((line, words))
    return runs


def _counts_all(words: Facets) -> bool:
    """Whether a line before the first stage counts complaints of all stages: "Complaints", "Received"."""
    return not words.stages and words.unit is None and not words.limits and set(words.measures) <= _COUNTS


def _is_limit(words: Facets) -> bool:
    """Whether a label is a time limit and nothing else: "In 5 days"."""
    return bool(words.limits) and not measured(words) and not words.residue and not gives_limits(words)


def _counts_others(words: Facets) -> bool:
    """Whether a line behind the stages counts what is of none of them: an ombudsman's cases, compliments."""
    return words.stages == (Stage.OMBUDSMAN,) or words.measure in (Measure.COMPLIMENTS, Measure.LEARNING_ACTIONS)


def _said(line: Line) -> Facets | None:
    """What the one label of a line says, a bare "%" behind it left out."""
    words = [said for said in line.facets if len(line.facets) == 1 or not is_percent_only(said.text)]
    return words[0] if len(words) == 1 else None


def _at(line: Line, stage: Stage) -> Line:
    return replace(line, facets=tuple(replace(words, stages=(stage,)) for words in line.facets))
