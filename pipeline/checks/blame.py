"""Blame: of sums and percentages that fail together, the one number that is wrong in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.checks import wording
from pipeline.checks.constraint import Sum
from pipeline.checks.model import Case, Constraint, Discrepancy, Rule, Stated

#: Where more sums and percentages than these fail, no one number is to blame, and looking for it takes long.
_MOST_FAILING = 40
_SENTENCE = "{what}: {stated} ({stated_where}) does not fit {count} sums or percentages; {expected} fits them all."


@dataclass(frozen=True)
class Found:
    """A discrepancy with the rule that found it and what a reader is told."""

    rule: Rule
    discrepancy: Discrepancy
    sentence: str


@dataclass(frozen=True)
class _Repair:
    """Another value for one number, and the failing cases that would then hold."""

    member: Stated
    value: float
    mended: Sequence[int]


def settle(cases: Iterable[tuple[Rule, Case]]) -> list[Found]:
    """The discrepancies of a report's cases; those that one number explains are one."""
    found: list[Found] = []
    failing: list[tuple[Rule, Case]] = []
    holding: list[tuple[Rule, Constraint]] = []
    for rule, case in cases:
        if case.discrepancy is None:
            if case.constraint is not None:
                holding.append((rule, case.constraint))
        elif case.constraint is None:
            found.append(told(rule, case.discrepancy))
        else:
            failing.append((rule, case))
    while 0 < len(failing) <= _MOST_FAILING:
        repair = _best([case.constraint for _, case in failing if case.constraint], [each for _, each in holding])
        if repair is None:
            break
        together = [failing[at] for at in repair.mended]
        found.append(_merged(repair, together))
        failing = [each for at, each in enumerate(failing) if at not in repair.mended]
    found += [told(rule, case.discrepancy) for rule, case in failing if case.discrepancy]
    return found + [each for one in found for each in _carried_on(one, holding)]


def told(rule: Rule, discrepancy: Discrepancy, sentence: str = "") -> Found:
    """A discrepancy in the words of its rule."""
    text = (sentence or rule.sentence).format(**discrepancy.words)
    return Found(rule, discrepancy, text[0].upper() + text[1:])


def _same_fact(one: Stated, other: Stated) -> bool:
    return one.id == other.id or (one.key == other.key and one.value == other.value)


def _best(failing: Sequence[Constraint], holding: Sequence[Constraint]) -> _Repair | None:
    """The repair of one number that mends most, two at least, and breaks nothing that holds."""
    repairs = [
        _repair(member, value, failing)
        for constraint in failing
        for member in constraint.members
        for value in constraint.repairs(member)
    ]
    repairs.sort(key=lambda repair: -len(repair.mended))
    return next((repair for repair in repairs if len(repair.mended) > 1 and not _breaks(repair, holding)), None)


def _repair(member: Stated, value: float, failing: Sequence[Constraint]) -> _Repair:
    mended = [at for at, each in enumerate(failing) if (new := _instead(each, member, value)) and each.holds(new)]
    return _Repair(member, value, mended)


def _breaks(repair: _Repair, holding: Sequence[Constraint]) -> bool:
    """Whether a constraint that holds would no longer do so."""
    changed = ((each, _instead(each, repair.member, repair.value)) for each in holding)
    return any(new and not each.holds(new) for each, new in changed)


def _instead(constraint: Constraint, member: Stated, value: float) -> Mapping[str, float]:
    """The new value for all members of a constraint that state the same fact; empty where none does."""
    return {each.id: value for each in constraint.members if _same_fact(each, member)}


def _merged(repair: _Repair, together: Sequence[tuple[Rule, Case]]) -> Found:
    """One discrepancy for all cases that a repair mends: the case that says so itself, else a new one."""
    member, others = repair.member, len(together) - 1
    also = f"{wording.value(repair.value, member.seen.unit)} also fits "
    also += "another sum or percentage." if others == 1 else f"{others} other sums or percentages."
    for rule, case in together:
        own = case.discrepancy
        if own and own.observation and _same_fact(own.observation, member) and own.expected == repair.value:
            return told(rule, replace(own, alternative=own.alternative or also))
    rule = together[0][0]
    parts = {each.id: each for _, case in together for each in case.involved if not _same_fact(each, member)}
    discrepancy = Discrepancy(
        key=member.key,
        stated=member.value,
        expected=repair.value,
        words={
            "what": wording.what(member.key),
            "stated": wording.value(member.value, member.seen.unit),
            "stated_where": wording.where(member),
            "count": str(len(together)),
            "expected": wording.value(repair.value, member.seen.unit),
        },
        observation=member,
        parts=tuple(parts.values()),
    )
    return told(rule, discrepancy, _SENTENCE)


def _carried_on(found: Found, holding: Sequence[tuple[Rule, Constraint]]) -> Iterable[Found]:
    """Totals that close only with a total from which a part is missing, and so carry the same gap."""
    wrong = found.discrepancy
    if (
        not found.rule.name.startswith("sum.")
        or wrong.observation is None
        or "is the sum without" not in (wrong.alternative or "")
    ):
        return
    gap = wrong.expected - wrong.stated
    part = wording.place(wrong.key)
    for rule, each in holding:
        if isinstance(each, Sum) and any(_same_fact(part, wrong.observation) for part in each.parts):
            total = each.total
            added = " + ".join(
                wording.value(wrong.expected if _same_fact(part, wrong.observation) else part.value)
                for part in each.parts
            )
            yield told(
                rule,
                Discrepancy(
                    key=total.key,
                    stated=total.value,
                    expected=total.value + gap,
                    words={
                        "what": wording.what(total.key),
                        "stated": wording.value(total.value),
                        "stated_where": wording.where(total),
                        "parts": f"with {wording.value(wrong.expected)} for {part} its parts",
                        "sum": added,
                        "expected": wording.value(total.value + gap),
                    },
                    observation=total,
                    parts=each.parts,
                    alternative=f"It carries the gap of the {wording.value(wrong.stated)} for {part}.",
                ),
            )
