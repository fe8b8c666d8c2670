"""Unit: in what a number of a table counts, and whether unit and measure go together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lexicon.facets import Facets
from extractors.tables.axes import measured
from extractors.tables.limitheads import BARE_DAYS
from extractors.tables.measure import ALL_COMPLAINTS, BASES, OUTCOMES, TIMES
from extractors.tables.view import Slot, View, said
from schemas.codes import Measure, Unit

_SHARE = re.compile(r"\bshare\b|\bmade up\b|\baccount|\brepresent", re.IGNORECASE)
_OF_ANSWERED = re.compile(
    r"\bof\s+(?:(?:all|those|these|the|complaints|cases)\s+)*"
    r"(?:answered|responded|replied|closed|completed|concluded|decided|investigated|answers|replies|responses|closures)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(\s*(?:and )?(?:as )?(?:a |the )?(?:%|per\s?cent|percent(?:age)?)[^()]*\)", re.IGNORECASE)
_COUNTS = re.compile(r"\b(?:numbers?|nos|no\.|counts?|volumes?|how many)(?:\b|\W|$)|\bno(?=\W*$| of\b)", re.IGNORECASE)


def unit_of(view: View, slot: Slot, measure: Measure) -> Unit:
    """In what a number counts: as it shows itself, else as the nearest label says."""
    part = slot.part
    if part.unit is not None:
        return part.unit
    words = said(view, slot)
    counted = any(_COUNTS.search(said_.text) for said_ in words)
    if any(said_.unit is Unit.PER_1000 for said_ in (*words, *(() if counted else (view.caption.facets,)))):
        return Unit.PER_1000
    if measure is Measure.AVERAGE_DAYS:
        return Unit.DAYS
    if measure is Measure.REMEDY_PAID and not _is_money(view, words):
        return Unit.COUNT
    if measure is Measure.REMEDY_PAID or any(said_.unit is Unit.GBP for said_ in words):
        return Unit.GBP
    if part.label:
        return Unit.COUNT
    if (slot.row in view.percent_lines or slot.column in view.percent_lines) and part.value <= 100:
        return Unit.PERCENT
    # "Answered in time (%)" over bare numbers says what these are, and not what stands in brackets beside them
    counted = any(named in BASES for label in view.labels for named in label.measures)
    above = view.caption.text if view.holds_brackets or counted or measure in BASES else ""
    brackets = [text for text in (above, *(said_.text for said_ in words)) if _IN_BRACKETS.search(text)]
    if part.bracketed and not slot.prior:
        return Unit.PERCENT if brackets else Unit.COUNT
    in_pairs = "(" in slot.evidence.rsplit("|", 1)[-1]
    for said_ in words:
        if said_.unit is Unit.PERCENT and not (in_pairs and said_.text in brackets and not (slot.paired or slot.prior)):
            return Unit.PERCENT
        if _COUNTS.search(said_.text) and not said_.periods:
            return Unit.COUNT
    if measure is Measure.ON_TIME_TARGET:
        return Unit.PERCENT
    caption = view.caption.facets
    bare = not brackets or _makes_hundred(view, slot)
    # "Complaints received and the percentage in time": of the two kinds of column the one says that it holds shares
    elsewhere = measure in BASES and any(label.unit is Unit.PERCENT for label in view.labels)
    bare = bare and not elsewhere and not view.percent_lines
    whole = caption.unit is Unit.PERCENT and bare and not view.shows_percent and not _COUNTS.search(caption.text)
    return Unit.PERCENT if whole and part.value <= 100 else Unit.COUNT


#: What rounding may leave of a hundred per cent.
_NEARLY_HUNDRED = range(98, 103)


def _makes_hundred(view: View, slot: Slot) -> bool:
    """Whether bare numbers of groups add up to a hundred in a number's column, or row: shares, under "(%)"."""
    if view.holds_brackets:
        return False
    for line, lines in ((slot.column, view.grid.rows), (slot.row, view.grid.columns)):
        across = line is slot.row
        groups = [other for other in lines if not other.is_total and other.own is not None and other.own.unit is None]
        cells = [view.grid.cell(line, other) if across else view.grid.cell(other, line) for other in groups]
        numbers = [float(cell.string) for cell in cells if cell is not None and _BARE.fullmatch(cell.string)]
        if len(numbers) > 2 and len(numbers) == len(groups) and round(sum(numbers)) in _NEARLY_HUNDRED:
            return True
    return False


_BARE = re.compile(r"\d{1,2}(?:\.\d+)?")
_MONEY = re.compile(r"£|\bamounts?\b|\bvalues?\b|\bsums?\b|\bpaid\b|\bpayments?\b|\bcosts?\b", re.IGNORECASE)


def _is_money(view: View, words: Sequence[Facets]) -> bool:
    """Whether words say that a number is a sum of money, and not how many remedies there were."""
    if any(_COUNTS.search(said_.text) or ALL_COMPLAINTS.fullmatch(said_.text) for said_ in words):
        return False
    return any(_MONEY.search(text) for text in (view.caption.text, *(said_.text for said_ in words)))


#: A cell that holds nothing but a number of days.
_DAYS_ALONE = re.compile(r"(?:^|\|)\s*\d[\d.,]*\s*(?:working |calendar )?days?\s*$", re.IGNORECASE)


def misfit(view: View, slot: Slot, measure: Measure, unit: Unit, category: str | None) -> str | None:
    """Why measure and unit do not go together; None where they do."""
    words = said(view, slot)
    part = slot.part
    shared = any(_is_share(said_, measure) for said_ in (*words, view.caption.facets))
    if measure is Measure.ON_TIME_TARGET and not _targets_time(view, words):
        return "a target for something else"
    bare = any(line.own and BARE_DAYS.fullmatch(line.own.text) for line in (slot.row, slot.column))
    if unit is Unit.COUNT and (bare or _DAYS_ALONE.search(slot.evidence)):
        return "days, not a count"
    if unit is Unit.PERCENT:
        if part.value > 100:
            return "a percentage above 100"
        if measure is Measure.ESCALATED or ((shared or measure in BASES) and category is None):
            return "a share of the whole, not a rate"
        if measure is Measure.AVERAGE_DAYS:
            return "a percentage where days were expected"
    elif unit is Unit.COUNT:
        if part.value != int(part.value):
            return "a fraction where a count was expected"
        if measure is Measure.ON_TIME_TARGET:
            return "a target that is no percentage"
        if measure is Measure.REMEDY_PAID:
            return "a number of remedies, not what they come to"
    elif unit is Unit.PER_1000 and measure not in BASES:
        return "a rate per 1,000 of a part"
    elif unit is Unit.GBP and measure is not Measure.REMEDY_PAID:
        return "money that no word calls a remedy"
    return None


def _is_share(words: Facets, measure: Measure) -> bool:
    """Whether words speak of a share of the whole: "% of complaints upheld", "share of those answered" do not."""
    of_whole = _SHARE.search(words.text) is not None and _OF_ANSWERED.search(words.text) is None
    return "share" in words.flags and (measure in BASES or of_whole)


def _targets_time(view: View, words: Sequence[Facets]) -> bool:
    """Whether a target stands among words about time, or among none that count something else."""
    named = {measure for said_ in (*words, view.caption.facets) for measure in said_.measures if measured(said_)}
    if Measure.ON_TIME in named or any(said_.limits for said_ in words):
        return True
    beside = {measure for line in view.lines for said_ in view.meanings(line) for measure in said_.measures}
    rest = named - {Measure.ON_TIME_TARGET, Measure.RESPONDED, Measure.RECEIVED}
    return not rest and (Measure.ON_TIME in beside or not beside & OUTCOMES) and view.context.measure in TIMES | {None}
