"""Rate: a percentage follows from its count and base, within the rounding of its printed digits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.checks import wording
from pipeline.checks.arithmetic import combinations, fits, percent, rounded_like, same
from pipeline.checks.constraint import Remainder, Share
from pipeline.checks.model import Case, Discrepancy, Key, Report, Rule, Stated
from pipeline.checks.together import caption, in_one_sentence, in_one_table
from schemas.codes import DiscrepancyKind, Measure, Method, Stage, Unit

#: What a percentage may be out of, likeliest first.
_BASES = (Measure.RESPONDED, Measure.DECIDED, Measure.INVESTIGATED, Measure.RECEIVED, Measure.ESCALATED)
#: Bases that a percentage elsewhere is out of unless the report says otherwise.
_ANSWERED = (Measure.RESPONDED, Measure.DECIDED, Measure.INVESTIGATED)
_OUTCOMES = frozenset(
    {Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.NOT_UPHELD}
    | {Measure.WITHDRAWN, Measure.RESOLVED, Measure.REJECTED, Measure.ON_TIME, Measure.LATE}
)
#: A base given elsewhere in the report is only held against a percentage that it gives to about this many points.
_NEAR = 5.0


def _of_count(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Percentages that stand beside their count, with a base beside them or elsewhere in the report."""
    proven: set[tuple[str, Measure]] = set()
    doubtful: list[tuple[Stated, list[Stated], list[Stated]]] = []
    for key, rates in report.by_key.items():
        if key.unit is not Unit.PERCENT or key.measure not in _OUTCOMES or key.dimension is not None:
            continue
        counts, bases = report.at(key._replace(unit=Unit.COUNT)), _bases(report, key)
        for rate in rates:
            beside = [count for count in counts if _stand_together(rate, count)]
            found = _fitting(rate, beside, bases)
            if found:
                proven.add((caption(rate), found.base.seen.measure))
                yield Case(found.members, constraint=found)
            elif beside and bases and not _fits_fewer(report, rate, beside, bases):
                doubtful.append((rate, beside, bases))
    for rate, beside, bases in doubtful:
        yield from _misfit(rate, beside[0], bases, proven)


def _bases(report: Report, key: Key) -> list[Stated]:
    whole = Key(key.stream, key.stage, key.period, key.measure)
    return [base for measure in _BASES for base in report.at(whole._replace(measure=measure)) if base.value]


def _stand_together(rate: Stated, count: Stated) -> bool:
    """Whether a count and a percentage are in one sentence, or in one row of a table."""
    if in_one_sentence(rate, count):
        return True
    if not in_one_table(rate, count):
        return False
    return abs(rate.seen.box.top - count.seen.box.top) < 3 or caption(rate) == caption(count)


def _fitting(rate: Stated, counts: Sequence[Stated], bases: Sequence[Stated]) -> Share | None:
    """The first count and base that give a percentage."""
    shares = (Share.of(rate, count, base) for count, base in combinations([counts, bases]))
    return next((share for share in shares if share.holds({})), None)


def _fits_fewer(report: Report, rate: Stated, counts: Sequence[Stated], bases: Sequence[Stated]) -> bool:
    fewer = list(_fewer(report, rate, bases))
    return any(fits(rate.value, percent(count.value, base)) for count in counts for base in fewer)


def _misfit(rate: Stated, count: Stated, bases: Sequence[Stated], proven: set[tuple[str, Measure]]) -> Iterator[Case]:
    """A percentage that its count gives with no base; only told where it is clear which base is meant."""
    beside = [base for base in bases if in_one_sentence(rate, base) or in_one_table(rate, base)]
    alike = [base for base in bases if (caption(rate), base.seen.measure) in proven]
    base = (beside or alike or bases)[0]
    exact = percent(count.value, base.value)
    by_others = alike and rate.seen.method is Method.TABLE
    clear = beside or (base.seen.measure in _ANSWERED and (by_others or abs(exact - rate.value) <= _NEAR))
    if clear and count.value <= base.value and all(each.firm for each in (rate, count, base)):
        yield _wrong(rate, count, base)


def _fewer(report: Report, rate: Stated, bases: Sequence[Stated]) -> Iterator[float]:
    """Bases less the complaints withdrawn or rejected, which some reports leave out."""
    key = Key(rate.seen.stream, rate.seen.stage, rate.seen.period, Measure.WITHDRAWN)
    for measure in (Measure.WITHDRAWN, Measure.REJECTED):
        for taken in report.at(key._replace(measure=measure)):
            yield from (base.value - taken.value for base in bases if base.value > taken.value)


def _wrong(rate: Stated, count: Stated, base: Stated) -> Case:
    expected = rounded_like(rate.value, percent(count.value, base.value))
    share = Share.of(rate, count, base)
    return Case(
        (rate, count, base),
        Discrepancy(
            key=rate.key,
            stated=rate.value,
            expected=expected,
            words={
                "what": wording.what(rate.key),
                "stated": wording.value(rate.value, Unit.PERCENT),
                "stated_where": wording.where(rate),
                "count": wording.value(count.value),
                "base": wording.value(base.value),
                "base_what": wording.what(base.key),
                "expected": wording.value(expected, Unit.PERCENT),
            },
            observation=rate,
            other=count,
            parts=(base,),
            alternative=_another_base(share),
        ),
        constraint=share,
    )


def _another_base(share: Share) -> str | None:
    """A base close to the stated one, or a count close to it, that gives the percentage as printed."""
    bases = [base for base in share.repairs(share.base) if abs(base - share.base.value) <= 3]
    counts = [count for count in share.repairs(share.count) if abs(count - share.count.value) <= 2]
    rate = wording.value(share.printed, Unit.PERCENT)
    found = [f"{wording.value(share.count.value)} of {wording.value(base)}" for base in bases[:1]]
    found += [f"{wording.value(count)} of {wording.value(share.base.value)}" for count in counts[:1]]
    return f"{rate} would be {' or '.join(found)}." if found else None


# Shares of groups ------------------------------------------------------------------------------------------


def _of_group(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Groups of a breakdown with their count, their percentage and the total that they are a share of."""
    for key, rates in report.by_key.items():
        if key.unit is not Unit.PERCENT or key.dimension is None or key.measure in _OUTCOMES:
            continue
        whole = Key(key.stream, key.stage, key.period, key.measure)
        bases = [base for measure in _BASES for base in report.at(whole._replace(measure=measure)) if base.value]
        for rate in rates:
            beside = [each for each in report.at(key._replace(unit=Unit.COUNT)) if _stand_together(rate, each)]
            if not beside or not bases:
                continue
            fitting = next(
                (p for p in combinations([beside, bases]) if fits(rate.value, percent(p[0].value, p[1].value))), None
            )
            if fitting:
                yield Case((rate, *fitting), constraint=Share.of(rate, *fitting))
                continue
            base = _whole_of(bases, rate)
            if base is None or not (rate.firm and beside[0].firm and base.firm):
                continue
            if 0 < abs(percent(beside[0].value, base.value) - rate.value) <= _NEAR:
                yield _wrong(rate, beside[0], base)


def _whole_of(bases: Sequence[Stated], rate: Stated) -> Stated | None:
    """The total that a share is of: beside it, else the value most often given for the same measure."""
    near = [base for base in bases if in_one_sentence(rate, base) or in_one_table(rate, base)]
    if near:
        return near[0]
    same_measure = [base for base in bases if base.seen.measure is rate.seen.measure]
    often = Counter(base.value for base in same_measure)
    return max(same_measure, key=lambda base: often[base.value], default=None)


# Late by count, in time by percentage ----------------------------------------------------------------------


def _late(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Numbers of late answers beside the percentage in time against the same limit."""
    for key, lates in report.by_key.items():
        if key.measure is not Measure.LATE or key.unit is not Unit.COUNT or key.dimension is not None:
            continue
        rates = report.at(key._replace(measure=Measure.ON_TIME, unit=Unit.PERCENT))
        bases = [
            base
            for measure in (Measure.RESPONDED, Measure.DECIDED)
            for base in report.at(key._replace(measure=measure, target_days=None))
            if base.value
        ]
        counted = report.at(key._replace(measure=Measure.ON_TIME))  # sum.met_and_missed tests those.
        if not rates or not bases or counted:
            continue
        involved = [*lates, *rates, *bases]
        ways = [Remainder(rate, late, base) for late, rate, base in combinations([lates, rates, bases])]
        fitting = next((way for way in ways if way.holds({})), None)
        if fitting or not ways:
            yield Case(involved, bears_out=False, constraint=fitting)
            continue
        late, rate, base = ways[0].left, ways[0].rate, _before_others(bases, rates[0])
        expected = round(base.value * (1 - rate.value / 100))
        if (
            all(each.firm for each in (late, rate, base))
            and not same(expected, late.value)
            and late.value <= base.value
        ):
            yield Case(
                involved,
                Discrepancy(
                    key=key,
                    stated=late.value,
                    expected=expected,
                    words={
                        "what": wording.what(key),
                        "stated": wording.value(late.value),
                        "stated_where": wording.where(late),
                        "rate": wording.value(rate.value, Unit.PERCENT),
                        "base": wording.value(base.value),
                        "rate_where": wording.where(rate),
                        "expected": wording.value(expected),
                    },
                    observation=late,
                    other=rate,
                    parts=(base,),
                ),
                constraint=Remainder(rate, late, base),
            )


def _before_others(bases: Sequence[Stated], rate: Stated) -> Stated:
    """The base in the table of the percentage, else the first."""
    return next((base for base in bases if in_one_table(base, rate)), bases[0])


# Parts with rates of their own -----------------------------------------------------------------------------


def _of_parts(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Percentages of a whole whose groups, nearly adding up to it, have percentages of their own."""
    for key, rates in report.by_key.items():
        if key.unit is not Unit.PERCENT or key.dimension is not None or key.measure not in _OUTCOMES:
            continue
        if key.stage is Stage.OMBUDSMAN:  # Its rates are out of what it investigated, not of what it decided.
            continue
        for parts in _groups_with_rates(report, key):
            counted = sum(count.value for count, _ in parts)
            bases = [base for base in _bases(report, key) if abs(base.value - counted) <= 0.01 * counted]
            if not bases:
                continue
            exact = sum(count.value * rate.value for count, rate in parts) / counted
            involved = [each for part in parts for each in part]
            slack = 0.5 + max(abs(base.value - counted) for base in bases) / counted * 100
            wrong = [rate for rate in rates if abs(rate.value - exact) > slack + 0.5]
            if len(wrong) < len(rates):
                yield Case([*rates, *involved])
            elif wrong[0].firm and all(each.firm for each in involved):
                expected = round(exact, 1)
                shown = ", ".join(
                    f"{wording.value(rate.value, Unit.PERCENT)} of {wording.value(count.value)}"
                    for count, rate in parts
                )
                yield Case(
                    [wrong[0], *involved],
                    Discrepancy(
                        key=key,
                        stated=wrong[0].value,
                        expected=expected,
                        words={
                            "what": wording.what(key),
                            "stated": wording.value(wrong[0].value, Unit.PERCENT),
                            "stated_where": wording.where(wrong[0]),
                            "parts": shown,
                            "expected": wording.value(expected, Unit.PERCENT),
                        },
                        observation=wrong[0],
                        parts=involved,
                    ),
                )


def _groups_with_rates(report: Report, key: Key) -> Iterator[list[tuple[Stated, Stated]]]:
    """For each dimension the groups' counts with their percentages, where every group has both."""
    by_dimension: dict[object, list[tuple[Stated, Stated]]] = {}
    for other, stated in report.by_key.items():
        if other.dimension and other == key._replace(dimension=other.dimension, category=other.category):
            counts = [
                count
                for measure in _ANSWERED
                for count in report.at(other._replace(measure=measure, unit=Unit.COUNT, target_days=None))
                if in_one_table(count, stated[0])
            ]
            if counts:
                by_dimension.setdefault(other.dimension, []).append((counts[0], stated[0]))
    for parts in by_dimension.values():
        if len(parts) >= 2:
            yield parts


RULES = (
    Rule(
        "rate.of_count",
        DiscrepancyKind.RATE,
        "A percentage is that of the count beside it out of its base.",
        "{what}: {stated} ({stated_where}), but {count} of {base} ({base_what}) is {expected}.",
        _of_count,
    ),
    Rule(
        "rate.of_group",
        DiscrepancyKind.RATE,
        "The percentage of a group is that of its count out of the total of the breakdown.",
        "{what}: {stated} ({stated_where}), but {count} of {base} ({base_what}) is {expected}.",
        _of_group,
    ),
    Rule(
        "rate.late",
        DiscrepancyKind.RATE,
        "The number of late answers is what the percentage in time leaves.",
        "{what}: {stated} ({stated_where}), but with {rate} of {base} in time ({rate_where}) {expected} were late.",
        _late,
    ),
    Rule(
        "rate.of_parts",
        DiscrepancyKind.RATE,
        "The percentage of a whole is what those of its groups give together.",
        "{what}: {stated} ({stated_where}), but its groups ({parts}) make {expected} together.",
        _of_parts,
    ),
)
