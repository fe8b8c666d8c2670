"""Sum: a total is the sum of its parts, where the parts are evidently all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations as subsets

from pipeline.checks import wording
from pipeline.checks.arithmetic import combinations
from pipeline.checks.constraint import Sum
from pipeline.checks.model import Case, Discrepancy, Key, Report, Rule, Stated
from pipeline.checks.together import caption, in_one_sentence, in_one_table, together
from schemas.codes import Dimension, DiscrepancyKind, Measure, Method, Stage, Stream, Unit
from schemas.label import words
from schemas.periods import year_of

#: Measures that may be added up over periods, stages, streams and categories.
_ADDITIVE = frozenset(
    {Measure.RECEIVED, Measure.INVESTIGATED, Measure.RESPONDED, Measure.DECIDED, Measure.ESCALATED, Measure.DIRECT}
    | {Measure.UPHELD, Measure.PARTIALLY_UPHELD, Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.NOT_UPHELD}
    | {Measure.WITHDRAWN, Measure.RESOLVED, Measure.REJECTED, Measure.COMPLIMENTS, Measure.ON_TIME, Measure.LATE}
)
_BASES = (Measure.RESPONDED, Measure.DECIDED, Measure.INVESTIGATED, Measure.RECEIVED)
_FORMAL = (Stage.STAGE_1, Stage.STAGE_2, Stage.STAGE_2_ESCALATED, Stage.STAGE_3)
_OUTSIDE = (Stage.INFORMAL, Stage.OMBUDSMAN, Stage.DFE)
_AGAIN = Stage.STAGE_2_ESCALATED
_LATER = frozenset({Stage.STAGE_2, Stage.STAGE_2_ESCALATED, Stage.STAGE_3, Stage.DFE, Stage.OMBUDSMAN})
#: The parts of a year and of a half-year, by the names that periods end in.
_PERIODS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("Q1", "Q2", "Q3", "Q4")),
    ("", ("H1", "H2")),
    ("", tuple(f"M{month:02d}" for month in range(1, 13))),
    ("H1", ("Q1", "Q2")),
    ("H2", ("Q3", "Q4")),
)
_CHILDRENS = (Stream.CHILDREN_STATUTORY, Stream.CHILDREN_CORPORATE)
#: Streams that are never a part of all complaints.
_NO_PART = frozenset({Stream.ALL, Stream.MEMBER_ENQUIRIES})

Choices = Sequence[Sequence[Stated]]


# What closes -----------------------------------------------------------------------------------------------


def _closing(totals: Sequence[Stated], parts: Choices, less: Choices = ()) -> Sum | None:
    """The first combination of stated values that closes."""
    for total, *rest in combinations([totals, *parts, *less]):
        found = Sum(total, tuple(rest[: len(parts)]), tuple(rest[len(parts) :]))
        if found.holds({}):
            return found
    return None


def _firmest(stated: Iterable[Stated]) -> Stated | None:
    """The surest of the numbers that may accuse; a table's before others."""
    firm = [each for each in stated if each.firm]
    return max(firm, key=lambda each: (each.seen.method is Method.TABLE, each.sure), default=None)


def _accusing(totals: Sequence[Stated], parts: Choices, less: Choices = ()) -> Sum | None:
    """The sum of the surest numbers, which does not close; None where one is not firm, or a total is none at all."""
    near = [total for total in totals if total.firm and all(_beside(total, choice) for choice in (*parts, *less))]
    total = _firmest(near or totals)
    rest = [_firmest(choice) for choice in (*parts, *less)]
    if total is None or total.value == 0 or not all(rest):
        return None
    found = [each for each in rest if each is not None]
    beside = [_beside(total, choice) or each for choice, each in zip((*parts, *less), found, strict=True)]
    return Sum(total, tuple(beside[: len(parts)]), tuple(beside[len(parts) :]))


def _beside(total: Stated, choice: Sequence[Stated]) -> Stated | None:
    """Of several statements of a part, the one in the total's table or sentence."""
    near = [each for each in choice if each.firm and (in_one_table(total, each) or in_one_sentence(total, each))]
    return near[0] if near else None


def _closed(found: Sum) -> Case:
    return Case(found.members, constraint=found)


def _open(found: Sum, parts: str, alternative: str | None = None) -> Case:
    """A case of a sum that does not close; ``parts`` says what is added up."""
    total, expected = found.total, found.worked_out({})
    shown = wording.total(found.parts) + "".join(f" − {wording.value(each.value)}" for each in found.less)
    unit = total.seen.unit
    said = {
        "what": wording.what(total.key),
        "stated": wording.value(total.value, unit),
        "stated_where": wording.where(total),
        "parts": parts,
        "sum": shown,
        "expected": wording.value(expected, unit),
    }
    discrepancy = Discrepancy(
        key=total.key,
        stated=total.value,
        expected=expected,
        words=said,
        observation=total,
        parts=(*found.parts, *found.less),
        alternative=alternative or _without_one(found),
    )
    return Case(found.members, discrepancy, constraint=found)


def _without_one(found: Sum) -> str | None:
    """A single part without which the sum closes."""
    for part in found.parts:
        if part.value > 0 and found.holds({part.id: 0.0}):
            return f"{wording.value(found.total.value)} is the sum without {_name(part, found.total)}."
    return None


def _name(part: Stated, total: Stated) -> str:
    """What tells a part from the others: "adult social care"."""
    mine, its = part.key, total.key
    if mine.category:
        return f"“{mine.category}”"
    if mine.period != its.period:
        return mine.period
    if mine.stream is not its.stream:
        return words(mine.stream)
    return words(mine.stage if mine.stage is not its.stage else mine.measure)


# Quarters, halves and months -------------------------------------------------------------------------------


def _periods(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Years and half-years of which every part is stated."""
    for key, totals in report.by_key.items():
        if key.measure not in _ADDITIVE or key.unit is not Unit.COUNT:
            continue
        year, half = year_of(key.period), key.period.partition(" ")[2]
        for whole, names in _PERIODS:
            parts = [report.at(key._replace(period=f"{year} {name}")) for name in names]
            if whole != half or not all(parts):
                continue
            closing, accusing = _closing(totals, parts), _accusing(totals, parts)
            if closing:
                yield _closed(closing)
            elif accusing:
                yield _open(accusing, f"its {len(names)} parts")


# Stages and streams ----------------------------------------------------------------------------------------


def _counted_as(report: Report, key: Key) -> Sequence[Stated]:
    """The numbers for a part of a total: complaints received may be called investigated, later on escalated."""
    if report.at(key) or key.measure is not Measure.RECEIVED:
        return report.at(key)
    investigated = report.at(key._replace(measure=Measure.INVESTIGATED))
    if investigated or key.stage not in _LATER:
        return investigated
    return report.at(key._replace(measure=Measure.ESCALATED))


def _stages(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Totals over stages of which at least two formal ones are stated."""
    tested = {
        key: {stage: _counted_as(report, key._replace(stage=stage)) for stage in (*_FORMAL, *_OUTSIDE)}
        for key in report.by_key
        if key.stage is Stage.ALL and key.dimension is None and key.unit is Unit.COUNT and key.measure in _ADDITIVE
    }
    yield from _split(report, {key: _formal(found) for key, found in tested.items()}, "the stages")


def _formal(found: Mapping[Stage, Sequence[Stated]]) -> list[Choices]:
    """The sets of stages that a total may be of: all formal ones, with or without what is outside."""
    inside = [found[stage] for stage in _FORMAL if found[stage]]
    if len(inside) < 2 or not found[Stage.STAGE_1]:
        return []
    outside = [found[stage] for stage in _OUTSIDE if found[stage]]
    more = [[*inside, *some] for size in range(1, len(outside) + 1) for some in subsets(outside, size)]
    if found[Stage.STAGE_2] and found[Stage.STAGE_2_ESCALATED]:  # Stage 2 may be told with or without those.
        more.append([stated for stage, stated in found.items() if stated and stage in _FORMAL and stage is not _AGAIN])
    # Complaints are the same ones at a later stage, so that a total may be of the first alone.
    return [inside, *more, [found[Stage.STAGE_1]]]


def _streams(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Totals over procedures of which at least two are stated."""
    tested: dict[Key, list[Choices]] = {}
    for key in report.by_key:
        if key.dimension is None and key.unit is Unit.COUNT and key.measure in _ADDITIVE and key.stream is Stream.ALL:
            found = {
                stream: _counted_as(report, key._replace(stream=stream)) for stream in Stream if stream not in _NO_PART
            }
            tested[key] = _procedures(found)
    yield from _split(report, tested, "the procedures")


def _procedures(found: Mapping[Stream, Sequence[Stated]]) -> list[Choices]:
    """The sets of procedures that a total may be of: children's together, or as two."""
    others = [stated for stream, stated in found.items() if stated and stream not in (*_CHILDRENS, Stream.CHILDREN)]
    apart = [found[stream] for stream in _CHILDRENS if found[stream]]
    ways: list[Choices] = [[*others, *apart], [*others, found[Stream.CHILDREN]]]
    return [way for way in ways if all(way) and len(way) > 1]


def _split(report: Report, tested: Mapping[Key, list[Choices]], parts: str) -> Iterator[Case]:
    """Totals with the sets of parts that they may be of; those that do not close need evidence for all their parts."""
    closing = {
        key: next(filter(None, (_closing(report.at(key), way) for way in ways)), None) for key, ways in tested.items()
    }
    for key, ways in tested.items():
        found = closing[key]
        if found is not None:
            if len(found.parts) > 1:
                yield _closed(found)
            continue
        accusing = _accusing(report.at(key), ways[0]) if ways else None
        if accusing is None:
            continue
        proven = any(
            other is not None and _is_sibling(key, other_key) and _names(other.parts) == _names(accusing.parts)
            for other_key, other in closing.items()
        )
        # Parts that make less than a total may lack one that was not told; those that make more do not.
        too_much = accusing.worked_out({}) > accusing.total.value and together(accusing.total, accusing.parts)
        if proven or too_much:
            yield _open(accusing, parts)


def _is_sibling(key: Key, other: Key) -> bool:
    """Whether two keys differ in the period alone, or in the measure alone."""
    return key != other and key in (other._replace(period=key.period), other._replace(measure=key.measure))


def _names(parts: Iterable[Stated]) -> set[tuple[Stream, Stage]]:
    return {(part.seen.stream, part.seen.stage) for part in parts}


def _children(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Totals of children's complaints of which both procedures are stated."""
    for key, totals in report.by_key.items():
        if key.stream is not Stream.CHILDREN or key.unit is not Unit.COUNT or key.measure not in _ADDITIVE:
            continue
        parts = [report.at(key._replace(stream=stream)) for stream in _CHILDRENS]
        if key.dimension is not None or not all(parts):
            continue
        closing, accusing = _closing(totals, parts), _accusing(totals, parts)
        if closing:
            yield _closed(closing)
        elif accusing and accusing.total.value >= max(part.value for part in accusing.parts):
            yield _open(accusing, "the two procedures")


# Categories ------------------------------------------------------------------------------------------------


def _categories(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Breakdowns in a table that has their total, and columns of such a table beside each other."""
    for columns in _tables(report):
        closing = [column for column in columns if column.holds({})]
        for column in columns:
            if column in closing:
                yield _closed(column)
            elif any(_categories_of(other) == _categories_of(column) for other in closing):
                yield _open(column, "the groups")


def _tables(report: Report) -> list[list[Sum]]:
    """The tables that break something down: their columns, each with its total."""
    tables: dict[tuple[str, Dimension | None], dict[Key, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for each in report.stated:
        key = each.key
        if key.dimension and key.unit is Unit.COUNT and key.measure in _ADDITIVE and each.seen.method is Method.TABLE:
            tables[caption(each), key.dimension][key._replace(dimension=None, category=None)].append(each)
    return [
        [column for key, parts in columns.items() if (column := _column(report, key, parts))]
        for columns in tables.values()
    ]


def _column(report: Report, key: Key, parts: Sequence[Stated]) -> Sum | None:
    """A column with its total, where no group comes twice and every number is firm."""
    totals = [each for each in report.at(key) if each.firm and all(in_one_table(each, part) for part in parts)]
    names = [part.seen.category for part in parts]
    if len(totals) != 1 or len(set(names)) < len(names) or len(names) < 2 or not all(part.firm for part in parts):
        return None
    return Sum(totals[0], tuple(parts))


def _categories_of(column: Sum) -> set[str | None]:
    return {part.seen.category for part in column.parts}


# Services told in text, their teams in a table -----------------------------------------------------------

_SERVICE = re.compile(r"\([^)]*\)|['’]s\b|\b(?:services?|teams?|the|and|of)\b|[^\w\s]", re.I)


def _services(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Services whose number the text gives, where a table that adds up lists their teams."""
    told = [each for each in report.stated if each.key.category and each.seen.method is Method.PROSE and each.firm]
    for column in (column for columns in _tables(report) for column in columns if column.holds({})):
        for name, teams in _by_service(column.parts).items():
            for each in told:
                like = teams[0].key._replace(category=each.key.category)
                if each.key != like or _plain(each.key.category or "") != name:
                    continue
                found = Sum(each, tuple(teams))
                yield _closed(found) if found.holds({}) else _open(found, "its teams in the table")


def _by_service(parts: Iterable[Stated]) -> dict[str, list[Stated]]:
    """Rows by the label that stands over several of them: the part of the evidence before their own."""
    found: dict[str, list[Stated]] = defaultdict(list)
    for part in parts:
        labels = part.seen.evidence.split(" | ")
        if part.seen.category in labels[2:]:
            found[_plain(labels[labels.index(part.seen.category) - 1])].append(part)
    return {name: rows for name, rows in found.items() if len(rows) > 1}


def _plain(name: str) -> str:
    """The name of a service without what may be left out: "Children Looked After (CLA)" as "children looked after"."""
    return " ".join(_SERVICE.sub(" ", name).lower().split())


# Outcomes --------------------------------------------------------------------------------------------------

_SOME = (Measure.WITHDRAWN, Measure.RESOLVED, Measure.REJECTED)


def _outcomes(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Findings that stand together with the number of complaints that they are the findings of."""
    for key, upheld in report.by_key.items():
        if key.measure is not Measure.NOT_UPHELD or key.unit is not Unit.COUNT or key.dimension is not None:
            continue
        parts = _findings(report, key, upheld)
        bases = [
            base
            for measure in _BASES
            for base in report.at(key._replace(measure=measure))
            if base.firm and any(together(base, [each]) for each in upheld)
        ]
        if parts is None or not bases:
            continue
        some = [found for measure in _SOME if (found := report.at(key._replace(measure=measure)))]
        ways = [[*parts, *chosen] for size in range(len(some), -1, -1) for chosen in subsets(some, size)]
        closing = next(filter(None, (_closing(bases, way) for way in ways)), None)
        if closing:
            yield _closed(closing)
            continue
        answered = [base for base in bases if base.seen.measure is not Measure.RECEIVED]
        accusing = _accusing(answered, ways[0])
        # Findings that add up to less may lack one that was not told.
        if accusing and together(accusing.total, accusing.parts) and _too_many(answered, parts):
            yield _open(accusing, "the findings")


def _findings(report: Report, key: Key, not_upheld: Sequence[Stated]) -> Choices | None:
    """Upheld, partly upheld and not upheld; None where one is missing."""
    either, fully, partly = (
        report.at(key._replace(measure=measure))
        for measure in (Measure.UPHELD_OR_PARTIALLY_UPHELD, Measure.UPHELD, Measure.PARTIALLY_UPHELD)
    )
    if fully and partly:
        return [fully, partly, not_upheld]
    if either:
        return [either, not_upheld]
    return [fully, not_upheld] if fully else None


def _too_many(bases: Sequence[Stated], parts: Choices) -> bool:
    """Whether the findings alone are more than any number of complaints."""
    return sum(min(each.value for each in part) for part in parts) > max(base.value for base in bases)


# Open at the start and the end -----------------------------------------------------------------------------


def _carried(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Complaints open at the start, received, open at the end and answered."""
    for key, answered in report.by_key.items():
        if key.measure is not Measure.RESPONDED or key.unit is not Unit.COUNT or key.dimension is not None:
            continue
        brought, received, carried, withdrawn = (
            report.at(key._replace(measure=measure))
            for measure in (Measure.BROUGHT_FORWARD, Measure.RECEIVED, Measure.CARRIED_FORWARD, Measure.WITHDRAWN)
        )
        if not (brought and received and carried):
            continue
        parts, less = [brought, received], [carried]
        ways = [less, *([[carried, withdrawn]] if withdrawn else [])]
        closing = next(filter(None, (_closing(answered, parts, way) for way in ways)), None)
        accusing = _accusing(answered, parts, less)
        if closing:
            yield _closed(closing)
        elif accusing:
            yield _open(accusing, "open at the start and received, less open at the end,")


# In time and late ------------------------------------------------------------------------------------------


def _met_and_missed(report: Report, _: Sequence[Report]) -> Iterator[Case]:
    """Answers in time and late, against one limit, that stand together with all answers."""
    for key, met in report.by_key.items():
        if key.measure is not Measure.ON_TIME or key.unit is not Unit.COUNT:
            continue
        missed = report.at(key._replace(measure=Measure.LATE))
        base_key = key._replace(target_days=None)
        bases = [base for measure in _BASES for base in report.at(base_key._replace(measure=measure))]
        if not missed or not bases:
            continue
        closing, accusing = _closing(bases, [met, missed]), _accusing(bases[:1], [met, missed])
        if closing:
            yield _closed(closing)
        elif accusing and together(accusing.total, accusing.parts):
            yield _open(accusing, "in time and late")


_SENTENCE = "{what}: {stated} ({stated_where}), but {parts} make {sum} = {expected}."

RULES = tuple(
    Rule(f"sum.{name}", DiscrepancyKind.SUM, title, _SENTENCE, check)
    for name, title, check in (
        ("periods", "Quarters, halves or months add up to the year, quarters to the half-year.", _periods),
        ("stages", "The stages add up to the total of all stages.", _stages),
        ("streams", "The procedures add up to the total of all procedures.", _streams),
        ("children", "Statutory and corporate complaints add up to all children's complaints.", _children),
        ("categories", "The groups of a breakdown add up to its total row.", _categories),
        ("services", "The teams of a service in a table add up to what the text says of the service.", _services),
        (
            "outcomes",
            "Upheld, partly upheld and not upheld, with what was withdrawn, resolved or rejected, add up to "
            "the complaints answered.",
            _outcomes,
        ),
        ("carried_forward", "Open at the start, and received, less open at the end, is the number answered.", _carried),
        ("met_and_missed", "Answers in time and late add up to all answers.", _met_and_missed),
    )
)
