"""Period: which year, quarter or month a number of a table covers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.facets import Facets, facets
from extractors.periods import Period
from extractors.tables.axes import Axis
from extractors.tables.grid import Line
from extractors.tables.view import Slot, View
from schemas.codes import Measure
from schemas.periods import is_part, part, shifted, year_of

_BARE_YEAR = re.compile(r"\W*(?:year\s*)?(?:19|20)\d\d\W*", re.IGNORECASE)
_TO_DATE = re.compile(r"\b(?:year[\s-]to[\s-]date|ytd|cumulative|to date)\b", re.IGNORECASE)
_QUARTERS = {frozenset({1}): "Q1", frozenset({2}): "Q2", frozenset({3}): "Q3", frozenset({4}): "Q4",
             frozenset({1, 2}): "H1", frozenset({3, 4}): "H2", frozenset({1, 2, 3, 4}): ""}  # fmt: skip


def period_of(view: View, slot: Slot, words: Sequence[Facets]) -> str | None:
    """The period of a number; None where it covers a stretch of time that the data has no name for."""
    base = _base(view)
    if slot.prior:
        return _prior(view, slot, base)
    if any(mention.nameless for said in words for mention in said.periods):
        return None
    mentions = [
        mention
        for said in words
        for mention in said.periods
        if (not mention.vague or _is_bare(said)) and not (slot.paired and _bracketed(said, mention))
    ]
    year = next((mention.year for mention in mentions if mention.year), None)
    name = next((mention.part for mention in mentions if mention.part), None)
    # "carried over from the previous year": into this one
    brought = any(Measure.BROUGHT_FORWARD in said.measures for said in words)
    shift = None if brought else next((mention.shift for mention in mentions if mention.shift), None)
    for line in (slot.row, slot.column):
        if line.own and _TO_DATE.search(line.own.text):
            beside = _parts_beside(view, line)
            return _to_date(year or year_of(base), name or (beside[-1] if beside else base.partition(" ")[2]))
    if not (year or name) and any(mention.nameless for mention in view.caption.facets.periods):
        return None
    if name:
        return part(year or year_of(base), name)
    if year:
        return year
    for line in (slot.row, slot.column):
        if line.is_total and view.axis(line) is Axis.PERIOD:
            return _total(view, line, base)
    return shifted(base, shift) if shift else base


def _bracketed(said: Facets, mention: Period) -> bool:
    """Whether a label names a period in brackets: "Stage 1 (2022/23)"."""
    before, behind = said.text[: mention.start].rstrip(), said.text[mention.end :].lstrip()
    return before.endswith("(") and behind.startswith(")")


def _is_bare(said: Facets) -> bool:
    """Whether a label is a calendar year and nothing else."""
    return _BARE_YEAR.fullmatch(said.text) is not None


def _base(view: View) -> str:
    """The period that caption, section and report give to a number whose labels name none."""
    base = view.context.period
    captioned = [period for period in view.caption.facets.periods if not period.vague]
    named = [period for period in captioned if period.year]
    years = {period.year for period in named}
    if len(years) > 1 and year_of(base) in years and not _in_brackets(view.caption.text, named):
        return base
    if named:
        found = named[0].resolve(base)
        parts = [period for period in captioned if period.part]
        return parts[0].resolve(found) if parts and not is_part(found) else found
    return captioned[0].resolve(base) if captioned and captioned[0].part else base


def _in_brackets(text: str, named: Sequence[Period]) -> bool:
    """Whether the second of two years stands in brackets: "2023/24 (2022/23)"."""
    return len(named) == 2 and text[named[0].end : named[1].start].strip() == "("


def _prior(view: View, slot: Slot, base: str) -> str:
    """The year before: the second of the two years that heading or caption name, else one year back."""
    for text in (slot.column.text, slot.row.text, view.caption.text):
        said = facets(text)
        years = list(dict.fromkeys(period.year for period in said.periods if period.year))
        if len(years) == 2:
            # "Quarter 2 of 2017/18 (Quarter 2 of 2016/17)": the same part of both
            parts = {period.part for period in said.periods if period.part} or {base.partition(" ")[2]}
            name = parts.pop() if len(parts) == 1 else ""
            return part(min(years), name) if name else min(years)
        if len(years) == 1:
            if text is not view.caption.text and all(_bracketed(said, period) for period in said.periods):
                return years[0]
            return shifted(years[0], -1)
    return shifted(base, -1)


def _to_date(year: str, name: str) -> str | None:
    """The year up to the end of a part of it."""
    if name in ("", "Q4", "H2", "M12"):
        return year
    return {"Q1": f"{year} Q1", "M03": f"{year} Q1", "Q2": f"{year} H1", "H1": f"{year} H1", "M06": f"{year} H1"}.get(
        name
    )


def _parts_beside(view: View, line: Line) -> list[str]:
    """The parts of a year that the other rows, or columns, cover, in order."""
    lines = view.grid.rows if line in view.grid.rows else view.grid.columns
    return sorted({period.part for other in lines for said in other.facets for period in said.periods if period.part})


def _total(view: View, line: Line, base: str) -> str | None:
    """What a total beside parts of a year, or beside several years, covers."""
    lines = view.grid.rows if line in view.grid.rows else view.grid.columns
    mentions = [period for other in lines if other.own and not other.is_total for period in other.own.periods]
    years = {period.year for period in mentions if period.year}
    parts = {period.part for period in mentions if period.part}
    if not parts:
        return base if len(years) < 2 else None
    quarters = {number for name in parts for number in _quarters(name)}
    whole = _QUARTERS.get(frozenset(quarters))
    if whole is None or len(years) > 1 or not _complete(parts):
        return None
    year = years.pop() if years else None
    year = year or year_of(base)
    return part(year, whole) if whole else year


def _quarters(name: str) -> list[int]:
    """The quarters that a part of a year touches."""
    number = int(name[1:])
    if name[0] == "Q":
        return [number]
    return [2 * number - 1, 2 * number] if name[0] == "H" else [(number + 2) // 3]


def _complete(parts: set[str]) -> bool:
    """Whether months make up whole quarters."""
    months = [name for name in parts if name[0] == "M"]
    return len(months) % 3 == 0
