"""Conflict: one report gives two values for one fact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations as subsets

from extractors.periods import find_periods
from pipeline.checks import wording
from pipeline.checks.arithmetic import combinations, fits, percent, rounded_like, same
from pipeline.checks.claim import change_is_far
from pipeline.checks.model import Case, Discrepancy, Key, Report, Rule, Stated
from pipeline.checks.together import caption, in_one_sentence
from schemas.codes import DiscrepancyKind, Measure, Method, Stage, Stream, Unit
from schemas.periods import year_of

#: Of two counts one smaller than this share of the other counts a part of it; an earlier year's is rarely told in
#: parts.
_PART, _PART_THEN = 0.5, 0.4
#: Numbers up to this are too common to tell much: one of the two must be a table's, and they must be close.
_FEW, _FEW_APART = 10, 3
#: Cells of tables that were read as surely as this are what they seem.
_PLAIN = 0.95
#: How surely two counts must have been read that both stand in running text.
_FIRM_IN_TEXT = 0.88
#: From this many contradictions between two tables on they have one cause.
_SEVERAL = 3
#: Rates further apart than this are likelier of two different things.
_FAR = 10.0
#: What lies between the complaints received and those answered or looked into.
_SETTLED = frozenset({Measure.RESPONDED, Measure.INVESTIGATED})
_BETWEEN = (Measure.BROUGHT_FORWARD, Measure.CARRIED_FORWARD, Measure.WITHDRAWN, Measure.REJECTED)
#: Measures that a percentage of complaints may be of.
_SHARES = frozenset(
    {Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.NOT_UPHELD}
    | {Measure.ON_TIME, Measure.LATE}
)
_WHOLES = (Measure.RESPONDED, Measure.INVESTIGATED, Measure.DECIDED, Measure.RECEIVED)

#: Two numbers that contradict each other, and what is said of them.
_Contradiction = tuple[Sequence[Stated], Discrepancy]


def _two_values(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Numbers stated at least twice for one key."""
    found: list[_Contradiction] = []
    agreeing: Counter[tuple[Stream, Stage]] = Counter()
    for key, stated in report.by_key.items():
        places = list({(each.page, each.seen.evidence): each for each in stated}.values())
        if len(places) < 2 or key.dimension is not None:
            continue
        if len({each.value for each in places}) == 1:
            agreeing[key.stream, key.stage] += 1
            yield Case(places)
            continue
        pairs = _contradicting(places, report)
        if not pairs:
            yield Case(places, bears_out=False)
        found += [(pair, _discrepancy(report, key, *pair)) for pair in pairs]
    for each in found:
        if not _is_of_one_thing(each, found, agreeing):
            yield Case(each[0], bears_out=False)
    yield from _by_tables([each for each in found if _is_of_one_thing(each, found, agreeing)])


def _contradicting(places: Sequence[Stated], report: Report) -> list[tuple[Stated, Stated]]:
    """The numbers that contradict the likeliest one, each with it."""
    firm = [each for each in places if each.firm and _means_it(each, report)]
    if not firm:
        return []
    expected = _likeliest(firm)
    others = {each.value: each for each in reversed(firm) if _disagrees(each, expected, report)}
    # Several values in running text for one fact are facts that the reading could not tell apart; counts may be parts.
    rates = [each for each in firm if each.seen.unit is Unit.PERCENT and not same(each.value, expected.value)]
    said = {each.value for each in (*others.values(), *rates) if each.seen.method is not Method.TABLE}
    return [(each, expected) for value, each in others.items() if len(said) < 2 or value not in said]


def _is_of_one_thing(
    contradiction: _Contradiction, found: Sequence[_Contradiction], agreeing: Mapping[tuple[Stream, Stage], int]
) -> bool:
    """Whether two numbers are about one thing, and not two that the reading could not tell apart.

    They are about two where two tables contradict each other for several years, and where more facts of a stage
    contradict each other than agree.
    """
    tables = _tables(contradiction)
    years = {each[1].key.period for each in found if tables and _tables(each) == tables}
    key = contradiction[1].key
    same_stage = {each[1].key for each in found if each[1].key[:2] == key[:2]}
    many = len(same_stage) >= _SEVERAL and len(same_stage) > agreeing.get((key.stream, key.stage), 0)
    return len(years) < 2 and not many


def _tables(contradiction: _Contradiction) -> frozenset[str]:
    """The captions of the two tables that contradict each other; none where one is text."""
    one, other = contradiction[0]
    if not one.seen.method is other.seen.method is Method.TABLE:
        return frozenset()
    return frozenset((caption(one), caption(other)))


def _by_tables(found: Sequence[_Contradiction]) -> Iterator[Case]:
    """The contradictions as cases; several between the same two tables are one, that of the total if there is one."""
    between: dict[frozenset[str], list[_Contradiction]] = {}
    for each in found:
        pair = frozenset(number.id for number in each[0])
        between.setdefault(_tables(each) or pair, []).append(each)
    for together in between.values():
        if len(together) < _SEVERAL:
            yield from (Case(involved, discrepancy) for involved, discrepancy in together)
            continue
        involved, first = min(together, key=lambda each: each[1].key.stage is not Stage.ALL)
        more = f"{len(together) - 1} more figures of the two tables disagree in the same way."
        yield Case(involved, replace(first, alternative=" ".join(filter(None, (first.alternative, more)))))


def _discrepancy(report: Report, key: Key, stated: Stated, expected: Stated) -> Discrepancy:
    return Discrepancy(
        key=key,
        stated=stated.value,
        expected=expected.value,
        words={
            "what": wording.what(key),
            "stated": wording.value(stated.value, key.unit),
            "stated_where": wording.where(stated),
            "expected": wording.value(expected.value, key.unit),
            "expected_where": wording.where(expected),
        },
        observation=stated,
        other=expected,
        alternative=_of_another_year(report, key, stated),
    )


def _means_it(each: Stated, report: Report) -> bool:
    """Whether a number is not likelier something else that was read as this."""
    if each.seen.method is Method.TABLE and each.seen.confidence >= _PLAIN:
        return True
    if each.seen.unit is Unit.COUNT and _is_another_figure(each, report):
        return False
    if each.seen.method is not Method.PROSE:
        return True
    return _names_its_year(each, report) and not _misfits_its_change(each, report)


def _names_its_year(each: Stated, report: Report) -> bool:
    """Whether words before a number that name years name that of the number."""
    before = _words_before(each)
    named = {period.resolve(report.period or each.seen.period) for period in find_periods(before)}
    own = each.seen.period
    return not named or own in named or each.seen.restates or any(own.startswith(period) for period in named)


def _words_before(each: Stated) -> str:
    """The words of a sentence before its number; all of them where the number is in words."""
    shown = re.search(rf"(?<![\d.,]){re.escape(wording.value(each.value))}(?![\d])", each.seen.evidence)
    return each.seen.evidence[: shown.start()] if shown else each.seen.evidence


def _is_another_figure(each: Stated, report: Report) -> bool:
    """Whether the number stands elsewhere, for the same period, as the figure of another stream, stage or measure."""
    mine = each.seen
    return each.value >= _FEW and any(
        other.value == each.value
        and other.firm
        and other.seen.unit is mine.unit
        and other.seen.period == mine.period
        and other.seen.dimension is None
        and sum((other.seen.stream != mine.stream, other.seen.stage != mine.stage, other.seen.measure != mine.measure))
        == 1
        for other in report.stated
    )


def _misfits_its_change(each: Stated, report: Report) -> bool:
    """Whether the change in percent that its sentence gives is far from that of the figures it was read as."""
    return any(change_is_far(claim, report) for claim in report.claims if each in (claim.now, claim.before))


def _likeliest(firm: Sequence[Stated]) -> Stated:
    """The table's number, else the one stated most often, else the surest, else the first."""

    def rank(each: Stated) -> tuple[bool, int, float]:
        often = sum(same(other.value, each.value) for other in firm)
        return each.seen.method is Method.TABLE, often, each.sure

    return max(firm, key=rank)


def _disagrees(each: Stated, expected: Stated, report: Report) -> bool:
    """Whether a number contradicts the likeliest one, and is neither a rounding nor a part of it."""
    if same(each.value, expected.value):
        return False
    low, high = sorted((each.value, expected.value))
    if each.seen.unit is not Unit.COUNT:
        rounded = fits(each.value, expected.value) or fits(expected.value, each.value)
        return not rounded and (high - low <= _FAR if each.seen.unit is Unit.PERCENT else low >= _PART * high)
    in_table = any(one.seen.method is Method.TABLE for one in (each, expected))
    if high <= _FEW:
        return in_table and low > 0 and high - low <= _FEW_APART
    if not in_table and min(each.sure, expected.sure) < _FIRM_IN_TEXT:
        return False
    part = _PART_THEN if each.seen.restates else _PART
    settled = each.seen.measure in _SETTLED and _is_what_is_open(report, each, high - low)
    return low >= part * high and not settled


def _is_what_is_open(report: Report, each: Stated, apart: float) -> bool:
    """Whether two numbers are apart by the complaints that were withdrawn, or open at the start or the end."""
    found = [
        [
            other
            for other in report.stated
            if other.key._replace(period=year_of(other.key.period)) == each.key._replace(measure=measure)
        ]
        for measure in _BETWEEN
    ]
    for size in range(1, len(_BETWEEN) + 1):
        for chosen in subsets([stated for stated in found if stated], size):
            if any(same(sum(one.value for one in way), apart) for way in combinations(chosen)):
                return True
    return False


def _of_another_year(report: Report, key: Key, stated: Stated) -> str | None:
    """Whether a value is what the report gives for another year."""
    for other_key, others in report.by_key.items():
        if other_key == key._replace(period=other_key.period) and other_key != key:
            for other in others:
                if same(other.value, stated.value) and other.seen.evidence != stated.seen.evidence:
                    return (
                        f"{wording.value(stated.value, key.unit)} is the figure for {other_key.period} "
                        f"({wording.where(other)})."
                    )
    return None


def _more_than_came(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Escalations into a stage beside all that was received there."""
    for key, stated in report.by_key.items():
        if key.measure is not Measure.ESCALATED or key.unit is not Unit.COUNT or key.dimension is not None:
            continue
        if key.stage not in (Stage.STAGE_2, Stage.STAGE_3):
            continue
        received = report.at(key._replace(measure=Measure.RECEIVED))
        if not received:
            continue
        involved = [*stated, *received]
        most, least = max(received, key=_size), min(stated, key=_size)
        if least.value <= most.value:
            yield Case(involved, bears_out=False)
        elif least.firm and most.firm:
            yield Case(
                involved,
                Discrepancy(
                    key=key,
                    stated=least.value,
                    expected=most.value,
                    words={
                        "place": wording.place(key),
                        "period": key.period,
                        "stated": wording.value(least.value),
                        "stated_where": wording.where(least),
                        "expected": wording.value(most.value),
                        "expected_where": wording.where(most),
                    },
                    observation=least,
                    other=most,
                    alternative=_as_answered(report, key, least),
                ),
            )


def _size(each: Stated) -> float:
    return each.value


def _as_answered(report: Report, key: Key, stated: Stated) -> str | None:
    """Whether a number is that of the complaints answered."""
    for measure in (Measure.RESPONDED, Measure.INVESTIGATED):
        for other in report.at(key._replace(measure=measure)):
            if same(other.value, stated.value):
                what, where = wording.what(other.key), wording.where(other)
                return f"{wording.value(stated.value)} is the number of {what} ({where})."
    return None


def _rate_beside_count(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """A percentage in one place, and in another a count with its base in the same sentence: "3 of the 14"."""
    for key, rates in report.by_key.items():
        if key.unit is not Unit.PERCENT or key.dimension is not None or key.measure not in _SHARES:
            continue
        for count in report.at(key._replace(unit=Unit.COUNT)):
            bases = [
                base
                for measure in _WHOLES
                for base in report.at(Key(key.stream, key.stage, key.period, measure))
                if in_one_sentence(base, count) and _is_of(count, base)
            ]
            elsewhere = [rate for rate in rates if rate.seen.evidence != count.seen.evidence]
            beside = [rate for rate in rates if rate.seen.evidence == count.seen.evidence]
            if len(bases) != 1 or not elsewhere or beside:
                continue
            exact = percent(count.value, bases[0].value)
            involved = [*elsewhere, count, bases[0]]
            wrong = [rate for rate in elsewhere if not fits(rate.value, exact)]
            if len(wrong) < len(elsewhere) or not all(each.firm for each in involved):
                yield Case(involved, bears_out=len(wrong) < len(elsewhere))
                continue
            expected = rounded_like(wrong[0].value, exact)
            yield Case(
                involved,
                Discrepancy(
                    key=key,
                    stated=wrong[0].value,
                    expected=expected,
                    words={
                        "what": wording.what(key),
                        "stated": wording.value(wrong[0].value, Unit.PERCENT),
                        "stated_where": wording.where(wrong[0]),
                        "count": wording.value(count.value),
                        "base": wording.value(bases[0].value),
                        "expected": wording.value(expected, Unit.PERCENT),
                        "expected_where": wording.where(count),
                    },
                    observation=wrong[0],
                    other=count,
                    parts=(bases[0],),
                ),
            )


def _is_of(count: Stated, base: Stated) -> bool:
    """Whether a sentence says "3 of the 14"."""
    part, whole = (re.escape(wording.value(each.value)) for each in (count, base))
    said = re.search(rf"\b{part}\b[^.;]{{0,25}}? of (?:\w+ )?{whole}\b", count.seen.evidence)
    return said is not None and 0 < base.value >= count.value


RULES = (
    Rule(
        "conflict.two_values",
        DiscrepancyKind.CONFLICT,
        "A fact that is stated twice has one value.",
        "Two values for one fact ({what}): {stated} ({stated_where}) and {expected} ({expected_where}).",
        _two_values,
    ),
    Rule(
        "conflict.rate_and_count",
        DiscrepancyKind.CONFLICT,
        "A percentage is what the count and its base in another place give.",
        "Two values for one fact ({what}): {stated} ({stated_where}), while {count} of {base} ({expected_where}) "
        "is {expected}.",
        _rate_beside_count,
    ),
    Rule(
        "conflict.more_than_came",
        DiscrepancyKind.CONFLICT,
        "No more complaints are escalated to a stage than are received there.",
        "{stated} complaints are said to have been escalated to {place} in {period} ({stated_where}), but only "
        "{expected} were received there ({expected_where}).",
        _more_than_came,
    ),
)
