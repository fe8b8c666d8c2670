"""Settling: what the whole report says decides what single wordings left open."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.finding import Finding
from extractors.lexicon.kinds import INTERNAL
from extractors.limitbook import BY_LAW
from schemas.codes import Measure, Method, Stage, Stream, Unit

#: Measures that the same number of complaints may be called by.
_NAMES_OF_ONE = frozenset({Measure.RECEIVED, Measure.RESPONDED, Measure.INVESTIGATED, Measure.ESCALATED})
#: Numbers from this on tell where they were met before.
_TELLING = 2
#: Numbers of a table, of which some are met elsewhere by chance, only from this on.
_TELLING_TABLE = 10
_DRAWN = (Method.TABLE, Method.CHART)
#: What firm statements add to the confidence in a number that they repeat, and the most it can become.
_AGREEMENT, _MOST_CONFIDENCE = 0.03, 0.99
#: The procedures that a bare "children's" figure may be of.
_CHILDRENS_PROCEDURES = (Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE)


def settle(findings: Sequence[Finding]) -> list[Finding]:
    """Findings whose open questions — which measure, which stage — were answered by firmer ones."""
    settled = [_by_law(_of_children(finding, findings)) for finding in findings]
    settled = _stages(_tables([_of_section(finding, settled) for finding in settled]))
    settled = _of_sums(settled)
    settled = [_measured(finding, settled) for finding in settled]
    settled = [_of_both(finding, settled) for finding in settled]
    settled = [finding for finding in settled if not _is_part(finding, settled)]
    alike: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in settled:
        alike[finding.key].append(finding)
    return [_agreed(finding, alike[finding.key]) for finding in settled]


def _by_law(finding: Finding) -> Finding:
    """A figure of children's statutory complaints has the stage whose limit by law is the one that it names."""
    named = [stage for stage, days in BY_LAW.items() if finding.target_days in days]
    childrens = finding.stream is Stream.CHILDREN_STATUTORY and finding.stage is Stage.ALL and finding.stage_open
    return finding.changed(stage=named[0], stage_open=False) if childrens and named else finding


def _same_number(one: Finding, other: Finding) -> bool:
    return (
        one.value == other.value
        and one.unit is other.unit
        and one.period == other.period
        and one.stream is other.stream
        and one.dimension is None
        and other.dimension is None
    )


def _same_measure(one: Finding, other: Finding) -> bool:
    return one.measure is other.measure or {one.measure, other.measure} <= _NAMES_OF_ONE


def _tables(findings: list[Finding]) -> list[Finding]:
    """A table that names no stage has the one at which firm figures repeat its numbers, if they agree on it."""
    votes = _votes([f for f in findings if f.value >= _TELLING_TABLE or f.method not in _DRAWN])
    result = []
    for finding in findings:
        if finding.stage_open and finding.method in _DRAWN:
            counted = votes.get((finding.section, finding.stream), Counter())
            stage = next(iter(counted)) if len(counted) == 1 else Stage.ALL
            finding = finding.changed(stage=stage if stage in INTERNAL else Stage.ALL, stage_open=False)
        result.append(finding)
    return result


def _stages(findings: list[Finding]) -> list[Finding]:
    """A section that names no stage has the one at which firm figures repeat its numbers."""
    votes = _votes(findings)
    firm = [finding for finding in findings if not finding.stage_open and finding.stage is not Stage.ALL]
    result = []
    for finding in findings:
        counted = votes.get((finding.section, finding.stream))
        stage = counted.most_common(1)[0][0] if counted else _stage_of_limit(finding, firm)
        result.append(finding.changed(stage=stage) if finding.stage_open and stage else finding)
    return result


def _votes(findings: list[Finding]) -> dict[tuple[int, Stream], Counter[Stage]]:
    """For each section and stream: the stages at which firm figures repeat its numbers, and how often."""
    firm = [finding for finding in findings if not finding.stage_open]
    votes: dict[tuple[int, Stream], Counter[Stage]] = defaultdict(Counter)
    for finding in findings:
        if not finding.stage_open or finding.unit is not Unit.COUNT or finding.value < _TELLING:
            continue
        same = [other for other in firm if _same_number(finding, other)]
        stages = {other.stage for other in same if other.stage is not Stage.ALL and _same_measure(finding, other)}
        if any(other.stage is Stage.ALL for other in same):
            votes[finding.section, finding.stream][Stage.ALL] += 1
        elif len(stages) == 1:
            votes[finding.section, finding.stream][stages.pop()] += 1
    return votes


def _stage_of_limit(finding: Finding, firm: Sequence[Finding]) -> Stage | None:
    """The only stage at which firm figures of the stream have a finding's time limit."""
    if finding.target_days is None:
        return None
    stages = {
        other.stage for other in firm if other.stream is finding.stream and other.target_days == finding.target_days
    }
    return stages.pop() if len(stages) == 1 else None


#: A sum of fewer parts, or of a smaller number, may be equal by chance.
_LEAST_PARTS, _LEAST_SUM = 3, 30


def _of_sums(findings: list[Finding]) -> list[Finding]:
    """Parts of no stage, or of both children's procedures, are of what a firm figure with their sum is of."""
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for part in findings:
        open_stream = part.stream is Stream.CHILDREN and part.stage in (Stage.ALL, *INTERNAL)
        if part.dimension is not None and part.unit is Unit.COUNT and (part.stage is Stage.ALL or open_stream):
            groups[_kind(part)].append(part)
    places: dict[tuple[object, ...], tuple[Stream, Stage]] = {}
    for parts in groups.values():
        place = _place_of_sum(parts, findings)
        if place is not None:
            places |= {(*_kind(part), part.category): place for part in parts}
    result = []
    for finding in findings:
        # percentages go with the counts of their groups
        stream, stage = places.get((*_kind(finding), finding.category), (finding.stream, finding.stage))
        result.append(finding.changed(stream=stream, stage=stage))
    return result


def _kind(part: Finding) -> tuple[object, ...]:
    """What parts of one whole have in common."""
    return part.stream, part.stage, part.period, part.measure, part.dimension


def _place_of_sum(parts: Sequence[Finding], findings: Sequence[Finding]) -> tuple[Stream, Stage] | None:
    """The one stream and stage at which a headline figure is the sum of parts."""
    total = sum(part.value for part in parts)
    first = parts[0]
    named = len({part.category for part in parts}) == len(parts) >= _LEAST_PARTS
    if not named or total < _LEAST_SUM:
        return None
    streams = {first.stream, *(_CHILDRENS_PROCEDURES if first.stream is Stream.CHILDREN else ())}
    headlines = [
        other
        for other in findings
        if other.value == total and other.dimension is None and other.unit is Unit.COUNT
        if (other.period, other.measure) == (first.period, first.measure) and other.stream in streams
        if other.stage is first.stage or first.stage is Stage.ALL
    ]
    places = {(other.stream, other.stage) for other in headlines if not other.stage_open}
    place = places.pop() if len(places) == 1 else None
    return place if place is not None and place[1] in INTERNAL else None


def _of_children(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A bare "children's" figure is of the procedure for which a firm statement gives the same number."""
    if finding.stream is not Stream.CHILDREN:
        return finding
    procedures = [other for other in findings if other.stream in _CHILDRENS_PROCEDURES]
    streams = {
        other.stream
        for other in procedures
        if (other.value, other.unit, other.period, other.stage, other.dimension)
        == (finding.value, finding.unit, finding.period, finding.stage, finding.dimension)
        and _same_measure(finding, other)
    }
    if finding.stage is Stage.OMBUDSMAN:
        return _of_one_procedure(finding, procedures)
    if not streams and finding.stage in INTERNAL:
        streams = {other.stream for other in procedures}
    return finding.changed(stream=streams.pop()) if len(streams) == 1 else finding


def _of_section(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A group of children's complaints is of the one procedure whose figures the sentences of its section give."""
    if finding.stream is not Stream.CHILDREN or finding.dimension is None or finding.method is not Method.PROSE:
        return finding
    here = {other.stream for other in findings if other.section == finding.section} - {Stream.CHILDREN}
    procedure = next(iter(here)) if len(here) == 1 else None
    return finding.changed(stream=procedure) if procedure in _CHILDRENS_PROCEDURES else finding


def _of_one_procedure(finding: Finding, procedures: Sequence[Finding]) -> Finding:
    """An ombudsman's bare "children's" figure that one procedure has too is no total where the other has its own."""
    alike = [other for other in procedures if other.key[1:] == finding.key[1:] and other.value]
    streams = {other.stream for other in alike if other.value == finding.value}
    total = not any(other.value != finding.value for other in alike)
    return finding if total or len(streams) != 1 else finding.changed(stream=streams.pop())


def _measured(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A soft wording ("dealt with") takes the measure of the firm statement of the same number."""
    if not finding.soft or finding.measure not in _NAMES_OF_ONE or finding.stage is Stage.OMBUDSMAN:
        return finding
    firm = [
        other.measure
        for other in findings
        if not other.soft
        and other.measure in _NAMES_OF_ONE
        and other.stage is finding.stage
        and _same_number(finding, other)
    ]
    return finding if not firm or finding.measure in firm else finding.changed(measure=firm[0])


_RATE = re.compile(r"\b(?:uphold|upheld) rates?\b", re.I)
#: How far rounding may take a percentage from its count and base.
_ROUNDED = 0.6


def _of_both(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """An uphold rate counts the partly upheld too, where the counts of the report say that only so it comes right."""
    percent = finding.measure is Measure.UPHELD and finding.unit is Unit.PERCENT and finding.dimension is None
    if not percent or not _RATE.search(finding.evidence):
        return finding
    counts: dict[Measure, set[float]] = defaultdict(set)
    for other in findings:
        place = (other.stream, other.stage, other.period) == (finding.stream, finding.stage, finding.period)
        if place and other.unit is Unit.COUNT and other.dimension is None:
            counts[other.measure].add(other.value)
    needed = [counts[m] for m in (Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.RESPONDED)]
    if any(len(values) != 1 for values in needed):
        return finding
    fully, partly, base = (next(iter(values)) for values in needed)
    if not base or abs(100 * fully / base - finding.value) <= _ROUNDED:
        return finding
    both = abs(100 * (fully + partly) / base - finding.value) <= _ROUNDED
    return finding.changed(measure=Measure.UPHELD_OR_PARTIALLY_UPHELD) if both else finding


def _is_part(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a loose small number is less than a firm statement of the same: it counts a part of those."""
    if not finding.loose or finding.dimension is not None:
        return False
    firm = [other.value for other in findings if not other.loose and other.key == finding.key]
    return bool(firm) and finding.value not in firm and finding.value < min(firm)


def _agreed(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A number that another place states too is more certain."""
    twice = any(
        other is not finding and other.key == finding.key and other.value == finding.value and other.box != finding.box
        for other in findings
    )
    return finding.changed(confidence=min(_MOST_CONFIDENCE, finding.confidence + _AGREEMENT)) if twice else finding
