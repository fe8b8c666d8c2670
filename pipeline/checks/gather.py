"""Gathering: what a report was read to state, as the checks take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.checks.model import Key, Report, Stated, StatedClaim
from pipeline.checks.tables import claim_id
from schemas.claim import Claim
from schemas.observation import Observation


def report_of(
    report: str, council: str, period: str, observations: Mapping[str, Observation], claims: Iterable[Claim] = ()
) -> Report:
    """A report from its observations by id and its claims; ``council`` and ``period`` are empty where unknown."""
    stated = _stated(report, observations)
    # A claim names its figures by their place; of two meanings of one number the first is meant.
    at = {each.seen.box: each for each in reversed(stated)}
    found = {
        claim_id(report, claim): StatedClaim(
            claim_id(report, claim),
            claim,
            at.get(claim.beside) if claim.beside else None,
            at.get(claim.beside_since) if claim.beside_since else None,
        )
        for claim in sorted(claims, key=lambda claim: (claim.box.page, claim.box.top, claim.box.x0))
    }
    return Report(report, council, period, stated, list(found.values()))


def _stated(report: str, observations: Mapping[str, Observation]) -> list[Stated]:
    """The observations with the most confidence that any statement of the same number has."""
    plain = [Stated(identity, report, seen) for identity, seen in observations.items()]
    sure: dict[tuple[Key, float], float] = {}
    for each in plain:
        fact = each.key, each.value
        sure[fact] = max(sure.get(fact, 0.0), each.seen.confidence)
    return [Stated(each.id, report, each.seen, sure[each.key, each.value]) for each in plain]
