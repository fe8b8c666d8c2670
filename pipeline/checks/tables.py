"""Tables of the checks: claims, discrepancies, the numbers they rest on, and what each rule covered, as rows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pipeline.checks.arithmetic import severity
from pipeline.checks.blame import Found
from pipeline.checks.model import Report, StatedClaim
from pipeline.checks.run import Checked, Tally, involved
from schemas.claim import Claim
from schemas.observation import Box
from schemas.tables import Cell

Row = dict[str, Cell]


def claim_id(report: str, claim: Claim) -> str:
    """Sixteen hexadecimal digits that stand for a claim and its place."""
    parts = (report, claim.kind, claim.value, *_place(claim.box).values())
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def rows(reports: Sequence[Report], checked: Checked) -> dict[str, list[Row]]:
    """The rows of the tables that the checks fill, by table name."""
    found = sorted(checked.found.items(), key=lambda item: (item[1][0].report, item[1][1].discrepancy.page, item[0]))
    return {
        "claims": [_claim(report, each) for report in reports for each in report.claims],
        "discrepancies": [_discrepancy(name, report, each) for name, (report, each) in found],
        "discrepancy_observations": [
            {"discrepancy": name, "observation": number.id, "role": role.value}
            for name, (_, each) in found
            for number, role in involved(each)
        ],
        "checks": [_tally(tally) for tally in checked.tallies],
    }


def _claim(report: Report, each: StatedClaim) -> Row:
    claim = each.claim.model_dump(mode="json", exclude={"box", "beside", "beside_since"})
    linked: Row = {
        "observation": each.now.id if each.now else None,
        "other_observation": each.before.id if each.before else None,
    }
    return {"id": each.id, "report": report.report} | claim | linked | _place(each.claim.box)


def _discrepancy(name: str, report: Report, found: Found) -> Row:
    each = found.discrepancy
    return {
        "id": name,
        "sentence": found.sentence,
        "alternative": each.alternative,
        "report": report.report,
        "council": report.council,
        "kind": found.rule.kind.value,
        "rule": found.rule.name,
        "stream": each.key.stream.value,
        "stage": each.key.stage.value,
        "period": each.key.period,
        "measure": each.key.measure.value,
        "unit": each.key.unit.value,
        "stated": each.stated,
        "expected": each.expected,
        "severity": severity(each.stated, each.expected, each.key.unit).value,
        "page": each.page,
        "other_page": each.other_page,
        "observation": each.observation.id if each.observation else None,
        "other_observation": each.other.id if each.other else None,
        "claim": each.claim.id if each.claim else None,
    }


def _tally(tally: Tally) -> Row:
    return {
        "report": tally.report,
        "rule": tally.rule.name,
        "kind": tally.rule.kind.value,
        "cases": tally.cases,
        "discrepancies": tally.discrepancies,
    }


def _place(box: Box) -> Row:
    return {
        "page": box.page,
        "x0": round(box.x0, 2),
        "top": round(box.top, 2),
        "x1": round(box.x1, 2),
        "bottom": round(box.bottom, 2),
    }
