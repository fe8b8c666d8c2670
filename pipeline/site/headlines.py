"""Headlines: the figures of one benchmark row beside those of the year before, compared only where they are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.codes import BenchmarkFigure, UpheldBasis
from schemas.label import amount, number, words
from schemas.periods import shifted

#: A rate of fewer cases than this says little: it is shown in grey, never compared and in no median.
FEW = 10

#: A row of the table ``benchmark`` by column.
Row = Mapping[str, Any]

#: The numbers that a cell of the benchmark rests on, each an observation's id with its amount.
Sources = Mapping[tuple[str, str, str, str], Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Cell:
    """One figure as it is shown.

    Attributes:
        text: the number with its unit; empty where the reports are silent.
        sources: the observations it rests on: id, and amount as stated.
        worked_out: whether it is worked out from them rather than stated.
        few: of how few cases a rate is, where it is too few.
        change: how it compares with the year before, in words; empty where there is nothing to compare.
        direction: ``up``, ``down`` or ``same``, where it was compared.
        unlike: why it was not compared though the year before has a figure.
    """

    text: str = ""
    sources: Sequence[tuple[str, str]] = ()
    worked_out: bool = False
    few: int | None = None
    change: str = ""
    direction: str = ""
    unlike: str = ""


@dataclass(frozen=True)
class Headline:
    """A year of one procedure and stage: three figures with what they rest on."""

    row: Row
    count: Cell
    upheld: Cell
    on_time: Cell

    @property
    def base(self) -> int | None:
        """How many cases the rates are shares of, where the report tells."""
        base: int | None = self.row["rate_base"]
        return base


def headline(row: Row, before: Row | None, sources: Sources) -> Headline:
    """The figures of a row, compared with the row of the year before where there is one."""
    return Headline(row, _count(row, before, sources), _upheld(row, before, sources), _on_time(row, before, sources))


def previous(row: Row, rows: Iterable[Row]) -> Row | None:
    """The row of the year before for the same procedure and stage."""
    year = shifted(row["year"], -1)
    for each in rows:
        if (each["stream"], each["stage"], each["year"]) == (row["stream"], row["stage"], year):
            return each
    return None


def _count(row: Row, before: Row | None, sources: Sources) -> Cell:
    now = row["count"]
    if now is None:
        return Cell()
    cited = _cited(row, sources, BenchmarkFigure.COUNT)
    if before is None or before["count"] is None:
        return Cell(number(now), cited)
    if before["count_basis"] != row["count_basis"]:
        unlike = f"{before['year']} counts those {words(before['count_basis'])}: not compared"
        return Cell(number(now), cited, unlike=unlike)
    was = before["count"]
    more = now - was
    share = f" ({number(round(100 * abs(more) / was))}%)" if was and more else ""
    text = f"{number(abs(more))}{share} {'more' if more > 0 else 'fewer'} than" if more else "as many as"
    return Cell(number(now), cited, change=f"{text} in {before['year']} ({number(was)})", direction=_direction(more))


def _upheld(row: Row, before: Row | None, sources: Sources) -> Cell:
    now = row["upheld_rate"]
    if now is None:
        if row["upheld"] is None:
            return Cell()
        cited = _cited(row, sources, BenchmarkFigure.UPHELD)
        return Cell(_cases(row["upheld"]), cited, worked_out=len(cited) > 1)
    cited = _cited(row, sources, BenchmarkFigure.UPHELD_RATE)
    unlike = ""
    if before is not None and before["upheld_rate"] is not None:
        unlike = _unlike_upheld(row, before)
    return _rate(row, before, "upheld_rate", cited, unlike)


def _unlike_upheld(row: Row, before: Row) -> str:
    part = UpheldBasis.PARTIALLY_UPHELD_ONLY
    if (row["upheld_basis"] == part) != (before["upheld_basis"] == part):
        year = row["year"] if row["upheld_basis"] == part else before["year"]
        return f"{year} states only those partly upheld: not compared"
    if row["rate_basis"] and before["rate_basis"] and row["rate_basis"] != before["rate_basis"]:
        return f"{before['year']} is a share of those {words(before['rate_basis'])}: not compared"
    return ""


def _on_time(row: Row, before: Row | None, sources: Sources) -> Cell:
    if row["on_time_rate"] is None:
        if row["on_time"] is None:
            return Cell()
        return Cell(_cases(row["on_time"]), _cited(row, sources, BenchmarkFigure.ON_TIME))
    unlike = ""
    if before is not None and before["on_time_rate"] is not None:
        now, was = row["on_time_target_days"], before["on_time_target_days"]
        if now != was:
            limit = "no limit is named for" if was is None else f"the limit was {amount(was, 'days')} in"
            unlike = f"{limit} {before['year']}: not compared"
    return _rate(row, before, "on_time_rate", _cited(row, sources, BenchmarkFigure.ON_TIME_RATE), unlike)


def _rate(row: Row, before: Row | None, column: str, cited: Sequence[tuple[str, str]], unlike: str) -> Cell:
    now = row[column]
    text = amount(now, "percent")
    worked_out = len(cited) > 1
    few = row["rate_base"] if row["rate_base"] is not None and row["rate_base"] < FEW else None
    was = before[column] if before is not None else None
    if few is not None or was is None or unlike or before is None:
        return Cell(text, cited, worked_out, few, unlike="" if few is not None else unlike)
    if before["rate_base"] is not None and before["rate_base"] < FEW:
        return Cell(text, cited, worked_out, unlike=f"{before['year']} is of fewer than {FEW} cases: not compared")
    points = round(now - was, 1)
    change = f"{_points(abs(points))} {'higher' if points > 0 else 'lower'} than" if points else "the same as"
    return Cell(
        text,
        cited,
        worked_out,
        change=f"{change} in {before['year']} ({amount(was, 'percent')})",
        direction=_direction(points),
    )


def _cited(row: Row, sources: Sources, figure: BenchmarkFigure) -> Sequence[tuple[str, str]]:
    return sources.get((row["stream"], row["stage"], row["year"], figure), ())


def _cases(value: float) -> str:
    return f"{number(value)} case" if value == 1 else f"{number(value)} cases"


def _points(value: float) -> str:
    return f"{number(value)} point" if value == 1 else f"{number(value)} points"


def _direction(change: float) -> str:
    return "up" if change > 0 else "down" if change < 0 else "same"
