"""Kinds: streams, stages and measures that rules treat alike."""

from __future__ import annotations

from schemas.codes import Measure, Stage, Stream, Unit

#: Streams about children: the statutory procedure, the corporate one, and both together.
CHILDREN = frozenset({Stream.CHILDREN, Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE})

#: Stages inside a council, before an ombudsman.
INTERNAL = (Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_3)

#: Stages of the statutory procedure for children, the representations before it included.
STATUTORY = (Stage.INFORMAL, *INTERNAL)

#: Measures that say what a case came to be; of several near a number they decide.
OUTCOMES = frozenset(
    {
        Measure.UPHELD,
        Measure.PARTIALLY_UPHELD,
        Measure.UPHELD_OR_PARTIALLY_UPHELD,
        Measure.NOT_UPHELD,
        Measure.WITHDRAWN,
        Measure.RESOLVED,
        Measure.REJECTED,
    }
)

#: Measures that count cases as such, of which outcomes are parts.
BASES = frozenset({Measure.RECEIVED, Measure.RESPONDED, Measure.INVESTIGATED, Measure.DECIDED})

#: Measures that say whether an answer came within a time limit.
TIMES = frozenset({Measure.ON_TIME, Measure.LATE})


def family(stream: Stream) -> Stream:
    """The stream itself; for those about children the one that holds them together."""
    return Stream.CHILDREN if stream in CHILDREN else stream


def goes_with(measure: Measure, unit: Unit | None) -> bool:
    """Whether a measure can have a unit (None: a plain count)."""
    if measure is Measure.AVERAGE_DAYS or unit is Unit.DAYS:
        return measure is Measure.AVERAGE_DAYS and unit is Unit.DAYS
    if measure is Measure.REMEDY_PAID or unit is Unit.GBP:
        return measure is Measure.REMEDY_PAID and unit is Unit.GBP
    if unit is Unit.PER_1000:
        return measure in BASES
    return measure is not Measure.ON_TIME_TARGET or unit is Unit.PERCENT
