"""Settling: what the whole report says decides what single wordings left open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.finding import Finding
from schemas.codes import Measure, Stage, Stream, Unit

#: Measures that the same number of complaints may be called by.
_BASES = frozenset({Measure.RECEIVED, Measure.RESPONDED, Measure.INVESTIGATED, Measure.ESCALATED})
#: Numbers from this on tell where they were met before.
_TELLING = 2
#: What firm statements add to a number that they repeat.
_AGREEMENT = 0.03


def settle(findings: Sequence[Finding]) -> list[Finding]:
    """Findings whose open questions — which measure, which stage — were answered by firmer ones."""
    settled = _stages([_of_children(finding, findings) for finding in findings])
    settled = [_measured(finding, settled) for finding in settled]
    settled = [finding for finding in settled if not _is_part(finding, settled)]
    return [_agreed(finding, settled) for finding in settled]


def _same_number(one: Finding, other: Finding) -> bool:
    return (
        one.value == other.value
        and one.unit is other.unit
        and one.period == other.period
        and one.stream is other.stream
        and one.dimension is None
        and other.dimension is None
    )


def _stages(findings: list[Finding]) -> list[Finding]:
    """A section that names no stage has the one at which firm figures repeat its numbers."""
    firm = [finding for finding in findings if not finding.stage_open and finding.stage is not Stage.ALL]
    whole = [finding for finding in findings if not finding.stage_open and finding.stage is Stage.ALL]
    votes: dict[tuple[int, object], Counter[Stage]] = defaultdict(Counter)
    for finding in findings:
        if not finding.stage_open or finding.unit is not Unit.COUNT or finding.value < _TELLING:
            continue
        if any(_same_number(finding, other) for other in whole):
            votes[finding.section, finding.stream][Stage.ALL] += 1
            continue
        stages = {
            other.stage
            for other in firm
            if _same_number(finding, other)
            and (other.measure is finding.measure or {other.measure, finding.measure} <= _BASES)
        }
        if len(stages) == 1:
            votes[finding.section, finding.stream][stages.pop()] += 1
    result = []
    for finding in findings:
        counted = votes.get((finding.section, finding.stream))
        stage = counted.most_common(1)[0][0] if counted else _stage_of_limit(finding, firm)
        result.append(finding.changed(stage=stage) if finding.stage_open and stage else finding)
    return result


def _stage_of_limit(finding: Finding, firm: Sequence[Finding]) -> Stage | None:
    """The only stage at which firm figures of the stream have a finding's time limit."""
    if finding.target_days is None:
        return None
    stages = {other.stage for other in firm if other.stream is finding.stream and other.target_days == finding.target_days}
    return stages.pop() if len(stages) == 1 else None


def _of_children(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A bare "children's" figure is of the procedure for which a firm statement gives the same number."""
    if finding.stream is not Stream.CHILDREN or finding.stage is Stage.OMBUDSMAN:
        return finding
    streams = {
        other.stream
        for other in findings
        if other.stream in (Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE)
        and (other.value, other.unit, other.period, other.stage, other.dimension)
        == (finding.value, finding.unit, finding.period, finding.stage, finding.dimension)
        and (other.measure is finding.measure or {other.measure, finding.measure} <= _BASES)
    }
    if not streams and finding.stage in (Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_3):
        streams = {
            other.stream for other in findings if other.stream in (Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE)
        }
    return finding.changed(stream=streams.pop()) if len(streams) == 1 else finding


def _measured(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A soft wording ("dealt with") takes the measure of the firm statement of the same number."""
    if not finding.soft or finding.measure not in _BASES:
        return finding
    firm = [
        other
        for other in findings
        if not other.soft and other.measure in _BASES and other.stage is finding.stage and _same_number(finding, other)
    ]
    if finding.stage is Stage.OMBUDSMAN:
        return finding
    if not firm or any(other.measure is finding.measure for other in firm):
        return finding
    return finding.changed(measure=firm[0].measure)


def _is_part(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a loose small number is less than a firm statement of the same: it counts a part of those."""
    if not finding.loose or finding.dimension is not None:
        return False
    firm = [
        other.value
        for other in findings
        if not other.loose and other.dimension is None and other.key == finding.key and other.unit is finding.unit
    ]
    return bool(firm) and finding.value not in firm and finding.value < min(firm)


def _agreed(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A number that another place states too is more certain."""
    twice = any(
        other is not finding and other.key == finding.key and other.value == finding.value and other.box != finding.box
        for other in findings
    )
    return finding.changed(confidence=min(0.99, finding.confidence + _AGREEMENT)) if twice else finding
