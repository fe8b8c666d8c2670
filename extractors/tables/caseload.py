"""Caseloads: tables of everything that a complaints team dealt with, by type of case, complaints among them."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.context import Context
from extractors.lexicon.facets import Facets
from extractors.lexicon.words import any_of
from extractors.tables.axes import measured
from extractors.tables.grid import Grid, Line

_TYPE_OF_CASE = re.compile(
    rf"\W*{any_of('types?, kinds?, nature')} of (?:other )?"
    rf"{any_of('cases?, contacts?, correspondence, enquir(y|ies), requests?, work, communications?, referrals?')}\W*",
    re.IGNORECASE,
)


def is_caseload(grid: Grid) -> bool:
    """Whether a heading over the row labels says that these are types of case."""
    return any(_TYPE_OF_CASE.fullmatch(head.text) for head in grid.heads.values())


def with_headlines(grid: Grid) -> Grid:
    """A caseload whose rows for a stage or an outcome of complaints ("Representations: ...") are no types of case."""
    return replace(grid, rows=tuple(_as_headline(row) for row in grid.rows))


def _as_headline(row: Line) -> Line:
    if row.own is None or not (row.own.stages or measured(row.own)):
        return row
    return replace(row, facets=(*row.facets[:-1], _without_rest(row.own)))


def _without_rest(words: Facets) -> Facets:
    return replace(words, residue=(), group=None)


def of_whole_report(context: Context) -> Context:
    """A caseload is that of the whole report, whatever procedure its section is about."""
    return replace(context, stream=context.scope.whole, stage=None)
