"""Period: one mention of a period in a text, and what it is in a report about a year."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.periods import financial_year, part, shifted, year_of


@dataclass(frozen=True)
class Period:
    """A mention of a period in a text, from offset ``start`` to ``end``.

    ``year`` ("2023-24") with or without ``part``; ``part`` alone ("Q1"); or ``shift`` (-1: the year
    before). ``whole``: the year as a whole, also in a report on a part of it. A ``vague`` mention is
    a single day or a bare calendar year ("Regulations 2009"): it is known to be no count, but says
    little about the period of the numbers beside it. ``same``: the same part of another year.
    ``nameless``: a stretch of time that the data has no name for, as the first nine months of a year.
    ``quarters``: so many quarters from the one that the context gives (-1: the quarter before).
    """

    start: int
    end: int
    year: str | None = None
    part: str | None = None
    shift: int | None = None
    academic: bool = False
    vague: bool = False
    whole: bool = False
    same: bool = False
    quarters: int = 0
    nameless: bool = False

    def resolve(self, base: str) -> str:
        """The period, where ``base`` is the year that the context gives."""
        if self.shift == 0 and not self.part and not self.whole:
            return base
        if self.quarters:
            return _quarters_on(base, self.quarters)
        if self.same and self.year:
            return _same_part(base, self.year)
        if self.same:
            return shifted(base, self.shift or 0)
        year = self.year or shifted(year_of(base), self.shift or 0)
        return part(year, self.part) if self.part else year


def _quarters_on(base: str, count: int) -> str:
    """The quarter so many after the one that ``base`` is; ``base`` itself, where it is none."""
    year, name = year_of(base), base.partition(" ")[2]
    if not name.startswith("Q"):
        return base
    years, quarter = divmod(int(name[1:]) - 1 + count, 4)
    return part(shifted(year, years), f"Q{quarter + 1}")


def _same_part(base: str, year: str) -> str:
    """The part of a year that ``base`` is, in another year: of "2024-25 Q4" and "2023" the Q4 of 2022-23."""
    own, name = year_of(base), base.partition(" ")[2]
    if len(year) == 4:
        after_new_year = name in ("Q4", "H2", "M10", "M11", "M12")
        year = financial_year(int(year) - 1 if after_new_year else int(year)) if "-" in own else year
    return part(year, name) if name else year
