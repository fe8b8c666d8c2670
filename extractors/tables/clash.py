"""Clashes: two numbers of one table that were given the same meaning, though the table tells them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.finding import Finding
from extractors.tables.admit import is_complaint
from extractors.tables.grid import Line
from schemas.codes import Dimension, Stream
from schemas.observation import Unread


@dataclass(frozen=True)
class Read:
    """A finding with the row and the column it stands in."""

    finding: Finding
    row: Line
    column: Line


def told_apart(found: Sequence[Read], dimension: Dimension) -> tuple[list[Finding], list[Unread]]:
    """Findings of which no two contradict each other, and the numbers whose difference no word explains.

    Rows of one meaning but different labels are groups of a breakdown, where one of them is the total or
    where they are enquiries of several kinds; of columns of one meaning only a total can be trusted; else none.
    """
    by_key: dict[tuple[object, ...], list[Read]] = defaultdict(list)
    for read in found:
        by_key[read.finding.key].append(read)
    findings: list[Finding] = []
    unread: list[Unread] = []
    for reads in by_key.values():
        if len({read.finding.value for read in reads}) == 1:
            findings += [read.finding for read in reads]
            continue
        kept, lost = _settled(reads, dimension)
        findings += kept
        unread += lost
    return findings, unread


def _settled(reads: list[Read], dimension: Dimension) -> tuple[list[Finding], list[Unread]]:
    summed = [read for read in reads if read.column.is_total]
    if len(summed) == 1 and len({read.row.index for read in reads}) == 1:
        return [summed[0].finding], _lost([read for read in reads if read is not summed[0]])
    firm = [read for read in reads if not read.finding.soft]
    if len(firm) == 1:
        return [firm[0].finding], _lost([read for read in reads if read is not firm[0]])
    enquiries = all(read.finding.stream is Stream.MEMBER_ENQUIRIES for read in reads)
    named = [read for read in firm if is_complaint(read.row.text)]
    if not enquiries and len(named) == 1 and all(_has_other_words(read.row) for read in firm if read is not named[0]):
        # "Contacts received", "Complaints received", "Praise received": one of them counts complaints
        return [named[0].finding], _lost([read for read in reads if read is not named[0]])
    totals = [read for read in reads if read.row.is_total]
    rest = [read for read in reads if not read.row.is_total]
    labels = {read.row.labels[-1] for read in rest if read.row.labels}
    if (
        len(totals) < 2
        and len(labels) == len(rest)
        and (totals or enquiries)
        and all(r.finding.category is None for r in rest)
    ):
        kind = Dimension.SERVICE_AREA if enquiries or dimension is Dimension.DECISION else dimension
        groups = [r.finding.changed(dimension=kind, category=r.row.labels[-1].strip(" *:-")) for r in rest]
        return [*(read.finding for read in totals), *groups], []
    return [], _lost(reads)


def _has_other_words(row: Line) -> bool:
    """Whether a row's label says more than that all were counted."""
    return row.own is not None and bool(row.own.residue)


def _lost(reads: list[Read]) -> list[Unread]:
    reason = "two rows or columns seem to mean the same"
    return [Unread(box=read.finding.box, text=f"{read.finding.value:g}", reason=reason) for read in reads]
