"""Limits: the time that the law or an ombudsman's code allows for a stage in a year, from the table ``procedures``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from schemas.codes import Stage
from schemas.periods import start_year

_QUERY = """
    select procedure, title, stream, nation, statutory, stage, stage_name, target_days, extended_days, counted_from,
      in_force_from, in_force_to
    from procedures
    where in_force_from is not null
"""


@dataclass(frozen=True)
class Limit:
    """One stage of a procedure; days are working days and None where the procedure sets no such limit."""

    procedure: str
    title: str
    stream: str
    nation: str
    statutory: int | None
    stage: str
    stage_name: str | None
    target_days: int | None
    extended_days: int | None
    counted_from: str | None
    in_force_from: str
    in_force_to: str | None

    def applies(self, nation: str | None, stream: str, stage: str, year: str) -> bool:
        """Whether this is the stage that a figure is about; of a procedure without stages, it is all of them."""
        return (
            (self.nation, self.stream) == (nation, stream)
            and (self.stage == stage or (self.stage == Stage.ALL and stage == Stage.STAGE_1))
            and self._in_force(year)
        )

    def _in_force(self, year: str) -> bool:
        """Whether it was in force when the year began."""
        began = f"{start_year(year)}-04" if "-" in year else f"{year}-01"
        return self.in_force_from[:7] <= began and (self.in_force_to is None or self.in_force_to[:7] >= began)

    @property
    def words(self) -> str:
        """The limit in words; empty where there is none."""
        if self.target_days is None:
            return ""
        longest = f", {self.extended_days} if extended" if self.extended_days else ""
        return f"{self.target_days} working days{longest}"


def limits(connection: sqlite3.Connection) -> list[Limit]:
    """All stages of all procedures whose first day is known."""
    return [Limit(*row) for row in connection.execute(_QUERY)]


def limit_of(known: Iterable[Limit], nation: str | None, stream: str, stage: str, year: str) -> Limit | None:
    """What applied to a stage of a stream in a nation when a year began; None where nothing is known to."""
    return next((limit for limit in known if limit.applies(nation, stream, stage, year)), None)
