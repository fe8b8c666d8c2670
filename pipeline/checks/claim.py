"""Rate, stated in prose: changes, escalation rates and shares, which are no observations, against the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks import wording
from pipeline.checks.arithmetic import change, fits, percent, rounded_like
from pipeline.checks.constraint import Change, Share
from pipeline.checks.model import FIRM, Case, Discrepancy, Key, Report, Rule, Stated, StatedClaim
from pipeline.checks.together import in_one_sentence
from schemas.codes import ClaimKind, Direction, DiscrepancyKind, Measure, Stage, Unit

#: Further off than this a change, or a share, is likelier of other numbers.
_FAR, _NEAR = 15.0, 5.0
_NAMES_OF_ONE = (Measure.RECEIVED, Measure.INVESTIGATED, Measure.RESPONDED, Measure.ESCALATED)
_BASES = (Measure.RECEIVED, Measure.INVESTIGATED, Measure.RESPONDED)
_BELOW = {Stage.STAGE_2: Stage.STAGE_1, Stage.STAGE_2_ESCALATED: Stage.STAGE_1, Stage.STAGE_3: Stage.STAGE_2}


def _changes(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Changes between two figures, of which the sentence gives one at least."""
    for each in report.claims:
        claim = each.claim
        pairs = _pairs(report, each)
        if not pairs:
            continue
        fitting = next((pair for pair in _more(report, pairs) if _is_change(each, *pair)), None)
        if fitting:
            yield Case(fitting, constraint=Change(claim.value, *fitting))
            continue
        new, old = pairs[0]
        exact = change(new.value, old.value)
        firm = (each.now and each.before) or (new.firm and old.firm)
        if claim.confidence >= FIRM and firm and not _is_far(each, exact):
            yield _wrong_change(each, new, old, exact)


def _pairs(report: Report, each: StatedClaim) -> list[tuple[Stated, Stated]]:
    """The later and the earlier figure of a change, in all ways; one that the sentence leaves out is looked up."""
    if each.claim.kind is not ClaimKind.CHANGE:
        return []
    claim = each.claim
    given = each.now or each.before
    if given is None:
        return []
    now = [each.now] if each.now else _figures(report, given.key, claim.period)
    before = [each.before] if each.before else _figures(report, given.key, claim.since or "")
    return [(new, old) for new in now for old in before if old.value]


def _is_far(each: StatedClaim, exact: float) -> bool:
    """Whether a change is so far from that of two figures that it is likelier of others."""
    return abs(abs(exact) - each.claim.value) > _FAR or not _same_way(each.claim.direction, exact)


def change_is_far(each: StatedClaim, report: Report) -> bool:
    """Whether the figures that a change was read with are likelier something else: nothing near it comes of them."""
    pairs = _pairs(report, each)
    return bool(pairs) and all(_is_far(each, change(new.value, old.value)) for new, old in pairs)


def _figures(report: Report, key: Key, period: str) -> list[Stated]:
    """The figures that other places give for a period, the most frequent first; of one measure, if there are any."""
    measures = [key.measure, *(_NAMES_OF_ONE if key.measure in _NAMES_OF_ONE else ())]
    for measure in measures:
        found = [each for each in report.at(key._replace(period=period, measure=measure)) if each.firm]
        if found:
            return sorted(found, key=lambda each: -sum(other.value == each.value for other in found))
    return []


def _more(report: Report, pairs: Sequence[tuple[Stated, Stated]]) -> Iterator[tuple[Stated, Stated]]:
    """The pairs, and those that other statements of the same two figures make."""
    yield from pairs
    for new, old in pairs:
        for other_new in report.at(new.key):
            yield from ((other_new, other_old) for other_old in report.at(old.key) if other_old.value)


def _is_change(each: StatedClaim, new: Stated, old: Stated) -> bool:
    exact = change(new.value, old.value)
    return fits(each.claim.value, abs(exact)) and _same_way(each.claim.direction, exact)


def _same_way(direction: Direction | None, exact: float) -> bool:
    return direction is None or exact == 0 or (exact > 0) == (direction is Direction.UP)


def _wrong_change(each: StatedClaim, new: Stated, old: Stated, exact: float) -> Case:
    claim = each.claim
    expected = rounded_like(claim.value, abs(exact))
    word = {Direction.UP: "rise", Direction.DOWN: "fall", None: "change"}[claim.direction]
    backwards = fits(claim.value, abs(change(old.value, new.value))) if new.value else False
    return Case(
        (new, old),
        Discrepancy(
            key=new.key._replace(unit=Unit.PERCENT),
            stated=claim.value,
            expected=expected,
            words={
                "word": word,
                "what": wording.what(new.key),
                "stated": wording.value(claim.value, Unit.PERCENT),
                "page": str(claim.box.page),
                "before": wording.value(old.value, old.seen.unit),
                "now": wording.value(new.value, new.seen.unit),
                "expected": wording.value(expected, Unit.PERCENT),
            },
            claim=each,
            other=new,
            parts=(old,),
            alternative=f"{wording.value(claim.value, Unit.PERCENT)} is the change as a share of the later number."
            if backwards
            else None,
        ),
        constraint=Change(claim.value, new, old),
    )


def _shares(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Escalation rates against the stage below, and shares of all complaints against all."""
    for each in report.claims:
        claim = each.claim
        if claim.kind is ClaimKind.CHANGE:
            continue
        key = Key(claim.stream, claim.stage, claim.period, claim.measure)
        counts = [each.now] if each.now else [found for found in report.at(key) if found.firm]
        bases = list(_escalated_from(report, key) if claim.kind is ClaimKind.ESCALATION else _whole(report, key, each))
        if not counts or not bases:
            continue
        fitting = [(c, b) for c in counts for b in bases if fits(claim.value, percent(c.value, b.value))]
        if fitting:
            yield Case(fitting[0], constraint=Share(claim.value, *fitting[0]))
            continue
        count = counts[0]
        base = min(bases, key=lambda base: abs(percent(count.value, base.value) - claim.value))
        exact = percent(count.value, base.value)
        firm = base.firm and claim.confidence >= FIRM and (count.firm or count is each.now)
        if firm and count.value <= base.value and abs(exact - claim.value) <= _NEAR:
            yield _wrong_share(each, count, base, exact)


def _escalated_from(report: Report, key: Key) -> Iterator[Stated]:
    below = _BELOW.get(key.stage)
    for measure in _BASES if below else ():
        yield from (base for base in report.at(key._replace(stage=below, measure=measure)) if base.value)  # type: ignore[arg-type]


def _whole(report: Report, key: Key, each: StatedClaim) -> Iterator[Stated]:
    """All complaints that a group can be a share of: of its stage, or of all stages."""
    keys = [
        key._replace(stage=stage, measure=measure)
        for stage in dict.fromkeys((key.stage, Stage.ALL))
        for measure in dict.fromkeys((key.measure, *_BASES))
    ]
    for base in (base for one in keys for base in report.at(one) if base.value):
        if each.now is None or (base.value > each.now.value and not in_one_sentence(base, each.now)):
            yield base


def _wrong_share(each: StatedClaim, count: Stated, base: Stated, exact: float) -> Case:
    claim = each.claim
    expected = rounded_like(claim.value, exact)
    return Case(
        (count, base),
        Discrepancy(
            key=Key(claim.stream, claim.stage, claim.period, claim.measure, Unit.PERCENT),
            stated=claim.value,
            expected=expected,
            words={
                "stated": wording.value(claim.value, Unit.PERCENT),
                "page": str(claim.box.page),
                "what": wording.what(count.key),
                "count": wording.value(count.value),
                "base": wording.value(base.value),
                "base_what": wording.what(base.key),
                "expected": wording.value(expected, Unit.PERCENT),
            },
            claim=each,
            other=count,
            parts=(base,),
        ),
        constraint=Share(claim.value, count, base),
    )


RULES = (
    Rule(
        "rate.of_change",
        DiscrepancyKind.RATE,
        "A rise or fall in percent is that between the two figures.",
        "A {word} of {stated} is claimed (page {page}; {what}), but from {before} to {now} it is {expected}.",
        _changes,
    ),
    Rule(
        "rate.of_share",
        DiscrepancyKind.RATE,
        "An escalation rate, or a share of all complaints, is that of the two counts.",
        "{stated} is claimed (page {page}; {what}), but {count} of {base} ({base_what}) is {expected}.",
        _shares,
    ),
)
