"""The whole: whether a report's bare "complaints" are those of every procedure, as its own parts show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractors.finding import Finding
from extractors.lexicon.facets import facets, stream_of
from extractors.lexicon.kinds import BASES, INTERNAL, family
from extractors.scope import Scope
from schemas.codes import Dimension, Measure, Method, Stage, Stream, Unit

#: One part of at least so many complaints tells, or two smaller ones.
_TELLING, _FEW = 30, 5
#: The council as landlord is one of its services; these have procedures of their own by law.
_STATUTORY = frozenset({Stream.ADULT_SOCIAL_CARE, Stream.CHILDREN})


def holds_other_procedures(scope: Scope, findings: Sequence[Finding]) -> bool:
    """Whether services among the bare complaints have the very numbers that their own procedures' sections give.

    "Adult Social Care 118" among the directorates and "Adult social care: 118 complaints" in a section of its own:
    the complaints by directorate, and their total, then are not the corporate ones alone.
    """
    if scope.stream is not Stream.CORPORATE:
        return False
    if _tells_of_all(findings):
        return True
    whole = [finding for finding in findings if finding.stream is not Stream.CORPORATE and _is_count(finding)]
    parts = [
        part
        for part in findings
        if part.stream is Stream.CORPORATE and part.dimension is Dimension.SERVICE_AREA and part.unit is Unit.COUNT
    ]
    found = {part.value for part in parts if part.value >= _FEW and any(_is_same(part, other) for other in whole)}
    return len(found) > 1 or any(value >= _TELLING for value in found)


_CORPORATE = re.compile(r"\bcorporate\b|\bnon-statutory\b", re.I)


def _tells_of_all(findings: Sequence[Finding]) -> bool:
    """Whether a table sets corporate complaints apart from all, and sentences call the number of all "complaints"."""
    counts = [finding for finding in findings if finding.dimension is None and finding.unit is Unit.COUNT]
    in_tables: dict[tuple[object, ...], dict[Stream, set[float]]] = defaultdict(lambda: defaultdict(set))
    for finding in counts:
        if finding.method is Method.TABLE:
            in_tables[finding.stage, finding.period, finding.measure][finding.stream].add(finding.value)
    for told in counts:
        bare = told.method is Method.PROSE and told.stream is Stream.CORPORATE and not _CORPORATE.search(told.evidence)
        known = in_tables.get((told.stage, told.period, told.measure), {})
        apart = Stream.CORPORATE in known and told.value not in known[Stream.CORPORATE]
        if bare and apart and told.value >= _TELLING and told.value in known.get(Stream.ALL, ()):
            return True
    return False


def _is_count(finding: Finding) -> bool:
    return finding.dimension is None and finding.unit is Unit.COUNT and family(finding.stream) in _STATUTORY


def _is_same(part: Finding, other: Finding) -> bool:
    """Whether a service's part of the bare complaints is what its own procedure's section counts."""
    named = stream_of(facets(part.category or ""), None)
    alike = part.measure is other.measure or {part.measure, other.measure} <= {*BASES, Measure.ESCALATED}
    staged = part.stage is other.stage or Stage.ALL in (part.stage, other.stage)
    same = (part.value, part.period) == (other.value, other.period)
    return named is not None and family(named) is family(other.stream) and alike and staged and same


def is_of_one_procedure(scope: Scope, findings: Sequence[Finding]) -> bool:
    """Whether a report on children's complaints tells of the statutory procedure alone, thanks and ombudsman included.

    Where its title does not say that it is on social care, stages of the statutory procedure must.
    """
    if scope.whole is not Stream.CHILDREN or scope.stream not in (Stream.CHILDREN_STATUTORY, Stream.CHILDREN):
        return False
    if any(finding.stream in (Stream.CHILDREN_CORPORATE, Stream.SCHOOLS) for finding in findings):
        return False
    staged = (f.stream is Stream.CHILDREN_STATUTORY and f.stage in INTERNAL for f in findings)
    return scope.stream is Stream.CHILDREN_STATUTORY or any(staged)
