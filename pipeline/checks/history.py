"""History: figures that two reports of a council give for the same year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks import wording
from pipeline.checks.arithmetic import fits, same
from pipeline.checks.model import Case, Discrepancy, Key, Report, Stated
from schemas.codes import Measure, Unit
from schemas.periods import shifted, start_year, year_of

#: Numbers up to this may change by any factor.
_FEW = 10
#: What reports call the number of complaints that came in.
_CAME_IN = (Measure.RECEIVED, Measure.INVESTIGATED)


@dataclass(frozen=True)
class Pair:
    """A figure in a later report and in an earlier one, with the years that the two are about."""

    later: Stated
    earlier: Stated
    later_year: str
    earlier_year: str

    @property
    def is_prior_year(self) -> bool:
        """Whether the later report gives the figure of the year before it, which the earlier report is about."""
        year = year_of(self.later.seen.period)
        return year == self.earlier_year == shifted(self.later_year, -1)


def contradictions(report: Report, earlier: Sequence[Report], wanted: Callable[[Pair], bool]) -> Iterator[Case]:
    """Every figure that the latest earlier report which has it gives too."""
    if not report.period:
        return
    for key, stated in report.by_key.items():
        if key.dimension is not None or start_year(key.period) >= start_year(report.period):
            continue
        for before in earlier:
            found = _same_figure(report, before, key)
            if not found:
                continue
            pair = Pair(stated[0], found[0], year_of(report.period), year_of(before.period))
            if wanted(pair):
                yield from _case(key, stated, found)
            break


def _same_figure(report: Report, before: Report, key: Key) -> Sequence[Stated]:
    """What another report states for a key; complaints that came in may be called by another name there."""
    if before.at(key) or key.measure not in _CAME_IN or key.unit is not Unit.COUNT:
        return before.at(key)
    (other,) = (measure for measure in _CAME_IN if measure is not key.measure)
    called = key._replace(measure=other)
    return () if report.at(called) else before.at(called)


def _case(key: Key, later: Sequence[Stated], earlier: Sequence[Stated]) -> Iterator[Case]:
    agreeing = [(new, old) for new in later for old in earlier if _agree(new, old)]
    if agreeing:
        yield Case(agreeing[0])
        return
    new, old = max(later, key=_sure), max(earlier, key=_sure)
    if new.firm and old.firm and _may_be_one(new, old):
        yield Case(
            (new, old),
            Discrepancy(
                key=key,
                stated=new.value,
                expected=old.value,
                words={
                    "what": wording.what(key),
                    "stated": wording.value(new.value, key.unit),
                    "stated_where": wording.where(new),
                    "expected": wording.value(old.value, key.unit),
                    "expected_where": wording.where(old),
                    "report": old.report,
                },
                observation=new,
                other=old,
            ),
        )


def _may_be_one(new: Stated, old: Stated) -> bool:
    """Whether two numbers may be of one thing: counts of which one is less than half are likelier of two."""
    low, high = sorted((new.value, old.value))
    return new.seen.unit is not Unit.COUNT or high <= _FEW or low >= high / 2


def _sure(each: Stated) -> float:
    return each.seen.confidence


def _agree(new: Stated, old: Stated) -> bool:
    return same(new.value, old.value) or (
        new.seen.unit is not Unit.COUNT and (fits(new.value, old.value) or fits(old.value, new.value))
    )
